"""Computes a workbook with IronCalc, in a process of its own.

The engine ends its process on a formula nested too deep, and may go on for hours, or take all
memory, on an array of millions of cells: here it takes nothing with it. This file stands alone: it
is run as a script, with the workbook and the bytes that it may use.
"""

from __future__ import annotations

import contextlib
import json
import sys


def _bounded(most: int) -> None:
    """No more memory than this; not every system can say so."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def main() -> None:
    path, most = sys.argv[1:]
    import ironcalc

    _bounded(int(most))
    model = ironcalc.load_from_xlsx(path, "en", "UTC")
    model.evaluate()
    names = [p["name"] for p in model.get_worksheets_properties()]
    found = [
        [
            names[sheet],
            f"{ironcalc.column_name_from_number(column)}{row}",
            model.get_cell_value(sheet, row, column),
        ]
        for sheet, row, column in model.get_all_cells()
        if model.get_cell_formula(sheet, row, column)
    ]
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
