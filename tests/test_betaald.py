"""What a tariff pays on the floor: the ORT of the services, people at once and night watches."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from uit_data import lees_data

from mo_report.engine.dossier import Record
from mo_report.engine.rekenen import Result
from mo_report.engine.schema import Line
from mo_report.model import (
    Aanwezigheid,
    Betaald,
    Bezettarief,
    Kinddeel,
    Locatieort,
    Locatietarief,
    OrtBand,
    Rooster,
    Urenkeuze,
)
from mo_report.model.algemeen import DAGGROEPEN
from mo_report.model.tarieven import wachtgroepen
from mo_report.model.voorbeeld.gegevens import haarlem
from mo_report.verhaal.bezet import BEZET
from mo_report.verhaal.vorm import Proza

Sheets = dict[str, list[dict[str, Any]]]
LEIDEND, FEITELIJK = "hhm 2020, uren haarlem", "hhm 2020, feitelijke inzet"


def gelezen(change: Callable[[Sheets], object] = lambda _: None) -> Any:
    data = haarlem()
    change(data["bladen"])
    return lees_data(data)


def computed(change: Callable[[Sheets], object] = lambda _: None) -> Result:
    found = gelezen(change).resultaat
    assert found is not None
    return found


def value(result: Result, line: Line, locatie: str, variant: str = LEIDEND) -> Decimal | None:
    wanted = {"locatie": locatie.lower(), "tariefvariant": variant}
    (record,) = result.dossier.matching(line.block, wanted)
    found = result.value(record, line)
    assert not isinstance(found, str)
    return found


def euro(x: Decimal | None) -> Decimal:
    assert x is not None
    return round(x, 2)


def row(sheets: Sheets, sheet: str, **wanted: str) -> dict[str, Any]:
    (found,) = [r for r in sheets[sheet] if all(r.get(k) == v for k, v in wanted.items())]
    return found


KINDEREN = "Velserpoort 2: econ. gezinnen"


def child(parameter: str, amount: float) -> Callable[[Sheets], None]:
    added = {"parameterset": "HHM 2020", "parameter": parameter, "waarde": amount, "status": "aanname"}
    return lambda sheets: sheets["Kindtoeslag"].append(added)


def test_kennemerhof_works_when_there_is_no_ort(resultaat: Result) -> None:
    assert value(resultaat, Locatieort.ort_dienstrooster, "Kennemerhof") == 0
    assert euro(value(resultaat, Locatieort.uurtarief_dienstrooster, "Kennemerhof")) == Decimal("55.20")
    assert euro(value(resultaat, Betaald.ort_dienstrooster_effect, "Kennemerhof")) == Decimal("1.41")
    assert value(resultaat, Betaald.ort_dienstrooster_jaar, "Kennemerhof", FEITELIJK) == Decimal("18013.85")
    # Its team is known as a number of hours only.
    assert value(resultaat, Locatieort.ort_dienstrooster, "Frans Hals") is None


def minute_by_minute(result: Result, services: list[tuple[str, int]], cao: str) -> Fraction:
    """The ORT of services that work every day, counted in minutes of a week, straight from the bands."""
    d, extra, worked = result.dossier, Fraction(0), 0
    bands = d.matching(OrtBand, {"cao": cao})
    for weekday in range(7):
        for name, people in services:
            (times,) = d.matching(Rooster, {"rooster": name})
            begin, end = (int(result.number(times, c) * 60) for c in (Rooster.begin, Rooster.einde))
            for minute in range(begin, end):
                worked += people
                for band in bands:
                    days = DAGGROEPEN[band.texts["banddagen"]]
                    low, high = (result.number(band, c) * 60 for c in (OrtBand.begin, OrtBand.einde))
                    if weekday in days and low <= minute < high:
                        extra += people * Fraction(result.number(band, OrtBand.toeslag))
    return extra / worked


def test_the_ort_of_velserpoort_counted_another_way(resultaat: Result) -> None:
    services = [("velserpoort 1 ochtend", 2), ("velserpoort 1 overdag", 1), ("velserpoort 1 avond", 2)]
    both = sum(minute_by_minute(resultaat, services, cao) for cao in ("ggz", "sociaal werk")) / 2
    assert value(resultaat, Locatieort.ort_dienstrooster, "Velserpoort 1: OGGZ") == pytest.approx(
        Decimal(both.numerator) / both.denominator
    )


def paid(result: Result, locatie: str, variant: str) -> Decimal:
    return euro(value(result, Locatietarief.uurtarief, locatie, variant))


def test_a_variant_may_count_with_it() -> None:
    of_the_set, of_the_team = Decimal("61.85"), Decimal("55.20")
    as_given = computed()
    assert paid(as_given, "Kennemerhof", LEIDEND) == of_the_set
    assert paid(as_given, "Kennemerhof", FEITELIJK) == of_the_team
    assert paid(as_given, "Frans Hals", FEITELIJK) == of_the_set

    def told(leading: str, other: str) -> Callable[[Sheets], None]:
        def change(sheets: Sheets) -> None:
            row(sheets, "Tariefvarianten", tariefvariant="HHM 2020, uren Haarlem")["ort_dienstrooster"] = leading
            row(sheets, "Tariefvarianten", tariefvariant="HHM 2020, feitelijke inzet")["ort_dienstrooster"] = other

        return change

    otherwise = computed(told("ja", "nee"))
    assert paid(otherwise, "Kennemerhof", LEIDEND) == of_the_team
    assert paid(otherwise, "Kennemerhof", FEITELIJK) == of_the_set


def test_a_service_without_times_is_asked_for() -> None:
    found = gelezen(lambda s: row(s, "Dienstroosters", dienst="avond 18-23").pop("rooster"))
    (finding,) = found.fouten
    assert finding.blad == "Dienstroosters" and "alle diensten van het team hebben een rooster" in finding.wat


def _no_rows(sheets: Sheets) -> None:
    sheets["Roosters"] = [r for r in sheets["Roosters"] if r["rooster"] != "Velserpoort 1 overdag"]


def _no_bands(sheets: Sheets) -> None:
    sheets["ORT-tijdvakken"] = []


def _no_mix(sheets: Sheets) -> None:
    """Haarlem's own set has no mix of cao's, and is to count with the dienstrooster."""
    sheets["Caomix"] = [r for r in sheets["Caomix"] if r["parameterset"] != "Haarlem 2018"]
    row(sheets, "Tariefvarianten", tariefvariant="Haarlem 2018")["ort_dienstrooster"] = "ja"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (_no_rows, "Het rooster ‘Velserpoort 1 overdag’ heeft geen rijen"),
        (_no_bands, "Er zijn geen ORT-tijdvakken voor het rooster"),
        (_no_mix, "De cao's van ‘Haarlem 2018’ hebben geen ORT-tijdvakken"),
    ],
)
def test_a_service_does_not_drop_out_in_silence(change: Callable[[Sheets], None], told: str) -> None:
    found = [f for f in gelezen(change).fouten if f.blad == "Dienstroosters"]
    assert found and told in found[0].wat


def test_an_ort_of_part_of_the_caos_stands_out() -> None:
    def change(sheets: Sheets) -> None:
        sheets["ORT-tijdvakken"] = [r for r in sheets["ORT-tijdvakken"] if r["cao"] == "GGZ"]

    told = [f for f in gelezen(change).bevindingen if f.blad == "Dienstroosters"]
    assert any("‘HHM 2020’ heeft 50,00% ORT-tijdvakken" in f.wat for f in told)


def test_what_would_not_count_is_told() -> None:
    def change(sheets: Sheets) -> None:
        sheets["Kindtoeslag"] = [r for r in sheets["Kindtoeslag"] if r["parameter"] != "waarvan kapitaallasten"]
        child("kapitaallasten via subsidie", 1)(sheets)
        row(sheets, "Indexcijfers", reeks="OVA en PPC", jaar="2023").pop("prijs_definitief")
        row(sheets, "Aanwezigheid", urennorm="Haarlem", soort="nacht")["product"] = "Dagopvang"
        sheets["Gepubliceerde waarden"] = []

    told = [(f.blad, f.wat) for f in gelezen(change).bevindingen]
    for sheet, words in (
        ("Kindtoeslag", "maar niet hoe hoog die zijn"),
        ("Indexcijfers", "er is geen inhaal"),
        ("Aanwezigheid", "is er geen urennorm"),
    ):
        assert any(blad == sheet and words in wat for blad, wat in told), words


def test_a_roster_with_other_hours_stands_out() -> None:
    found = gelezen(lambda s: row(s, "Dienstroosters", dienst="avond 18-23").update(uren=3))
    assert any(
        "is 21 uur per week, maar het rooster ‘Velserpoort 1 avond’ duurt 35 uur" in f.wat for f in found.bevindingen
    )


def test_watches_that_the_tariff_pays(resultaat: Result) -> None:
    assert value(resultaat, Betaald.betaalde_wachten, "Ziekenboeg") == Decimal("0.15")
    assert value(resultaat, Betaald.betaalde_wachten, "Velserpoort 1: OGGZ") == Decimal("2.1")
    # Piket has no group, and Haarlem's own amount of 2018 neither.
    assert value(resultaat, Betaald.betaalde_wachten, "Frans Hals") is None
    assert value(resultaat, Betaald.betaalde_wachten, "Ziekenboeg", "haarlem 2018") is None
    assert value(resultaat, Betaald.wacht_jaar, "Ziekenboeg") == 94_900
    assert {g.naam: g.wachten for g in wachtgroepen(resultaat)} == {
        "Wilhelminastraat": Decimal("1.5"),
        "Velserpoort 1": Decimal("2.35"),
        "Ziekenboeg": Decimal("0.15"),
    }


def test_only_too_small_and_too_large_stand_out() -> None:
    told = [f.wat for f in gelezen().bevindingen if "keer een wacht" in f.wat]
    assert len(told) == 2 and "‘Velserpoort 1’ 2,35" in told[0] and "‘Ziekenboeg’ 0,15" in told[1]


def test_hours_and_people_beside_what_is_asked(resultaat: Result) -> None:
    """Kennemerhof: 5,1 hours for 24 on 11 plekken, where somebody should be there for 15 hours."""
    hours = Decimal("5.1") * 11 / 24
    assert value(resultaat, Betaald.uren_locatie, "Kennemerhof") == hours
    assert value(resultaat, Betaald.tegelijk, "Kennemerhof") == hours / 15
    assert value(resultaat, Betaald.deel, "Kennemerhof") == hours / 15
    assert value(resultaat, Betaald.fte, "Kennemerhof") == hours * 365 / 1378


def test_a_norm_of_nothing_pays_nobody() -> None:
    def change(sheets: Sheets) -> None:
        row(sheets, "Urennormen", urennorm="HHM voorstel", soort="nacht", product="Woonbegeleiding intensief")[
            "uren"
        ] = 0

    result = computed(change)
    wanted = {"urennorm": "hhm voorstel", "soort": "nacht", "product": "woonbegeleiding intensief"}
    (norm,) = result.dossier.matching(Aanwezigheid, wanted)
    assert result.number(norm, Aanwezigheid.per_begeleider) == 0


def test_another_aanbieder_sees_none_of_it(resultaat: Result) -> None:
    hvo, ribw = (resultaat.dossier.per_aanbieder(a) for a in sorted(_aanbieders(resultaat), key=lambda r: r.name))
    assert [r.name for r in hvo[Rooster] if "Kennemerhof" in r.name] == []
    assert [r.name for r in ribw[Rooster] if "Velserpoort" in r.name] == []


def _aanbieders(result: Result) -> list[Record]:
    return list(result.dossier[next(b for b in result.dossier.records if b.__name__ == "Aanbieder")])


def test_a_building_for_children_is_told_and_moves_nothing(resultaat: Result) -> None:
    assert value(resultaat, Kinddeel.jaarbedrag, KINDEREN) == Decimal("49822.50")
    assert value(resultaat, Kinddeel.in_subsidie, KINDEREN) == 0
    assert value(resultaat, Locatietarief.kindtoeslag, KINDEREN) == 9
    # Haarlemmermeer has families too, in a building that the tariff pays.
    assert value(resultaat, Kinddeel.kapitaal, "Haarlemmermeer") == 0
    assert any("49.822,50 per jaar kapitaallasten" in f.wat for f in gelezen().bevindingen)


def test_it_follows_the_building_into_the_subsidy() -> None:
    before, after = computed(), computed(child("kapitaallasten via subsidie", 1))
    assert value(after, Locatietarief.kindtoeslag, KINDEREN) == Decimal("2.5")
    assert value(after, Locatietarief.kindtoeslag, "Haarlemmermeer") == 9
    gone, come = (
        (value(after, line, KINDEREN) or 0) - (value(before, line, KINDEREN) or 0)
        for line in (Locatietarief.jaarbedrag, Locatietarief.subsidie_jaar)
    )
    assert (gone, come) == (Decimal("-49822.50"), Decimal("49822.50"))
    told = gelezen(child("kapitaallasten via subsidie", 1)).bevindingen
    assert not any("kapitaallasten" in f.wat for f in told if f.blad != "Onderbouwing"), (
        "what was decided is not asked again"
    )


def test_a_part_is_no_more_than_the_whole() -> None:
    def change(sheets: Sheets) -> None:
        row(sheets, "Kindtoeslag", parameter="waarvan kapitaallasten")["waarde"] = 9.5

    (finding,) = gelezen(change).fouten
    assert "kapitaallasten hoogstens de hele kindtoeslag" in finding.wat and finding.blad == "Kindtoeslag"


def test_another_choice_of_hours_and_what_it_costs(resultaat: Result) -> None:
    found = {r.texts["locatie"]: r for r in resultaat.dossier.matching(Urenkeuze, {"tariefvariant": LEIDEND})}
    assert resultaat.number(found[KINDEREN], Urenkeuze.per_jaar) == Decimal("79010.64")
    # 32 hours on 30 plekken, less 18 of the dagopvang, on a group of 24.
    hours = resultaat.number(found["Wilhelminastraat"], Urenkeuze.uren)
    assert hours == pytest.approx(Decimal("11.2"), abs=Decimal("1e-9"))


def occupied(graad: float, betaald: float | None = None) -> Callable[[Sheets], None]:
    def change(sheets: Sheets) -> None:
        own = {"locatie": "Ziekenboeg", "graad": graad, "betaald": betaald, "status": "aanname"}
        sheets["Bezetting per locatie"] = [own]

    return change


def test_an_occupied_etmaal_pays_for_the_empty_ones() -> None:
    result = computed(occupied(0.8, 100))
    rate = value(result, Locatietarief.tarief_per_plek_per_etmaal, "Ziekenboeg")
    assert rate is not None
    fixed, food = rate - Decimal("6.23"), Decimal("6.23")
    assert value(result, Bezettarief.per_bezet, "Ziekenboeg") == fixed / Decimal("0.8") + food
    assert value(result, Bezettarief.leeg_jaar, "Ziekenboeg") == round(fixed * Decimal("0.2") * 3 * 365, 2)
    full = value(result, Bezettarief.break_even, "Ziekenboeg")
    assert full is not None
    # At that occupancy what comes in is what it costs.
    assert full * 100 == pytest.approx(fixed + full * food, rel=Decimal("1e-20"))


@pytest.mark.parametrize(("betaald", "told"), [(100, ""), (60, "‘Ziekenboeg’")])
def test_what_is_never_covered_is_told(betaald: float, told: str) -> None:
    """78,81 per plek: at 60 for an occupied etmaal no occupancy is enough."""
    (page,) = BEZET.paginas(result := computed(occupied(0.8, betaald)))
    prose = next(part for part in page.delen(result) if isinstance(part, Proza))
    assert prose.waarden["nooit"] == told


def test_less_than_the_food_is_refused() -> None:
    (finding,) = gelezen(occupied(0.8, 5)).fouten
    assert finding.blad == "Bezetting per locatie" and "meer betaald dan de voeding" in finding.wat
