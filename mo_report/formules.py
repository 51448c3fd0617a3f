"""Formulas that a user typed into input cells: computed by IronCalc, an independent engine."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell

#: The style of the checks in an input workbook; Excel and LibreOffice keep it.
TOETS = "Check Cell"
#: Functions whose outcome is another each time or each day.
WISSELEND = ("TODAY(", "NOW(", "RAND(", "RANDBETWEEN(", "RANDARRAY(", "OFFSET(", "INDIRECT(")
#: Excel takes no formula that is longer or nested deeper; the engine might not survive it.
MAX_FORMULE, MAX_DIEP = 8_192, 64
_PROCES = Path(__file__).with_name("rekenproces.py")
#: What the engine gets: time for a machine that is busy, memory for what it is itself.
_SECONDS, _CELLS_A_SECOND = 1.5, 20_000
_MEMORY, _PER_CELL = 250_000_000, 2_000


class Rekenmachine:
    """The formulas of a workbook, computed on first use and only then.

    The engine gets a plain copy, with cells and names only: notes and drawings stop it.
    """

    def __init__(self, book: Workbook, values: Workbook | None = None) -> None:
        self._book, self._kept = book, values
        self._values: dict[tuple[str, str], object] | None = None
        #: Whether the engine came to an end each time that it was asked.
        self.werkt = True

    def value(self, sheet: str, cell: str) -> object:
        """The value of a cell with a formula; None where the engine cannot compute it."""
        if self._values is None:
            with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
                warnings.simplefilter("ignore")  # a long title is for the user to judge
                path = Path(folder) / "formules.xlsx"
                copy, cells = _plain_copy(self._book, self._kept)
                copy.save(path)
                found = _evaluate(path, cells)
                self._values, self.werkt = found or {}, found is not None
        return self._values.get((sheet, cell))


def _plain_copy(book: Workbook, kept: Workbook | None) -> tuple[Workbook, int]:
    """The cells and names of a workbook, and how many cells they are.

    Of the thousands of checks beside its rows the kept value does, where there is one.
    """
    copy, count = Workbook(), 0
    copy.remove(copy.worksheets[0])
    for sheet in book.worksheets:
        own = copy.create_sheet(sheet.title)
        known = kept[sheet.title] if kept else None
        # Not iter_rows, which makes a cell of every blank.
        for cell in list(sheet._cells.values()):
            if cell.value is None or (cell.data_type == "f" and not _rekenbaar(cell.value)):
                continue
            count += 1
            if known and cell.data_type == "f" and _style(cell) == TOETS:
                own.cell(cell.row, cell.column, known.cell(cell.row, cell.column).value)
                continue
            made = own.cell(cell.row, cell.column)
            made.value = cell.value
            made.data_type = cell.data_type
    for name, defined in book.defined_names.items():
        copy.defined_names[name] = defined
    return copy, count


def formuletekst(formula: object) -> str:
    """The text of a formula or of an array formula; of a data table there is none."""
    text = getattr(formula, "text", formula)
    return text if isinstance(text, str) else ""


def _rekenbaar(formula: object) -> bool:
    """Whether a formula is one that Excel would take."""
    text = formuletekst(formula)
    depth = deepest = 0
    for char in text:
        depth += (char == "(") - (char == ")")
        deepest = max(deepest, depth)
    return bool(text) and len(text) <= MAX_FORMULE and deepest <= MAX_DIEP


def _style(cell: Cell | MergedCell) -> str:
    """The name of a cell's style; a file of LibreOffice may leave one out."""
    try:
        return str(cell.style)
    except IndexError:
        return ""


def _evaluate(path: Path, cells: int) -> dict[tuple[str, str], object] | None:
    """The values of all formulas; None where the engine gave up or was stopped."""
    command = [sys.executable, "-P", str(_PROCES), str(path), str(_MEMORY + cells * _PER_CELL)]
    try:
        done = subprocess.run(
            command, capture_output=True, check=True, timeout=_SECONDS + cells / _CELLS_A_SECOND
        )
        found = json.loads(done.stdout)
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    return {(sheet, cell): value for sheet, cell, value in found}
