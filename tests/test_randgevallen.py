"""At the edges: no plekken, no weight, no nights, a leap year, sheets left out, cents to divide."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from motoren import IronCalc, cached, formulas, libreoffice, same, verwijder
from openpyxl import Workbook, load_workbook

from mo_report.engine.dossier import Dossier, Record
from mo_report.engine.rekenen import Resultaat, bereken
from mo_report.invoer import Gelezen, lees
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
from mo_report.uitvoer.gegevens import gegevens
from mo_report.uitvoer.schrijven import schrijf_alles

OPTIONAL = [b.title for b in MODEL if b.is_input() and b.optional]


def read(invoer: Path, folder: Path, change: Callable[[Workbook], None]) -> Gelezen:
    book = load_workbook(invoer)
    change(book)
    path = folder / "rand.xlsx"
    book.save(path)
    return lees(path)


def write(found: Gelezen, folder: Path) -> Path:
    assert found.resultaat is not None, [f.wat for f in found.fouten]
    schrijf_alles(found.resultaat, found.path, folder / "uit", pdf=False)
    return folder / "uit"


def put(book: Workbook, sheet: str, first: str, column: int, value: object) -> None:
    """Set a cell in the row that begins with a name, or of which the second cell is that name."""
    for row in book[sheet].iter_rows(min_row=5):
        if first in (row[0].value, row[1].value):
            row[column].value = value  # type: ignore[assignment]
            return
    raise AssertionError(f"{first} is not on {sheet}")


def everything_at_once(book: Workbook) -> None:
    put(book, "Algemeen", "dagen per jaar", 1, 366)
    for row in book["Locaties"].iter_rows(min_row=5):
        if row[0].value in ("Frans Hals", "Wilhelminastraat"):
            row[9].value = 0
    put(book, "Verdeelsleutel", "Zandvoort", 1, 0)
    for row in book["Nachtvarianten"].iter_rows(min_row=5):
        if row[0].value == "Haarlem 2018":
            for cell in row:
                cell.value = None
    verwijder(book, {"Slaapwacht 2018", "Piket 2018", "Wakende wacht 2018"})


@pytest.fixture(scope="module")
def rand(invoer: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Resultaat, Path]:
    folder = tmp_path_factory.mktemp("rand")
    found = read(invoer, folder, everything_at_once)
    assert found.resultaat is not None, [f.wat for f in found.fouten]
    said = [w.wat for w in found.waarschuwingen]
    assert any("‘Haarlem 2018’ heeft geen nachtvarianten" in w for w in said)
    return found.resultaat, write(found, folder)


def test_a_leap_year_a_locatie_without_plekken_and_a_set_without_nights(
    rand: tuple[Resultaat, Path],
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


def test_totals_equal_their_parts_to_the_cent(rand: tuple[Resultaat, Path]) -> None:
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


def test_both_engines_agree_at_the_edges(rand: tuple[Resultaat, Path], tmp_path: Path) -> None:
    path = rand[1] / "overzicht.xlsx"
    found, values, engine = formulas(path), cached(path), IronCalc(path)
    other = libreoffice(path, tmp_path)
    assert not [w for w in found if not same(values.get(w), engine.value(*w))]
    assert not [w for w in found if not same(values.get(w), other.get(w))]


def test_no_plekken_at_all(invoer: Path, tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        for row in book["Locaties"].iter_rows(min_row=5):
            if row[0].value:
                row[9].value = 0

    uit = write(read(invoer, tmp_path, change), tmp_path)
    path = uit / "overzicht.xlsx"
    found, values, engine = formulas(path), cached(path), IronCalc(path)
    assert not [w for w in found if not same(values.get(w), engine.value(*w))]


def test_no_weight_at_all_is_a_finding(invoer: Path, tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        for row in book["Verdeelsleutel"].iter_rows(min_row=5):
            if row[0].value:
                row[1].value = 0

    errors = read(invoer, tmp_path, change).fouten
    assert {f.blad for f in errors} == {"Verdeelsleutel"}
    assert "Geef minstens één gemeente een gewicht boven nul." in {f.herstel for f in errors}


def test_nobody_takes_part_in_the_consortium(invoer: Path, tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        for row in book["Aanbieders"].iter_rows(min_row=5):
            row[2].value = None

    (error,) = read(invoer, tmp_path, change).fouten
    assert error.blad == "Taakjaren"
    assert "geen aanbieder doet mee" in error.wat


@pytest.mark.parametrize("without", ["sheets", "rows"])
def test_sheets_that_may_be_left_out(without: str, invoer: Path, tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        for title in OPTIONAL:
            if without == "sheets":
                del book[title]
            else:
                for row in book[title].iter_rows(min_row=5):
                    for cell in row:
                        cell.value = None
        for row in book["Locaties"].iter_rows(min_row=5):
            row[8].value = None  # its team
        for row in book["Gepubliceerde waarden"].iter_rows(min_row=5):
            if str(row[3].value).startswith(("uren ", "lage ", "hoge ", "index", "inhaal")):
                for cell in row:
                    cell.value = None

    assert OPTIONAL
    uit = write(read(invoer, tmp_path, change), tmp_path)
    data = json.loads((uit / "resultaat.json").read_text("utf-8"))
    absent = {"ureninzet", "eigen_bijdrage", "indexering", "taakgericht", "benchmark"}
    assert not absent & set(data)
    for path in (uit / "overzicht.xlsx", uit / "ribw-k-am" / "tariefblad.xlsx"):
        sheets = set(load_workbook(path).sheetnames)
        assert not {"Ureninzet", "Eigen bijdrage", "Indexering", "Taakgericht", "Benchmark"} & sheets
        values, engine = cached(path), IronCalc(path)
        assert not [w for w in formulas(path) if not same(values.get(w), engine.value(*w))]


def test_a_roster_of_one_aanbieder_stays_with_it(invoer: Path, tmp_path: Path) -> None:
    """When a locatie alone is open, is its own business."""

    def change(book: Workbook) -> None:
        where = next(c for c in book["Lijsten"][4] if c.value == "rooster")
        book["Lijsten"].cell(12, where.column).value = "Geheim rooster"
        service = ("Geheim rooster", "ma-vr", "geheime dienst", 9, 17, "aanname")
        for column, value in enumerate(service, 1):
            book["Roosters"].cell(12, column).value = value
        put(book, "Dagopvang per locatie", "Wilhelminastraat", 4, "Geheim rooster")
        put(book, "Dagopvang per locatie", "Wilhelminastraat", 5, "GGZ")

    found = read(invoer, tmp_path, change)
    assert found.resultaat is not None, [f.wat for f in found.fouten]
    whole = found.resultaat.dossier
    own, other = (whole.per_aanbieder(a) for a in whole[Aanbieder])
    for dossier, there in ((own, True), (other, False)):
        names = {r.texts["rooster"] for r in dossier[Rooster]}
        assert ("Geheim rooster" in names) == there
        assert "Wakende wacht 22-07" in names
    public = whole.zonder_aanbieders()
    assert "Geheim rooster" not in {r.texts["rooster"] for r in public[Rooster]}
    result = bereken(own)
    (tariff, *_) = result.dossier[Dagopvangtarief]
    hours = result.number(tariff, Dagopvangtarief.uren_jaar)
    assert float(hours) == pytest.approx(5 * 8 / 7 * 365)


def test_an_empty_benchmark_leaves_no_trace(werkboeken: Path) -> None:
    assert "benchmark" not in (werkboeken / "resultaat.json").read_text("utf-8").lower()
    assert "Benchmark" not in load_workbook(werkboeken / "overzicht.xlsx").sheetnames


def test_a_benchmark_ranks_what_is_filled_in(invoer: Path, tmp_path: Path) -> None:
    rows = [
        ("Haarlem", "ja", 12_000_000, 11_000_000, 190, 400_000),
        ("Leiden", None, 9_000_000, None, 150, 450_000),
        ("Alkmaar", None, None, 8_000_000, 120, 300_000),
        ("Enschede", None, 12_000_000, 10_000_000, 190, 400_000),
    ]

    def change(book: Workbook) -> None:
        for number, row in enumerate(rows, 5):
            for column, value in enumerate((*row, None, None, "aanname"), 1):
                book["Benchmark"].cell(number, column).value = value

    found = read(invoer, tmp_path, change)
    uit = write(found, tmp_path)
    assert found.resultaat is not None
    ranked = {r["referentie"]: r for r in gegevens(found.resultaat)["benchmark"]["benchmark"]}
    assert ranked["Haarlem"]["per_inwoner"] == 30
    # Equals share a place.
    assert [ranked[n]["plaats_inwoner"] for n in ("Haarlem", "Enschede", "Leiden")] == [1, 1, 3]
    assert ranked["Alkmaar"]["plaats_inwoner"] is None
    assert ranked["Haarlem"]["plaats_gebruik"] == 2
    path = uit / "overzicht.xlsx"
    values, engine = cached(path), IronCalc(path)
    assert not [w for w in formulas(path) if not same(values.get(w), engine.value(*w))]
    assert "Benchmark" not in load_workbook(uit / "ribw-k-am" / "tariefblad.xlsx").sheetnames


@settings(max_examples=15, deadline=None)
@given(weights=st.lists(st.integers(min_value=0, max_value=200_000), min_size=8, max_size=8).filter(any))
def test_the_cents_of_a_task_budget_add_up(weights: list[int], resultaat: Resultaat) -> None:
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
    result = bereken(Dossier(records))
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
