"""At the edges: no plekken, no weight, no nights, a leap year, sheets left out, cents to divide."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from klein import klein
from motoren import IronCalc, cached, formulas, libreoffice, same
from openpyxl import load_workbook
from uit_data import lees_data

from mo_report.engine.dossier import Dossier, Record
from mo_report.engine.rekenen import Result, calculate
from mo_report.invoer import Reading, read_input
from mo_report.model import (
    MODEL,
    Aanbieder,
    AanbiederTotaal,
    Bijdrage,
    Budget,
    Dagopvangtarief,
    Deelnemer,
    Locatietarief,
    Regiototaal,
    Rooster,
    Taakbudget,
    Verdeling,
)
from mo_report.model.voorbeeld.gegevens import haarlem
from mo_report.uitvoer.gegevens import as_data
from mo_report.uitvoer.schrijven import write_all
from mo_report.werkboek.boeken import write_overzicht, write_tariefblad

#: The questions that the example's other sheets do not rest on.
LOS = ("ureninzet", "beveiliging", "eigen-bijdrage", "indexering", "taakgericht", "benchmark", "geldende-tarieven")
OPTIONAL = [b.title for b in MODEL if b.is_input() and b.vraag in LOS] + ["Dagopvang per locatie"]


#: The rows of each sheet.
Sheets = dict[str, list[dict[str, Any]]]


def read(change: Callable[[Sheets], None]) -> Reading:
    """What reading the whole example gives, with a change in its rows."""
    data = haarlem()
    change(data["bladen"])
    return lees_data(data)


def berekend(found: Reading) -> Result:
    assert found.resultaat is not None, [f.wat for f in found.fouten]
    return found.resultaat


def write(found: Reading, folder: Path, aanbieder: str = "") -> Path:
    """All workbooks of a run, or those of the gemeente and of one aanbieder."""
    result = berekend(found)
    digest = sha256(b"").hexdigest()
    write_all(result, found.path, folder / "uit", aanbieder=aanbieder, pdf=False, digest=digest)
    return folder / "uit"


def overzicht(found: Reading, folder: Path) -> Path:
    """The workbook of the gemeente alone."""
    write_overzicht(berekend(found), folder / "overzicht.xlsx")
    return folder / "overzicht.xlsx"


def engine_differs(path: Path) -> list[tuple[str, str]]:
    """The cells of which another engine says something else than they carry."""
    values, engine, found = cached(path), IronCalc(path), formulas(path)
    assert found
    return [w for w in found if not same(values.get(w), engine.value(*w))]


def row_of(rows: list[dict[str, Any]], **names: str) -> dict[str, Any]:
    (row,) = [r for r in rows if all(r[k] == v for k, v in names.items())]
    return row


def everything_at_once(sheets: Sheets) -> None:
    row_of(sheets["Algemeen"], parameter="dagen per jaar")["waarde"] = 366
    for name in ("Frans Hals", "Wilhelminastraat"):
        row_of(sheets["Locaties"], locatie=name)["plekken"] = 0
    row_of(sheets["Verdeelsleutel"], deelnemer="Zandvoort")["sleutel"] = 0
    sheets["Nachtvarianten"] = [r for r in sheets["Nachtvarianten"] if r["parameterset"] != "Haarlem 2018"]
    gone = {"Slaapwacht 2018", "Piket 2018", "Wakende wacht 2018"}
    for title, rows in sheets.items():
        sheets[title] = [r for r in rows if not gone & {v for v in r.values() if isinstance(v, str)}]


@pytest.fixture(scope="module")
def rand(tmp_path_factory: pytest.TempPathFactory) -> tuple[Result, Path]:
    found = read(everything_at_once)
    said = [w.wat for w in found.waarschuwingen]
    assert any("‘Haarlem 2018’ heeft geen nachtvarianten" in w for w in said)
    return berekend(found), overzicht(found, tmp_path_factory.mktemp("rand"))


def test_a_leap_year_a_locatie_without_plekken_and_a_set_without_nights(
    rand: tuple[Result, Path],
) -> None:
    result, _ = rand
    for rate in result.dossier[Locatietarief]:
        tarief = result.number(rate, Locatietarief.tarief_per_plek_per_etmaal_afgerond)
        plekken = result.number(rate, Locatietarief.plekken)
        assert result.number(rate, Locatietarief.jaarbedrag) == tarief * plekken * 366
        if rate.name_of("tariefvariant") == "haarlem 2018":
            assert result.number(rate, Locatietarief.nacht) == 0
    shares = {r.texts["deelnemer"]: result.number(r, Bijdrage.bedrag) for r in result.dossier[Bijdrage]}
    assert shares["Zandvoort"] == 0
    assert shares["Haarlem"] > 0


def test_totals_equal_their_parts_to_the_cent(rand: tuple[Result, Path]) -> None:
    result, _ = rand
    d = result.dossier
    for variant in {r.name_of("tariefvariant") for r in d[Regiototaal]}:
        (region,) = d.matching(Regiototaal, {"tariefvariant": variant})
        for whole, part, own in (
            (Regiototaal.budget, AanbiederTotaal.budget, Budget.totaal),
            (Regiototaal.eigen_bijdrage, AanbiederTotaal.eigen_bijdrage, Budget.eigen_bijdrage),
            (Regiototaal.subsidie, AanbiederTotaal.subsidie, Budget.subsidie),
        ):
            parts = [result.number(r, part) for r in d.matching(AanbiederTotaal, {"tariefvariant": variant})]
            owns = [result.number(r, own) for r in d.matching(Budget, {"tariefvariant": variant})]
            assert result.number(region, whole) == sum(parts) == sum(owns)
    for task in d[Taakbudget]:
        wanted = {k: task.name_of(k) for k in ("reeks", "jaar")}
        paid = sum(result.number(r, Bijdrage.bedrag) for r in d.matching(Bijdrage, wanted))
        assert paid == result.number(task, Taakbudget.taakbudget)


def test_both_engines_agree_at_the_edges(rand: tuple[Result, Path], tmp_path: Path) -> None:
    _, path = rand
    found, values, engine = formulas(path), cached(path), IronCalc(path)
    (other,) = libreoffice([path], tmp_path)
    assert not [w for w in found if not same(values.get(w), engine.value(*w))]
    assert not [w for w in found if not same(values.get(w), other.get(w))]


def test_no_plekken_at_all(tmp_path: Path) -> None:
    def change(sheets: Sheets) -> None:
        for row in sheets["Locaties"]:
            row["plekken"] = 0

    assert not engine_differs(overzicht(read(change), tmp_path))


def test_no_weight_at_all_is_a_finding() -> None:
    def change(sheets: Sheets) -> None:
        for row in sheets["Verdeelsleutel"]:
            row["sleutel"] = 0

    errors = read(change).fouten
    assert {f.blad for f in errors} == {"Verdeelsleutel"}
    assert "Geef minstens één gemeente een gewicht boven nul." in {f.herstel for f in errors}


def test_nobody_takes_part_in_the_consortium() -> None:
    def change(sheets: Sheets) -> None:
        for row in sheets["Aanbieders"]:
            del row["consortium"]

    (error,) = read(change).fouten
    assert error.blad == "Taakjaren"
    assert "geen aanbieder doet mee" in error.wat


#: How the names begin of the lines that are computed from sheets that may be left out.
LATER = ("uren ", "lage ", "hoge ", "index", "inhaal")


def without_optional(sheets: Sheets) -> None:
    for title in OPTIONAL:
        sheets[title] = []
    for row in sheets["Locaties"]:
        row.pop("team", None)
    published = "Gepubliceerde waarden"
    sheets[published] = [r for r in sheets[published] if not r.get("regel", "").startswith(LATER)]


@pytest.mark.parametrize("without", ["sheets", pytest.param("rows", marks=pytest.mark.long)])
def test_sheets_that_may_be_left_out(without: str, invoer: Path, tmp_path: Path) -> None:
    assert OPTIONAL
    if without == "sheets":
        book = load_workbook(invoer)
        for title in OPTIONAL:
            del book[title]
        for row in book["Locaties"].iter_rows(min_row=5):
            row[8].value = None  # its team
        for row in book["Gepubliceerde waarden"].iter_rows(min_row=5):
            if str(row[3].value).startswith(LATER):
                for cell in row:
                    cell.value = None
        book.save(tmp_path / "rand.xlsx")
        found = read_input(tmp_path / "rand.xlsx")
    else:
        found = read(without_optional)
    uit = write(found, tmp_path, "RIBW K/AM")
    data = json.loads((uit / "resultaat.json").read_text("utf-8"))
    absent = {"ureninzet", "eigen_bijdrage", "indexering", "taakgericht", "benchmark"}
    assert not absent & set(data)
    for path in (uit / "overzicht.xlsx", uit / "ribw-k-am" / "tariefblad.xlsx"):
        sheets = set(load_workbook(path).sheetnames)
        assert not {"Ureninzet", "Eigen bijdrage", "Indexering", "Taakgericht", "Benchmark"} & sheets
        assert not engine_differs(path)


def test_a_check_may_read_what_no_sheet_shows(tmp_path: Path) -> None:
    """Without rosters nothing but a check counts the days of a week."""
    data = klein()
    data["bladen"]["Roosters"] = []
    result = berekend(lees_data(data))
    write_overzicht(result, tmp_path / "overzicht.xlsx")
    write_tariefblad(calculate(result.dossier.per_aanbieder(result.dossier[Aanbieder][0])), tmp_path / "blad.xlsx")
    assert not [w for name in ("overzicht", "blad") for w in engine_differs(tmp_path / f"{name}.xlsx")]


def test_a_roster_of_one_aanbieder_stays_with_it() -> None:
    """When a locatie alone is open, is its own business."""
    data = haarlem()
    data["lijsten"]["rooster"].append("Geheim rooster")
    service = {"rooster": "Geheim rooster", "dagen": "ma-vr", "dienst": "geheime dienst"}
    data["bladen"]["Roosters"].append(service | {"begin": 9, "einde": 17, "status": "aanname"})
    place = row_of(data["bladen"]["Dagopvang per locatie"], locatie="Wilhelminastraat")
    place |= {"rooster": "Geheim rooster", "cao": "GGZ"}
    dossier = berekend(lees_data(data)).dossier
    own, other = (dossier.per_aanbieder(a) for a in dossier[Aanbieder])
    for part, there in ((own, True), (other, False)):
        names = {r.texts["rooster"] for r in part[Rooster]}
        assert ("Geheim rooster" in names) == there
        assert "Wakende wacht 22-07" in names
    public = dossier.zonder_aanbieders()
    assert "Geheim rooster" not in {r.texts["rooster"] for r in public[Rooster]}
    result = calculate(own)
    (tariff, *_) = result.dossier[Dagopvangtarief]
    hours = result.number(tariff, Dagopvangtarief.uren_jaar)
    assert float(hours) == pytest.approx(5 * 8 / 7 * 365)


def test_an_empty_benchmark_leaves_no_trace(kleine_uitvoer: Path) -> None:
    assert "benchmark" not in (kleine_uitvoer / "resultaat.json").read_text("utf-8").lower()
    assert "Benchmark" not in load_workbook(kleine_uitvoer / "overzicht.xlsx").sheetnames


def test_a_benchmark_ranks_what_is_filled_in(tmp_path: Path) -> None:
    names = ("referentie", "eigen", "uitgaven", "rijksbudget", "plekken", "inwoners")
    rows = [
        ("Haarlem", "ja", 12_000_000, 11_000_000, 190, 400_000),
        ("Leiden", None, 9_000_000, None, 150, 450_000),
        ("Alkmaar", None, None, 8_000_000, 120, 300_000),
        ("Enschede", None, 12_000_000, 10_000_000, 190, 400_000),
    ]

    def change(sheets: Sheets) -> None:
        sheets["Benchmark"] = [dict(zip(names, row, strict=True)) | {"status": "aanname"} for row in rows]

    found = read(change)
    uit = write(found, tmp_path, "RIBW K/AM")
    ranked = {r["referentie"]: r for r in as_data(berekend(found))["benchmark"]["benchmark"]}
    assert ranked["Haarlem"]["per_inwoner"] == 30
    # Equals share a place.
    assert [ranked[n]["plaats_inwoner"] for n in ("Haarlem", "Enschede", "Leiden")] == [1, 1, 3]
    assert ranked["Alkmaar"]["plaats_inwoner"] is None
    assert ranked["Haarlem"]["plaats_gebruik"] == 2
    path = uit / "overzicht.xlsx"
    assert not engine_differs(path)
    assert "Benchmark" not in load_workbook(uit / "ribw-k-am" / "tariefblad.xlsx").sheetnames


@settings(max_examples=15, deadline=None)
@given(weights=st.lists(st.integers(min_value=0, max_value=200_000), min_size=8, max_size=8).filter(any))
def test_the_cents_of_a_task_budget_add_up(weights: list[int], resultaat: Result) -> None:
    """Largest remainder: parts add up, and nobody is a whole cent from the exact share."""
    turn = iter(weights)
    records = []
    for block, own in resultaat.dossier.records.items():
        if not block.is_input():
            continue
        for record in own:
            values = dict(record.values)
            if block is Deelnemer:
                values[Deelnemer.sleutel] = replace(values[Deelnemer.sleutel], waarde=Decimal(next(turn)))
            records.append(Record(block, record.texts, values, record.places))
    result = calculate(Dossier(records))
    d = result.dossier
    for task in d[Taakbudget]:
        budget = result.number(task, Taakbudget.taakbudget)
        wanted = {k: task.name_of(k) for k in ("reeks", "jaar")}
        shares = [result.number(r, Bijdrage.bedrag) for r in d.matching(Bijdrage, wanted)]
        assert sum(shares) == budget
        for weight, share in zip(weights, shares, strict=True):
            assert abs(share - budget * weight / sum(weights)) < Decimal("0.01")
    places = [result.number(r, Verdeling.voor) for r in d[Verdeling][:8]]
    assert sorted(places) == list(range(8))
