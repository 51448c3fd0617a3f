"""Asking aanbieders for figures: what they get, what comes back, and what the gemeente sees of it."""

from __future__ import annotations

import shutil
import statistics
import zipfile
from pathlib import Path

import pytest
from antwoord import changed
from formulier import kenmerken, vul_formulier
from keuring import keur
from motoren import IronCalc, cached, formulas, gnumeric, libreoffice, omgezet, same
from opdracht import run
from openpyxl import Workbook, load_workbook
from zes import HBO, MAP, MBO, NAMEN, OVERHEAD, OVERHEADS, VERZUIM, cijfers, invoer_met_zes, voeding

from mo_report.antwoorden.uitvraag.maken import ONDERZOEK, OPENBAAR, RAPPORT, VRAGENLIJST
from mo_report.antwoorden.uitvraag.vragen import omschrijving
from mo_report.lib.notatie import show_euro
from mo_report.model import Regiototaal
from mo_report.model.onderbouwing import ONDERDELEN
from mo_report.verhaal.formulier import CIJFER, DEFINITIE, NVT, TOELICHTING


@pytest.fixture(scope="module")
def invoer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return invoer_met_zes(tmp_path_factory.mktemp("zes") / "invoer.xlsx")


@pytest.fixture(scope="module")
def lijsten(invoer: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The questionnaires, by the folder of each aanbieder."""
    uit = tmp_path_factory.mktemp("lijsten")
    done = run("uitvraag", invoer, "--uit", uit, "--ods")
    assert done.returncode == 0, done.stderr
    return uit


@pytest.fixture(scope="module")
def antwoorden(lijsten: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """What five of the six give: two through LibreOffice, one of those from the .ods."""
    uit = tmp_path_factory.mktemp("antwoorden")
    found = []
    for name in NAMEN[:5]:
        given = cijfers(name)
        if name == "Het Anker":
            given |= {voeding("ankerkade"): 8, voeding("ankerhof"): 9.5}
        if name == "De Eik":
            given |= {voeding("eikenlaan"): "nvt"} if voeding("eikenlaan") in kenmerken(_lijst(lijsten, name)) else {}
        found.append(vul_formulier(_lijst(lijsten, name), uit / f"{MAP[name]}.xlsx", given))
    found[1] = omgezet(found[1], uit / "een")
    found[2] = omgezet(found[2], uit / "twee", "ods")
    return found


def _lijst(lijsten: Path, name: str) -> Path:
    return lijsten / MAP[name] / VRAGENLIJST


@pytest.fixture(scope="module")
def onderzoek(invoer: Path, antwoorden: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    uit = tmp_path_factory.mktemp("onderzoek")
    done = run("uitvraag-lezen", invoer, *antwoorden, "--uit", uit, "--openbaar")
    assert done.returncode == 0, done.stderr
    return uit


def test_a_questionnaire_is_of_one_aanbieder_and_holds_no_value_of_the_gemeente(lijsten: Path) -> None:
    for name in NAMEN:
        path = _lijst(lijsten, name)
        with zipfile.ZipFile(path) as archive:
            text = b" ".join(archive.read(n) for n in archive.namelist()).decode("utf-8", "replace")
        assert not [other for other in NAMEN if other != name and other in text]
        (sheet,) = load_workbook(path).worksheets
        given = [c.value for row in sheet.iter_rows() for c in row if not c.protection.locked and c.value is not None]
        assert given == []
        assert "0,25" not in text and "3900" not in text
        prompts = [area for rule in sheet.data_validations.dataValidation for area in rule.sqref.ranges]
        for row in sheet.iter_rows():
            for cell in row:
                guarded = any(
                    a.min_row <= cell.row <= a.max_row and a.min_col <= cell.column <= a.max_col for a in prompts
                )
                assert cell.protection.locked or guarded, cell.coordinate
    with_own = kenmerken(_lijst(lijsten, "De Brug"))
    assert with_own[MBO] == "Opleidingsmix: Begeleiding · MBO-4: aandeel niveau"
    assert with_own[voeding("brugstraat")] == "Locatiekosten: Brugstraat · voeding: bedrag"


def test_every_definition_is_the_same_for_everybody(lijsten: Path) -> None:
    said = set()
    for name in NAMEN:
        sheet = load_workbook(_lijst(lijsten, name)).worksheets[0]
        said |= {(r[1].value, r[2].value) for r in sheet.iter_rows() if r[10].value == OVERHEAD}
    (words,) = said
    plain, kinds = "Opslag over de loonkosten.", "Alle functies die de medewerkers van het primaire proces sturen en"
    assert words == ("overhead", f"{plain} {kinds} ondersteunen.")


def test_a_definition_says_what_a_figure_is_not_how_a_sheet_is_filled_in() -> None:
    for name, columns in ONDERDELEN.items():
        for column in columns:
            said = omschrijving(column)
            assert not said.startswith(("Alleen ", "Leeg", "Vul ", "Kies ", "Laat ")), (name, said)
            assert not {"blad", "set", "leeg"} & set(said.rstrip(".").split()), (name, said)


def test_a_row_says_whether_it_is_ready(lijsten: Path) -> None:
    """Live, in an engine that did not write the formulas."""
    path = _lijst(lijsten, "De Brug")
    sheet = load_workbook(path).worksheets[0]
    (row,) = (r for r in sheet.iter_rows() if r[10].value == OVERHEAD)
    at, none, why, ready = (row[n].coordinate for n in (6, 7, 8, 9))
    engine = IronCalc(path)
    assert engine.value(sheet.title, ready) == ""
    for typed, said in (("0.24", "goed"), ("4", "kan niet"), ("0.7", "licht dit toe"), ("24 procent", "geen getal")):
        if typed.replace(".", "").isdigit():
            engine.change(sheet.title, at, float(typed))
        else:
            engine.type(sheet.title, at, typed)
        assert engine.value(sheet.title, ready) == said, typed
    engine.change(sheet.title, at, 0.7)
    engine.type(sheet.title, why, "Een klein team.")
    assert engine.value(sheet.title, ready) == "goed"
    engine.type(sheet.title, none, "ja")
    assert engine.value(sheet.title, ready) == "kies één van beide"


def test_the_workbooks_are_what_ironcalc_computes(lijsten: Path, onderzoek: Path) -> None:
    for path in (_lijst(lijsten, "Het Anker"), onderzoek / ONDERZOEK):
        ours, engine = cached(path), IronCalc(path)
        assert not [place for place in formulas(path) if not same(ours.get(place), engine.value(*place))]


@pytest.mark.long
def test_the_workbooks_are_what_other_engines_compute(lijsten: Path, onderzoek: Path, tmp_path: Path) -> None:
    paths = [_lijst(lijsten, "Het Anker"), onderzoek / ONDERZOEK]
    for path, theirs in zip(paths, libreoffice(paths, tmp_path), strict=True):
        ours, more = cached(path), gnumeric(path, tmp_path / path.stem)
        for place in formulas(path):
            for other in (theirs.get(place), more.get(place)):
                assert same(ours.get(place), other), (path.name, place, other)


def test_statistics_are_those_of_the_figures(onderzoek: Path) -> None:
    """Computed apart, with Python's own statistics."""
    sheet = load_workbook(onderzoek / ONDERZOEK, data_only=True)["Uitkomsten"]
    heads = next([c.value for c in r] for r in sheet.iter_rows() if r[0].value == "onderdeel")
    rows = {r[1].value: dict(zip(heads, [c.value for c in r], strict=True)) for r in sheet.iter_rows()}
    given = list(OVERHEADS.values())[:5]
    own = rows["overhead"]
    q1, median, q3 = statistics.quantiles(given, n=4, method="inclusive")
    wanted = (min(given), q1, median, q3, max(given))
    names = ("laagste", "kwart zit lager", "middelste", "kwart zit hoger", "hoogste")
    assert [own[n] for n in names] == pytest.approx(wanted)
    plekken = (30, 24, 12, 16, 8)
    weighed = sum(value * number for value, number in zip(given, plekken, strict=True)) / sum(plekken)
    assert own["gewogen gemiddelde"] == pytest.approx(weighed)
    assert own["gemiddelde voor anderen"] == pytest.approx(sum(given) / 5)
    assert (own["cijfers"], own["gevraagd aan"], own["waarde van de gemeente"]) == (5, 6, 0.25)
    assert own["openbaar cijfer"] == "20% tot 28%, brancherapport 2025"
    assert own["waarom deze waarde"] == "Het gemiddelde van de jaarrekeningen over 2025."
    # Of two locaties the average by plekken.
    food = rows["voeding: bedrag"]
    assert food["hoogste"] == pytest.approx((8 * 20 + 9.5 * 10) / 30)


def test_who_did_not_answer_is_said(onderzoek: Path) -> None:
    front = load_workbook(onderzoek / ONDERZOEK, data_only=True).worksheets[0]
    rows = {r[0].value: [c.value for c in r] for r in front.iter_rows()}
    assert rows["Het Fort"][1] == "nee" and rows["De Eik"][1] == "ja"
    assert rows["waarvan antwoordde"][1] == 5 and rows["waarvan antwoordde"][4] == pytest.approx(90 / 120)
    page = (onderzoek / "onderzoek.html").read_text("utf-8")
    assert "Geen antwoord kwam er van: Het Fort." in page and "75,00%" in page


def test_a_figure_apart_is_told_with_what_it_would_do(
    invoer: Path, lijsten: Path, antwoorden: list[Path], tmp_path: Path
) -> None:
    """The effect is that of the input with the figure in it."""

    more = vul_formulier(_lijst(lijsten, "Het Fort"), tmp_path / "fort.xlsx", cijfers("Het Fort"))
    done = run("uitvraag-lezen", invoer, *antwoorden, more, "--uit", tmp_path / "uit")
    assert done.returncode == 0, done.stderr
    sheet = load_workbook(tmp_path / "uit" / ONDERZOEK, data_only=True)["Uitschieters"]
    found = [[c.value for c in r] for r in sheet.iter_rows() if r[2].value == "Het Fort"]

    def higher(book: object) -> None:
        for row in book["Opslagen"].iter_rows(min_row=5):  # type: ignore[index]
            if "overhead" in [c.value for c in row[:2]]:
                next(c for c in row if c.value == 0.25).value = 0.391247

    results = [changed(invoer, tmp_path / "a.xlsx", lambda _: None), changed(invoer, tmp_path / "b.xlsx", higher)]
    before, after = (r.number(r.dossier[Regiototaal][0], Regiototaal.budget) for r in results)
    assert [row[1] for row in found] == ["overhead"]
    assert found[0][6] == pytest.approx(float(after - before))
    assert show_euro(after - before) in (tmp_path / "uit" / "onderzoek.html").read_text("utf-8")


def test_what_cannot_be_is_said_with_its_cell_and_nothing_is_lost(invoer: Path, lijsten: Path, tmp_path: Path) -> None:
    odd: dict[str, object] = {
        OVERHEAD: "24%",
        VERZUIM: {CIJFER: 100, NVT: "ja"},
        MBO: {CIJFER: 0.6, DEFINITIE: "Deel van de loonkosten."},
        HBO: {NVT: "jaa"},
        voeding("brugstraat"): {TOELICHTING: "Dit weten wij niet."},
    }
    path = vul_formulier(_lijst(lijsten, "De Brug"), tmp_path / "brug.xlsx", odd)
    done = run("uitvraag-lezen", invoer, path, "--uit", tmp_path / "uit")
    said = " ".join((done.stdout + done.stderr).split())
    assert done.returncode == 0, said
    for part in (
        "Bij ‘overhead’: ‘24%’ kan niet.",
        "Bedoelt de invuller 24,00%?",
        "er staat een cijfer én ‘niet van toepassing’",
        "‘wat eronder valt’ is niet (meer) wat u vraagt",
        "Bedoelt u ‘ja’?",
        "er staat geen cijfer",
    ):
        assert part in said, part
    told = load_workbook(tmp_path / "uit" / ONDERZOEK)["Meldingen"]
    text = " ".join(str(c.value) for r in told.iter_rows() for c in r if c.value)
    assert "24%; jaarrekening" in text and "100; niet van toepassing: ja" in text and "Dit weten wij niet." in text
    assert "Er staat ‘Deel van de loonkosten.’." in said


def test_what_is_no_answer_stops_it(invoer: Path, antwoorden: list[Path], tmp_path: Path) -> None:
    broken = tmp_path / "stuk.xlsx"
    broken.write_bytes(antwoorden[0].read_bytes()[:2000])
    for path, why in ((invoer, "geen blad ‘Vragenlijst’"), (broken, "stuk.xlsx")):
        done = run("uitvraag-lezen", invoer, path, "--uit", tmp_path / "uit")
        assert done.returncode == 1 and why in " ".join((done.stdout + done.stderr).split())
        assert not (tmp_path / "uit").exists()


def test_of_two_answers_the_newest_counts_and_earlier_ones_are_filled_in(
    invoer: Path, antwoorden: list[Path], tmp_path: Path
) -> None:
    done = run("uitvraag", invoer, "--uit", tmp_path / "weer", "--eerder", antwoorden[0], "--eerder", antwoorden[1])
    assert done.returncode == 0, done.stderr
    sheet = load_workbook(_lijst(tmp_path / "weer", "Het Anker"), data_only=True).worksheets[0]
    (row,) = (r for r in sheet.iter_rows() if r[10].value == OVERHEAD)
    assert row[6].value == OVERHEADS["Het Anker"] and row[8].value == "jaarrekening" and row[9].value == "goed"
    third = load_workbook(_lijst(tmp_path / "weer", "De Cirkel")).worksheets[0]
    assert not [c for r in third.iter_rows() for c in r if not c.protection.locked and c.value is not None]
    later = vul_formulier(_lijst(tmp_path / "weer", "Het Anker"), tmp_path / "later.xlsx", {OVERHEAD: 0.3})
    said = run("uitvraag-lezen", invoer, antwoorden[0], later, "--uit", tmp_path / "uit")
    assert "‘later.xlsx’ is het laatst opgeslagen" in " ".join((said.stdout + said.stderr).split())


def test_the_form_of_another_is_refused(invoer: Path, lijsten: Path, tmp_path: Path) -> None:
    book = load_workbook(_lijst(lijsten, "De Brug"))
    for row in book.worksheets[0].iter_rows(max_row=20):
        if row[0].value == "aanbieder":
            row[1].value = "De Dam"
    book.save(tmp_path / "brug.xlsx")
    done = run("uitvraag-lezen", invoer, tmp_path / "brug.xlsx", "--uit", tmp_path / "uit")
    assert done.returncode == 1 and "is gemaakt voor De Brug" in " ".join((done.stdout + done.stderr).split())


def test_a_mix_is_weighed_as_a_whole(invoer: Path, lijsten: Path, tmp_path: Path) -> None:
    """And one that is no whole is told; what an aanbieder leaves blank too."""
    forms = []
    for name, mbo, hbo in (("De Brug", 0.7, 0.3), ("De Dam", 0.5, 0.4)):
        forms.append(vul_formulier(_lijst(lijsten, name), tmp_path / f"{MAP[name]}.xlsx", {MBO: mbo, HBO: hbo}))
    done = run("uitvraag-lezen", invoer, *forms, "--uit", tmp_path / "uit")
    assert done.returncode == 0, done.stderr
    told = load_workbook(tmp_path / "uit" / ONDERZOEK)["Meldingen"]
    text = " ".join(str(c.value) for r in told.iter_rows() for c in r if c.value)
    assert "zijn samen 90,00%" in text and "Niet ingevuld: ‘Opslagen: overhead’" in text
    sheet = load_workbook(tmp_path / "uit" / ONDERZOEK, data_only=True)["Uitkomsten"]
    rows = {str(r[1].value): [c.value for c in r] for r in sheet.iter_rows()}
    mbo, hbo = (rows[f"Begeleiding · {n}: aandeel niveau"] for n in ("MBO-4", "HBO"))
    assert mbo[14] == hbo[14]
    whole = mbo[11] + hbo[11]

    def mixed(book: Workbook) -> None:
        for row in book["Opleidingsmix"].iter_rows(min_row=5):
            for cell in row:
                share = {0.6: mbo[11], 0.4: hbo[11]}.get(cell.value if isinstance(cell.value, float) else 0)
                if share is not None:
                    cell.value = share / whole

    results = [changed(invoer, tmp_path / "a.xlsx", lambda _: None), changed(invoer, tmp_path / "b.xlsx", mixed)]
    before, after = (r.number(r.dossier[Regiototaal][0], Regiototaal.budget) for r in results)
    assert mbo[14] == pytest.approx(float(after - before))


def test_a_code_in_a_text_stops_nothing(invoer: Path, lijsten: Path, tmp_path: Path) -> None:
    odd = {OVERHEAD: {CIJFER: 0.24, TOELICHTING: "a_x0001_b"}}
    path = vul_formulier(_lijst(lijsten, "De Brug"), tmp_path / "brug.xlsx", odd, invuller="c_x0002_d")
    assert run("uitvraag-lezen", invoer, path, "--uit", tmp_path / "uit").returncode == 0


def test_nothing_to_ask_is_said(invoer: Path, tmp_path: Path) -> None:
    book = load_workbook(invoer)
    del book["Uitvraag"]
    book.save(tmp_path / "zonder.xlsx")
    done = run("uitvraag", tmp_path / "zonder.xlsx", "--uit", tmp_path / "uit")
    assert done.returncode == 1 and "--vragen uitvraag" in " ".join(done.stderr.split())


@pytest.mark.long
def test_the_documents_are_valid(onderzoek: Path, tmp_path: Path) -> None:
    paths = [shutil.copy(onderzoek / name, tmp_path / Path(name).name) for name in (RAPPORT, OPENBAAR)]
    keur([Path(p) for p in paths], kort=True)


def test_a_document_for_others_without_an_average_is_not_made(
    invoer: Path, antwoorden: list[Path], tmp_path: Path
) -> None:
    """Of two aanbieders nothing may be told."""
    done = run("uitvraag-lezen", invoer, *antwoorden[:2], "--uit", tmp_path, "--openbaar")
    assert done.returncode == 0, done.stderr
    assert "er is geen openbaar document gemaakt" in done.stderr
    assert "2 van de 6 aanbieders gaven cijfers" in done.stdout
    assert (tmp_path / RAPPORT).exists()
    assert not (tmp_path / OPENBAAR).parent.exists()
    done = run("uitvraag-lezen", invoer, antwoorden[0], "--uit", tmp_path, "--overschrijf")
    assert "1 van de 6 aanbieders gaf cijfers" in done.stdout
    assert "openbaar document" not in done.stderr
