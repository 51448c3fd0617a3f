"""Other values in a copy of the user's own workbook, each marked with what it was."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from mo_report.lib.bevinding import Finding
from mo_report.lib.celnaam import cell_name, row_and_column
from mo_report.lib.kantoor import NoOffice, is_ods, to_xlsx
from mo_report.lib.namen import key_of
from mo_report.terug.cellen import cells_by_column, rows_by_number
from mo_report.terug.invoegen import compute_anew
from mo_report.terug.markup import CannotMark, Document, Node, escape
from mo_report.terug.pakket import Package
from mo_report.terug.schrijven import write_marked
from mo_report.terug.werkmap import WorkbookPart


def write_values(
    invoer: Path, kopie: Path, values: Mapping[tuple[str, str], Decimal | str], told: list[Finding]
) -> None:
    """Write a copy of the input, as an Excel workbook, with other numbers or texts in some cells (sheet and cell).

    An empty text clears a cell. `told` are the remarks that mark these cells. Raises CannotMark where a
    sheet is not there or other cells follow one of these, OSError where the copy cannot be written.
    """
    with tempfile.TemporaryDirectory(prefix="mo-report-") as folder:
        source, made = Path(folder) / "bron.xlsx", Path(folder) / "waarden.xlsx"
        data = invoer.read_bytes()
        try:
            source.write_bytes(to_xlsx(data) if is_ods(data) else data)
        except NoOffice as error:
            raise CannotMark(str(error).rstrip(".")) from error
        pakket = Package.open(source)
        werkmap = WorkbookPart(pakket)
        sheets = {key_of(v.titel): v.part for v in werkmap.vellen}
        by_sheet: dict[str, dict[str, Decimal | str]] = {}
        for (blad, cel), value in values.items():
            by_sheet.setdefault(blad, {})[cel] = value
        for blad, cells in by_sheet.items():
            if key_of(blad) not in sheets:
                raise CannotMark(f"het blad ‘{blad}’ ontbreekt")
            _put(pakket.document(sheets[key_of(blad)]), blad, cells)
        compute_anew(werkmap.document)
        # It lists the cells with a formula, which a number takes the place of.
        pakket.drop("xl/calcChain.xml", werkmap.part)
        pakket.finish()
        pakket.write(made)
        write_marked(made, kopie, told)


def _put(sheet: Document, blad: str, cells: Mapping[str, Decimal | str]) -> None:
    """Numbers and texts in place of what these cells hold, or where there is no cell yet. Raises CannotMark."""
    data = sheet.root.first("sheetData")
    if data is None:
        raise CannotMark(f"het blad ‘{blad}’ heeft geen cellen")
    tag, rows = sheet.prefix(data), rows_by_number(sheet)
    wanted: dict[int, dict[int, Decimal | str]] = {}
    for cel, value in cells.items():
        at = row_and_column(cel)
        assert at
        wanted.setdefault(at[0], {})[at[1]] = value
    for number, new in sorted(wanted.items()):
        row = rows.get(number)
        above = max((n for n in rows if n < number), default=0)
        like = cells_by_column(sheet, rows[above]) if above else {}
        if row is None:
            made = "".join(_cell(tag, cell_name(number, c), v, _style(like.get(c))) for c, v in sorted(new.items()))
            later = next((r for n, r in rows.items() if n > number), None)
            xml = f'<{tag}row r="{number}">{made}</{tag}row>'
            sheet.before(later, xml) if later else sheet.append(data, xml)
            continue
        there = cells_by_column(sheet, row)
        for column, value in sorted(new.items()):
            name, old = cell_name(number, column), there.get(column)
            formula = old.first("f") if old else None
            if formula is not None and "ref" in formula.attrs:
                raise CannotMark(f"andere cellen volgen de formule in {name} op het blad ‘{blad}’")
            xml = _cell(tag, name, value, _style(old or like.get(column)))
            after = old or next((c for at, c in there.items() if at > column), None)
            sheet.before(after, xml) if after else sheet.append(row, xml)
            if old:
                sheet.remove(old)


def _style(cell: Node | None) -> str:
    return f' s="{cell.attrs["s"]}"' if cell and "s" in cell.attrs else ""


def _cell(tag: str, name: str, value: Decimal | str, style: str) -> str:
    """A cell with a number or a text: never a formula, whatever it says."""
    if isinstance(value, Decimal):
        return f'<{tag}c r="{name}"{style}><{tag}v>{value}</{tag}v></{tag}c>'
    if not value:
        return f'<{tag}c r="{name}"{style}/>'
    text = f'<{tag}is><{tag}t xml:space="preserve">{escape(value)}</{tag}t></{tag}is>'
    return f'<{tag}c r="{name}"{style} t="inlineStr">{text}</{tag}c>'
