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

from mo_report.engine.expression import Variable
from mo_report.engine.schema import Block, Choice, Column, Key, Line, Options, Parameter, Status, Text
from mo_report.engine.units import GETAL, number_with
from mo_report.lib.namen import field_name, key_of, normalized
from mo_report.lib.notatie import Unit

#: The column by which a record points at a line, and the record of that line.
REGEL, ONDERDEEL, SET = "regel", "onderdeel", "parameterset"


@dataclass(frozen=True, slots=True)
class Place:
    """A cell of the input workbook."""

    blad: str
    cel: str


@dataclass(frozen=True, slots=True)
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


@dataclass(eq=False, repr=False, slots=True)
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

    def called(self, column: Column) -> str:
        """BLOK.RECORD.PARAMETER of a value, from the path that its block declares: its name in the data dictionary."""
        keys = {k.name: self.slug(k.name) for k in self.block.key_columns()}
        path = self.block.path or f"{field_name(self.block.title.lower())}.{{key}}.{{parameter}}"
        if "{parameter}" not in path and not isinstance(column, Parameter):
            path += ".{parameter}"
        return path.format(**keys, key="-".join(keys.values()), parameter=field_name(column.name))

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
        key=lambda r: (first[tuple(r.name_of(k) for k in rest)], place_in_series(r)),
    )


def place_in_series(record: Record) -> tuple[int, str]:
    """Where a record stands in its series: in the order of names that the program knows, or of the names."""
    key = next(k for k in record.block.key_columns() if k.name == record.block.series)
    name, known = record.name_of(key.name), key.among.fixed if isinstance(key.among, Options) else ()
    return next((n for n, word in enumerate(known) if normalized(word) == name), len(known)), name


def ownership() -> dict[str, type[Block]]:
    """The columns of which a text says whose a record is, with the block that has the names."""
    return {b.key_columns()[0].name: b for b in Block.registry if b.owns}


def makes_names(block: type[Block]) -> bool:
    """Whether the names in the first column of a block are its own, and not those of another block."""
    return block.key_columns()[0].among is None


def _pair(block: type[Block], one: dict[str, str], other: dict[str, str]) -> dict[str, str]:
    """The texts of a record with those of another, which have the name of the second before them."""
    key = block.sources[0].key_columns()[0].name
    named = {block.second if k == key else f"{block.second}_{k}": v for k, v in other.items()}
    return {**one, **named}


def _chosen(record: Record) -> list[str]:
    """The choices that a record makes beside the name that gives way to it."""
    return [c.name for c in record.block.texts() if c.name != record.block.instead and record.texts.get(c.name)]


def _fits(record: Record, texts: dict[str, str]) -> bool:
    """Whether what a record chooses is what these texts say."""
    names = _chosen(record)
    return bool(names) and all(record.name_of(n) == normalized(texts.get(n, "")) for n in names)


def _precision(record: Record) -> int:
    """How narrow its choice is: that of a later column is narrower."""
    return max(n for n, c in enumerate(record.block.texts()) if c.name in _chosen(record))


def _with_their_figure(own: list[Record], given: list[Record]) -> list[Record]:
    """Without what is about a figure that these readers do not have: of two of one name it is the first."""
    if not any(r.block.about for r in own):
        return own
    named, there = by_name(given), set(own)
    about = {r: named.get(r.texts[r.block.about]) for r in own if r.block.about}
    return [r for r in own if r not in about or ((found := about[r]) and found[0] in there)]


def by_name(records: Iterable[Record]) -> dict[str, tuple[Record, Column]]:
    """Every given value by its name in the data dictionary; of two of one name the first."""
    found: dict[str, tuple[Record, Column]] = {}
    for record in records:
        for column in record.values:
            found.setdefault(record.called(column), (record, column))
    return found


def explained(record: Record) -> tuple[Column, ...]:
    """The columns that a record is about, such as a reason for a value."""
    columns = {normalized(name): found for name, found in record.block.explains.items()}
    return columns.get(record.key[0], ())


