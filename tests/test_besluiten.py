"""The dialogue after the answers: decide in the register, and carry it out in the input."""

from __future__ import annotations

import shutil
import zipfile
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from antwoord import Answer, changed, set_overhead, vul_in
from motoren import IronCalc, cached, formulas, gnumeric, libreoffice, omgezet, same
from opdracht import run
from openpyxl import Workbook, load_workbook
from register import HVO, RIBW, beslis, besluit, stand

from mo_report.antwoorden import vorm
from mo_report.antwoorden.besloten import judge_decisions
from mo_report.antwoorden.besluitblad import LET_OP, VAN_BESLUIT
from mo_report.antwoorden.besluiten import read_register
from mo_report.antwoorden.maken import REGISTER
from mo_report.antwoorden.overnemen import GEDEELD
from mo_report.engine.dossier import InputValue
from mo_report.engine.rekenen import Result
from mo_report.engine.schema import Status
from mo_report.invoer import read_input
from mo_report.model import Locatie, Nacht, Regiototaal, Traject

OVERHEAD = "parametersets.hhm-2020.overhead"
VERLOF = "parametersets.hhm-2020.declarabele-uren.verlof"
PLEKKEN = "locaties.kennemerhof.plekken"
NACHT = "locaties.kennemerhof.nachtvariant"
MEER = "locaties.frans-hals.trajecten.opvoeden-en-ondersteunen"


@pytest.fixture(scope="session")
def invoer(kleintje: Path) -> Path:
    return kleintje


@pytest.fixture(scope="session")
def werkboeken(korte_bladen: Path) -> Path:
    return korte_bladen


