"""How cells look, in named styles that Excel knows, and how text is written safely."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from datetime import date
from decimal import Decimal
from math import inf
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from mo_report.lib.notatie import Unit
from mo_report.lib.xtekst import without_codes
from mo_report.werkboek.rollen import Rol

BLAUW, LICHT, GRIJS, GEEL = "154273", "E8EEF5", "6B7280", "FFF8DC"
_dun = Side(style="thin", color="C9D1DB")
_rand = Border(bottom=_dun)
_LETTER = "Calibri"
HOOGSTE = 409.0
"""The greatest height of a row in Excel, in points."""

#: The longest text of a cell in Excel; what is longer is cut off.
LANGST = 32_767

INVOER, BEREKEND, UITKOMST = "Input", "Calculation", "Output"
TOETS = "Check Cell"
#: A given value that cannot be changed here, and one that stands elsewhere in the workbook.
GEGEVEN, GEKOPPELD = "Gegeven", "Linked Cell"
KOP1, KOP2, KOP3, KOP4 = "Headline 1", "Headline 2", "Headline 3", "Headline 4"
TEKST, TOELICHTING, LINK, LEEG = "Tekst", "Explanatory Text", "Hyperlink", "Leeg"


def _style(name: str, builtin: int | None, font: Font, fill: str | None = None, **more: object) -> NamedStyle:
    style = NamedStyle(name=name, builtinId=builtin)
    style.font = font
    style.alignment = Alignment(vertical="top")
    if fill:
        style.fill = PatternFill("solid", fgColor=fill)
    for key, value in more.items():
        setattr(style, key, value)
    return style


class Look(StyleArray):
    """How many cells look: one object for all of them, and nothing of it can be changed."""

    def __setitem__(self, *_: object) -> None:
        raise TypeError("other cells look the same: use formatted or aligned")

    def __copy__(self) -> StyleArray:
        return StyleArray(self)


class HouseCell(Cell):
    """A cell that is made at once: openpyxl makes one in three steps, and there are tens of thousands."""

    __slots__ = ()

    def __init__(self, sheet: Worksheet, row: int, column: int) -> None:
        own: Any = self
        own.parent, own.row, own.column = sheet, row, column
        own.data_type = "n"
        own._style = own._value = own._hyperlink = own._comment = None


class RowHeight:
    """How high a row is: of all that openpyxl keeps of a row, what ours have."""

    __slots__ = "height", "index"
    hidden = False

    def __init__(self, index: int, height: float) -> None:
        self.index, self.height = index, height

    @property
    def ht(self) -> float:
        return self.height

    def __iter__(self) -> Iterator[tuple[str, str]]:
        yield from (("ht", f"{self.height:.16g}"), ("customHeight", "1"))


class HouseBook(Workbook):
    """A workbook that remembers how its cells look.

    To look a style up in openpyxl for each of 20,000 cells takes seconds; `looks` is what a style,
    or a change of one, came to before.
    """

    def __init__(self) -> None:
        super().__init__()
        self.looks: dict[object, Look] = {}

    def create_sheet(self, title: Any = None, index: int | None = None) -> Any:
        """A sheet that has the looks at hand: to ask its workbook takes as long as to find one."""
        sheet: Any = super().create_sheet(title, index)
        sheet.looks = self.looks
        return sheet


def new_workbook(title: str, author: str) -> Workbook:
    """An empty workbook with the styles of the house."""
    book = HouseBook()
    book.remove(book.worksheets[0])
    book.properties.title, book.properties.creator = title, author
    book.properties.language = "nl-NL"
    wrap = Alignment(vertical="top", wrap_text=True)
    text = Alignment(horizontal="left", vertical="top", wrap_text=True, indent=1)
    for style in (
        _style(
            INVOER,
            20,
            Font(_LETTER, 10, color="1F3A68"),
            GEEL,
            border=_rand,
            alignment=wrap,
            protection=Protection(locked=False),
        ),
        _style(GEGEVEN, None, Font(_LETTER, 10, color="1F3A68"), border=_rand),
        _style(GEKOPPELD, 24, Font(_LETTER, 10, color="1F3A68"), border=_rand),
        _style(BEREKEND, 22, Font(_LETTER, 10), border=_rand),
        _style(UITKOMST, 21, Font(_LETTER, 10, bold=True), LICHT, border=_rand),
        _style(TOETS, 23, Font(_LETTER, 10, bold=True), border=_rand, alignment=text),
        _style(KOP1, 16, Font(_LETTER, 16, bold=True, color=BLAUW)),
        _style(KOP2, 17, Font(_LETTER, 12, bold=True, color=BLAUW)),
        _style(KOP3, 18, Font(_LETTER, 10, bold=True, color="FFFFFF"), BLAUW, alignment=text),
        # Not ‘Normal’: a cell with that is not kept, and shows the style of its column.
        _style(LEEG, None, Font(_LETTER, 10), "FFFFFF"),
        _style(KOP4, 19, Font(_LETTER, 10, bold=True, color=BLAUW)),
        _style(TEKST, None, Font(_LETTER, 10), alignment=text, border=_rand),
        _style(TOELICHTING, 53, Font(_LETTER, 9, italic=True, color=GRIJS), alignment=wrap),
        _style(LINK, 8, Font(_LETTER, 10, underline="single", color="01689B")),
    ):
        book.add_named_style(style)
    return book


def new_sheet(book: Workbook, title: str, rol: Rol, voet: str = "") -> Worksheet:
    """A sheet with its role as the colour of its tab, protected without a password.

    It is set up to print on A4, one page wide, with page numbers, and `voet` in the middle below.
    """
    sheet: Worksheet = book.create_sheet(title)
    # Else openpyxl takes it for empty: `cell_at` does not keep count.
    sheet._current_row = 1  # type: ignore[attr-defined]
    sheet.sheet_properties.tabColor = rol.kleur
    # What a reader may always do: make a column wider, and filter.
    sheet.protection.enable()
    for allowed in ("formatColumns", "formatRows", "autoFilter"):
        setattr(sheet.protection, allowed, False)
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    footer = sheet.oddFooter
    assert footer is not None
    assert footer.left is not None
    assert footer.right is not None
    footer.left.text, footer.right.text = title.replace("&", "&&"), "pagina &P van &N"
    if voet and footer.center is not None:
        footer.center.text = voet.replace("&", "&&")
    return sheet


def cell_at(sheet: Worksheet, row: int, column: int) -> Cell:
    """A cell of a sheet: what openpyxl checks of each of thousands takes longer than all else of it."""
    own: Any = sheet
    found: Cell | None = own._cells.get((row, column))
    if found is None:
        found = own._cells[row, column] = HouseCell(sheet, row, column)
    return found


def put_formula(sheet: Worksheet, row: int, column: int, formula: str) -> Cell:
    """Write a formula of our own, from its = on; how the cell looks stays."""
    cell = cell_at(sheet, row, column)
    own: Any = cell
    own._value, own.data_type = formula, "f"
    return cell


def put_text(sheet: Worksheet, row: int, column: int, text: str, style: str = TEKST) -> Cell:
    """Write text as text: never as a formula, whatever it begins with."""
    cell = cell_at(sheet, row, column)
    # What no workbook can hold, such as a code that somebody pasted along, is left out.
    own: Any = cell
    if not text.isprintable() or len(text) > LANGST:
        text = ILLEGAL_CHARACTERS_RE.sub("", text)[:LANGST]
    own._value, own.data_type = text, "s"
    dress(cell, style)
    if text and text[0] in "=+-@":
        _apart(cell).quotePrefix = True
    return cell


def put_sample(sheet: Worksheet, row: int, column: int, style: str) -> None:
    """A cell that shows what a style looks like, and is not to be filled in."""
    cell = put_text(sheet, row, column, "voorbeeld", TEKST if style == INVOER else style)
    if style == INVOER:
        _apart(cell).fill = PatternFill("solid", fgColor=GEEL)


def put_value(sheet: Worksheet, row: int, column: int, value: Decimal | date | str, unit: Unit, style: str) -> Cell:
    """Write a given value in its unit."""
    if isinstance(value, str):
        return put_text(sheet, row, column, value, style)
    cell = cell_at(sheet, row, column)
    if isinstance(value, Decimal):
        own: Any = cell
        own._value, own.data_type = int(value) if value == value.to_integral_value() else float(value), "n"
    else:
        cell.value = value
    dress(cell, style, number_format(unit, value))
    return cell


def dress(cell: Cell, style: str, form: str = "") -> None:
    """Give a cell a named style and, where it is given, a format for its number."""
    own: Any = cell
    known = own.parent.looks
    key = style, form
    look = known.get(key)
    if look is None:
        cell.style = style
        if form:
            cell.number_format = form
        look = known[key] = Look(own._style)
    own._style = look


def formatted(cell: Cell | MergedCell, form: str) -> None:
    """Change the format of a cell's number and keep the rest."""
    _apart(cell).number_format = form


