"""Ways to index that are in use: the inhaal as a ratio or in points, rounding, and paying afterwards."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from uit_data import lees_data

from mo_report.engine.rekenen import Result
from mo_report.model import Index, Indexjaar, Nabetaling, Nabetalingtotaal
from mo_report.model.voorbeeld.gegevens import haarlem

REEKS = "OVA en PPC"


def computed(**texts: dict[str, str | None]) -> Result:
    """The example with other choices for some years."""
    data = haarlem()
    for row in data["bladen"]["Indexcijfers"]:
        if row["reeks"] == REEKS and row["jaar"] in texts:
            row.update(texts[row["jaar"]])
    found = lees_data(data)
    assert found.resultaat is not None, [f.wat for f in found.fouten]
    return found.resultaat


def index_of(result: Result, jaar: str, onderdeel: str = "begeleiding") -> Decimal:
    wanted = {"reeks": REEKS.lower(), "jaar": jaar, "onderdeel": onderdeel}
    (record,) = result.dossier.matching(Index, wanted)
    return result.number(record, Index.index)


@pytest.mark.parametrize(
    ("methode", "afronding", "wanted"),
    [
        # By hand: wages 0,9 and prices 0,1 of the figures of 2024 and what they were in points or as a ratio.
        ("procentpunten", "op het eind", "0.0496"),
        ("procentpunten", None, "0.04957"),
        ("procentpunten", "per deel", "0.0495"),  # 3,94 + 1,01
        ("verhouding", "per deel", "0.0491"),  # 3,94 + 0,97
        (None, "op het eind", "0.0491"),
    ],
)
def test_2025_by_each_way(methode: str | None, afronding: str | None, wanted: str) -> None:
    result = computed(**{"2024": {"methode": methode}, "2025": {"indexafronding": afronding}})
    assert index_of(result, "2025") == Decimal(wanted)


def test_2024_adds_rounded_parts() -> None:
    assert index_of(computed(), "2024") == Decimal("0.0630")
    unrounded = index_of(computed(**{"2024": {"indexafronding": None}}), "2024")
    ratio = Decimal("0.9") * (Decimal("1.0636") / Decimal("1.0474") - 1)
    ratio += Decimal("0.1") * (Decimal("1.0702") / Decimal("1.0487") - 1)
    assert unrounded == pytest.approx(Decimal("0.04697") + ratio, rel=Decimal("1e-20"))
    assert round(unrounded, 4) == Decimal("0.0629")


def test_an_index_without_inhaal_is_rounded_too() -> None:
    assert index_of(computed(**{"2021": {"indexafronding": "op het eind"}}), "2021") == Decimal("0.0199")
    assert index_of(computed(), "2021") == Decimal("0.01986")


def _parts(result: Result, locatie: str, jaar: str) -> Any:
    (record,) = result.dossier.matching(Indexjaar, {"locatie": locatie, "jaar": jaar, "reeks": REEKS.lower()})
    return record


def test_nabetaling_is_the_tariff_with_definitive_figures(resultaat: Result) -> None:
    """Frans Hals, 2023: each part with its definitive figure instead of the first, on what it was in 2022."""
    before, year = (_parts(resultaat, "frans hals", y) for y in ("2022", "2023"))
    amounts = {n: resultaat.number(before, getattr(Indexjaar, n)) for n in ("begeleiding", "huisvesting", "hotelmatig")}
    shares = {"begeleiding": Decimal("0.9"), "huisvesting": Decimal(0), "hotelmatig": Decimal("0.5")}
    loon, prijs = Decimal("0.0636"), Decimal("0.0702")
    # 2022 has no definitive figures of its own, so there is nothing to catch up in 2023.
    tariff = sum((x * (1 + shares[n] * loon + (1 - shares[n]) * prijs) for n, x in amounts.items()), Decimal(0))
    wanted = {"locatie": "frans hals", "jaar": "2023"}
    (back,) = resultaat.dossier.matching(Nabetaling, wanted)
    assert resultaat.number(back, Nabetaling.tarief) == round(tariff, 2)
    paid = resultaat.number(year, Indexjaar.tarief)
    assert resultaat.number(back, Nabetaling.bedrag) == (round(tariff, 2) - paid) * 14 * 365


def test_only_years_that_are_definitive(resultaat: Result) -> None:
    totals = {
        r.name_of("jaar"): resultaat.value(r, Nabetalingtotaal.bedrag) for r in resultaat.dossier[Nabetalingtotaal]
    }
    assert {jaar for jaar, amount in totals.items() if amount is not None} == {"2023", "2024"}
    own = resultaat.dossier.matching(Nabetaling, {"jaar": "2023"})
    assert totals["2023"] == sum(resultaat.number(r, Nabetaling.bedrag) for r in own)
