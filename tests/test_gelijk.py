"""Like for like: what one side lacks comes off; each step is what changing one thing at a time gives."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from uit_data import CASES, KLEINSTE, lees_data, lees_gegevens
from vol import vol

from mo_report.engine.rekenen import Result
from mo_report.model import Locatie, Regiototaal, Scenario, Tariefstap, Uurtarief, Vergelijking
from mo_report.model.vergelijking import STAPPEN, TARIEFSTAPPEN
from mo_report.model.voorbeeld.gegevens import haarlem

Sheets = dict[str, list[dict[str, Any]]]
HHM, ZELF = "HHM 2020", "Haarlem 2018"
GEVALLEN: dict[str, Callable[[], dict[str, Any]]] = {
    "haarlem": haarlem,
    "andere gemeente": lambda: lees_gegevens(CASES / "andere-gemeente.toml"),
    "kleinste": lambda: lees_gegevens(KLEINSTE),
    "elke parameter": vol,
}


def result_of(data: dict[str, Any]) -> Result:
    found = lees_data(data)
    assert found.resultaat is not None, [f.wat for f in found.fouten]
    return found.resultaat


def test_what_the_report_compares_is_hardly_different(resultaat: Result) -> None:
    (pair,) = resultaat.dossier.matching(
        Vergelijking, {"tariefvariant": "hhm 2020, uren haarlem", "naar": "haarlem 2018"}
    )
    assert resultaat.number(pair, Vergelijking.verschil) == Decimal("-543135.57")
    assert resultaat.number(pair, Vergelijking.mist_dagopvang) == Decimal("-371333.72")
    assert resultaat.number(pair, Vergelijking.mist_kindtoeslag) == Decimal("-167535.00")
    assert resultaat.number(pair, Vergelijking.gelijk_op_gelijk) == Decimal("-4266.85")
    (locatie,) = resultaat.dossier.matching(Scenario, {"tariefvariant": "haarlem 2018", "locatie": "haarlemmermeer"})
    assert resultaat.number(locatie, Scenario.verschil) == Decimal("-95812.50")
    assert resultaat.number(locatie, Scenario.gelijk_op_gelijk) == Decimal("2737.50")


@pytest.mark.parametrize("make", GEVALLEN.values(), ids=GEVALLEN.keys())
def test_every_pair_adds_up(make: Callable[[], dict[str, Any]]) -> None:
    result = result_of(make())
    budgets = {r.key[0]: result.number(r, Regiototaal.budget) for r in result.dossier[Regiototaal]}
    pairs = result.dossier[Vergelijking]
    assert len(pairs) == len(budgets) * (len(budgets) - 1)
    places = sum((result.number(r, Locatie.plekken) for r in result.dossier[Locatie]), Decimal(0))
    for pair in pairs:
        amount = {c: result.number(pair, c) for c in Vergelijking.lines()}
        of, to = (budgets[pair.name_of(k)] for k in ("tariefvariant", "naar"))
        assert amount[Vergelijking.verschil] == round(to - of, 2)
        assert amount[Vergelijking.ontbreekt] + amount[Vergelijking.gelijk_op_gelijk] == amount[Vergelijking.verschil]
        assert sum(amount[c] for c in STAPPEN) == amount[Vergelijking.gelijk_op_gelijk]
        # Only what rounding tariffs to cents can do: half a cent for each plek and traject on both sides.
        assert abs(amount[Vergelijking.afronding]) < (places + 200) * 366 / 100


def test_locaties_together_say_what_the_region_says(resultaat: Result) -> None:
    for total in resultaat.dossier[Regiototaal]:
        own = resultaat.dossier.matching(Scenario, {"tariefvariant": total.key[0]})
        for each, all_of in (
            (Scenario.gelijk_op_gelijk, Regiototaal.gelijk_op_gelijk),
            (Scenario.ontbreekt, Regiototaal.ontbreekt),
        ):
            assert sum(resultaat.number(r, each) for r in own) == resultaat.number(total, all_of)
        wanted = {"tariefvariant": "hhm 2020, uren haarlem", "naar": total.key[0]}
        for pair in resultaat.dossier.matching(Vergelijking, wanted):
            found = resultaat.number(pair, Vergelijking.gelijk_op_gelijk)
            assert found == resultaat.number(total, Regiototaal.gelijk_op_gelijk)


def _rows(sheets: Sheets, sheet: str, owner: str) -> list[dict[str, Any]]:
    return [r for r in sheets[sheet] if r["parameterset"] == owner]


def _replace(sheet: str, *names: str) -> Callable[[Sheets], None]:
    """Give Haarlem's own set the values of HHM: all of a sheet, or some."""

    def change(sheets: Sheets) -> None:
        def chosen(row: dict[str, Any]) -> bool:
            return not names or row["parameter"] in names

        kept = [r for r in sheets[sheet] if r["parameterset"] != ZELF or not chosen(r)]
        taken = [{**r, "parameterset": ZELF} for r in _rows(sheets, sheet, HHM) if chosen(r)]
        sheets[sheet] = kept + taken

    return change


