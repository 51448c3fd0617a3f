"""No figure of one aanbieder is in what others see, nor can one be computed from it: a test that tries."""

from __future__ import annotations

import random
import re
import subprocess
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from aanvaller import Ronde, Wereld, andere_wereld
from eigensets import in_percelen, met_set
from formulier import vul_formulier
from motoren import omgezet
from opdracht import run
from uit_data import CASES, lees_data, lees_gegevens
from zes import HBO, MAP, MBO, NAMEN, OVERHEAD, OVERHEADS, VERZUIM, VERZUIMEN, cijfers, invoer_met_zes

from mo_report.antwoorden.ingevuld import Ingevuld
from mo_report.antwoorden.uitvraag import onthulling
from mo_report.antwoorden.uitvraag.eerder import EERDER, read_told, write_told
from mo_report.antwoorden.uitvraag.hoofdstukken import NIET_OPENBAAR, for_others
from mo_report.antwoorden.uitvraag.maken import ONDERZOEK, OPENBAAR, VRAGENLIJST, not_for_others
from mo_report.antwoorden.uitvraag.onderzoek import Onderzoek, set_out
from mo_report.antwoorden.uitvraag.onthulling import Gemiddelde
from mo_report.antwoorden.uitvraag.vragen import Vragenlijsten
from mo_report.model.voorbeeld.gegevens import haarlem
from mo_report.verhaal.formulier import Opgave
from mo_report.verhaal.vorm import Boodschap, Raster, Woord
from mo_report.werkboek.losblad import LosBlad
from mo_report.werkboek.opslaan import NewBook
from mo_report.werkboek.stijl import new_workbook

SCHAAL = "salarisschalen.sociaal-werk-7.maximum"


@cache
def lijsten() -> Vragenlijsten:
    found = lees_data(lees_gegevens(CASES / "zes-aanbieders.toml")).resultaat
    assert found is not None
    return Vragenlijsten(found)


def uitgezet(rondes: Sequence[Ronde]) -> list[Onderzoek]:
    """Each round set out, with what the rounds before told."""
    found: list[Onderzoek] = []
    for own in rondes:
        answers = []
        for name in NAMEN:
            given = {mark: Opgave(by[name]) for mark, by in own.items() if name in by}
            if given:
                answers.append(Ingevuld(f"{name}.xlsx", name, opgaven=given))
        before = [g for o in found for g in o.bekendgemaakt]
        out = set_out(lijsten(), answers, before)
        out.bekendgemaakt = out.verteld
        found.append(out)
    return found


def getoond(rondes: Sequence[Ronde]) -> tuple[str, ...]:
    """What others see of each round, as text."""
    return tuple(_tekst(o) for o in uitgezet(rondes))


def _tekst(onderzoek: Onderzoek) -> str:
    said = []
    for page in for_others(onderzoek):
        for part in page.delen(onderzoek.resultaat):
            if isinstance(part, Raster):
                said += [c.tekst for row in part.rijen for c in row if isinstance(c, Woord)]
            elif isinstance(part, Boodschap):
                said.append(part.zin)
    return " | ".join(said)


def wereld(rondes: Sequence[Ronde]) -> Wereld:
    told = tuple(frozenset(own) for own in verteld(*rondes))
    return Wereld(tuple(rondes), told, frozenset({MBO, HBO}))


def willekeurig(seed: int) -> list[Ronde]:
    """Two rounds: in the second some answer for the first time, some give another figure, some nothing."""
    rnd = random.Random(seed)

    def figure(mark: str) -> Decimal:
        base = {OVERHEAD: 0.25, VERZUIM: 100, MBO: 0.6, SCHAAL: 3900}[mark]
        return Decimal(str(round(base * rnd.uniform(0.4, 1.5) if mark != MBO else rnd.uniform(0.3, 0.7), 4)))

    def answered(chance: float) -> Ronde:
        own: Ronde = {
            mark: {n: figure(mark) for n in NAMEN if rnd.random() < chance} for mark in (OVERHEAD, VERZUIM, MBO, SCHAAL)
        }
        own[HBO] = {n: 1 - v for n, v in own[MBO].items() if rnd.random() < 0.8}
        return {mark: by for mark, by in own.items() if by}

    first = answered(rnd.choice((0.5, 0.7, 0.9)))
    second = {mark: dict(by) for mark, by in first.items()}
    for mark, by in answered(0.3).items():
        if mark != HBO:
            second.setdefault(mark, {}).update(by)
    second[HBO] = {n: 1 - second[MBO][n] for n in second.get(HBO, {}) if n in second.get(MBO, {})}
    return [first, {mark: by for mark, by in second.items() if by}]


