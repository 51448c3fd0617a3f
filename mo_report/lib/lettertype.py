"""The bundled font and the folder that it is in: what can be printed, and with what."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

STIJLEN = ("Regular", "It", "Semibold", "Bold")
#: Letters of European languages and marks of Dutch type, all of which are in the font. To look in the
#: font takes a sixth of a second, and hardly any input has another character.
GEWOON = frozenset(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x180)))) | set("‘’“”–—…€−")


def templates() -> Traversable:
    """The folder with templates, style and fonts: inside the wheel, or beside the package."""
    inside = files("mo_report") / "templates"
    return inside if inside.is_dir() else Path(__file__).parents[2] / "templates"


def font_file(stijl: str) -> Traversable:
    """The font file of a style."""
    return templates() / "fonts" / f"SourceSans3-{stijl}.ttf"


@cache
def font_characters() -> frozenset[str]:
    """Every character that all styles of the font have."""
    from fontTools.ttLib import TTFont

    found: set[str] | None = None
    for stijl in STIJLEN:
        with font_file(stijl).open("rb") as file:
            own = {chr(code) for code in TTFont(file, lazy=True).getBestCmap()}
        found = own if found is None else found & own
    return frozenset(found or ())


def not_in_font(text: str) -> list[str]:
    """The characters of a text that some style of the font does not have, each once and in order."""
    other = [c for c in dict.fromkeys(text) if c not in GEWOON]
    return [c for c in other if c not in font_characters()]
