"""What reactions cost: the effects, for the whole example, and the register that shows them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from antwoord import Answer
from controlelijst import PUNTEN, Boek
from motoren import IronCalc, cached, formulas, same
from openpyxl import load_workbook
from uit_data import lees_data

from mo_report.antwoorden.antwoord import Reactie
from mo_report.antwoorden.gevolgen import effects_of
from mo_report.antwoorden.maken import REGISTER, process_answers, read_answers
from mo_report.engine.expression import Cell
from mo_report.engine.rekenen import Result, calculate
from mo_report.engine.schema import Line
from mo_report.engine.uitleg import in_words, ways_in_words
from mo_report.model import Aanbieder, Locatietarief, Regiototaal
from mo_report.model.herrekening import Herrekening
from mo_report.model.voorbeeld.gegevens import haarlem
from mo_report.verhaal.reactie.gevolg import DEEL, Gevolgen
from mo_report.verhaal.reactie.punten import punten

HVO, RIBW = "HVO-Querido", "RIBW K/AM"
OVERHEAD = "parametersets.hhm-2020.overhead"
VERLOF = "parametersets.hhm-2020.declarabele-uren.verlof"
INZET = "locaties.ziekenboeg.feitelijke-inzet"


def outcomes(result: Result, line: Line) -> dict[str, Decimal]:
    return {r.name: result.number(r, line) for r in result.dossier[line.block]}


def reactie(result: Result, aanbieder: str, name: str, value: float, why: str = "jaarrekening") -> Reactie:
    """What reading a tariefblad gives in which an aanbieder disputes one value."""
    (own,) = [r for r in result.dossier[Aanbieder] if r.name == aanbieder]
    (punt,) = [p for p in punten(calculate(result.dossier.per_aanbieder(own))) if p.kenmerk == name]
    return Reactie(aanbieder, punt, Decimal(str(value)), why)


def inhoud(r: Reactie) -> tuple[object, ...]:
    """What a reaction says, to compare."""
    record = r.punt.record
    return (r.aanbieder, r.punt.kenmerk, record.block, record.key, r.punt.column, r.punt.waarde, r.waarde, r.reden)


def set_overhead(sheets: dict[str, list[dict[str, Any]]]) -> None:
    (row,) = [r for r in sheets["Opslagen"] if (r["parameterset"], r["parameter"]) == ("HHM 2020", "overhead")]
    row["waarde"] = Decimal("0.34")


def set_inzet(sheets: dict[str, list[dict[str, Any]]]) -> None:
    own = {"team": "Eigen", "aanbieder": RIBW, "opgegeven": 18, "status": "aanname"}
    sheets["Teams"].append(own)
    (row,) = [r for r in sheets["Locaties"] if r["locatie"] == "Ziekenboeg"]
    row["team"] = "Eigen"


@pytest.mark.parametrize(
    ("name", "value", "change"),
    [(OVERHEAD, 0.34, set_overhead), (INZET, 18, set_inzet)],
)
def test_the_effect_is_what_the_model_gives_for_the_changed_input(
    name: str,
    value: float,
    change: Callable[[dict[str, list[dict[str, Any]]]], None],
    resultaat: Result,
) -> None:
    (one,), everything, _ = effects_of(resultaat, [reactie(resultaat, RIBW, name, value)], lambda *_: None)
    data = haarlem()
    change(data["bladen"])
    by_hand = lees_data(data).resultaat
    assert by_hand is not None
    for line in (Regiototaal.budget, Locatietarief.tarief_per_plek_per_etmaal_afgerond):
        wanted, before = outcomes(by_hand, line), outcomes(resultaat, line)
        moved = {k: v for k, v in wanted.items() if v != before[k]}
        told = {v.record.name: v.straks for v in one.verschillen if v.line is line}
        assert moved and told == moved
        all_told = {v.record.name: v.straks for v in everything.verschillen if v.line is line}
        assert all_told == wanted


@pytest.mark.long
def test_the_register_is_a_workbook_like_the_others(
    ribw: Answer, hvo: Answer, resultaat: Result, tmp_path: Path
) -> None:
    mix = "parametersets.hhm-2020.opleidingsmix.woonbegeleiding-beperkt.mbo-4"
    reasons = {OVERHEAD: (0.34, "=1+1"), INZET: (18, "<b>rooster</b>"), mix: (0.6, "")}
    files = [ribw(reasons, [("+x", "@y")]), hvo({VERLOF: (200, "cao")})]
    answers = read_answers(files, resultaat, lambda *_: None)
    (finding,) = [b for a in answers for b in a.bevindingen]
    assert "aandeel niveau" in finding.wat and finding.verwacht == "een reden bij elke waarde"
    # The other tests start from what is read here.
    read = [r for a in answers for r in a.reacties if r.punt.kenmerk != mix]
    assert list(map(inhoud, read)) == [
        # What is one's own comes first.
        inhoud(reactie(resultaat, RIBW, INZET, 18, "<b>rooster</b>")),
        inhoud(reactie(resultaat, RIBW, OVERHEAD, 0.34, "=1+1")),
        inhoud(reactie(resultaat, HVO, VERLOF, 200, "cao")),
    ]
    process_answers(resultaat, answers, tmp_path / "uit", overschrijf=False, progress=lambda *_: None)
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


def test_outside_the_leading_variant_the_dearest_counts_too(resultaat: Result) -> None:
    old = "parametersets.haarlem-2018.overhead"
    reacties = [reactie(resultaat, HVO, old, 0.3), reactie(resultaat, RIBW, old, 0.5)]
    for order in (reacties, reacties[::-1]):
        _, _, adopted = effects_of(resultaat, order, lambda *_: None)
        assert [r.waarde for r in adopted] == [Decimal("0.5")]


@pytest.mark.parametrize("aanbieder", [HVO, RIBW])
def test_what_one_more_does_is_what_the_formulas_give(resultaat: Result, aanbieder: str) -> None:
    """All points are computed at once with binary numbers; here each apart, with those that were typed."""
    (own,) = [r for r in resultaat.dossier[Aanbieder] if r.name == aanbieder]
    result = calculate(resultaat.dossier.per_aanbieder(own))
    points = punten(result)
    gevolgen = Gevolgen(result, points)
    again = Herrekening(result, [gevolgen.budget, *gevolgen.rates])
    straight, bent = 0, 0
    for punt in points:
        gevolg = gevolgen.van(punt)
        if gevolg is None or not isinstance(punt.waarde, Decimal):
            continue
        cell = Cell(punt.record, punt.column)
        step = gevolgen.stappen[cell] * (1 if gevolg.recht or not punt.waarde else DEEL)
        up, down = (again.replaced({cell: punt.waarde + s * step}).get(gevolgen.budget, Decimal(0)) for s in (1, -1))
        assert float(gevolg.per_jaar) == pytest.approx(float((up - down) / 2 / step), rel=1e-9, abs=1e-6), punt
        straight, bent = straight + gevolg.recht, bent + (not gevolg.recht)
    assert straight > 50 and bent > 5


def test_the_ways_of_a_line_are_those_of_its_records(resultaat: Result) -> None:
    """Of records that do the same the words are looked up once; none is missed, and the order is theirs."""
    more = 0
    for block, records in resultaat.dossier.records.items():
        for line in block.lines():
            every = list(dict.fromkeys(w for w in (in_words(resultaat, r, line) for r in records) if w))
            assert ways_in_words(resultaat, records, line) == every
            more += len(every) > 1
    assert more > 10
