"""How the domain is declared: units, sources, columns, lines and the blocks that hold them.

A block is one table of the model: its keys, the values that the user gives, and the lines that are
computed from them, in the order of calculation. The input template, the checks on a row, the data
dictionary, the sheets of the workbooks and the tables of the annex all follow from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import IntEnum
from typing import ClassVar, Literal

from mo_report.engine.expression import Node, Operand, Ref, Variable, to_node
from mo_report.engine.units import PCT, TEKST
from mo_report.lib.notatie import Unit


class Status(IntEnum):
    """How sure a figure is; what is computed is as sure as the weakest figure under it.

    GEEN      nothing given is under it, such as the zero of a part that is not there
    KALENDER  the program knows it: a day has 24 hours in every gemeente
    """

    GEEN = 0
    KALENDER = 1
    BRON = 2
    HERLEID = 3
    AANNAME = 4

    @property
    def word(self) -> str:
        return self.name.lower()


#: The words that a user may type.
STATUS_BY_WORD = {s.word: s for s in Status if s is not Status.GEEN}


@dataclass(frozen=True)
class Source:
    """Where a formula line comes from: document and place in it.

    Without a document it is a place in the works that the model as a whole comes from.
    """

    document: str
    place: str

    def __str__(self) -> str:
        return ", ".join(x for x in (self.document, self.place) if x)


EIGEN = Source("", "eigen formule")


@dataclass(frozen=True)
class Options:
    """A list of names that a choice is made from.

    With `fixed` the program knows the names; without it the user lists them on the sheet Lijsten,
    below those that are `always` there.
    """

    label: str
    fixed: tuple[str, ...] = ()
    always: tuple[str, ...] = ()
    explanation: str = ""


@dataclass(eq=False, repr=False)
class Column(Variable):
    """What every column and line has. `name` and `block` are set by the class that holds it.

    `vraag` is the question that asks for this column, where its sheet is there without it too.
    """

    label: str
    unit: Unit = TEKST
    hint: str = ""
    optional: bool = False
    vraag: str = field(default="", kw_only=True)
    name: str = field(default="", init=False)
    block: type[Block] = field(init=False)

    @property
    def heading(self) -> str:
        """The label with its unit between brackets, as it stands above a column."""
        plain = self.unit.kind in ("tekst", "datum") or self.unit.word in ("aantal", "getal")
        return self.label if plain else f"{self.label} [{self.unit.word}]"

    def __set_name__(self, owner: type[Block], name: str) -> None:
        self.name, self.block = name, owner

    def __repr__(self) -> str:
        return f"<{self.block.__name__}.{self.name}>"

    def of(self, **fixed: str) -> Ref:
        """This value of the record with these keys; its other keys are the referring record's."""
        return Ref(self, tuple(sorted(fixed.items())))

    def at(self, **via: str) -> Ref:
        """This value of the record whose keys stand in these columns of the referring record."""
        return Ref(self, via=tuple(sorted(via.items())))


@dataclass(eq=False, repr=False)
class Key(Column):
    """A text that, with the block's other keys, names a record.

    `among` says which names are valid; without it the block itself introduces the name. A workbook
    without the sheet of these names takes them from the column that `gives` them.
    """

    among: Options | type[Block] | None = None
    gives: bool = False


@dataclass(eq=False, repr=False)
class Choice(Column):
    """A text out of a list, that is not part of the record's name.

    `without` is what it says on a sheet that does not have the column; `gives` as for a key.
    """

    among: Options | type[Block] | None = None
    gives: bool = False
    without: str = ""


@dataclass(eq=False, repr=False)
class Text(Column):
    """Free text, of so many characters at most."""

    most: int = 2_000


@dataclass(eq=False, repr=False)
class Parameter(Column):
    """A number (or a date) that the user gives.

    `low` and `high` bound what is possible, `usual` what is common (outside it: a warning), all in
    the unit as stored: a percentage is a fraction. What every calendar says has its value in
    `kalender`: it need not be given.
    """

    low: Decimal | None = None
    high: Decimal | None = None
    above: Decimal | None = None
    usual: tuple[Decimal, Decimal] | None = None
    kalender: Decimal | None = None

    def allows(self, value: Decimal) -> bool:
        """Whether a value lies within the bounds."""
        above = self.above is None or value > self.above
        return above and (self.low is None or value >= self.low) and (self.high is None or value <= self.high)


@dataclass(eq=False, repr=False)
class Line(Column):
    """A computed line: its formula is written here and nowhere else.

    `publish` lets a published figure be set beside it; `tariff` marks what a reader comes for. One that
    is `optional` is left out without a reason in the input; one that `compares` records, where there is one.
    """

    formula: Node = field(default_factory=lambda: to_node(0))
    source: Source = EIGEN
    publish: bool = False
    tariff: bool = False
    compares: type[Block] | None = None


