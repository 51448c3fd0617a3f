"""What a workbook itself watches over: which values a cell takes, and the colour of a verdict."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from openpyxl.formatting.rule import FormulaRule, Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.worksheet import Worksheet

from mo_report.engine.rekenen import FOUT, GOED
from mo_report.engine.schema import Choice, Column, Options
from mo_report.werkboek.formule import Address, as_ranges
from mo_report.werkboek.regels import validation_of

_GROEN, _ROOD, _ORANJE = ("1E6B1E", "E3F2E1"), ("9C0006", "FFD9D9"), ("7A4A00", "FFE8C2")


class Validation:
    """The rules for the input cells of one sheet: a rule for each column that is input on it."""

    def __init__(self) -> None:
        self._cells: dict[Column, list[Address]] = {}

    def add(self, at: Address, column: Column) -> None:
        self._cells.setdefault(column, []).append(at)

    def write(self, sheet: Worksheet, lijst: Callable[[Options], str]) -> None:
        """Add the rules to the sheet; `lijst` makes a list to choose from, and gives its cells."""
        ranges: dict[object, str] = {}
        for column, cells in self._cells.items():
            among = column.among if isinstance(column, Choice) else None
            if isinstance(among, Options) and among.label not in ranges:
                ranges[among.label] = lijst(among)
            rule = validation_of(column.block, column.label, column, ranges)
            # As areas: openpyxl looks for each cell among all that are there.
            down = sorted(cells, key=lambda at: (at.column, at.row))
            for area in as_ranges(down, sheet.title):
                rule.add(area)
            sheet.add_data_validation(rule)


def verdict_colours(sheet: Worksheet, cells: str, *, let_op: str = "") -> None:
    """Give a verdict a colour beside its word; `let_op` is a word between good and wrong."""
    colours = {GOED: _GROEN, FOUT: _ROOD, **({let_op: _ORANJE} if let_op else {})}
    for word, (letters, back) in colours.items():
        rule = Rule(type="cellIs", operator="equal", formula=[f'"{word}"'], dxf=_kleur(letters, back))
        sheet.conditional_formatting.add(cells, rule)


@cache
def _kleur(letters: str, back: str) -> DifferentialStyle:
    """Bold letters of a colour: of all sheets one object, which is recognised as such."""
    return DifferentialStyle(font=Font(bold=True, color=letters), fill=PatternFill("solid", bgColor=back))


def grey_where(sheet: Worksheet, cells: str, condition: str) -> None:
    """Grey cells where a condition, seen from the first of them, holds."""
    fill, font = PatternFill("solid", bgColor="E4E4E4"), Font(color="767676")
    sheet.conditional_formatting.add(cells, FormulaRule(formula=[condition], fill=fill, font=font, stopIfTrue=True))  # type: ignore[no-untyped-call]
