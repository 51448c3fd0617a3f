"""Salaries and surcharges as cao's have them: tredes, a rise in the year, a keuzebudget, a ceiling for ORT."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from uit_data import lees_data

from mo_report.engine.rekenen import Result
from mo_report.engine.schema import Line
from mo_report.model import (
    Caopakket,
    Caotoeslag,
    Inschaling,
    Opbouw,
    Ortplafond,
    Tariefstap,
    Trede,
    Tredejaar,
    Tredemix,
    Uurtarief,
)
from mo_report.model.caotoeslag import MET_VAKANTIETOESLAG
from mo_report.model.vergelijking import TARIEFSTAPPEN
from mo_report.model.voorbeeld.gegevens import haarlem
from mo_report.verhaal.keuze import keten

SET, PRODUCT, BRON = "HHM 2020", "Woonbegeleiding beperkt", {"status": "aanname"}
D = Decimal


def computed(**sheets: list[dict[str, Any]]) -> Result:
    data = haarlem()
    for title, rows in sheets.items():
        data["bladen"][title] = [{**BRON, **row} for row in rows]
    found = lees_data(data)
    assert found.resultaat is not None, [f.wat for f in found.fouten]
    return found.resultaat


def of_product(result: Result, line: Line, product: str = PRODUCT) -> Decimal:
    (record,) = [
        r for r in result.dossier[line.block] if r.texts == {**r.texts, "parameterset": SET, "product": product}
    ]
    return result.number(record, line)


def keuzebudget() -> list[dict[str, Any]]:
    """The cao Sociaal Werk before 2024: over salary and vakantietoeslag, and € 10 a month."""
    over = {"parameterset": SET, "cao": "Sociaal Werk", "over": MET_VAKANTIETOESLAG}
    return [
        {**over, "toeslag": "eindejaarsuitkering", "percentage": D("0.083")},
        {**over, "toeslag": "levensloop", "percentage": D("0.001")},
        {**over, "toeslag": "bovenwettelijk verlof", "percentage": D("0.015")},
        {"parameterset": SET, "cao": "Sociaal Werk", "toeslag": "ziektekosten", "percentage": 0, "maandbedrag": 10},
    ]


def test_the_keuzebudget_of_sociaal_werk_comes_out() -> None:
    result = computed(**{Caotoeslag.title: keuzebudget()})
    (pakket,) = result.dossier[Caopakket]
    assert result.number(pakket, Caopakket.met_vakantietoeslag) == D("0.18692")
    assert result.number(pakket, Caopakket.maandbedrag) * 12 == 120


def test_toeslagen_are_weighed_by_the_caomix_and_count_in_the_uurtarief(resultaat: Result) -> None:
    result = computed(**{Caotoeslag.title: keuzebudget()})
    loon = of_product(result, Uurtarief.maandloon)
    extra = D("0.5") * D("0.10692") + D("0.5") * 10 / loon
    before, after = (of_product(r, Uurtarief.uurtarief) for r in (resultaat, result))
    factor = of_product(resultaat, Uurtarief.toeslagfactor)
    assert after == pytest.approx(before * (factor + extra) / factor, abs=D("1e-20"))
    assert of_product(result, Opbouw.samen) == pytest.approx(after, abs=D("1e-20"))


def test_a_trede_counts_for_the_months_that_it_holds() -> None:
    rows = [
        {"cao": "GGZ", "schaal": "40", "trede": "9", "vanaf": "oktober", "bedrag": 3300},
        {"cao": "GGZ", "schaal": "40", "trede": "9", "vanaf": "januari", "bedrag": 3000},
        {"cao": "GGZ", "schaal": "40", "trede": "9", "vanaf": "april", "bedrag": 3100},
        {"cao": "GGZ", "schaal": "40", "trede": "10", "vanaf": "januari", "bedrag": 3200},
    ]
    mix = {"parameterset": SET, "niveau": "MBO-4", "cao": "GGZ", "schaal": "40"}
    shares = [{**mix, "trede": "9", "aandeel": D("0.25")}, {**mix, "trede": "10", "aandeel": D("0.75")}]
    result = computed(**{Trede.title: rows, Tredemix.title: shares})
    years = {r.texts["trede"]: result.number(r, Tredejaar.bedrag) for r in result.dossier[Tredejaar]}
    assert years == {"9": D(3000 * 3 + 3100 * 6 + 3300 * 3) / 12, "10": D(3200)}
    wanted = years["9"] / 4 + years["10"] * 3 / 4
    amounts = {
        r.texts["schaal"]: result.number(r, Inschaling.schaalbedrag)
        for r in result.dossier[Inschaling]
        if r.texts == {**r.texts, "parameterset": SET, "niveau": "MBO-4", "cao": "GGZ"}
    }
    # The other schaal keeps the other route: a part of its maximum.
    assert amounts == {"40": wanted, "45": D("0.93") * 3437}


def test_a_year_begins_in_januari() -> None:
    data = haarlem()
    data["bladen"][Trede.title] = [
        {"cao": "GGZ", "schaal": "40", "trede": "9", "vanaf": "juli", "bedrag": 3100, **BRON},
    ]
    assert any("januari" in f.herstel for f in lees_data(data).fouten)


def test_over_the_ceiling_there_is_no_ort(resultaat: Result) -> None:
    ceiling = D(3100)
    result = computed(
        **{Ortplafond.title: [{"cao": "GGZ", "bedrag": ceiling}, {"cao": "Sociaal Werk", "bedrag": ceiling}]}
    )
    above = D(0)
    for own in result.dossier[Inschaling]:
        share = {"MBO-4": D("0.7"), "HBO": D("0.3")}.get(own.texts["niveau"], D(0))
        if own.texts["parameterset"] == SET:
            over = max(D(0), result.number(own, Inschaling.schaalbedrag) - ceiling)
            above += share * result.number(own, Inschaling.gewicht) * over
    loon, ort = (of_product(result, line) for line in (Uurtarief.maandloon, Uurtarief.ort))
    assert above > 0
    assert of_product(result, Uurtarief.ort_deel) == pytest.approx(1 - above / loon, abs=D("1e-20"))
    before, factor = (of_product(resultaat, line) for line in (Uurtarief.uurtarief, Uurtarief.toeslagfactor))
    after = before * (factor - ort * above / loon) / factor
    assert of_product(result, Uurtarief.uurtarief) == pytest.approx(after, abs=D("1e-20"))
    assert of_product(result, Opbouw.samen) == pytest.approx(after, abs=D("1e-20"))


def test_the_ceiling_may_be_a_trede_and_counts_person_by_person() -> None:
    """Of two tredes around the ceiling only the upper one is over it, whatever their mean."""
    rows = [
        {"cao": "GGZ", "schaal": "40", "trede": t, "vanaf": "januari", "bedrag": b}
        for t, b in (("1", 2600), ("5", 3000), ("9", 3200))
    ]
    mix = {"parameterset": SET, "niveau": "MBO-4", "cao": "GGZ", "schaal": "40", "aandeel": D("0.5")}
    result = computed(
        **{
            Trede.title: rows,
            Tredemix.title: [{**mix, "trede": "1"}, {**mix, "trede": "9"}],
            Ortplafond.title: [{"cao": "GGZ", "schaal": "40", "trede": "5"}],
        }
    )
    (upper,) = [r for r in result.dossier[Tredemix] if r.texts["trede"] == "9"]
    assert result.number(upper, Tredemix.boven) == 100


def test_steps_between_sets_still_add_up() -> None:
    result = computed(
        **{
            Caotoeslag.title: keuzebudget(),
            Ortplafond.title: [{"cao": "GGZ", "bedrag": 3100}],
        }
    )
    for own in result.dossier[Tariefstap]:
        if None not in (result.value(own, Tariefstap.van), result.value(own, Tariefstap.tot)):
            van, tot = (round(result.number(own, line), 2) for line in (Tariefstap.van, Tariefstap.tot))
            assert sum(result.number(own, line) for line in TARIEFSTAPPEN) == tot - van


def test_without_them_nothing_changes(resultaat: Result) -> None:
    for own in resultaat.dossier[Uurtarief]:
        assert resultaat.value(own, Uurtarief.cao_toeslagen) is None
        assert resultaat.value(own, Uurtarief.ort_deel) is None


def test_the_annex_shows_what_an_uurtarief_counts_with() -> None:
    result = computed(**{Caotoeslag.title: keuzebudget(), Ortplafond.title: [{"cao": "GGZ", "bedrag": 3100}]})
    (own,) = [r for r in result.dossier[Uurtarief] if r.texts == {**r.texts, "parameterset": SET, "product": PRODUCT}]
    told = {step.line.label for step in keten(result, own)}
    assert {Uurtarief.cao_toeslagen.label, Uurtarief.ort_deel.label} <= told


def test_a_tredemix_that_no_inschaling_asks_for_is_told() -> None:
    mix = {"parameterset": SET, "niveau": "MBO-4", "cao": "GGZ", "schaal": "99", "trede": "1", "aandeel": 1, **BRON}
    data = haarlem()
    data["bladen"][Trede.title] = [
        {"cao": "GGZ", "schaal": "99", "trede": "1", "vanaf": "januari", "bedrag": 3000, **BRON}
    ]
    data["bladen"][Tredemix.title] = [mix]
    assert [f.blad for f in lees_data(data).bevindingen if "telt nergens mee" in f.wat] == [Tredemix.title]
