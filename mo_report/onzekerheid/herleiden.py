"""From an outcome back to a figure: which value of it gives that outcome."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal, localcontext

import numpy as np
from scipy.optimize import brentq, least_squares

from mo_report.engine.expression import Cell
from mo_report.engine.rekenen import Result, parts
from mo_report.engine.schema import Parameter
from mo_report.engine.vectoren import Array, Vectors
from mo_report.model.herrekening import Herrekening

#: Values that are looked at over the whole range of a figure, to see where the outcome passes the goal.
_PUNTEN = 4_001
#: Where a figure has no highest value, so many times what it is.
_RUIM = 20
#: What counts as the outcome itself, and as a straight line.
_GELIJK = Decimal("1e-9")
#: What is said of a figure has no more decimals than this.
_CIJFERS = 12


@dataclass(frozen=True)
class Oplossing:
    """Values of a figure that give an outcome, in the unit as stored: one, or all from `van` to `tot`.

    exact  whether the outcome is a straight line in the figure, so that nothing was approached
    """

    waarde: Decimal
    van: Decimal
    tot: Decimal
    exact: bool


@dataclass(frozen=True)
class Herleiding:
    """What is found: no solution, one, or more; `bereik` is where it was looked for."""

    met: Cell
    was: Decimal
    oplossingen: list[Oplossing]
    bereik: tuple[Decimal, Decimal]


def solve(resultaat: Result, doel: Cell, waarde: Decimal, met: Cell) -> Herleiding:
    """The values of a given figure for which an outcome is this."""
    was = resultaat.number(*parts(met))
    again = Herrekening(resultaat, [doel])
    now = resultaat.number(*parts(doel))

    def outcome(x: Decimal) -> Decimal:
        return now + again.replaced({met: x}).get(doel, Decimal(0))

    low, high = _bereik(met, was)
    found = list(_op_een_lijn(outcome, waarde, low, high)) or list(
        _gezocht(resultaat, doel, waarde, met, outcome, (low, high))
    )
    return Herleiding(met, was, found, (low, high))


def _bereik(met: Cell, was: Decimal) -> tuple[Decimal, Decimal]:
    column = parts(met)[1]
    assert isinstance(column, Parameter)
    low = column.low if column.low is not None else column.above
    if low is None:
        low = -_RUIM * abs(was) - 1
    most = _RUIM * abs(was) + 1
    return low, min(column.high, most) if column.high is not None else most


def _op_een_lijn(
    outcome: Callable[[Decimal], Decimal], waarde: Decimal, low: Decimal, high: Decimal
) -> Iterator[Oplossing]:
    """The solution where the outcome is a straight line: from two points, and true at the others."""
    with localcontext() as context:
        context.prec = 40
        # So many, and so unevenly apart, that a rounded outcome does not lie on a line by chance.
        points = [low + (high - low) * n / 97 for n in (3, 7, 19, 31, 44, 58, 71, 83, 94)]
        values = [outcome(x) for x in points]
        slope = (values[-1] - values[0]) / (points[-1] - points[0])
        straight = (abs(values[0] + slope * (x - points[0]) - y) for x, y in zip(points, values, strict=True))
        if slope == 0 or any(gap > _GELIJK * max(Decimal(1), abs(waarde)) for gap in straight):
            return
        x = points[0] + (waarde - values[0]) / slope
        if low <= x <= high and abs(outcome(x) - waarde) <= _GELIJK * max(Decimal(1), abs(waarde)):
            value = round(x, _CIJFERS)
            yield Oplossing(value, value, value, exact=True)


def _gezocht(
    resultaat: Result,
    doel: Cell,
    waarde: Decimal,
    met: Cell,
    outcome: Callable[[Decimal], Decimal],
    bereik: tuple[Decimal, Decimal],
) -> Iterator[Oplossing]:
    """Solutions wherever the outcome passes the goal over the whole range."""
    grid = np.linspace(float(bereik[0]), float(bereik[1]), _PUNTEN)
    vectors = Vectors(resultaat, [doel], [met])
    values = vectors({met: grid})[doel]
    goal = float(waarde)
    slack = 1e-9 * max(1.0, abs(goal))
    usable = np.isfinite(values)
    side = np.where(np.abs(values - goal) <= slack, 0, np.sign(values - goal))

    def gap(x: float) -> float:
        found = float(vectors({met: np.array([x])})[doel][0]) - goal
        return 0.0 if abs(found) <= slack else found

    n = 0
    while n < len(grid) - 1:
        a, b = n, n + 1
        n += 1
        if not (usable[a] and usable[b]):
            continue
        if side[a] == 0:
            # A row of values that all give it: a rounded outcome.
            while b < len(grid) and side[b] == 0:
                b += 1
            n = b
            left = _rand(gap, grid[a], grid[a - 1]) if a and usable[a - 1] else grid[a]
            right = _rand(gap, grid[b - 1], grid[b]) if b < len(grid) and usable[b] else grid[b - 1]
            yield _oplossing(outcome, waarde, left, right)
        elif side[b] != 0 and side[a] != side[b]:
            root = float(brentq(gap, grid[a], grid[b], xtol=1e-12, rtol=1e-14))
            if gap(root) != 0:
                # It jumps over the goal, as a rounded outcome may.
                continue
            yield _oplossing(outcome, waarde, _rand(gap, root, grid[a]), _rand(gap, root, grid[b]))


def _rand(gap: Callable[[float], float], inside: float, outside: float) -> float:
    """How far the outcome stays the same, from a value that gives it towards one that does not."""
    for _ in range(60):
        middle = (inside + outside) / 2
        if gap(middle) == 0:
            inside = middle
        else:
            outside = middle
    return inside


def _oplossing(outcome: Callable[[Decimal], Decimal], waarde: Decimal, a: float, b: float) -> Oplossing:
    """A solution with the fewest decimals that lies in its interval, checked with the model itself."""
    low, high = sorted((Decimal(repr(float(a))), Decimal(repr(float(b)))))
    middle = (low + high) / 2
    for decimals in range(_CIJFERS + 1):
        value = round(middle, decimals)
        if low <= value <= high and abs(outcome(value) - waarde) <= _GELIJK * max(Decimal(1), abs(waarde)):
            return Oplossing(value, round(low, _CIJFERS), round(high, _CIJFERS), exact=False)
    return Oplossing(round(middle, _CIJFERS), round(low, _CIJFERS), round(high, _CIJFERS), exact=False)


@dataclass(frozen=True)
class Passing:
    """Several figures with which several outcomes come as near as can be: least squares.

    afwijking  by outcome: what it is then, minus what was asked
    bepaald    whether only these figures do: else many others do as well
    """

    waarden: dict[Cell, float]
    was: dict[Cell, Decimal]
    afwijking: dict[Cell, float]
    bepaald: bool


def fit(resultaat: Result, doelen: dict[Cell, Decimal], met: list[Cell]) -> Passing:
    """Figures with which these outcomes come nearest; each counts as a part of what was asked."""
    vectors = Vectors(resultaat, list(doelen), met)
    was = {cell: resultaat.number(*parts(cell)) for cell in met}
    start = np.array([float(x) for x in was.values()])
    scale = np.where(start == 0, 1.0, np.abs(start))
    goals = np.array([float(x) for x in doelen.values()])
    weights = np.where(goals == 0, 1.0, np.abs(goals))

    def outcomes(x: Array) -> Array:
        found = vectors({cell: np.array([v]) for cell, v in zip(met, x * scale, strict=True)})
        return np.array([found[cell][0] for cell in doelen])

    bounds = np.array([[float(b) for b in _bereik(cell, value)] for cell, value in was.items()])
    low, high = (bounds[:, n] / scale for n in (0, 1))
    at = np.clip(start / scale, low, high)
    # Outcomes that are rounded move in steps: the step of the slope is wider than those.
    step = np.full(len(met), 1e-3)

    def gaps_of(x: Array) -> Array:
        found: Array = (outcomes(x) - goals) / weights
        return found

    done = least_squares(gaps_of, at, bounds=(low, high), diff_step=step, xtol=1e-12)
    rank = int(np.linalg.matrix_rank(np.asarray(done.jac), tol=1e-6))
    values = dict(zip(met, map(float, done.x * scale), strict=True))
    gaps = dict(zip(doelen, map(float, outcomes(done.x) - goals), strict=True))
    return Passing(values, was, gaps, rank == len(met))
