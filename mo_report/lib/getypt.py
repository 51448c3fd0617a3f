"""What somebody meant who typed a number or a date as text."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from decimal import Decimal

from babel.dates import get_month_names

from mo_report.lib.notatie import NBSP

#: With points between thousands and a comma before decimals, or with a point as in a program.
_GETAL = re.compile(r"([-−]?)(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?")
_PUNT = re.compile(r"([-−]?)(\d+)\.(\d{1,2}|\d{4,})")
_DATUM = re.compile(r"(\d{1,2})[-/. ]+(\d{1,2}|[a-z]+)\.?[-/. ]+(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


def meant_number(text: str) -> Decimal | None:
    """The number in a text such as ‘€ 3.902,00’ or ‘14%’; a percentage as a fraction."""
    bare = re.sub(rf"[\s{NBSP}]|€|eur(?:o)?|,-$", "", text.strip().casefold())
    percent = bare.endswith("%")
    found = _GETAL.fullmatch(bare.removesuffix("%")) or _PUNT.fullmatch(bare.removesuffix("%"))
    if not found:
        return None
    sign, whole, decimals = found.groups()
    number = Decimal(f"{whole.replace('.', '')}.{decimals or 0}") / (100 if percent else 1)
    return -number if sign else number


def meant_date(text: str) -> date | None:
    """The day in a text such as ‘2 maart 2026’ or ‘02-03-2026’: the day comes before the month."""
    bare = text.strip().casefold()
    if found := _ISO.fullmatch(bare):
        year, month, day = found.groups()
    elif found := _DATUM.fullmatch(bare):
        day, month, year = found.groups()
    else:
        return None
    names = {
        name.rstrip("."): n
        for width in ("wide", "abbreviated")
        for n, name in get_month_names(width, locale="nl").items()
    }
    with suppress(ValueError):
        return date(int(year), names.get(month) or int(month), int(day))
    return None