class Dossier:
    """All records of one calculation; what a tariff sheet is made from is a dossier of its own."""

    def __init__(self, given: Iterable[Record]) -> None:
        #: Blocks with records that are not for these readers, where readers may know that they exist.
        self.withheld: frozenset[type[Block]] = frozenset()
        self.records: dict[type[Block], list[Record]] = {b: [] for b in Block.in_order()}
        self._index: dict[tuple[type[Block], tuple[str, ...]], dict[tuple[str, ...], list[Record]]] = {}
        for record in given:
            self.records[record.block].append(record)
        self._instead = [b for b in Block.registry if b.instead and self.records[b]]
        #: Of a locatie a dozen records say the same: a region has ten thousands of them.
        self._once: dict[tuple[tuple[str, str], ...], dict[str, str]] = {}
        for block in Block.registry:
            if block.form == "berekend":
                self.records[block] = self._derive(block)
            elif block.form == "vast":
                self.records[block] = [_fixed(block, row) for row in block.rows] if self._is_asked(block) else []
            elif block.within:
                self.records[block] = self._together(self.records[block], block.within)
            elif block.series:
                self.records[block] = _in_order(block, self.records[block])
        self._once.clear()
        for block in Block.registry:
            if block.points:
                for record in self.records[block]:
                    record.points_at = self._target(record)

    def _is_asked(self, block: type[Block]) -> bool:
        """Whether anything is given for the question that records of the program belong to."""
        asking = (b for b in Block.registry if b.is_input() and b.vraag == block.vraag)
        return not block.vraag or any(self.records[b] for b in asking)

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
            rows = [self._give_way(block, texts) for texts in joined]
            known |= shared
        for column, value in block.only.items():
            rows = [r for r in rows if normalized(r.get(column, "")) == normalized(value)]
        if block.second:
            rows = [_pair(block, one, other) for one in rows for other in rows if one is not other]
        keys = [k.name for k in block.key_columns()]
        found: dict[tuple[str, ...], Record] = {}
        for texts in rows:
            key = tuple(normalized(texts[k]) for k in keys)
            if key not in found:
                kept = texts if covers(block) else {k: texts[k] for k in keys}
                found[key] = Record(block, self._once.setdefault(tuple(kept.items()), kept))
        return list(found.values())

    def _give_way(self, block: type[Block], texts: dict[str, str]) -> dict[str, str]:
        """The texts of a computed record in which one name may give way to another (see `Block.instead`).

        What it would be otherwise stays beside it, under the name of that choice.
        """
        for own in self._instead:
            key, old = own.key_columns()[0].name, own.instead
            if key not in texts or key in (k.name for k in block.key_columns()):
                continue
            about = self._about(texts)
            given = texts.get(old, texts[key])
            column, word = own.unless
            stays = normalized(about.get(column, "")) == normalized(word)
            fitting = [] if stays else [r for r in self.matching(own, {old: normalized(given)}) if _fits(r, about)]
            chosen = max(fitting, key=_precision, default=None)
            texts = {**texts, old: given, key: chosen.texts[key] if chosen else given}
        return texts

    def _about(self, texts: dict[str, str]) -> dict[str, str]:
        """These texts, with those of the owners that they name."""
        for name, owner in ownership().items():
            if makes_names(owner) and texts.get(name):
                for record in self.matching(owner, {name: normalized(texts[name])}):
                    texts = {**record.texts, **texts}
        return texts

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

    def given(self) -> list[Record]:
        """What was given, without what follows from it: with these alone it is the same dossier again."""
        return [r for block, records in self.records.items() if block.is_input() for r in records]

    def per_aanbieder(self, aanbieder: Record) -> Dossier:
        """This aanbieder's own dossier: shared parameters, and of the rest only what is theirs."""
        mine: dict[str, set[str]] = {}

        def is_mine(record: Record, but: str = "") -> bool:
            return all(text in mine[name] for name, text in self._owners(record) if name != but)

        # What an owner has is its own: a locatie is its aanbieder's, and a set may be of a locatie.
        for name, block in ownership().items():
            own = [aanbieder] if block is aanbieder.block else self.records[block]
            mine[name] = {r.key[0] for r in own if is_mine(r, but=name)}
        return self._only(lambda record: not record.block.private and is_mine(record))

    def zonder_aanbieders(self) -> Dossier:
        """What may be published: no aanbieder, no locatie, and no figure about one."""
        found = self._only(lambda record: not self._owners(record))
        # That there are such sets, and no more, is for everyone to know.
        found.withheld = frozenset(b for b in Block.registry if b.instead and len(found[b]) < len(self.records[b]))
        return found

    def _owners(self, record: Record) -> list[tuple[str, str]]:
        """Whose a record is: the names in its own columns, and in those of what it points at."""
        return [
            (name, r.name_of(name))
            for r in ([record, record.points_at[0]] if record.points_at else [record])
            for name, block in ownership().items()
            if r.texts.get(name) and (makes_names(block) or self._is_owned(block, r.name_of(name)))
        ]

    def _is_owned(self, block: type[Block], name: str) -> bool:
        """Whether a name that another block makes is someone's: a set that is for one aanbieder."""
        others = [c for c, b in ownership().items() if b is not block]
        return any(r.texts.get(c) for r in self.matching(block, {block.key_columns()[0].name: name}) for c in others)

    def _only(self, kept: Callable[[Record], bool]) -> Dossier:
        """The records that are kept, and of the sources only those that they mention."""
        given = self.given()
        said = {None, *((name, normalized(text)) for r in given for name, text in r.texts.items())}
        own = [r for r in given if not r.block.internal and r.block.shared_if in said and kept(r)]
        own = [r for r in own if not r.block.if_used or not self._of_others(r, own, given)]
        own = _with_their_figure(own, given)
        there = {c for r in own for c in r.values}
        own = [r for r in own if not r.block.explains or not there.isdisjoint(explained(r))]
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


def as_column(variable: Variable) -> Column:
    if not isinstance(variable, Column):
        raise TypeError(f"{variable!r} is declared nowhere")
    return variable


def is_text(column: Column) -> bool:
    return isinstance(column, Key | Choice | Text)
