"""One cell of the input: its value as a Python value, or what is wrong with it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TypeAlias

from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import from_excel
from openpyxl.worksheet.worksheet import Worksheet

from mo_report.formules import Rekenmachine

GEEN_UITKOMST = "geen uitkomst"
Raw: TypeAlias = Decimal | str | bool | date | time | timedelta | None


@dataclass(frozen=True)
class Cel:
    """A cell as read: `fout` holds what a formula gave instead of a value, such as #REF!."""

    cel: str
    value: Raw
    formule: str | None = None
    fout: str | None = None

    @property
    def is_blank(self) -> bool:
        return self.value is None and self.fout is None

    @property
    def tekst(self) -> str:
        """The value as text; empty where there is none."""
        if self.value is None:
            return ""
        if isinstance(self.value, bool):
            return "WAAR" if self.value else "ONWAAR"
        return f"{self.value:f}" if isinstance(self.value, Decimal) else str(self.value)


@dataclass(frozen=True)
class Blad:
    """A sheet of the input, formulas and values side by side."""

    formulas: Worksheet
    values: Worksheet
    rekenmachine: Rekenmachine

    @property
    def titel(self) -> str:
        return self.formulas.title

    def cel(self, row: int, column: int) -> Cel:
        name = f"{get_column_letter(column)}{row}"
        cell = self.formulas.cell(row, column)
        typed = cell.value
        if typed is None or isinstance(typed, bool | int | float | date | time | timedelta):
            return Cel(name, _clean(typed))
        if cell.data_type == "e":
            return Cel(name, None, None, str(typed))
        if cell.data_type != "f":
            return Cel(name, _clean(str(typed)))
        formula = str(getattr(typed, "text", None) or typed)
        value: object = self.values.cell(row, column).value
        if value is None:
            value = self.rekenmachine.value(self.titel, name)
            if (
                isinstance(value, int | float)
                and not isinstance(value, bool)
                and getattr(cell, "is_date", False)
            ):
                value = from_excel(value)
        if value is None:
            return Cel(name, None, formula, GEEN_UITKOMST)
        if isinstance(value, str) and value.startswith("#"):
            return Cel(name, None, formula, value)
        found = _clean(value)
        # A formula that gives an empty text is a blank cell to a reader.
        return Cel(name, found, formula if found is not None else None)


def _clean(value: object) -> Raw:
    if isinstance(value, bool | time | timedelta) or value is None:
        return value
    if isinstance(value, int | float):
        # 15 digits are what Excel keeps and shows; the rest is noise of the binary number.
        return Decimal(f"{value:.15g}")
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value
    if isinstance(value, date):
        return value
    # Marks without a shape, such as the soft hyphens of a word processor, are no part of a name.
    shown = "".join(c for c in str(value) if unicodedata.category(c) != "Cf")
    return " ".join(shown.split()) or None
