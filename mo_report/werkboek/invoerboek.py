"""The input workbook, empty or filled: a sheet per block, made from the block's declaration."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from mo_report.engine.ironcalc import own_values
from mo_report.engine.schema import LIJSTEN_BLAD, UITKOMSTBLAD, Block, Options
from mo_report.lib.namen import key_of
from mo_report.model import Algemeen, Parameterset
from mo_report.model.omvang import LAATSTE, ruimte
from mo_report.model.voorbeeld.gegevens import hints
from mo_report.model.vragen import GEVERS, VRAGEN, asked_columns, in_order_of_work, lists_for, sheets_for
from mo_report.werkboek.benoemd import define_name
from mo_report.werkboek.formule import Address
from mo_report.werkboek.invoerblad import KOPRIJ, InputSheetWriter, headings_of
from mo_report.werkboek.invoercontrole import InputChecks
from mo_report.werkboek.leesmij import LEESMIJ, Front
from mo_report.werkboek.levend.blad import OutcomeSheet
from mo_report.werkboek.levend.kader import Sheet
from mo_report.werkboek.opslaan import NewBook
from mo_report.werkboek.regels import text_validation
from mo_report.werkboek.rollen import Rol
from mo_report.werkboek.sporen import link_to
from mo_report.werkboek.stijl import (
    INVOER,
    KOP1,
    KOP3,
    LEEG,
    LINK,
    TEKST,
    TOELICHTING,
    aligned,
    column_style,
    new_sheet,
    new_workbook,
    put_text,
)

#: The date in the properties of an empty workbook: fixed, so that its bytes are.
LEGE_DATUM = date(2026, 1, 1)


def write_input(
    path: Path,
    data: dict[str, Any] | None = None,
    *,
    vragen: Collection[str] = tuple(VRAGEN),
    sets: int = 1,
    hoogstens: int | None = None,
) -> None:
    """Write an input workbook; without data an empty one, with room for so many sets. Raises OSError.

    It has the sheets that the questions need. Rows are laid out for as many locaties as a gemeente
    may have; `hoogstens` lays out fewer.
    """
    boek = NewBook(new_workbook("Invoer kostprijsmodel maatschappelijke opvang", "mo-report"))
    blocks = in_order_of_work(sheets_for([*vragen, *([Parameterset.vraag] if sets > 1 else [])]))
    front = Front(new_sheet(boek.book, LEESMIJ, Rol.LEESMIJ), blocks)
    front.write_choices()
    lists = (data or {}).get("lijsten", {})
    example = hints()
    options = lists_for(blocks)
    sheets = (data or {}).get("bladen", {})
    een_set = data is None and sets == 1
    ranges: dict[object, str] = {}
    if options:
        ranges |= list_ranges(new_sheet(boek.book, LIJSTEN_BLAD, Rol.INVOER), options, lists)
    for block in blocks:
        if len(block.key_columns()) == 1 and block.form == "tabel":
            ranges[block] = f"'{block.title}'!$A${KOPRIJ + 1}:$A${LAATSTE}"
    for block, column in GEVERS.items():
        if block not in blocks:
            headings = headings_of(column.block, asked_columns(column.block, blocks, een_set=een_set))
            letter = get_column_letter(headings.index(column.label) + 1)
            ranges[block] = f"'{column.block.title}'!${letter}${KOPRIJ + 1}:${letter}${LAATSTE}"
    named = {option.label: ranges[option.label] for option in options}
    named |= {block.title: ranges[block] for block in blocks if block in ranges}
    for label, place in named.items():
        define_name(boek.book.defined_names, f"lijst.{key_of(label)}", place)
    checks, live = [], dict[type[Block], Sheet]()
    for block in blocks:
        rows = sheets.get(block.title, [])
        room = max(min(ruimte(block), hoogstens or LAATSTE), len(rows) + 2)
        own = InputSheetWriter(
            new_sheet(boek.book, block.title, Rol.INVOER),
            block,
            blocks,
            ranges,
            room,
            een_set=een_set,
            niet_nodig=front.niet_nodig,
        )
        own.write(rows or own.begin(sets), example.get(block.title, []), boek.book.defined_names)
        boek.values |= {(block.title, cell): "" for cell in own.stil}
        checks.append(own.controle)
        live[block] = own.as_sheet(len(rows or own.begin(sets)))
    OutcomeSheet(new_sheet(boek.book, UITKOMSTBLAD, Rol.UITVOER), live).write(boek)
    front.write(InputChecks(front.sheet, checks, front.niet_nodig))
    for sheet in boek.book.worksheets:
        # Whoever fills it in may add columns of their own, and colours.
        for allowed in ("insertColumns", "formatCells"):
            setattr(sheet.protection, allowed, False)
    _cache_formulas(boek)
    boek.save(path, _day(sheets.get(Algemeen.title, [])))


def _day(rows: list[dict[str, Any]]) -> date:
    dates = (r["waarde"] for r in rows if isinstance(r.get("waarde"), date))
    return next(dates, LEGE_DATUM)


def _cache_formulas(boek: NewBook) -> None:
    """Compute the formulas that are not yet known: they must carry a value."""
    for place, value in own_values(boek.book, boek.values.keys()).items():
        boek.values[place] = value if isinstance(value, str) else Decimal(f"{value:.15g}")


def list_ranges(sheet: Worksheet, options: Sequence[Options], lists: dict[str, list[str]]) -> dict[object, str]:
    """The sheet with the names to choose from; returns the range of each list."""
    put_text(sheet, 1, 1, LIJSTEN_BLAD, KOP1)
    intro = "Namen waaruit u op de andere bladen kiest. Gele lijsten vult u zelf aan; de andere liggen vast."
    aligned(put_text(sheet, 2, 1, intro, TOELICHTING), wrap_text=False)
    ranges: dict[object, str] = {}
    for column, option in enumerate(options, 1):
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
            for n in range(1, KOPRIJ):
                if sheet.cell(n, column).value is None:
                    sheet.cell(n, column).style = LEEG
            column_style(sheet, column, INVOER)
            rule = text_validation(f"Lijst: {option.label}", option.explanation)
            rule.add(f"{letter}{KOPRIJ + 1}:{letter}{LAATSTE}")
            sheet.add_data_validation(rule)
    link = put_text(sheet, 1, 3, "terug naar Leesmij", LINK)
    link_to(link, Address(LEESMIJ, 1, 1), "Naar het blad Leesmij")
    sheet.freeze_panes = f"A{KOPRIJ + 1}"
    sheet.print_title_rows = f"{KOPRIJ}:{KOPRIJ}"
    return ranges
