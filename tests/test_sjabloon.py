"""The template that fits the question: small unless more is asked, and filled in it gives the tariff."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from copy import deepcopy
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from motoren import IronCalc, cached, omgezet
from opdracht import run
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from test_gevallen import stap
from uit_data import KLEINSTE, KOPRIJ, lees_gegevens

from mo_report.engine.schema import (
    BRON,
    LIJSTEN_BLAD,
    PARAMETER,
    STATUS,
    VINDPLAATS,
    WAARDE,
    Choice,
    Key,
    Options,
)
from mo_report.invoer import read_input
from mo_report.invoer.rijmodel import check_row
from mo_report.model import INVOERBLADEN, Aanbieder, Opslagen, Parameterset
from mo_report.model.algemeen import URENNORM
from mo_report.model.voorbeeld.gegevens import hints
from mo_report.model.vragen import OOK, VRAGEN, in_order_of_work, sheets_for
from mo_report.uitvoer.gegevens import as_data
from mo_report.werkboek.invoerboek import write_input
from mo_report.werkboek.rijcontrole import NIET_NODIG

SET = Parameterset.parameterset.label


def koppen(sheet: Worksheet) -> dict[str, int]:
    return {str(c.value).split(" [")[0]: c.column for c in sheet[KOPRIJ] if c.value}


def cellen(data: dict[str, Any], sheet: Worksheet) -> Iterator[tuple[int, int, Any]]:
    """Row, column and value of what a user types on a sheet; what stands there already is left."""
    (block,) = [b for b in INVOERBLADEN if b.title == sheet.title]
    heads = koppen(sheet)
    labels = {c.name: c.label for c in (*block.key_columns(), *block.inputs())}
    standing = {sheet.cell(r, heads.get(PARAMETER, 1)).value: r for r in range(KOPRIJ + 1, 60)}
    for n, row in enumerate(data["bladen"].get(sheet.title, []), KOPRIJ + 1):
        at = standing[row[PARAMETER]] if block.form == "lijst" else n
        for name, value in row.items():
            heading = labels.get(name, name)
            if heading in heads and name != PARAMETER:
                yield at, heads[heading], value


def _over_all(rows: list[dict[str, Any]]) -> dict[str, str]:
    """What holds for every row of a sheet that has it, and so is said once above the headings."""
    said = {h: {r[h] for r in rows if h in r} for h in (STATUS, BRON)}
    return {h: next(iter(values)) for h, values in said.items() if len(values) == 1 and len(rows) > 1}


def vul_in(path: Path, data: dict[str, Any]) -> int:
    """Fill in a template; returns how many cells that takes."""
    book, data = load_workbook(path), deepcopy(data)
    count = 0
    for option, names in data["lijsten"].items() if LIJSTEN_BLAD in book.sheetnames else ():
        column = koppen(book[LIJSTEN_BLAD])[option]
        for row, name in enumerate(names, KOPRIJ + 1):
            book[LIJSTEN_BLAD].cell(row, column).value = name
            count += 1
    for title in set(data["bladen"]) & set(book.sheetnames):
        whole = _over_all(data["bladen"][title])
        for heading, value in whole.items():
            book[title].cell(1, koppen(book[title])[heading]).value = value
            count += 1
        data["bladen"][title] = [{k: v for k, v in row.items() if k not in whole} for row in data["bladen"][title]]
        for row, column, value in cellen(data, book[title]):
            cell = book[title].cell(row, column)
            assert cell.value is None, (title, cell.coordinate, cell.value)
            cell.value = value
            count += 1
    book.save(path)
    return count


def kleinste(folder: Path) -> Path:
    """The small template with the least input, as a file in a folder."""
    path = folder / "invoer.xlsx"
    path.write_bytes(_kleinste())
    return path


@cache
def _kleinste() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "invoer.xlsx"
        write_input(path, vragen=())
        vul_in(path, lees_gegevens(KLEINSTE))
        return path.read_bytes()


def test_the_least_input_in_the_small_template(tmp_path: Path) -> None:
    path = tmp_path / "invoer.xlsx"
    assert run("sjabloon", path).returncode == 0
    titles = load_workbook(path, read_only=True).sheetnames
    assert len(titles) <= 12
    data = lees_gegevens(KLEINSTE)
    assert vul_in(path, data) <= 60
    done = run("controleer", path)
    assert "0 fouten" in done.stdout, done.stdout
    result = read_input(path).resultaat
    assert result is not None
    for case in tomllib.loads(KLEINSTE.read_text("utf-8"))["geval"]:
        keys = case["pad"].split(".") if isinstance(case["pad"], str) else case["pad"]
        found: Any = as_data(result)
        for key in keys:
            found = stap(found, key)
        assert found == case["waarde"]
    # The checks in the workbook itself say the same, and another program changes nothing.
    saved = omgezet(path, tmp_path / "lo")
    assert cached(saved)["Leesmij", "B3"] == "goed"
    again = read_input(saved).resultaat
    assert again is not None
    assert as_data(again) == as_data(result)


def test_the_name_of_the_only_set_is_typed_once(tmp_path: Path) -> None:
    path = tmp_path / "invoer.xlsx"
    run("sjabloon", path)
    assert not [s.title for s in load_workbook(path) if {SET, URENNORM.label} & set(koppen(s))]
    run("sjabloon", path, "--vragen", "varianten", "--overschrijf")
    assert [s.title for s in load_workbook(path) if SET in koppen(s)] == ["Parametersets"]
    run("sjabloon", path, "--sets", "2", "--overschrijf")
    book = load_workbook(path)
    assert len([s for s in book if SET in koppen(s)]) > 5
    assert [c.value for c in book["Opslagen"]["B"]].count("overhead") == 2


def test_two_sets_need_a_column_that_says_which(tmp_path: Path) -> None:
    path = tmp_path / "invoer.xlsx"
    run("sjabloon", path, "--vragen", "varianten")
    data = lees_gegevens(KLEINSTE)
    vul_in(path, data)
    book = load_workbook(path)
    book["Parametersets"].cell(KOPRIJ + 2, 1).value = "Nog een set"
    book.save(path)
    wrong = {f.blad for f in read_input(path).fouten if f.wat == f"De kolom ‘{SET}’ ontbreekt."}
    assert {"Opslagen", "Sociale lasten", "Tariefvarianten", "Maandlonen"} <= wrong


def test_a_blank_value_is_told_at_its_cell(tmp_path: Path) -> None:
    path = tmp_path / "invoer.xlsx"
    run("sjabloon", path)
    data = lees_gegevens(KLEINSTE)
    data["bladen"]["Opslagen"] = [r for r in data["bladen"]["Opslagen"] if r[PARAMETER] != "overhead"]
    vul_in(path, data)
    sheet = load_workbook(path)["Opslagen"]
    (row,) = [r for r in range(1, 30) if sheet.cell(r, 1).value == "overhead"]
    (finding,) = [f for f in read_input(path).fouten if f.blad == "Opslagen"]
    assert finding.cel == sheet.cell(row, koppen(sheet)[WAARDE]).coordinate
    assert finding.wat == "‘overhead’ is leeg."


@pytest.mark.parametrize("vraag", VRAGEN)
def test_a_question_adds_its_sheets_and_no_others(vraag: str) -> None:
    own = {b.title for b in INVOERBLADEN if b.vraag == vraag}
    assert own
    more = {b.title for b in sheets_for([vraag])} - {b.title for b in sheets_for([])}
    assert own <= more
    # Each sheet has its place in the order of work, also where names come from another's column.
    assert set(in_order_of_work(sheets_for([vraag]))) == set(sheets_for([vraag]))
    if vraag not in OOK:
        assert own == more


def test_every_sheet_belongs_to_a_question_or_is_always_there() -> None:
    assert {b.vraag for b in INVOERBLADEN} == {"", *VRAGEN}
    assert {b.title for b in sheets_for(tuple(VRAGEN))} == {b.title for b in INVOERBLADEN}


@pytest.fixture
def ingevuld(tmp_path: Path) -> Path:
    """The small template with the least input."""
    return kleinste(tmp_path)


def test_status_and_source_are_said_once_for_a_sheet(ingevuld: Path) -> None:
    book = load_workbook(ingevuld)
    sheet, heads = book["Opslagen"], koppen(book["Opslagen"])
    book["Bronnen"]["A5"], book["Bronnen"]["B5"] = "Cao", "De cao"
    for heading, text in {STATUS: "bron", BRON: "Cao", VINDPLAATS: "artikel 5"}.items():
        sheet.cell(1, heads[heading]).value = text
    rows = {str(sheet.cell(r, 1).value): r for r in range(KOPRIJ + 1, 12)}
    sheet.cell(rows["overhead"], heads[STATUS]).value = "aanname"
    sheet.cell(rows["vakantietoeslag"], heads[VINDPLAATS]).value = "artikel 7"
    book.save(ingevuld)
    found = read_input(ingevuld)
    assert found.resultaat is not None, found.fouten
    (own,) = found.resultaat.dossier[Opslagen]
    said = {c.label: (v.status.word, v.herkomst) for c, v in own.values.items()}
    assert said["eindejaarsuitkering"] == ("bron", "Cao, artikel 5")
    assert said["vakantietoeslag"] == ("bron", "Cao, artikel 7")
    assert said["overhead"] == ("aanname", "")


def test_a_status_that_is_none_is_told_once_above_the_headings(ingevuld: Path) -> None:
    book = load_workbook(ingevuld)
    heads = koppen(book["Opslagen"])
    cell = book["Opslagen"].cell(1, heads[STATUS])
    cell.value = "zeker"
    book.save(ingevuld)
    said = [f for f in read_input(ingevuld).fouten if f.wat == "De status is ‘zeker’."]
    assert [(f.blad, f.cel) for f in said] == [("Opslagen", cell.coordinate)]


def test_names_that_no_sheet_lists_come_from_where_they_are_used(ingevuld: Path) -> None:
    book = load_workbook(ingevuld)
    sheet, heads = book["Locaties"], koppen(book["Locaties"])
    for column in heads.values():
        sheet.cell(KOPRIJ + 2, column).value = sheet.cell(KOPRIJ + 1, column).value
    sheet.cell(KOPRIJ + 2, heads["locatie"]).value = "De Kade"
    sheet.cell(KOPRIJ + 2, heads["aanbieder"]).value = "Stichting Onderdk"
    book.save(ingevuld)
    found = read_input(ingevuld)
    assert found.resultaat is not None
    assert [r.name for r in found.resultaat.dossier[Aanbieder]] == ["Stichting Onderdak", "Stichting Onderdk"]
    (told,) = [f for f in found.waarschuwingen if "lijkt veel op" in f.wat]
    assert (told.blad, told.cel) == ("Locaties", sheet.cell(KOPRIJ + 2, heads["aanbieder"]).coordinate)
    sheet.cell(KOPRIJ + 2, heads["begeleiding overdag"]).value = "Begeleidng"
    book.save(ingevuld)
    (wrong,) = read_input(ingevuld).fouten
    assert wrong.herstel.startswith("Bedoelt u ‘Begeleiding’?")
    assert "op het blad ‘ORT per product’" in wrong.herstel


def test_what_a_choice_makes_needless_is_said(tmp_path: Path) -> None:
    path = tmp_path / "invoer.xlsx"
    write_input(path, vragen=("schalen",), hoogstens=20)
    book = load_workbook(path)
    front = {str(r[0].value): r[1].coordinate for r in book["Leesmij"].iter_rows() if r[0].value}
    engine, check = IronCalc(path), koppen(book["Sociale lasten"])["klaar?"]
    rows = {str(c.value): c.row for c in book["Sociale lasten"]["A"] if c.value}
    zvw = book["Sociale lasten"].cell(rows["Zvw"], check).coordinate
    assert engine.value("Sociale lasten", zvw) == ""
    engine.type("Leesmij", front["Hoe geeft u de sociale lasten op?"], "één totaal")
    assert engine.value("Sociale lasten", zvw) == NIET_NODIG
    engine.type("Leesmij", front["Hoe geeft u de sociale lasten op?"], "premies")
    assert engine.value("Sociale lasten", zvw) == ""
    for answer, sheet in (("opgegeven", "Inschaling"), ("uit salarisschalen", "Maandlonen")):
        engine.type("Leesmij", front["Hoe komt u aan het maandloon?"], answer)
        assert engine.value("Leesmij", front[sheet]) == NIET_NODIG
        said = book[sheet].cell(2, koppen(book[sheet])["klaar?"]).coordinate
        assert engine.value(sheet, said) == NIET_NODIG


def test_a_question_that_is_not_known(tmp_path: Path) -> None:
    done = run("sjabloon", tmp_path / "x.xlsx", "--vragen", "trajecten,nachtt")
    assert done.returncode == 2
    assert "Bedoelt u ‘nacht’?" in done.stderr
    assert "Welke ORT" in run("sjabloon", "--vragen", "help").stdout


def test_a_filled_template_of_every_question_is_read(tmp_path: Path) -> None:
    """All questions, and none of their sheets filled in: that changes nothing."""
    path = tmp_path / "invoer.xlsx"
    assert run("sjabloon", path, "--alles").returncode == 0
    vul_in(path, lees_gegevens(KLEINSTE))
    found = read_input(path)
    assert found.resultaat is not None, found.fouten


def test_the_examples_of_a_small_template_are_of_nobody(tmp_path: Path) -> None:
    """And those of one sheet are of one row: they go together."""
    path = tmp_path / "invoer.xlsx"
    write_input(path, hoogstens=10)
    texts = " ".join(
        str(c.value) for sheet in load_workbook(path) for row in sheet.iter_rows() for c in row if c.value is not None
    )
    assert "bijv. Havenstraat" in texts
    for word in ("Haarlem", "HHM", "Kennemerhof", "2018", "2020"):
        assert word not in texts, word


def test_the_row_of_examples_is_valid() -> None:
    """What stands above the columns could be typed below them."""
    shown = hints()
    assert set(shown) == {b.title for b in INVOERBLADEN}
    for block in INVOERBLADEN:
        for row in shown[block.title][:1]:
            values = {p.name: Decimal(row[p.name]) for p in block.parameters() if p.name in row}
            wrong = [w for w in check_row(block, values) if w[0].name in values]
            assert not wrong, (block.title, wrong)
            for column in (*block.key_columns(), *block.inputs()):
                among = column.among if isinstance(column, Key | Choice) else None
                if isinstance(among, Options) and among.fixed and column.name in row:
                    assert row[column.name] in among.fixed, (block.title, column.name)
            given = [sum(c.name in row for c in group) for group in block.either_or]
            assert sum(1 for n in given if n) <= 1, block.title