def _dec(x: str | int | None) -> Decimal | None:
    return None if x is None else Decimal(x)


def parameter(
    label: str,
    unit: Unit,
    hint: str,
    *,
    low: str | int | None = None,
    high: str | int | None = None,
    above: str | int | None = None,
    usual: tuple[str | int, str | int] | None = None,
    optional: bool = False,
    kalender: str | int | None = None,
    vraag: str = "",
) -> Parameter:
    """A parameter; the bounds are written as text or whole numbers, never as floats."""
    band = (Decimal(usual[0]), Decimal(usual[1])) if usual else None
    bounds = {"low": _dec(low), "high": _dec(high), "above": _dec(above)}
    return Parameter(label, unit, hint, optional, **bounds, usual=band, kalender=_dec(kalender), vraag=vraag)


def percentage(
    label: str,
    hint: str,
    *,
    high: str | int = 1,
    usual: tuple[str | int, str | int] | None = None,
    optional: bool = False,
    vraag: str = "",
) -> Parameter:
    return parameter(label, PCT, hint, low=0, high=high, usual=usual, optional=optional, vraag=vraag)


def line(
    label: str,
    unit: Unit,
    source: Source,
    formula: Operand,
    *,
    optional: bool = False,
    publish: bool = False,
    tariff: bool = False,
    hint: str = "",
    compares: type[Block] | None = None,
) -> Line:
    return Line(label, unit, hint, optional, to_node(formula), source, publish, tariff, compares)


#: The headings of an input sheet beside those of the block's own columns.
STATUS, BRON, VINDPLAATS, TOELICHTING = "status", "bron", "vindplaats", "toelichting"
PARAMETER, WAARDE, EENHEID = "parameter", "waarde", "eenheid"
#: What stands before the cells, above the headings, that hold for each row that does not say otherwise.
HELE_BLAD = "voor het hele blad"

#: The sheet with the lists of names to choose from, and that with the outcomes, which nobody fills in.
LIJSTEN_BLAD, UITKOMSTBLAD = "Lijsten", "Uitkomst"

Form = Literal["tabel", "lijst", "vast", "berekend"]


