"""On the reactieblad an aanbieder also disputes choices, and rows that the gemeente left out."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from antwoord import Answer, changed, kop
from openpyxl import Workbook, load_workbook

from mo_report.antwoorden.gevolgen import effects_of
from mo_report.antwoorden.lezen import read_answer
from mo_report.antwoorden.maken import REGISTER, process_answers
from mo_report.engine.rekenen import Result
from mo_report.model import Regiototaal
from mo_report.verhaal.reactie.vorm import KENMERK, WAARDE

PLEK = "locaties.kennemerhof"
#: By its name on the reactieblad: what is chosen, and the same by hand in the input.
KEUZES = {
    f"{PLEK}.nachtvariant": "Slaapwacht",
    f"{PLEK}.gezinnen": "ja",
    f"{PLEK}.huisvesting.bekostiging": "subsidie",
    f"{PLEK}.product": "woonbegeleiding INTENSIEF",
}


@pytest.fixture(scope="session")
def werkboeken(korte_bladen: Path) -> Path:
    return korte_bladen


@pytest.fixture(scope="session")
def resultaat(klein_resultaat: Result) -> Result:
    return klein_resultaat


def by_hand(name: str) -> tuple[str, dict[str, str], str, object]:
    """The sheet, the row and the column of the input that a choice stands in."""
    row = {"locatie": "Kennemerhof"}
    return {
        "nachtvariant": ("Locaties", row, "begeleiding in de nacht", "Slaapwacht"),
        "gezinnen": ("Locaties", row, "gezinnen", "ja"),
        "bekostiging": ("Locatiekosten", row | {"component": "huisvesting"}, "bekostiging", "subsidie"),
        "product": ("Locaties", row, "begeleiding overdag", "Woonbegeleiding intensief"),
    }[name.rsplit(".", 1)[1]]


def budget(result: Result) -> Decimal:
    return sum((result.number(r, Regiototaal.budget) for r in result.dossier[Regiototaal]), Decimal(0))


@pytest.mark.parametrize("name", KEUZES)
def test_another_choice_does_what_it_does_in_the_input(
    name: str, ribw: Answer, resultaat: Result, kleintje: Path, tmp_path: Path
) -> None:
    answer = read_answer(ribw({name: (KEUZES[name], "zo is het")}), resultaat)
    assert not answer.bevindingen
    (effect,), _, _ = effects_of(resultaat, answer.reacties, lambda *_: None)
    sheet, row, column, value = by_hand(name)

    def change(book: Workbook) -> None:
        top, heads = kop(book[sheet], column)
        rows = range(top + 1, book[sheet].max_row + 1)
        (at,) = [r for r in rows if all(book[sheet].cell(r, heads[k]).value == v for k, v in row.items())]
        book[sheet].cell(at, heads[column]).value = value

    later = changed(kleintje, tmp_path / "later.xlsx", change)
    assert effect.per_jaar == budget(later) - budget(resultaat) != 0


def test_a_row_that_is_missing_can_be_added(ribw: Answer, resultaat: Result, kleintje: Path, tmp_path: Path) -> None:
    answer = read_answer(ribw({f"{PLEK}.voeding.bedrag": (6.5, "er wordt gekookt")}), resultaat)
    assert not answer.bevindingen
    (effect,), _, _ = effects_of(resultaat, answer.reacties, lambda *_: None)

    def change(book: Workbook) -> None:
        sheet = book["Locatiekosten"]
        top, heads = kop(sheet, "bekostiging")
        at = next(r for r in range(top + 1, sheet.max_row + 2) if not sheet.cell(r, heads["locatie"]).value)
        given = {"locatie": "Kennemerhof", "component": "voeding", "bekostiging": "tarief", "status": "aanname"}
        for column, value in given.items():
            sheet.cell(at, heads[column]).value = value
        amount = next(n for head, n in heads.items() if head.startswith("bedrag"))
        sheet.cell(at, amount).value = 6.5

    later = changed(kleintje, tmp_path / "later.xlsx", change)
    assert effect.per_jaar == budget(later) - budget(resultaat) > 0


def test_the_register_shows_choices_in_words(ribw: Answer, resultaat: Result, tmp_path: Path) -> None:
    answers = [read_answer(ribw({name: (value, "want") for name, value in KEUZES.items()}), resultaat)]
    process_answers(resultaat, answers, tmp_path / "uit", overschrijf=False, progress=lambda *_: None)
    rows = [[c.value for c in row] for row in load_workbook(tmp_path / "uit" / REGISTER)["Reacties"].iter_rows()]
    (found,) = [r for r in rows if r[2] == "Kennemerhof: begeleiding in de nacht"]
    assert found[3:7] == ["keuze", "Piket", "Slaapwacht", "–"]


def test_what_is_no_option_is_a_remark_with_a_guess(ribw: Answer, resultaat: Result) -> None:
    answer = read_answer(ribw({f"{PLEK}.nachtvariant": ("Slaapwaht", "drukte")}), resultaat)
    assert not answer.reacties
    assert answer.opmerkingen == [("Kennemerhof: begeleiding in de nacht", "Slaapwaht: drukte")]
    (finding,) = answer.bevindingen
    assert "Bedoelt de aanbieder ‘Slaapwacht’?" in finding.herstel
    assert "een van: " in finding.verwacht


def test_the_cell_offers_the_options(werkboeken: Path) -> None:
    sheet = load_workbook(werkboeken / "ribw-k-am" / "tariefblad.xlsx")["Reactie"]
    top, heads = kop(sheet, KENMERK)
    at = next(r for r in range(top, sheet.max_row) if sheet.cell(r, heads[KENMERK]).value == f"{PLEK}.nachtvariant")
    cell = sheet.cell(at, heads[WAARDE])
    (rule,) = [v for v in sheet.data_validations.dataValidation if cell.coordinate in v.sqref]
    offered = [c.value for row in sheet[rule.formula1.replace("$", "")] for c in row]
    assert offered == ["geen", "Piket", "Slaapwacht", "Wakende wacht"]
    assert all(sheet.column_dimensions[c.column_letter].hidden for c in sheet[rule.formula1.replace("$", "")][0])
