"""What reactions cost: the effects, for the whole example, and the register that shows them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from antwoord import Answer, changed, set_overhead
from controlelijst import PUNTEN, Boek
from motoren import IronCalc, cached, formulas, same
from openpyxl import Workbook, load_workbook

from mo_report.antwoorden.gevolgen import gevolgen
from mo_report.antwoorden.lezen import lees_antwoord
from mo_report.antwoorden.maken import REGISTER, lees_antwoorden, verwerk
from mo_report.engine.rekenen import Resultaat
from mo_report.engine.schema import Line
from mo_report.model import Locatietarief, Regiototaal

OVERHEAD = "parametersets.hhm-2020.overhead"
VERLOF = "parametersets.hhm-2020.declarabele-uren.verlof"
INZET = "locaties.ziekenboeg.feitelijke-inzet"


def outcomes(result: Resultaat, line: Line) -> dict[str, Decimal]:
    return {r.name: result.number(r, line) for r in result.dossier[line.block]}


def set_inzet(book: Workbook) -> None:
    sheet = book["Teams"]
    row = next(r for r in range(5, 200) if sheet.cell(r, 1).value is None)
    heads = {str(c.value).split(" [")[0]: c.column for c in sheet[4] if c.value}
    for heading, value in (
        ("team", "Eigen"),
        ("aanbieder", "RIBW K/AM"),
        ("opgegeven inzet", 18),
        ("status", "aanname"),
    ):
        sheet.cell(row, heads[heading]).value = value
    places = book["Locaties"]
    heads = {str(c.value).split(" [")[0]: c.column for c in places[4] if c.value}
    for row in range(5, 20):
        if places.cell(row, 1).value == "Ziekenboeg":
            places.cell(row, heads["team"]).value = "Eigen"


@pytest.mark.parametrize(
    ("name", "value", "change"),
    [(OVERHEAD, 0.34, set_overhead), (INZET, 18, set_inzet)],
)
def test_the_effect_is_what_the_model_gives_for_the_changed_input(
    name: str,
    value: float,
    change: Callable[[Workbook], None],
    ribw: Answer,
    resultaat: Resultaat,
    invoer: Path,
    tmp_path: Path,
) -> None:
    answer = lees_antwoord(ribw({name: (value, "jaarrekening")}), resultaat)
    assert not answer.bevindingen
    (one,), everything, _ = gevolgen(resultaat, answer.reacties, lambda *_: None)
    by_hand = changed(invoer, tmp_path / "met-de-hand.xlsx", change)
    for line in (Regiototaal.budget, Locatietarief.tarief_per_plek_per_etmaal_afgerond):
        wanted, before = outcomes(by_hand, line), outcomes(resultaat, line)
        moved = {k: v for k, v in wanted.items() if v != before[k]}
        told = {v.record.name: v.straks for v in one.verschillen if v.line is line}
        assert moved and told == moved
        all_told = {v.record.name: v.straks for v in everything.verschillen if v.line is line}
        assert all_told == wanted


def test_the_register_is_a_workbook_like_the_others(
    ribw: Answer, hvo: Answer, resultaat: Resultaat, tmp_path: Path
) -> None:
    mix = "parametersets.hhm-2020.opleidingsmix.woonbegeleiding-beperkt.mbo-4"
    reasons = {OVERHEAD: (0.34, "=1+1"), INZET: (18, "<b>rooster</b>"), mix: (0.6, "")}
    files = [ribw(reasons, [("+x", "@y")]), hvo({VERLOF: (200, "cao")})]
    answers = lees_antwoorden(files, resultaat, lambda *_: None)
    verwerk(resultaat, answers, tmp_path / "uit", overschrijf=False, progress=lambda *_: None)
    path = tmp_path / "uit" / REGISTER
    found, values, engine = formulas(path), cached(path), IronCalc(path)
    assert not [w for w in found if not same(values.get(w), engine.value(*w))]
    # It has no sheets with calculations, and names nothing of the input.
    others = {"sheets_are_in_order", "names_are_valid"}
    assert {p.__name__: p(Boek(path)) for p in PUNTEN if p.__name__ not in others} == {
        p.__name__: [] for p in PUNTEN if p.__name__ not in others
    }
    texts = {c.value for s in load_workbook(path) for row in s for c in row if c.data_type == "s"}
    assert {"=1+1", "<b>rooster</b>", "+x", "@y"} <= texts
    assert "klopt dan niet meer: opleidingsmix of opgegeven maandloon samen 100%" in texts


def test_outside_the_leading_variant_the_dearest_counts_too(ribw: Answer, hvo: Answer, resultaat: Resultaat) -> None:
    old = "parametersets.haarlem-2018.overhead"
    files = [hvo({old: (0.3, "a")}), ribw({old: (0.5, "b")})]
    answers = lees_antwoorden(files, resultaat, lambda *_: None)
    reacties = [r for a in answers for r in a.reacties]
    for order in (reacties, reacties[::-1]):
        _, _, adopted = gevolgen(resultaat, order, lambda *_: None)
        assert [r.waarde for r in adopted] == [Decimal("0.5")]
