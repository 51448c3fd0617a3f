"""The input workbook, empty or filled: a sheet per block, made from the block's declaration."""

from __future__ import annotations

import tempfile
import tomllib
from datetime import date
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from mo_report.formules import Rekenmachine
from mo_report.invoer.rijmodel import verwacht
from mo_report.model import LIJSTEN, MODEL
from mo_report.model.algemeen import STATUSLIJST
from mo_report.schema import (
    BRON,
    DATUM,
    EENHEID,
    PARAMETER,
    STATUS,
    TOELICHTING,
    VINDPLAATS,
    WAARDE,
    Block,
    Choice,
    Column,
    Key,
    Options,
    Parameter,
)
from mo_report.werkboek.leesmij import schrijf_leesmij
from mo_report.werkboek.opslaan import Boek
from mo_report.werkboek.stijl import (
    INVOER,
    KOP1,
    KOP3,
    TEKST,
    new_sheet,
    new_workbook,
    put_text,
    put_value,
)
from mo_report.werkboek.stijl import TOELICHTING as UITLEG

KOPRIJ = 4
RUIMTE = 15
LAATSTE = 1000
LIJSTEN_TITEL = "Lijsten"
LEGE_DATUM = date(2026, 1, 1)

Row = dict[str, Any]


def haarlem() -> dict[str, Any]:
    """The Haarlem example as data: names per list, and rows per sheet."""
    text = (files("mo_report") / "voorbeeld" / "haarlem-2020.toml").read_text("utf-8")
    return tomllib.loads(text, parse_float=Decimal)


def invoerblokken() -> list[type[Block]]:
    return [b for b in MODEL if b.form != "berekend"]


def schrijf_invoer(path: Path, data: dict[str, Any] | None = None) -> None:
    """Write an input workbook; without data an empty one. Raises OSError."""
    boek = Boek(new_workbook("Invoer kostprijsmodel maatschappelijke opvang", "mo-report"))
    book = boek.book
    schrijf_leesmij(new_sheet(book, "Leesmij"), invoerblokken())
    lists = (data or {}).get("lijsten", {})
    ranges = _lijsten(new_sheet(book, LIJSTEN_TITEL), lists)
    # Read in the order of the report, but sources last: nobody starts there.
    blocks = sorted(invoerblokken(), key=lambda b: b.title == "Bronnen")
    for block in blocks:
        if len(block.keys()) == 1 and block.form == "tabel":
            ranges[block] = f"'{block.title}'!$A${KOPRIJ + 1}:$A${LAATSTE}"
    for block in blocks:
        rows = (data or {}).get("bladen", {}).get(block.title, [])
        _Invoerblad(new_sheet(book, block.title), block, ranges).write(rows)
    day = LEGE_DATUM
    if data:
        rows = data["bladen"]["Algemeen"]
        day = next(r["waarde"] for r in rows if r["parameter"] == "datum")
    _cache_formulas(boek)
    boek.save(path, day)


def _cache_formulas(boek: Boek) -> None:
    """Compute the formulas that stand in input cells, so that they carry a value."""
    cells = [
        (s.title, c.coordinate)
        for s in boek.book.worksheets
        for row in s.iter_rows()
        for c in row
        if c.data_type == "f"
    ]
    if not cells:
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "invoer.xlsx"
        boek.book.save(path)
        engine = Rekenmachine(path)
        for sheet, cell in cells:
            value = engine.value(sheet, cell)
            assert isinstance(value, float | int), f"{sheet}!{cell}"
            boek.values[sheet, cell] = Decimal(f"{value:.15g}")


def _lijsten(sheet: Worksheet, lists: dict[str, list[str]]) -> dict[object, str]:
    """The sheet with the names to choose from, and the range of each list."""
    put_text(sheet, 1, 1, LIJSTEN_TITEL, KOP1)
    put_text(
        sheet, 2, 1, "Namen waaruit u op de andere bladen kiest. Gele lijsten vult u zelf aan; de "
        "andere liggen vast.", UITLEG,
    )  # fmt: skip
    sheet.cell(2, 1).alignment = sheet.cell(2, 1).alignment.copy(wrap_text=False)
    ranges: dict[object, str] = {}
    for column, option in enumerate(LIJSTEN, 1):
        put_text(sheet, KOPRIJ, column, option.label, KOP3)
        names = list(option.fixed) or lists.get(option.label, [])
        room = 0 if option.fixed else RUIMTE
        for n in range(len(names) + room):
            text = names[n] if n < len(names) else ""
            put_text(sheet, KOPRIJ + 1 + n, column, text, TEKST if option.fixed else INVOER)
            if not text:
                sheet.cell(KOPRIJ + 1 + n, column).value = None
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = 24
        end = KOPRIJ + len(names) if option.fixed else LAATSTE
        ranges[option.label] = f"{LIJSTEN_TITEL}!${letter}${KOPRIJ + 1}:${letter}${end}"
        if not option.fixed:
            rule = _prompt(f"Lijst: {option.label}", option.explanation)
            rule.add(f"{letter}{KOPRIJ + 1}:{letter}{LAATSTE}")
            sheet.add_data_validation(rule)
    sheet.freeze_panes = f"A{KOPRIJ + 1}"
    return ranges


