"""Arrangementen per client, beside plekken and the taakbudget: the nota's three variants."""

from __future__ import annotations

from decimal import Decimal

import pytest
from uit_data import lees_data

from mo_report.engine.rekenen import Result
from mo_report.model import (
    Arrangement,
    Arrangementbudget,
    Arrangementtarief,
    Arrangementuren,
    Drievarianten,
    Index,
    Nacht,
    Taakbudget,
    Uurtarief,
)
from mo_report.model.voorbeeld.gegevens import haarlem

D, SET, STATUS = Decimal, "HHM 2020", {"status": "aanname"}
ZWAAR = {"clienten": 12, "duur": 300, "zorgzwaarte": D("1.2"), "nachtvariant": "Wakende wacht"}
LICHT = {"clienten": 30, "duur": 180, "zorgzwaarte": 1}
VERBLIJF = {"huisvesting": D("14.25"), "hotelmatig": D("9.1"), "voeding": D("6.4")}


@pytest.fixture(scope="module")
def met() -> Result:
    data = haarlem()
    data["bladen"][Arrangement.title] = [
        {"arrangement": "zwaar", **ZWAAR, **VERBLIJF, **STATUS},
        {"arrangement": "licht", **LICHT, **STATUS},
    ]
    data["bladen"][Arrangementuren.title] = [
        {"arrangement": "zwaar", "product": "Woonbegeleiding intensief", "uren": 9, **STATUS},
        {"arrangement": "zwaar", "product": "Woonbegeleiding beperkt", "uren": D("2.5"), **STATUS},
        {"arrangement": "licht", "product": "Woonbegeleiding beperkt", "uren": 3, **STATUS},
    ]
    found = lees_data(data)
    assert found.resultaat is not None, [f.wat for f in found.fouten]
    return found.resultaat


def rate(result: Result, product: str) -> Decimal:
    (own,) = [r for r in result.dossier[Uurtarief] if r.texts == {**r.texts, "parameterset": SET, "product": product}]
    return result.number(own, Uurtarief.uurtarief)


def tariffs(result: Result) -> dict[str, tuple[Decimal, Decimal]]:
    """By hand: begeleiding with the night, and the stay, per client per etmaal."""
    (night,) = [
        r for r in result.dossier[Nacht] if r.texts == {**r.texts, "parameterset": SET, "nachtvariant": "Wakende wacht"}
    ]
    beperkt, intensief = rate(result, "Woonbegeleiding beperkt"), rate(result, "Woonbegeleiding intensief")
    zwaar = (9 * intensief + D("2.5") * beperkt) * D("1.2") / 7 + result.number(night, Nacht.tarief)
    return {"zwaar": (zwaar, sum(VERBLIJF.values(), D(0))), "licht": (3 * beperkt / 7, D(0))}


def test_hours_night_and_stay_are_an_arrangement(met: Result) -> None:
    wanted, total = tariffs(met), D(0)
    for own in met.dossier[Arrangementtarief]:
        care, stay = wanted[own.name]
        assert met.number(own, Arrangementtarief.tarief) == pytest.approx(care + stay, abs=D("1e-20"))
        given = {"zwaar": ZWAAR, "licht": LICHT}[own.name]
        year = round(round(care + stay, 2) * given["clienten"] * given["duur"], 2)
        assert met.number(own, Arrangementtarief.jaarbedrag) == year
        total += year
    (budget,) = met.dossier[Arrangementbudget]
    assert met.number(budget, Arrangementbudget.jaarbedrag) == total


def test_three_variants_stand_side_by_side(met: Result) -> None:
    wanted = tariffs(met)
    days = {"zwaar": 12 * 300, "licht": 30 * 180}
    assert met.dossier[Drievarianten]
    for year in met.dossier[Drievarianten]:
        keys = {k: year.name_of(k) for k in ("reeks", "jaar")}
        factor = {r.texts["onderdeel"]: met.number(r, Index.factor) for r in met.dossier.matching(Index, keys)}
        amount = sum((days[n] * care * factor["begeleiding"] for n, (care, _) in wanted.items()), D(0))
        amount += sum((days["zwaar"] * value * factor[part] for part, value in VERBLIJF.items()), D(0))
        (budget,) = met.dossier.matching(Taakbudget, keys)
        assert met.number(year, Drievarianten.arrangementen) == round(amount, 2)
        assert met.number(year, Drievarianten.taakgericht) == met.number(budget, Taakbudget.taakbudget)
        assert met.number(year, Drievarianten.beschikbaarheid) == met.number(budget, Taakbudget.samen)
        assert met.number(year, Drievarianten.etmalen) == sum(days.values())


def test_without_arrangementen_there_is_no_third_variant(resultaat: Result) -> None:
    assert resultaat.dossier[Drievarianten] == []
