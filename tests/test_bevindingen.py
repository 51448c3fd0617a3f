"""Bad input gives a finding with sheet and cell, says what is expected, and writes nothing."""

from __future__ import annotations

import tomllib
from pathlib import Path
from string import ascii_uppercase
from typing import Any

import pytest
from klein import klein
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from uit_data import KOPRIJ, lees_data

from mo_report.invoer import Reading, read_input
from mo_report.invoer.tabel import heading_key
from mo_report.lib.bevinding import Finding
from mo_report.model import INVOERBLADEN
from mo_report.model.voorbeeld.gegevens import haarlem

CASES = tomllib.loads((Path(__file__).parent / "cases" / "bevindingen.toml").read_text("utf-8"))


def change(book: Workbook, case: dict[str, Any]) -> tuple[str, str]:
    """Make the change of a case; returns the sheet and the cell."""
    what = case["rij"]
    sheet = book[what["blad"]]
    columns = {heading_key(c.value): c.column for c in sheet[KOPRIJ] if c.value}
    number = _row(sheet, columns, what["waar"])
    cell = sheet.cell(number, columns[heading_key(what["kop"])])
    cell.value = what.get("wordt")
    return sheet.title, cell.coordinate


def _row(sheet: Worksheet, columns: dict[str, int], where: dict[str, str]) -> int:
    for number in range(KOPRIJ, sheet.max_row + 1):
        if all(sheet.cell(number, columns[heading_key(k)]).value == v for k, v in where.items()):
            return number
    raise AssertionError(f"no row {where} on {sheet.title}")


def change_data(data: dict[str, Any], case: dict[str, Any]) -> tuple[str, int]:
    """Make the change of a case in the data; returns the sheet and the row there."""
    what = case["rij"]
    (block,) = [b for b in INVOERBLADEN if b.title == what["blad"]]
    must, may = block.headings()
    names = {heading_key(heading): heading for heading in (*must, *may)}
    names |= {
        heading_key(c.label): c.name for c in (*block.key_columns(), *(block.inputs() if block.form != "lijst" else ()))
    }
    rows = data["bladen"][block.title]
    for number, row in enumerate(rows, KOPRIJ + 1):
        if all(row.get(names[heading_key(k)]) == v for k, v in what["waar"].items()):
            row[names[heading_key(what["kop"])]] = what.get("wordt")
            return block.title, number
    raise AssertionError(f"no row {what['waar']} on {block.title}")


def in_koprij(case: dict[str, Any]) -> bool:
    """Whether the change is in a heading: that is in a file only."""
    where: dict[str, str] = case["rij"]["waar"]
    return all(k == v for k, v in where.items())


@pytest.mark.parametrize("case", CASES["geval"], ids=lambda c: c["naam"])
def test_finding(case: dict[str, Any], request: pytest.FixtureRequest, tmp_path: Path) -> None:
    if in_koprij(case):
        book = load_workbook(request.getfixturevalue("invoer"))
        blad, cel = change(book, case)
        book.save(tmp_path / "fout.xlsx")
        gelezen, row = read_input(tmp_path / "fout.xlsx"), int(cel.lstrip(ascii_uppercase))
    else:
        # In the small example, which is read twice as fast, unless it takes more.
        data = haarlem() if case.get("heel") else klein()
        blad, row = change_data(data, case)
        gelezen = lees_data(data)
    found = [f for f in gelezen.bevindingen if f.wat == case["wat"]]
    assert len(found) == 1, [f.wat for f in gelezen.bevindingen if f.is_fout]
    finding = found[0]
    assert finding.ernst == case.get("ernst", "fout")
    assert finding.blad == case.get("blad", blad)
    if "cel" in case:
        assert finding.cel == case["cel"]
    else:
        assert finding.cel.lstrip(ascii_uppercase) == str(row)
    assert finding.verwacht
    for key in ("verwacht", "herstel"):
        if key in case:
            assert getattr(finding, key) == case[key]
    assert (gelezen.resultaat is None) == finding.is_fout
    # One mistake is not many findings: a typing error makes values missing, which are not told.
    assert len(gelezen.fouten) == case.get("fouten", 1 if finding.is_fout else 0)


def test_all_findings_at_once(invoer: Path, tmp_path: Path) -> None:
    """From a file, and the same from the data, each with its sheet and cell."""
    together = [
        "tekst in plaats van getal", "leeg", "onbekende aanbieder", "cao's niet samen 100%",
        "formule in fout", "overlappende ORT-tijdvakken",
    ]  # fmt: skip
    book, data = load_workbook(invoer), haarlem()
    cases = [c for c in CASES["geval"] if c["naam"] in together]
    assert len(cases) == len(together)
    for case in cases:
        change(book, case)
        change_data(data, case)
    path = tmp_path / "fouten.xlsx"
    book.save(path)
    found = read_input(path)
    assert {c["wat"] for c in cases} <= {f.wat for f in found.fouten}
    assert found.bevindingen == lees_data(data).bevindingen