def _prompt(title: str, text: str) -> DataValidation:
    """A rule that allows any text, for its prompt."""
    rule = DataValidation(
        type="textLength", operator="lessThanOrEqual", formula1="2000", allow_blank=True
    )
    return _with_prompt(rule, title, text)


def _with_prompt(rule: DataValidation, title: str, text: str) -> DataValidation:
    rule.promptTitle, rule.prompt = title[:32], text[:255]
    rule.errorTitle, rule.error = "Deze waarde kan niet", text[:225]
    rule.showInputMessage = rule.showErrorMessage = True
    return rule


class _Invoerblad:
    """One sheet of the input workbook."""

    def __init__(self, sheet: Worksheet, block: type[Block], ranges: dict[object, str]) -> None:
        self.sheet, self.block, self.ranges = sheet, block, ranges
        must, may = block.headings()
        self.headings = [*must, *may]
        if block.form == "lijst":
            self.headings.insert(self.headings.index(WAARDE) + 1, EENHEID)
            self.headings = list(dict.fromkeys(self.headings))
        self.columns: dict[str, Column] = {c.label: c for c in (*block.keys(), *block.inputs())}

    def write(self, rows: list[Row]) -> None:
        sheet, block = self.sheet, self.block
        put_text(sheet, 1, 1, block.title, KOP1)
        put_text(sheet, 2, 1, block.intro, UITLEG)
        sheet.cell(2, 1).alignment = sheet.cell(2, 1).alignment.copy(wrap_text=False)
        for n, heading in enumerate(self.headings, 1):
            column = self.columns.get(heading)
            put_text(sheet, KOPRIJ, n, column.heading if column is not None else heading, KOP3)
            sheet.column_dimensions[get_column_letter(n)].width = self._width(heading)
        if block.form == "lijst":
            rows = rows or self._blank_values()
        for n, row in enumerate([*rows, *({} for _ in range(RUIMTE))]):
            self._row(KOPRIJ + 1 + n, row)
        self._rules(KOPRIJ + len(rows) + RUIMTE)
        sheet.freeze_panes = f"A{KOPRIJ + 1}"
        sheet.print_title_rows = f"{KOPRIJ}:{KOPRIJ}"

    def _blank_values(self) -> list[Row]:
        return [{PARAMETER: c.label} for c in self.block.inputs()]

    def _width(self, heading: str) -> float:
        if heading in (BRON, VINDPLAATS):
            return 28
        if heading == TOELICHTING:
            return 60
        if heading == PARAMETER or heading in ("omschrijving", "verklaring", "wat", "onderdeel"):
            return 38
        column = self.columns.get(heading)
        if column is not None and not isinstance(column, Parameter):
            return 30
        return 18

    def _row(self, number: int, row: Row) -> None:
        for n, heading in enumerate(self.headings, 1):
            column = self._column_of(heading, row)
            value = self._value(heading, row)
            if heading == EENHEID:
                put_text(self.sheet, number, n, column.unit.word if column is not None else "", TEKST)
            elif isinstance(value, str) and isinstance(column, Parameter) and value[:1] == "=":
                cell = self.sheet.cell(number, n, value)
                cell.style, cell.number_format = INVOER, column.unit.excel
            elif value is None:
                cell = self.sheet.cell(number, n)
                cell.style = INVOER
                if isinstance(column, Parameter):
                    cell.number_format = column.unit.excel
            else:
                put_value(
                    self.sheet, number, n, _plain(value), self._unit(column, value, row), INVOER
                )
            if heading == TOELICHTING:
                cell = self.sheet.cell(number, n)
                cell.alignment = cell.alignment.copy(wrap_text=True, vertical="top")

    def _unit(self, column: Column | None, value: object, row: Row) -> Any:
        from mo_report.schema import PCT
        from mo_report.schema import TEKST as TEKST_UNIT

        if column is None or isinstance(value, str):
            return TEKST_UNIT
        if column.unit.word == "getal" and Decimal(str(row.get("nauwkeurig", 1))) < Decimal("0.01"):
            return PCT
        return column.unit

    def _column_of(self, heading: str, row: Row) -> Column | None:
        if self.block.form == "lijst" and heading in (WAARDE, EENHEID):
            wanted = row.get(PARAMETER)
            return next((c for c in self.block.inputs() if c.label == wanted), None)
        return self.columns.get(heading)

    def _value(self, heading: str, row: Row) -> Any:
        column = self.columns.get(heading)
        return row.get(column.name if column is not None else heading)

    def _rules(self, last: int) -> None:
        """A prompt, and where possible a list or bounds, on every input cell."""
        for n, heading in enumerate(self.headings, 1):
            if heading == EENHEID:
                continue
            letter = get_column_letter(n)
            area = f"{letter}{KOPRIJ + 1}:{letter}{LAATSTE}"
            if self.block.form == "lijst" and heading == WAARDE:
                self._rules_per_row(letter, last)
                continue
            rule = self._rule(heading, self.columns.get(heading))
            rule.add(area)
            self.sheet.add_data_validation(rule)

    def _rules_per_row(self, letter: str, last: int) -> None:
        rules: dict[Column | None, DataValidation] = {}
        for number in range(KOPRIJ + 1, last + 1):
            label = self.sheet.cell(number, self.headings.index(PARAMETER) + 1).value
            column = next((c for c in self.block.inputs() if c.label == label), None)
            if column not in rules:
                rules[column] = self._rule(column.label if column is not None else WAARDE, column)
                self.sheet.add_data_validation(rules[column])
            rules[column].add(f"{letter}{number}")

    def _rule(self, heading: str, column: Column | None) -> DataValidation:
        if heading == STATUS:
            rule = DataValidation(type="list", formula1=self.ranges[STATUSLIJST.label])
            return _with_prompt(
                rule, STATUS, "bron: staat in een document. herleid: berekend uit gepubliceerde "
                "cijfers. aanname: geen van beide.",
            )  # fmt: skip
        if heading == BRON and column is None:
            rule = DataValidation(type="list", formula1=f"Bronnen!$A${KOPRIJ + 1}:$A${LAATSTE}")
            return _with_prompt(rule, BRON, "Kies een document van het blad Bronnen.")
        if heading == PARAMETER:
            names = ", ".join(c.label for c in self.block.inputs())
            return _prompt(PARAMETER, f"Een van: {names}"[:255])
        if column is None:
            texts = {
                VINDPLAATS: "Tabel, paragraaf of bladzijde in de bron.",
                TOELICHTING: "Uw uitleg bij dit cijfer; bij een aanname: waarom deze waarde.",
            }
            return _prompt(heading, texts.get(heading, "Vul de waarde in."))
        if isinstance(column, Parameter):
            return _bounds(column)
        if isinstance(column, Key | Choice) and column.among is not None:
            return self._list(column)
        return _prompt(column.label, column.hint)

    def _list(self, column: Key | Choice) -> DataValidation:
        among = column.among
        source = self.ranges[among.label if isinstance(among, Options) else among]
        rule = DataValidation(type="list", formula1=source, allow_blank=True)
        if isinstance(column, Choice) and column.extra:
            rule.errorStyle = "warning"
        return _with_prompt(rule, column.label, column.hint)


def _plain(value: Any) -> Decimal | date | str:
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    assert isinstance(value, Decimal | date | str)
    return value


def _bounds(p: Parameter) -> DataValidation:
    if p.unit is DATUM:
        rule = DataValidation(type="date", operator="greaterThan", formula1="36526")
    else:
        low = p.low if p.low is not None else p.above
        rule = DataValidation(type="decimal", allow_blank=True)
        if low is not None and p.high is not None:
            rule.operator, rule.formula1, rule.formula2 = "between", str(low), str(p.high)
        elif low is not None:
            rule.operator, rule.formula1 = "greaterThanOrEqual", str(low)
        else:
            rule.operator, rule.formula1, rule.formula2 = "between", "-1E+15", "1E+15"
    return _with_prompt(rule, p.label, f"{p.hint} Verwacht: {verwacht(p)}.")
