"""What a good model workbook has, point by point; each check returns what is not in order."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from functools import cache, cached_property
from itertools import chain, pairwise
from pathlib import Path

from lxml import etree
from motoren import Cells, cached
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.formula import Tokenizer
from openpyxl.styles.named_styles import NamedStyleList
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

INVOER, KOPPEN = "Input", "Headline 3"
#: Tab colours, which stand for a role.
ROLLEN = {
    "009CA3AF": "leesmij",
    "00E3B505": "invoer",
    "006B9AC4": "berekening",
    "00154273": "uitvoer",
    "0039870C": "controle",
}
VOLGORDE = ["leesmij", "uitvoer", "berekening", "invoer", "leesmij", "controle"]
VOLATIEL = ("NOW(", "TODAY(", "RAND", "OFFSET(", "INDIRECT(")
_REF = re.compile(r"(?:'(?:[^']|'')+'!)?\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?")

#: A list comes from cells, as a range or as one that ends with the last cell in use.
_LIJST = re.compile(r'^"[^,"]+(?:,[^,"]+)+"$|' r"^(?:'[^']+'!|\w+!)?\$[A-Z]+\$\d+:(?:\$[A-Z]+\$\d+$|INDEX\()")


class _Namen(NamedStyleList):  # type: ignore[misc]
    """The named styles of a workbook, whose names are asked for each cell."""

    @cached_property
    def names(self) -> list[str]:
        return [style.name for style in self]


class Boek:
    """A workbook as it stands in its file."""

    def __init__(self, path: Path, book: Workbook | None = None) -> None:
        self.path, self.book = path, book or load_workbook(path)
        self.book._named_styles = _Namen(self.book._named_styles)  # type: ignore[attr-defined]

    @cached_property
    def values(self) -> Cells:
        return cached(self.path)

    @property
    def is_input(self) -> bool:
        """Whether it is an input workbook; the others hold outcomes."""
        return self.book.sheetnames[0] == "Leesmij"

    @cached_property
    def _cells(self) -> dict[str, list[Cell]]:
        sheets = {
            sheet.title: [c for row in sheet.iter_rows() for c in row if isinstance(c, Cell)]
            for sheet in self.book.worksheets
        }
        return {title: [c for c in cells if c.value is not None] for title, cells in sheets.items()}

    def cells(self, sheet: Worksheet | None = None) -> Iterator[Cell]:
        return chain.from_iterable([self._cells[sheet.title]] if sheet else self._cells.values())

    def formulas(self, sheet: Worksheet | None = None) -> Iterator[Cell]:
        return (c for c in self.cells(sheet) if c.data_type == "f")

    def value(self, cell: Cell) -> object:
        return self.values.get((cell.parent.title, cell.coordinate))

    def role(self, sheet: Worksheet) -> str:
        return ROLLEN[sheet.sheet_properties.tabColor.rgb]

    def xml(self, pattern: str) -> Iterator[etree._Element]:
        with zipfile.ZipFile(self.path) as archive:
            for name in archive.namelist():
                if re.fullmatch(pattern, name):
                    yield etree.fromstring(archive.read(name))


#: Sheets with outcomes on which something is chosen.
KEUZE = ("Varianten", "Locaties")


def at(cell: Cell) -> str:
    return f"{cell.parent.title}!{cell.coordinate}"


def formulas_have_values(b: Boek) -> list[str]:
    """1. A value in the file for every formula, and no error."""
    found = []
    for part in b.xml(r"xl/worksheets/sheet\d+\.xml"):
        for cell in part.iter("{*}c"):
            formula, value = cell.find("{*}f"), cell.find("{*}v")
            if formula is None:
                continue
            blank = value is None or (value.text is None and cell.get("t") != "str")
            if blank or cell.get("t") == "e":
                found.append(str(cell.get("r")))
    return found + [at(c) for c in b.cells() if str(b.value(c)).startswith("#")]


def sheets_have_one_role(b: Boek) -> list[str]:
    """2. On a sheet for input no formula of the model, and no input elsewhere; in order."""
    found = []
    for sheet in b.book.worksheets:
        if b.role(sheet) != "invoer":
            # The two cells in which the scenarios are chosen stand above what they change.
            own = [c for c in b.cells(sheet) if c.style == INVOER and sheet.title not in KEUZE]
            found += map(at, own)
            continue
        for cell in b.formulas(sheet):
            typed_or_check = cell.style in (INVOER, "Gegeven", "Check Cell")
            if not typed_or_check and not _REF.fullmatch(str(cell.value)[1:]):
                found.append(at(cell))
    return found


def sheets_are_in_order(b: Boek) -> list[str]:
    """2. The order of the sheets is that of reading."""
    roles = [b.role(s) for s in b.book.worksheets]
    if b.is_input:
        return [] if roles == ["leesmij", *["invoer"] * (len(roles) - 2), "uitvoer"] else roles
    front = ["Samenvatting", "Leeswijzer"]
    if b.book.sheetnames[:2] != front or roles[:2] != ["uitvoer", "leesmij"]:
        return b.book.sheetnames[:2]
    rest = [r for r, name in zip(roles, b.book.sheetnames, strict=True) if name != "Reactie"][2:]
    order = [rest[0], *(after for before, after in pairwise(rest) if before != after)]
    return [] if order == VOLGORDE[1:] else order


def only_input_is_unlocked(b: Boek) -> list[str]:
    """3. Named styles, protection without a password, and only input unlocked."""
    found = [s.title for s in b.book.worksheets if not s.protection.sheet or s.protection.password]
    for sheet in b.book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if not cell.protection.locked and cell.style != INVOER:
                    found.append(at(cell))
                if cell.protection.locked and cell.style == INVOER:
                    found.append(at(cell))
    return found + [at(c) for c in b.cells() if c.style == "Normal"]


def input_is_guarded(b: Boek) -> list[str]:
    """4. A rule with a prompt and an error for every input cell; a list comes from a range, or is of fixed words."""
    found = []
    for sheet in b.book.worksheets:
        covered = set()
        for rule in sheet.data_validations.dataValidation:
            if not (rule.prompt and rule.error and rule.errorTitle and rule.promptTitle):
                found.append(f"{sheet.title}: {rule.sqref}")
            if rule.type == "list" and not _LIJST.match(rule.formula1):
                found.append(f"{sheet.title}: {rule.formula1}")
            covered |= {c for area in rule.sqref.ranges for c in _area(area)}
        found += [at(c) for c in b.cells(sheet) if c.style == INVOER and _key(c) not in covered]
    return found


def _area(area: object) -> Iterator[tuple[int, int]]:
    left, top, right, bottom = area.bounds  # type: ignore[attr-defined]
    return ((r, c) for r in range(top, bottom + 1) for c in range(left, right + 1))


def _key(cell: Cell) -> tuple[int, int]:
    return cell.row, cell.column


def formulas_hold_no_numbers(b: Boek) -> list[str]:
    """5. Only 0, 1 and the arguments of rounding; what a user typed is the user's."""
    found = []
    for cell in b.formulas():
        if cell.style in (INVOER, "Gegeven"):
            continue
        if _holds_number(_REF.sub("A1", str(cell.value))):
            found.append(f"{at(cell)} {cell.value}")
    return found


