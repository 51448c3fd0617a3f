"""IronCalc, an independent engine for the formulas of a workbook.

What somebody else wrote is computed in a process of its own, bounded by its own processor time and
its memory. What this program wrote itself is computed here, without a bound.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.utils.datetime import to_excel

_PROCESS = Path(__file__).with_name("ironcalc_process.py")
#: Seconds of the engine's own processor time: for all formulas once, and for each look at a part.
_FIRST, _PART, _ALL = 4, 1, 10
#: Seconds by the clock, for a machine that has much else to do or cannot bound processor time.
_WALL = 300
#: Bytes that the engine needs for itself, and for a cell; more cells than this it does not get.
_MEMORY, _PER_CELL = 250_000_000, 2_000
ENOUGH = 100_000


@dataclass(frozen=True)
class Computed:
    """The value of each formula by sheet, row and column; the functions that are not known."""

    values: dict[tuple[str, int, int], object]
    unknown: frozenset[str]


class Engine:
    """Computes workbooks of somebody else, and keeps count of the time that this takes."""

    def __init__(self) -> None:
        self._spent = 0.0

    @property
    def spent(self) -> bool:
        """Whether the time for one input is used up."""
        return self._spent >= _ALL

    def compute(self, path: Path, cells: int, functions: list[str]) -> Computed | None:
        """All formulas of a workbook; None where the engine gave up or was stopped."""
        seconds = _PART if self._spent >= _FIRST else _FIRST
        bounds = [str(_MEMORY + cells * _PER_CELL), str(seconds)]
        command = [sys.executable, "-P", str(_PROCESS), str(path), *bounds, *functions]
        try:
            done = subprocess.run(command, capture_output=True, check=True, timeout=_WALL)
            found = json.loads(done.stdout)
        except (OSError, ValueError, subprocess.SubprocessError):
            self._spent += seconds
            return None
        self._spent += found["seconds"]
        values = {(sheet, row, column): value for sheet, row, column, value in found["values"]}
        return Computed(values, frozenset(found["unknown"]))


def own_values(book: Workbook, known: Collection[tuple[str, str]]) -> dict[tuple[str, str], float | str]:
    """The values of the formulas of a workbook that this program made, by sheet and cell.

    Those of `known` are left out, and count as blank. Raises ValueError where one has no value:
    that is a bug.
    """
    import ironcalc

    # Typed into the engine, in half the time of a file; without notes and drawings, which stop it.
    model = ironcalc.create("formules", "en", "UTC")
    for number, sheet in enumerate(book.worksheets):
        if number:
            model.new_sheet()
        model.rename_sheet(number, sheet.title)
    for name, defined in book.defined_names.items():
        model.new_defined_name(name, None, defined.attr_text)
    wanted = []
    for number, sheet in enumerate(book.worksheets):
        for (row, column), cell in sheet._cells.items():
            value: Any = cell.value
            if value is None or (sheet.title, cell.coordinate) in known:
                continue
            if cell.data_type == "f":
                model.update_cell_with_formula(number, row, column, value)
                wanted.append((sheet.title, cell.coordinate, (number, row, column)))
            elif cell.data_type == "s":
                model.update_cell_with_text(number, row, column, value)
            else:
                plain: Any = to_excel(value) if isinstance(value, date) else value  # type: ignore[no-untyped-call]
                model.update_cell_with_number(number, row, column, float(plain))
    model.evaluate()
    found = {}
    for title, place, at in wanted:
        value = model.get_cell_value(*at)
        if not isinstance(value, float | int | str):
            raise ValueError(f"{title}!{place}: {value!r}")
        found[title, place] = value
    return found