class Block:
    """One table of the model; see the module's docstring.

    title    as a heading; also the name of the input sheet
    form     'tabel': a row per record; 'lijst': a row per value; 'berekend': no input of its own;
             'vast': records that the program itself knows, such as which days a week has
    path     the name of a value in the data dictionary, with {key} and {parameter} to fill in
    sources  for 'berekend': the blocks whose records, joined on shared texts, make the records
    intro    what the sheet is for, in one or two sentences for the user
    vraag    for input: the question that asks for the sheet, by its key in `model/vragen.py`; a
             workbook may do without it. Empty: it is always there. For 'vast': the records are
             there where that question is asked
    needed   for input: whether there is nothing to compute when the sheet is empty
    internal for input: what the gemeente keeps for itself, in no aanbieder's or public document
    about    for input: the key that names a figure; whoever does not have that figure does not have the record
    shared_if for input: a column and what some record must say in it, or its records are internal too
    only     for 'berekend': keep the records in which these text columns have these values
    series   the key that puts the records in order, each with a previous one (see `previous`)
    second   for 'berekend': the records are pairs of those of its source, each with each other one;
             the texts of the other have this name, and what they are called behind it
    owns     a text in a column of this name says whose a record is; the key of this block
    within   the choice whose records stand together, in their own order, so that totals are ranges
    explains the columns that a record is about, by its name: where none of them is given, it is left out
    points   the lines that its records may point at, by the label that they have in the column
             `regel`; a figure then has the unit of that line, else the decimals of `precision`
    precision the column that says how exact a figure was published
    private  for input: not for an aanbieder, also where it names none
    if_used  the key of this block: what others use, and this one does not, stays with the others
    if_named for input: only records that a value names as its source
    instead  for input: the choice of a name that gives way to the key of this block, in each computed
             record that its other choices fit: of several, the one that its last column picks
    unless   a column and what it says in a record in which nothing gives way
    """

    #: Every block in the order in which it is declared: a line names only what stands above it.
    registry: ClassVar[list[type[Block]]] = []
    #: The blocks with an input sheet, in the order of these sheets; the model decides on it.
    sheets: ClassVar[tuple[type[Block], ...]] = ()

    title: ClassVar[str]
    form: ClassVar[Form]
    path: ClassVar[str]
    sources: ClassVar[tuple[type[Block], ...]]
    intro: ClassVar[str]
    vraag: ClassVar[str]
    needed: ClassVar[bool]
    internal: ClassVar[bool]
    about: ClassVar[str]
    shared_if: ClassVar[tuple[str, str] | None]
    only: ClassVar[dict[str, str]]
    series: ClassVar[str]
    second: ClassVar[str]
    owns: ClassVar[bool]
    within: ClassVar[str]
    points: ClassVar[Mapping[str, Line]]
    explains: ClassVar[Mapping[str, tuple[Column, ...]]]
    precision: ClassVar[Column | None]
    private: ClassVar[bool]
    if_used: ClassVar[bool]
    if_named: ClassVar[bool]
    instead: ClassVar[str]
    unless: ClassVar[tuple[str, str]]
    columns: ClassVar[tuple[Column, ...]]
    rows: ClassVar[tuple[dict[str, str | Decimal], ...]] = ()
    """For 'vast': the records, as texts and numbers by column name."""
    _keys: ClassVar[tuple[Key, ...]] = ()
    _lines: ClassVar[tuple[Line, ...]] = ()
    either_or: ClassVar[tuple[tuple[Column, ...], ...]] = ()
    """Groups of values of which a record may fill in only one group."""

    def __init_subclass__(
        cls,
        *,
        title: str,
        form: Form = "tabel",
        path: str = "",
        sources: tuple[type[Block], ...] = (),
        intro: str = "",
        vraag: str = "",
        needed: bool = False,
        internal: bool = False,
        about: str = "",
        shared_if: tuple[str, str] | None = None,
        only: dict[str, str] | None = None,
        series: str = "",
        second: str = "",
        owns: bool = False,
        within: str = "",
        points: Mapping[str, Line] | None = None,
        explains: Mapping[str, tuple[Column, ...]] | None = None,
        precision: str = "",
        private: bool = False,
        if_used: bool = False,
        if_named: bool = False,
        instead: str = "",
        unless: tuple[str, str] = ("", ""),
    ) -> None:
        cls.columns = tuple(v for v in vars(cls).values() if isinstance(v, Column))
        # Asked for hundreds of thousands of times in a calculation.
        cls._keys = tuple(c for c in cls.columns if isinstance(c, Key))
        cls._lines = tuple(c for c in cls.columns if isinstance(c, Line))
        cls.title, cls.form, cls.path = title, form, path
        cls.sources, cls.intro, cls.vraag = sources, intro, vraag
        cls.internal, cls.only, cls.series = internal, only or {}, series
        cls.shared_if, cls.about = shared_if, about
        cls.needed, cls.owns, cls.within, cls.second = needed, owns, within, second
        cls.points, cls.precision = points or {}, vars(cls).get(precision)
        cls.explains = explains or {}
        cls.private, cls.if_used, cls.if_named = private, if_used, if_named
        cls.instead, cls.unless = instead, unless
        Block.registry.append(cls)

    @staticmethod
    def in_order() -> list[type[Block]]:
        """Every block in the order of the input sheets, each computed one after its last input."""
        place = {block: n for n, block in enumerate(Block.sheets)}
        last = 0
        keys = {}
        for n, block in enumerate(Block.registry):
            last = place.get(block, last)
            keys[block] = (last, n)
        return sorted(keys, key=keys.__getitem__)

    @classmethod
    def is_input(cls) -> bool:
        """Whether the user gives its records."""
        return cls.form in ("tabel", "lijst")

    @classmethod
    def key_columns(cls) -> tuple[Key, ...]:
        return cls._keys

    @classmethod
    def texts(cls) -> tuple[Column, ...]:
        """Text columns that are not keys."""
        return tuple(c for c in cls.columns if isinstance(c, Choice | Text))

    @classmethod
    def parameters(cls) -> tuple[Parameter, ...]:
        return tuple(c for c in cls.columns if isinstance(c, Parameter))

    @classmethod
    def lines(cls) -> tuple[Line, ...]:
        return cls._lines

    @classmethod
    def headings(cls) -> tuple[list[str], list[str]]:
        """The headings of the input sheet: those that must be there, and those that may."""
        keys = [k.label for k in cls.key_columns()]
        if cls.form == "lijst":
            return [*keys, PARAMETER, WAARDE, STATUS, BRON, VINDPLAATS], [EENHEID, TOELICHTING]
        own = [*keys, *(c.label for c in cls.inputs())]
        if not cls.parameters():
            return own, []
        return [*own, STATUS, BRON, VINDPLAATS], [TOELICHTING]

    @classmethod
    def inputs(cls) -> tuple[Column, ...]:
        """What the user fills in, in order: texts and parameters, without the keys."""
        return tuple(c for c in cls.columns if not isinstance(c, Key | Line))
