"""What a question adds to an input workbook that is there already: sheets, and columns and rows on others.

It is made as a workbook of its own, in which each cell stands where it is to come.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from mo_report.engine.schema import (
    BRON,
    EENHEID,
    LIJSTEN_BLAD,
    PARAMETER,
    UITKOMSTBLAD,
    WAARDE,
    Block,
    Column,
    Parameter,
)
from mo_report.model import Bron, Tariefvariant
from mo_report.model.algemeen import URENNORM
from mo_report.model.omvang import LAATSTE, ruimte
from mo_report.model.voorbeeld.gegevens import hints
from mo_report.model.vragen import GEVERS, asked_columns, in_order_of_work, lists_for
from mo_report.werkboek.invoerblad import KOPRIJ, InputSheetWriter, headings_of
from mo_report.werkboek.invoerboek import LEGE_DATUM, list_ranges
from mo_report.werkboek.leesmij import LEESMIJ
from mo_report.werkboek.levend.blad import OutcomeSheet
from mo_report.werkboek.levend.kader import Sheet
from mo_report.werkboek.opslaan import NewBook
from mo_report.werkboek.regels import filled_part, validation_of
from mo_report.werkboek.rollen import Rol
from mo_report.werkboek.stijl import (
    INVOER,
    KOP3,
    TOELICHTING,
    aligned,
    column_style,
    new_sheet,
    new_workbook,
    number_format,
    put_text,
)
from mo_report.werkboek.stijl import TEKST as TEKSTSTIJL

_LATER = "Later zijn er vragen toegevoegd. Die tellen hieronder niet mee: mo-report controleer kijkt er wel naar."
_NORM = Tariefvariant.urennorm.name


@dataclass(frozen=True)
class There:
    """A sheet that is there: where its headings and rows stand, the columns and rows in use."""

    kolommen: Mapping[str, str]
    koprij: int
    last_column: int
    last_row: int


@dataclass(frozen=True)
class Addition:
    """What was made: the sheets that are new, and what comes on sheets that are there."""

    bladen: tuple[str, ...]
    kolommen: tuple[tuple[str, str], ...]
    """Sheet and heading of each new column."""
    rijen: tuple[tuple[str, str], ...]
    """Sheet and name of each new row of a list."""


class AdditionWriter:
    """Makes the workbook with what is new; `lists` has the cells of each list that is there."""

    def __init__(
        self,
        there: Mapping[type[Block], There],
        asked: Sequence[type[Block]],
        lists: Mapping[object, str] | None,
        *,
        een_set: bool,
        sets: int,
        niet_nodig: str,
        names: Mapping[type[Block], list[dict[str, str]]],
        front: bool,
    ) -> None:
        #: Whether the first sheet has room for a word about what came later.
        self.front = front
        #: Names that are in use already, and that a new sheet lists.
        self.names = names
        self.sets = 1 if een_set else sets
        self.there, self.een_set, self.niet_nodig = there, een_set, niet_nodig
        self.blocks = in_order_of_work(asked)
        self.new = [b for b in self.blocks if b not in there]
        self.lists = lists
        self.boek = NewBook(new_workbook("Aanvulling", "mo-report"))
        self.ranges: dict[object, str] = {}
        self.layouts: dict[type[Block], Sheet] = {}

    def write(self, path: Path) -> Addition:
        """Write the workbook. Raises OSError."""
        titles = [b.title for b in self.new]
        options = lists_for(self.blocks)
        if self.lists is None and options:
            norms = {URENNORM.label: [r[n] for r in self.names.get(Tariefvariant, []) if (n := _NORM) in r]}
            self.ranges |= list_ranges(new_sheet(self.boek.book, LIJSTEN_BLAD, Rol.INVOER), options, norms)
            titles.insert(0, LIJSTEN_BLAD)
        self.ranges |= dict(self.lists or {})
        more = {block: self._more(block) for block in self.there}
        self._name_ranges(more)
        columns = [(b.title, c.label) for b, found in more.items() for c in found if b.form == "tabel"]
        rows = [(b.title, c.label) for b, found in more.items() for c in found if b.form == "lijst"]
        for block, found in more.items():
            self._on_sheet(block, found)
        for block in self.new:
            self._new(block)
        OutcomeSheet(new_sheet(self.boek.book, UITKOMSTBLAD, Rol.UITVOER), self.layouts).write(self.boek)
        if self.front and (titles or columns or rows):
            said = put_text(self.boek.book.create_sheet(LEESMIJ), 2, 1, _LATER, TOELICHTING)
            aligned(said, wrap_text=False)
        self._blank_values()
        self.boek.save(path, LEGE_DATUM)
        return Addition(tuple(titles), tuple(columns), tuple(rows))

    def _more(self, block: type[Block]) -> list[Column]:
        """What is asked on a sheet that is there only now."""
        before = asked_columns(block, list(self.there), een_set=self.een_set)
        after = asked_columns(block, self.blocks, een_set=self.een_set)
        return [c for c in after if c not in before and c.label not in self.there[block].kolommen]

    def _letters(self, block: type[Block], more: Sequence[Column]) -> dict[str, str]:
        own = self.there[block]
        added = [c.label for c in more] if block.form == "tabel" else []
        return {**own.kolommen, **{h: get_column_letter(own.last_column + n) for n, h in enumerate(added, 1)}}

    def _name_ranges(self, more: Mapping[type[Block], Sequence[Column]]) -> None:
        """Where the names stand that are chosen on the new sheets and columns."""

        def cells(block: type[Block], label: str) -> str:
            if block in self.there:
                letter, top = self._letters(block, more[block])[label], self.there[block].koprij + 1
            else:
                headings = headings_of(block, asked_columns(block, self.blocks, een_set=self.een_set))
                letter, top = get_column_letter(headings.index(label) + 1), KOPRIJ + 1
            return f"'{block.title}'!${letter}${top}:${letter}${LAATSTE}"

        for block in self.blocks:
            if len(block.key_columns()) == 1 and block.form == "tabel":
                self.ranges[block] = cells(block, block.key_columns()[0].label)
        for block, column in GEVERS.items():
            if block not in self.blocks:
                self.ranges[block] = cells(column.block, column.label)

    def _new(self, block: type[Block]) -> None:
        own = InputSheetWriter(
            new_sheet(self.boek.book, block.title, Rol.INVOER),
            block,
            self.blocks,
            self.ranges,
            ruimte(block),
            een_set=self.een_set,
            niet_nodig=self.niet_nodig,
        )
        rows = self.names.get(block) or own.begin(self.sets)
        own.write(rows, hints().get(block.title, []), {})
        self.layouts[block] = own.as_sheet(len(rows))

    def _on_sheet(self, block: type[Block], more: Sequence[Column]) -> None:
        """New columns at the right of a table, or new rows below a list."""
        there, letters = self.there[block], self._letters(block, more)
        top, last = there.koprij + 1, there.koprij + ruimte(block)
        # A new value of a list is asked for each set.
        more = (
            [c for c in more for _ in range(self.sets if block.key_columns() else 1)] if block.form == "lijst" else more
        )
        filled = there.last_row + (len(more) if block.form == "lijst" else 0)
        self.layouts[block] = Sheet.of(block, letters, top, max(last, filled), filled)
        if not more:
            return
        sheet = self.boek.book.create_sheet(block.title)
        if block.form == "lijst":
            for number, column in enumerate(more, there.last_row + 1):
                self._row(sheet, number, column, letters)
            return
        for column in more:
            n = column_index_from_string(letters[column.label])
            put_text(sheet, there.koprij, n, column.heading, KOP3)
            form = number_format(column.unit) if isinstance(column, Parameter) else ""
            column_style(sheet, n, INVOER, form)
            name = next((r[_NORM] for r in self.names.get(Tariefvariant, [])), "") if column.name == _NORM else ""
            for row in range(top, last + 1):
                cell = sheet.cell(row, n)
                cell.style = INVOER
                cell.number_format = form or cell.number_format
                if name and row <= there.last_row:
                    cell.value = name
            sheet.column_dimensions[letters[column.label]].width = 30
            self._rule(sheet, column, f"{letters[column.label]}{top}:{letters[column.label]}{LAATSTE}")

    def _row(self, sheet: Worksheet, number: int, column: Column, letters: Mapping[str, str]) -> None:
        for heading, letter in letters.items():
            n = column_index_from_string(letter)
            if heading in (PARAMETER, EENHEID):
                text = column.label if heading == PARAMETER else column.unit.word
                put_text(sheet, number, n, text, INVOER if heading == PARAMETER else TEKSTSTIJL)
                continue
            cell = sheet.cell(number, n)
            cell.style = INVOER
            if heading == WAARDE:
                cell.number_format = number_format(column.unit)
                self._rule(sheet, column, cell.coordinate)

    def _rule(self, sheet: Worksheet, column: Column, cells: str) -> None:
        ranges = {k: filled_part(v) if v.endswith(f"${LAATSTE}") else v for k, v in self.ranges.items()}
        ranges[BRON] = ranges.get(Bron, "")
        rule = validation_of(column.block, column.label, column, ranges)
        rule.add(cells)
        sheet.add_data_validation(rule)

    def _blank_values(self) -> None:
        """Nothing can be computed here: the cells that it rests on stand in the other workbook."""
        for sheet in self.boek.book.worksheets:
            for cell in sheet._cells.values():
                if cell.data_type == "f":
                    self.boek.values[sheet.title, cell.coordinate] = ""
