"""Bound formulas as Excel formulas, and the user's own formulas with their references moved."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby

from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token
from openpyxl.utils import get_column_letter

from mo_report.expressie import (
    Cell,
    CellRank,
    Const,
    Leaf,
    Node,
    Notation,
    Op,
    Word,
    infix,
)

_GLYPHS: dict[Op, str] = {op: op for op in ("+", "-", "*", "/", "=", "<=", "<")}
#: Functions of a user's own formula that may stand in an output; others are kept as a value.
TOEGESTAAN = frozenset(
    [
        "ABS",
        "AVERAGE",
        "IF",
        "INT",
        "MAX",
        "MIN",
        "PRODUCT",
        "ROUND",
        "ROUNDDOWN",
        "ROUNDUP",
        "SUM",
        "SQRT",
    ]
)
_CELL = re.compile(r"^(?:'((?:[^']|'')+)'!|([^'!\[\]]+)!)?\$?([A-Z]{1,3})\$?(\d+)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Adres:
    """A cell of a workbook being written."""

    sheet: str
    row: int
    column: int

    @property
    def cell(self) -> str:
        return f"{get_column_letter(self.column)}{self.row}"

    def seen_from(self, sheet: str) -> str:
        """As a reference: relative on its own sheet, absolute from another."""
        if sheet == self.sheet:
            return self.cell
        return f"{quoted(self.sheet)}!${get_column_letter(self.column)}${self.row}"


def quoted(sheet: str) -> str:
    return "'" + sheet.replace("'", "''") + "'"


def excel(node: Node, sheet: str, where: Callable[[Cell], Adres]) -> str:
    """A bound formula as an Excel formula, as it stands on this sheet."""

    def ranges(cells: Iterable[Cell], *, lone: bool = False) -> list[str]:
        """The cells as ranges; with `lone` also a single one: COUNTIF does not take a cell."""
        found = list(_ranges([where(c) for c in cells], sheet))
        return [r if not lone or ":" in r else f"{r}:{r.rpartition('!')[2]}" for r in found]

    def leaf(x: Leaf) -> str:
        if isinstance(x, Const):
            return f"{x.value:f}"
        if isinstance(x, Word):
            return '"' + x.value.replace('"', '""') + '"'
        if isinstance(x, Cell):
            return where(x).seen_from(sheet)
        if isinstance(x, CellRank):
            own = where(x.own).seen_from(sheet)
            higher = [f'COUNTIF({r},">"&{own})' for r in ranges(x.cells, lone=True)]
            equal = [f"COUNTIF({r},{own})" for r in ranges(x.before, lone=True)]
            return f"({'+'.join([*higher, *equal])})"
        found = ranges(x.cells)
        return found[0] if len(x.cells) == 1 else f"SUM({','.join(found)})"

    def call(name: str, args: list[str]) -> str:
        return f"{name}({','.join(args)})"

    return "=" + infix(node, Notation(leaf, _GLYPHS, call))


def _ranges(places: Iterable[Adres], sheet: str) -> Iterable[str]:
    """Neighbouring cells of one column or one row, as ranges."""
    down = groupby(enumerate(places), key=lambda x: (x[1].sheet, x[1].column, x[1].row - x[0]))
    runs = [[place for _, place in group] for _, group in down]
    if len(runs) > 1 and all(len(r) == 1 for r in runs):
        cells = [r[0] for r in runs]
        along = groupby(enumerate(cells), key=lambda x: (x[1].sheet, x[1].row, x[1].column - x[0]))
        runs = [[place for _, place in group] for _, group in along]
    for run in runs:
        first = run[0].seen_from(sheet)
        last = run[-1].seen_from(sheet).rpartition("!")[2]
        yield first if len(run) == 1 else f"{first}:{last}"


def verplaatst(
    formula: str, own_sheet: str, sheet: str, find: Callable[[str, str], Adres | None]
) -> str | None:
    """A user's formula with its references moved to this workbook.

    None where that cannot be done faithfully: a reference to something this workbook does not
    hold, a range, a name, another file, or a function that is not on the list.
    """
    tokenizer = Tokenizer(formula)
    for token in tokenizer.items:
        if token.type == Token.FUNC and token.subtype == Token.OPEN:
            if token.value.rstrip("(").upper() not in TOEGESTAAN:
                return None
        elif token.type == Token.OPERAND and token.subtype == Token.RANGE:
            match = _CELL.match(token.value)
            if match is None:
                return None
            named = (match[1] or match[2] or own_sheet).replace("''", "'")
            place = find(named, f"{match[3].upper()}{match[4]}")
            if place is None:
                return None
            token.value = place.seen_from(sheet)
        elif token.type == Token.OPERAND and token.subtype not in (Token.NUMBER, Token.LOGICAL):
            return None
    return "=" + "".join(t.value for t in tokenizer.items)
