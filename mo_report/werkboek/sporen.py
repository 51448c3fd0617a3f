"""Traces through a workbook: the name of a figure leads to where it comes from, or where it is used;
and a defined name for each parameter."""

from __future__ import annotations

from datetime import date
from typing import Any

from openpyxl.cell.cell import Cell as ExcelCell
from openpyxl.cell.cell import MergedCell

from mo_report.engine.dossier import Record
from mo_report.engine.expression import Cell
from mo_report.engine.rekenen import Result, parts
from mo_report.engine.schema import Line
from mo_report.model.velden import benoemd
from mo_report.werkboek.benoemd import define_name
from mo_report.werkboek.bladxml import Link
from mo_report.werkboek.formule import Address, quoted
from mo_report.werkboek.opslaan import NewBook


def link_to(cell: ExcelCell | MergedCell, to: Address, tip: str) -> None:
    """Let a click on a cell jump to another cell of the workbook; its looks stay."""
    # openpyxl's own kind of link checks each of its parts: of thousands that takes longer than their cells.
    own: Any = cell
    own._hyperlink = Link(own.coordinate, f"{quoted(to.sheet)}!{to.cell}", tip[:250])


class Trails:
    """Gathers what is linked to what while sheets are laid out, and writes it at the end."""

    def __init__(self, resultaat: Result, boek: NewBook) -> None:
        self.resultaat, self.boek = resultaat, boek
        self._begins: list[tuple[Address, Cell]] = []

    def begin(self, label: Address, record: Record, line: Line) -> None:
        """The text that names a line, from where its formula can be followed."""
        self._begins.append((label, Cell(record, line)))

    def write(self, home: dict[Cell, Address], written: list[tuple[Address, Cell]]) -> None:
        """Make the links, once every value has its cell."""
        used = self._used(home, written)
        for at, cell in self._begins:
            self._link_begin(at, cell, home)
        for at, cell in written:
            if home[cell] != at:
                self._link(self._name_of(at), home[cell], "Komt van")
        # In a row of a table the last figure is what the row is about.
        for cell, at in reversed(home.items()):
            name = self._name_of(at)
            if name is None:
                continue
            if cell in self.resultaat.formulas:
                self._link_begin(name, cell, home)
            elif cell in used:
                self._link(name, used[cell], "Gebruikt op")
        self._names(home)

    def _name_of(self, at: Address) -> Address | None:
        """The text that names a value, the one at the beginning of its row, where nothing is linked to it."""
        if at.column == 1:
            return None
        label = self.boek.cell(at.sheet, at.row, 1)
        return Address(at.sheet, at.row, 1) if label.data_type == "s" and label.hyperlink is None else None

    def _used(self, home: dict[Cell, Address], written: list[tuple[Address, Cell]]) -> dict[Cell, Address]:
        """For each value the first cell that uses it, on another sheet if there is one."""
        near: dict[Cell, Address] = {}
        far: dict[Cell, Address] = {}
        for at, cell in written:
            is_home = home[cell] == at
            for one in self.resultaat.reads(cell) if is_home else (cell,):
                near.setdefault(one, at)
                if one in home and home[one].sheet != at.sheet:
                    far.setdefault(one, at)
        return {**near, **far}

    def _link_begin(self, at: Address | None, cell: Cell, home: dict[Cell, Address]) -> None:
        if at is None:
            return
        places = [home[c] for c in self.resultaat.reads(cell) if c in home]
        elsewhere = [p for p in places if p.sheet != at.sheet]
        if elsewhere or places:
            self._link(at, (elsewhere or places)[0], "Begint bij")

    def _link(self, start: Address | None, to: Address, what: str) -> None:
        if start is None:
            return
        cell = self.boek.cell(*start)
        if cell.hyperlink is None:
            hidden = " (verborgen)" if self.boek.sheet(to.sheet).sheet_state != "visible" else ""
            link_to(cell, to, f"{what} blad ‘{to.sheet}’{hidden}, cel {to.cell}")

    def _names(self, home: dict[Cell, Address]) -> None:
        """A defined name for every number that is given, the same as in the data dictionary."""
        places = {}
        for cell, at in home.items():
            record, column = parts(cell)
            if not isinstance(column, Line):
                plek = record.values[column].plek
                places[plek.blad, plek.cel] = at
        for field in benoemd(self.resultaat.dossier):
            named = places.get((field.given.plek.blad, field.given.plek.cel))
            if named and not isinstance(field.given.waarde, str | date):
                place = f"{quoted(named.sheet)}!{named.absolute}"
                define_name(self.boek.book.defined_names, field.naam, place)
