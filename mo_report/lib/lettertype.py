"""The bundled font and the folder that it is in: what can be printed, and with what."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

STIJLEN = ("Regular", "It", "Semibold", "Bold")


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
