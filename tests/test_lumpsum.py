"""L = p × q × t beside the taakbudget, and indicators without money."""

from __future__ import annotations

from decimal import Decimal

from uit_data import lees_data

from mo_report.engine.rekenen import Result
from mo_report.model import Bijdrage, Gebruik, Index, Indicator, Lumpsum, Lumpsumbijdrage, Lumpsumjaar, Taakbudget
from mo_report.model.voorbeeld.gegevens import haarlem


def computed() -> Result:
    data = haarlem()
    data["bladen"][Gebruik.title] = [
        {"voorziening": "24-uurs", "tarief": 60.25, "gebruik": 30_000, "transformatie": 0.95, "status": "aanname"},
        {"voorziening": "nacht", "tarief": 41.5, "gebruik": 28_105, "transformatie": 1, "status": "aanname"},
    ]
    data["bladen"][Indicator.title] = [
        {"indicator": "uitstroom", "eenheid": "cliënten", "norm": 40, "meting": 35, "status": "aanname"},
        {"indicator": "verblijfsduur", "eenheid": "maanden", "norm": 9, "status": "aanname"},
    ]
    found = lees_data(data)
    assert found.resultaat is not None, [f.wat for f in found.fouten]
    return found.resultaat


def test_tariff_times_use_times_what_is_to_change() -> None:
    result = computed()
    at_prijspeil = Decimal("60.25") * 30_000 * Decimal("0.95") + Decimal("41.5") * 28_105
    (total,) = result.dossier[Lumpsum]
    assert result.number(total, Lumpsum.samen) == at_prijspeil
    for year in result.dossier[Lumpsumjaar]:
        wanted = {k: year.name_of(k) for k in ("reeks", "jaar")}
        (factor,) = result.dossier.matching(Index, {**wanted, "onderdeel": "begeleiding"})
        (budget,) = result.dossier.matching(Taakbudget, wanted)
        amount = round(at_prijspeil * result.number(factor, Index.factor), 2)
        assert result.number(year, Lumpsumjaar.lumpsum) == amount
        assert result.number(year, Lumpsumjaar.verschil) == amount - result.number(budget, Taakbudget.taakbudget)
        for part in result.dossier.matching(Lumpsumbijdrage, wanted):
            (own,) = result.dossier.matching(Bijdrage, {**wanted, "deelnemer": part.name_of("deelnemer")})
            share = round(amount * result.number(own, Bijdrage.aandeel), 2)
            assert result.number(part, Lumpsumbijdrage.verschil) == share - result.number(own, Bijdrage.bedrag)


def test_an_indicator_that_is_not_measured_has_no_difference() -> None:
    result = computed()
    found = {r.name: result.value(r, Indicator.verschil) for r in result.dossier[Indicator]}
    assert found == {"uitstroom": Decimal(-5), "verblijfsduur": None}


def test_without_it_there_is_none(resultaat: Result) -> None:
    assert resultaat.dossier[Lumpsum] == []
    assert all(resultaat.value(r, Lumpsumjaar.verschil) is None for r in resultaat.dossier[Lumpsumjaar])
