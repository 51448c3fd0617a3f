"""The input workbook, empty or filled: a sheet per block, made from the block's declaration."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from mo_report.formules import Rekenmachine
from mo_report.model import LIJSTEN, MODEL, Algemeen, Bron
from mo_report.schema import LIJSTEN_BLAD, Block
from mo_report.werkboek.invoerblad import KOPRIJ, LAATSTE, RUIMTE, Invoerblad
from mo_report.werkboek.leesmij import schrijf_leesmij
from mo_report.werkboek.opslaan import Boek
from mo_report.werkboek.regels import tekstregel
from mo_report.werkboek.rollen import Rol
from mo_report.werkboek.stijl import (
    INVOER,
    KOP1,
    KOP3,
    TEKST,
    TOELICHTING,
    aligned,
    new_sheet,
    new_workbook,
    put_text,
)

#: The date in the properties of an empty workbook: fixed, so that its bytes are.
LEGE_DATUM = date(2026, 1, 1)


def haarlem() -> dict[str, Any]:
    """The Haarlem example as data: names per list, and rows per sheet."""
    text = (files("mo_report") / "voorbeeld" / "haarlem-2020.toml").read_text("utf-8")
    return tomllib.loads(text, parse_float=Decimal)


def invoerblokken() -> list[type[Block]]:
    """The blocks with a sheet, in the order of the report; sources last: nobody starts there."""
    return sorted((b for b in MODEL if b.is_input()), key=lambda b: b is Bron)


def schrijf_invoer(path: Path, data: dict[str, Any] | None = None) -> None:
    """Write an input workbook; without data an empty one. Raises OSError."""
    boek = Boek(new_workbook("Invoer kostprijsmodel maatschappelijke opvang", "mo-report"))
    blocks = invoerblokken()
    schrijf_leesmij(new_sheet(boek.book, "Leesmij", Rol.LEESMIJ), blocks)
    lists = (data or {}).get("lijsten", {})
    ranges = _lijsten(new_sheet(boek.book, LIJSTEN_BLAD, Rol.INVOER), lists)
    for block in blocks:
        if len(block.key_columns()) == 1 and block.form == "tabel":
            ranges[block] = f"'{block.title}'!$A${KOPRIJ + 1}:$A${LAATSTE}"
    sheets = (data or {}).get("bladen", {})
    for block in blocks:
        Invoerblad(new_sheet(boek.book, block.title, Rol.INVOER), block, ranges).write(
            sheets.get(block.title, [])
        )
    _cache_formulas(boek)
    boek.save(path, _day(sheets.get(Algemeen.title, [])))


def _day(rows: list[dict[str, Any]]) -> date:
    dates = (r["waarde"] for r in rows if isinstance(r.get("waarde"), date))
    return next(dates, LEGE_DATUM)


def _cache_formulas(boek: Boek) -> None:
    """Compute the formulas that stand in input cells, so that they carry a value."""
    cells = [
        (s.title, c.coordinate)
        for s in boek.book.worksheets
        for row in s.iter_rows()
        for c in row
        if c.data_type == "f"
    ]
    engine = Rekenmachine(boek.book)
    for sheet, cell in cells:
        value = engine.value(sheet, cell)
        assert isinstance(value, float | int), f"{sheet}!{cell}"
        boek.values[sheet, cell] = Decimal(f"{value:.15g}")


def _lijsten(sheet: Worksheet, lists: dict[str, list[str]]) -> dict[object, str]:
    """The sheet with the names to choose from; returns the range of each list."""
    put_text(sheet, 1, 1, LIJSTEN_BLAD, KOP1)
    intro = (
        "Namen waaruit u op de andere bladen kiest. Gele lijsten vult u zelf aan; de andere liggen "
        "vast."
    )
    aligned(put_text(sheet, 2, 1, intro, TOELICHTING), wrap_text=False)
    ranges: dict[object, str] = {}
    for column, option in enumerate(LIJSTEN, 1):
        put_text(sheet, KOPRIJ, column, option.label, KOP3)
        standing = (*option.fixed, *option.always)
        names = [*standing, *lists.get(option.label, [])]
        for n, name in enumerate(names, KOPRIJ + 1):
            put_text(sheet, n, column, name, TEKST if name in standing else INVOER)
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = 24
        end = KOPRIJ + len(names) if option.fixed else LAATSTE
        ranges[option.label] = f"{LIJSTEN_BLAD}!${letter}${KOPRIJ + 1}:${letter}${end}"
        if not option.fixed:
            first = KOPRIJ + 1 + len(names)
            for n in range(first, first + RUIMTE):
                sheet.cell(n, column).style = INVOER
            rule = tekstregel(f"Lijst: {option.label}", option.explanation)
            rule.add(f"{letter}{KOPRIJ + 1}:{letter}{LAATSTE}")
            sheet.add_data_validation(rule)
    sheet.freeze_panes = f"A{KOPRIJ + 1}"
    return ranges
