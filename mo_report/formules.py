"""Formulas that a user typed into input cells: computed by IronCalc, an independent engine."""

from __future__ import annotations

from pathlib import Path


class Rekenmachine:
    """The formulas of a workbook, computed on first use and only then."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._values: dict[tuple[str, str], object] | None = None

    def value(self, sheet: str, cell: str) -> object:
        """The value of a cell; None when the engine cannot compute this workbook."""
        if self._values is None:
            self._values = self._evaluate()
        return self._values.get((sheet, cell))

    def _evaluate(self) -> dict[tuple[str, str], object]:
        import ironcalc

        try:
            model = ironcalc.load_from_xlsx(str(self._path), "en", "UTC")
            model.evaluate()
        except Exception:  # the engine's own exceptions, and panics for files it does not know
            return {}
        names = [p["name"] for p in model.get_worksheets_properties()]
        wanted: dict[tuple[str, str], object] = {}
        for sheet, row, column in model.get_all_cells():
            if model.get_cell_formula(sheet, row, column):
                name = ironcalc.column_name_from_number(column)
                value = model.get_cell_value(sheet, row, column)
                wanted[names[sheet], f"{name}{row}"] = value
        return wanted
