"""What a random gemeente is made of: sheets of rows, the outcomes these must have, and a lottery."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any

from gemeente.prijs import Prijs

F, Rijen = Fraction, list[dict[str, Any]]
#: Two variants with a set each, one with the hours really worked, and a set of one locatie's own.
LEIDEND, ANDER, ECHT, EIGEN, NORM = "Eerste", "Tweede", "Echt", "Eigen", "Norm"
SETS = {LEIDEND: LEIDEND, ANDER: ANDER, ECHT: LEIDEND}
HUIZEN = ("Huis 0", "Huis 1", "Huis 2")
#: Who has dagopvang, a team with a roster, and perhaps a set of its own.
MET_DAGOPVANG, MET_TEAM, MET_SET = HUIZEN
GROEPSGROOTTE, DAGEN, WEEK = 20, 365, 7


def rond(amount: Fraction, digits: int = 2) -> Fraction:
    """On so many decimals, half away from zero."""
    sign = -1 if amount < 0 else 1
    return sign * F(int(abs(amount) * 10**digits + F(1, 2)), 10**digits)


cent = rond


def som(amounts: Any) -> Fraction:
    return sum(amounts, F(0))


@dataclass
class Gemeente:
    """An input as sheets of rows, and the outcomes that it must have: by set, variant, locatie, product or year."""

    sheets: dict[str, Rijen] = field(default_factory=dict)
    eigen: bool = False
    """Whether the last locatie has a set of its own."""
    prijs: dict[tuple[str, str], Prijs] = field(default_factory=dict)
    per_minuut: set[str] = field(default_factory=set)
    nacht: dict[tuple[str, str], Fraction] = field(default_factory=dict)
    groep: dict[str, Fraction] = field(default_factory=dict)
    """For how many plekken a watch of each kind is priced."""
    plekken: dict[str, Fraction] = field(default_factory=dict)
    plek: dict[tuple[str, str], Fraction] = field(default_factory=dict)
    delen: dict[str, dict[str, Fraction]] = field(default_factory=dict)
    uren: dict[tuple[str, str], Fraction] = field(default_factory=dict)
    dienstrooster: dict[tuple[str, str], Fraction] = field(default_factory=dict)
    nachtvariant: dict[str, str] = field(default_factory=dict)
    nacht_jaar: dict[tuple[str, str], Fraction] = field(default_factory=dict)
    kind_jaar: dict[tuple[str, str], Fraction] = field(default_factory=dict)
    traject: dict[tuple[str, str], Fraction] = field(default_factory=dict)
    trajecturen: dict[str, Fraction] = field(default_factory=dict)
    dagopvang: dict[tuple[str, str], Fraction] = field(default_factory=dict)
    subsidie: dict[str, Fraction] = field(default_factory=dict)
    bezet: dict[str, Fraction] = field(default_factory=dict)
    norm: Fraction = Fraction(0)
    teamort: Fraction | None = None
    factor: dict[tuple[str, str], Fraction] = field(default_factory=dict)
    achteraf: dict[tuple[str, str], Fraction] = field(default_factory=dict)
    index: dict[tuple[str, str], Fraction] = field(default_factory=dict)
    nabetaling: dict[tuple[str, str], Fraction] = field(default_factory=dict)
    taakbudget: dict[str, Fraction] = field(default_factory=dict)
    lumpsum: dict[str, Fraction] = field(default_factory=dict)
    arrangement: dict[str, tuple[Fraction, Fraction]] = field(default_factory=dict)

    def add(self, sheet: str, **row: Any) -> None:
        self.sheets.setdefault(sheet, []).append(row)

    def given(self, sheet: str, **row: Any) -> None:
        self.add(sheet, **row, status="aanname")

    def list_of(self, sheet: str, values: dict[str, Any], **keys: str) -> None:
        for name, value in values.items():
            self.given(sheet, **keys, parameter=name, waarde=value)

    def set_van(self, variant: str, locatie: str) -> str:
        """The set that counts there."""
        own = self.eigen and locatie == MET_SET and SETS[variant] == LEIDEND
        return EIGEN if own else SETS[variant]

    def jaar(self, locatie: str, variant: str) -> Fraction:
        """What the plekken cost in a year."""
        return cent(cent(self.plek[locatie, variant]) * self.plekken[locatie] * DAGEN)

    def budget(self, variant: str) -> Fraction:
        return som(
            self.jaar(x, variant) + self.traject[x, variant] + self.dagopvang.get((x, variant), F(0)) for x in HUIZEN
        )

    def uurtarief(self, name: str, product: str) -> Fraction:
        """As it is charged."""
        return self.in_rekening(self.prijs[name, product].tarief, product)

    def in_rekening(self, amount: Fraction, product: str) -> Fraction:
        return cent(amount / 60) * 60 if product in self.per_minuut else cent(amount)


class Loterij:
    """Draws decimals, so that what is typed is exactly what is computed with."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def getal(self, low: float, high: float, digits: int = 4) -> Decimal:
        return Decimal(self.random.randint(round(low * 10**digits), round(high * 10**digits))).scaleb(-digits)

    def kans(self, p: float = 0.5) -> bool:
        return self.random.random() < p

    def delen(self, n: int) -> list[Decimal]:
        """So many shares that are 1 together."""
        cuts = sorted(self.random.sample(range(1, 100), n - 1))
        return [Decimal(b - a) / 100 for a, b in zip([0, *cuts], [*cuts, 100], strict=True)]
