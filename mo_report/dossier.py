"""The records of one calculation, and how they find each other.

Records refer to one another by the names in their text columns: a reference from a uurtarief to the
overhead finds the record of Opslagen with the same parameterset. No line says how to look
something up; columns of the same name join.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from mo_report.expressie import Cell, Ref, Total, Variable
from mo_report.model import MODEL, Aanbieder, Bron, Gepubliceerd, Locatie, Locatiekosten, Traject
from mo_report.namen import sleutel, zelfde
from mo_report.schema import GETAL, Block, Choice, Column, Key, Line, Status, Text, Unit, getal_met

#: What belongs to one locatie, and so to one aanbieder.
VAN_LOCATIE: tuple[type[Block], ...] = (Locatiekosten, Traject)


@dataclass(frozen=True)
class Plek:
    """A cell of the input workbook."""

    blad: str
    cel: str


@dataclass(frozen=True)
class Invoer:
    """One value from the input: what it is, where it stands and what it rests on.

    `waarde` is None for a value that could not be read (a finding has been made of it then).
    """

    waarde: Decimal | date | str | None
    plek: Plek
    formule: str | None = None
    status: Status = Status.BRON
    bron: str = ""
    vindplaats: str = ""
    toelichting: str = ""
    bron_cel: str = ""
    omgezet: bool = False
    """Whether the cell holds something else than this value, such as a time of the clock."""

    @property
    def herkomst(self) -> str:
        """Source and place in it, as one text."""
        return ", ".join(x for x in (self.bron, self.vindplaats) if x)


@dataclass(eq=False)
class Record:
    """One record of a block: its texts by column name, and its given values by column."""

    block: type[Block]
    texts: dict[str, str]
    values: dict[Column, Invoer] = field(default_factory=dict)
    places: dict[str, Plek] = field(default_factory=dict)
    """Where its keys stand in the input, by column name."""
    points_at: tuple[Record, Line] | None = None
    is_group: bool = False
    """Whether it stands for several records that share these texts, as the subject of a check."""

    @property
    def key(self) -> tuple[str, ...]:
        return tuple(zelfde(self.texts[k.name]) for k in self.block.key_columns())

    @property
    def name(self) -> str:
        """The record as people call it."""
        names = (self.texts.get(k.name) for k in self.block.key_columns())
        return " · ".join(n for n in names if n) or self.block.title

    def name_of(self, column: str) -> str:
        """A text in the form in which names are compared."""
        return zelfde(self.texts.get(column, ""))

    def slug(self, column: str) -> str:
        """A text as a key for JSON and the data dictionary."""
        return sleutel(self.texts.get(column, ""))

    def unit(self, column: Column) -> Unit:
        """The unit of a column here; a published figure has the unit of what it points at.

        Where it points at nothing, it is a number with the decimals that it was published in.
        """
        if column.unit is not GETAL:
            return column.unit
        if self.points_at:
            return self.points_at[1].unit
        given = self.values.get(Gepubliceerd.nauwkeurig)
        if given is None or not isinstance(given.waarde, Decimal):
            return column.unit
        exponent = given.waarde.normalize().as_tuple().exponent
        return getal_met(max(0, -exponent) if isinstance(exponent, int) else 0)


def joining(block: type[Block]) -> frozenset[str]:
    """The columns on which records of a block are joined: keys and choices, not free text."""
    own = {c.name for c in block.columns if isinstance(c, Key | Choice)}
    if covers(block):
        for source in block.sources:
            own |= joining(source)
    return frozenset(own)


def covers(block: type[Block]) -> bool:
    """Whether a computed block keeps all keys of its sources, and so may carry their texts."""
    keys = {k.name for k in block.key_columns()}
    return bool(block.sources) and all(
        k.name in keys for source in block.sources for k in source.key_columns()
    )


class Dossier:
    """All records of one calculation; what a tariff sheet is made from is a dossier of its own."""

    def __init__(self, given: Iterable[Record]) -> None:
        self.records: dict[type[Block], list[Record]] = {b: [] for b in MODEL}
        self._index: dict[
            tuple[type[Block], tuple[str, ...]], dict[tuple[str, ...], list[Record]]
        ] = {}
        for record in given:
            self.records[record.block].append(record)
        for block in MODEL:
            if block.form == "berekend":
                self.records[block] = self._derive(block)
        for record in self.records[Gepubliceerd]:
            record.points_at = self._target(record)

    def __getitem__(self, block: type[Block]) -> list[Record]:
        return self.records[block]

    def one(self, block: type[Block]) -> Record:
        """The only record of a block such as Algemeen."""
        (record,) = self.records[block]
        return record

    def matching(self, block: type[Block], wanted: dict[str, str]) -> list[Record]:
        """The records of a block whose columns have these names (in the form of `zelfde`)."""
        columns = tuple(sorted(wanted))
        index = self._index.get((block, columns))
        if index is None:
            index = defaultdict(list)
            for record in self.records[block]:
                index[tuple(record.name_of(c) for c in columns)].append(record)
            self._index[block, columns] = index
        return index.get(tuple(wanted[c] for c in columns), [])

    def groups(self, block: type[Block], per: Sequence[str]) -> list[Record]:
        """One record for each combination of these columns in a block, in order of appearance."""
        found: dict[tuple[str, ...], Record] = {}
        for r in self.records[block]:
            texts = {c: r.texts[c] for c in per}
            found.setdefault(tuple(r.name_of(c) for c in per), Record(block, texts, is_group=True))
        return list(found.values())

    def _derive(self, block: type[Block]) -> list[Record]:
        rows: list[dict[str, str]] = [{}]
        for source in block.sources:
            shared = joining(source)
            joined = []
            for texts in rows:
                wanted = {c: zelfde(texts[c]) for c in texts if c in shared}
                joined += [{**r.texts, **texts} for r in self.matching(source, wanted)]
            rows = joined
        keys = [k.name for k in block.key_columns()]
        found: dict[tuple[str, ...], Record] = {}
        for texts in rows:
            kept = texts if covers(block) else {k: texts[k] for k in keys}
            found.setdefault(tuple(zelfde(texts[k]) for k in keys), Record(block, kept))
        return list(found.values())

    def _target(self, record: Record) -> tuple[Record, Line] | None:
        wanted = record.texts.get("regel", "")
        for block in MODEL:
            for line in block.lines():
                if line.publish and sleutel(line.label) == sleutel(wanted):
                    found = self._find_part(block, record)
                    return (found, line) if found else None
        return None

    def _find_part(self, block: type[Block], record: Record) -> Record | None:
        texts = {"parameterset": record.texts.get("parameterset", "")}
        rest = [k.name for k in block.key_columns() if k.name != "parameterset"]
        parts = [p for p in record.texts.get("onderdeel", "").split(" / ") if p]
        if len(parts) != len(rest):
            return None
        texts.update(zip(rest, parts, strict=True))
        found = self.matching(block, {k.name: zelfde(texts[k.name]) for k in block.key_columns()})
        return found[0] if found else None

    def per_aanbieder(self, aanbieder: Record) -> Dossier:
        """This aanbieder's own dossier: shared parameters, and of the rest only what is theirs."""
        own = aanbieder.key[0]
        locaties = {r.key for r in self.records[Locatie] if r.name_of("aanbieder") == own}

        def kept(record: Record) -> bool:
            if record.block is Aanbieder:
                return record is aanbieder
            if record.block is Locatie:
                return record.key in locaties
            if record.block in VAN_LOCATIE:
                return (record.name_of("locatie"),) in locaties
            return record.block is not Gepubliceerd

        return self._only(kept)

    def zonder_aanbieders(self) -> Dossier:
        """What may be published: no aanbieder, no locatie, and no figure about one."""

        def kept(record: Record) -> bool:
            if record.block is Gepubliceerd:
                target = record.points_at
                own = {Aanbieder, Locatie, *VAN_LOCATIE}
                return target is None or not own & set(target[0].block.sources)
            return record.block not in (Aanbieder, Locatie, *VAN_LOCATIE)

        return self._only(kept)

    def _only(self, kept: Callable[[Record], bool]) -> Dossier:
        """The records that are kept, and of the sources only those that they mention."""
        own = [r for b, rs in self.records.items() if b.form != "berekend" for r in rs if kept(r)]
        used = {zelfde(given.bron) for r in own for given in r.values.values()}
        return Dossier(
            Record(r.block, r.texts, r.values, r.places)
            for r in own
            if r.block is not Bron or r.key[0] in used
        )


