"""Formulas that a user typed, computed anew by an engine that did not write the file.

What a file keeps beside a formula may be old, or not true: nothing counts that is not computed
here. The engine gets the formulas that are read and what they rest on, in a process of its own that
is bounded by its own processor time and memory: how busy the machine is changes nothing.
"""

from __future__ import annotations

import re
import tempfile
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.table import Table as ExcelTable

from mo_report.engine.ironcalc import ENOUGH, Engine
from mo_report.invoer.precedents import Area, Place, Precedents, told
from mo_report.invoer.xlsx import Book

#: What Excel itself shows where a formula has no outcome.
FOUTEN = frozenset({"#DIV/0!", "#N/A", "#NULL!", "#NUM!", "#REF!", "#VALUE!"})
TE_ZWAAR = "is te zwaar om na te rekenen"
_ENGINE_FUNCTION = re.compile(r"[A-Z][A-Z0-9.]*\Z")


@dataclass(frozen=True)
class Recomputed:
    """What a formula gives; `fout` is an error of Excel, `reden` why it could not be computed."""

    value: float | str | bool | None = None
    fout: str = ""
    reden: str = ""


class Recomputer:
    """The typed formulas of a workbook."""

    def __init__(self, book: Book) -> None:
        self._book, self._precedents = book, Precedents(book)
        self._found: dict[Place, Recomputed] = {}
        self._engine = Engine()

    def value(self, place: Place) -> Recomputed:
        """What the formula of a cell gives now."""
        if place not in self._found:
            self.prepare([place])
        return self._found[place]

    def prepare(self, places: Iterable[Place]) -> None:
        """Compute several formulas at once."""
        todo = []
        for place in places:
            if place in self._found:
                continue
            fault = self._precedents.fault(place)
            if fault:
                at, why = fault
                self._found[place] = Recomputed(reden=told(at, place) + why)
            else:
                todo.append(place)
        if todo:
            self._compute(todo)

    def _compute(self, places: list[Place]) -> None:
        """All together; where the engine comes to no end, half by half, to find by which."""
        values = self._run(places)
        if values is not None:
            for place in places:
                self._found[place] = _outcome(values.get(place))
        elif len(places) > 1 and not self._engine.spent:
            middle = len(places) // 2
            self._compute(places[:middle])
            self._compute(places[middle:])
        else:
            self._found |= {place: Recomputed(reden=TE_ZWAAR) for place in places}

    def _run(self, places: list[Place]) -> dict[Place, object] | None:
        formulas, areas = self._precedents.all_below(iter(places))
        functions = set().union(*(self._precedents.formula(p).functions for p in formulas))
        asked = sorted(f for f in functions if _ENGINE_FUNCTION.match(f))
        copy = _Copy(self._book, self._precedents)
        with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a long title is for the user to judge
            if not copy.fill(formulas, areas):
                return None
            path = Path(folder) / "formules.xlsx"
            copy.book.save(path)
            found = self._engine.compute(path, copy.count, asked)
        if found is None:
            return None
        unknown = {f for f in functions if f not in asked or f in found.unknown}
        return {(sheet, row, column): value for (sheet, row, column), value in found.values.items()} | {
            p: why for p in places if (why := self._unknown(p, unknown))
        }

    def _unknown(self, place: Place, unknown: set[str]) -> Recomputed | None:
        """A formula that rests on a function that the engine has not got has no sure outcome."""
        if not unknown:
            return None
        for below in self._precedents.all_below(iter([place]))[0]:
            names = self._precedents.formula(below).functions & unknown
            if names:
                why = f"gebruikt {min(names)}, en dat kan hier niet worden nagerekend"
                return Recomputed(reden=told(below, place) + why)
        return None


def _outcome(value: object) -> Recomputed:
    if isinstance(value, Recomputed):
        return value
    if isinstance(value, str) and value in FOUTEN:
        return Recomputed(fout=value)
    if value is None or (isinstance(value, str) and value.startswith("#")):
        return Recomputed(reden="kan niet worden nagerekend")
    assert isinstance(value, float | int | str | bool)
    return Recomputed(value)


class _Copy:
    """A plain workbook with what some formulas rest on: notes and drawings stop the engine."""

    def __init__(self, book: Book, precedents: Precedents) -> None:
        self._source, self._precedents = book, precedents
        self.book, self.count = Workbook(), 0
        self.book.remove(self.book.worksheets[0])

    def fill(self, formulas: set[Place], areas: set[Area]) -> bool:
        """Copy cells, names and tables, unless that are more than the engine is given."""
        cells = {(area.sheet, *at) for area in areas for at in self._precedents.inside(area)}
        self.count = len(cells | formulas)
        if self.count > ENOUGH:
            return False
        own = [self._precedents.formula(p) for p in formulas]
        spoken_of = {sheet for sheet, *_ in formulas}.union(*(f.sheets for f in own))
        for title in self._source.titles:
            if title in spoken_of:
                self.book.create_sheet(title)
        for sheet, row, column in cells | formulas:
            self._put(sheet, row, column)
        names = set().union(*(f.names for f in own))
        for name, text in self._source.names.items():
            if name.lower() in names:
                self.book.defined_names[name] = DefinedName(name, attr_text=text)
        for key in set().union(*(f.tables for f in own)):
            table = self._source.tables[key]
            self.book[table.sheet].add_table(ExcelTable(displayName=table.name, ref=table.ref))
        return True

    def _put(self, sheet: str, row: int, column: int) -> None:
        cell = self._source[sheet].cells[row, column]
        made = self.book[sheet].cell(row, column)
        if cell.formula:
            made.value, made.data_type = cell.formula, "f"
        elif cell.value is not None:
            made._value = cell.value  # type: ignore[union-attr]
            made.data_type = "s" if cell.kind == "d" else cell.kind
