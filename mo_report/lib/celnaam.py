"""The name of a cell, such as B12, and its row and column."""

from __future__ import annotations

import re

from openpyxl.utils import column_index_from_string, get_column_letter

_CEL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_MAX_RIJ, _MAX_KOLOM = 1_048_576, 16_384


def row_and_column(cel: str) -> tuple[int, int] | None:
    """Row and column of a cell name; None where it is not the name of one cell."""
    found = _CEL.fullmatch(cel.upper())
    if not found:
        return None
    row, column = int(found[2]), column_index_from_string(found[1])
    return (row, column) if row <= _MAX_RIJ and column <= _MAX_KOLOM else None


def cell_name(row: int, column: int) -> str:
    return f"{get_column_letter(column)}{row}"
