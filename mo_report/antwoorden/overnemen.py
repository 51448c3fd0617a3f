"""Decided values put in a copy of the user's own workbook, each with its source; all else stays as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from mo_report.antwoorden import vorm
from mo_report.antwoorden.besloten import Besloten
from mo_report.antwoorden.besluitblad import plaats_van
from mo_report.antwoorden.gevolgen import TARIEVEN, team_of, with_reactions
from mo_report.antwoorden.openbaar import Openbaar
from mo_report.engine.dossier import InputValue, Record, explained
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
    Column,
    Parameter,
    Status,
)
from mo_report.engine.units import DATUM, KLOK
from mo_report.invoer import Reading, read_input
from mo_report.invoer.cel import InputSheet
from mo_report.invoer.lezen import headings
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
    change.write_sources()
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
        " ".join(x for x in (besluit.motivering, _stond_er(done.besloten)) if x),
    )


def _stond_er(besloten: Besloten) -> str:
    """Where the old value came from, and what was said of it."""
    old = besloten.punt.record.values.get(besloten.punt.column)
    if old is None:
        return ""
    told = [
        f"bron: {old.herkomst}" if old.herkomst else "",
        f"toelichting: {old.toelichting}" if old.toelichting else "",
    ]
    return f"Zo stond het er: {old.status.word}; {'; '.join(t for t in told if t)}." if any(told) else ""


@dataclass
class _Rij:
    """A row in which values change; `new` where it was not there yet."""

    table: InputTable
    row: int
    new: bool
    besloten: list[Besloten] = field(default_factory=list)


@dataclass
class _Wijziging:
    """The cells that change, and what they get."""

    opened: InputBook
    resultaat: Result
    cellen: dict[tuple[str, str], Decimal | str] = field(default_factory=dict)
    openbaar: Openbaar = field(init=False)
    _tables: dict[type[Block], InputTable] = field(default_factory=dict)
    _rows: dict[type[Block], int] = field(default_factory=dict)
    _sources: dict[tuple[str, int], _Rij] = field(default_factory=dict)

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
            cel = cell_name(_row_of(record), self._kolom(table, Locatie.team))
            self._put(table.blad.titel, cel, team.name)
            return Overgenomen(table.blad.titel, cel, besloten, was, wordt)
        if record.block.form == "tabel" and record.places:
            # The row is there: without the column there is nowhere to put it.
            self._kolom(self._table(record.block), punt.column)
        at = row_and_column(cel)
        if at:
            given = record.values.get(punt.column)
            # A time of the clock is a part of a day in a cell, and hours in the model.
            clock = given is not None and given.omgezet and punt.column.unit is KLOK and isinstance(value, Decimal)
            self._put(blad, cel, value / 24 if clock and isinstance(value, Decimal) else value)
            self._bij(self._table(record.block), at[0], besloten)
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
                found, _ = find_table(sheet, *headings(block))
            if found is None:
                raise NotAdopted(f"de werkmap heeft geen blad ‘{block.title}’{self._voeg_toe(block.vraag)}")
            self._tables[block] = found
        return self._tables[block]

    def _kolom(self, table: InputTable, column: Column) -> int:
        """The number of a column. Raises NotAdopted where the sheet does not have it."""
        if column.label not in table.kolommen:
            among = column.among if isinstance(column, Choice) else None
            vraag = column.vraag or (among.vraag if isinstance(among, type) else "")
            raise NotAdopted(
                f"het blad ‘{column.block.title}’ heeft geen kolom ‘{column.label}’{self._voeg_toe(vraag)}"
            )
        return table.kolommen[column.label]

    def _voeg_toe(self, vraag: str) -> str:
        """How to add what the workbook does not ask for."""
        return f"; voeg toe wat nodig is: mo-report aanvullen {self.opened.path.name} --vragen {vraag}" if vraag else ""

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
        self._bij(table, row, besloten, new=True)
        return table.blad.titel, cell

    def _bij(self, table: InputTable, row: int, besloten: Besloten, *, new: bool = False) -> None:
        """Remember for which row a decision is: of several in one row the source is told once."""
        known = self._sources.setdefault((table.blad.titel, row), _Rij(table, row, new))
        known.besloten.append(besloten)

    def write_sources(self) -> None:
        """Say of each row where its new values come from."""
        for own in self._sources.values():
            self._source(own)

    def _source(self, rij: _Rij) -> None:
        """Say where values come from: for the row, or within it where it has other figures too."""
        table, first = rij.table, rij.besloten[0]
        if STATUS not in table.kolommen:
            return
        columns = {b.punt.column for b in rij.besloten}
        others = [
            v
            for c, v in first.punt.record.values.items()
            if isinstance(c, Parameter) and c not in columns and c.unit is not DATUM
        ]
        alone = rij.new or first.punt.record.block.form == "lijst" or not others
        said = {STATUS: max(_status(b) for b in rij.besloten).word}
        if alone and len(rij.besloten) == 1:
            said |= {BRON: self._bron(first), VINDPLAATS: _vindplaats(first)}
            if first.regel.besluit.motivering:
                said[TOELICHTING] = first.regel.besluit.motivering
        else:
            mine = "; ".join(f"{b.punt.column.label}: {self._bron(b)}, {_vindplaats(b)}" for b in rij.besloten)
            old = others[0] if others and not rij.new else None
            if old is None:
                said[BRON] = self._bron(first)
            else:
                said[STATUS] = max(old.status, *(_status(b) for b in rij.besloten)).word
            said |= _binnen(old, mine)
        for heading, text in said.items():
            if column := table.kolommen.get(heading):
                self._put(table.blad.titel, cell_name(rij.row, column), text)

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


def _status(besloten: Besloten) -> Status:
    """How sure a value is that was taken over: a source where its aanbieder gave one."""
    sure = besloten.regel.besluit.woord == vorm.OVERNEMEN and besloten.regel.reden not in ("", "(geen)")
    return Status.BRON if sure else Status.AANNAME


def _vindplaats(besloten: Besloten) -> str:
    besluit = besloten.regel.besluit
    day = f"besluit van {show(besluit.datum, DATUM)}" if besluit.datum else "besluit in het reactieregister"
    return f"deels overgenomen, {day}" if besluit.woord == vorm.DEELS else day


def _binnen(old: InputValue | None, mine: str) -> dict[str, str]:
    """What is told behind the place in the source that a row has; where that gets too long in its explanation."""
    joined = "; ".join(x for x in (old.vindplaats if old else "", mine) if x)
    if len(joined) <= MAX_BIJ[VINDPLAATS]:
        return {VINDPLAATS: joined}
    return {TOELICHTING: "; ".join(x for x in (old.toelichting if old else "", mine) if x)}


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
