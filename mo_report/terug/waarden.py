"""Other values in a copy of the user's own workbook, each marked with what it was."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from mo_report.lib.bevinding import Finding
from mo_report.lib.celnaam import row_and_column
from mo_report.lib.kantoor import NoOffice, is_ods, to_xlsx
from mo_report.lib.namen import key_of
from mo_report.terug.cellen import cells_by_column, rows_by_number
from mo_report.terug.invoegen import compute_anew
from mo_report.terug.markup import CannotMark, Document
from mo_report.terug.pakket import Package
from mo_report.terug.schrijven import write_marked
from mo_report.terug.werkmap import WorkbookPart


def write_values(invoer: Path, kopie: Path, values: Mapping[tuple[str, str], Decimal], told: list[Finding]) -> None:
    """Write a copy of the input, as an Excel workbook, with other numbers in some cells (sheet and cell).

    `told` are the remarks that mark these cells. Raises CannotMark where a cell is not there or
    others follow it, OSError where the copy cannot be written.
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
        for (blad, cel), value in values.items():
            if key_of(blad) not in sheets:
                raise CannotMark(f"het blad ‘{blad}’ ontbreekt")
            _put(pakket.document(sheets[key_of(blad)]), blad, cel, value)
        compute_anew(werkmap.document)
        # It lists the cells with a formula, which a number takes the place of.
        pakket.drop("xl/calcChain.xml", werkmap.part)
        pakket.finish()
        pakket.write(made)
        write_marked(made, kopie, told)


def _put(sheet: Document, blad: str, cel: str, value: Decimal) -> None:
    """A number in place of what a cell holds. Raises CannotMark."""
    at = row_and_column(cel)
    row = rows_by_number(sheet).get(at[0]) if at else None
    cell = cells_by_column(sheet, row).get(at[1]) if at and row else None
    if cell is None:
        raise CannotMark(f"de cel {cel} op het blad ‘{blad}’ ontbreekt")
    formula = cell.first("f")
    if formula is not None and "ref" in formula.attrs:
        raise CannotMark(f"andere cellen volgen de formule in {cel} op het blad ‘{blad}’")
    tag = sheet.prefix(cell)
    style = f' s="{cell.attrs["s"]}"' if "s" in cell.attrs else ""
    sheet.before(cell, f'<{tag}c r="{cel}"{style}><{tag}v>{value}</{tag}v></{tag}c>')
    sheet.remove(cell)
