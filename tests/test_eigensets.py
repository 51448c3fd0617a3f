"""A parameterset for one aanbieder, perceel or locatie: where it counts, and who may see it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from eigensets import BASIS, EIGEN, HVO, RIBW, in_percelen, met_set, voor_ribw
from uit_data import lees_data

from mo_report.engine.dossier import Dossier, Record
from mo_report.engine.rekenen import Result, calculate
from mo_report.engine.schema import PARAMETER
from mo_report.model import (
    Aanbieder,
    Dagopvangtarief,
    Eigenset,
    Locatietarief,
    Parameterset,
    Regiototaal,
    Tariefvariant,
    Trajecttarief,
    Uurtarief,
    Vergelijking,
)
from mo_report.model.tarieven import leidende_sets
from mo_report.model.vergelijking import STAPPEN
from mo_report.model.voorbeeld.gegevens import haarlem
from mo_report.uitvoer.tarieventabel import TARIEVEN, write_table
from mo_report.verhaal.eigen_sets import elders, zinnen

D, LEIDEND = Decimal, "HHM 2020, uren Haarlem"


def computed(data: dict[str, Any]) -> Result:
    found = lees_data(data)
    assert found.resultaat is not None, [f.wat for f in found.fouten]
    return found.resultaat


def counting(result: Result, variant: str = LEIDEND) -> dict[str, str]:
    """The set of each locatie in a variant."""
    rates = result.dossier[Locatietarief]
    return {r.texts["locatie"]: r.texts["parameterset"] for r in rates if r.texts["tariefvariant"] == variant}


def test_the_most_precise_place_counts() -> None:
    data = in_percelen(haarlem())
    met_set(data, "RIBW 2020", aanbieder=RIBW)
    met_set(data, "Regio 2020", perceel="Regio")
    met_set(data, "Hof 2020", locatie="Kennemerhof")
    assert counting(computed(data)) == {
        "Wilhelminastraat": BASIS,
        "Velserpoort 1: OGGZ": BASIS,
        "Velserpoort 1: econ.": BASIS,
        "Velserpoort 2: econ. gezinnen": BASIS,
        "Frans Hals": "RIBW 2020",
        "Kennemerhof": "Hof 2020",
        "Haarlemmermeer": "Regio 2020",
        "Ziekenboeg": "RIBW 2020",
    }


def test_everything_of_a_locatie_counts_with_its_set(resultaat: Result) -> None:
    """The tariff, trajecten and dagopvang are those of a gemeente in which everyone has that set."""
    data = haarlem()
    for row in data["bladen"]["Opslagen"]:
        if row["parameterset"] == BASIS and row[PARAMETER] == "overhead":
            row["waarde"] = D("0.25")
    own, everyone = computed(met_set(haarlem(), aanbieder=HVO)), computed(data)
    for block, line in (
        (Locatietarief, Locatietarief.jaarbedrag),
        (Trajecttarief, Trajecttarief.jaarbedrag),
        (Dagopvangtarief, Dagopvangtarief.jaarbedrag),
    ):
        assert own.dossier[block]
        assert [r.key for r in own.dossier[block]] == [r.key for r in everyone.dossier[block]]
        for one, same, before in zip(
            own.dossier[block], everyone.dossier[block], resultaat.dossier[block], strict=True
        ):
            theirs = one.texts["parameterset"] == EIGEN
            assert own.number(one, line) == (everyone.number(same, line) if theirs else resultaat.number(before, line))
        assert {r.texts["parameterset"] for r in own.dossier[block]} >= {EIGEN}


def test_a_variant_may_do_without(resultaat: Result) -> None:
    data = voor_ribw()
    same = {"tariefvariant": "overal gelijk", "parameterset": BASIS, "urennorm": "Haarlem", "eigen_sets": "nee"}
    data["bladen"][Tariefvariant.title].append(same)
    result = computed(data)
    assert set(counting(result, "overal gelijk").values()) == {BASIS}

    def budget(of: Result, variant: str) -> Decimal:
        (own,) = [r for r in of.dossier[Regiototaal] if r.texts["tariefvariant"] == variant]
        return of.number(own, Regiototaal.budget)

    assert budget(result, "overal gelijk") == budget(resultaat, LEIDEND) != budget(result, LEIDEND)
    (pair,) = [r for r in result.dossier[Vergelijking] if r.key == (LEIDEND.lower(), "overal gelijk")]
    steps = {c: result.number(pair, c) for c in STAPPEN}
    assert steps[Vergelijking.eigen_sets] > 0
    assert {c for c, value in steps.items() if value} <= {
        Vergelijking.eigen_sets,
        Vergelijking.nacht,
        Vergelijking.kindtoeslag,
        Vergelijking.dagopvang,
        Vergelijking.afronding,
    }
    assert abs(steps[Vergelijking.afronding]) < 300  # cents of a tariff, over a year of plekken
    assert sum(steps.values()) == result.number(pair, Vergelijking.gelijk_op_gelijk)


def texts(dossier: Dossier) -> str:
    return " ".join(t for records in dossier.records.values() for r in records for t in r.texts.values())


def test_the_set_of_one_aanbieder_is_in_no_document_of_another() -> None:
    result = computed(voor_ribw())
    readers: dict[str, Record] = {a.name: a for a in result.dossier[Aanbieder]}
    own, other = (result.dossier.per_aanbieder(readers[name]) for name in (RIBW, HVO))
    public = result.dossier.zonder_aanbieders()
    assert EIGEN in texts(own)
    assert EIGEN not in texts(other) + texts(public)
    assert [s.name for s in leidende_sets(calculate(own))] == [EIGEN]
    assert [s.name for s in leidende_sets(calculate(other))] == [BASIS]
    assert zinnen(calculate(own))
    assert zinnen(calculate(other)) == []
    # The annex says that there may be such sets, and no more; another aanbieder need not know.
    assert elders(calculate(public))
    assert not elders(calculate(other))


def test_the_set_of_a_locatie_is_its_aanbieders() -> None:
    result = computed(met_set(haarlem(), locatie="Wilhelminastraat"))
    for reader in result.dossier[Aanbieder]:
        own = result.dossier.per_aanbieder(reader)
        assert (EIGEN in texts(own)) == (reader.name == HVO)
    assert EIGEN not in texts(result.dossier.zonder_aanbieders())


def test_the_set_of_a_perceel_is_for_everyone() -> None:
    result = computed(met_set(in_percelen(haarlem()), perceel="Regio"))
    public = calculate(result.dossier.zonder_aanbieders())
    assert [s.name for s in leidende_sets(public)] == [BASIS, EIGEN]
    assert zinnen(public) == ["In ‘Regio’ telt een andere set dan die van de leidende variant."]
    assert not elders(public)


def test_a_perceel_is_told_only_where_the_leading_variant_counts_with_its_set() -> None:
    data = met_set(in_percelen(haarlem()), perceel="Regio")
    data["bladen"][Tariefvariant.title][0]["eigen_sets"] = "nee"
    public = calculate(computed(data).dossier.zonder_aanbieders())
    assert zinnen(public) == [f"In de leidende variant ({LEIDEND}) telt overal de set van die variant zelf."]


def test_the_table_of_tariffs_says_which_set_counts(tmp_path: Path) -> None:
    result = computed(voor_ribw())
    write_table(result, tmp_path)
    rows = [line.split(";") for line in (tmp_path / TARIEVEN).read_text("utf-8").splitlines()]
    at = {name: n for n, name in enumerate(rows[0])}
    found = {r[at["locatie"]]: r[at["parameterset"]] for r in rows if r[at["soort"]] == "plek"}
    assert found == counting(result)
    assert {r[at["parameterset"]] for r in rows if r[at["soort"]] == "uur"} == {BASIS, EIGEN}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"aanbieder": ""}, "noemt niet waar deze set geldt"),
        ({"locatie": "Kennemerhof"}, "noemt er meer dan één"),
        ({"parameterset": "Haarlem 2018"}, "is ook de set van een tariefvariant"),
        ({"basis": EIGEN}, "is niet de set van een tariefvariant"),
        ({"aanbieder": "RIBW"}, "RIBW"),
    ],
)
def test_a_place_that_cannot_be_is_a_finding(change: dict[str, str], said: str) -> None:
    data = voor_ribw()
    data["bladen"][Eigenset.title][0] |= change
    found = [f for f in lees_data(data).fouten if f.blad == Eigenset.title]
    assert any(said in f.wat for f in found), found


def test_a_set_that_lacks_a_price_is_a_finding() -> None:
    data = voor_ribw()
    rows = data["bladen"]["Nachtvarianten"]
    rows.remove(next(r for r in rows if r["parameterset"] == EIGEN and r["nachtvariant"] == "Piket"))
    wanted = f"‘{EIGEN}’ heeft niet alles op het blad ‘Nachtvarianten’ wat de andere van deze twee sets heeft: Piket."
    assert wanted in [f.wat for f in lees_data(data).fouten]


def test_two_sets_for_one_place_are_a_finding_and_one_for_nothing_a_warning() -> None:
    data = voor_ribw()
    met_set(data, "Nog een", aanbieder=RIBW)
    assert any("geldt in plaats van" in f.wat for f in lees_data(data).fouten)
    data = met_set(voor_ribw(), "Leeg perceel", perceel="Regio")
    data["bladen"]["Percelen"].append({"perceel": "Regio"})
    told = [f.wat for f in lees_data(data).waarschuwingen]
    assert "‘Leeg perceel’ telt op geen enkele locatie." in told


def test_without_own_sets_nothing_changes(resultaat: Result) -> None:
    assert all(Eigenset.instead not in r.texts for r in resultaat.dossier[Locatietarief])
    assert resultaat.dossier[Uurtarief]
    assert [s.name for s in leidende_sets(resultaat)] == [BASIS]
    assert {s.name for s in resultaat.dossier[Parameterset]} == {BASIS, "Haarlem 2018"}
