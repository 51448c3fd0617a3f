"""One cell of the input: its value as a Python value, or what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TypeAlias

from openpyxl.cell.cell import ERROR_CODES
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from mo_report.formules import Rekenmachine

Raw: TypeAlias = Decimal | str | bool | date | time | timedelta | None


@dataclass(frozen=True)
class Cel:
    """A cell as read: `fout` holds Excel's error code, such as #REF!, when there is one."""

    cel: str
    value: Raw
    formule: str | None = None
    fout: str | None = None

    @property
    def is_blank(self) -> bool:
        return self.value is None and self.formule is None


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
        typed = self.formulas.cell(row, column).value
        if typed is None or isinstance(typed, bool | int | float | date | time | timedelta):
            return Cel(name, _clean(typed))
        if self.formulas.cell(row, column).data_type != "f":
            text = str(typed)
            return Cel(name, _clean(text), fout=text if text in ERROR_CODES else None)
        formula = str(getattr(typed, "text", None) or typed)
        value: object = self.values.cell(row, column).value
        if value is None:
            value = self.rekenmachine.value(self.titel, name)
        fout = str(value) if value in ERROR_CODES else None
        if value is None:
            fout = "geen uitkomst"
        return Cel(name, None if fout else _clean(value), formula, fout)


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
    return " ".join(str(value).split()) or None
