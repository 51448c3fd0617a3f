"""Defined names of a workbook, made from the names of the data dictionary."""

from __future__ import annotations

import re
from collections.abc import MutableMapping

from openpyxl.workbook.defined_name import DefinedName

from mo_report.dossier import Record
from mo_report.schema import Block, Column
from mo_report.velden import naam


def excelnaam(block: type[Block], texts: dict[str, str], column: Column) -> str:
    """The name of a value as Excel allows it: letters, digits, points and underscores."""
    return _allowed(naam(block, Record(block, texts), column))


def definieer(names: MutableMapping[str, DefinedName], name: str, place: str) -> None:
    """Define a name for a place; a name that is there already gets a number behind it."""
    clean, n = _allowed(name), 2
    unique = clean
    while unique in names:
        unique, n = f"{clean}_{n}", n + 1
    names[unique] = DefinedName(unique, attr_text=place)


def _allowed(name: str) -> str:
    return re.sub(r"[^\w.]", "_", name)