@cache
def _holds_number(formula: str) -> bool:
    """Whether a formula, whatever cells it reads, has a number of its own."""
    around: list[str] = []
    for token in Tokenizer(formula).items:
        if token.type == "FUNC":
            around = [*around, token.value] if token.subtype == "OPEN" else around[:-1]
        number = token.type == "OPERAND" and token.subtype == "NUMBER"
        if number and token.value not in ("0", "1") and not _rounds(around):
            return True
    return False


def _rounds(around: list[str]) -> bool:
    return bool(around) and around[-1].startswith(("ROUND", "INDEX", "MATCH"))


def formulas_are_short(b: Boek) -> list[str]:
    """6. At most 150 characters, and nothing that changes by itself."""
    return [at(c) for c in b.formulas() if len(str(c.value)) > 150 or any(f in str(c.value) for f in VOLATIEL)]


def formulas_are_alike(b: Boek) -> list[str]:
    """6. One pattern along a row or down a column, or the words beside it say what differs."""
    found = []
    for sheet in b.book.worksheets:
        if b.role(sheet) in ("berekening", "uitvoer"):
            for top, bottom, heads in tables(sheet):
                found += _unlike(sheet, top, bottom, heads)
    return found


def tables(sheet: Worksheet) -> Iterator[tuple[int, int, dict[int, str]]]:
    """The tables of a sheet: the row with headings, the last row, the headings by column."""
    starts = []
    for row in sheet.iter_rows():
        heads = {c.column: str(c.value) for c in row if c.style == KOPPEN and c.value is not None}
        if heads:
            starts.append((row[0].row, heads))
    ends = [top - 1 for top, _ in starts[1:]] + [sheet.max_row]
    for (top, heads), bottom in zip(starts, ends, strict=True):
        yield top, bottom, heads


