"""Article 5.4 as a whole: what is regelt counts as covered, and whose judgement it is."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from uit_data import lees_data

from mo_report.engine.rekenen import Result, calculate
from mo_report.engine.schema import PARAMETER, WAARDE
from mo_report.lib.notatie import NBSP
from mo_report.model import Aanbieder, Algemeen, Geldend, Product, Productregeling, ReelePrijs, Regeling
from mo_report.model.kader import KADERS, geldig, lees_kaders
from mo_report.model.reeleprijs import ELEMENTEN
from mo_report.model.voorbeeld.gegevens import haarlem
from mo_report.verhaal.reele_prijs import REELE_PRIJS, gaten
from mo_report.verhaal.vorm import Kop, Proza, Raster


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
    return [gap.partition(". ")[0] for gap in gaten(result, own)]


def test_what_is_regelt_is_covered() -> None:
    assert missing(computed([])) == ["e", "f"]
    assert missing(computed([{"lid": "lid 3 e", "regeling": "Elk jaar met de OVA en PPC."}])) == ["f"]


def test_every_element_is_a_part_of_the_article() -> None:
    assert all(KADERS[0].lid_van(e.line) for e in ELEMENTEN)
    known = {line.name for line in ReelePrijs.lines()}
    assert {name for kader in KADERS for lid in kader.leden for name in lid.delen} <= known


def test_a_product_may_have_its_own_way() -> None:
    row = {"product": "Woonbegeleiding beperkt", "lid": "lid 3 e", "regeling": "Elk jaar met de OVA."}
    data = haarlem()
    data["bladen"][Productregeling.title] = [row]
    data["bladen"][Product.title][0]["prijsvorm"] = "ondergrens"
    result = lees_data(data).resultaat
    assert result is not None
    own = result.dossier.matching(ReelePrijs, {"parameterset": "hhm 2020"})
    (indexatie,) = [gap for gap in gaten(result, own) if gap.startswith("e. ")]
    assert indexatie.endswith(f"(behalve bij {row['product']})")
    (indexatie,) = [gap for gap in gaten(result, own[:2]) if gap.startswith("e. ")]
    assert indexatie.endswith("(bij Woonbegeleiding middelzwaar)")
    told = [p.waarden["gaten"] for p in pages(result) if isinstance(p, Proza) and "gaten" in p.waarden]
    assert [len(gaps) for gaps in told] == [2]
    assert not any(gap.startswith("e. ") for gap in gaten(result, own[:1]))
    tables = {p.titel: p for p in pages(result) if isinstance(p, Raster)}
    (price,) = tables["Soort prijs per product"].rijen
    assert [c.tekst for c in price] == [row["product"], "ondergrens"]  # type: ignore[attr-defined]
    told = [cell.tekst for r in tables["Artikel 5.4, deel voor deel"].rijen for cell in r]  # type: ignore[attr-defined]
    assert f"{row['product']}: {row['regeling']}" in told


def test_another_law_is_data() -> None:
    """The Jeugdwet lists other elements: it names no obligations, and takes three parts together."""
    data = haarlem()
    data["bladen"][Algemeen.title].append({PARAMETER: Algemeen.kader.label, WAARDE: "Jeugdwet"})
    data["bladen"][Regeling.title] = [{"lid": "lid 1 d", "regeling": "OVA"}, {"lid": "lid 3 e", "regeling": "OVA"}]
    read = lees_data(data)
    result = read.resultaat
    assert result is not None
    assert missing(result) == []
    words = [p for p in pages(result) if isinstance(p, Proza)]
    assert not any("Wmo" in str(p.waarden) for p in words)
    tables = [p for p in pages(result) if isinstance(p, Raster)]
    names = [row[0].tekst for row in tables[0].rijen]  # type: ignore[attr-defined]
    assert names[:4] == [
        "a. kosten van de beroepskracht",
        "c. redelijke overheadkosten",
        "a. niet productieve uren door verlof, ziekte, scholing en werkoverleg",
        "a. reis- en opleidingskosten",
    ]
    assert any(p.titel == "Artikel 2.3, deel voor deel" for p in tables)
    assert any("geen deel van artikel 2.3" in f.wat for f in read.waarschuwingen)


def test_a_frame_holds_from_its_year() -> None:
    new = """
    [[kader]]
    naam = "Wmo"
    besluit = "Nieuw besluit"
    artikel = "artikel 6.1"
    elementen = "tweede lid"
    vanaf = 2030
    [[kader.lid]]
    naam = "lid 2 a"
    vraagt = "Alles."
    delen = ["beroepskracht"]
    """
    (later,) = lees_kaders(new)
    both = (*KADERS, later)
    assert geldig("Wmo", 2029, both).artikel == "artikel 5.4"
    assert geldig("wmo", 2030, both) is later
    assert geldig("", 2010, both).artikel == "artikel 5.4"
    with pytest.raises(TypeError):
        lees_kaders(new.replace("besluit", "besloten"))


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
    rows = {row[0].tekst.replace(NBSP, " "): [c.tekst for c in row[1:]] for row in table.rijen}  # type: ignore[attr-defined]
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
