"""The colours of charts, the same on sheets, pages and web pages."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache

from mo_report.lib.lettertype import templates

WIT = "#ffffff"


@cache
def tint(kleur: str, deel: float) -> str:
    """White with so much of a colour (a fraction) in it, as #rrggbb."""
    from coloraide import Color

    mixed = Color.mix(Color(WIT), Color(kleur), deel, space="srgb")
    return str(mixed.convert("srgb").to_string(hex=True))


def series_colour(reeksen: Sequence[str], nummer: int) -> str:
    """The colour of a series, from 0, as #rrggbb; where they run out, the same ones come paler."""
    again, place = divmod(nummer, len(reeksen))
    return reeksen[place] if not again else tint(reeksen[place], 1 / (again + 1))


@cache
def own_series() -> tuple[str, ...]:
    """The colours of series in the program's own house style, as #rrggbb."""
    given = tomllib.loads((templates() / "huisstijl" / "huisstijl.toml").read_text("utf-8"))
    return tuple(c.lower() for c in given["kleuren"]["reeksen"])
