"""Filling in a reactieregister as the gemeente does."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from antwoord import kop
from openpyxl import load_workbook

from mo_report.antwoorden import vorm

RIBW, HVO = "RIBW K/AM", "HVO-Querido"
DAG = date(2026, 3, 12)


def besluit(woord: str, motivering: str = "Zo besluit de gemeente.", **more: object) -> dict[str, object]:
    """The cells of one decision."""
    own = {vorm.BESLUIT: woord, vorm.MOTIVERING: motivering, vorm.WIE: "Jansen", vorm.DATUM: DAG}
    return {**own, **{{"waarde": vorm.GELDT, "noot": vorm.AANTEKENING}[k]: v for k, v in more.items()}}


def beslis(register: Path, besluiten: Mapping[tuple[str, str], Mapping[str, object]], naar: Path | None = None) -> Path:
    """Type decisions in a register, by aanbieder and `kenmerk`."""
    book = load_workbook(register)
    sheet = book[vorm.REACTIES]
    top, heads = kop(sheet, vorm.KENMERK)
    rows = {
        (sheet.cell(r, heads[vorm.AANBIEDER]).value, sheet.cell(r, heads[vorm.KENMERK]).value): r
        for r in range(top + 1, sheet.max_row + 1)
    }
    for key, cells in besluiten.items():
        for heading, value in cells.items():
            cell = sheet.cell(rows[key], heads[heading])
            assert not cell.protection.locked
            cell.value = value
    book.save(naar or register)
    return naar or register


def stand(register: Path, aanbieder: str, kenmerk: str) -> dict[str, object]:
    """What stands in the row of a reaction, by heading."""
    sheet = load_workbook(register, data_only=True)[vorm.REACTIES]
    top, heads = kop(sheet, vorm.KENMERK)
    for r in range(top + 1, sheet.max_row + 1):
        own = {h: sheet.cell(r, c).value for h, c in heads.items()}
        if (own[vorm.AANBIEDER], own[vorm.KENMERK]) == (aanbieder, kenmerk):
            return own
    raise AssertionError(kenmerk)
