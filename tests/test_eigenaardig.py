"""Odd but honest input: formulas over other cells, notes, spelling, times, and text as text."""

from __future__ import annotations

import zipfile
from datetime import time
from pathlib import Path

import pytest
from klein import klein
from motoren import IronCalc, cached, formulas, hernoem, same
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from uit_data import KOPRIJ, lees_data

from mo_report.engine.rekenen import Result, calculate
from mo_report.invoer import Reading, read_input
from mo_report.model import Aanbieder
from mo_report.model.voorbeeld.gegevens import haarlem
from mo_report.uitvoer.gegevens import as_data
from mo_report.uitvoer.schrijven import write_all
from mo_report.werkboek.boeken import write_tariefblad


@pytest.fixture
def book(kleintje: Path) -> Workbook:
    return load_workbook(kleintje)


def read(book: Workbook, folder: Path) -> Reading:
    path = folder / "eigenaardig.xlsx"
    book.save(path)
    return read_input(path)


def result(book: Workbook, folder: Path) -> Result:
    found = read(book, folder)
    assert found.resultaat is not None, [f.wat for f in found.fouten]
    return found.resultaat


def tariefblad(whole: Result, folder: Path, aanbieder: str = "RIBW K/AM") -> Path:
    """The tariefblad of one aanbieder."""
    (own,) = [r for r in whole.dossier[Aanbieder] if r.name == aanbieder]
    path = folder / f"tariefblad-{own.slug('aanbieder')}.xlsx"
    write_tariefblad(calculate(whole.dossier.per_aanbieder(own)), path)
    return path


def engine_differs(path: Path) -> list[tuple[str, str]]:
    """The cells of which another engine says something else than they carry."""
    values, engine, found = cached(path), IronCalc(path), formulas(path)
    assert found
    return [w for w in found if not same(values.get(w), engine.value(*w))]


def cell(book: Workbook, sheet: str, column: int, *first: str) -> str:
    """The cell in a column of the row that begins with these values."""
    for row in book[sheet].iter_rows(min_row=5):
        if tuple(c.value for c in row[: len(first)]) == first:
            return str(row[column - 1].coordinate)
    raise AssertionError(first)


def test_a_formula_over_another_input_cell_moves_along(book: Workbook, tmp_path: Path) -> None:
    one = cell(book, "Opslagen", 3, "HHM 2020", "vakantietoeslag")
    other = cell(book, "Opslagen", 3, "HHM 2020", "eindejaarsuitkering")
    book["Opslagen"][other].value = f"={one}*1.05"
    book["Algemeen"]["C3"].value = "eigen notitie"
    path = tariefblad(result(book, tmp_path), tmp_path)
    moved = [w for w, text in formulas(path).items() if text.endswith("*1.05")]
    assert len(moved) == 1
    assert cached(path)[moved[0]] == pytest.approx(0.084)
    assert not engine_differs(path)


def test_a_formula_that_cannot_move_is_a_value_with_a_note(book: Workbook, tmp_path: Path) -> None:
    where = cell(book, "Opslagen", 3, "HHM 2020", "overhead")
    book["Opslagen"]["K1"].value = 0.31
    book["Opslagen"][where].value = "=K1"
    path = tariefblad(result(book, tmp_path), tmp_path)
    notes = [
        (c.value, c.comment.text)
        for sheet in load_workbook(path).worksheets
        for row in sheet.iter_rows()
        for c in row
        if c.comment
    ]
    assert len(notes) == 1
    value, note = notes[0]
    assert value == 0.31
    assert note.startswith(f"Op blad Opslagen, cel {where} van de invoer staat een formule: =K1.")


def test_a_note_in_the_input_does_not_stop_formulas(book: Workbook, tmp_path: Path) -> None:
    book["Opslagen"]["C8"].comment = Comment("let op", "iemand")
    assert not read(book, tmp_path).fouten


def test_a_formula_with_an_empty_result_is_a_blank_cell(book: Workbook, tmp_path: Path) -> None:
    where = cell(book, "Declarabiliteit", 3, "HHM 2020", "overig")
    book["Declarabiliteit"][where].value = '=""'
    (error,) = read(book, tmp_path).fouten
    assert error.cel == where
    assert "‘overig’ ontbreekt" in error.wat


def test_spelling_of_a_choice_does_not_change_a_tariff() -> None:
    data = haarlem()
    before = lees_data(data).resultaat
    where = ("Wilhelminastraat", "huisvesting")
    (row,) = [r for r in data["bladen"]["Locatiekosten"] if (r["locatie"], r["component"]) == where]
    assert row["bekostiging"] == "subsidie"
    row["bekostiging"] = "  SUBSIDIE "
    found = lees_data(data).resultaat
    assert found is not None
    assert before is not None
    assert as_data(found)["locaties"] == as_data(before)["locaties"]


