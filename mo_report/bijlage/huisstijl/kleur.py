"""Colours that everybody can tell apart: contrast, colour-blindness, and print in grey."""

from __future__ import annotations

from functools import cache
from itertools import combinations

from coloraide import Color

from mo_report.lib.kleuren import WIT

#: WCAG 2.1, level AA: the least contrast of text with its ground.
LEESBAAR = 4.5
#: The least difference between two series (CIEDE2000), for any eye, and in grey (CIE L*).
VERSCHIL, VERSCHIL_GRIJS = 10, 6
#: Without red, green and blue receptors.
KLEURENBLIND = ("protan", "deutan", "tritan")
ZWART = "#000000"


@cache
def contrast(kleur: str, grond: str = WIT) -> float:
    """The contrast of two colours by WCAG: from 1 (none) to 21."""
    return float(Color(kleur).contrast(grond, method="wcag21"))


def alike(kleuren: tuple[str, ...]) -> list[tuple[int, int, str]]:
    """Pairs that somebody cannot tell apart: their numbers from 1, and when."""
    found = []
    for (n, a), (m, b) in combinations(enumerate(map(Color, kleuren), 1), 2):
        grey = abs(a.convert("lab")["l"] - b.convert("lab")["l"])
        if a.delta_e(b, method="2000") < VERSCHIL:
            found.append((n, m, "ze lijken te veel op elkaar"))
        elif grey < VERSCHIL_GRIJS:
            found.append((n, m, "in grijs zijn ze gelijk"))
        elif any(a.filter(k).delta_e(b.filter(k), method="2000") < VERSCHIL for k in KLEURENBLIND):
            found.append((n, m, "voor wie kleurenblind is, zijn ze gelijk"))
    return found
