"""From the rows of one sheet to records of its block."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from mo_report.engine.dossier import InputValue, Place, Record
from mo_report.engine.schema import (
    BRON,
    PARAMETER,
    STATUS,
    STATUS_BY_WORD,
    TOELICHTING,
    VINDPLAATS,
    WAARDE,
    Block,
    Choice,
    Column,
    Parameter,
    Status,
    Text,
)
from mo_report.engine.units import DATUM
from mo_report.invoer.cel import InputCell, Raw
from mo_report.invoer.rijmodel import as_number, check_row
from mo_report.invoer.tabel import InputRow, InputTable
from mo_report.invoer.tekens import WIT
from mo_report.lib.bevinding import Finding, warning
from mo_report.lib.namen import key_of
from mo_report.lib.notatie import show_number

#: What somebody calls a row below a table that adds it up.
_TOTAAL = {"totaal", "subtotaal", "eindtotaal", "som", "samen"}
MAX_TEKST, MAX_NAAM = 2_000, 120
#: Of a formula in a finding.
MAX_FORMULE = 120
#: Of the words beside a value: where it stands in its source stands below a page.
MAX_BIJ = {BRON: MAX_NAAM, VINDPLAATS: 300, TOELICHTING: MAX_TEKST}


def read_records(
    block: type[Block], tabel: InputTable, findings: list[Finding], enige: Mapping[str, str] | None = None
) -> list[Record]:
    """The records in a table; what is wrong is added to the findings, cell by cell.

    A name of which there is only one, such as that of the parameterset, is in `enige` by its
    column: it need not be typed again.
    """
    reader = _Reader(block, tabel.blad.titel, findings, enige or {}, begun=_begun(block, tabel))
    reader.read_above(tabel.hele_blad)
    for rij in tabel.rijen():
        for cel in rij.cellen.values():
            _stale(tabel.blad.titel, cel, findings)
        if block.form == "lijst":
            reader.read_value(rij)
        else:
            reader.read_record(rij)
    reader.finish(tabel.koprij)
    return list(reader.records.values())


def _begun(block: type[Block], tabel: InputTable) -> bool:
    """Whether anybody filled in a list: its rows stand there before that."""
    return block.needed or any(not rij.cellen[WAARDE].is_blank for rij in tabel.rijen() if block.form == "lijst")


def _stale(blad: str, cel: InputCell, findings: list[Finding]) -> None:
    """A formula that gives something else than its cell shows."""
    if cel.getoond is None or cel.is_fout:
        return
    shown, now = _getoond(cel.getoond), _getoond(cel.value)
    findings.append(
        warning(
            blad,
            cel.cel,
            f"De cel toont {shown}, maar de formule {cel.formule} geeft nu {now}.",
            "een uitkomst die is bijgewerkt",
            f"Het model rekent met {now}. Open het bestand in Excel, druk op F9 en sla het op.",
        )
    )


def formula_error(blad: str, cel: InputCell) -> Finding:
    """A cell that has no value: an error, or a formula of which nobody can say what it gives."""
    mend = "Herstel de formule, of typ de waarde zelf."
    if not cel.formule:
        return Finding(blad, cel.cel, f"De cel geeft {cel.fout}.", "een waarde", mend)
    shown = f"De cel toont {_getoond(cel.getoond)}, maar de formule" if cel.getoond else "De formule"
    text = cel.formule if len(cel.formule) <= MAX_FORMULE else cel.formule[:MAX_FORMULE] + "…"
    if cel.fout:
        what, want = f"geeft {cel.fout}", "een formule met een uitkomst"
    else:
        what, want = cel.reden, "een formule die kan worden nagerekend"
        mend = "Typ de waarde zelf; dan telt die."
    return Finding(blad, cel.cel, f"{shown} {text} {what}.", want, mend)


def _getoond(value: Raw) -> str:
    return show_number(value, 10) if isinstance(value, Decimal) else f"‘{InputCell('', value).tekst}’"


class _Reader:
    """Gathers the records of one block."""

    def __init__(
        self, block: type[Block], blad: str, findings: list[Finding], enige: Mapping[str, str], *, begun: bool
    ) -> None:
        self.block, self.blad, self.findings = block, blad, findings
        self.enige = enige if begun or block.form != "lijst" else {}
        self.records: dict[tuple[str, ...], Record] = {}
        self.first: dict[tuple[str, ...], str] = {}
        self.by_label = {key_of(c.label): c for c in block.inputs()}
        #: Per record, the values as they stand there, before anything is said of their type.
        self.raw: defaultdict[tuple[str, ...], dict[str, object]] = defaultdict(dict)
        #: Rows of the template without a value or a name, which may be of the one set.
        self.later: list[tuple[tuple[str, ...], Column, InputRow]] = []
        #: Records with a row whose parameter nobody knows.
        self.unknown: set[tuple[str, ...]] = set()
        #: What holds for each row that does not say otherwise.
        self.above: dict[str, InputCell] = {}

    def wrong(self, cel: str, wat: str, verwacht: str, herstel: str = "") -> None:
        self.findings.append(Finding(self.blad, cel, wat, verwacht, herstel))

    def read_above(self, cells: Mapping[str, InputCell]) -> None:
        """What holds for the whole sheet, with a finding of what is wrong in it."""
        if not self.block.parameters():
            return
        before = len(self.findings)
        self._about(cells)
        if status := cells.get(STATUS):
            self._formula_error(status) if status.is_fout else self._word(status)
        # What is wrong is told once, here: the rows are then read as if it were not there.
        self.above = dict(cells) if len(self.findings) == before else {}

    def read_record(self, rij: InputRow) -> None:
        """A row is a record."""
        record = self._record(rij)
        if record is None:
            return
        if record.key and record.key[0] in _TOTAAL:
            self.wrong(
                next(iter(rij.cellen.values())).cel,
                f"Is ‘{record.name}’ een totaalrij? Het programma leest elke rij als een gegeven.",
                "alleen rijen met gegevens",
                "Haal de rij weg. Het programma telt zelf op.",
            )
            return
        if record.key in self.records:
            cel = next(iter(rij.cellen.values())).cel
            also = self.first[record.key]
            self.wrong(
                cel,
                f"‘{record.name}’ staat er twee keer (ook in {also}).",
                "elke naam of combinatie één keer",
                "Haal een van de twee rijen weg of hernoem die.",
            )
            return
        self._remember(record, rij)
        for column in self.block.inputs():
            if column.label in rij.cellen:
                self._take(record, column, rij, rij.cellen[column.label])
            elif isinstance(column, Choice) and column.without:
                record.texts[column.name] = column.without
            if column.name in self.enige and column.name not in record.texts and not isinstance(column, Parameter):
                record.texts[column.name] = self.enige[column.name]

    def read_value(self, rij: InputRow) -> None:
        """A row is one value of a record."""
        name, cel = rij.cellen[PARAMETER], rij.cellen[WAARDE]
        if cel.is_blank and any(self._unsaid(k, rij) for k in self.block.key_columns()):
            return  # a row of the template that nobody has begun on
        record = self._record(rij)
        if record is None:
            return
        if name.is_fout:
            self._formula_error(name)
            self.unknown.add(record.key)
            return
        column = self.by_label.get(key_of(name.tekst))
        if column is None:
            self.unknown.add(record.key)
            self.wrong(
                name.cel,
                f"De parameter ‘{name.tekst}’ is niet bekend op dit blad.",
                "een van: " + ", ".join(c.label for c in self.block.inputs()),
                "Neem de naam over uit het sjabloon.",
            )
            return
        key = record.key
        if cel.is_blank and column.optional and key not in self.records:
            return  # rows left blank do not make a record
        if cel.is_blank and any(k.name in self.enige and self._blank_cell(k, rij) for k in self.block.key_columns()):
            self.later.append((key, column, rij))  # a row of the template, for this set or for one that is not there
            return
        record = self.records.get(key, record)
        self._remember(record, rij)
        if column in record.values or column.name in record.places:
            twice = f"‘{column.label}’ staat er twee keer voor ‘{record.name}’."
            self.wrong(name.cel, twice, "elke parameter één keer per set", "Haal een van de twee rijen weg.")
            return
        self._take(record, column, rij, cel)

    def finish(self, koprij: int) -> None:
        """What can be said only after the last row: blanks, types and bounds."""
        for key, column, rij in self.later:
            record = self.records.get(key)
            if record is not None and column not in record.values and column.name not in record.places:
                record.places[column.name] = Place(self.blad, rij.cellen[WAARDE].cel)
        for record in self.records.values():
            self._check(record)
        if not self.records and not self.block.key_columns():
            self.wrong(f"A{koprij}", "Dit blad is leeg.", "een waarde voor elke parameter")

    def _record(self, rij: InputRow) -> Record | None:
        """A record with this row's keys; None when a key is missing."""
        keys = self.block.key_columns()
        texts = {k.name: self._name(k, rij) for k in keys}
        if None in texts.values():
            return None
        places = {k.name: Place(self.blad, rij.cellen[k.label].cel) for k in keys if k.label in rij.cellen}
        return Record(self.block, {k: t for k, t in texts.items() if t is not None}, places=places)

    def _unsaid(self, column: Column, rij: InputRow) -> bool:
        """Whether a name is neither typed nor the only one that it can be."""
        return self._blank_cell(column, rij) and column.name not in self.enige

    @staticmethod
    def _blank_cell(column: Column, rij: InputRow) -> bool:
        cel = rij.cellen.get(column.label)
        return cel is None or cel.is_blank

    def _name(self, column: Column, rij: InputRow) -> str | None:
        """A name as typed, or the only one that it can be; None with a finding."""
        cel = rij.cellen.get(column.label)
        if column.name in self.enige and self._blank_cell(column, rij):
            return self.enige[column.name]
        return None if cel is None else self._text(column, cel)

    def _remember(self, record: Record, rij: InputRow) -> None:
        self.records.setdefault(record.key, record)
        self.first.setdefault(record.key, next(iter(rij.cellen.values())).cel)

    def _take(self, record: Record, column: Column, rij: InputRow, cel: InputCell) -> None:
        """Store one value of a record; of a blank one only its place."""
        record.places[column.name] = Place(self.blad, cel.cel)
        if cel.is_blank:
            return
        if not isinstance(column, Parameter):
            text = self._text(column, cel)
            if text is not None:
                record.texts[column.name] = text
            record.values[column] = self._invoer(rij, cel, text, Status.BRON)
            return
        value = None if cel.is_fout else as_number(cel.value, column)
        if cel.is_fout:
            self._formula_error(cel)
        else:
            self.raw[record.key][column.name] = value
        kept = value if isinstance(value, Decimal | date) else None
        status = Status.BRON if column.unit is DATUM else self._status(rij, column, value)
        given = self._invoer(rij, cel, kept, status)
        record.values[column] = replace(given, omgezet=value is not cel.value)

    def _text(self, column: Column, cel: InputCell) -> str | None:
        """The text of a cell, or None with a finding."""
        if cel.is_fout:
            self._formula_error(cel)
            return None
        if cel.is_blank:
            self.wrong(cel.cel, f"‘{column.label}’ is leeg.", "een tekst", f"Vul de cel in. {column.hint}")
            return None
        text = cel.tekst
        most = column.most if isinstance(column, Text) else MAX_NAAM
        return text if self._gewoon(cel, column.label, most) else None

    def _gewoon(self, cel: InputCell, label: str, most: int, wit: str = "") -> bool:
        """Whether a text can be printed and is not too long; a finding where it is not."""
        bad = next((c for c in cel.tekst if not c.isprintable() and c not in wit), None)
        if bad or len(cel.tekst) > most:
            what = f"een teken dat niet kan (code {ord(bad)})" if bad else "te veel tekst"
            self.wrong(
                cel.cel,
                f"‘{label}’ bevat {what}.",
                f"gewone tekst van hoogstens {most} tekens",
                "Typ de tekst opnieuw.",
            )
            return False
        return True

    def _formula_error(self, cel: InputCell) -> None:
        self.findings.append(formula_error(self.blad, cel))

    def _invoer(self, rij: InputRow, cel: InputCell, value: Decimal | date | str | None, status: Status) -> InputValue:
        # On the sheet Bronnen, `bron` is a name and not where a value comes from.
        about = self._with_above(rij, status) if self.block.parameters() else {}
        bron, plaats, uitleg = (about.get(h) for h in (BRON, VINDPLAATS, TOELICHTING))
        return InputValue(
            value,
            Place(self.blad, cel.cel),
            cel.formule,
            status,
            bron.tekst if bron else "",
            plaats.tekst if plaats else "",
            uitleg.tekst if uitleg else "",
            bron.cel if bron else "",
            namen=tuple((name, Place(blad, at)) for name, blad, at in cel.namen),
        )

    def _with_above(self, rij: InputRow, status: Status) -> dict[str, InputCell]:
        """The cells of a row; where it names no source, and needs one, with that of the whole sheet."""
        bron = rij.cellen.get(BRON)
        if bron is None or not bron.is_blank or status in (Status.AANNAME, Status.KALENDER):
            return rij.cellen
        # A place in a document says nothing of another document.
        place = rij.cellen.get(VINDPLAATS)
        taken = [BRON] if place is not None and not place.is_blank else [BRON, VINDPLAATS]
        return {**rij.cellen, **{h: self.above[h] for h in taken if h in self.above}}

    def _about(self, cells: Mapping[str, InputCell]) -> None:
        """Errors in the cells that say where a value comes from."""
        for heading in (BRON, VINDPLAATS, TOELICHTING):
            cel = cells.get(heading)
            if cel and cel.is_fout and self.block.parameters():
                self._formula_error(cel)
            elif cel and self.block.parameters():
                self._gewoon(cel, heading, MAX_BIJ[heading], WIT)

    def _status(self, rij: InputRow, column: Parameter, value: object) -> Status:
        """The status of a row, with a finding when status or source is not in order."""
        self._about(rij.cellen)
        cel = rij.cellen[STATUS]
        if cel.is_blank:
            if column.kalender is not None and column.kalender == value:
                return Status.KALENDER
            cel = self.above.get(STATUS, cel)
        if cel.is_fout:
            self._formula_error(cel)
            return Status.AANNAME
        status = self._word(cel, kalender=column.kalender is not None)
        if status is None:
            return Status.AANNAME
        if status not in (Status.AANNAME, Status.KALENDER) and self._with_above(rij, status)[BRON].is_blank:
            self.wrong(
                rij.cellen[BRON].cel,
                f"De bron is leeg, maar de status is ‘{status.word}’.",
                "de naam van een bron",
                "Kies een bron, of maak de status ‘aanname’.",
            )
        return status

    def _word(self, cel: InputCell, *, kalender: bool = False) -> Status | None:
        """The status that a cell says; None with a finding where it says no such thing."""
        status = STATUS_BY_WORD.get(cel.tekst.lower())
        if status is not None and (kalender or status is not Status.KALENDER):
            return status
        self.wrong(cel.cel, f"De status is ‘{cel.tekst}’.", "bron, herleid of aanname", "Kies de status uit de lijst.")
        return None

    def _check(self, record: Record) -> None:
        """Blanks, types and bounds; a value that is wrong is taken out of the calculation."""
        for p in self.block.parameters():
            if p.kalender is not None and p not in record.values and record.key not in self.unknown:
                place = record.places.get(p.name, Place(self.blad, ""))
                record.values[p] = InputValue(p.kalender, place, status=Status.KALENDER, bron=Status.KALENDER.word)
                self.raw[record.key][p.name] = p.kalender
        for column in self.block.inputs():
            there = column in record.values or column.name in record.texts or column.optional
            if not there and not isinstance(column, Parameter):
                self._blank(record, column, "een tekst", f"Vul de cel in. {column.hint}")
        unread = {p.name for p in self.block.parameters() if p in record.values}
        unread -= self.raw[record.key].keys()
        for column, wat, verwacht, herstel in check_row(self.block, self.raw[record.key]):
            if column.name in unread:
                continue  # its formula error has been reported
            if column not in record.values:
                self._blank(record, column, verwacht, herstel)
            else:
                self.wrong(record.values[column].plek.cel, wat, verwacht, herstel)
            plek = record.places.get(column.name, Place(self.blad, self.first[record.key]))
            record.values[column] = InputValue(None, plek)

    def _blank(self, record: Record, column: Column, verwacht: str, herstel: str) -> None:
        """A value that must be there and is not: a blank cell, or in a list no row at all."""
        if column.name in record.places:
            cel = record.places[column.name].cel
            self.wrong(cel, f"‘{column.label}’ is leeg.", verwacht, herstel)
        elif record.key not in self.unknown:  # else a name that nobody knows explains it
            of = f" van ‘{record.name}’" if record.key else ""
            self.wrong(
                self.first[record.key],
                f"Er is geen rij voor ‘{column.label}’{of}.",
                verwacht,
                "Voeg de rij toe; het sjabloon laat zien hoe.",
            )