def test_names_that_look_alike_are_told_apart_or_refused() -> None:
    data = klein()
    extra = {"aanbieder": "RIBW KAM"}
    data["bladen"]["Aanbieders"].append(extra)
    assert not lees_data(data).fouten  # another name, another key
    extra["aanbieder"] = "RIBW-K-AM"
    (error,) = lees_data(data).fouten
    assert error.wat == "‘RIBW-K-AM’ lijkt te veel op ‘RIBW K/AM’."
    assert (error.blad, error.cel) == ("Aanbieders", "A7")


def test_times_of_the_clock_are_hours(book: Workbook, tmp_path: Path) -> None:
    for row in book["Roosters"].iter_rows(min_row=5, max_row=13):
        for c in row[3:5]:
            if isinstance(c.value, int) and c.value < 24:
                c.value = time(c.value)
    found = read(book, tmp_path)
    assert not found.fouten
    assert found.resultaat is not None
    week = as_data(found.resultaat)["roosters"]["woonbegeleiding-07-22"]["caos"]["ggz"]["week"]
    assert week == pytest.approx(0.146476, abs=1e-6)


def test_a_copy_of_a_sheet_does_not_take_its_place(book: Workbook, tmp_path: Path) -> None:
    copy = book.copy_worksheet(book["Opslagen"])
    copy.title = "Opslagen."
    copy["C14"].value = 0.9
    found = read(book, tmp_path).resultaat
    assert found is not None
    data = as_data(found)["parametersets"]["hhm-2020"]["producten"]
    assert data["woonbegeleiding-beperkt"]["uurtarief_afgerond"] == 61.85


def test_a_source_of_one_aanbieder_is_not_shown_to_another(book: Workbook, tmp_path: Path) -> None:
    book["Bronnen"]["A9"].value = "Jaarrekening Zonnebloem"
    book["Bronnen"]["B9"].value = "Vertrouwelijke jaarrekening"
    status = cell(book, "Locatiekosten", 5, "Frans Hals", "huisvesting")
    row = int(status[1:])
    book["Locatiekosten"].cell(row, 5).value = "bron"
    book["Locatiekosten"].cell(row, 6).value = "Jaarrekening Zonnebloem"
    whole = result(book, tmp_path)
    for own, there in (("RIBW K/AM", True), ("HVO-Querido", False)):
        with zipfile.ZipFile(tariefblad(whole, tmp_path, own)) as archive:
            text = "".join(archive.read(n).decode("utf-8", "ignore") for n in archive.namelist())
        assert ("Zonnebloem" in text) == there
        assert ("Vertrouwelijke" in text) == there


#: Names for locaties of the one and of the other aanbieder.
NAMEN = {
    "Frans Hals": '=HYPERLINK("x")',
    "Kennemerhof": "+1+1",
    "Haarlemmermeer": "<script>x</script>",
    "Ziekenboeg": "{{7*7}}",
    "Wilhelminastraat": "@SUM",
}


def test_text_is_text_in_a_workbook(invoer: Path, tmp_path: Path) -> None:
    """In the whole example: the small one has not so many locaties."""
    book = load_workbook(invoer)
    for old, new in NAMEN.items():
        hernoem(book, old, new)
    whole = result(book, tmp_path)
    paths = [tariefblad(whole, tmp_path, own) for own in ("RIBW K/AM", "HVO-Querido")]
    shown = [c for p in paths for s in load_workbook(p).worksheets for row in s for c in row]
    for name in NAMEN.values():
        found = [c for c in shown if c.value == name]
        assert found, name
        # On other sheets it is shown again by a formula that points at it.
        assert all(c.data_type == "s" for c in found)
        assert all(c.quotePrefix for c in found) == (name[0] in "=+-@")
    texts = [text for p in paths for text in formulas(p).values()]
    assert not [text for text in texts if text.startswith("=HYPERLINK")]


def test_an_aanbieder_without_locaties_and_a_locatie_without_plekken(book: Workbook, tmp_path: Path) -> None:
    book["Aanbieders"]["A7"].value = "Leger des Heils"
    (plekken,) = [c.column for c in book["Locaties"][KOPRIJ] if c.value == "plekken"]
    book["Locaties"][cell(book, "Locaties", plekken, "Kennemerhof")].value = 0
    whole, uit = result(book, tmp_path), tmp_path / "uit"
    write_all(whole, tmp_path / "eigenaardig.xlsx", uit, aanbieder="Leger des Heils", pdf=False)
    assert (uit / "leger-des-heils" / "tariefblad.xlsx").is_file()
    assert not engine_differs(uit / "overzicht.xlsx")


def test_a_locatie_called_after_a_sheet_of_ours(book: Workbook, tmp_path: Path) -> None:
    hernoem(book, "Frans Hals", "controle")
    path = tariefblad(result(book, tmp_path), tmp_path)
    assert "controle (2)" in load_workbook(path).sheetnames
    assert not engine_differs(path)
