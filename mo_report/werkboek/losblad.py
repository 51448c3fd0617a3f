"""A sheet of a workbook that is no reading of the model: filled from top to bottom, formulas with their values."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from mo_report.lib.notatie import LEEG as STREEP
from mo_report.lib.notatie import Unit, show
from mo_report.werkboek.opslaan import NewBook
from mo_report.werkboek.regels import text_validation
from mo_report.werkboek.rollen import Rol
from mo_report.werkboek.stijl import (
    BEREKEND,
    GEGEVEN,
    KOP1,
    KOP2,
    KOP3,
    TEKST,
    TOELICHTING,
    aligned,
    fit_rows,
    new_sheet,
    number_format,
    put_text,
    put_value,
    widths,
)

#: The narrowest and the widest that what stands in a column makes it.
SMALST, BREEDST = 12, 44


class LosBlad:
    """Tables below one another; `row` is the next one to be written."""

    def __init__(self, boek: NewBook, naam: str, uitleg: Sequence[str], rol: Rol = Rol.UITVOER) -> None:
        self.boek, self.row = boek, 1
        self.sheet: Worksheet = new_sheet(boek.book, naam, rol)
        self._width: dict[int, int] = {}
        self.line(naam, KOP1)
        for text in uitleg:
            self.line(text)
        self.row += 1

    @property
    def name(self) -> str:
        return self.sheet.title

    def line(self, text: str, style: str = TOELICHTING) -> None:
        """Text that runs on over the empty cells beside it."""
        aligned(put_text(self.sheet, self.row, 1, text, style), wrap_text=False)
        self.row += 1

    def heading(self, text: str) -> None:
        self.line(text, KOP2)

    def header(self, *heads: str) -> int:
        """The headings of a table; returns the first row below them."""
        for column, head in enumerate(heads, 1):
            put_text(self.sheet, self.row, column, head, KOP3)
            self._measure(column, max(head.split() or [""], key=len))
        self.row += 1
        return self.row

    def text(self, column: int, text: str, most: int = BREEDST) -> None:
        put_text(self.sheet, self.row, column, text, TEKST)
        self._measure(column, text, most)

    def number(self, column: int, value: Decimal | None, unit: Unit) -> None:
        """A number that does not move along; a dash where there is none."""
        if value is None:
            aligned(put_text(self.sheet, self.row, column, STREEP), horizontal="right")
            return
        put_value(self.sheet, self.row, column, round(value, 10), unit, GEGEVEN)
        self._measure(column, show(value, unit) + "  ")

    def formula(self, column: int, text: str, value: Decimal | str, unit: Unit) -> None:
        cell = self.boek.cell(self.name, self.row, column)
        cell.value, cell.style = text, BEREKEND
        cell.number_format = number_format(unit, value)
        self.boek.values[self.name, self.at(column)] = value
        if isinstance(value, str):
            aligned(cell, horizontal="left", indent=1)
        self._measure(column, (show(value, unit) if isinstance(value, Decimal) else value) + "  ")

    def guard(self, column: int, title: str, text: str) -> None:
        """What may be filled in, in the cell of this row."""
        rule = text_validation(title, text)
        rule.add(self.at(column))
        self.sheet.add_data_validation(rule)

    def at(self, column: int, row: int | None = None) -> str:
        return f"{get_column_letter(column)}{row or self.row}"

    def there(self, column: int, row: int) -> str:
        """A cell of this sheet, as a formula on another one names it."""
        return f"'{self.name}'!{self.at(column, row)}"

    def _measure(self, column: int, text: str, most: int = BREEDST) -> None:
        self._width[column] = max(self._width.get(column, SMALST), min(len(text) + 3, most))

    def none(self, rows: Sequence[object]) -> bool:
        """Whether a table has no rows; that is said below its headings."""
        if not rows:
            self.line("geen")
        return not rows

    def close(self, freeze: str = "A4", *, afgedrukt: int = 0, bladzijden: int = 0) -> None:
        """Ready for the screen and for paper: the first columns of it, where `afgedrukt` is given, on so many pages."""
        if afgedrukt:
            self.sheet.print_area = f"A1:{self.at(afgedrukt, self.sheet.max_row)}"
        self.sheet.page_setup.fitToHeight = bladzijden
        widths(self.sheet, *(self._width.get(n, SMALST) for n in range(1, max(self._width, default=1) + 1)))
        fit_rows(self.sheet)
        self.sheet.freeze_panes = freeze
