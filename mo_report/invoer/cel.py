"""One cell of the input: its value as a Python value, or what is wrong with it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TypeAlias

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import TokenizerError
from openpyxl.styles.numbers import is_date_format, is_timedelta_format
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import from_excel
from openpyxl.worksheet.worksheet import Worksheet

from mo_report.formules import WISSELEND, Rekenmachine, formuletekst
from mo_report.xtekst import gelezen

GEEN_UITKOMST = "geen uitkomst"
#: What Excel shows for a cell of a data table, which only Excel can compute.
GEGEVENSTABEL = "=TABLE()"
_GELIJK = Decimal("1e-9")
_EEN_CEL = re.compile(r"^(?:'((?:[^']|'')+)'|([^'!]+))!\$?([A-Z]{1,3})\$?(\d+)$")
Raw: TypeAlias = Decimal | str | bool | date | time | timedelta | None


@dataclass(frozen=True)
class Cel:
    """A cell as read.

    fout       what a formula gave instead of a value, such as #REF!
    verouderd  what the cell still shows, where its formula now gives something else
    namen      the defined names in its formula: name, sheet, cell
    """

    cel: str
    value: Raw
    formule: str | None = None
    fout: str | None = None
    verouderd: Raw = None
    namen: tuple[tuple[str, str, str], ...] = ()

    @property
    def is_blank(self) -> bool:
        return self.value is None and self.fout is None

    @property
    def tekst(self) -> str:
        """The value as text; empty where there is none."""
        if self.value is None:
            return ""
        if isinstance(self.value, bool):
            return "WAAR" if self.value else "ONWAAR"
        return f"{self.value:f}" if isinstance(self.value, Decimal) else str(self.value)


@dataclass(frozen=True)
class Blad:
    """A sheet of the input, formulas and values side by side."""

    formulas: Worksheet
    values: Worksheet
    rekenmachine: Rekenmachine

    @property
    def titel(self) -> str:
        return self.formulas.title

    def cel(self, row: int, column: int) -> Cel:
        name = f"{get_column_letter(column)}{row}"
        cell = self.formulas.cell(row, column)
        typed = cell.value
        if typed is None or isinstance(typed, bool | int | float | date | time | timedelta):
            return Cel(name, _clean(typed))
        if cell.data_type == "e":
            return Cel(name, None, None, str(typed))
        if cell.data_type != "f":
            return Cel(name, _clean(str(typed)))
        formula = formuletekst(typed) or GEGEVENSTABEL
        shown_cell = self.values.cell(row, column)
        kept: object = shown_cell.value
        value = self._computed(name, cell, formula, kept)
        if value is None or formula == GEGEVENSTABEL or not _is_formule(formula):
            return Cel(name, None, formula, GEEN_UITKOMST)
        is_error = value is kept and shown_cell.data_type == "e"
        if is_error or (isinstance(value, str) and value.startswith("#")):
            return Cel(name, None, formula, str(value))
        found, shown = _clean(value), _clean(kept)
        stale = shown if kept is not None and not _same(found, shown) else None
        # A formula that gives an empty text is a blank cell to a reader.
        own = formula if found is not None else None
        return Cel(name, found, own, None, stale, tuple(self._names(formula)))

    def _computed(self, name: str, cell: Cell | MergedCell, formula: str, kept: object) -> object:
        """What a formula gives now. What the file kept counts where it cannot be computed here, or
        is another thing every day."""
        if kept is not None and any(f in formula.upper() for f in WISSELEND):
            return kept
        value = self.rekenmachine.value(self.titel, name)
        if value is None or (isinstance(value, str) and value.startswith("#") and kept is not None):
            return kept if kept is not None else value
        if isinstance(value, bool) or not isinstance(value, int | float):
            return value
        return _moment(value, _opmaak(cell))

    def _names(self, formula: str) -> Iterator[tuple[str, str, str]]:
        """The defined names in a formula that mean one cell: the name, the sheet and the cell."""
        book = self.formulas.parent
        assert book is not None
        for token in Tokenizer(formula).items:
            defined = book.defined_names.get(token.value) if token.subtype == "RANGE" else None
            match = _EEN_CEL.match(defined.attr_text or "") if defined else None
            if match:
                sheet = (match[1] or match[2]).replace("''", "'")
                yield token.value.lower(), sheet, f"{match[3]}{match[4]}"


def _is_formule(text: str) -> bool:
    """Whether a text can be taken apart as a formula; Excel keeps no other."""
    try:
        Tokenizer(text)
    except (TokenizerError, IndexError):
        return False
    return True


def _opmaak(cell: Cell | MergedCell) -> str:
    """The number format of a cell; a damaged list of styles may not have it."""
    try:
        return str(cell.number_format)
    except IndexError:
        return ""


def _moment(value: float, opmaak: str) -> object:
    """A number as the date or time that its format makes of it, as openpyxl does with a value."""
    if not is_date_format(opmaak):
        return value
    try:
        return from_excel(value, timedelta=is_timedelta_format(opmaak))
    except (OverflowError, ValueError):
        return "#NUM!"


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
    shown = "".join(c for c in gelezen(str(value)) if unicodedata.category(c) != "Cf")
    return " ".join(shown.split()) or None