def pogingen(seeds: range, doelen: int) -> tuple[int, int]:
    """How many averages were told, and how often somebody tried; no try may succeed."""
    told = tried = 0
    for seed in seeds:
        world = wereld(willekeurig(seed))
        told += sum(map(len, world.verteld))
        rnd = random.Random(seed)
        for attacker in NAMEN:
            others = [p for p in world.plekken() if p[2] != attacker]
            for target in rnd.sample(others, min(doelen, len(others))):
                tried += 1
                assert andere_wereld(world, attacker, target, getoond), (seed, attacker, target)
    return told, tried


def test_nobody_can_compute_a_figure_of_another() -> None:
    """From five tables of two rounds together, whatever it gave itself."""
    told, tried = pogingen(range(8), 3)
    assert told > 10 and tried > 100


@pytest.mark.long
def test_nobody_can_in_many_worlds() -> None:
    told, tried = pogingen(range(100, 160), 6)
    assert told > 150 and tried > 2_000


def test_the_attack_succeeds_where_nothing_prevents_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the rule somebody is found out: the test can fail."""
    monkeypatch.setattr(onthulling, "_safe", lambda *_: True)
    with pytest.raises(AssertionError):
        pogingen(range(3), 6)


MIX: Ronde = {
    MBO: {n: Decimal(x) / 100 for n, x in zip(NAMEN, (61, 55, 48, 52, 65, 58), strict=True)},
    HBO: {n: 1 - Decimal(x) / 100 for n, x in zip(NAMEN, (61, 55, 48, 52, 65, 58), strict=True)},
}
AFGEROND = {"Het Anker": Decimal("0.2419"), "De Brug": Decimal("0.2624")}
LATER = dict(zip(NAMEN, map(Decimal, ("0.011", "-0.013", "0.012", "0.015", "-0.012", "0.02")), strict=True))
ALLES: Ronde = {MBO: dict.fromkeys(NAMEN, Decimal(1)), HBO: dict.fromkeys(NAMEN, Decimal(0))}
EEN: Ronde = {OVERHEAD: {n: Decimal(str(OVERHEADS[n])) for n in NAMEN[:5]}}
JAAR_LATER: Ronde = {OVERHEAD: {n: v + LATER[n] for n, v in EEN[OVERHEAD].items()}}


def verteld(*rondes: Ronde) -> list[set[str]]:
    """What is told in each round, by the kenmerk of the figure."""
    marks = {g.groep: g.punt.kenmerk for asked in lijsten().aanbieders.values() for g in asked}
    return [{marks[v.groep] for v in o.bekendgemaakt} for o in uitgezet(rondes)]


@pytest.mark.parametrize(
    ("waarom", "rondes", "wat"),
    [
        ("vijf cijfers", [EEN], [{OVERHEAD}]),
        ("twee cijfers", [{OVERHEAD: dict(list(EEN[OVERHEAD].items())[:2])}], [set()]),
        ("één kwam erbij", [EEN, {OVERHEAD: {**EEN[OVERHEAD], "Het Fort": Decimal("0.3")}}], [{OVERHEAD}, set()]),
        ("één gaf iets anders", [EEN, {OVERHEAD: {**EEN[OVERHEAD], "De Eik": Decimal("0.3")}}], [{OVERHEAD}, set()]),
        ("niets veranderde", [EEN, EEN], [{OVERHEAD}, {OVERHEAD}]),
        ("allen nul", [{OVERHEAD: dict.fromkeys(NAMEN, Decimal(0))}], [set()]),
        (
            "één is bijna alles",
            [{VERZUIM: {"Het Anker": Decimal(900), "De Brug": Decimal(2), "De Dam": Decimal(3)}}],
            [set()],
        ),
        (
            "van de mix zegt het ene deel het andere",
            [
                {
                    MBO: {n: Decimal(x) / 100 for n, x in zip(NAMEN[:3], (60, 55, 48), strict=True)},
                    HBO: {n: Decimal(x) / 100 for n, x in zip(NAMEN[:4], (40, 45, 52, 37), strict=True)},
                }
            ],
            [set()],
        ),
        ("van de mix is alles van dezelfden", [MIX], [{MBO, HBO}]),
        (
            "allen honderd procent",
            [{MBO: dict.fromkeys(NAMEN, Decimal(1)), HBO: dict.fromkeys(NAMEN, Decimal(0))}],
            [set()],
        ),
        (
            "er kwamen nullen bij",
            [
                {VERZUIM: dict(zip(NAMEN[:3], map(Decimal, (103, 101, 102)), strict=True))},
                {VERZUIM: dict(zip(NAMEN, map(Decimal, (103, 101, 102, 0, 0, 0)), strict=True))},
            ],
            [{VERZUIM}, set()],
        ),
        (
            "twee rondden af en één kwam erbij",
            [EEN, {OVERHEAD: {**EEN[OVERHEAD], **AFGEROND, "Het Fort": Decimal("0.391247")}}],
            [{OVERHEAD}, set()],
        ),
        (
            "een jaar later gaf iedereen iets anders",
            [EEN, {OVERHEAD: {n: v + LATER[n] for n, v in EEN[OVERHEAD].items()}}],
            [{OVERHEAD}, {OVERHEAD}],
        ),
    ],
)
def test_what_is_told(waarom: str, rondes: list[Ronde], wat: list[set[str]]) -> None:
    assert verteld(*rondes) == wat, waarom


@pytest.mark.parametrize(
    ("waarom", "cijfers_"),
    [
        ("de waarde van de gemeente is het gewogen gemiddelde", ("0.27", "0.22", "0.26", "0.27", "0.21")),
        ("de waarde van de gemeente is het cijfer van één", ("0.25", "0.26", "0.23")),
    ],
)
def test_the_value_of_the_gemeente_is_a_table_too(waarom: str, cijfers_: tuple[str, ...]) -> None:
    assert verteld({OVERHEAD: dict(zip(NAMEN, map(Decimal, cijfers_), strict=False))}) == [set()], waarom


def test_a_text_with_a_name_is_not_for_others() -> None:
    """Neither in what is asked nor in a reason."""
    for sheet, column in (("Uitvraag", "definitie"), ("Onderbouwing", "waarom")):
        data = lees_gegevens(CASES / "zes-aanbieders.toml")
        data["bladen"][sheet][0][column] = "Zoals bij Het Anker."
        found = lees_data(data).resultaat
        assert found is not None
        (wrong,) = not_for_others(found)
        assert wrong.is_fout and wrong.blad == sheet and "Het Anker" in wrong.wat
    assert not_for_others(lijsten().resultaat) == []


def test_of_more_sets_a_figure_is_asked_once() -> None:
    """Else each set would have an average of its own, of nearly the same figures."""
    data = met_set(in_percelen(haarlem()), perceel="Regio")
    data["bladen"]["Uitvraag"] = [{"gevraagd": "Opslagen: overhead"}]
    found = lees_data(data).resultaat
    assert found is not None
    asked = Vragenlijsten(found).aanbieders
    assert asked and all(len(rows) == 1 for rows in asked.values())
    assert len({rows[0].groep for rows in asked.values()}) == 1


def test_why_an_average_is_not_there_is_not_told() -> None:
    """It would say something of the figures."""
    few, zero = ({OVERHEAD: dict(list(EEN[OVERHEAD].items())[:2])}, {OVERHEAD: dict.fromkeys(NAMEN, Decimal(0))})
    for own in (few, zero):
        (text,) = getoond([own])
        assert NIET_OPENBAAR in text and "| 0,00%" not in text


def test_the_files_for_others_hold_no_figure_and_no_name(tmp_path: Path) -> None:
    """Through the files themselves: the text, the metadata, and what a second run adds."""
    invoer = invoer_met_zes(tmp_path / "invoer.xlsx")
    assert run("uitvraag", invoer, "--uit", tmp_path / "uit").returncode == 0
    paths = [
        vul_formulier(
            tmp_path / "uit" / MAP[n] / VRAGENLIJST,
            tmp_path / f"{MAP[n]}.xlsx",
            cijfers(n),
            toelichting=f"grootboek {n}",
        )
        for n in NAMEN
    ]
    uit = tmp_path / "onderzoek"
    done = run("uitvraag-lezen", invoer, *paths[:5], "--uit", uit, "--openbaar")
    assert done.returncode == 0, done.stderr
    public = _openbaar(uit)
    mean = sum(list(OVERHEADS.values())[:5]) / 5
    assert f"{mean * 100:.2f}%".replace(".", ",") in public
    _niets_van_een_ander(public)
    # With a sixth answer the average would tell what that is: of overhead nothing new is told.
    done = run("uitvraag-lezen", invoer, *paths, "--uit", uit, "--openbaar")
    assert done.returncode == 0, done.stderr
    again = _openbaar(uit)
    _niets_van_een_ander(again)
    assert re.search(rf"overhead\s+%\s+6 van 6\s+{NIET_OPENBAAR}", again)
    with zipfile.ZipFile(uit / ONDERZOEK) as archive:
        assert archive.testzip() is None


def test_what_was_told_is_remembered_to_the_last_digit(tmp_path: Path) -> None:
    """Through the file: an average of locaties does not end."""
    third = Decimal(25) / 3
    told = [Gemiddelde("a", "Locatiekosten.bedrag", {"het anker": third, "=1+1": Decimal("0.1") + third})]
    boek = NewBook(new_workbook("proef", "proef"))
    write_told(LosBlad(boek, EERDER, ()), told)
    boek.save(tmp_path / "onderzoek.xlsx", date(2026, 1, 1))
    assert read_told(tmp_path / "onderzoek.xlsx") == told
    lo = omgezet(tmp_path / "onderzoek.xlsx", tmp_path / "lo", "ods")
    assert read_told(lo) == told


def test_a_new_name_hides_no_earlier_average() -> None:
    """Of a set, of an aanbieder, or of what is asked: what cannot be recognised is not told beside it."""
    before = [g for o in uitgezet([EEN]) for g in o.bekendgemaakt]
    six = {**EEN[OVERHEAD], "Het Fort": Decimal("0.391247")}
    for what in ("set", "aanbieder", "vraag"):
        data = lees_gegevens(CASES / "zes-aanbieders.toml")
        names = {"set": ("Voorstel 2027", "Definitief 2027"), "aanbieder": ("De Brug", "de Brug BV")}
        old, new = names.get(what, ("", ""))
        for rows in data["bladen"].values():
            for row in rows:
                row |= {k: new for k, v in row.items() if v == old}
        found = lees_data(data).resultaat
        assert found is not None
        later, given = Vragenlijsten(found), {new if n == old else n: v for n, v in six.items()}
        mark = next(g.punt.kenmerk for g in later.aanbieders["Het Fort"] if g.label == "overhead")
        answers = [Ingevuld(n, n, opgaven={mark: Opgave(v)}) for n, v in given.items()]
        told = [replace(g, groep="iets anders") for g in before] if what == "vraag" else before
        assert set_out(later, answers, told).verteld == [], what
        assert set_out(later, answers, []).verteld, what


def _openbaar(uit: Path) -> str:
    """Everything in the files for others."""
    folder = (uit / OPENBAAR).parent
    assert sorted(p.suffix for p in folder.iterdir()) == [".html", ".pdf"]
    pdf = uit / OPENBAAR
    texts = [
        subprocess.run(c, capture_output=True, check=True).stdout.decode()
        for c in (["pdftotext", "-layout", pdf, "-"], ["pdfinfo", "-meta", pdf])
    ]
    page = re.sub(r"<[^>]+>", " ", pdf.with_suffix(".html").read_text("utf-8"))
    return " ".join([*texts, page])


def _niets_van_een_ander(text: str) -> None:
    for name in NAMEN:
        assert name not in text
    figures = [f"{v * 100:.2f}".replace(".", ",") for v in OVERHEADS.values()]
    figures += [f"{v:.2f}".replace(".", ",") for v in VERZUIMEN.values()]
    assert not [f for f in figures if f in text]
    assert "grootboek" not in text and "Jansen" not in text