@dataclass(frozen=True)
class RecordScope:
    """What binding a formula for one record sees.

    `known` tells whether a computed line is there: an optional line may have been left out.
    """

    dossier: Dossier
    record: Record
    known: Callable[[Cell], bool]

    def find(self, ref: Ref) -> Cell | None:
        column = as_column(ref.variable)
        record = self._record(column.block, dict(ref.fixed))
        if record is None:
            return None
        cell = Cell(record, column)
        there = self.known(cell) if isinstance(column, Line) else column in record.values
        return cell if there else None

    def _record(self, block: type[Block], fixed: dict[str, str]) -> Record | None:
        if block is self.record.block and not fixed and not self.record.is_group:
            return self.record
        wanted = {}
        for key in block.key_columns():
            text = fixed.get(key.name) or self.record.texts.get(key.name)
            if not text:
                return None
            wanted[key.name] = zelfde(text)
        found = self.dossier.matching(block, wanted)
        return found[0] if found else None

    def total(self, total: Total) -> tuple[Cell, ...]:
        column = as_column(total.variable)
        shared = joining(column.block) & self.record.texts.keys()
        wanted = {c: self.record.name_of(c) for c in shared}
        return tuple(Cell(r, column) for r in self.dossier.matching(column.block, wanted))

    def pointed(self) -> Cell | None:
        if self.record.points_at is None:
            return None
        record, line = self.record.points_at
        cell = Cell(record, line)
        return cell if self.known(cell) else None

    def has_text(self, variable: Variable, value: str) -> bool:
        return self.record.name_of(as_column(variable).name) == zelfde(value)


def as_column(variable: Variable) -> Column:
    if not isinstance(variable, Column):
        raise TypeError(f"{variable!r} is declared nowhere")
    return variable


def is_text(column: Column) -> bool:
    return isinstance(column, Key | Choice | Text)
