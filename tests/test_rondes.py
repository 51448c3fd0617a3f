"""Rounds of the dialogue: late answers, two of one aanbieder, and answers to an earlier version."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from antwoord import Answer, kop
from opdracht import run
from openpyxl import Workbook, load_workbook
from register import RIBW, beslis, besluit, stand

from mo_report.antwoorden import vorm
from mo_report.antwoorden.besluitblad import LET_OP
from mo_report.antwoorden.lezen import read_answer
from mo_report.antwoorden.maken import REGISTER, read_answers
from mo_report.engine.rekenen import Result
from mo_report.invoer import read_input

OVERHEAD = "parametersets.hhm-2020.overhead"
RISICO = "parametersets.hhm-2020.risico"
PLEKKEN = "locaties.kennemerhof.plekken"


@pytest.fixture(scope="session")
def invoer(kleintje: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small input in round 1, which closes on the last day of March 2026."""
    book = load_workbook(kleintje)
    sheet = book["Algemeen"]
    top, heads = kop(sheet, "parameter")
    for row, (name, value) in enumerate((("ronde van reacties", "1"), ("reageren tot en met", date(2026, 3, 31)))):
        at = sheet.max_row + 1 + row
        sheet.cell(at, heads["parameter"]).value = name
        sheet.cell(at, heads["waarde"]).value = value
    assert top
    path = tmp_path_factory.mktemp("ronde") / "versie-1.xlsx"
    book.save(path)
    return path


@pytest.fixture(scope="session")
def resultaat(invoer: Path) -> Result:
    result = read_input(invoer).resultaat
    assert result is not None
    return result


