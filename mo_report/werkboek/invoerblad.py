"""One sheet of the input workbook: headings, rows, prompts."""

from __future__ import annotations

from collections.abc import Collection, MutableMapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from mo_report.engine.schema import (
    BRON,
    EENHEID,
    HELE_BLAD,
    PARAMETER,
    STATUS,
    TOELICHTING,
    VINDPLAATS,
    WAARDE,
    Block,
    Column,
    Key,
    Parameter,
    Text,
)
from mo_report.engine.units import GETAL, PCT, TEKST
from mo_report.lib.notatie import Unit, show
from mo_report.model import Bron, Gepubliceerd
from mo_report.model.algemeen import KALENDER, STATUSLIJST
from mo_report.model.omvang import LAATSTE
from mo_report.model.routes import SHEETS_OF_A_ROUTE
from mo_report.model.vragen import asked_columns
from mo_report.werkboek.benoemd import define_name, excel_name
from mo_report.werkboek.formule import Address, quoted
from mo_report.werkboek.levend.kader import Sheet
from mo_report.werkboek.regels import filled_part, has_calendar, in_line, validation_of, whole_sheet_rule
from mo_report.werkboek.rijcontrole import HELE_BLAD_RIJ, NIET_NODIG, VUL_AAN, RowChecks
from mo_report.werkboek.sporen import link_to
from mo_report.werkboek.stijl import (
    INVOER,
    KOP1,
    KOP3,
    LEEG,
    LINK,
    TOETS,
    aligned,
    column_style,
    fit_rows,
    number_format,
    put_formula,
    put_text,
    put_value,
    same_style,
)
from mo_report.werkboek.stijl import TEKST as TEKSTSTIJL
from mo_report.werkboek.stijl import TOELICHTING as UITLEG
from mo_report.werkboek.toezicht import grey_where, verdict_colours

KOPRIJ = 4
_BREED = {BRON: 28, VINDPLAATS: 28, TOELICHTING: 60, PARAMETER: 34, STATUS: 12, EENHEID: 20}

_MEEST_HINT = 40


def headings_of(block: type[Block], asked: Collection[Column]) -> list[str]:
    """The headings of a sheet on which these columns are asked, from left to right."""
    must, may = block.headings()
    gone = {c.label for c in (*block.key_columns(), *block.inputs())} - {c.label for c in asked}
    found = [h for h in (*must, *may) if h != EENHEID and h not in gone]
    if block.form == "lijst":
        found.insert(found.index(WAARDE) + 1, EENHEID)
    return found


Row = dict[str, Any]
Names = MutableMapping[str, DefinedName]


