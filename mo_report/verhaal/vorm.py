"""What a chapter is made of: frozen descriptions, rendered late by each medium.

A chapter says its question, for whom it is, on which sheets and pages it stands, and its parts in
the order of reading. A part holds records and columns, or words; how it looks is for who renders it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import Enum, Flag, StrEnum, auto
from typing import Any, ClassVar

from mo_report.engine.dossier import Record
from mo_report.engine.rekenen import Result
from mo_report.engine.schema import Block, Column
from mo_report.engine.uitleg import Step
from mo_report.lib.notatie import Unit
from mo_report.verhaal.beelden import Beeld


class Lezer(Flag):
    """Who reads a document: the gemeente everything, an aanbieder its own, the public the model."""

    GEMEENTE = auto()
    AANBIEDER = auto()
    OPENBAAR = auto()
    IEDEREEN = GEMEENTE | AANBIEDER | OPENBAAR


class Medium(Flag):
    """Where a part is shown."""

    BLAD = auto()
    PAGINA = auto()
    OVERAL = BLAD | PAGINA


class Gewicht(Enum):
    """Whether a chapter belongs to what every reader needs, or to what lies behind it."""

    KERN = "kern"
    BIJLAGE = "bijlage"


@dataclass(frozen=True, kw_only=True)
class Deel:
    """A part; `waar` says which media show it, `achter` that a document has it in its technical appendix."""

    waar: Medium = Medium.OVERAL
    achter: bool = False


@dataclass(frozen=True)
class Cel:
    """A cell of a table."""


@dataclass(frozen=True)
class Waarde(Cel):
    """A cell: a value of a record; a dash where there is no record.

    `meer`: how many decimals more than usual it is shown with on a page.
    """

    record: Record | None
    kolom: Column
    meer: int = 0


@dataclass(frozen=True)
class Woord(Cel):
    """A cell with words: the name of its row, or something that asks for attention."""

    tekst: str
    kop: bool = False
    let_op: bool = False
    getal: bool = False


@dataclass(frozen=True)
class Herkomst(Cel):
    """A cell with the status of a given value, and its source."""

    record: Record
    kolom: Column


@dataclass(frozen=True)
class Dekking(Cel):
    """A cell that says whether the numbers behind it in the row are more than nothing together."""

    gedekt: bool


@dataclass(frozen=True)
class Vast(Cel):
    """A cell with a number that does not move along: computed when the document was made."""

    waarde: Decimal
    eenheid: Unit


@dataclass(frozen=True)
class Tabel(Deel):
    """A table of records of one block.

    titel       above it on a sheet; empty: no heading
    bijschrift  its caption on a page; empty: the title
    kolommen    on a page, these columns only; on a sheet a table shows all there is
    bronnen     on a page, whether status and source stand beside it
    gegeven     on a sheet, only what is given
    slot        on a page, a last row: the totals
    """

    titel: str
    records: Sequence[Record]
    kolommen: Sequence[Column] = ()
    bijschrift: str = field(default="", kw_only=True)
    bronnen: bool = field(default=True, kw_only=True)
    gegeven: bool = field(default=False, kw_only=True)
    slot: tuple[Cel, ...] = field(default=(), kw_only=True)

    @property
    def block(self) -> type[Block]:
        return self.records[0].block


@dataclass(frozen=True)
class Rijen(Tabel):
    """A row per record; `uitleg`: on a sheet, the formulas in words under the headings."""

    uitleg: bool = field(default=True, kw_only=True)


@dataclass(frozen=True)
class Kolommen(Tabel):
    """Values below one another, a column per record; `breed` keeps room for that many."""

    breed: int = field(default=0, kw_only=True)


@dataclass(frozen=True)
class Kruis(Deel):
    """Values as a grid: a row for each name (and for each column where they are many)."""

    titel: str
    records: Sequence[Record]
    kolommen: Sequence[Column]
    rijen: tuple[str, ...]
    kolom: str
    kop: str


@dataclass(frozen=True)
class Grafiek:
    """On a sheet, bars over the numbers of a grid, of so many rows at most."""

    titel: str
    eenheid: str
    hoogstens: int = 0


@dataclass(frozen=True)
class Raster(Deel):
    """A table of cells that no block has as such.

    getallen   the columns with numbers
    herhaling  whether its values live elsewhere on the same sheet
    """

    titel: str
    koppen: tuple[str, ...]
    rijen: tuple[tuple[Cel, ...], ...]
    herhaling: bool = field(default=False, kw_only=True)
    wit: bool = field(default=True, kw_only=True)
    """On a sheet, whether a blank row comes after."""
    grafiek: Grafiek | None = field(default=None, kw_only=True)
    getallen: frozenset[int] = field(default=frozenset(), kw_only=True)
    namen: int = field(default=44, kw_only=True)
    """On a sheet, the most letters that the names of the rows make their column wide."""


@dataclass(frozen=True)
class Zinnen(Deel):
    """Sentences below one another, in small print on a sheet; with `wit` a blank row after."""

    zinnen: Sequence[str]
    wit: bool = field(default=False, kw_only=True)


@dataclass(frozen=True)
class Boodschap(Deel):
    """What a chapter says, in a sentence with the figure."""

    zin: str
    waar: Medium = field(default=Medium.PAGINA, kw_only=True)


@dataclass(frozen=True)
class Kop(Deel):
    """A heading within a chapter."""

    titel: str


@dataclass(frozen=True)
class Proza(Deel):
    """Prose of a page, as a Jinja text; `c` in it is `waarden`."""

    tekst: str
    waarden: Mapping[str, Any] = field(default_factory=dict)
    waar: Medium = field(default=Medium.PAGINA, kw_only=True)


@dataclass(frozen=True)
class Formules(Deel):
    """Lines in words, in numbers and with their outcome."""

    titel: str
    stappen: Sequence[Step]
    waar: Medium = field(default=Medium.PAGINA, kw_only=True)


@dataclass(frozen=True)
class Figuur(Deel):
    """A picture, with the table that has its figures, or the chapter where they stand."""

    beeld: Beeld | None
    tabel: Tabel | Kruis | Raster | None = None
    zie: str = ""
    waar: Medium = field(default=Medium.PAGINA, kw_only=True)

    #: The figures stand in the table that comes next.
    VOLGENDE: ClassVar[str] = "volgende"


@dataclass(frozen=True)
class Tegel:
    """A figure that is seen first, with a few words."""

    cijfer: str
    uitleg: str


@dataclass(frozen=True)
class Tegels(Deel):
    tegels: Sequence[Tegel]
    waar: Medium = field(default=Medium.PAGINA, kw_only=True)


@dataclass(frozen=True, kw_only=True)
class BladDeel(Deel):
    """A part with live cells of its own; only a sheet can show it."""

    waar: Medium = Medium.BLAD


@dataclass(frozen=True)
class AlleenScherm(BladDeel):
    """What comes below it on the sheet is not printed."""


Delen = Iterable[Deel]
#: What stands behind the key of a chapter where its technical appendix is meant.
ACHTER = "-techniek"


def achteraan(delen: Delen) -> Iterator[Deel]:
    """Parts that a document has in its technical appendix."""
    return (replace(deel, achter=True) for deel in delen)


Maker = Callable[[Result], Delen]


class Rol(StrEnum):
    """What a sheet is for; every sheet has one role."""

    LEESMIJ = "leesmij"
    INVOER = "invoer"
    BEREKENING = "berekening"
    UITVOER = "uitvoer"
    CONTROLE = "controle"

    @property
    def kleur(self) -> str:
        """The colour of the sheet's tab; the word stands on the leeswijzer."""
        return {
            Rol.LEESMIJ: "9CA3AF",
            Rol.INVOER: "E3B505",
            Rol.BEREKENING: "6B9AC4",
            Rol.UITVOER: "154273",
            Rol.CONTROLE: "39870C",
        }[self]


