"""A short workbook: without the sheets behind, and with values where a formula reads them."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from mo_report.werkboek.formule import quoted
from mo_report.werkboek.opslaan import NewBook


def drop_hidden(boek: NewBook) -> None:
    """Take out the sheets that are not in sight; every formula has its value by then."""
    gone = [s for s in boek.book.worksheets if s.sheet_state != Worksheet.SHEETSTATE_VISIBLE]
    marks = [f"{quoted(s.title)}!" for s in gone]
    for sheet in boek.book.worksheets:
        if sheet not in gone:
            _as_values(boek, sheet, marks)
    for sheet in gone:
        boek.book.remove(sheet)


def _as_values(boek: NewBook, sheet: Worksheet, marks: list[str]) -> None:
    """A formula that reads a sheet that goes becomes its value."""
    for row in sheet.iter_rows():
        for cell in row:
            if cell.hyperlink and any(str(cell.hyperlink.location).startswith(mark) for mark in marks):
                cell._hyperlink = None  # type: ignore[union-attr]
            text = cell.value
            if cell.data_type == "f" and any(mark in str(text) for mark in marks):
                value = boek.values.pop((sheet.title, cell.coordinate))
                cell.value = value if not isinstance(value, str) else None
                if isinstance(value, str):
                    cell.value, cell.data_type = value, "s"