def _unlike(sheet: Worksheet, top: int, bottom: int, heads: dict[int, str]) -> list[str]:
    patterns = {
        _key(c): _pattern(str(c.value))
        for row in sheet.iter_rows(min_row=top + 1, max_row=bottom)
        for c in row
        if c.data_type == "f" and c.column in heads
    }
    columns: dict[int, set[str]] = {}
    for (_, column), pattern in patterns.items():
        columns.setdefault(column, set()).add(pattern)
    rows: dict[int, set[str]] = {}
    for (row, column), pattern in patterns.items():
        if len(columns[column]) > 1:  # the others have their one pattern down the column
            rows.setdefault(row, set()).add(pattern)
    words = next((n for n, h in heads.items() if h == "zo berekend"), None)
    if words:  # a column per record: the words stand beside the row
        said = {r: str(sheet.cell(r, words).value).count("of: ") for r in rows}
        return [f"{sheet.title}, rij {r}: {p}" for r, p in rows.items() if len(p) > 1 + said[r]]
    if all(len(p) == 1 for p in rows.values()):
        return []
    told = {c: str(sheet.cell(top + 1, c).value).count("of: ") for c in columns}
    return [f"{sheet.title}, {get_column_letter(c)}{top}: {p}" for c, p in columns.items() if len(p) > 1 + told[c]]


def _pattern(formula: str) -> str:
    """A formula without what it points at; a 0 stands in for a value that is not there."""
    text = re.sub(r"(?<![\w.])0(?![\w.])", "@", _REF.sub("@", formula))
    return re.sub(r"SUM\(@(,@)*\)", "@", text)


def names_are_valid(b: Boek) -> list[str]:
    """7. Names that point at a cell with something in it, or at a list; there are some."""
    found = [] if len(b.book.defined_names) > 10 else ["geen namen"]
    for name, defined in b.book.defined_names.items():
        if not re.fullmatch(r"[A-Za-z_][\w.]*", name) or "." not in name:
            found.append(name)
        for title, place in defined.destinations:
            cells = b.book[title][place.replace("$", "")]
            if isinstance(cells, Cell) and cells.value is None and not b.is_input:
                found.append(f"{name}: {title}!{place}")
    return found


def one_verdict_on_every_sheet(b: Boek) -> list[str]:
    """8. A controleblad with a verdict; every sheet with outcomes shows it."""
    if b.is_input:
        heads = {h for _, _, own in tables(b.book["Leesmij"]) for h in own.values()}
        return sorted({"stand"} - heads)
    if "Controle" not in b.book.sheetnames:
        return ["geen controleblad"]
    found = []
    for sheet in b.book.worksheets:
        shown = sheet["B3"].value == "='Controle'!$B$3" and b.value(sheet["B3"]) == "goed"
        if sheet.title != "Controle" and not shown:
            found.append(sheet.title)
    heads = {h for _, _, own in tables(b.book["Controle"]) for h in own.values()}
    return found + sorted({"verschil", "tolerantie", "oordeel"} - heads)


