"""The dialogue as it goes: a second round, forgotten answers, rows out of order, and what does not fit together."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from antwoord import Answer, kop, vul_in
from opdracht import run
from openpyxl import load_workbook
from register import HVO, RIBW, beslis, besluit, stand
from uit_data import KLEINSTE, lees_gegevens

from mo_report.antwoorden import vorm
from mo_report.antwoorden.maken import REGISTER
from mo_report.werkboek.invoerboek import write_input

OVERHEAD = "parametersets.hhm-2020.overhead"
RISICO = "parametersets.hhm-2020.risico"
PLEKKEN = "locaties.kennemerhof.plekken"
MIX = "parametersets.hhm-2020.opleidingsmix.woonbegeleiding-beperkt.mbo-4"


@pytest.fixture(scope="session")
def invoer(kleintje: Path) -> Path:
    return kleintje


@pytest.fixture(scope="session")
def werkboeken(korte_bladen: Path) -> Path:
    return korte_bladen


def gezegd(*args: object, status: int = 0) -> str:
    """What a command says, on one line; its status is as it should be."""
    done = run(*args)
    said = " ".join((done.stdout + done.stderr).split())
    assert done.returncode == status, said
    return said


@pytest.mark.long
def test_a_second_round_ends_like_the_first(ribw: Answer, hvo: Answer, invoer: Path, tmp_path: Path) -> None:
    """Decide, adopt, send again, answer again, decide, adopt: in the same folder."""
    uit, one, two = tmp_path / "uit", tmp_path / "versie-2.xlsx", tmp_path / "versie-3.xlsx"
    gezegd(
        "reacties", invoer, ribw({OVERHEAD: (0.34, "a"), PLEKKEN: (12, "b")}), hvo({RISICO: (0.03, "c")}), "--uit", uit
    )
    first = {(RIBW, OVERHEAD): besluit("overnemen"), (RIBW, PLEKKEN): besluit("niet"), (HVO, RISICO): besluit("niet")}
    beslis(uit / REGISTER, first)
    gezegd("overnemen", invoer, uit / REGISTER, "--naar", one)
    gezegd("bereken", one, "--uit", tmp_path / "blad", "--geen-pdf", "--kort")
    again = vul_in(tmp_path / "blad" / "ribw-k-am" / "tariefblad.xlsx", tmp_path / "weer.xlsx", {RISICO: (0.04, "d")})
    gezegd("reacties", one, again, "--uit", uit)
    gone = {row[0].value: row for row in load_workbook(uit / REGISTER)[vorm.EERDER].iter_rows()}
    assert {RIBW, HVO} <= gone.keys()
    register = beslis(uit / REGISTER, {(RIBW, RISICO): besluit("deels", waarde=0.025)})
    said = gezegd("overnemen", one, register, "--naar", two)
    assert "risico-opslag: was 2,00%, is nu 2,50%" in said and "overhead" not in said.split("Kijk of")[0]
    said = gezegd("nota", one, register, "--nieuw", two, "--uit", tmp_path / "nota")
    assert "hvo-querido" not in said
    assert "In de nieuwe invoer staat niet wat u besloot over: HHM 2020: risico-opslag" in gezegd(
        "nota", one, register, "--nieuw", one, "--uit", tmp_path / "mis", status=3
    )


@pytest.mark.long
def test_a_reaction_in_no_answer_is_not_carried_out(ribw: Answer, hvo: Answer, invoer: Path, tmp_path: Path) -> None:
    uit = tmp_path / "uit"
    mine = ribw({OVERHEAD: (0.34, "a")})
    gezegd("reacties", invoer, mine, hvo({RISICO: (0.03, "c")}), "--uit", uit)
    beslis(uit / REGISTER, {(RIBW, OVERHEAD): besluit("overnemen"), (HVO, RISICO): besluit("overnemen")})
    gezegd("reacties", invoer, mine, "--uit", uit)
    said = gezegd("overnemen", invoer, uit / REGISTER, "--naar", tmp_path / "nieuw.xlsx")
    assert "overhead" in said and "risico-opslag: was" not in said


def test_decisions_that_do_not_go_together_are_refused(ribw: Answer, invoer: Path, tmp_path: Path) -> None:
    """Adopting and answering alike: a mix of 90% is no mix."""
    uit = tmp_path / "uit"
    gezegd("reacties", invoer, ribw({MIX: (0.6, "a")}), "--uit", uit)
    register = beslis(uit / REGISTER, {(RIBW, MIX): besluit("overnemen")})
    for command, where in (("overnemen", "--naar"), ("nota", "--uit")):
        said = gezegd(command, invoer, register, where, tmp_path / "nieuw.xlsx", status=1)
        assert "Met deze besluiten samen klopt niet meer: opleidingsmix" in said
    assert not (tmp_path / "nieuw.xlsx").exists()


def test_two_decisions_in_one_row_are_both_told(ribw: Answer, invoer: Path, tmp_path: Path) -> None:
    shifts = {f"parametersets.hhm-2020.nachtvarianten.piket.{name}": (2, "a") for name in ("uren", "verdeeld-over")}
    gezegd("reacties", invoer, ribw(shifts), "--uit", tmp_path / "uit")
    words = zip(shifts, (besluit("deels", waarde=3), besluit("overnemen")), strict=True)
    register = beslis(tmp_path / "uit" / REGISTER, {(RIBW, name): cells for name, cells in words})
    new = tmp_path / "nieuw.xlsx"
    gezegd("overnemen", invoer, register, "--naar", new)
    sheet = load_workbook(new)["Nachtvarianten"]
    top, heads = kop(sheet, "vindplaats")
    places = [str(sheet.cell(r, heads["vindplaats"]).value) for r in range(top + 1, top + 8)]
    (told,) = [p for p in places if "besluit van" in p]
    assert "uren per etmaal: Reacties van aanbieders, deels overgenomen, besluit van 12 maart 2026" in told
    assert "verdeeld over plekken: Reacties van aanbieders, besluit van 12 maart 2026" in told
    notes = [c.comment.text for row in sheet for c in row if c.comment]
    assert len(notes) == 2 and all("Zo stond het er: bron; bron: Rapport HHM 2020" in n for n in notes)


def test_rows_out_of_order_are_seen(ribw: Answer, invoer: Path, tmp_path: Path) -> None:
    """Somebody sorted some of the columns: the decision stands beside another reaction."""
    gezegd("reacties", invoer, ribw({OVERHEAD: (0.34, "a"), RISICO: (0.03, "b")}), "--uit", tmp_path / "uit")
    register = beslis(tmp_path / "uit" / REGISTER, {(RIBW, OVERHEAD): besluit("overnemen")})
    book = load_workbook(register)
    sheet = book[vorm.REACTIES]
    top, heads = kop(sheet, vorm.KENMERK)
    one, two = (sheet.cell(top + n, heads[vorm.KENMERK]) for n in (1, 2))
    one.value, two.value = two.value, one.value
    book.save(register)
    said = gezegd("overnemen", invoer, register, "--naar", tmp_path / "nieuw.xlsx", status=1)
    assert "Zijn de rijen gesorteerd?" in said


def test_nothing_that_was_typed_is_lost(ribw: Answer, invoer: Path, tmp_path: Path) -> None:
    uit = tmp_path / "uit"
    answer = ribw({OVERHEAD: (0.34, "a")})
    gezegd("reacties", invoer, answer, "--uit", uit)
    register = beslis(uit / REGISTER, {(RIBW, OVERHEAD): besluit("overnemen")})
    said = gezegd("overnemen", invoer, register, "--naar", register, "--overschrijf", status=2)
    assert "een andere naam dan het register zelf" in said
    (uit / "reactieregister.ods").write_bytes(b"x")
    assert "haal het andere bestand uit de map" in gezegd("reacties", invoer, answer, "--uit", uit, status=3)
    (uit / "reactieregister.ods").unlink()
    book = load_workbook(register)
    book[vorm.REACTIES].title = "Reacties maart"
    book.save(register)
    typed = register.read_bytes()
    assert "kan niet als register worden gelezen" in gezegd("reacties", invoer, answer, "--uit", uit, status=3)
    assert register.read_bytes() == typed
    gezegd("reacties", invoer, answer, "--uit", uit, "--overschrijf")
    assert (uit / "reactieregister-vorige.xlsx").read_bytes() == typed
    assert stand(register, RIBW, OVERHEAD)[vorm.BESLUIT] is None


def test_not_in_the_folder_of_an_aanbieder(ribw: Answer, invoer: Path, werkboeken: Path, tmp_path: Path) -> None:
    gezegd("reacties", invoer, ribw({OVERHEAD: (0.34, "a")}), "--uit", tmp_path / "uit")
    register = beslis(tmp_path / "uit" / REGISTER, {(RIBW, OVERHEAD): besluit("overnemen")})
    shutil.copytree(werkboeken / "hvo-querido", tmp_path / "hvo")
    assert "is de map van een aanbieder" in gezegd("nota", invoer, register, "--uit", tmp_path / "hvo", status=3)


def test_that_only_locaties_change_is_told_without_a_figure(ribw: Answer, invoer: Path, tmp_path: Path) -> None:
    """A norm moves no hourly rate, and every tariff of a locatie."""
    norm = "urennormen.haarlem.24-uurs.woonbegeleiding-beperkt"
    gezegd("reacties", invoer, ribw({norm: (6, "a")}), "--uit", tmp_path / "uit")
    register = beslis(tmp_path / "uit" / REGISTER, {(RIBW, norm): besluit("overnemen")})
    gezegd("nota", invoer, register, "--uit", tmp_path / "nota")
    page = (tmp_path / "nota" / "nota-van-reacties.html").read_text("utf-8")
    assert "alleen tarieven van locaties veranderen" in page and "Kennemerhof" not in page


def test_the_smallest_workbook_takes_decisions_too(tmp_path: Path) -> None:
    """It has fewer columns: what has no place in it is refused, with how to make room."""
    small, uit = tmp_path / "klein.xlsx", tmp_path / "uit"
    write_input(small, lees_gegevens(KLEINSTE), vragen=("aanbieders",), hoogstens=5)
    gezegd("bereken", small, "--uit", tmp_path / "blad", "--geen-pdf", "--kort")
    sheet, who = tmp_path / "blad" / "stichting-onderdak" / "tariefblad.xlsx", "Stichting Onderdak"
    answers = {"locaties.de-brug.plekken": (13, "a"), "locaties.de-brug.gezinnen": ("ja", "b")}
    gezegd("reacties", small, vul_in(sheet, tmp_path / "antwoord.xlsx", answers), "--uit", uit)
    for names, status, words in (
        (["locaties.de-brug.plekken"], 0, "De Brug: plekken: was 12, is nu 13"),
        (
            list(answers),
            1,
            "het blad ‘Locaties’ heeft geen kolom ‘gezinnen’; voeg toe wat nodig is: mo-report aanvullen",
        ),
    ):
        register = beslis(uit / REGISTER, {(who, name): besluit("overnemen") for name in names})
        said = gezegd("overnemen", small, register, "--naar", tmp_path / f"{len(names)}.xlsx", status=status)
        assert words in said, said
