"""Article 5.4 as a whole: what is regelt counts as covered, and whose judgement it is."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from uit_data import lees_data

from mo_report.engine.rekenen import Result, calculate
from mo_report.engine.schema import PARAMETER, WAARDE
from mo_report.model import Aanbieder, Algemeen, Geldend, ReelePrijs, Regeling
from mo_report.model.kader import KADERS
from mo_report.model.reeleprijs import ELEMENTEN
from mo_report.model.voorbeeld.gegevens import haarlem
from mo_report.verhaal.reele_prijs import REELE_PRIJS, gaten
from mo_report.verhaal.vorm import Kop, Raster


def computed(rows: list[dict[str, str]], openbaar: str = "") -> Result:
    data: dict[str, Any] = haarlem()
    data["bladen"][Regeling.title] = rows
    if openbaar:
        said = {PARAMETER: Algemeen.oordeel_openbaar.label, WAARDE: openbaar}
        data["bladen"][Algemeen.title].append(said)
    found = lees_data(data)
    assert found.resultaat is not None, [f.wat for f in found.fouten]
    return found.resultaat


def missing(result: Result) -> list[str]:
    own = result.dossier.matching(ReelePrijs, {"parameterset": "hhm 2020"})
    return [line.label[0] for line in gaten(result, own)]


def test_what_is_regelt_is_covered() -> None:
    assert missing(computed([])) == ["e", "f"]
    assert missing(computed([{"lid": "lid 3 e", "regeling": "Elk jaar met de OVA en PPC."}])) == ["f"]


def test_every_element_is_a_part_of_the_article() -> None:
    known = {lid.naam for kader in KADERS for lid in kader.leden}
    assert {e.lid for e in ELEMENTEN} <= known


def pages(result: Result) -> list[object]:
    public = calculate(result.dossier.zonder_aanbieders())
    return [part for page in REELE_PRIJS.paginas(public) for part in page.delen(public)]


@pytest.mark.parametrize(("said", "there"), [("", False), ("nee", False), ("ja", True)])
def test_a_judgement_is_published_only_on_request(said: str, *, there: bool) -> None:
    titles = [p.titel for p in pages(computed([], said)) if isinstance(p, Kop)]
    assert ("Geldende tarieven" in titles) is there


def test_the_whole_article_stands_in_the_annex() -> None:
    text = "Het college stelt een vaste prijs vast."
    result = computed([{"lid": "lid 1", "regeling": text, "vindplaats": "verordening, artikel 12"}])
    (table,) = [p for p in pages(result) if isinstance(p, Raster) and p.titel.startswith("Artikel 5.4")]
    rows = {row[0].tekst: [c.tekst for c in row[1:]] for row in table.rijen}  # type: ignore[attr-defined]
    assert rows["lid 1"][1:] == [text, "verordening, artikel 12"]
    assert rows["lid 2 a"][1] == "niet ingevuld"
    assert not any(isinstance(p, Raster) and p.titel.startswith("Artikel 5.4") for p in pages(computed([])))


def test_a_tariff_in_force_stands_beside_the_computed_one_at_its_own_ort(resultaat: Result) -> None:
    """Beperkt of 2018 counts without ORT: at 14% it is too low, at none it is higher."""
    (own,) = [r for r in resultaat.dossier[Geldend] if r.texts["tarief"] == "Woonbegeleiding beperkt"]
    assert resultaat.number(own, Geldend.zelfde_ort) == Decimal("55.20")
    assert resultaat.number(own, Geldend.verschil) < 0 < resultaat.number(own, Geldend.verschil_ort)
    (night,) = [r for r in resultaat.dossier[Geldend] if r.texts["tarief"] == "Piket"]
    assert resultaat.value(night, Geldend.zelfde_ort) is None


@pytest.mark.parametrize("said", ["", "ja"])
def test_who_sees_the_judgement_is_the_choice_of_the_gemeente(said: str) -> None:
    """Not the public annex, nor the workbook in it, nor an aanbieder: unless the input says so."""
    data = haarlem()
    row = {PARAMETER: Algemeen.oordeel_openbaar.label, WAARDE: said}
    data["bladen"][Algemeen.title] += [row] if said else []
    found = lees_data(data).resultaat
    assert found is not None and found.dossier[Geldend]
    d = found.dossier
    for others in (d.zonder_aanbieders(), d.per_aanbieder(d[Aanbieder][0])):
        assert bool(others[Geldend]) == (said == "ja")


def test_an_ort_of_what_is_no_uurtarief_is_told() -> None:
    data = haarlem()
    for row in data["bladen"][Geldend.title]:
        row["ort"] = Decimal("0.1")
    told = [f for f in lees_data(data).bevindingen if "is geen uurtarief" in f.wat]
    assert len(told) == sum(row["regel"] != "uurtarief afgerond" for row in data["bladen"][Geldend.title]) > 0