def _salary(sheets: Sheets) -> None:
    """The maandloon of HHM, product by product, as its own mix gives it."""
    theirs = result_of(haarlem())
    for row in _rows(sheets, "Maandlonen", ZELF):
        wanted = {"parameterset": HHM.lower(), "product": row["product"].lower()}
        (own,) = theirs.dossier.matching(Uurtarief, wanted)
        row["maandloon"] = theirs.number(own, Uurtarief.maandloon)


def _ort(sheets: Sheets) -> None:
    theirs = {r["product"]: r["ort"] for r in _rows(sheets, "ORT per product", HHM)}
    for row in _rows(sheets, "ORT per product", ZELF):
        row["ort"] = theirs[row["product"]]


#: What each step replaces, done on the input itself.
WISSELS: tuple[tuple[Any, Callable[[Sheets], None]], ...] = (
    (Tariefstap.met_salaris, _salary),
    (Tariefstap.met_toeslagen, _replace("Opslagen", "vakantietoeslag", "eindejaarsuitkering")),
    (Tariefstap.met_ort, _ort),
    (Tariefstap.met_sociale_lasten, _replace("Sociale lasten")),
    (Tariefstap.met_overige_kosten, _replace("Opslagen", "opslag overige kosten")),
    (Tariefstap.met_overhead, _replace("Opslagen", "overhead")),
    (Tariefstap.met_risico, _replace("Opslagen", "risico-opslag")),
    (Tariefstap.tot, _replace("Declarabiliteit")),
)


def test_each_step_is_what_a_changed_input_gives(resultaat: Result) -> None:
    data = haarlem()
    pairs = resultaat.dossier.matching(Tariefstap, {"parameterset": ZELF.lower(), "naar": HHM.lower()})
    known = [p for p in pairs if resultaat.value(p, Tariefstap.declarabele_uren) is not None]
    assert len(known) == 5
    for line, change in WISSELS:
        change(data["bladen"])
        changed = result_of(data)
        for pair in known:
            wanted = {"parameterset": ZELF.lower(), "product": pair.name_of("product")}
            (own,) = changed.dossier.matching(Uurtarief, wanted)
            assert changed.number(own, Uurtarief.uurtarief) == pytest.approx(
                resultaat.number(pair, line), rel=Decimal("1e-20")
            ), (line, pair)


def test_steps_add_up_to_the_cent(resultaat: Result) -> None:
    for pair in resultaat.dossier[Tariefstap]:
        if resultaat.value(pair, Tariefstap.declarabele_uren) is None:
            continue
        ends = []
        for key in ("parameterset", "naar"):
            wanted = {"parameterset": pair.name_of(key), "product": pair.name_of("product")}
            ends.append(
                resultaat.number(resultaat.dossier.matching(Uurtarief, wanted)[0], Uurtarief.uurtarief_afgerond)
            )
        assert sum(resultaat.number(pair, c) for c in TARIEFSTAPPEN) == ends[1] - ends[0]


def test_a_set_without_nights_is_not_cheaper_for_it() -> None:
    """All nights of one set taken away: the difference is told as what it lacks."""
    data = haarlem()
    rows = data["bladen"]["Nachtvarianten"]
    data["bladen"]["Nachtvarianten"] = [r for r in rows if r["parameterset"] != ZELF]
    before, after = result_of(haarlem()), result_of(data)
    wanted = {"tariefvariant": "hhm 2020, uren haarlem", "naar": "haarlem 2018"}
    (old,), (new,) = (r.dossier.matching(Vergelijking, wanted) for r in (before, after))
    assert after.number(new, Vergelijking.mist_nacht) == after.number(new, Vergelijking.meer_nacht) < 0
    assert after.number(new, Vergelijking.nacht) == 0
    lost = before.number(old, Vergelijking.nacht)
    # Like for like it is what it was without what the nights differed.
    difference = after.number(new, Vergelijking.gelijk_op_gelijk) - before.number(old, Vergelijking.gelijk_op_gelijk)
    assert difference == pytest.approx(-lost, abs=Decimal(600))
