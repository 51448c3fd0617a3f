"""Filling in a form as somebody outside does."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from antwoord import kop
from openpyxl import load_workbook

from mo_report.verhaal import formulier as vorm
from mo_report.verhaal.reactie.vorm import INVULLER


def vul_formulier(
    path: Path, to: Path, cijfers: Mapping[str, object], *, toelichting: str = "jaarrekening", invuller: str = "Jansen"
) -> Path:
    """Type figures by kenmerk; ‘nvt’ chooses that it does not apply. A dict types in other columns."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    top, heads = kop(sheet, vorm.CIJFER)
    rows = {sheet.cell(r, heads[vorm.KENMERK]).value: r for r in range(top + 1, sheet.max_row + 1)}
    for mark, value in cijfers.items():
        typed = value if isinstance(value, Mapping) else {vorm.CIJFER: value, vorm.TOELICHTING: toelichting}
        if value == "nvt":
            typed = {vorm.NVT: "ja"}
        for heading, text in typed.items():
            cell = sheet.cell(rows[mark], heads[heading])
            assert not cell.protection.locked or heading in vorm.VAST
            cell.value = text
    for r in range(1, top):
        if sheet.cell(r, 1).value == INVULLER:
            sheet.cell(r, 2).value = invuller
    book.save(to)
    return to


def kenmerken(path: Path) -> dict[str, str]:
    """What is asked in a form: the words, by kenmerk."""
    sheet = load_workbook(path).worksheets[0]
    top, heads = kop(sheet, vorm.CIJFER)
    found = {}
    for r in range(top + 1, sheet.max_row + 1):
        if mark := sheet.cell(r, heads[vorm.KENMERK]).value:
            found[str(mark)] = f"{sheet.cell(r, 1).value}: {sheet.cell(r, 2).value}"
    return found
