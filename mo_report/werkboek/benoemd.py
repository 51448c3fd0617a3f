"""Defined names of a workbook, made from the names of the data dictionary."""

from __future__ import annotations

import hashlib
import re
from collections.abc import MutableMapping
from typing import Any

from openpyxl.workbook.defined_name import DefinedName
from openpyxl.xml.functions import Element

from mo_report.engine.dossier import Record
from mo_report.engine.schema import Block, Column

MEEST = 240
"""The longest name, with room for a number behind it."""
_LEEG = dict.fromkeys(DefinedName.__attrs__)


class _Name(DefinedName):
    """A name for a place. openpyxl looks at sixteen fields of each that none of ours has."""

    def __init__(self, name: str, place: str) -> None:
        vars(self).update(_LEEG, name=name, attr_text=place)

    def to_tree(self, *_: object, **__: object) -> Any:
        made = Element(self.tagname, name=self.name)
        made.text = self.attr_text
        return made


def excel_name(block: type[Block], texts: dict[str, str], column: Column) -> str:
    """The name of a value as Excel allows it: letters, digits, points and underscores."""
    return _allowed(Record(block, texts).called(column))


def define_name(names: MutableMapping[str, DefinedName], name: str, place: str) -> None:
    """Define a name for a place; a name that is there already gets a number behind it."""
    clean, n = _allowed(name), 2
    unique = clean
    while unique in names:
        unique, n = f"{clean}_{n}", n + 1
    names[unique] = _Name(unique, place)


def _allowed(name: str) -> str:
    clean = re.sub(r"[^\w.]", "_", name)
    if len(clean) <= MEEST:
        return clean
    # Excel takes 255 characters; what is cut off still makes the difference.
    return f"{clean[: MEEST - 9]}_{hashlib.sha256(clean.encode()).hexdigest()[:8]}"
