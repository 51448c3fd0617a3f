"""The cells of a workbook as its XML has them, in one pass: formula, kept value and format.

Only what an input needs is read. It is several times faster than openpyxl, which builds every
style and rule, and it reads a sheet only when that is asked for. The preflight has gone over the
file before: sizes, names of cells, numbers and entities are in order.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from io import BytesIO
from typing import Literal

from lxml import etree
from openpyxl.formula.translate import Translator
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils import range_boundaries
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel, from_ISO8601

from mo_report.lib.celnaam import cell_name, row_and_column

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ROW, _CELL, _VALUE, _FORMULA, _INLINE, _TEXT, _RUN, _ITEM, _TABLE, _MERGED = (
    _MAIN + tag for tag in ("row", "c", "v", "f", "is", "t", "r", "si", "table", "mergeCell")
)
_BOOK, _STYLES, _TEXTS = "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml"

#: What stands in a cell: a number, a text, a truth, a moment as text, or an error.
Kind = Literal["n", "s", "b", "d", "e"]
#: A formula of its own; one that Excel alone computes; the rest of an array that a formula fills.
Form = Literal["", "formula", "data table", "array part"]


class Damaged(Exception):
    """The workbook cannot be read; the text says which sheet."""


@dataclass(slots=True)
class RawCell:
    """A cell that holds something. With a `formula` (from the = on) `value` is what was kept."""

    value: float | int | str | bool | None
    kind: Kind
    style: int
    formula: str = ""
    form: Form = ""


@dataclass(frozen=True)
class Formats:
    """The number format of each style of a workbook, and when its days begin."""

    codes: list[str]
    is_1904: bool

    def code(self, cell: RawCell) -> str:
        """The number format of a cell; a damaged list of styles may not have it."""
        return self.codes[cell.style] if cell.style < len(self.codes) else "General"

    def python(self, cell: RawCell) -> object:
        """A value as Python has it: a number with the format of a date is one."""
        if cell.kind == "n":
            return self.moment(cell.value, self.code(cell))
        if cell.kind == "d":
            try:
                return from_ISO8601(str(cell.value))  # type: ignore[no-untyped-call]
            except ValueError:
                return cell.value
        return cell.value

    def moment(self, value: object, form: str) -> object:
        """A number as the date or time that its format makes of it."""
        if isinstance(value, bool) or not isinstance(value, int | float) or not is_date_format(form):
            return value
        epoch: datetime = MAC_EPOCH if self.is_1904 else WINDOWS_EPOCH
        try:
            return from_excel(value, epoch, timedelta=is_timedelta_format(form))
        except (OverflowError, ValueError):
            return "#NUM!"


@dataclass
class Sheet:
    """The cells of a sheet by row and column, both from 1."""

    title: str
    formats: Formats
    cells: dict[tuple[int, int], RawCell]
    merged: list[str] = field(default_factory=list)
    """Cells that were joined into one, such as A5:A9: only the first of them holds anything."""

    @cached_property
    def max_row(self) -> int:
        return max((row for row, _ in self.cells), default=1)

    @cached_property
    def max_column(self) -> int:
        return max((column for _, column in self.cells), default=1)

    def value(self, row: int, column: int) -> object:
        """What was typed: a value, or the text of a formula."""
        cell = self.cells.get((row, column))
        if cell is None:
            return None
        return cell.formula or self.formats.python(cell)


@dataclass
class Table:
    """An Excel table, for the formulas that name it."""

    name: str
    sheet: str
    ref: str
    columns: tuple[str, ...]


@dataclass
class Book:
    """A workbook: the part of each sheet by title, and the names that it defines."""

    archive: zipfile.ZipFile
    parts: dict[str, str]
    names: dict[str, str]
    formats: Formats
    others: tuple[str, ...] = ()
    """The titles of what is no sheet of cells, such as a chart on a sheet of its own."""
    tables: dict[str, Table] = field(default_factory=dict)
    _sheets: dict[str, Sheet] = field(default_factory=dict)

    @property
    def titles(self) -> tuple[str, ...]:
        return tuple(self.parts)

    def __getitem__(self, title: str) -> Sheet:
        """A sheet, read on first use. Raises Damaged."""
        if title not in self._sheets:
            try:
                with self.archive.open(self.parts[title]) as part:
                    merged: list[str] = []
                    cells = dict(_cells(self, part, merged))
                    self._sheets[title] = Sheet(title, self.formats, cells, merged)
            except (etree.XMLSyntaxError, ValueError, IndexError, OverflowError) as error:
                raise Damaged(title) from error
        return self._sheets[title]

    @cached_property
    def texts(self) -> list[str]:
        if _TEXTS not in self.archive.namelist():
            return []
        with self.archive.open(_TEXTS) as part:
            return [_plain(item) for item in _elements(part, _ITEM)]


def read(data: bytes) -> Book:
    """A workbook that passed the preflight. Raises Damaged."""
    archive = zipfile.ZipFile(BytesIO(data))
    try:
        root = etree.fromstring(archive.read(_BOOK), _parser())
        formats = _formats(archive)
        targets = _relations(archive, _BOOK)
        tables = list(_tables(archive, targets, root))
    except (etree.XMLSyntaxError, KeyError, ValueError) as error:
        raise Damaged("") from error
    there = set(archive.namelist())
    parts, others = {}, []
    for sheet in root.iter(f"{_MAIN}sheet"):
        kind, part = targets.get(sheet.get(_RID, ""), ("", ""))
        if part in there and kind.endswith("/worksheet"):
            parts[sheet.get("name", "")] = part
        elif part in there:
            others.append(sheet.get("name", ""))
    names = {n.get("name", ""): n.text or "" for n in root.iter(f"{_MAIN}definedName") if n.get("localSheetId") is None}
    properties = root.find(f"{_MAIN}workbookPr")
    is_1904 = properties is not None and properties.get("date1904", "0") not in ("0", "false")
    by_name = {t.name.lower(): t for t in tables}
    return Book(archive, parts, names, Formats(formats, is_1904), tuple(others), by_name)


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True)


def _elements(part: object, *tag: str) -> Iterator[etree._Element]:
    """The elements with one of these tags, one by one; what was read is let go."""
    for _, element in etree.iterparse(part, tag=tag, resolve_entities=False, no_network=True):
        yield element
        element.clear(keep_tail=False)
        while element.getprevious() is not None:
            del element.getparent()[0]


def _relations(archive: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """Kind and part of each relation of a part, by its identity."""
    folder, _, name = part.rpartition("/")
    path = f"{folder}/_rels/{name}.rels"
    if path not in archive.namelist():
        return {}
    found = {}
    for relation in etree.fromstring(archive.read(path), _parser()):
        if not isinstance(relation.tag, str) or relation.get("TargetMode") == "External":
            continue
        found[relation.get("Id", "")] = (
            relation.get("Type", ""),
            _joined(folder, relation.get("Target", "")),
        )
    return found


def _joined(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    steps = folder.split("/")
    for step in target.split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step != ".":
            steps.append(step)
    return "/".join(steps)


def _formats(archive: zipfile.ZipFile) -> list[str]:
    """The number format of each style of a cell."""
    if _STYLES not in archive.namelist():
        return []
    root = etree.fromstring(archive.read(_STYLES), _parser())
    own = {e.get("numFmtId"): e.get("formatCode", "") for e in root.iter(f"{_MAIN}numFmt")}
    cells = root.find(f"{_MAIN}cellXfs")
    found = []
    for style in cells if cells is not None else ():
        number = style.get("numFmtId", "0")
        builtin = BUILTIN_FORMATS.get(int(number)) if number.isdecimal() else None
        found.append(own.get(number) or builtin or "General")
    return found


def _tables(archive: zipfile.ZipFile, targets: dict[str, tuple[str, str]], root: etree._Element) -> Iterator[Table]:
    for sheet in root.iter(f"{_MAIN}sheet"):
        part = targets.get(sheet.get(_RID, ""), ("", ""))[1]
        for kind, target in _relations(archive, part).values():
            if kind.endswith("/table") and target in archive.namelist():
                table = etree.fromstring(archive.read(target), _parser())
                columns = (c.get("name", "") for c in table.iter(f"{_MAIN}tableColumn"))
                name = str(table.get("displayName") or table.get("name") or "")
                yield Table(name, sheet.get("name", ""), table.get("ref", ""), tuple(columns))


def _plain(element: etree._Element) -> str:
    """The text of a shared or inline text, without how it is pronounced."""
    found = [t.text or "" for t in element.iterchildren(_TEXT)]
    found += [t.text or "" for run in element.iterchildren(_RUN) for t in run.iterchildren(_TEXT)]
    return "".join(found)


def _cells(book: Book, part: object, merged: list[str]) -> Iterator[tuple[tuple[int, int], RawCell]]:
    """The cells that hold something; areas that were merged are added to the list."""
    row = 0
    shared: dict[str, Translator] = {}
    arrays: list[tuple[tuple[int, int, int, int], str]] = []
    for element in _elements(part, _ROW, _MERGED):
        if element.tag == _MERGED:
            merged.append(element.get("ref") or "")
            continue
        number = element.get("r")
        row = int(float(number)) if number else row + 1
        # The last cell, by name or by column: most are blank, and their names need not be known.
        before: str | int = 0
        for cell in element.iterchildren(_CELL):
            name = cell.get("r")
            before = name or (before if isinstance(before, int) else _place(before)[1]) + 1
            if len(cell):
                at = (row, before) if isinstance(before, int) else _place(before)
                found = _cell(book, cell, at, shared, arrays)
                if found is not None:
                    yield at, found


def _place(name: str) -> tuple[int, int]:
    found = row_and_column(name)
    if found is None:
        raise ValueError(name)
    return found


#: The kinds of cells that there are; with another one no program opens the file.
_SOORTEN = frozenset(("n", "s", "b", "d", "e", "str", "inlineStr"))


def _cell(
    book: Book,
    cell: etree._Element,
    at: tuple[int, int],
    shared: dict[str, Translator],
    arrays: list[tuple[tuple[int, int, int, int], str]],
) -> RawCell | None:
    style = int(cell.get("s") or 0)
    kind = cell.get("t", "n")
    if kind not in _SOORTEN:
        # A heading that is not read would take its whole column with it.
        raise ValueError(kind)
    formula, form = "", ""
    text: str | None = None
    for part in cell:
        if part.tag == _VALUE:
            text = part.text
        elif part.tag == _INLINE and kind == "inlineStr":
            text = _plain(part)
        elif part.tag == _FORMULA:
            formula, form = _formula(part, at, shared, arrays)
    if not formula:
        formula = next((f for area, f in arrays if _within(at, area)), "")
        form = "array part" if formula else ""
    found = _typed(book, kind, text)
    if found is None and not formula:
        return None
    value, typed = found or (None, "n")
    return RawCell(value, typed, style, formula, form)  # type: ignore[arg-type]


def _typed(book: Book, kind: str, text: str | None) -> tuple[float | int | str | bool, Kind] | None:
    if not text:
        return None
    if kind == "n":
        return (float(text) if set(text) & set(".eE") else int(text)), "n"
    if kind == "s":
        return book.texts[int(text)], "s"
    if kind == "b":
        return text.strip() not in ("0", "false"), "b"
    if kind in ("d", "e"):
        return text, kind  # type: ignore[return-value]
    return text, "s"


def _formula(
    part: etree._Element,
    at: tuple[int, int],
    shared: dict[str, Translator],
    arrays: list[tuple[tuple[int, int, int, int], str]],
) -> tuple[str, Form]:
    text, kind = "=" + (part.text or ""), part.get("t", "")
    if kind == "dataTable":
        return text, "data table"
    if kind == "array":
        area = part.get("ref", "")
        left, top, right, bottom = range_boundaries(area) if area else (0, 0, 0, 0)
        if left and top and right and bottom and (left, top) != (right, bottom):
            arrays.append(((top, left, bottom, right), text))
    elif kind == "shared":
        own = part.get("si", "")
        if own in shared:
            return str(shared[own].translate_formula(cell_name(*at))), "formula"
        if part.text:
            shared[own] = Translator(text, cell_name(*at))
    return text, "formula"


def _within(at: tuple[int, int], area: tuple[int, int, int, int]) -> bool:
    return area[0] <= at[0] <= area[2] and area[1] <= at[1] <= area[3]