def _apart(cell: Cell | MergedCell) -> Any:
    """A cell with a look of its own, to change something of."""
    own: Any = cell
    own._style = copy(own._style)
    return own


def number_format(unit: Unit, value: object = None) -> str:
    """The format of a number in Excel.

    ‘#,##0.##’ leaves a separator behind a whole number (‘30,’), so the value decides; where it is
    not known yet, Excel shows what is typed.
    """
    if not unit.excel.endswith(".##"):
        return unit.excel
    if not isinstance(value, Decimal):
        return "General"
    return "#,##0" if value == value.to_integral_value() else "#,##0.00"


def same_style(cell: Cell | MergedCell, other: Cell | MergedCell) -> None:
    """Give a cell the style of another: to look a style up for each of 20,000 cells takes half a second."""
    cell._style = other._style  # type: ignore[union-attr]


def aligned(cell: Cell, **change: object) -> None:
    """Change something of a cell's alignment and keep the rest."""
    own: Any = cell
    known, was = own.parent.looks, own._style
    # A look that cells share stays, so that it is known by its place.
    key = id(was) if isinstance(was, Look) else was.tobytes(), *change.items()
    look = known.get(key)
    if look is None:
        before = cell.alignment
        now = {k: getattr(before, k) for k in ("horizontal", "vertical", "wrap_text", "indent")}
        _apart(cell).alignment = Alignment(**{**now, **change})
        look = known[key] = Look(own._style)
    own._style = look