@pytest.fixture(scope="session")
def werkboeken(invoer: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ronde-uit")
    assert run("bereken", invoer, "--uit", folder, "--geen-pdf").returncode == 0
    return folder


def opgeslagen(path: Path, naar: Path, moment: datetime) -> Path:
    """The same file as if it was saved at that moment, by the clock of Greenwich."""
    stamp = f">{moment:%Y-%m-%dT%H:%M:%S}Z</dcterms:modified>"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(naar, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                text = data.decode()
                start = text.index(">", text.index("<dcterms:modified"))
                end = text.index("</dcterms:modified>") + len("</dcterms:modified>")
                data = (text[:start] + stamp + text[end:]).encode()
            new.writestr(name, data)
    return naar


def test_the_tariefblad_says_which_round_and_until_when(werkboeken: Path) -> None:
    sheet = load_workbook(werkboeken / "ribw-k-am" / "tariefblad.xlsx")["Reactie"]
    top = {row[0].value: row[1].value for row in sheet.iter_rows(max_row=20)}
    assert top["ronde"] == "1" and top["reageren tot en met"] == "31 maart 2026"


def test_late_is_told_and_stands_in_its_round(ribw: Answer, resultaat: Result, invoer: Path, tmp_path: Path) -> None:
    path = ribw({OVERHEAD: (0.34, "a")})
    for day, late in ((datetime(2026, 3, 31, 21, 59), False), (datetime(2026, 3, 31, 22, 1), True)):
        answer = read_answer(opgeslagen(path, tmp_path / "antwoord.xlsx", day), resultaat)
        assert answer.te_laat is late and answer.ronde == "1" and len(answer.reacties) == 1
        said = [b.wat for b in answer.bevindingen]
        told = "Het bestand is opgeslagen op 1 april 2026, na het sluiten van de ronde (31 maart 2026)."
        assert said == [told] * late
    assert run("reacties", invoer, tmp_path / "antwoord.xlsx", "--uit", tmp_path / "uit").returncode == 0
    rows = [[c.value for c in row] for row in load_workbook(tmp_path / "uit" / REGISTER)["Antwoorden"].iter_rows()]
    (row,) = [r for r in rows if r[0] == "antwoord.xlsx"]
    assert row[6:9] == ["1", "1 april 2026, te laat", "ja"]


@pytest.mark.long
def test_of_two_answers_the_newest_counts_in_whatever_order(ribw: Answer, resultaat: Result, tmp_path: Path) -> None:
    first = opgeslagen(ribw({OVERHEAD: (0.34, "a")}), tmp_path / "een.xlsx", datetime(2026, 3, 1, 9, 30))
    second = opgeslagen(ribw({OVERHEAD: (0.35, "b")}), tmp_path / "twee.xlsx", datetime(2026, 3, 2, 14, 0))
    for order in ([first, second], [second, first]):
        answers = {a.bestand: a for a in read_answers(order, resultaat, lambda *_: None)}
        assert {name: a.telt for name, a in answers.items()} == {"een.xlsx": False, "twee.xlsx": True}
        (told,) = answers["een.xlsx"].bevindingen
        assert not told.is_fout and "‘twee.xlsx’ is het laatst opgeslagen (2 maart 2026, 15.00 uur) en telt" in told.wat


@pytest.mark.parametrize(("typed", "guess"), [("33%", "33,00%"), ("0,33", "33,00%"), (33, "33,00%"), ("veel", "")])
def test_a_value_as_text_is_guessed(typed: object, guess: str, ribw: Answer, resultaat: Result) -> None:
    answer = read_answer(ribw({OVERHEAD: (typed, "jaarrekening")}), resultaat)
    (told,) = [b for b in answer.bevindingen if "dat kan niet" in b.wat]
    assert (f"Bedoelt de aanbieder {guess}?" in told.herstel) is bool(guess)
    assert not answer.reacties and "jaarrekening" in answer.opmerkingen[0][1]


@pytest.mark.long
def test_an_answer_to_an_earlier_version_is_about_this_one(ribw: Answer, invoer: Path, tmp_path: Path) -> None:
    """After decisions were carried out: what was taken over is done, the rest still stands."""
    path = ribw({OVERHEAD: (0.34, "a"), PLEKKEN: (12, "b"), RISICO: (0.03, "c")})
    assert run("reacties", invoer, path, "--uit", tmp_path / "een").returncode == 0
    decided = {(RIBW, OVERHEAD): besluit("deels", waarde=0.32), (RIBW, PLEKKEN): besluit("overnemen")}
    register = beslis(tmp_path / "een" / REGISTER, decided)
    new = tmp_path / "versie-2.xlsx"
    assert run("overnemen", invoer, register, "--naar", new).returncode == 0
    refused = run("reacties", new, path, "--uit", tmp_path / "twee")
    assert refused.returncode == 1 and "--eerder" in " ".join(refused.stderr.split())
    done = run("reacties", new, path, "--eerder", invoer, "--uit", tmp_path / "twee")
    assert done.returncode == 0, done.stderr
    later = tmp_path / "twee" / REGISTER
    own = stand(later, RIBW, OVERHEAD)
    assert (own[vorm.ONZE], own[vorm.HUN]) == (0.32, 0.34)
    assert "onze waarde was 30,00%" in str(own[LET_OP])
    assert stand(later, RIBW, RISICO)[LET_OP] is None
    book = load_workbook(later)
    assert not any(PLEKKEN in [c.value for c in row] for row in book[vorm.REACTIES].iter_rows())
    remarks = [[c.value for c in row] for row in book["Opmerkingen"].iter_rows()]
    assert [RIBW, "Kennemerhof: plekken", "12 (is in deze versie al 12): b"] in [r[:3] for r in remarks]


def test_of_another_input_than_all_given_it_is_an_error(ribw: Answer, invoer: Path, tmp_path: Path) -> None:
    def other(book: Workbook) -> None:
        for row in book["Opslagen"].iter_rows(min_row=5):
            if row[1].value == "risico-opslag":
                row[2].value = 0.04

    book = load_workbook(invoer)
    other(book)
    book.save(tmp_path / "ander.xlsx")
    path = ribw({OVERHEAD: (0.34, "a")})
    done = run(
        "reacties", tmp_path / "ander.xlsx", path, "--eerder", tmp_path / "ander.xlsx", "--uit", tmp_path / "uit"
    )
    assert done.returncode == 1 and "hoort bij een andere invoer" in done.stderr
