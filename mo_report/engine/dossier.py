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

from mo_report.engine.expression import Cell, CellRank, Missing, Rank, Ref, Total, Variable
from mo_report.engine.schema import Block, Choice, Column, Key, Line, Options, Status, Text
from mo_report.engine.units import GETAL, number_with
from mo_report.lib.namen import key_of, normalized
from mo_report.lib.notatie import Unit

#: The column by which a record points at a line, and the record of that line.
REGEL, ONDERDEEL, SET = "regel", "onderdeel", "parameterset"


@dataclass(frozen=True)
class Place:
    """A cell of the input workbook."""

    blad: str
    cel: str


@dataclass(frozen=True)
class InputValue:
    """One value from the input: what it is, where it stands and what it rests on.

    `waarde` is None for a value that could not be read (a finding has been made of it then).
    """

    waarde: Decimal | date | str | None
    plek: Place
    formule: str | None = None
    status: Status = Status.BRON
    bron: str = ""
    vindplaats: str = ""
    toelichting: str = ""
    bron_cel: str = ""
    omgezet: bool = False
    """Whether the cell holds something else than this value, such as a time of the clock."""
    namen: tuple[tuple[str, Place], ...] = ()
    """The defined names in its formula that mean one cell, in lower case, with that cell."""

    @property
    def herkomst(self) -> str:
        """Source and place in it, as one text."""
        return ", ".join(x for x in (self.bron, self.vindplaats) if x)


@dataclass(eq=False, repr=False)
class Record:
    """One record of a block: its texts by column name, and its given values by column."""

    block: type[Block]
    texts: dict[str, str]
    values: dict[Column, InputValue] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    """Where its keys stand in the input, by column name."""
    points_at: tuple[Record, Line] | None = None
    is_group: bool = False
    """Whether it stands for several records that share these texts, as the subject of a check."""

    def __repr__(self) -> str:
        return f"<{self.block.__name__} {self.name}>"

    @property
    def key(self) -> tuple[str, ...]:
        return tuple(normalized(self.texts[k.name]) for k in self.block.key_columns())

    @property
    def name(self) -> str:
        """The record as people call it."""
        names = (self.texts.get(k.name) for k in self.block.key_columns())
        return " · ".join(n for n in names if n) or self.block.title

    def name_of(self, column: str) -> str:
        """A text in the form in which names are compared."""
        return normalized(self.texts.get(column, ""))

    def slug(self, column: str) -> str:
        """A text as a key for JSON and the data dictionary."""
        return key_of(self.texts.get(column, ""))

    def unit(self, column: Column) -> Unit:
        """The unit of a column here; a published figure has the unit of what it points at.

        Where it points at nothing, it is a number with the decimals that it was published in.
        """
        if column.unit is not GETAL:
            return column.unit
        if self.points_at:
            return self.points_at[1].unit
        precision = self.block.precision
        given = self.values.get(precision) if precision is not None else None
        if given is None or not isinstance(given.waarde, Decimal):
            return column.unit
        exponent = given.waarde.normalize().as_tuple().exponent
        return number_with(max(0, -exponent) if isinstance(exponent, int) else 0)


def joining(block: type[Block]) -> frozenset[str]:
    """The columns on which records of a block are joined: keys and choices, not free text."""
    own = {c.name for c in block.columns if isinstance(c, Key | Choice)}
    if covers(block):
        for source in block.sources:
            own |= joining(source)
    return frozenset(own)


def covers(block: type[Block]) -> bool:
    """Whether a computed block keeps all keys of its sources, and so may carry their texts."""
    kept = {k.name for k in block.key_columns()}
    # What one source chooses, another may be keyed on: the choice follows from the other's keys.
    kept |= {c.name for source in block.sources for c in source.columns if isinstance(c, Choice)}
    return bool(block.sources) and all(k.name in kept for source in block.sources for k in source.key_columns())


def _fixed(block: type[Block], row: dict[str, str | Decimal]) -> Record:
    """A record that the program knows by itself."""
    texts = {name: value for name, value in row.items() if isinstance(value, str)}
    values: dict[Column, InputValue] = {
        column: InputValue(value, Place("", ""), bron="Rekenwijze")
        for column in block.parameters()
        if isinstance(value := row[column.name], Decimal)
    }
    return Record(block, texts, values)


def _in_order(block: type[Block], records: list[Record]) -> list[Record]:
    """The records of a series, one after another within what their other keys name."""
    rest = [k.name for k in block.key_columns() if k.name != block.series]
    first: dict[tuple[str, ...], int] = {}
    for record in records:
        first.setdefault(tuple(record.name_of(k) for k in rest), len(first))
    return sorted(
        records,
        key=lambda r: (first[tuple(r.name_of(k) for k in rest)], _place(r)),
    )