@pytest.fixture(scope="module")
def gemaakt(werkboeken: Path, invoer: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two answers, and the register of them; nobody writes in it."""
    made = tmp_path_factory.mktemp("gemaakt")
    said = {
        "ribw": ("ribw-k-am", {OVERHEAD: (0.34, "jaarrekening"), PLEKKEN: (12, "verbouwd")}),
        "hvo": ("hvo-querido", {OVERHEAD: (0.36, "boekhouding")}),
    }
    for name, (folder, values) in said.items():
        vul_in(werkboeken / folder / "tariefblad.xlsx", made / f"{name}.xlsx", values)
    answers = [made / f"{name}.xlsx" for name in said]
    assert run("reacties", invoer, *answers, "--uit", made / "uit").returncode == 0
    return made


@pytest.fixture
def map_(gemaakt: Path, tmp_path: Path) -> Path:
    """A folder with a register of two answers."""
    shutil.copytree(gemaakt, tmp_path, dirs_exist_ok=True)
    return tmp_path / "uit"


def opnieuw(map_: Path, invoer: Path) -> Path:
    """Make the register again, with the same answers; what it gives is complete."""
    done = run("reacties", invoer, map_.parent / "ribw.xlsx", map_.parent / "hvo.xlsx", "--uit", map_)
    assert done.returncode == 0, done.stderr
    return map_ / REGISTER


def budget(result: Result | None) -> Decimal:
    assert result is not None
    (total,) = result.dossier[Regiototaal]
    return result.number(total, Regiototaal.budget)


BESLUITEN = {
    (RIBW, OVERHEAD): besluit("deels", waarde=0.32, noot="nog bellen"),
    (RIBW, PLEKKEN): besluit("overnemen"),
    (HVO, OVERHEAD): besluit("niet", "Niet onderbouwd."),
}


def test_decisions_stay_and_are_computed(map_: Path, invoer: Path, tmp_path: Path) -> None:
    """Added up live, and together by the model: the budget of the input changed by hand."""
    beslis(map_ / REGISTER, BESLUITEN)
    typed = (map_ / REGISTER).read_bytes()
    path = opnieuw(map_, invoer)
    assert (map_ / "reactieregister-vorige.xlsx").read_bytes() == typed
    for key, cells in BESLUITEN.items():
        told = stand(path, *key)
        assert {h: v.date() if isinstance(v, datetime) else v for h, v in told.items() if h in cells} == cells
        assert told[LET_OP] is None

    def by_hand(book: Workbook) -> None:
        set_overhead(book)
        for row in book["Opslagen"].iter_rows(min_row=5):
            if row[1].value == "overhead":
                row[2].value = 0.32
        heads = {str(c.value).split(" [")[0]: c.column for c in book["Locaties"][4]}
        for row in book["Locaties"].iter_rows(min_row=5):
            if row[0].value == "Kennemerhof":
                row[heads["plekken"] - 1].value = 12

    change = budget(changed(invoer, tmp_path / "met-de-hand.xlsx", by_hand)) - budget(read_input(invoer).resultaat)
    values, engine = cached(path), IronCalc(path)
    assert not [w for w in formulas(path) if not same(values.get(w), engine.value(*w))]
    shown = [v for (s, _), v in values.items() if s == "Samenvatting"]
    assert any(isinstance(v, float | int) and abs(Decimal(repr(v)) - change) < Decimal("0.01") for v in shown)
    # Half of the way of RIBW is half of its effect.
    whole, half = (stand(path, RIBW, OVERHEAD)[h] for h in ("gevolg per jaar", VAN_BESLUIT))
    assert isinstance(whole, float) and isinstance(half, float) and abs(half - whole / 2) < 0.01


@pytest.mark.long
def test_other_engines_add_up_the_same(map_: Path, invoer: Path, tmp_path: Path) -> None:
    beslis(map_ / REGISTER, BESLUITEN)
    path = opnieuw(map_, invoer)
    values, (calc,), other = cached(path), libreoffice([path], tmp_path), gnumeric(path, tmp_path)
    for where in formulas(path):
        assert same(values.get(where), calc.get(where)) and same(values.get(where), other.get(where)), where


@pytest.mark.long
def test_another_decision_is_seen_at_once(map_: Path, invoer: Path, tmp_path: Path) -> None:
    beslis(map_ / REGISTER, BESLUITEN)
    path = opnieuw(map_, invoer)
    later = beslis(path, {(RIBW, PLEKKEN): besluit("niet")}, tmp_path / "later.xlsx")
    (values,) = libreoffice([later], tmp_path)
    said = {v for (s, _), v in values.items() if s == "Samenvatting"}
    assert "uw besluiten zijn sindsdien gewijzigd: maak het register opnieuw" in said
    own = [v for (s, _), v in values.items() if s == "Reacties RIBW K-AM"]
    assert "niet" in own and "overnemen" not in own


@pytest.mark.long
def test_over_new_answers_decisions_stay_and_say_so(map_: Path, ribw: Answer, invoer: Path) -> None:
    """A value that is another now, and a reaction that is gone."""
    beslis(map_ / REGISTER, BESLUITEN)
    ribw({OVERHEAD: (0.35, "jaarrekening")})
    path = opnieuw(map_, invoer)
    now = stand(path, RIBW, OVERHEAD)
    assert "nu een andere waarde: u besloot ‘deels’ over 34,00%; besluit opnieuw" in str(now[LET_OP])
    assert now[vorm.BESLUIT] is None and now[vorm.GELDT] == 0.32 and now[vorm.AANTEKENING] == "nog bellen"
    gone = [[c.value for c in row] for row in load_workbook(path)[vorm.EERDER].iter_rows()]
    assert any("Kennemerhof: plekken" in row and "overnemen" in row and PLEKKEN in row for row in gone)
    # It comes back with the reaction.
    ribw({OVERHEAD: (0.34, "jaarrekening"), PLEKKEN: (12, "verbouwd")})
    path = opnieuw(map_, invoer)
    assert stand(path, RIBW, PLEKKEN)[vorm.BESLUIT] == "overnemen"
    assert vorm.EERDER not in load_workbook(path).sheetnames


FOUT: tuple[tuple[dict[str, object], str, str], ...] = (
    ({vorm.BESLUIT: "overneme"}, "‘overneme’ is geen besluit", "Bedoelt u ‘overnemen’?"),
    (besluit("deels"), "er staat niet welke waarde geldt", "Vul de waarde in"),
    (besluit("deels", waarde="33%"), "kan ‘33%’ niet", "Bedoelt u 33,00%?"),
    (besluit("deels", waarde=33), "kan 3.300,00% niet", "Bedoelt u 33,00%?"),
    (besluit("overnemen", waarde=0.33), "maar er geldt 33,00%", "Kies ‘deels’"),
    (besluit("niet", waarde=0.33), "U neemt niets over", "Kies ‘deels’"),
    (besluit("niet") | {vorm.DATUM: "2 maart 2026"}, "is geen datum", "Bedoelt u 2 maart 2026?"),
)


def test_a_decision_that_cannot_be_is_told_with_its_cell(map_: Path, invoer: Path) -> None:
    result = read_input(invoer).resultaat
    assert result is not None
    for cells, what, mend in FOUT:
        register = beslis(map_ / REGISTER, {(RIBW, OVERHEAD): cells}, map_ / "fout.xlsx")
        found = read_register(register)
        _, told = judge_decisions(found, result, laatste=True)
        (wrong,) = [f for f in (*found.bevindingen, *told) if f.is_fout]
        assert what in wrong.wat and mend in wrong.herstel, wrong
        assert wrong.blad == "fout.xlsx: Reacties" and stand_cel(register, wrong.cel) in {*cells.values(), None}


def stand_cel(register: Path, cel: str) -> object:
    value = load_workbook(register)["Reacties"][cel].value
    return value.date() if isinstance(value, datetime) else value


def test_where_one_decision_is_wrong_no_command_does_anything(map_: Path, invoer: Path, tmp_path: Path) -> None:
    cells, what, _ = FOUT[2]
    register = beslis(map_ / REGISTER, {(RIBW, OVERHEAD): cells})
    before = register.read_bytes()
    for done in (
        run("reacties", invoer, tmp_path / "ribw.xlsx", tmp_path / "hvo.xlsx", "--uit", map_),
        run("overnemen", invoer, register, "--naar", tmp_path / "nieuw.xlsx"),
        run("nota", invoer, register, "--uit", tmp_path / "nota"),
    ):
        assert done.returncode == 1 and what in " ".join(done.stderr.split())
    assert register.read_bytes() == before
    assert not (tmp_path / "nieuw.xlsx").exists() and not (tmp_path / "nota").exists()


def test_two_values_for_one_figure_are_refused(map_: Path, invoer: Path, tmp_path: Path) -> None:
    register = beslis(map_ / REGISTER, {(a, OVERHEAD): besluit("overnemen") for a in (RIBW, HVO)})
    done = run("overnemen", invoer, register, "--naar", tmp_path / "nieuw.xlsx")
    assert done.returncode == 1 and "gelden twee waarden: 34,00%" in " ".join(done.stderr.split())


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_what_is_decided_is_put_in_the_input(map_: Path, invoer: Path, tmp_path: Path) -> None:
    """Also from a register that LibreOffice saved; only the cells of the decisions change."""
    register = beslis(map_ / REGISTER, BESLUITEN)
    for n, source in enumerate((register, omgezet(register, tmp_path / "lo"))):
        new = tmp_path / f"nieuw-{n}.xlsx"
        done = run("overnemen", invoer, source, "--naar", new)
        assert done.returncode == 0, done.stderr
        assert "Kennemerhof: plekken: was 11, is nu 12 (reactie van RIBW K/AM)" in done.stdout
        before, after = load_workbook(invoer), load_workbook(new)
        changes = {
            (sheet.title, sheet.cell(c.row, 1).value, str(c.value))
            for sheet in before
            for row in after[sheet.title].iter_rows()
            for c in row
            if c.value != sheet[c.coordinate].value
        }
        assert {(s, v) for s, _, v in changes} == {
            ("Opslagen", "0.32"),
            ("Opslagen", "aanname"),
            ("Opslagen", GEDEELD),
            ("Opslagen", "deels overgenomen, besluit van 12 maart 2026"),
            ("Opslagen", "Zo besluit de gemeente."),
            ("Locaties", "12"),
            ("Locaties", "Reactie RIBW K/AM"),
            ("Locaties", "besluit van 12 maart 2026"),
            ("Locaties", "Zo besluit de gemeente."),
            ("Bronnen", GEDEELD),
            ("Bronnen", f"{GEDEELD} op de voorgelegde tarieven"),
            ("Bronnen", "Reactie RIBW K/AM"),
            ("Bronnen", "Reactie van RIBW K/AM op de voorgelegde tarieven"),
        }
        (note,) = [c.comment.text for row in after["Opslagen"] for c in row if c.comment]
        assert "was 30,00%, is nu 32,00% (reactie van RIBW K/AM)" in note and "Jansen" in note
        own = {f"xl/worksheets/sheet{k}.xml" for k, s in enumerate(before, 1) if s.title in {w for w, _, _ in changes}}
        old, now = parts(invoer), parts(new)
        same_bytes = {name for name in old if old[name] == now.get(name)}
        assert {n for n in old if n.startswith("xl/worksheets/sheet")} - own <= same_bytes
        result = read_input(new).resultaat
        assert result is not None
        assert budget(result) > budget(read_input(invoer).resultaat)


@pytest.mark.long
def test_a_choice_and_a_row_that_was_missing(ribw: Answer, invoer: Path, tmp_path: Path) -> None:
    path = ribw({NACHT: ("Slaapwacht", "zo gaat het"), MEER: (2, "twee cliënten")})
    assert run("reacties", invoer, path, "--uit", tmp_path / "uit").returncode == 0
    register = beslis(tmp_path / "uit" / REGISTER, {(RIBW, k): besluit("overnemen") for k in (NACHT, MEER)})
    done = run("overnemen", invoer, register, "--naar", tmp_path / "nieuw.xlsx")
    assert done.returncode == 0, done.stderr
    result = read_input(tmp_path / "nieuw.xlsx").resultaat
    assert result is not None
    (place,) = result.dossier.matching(Locatie, {"locatie": "kennemerhof"})
    assert place.texts["nachtvariant"] == "Slaapwacht"
    found = {r.texts["traject"]: r for r in result.dossier[Traject] if r.name_of("locatie") == "frans hals"}
    more = found["Opvoeden en ondersteunen"]
    assert result.number(more, Traject.clienten) == 2
    assert more.values[Traject.clienten].herkomst == "Reactie RIBW K/AM, besluit van 12 maart 2026"


@pytest.mark.long
def test_beside_other_figures_the_source_says_which_is_from_whom(hvo: Answer, invoer: Path, tmp_path: Path) -> None:
    """A row of a table has one source: what was taken over is told in it, and it is as unsure as its least sure."""
    figure = "parametersets.hhm-2020.nachtvarianten.slaapwacht.vastgesteld"
    assert run("reacties", invoer, hvo({figure: (13.5, "")}), "--uit", tmp_path / "uit").returncode == 0
    register = beslis(tmp_path / "uit" / REGISTER, {(HVO, figure): besluit("overnemen")})
    done = run("overnemen", invoer, register, "--naar", tmp_path / "nieuw.xlsx")
    assert done.returncode == 0, done.stderr
    before, after = (_slaapwacht(path) for path in (invoer, tmp_path / "nieuw.xlsx"))
    assert after.waarde == Decimal("13.5") and after.status is Status.AANNAME
    assert after.bron == before.bron and before.vindplaats
    day = "besluit van 12 maart 2026"
    assert after.vindplaats == f"{before.vindplaats}; {Nacht.vastgesteld.label}: {GEDEELD}, {day}"


def _slaapwacht(path: Path) -> InputValue:
    result = read_input(path).resultaat
    assert result is not None
    (record,) = result.dossier.matching(Nacht, {"nachtvariant": "slaapwacht"})
    return record.values[Nacht.vastgesteld]


def test_what_does_not_fit_is_refused_with_the_reason(map_: Path, invoer: Path, tmp_path: Path) -> None:
    register = beslis(map_ / REGISTER, BESLUITEN)
    changed(invoer, tmp_path / "later.xlsx", set_overhead)
    for given, words in (
        ((tmp_path / "later.xlsx", register), "is ‘HHM 2020: overhead’ nu 34,00%, in het register 30,00%"),
        ((invoer, invoer), "geen reactieregister"),
        ((register, register), "geen invoerwerkmap"),
    ):
        done = run("overnemen", *given, "--naar", tmp_path / "nieuw.xlsx")
        assert done.returncode == 1 and words in " ".join(done.stderr.split()), done.stderr
    blank = beslis(map_ / REGISTER, dict.fromkeys(BESLUITEN, dict.fromkeys(vorm.VAN_GEMEENTE)))
    done = run("overnemen", invoer, blank, "--naar", tmp_path / "nieuw.xlsx")
    assert done.returncode == 1 and "geen besluit dat een waarde verandert" in done.stderr
    assert not (tmp_path / "nieuw.xlsx").exists()


@pytest.mark.long
def test_hours_that_are_worked_need_a_sheet_for_them(ribw: Answer, invoer: Path, tmp_path: Path) -> None:
    hours = "locaties.kennemerhof.feitelijke-inzet"
    assert run("reacties", invoer, ribw({hours: (18, "rooster")}), "--uit", tmp_path / "uit").returncode == 0
    register = beslis(tmp_path / "uit" / REGISTER, {(RIBW, hours): besluit("overnemen")})
    book = load_workbook(invoer)
    del book["Teams"]
    book.save(tmp_path / "zonder.xlsx")
    done = run("overnemen", tmp_path / "zonder.xlsx", register, "--naar", tmp_path / "nieuw.xlsx")
    assert done.returncode == 1 and "--vragen ureninzet" in " ".join(done.stderr.split()), done.stderr
    done = run("overnemen", invoer, register, "--naar", tmp_path / "nieuw.xlsx")
    assert done.returncode == 0, done.stderr
