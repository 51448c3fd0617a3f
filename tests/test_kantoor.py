"""OpenDocument: read wherever Excel is, and written beside it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from motoren import cached, formulas, same
from openpyxl import load_workbook

from mo_report.invoer import read_input
from mo_report.lib import kantoor
from mo_report.lib.kantoor import write_ods
from mo_report.terug import write_marked
from mo_report.uitvoer.gegevens import as_data
from mo_report.uitvoer.schrijven import write_all
from mo_report.uitvoer.verifieren import verify


@pytest.fixture(scope="module")
def ods(kleintje: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small input as a spreadsheet in OpenDocument."""
    folder = tmp_path_factory.mktemp("ods")
    copy = folder / "invoer.xlsx"
    copy.write_bytes(kleintje.read_bytes())
    write_ods([copy])
    copy.unlink()
    return copy.with_suffix(".ods")


@pytest.fixture(scope="module")
def map_(ods: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of outputs with an .ods beside each workbook."""
    found = read_input(ods).resultaat
    assert found is not None
    folder = tmp_path_factory.mktemp("uit")
    write_all(found, ods, folder, pdf=False, ods=True)
    return folder


def test_it_is_read_as_the_workbook_is(ods: Path, kleintje: Path) -> None:
    one, other = read_input(ods), read_input(kleintje)
    assert one.resultaat is not None and other.resultaat is not None
    assert [(f.blad, f.cel, f.wat) for f in one.bevindingen] == [(f.blad, f.cel, f.wat) for f in other.bevindingen]
    assert as_data(one.resultaat) == as_data(other.resultaat)


@pytest.mark.long
def test_the_outputs_are_those_of_the_workbook(map_: Path, kleine_uitvoer: Path) -> None:
    mine, theirs = ((m / "resultaat.json").read_text("utf-8") for m in (map_, kleine_uitvoer))
    assert json.loads(mine) == json.loads(theirs)


def _back(path: Path, folder: Path, program: str) -> Path:
    """An .ods as this program makes an Excel workbook of it."""
    made = folder / f"{program}-{path.stem}.xlsx"
    if program == "ssconvert":
        command: list[str | Path] = ["ssconvert", "-T", "Gnumeric_Excel:xlsx2", path, made]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
    else:
        made.write_bytes(kantoor.to_xlsx(path.read_bytes()))
    return made


@pytest.mark.long
@pytest.mark.parametrize("program", ["libreoffice", "ssconvert"])
def test_values_and_formulas_survive(map_: Path, tmp_path: Path, program: str) -> None:
    for path in map_.rglob("*.ods"):
        own, back = path.with_suffix(".xlsx"), _back(path, tmp_path, program)
        written, read = cached(own), cached(back)
        assert [k for k, v in written.items() if v != "" and not same(v, read.get(k))] == []
        assert formulas(own).keys() <= formulas(back).keys()


@pytest.mark.long
def test_rules_protection_and_names_survive(map_: Path, tmp_path: Path) -> None:
    own = load_workbook(map_ / "overzicht.xlsx")
    back = load_workbook(_back(map_ / "overzicht.ods", tmp_path, "libreoffice"))
    assert back.sheetnames == own.sheetnames
    assert set(own.defined_names) <= set(back.defined_names)
    for sheet in own.worksheets:
        other = back[sheet.title]
        assert (other.protection.sheet, other.sheet_state) == (sheet.protection.sheet, sheet.sheet_state)
        ruled = {str(r) for rule in sheet.data_validations.dataValidation for r in rule.sqref.ranges}
        assert bool(ruled) is bool(other.data_validations.dataValidation)


@pytest.mark.long
def test_findings_are_marked_in_an_ods(ods: Path, tmp_path: Path) -> None:
    gelezen = read_input(ods)
    assert gelezen.bevindingen
    write_marked(ods, tmp_path / "terug.ods", gelezen.bevindingen)
    book = load_workbook(_back(tmp_path / "terug.ods", tmp_path, "libreoffice"))
    assert "bevindingen" in book.sheetnames[0].lower()
    notes = [c.comment.text for sheet in book for row in sheet.iter_rows() for c in row if c.comment]
    assert any(gelezen.bevindingen[0].wat in note for note in notes)


@pytest.mark.long
def test_it_can_be_verified(map_: Path, ods: Path) -> None:
    found = verify(map_, ods)
    assert found.klopt and found.bestanden > 5, found.bevindingen


def test_without_libreoffice_it_says_how_to_get_it(ods: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kantoor.shutil, "which", lambda _: None)
    (finding,) = read_input(ods).bevindingen
    assert "LibreOffice nodig" in finding.wat and "libreoffice-calc" in finding.wat
