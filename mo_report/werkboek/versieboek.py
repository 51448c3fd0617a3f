"""The workbook that sets two versions of an input side by side."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from mo_report.engine.schema import Column
from mo_report.engine.units import EUR_ETMAAL, EUR_JAAR, GETAL, PCT
from mo_report.lib.notatie import LEEG as STREEP
from mo_report.lib.notatie import Unit
from mo_report.model import INVOERBLADEN
from mo_report.werkboek.opslaan import NewBook
from mo_report.werkboek.rollen import Rol
from mo_report.werkboek.stijl import (
    BEREKEND,
    GEGEVEN,
    KOP1,
    KOP2,
    KOP3,
    TEKST,
    TOELICHTING,
    UITKOMST,
    aligned,
    fit_rows,
    new_sheet,
    new_workbook,
    number_format,
    put_text,
    put_value,
    widths,
)

Plain = dict[str, Any]
_COLUMNS: tuple[Column, ...] = tuple(c for b in INVOERBLADEN for c in b.inputs())
#: The units of what is given, by their word.
UNITS: dict[str, Unit] = {c.unit.word: c.unit for c in reversed(_COLUMNS)}


def write_versions(verschillen: Plain, titel: str, versies: Sequence[str], day: date, path: Path) -> None:
    """Write the differences that `compare` found; `versies` says what the two are. Raises OSError."""
    boek = NewBook(new_workbook(titel, "mo-report"))
    leads = verschillen["leidende_tariefvariant"]["nieuw"]
    tariffs = verschillen["tarieven"]
    first = _Sheet(boek, new_sheet(boek.book, "Verschillen", Rol.UITVOER), titel, versies)
    first.amounts("Per jaar, leidende variant", [], [verschillen["budget"]], EUR_JAAR, total=True)
    own = [t for t in tariffs if t["tariefvariant"] == leads]
    first.amounts(f"Tarieven van de leidende variant: {leads}", ["aanbieder", "locatie"], own, EUR_ETMAAL)
    first.close(34, 34, 24, 24, 20, 20)
    others = [t for t in tariffs if t["tariefvariant"] != leads]
    if others:
        more = _Sheet(
            boek, new_sheet(boek.book, "Andere varianten", Rol.UITVOER), "Tarieven van andere varianten", versies
        )
        more.amounts("", ["tariefvariant", "aanbieder", "locatie"], others, EUR_ETMAAL)
        more.close(34, 34, 34, 24, 24, 20, 20)
    values = _Sheet(boek, new_sheet(boek.book, "Waarden", Rol.UITVOER), "Waarden en bronnen die verschillen", versies)
    values.values("Waarden", verschillen["waarden"])
    values.values("Status en bron", verschillen["bronnen"])
    values.close(26, 10, 60, 30, 30)
    boek.save(path, day)


class _Sheet:
    """Writes tables below one another."""

    def __init__(self, boek: NewBook, sheet: Worksheet, titel: str, versies: Sequence[str]) -> None:
        self.boek, self.sheet = boek, sheet
        put_text(sheet, 1, 1, titel, KOP1)
        old, new = versies
        aligned(put_text(sheet, 2, 1, f"Oud: {old}. Nieuw: {new}.", TOELICHTING), wrap_text=False)
        self.row = 4

    def _head(self, title: str, heads: Sequence[str]) -> None:
        if title:
            aligned(put_text(self.sheet, self.row, 1, title, KOP2), wrap_text=False)
            self.row += 1
        for n, head in enumerate(heads, 1):
            put_text(self.sheet, self.row, n, head, KOP3)
        self.row += 1

    def _none(self, rows: Sequence[Plain]) -> bool:
        if not rows:
            put_text(self.sheet, self.row, 1, "Geen verschillen.", TOELICHTING)
            self.row += 2
        return not rows

    def amounts(
        self, title: str, names: Sequence[str], rows: Sequence[Plain], unit: Unit, *, total: bool = False
    ) -> None:
        """A row for each amount: what it was, what it is, and the difference as a formula."""
        heads = [*(names or ["bedrag"]), f"oud [{unit.word}]", f"nieuw [{unit.word}]", "verschil", "verschil [%]"]
        self._head(title, heads)
        if self._none(rows):
            return
        for row in rows:
            for n, name in enumerate(names or ["bedrag"], 1):
                put_text(self.sheet, self.row, n, row.get(name, "totaal") or STREEP)
            at = len(names or ["bedrag"]) + 1
            for n, key in enumerate(("oud", "nieuw"), at):
                self._number(n, row[key], unit, UITKOMST if total else GEGEVEN)
            old, new, change = (f"{get_column_letter(n)}{self.row}" for n in (at, at + 1, at + 2))
            if row["verschil"] is None:
                for n in (at + 2, at + 3):
                    aligned(put_text(self.sheet, self.row, n, STREEP), horizontal="right")
            else:
                self._formula(at + 2, f"={new}-{old}", Decimal(str(row["nieuw"])) - Decimal(str(row["oud"])), unit)
                part = Decimal(str(row["verschil"])) / Decimal(str(row["oud"])) if row["oud"] else Decimal(0)
                self._formula(at + 3, f"=IF({old}=0,0,{change}/{old})", part, PCT)
            self.row += 1
        self.row += 1

    def values(self, title: str, rows: Sequence[Plain]) -> None:
        """A row for each value of the input: where it stands, what it was and what it is."""
        self._head(title, ["blad", "cel", "naam", "oud", "nieuw"])
        if self._none(rows):
            return
        for row in rows:
            unit = UNITS.get(row.get("eenheid", ""), GETAL)
            for n, key in enumerate(("blad", "cel", "naam"), 1):
                put_text(self.sheet, self.row, n, row[key])
            for n, key in enumerate(("oud", "nieuw"), 4):
                self._number(n, row[key], unit, TEKST if isinstance(row[key], str) else GEGEVEN)
            self.row += 1
        self.row += 1

    def _number(self, column: int, value: object, unit: Unit, style: str) -> None:
        if value is None:
            aligned(put_text(self.sheet, self.row, column, STREEP), horizontal="right")
        elif isinstance(value, str):
            put_text(self.sheet, self.row, column, value)
        else:
            put_value(self.sheet, self.row, column, Decimal(str(value)), unit, style)

    def _formula(self, column: int, formula: str, value: Decimal, unit: Unit) -> None:
        cell = self.sheet.cell(self.row, column)
        cell.value, cell.style, cell.number_format = formula, BEREKEND, number_format(unit)
        self.boek.values[self.sheet.title, cell.coordinate] = value

    def close(self, *sizes: float) -> None:
        widths(self.sheet, *sizes)
        fit_rows(self.sheet)
        self.sheet.freeze_panes = "A4"
        self.sheet.print_title_rows = "1:2"