def test_without_the_lists_names_come_from_where_they_are_used(kleintje: Path, tmp_path: Path) -> None:
    book = load_workbook(kleintje)
    del book["Lijsten"]
    heads = {c.value: c.column for c in book["Locaties"][4]}
    book["Locaties"].cell(5, heads["begeleiding in de nacht"]).value = "Slapwacht"
    path = tmp_path / "zonder.xlsx"
    book.save(path)
    (wrong,) = read_input(path).fouten
    assert wrong.blad == "Locaties"
    assert wrong.herstel == "Bedoelt u ‘Slaapwacht’? Of voeg de naam toe op het blad ‘Nachtvarianten’."


@pytest.mark.parametrize("blad", ["Locaties", "Opslagen"])
def test_missing_sheet(blad: str, kleintje: Path, tmp_path: Path) -> None:
    book = load_workbook(kleintje)
    del book[blad]
    path = tmp_path / "zonder.xlsx"
    book.save(path)
    errors = read_input(path).fouten
    assert [f.wat for f in errors if f.blad == blad] == [f"Het blad ‘{blad}’ ontbreekt."]


def test_a_sheet_with_a_name_of_its_own_is_recognised(kleintje: Path, tmp_path: Path) -> None:
    """By its headings; of sheets with the same headings, by the names of its values."""
    book = load_workbook(kleintje)
    book["Opslagen"].title = "Opslagen 2026"
    book["Locaties"].title = "Onze plekken"
    book.save(tmp_path / "hernoemd.xlsx")
    said = {f.blad: f.herstel for f in read_input(tmp_path / "hernoemd.xlsx").fouten if "ontbreekt" in f.wat}
    assert said["Opslagen"] == "Bedoelt u het blad ‘Opslagen 2026’? Geef dat dan de naam ‘Opslagen’."
    assert said["Locaties"] == "Bedoelt u het blad ‘Onze plekken’? Geef dat dan de naam ‘Locaties’."


def test_merged_cells_are_named_once(kleintje: Path, tmp_path: Path) -> None:
    book = load_workbook(kleintje)
    book["Opslagen"].merge_cells("A5:A9")
    book["Opslagen"].merge_cells("A1:C1")  # above the headings: nobody's concern
    book.save(tmp_path / "samen.xlsx")
    (finding,) = read_input(tmp_path / "samen.xlsx").fouten
    assert (finding.blad, finding.cel) == ("Opslagen", "A5")
    assert "De cellen A5:A9 zijn samengevoegd." in finding.wat


def test_a_row_of_totals_is_one_finding() -> None:
    data = haarlem()
    data["bladen"]["Locaties"].append({"locatie": "Totaal", "plekken": 190})
    (finding,) = lees_data(data).fouten
    assert finding.wat.startswith("Is ‘Totaal’ een totaalrij?")
    assert finding.blad == "Locaties"


def test_a_column_that_may_stay_blank_may_be_away(kleintje: Path, tmp_path: Path) -> None:
    book = load_workbook(kleintje)
    sheet = book["Locaties"]
    (column,) = [c.column for c in sheet[KOPRIJ] if c.value == "een plek is voor"]
    sheet.delete_cols(column)
    book.save(tmp_path / "minder.xlsx")
    found = read_input(tmp_path / "minder.xlsx")
    assert found.resultaat is not None, found.fouten


def _only(gelezen: Reading) -> Finding:
    assert gelezen.resultaat is None
    (finding,) = gelezen.bevindingen
    return finding


def test_absent_and_folder(tmp_path: Path) -> None:
    assert _only(read_input(tmp_path / "er-niet.xlsx")).wat == "Het bestand bestaat niet."
    assert _only(read_input(tmp_path)).wat == "Dit is een map, geen bestand."


def test_a_formula_without_a_kept_value_is_computed(invoer: Path, tmp_path: Path) -> None:
    """openpyxl drops the values of formulas on saving; the result must not change."""
    book = load_workbook(invoer)
    book["Declarabiliteit"]["C7"].value = "=1900-22"
    path = tmp_path / "formule.xlsx"
    book.save(path)
    result = read_input(path)
    assert not result.fouten
    assert book["Declarabiliteit"]["B7"].value == "bruto"
