"""Computes a workbook with IronCalc, in a process of its own.

The engine ends its process on a formula nested too deep, and may go on for hours, or take all
memory, on an array of millions of cells: here it takes nothing with it. This file stands alone: it
is run as a script, with the workbook, the bytes and the seconds of processor time that it may use,
and the functions of which it must say whether the engine knows them.
"""

from __future__ import annotations

import contextlib
import json
import sys
import time


def _bounded(most: int, seconds: int) -> None:
    """No more memory and processor time than this; not every system can say so."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    path, most, seconds, *functions = sys.argv[1:]
    import ironcalc

    _bounded(int(most), int(seconds))
    model = ironcalc.load_from_xlsx(path, "en", "UTC")
    model.evaluate()
    names = [p["name"] for p in model.get_worksheets_properties()]
    found = [
        [names[sheet], row, column, model.get_cell_value(sheet, row, column)]
        for sheet, row, column in model.get_all_cells()
        if model.get_cell_formula(sheet, row, column)
    ]
    unknown = _unknown(ironcalc, functions)
    print(json.dumps({"values": found, "unknown": unknown, "seconds": time.process_time()}))


def _unknown(ironcalc: object, functions: list[str]) -> list[str]:
    """The functions that the engine does not know: it says so whatever their arguments are."""
    model = ironcalc.create("functies", "en", "UTC")  # type: ignore[attr-defined]
    for row, name in enumerate(functions, 1):
        model.set_user_input(0, row, 1, f"={name}()")
    model.evaluate()
    return [f for row, f in enumerate(functions, 1) if model.get_cell_value(0, row, 1) == "#NAME?"]


if __name__ == "__main__":
    main()
