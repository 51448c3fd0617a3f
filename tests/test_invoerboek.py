"""The input workbook as a product: the example is the committed file, the template guides."""

from __future__ import annotations

import zipfile
from pathlib import Path

from conftest import HAARLEM
from openpyxl import load_workbook

from mo_report.invoer import Reading, read_input
from mo_report.model import LIJSTEN, MODEL
from mo_report.model.voorbeeld.gegevens import haarlem
from mo_report.werkboek.invoerboek import write_input
from mo_report.werkboek.rijcontrole import INGEVULD, SAMEN, UNIEK

KOLOMMEN = (INGEVULD, UNIEK, SAMEN)


def test_committed_workbook_is_the_example(tmp_path: Path) -> None:
    invoer = tmp_path / "haarlem.xlsx"
    write_input(invoer, haarlem())
    with zipfile.ZipFile(HAARLEM) as committed, zipfile.ZipFile(invoer) as made:
        assert committed.namelist() == made.namelist()
        for part in made.namelist():
            assert committed.read(part) == made.read(part), part


def test_example_has_no_errors_and_the_known_warnings(gelezen: Reading) -> None:
    assert not gelezen.fouten
    sheets = [w.blad for w in gelezen.waarschuwingen]
    assert sheets == [
        *["Tariefvarianten"] * 2,  # 2018 has no dagopvang and no kindtoeslag
        *["ORT per product"] * 5,
        *["Nachtvarianten"] * 2,  # piket at the ORT of the day; an amount fixed beside the computed one
        "Kindtoeslag",
        *["Locaties"] * 2,  # several night watches are paid, or a part of one
        "Locatiekosten",  # a subsidised house, and the whole kindtoeslag
        "Beveiliging",  # amounts that are not published
        "Onderbouwing",  # for which the report gives no reasons
    ]


def test_every_sheet_is_there_in_both(invoer: Path, sjabloon: Path) -> None:
    wanted = {"Leesmij", "Lijsten", "Uitkomst", *(b.title for b in MODEL if b.is_input())}
    assert set(load_workbook(invoer).sheetnames) == wanted
    assert set(load_workbook(sjabloon).sheetnames) == wanted


def test_every_input_cell_has_a_prompt(sjabloon: Path) -> None:
    book = load_workbook(sjabloon)
    for block in MODEL:
        if not block.is_input():
            continue
        sheet = book[block.title]
        covered = {
            str(area).split(":")[0].rstrip("0123456789")
            for rule in sheet.data_validations.dataValidation
            for area in rule.sqref.ranges
        }
        others = {"eenheid", *KOLOMMEN}
        headings = {c.column_letter for c in sheet[4] if c.value and c.value not in others}
        assert headings <= covered, block.title
        for rule in sheet.data_validations.dataValidation:
            assert rule.prompt, block.title
            assert rule.error, block.title


def test_fixed_lists_stand_on_lijsten(sjabloon: Path) -> None:
    sheet = load_workbook(sjabloon)["Lijsten"]
    columns = {c.value: c.column for c in sheet[4]}
    for option in LIJSTEN:
        found = [sheet.cell(5 + n, columns[option.label]).value for n in range(len(option.fixed))]
        assert tuple(found) == option.fixed


def test_empty_template_says_what_to_fill_in(sjabloon: Path) -> None:
    found = read_input(sjabloon)
    assert {f.blad for f in found.fouten} >= {"Algemeen", "Parametersets", "Locaties", "Aanbieders"}
    assert len(found.fouten) < 20  # what is blank in a row nobody began on is not a mistake


def test_headings_may_be_reordered_and_columns_added(invoer: Path, tmp_path: Path) -> None:
    book = load_workbook(invoer)
    sheet = book["Locaties"]
    rows = [[c.value for c in row] for row in sheet.iter_rows(min_row=4)]
    sheet.delete_rows(4, len(rows))
    for n, row in enumerate(rows):
        extra = "eigen kolom" if n == 0 else "x"
        for column, value in enumerate([extra, *reversed(row)], 1):
            sheet.cell(4 + n, column, value)
    path = tmp_path / "anders.xlsx"
    book.save(path)
    found = read_input(path)
    assert not found.fouten
    assert found.resultaat is not None
