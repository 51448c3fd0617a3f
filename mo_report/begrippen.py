"""The terms of the field and what they mean, from begrippen.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Begrip(NamedTuple):
    woord: str
    uitleg: str


@cache
def begrippen() -> dict[str, Begrip]:
    """Every term by its key, in the order of the alphabet."""
    text = (files("mo_report") / "begrippen.toml").read_text("utf-8")
    found = {key: Begrip(*pair) for key, pair in tomllib.loads(text).items()}
    return dict(sorted(found.items(), key=lambda item: item[1].woord.casefold()))
