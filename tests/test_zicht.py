"""What is in sight when a workbook opens, and that what can be changed there does something."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from motoren import IronCalc, cached, formulas, gnumeric, same
from openpyxl import Workbook, load_workbook
from uit_data import lees_data

from mo_report.engine.rekenen import Result, calculate
from mo_report.model import Aanbieder, AanbiederTotaal
from mo_report.model.tarieven import leidende
from mo_report.model.voorbeeld.gegevens import haarlem
from mo_report.werkboek.boeken import write_tariefblad
from mo_report.werkboek.reactieblad import KOPPEN, PRECIES


def _in_zicht(book: Workbook) -> list[str]:
    return [s.title for s in book.worksheets if s.sheet_state == "visible"]


@pytest.mark.parametrize(
    ("name", "most"), [("overzicht.xlsx", 10), ("hvo-querido/tariefblad.xlsx", 8), ("ribw-k-am/tariefblad.xlsx", 8)]
)
def test_few_sheets_are_in_sight_and_the_others_are_listed(werkboeken: Path, name: str, most: int) -> None:
    book = load_workbook(werkboeken / name)
    seen = _in_zicht(book)
    assert seen[0] == "Samenvatting" and len(seen) <= most
    listed = {c.value for c in book["Samenvatting"]["A"]}
    assert {s for s in book.sheetnames if s not in seen} <= listed
    marks = set("'’‘\"")
    assert not [s for s in book.sheetnames if marks & set(s)]


@pytest.mark.parametrize("name", ["overzicht.xlsx", "hvo-querido/tariefblad.xlsx"])
def test_a_third_engine_agrees(werkboeken: Path, tmp_path: Path, name: str) -> None:
    path = werkboeken / name
    own, found = cached(path), gnumeric(path, tmp_path)
    assert [k for k in formulas(path) if not same(own.get(k), found.get(k))] == []


@pytest.fixture(scope="module")
def ribw(resultaat: Result) -> Result:
    return calculate(resultaat.dossier.per_aanbieder(resultaat.dossier[Aanbieder][1]))


def test_a_row_has_one_status(werkboeken: Path) -> None:
    words = {"bron", "herleid", "aanname", "kalender"}
    for name in ("overzicht.xlsx", "hvo-querido/tariefblad.xlsx"):
        for sheet in load_workbook(werkboeken / name).worksheets:
            for row in sheet.iter_rows():
                texts = [c.value for c in row if isinstance(c.value, str)]
                found = [t for t in texts if words & set(t.replace(":", " ").split()[:1])]
                assert all(len(words & set(t.replace(",", " ").split(" / "))) < 2 for t in found), (sheet.title, found)


def test_a_staircase_has_no_empty_step(werkboeken: Path) -> None:
    path = werkboeken / "overzicht.xlsx"
    sheet, values = load_workbook(path)["Samenvatting"], cached(path)
    top = next(c.row for c in sheet["A"] if str(c.value).startswith("Van salaris naar uurtarief")) + 2
    steps = [r for r in range(top, top + 12) if isinstance(values.get(("Samenvatting", f"B{r}")), float)]
    assert len(steps) > 5 and all(values["Samenvatting", f"B{r}"] for r in steps)
    engine, note = IronCalc(path), ("Samenvatting", f"A{steps[-1] + 1}")
    assert not engine.value(*note)
    opslagen = next(c.row for c in load_workbook(path)["Parameters"]["A"] if c.value == "opslag overige kosten")
    engine.change("Parameters", f"D{opslagen}", 0.05)
    assert "een stap die hier niet staat" in engine.value(*note)


def test_a_short_workbook_has_the_same_figures(ribw: Result, werkboeken: Path, tmp_path: Path) -> None:
    path = tmp_path / "kort.xlsx"
    write_tariefblad(ribw, path, kort=True)
    short, whole = load_workbook(path), load_workbook(werkboeken / "ribw-k-am/tariefblad.xlsx")
    assert short.sheetnames == _in_zicht(whole)
    mine, theirs, engine = cached(path), cached(werkboeken / "ribw-k-am/tariefblad.xlsx"), IronCalc(path)
    numbers = [k for k, v in theirs.items() if k[0] in short.sheetnames and isinstance(v, float)]
    assert len(numbers) > 300 and all(same(theirs[k], mine.get(k)) for k in numbers)
    assert all(same(mine.get(k), engine.value(*k)) for k in formulas(path))


def _cel(book: Workbook, sheet: str, label: str, column: int) -> str:
    row = next(c.row for c in book[sheet]["A"] if c.value == label)
    return str(book[sheet].cell(row, column).coordinate)


def test_was_stays_and_wordt_moves(werkboeken: Path) -> None:
    path = werkboeken / "overzicht.xlsx"
    book, engine = load_workbook(path), IronCalc(path)
    top = next(c.row for c in book["Samenvatting"]["A"] if c.value == "Was, wordt, verschil")
    row = next(c.row for c in book["Samenvatting"]["A"] if c.value == "Kennemerhof" and c.row > top)
    was, wordt, verschil = (f"{letter}{row}" for letter in "CDE")
    before = engine.value("Samenvatting", was)
    assert engine.value("Samenvatting", verschil) == 0 and same(before, engine.value("Samenvatting", wordt))
    overhead = book["Parameters"]
    at = next(c.row for c in overhead["A"] if c.value == "overhead")
    engine.change("Parameters", f"D{at}", 0.35)
    assert same(engine.value("Samenvatting", was), before)
    now = engine.value("Samenvatting", wordt)
    assert isinstance(now, float) and isinstance(before, float) and now > before
    assert same(round(now - before, 6), engine.value("Samenvatting", verschil))


def test_beside_a_reaction_stands_its_effect(ribw: Result, werkboeken: Path) -> None:
    """What the sheet says at once is what the model gives when it is computed again."""
    path = werkboeken / "ribw-k-am/tariefblad.xlsx"
    sheet, engine = load_workbook(path)["Reactie"], IronCalc(path)
    row = next(c.row for c in sheet["B"] if c.value == "HHM 2020: overhead")
    assert sheet.cell(row, KOPPEN.index("hoe precies") + 1).value == PRECIES
    engine.change("Reactie", f"E{row}", 0.34)
    said = engine.value("Reactie", f"G{row}")
    data = haarlem()
    rows = [r for r in data["bladen"]["Opslagen"] if r["parameter"] == "overhead"]
    rows[-1]["waarde"] = Decimal("0.34")
    after = lees_data(data).resultaat
    assert after is not None
    moved = _budget(calculate(after.dossier.per_aanbieder(after.dossier[Aanbieder][1]))) - _budget(ribw)
    # The budget counts with tariffs in whole cents: a cent for each of 58 plekken, each day.
    assert isinstance(said, float) and said == pytest.approx(float(moved), abs=0.01 * 58 * 365)


def _budget(result: Result) -> Decimal:
    (total,) = result.dossier.matching(AanbiederTotaal, {"tariefvariant": leidende(result).key[0]})
    return result.number(total, AanbiederTotaal.budget)


def test_of_many_locaties_one_is_chosen(tmp_path: Path) -> None:
    data = haarlem()
    for r in data["bladen"]["Locaties"]:
        r["aanbieder"] = "RIBW K/AM"
    for r in data["bladen"]["Teams"]:
        r["aanbieder"] = "RIBW K/AM"
    found = lees_data(data).resultaat
    assert found is not None
    path = tmp_path / "veel.xlsx"
    write_tariefblad(calculate(found.dossier.per_aanbieder(found.dossier[Aanbieder][1])), path)
    book, engine = load_workbook(path), IronCalc(path)
    seen = _in_zicht(book)
    assert "Locaties" in seen and "Kennemerhof" not in seen and len(seen) <= 8
    choice = _cel(book, "Locaties", "locatie", 2)
    rate = _cel(book, "Locaties", "tarief per plek per etmaal afgerond", 3)
    first = engine.value("Locaties", rate)
    assert not book["Locaties"][choice].protection.locked
    engine.type("Locaties", choice, "Ziekenboeg")
    assert engine.value("Locaties", rate) == 78.81 != first
