"""Filling in a reactieblad as an aanbieder does."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from mo_report.engine.rekenen import Result
from mo_report.invoer import read_input
from mo_report.verhaal.reactie.vorm import KENMERK, ONDERWERP, REDEN, WAARDE

#: Makes the answer of an aanbieder.
Answer = Callable[..., Path]


def kop(sheet: Worksheet, heading: str) -> tuple[int, dict[str, int]]:
    """The row with this heading, and the column of each heading in it."""
    for row in sheet.iter_rows():
        found = {str(c.value): c.column for c in row if c.value is not None}
        if heading in found:
            return row[0].row, found
    raise AssertionError(heading)


def _text(sheet: Worksheet, row: int, column: int, text: str) -> None:
    cell = sheet.cell(row, column)
    cell.value, cell.data_type = text, "s"


def vul_in(
    tariefblad: Path,
    target: Path,
    values: Mapping[str, tuple[object, str]],
    remarks: Sequence[tuple[str, str]] = (),
    changes: Mapping[tuple[str, str], object] = {},
) -> Path:
    """Values with a reason by `kenmerk`, remarks, and changes in cells that are not input."""
    book = load_workbook(tariefblad)
    sheet = book["Reactie"]
    top, heads = kop(sheet, KENMERK)
    rows = {sheet.cell(r, heads[KENMERK]).value: r for r in range(top + 1, sheet.max_row + 1)}
    for name, (value, why) in values.items():
        sheet.cell(rows[name], heads[WAARDE]).value = value
        _text(sheet, rows[name], heads[REDEN], why)
    below, _ = kop(sheet, ONDERWERP)
    for n, (subject, text) in enumerate(remarks, below + 1):
        _text(sheet, n, 1, subject)
        _text(sheet, n, 2, text)
    for (title, cell), value in changes.items():
        book[title][cell].value = value
    book.save(target)
    return target


def changed(invoer: Path, target: Path, change: Callable[[Workbook], None]) -> Result:
    """What the model gives for the input with the change made by hand."""
    book = load_workbook(invoer)
    change(book)
    book.save(target)
    result = read_input(target).resultaat
    assert result is not None
    return result


def set_overhead(book: Workbook) -> None:
    for row in book["Opslagen"].iter_rows(min_row=5):
        if (row[0].value, row[1].value) == ("HHM 2020", "overhead"):
            row[2].value = 0.34
