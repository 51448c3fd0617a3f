"""Saving: every formula carries its value, whatever its kind."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from mo_report.werkboek.opslaan import NewBook
from mo_report.werkboek.rollen import Rol
from mo_report.werkboek.stijl import new_sheet, new_workbook, put_text

DAG = date(2026, 11, 22)
WAARDEN = {"A1": Decimal("61.85"), "A2": "goed", "A3": True, "A4": DAG, "A5": "", "A6": Decimal(0)}


def boek(**extra: str) -> NewBook:
    found = NewBook(new_workbook("Proef", "Gemeente"))
    sheet = new_sheet(found.book, "Blad", Rol.UITVOER)
    for cell in (*WAARDEN, *extra):
        sheet[cell] = "=B1"
    sheet["A4"].number_format = "dd-mm-yyyy"
    found.values = {("Blad", cell): value for cell, value in WAARDEN.items()}
    return found


def test_a_number_a_text_a_truth_a_date(tmp_path: Path) -> None:
    boek().save(tmp_path / "a.xlsx", DAG)
    sheet = load_workbook(tmp_path / "a.xlsx", data_only=True)["Blad"]
    shown = {cell: sheet[cell].value for cell in WAARDEN}
    assert shown["A4"].date() == DAG
    del shown["A4"]
    assert shown == {"A1": 61.85, "A2": "goed", "A3": True, "A5": None, "A6": 0}


def test_a_formula_without_a_value_is_a_bug() -> None:
    with pytest.raises(ValueError, match="A7"):
        boek(A7="").to_bytes(DAG)


def test_a_text_that_looks_like_a_formula_is_text_and_a_formula_is_none() -> None:
    sheet = new_sheet(new_workbook("Proef", "Gemeente"), "Blad", Rol.UITVOER)
    assert put_text(sheet, 1, 1, "=1+1").quotePrefix
    # An empty text is filled with a formula later: that must not become a text.
    assert not put_text(sheet, 2, 1, "").quotePrefix
