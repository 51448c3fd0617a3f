"""Laying out a result as a workbook: tables of values and live formulas.

Work is done in two rounds. Laying out gives every value its cell; only then are the formulas
written, because a formula may refer to a sheet that is laid out later.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from itertools import chain
from pathlib import Path

from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from mo_report.engine.dossier import InputValue, Record
from mo_report.engine.expression import Cell, Node, Value, cells_of
from mo_report.engine.rekenen import Result, parts
from mo_report.engine.schema import Block, Choice, Column, Line, Text
from mo_report.lib.kleuren import own_series, series_colour
from mo_report.lib.xtekst import encoded
from mo_report.model import Algemeen
from mo_report.werkboek.formule import Address, as_ranges, excel
from mo_report.werkboek.kort import drop_hidden
from mo_report.werkboek.opslaan import NewBook
from mo_report.werkboek.rollen import Blad, Rol, role_names
from mo_report.werkboek.sporen import Trails
from mo_report.werkboek.stijl import new_sheet, new_workbook, put_formula, sheet_title
from mo_report.werkboek.verplaatst import moved_formula, moved_note


class _Names(dict[Cell, str]):
    """How values are named in a formula: most are in many."""

    def __init__(self, name: Callable[[Cell], str]) -> None:
        self._name = name

    def __missing__(self, cell: Cell) -> str:
        found = self[cell] = self._name(cell)
        return found


class Builder:
    """A workbook in the making for one result.

    With `invoer` the given values may be changed in the workbook, and everything follows; without
    it only what is marked as input on the sheets themselves, such as a reactie. With `kort` the
    sheets behind are left out, and what rests on them is a value. `kleuren` are those of charts.
    """

    def __init__(
        self, resultaat: Result, title: str, *, invoer: bool, kort: bool = False, kleuren: Sequence[str] = ()
    ) -> None:
        self.resultaat, self.invoer, self.kort = resultaat, invoer, kort
        self._kleuren = kleuren or own_series()
        self.dossier = resultaat.dossier
        #: What the controleblad will say.
        self.goed = resultaat.controles_goed
        self.algemeen = self.dossier.one(Algemeen)
        gemeente, versie = self.algemeen.texts["gemeente"], self.algemeen.texts.get(Algemeen.versie.name)
        self.versie = f"versie {versie}" if versie else ""
        title += f", {self.versie}" if versie else ""
        self.boek = NewBook(new_workbook(title, f"Gemeente {gemeente}"))
        self.sporen = Trails(resultaat, self.boek)
        self.bladen: dict[str, Blad] = {}
        #: The sheets that are seen when the workbook opens; empty: all of them.
        self.voorop: list[Blad] = []
        self._taken = {name.lower() for name in role_names()}
        self._home: dict[Cell, Address] = {}
        #: The sheets on which the given values, or the lines, of a block live.
        self._lives: dict[tuple[type[Block], bool], set[str]] = {}
        #: By sheet: where a value stands that lives elsewhere, and where any value stands.
        self._echoes: defaultdict[str, dict[Cell, Address]] = defaultdict(dict)
        self._at: defaultdict[str, dict[Cell, Address]] = defaultdict(dict)
        self._origin: dict[tuple[str, str], Cell] = {}
        #: By sheet: how a value is named there, in a formula.
        self._names: dict[str, _Names] = {}
        self._todo: list[tuple[Address, Cell]] = []
        self._repeats: list[tuple[Address, Cell]] = []
        self._checks: list[tuple[Address, str, Value]] = []
        #: Of how many of these it is known what they need.
        self._looked_at = 0
        self._live: set[Cell] | None = None

    def kleur(self, nummer: int) -> str:
        """The colour of a series of a chart, from 0, as RRGGBB."""
        return series_colour(self._kleuren, nummer)[1:].upper()

    @property
    def day(self) -> date:
        given = self.algemeen.values[Algemeen.datum].waarde
        assert isinstance(given, date)
        return given

    def sheet(self, blad: Blad) -> Worksheet:
        """A new sheet, which is the home of the blocks that it says."""
        title = sheet_title(blad.naam, self._taken) if blad.eigen else blad.naam
        self.bladen[title] = blad
        for block in blad.thuis:
            self._lives.setdefault((block, blad.rol is not Rol.INVOER), set()).add(title)
        made = new_sheet(self.boek.book, title, blad.rol, self.versie)
        if not self.is_seen(blad):
            made.sheet_state = made.SHEETSTATE_HIDDEN
        return made

    def is_seen(self, blad: Blad) -> bool:
        return not self.voorop or any(blad is one for one in self.voorop)

    def uitleg(self, blad: Blad) -> str:
        """What a sheet is for."""
        return blad.uitleg if isinstance(blad.uitleg, str) else blad.uitleg(self.resultaat)

    def place(self, at: Address, cell: Cell, *, repeat: bool = False) -> None:
        """Give a value a cell: its home is on the sheet that its block declares, else where it
        stands first. Elsewhere, and where it is a repeat, it is shown again."""
        self._at[at.sheet].setdefault(cell, at)
        record, column = parts(cell)
        lives = self._lives.get((record.block, isinstance(column, Line)))
        if repeat or cell in self._home or (lives and at.sheet not in lives):
            self._echoes[at.sheet].setdefault(cell, at)
            (self._repeats if repeat else self._todo).append((at, cell))
            return
        self._settle(at, cell)

    def _settle(self, at: Address, cell: Cell) -> None:
        self._home[cell] = at
        record, column = parts(cell)
        if isinstance(column, Line):
            self._todo.append((at, cell))
        else:
            given = record.values[column]
            self._origin[given.plek.blad, given.plek.cel] = cell
            if given.formule:
                self._todo.append((at, cell))

    def address(self, cell: Cell, sheet: str) -> Address:
        """Where a value stands, on this sheet if it can be. Raises KeyError if it was left out."""
        return self._echoes[sheet].get(cell) or self._home[cell]

    def _addresses(self, cells: Sequence[Cell], sheet: str) -> list[Address]:
        """Where values that are taken together stand, on one sheet beside one another if they can.

        Raises KeyError if one was left out.
        """
        own = [self.address(c, sheet) for c in cells]
        elsewhere = [[there[c] for c in cells] for there in self._at.values() if all(c in there for c in cells)]
        return min([own, *elsewhere], key=lambda places: len(list(as_ranges(places, sheet))))

    def excel(self, node: Node, sheet: str) -> str:
        """A bound formula for a cell of this sheet. Raises KeyError if it reads a value that was left out."""
        if sheet not in self._names:
            self._names[sheet] = _Names(lambda cell: self.address(cell, sheet).seen_from(sheet))
        return excel(node, sheet, lambda cells: self._addresses(cells, sheet), self._names[sheet].__getitem__)

    def home(self, cell: Cell) -> Address | None:
        return self._home.get(cell)

    def changeable(self, record: Record, column: Column) -> bool:
        """Whether a given value may be changed here: a text only where a formula reads it."""
        if not self.invoer or isinstance(column, Text):
            return False
        if self._live is None:
            self._live = {c for cell in self.resultaat.formulas for c in self.resultaat.reads(cell)}
        return not isinstance(column, Choice) or Cell(record, column) in self._live

    def formula(self, at: Address, text: str, value: Value) -> None:
        """A formula that is not a line of the model: a check, or a count of checks."""
        self._checks.append((at, text, value))

    def settle(self) -> None:
        """Every sheet is there: what has no home yet has it where it stands first."""
        self._todo += self._repeats
        for at, cell in self._todo:
            self._home.setdefault(cell, at)
        self._lives.clear()

    def save(self, path: Path) -> None:
        """Write the formulas, the links and the file; every sheet has been laid out."""
        for at, cell in self._todo:
            self._write(at, cell)
        for at, text, value in self._checks:
            self._put(at, text, value)
        book = self.boek.book
        if self.kort:
            drop_hidden(self.boek)
        else:
            self.sporen.write(self._home, self._todo)
        book._sheets.sort(key=lambda s: self.bladen[s.title].plaats)  # type: ignore[attr-defined]
        book.active = 0
        self.boek.save(path, self.day)
        self._names.clear()

    def needed(self) -> dict[type[Block], list[Record]]:
        """Records of which a formula, or a check, reads a value that has no cell, by block."""
        found: dict[type[Block], dict[Record, None]] = {}
        new, self._looked_at = self._todo[self._looked_at :], len(self._todo)
        read = chain.from_iterable(self.resultaat.reads(cell) or (cell,) for _, cell in new)
        sides = chain.from_iterable((toets.left, toets.right) for toets in self.resultaat.toetsen)
        for used in chain(read, chain.from_iterable(map(cells_of, sides))):
            if used not in self._home:
                record = parts(used)[0]
                found.setdefault(record.block, {})[record] = None
        return {block: list(records) for block, records in found.items()}

    def _write(self, at: Address, cell: Cell) -> None:
        record, column = parts(cell)
        value = self._value(record, column)
        assert value is not None
        if self._home[cell] != at:
            self._put(at, "=" + self._home[cell].seen_from(at.sheet), value)
        elif isinstance(column, Line):
            node = self.resultaat.formulas[cell]
            self._put(at, self.excel(node, at.sheet), value)
        else:
            self._write_typed(at, record.values[column], value)

    def _write_typed(self, at: Address, given: InputValue, value: Value | date) -> None:
        """A formula that the user typed: live where it can be, else its value with a note."""
        text = moved_formula(given, at.sheet, self._moved)
        if text:
            self._put(at, text, value)
        else:
            note = Comment(encoded(moved_note(given, volledig=self.invoer)), "mo-report", 120, 320)
            self.boek.cell(*at).comment = note

    def _moved(self, sheet: str, cell: str) -> Address | None:
        found = self._origin.get((sheet, cell))
        if found is None:
            return None
        record, column = parts(found)
        # A time of the clock stands in the output as hours: a formula over it would go wrong.
        return None if record.values[column].omgezet else self._home[found]

    def _value(self, record: Record, column: Column) -> Value | date | None:
        """A value as it stands in a cell; a date is given, and nothing is computed with it."""
        given = record.values.get(column)
        if given and isinstance(given.waarde, date):
            return given.waarde
        return self.resultaat.value(record, column)

    def _put(self, at: Address, text: str, value: Value | date) -> None:
        put_formula(self.boek.sheet(at.sheet), at.row, at.column, text)
        self.boek.values[at.sheet, at.cell] = value
