"""Text as a workbook keeps it: Excel reads ‘_x0041_’ as an A, also where somebody typed it."""

from __future__ import annotations

import re

_LIJKT = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_CODE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def encoded(text: str) -> str:
    """A text so that Excel shows it as it is."""
    return _LIJKT.sub("_x005F_", text) if "_x" in text else text


def decoded(text: str) -> str:
    """A kept text as Excel shows it."""
    return _CODE.sub(lambda m: chr(int(m[1], 16)), text)


def without_codes(text: str) -> str:
    """A name in which no reader sees a code."""
    return _LIJKT.sub("-", text)
