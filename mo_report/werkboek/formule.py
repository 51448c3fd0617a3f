"""Bound formulas as Excel formulas."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from openpyxl.utils import get_column_letter

from mo_report.engine.expression import (
    Cell,
    CellRank,
    Const,
    Leaf,
    Lookup,
    Node,
    Notation,
    Op,
    Word,
    infix,
)

_GLYPHS: dict[Op, str] = {op: op for op in ("+", "-", "*", "/", "=", "<=", "<")}


class Address(NamedTuple):
    """A cell of a workbook being written."""

    sheet: str
    row: int
    column: int

    @property
    def cell(self) -> str:
        return f"{get_column_letter(self.column)}{self.row}"

    def seen_from(self, sheet: str) -> str:
        """As a reference: relative on its own sheet, absolute from another."""
        return self.cell if sheet == self.sheet else f"{quoted(self.sheet)}!{self.absolute}"

    @property
    def absolute(self) -> str:
        return f"${get_column_letter(self.column)}${self.row}"


def quoted(sheet: str) -> str:
    return "'" + sheet.replace("'", "''") + "'"


def excel(
    node: Node,
    sheet: str,
    where: Callable[[Sequence[Cell]], list[Address]],
    named: Callable[[Cell], str] | None = None,
) -> str:
    """A bound formula as an Excel formula, as it stands on this sheet.

    `where` says where cells that are taken together stand; `named` how a single one is named, where many formulas do.
    """

    def name(cell: Cell) -> str:
        return where([cell])[0].seen_from(sheet)

    one = named or name

    def ranges(cells: Sequence[Cell], *, lone: bool = False) -> list[str]:
        """The cells as ranges; with `lone` also a single one: COUNTIF does not take a cell."""
        found = list(as_ranges(where(cells), sheet))
        return [r if not lone or ":" in r else f"{r}:{r.rpartition('!')[2]}" for r in found]

    def leaf(x: Leaf) -> str:
        if isinstance(x, Const):
            # To say a decimal takes half of what it takes to format it.
            said = str(x.value)
            return said if "E" not in said else f"{x.value:f}"
        if isinstance(x, Word):
            return '"' + x.value.replace('"', '""') + '"'
        if isinstance(x, Lookup):
            return x.text
        if isinstance(x, CellRank):
            own = one(x.own)
            higher = [f'COUNTIF({r},">"&{own})' for r in ranges(x.cells, lone=True)]
            equal = [f"COUNTIF({r},{own})" for r in ranges(x.before, lone=True)]
            return f"({'+'.join([*higher, *equal])})"
        found = ranges(x.cells)
        return found[0] if len(x.cells) == 1 else f"SUM({','.join(found)})"

    def call(name: str, args: list[str]) -> str:
        return f"{name}({','.join(args)})"

    return "=" + infix(node, Notation(one, leaf, _GLYPHS, call))


def as_ranges(places: Iterable[Address], sheet: str) -> Iterable[str]:
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
