"""The terms of the field and what they mean, from begrippen.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Begrip(NamedTuple):
    woord: str
    uitleg: str
    vormen: tuple[str, ...] = ()
    """Other forms, such as the plural."""


@cache
def begrippen() -> dict[str, Begrip]:
    """Every term by its key, in the order of the alphabet."""
    text = (files("mo_report") / "verhaal" / "begrippen.toml").read_text("utf-8")
    found = {
        key: Begrip(word, meaning, tuple(forms[0]) if forms else ())
        for key, (word, meaning, *forms) in tomllib.loads(text).items()
    }
    return dict(sorted(found.items(), key=lambda item: item[1].woord.casefold()))
