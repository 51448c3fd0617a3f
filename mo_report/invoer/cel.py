"""One cell of the input: its value as a Python value, or what is wrong with it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TypeAlias

from openpyxl.formula import Tokenizer

from mo_report.invoer.nagerekend import Recomputer
from mo_report.invoer.xlsx import Book, Sheet
from mo_report.lib.celnaam import cell_name
from mo_report.lib.xtekst import decoded

_GELIJK = Decimal("1e-9")
_EEN_CEL = re.compile(r"^(?:'((?:[^']|'')+)'|([^'!]+))!\$?([A-Z]{1,3})\$?(\d+)$")
Raw: TypeAlias = Decimal | str | bool | date | time | timedelta | None


@dataclass(frozen=True)
class InputCell:
    """A cell as read.

    fout       what stands there or a formula gives instead of a value, such as #REF!
    getoond    what the cell shows, where its formula now gives something else or nothing
    reden      why a formula cannot be recomputed
    namen      the defined names in its formula: name, sheet, cell
    """

    cel: str
    value: Raw
    formule: str | None = None
    fout: str | None = None
    getoond: Raw = None
    namen: tuple[tuple[str, str, str], ...] = ()
    reden: str = ""

    @property
    def is_fout(self) -> bool:
        """Whether there is no value, and something that should have given one."""
        return bool(self.fout or self.reden)

    @property
    def is_blank(self) -> bool:
        return self.value is None and not self.is_fout

    @property
    def tekst(self) -> str:
        """The value as text; empty where there is none."""
        if self.value is None:
            return ""
        if isinstance(self.value, bool):
            return "WAAR" if self.value else "ONWAAR"
        return f"{self.value:f}" if isinstance(self.value, Decimal) else str(self.value)


@dataclass(frozen=True)
class InputSheet:
    """A sheet of the input, with what its formulas give."""

    titel: str
    book: Book
    narekenaar: Recomputer

    @property
    def sheet(self) -> Sheet:
        return self.book[self.titel]

    def cel(self, row: int, column: int) -> InputCell:
        name = cell_name(row, column)
        raw = self.sheet.cells.get((row, column))
        if raw is None:
            return InputCell(name, None)
        kept = self.book.formats.python(raw)
        if not raw.formula:
            if raw.kind == "e" or kept == "#NUM!":
                return InputCell(name, None, None, str(kept))
            return InputCell(name, _clean(kept))
        found = self.narekenaar.value((self.titel, row, column))
        if found.reden or found.fout:
            shown = None if raw.kind == "e" else _clean(kept)
            return InputCell(name, None, raw.formula, found.fout, shown, reden=found.reden)
        value: object = found.value
        if not isinstance(value, bool):
            formats = self.book.formats
            value = formats.moment(value, formats.code(raw))
        if value == "#NUM!":
            return InputCell(name, None, raw.formula, "#NUM!")
        now, shown = _clean(value), _clean(kept)
        stale = shown if kept is not None and not _same(now, shown) else None
        # A formula that gives an empty text is a blank cell to a reader.
        own = raw.formula if now is not None else None
        return InputCell(name, now, own, None, stale, tuple(self._names(raw.formula)))

    def _names(self, formula: str) -> Iterator[tuple[str, str, str]]:
        """The defined names in a formula that mean one cell: the name, the sheet and the cell."""
        names = self.book.names
        for token in Tokenizer(formula).items:
            match = _EEN_CEL.match(names.get(token.value, "")) if token.subtype == "RANGE" else None
            if match:
                sheet = (match[1] or match[2]).replace("''", "'")
                yield token.value.lower(), sheet, f"{match[3]}{match[4]}"


def _same(value: Raw, kept: Raw) -> bool:
    if isinstance(value, Decimal) and isinstance(kept, Decimal):
        return abs(value - kept) <= _GELIJK * max(Decimal(1), abs(value))
    return value == kept or (value in (None, "") and kept in (None, ""))


def _clean(value: object) -> Raw:
    if isinstance(value, bool | time | timedelta) or value is None:
        return value
    if isinstance(value, int | float):
        # 15 digits are what Excel keeps and shows; the rest is noise of the binary number.
        return Decimal(f"{value:.15g}")
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value
    if isinstance(value, date):
        return value
    # Marks without a shape, such as the soft hyphens of a word processor, are no part of a name.
    shown = "".join(c for c in decoded(str(value)) if unicodedata.category(c) != "Cf")
    return " ".join(shown.split()) or None
