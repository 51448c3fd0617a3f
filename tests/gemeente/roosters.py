"""The ORT of services, worked out by walking through a week in quarters of an hour."""

from __future__ import annotations

import itertools
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from gemeente.basis import DAGEN, GROEPSGROOTTE, LEIDEND, MET_TEAM, WEEK, F, Gemeente, Loterij, som
from gemeente.lonen import CAOS

FEESTDAG = 7
#: On which of the days of a week, and the feestdag, a service is there.
GROEPEN = {"elke dag": set(range(8)), "ma-vr": {0, 1, 2, 3, 4}, "za": {5}, "zo en feestdag": {6, FEESTDAG}}
KWART = Fraction(1, 4)
#: Of a cao: the days of its bands, and of each band the begin, the end and the surcharge.
Banden = list[tuple[set[int], list[tuple[Fraction, Fraction, Fraction]]]]


def maak_team(g: Gemeente, lot: Loterij, mix: dict[str, Decimal]) -> Fraction:
    """The team of one locatie; gives the hours per etmaal for the group."""
    days = _dagen(g, lot)
    bands = {cao: _banden(g, lot, cao) for cao in CAOS}
    clienten = lot.getal(5, 40, 0)
    g.given("Teams", team="Team", aanbieder="Stichting X", clienten=clienten)
    hours, extra = F(0), F(0)
    for n in range(lot.random.randint(1, 3)):
        rooster = f"Rooster {n}"
        own = _rooster(g, lot, rooster)
        mensen, uren, dagen = lot.getal(1, 3, 0), lot.getal(2, 10, 1), lot.getal(1, 7, 0)
        g.given(
            "Dienstroosters", team="Team", dienst=f"dienst {n}", begeleiders=mensen, uren=uren, dagen=dagen,
            rooster=rooster,
        )  # fmt: skip
        week = F(mensen) * F(uren) * F(dagen)
        hours += week
        extra += week * som(F(share) * _ort(own, bands[cao], days) for cao, share in mix.items())
    g.teamort = extra / hours
    return hours / WEEK / F(clienten) * GROEPSGROOTTE


def op_rooster(g: Gemeente, name: str) -> Fraction:
    """The uurtarief of a set at the ORT of the team."""
    assert g.teamort is not None
    return replace(g.prijs[name, "Groep"], ort=g.teamort).tarief


def ort_effect(g: Gemeente, norm: Fraction) -> Fraction:
    """The ORT of the set less that of the team, per plek per etmaal."""
    own = g.set_van(LEIDEND, MET_TEAM)
    return norm * (g.prijs[own, "Groep"].tarief - op_rooster(g, own)) / GROEPSGROOTTE


def _dagen(g: Gemeente, lot: Loterij) -> list[Fraction]:
    """How often each day of the week occurs in a week, and the feestdag."""
    moved = {"ma-do": lot.getal(0, 8, 0), "vr": lot.getal(0, 4, 0), "za": Decimal(0), "zo": Decimal(0)}
    counts = {"ma-do": 4, "vr": 1, "za": 1, "zo": 1}
    for kind, count in counts.items():
        g.given("Dagsoorten", dagsoort=kind, dagen=count, feestdagen=moved[kind])
    g.given("Dagsoorten", dagsoort="feestdag", dagen=0, feestdagen=0)
    off = {kind: F(n) * WEEK / DAGEN for kind, n in moved.items()}
    return [*[1 - off["ma-do"] / 4] * 4, 1 - off["vr"], F(1), F(1), som(off.values())]


def _banden(g: Gemeente, lot: Loterij, cao: str) -> Banden:
    found: Banden = []
    for group in ("ma-vr", "za", "zo en feestdag"):
        cuts = [0, *sorted(lot.random.sample(range(1, 24), lot.random.randint(0, 3))), 24]
        bands = [(a, b, lot.getal(0, 0.6, 2)) for a, b in itertools.pairwise(cuts)]
        for a, b, toeslag in bands:
            g.given(
                "ORT-tijdvakken", cao=cao, banddagen=group, tijdvak=f"{a}-{b}", begin=a, einde=b, toeslag=toeslag
            )  # fmt: skip
        found.append((GROEPEN[group], [(F(a), F(b), F(t)) for a, b, t in bands]))
    return found


Dienst = tuple[set[int], Fraction, Fraction]


def _rooster(g: Gemeente, lot: Loterij, name: str) -> list[Dienst]:
    """One or two services, which may run past midnight."""
    found = []
    for n, group in enumerate(lot.random.sample(tuple(GROEPEN), lot.random.randint(1, 2))):
        begin = lot.random.randint(0, 23 * 4)
        length = lot.random.randint(4, 40)
        end = (begin + length) % 96 or 96
        typed = [Decimal(x) / 4 for x in (begin, end)]
        g.given("Roosters", rooster=name, dagen=group, dienst=f"d{n}", begin=typed[0], einde=typed[1])
        found.append((GROEPEN[group], F(begin, 4), F(end, 4)))
    return found


def _ort(rooster: list[Dienst], bands: Banden, days: list[Fraction]) -> Fraction:
    """The mean surcharge over all quarters that somebody works in a week."""
    worked, extra = F(0), F(0)
    for group, begin, end in rooster:
        for day, often in enumerate(days):
            quarters = _kwartieren(begin, end) if day in group else []
            before = FEESTDAG if day == FEESTDAG else (day - 1) % WEEK
            if before in group and end <= begin:
                quarters = quarters + _kwartieren(F(0), end)
            for at in quarters:
                worked += often
                extra += often * _toeslag(bands, day, at)
    return extra / worked


def _kwartieren(begin: Fraction, end: Fraction) -> list[Fraction]:
    """The quarters from begin to end, or to midnight where the end is the next day."""
    last = end if end > begin else F(24)
    return [begin + n * KWART for n in range(int((last - begin) / KWART))]


def _toeslag(bands: Banden, day: int, at: Fraction) -> Fraction:
    (own,) = [rows for group, rows in bands if day in group]
    (found,) = [t for a, b, t in own if a <= at < b]
    return found
