"""Finding things again on a sheet that came back: what stands beside a label, and under which headings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from openpyxl.worksheet.worksheet import Worksheet

from mo_report.invoer.cel import InputSheet
from mo_report.verhaal.reactie.vorm import ONDERWERP, OPMERKING

#: A sheet of ours has no more; a file may name cells without end.
MEEST_RIJEN, MEEST_KOLOMMEN = 5_000, 40
#: So many rows may stand above a table.
_BOVENAAN = 40


def beside(sheet: Worksheet, label: str) -> tuple[str, object]:
    """The cell beside a label on top of the sheet, and what stands in it."""
    for row in range(1, min(sheet.max_row, _BOVENAAN) + 1):
        if sheet.cell(row, 1).value == label:
            cell = sheet.cell(row, 2)
            return str(cell.coordinate), cell.value
    return "", None


def headings_of(blad: InputSheet, *headings: str) -> tuple[int, dict[str, int]]:
    """The row that has all these headings, and the column of each heading in it."""
    names: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for row, column in sorted(blad.sheet.cells):
        if row <= MEEST_RIJEN and column <= MEEST_KOLOMMEN:
            names[row][str(blad.sheet.value(row, column)).strip()] = column
    return next(((r, n) for r, n in names.items() if set(headings) <= n.keys()), (0, {}))


def prepare(blad: InputSheet, columns: set[int], below: int) -> None:
    """Compute the formulas in these columns at once, before each is read."""
    blad.narekenaar.prepare(
        (blad.titel, row, column)
        for (row, column), cell in blad.sheet.cells.items()
        if cell.formula and column in columns and below < row <= MEEST_RIJEN
    )


def rows_below(blad: InputSheet, top: int) -> range:
    return range(top + 1, min(blad.sheet.max_row, MEEST_RIJEN) + 1)


def remarks(blad: InputSheet, sheet: Worksheet) -> Iterator[tuple[str, str]]:
    """What is written below the table, and in notes at cells: what it is about, and what it says."""
    top, heads = headings_of(blad, ONDERWERP, OPMERKING)
    for row in rows_below(blad, top) if top else ():
        subject, text = (blad.cel(row, heads[h]).tekst for h in (ONDERWERP, OPMERKING))
        if subject or text:
            yield subject, text
    for sheet_row in sheet.iter_rows(max_row=min(blad.sheet.max_row, MEEST_RIJEN), max_col=MEEST_KOLOMMEN):
        for cell in sheet_row:
            if cell.comment:
                yield f"notitie bij {cell.coordinate}", cell.comment.text
