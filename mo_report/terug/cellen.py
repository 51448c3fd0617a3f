"""The cells of one sheet: another style for some, and a new empty cell where there was none."""

from __future__ import annotations

from collections.abc import Mapping

from mo_report.lib.celnaam import cell_name, row_and_column
from mo_report.terug.markup import Document, Node
from mo_report.terug.stijlen import Styles


def rows_by_number(sheet: Document) -> dict[int, Node]:
    """The rows by number. A row without a number comes after the one before it.

    Raises CannotMark where they are not in order.
    """
    data = sheet.root.first("sheetData")
    rows: dict[int, Node] = {}
    number = 0
    for node in data.all("row") if data else []:
        given = node.attrs.get("r", str(number + 1))
        if not given.isdecimal() or int(given) <= number:
            raise sheet.refusal("de rijen staan niet op volgorde")
        number = int(given)
        rows[number] = node
    return rows


def cells_by_column(sheet: Document, row: Node) -> dict[int, Node]:
    """The cells of a row by column. Raises CannotMark where they are not in order."""
    found: dict[int, Node] = {}
    column = 0
    for node in row.all("c"):
        place = row_and_column(node.attrs["r"]) if "r" in node.attrs else (0, column + 1)
        if place is None or place[1] <= column:
            raise sheet.refusal("de cellen staan niet op volgorde")
        column = place[1]
        found[column] = node
    return found


def mark_cells(sheet: Document, marks: Mapping[str, str], stijlen: Styles) -> set[str]:
    """Give these cells the fill of their `ernst`, and others that have it from before, their own.

    Returns the cells whose style changed. Raises CannotMark.
    """
    data = sheet.root.first("sheetData")
    if data is None:
        return set()
    wanted: dict[int, dict[int, str]] = {}
    for cel, ernst in marks.items():
        place = row_and_column(cel)
        assert place
        wanted.setdefault(place[0], {})[place[1]] = ernst
    changed: set[str] = set()
    tag = sheet.prefix(data)
    rows = rows_by_number(sheet)
    for number, row in rows.items():
        new = wanted.pop(number, {})
        cells = cells_by_column(sheet, row)
        for column, cell in cells.items():
            old = int(cell.attrs.get("s", 0))
            style = stijlen.unmarked(old)
            if column in new:
                style = stijlen.marked(style, new.pop(column))
            if style != old:
                sheet.set(cell, "s", str(style))
                changed.add(cell_name(number, column))
        for column, ernst in sorted(new.items()):
            own = row.attrs.get("customFormat") in ("1", "true")
            base = int(row.attrs.get("s", 0)) if own else _style_of_column(sheet, column)
            after = next((c for at, c in cells.items() if at > column), None)
            style = stijlen.marked(stijlen.unmarked(base), ernst)
            changed.add(cell_name(number, column))
            xml = f'<{tag}c r="{cell_name(number, column)}" s="{style}"/>'
            sheet.before(after, xml) if after else sheet.append(row, xml)
    for number, new in sorted(wanted.items()):
        inside = ""
        for column, ernst in sorted(new.items()):
            style = stijlen.marked(stijlen.unmarked(_style_of_column(sheet, column)), ernst)
            inside += f'<{tag}c r="{cell_name(number, column)}" s="{style}"/>'
            changed.add(cell_name(number, column))
        later = next((r for at, r in rows.items() if at > number), None)
        xml = f'<{tag}row r="{number}">{inside}</{tag}row>'
        sheet.before(later, xml) if later else sheet.append(data, xml)
    return changed


def _style_of_column(sheet: Document, column: int) -> int:
    columns = sheet.root.first("cols")
    for node in columns.all("col") if columns else []:
        if int(node.attrs.get("min", 0)) <= column <= int(node.attrs.get("max", 0)):
            return int(node.attrs.get("style", 0))
    return 0