class InputSheetWriter:
    """A sheet for one of these blocks; `ranges` has the cells of each list of names.

    `room` rows are ready for use, with checks beside them. With `een_set` nobody says again of
    which parameterset a value is. `niet_nodig` is the list of what the choices of route make needless.
    """

    def __init__(
        self,
        sheet: Worksheet,
        block: type[Block],
        blocks: Sequence[type[Block]],
        ranges: dict[object, str],
        room: int,
        *,
        een_set: bool,
        niet_nodig: str = "",
    ) -> None:
        self.sheet, self.block = sheet, block
        #: The checks in rows that nobody began on, which show nothing.
        self.stil: list[str] = []
        words = STATUSLIJST.fixed if has_calendar(block) else STATUSLIJST.fixed[:-1]
        self.ranges = {**ranges, STATUS: in_line(words), BRON: f"{Bron.title}!$A${KOPRIJ + 1}:$A${LAATSTE}"}
        open_end = f"${LAATSTE}"
        self.ranges = {k: filled_part(v) if v.endswith(open_end) else v for k, v in self.ranges.items()}
        self.asked = asked_columns(block, blocks, een_set=een_set)
        self.headings = headings_of(block, self.asked)
        has_ways = bool(niet_nodig) and block.form == "lijst" and bool(block.either_or)
        self.controle = RowChecks(block, self.headings, KOPRIJ + 1, KOPRIJ + room, niet_nodig if has_ways else "")
        #: Whether the choices of route make the whole sheet needless.
        self.overbodig = f'COUNTIF({niet_nodig},"{block.title}")' if niet_nodig and block in SHEETS_OF_A_ROUTE else ""
        self.columns: dict[str, Column] = {c.label: c for c in (*block.key_columns(), *block.inputs())}
        if block.form == "lijst":
            self.columns = {c.label: c for c in block.key_columns()}

    def as_sheet(self, rows: int) -> Sheet:
        """Where things stand on this sheet, of which so many rows are filled in."""
        letters = {h: get_column_letter(n) for n, h in enumerate(self.headings, 1)}
        return Sheet.of(self.block, letters, KOPRIJ + 1, self.controle.last, KOPRIJ + rows)

    def begin(self, sets: int) -> list[Row]:
        """The rows of a list that nobody filled in yet, for each of so many sets."""
        if self.block.form != "lijst":
            return []
        rows = [_begin_of_row(c) for c in self.asked if not isinstance(c, Key)]
        return rows * (sets if self.block.key_columns() else 1)

    def write(self, rows: list[Row], example: list[Row], names: Names) -> None:
        """Fill the sheet; `example` is where hints are taken from."""
        sheet = self.sheet
        put_text(sheet, 1, 1, self.block.title, KOP1)
        aligned(put_text(sheet, 2, 1, self.block.intro, UITLEG), wrap_text=False)
        self._columns(example)
        self._whole_sheet()
        for n, row in enumerate(rows, KOPRIJ + 1):
            self._row(n, row)
            self._name(n, row, names)
        self._rules(KOPRIJ + len(rows) + 1)
        self._checks(KOPRIJ + len(rows))
        fit_rows(sheet)
        sheet.freeze_panes = f"A{KOPRIJ + 1}"
        sheet.print_title_rows = f"{KOPRIJ}:{KOPRIJ}"

    def _columns(self, example: list[Row]) -> None:
        """The headings, an example above each, and below them room without an end."""
        shown = self._fullest(example)
        for n, heading in enumerate(self.headings, 1):
            column = self.columns.get(heading)
            put_text(self.sheet, KOPRIJ, n, column.heading if column is not None else heading, KOP3)
            for row in range(1, KOPRIJ):
                # The cells above a column of input are not input.
                if self.sheet.cell(row, n).value is None:
                    self.sheet.cell(row, n).style = LEEG
            hint = self._hint(heading, shown)
            if hint:
                put_text(self.sheet, KOPRIJ - 1, n, f"bijv. {hint}", UITLEG)
            if heading != EENHEID:
                form = number_format(column.unit) if isinstance(column, Parameter) else ""
                if isinstance(column, Key):
                    form = TEKST.excel  # a schaal such as 35 is a name
                column_style(self.sheet, n, INVOER, form)
            self.sheet.column_dimensions[get_column_letter(n)].width = self._width(heading)

    def _whole_sheet(self) -> None:
        """Cells for a status and a source that hold where a row says nothing."""
        if STATUS not in self.headings:
            return
        sheet, first = self.sheet, self.headings.index(STATUS) + 1
        aligned(put_text(sheet, HELE_BLAD_RIJ, first - 1, f"{HELE_BLAD}:", UITLEG), horizontal="right", wrap_text=False)
        for n, heading in enumerate((STATUS, BRON, VINDPLAATS), first):
            sheet.cell(HELE_BLAD_RIJ, n).style = INVOER
            ranges = {**self.ranges, STATUS: in_line(STATUSLIJST.fixed[:-1])}
            rule = whole_sheet_rule(heading, ranges)
            rule.add(sheet.cell(HELE_BLAD_RIJ, n).coordinate)
            sheet.add_data_validation(rule)

    def _fullest(self, example: list[Row]) -> Row:
        """The row of the example that shows most; hints of several rows would not go together."""
        return max(example, key=lambda row: sum(bool(self._hint(h, row)) for h in self.headings), default={})

    def _hint(self, heading: str, row: Row) -> str:
        """What a row of the example has under a heading; a formula is no hint."""
        own = self.columns.get(heading)
        value = row.get(own.name if own is not None else heading)
        if value is None or str(value).startswith("="):
            return ""
        column = self._column_of(heading, row)
        if isinstance(value, str):
            return value if len(value) <= _MEEST_HINT else value[:_MEEST_HINT] + "…"
        return show(Decimal(value) if isinstance(value, int) else value, _unit(column, row))

    def _name(self, number: int, row: Row, names: Names) -> None:
        """A defined name for a single value, such as the overhead of a set."""
        column = self._column_of(WAARDE, row)
        if self.block.form != "lijst" or not isinstance(column, Parameter):
            return
        texts = {k.name: row.get(k.name) or "" for k in self.block.key_columns()}
        if all(texts.values()):
            letter = get_column_letter(self.headings.index(WAARDE) + 1)
            place = f"{quoted(self.block.title)}!${letter}${number}"
            define_name(names, excel_name(self.block, texts, column), place)

    def _checks(self, filled: int) -> None:
        """The checks beside the rows, the last of which in use is `filled`, and the way back."""
        checks, first = self.controle, len(self.headings) + 1
        for n, heading in enumerate(checks.kolommen, first):
            put_text(self.sheet, KOPRIJ, n, heading, KOP3)
            self.sheet.column_dimensions[get_column_letter(n)].width = 13
        for row in range(KOPRIJ + 1, checks.last + 1):
            for n, formula in enumerate(checks.formules(row), first):
                cell = put_formula(self.sheet, row, n, formula)
                if row == KOPRIJ + 1:
                    cell.style = TOETS
                else:
                    same_style(cell, self.sheet.cell(KOPRIJ + 1, n))
                if row > filled:
                    self.stil.append(cell.coordinate)
        end = get_column_letter(first + len(checks.kolommen) - 1)
        area = f"{get_column_letter(first)}{KOPRIJ + 1}:{end}{checks.last}"
        verdict_colours(self.sheet, area, let_op=VUL_AAN)
        self._grey(end)
        link = put_text(self.sheet, 1, first, "terug naar Leesmij", LINK)
        link_to(link, Address("Leesmij", 1, 1), "Naar het blad Leesmij")

    def _grey(self, end: str) -> None:
        """Grey what the choices of route make needless; where that is the whole sheet, say so."""
        top, last = KOPRIJ + 1, self.controle.last
        if self.controle.niet_nodig:
            rows = f"A{top}:{end}{last}"
            grey_where(self.sheet, rows, self.controle.needless())
        if self.overbodig:
            grey_where(self.sheet, f"A1:{end}{last}", self.overbodig)
            said = self.sheet.cell(2, len(self.headings) + 1, f'=IF({self.overbodig},"{NIET_NODIG}","")')
            said.style = TOETS

    def _width(self, heading: str) -> float:
        column = self.columns.get(heading)
        if column is not None:
            if isinstance(column, Text):
                return 46
            return 18 if isinstance(column, Parameter) else 30
        return _BREED.get(heading, 18)

    def _row(self, number: int, row: Row) -> None:
        for n, heading in enumerate(self.headings, 1):
            column = self._column_of(heading, row)
            if heading == EENHEID:
                word = column.unit.word if column is not None else ""
                put_text(self.sheet, number, n, word, TEKSTSTIJL)
                continue
            own = self.columns.get(heading)
            value = row.get(own.name if own is not None else heading)
            self._value(number, n, column, value, row)

    def _value(self, number: int, n: int, column: Column | None, value: Any, row: Row) -> None:
        unit = _unit(column, row)
        if isinstance(value, str) and isinstance(column, Parameter):
            assert value.startswith("="), f"{column.label}: a number or a formula, not {value!r}"
        if value is None or (isinstance(column, Parameter) and isinstance(value, str)):
            cell = self.sheet.cell(number, n)
            cell.value = value
            cell.style, cell.number_format = INVOER, number_format(unit)
        else:
            plain = Decimal(value) if isinstance(value, int) else value
            assert isinstance(plain, Decimal | date | str)
            put_value(self.sheet, number, n, plain, unit, INVOER)

    def _column_of(self, heading: str, row: Row) -> Column | None:
        """The column under a heading; in a list, what the row's own parameter says."""
        if self.block.form == "lijst" and heading in (WAARDE, EENHEID):
            return next((c for c in self.block.inputs() if c.label == row.get(PARAMETER)), None)
        return self.columns.get(heading)

    def _rules(self, last: int) -> None:
        for n, heading in enumerate(self.headings, 1):
            letter = get_column_letter(n)
            if heading == EENHEID:
                continue
            if self.block.form == "lijst" and heading == WAARDE:
                self._rules_per_row(letter, last)
                continue
            rule = validation_of(self.block, heading, self.columns.get(heading), self.ranges)
            rule.add(f"{letter}{KOPRIJ + 1}:{letter}{LAATSTE}")
            self.sheet.add_data_validation(rule)

    def _rules_per_row(self, letter: str, last: int) -> None:
        """In a list every row has a parameter of its own, and so a rule of its own."""
        rules: dict[Column | None, DataValidation] = {}
        names = self.headings.index(PARAMETER) + 1
        for number in range(KOPRIJ + 1, last + 1):
            label = self.sheet.cell(number, names).value
            column = next((c for c in self.block.inputs() if c.label == label), None)
            if column not in rules:
                heading = column.label if column is not None else WAARDE
                rules[column] = validation_of(self.block, heading, column, self.ranges)
                self.sheet.add_data_validation(rules[column])
            rules[column].add(f"{letter}{number}")


def _begin_of_row(column: Column) -> Row:
    """A row for a value that the user gives; what every calendar says stands there already."""
    known = column.kalender if isinstance(column, Parameter) else None
    about = {} if known is None else {WAARDE: known, STATUS: KALENDER, BRON: KALENDER}
    return {PARAMETER: column.label, **about}


def _unit(column: Column | None, row: Row) -> Unit:
    """The unit of a cell. A published figure may be a percentage: its precision shows that."""
    if column is None:
        return GETAL  # a row that has no parameter yet: leave it open what comes there
    precision = row.get(Gepubliceerd.nauwkeurig.name)
    if column.unit is GETAL and precision is not None and _is_percentage(row):
        return PCT
    return column.unit


def _is_percentage(row: Row) -> bool:
    return abs(Decimal(row[Gepubliceerd.gepubliceerd.name])) < 1
