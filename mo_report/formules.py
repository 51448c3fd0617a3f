"""Formulas that a user typed into input cells: computed by IronCalc, an independent engine."""

from __future__ import annotations

import tempfile
from pathlib import Path

from openpyxl import Workbook


class Rekenmachine:
    """The formulas of a workbook, computed on first use and only then.

    The engine gets a plain copy, with cells and names only: notes and drawings stop it.
    """

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._values: dict[tuple[str, str], object] | None = None

    def value(self, sheet: str, cell: str) -> object:
        """The value of a cell with a formula; None where the engine cannot compute it."""
        if self._values is None:
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / "formules.xlsx"
                _plain_copy(self._book).save(path)
                self._values = _evaluate(path)
        return self._values.get((sheet, cell))


def _plain_copy(book: Workbook) -> Workbook:
    copy = Workbook()
    copy.remove(copy.worksheets[0])
    for sheet in book.worksheets:
        own = copy.create_sheet(sheet.title)
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    own[cell.coordinate].value = cell.value
                    own[cell.coordinate].data_type = cell.data_type
    for name, defined in book.defined_names.items():
        copy.defined_names[name] = defined
    return copy


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
