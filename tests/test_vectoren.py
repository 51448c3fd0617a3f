"""The fourth reading of a formula: over many scenarios at once it gives what the evaluator gives for each."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from uit_data import lees_data
from vol import vol

from mo_report.engine.expression import Cell
from mo_report.engine.expression.evaluation import FUNCTIONS
from mo_report.engine.rekenen import Result, parts
from mo_report.engine.schema import Line
from mo_report.engine.vectoren import NotVectorised, Vectors, _down, _half_up
from mo_report.model import Geldend, Locatietarief, Regiototaal
from mo_report.model.herrekening import Herrekening
from mo_report.model.watals import WatAls

SCENARIOS = 25


@pytest.fixture(scope="module")
def volledig() -> Result:
    """Everything given, so that every part of the model takes part."""
    found = lees_data(vol()).resultaat
    assert found is not None
    return found


def getallen(resultaat: Result) -> list[Cell]:
    """Every computed number."""
    return [c for c, o in resultaat.outcomes.items() if isinstance(o.value, Decimal)]


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("which", ["haarlem", "vol"])
def test_it_gives_what_the_evaluator_gives(which: str, seed: int, resultaat: Result, volledig: Result) -> None:
    """Random figures, all at once, and every number of the model that is under the tariffs and budgets."""
    result = resultaat if which == "haarlem" else volledig
    free = WatAls(result).parameters
    wanted = [c for c in getallen(result) if parts(c)[0].block in (Locatietarief, Regiototaal)]
    rng = np.random.default_rng(seed)
    figures = {c: float(result.number(*parts(c))) * rng.uniform(0.9, 1.1, SCENARIOS) for c in free}
    found = Vectors(result, wanted, free)(figures)
    again = Herrekening(result, wanted)
    compared = 0
    for n in range(SCENARIOS):
        moves = again.replaced({c: Decimal(repr(float(figures[c][n]))) for c in free})
        for cell in wanted:
            theirs = float(result.number(*parts(cell)) + moves.get(cell, Decimal(0)))
            assert found[cell][n] == pytest.approx(theirs, rel=1e-11, abs=1e-9), parts(cell)
            compared += 1
    assert compared > 1_000


def test_what_does_not_move_is_the_number_that_it_is(resultaat: Result) -> None:
    wanted = getallen(resultaat)
    free = [WatAls(resultaat).parameters[0]]
    value = float(resultaat.number(*parts(free[0])))
    found = Vectors(resultaat, wanted, free)({free[0]: np.full(2, value)})
    assert len(found) == len(wanted)
    for cell in wanted:
        ours = float(resultaat.number(*parts(cell)))
        assert found[cell].tolist() == pytest.approx([ours, ours], rel=1e-11, abs=1e-9), parts(cell)


@settings(max_examples=500, deadline=None)
@given(value=st.decimals(-100_000, 100_000, places=6), factor=st.decimals("0.5", 2, places=4), digits=st.integers(0, 4))
def test_rounding_is_that_of_the_evaluator(value: Decimal, factor: Decimal, digits: int) -> None:
    """Also of a product, which binary numbers do not hold exactly, and of a half."""
    for x in (value, value * factor, round(value, digits) + Decimal(5).scaleb(-digits - 1)):
        number = float(value) * float(factor) if x == value * factor else float(x)
        for name, ours in (("ROUND", _half_up), ("ROUNDDOWN", _down)):
            theirs = FUNCTIONS[name][0](x, Decimal(digits))
            assert float(ours(np.array([number]), 10.0**digits)[0]) == pytest.approx(float(theirs), abs=1e-12)


def test_a_text_is_refused(resultaat: Result) -> None:
    """A verdict has no distribution."""
    (record, *_) = resultaat.dossier[Geldend]
    verdict = Cell(record, Geldend.oordeel)
    with pytest.raises(NotVectorised):
        Vectors(resultaat, [verdict], [Cell(record, Geldend.geldend)])
    assert isinstance(parts(verdict)[1], Line)
