"""How a sheet prints: headings on every page, and tables that do not lose theirs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import ceil

from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

#: The part of an A4 on its side that is printed, in points, and the width of a character in points.
_BREED, _HOOG, _TEKEN, _RIJ = 740.0, 480.0, 5.6, 15.0


def set_compact(sheet: Worksheet, headers: list[int], end: int) -> None:
    """Set a sheet in front on as few pages as its width allows, standing or on its side."""
    standing, lying = _per_kant(sheet, end)
    sheet.page_setup.orientation = "portrait" if standing < lying else "landscape"
    sheet.print_title_rows = "{0}:{0}".format(*headers) if len(headers) == 1 else "1:3"


def fits_few(sheet: Worksheet, end: int) -> bool:
    """Whether nothing is lost by not choosing where pages begin: a chart may not be cut in two."""
    return not _grafieken(sheet) or min(_per_kant(sheet, end)) == 1


def _per_kant(sheet: Worksheet, end: int) -> tuple[int, int]:
    """How many pages a sheet takes standing, and on its side."""
    height = sum(_hoogte(sheet, r) for r in range(1, end + 1))
    return _paginas(sheet, _HOOG, _BREED, height), _paginas(sheet, _BREED, _HOOG, height)


def _paginas(sheet: Worksheet, wide: float, high: float, height: float) -> int:
    """How many pages of this size so many points of rows take."""
    return ceil(height * _schaal(sheet, wide) / high)


def set_printing(sheet: Worksheet, headers: list[int], starts: list[int], end: int) -> None:
    """Set what is repeated on each page and where pages begin.

    With one table its headings are repeated; with more, the title of the sheet is, and a table
    that would begin at the foot of a page begins on the next one. `headers` are the rows with
    headings, `starts` the rows where something begins, and `end` is where the last of it ends.
    """
    if len(headers) == 1 and not _grafieken(sheet):
        sheet.print_title_rows = "{0}:{0}".format(*headers)
        return
    sheet.print_title_rows = "1:3"
    room = _HOOG / _schaal(sheet) - sum(_hoogte(sheet, r) for r in (1, 2, 3))
    used = 0.0
    row = 4  # every page has the first three
    for start, stop in _delen(sheet, sorted(starts), end, room):
        used = (used + sum(_hoogte(sheet, r) for r in range(row, start))) % room
        own = sum(_hoogte(sheet, r) for r in range(start, stop))
        least = min(own, sum(_hoogte(sheet, r) for r in range(start, min(start + 5, stop))))
        # What fits on a page stays whole, with its chart; of more, the headings and some rows.
        fits = own if own <= room else least
        if used + fits > room and start > 4:
            sheet.row_breaks.append(Break(id=start - 1))
            used = 0.0
        row = start


def _delen(sheet: Worksheet, starts: list[int], end: int, room: float) -> Iterator[tuple[int, int]]:
    """The parts of a sheet, from row to row; of what fits no page the chart is a part by itself."""
    ends = [*starts[1:], max(end, starts[-1] + 1)] if starts else []
    for start, stop in zip(starts, ends, strict=True):
        fits = sum(_hoogte(sheet, r) for r in range(start, stop)) <= room
        inside = [] if fits else [row for row in _grafieken(sheet) if start < row < stop]
        yield from pairwise([start, *inside, stop])


def _grafieken(sheet: Worksheet) -> list[int]:
    """The rows where charts begin."""
    charts = sheet._charts  # type: ignore[attr-defined]
    return sorted(coordinate_to_tuple(chart.anchor)[0] for chart in charts)


def _schaal(sheet: Worksheet, wide: float = _BREED) -> float:
    """By how much a page is made smaller to fit the width of the paper."""
    width = sum(d.width for d in sheet.column_dimensions.values() if not d.hidden) * _TEKEN
    return min(1.0, wide / width) if width else 1.0


def _hoogte(sheet: Worksheet, row: int) -> float:
    # Whoever asks openpyxl for the size of a row makes one.
    known = sheet.row_dimensions.get(row)
    return float(known.height or _RIJ) if known else _RIJ
