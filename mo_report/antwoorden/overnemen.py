"""Decided values put in a copy of the user's own workbook, each with its source; all else stays as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from mo_report.antwoorden import vorm
from mo_report.antwoorden.besluitblad import plaats_van
from mo_report.antwoorden.besluiten import Besloten
from mo_report.antwoorden.gevolgen import TARIEVEN, team_of, with_reactions
from mo_report.antwoorden.openbaar import Openbaar
from mo_report.engine.dossier import Record, explained
from mo_report.engine.rekenen import Result, calculate
from mo_report.engine.schema import (
    BRON,
    PARAMETER,
    STATUS,
    TOELICHTING,
    VINDPLAATS,
    WAARDE,
    Block,
    Choice,
    Parameter,
    Status,
)
from mo_report.engine.units import DATUM, KLOK
from mo_report.invoer import Reading, read_input
from mo_report.invoer.cel import InputSheet
from mo_report.invoer.openen import InputBook, open_book
from mo_report.invoer.records import MAX_BIJ
from mo_report.invoer.tabel import InputTable, find_table
from mo_report.lib.bevinding import Finding, change
from mo_report.lib.celnaam import cell_name, row_and_column
from mo_report.lib.namen import key_of, normalized
from mo_report.lib.notatie import show
from mo_report.model import Bron, Locatie, Onderbouwing, Team
from mo_report.model.velden import velden
from mo_report.terug import CannotMark
from mo_report.terug.waarden import write_values

#: The source of a value that holds for everybody: it does not say who disputed it.
GEDEELD = "Reacties van aanbieders"


@dataclass(frozen=True)
class Overgenomen:
    """A value that was put in the workbook."""

    blad: str
    cel: str
    besloten: Besloten
    was: str
    wordt: str

    @property
    def zin(self) -> str:
        b = self.besloten
        return f"{b.regel.onderwerp}: was {self.was}, is nu {self.wordt} (reactie van {b.regel.aanbieder})"


class NotAdopted(Exception):
    """The values do not fit in the workbook; `bevindingen` says why, where it is about cells."""

    def __init__(self, waarom: str, bevindingen: list[Finding] | None = None) -> None:
        super().__init__(waarom)
        self.bevindingen = bevindingen or []


def adopt(invoer: Path, resultaat: Result, besloten: list[Besloten], naar: Path) -> list[Overgenomen]:
    """Write the input with these decisions carried out, and read it again to be sure.

    Raises NotAdopted where they do not fit, OSError where the copy cannot be written.
    """
    opened = open_book(invoer)
    if isinstance(opened, Finding):
        raise NotAdopted("de invoer kan niet worden gelezen", [opened])
    change = _Wijziging(opened, resultaat)
    done = [change.take(b) for b in besloten]
    told = [_spoor(o) for o in done]
    try:
        write_values(invoer, naar, change.cellen, told)
    except CannotMark as error:
        raise NotAdopted(str(error)) from error
    _klopt(naar, resultaat, besloten)
    return done


def reasons_to_mend(resultaat: Result, besloten: list[Besloten]) -> list[str]:
    """What the input gives a reason for that is another value now."""
    changed = {b.punt.column for b in besloten}
    return [r.name for r in resultaat.dossier[Onderbouwing] if changed & set(explained(r))]


def _spoor(done: Overgenomen) -> Finding:
    """The mark at a cell: what it was, and who decided why."""
    besluit = done.besloten.regel.besluit
    day = show(besluit.datum, DATUM) if besluit.datum else ""
    return change(
        done.blad,
        done.cel,
        f"{done.zin}.",
        ", ".join(x for x in (f"Besluit: {besluit.woord}", besluit.wie, day) if x) + ".",
        besluit.motivering,
    )


@dataclass
class _Wijziging:
    """The cells that change, and what they get."""

    opened: InputBook
    resultaat: Result
    cellen: dict[tuple[str, str], Decimal | str] = field(default_factory=dict)
    openbaar: Openbaar = field(init=False)
    _tables: dict[type[Block], InputTable] = field(default_factory=dict)
    _rows: dict[type[Block], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.openbaar = Openbaar(self.resultaat)

    def take(self, besloten: Besloten) -> Overgenomen:
        """Plan one decision. Raises NotAdopted."""
        punt, value = besloten.punt, besloten.geldt
        assert value is not None
        record, unit = punt.record, punt.record.unit(punt.column)
        was, wordt = (v if isinstance(v, str) else show(v, unit) for v in (punt.waarde, value))
        blad, cel = plaats_van(punt)
        if punt.is_inzet:
            team = team_of(record, besloten.reactie)
            self._new_row(Team, team, {Team.opgegeven.label: team.values[Team.opgegeven].waarde}, besloten)
            table = self._table(Locatie)
            if Locatie.team.label not in table.kolommen:
                raise NotAdopted(
                    f"op het blad ‘{Locatie.title}’ is geen kolom ‘{Locatie.team.label}’; voeg die toe met: mo-report "
                    f"aanvullen {self.opened.path.name} --vragen {Locatie.team.vraag}"
                )
            row = _row_of(record)
            cel = cell_name(row, table.kolommen[Locatie.team.label])
            self._put(table.blad.titel, cel, team.name)
            return Overgenomen(table.blad.titel, cel, besloten, was, wordt)
        at = row_and_column(cel)
        if at:
            given = record.values.get(punt.column)
            # A time of the clock is a part of a day in a cell, and hours in the model.
            clock = given is not None and given.omgezet and punt.column.unit is KLOK and isinstance(value, Decimal)
            self._put(blad, cel, value / 24 if clock and isinstance(value, Decimal) else value)
            self._source(self._table(record.block), at[0], besloten)
        else:
            chosen = {c.label: record.texts[c.name] for c in record.block.texts() if isinstance(c, Choice)
                      and record.texts.get(c.name)}  # fmt: skip
            listed = {WAARDE: value, PARAMETER: punt.column.label} if record.block.form == "lijst" else {}
            blad, cel = self._new_row(record.block, record, listed or {**chosen, punt.column.label: value}, besloten)
        return Overgenomen(blad, cel, besloten, was, wordt)

    def _put(self, blad: str, cel: str, value: object) -> None:
        assert isinstance(value, Decimal | str)
        self.cellen[blad, cel] = value

    def _table(self, block: type[Block]) -> InputTable:
        if block not in self._tables:
            titles = {key_of(t): t for t in self.opened.book.titles}
            title = titles.get(key_of(block.title))
            found = None
            if title:
                sheet = InputSheet(title, self.opened.book, self.opened.narekenaar)
                found, _ = find_table(sheet, *block.headings())
            if found is None:
                more = f"; voeg het toe met: mo-report aanvullen {self.opened.path.name} --vragen {block.vraag}"
                raise NotAdopted(f"de werkmap heeft geen blad ‘{block.title}’{more if block.vraag else ''}")
            self._tables[block] = found
        return self._tables[block]

    def _new_row(
        self, block: type[Block], record: Record, values: Mapping[str, object], besloten: Besloten
    ) -> tuple[str, str]:
        """A row below those that are there; returns the cell with its value."""
        table = self._table(block)
        row = self._rows.get(block) or max([table.koprij, *table.nummers]) + 1
        self._rows[block] = row + 1
        texts = {c.label: record.texts[c.name] for c in block.columns if c.name in record.texts}
        cell = ""
        for heading, value in {**texts, **values}.items():
            if column := table.kolommen.get(heading):
                self._put(table.blad.titel, cell_name(row, column), value)
                if heading in values:
                    cell = cell_name(row, column)
        self._source(table, row, besloten, new=True)
        return table.blad.titel, cell

    def _source(self, table: InputTable, row: int, besloten: Besloten, *, new: bool = False) -> None:
        """Say where the value comes from: for the row, or within it where it has other figures too."""
        if STATUS not in table.kolommen:
            return
        punt, besluit = besloten.punt, besloten.regel.besluit
        name = self._bron(besloten)
        day = f"besluit van {show(besluit.datum, DATUM)}" if besluit.datum else "besluit in het reactieregister"
        place = f"deels overgenomen, {day}" if besluit.woord == vorm.DEELS else day
        sure = besluit.woord == vorm.OVERNEMEN and besloten.regel.reden not in ("", "(geen)")
        status = Status.BRON if sure else Status.AANNAME
        others = [
            v
            for c, v in punt.record.values.items()
            if isinstance(c, Parameter) and c is not punt.column and c.unit is not DATUM
        ]
        new = new or punt.record.block.form == "lijst" or not others
        said = {STATUS: status.word, BRON: name, VINDPLAATS: place, TOELICHTING: besluit.motivering}
        if not new:
            old = others[0]
            mine = f"{punt.column.label}: {name}, {place}"
            joined = "; ".join(x for x in (old.vindplaats, mine) if x)
            said = {STATUS: max(old.status, status).word, VINDPLAATS: joined}
            if len(joined) > MAX_BIJ[VINDPLAATS]:
                said = {STATUS: said[STATUS], TOELICHTING: "; ".join(x for x in (old.toelichting, mine) if x)}
        for heading, text in said.items():
            if column := table.kolommen.get(heading):
                self._put(table.blad.titel, cell_name(row, column), text)

    def _bron(self, besloten: Besloten) -> str:
        """The name of the source, which the sheet of sources has."""
        who = besloten.regel.aanbieder
        shared = besloten.punt in self.openbaar
        name = GEDEELD if shared else f"Reactie {who}"
        table = self._table(Bron)
        known = {normalized(r.name) for r in self.resultaat.dossier[Bron]}
        first = table.kolommen[Bron.bron.label]
        planned = {v for (blad, cel), v in self.cellen.items() if blad == table.blad.titel and _column(cel) == first}
        if normalized(name) not in known and name not in planned:
            row = self._rows.get(Bron) or max([table.koprij, *table.nummers]) + 1
            self._rows[Bron] = row + 1
            title = f"{GEDEELD if shared else f'Reactie van {who}'} op de voorgelegde tarieven"
            self._put(table.blad.titel, cell_name(row, first), name)
            self._put(table.blad.titel, cell_name(row, table.kolommen[Bron.titel.label]), title)
        return name


def _column(cel: str) -> int:
    at = row_and_column(cel)
    assert at
    return at[1]


def _row_of(record: Record) -> int:
    at = next(row_and_column(p.cel) for p in record.places.values())
    assert at
    return at[0]


def _klopt(path: Path, resultaat: Result, besloten: list[Besloten]) -> None:
    """The new workbook has no errors, gives the tariffs that were computed, and differs in nothing else.

    Raises NotAdopted.
    """
    read: Reading = read_input(path)
    if read.resultaat is None:
        raise NotAdopted("met deze besluiten klopt de invoer niet meer", read.fouten)
    wanted = calculate(with_reactions(resultaat.dossier, [b.reactie for b in besloten]))
    if list(_tarieven(wanted)) != list(_tarieven(read.resultaat)):
        raise NotAdopted("de nieuwe invoer geeft andere tarieven dan voor deze besluiten zijn doorgerekend")
    before, after = ({f["naam"]: f["waarde"] for f in velden(r.dossier)} for r in (resultaat, read.resultaat))
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    most = sum(3 if b.punt.is_inzet else 1 + len(b.punt.record.block.texts()) for b in besloten)
    if len({n for n in changed if not n.startswith("bronnen.")}) > most:
        raise NotAdopted("in de nieuwe invoer is meer veranderd dan de besluiten zeggen")


def _tarieven(resultaat: Result) -> Iterator[tuple[str, tuple[str, ...], object]]:
    for line in TARIEVEN:
        for record in resultaat.dossier[line.block]:
            value = resultaat.value(record, line)
            yield line.label, record.key, round(value, 10) if isinstance(value, Decimal) else value