def column_style(sheet: Worksheet, number: int, style: str, number_format: str = "") -> None:
    """Give a column a style down to its last row, for cells that are not there yet."""
    cell = Cell(sheet, 1, number)
    cell.style = style
    if number_format:
        cell.number_format = number_format
    # openpyxl has no way to style a column by name; both keep their style in this field.
    column = sheet.column_dimensions[get_column_letter(number)]
    column._style = cell._style  # type: ignore[attr-defined]


def widths(sheet: Worksheet, *sizes: float) -> None:
    for number, size in enumerate(sizes, 1):
        sheet.column_dimensions[get_column_letter(number)].width = size


def fit_rows(sheet: Worksheet) -> None:
    """Give each row the height that its wrapped texts need; readers do not do so by themselves."""
    lines: dict[int, int] = {}
    own: Any = sheet
    alignments = own.parent._alignments
    #: By column, and by the look that many cells share: how wide a line is of a text that wraps.
    rooms: dict[tuple[int, int], float] = {}
    # Not iter_rows, which makes a cell of every blank.
    for (row, column), cell in own._cells.items():
        if cell.data_type != "s" or not cell._value:
            continue
        key = column, id(cell._style)
        room = rooms.get(key)
        if room is None:
            how = alignments[cell._style.alignmentId]
            room = inf
            if how.wrap_text:
                room = sheet.column_dimensions[get_column_letter(column)].width - how.indent
            rooms[key] = room
        text = cell._value
        if room < inf and (len(text) > room or "\n" in text):
            needed = _lines(text, room)
            if needed > lines.get(row, 1):
                lines[row] = needed
    for row, most in sorted(lines.items()):
        height = min(13.2 * most + 1, HOOGSTE)
        if row in own.row_dimensions:
            own.row_dimensions[row].height = height
        else:
            own.row_dimensions[row] = RowHeight(row, height)


def _lines(text: str, width: float) -> int:
    """How many lines a text takes in a column: words move to the next line as a whole."""
    count = 0
    for part in text.split("\n"):
        count, used = count + 1, 0.0
        for word in part.split(" "):
            size = len(word) * 0.92
            if used and used + 1 + size > width:
                count, used = count + 1, 0.0
            used += size + (1 if used else 0)
    return count


def sheet_title(name: str, taken: set[str]) -> str:
    """A valid and unique sheet name that still looks like the name it was made from."""
    # Excel takes a ! in a name, but not every reader can tell it from the one behind the name.
    # Engines quote marks such as an apostrophe each in their own way, and some lose the sheet.
    plain = "".join(c for c in name if c.isprintable() and c not in "'’‘`´\"“”")
    clean = "".join("-" if c in "[]:*?/\\!" else c for c in plain).strip()
    clean = without_codes(clean)[:31].strip(" '") or "blad"
    if clean.lower() == "history":
        clean = "History-"
    title, n = clean, 2
    while title.lower() in taken:
        suffix = f" ({n})"
        title, n = clean[: 31 - len(suffix)] + suffix, n + 1
    taken.add(title.lower())
    return title
