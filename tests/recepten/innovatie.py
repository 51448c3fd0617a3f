"""What comes of the recipe for a parameter, in the program that has it."""

from __future__ import annotations

from decimal import Decimal

from klein import klein
from recept import bedrag, in_bijlage, in_json, in_overzicht, resultaat

from mo_report.model import INVOERBLADEN, Opbouw, Opslagen, ReelePrijs, Uurtarief

SET, PRODUCT = "HHM 2020", "Woonbegeleiding intensief"
LABEL = "opslag innovatie"


def _met(percent: str) -> dict:  # type: ignore[type-arg]
    data = klein()
    row = {"parameterset": SET, "parameter": LABEL, "waarde": Decimal(percent), "status": "aanname"}
    data["bladen"][Opslagen.title].append(row)
    return data


def test_the_uurtarief_rises_by_the_opslag_over_the_kostprijs() -> None:
    before, after = resultaat(klein()), resultaat(_met("0.02"))
    old = bedrag(before, Uurtarief.uurtarief, SET, PRODUCT)
    risk = bedrag(before, ReelePrijs.risico, SET, PRODUCT)
    cost = old - risk - bedrag(before, ReelePrijs.indexatie, SET, PRODUCT)
    share = bedrag(after, ReelePrijs.innovatie, SET, PRODUCT)
    assert abs(bedrag(after, Uurtarief.uurtarief, SET, PRODUCT) - old - share) < Decimal("0.000001")
    assert Decimal("0.02") * cost <= share <= Decimal("0.02") * old
    assert bedrag(after, Opbouw.extra, SET, PRODUCT) == share
    assert all(t.holds for t in after.toetsen)


def test_it_is_asked_and_shown() -> None:
    data = _met("0.02")
    assert Opslagen in INVOERBLADEN
    assert LABEL in in_overzicht(data)
    assert "innovatie" in in_bijlage(data)
    assert Opslagen.innovatie.name in in_json(data)
