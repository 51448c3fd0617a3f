"""Frames: what is computed beside the rows of one input sheet, on the sheet Uitkomst."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from mo_report.engine.schema import WAARDE, Block, Column
from mo_report.model.omvang import LAATSTE, meekijken

#: What stands where a value is not yet to be had, and where there is none.
NOG_NIET, NIETS = "nog niet", "–"
#: Where the number of the row comes in a formula.
ROW = "§"


@dataclass(frozen=True)
class Sheet:
    """Where things stand on an input sheet."""

    block: type[Block]
    headings: tuple[str, ...]
    letters: tuple[str, ...]
    top: int
    last: int
    filled: int
    """The last row that is filled in."""

    @classmethod
    def of(cls, block: type[Block], letters: Mapping[str, str], top: int, last: int, filled: int) -> Sheet:
        """A sheet by the letter of each heading; so many rows are looked at as most gemeenten have."""
        last = max(min(last, top - 1 + meekijken(block)), filled + 2)
        return cls(block, tuple(letters), tuple(letters.values()), top, last, filled)

    def has(self, heading: str) -> bool:
        return heading in self.headings

    def cell(self, heading: str) -> str:
        """The cell under a heading in the row at hand, as seen from another sheet."""
        return f"'{self.block.title}'!${self._letter(heading)}{ROW}"

    def area(self, heading: str) -> str:
        letter = self._letter(heading)
        return f"'{self.block.title}'!${letter}${self.top}:${letter}${self.last}"

    @property
    def beyond(self) -> str:
        """The cells below the last row, under the heading that every row fills in."""
        names = [k.label for k in self.block.key_columns() if self.has(k.label)]
        letter = self._letter(WAARDE if self.block.form == "lijst" else names[0])
        return f"'{self.block.title}'!${letter}${self.last + 1}:${letter}${LAATSTE}"

    def _letter(self, heading: str) -> str:
        return self.letters[self.headings.index(heading)]


@dataclass(eq=False)
class Entry:
    """One column of a frame: its heading and the formula in each of its rows.

    A formula names other columns by their mark; `column` is what of the model it shows.
    """

    frame: Frame
    heading: str
    formula: str
    column: Column | None = None
    bladen: str = ""
    letter: str = ""

    @property
    def mark(self) -> str:
        """Stands for the letter of this column until that is known."""
        return f"«{id(self)}»"

    @property
    def cell(self) -> str:
        """This column in the row at hand, or in the only row."""
        return f"${self.mark}${self.frame.top}" if self.frame.single else f"${self.mark}{ROW}"

    def guard(self, doubt: Entry) -> None:
        """Show no number while there is any doubt."""
        start = f'=IF({self.frame.begun}="","",'
        inside = self.formula.removeprefix(start)
        self.formula = f'{start}IF({doubt.cell}>0,"{NOG_NIET}",{inside})'

    def head(self, row: int) -> str:
        """A cell above this column."""
        return f"${self.mark}${row}"

    @property
    def area(self) -> str:
        return f"${self.mark}${self.frame.top}:${self.mark}${self.frame.last}"


@dataclass(eq=False)
class Frame:
    """The columns that go with one input sheet, a row for each of its rows; or all in one row."""

    titel: str
    sheet: Sheet | None
    top: int
    last: int
    #: What is blank in a row that nobody began on.
    begun: str = ""
    entries: dict[object, Entry] = field(default_factory=dict)

    @property
    def single(self) -> bool:
        return self.top == self.last

    def fixed(self, key: object, heading: str, number: Decimal, column: Column) -> Entry:
        """A column with one number in it."""
        self.entries[key] = made = Entry(self, heading, str(number), column)
        return made

    def add(self, key: object, heading: str, formula: str, column: Column | None = None, bladen: str = "") -> Entry:
        """A column, at the right of those that are there; blank in a row that nobody began on."""
        text = f'=IF({self.begun}="","",{formula})' if self.begun else f"={formula}"
        self.entries[key] = made = Entry(self, heading, text, column, bladen)
        return made
