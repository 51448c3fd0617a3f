"""What a house costs, built up: rent, maintenance, write-off, interest and furniture."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from uit_data import lees_data

from mo_report.engine.rekenen import Result
from mo_report.invoer.lezen import Reading
from mo_report.model import Algemeen, Huisvesting, Locatie, Locatiekosten, Locatietarief
from mo_report.model.algemeen import HUISVESTING
from mo_report.model.voorbeeld.gegevens import haarlem

WAAR, D = "Frans Hals", Decimal
GEBOUW = {
    "locatie": WAAR, "oppervlakte": 620, "huur": 95, "onderhoud": D("14.5"), "investering": 480_000,
    "restwaarde": 30_000, "termijn": 25, "rente": D("0.035"), "rentedeel": D("0.5"),
    "inventaris": 42_000, "inventaristermijn": 7, "status": "aanname",
}  # fmt: skip


def read(*, bedrag: object, **gebouw: object) -> Reading:
    data: dict[str, Any] = haarlem()
    data["bladen"][Huisvesting.title] = [{**GEBOUW, **gebouw}]
    rows = data["bladen"][Locatiekosten.title]
    (own,) = [r for r in rows if r["locatie"] == WAAR and r["component"] == HUISVESTING]
    own["bedrag"] = bedrag
    return lees_data(data)


def of_locatie(found: Reading) -> tuple[Result, Decimal]:
    result = found.resultaat
    assert result is not None, [f.wat for f in found.fouten]
    (rate,) = [
        r
        for r in result.dossier[Locatietarief]
        if r.texts["locatie"] == WAAR
        and r.texts["tariefvariant"] == result.dossier.one(Algemeen).texts["tariefvariant"]
    ]
    return result, result.number(rate, Locatietarief.huisvesting)


def test_the_parts_of_a_house_are_its_price_per_plek() -> None:
    result, huisvesting = of_locatie(read(bedrag=None))
    (place,) = [r for r in result.dossier[Locatie] if r.texts["locatie"] == WAAR]
    year = 620 * (95 + D("14.5")) + D(480_000 - 30_000) / 25 + 480_000 * D("0.5") * D("0.035") + D(42_000) / 7
    assert huisvesting == pytest.approx(year / (result.number(place, Locatie.plekken) * 365), abs=D("1e-20"))


def test_an_amount_that_is_given_counts_and_the_parts_stand_beside_it() -> None:
    result, huisvesting = of_locatie(read(bedrag=D("26.09")))
    (built,) = result.dossier[Huisvesting]
    assert huisvesting == D("26.09") != round(result.number(built, Huisvesting.per_plek), 2)


@pytest.mark.parametrize(
    ("lacks", "mended"),
    [("oppervlakte", "oppervlakte"), ("termijn", "afschrijvingstermijn"), ("rentedeel", "waarover rente loopt"),
     ("investering", "investering"), ("inventaristermijn", "termijn")],
)  # fmt: skip
def test_half_a_part_says_what_it_lacks(lacks: str, mended: str) -> None:
    found = read(bedrag=None, **{lacks: None})
    assert any(mended in f.herstel for f in found.fouten if f.blad == Huisvesting.title)


def test_neither_an_amount_nor_parts_is_a_finding() -> None:
    data: dict[str, Any] = haarlem()
    for row in data["bladen"][Locatiekosten.title]:
        if row["locatie"] == WAAR and row["component"] == HUISVESTING:
            row["bedrag"] = None
    found = {f.herstel for f in lees_data(data).fouten if f.blad == Locatiekosten.title}
    assert Locatiekosten.kosten.hint in found
