"""Where two workbooks differ, cell by cell: what was typed or computed, not how it looks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from mo_report.lib.notatie import show_number

#: So much two numbers may differ that are the same one, saved by another program.
_GELIJK = 1e-9


class CellDifference(NamedTuple):
    """A cell of the first workbook, and what stands there in the first and in the second."""

    cel: Cell | MergedCell
    was: object
    nu: object


def cell_differences(before: Workbook, after: Workbook) -> Iterator[CellDifference]:
    """The cells that differ on the sheets that both have."""
    for sheet in before.worksheets:
        if sheet.title not in after.sheetnames:
            continue
        old, new = _filled(sheet), _filled(after[sheet.title])
        for place in sorted(old.keys() | new.keys()):
            was, now = old.get(place), new.get(place)
            if not same_cell(was, now):
                yield CellDifference(sheet.cell(*place), was, now)


def _filled(sheet: Worksheet) -> dict[tuple[int, int], object]:
    """What stands in the cells of a sheet; where a file names a far cell, only what is there."""
    found: dict[tuple[int, int], object] = {}
    for place, cell in sheet._cells.items():
        value = getattr(cell.value, "text", cell.value)  # an array formula is an object
        if value is not None:
            found[place] = value
    return found


def same_cell(old: object, new: object) -> bool:
    """Whether two cells hold the same, also when another program saved one of them."""
    if isinstance(old, bool) or isinstance(new, bool):
        return old is new
    if isinstance(old, int | float) and isinstance(new, int | float):
        return abs(old - new) <= _GELIJK * max(1.0, abs(old))
    if isinstance(old, date) and isinstance(new, date):
        return _day(old) == _day(new)
    return _plain(old) == _plain(new)


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def _plain(value: object) -> str:
    """A text, or a formula without what one program writes and another leaves out."""
    text = "" if value is None else " ".join(str(value).split())
    if text.startswith("="):
        text = text.replace("'", "").replace(" ", "").upper()
    return text


def show_cell(value: object) -> str:
    """What stands in a cell, in words, and not too many."""
    if value is None:
        return "niets"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"‘{show_number(Decimal(repr(value)), 10)}’"
    if isinstance(value, date):
        return f"‘{value:%d-%m-%Y}’"
    text = _plain(value) if not isinstance(value, str) else " ".join(value.split())
    return f"‘{text if len(text) <= 60 else text[:60] + '…'}’"
