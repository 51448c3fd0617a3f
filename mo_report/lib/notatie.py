"""Numbers and dates as Dutch readers write them: € 61,85; 30,89%; 21 november 2026."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Literal

from babel import Locale
from babel.dates import format_date
from babel.numbers import NumberPattern, format_decimal, parse_pattern

Kind = Literal["euro", "procent", "getal", "tekst", "datum"]


@dataclass(frozen=True)
class Unit:
    """A unit as shown (`word`), its Excel format, and the decimals that people see."""

    word: str
    kind: Kind
    excel: str
    decimals: int = 0
    always: int = 0
    """How many of the decimals are shown even when they are zero."""


NBSP = "\u00a0"
_NEDERLANDS = Locale("nl", "NL")
LEEG = "–"
#: From here on a number has more digits than anybody reads, or than 15 can carry.
GROOT = Decimal(10) ** 15


@lru_cache(maxsize=64)
def _pattern(decimals: int, at_least: int) -> NumberPattern:
    return parse_pattern(("#,##0." + "0" * at_least + "#" * (decimals - at_least)).rstrip("."))


@lru_cache(maxsize=65_536)
def show_number(x: Decimal, decimals: int, *, at_least: int = 0) -> str:
    """A number with at most `decimals` decimals, of which `at_least` stand there when zero."""
    if abs(x) >= GROOT:
        return f"{x:.3e}".replace(".", ",")
    rounded = Decimal(f"{x:.15g}").quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = format_decimal(rounded + 0, _pattern(decimals, at_least), locale=_NEDERLANDS)
    return text.replace("-", "−")


def show_percentage(x: Decimal) -> str:
    return show_number(x * 100, 2, at_least=2) + "%"


def show_euro(x: Decimal) -> str:
    return f"€{NBSP}{show_number(x, 2, at_least=2)}"


def show_more(x: Decimal, unit: Unit, more: int) -> str:
    """A number in its unit with so many more decimals than usual, as far as it has them."""
    if unit.kind == "euro":
        return f"€{NBSP}{show_number(x, 2 + more, at_least=2)}"
    if unit.kind == "procent":
        return show_number(x * 100, 2 + more, at_least=2) + "%"
    if unit.excel == "0" and x == x.to_integral_value():
        return show(x, unit)
    return show_number(x, unit.decimals + more, at_least=unit.always)


def as_shown(x: Decimal, unit: Unit, more: int) -> Decimal:
    """The number that `show_more` shows."""
    places = {"euro": 2, "procent": 4}.get(unit.kind, unit.decimals) + more
    return Decimal(f"{x:.15g}").quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) if abs(x) < GROOT else x


def show(x: Decimal | str | bool | date | None, unit: Unit) -> str:
    """A value in its unit, as it stands in the annex and on screen; a dash where there is none."""
    if x is None:
        return LEEG
    if isinstance(x, bool):
        return "ja" if x else "nee"
    if isinstance(x, date):
        return format_date(x, "d MMMM y", locale=_NEDERLANDS)
    if isinstance(x, str):
        return x
    if unit.kind == "euro":
        return show_euro(x)
    if unit.kind == "procent":
        return show_percentage(x)
    if unit.excel == "0" and x == x.to_integral_value():
        return str(int(x))  # a year has no thousands separator
    return show_number(x, unit.decimals, at_least=unit.always)
