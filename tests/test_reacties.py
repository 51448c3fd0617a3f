"""The dialogue with aanbieders: what comes back is checked, weighed and put in a register."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from antwoord import Answer, changed, kop, set_overhead, vul_in
from motoren import cached, omgezet
from opdracht import run
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment

from mo_report.antwoorden.antwoord import Antwoord
from mo_report.antwoorden.gevolgen import effects_of
from mo_report.antwoorden.lezen import read_answer
from mo_report.antwoorden.maken import MANIFEST, REGISTER, process_answers, read_answers
from mo_report.engine.rekenen import Result
from mo_report.verhaal.reactie.vorm import KENMERK, REDEN, WAARDE

OVERHEAD = "parametersets.hhm-2020.overhead"
VERLOF = "parametersets.hhm-2020.declarabele-uren.verlof"
INZET = "locaties.ziekenboeg.feitelijke-inzet"


@pytest.fixture(scope="session")
def invoer(kleintje: Path) -> Path:
    return kleintje


@pytest.fixture(scope="session")
def resultaat(klein_resultaat: Result) -> Result:
    return klein_resultaat


@pytest.fixture(scope="session")
def werkboeken(korte_bladen: Path) -> Path:
    return korte_bladen


def test_of_two_values_for_one_figure_the_dearest_counts_in_all_together(
    ribw: Answer, hvo: Answer, resultaat: Result
) -> None:
    files = [ribw({OVERHEAD: (0.34, "a"), VERLOF: (260, "b")}), hvo({OVERHEAD: (0.36, "c")})]
    answers = read_answers(files, resultaat, lambda *_: None)
    reacties = [r for a in answers for r in a.reacties]
    found, everything, adopted = effects_of(resultaat, reacties, lambda *_: None)
    assert [(r.aanbieder, r.waarde) for r in adopted] == [
        ("HVO-Querido", Decimal("0.36")),
        ("RIBW K/AM", Decimal(260)),
    ]
    assert everything.per_jaar > max(g.per_jaar for g in found)


def test_what_else_was_changed_is_told_with_both_values(ribw: Answer, resultaat: Result) -> None:
    path = ribw({OVERHEAD: (0.34, "a")}, changes={("Parameters", "A9"): "iets anders"})
    answer = read_answer(path, resultaat)
    (finding,) = answer.bevindingen
    assert (finding.blad, finding.cel) == ("ribw.xlsx: Parameters", "A9")
    assert "nu staat er ‘iets anders’" in finding.wat
    assert not finding.is_fout
    assert len(answer.reacties) == 1


@pytest.mark.long
def test_saved_by_libreoffice_it_is_still_the_same(ribw: Answer, resultaat: Result, tmp_path: Path) -> None:
    filled = ribw({OVERHEAD: (0.34, "a")}, [("Verder", "niets")])
    path = omgezet(filled, tmp_path / "lo")
    answer = read_answer(path, resultaat)
    assert not answer.bevindingen
    assert [(r.waarde, r.reden) for r in answer.reacties] == [(Decimal("0.34"), "a")]
    assert answer.opmerkingen == [("Verder", "niets")]


def said(answer: Antwoord) -> str:
    return " ".join(b.wat for b in answer.bevindingen)


#: What is typed as a value of HHM 2020, what counts (None: it becomes a remark), what is said.
GETYPT: dict[str, tuple[object, str | None, str]] = {
    "overhead": ("=30%+4%", "0.34", ""),
    "risico": (0.02, "0.02", "gelijk aan de waarde van de gemeente"),
    "vakantietoeslag": ("ongeveer 8%", None, "dat kan niet"),
    "eindejaarsuitkering": (-0.1, None, "dat kan niet"),
    "deel-schaalmaximum": (9, None, "dat kan niet"),
    "overige-kosten": (None, None, "maar geen waarde"),
}


def test_whatever_is_typed_nothing_is_lost(ribw: Answer, resultaat: Result) -> None:
    typed = {f"parametersets.hhm-2020.{name}": (value, f"want {name}") for name, (value, _, _) in GETYPT.items()}
    answer = read_answer(ribw(typed), resultaat)
    assert not any(b.is_fout for b in answer.bevindingen)
    counted = {r.punt.column.name.replace("_", "-"): r.waarde for r in answer.reacties}
    remarks = " | ".join(text for _, text in answer.opmerkingen)
    for name, (_, value, message) in GETYPT.items():
        reasons = [r.reden for r in answer.reacties]
        assert counted.get(name) == (None if value is None else Decimal(value)), name
        assert (f"want {name}" in reasons) == (value is not None), name
        assert (f"want {name}" in remarks) == (value is None), name
        assert message in said(answer), name
    assert len(answer.bevindingen) == len(GETYPT) - 1


def test_another_input_another_file_or_twice_the_same_is_an_error(
    ribw: Answer, werkboeken: Path, invoer: Path, resultaat: Result, tmp_path: Path
) -> None:
    good = ribw({OVERHEAD: (0.34, "a")})
    later = changed(invoer, tmp_path / "later.xlsx", set_overhead)
    assert "hoort bij een andere invoer" in said(read_answer(good, later))
    text = tmp_path / "brief.xlsx"
    text.write_text("Geachte gemeente,")
    for path in (werkboeken / "overzicht.xlsx", invoer, text, tmp_path, tmp_path / "weg.xlsx"):
        answer = read_answer(path, resultaat)
        assert any(b.is_fout for b in answer.bevindingen), path
        assert not answer.reacties
    both = read_answers([good, good], resultaat, lambda *_: None)
    assert "is er ook een ander antwoord" in said(both[0]) and [a.telt for a in both] == [False, True]


@pytest.mark.long
def test_the_command_can_be_run_again_and_keeps_what_a_user_changed(
    kleine_uitvoer: Path, kleintje: Path, tmp_path: Path
) -> None:
    invoer, uit = kleintje, tmp_path / "uit"
    first, second = (
        vul_in(kleine_uitvoer / folder / "tariefblad.xlsx", tmp_path / f"{folder}.xlsx", values)
        for folder, values in (("ribw-k-am", {OVERHEAD: (0.34, "a")}), ("hvo-querido", {VERLOF: (200, "cao")}))
    )
    done = run("reacties", invoer, first, "--uit", uit)
    assert done.returncode == 0, done.stderr
    assert "RIBW K/AM" in done.stdout
    assert {p.name for p in uit.iterdir()} == {REGISTER, MANIFEST}
    assert run("reacties", invoer, first, second, "--uit", uit).returncode == 0
    book = load_workbook(uit / REGISTER)
    book["Reacties"]["Z1"] = "mijn notitie"
    book.save(uit / REGISTER)
    kept = (uit / REGISTER).read_bytes()
    again = run("reacties", invoer, first, "--uit", uit)
    assert again.returncode == 0 and "reactieregister-vorige.xlsx" in again.stdout
    assert (uit / "reactieregister-vorige.xlsx").read_bytes() == kept
    (uit / REGISTER).write_bytes(invoer.read_bytes())  # something else of that name
    refused = run("reacties", invoer, first, "--uit", uit)
    assert refused.returncode == 3
    assert "kan niet als register worden gelezen" in refused.stderr and "--overschrijf" in refused.stderr
    assert run("reacties", invoer, first, "--uit", uit, "--overschrijf").returncode == 0
    assert (uit / "reactieregister-vorige-1.xlsx").read_bytes() == invoer.read_bytes()


def test_an_error_in_one_file_writes_nothing(ribw: Answer, invoer: Path, tmp_path: Path) -> None:
    wrong = shutil.copy(invoer, tmp_path / "geen-antwoord.xlsx")
    done = run("reacties", invoer, ribw({OVERHEAD: (0.3, "")}), wrong, "--uit", tmp_path / "uit")
    assert done.returncode == 1
    assert "geen reactieblad" in done.stderr
    assert "ontbreekt de onderbouwing" in done.stderr  # all findings at once
    assert not (tmp_path / "uit").exists()


def test_a_value_with_which_nothing_can_be_computed_is_not_free(
    ribw: Answer, resultaat: Result, tmp_path: Path
) -> None:
    """So many hours of verlof that no declarabel hour is left."""
    answers = read_answers([ribw({VERLOF: (1588, "a")})], resultaat, lambda *_: None)
    done = process_answers(resultaat, answers, tmp_path / "uit", overschrijf=False, progress=lambda *_: None)
    assert done.alles.per_jaar is None
    values = cached(tmp_path / "uit" / REGISTER)
    shown = [k for k, v in values.items() if v == "niet te berekenen"]
    assert {"Samenvatting", "Reacties", "Alles overgenomen", "Gevolgen"} <= {s for s, _ in shown}


def test_text_in_any_row_is_kept(ribw: Answer, resultaat: Result) -> None:
    """Rows that were inserted, doubled or lost their name, and a note at a cell."""
    path = ribw({OVERHEAD: (0.34, "uw opmerking")}, [("Verder", "nog iets")])
    book = load_workbook(path)
    sheet = book["Reactie"]
    top, heads = kop(sheet, KENMERK)
    names = [sheet.cell(r, heads[KENMERK]).value for r in range(top, sheet.max_row + 1)]
    sheet.cell(top + names.index(VERLOF), heads[KENMERK]).value = None
    sheet.cell(top + names.index(VERLOF), heads[WAARDE]).value = 260
    sheet.cell(top + names.index(VERLOF), heads[REDEN]).value = "heel belangrijk"
    twice = top + names.index(OVERHEAD) + 1
    sheet.cell(twice, heads[KENMERK]).value = OVERHEAD
    sheet.cell(twice, heads[WAARDE]).value = 0.4
    sheet["B5"].comment = Comment("bel mij", "aanbieder")
    sheet["A90000"] = 1
    book.save(path)
    answer = read_answer(path, resultaat)
    assert [(r.waarde, r.reden) for r in answer.reacties] == [(Decimal("0.34"), "uw opmerking")]
    texts = " | ".join(text for _, text in answer.opmerkingen)
    assert all(word in texts for word in ("260 heel belangrijk", "0.4", "bel mij", "nog iets"))
    assert any(b.cel == "A90000" for b in answer.bevindingen)


def test_other_texts_in_the_input_are_said_once(ribw: Answer, invoer: Path, tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        heads = {str(c.value): c.column for c in book["Opslagen"][4]}
        book["Opslagen"].cell(6, heads["toelichting"]).value = "een andere uitleg"

    later = changed(invoer, tmp_path / "later.xlsx", change)
    answer = read_answer(ribw({OVERHEAD: (0.34, "a")}), later)
    assert len(answer.bevindingen) == 1
    assert "Teksten in de invoer" in said(answer)
    assert len(answer.reacties) == 1


def test_not_in_the_folder_of_an_aanbieder(ribw: Answer, werkboeken: Path, invoer: Path, tmp_path: Path) -> None:
    shutil.copytree(werkboeken / "ribw-k-am", tmp_path / "ribw-k-am")
    done = run("reacties", invoer, ribw({OVERHEAD: (0.3, "")}), "--uit", tmp_path / "ribw-k-am")
    assert done.returncode == 3
    assert "is de map van een aanbieder" in done.stderr


def test_only_the_reactieblad_can_be_filled_in(werkboeken: Path) -> None:
    book = load_workbook(werkboeken / "ribw-k-am" / "tariefblad.xlsx")
    assert all(sheet.protection.sheet for sheet in book.worksheets)
    cells = [c for sheet in book.worksheets for row in sheet for c in row]
    assert {c.parent.title for c in cells if not c.protection.locked} == {"Reactie"}
    columns = [d for sheet in book.worksheets for d in sheet.column_dimensions.values()]
    assert all(d.protection.locked for d in columns)