def sheets_print_well(b: Boek) -> list[str]:
    """9. Freeze panes, print titles, A4, one page wide, page numbers."""
    found = []
    for sheet in b.book.worksheets:
        page, fit = sheet.page_setup, sheet.sheet_properties.pageSetUpPr
        good = (
            sheet.freeze_panes
            and sheet.print_title_rows
            and int(page.paperSize or 0) == 9
            and fit
            and fit.fitToPage
            and (page.fitToWidth, page.fitToHeight) == (1, 0)
            and sheet.oddFooter.right.text == "pagina &P van &N"
        )
        if not good:
            found.append(sheet.title)
    return found


def headings_are_unique(b: Boek) -> list[str]:
    """10. No heading twice in a table; one column with sources; no merged cells."""
    found = [s.title for s in b.book.worksheets if s.merged_cells.ranges]
    for sheet in b.book.worksheets:
        for top, _, heads in tables(sheet):
            if len(set(heads.values())) != len(heads):
                found.append(f"{sheet.title}, rij {top}: {list(heads.values())}")
    return found


def it_says_what_it_is(b: Boek) -> list[str]:
    """10. Title, maker and language; charts have a text alternative."""
    about = b.book.properties
    found = [] if about.title and about.creator and about.language == "nl-NL" else ["eigenschappen"]
    for part in b.xml(r"xl/drawings/drawing\d+\.xml"):
        for frame in part.iter("{*}graphicFrame"):
            told = frame.find("{*}nvGraphicFramePr/{*}cNvPr")
            if told is None or len(str(told.get("descr"))) < 30:
                found.append("grafiek zonder tekst")
    return found


def status_is_in_words(b: Boek) -> list[str]:
    """10. What gets a colour for its verdict has a word in it."""
    words = {"goed", "FOUT", "let op", "vul aan", "nog leeg", "leeg", "nog niet klaar", "gedekt"}
    words |= {"niet gedekt", "ja", "nee", "geef een reden", ""}
    found = []
    for cell in b.cells():
        if cell.style == "Check Cell" and str(b.value(cell) or "") not in words:
            found.append(f"{at(cell)}: {b.value(cell)}")
    return found


def values_fit(b: Boek) -> list[str]:
    """11. No column too narrow for the number in it: Excel would show ####."""
    found = []
    for sheet in b.book.worksheets:
        for cell in b.cells(sheet):
            value = b.value(cell)
            if isinstance(value, bool) or not isinstance(value, int | float):
                continue
            width = sheet.column_dimensions[cell.column_letter].width
            if len(_shown(value, cell.number_format)) + 1 > width:
                found.append(f"{at(cell)}: {_shown(value, cell.number_format)}")
    return found


def _shown(value: float, form: str) -> str:
    if "%" in form:
        return f"{value:.2%}" if "." in form else f"{value:.0%}"
    if "€" in form:
        return f"€ {value:,.2f}"
    decimals = len(form.partition(".")[2].rstrip(";_-")) if "." in form else 0
    return f"{value:g}" if form == "General" else f"{value:,.{decimals}f}"


PUNTEN = (
    formulas_have_values,
    sheets_have_one_role,
    sheets_are_in_order,
    only_input_is_unlocked,
    input_is_guarded,
    formulas_hold_no_numbers,
    formulas_are_short,
    formulas_are_alike,
    names_are_valid,
    one_verdict_on_every_sheet,
    sheets_print_well,
    headings_are_unique,
    it_says_what_it_is,
    status_is_in_words,
    values_fit,
)
