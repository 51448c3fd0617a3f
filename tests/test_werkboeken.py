"""The workbooks: every formula live, with the value that outside engines compute."""

from __future__ import annotations

import json
import zipfile
from itertools import permutations
from pathlib import Path

import pytest
from motoren import IronCalc, cached, formulas, libreoffice, same
from openpyxl import load_workbook

from mo_report.invoer import read_input
from mo_report.lib.namen import key_of
from mo_report.uitvoer.gegevens import as_data

VARIANTEN = (
    "HHM 2020, uren Haarlem",
    "Haarlem 2018",
    "HHM 2020, uren HHM",
    "HHM 2020, feitelijke inzet",
)
BOOKS = ("overzicht.xlsx", "hvo-querido/tariefblad.xlsx", "ribw-k-am/tariefblad.xlsx")


@pytest.mark.parametrize("name", BOOKS)
def test_every_formula_carries_the_value_ironcalc_computes(werkboeken: Path, name: str) -> None:
    path = werkboeken / name
    found, values, engine = formulas(path), cached(path), IronCalc(path)
    assert len(found) > 500
    assert not [w for w in found if not same(values.get(w), engine.value(*w))]


def test_libreoffice_computes_the_same(werkboeken: Path, tmp_path: Path) -> None:
    paths = [werkboeken / name for name in BOOKS]
    for path, other in zip(paths, libreoffice(paths, tmp_path), strict=True):
        values = cached(path)
        assert not [w for w in formulas(path) if not same(values.get(w), other.get(w))], path


def _cell_of(path: Path, sheet: str, label: str, column: int) -> str:
    """The cell beside a label in column A."""
    book = load_workbook(path)
    for row in book[sheet].iter_rows():
        if row[0].value == label:
            return row[column].coordinate
    raise AssertionError(f"{label} is not on {sheet}")


def test_change_overhead_and_every_tariff_follows(werkboeken: Path, invoer: Path, tmp_path: Path) -> None:
    """The tariefblad, changed by hand, gives what the model gives for the changed input."""
    path = werkboeken / "ribw-k-am/tariefblad.xlsx"
    engine = IronCalc(path)
    overhead = _cell_of(path, "Parameters", "overhead", 3)
    yearly = _cell_of(path, "Kennemerhof", "bedrag per jaar", 2)
    before = engine.value("Kennemerhof", yearly)
    engine.change("Parameters", overhead, 0.35)

    book = load_workbook(invoer)
    for row in book["Opslagen"].iter_rows(min_row=5):
        if (row[0].value, row[1].value) == ("HHM 2020", "overhead"):
            row[2].value = 0.35
    changed = tmp_path / "gewijzigd.xlsx"
    book.save(changed)
    result = read_input(changed).resultaat
    assert result is not None
    expected = {
        loc["locatie"]: loc["regels"]
        for loc in as_data(result)["locaties"]
        if loc["leidend"] and loc["aanbieder"] == "RIBW K/AM"
    }
    for locatie, lines in expected.items():
        for label, name in (
            ("tarief per plek per etmaal", "tarief_per_plek_per_etmaal"),
            ("bedrag per jaar", "jaarbedrag"),
        ):
            cell = _cell_of(path, locatie, label, 2)
            assert same(lines[name], engine.value(locatie, cell)), (locatie, label)
    assert engine.value("Kennemerhof", yearly) != before


def test_a_formula_typed_into_the_input_stands_live_in_the_output(werkboeken: Path) -> None:
    assert "=2*2*8" in formulas(werkboeken / "overzicht.xlsx").values()
    assert "=295000/68/365" in formulas(werkboeken / "hvo-querido/tariefblad.xlsx").values()


@pytest.mark.parametrize(
    ("own", "other"),
    [
        ("hvo-querido", ["RIBW", "Frans Hals", "Kennemerhof", "Haarlemmermeer", "Ziekenboeg"]),
        ("ribw-k-am", ["HVO", "Querido", "Velserpoort", "Wilhelminastraat", "295000"]),
    ],
)
def test_nothing_of_another_aanbieder(werkboeken: Path, own: str, other: list[str]) -> None:
    with zipfile.ZipFile(werkboeken / own / "tariefblad.xlsx") as archive:
        for part in archive.namelist():
            text = archive.read(part).decode("utf-8", "ignore").lower()
            assert not [word for word in other if word.lower() in text], part


def test_choosing_scenarios_compares_them(werkboeken: Path) -> None:
    """Whatever two scenarios are chosen, the sheet shows their budgets and the difference."""
    data = json.loads((werkboeken / "resultaat.json").read_text("utf-8"))
    budgets = {(r["locatie"], r["tariefvariant"]): r["totaal"] for r in data["budget"]["budget"]}
    path = werkboeken / "overzicht.xlsx"
    sheet = load_workbook(path)["Varianten"]
    choice = [c.coordinate for row in sheet.iter_rows(max_row=60) for c in row if c.style == "Input"]
    assert len(choice) == 2
    titles = [str(row[0].value) for row in sheet.iter_rows()]
    start = next(n for n, t in enumerate(titles, 1) if t.startswith("Budget per locatie per jaar"))
    row = start + 2 + [loc for loc, v in budgets if v == "haarlem-2018"].index("Kennemerhof")
    assert sheet.cell(row, 1).value == "Kennemerhof"
    engine = IronCalc(path)
    names = {v: key_of(v) for v in VARIANTEN}
    for first, second in permutations(names, 2):
        for cell, name in zip(choice, (first, second), strict=True):
            engine.type(sheet.title, cell, name)
        a, b = (budgets["Kennemerhof", names[n]] for n in (first, second))
        shown = [engine.value(sheet.title, f"{column}{row}") for column in "CDEF"]
        for value, wanted in zip(shown, (a, b, b - a, (b - a) / a), strict=True):
            assert isinstance(value, float)
            assert value == pytest.approx(wanted, abs=1e-6)
