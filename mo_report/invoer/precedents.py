"""What a typed formula rests on, at any depth, and what in it cannot be recomputed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token, TokenizerError
from openpyxl.utils import column_index_from_string

from mo_report.invoer.xlsx import Book, RawCell
from mo_report.lib.celnaam import cell_name

#: A cell of the workbook: its sheet, row and column.
Place = tuple[str, int, int]
#: Excel takes no formula that is longer or nested deeper; the engine might not survive it.
MAX_LENGTH, MAX_DEPTH = 8_192, 64
#: So many cells may formulas rest on, each counted as often as it is named.
MAX_CELLS = 2_000_000
#: Functions whose outcome is another each time or each day.
VOLATILE = frozenset({"TODAY", "NOW", "RAND", "RANDBETWEEN", "RANDARRAY"})
#: Functions that ask another program or place, or say something of the file itself.
OUTSIDE = frozenset(
    {
        *("CALL", "CELL", "FILTERXML", "GETPIVOTDATA", "IMAGE", "INFO", "REGISTER.ID", "RTD"),
        *("CUBEKPIMEMBER", "CUBEMEMBER", "CUBEMEMBERPROPERTY", "CUBERANKEDMEMBER", "CUBESET"),
        *("CUBESETCOUNT", "CUBEVALUE", "SHEET", "SHEETS", "SQL.REQUEST", "STOCKHISTORY"),
        "WEBSERVICE",
    }
)
#: Functions that find their cells only when they are computed.
ANYWHERE = frozenset({"OFFSET", "INDIRECT"})
#: What stands around a table's name and columns.
_TABLE = re.compile(r"([A-Za-z_\\][\w.]*)\[")
_SHEET = re.compile(r"^(?:'((?:[^']|'')+)'|([^'!\[\]:]+))!(.+)$")
_AREA = re.compile(
    r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?\Z"
    r"|\$?([A-Z]{1,3}):\$?([A-Z]{1,3})\Z"
    r"|\$?(\d{1,7}):\$?(\d{1,7})\Z",
    re.IGNORECASE,
)
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384


@dataclass(frozen=True)
class Area:
    """A rectangle of cells on a sheet."""

    sheet: str
    top: int
    left: int
    bottom: int
    right: int

    def __contains__(self, at: tuple[int, int]) -> bool:
        return self.top <= at[0] <= self.bottom and self.left <= at[1] <= self.right

    @property
    def size(self) -> int:
        return (self.bottom - self.top + 1) * (self.right - self.left + 1)


@dataclass
class Formula:
    """One formula taken apart: the areas it reads, its functions, and why it cannot be computed."""

    areas: list[Area] = field(default_factory=list)
    sheets: set[str] = field(default_factory=set)
    """The sheets that it speaks of, whatever it reads there."""
    functions: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    tables: set[str] = field(default_factory=set)
    fault: str = ""


class Precedents:
    """The formulas of a workbook, taken apart once each."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._formulas: dict[Place, Formula] = {}
        self._inside: dict[Area, list[tuple[int, int]]] = {}
        self._faults: dict[Place, tuple[Place, str]] = {}
        self._fine: set[Place] = set()
        self._room = MAX_CELLS

    def cell(self, place: Place) -> RawCell | None:
        sheet, row, column = place
        return self._book[sheet].cells.get((row, column))

    def formula(self, place: Place) -> Formula:
        found = self._formulas.get(place)
        if found is None:
            cell = self.cell(place)
            assert cell is not None
            found = self._formulas[place] = self._apart(cell, place[0])
        return found

    def inside(self, area: Area) -> list[tuple[int, int]]:
        """The cells of an area that hold something."""
        found = self._inside.get(area)
        if found is None:
            cells = self._book[area.sheet].cells
            if area.size < len(cells):
                places = (
                    (row, column)
                    for row in range(area.top, area.bottom + 1)
                    for column in range(area.left, area.right + 1)
                )
                found = [at for at in places if at in cells]
            else:
                found = [at for at in cells if at in area]
            self._inside[area] = found
        return found

    def read_by(self, place: Place) -> Iterator[Place]:
        """The cells with a formula that this one reads."""
        for area in self.formula(place).areas:
            there = self.inside(area)
            self._room -= len(there)
            cells = self._book[area.sheet].cells
            yield from ((area.sheet, *at) for at in there if cells[at].formula)

    def fault(self, place: Place) -> tuple[Place, str] | None:
        """Why a formula cannot be recomputed: the cell at fault, maybe below it, and the reason."""
        self._walk(place)
        return self._faults.get(place)

    def _walk(self, start: Place) -> None:
        """Depth first; a cell that is met again on the way down is a circle."""
        on_the_way: dict[Place, Iterator[Place]] = {}
        waiting: dict[Place, Place] = {}
        todo = [start]
        while todo:
            place = todo[-1]
            if place in self._fine or place in self._faults:
                todo.pop()
                continue
            if place not in on_the_way:
                own = self.formula(place).fault
                if own or self._room < 0:
                    self._faults[place] = place, own or "rust op te veel cellen"
                    continue
                on_the_way[place] = self.read_by(place)
            below = waiting.pop(place, None)
            if below is None or below in self._fine:
                below = next((b for b in on_the_way[place] if b not in self._fine), None)
            if below is None:
                self._fine.add(place)
            elif below in on_the_way:
                self._faults[place] = place, "verwijst, misschien via andere cellen, naar zichzelf"
            elif below in self._faults:
                self._faults[place] = self._faults[below]
            else:
                waiting[place] = below
                todo.append(below)
                continue
            del on_the_way[place]

    def all_below(self, start: Iterator[Place]) -> tuple[set[Place], set[Area]]:
        """Every formula below some, themselves too, and every area that they read."""
        todo, found, areas = list(start), set(), set()
        while todo:
            place = todo.pop()
            if place in found:
                continue
            found.add(place)
            areas.update(self.formula(place).areas)
            todo += self.read_by(place)
        return found, areas

    def _apart(self, cell: RawCell, sheet: str) -> Formula:
        if cell.form == "data table":
            return Formula(fault="is een gegevenstabel")
        if cell.form == "array part":
            return Formula(fault="vult meer dan één cel")
        found = Formula()
        self._take(found, cell.formula, sheet, 0)
        return found

    def _take(self, found: Formula, text: str, sheet: str, depth: int) -> None:
        if len(text) > MAX_LENGTH or _depth(text) > MAX_DEPTH:
            found.fault = "is langer of dieper dan Excel toelaat"
            return
        try:
            tokens = Tokenizer(text).items
        except (TokenizerError, IndexError):
            found.fault = "is geen formule"
            return
        for token in tokens:
            if token.type == Token.FUNC and token.subtype == Token.OPEN:
                self._function(found, token.value.rstrip("("))
            elif token.type == Token.OPERAND and token.subtype == Token.RANGE:
                self._reference(found, token.value, sheet, depth)

    def _function(self, found: Formula, name: str) -> None:
        plain = name.upper().removeprefix("_XLFN.").removeprefix("_XLWS.")
        found.functions.add(plain)
        if plain in VOLATILE:
            found.fault = f"geeft door {plain} niet altijd hetzelfde"
        elif plain in OUTSIDE:
            found.fault = f"vraagt met {plain} iets van buiten de cellen"
        elif plain in ANYWHERE:
            found.fault = f"kiest met {plain} pas bij het rekenen op welke cellen zij rust"

    def _reference(self, found: Formula, text: str, sheet: str, depth: int) -> None:
        if "#REF!" in text.upper():
            return  # the engine says so
        if "[" in text.rpartition("!")[0] or text.startswith("["):  # no name of a sheet has one
            found.fault = "verwijst naar een andere werkmap"
            return
        table = _TABLE.match(text)
        if table:
            self._table(found, table[1])
            return
        where = _SHEET.match(text)
        if where:
            sheet, text = (where[1] or where[2]).replace("''", "'"), where[3]
        if sheet not in self._book.titles:
            same = [t for t in self._book.titles if t.casefold() == sheet.casefold()]
            if not same:
                found.fault = f"verwijst naar het blad ‘{sheet}’, dat er niet is"
                return
            sheet = same[0]
        found.sheets.add(sheet)
        area = _area(text, sheet)
        if area is not None:
            found.areas.append(area)
        else:
            self._name(found, text, sheet, depth)

    def _table(self, found: Formula, name: str) -> None:
        table = self._book.tables.get(name.lower())
        area = _area(table.ref, table.sheet) if table and table.sheet in self._book.titles else None
        if area is None:
            found.fault = f"gebruikt de tabel ‘{name}’, die er niet is"
            return
        found.tables.add(name.lower())
        found.sheets.add(area.sheet)
        found.areas.append(area)

    def _name(self, found: Formula, text: str, sheet: str, depth: int) -> None:
        """A name that the workbook gives to cells; one that stands for a sum cannot be followed."""
        defined = next((v for k, v in self._book.names.items() if k.lower() == text.lower()), None)
        if defined is None:
            # Also what no reference looks like, such as a row of sheets.
            found.fault = f"gebruikt ‘{text}’, en dat is hier niet bekend"
            return
        found.names.add(text.lower())
        if depth < MAX_DEPTH:
            self._take(found, "=" + defined, sheet, depth + 1)
        if not found.fault and not _is_reference(defined):
            found.fault = f"gebruikt de naam ‘{text}’, die geen cel is"


def _depth(text: str) -> int:
    depth = deepest = 0
    for char in text:
        if char in "()":
            depth += 1 if char == "(" else -1
            deepest = max(deepest, depth)
    return deepest


def _area(text: str, sheet: str) -> Area | None:
    match = _AREA.match(text)
    if match is None:
        return None
    left, top, right, bottom, first, last, upper, lower = match.groups()
    if left:
        columns, rows = (left, right or left), (top, bottom or top)
    else:
        columns, rows = (first or "A", last or "XFD"), (upper or "1", lower or str(_LAST_ROW))
    a, b = sorted(column_index_from_string(c.upper()) for c in columns)
    c, d = sorted(int(r) for r in rows)
    return Area(sheet, c, a, d, b) if c and d <= _LAST_ROW and b <= _LAST_COLUMN else None


def _is_reference(text: str) -> bool:
    where = _SHEET.match(text.lstrip("="))
    return where is not None and _area(where[3], "") is not None


def told(place: Place, own: Place) -> str:
    """A cell below a formula, in words; empty where it is the formula itself."""
    return "" if place == own else f"rust op {place[0]}!{cell_name(*place[1:])}, en die "
