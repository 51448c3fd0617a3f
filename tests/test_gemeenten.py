"""Sixty random gemeenten: the program says what an independent calculation in fractions says."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from gemeente import Gemeente, maak
from gemeente.basis import ANDER, ECHT, EIGEN, HUIZEN, LEIDEND, MET_TEAM, NORM, SETS, cent, som
from gemeente.lonen import CAOS, PRODUCTEN
from gemeente.prijs import DEELNAMES
from gemeente.roosters import op_rooster, ort_effect
from uit_data import lees_data

from mo_report.engine.dossier import Record
from mo_report.engine.rekenen import Result
from mo_report.engine.schema import Block, Line
from mo_report.model import (
    Arrangementtarief,
    Betaald,
    Bezettarief,
    Budget,
    Declarabiliteit,
    Index,
    Indexjaar,
    Locatiedelen,
    Locatieort,
    Locatietarief,
    Lumpsumjaar,
    Nabetaling,
    Nacht,
    Ontbreekt,
    ReelePrijs,
    Taakbudget,
    Teamort,
    Uurtarief,
    Uurtariefjaar,
    Vergelijking,
)
from mo_report.model.prijsdelen import DELEN
from mo_report.model.vergelijking import STAPPEN

#: What the fractions and the program's decimals of 28 digits may differ; in euro a year, of sums of products.
HAAR = Fraction(1, 10**15)
LIJSTEN = {
    "cao": list(CAOS),
    "opleidingsniveau": ["MBO", "HBO"],
    "nachtvariant": ["Wacht", "Slaap", "Vast"],
    "urennorm": [NORM],
    "rooster": [f"Rooster {n}" for n in range(3)],
}


def computed(g: Gemeente) -> Result:
    data: dict[str, Any] = {"bladen": g.sheets, "lijsten": LIJSTEN}
    found = lees_data(data)
    assert found.resultaat is not None, [f"{f.blad} {f.cel} {f.wat}" for f in found.fouten]
    return found.resultaat


class Uitkomst:
    """The outcomes of the program, by the names of their records."""

    def __init__(self, result: Result) -> None:
        self.result = result

    def of(self, block: type[Block]) -> dict[tuple[str, ...], Record]:
        return {tuple(r.texts[k.name] for k in block.key_columns()): r for r in self.result.dossier[block]}

    def exact(self, record: Record, line: Line) -> Fraction:
        return Fraction(self.result.number(record, line))

    def near(self, record: Record, line: Line, wanted: Fraction) -> bool:
        return abs(self.exact(record, line) - wanted) < HAAR


@pytest.mark.parametrize("seed", range(60))
def test_an_independent_calculation_agrees(seed: int) -> None:
    g = maak(seed)
    u = Uitkomst(computed(g))
    _prijzen(g, u)
    _plekken(g, u)
    _roosters(g, u)
    _jaren(g, u)
    for naar in (ANDER, ECHT):
        _vergelijking(g, u, naar)


def _prijzen(g: Gemeente, u: Uitkomst) -> None:
    """Uurtarieven, what they are made of, nights and arrangementen."""
    rates, elements = u.of(Uurtarief), u.of(ReelePrijs)
    assert rates.keys() == g.prijs.keys()
    for key, price in g.prijs.items():
        assert u.near(rates[key], Uurtarief.uurtarief, price.tarief), key
        assert u.exact(rates[key], Uurtarief.uurtarief_afgerond) == g.uurtarief(*key)
        for line, name in zip(DELEN, DEELNAMES, strict=True):
            assert u.near(elements[key], line, price.elementen()[name]), (key, line.label)
    for key, night in u.of(Nacht).items():
        assert u.near(night, Nacht.tarief, g.nacht[key[0], key[1]])
    for (name,), own in u.of(Arrangementtarief).items():
        tariff, year = g.arrangement[name]
        assert u.near(own, Arrangementtarief.tarief, tariff)
        assert u.exact(own, Arrangementtarief.jaarbedrag) == year


def _plekken(g: Gemeente, u: Uitkomst) -> None:
    """The tariffs of the locaties in every variant, their set, and what they are made of."""
    split, budget = u.of(Locatiedelen), u.of(Budget)
    assert u.of(Locatietarief).keys() == {(x, v) for x in HUIZEN for v in SETS}
    for (place, variant), own in u.of(Locatietarief).items():
        assert own.texts["parameterset"] == g.set_van(variant, place)
        assert u.near(own, Locatietarief.tarief_per_plek_per_etmaal, g.plek[place, variant])
        assert u.exact(own, Locatietarief.jaarbedrag) == g.jaar(place, variant)
        parts = som(u.exact(split[place, variant], line) for line in Locatiedelen.lines()[1:-1])
        assert abs(parts - g.plek[place, variant]) < HAAR
        total = budget[place, variant]
        assert u.exact(total, Budget.trajecten) == g.traject[place, variant]
        day = u.result.value(total, Budget.dagopvang)
        assert (None if day is None else Fraction(str(day))) == g.dagopvang.get((place, variant))
        if variant == LEIDEND:
            assert u.near(own, Locatietarief.subsidie, g.subsidie[place])
            assert u.near(u.of(Bezettarief)[place, variant], Bezettarief.per_bezet, g.bezet[place])


def _roosters(g: Gemeente, u: Uitkomst) -> None:
    """The ORT of the team, beside that of the set; and what the amount buys."""
    assert g.teamort is not None
    for key, team in u.of(Teamort).items():
        assert u.near(team, Teamort.ort, g.teamort), key
    own = u.of(Locatieort)[MET_TEAM, LEIDEND]
    assert u.near(own, Locatieort.uurtarief_dienstrooster, op_rooster(g, LEIDEND))
    assert u.near(u.of(Betaald)[MET_TEAM, LEIDEND], Betaald.ort_dienstrooster_effect, ort_effect(g, g.norm))
    for (place, variant), paid in u.of(Betaald).items():
        name = g.set_van(variant, place)
        hours = g.uren[place, variant]
        assert u.near(paid, Betaald.uren_jaar, hours)
        if variant != ANDER and (group := g.groep.get(g.nachtvariant[place])):
            assert u.near(paid, Betaald.betaalde_wachten, g.plekken[place] / group)
        else:
            assert u.result.value(paid, Betaald.betaalde_wachten) is None
        assert u.near(paid, Betaald.fte, hours / g.prijs[name, "Groep"].uren)
        assert u.exact(u.of(Declarabiliteit)[(name,)], Declarabiliteit.declarabele_uren) == g.prijs[name, "Groep"].uren


def _jaren(g: Gemeente, u: Uitkomst) -> None:
    """Index, nabetaling, the budget of the task and the lumpsum, year by year."""
    for (_, year, part), own in u.of(Index).items():
        assert u.near(own, Index.factor, g.factor[part, year]), (part, year)
    for (_, place, year), own in u.of(Indexjaar).items():
        assert u.exact(own, Indexjaar.tarief) == g.index[place, year]
    for (_, place, year), own in u.of(Nabetaling).items():
        amount = u.result.value(own, Nabetaling.bedrag)
        assert (None if amount is None else Fraction(str(amount))) == g.nabetaling.get((place, year))
    for (_, name, product, year), own in u.of(Uurtariefjaar).items():
        wanted = g.in_rekening(g.uurtarief(name, product) * g.factor["begeleiding", year], product)
        assert u.exact(own, Uurtariefjaar.tarief) == wanted
    for (_, year), own in u.of(Taakbudget).items():
        assert u.exact(own, Taakbudget.taakbudget) == g.taakbudget[year]
        assert u.exact(u.of(Lumpsumjaar)["Reeks", year], Lumpsumjaar.lumpsum) == g.lumpsum[year]


def _vergelijking(g: Gemeente, u: Uitkomst, naar: str) -> None:
    """From the leading variant to another: what one lacks, and every step of the rest."""
    pair = u.of(Vergelijking)[LEIDEND, naar]
    mist = none = Fraction(0)
    if naar == ANDER:
        mist = -som(
            g.nacht_jaar[x, LEIDEND] + g.kind_jaar[x, LEIDEND] + g.dagopvang.get((x, LEIDEND), none) for x in HUIZEN
        )
    difference = g.budget(naar) - g.budget(LEIDEND)
    assert u.exact(pair, Vergelijking.verschil) == difference
    assert u.exact(pair, Vergelijking.ontbreekt) == mist
    assert u.exact(pair, Vergelijking.gelijk_op_gelijk) == difference - mist
    assert som(u.exact(u.of(Ontbreekt)[x, naar], Ontbreekt.samen) for x in HUIZEN) == mist
    wanted = _stappen(g, naar)
    found = {line.name: u.exact(pair, line) for line in STAPPEN}
    assert {k: v for k, v in found.items() if k in wanted} == {k: cent(v) for k, v in wanted.items()}
    assert found.keys() - wanted.keys() == {"nacht", "kindtoeslag", "dagopvang", "afronding"}
    # What is left is cents of the tariffs over the plekken and trajecten of a year.
    assert abs(found["afronding"]) < som(g.plekken.values()) * 365 * Fraction(2, 100)
    assert som(found.values()) == u.exact(pair, Vergelijking.gelijk_op_gelijk)
    assert all(u.result.number(pair, line) == Decimal(0) for line in STAPPEN if naar == ECHT and line.name == "salaris")


def _stappen(g: Gemeente, naar: str) -> dict[str, Fraction]:
    """Each step over the hours of the leading variant, then the hours, the rosters and the own sets."""

    def hours(variant: str, product: str) -> Fraction:
        return som(g.uren[x, variant] for x in HUIZEN) if product == "Groep" else som(g.trajecturen.values())

    def extra(variant: str) -> Fraction:
        """What own sets make of the hours, above the set of the variant."""
        found = Fraction(0)
        for place in HUIZEN:
            for product, own in zip(PRODUCTEN, (g.uren[place, variant], g.trajecturen[place]), strict=True):
                name = g.set_van(variant, place)
                found += own * (g.prijs[name, product].tarief - g.prijs[SETS[variant], product].tarief)
        return found

    found: dict[str, Fraction] = {}
    for product in PRODUCTEN:
        one, other = (g.prijs[SETS[v], product] for v in (LEIDEND, naar))
        for name, step in one.naar(other):
            found[name] = found.get(name, Fraction(0)) + hours(LEIDEND, product) * step
        more = (hours(naar, product) - hours(LEIDEND, product)) * other.tarief
        found["uren"] = found.get("uren", Fraction(0)) + more
    found["dienstrooster"] = som(g.dienstrooster[x, naar] - g.dienstrooster[x, LEIDEND] for x in HUIZEN)
    found["eigen_sets"] = extra(naar) - extra(LEIDEND)
    return found


def test_the_lottery_draws_every_kind() -> None:
    """An own set, a year with and without definitive figures: in some, and not in all."""
    drawn = [maak(seed) for seed in range(60)]
    assert {g.eigen for g in drawn} == {True, False}
    assert {(EIGEN, "Groep") in g.prijs for g in drawn} == {True, False}
    assert {len(g.nabetaling) for g in drawn} == {0, 3, 6, 9}
    assert any(g.eigen and g.nacht_jaar["Huis 2", LEIDEND] for g in drawn)
