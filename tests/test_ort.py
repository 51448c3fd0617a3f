"""ORT of rosters of any shape: over midnight, on some days, with feestdagen, mixed by caomix."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from uit_data import lees_data

from mo_report.engine.dossier import Record
from mo_report.engine.rekenen import Result
from mo_report.model import OrtSet, RoosterWeek, Uurtarief
from mo_report.model.voorbeeld.gegevens import haarlem

ROOSTER = "Wakende wacht 22-07"
#: Makes a change in the rows of each sheet.
Change = Callable[[dict[str, list[dict[str, Any]]]], None]


def computed(*changes: Change) -> Result:
    data = haarlem()
    for change in changes:
        change(data["bladen"])
    found = lees_data(data)
    assert found.resultaat is not None, [f.wat for f in found.fouten]
    return found.resultaat


def roster(*services: tuple[str, str, float, float]) -> Change:
    """Replace a roster by services: dagen, dienst, van, tot."""

    def change(sheets: dict[str, list[dict[str, Any]]]) -> None:
        others = [row for row in sheets["Roosters"] if row["rooster"] != ROOSTER]
        assert len(others) < len(sheets["Roosters"])
        names = ("rooster", "dagen", "dienst", "begin", "einde", "status")
        own = [dict(zip(names, (ROOSTER, *service, "aanname"), strict=True)) for service in services]
        sheets["Roosters"] = others + own

    return change


def holidays(dagsoort: str, number: int) -> Change:
    def change(sheets: dict[str, list[dict[str, Any]]]) -> None:
        (row,) = [r for r in sheets["Dagsoorten"] if r["dagsoort"] == dagsoort]
        row["feestdagen"] = number

    return change


def week(result: Result, cao: str = "ggz") -> Record:
    (found,) = result.dossier.matching(RoosterWeek, {"rooster": ROOSTER.lower(), "cao": cao})
    return found


def test_nights_on_workdays_run_on_into_saturday() -> None:
    """Five nights from 22 to 7: four mornings on a workday, one on saturday."""
    result = computed(roster(("ma-vr", "nacht", 22, 7)))
    extra = 5 * 2 * 0.44 + 4 * (6 * 0.44 + 0.22) + (6 * 0.49 + 0.38)
    assert result.number(week(result), RoosterWeek.uren) == 45
    assert float(result.number(week(result), RoosterWeek.ort)) == pytest.approx(extra / 45)


def test_two_services_of_which_one_crosses_midnight() -> None:
    """Saturday 20-2 pays 38% until 22, 49% until 24, and sunday's 60% after that."""
    result = computed(roster(("za", "laat", 20, 2), ("vr", "middag", 12.5, 20.5)))
    extra = 2 * 0.38 + 2 * 0.49 + 2 * 0.60 + 0.5 * 0.22
    assert result.number(week(result), RoosterWeek.uren) == 14
    assert float(result.number(week(result), RoosterWeek.ort)) == pytest.approx(extra / 14)


def test_holidays_on_workdays_pay_as_holidays() -> None:
    """Six feestdagen a year: so many days of the week pay 60% instead of the workday's bands."""
    result = computed(roster(("elke dag", "dag", 7, 22)), holidays("ma-do", 6))
    moved = 6 * 7 / 365
    workday, saturday = 2 * 0.22, 1 * 0.38 + 10 * 0.38
    extra = (5 - moved) * workday + saturday + (1 + moved) * 15 * 0.60
    assert float(result.number(week(result), RoosterWeek.uren)) == pytest.approx(105)
    assert float(result.number(week(result), RoosterWeek.ort)) == pytest.approx(extra / 105)


def test_a_set_mixes_its_caos() -> None:
    """Without a cao beside the roster, the ORT is weighed by the caomix: half GGZ, half SW."""

    def no_cao(sheets: dict[str, list[dict[str, Any]]]) -> None:
        rows = [r for r in sheets["ORT per product"] if r.get("rooster") == ROOSTER]
        assert any(r.get("cao") for r in rows)
        for row in rows:
            row.pop("cao", None)

    result = computed(no_cao)
    ggz, sw = (result.number(week(result, c), RoosterWeek.ort) for c in ("ggz", "sociaal werk"))
    (mixed,) = result.dossier.matching(OrtSet, {"parameterset": "hhm 2020", "rooster": ROOSTER.lower()})
    assert result.number(mixed, OrtSet.ort) == (ggz + sw) / 2
    (product,) = result.dossier.matching(Uurtarief, {"parameterset": "hhm 2020", "product": "wakende wacht"})
    assert result.number(product, Uurtarief.ort_rooster) == (ggz + sw) / 2
    assert result.number(product, Uurtarief.ort) == Decimal("0.46")


def test_an_uurtarief_under_the_caomix_stands_beside_that_of_one_cao() -> None:
    """Woonbegeleiding of 2020: 14% in the set, 13,82% by half GGZ and half Sociaal Werk."""
    resultaat = computed()
    wanted = {"parameterset": "hhm 2020", "product": "woonbegeleiding beperkt"}
    (product,) = resultaat.dossier.matching(Uurtarief, wanted)
    mix = resultaat.number(product, Uurtarief.ort_mix)
    assert round(mix, 4) == Decimal("0.1382")
    maandloon = resultaat.number(product, Uurtarief.maandloon)
    by_hand = 12 * maandloon * (Decimal("1.1633") + mix) * Decimal("1.3089") * Decimal("1.30")
    by_hand *= Decimal("1.02") / 1378
    found = resultaat.number(product, Uurtarief.uurtarief_mix)
    assert abs(found - by_hand) < Decimal("0.01")