@dataclass(frozen=True)
class Blad:
    """A sheet of the workbooks.

    plaats  its place in the order of reading
    stroom  its place in the order of calculation: a figure comes from what stands before
    thuis   the blocks whose values live here: other sheets show them again. Of an input block
            what is given lives on a sheet with the role of input, what is computed on another
    bevries the cell below and right of what stays in sight; empty: its part says so
    vast    whether it is there without a part to show
    eigen   whether it is named after something in the input, such as a locatie
    laatst  whether it tells of all other sheets, and so is made when they are
    voorop  who sees it when a workbook opens, as far as there is room: the lowest number goes first;
            0 stands behind
    """

    naam: str
    uitleg: str | Callable[[Result], str]
    rol: Rol
    delen: Maker
    lezers: Lezer = Lezer.IEDEREEN
    plaats: int = field(default=0, kw_only=True)
    stroom: int = field(default=23, kw_only=True)
    thuis: tuple[type[Block], ...] = ()
    bevries: str = "A4"
    vast: bool = False
    eigen: bool = False
    laatst: bool = False
    voorop: int = 0


@dataclass(frozen=True)
class Pagina:
    """A chapter of a document, for some readers; `laatst`: behind the technical appendix."""

    id: str
    titel: str
    delen: Maker
    lezers: Lezer
    genummerd: bool = True
    nieuwe_pagina: bool = False
    laatst: bool = False


@dataclass(frozen=True)
class Hoofdstuk:
    """One question, wherever it is told; a chapter is known as soon as its file is there.

    volgorde its place among the chapters, as the pages have them
    sleutel  its name in resultaat.json, where its computed `blokken` stand; empty: they do not
    vraag    what a reader wants to know
    kern     without a number in one of these blocks there is nothing to tell
    """

    vraag: str
    volgorde: int
    gewicht: Gewicht
    sleutel: str = ""
    kern: tuple[type[Block], ...] = ()
    blokken: tuple[type[Block], ...] = ()
    bladen: tuple[Blad, ...] = ()
    bladen_van: Callable[[Result], Iterable[Blad]] = lambda _: ()
    """Sheets for each of something, such as a locatie."""
    paginas: Callable[[Result], Iterable[Pagina]] = lambda _: ()

    registry: ClassVar[list[Hoofdstuk]] = []

    def __post_init__(self) -> None:
        Hoofdstuk.registry.append(self)

    def aanwezig(self, resultaat: Result) -> bool:
        """Whether the input gives reason for it."""
        return not self.kern or any(
            isinstance(resultaat.value(record, column), Decimal)
            for block in self.kern
            for record in resultaat.dossier[block]
            for column in block.columns
        )
