"""Formulas that a user typed into input cells: computed by IronCalc, an independent engine."""

from __future__ import annotations

import tempfile
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell

#: The style of the checks in an input workbook; Excel and LibreOffice keep it.
TOETS = "Check Cell"
#: Functions whose outcome is another each time or each day.
WISSELEND = ("TODAY(", "NOW(", "RAND(", "RANDBETWEEN(", "RANDARRAY(", "OFFSET(", "INDIRECT(")


class Rekenmachine:
    """The formulas of a workbook, computed on first use and only then.

    The engine gets a plain copy, with cells and names only: notes and drawings stop it.
    """

    def __init__(self, book: Workbook, values: Workbook | None = None) -> None:
        self._book, self._kept = book, values
        self._values: dict[tuple[str, str], object] | None = None

    def value(self, sheet: str, cell: str) -> object:
        """The value of a cell with a formula; None where the engine cannot compute it."""
        if self._values is None:
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / "formules.xlsx"
                _plain_copy(self._book, self._kept).save(path)
                self._values = _evaluate(path)
        return self._values.get((sheet, cell))


def _plain_copy(book: Workbook, kept: Workbook | None) -> Workbook:
    """The cells and names of a workbook.

    Of the thousands of checks beside its rows the kept value does, where there is one.
    """
    copy = Workbook()
    copy.remove(copy.worksheets[0])
    for sheet in book.worksheets:
        own = copy.create_sheet(sheet.title)
        known = kept[sheet.title] if kept else None
        # Not iter_rows, which makes a cell of every blank.
        for cell in list(sheet._cells.values()):
            if cell.value is None:
                continue
            if known and cell.data_type == "f" and _style(cell) == TOETS:
                own.cell(cell.row, cell.column, known.cell(cell.row, cell.column).value)
                continue
            made = own.cell(cell.row, cell.column)
            made.value = cell.value
            made.data_type = cell.data_type
    for name, defined in book.defined_names.items():
        copy.defined_names[name] = defined
    return copy


def _style(cell: Cell | MergedCell) -> str:
    """The name of a cell's style; a file of LibreOffice may leave one out."""
    try:
        return str(cell.style)
    except IndexError:
        return ""


def _evaluate(path: Path) -> dict[tuple[str, str], object]:
    import ironcalc

    try:
        model = ironcalc.load_from_xlsx(str(path), "en", "UTC")
        model.evaluate()
    except Exception:  # the engine's own exceptions, and panics for formulas it does not know
        return {}
    names = [p["name"] for p in model.get_worksheets_properties()]
    return {
        (names[sheet], f"{ironcalc.column_name_from_number(column)}{row}"): model.get_cell_value(
            sheet, row, column
        )
        for sheet, row, column in model.get_all_cells()
        if model.get_cell_formula(sheet, row, column)
    }
