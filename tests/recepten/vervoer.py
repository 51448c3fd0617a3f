"""What comes of the recipe for a component of the tariff, in the program that has it."""

from __future__ import annotations

from decimal import Decimal

from recept import in_bijlage, in_json, in_overzicht, resultaat

from mo_report.model import Indexjaar, Locatiekosten, Locatietarief
from mo_report.model.voorbeeld.gegevens import haarlem

PRIJS = Decimal("1.50")


def _met() -> dict:  # type: ignore[type-arg]
    data = haarlem()
    sheets = data["bladen"]
    place = sheets["Locaties"][0]["locatie"]
    cost = {"locatie": place, "component": "vervoer", "bedrag": PRIJS, "bekostiging": "tarief", "status": "aanname"}
    sheets[Locatiekosten.title].append(cost)
    return data


def test_the_tariff_rises_by_it_now_and_by_its_index_later() -> None:
    before, after = resultaat(haarlem()), resultaat(_met())
    tariff = Locatietarief.tarief_per_plek_per_etmaal
    place = haarlem()["bladen"]["Locaties"][0]["locatie"].casefold()
    for old, new in zip(before.dossier[Locatietarief], after.dossier[Locatietarief], strict=True):
        more = PRIJS if old.key[0] == place else Decimal(0)
        assert after.number(new, tariff) - before.number(old, tariff) == more, old
    later = zip(before.dossier[Indexjaar], after.dossier[Indexjaar], strict=True)
    assert any(after.number(n, Indexjaar.tarief) - before.number(o, Indexjaar.tarief) > PRIJS for o, n in later)
    assert all(t.holds for t in after.toetsen)


def test_it_is_shown() -> None:
    data = _met()
    assert "vervoer" in in_overzicht(data)
    assert "vervoer" in in_bijlage(data)
    assert "vervoer" in in_json(data)
