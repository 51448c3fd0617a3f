"""More questions in a workbook that is filled in: they come beside what is there, which stays as it is."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from lxml import etree
from motoren import cached, libreoffice, omgezet
from mutanten import ingepakt, uitgepakt
from opdracht import run
from openpyxl import load_workbook
from test_sjabloon import kleinste, koppen
from test_uitkomst import cents, computed, shown
from uit_data import KOPRIJ

from mo_report.engine.schema import UITKOMSTBLAD
from mo_report.invoer import read_input
from mo_report.model import INVOERBLADEN
from mo_report.model.velden import velden
from mo_report.model.vragen import VRAGEN
from mo_report.werkboek.invoerboek import write_input
from mo_report.werkboek.stijl import GEEL

_M = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@pytest.fixture
def invoer(tmp_path: Path) -> Path:
    """The small template with the least input."""
    return kleinste(tmp_path)


def cellen(path: Path, part: str) -> dict[str, bytes]:
    """The cells of a sheet that hold something, as they stand in the file."""
    with zipfile.ZipFile(path) as archive:
        root = etree.fromstring(archive.read(part))
    return {str(c.get("r")): etree.tostring(c, method="c14n") for c in root.iter(f"{_M}c") if len(c)}


def delen(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {n: archive.read(n) for n in archive.namelist()}


def test_what_was_there_stays_as_it_was(invoer: Path) -> None:
    before, was = invoer.read_bytes(), delen(invoer)
    done = run("aanvullen", invoer, "--vragen", "nacht,eigen-bijdrage")
    assert done.returncode == 0, done.stderr
    assert "Nieuwe kolom: ‘begeleiding in de nacht’ op het blad Locaties" in done.stdout
    assert invoer.with_name("invoer-vorige.xlsx").read_bytes() == before
    now = delen(invoer)
    names = load_workbook(invoer.with_name("invoer-vorige.xlsx"), read_only=True).sheetnames
    parts = {f"xl/worksheets/sheet{n}.xml": title for n, title in enumerate(names, 1)}
    changed = {n for n in was if now[n] != was[n]}
    assert {parts[n] for n in changed if n in parts} == {"Leesmij", "Algemeen", "Locaties", UITKOMSTBLAD}
    assert changed - parts.keys() == {
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "[Content_Types].xml",
    }
    for part in (n for n, title in parts.items() if title in ("Algemeen", "Locaties")):
        old, new = cellen(invoer.with_name("invoer-vorige.xlsx"), part), cellen(invoer, part)
        assert old.items() <= new.items()
    book = load_workbook(invoer)
    assert book.sheetnames[: len(names)] == names
    assert "tellen hieronder niet mee" in str(book["Leesmij"]["A2"].value)
    assert {"Nachtvarianten", "Eigen bijdrage", "Lijsten"} <= set(book.sheetnames[len(names) :])
    cell = book["Locaties"].cell(KOPRIJ + 1, koppen(book["Locaties"])["begeleiding in de nacht"])
    assert not cell.protection.locked
    assert cell.fill.fgColor.rgb == f"00{GEEL}"


def test_the_new_question_counts(invoer: Path, tmp_path: Path) -> None:
    run("aanvullen", invoer, "--vragen", "nacht")
    (wrong,) = read_input(invoer).fouten
    assert wrong.wat == "‘begeleiding in de nacht’ is leeg."
    book = load_workbook(invoer)
    for title, texts in {
        "Locaties": {"begeleiding in de nacht": "Slaapwacht"},
        "Nachtvarianten": {"nachtvariant": "Slaapwacht", "vastgesteld bedrag": 11.5, "status": "aanname"},
    }.items():
        heads = koppen(book[title])
        for heading, value in texts.items():
            book[title].cell(KOPRIJ + 1, heads[heading]).value = value
    book["Lijsten"].cell(KOPRIJ + 2, koppen(book["Lijsten"])["nachtvariant"]).value = "Slaapwacht"
    book.save(invoer)
    found = read_input(invoer).resultaat
    assert found is not None
    wanted = cents(computed(found, with_set=False))
    assert str(wanted["De Brug",]) == "29.47"  # 17,97 for the day
    (theirs,) = libreoffice([invoer], tmp_path / "lo")
    assert cents(shown(theirs)) == wanted


def test_the_outcomes_stand_there_at_once(invoer: Path) -> None:
    before = shown(cached(invoer))
    run("aanvullen", invoer, "--vragen", "trajecten")
    found = read_input(invoer).resultaat
    assert found is not None
    assert cents(shown(cached(invoer))) == cents(computed(found, with_set=False))
    assert all(v in (None, "") for v in before.values())  # openpyxl keeps no values


@pytest.mark.long
def test_a_workbook_of_another_program_with_other_columns(invoer: Path, tmp_path: Path) -> None:
    book = load_workbook(invoer)
    sheet = book["Locaties"]
    rows = [[c.value for c in row] for row in sheet.iter_rows()]
    for n, row in enumerate(rows, 1):
        for column, value in enumerate(["eigen kolom", *row[1::-1], *row[2:]], 1):
            sheet.cell(n, column).value = value
    sheet["A8"].value = "mijn aantekening"
    book["Leesmij"]["B3"].value = "goed"  # Excel would have moved the checks along
    book.save(invoer)
    saved = omgezet(invoer, tmp_path / "lo")
    before = read_input(saved).resultaat
    assert before is not None
    uit = tmp_path / "nieuw.xlsx"
    done = run("aanvullen", saved, "--vragen", "beveiliging,schalen", "--uit", uit)
    assert done.returncode == 0, done.stderr
    after = read_input(uit).resultaat
    assert after is not None, read_input(uit).fouten
    assert velden(after.dossier) == velden(before.dossier)
    (theirs,) = libreoffice([uit], tmp_path / "weer")
    assert cents(shown(theirs)) == cents(computed(after, with_set=False))
    assert load_workbook(uit)["Locaties"]["A8"].value == "mijn aantekening"


@pytest.mark.long
def test_every_question_at_once(invoer: Path) -> None:
    done = run("aanvullen", invoer, "--vragen", ",".join(VRAGEN))
    assert done.returncode == 0, done.stderr
    assert {b.title for b in INVOERBLADEN} <= set(load_workbook(invoer).sheetnames)
    book = load_workbook(invoer)
    assert [c.value for c in book["Tariefvarianten"][KOPRIJ + 1]][:2] == ["Eigen tarief", "Eigen tarief"]
    assert book["Aanbieders"].cell(KOPRIJ + 1, 1).value == "Stichting Onderdak"
    # What is asked now and was not before is blank; nothing else is wrong.
    wrong = {(f.blad, f.wat) for f in read_input(invoer).fouten}
    assert wrong == {("Locaties", f"‘{what}’ is leeg.") for what in ("begeleiding in de nacht", "gezinnen")}


def test_a_question_that_is_there_changes_nothing(invoer: Path, tmp_path: Path) -> None:
    run("aanvullen", invoer, "--vragen", "nacht")
    before, uit = invoer.read_bytes(), tmp_path / "weer.xlsx"
    done = run("aanvullen", invoer, "--vragen", "nacht", "--uit", uit)
    assert "Deze vragen staan al in de werkmap." in done.stdout
    assert uit.read_bytes() == before


def test_what_cannot_be_added_to_is_left_alone(invoer: Path, tmp_path: Path) -> None:
    text = tmp_path / "brief.xlsx"
    text.write_text("geen werkmap", "utf-8")
    done = run("aanvullen", text, "--vragen", "nacht")
    assert (done.returncode, text.read_text("utf-8")) == (1, "geen werkmap")
    book = load_workbook(invoer)
    book["Locaties"].delete_cols(koppen(book["Locaties"])["plekken"])
    book.save(invoer)
    before = invoer.read_bytes()
    done = run("aanvullen", invoer, "--vragen", "nacht")
    assert done.returncode == 1
    assert "De kolom ‘plekken’ ontbreekt" in done.stdout + done.stderr
    assert invoer.read_bytes() == before
    assert [p.name for p in tmp_path.glob("*vorige*")] == []


def test_what_excel_keeps_of_formulas_is_left_out(invoer: Path) -> None:
    parts = uitgepakt(invoer.read_bytes())
    chain = (
        b'<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><c r="A5" i="1"/></calcChain>'
    )
    parts["xl/calcChain.xml"] = chain
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain"
    rel = b'<Relationship Id="rIdKeten" Type="' + kind + b'" Target="calcChain.xml"/></Relationships>'
    name = "xl/_rels/workbook.xml.rels"
    parts[name] = parts[name].replace(b"</Relationships>", rel)
    content = b"application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"
    over = b'<Override PartName="/xl/calcChain.xml" ContentType="' + content + b'"/></Types>'
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", over)
    invoer.write_bytes(ingepakt(parts))
    assert run("aanvullen", invoer, "--vragen", "nacht").returncode == 0
    now = uitgepakt(invoer.read_bytes())
    assert not [n for n, data in now.items() if "calcChain" in n or b"calcChain" in data]


@pytest.mark.parametrize("was", ["Uitkomst", "Locaties"])
def test_a_sheet_of_nearly_the_right_name_is_in_the_way(was: str, invoer: Path) -> None:
    book = load_workbook(invoer)
    book[was].title = f"{was.upper()}."
    book.save(invoer)
    before = invoer.read_bytes()
    done = run("aanvullen", invoer, "--vragen", "nacht")
    assert (done.returncode, invoer.read_bytes()) == (1, before)
    assert f"Noem het blad ‘{was}’" in " ".join((done.stdout + done.stderr).split())


def test_a_sheet_of_ones_own_is_not_replaced(invoer: Path) -> None:
    book = load_workbook(invoer)
    del book[UITKOMSTBLAD]
    book.create_sheet(UITKOMSTBLAD)["A1"] = "van mij"
    book.save(invoer)
    done = run("aanvullen", invoer, "--vragen", "nacht")
    assert done.returncode == 1
    assert load_workbook(invoer)[UITKOMSTBLAD]["A1"].value == "van mij"


def test_a_file_that_may_not_be_changed(invoer: Path) -> None:
    invoer.chmod(0o444)
    done = run("aanvullen", invoer, "--vragen", "nacht")
    assert done.returncode == 3
    assert "alleen-lezen" in done.stderr


def test_a_value_is_asked_for_each_set(tmp_path: Path) -> None:
    path = tmp_path / "twee.xlsx"
    write_input(path, vragen=(), sets=2, hoogstens=20)
    book = load_workbook(path)
    for row, name in enumerate(("A", "B"), KOPRIJ + 1):
        book["Parametersets"].cell(row, 1).value = name
    book.save(path)
    assert run("aanvullen", path, "--vragen", "schalen,gezinnen").returncode == 0
    book = load_workbook(path)
    for title, label in (("Opslagen", "deel van het schaalmaximum"), ("Kindtoeslag", "grondslag")):
        assert [c.value for c in book[title]["B"]].count(label) == 2