def _place(record: Record) -> tuple[int, str]:
    """Where a record stands in its series: in the order of names that the program knows, or of the names."""
    key = next(k for k in record.block.key_columns() if k.name == record.block.series)
    name, known = record.name_of(key.name), key.among.fixed if isinstance(key.among, Options) else ()
    return next((n for n, word in enumerate(known) if normalized(word) == name), len(known)), name


def ownership() -> dict[str, type[Block]]:
    """The columns of which a text says whose a record is, with the block that has the names."""
    return {b.key_columns()[0].name: b for b in Block.registry if b.owns}


def _owners(record: Record) -> list[tuple[str, str]]:
    """Whose a record is: the names in its own columns, and in those of what it points at."""
    texts = [record, record.points_at[0]] if record.points_at else [record]
    return [(name, r.name_of(name)) for r in texts for name in ownership() if r.texts.get(name)]


def _pair(block: type[Block], one: dict[str, str], other: dict[str, str]) -> dict[str, str]:
    """The texts of a record with those of another, which have the name of the second before them."""
    key = block.sources[0].key_columns()[0].name
    named = {block.second if k == key else f"{block.second}_{k}": v for k, v in other.items()}
    return {**one, **named}


class Dossier:
    """All records of one calculation; what a tariff sheet is made from is a dossier of its own."""

    def __init__(self, given: Iterable[Record]) -> None:
        self.records: dict[type[Block], list[Record]] = {b: [] for b in Block.in_order()}
        self._index: dict[tuple[type[Block], tuple[str, ...]], dict[tuple[str, ...], list[Record]]] = {}
        for record in given:
            self.records[record.block].append(record)
        for block in Block.registry:
            if block.form == "berekend":
                self.records[block] = self._derive(block)
            elif block.form == "vast":
                self.records[block] = [_fixed(block, row) for row in block.rows]
            elif block.within:
                self.records[block] = self._together(self.records[block], block.within)
            elif block.series:
                self.records[block] = _in_order(block, self.records[block])
        for block in Block.registry:
            if block.points:
                for record in self.records[block]:
                    record.points_at = self._target(record)

    def _together(self, records: list[Record], by: str) -> list[Record]:
        """The records of one owner together, in the order of the owners."""
        order = {r.key[0]: n for n, r in enumerate(self.records[ownership()[by]])}
        return sorted(records, key=lambda r: order.get(r.name_of(by), len(order)))

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
        known: set[str] = set()
        for source in block.sources:
            shared = joining(source)
            joined = []
            for texts in rows:
                # A choice that was left blank goes with no record.
                wanted = {c: normalized(texts.get(c, "")) for c in shared if c in texts or c in known}
                joined += [{**r.texts, **texts} for r in self.matching(source, wanted)]
            rows = joined
            known |= shared
        for column, value in block.only.items():
            rows = [r for r in rows if normalized(r.get(column, "")) == normalized(value)]
        if block.second:
            rows = [_pair(block, one, other) for one in rows for other in rows if one is not other]
        keys = [k.name for k in block.key_columns()]
        found: dict[tuple[str, ...], Record] = {}
        for texts in rows:
            kept = texts if covers(block) else {k: texts[k] for k in keys}
            found.setdefault(tuple(normalized(texts[k]) for k in keys), Record(block, kept))
        return list(found.values())

    def _target(self, record: Record) -> tuple[Record, Line] | None:
        wanted = record.name_of(REGEL)
        lines = record.block.points.items()
        line = next((c for label, c in lines if normalized(label) == wanted), None)
        if line is None:
            return None
        found = self._find_part(line.block, record)
        return (found, line) if found else None

    def _find_part(self, block: type[Block], record: Record) -> Record | None:
        texts = {SET: record.texts.get(SET, "")}
        rest = [k.name for k in block.key_columns() if k.name != SET]
        parts = [p for p in record.texts.get(ONDERDEEL, "").split(" / ") if p]
        if len(parts) != len(rest):
            return None
        texts.update(zip(rest, parts, strict=True))
        found = self.matching(block, {k.name: normalized(texts[k.name]) for k in block.key_columns()})
        return found[0] if found else None

    def per_aanbieder(self, aanbieder: Record) -> Dossier:
        """This aanbieder's own dossier: shared parameters, and of the rest only what is theirs."""
        own = aanbieder.key[0]
        mine = {
            name: {r.key[0] for r in self.records[block] if r.name_of("aanbieder") == own}
            for name, block in ownership().items()
        }
        return self._only(
            lambda record: not record.block.private and all(text in mine[name] for name, text in _owners(record))
        )

    def zonder_aanbieders(self) -> Dossier:
        """What may be published: no aanbieder, no locatie, and no figure about one."""
        return self._only(lambda record: not _owners(record))

    def _only(self, kept: Callable[[Record], bool]) -> Dossier:
        """The records that are kept, and of the sources only those that they mention."""
        given = [r for b, records in self.records.items() if b.is_input() for r in records]
        said = {None, *((name, normalized(text)) for r in given for name, text in r.texts.items())}
        own = [r for r in given if not r.block.internal and r.block.shared_if in said and kept(r)]
        own = [r for r in own if not r.block.if_used or not self._of_others(r, own, given)]
        named = {normalized(v.bron) for r in own for v in r.values.values()}
        return Dossier(
            Record(r.block, r.texts, r.values, r.places) for r in own if not r.block.if_named or r.key[0] in named
        )

    @staticmethod
    def _of_others(record: Record, own: list[Record], given: list[Record]) -> bool:
        """Whether only others use a record: a roster of theirs says when they are open."""
        key = record.block.key_columns()[0].name
        mine, everyone = ({r.name_of(key) for r in records if r.block is not record.block} for records in (own, given))
        return record.name_of(key) in everyone - mine


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
        record = self._record(column.block, dict(ref.fixed), dict(ref.via))
        if record is not None and ref.previous:
            record = self._before(record)
        if record is None:
            return None
        cell = Cell(record, column)
        return cell if self._there(cell) else None

    def _there(self, cell: Cell) -> bool:
        assert isinstance(cell.record, Record)
        column = as_column(cell.variable)
        return self.known(cell) if isinstance(column, Line) else column in cell.record.values

    def _before(self, record: Record) -> Record | None:
        """The record before this one in the series of its block."""
        series = record.block.series
        same = {k.name: record.name_of(k.name) for k in record.block.key_columns()}
        del same[series]
        earlier = [r for r in self.dossier.matching(record.block, same) if _place(r) < _place(record)]
        return max(earlier, key=_place, default=None)

    def _record(self, block: type[Block], fixed: dict[str, str], via: dict[str, str]) -> Record | None:
        if block is self.record.block and not fixed and not via and not self.record.is_group:
            return self.record
        wanted = {}
        for key in block.key_columns():
            text = fixed.get(key.name) or self.record.texts.get(via.get(key.name, key.name))
            if not text:
                return None
            wanted[key.name] = normalized(text)
        found = self.dossier.matching(block, wanted)
        return found[0] if found else None

    def total(self, total: Total) -> tuple[Cell, ...]:
        """The cells of the records that share this record's own keys and have the value."""
        column = as_column(total.variable)
        record = self.record
        keys = record.texts if record.is_group else [k.name for k in record.block.key_columns()]
        wanted = {c: record.name_of(c) for c in joining(column.block) & set(keys)}
        return self._cells(column, wanted)

    def rank(self, rank: Rank) -> CellRank:
        column = as_column(rank.variable)
        cells = self._cells(column, {c: self.record.name_of(c) for c in rank.per})
        own = Cell(self.record, column)
        if own not in cells:
            raise Missing(Ref(column))
        before = () if rank.shared else cells[: cells.index(own)]
        return CellRank(own, cells, before, column)

    def _cells(self, column: Column, wanted: dict[str, str]) -> tuple[Cell, ...]:
        found = (Cell(r, column) for r in self.dossier.matching(column.block, wanted))
        return tuple(c for c in found if self._there(c))

    def pointed(self) -> Cell | None:
        if self.record.points_at is None:
            return None
        record, line = self.record.points_at
        cell = Cell(record, line)
        return cell if self.known(cell) else None

    def has_text(self, variable: Variable, value: str) -> bool:
        """Whether a text is this one: the record's own, or that of the record its keys point at."""
        column = as_column(variable)
        owner: Record | None = self.record
        if column.name not in self.record.texts and column.block is not self.record.block:
            owner = self._record(column.block, {}, {})
        return owner is not None and owner.name_of(column.name) == normalized(value)


def as_column(variable: Variable) -> Column:
    if not isinstance(variable, Column):
        raise TypeError(f"{variable!r} is declared nowhere")
    return variable


def is_text(column: Column) -> bool:
    return isinstance(column, Key | Choice | Text)
