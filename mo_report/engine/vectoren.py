"""The fourth reading of a formula: over many scenarios at once, as arrays of numbers.

Only what moves is computed: the formulas between the figures that are drawn and the outcomes that are
wanted. What does not move is a number, from the evaluator. Rounding is that of the evaluator, to what a
binary number can tell apart; see `_half_up`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from mo_report.engine.expression import (
    Binary,
    Call,
    Cell,
    CellRank,
    CellSum,
    Const,
    Node,
    Outcome,
    Value,
    cells_of,
    evaluate,
)
from mo_report.engine.rekenen import Result, parts

Array: TypeAlias = NDArray[np.float64]
#: A number for every scenario, or one for all of them; of a comparison whether it holds.
Values: TypeAlias = "NDArray[Any] | float"
Step: TypeAlias = "Callable[[list[Values]], Values]"
#: So many scenarios at once: their numbers stay in the cache of the processor.
BLOK = 8_192
#: So many figures one by one at once: of a whole region there are thousands, and each may move everything.
SAMEN = 255
#: How many digits behind the first one a binary number keeps of a sum of many, with room.
CIJFERS = 12
#: What sums of binary numbers may be beside the half that they stand for, as a part of them.
_SPELING = 4e-15


class NotVectorised(Exception):
    """A formula that cannot be read so; the message is for the user."""


class Vectors:
    """Some outcomes of a result as functions of some of its given figures.

    Raises NotVectorised for an outcome that is no number, or one that would be a text when figures move.
    """

    def __init__(self, resultaat: Result, wanted: Sequence[Cell], free: Sequence[Cell]) -> None:
        self.resultaat, self.free, self.wanted = resultaat, list(free), list(wanted)
        self._slots = {cell: n for n, cell in enumerate(self.free)}
        under = resultaat.below(self.wanted)
        self._steps: list[Step] = []
        self._live: set[int] = set()
        for cell, formula in resultaat.formulas.items():
            if cell in under and cell not in self._slots and self._mark(formula):
                self._steps.append(self._compiled(formula))
                self._slots[cell] = len(self.free) + len(self._steps) - 1
        self._constant = {cell: _number(resultaat, cell) for cell in self.wanted if cell not in self._slots}

    @property
    def moving(self) -> list[Cell]:
        """The outcomes that move with the figures."""
        return [cell for cell in self.wanted if cell in self._slots]

    def __call__(self, figures: Mapping[Cell, Array]) -> dict[Cell, Array]:
        """Every outcome for each scenario. All arrays have the same length.

        A scenario in which something is divided by zero gives no number (nan or infinite) there.
        """
        size = len(next(iter(figures.values())))
        found = {cell: np.full(size, value) for cell, value in self._constant.items()}
        found |= {cell: np.empty(size) for cell in self.moving}
        given = [figures[cell] for cell in self.free]
        with np.errstate(all="ignore"):
            for start in range(0, size, BLOK):
                part = slice(start, min(start + BLOK, size))
                at: list[Values] = [column[part] for column in given]
                for step in self._steps:
                    at.append(step(at))
                for cell in self.moving:
                    found[cell][part] = at[self._slots[cell]]
        return found

    def each(self, factor: float) -> Iterator[dict[Cell, Decimal]]:
        """Per figure how much each outcome that moves changes when it alone becomes so many times as much."""
        return self.one_by_one([(cell, _number(self.resultaat, cell) * factor) for cell in self.free])

    def one_by_one(self, changes: Sequence[tuple[Cell, float]]) -> Iterator[dict[Cell, Decimal]]:
        """Per change of a figure, with the others as they are, how much each outcome that moves changes."""
        given = [_number(self.resultaat, cell) for cell in self.free]
        for start in range(0, len(changes), SAMEN):
            size = min(SAMEN, len(changes) - start)
            # Scenario 0 is how it is: what binary numbers cannot tell apart falls out of the differences.
            arrays = {cell: np.full(size + 1, number) for cell, number in zip(self.free, given, strict=True)}
            for n, (cell, number) in enumerate(changes[start : start + size], 1):
                arrays[cell][n] = number
            found = self(arrays)
            cells = self.moving
            every = np.array([found[cell] for cell in cells]).reshape(len(cells), size + 1)
            moves = every[:, 1:] - every[:, :1]
            # Where so much is impossible, the outcome stays as it was.
            moves[~np.isfinite(moves)] = 0
            for column in moves.T:
                yield {cells[n]: self._exact(cells[n], column[n]) for n in np.flatnonzero(column)}

    def _exact(self, cell: Cell, move: float) -> Decimal:
        """A change to what a binary number can tell of its outcome: what is behind is noise."""
        before = _decimal(self.resultaat, cell)
        return Decimal(f"{move:.{max(CIJFERS - max(before.adjusted(), 0), 0)}f}")

    def _moves(self, node: Node) -> bool:
        """Whether a part of a formula moves; looked at once for each part."""
        if isinstance(node, Cell):
            return node in self._slots
        if isinstance(node, Binary | Call):
            return id(node) in self._live
        return not self._slots.keys().isdisjoint(cells_of(node))

    def _mark(self, node: Node) -> bool:
        """Whether a formula moves; keeps which of its parts do."""
        if not isinstance(node, Binary | Call):
            return self._moves(node)
        below = (node.left, node.right) if isinstance(node, Binary) else node.args
        moving = [self._mark(part) for part in below]
        if moves := any(moving):
            self._live.add(id(node))
        return moves

    def _compiled(self, node: Node) -> Step:
        """What a formula gives, from the numbers that were computed before it."""
        if not self._moves(node):
            value = self._fixed(node)
            if isinstance(value, str):
                raise NotVectorised("Een uitkomst is hier een tekst; daar is geen verdeling van.")
            number = float(value)
            return lambda _: number
        match node:
            case Cell():
                slot = self._slots[node]
                return lambda at: at[slot]
            case CellSum(cells):
                return self._summed(cells)
            case CellRank(own, cells, before):
                return self._ranked(own, cells, before)
            case Binary(op, left, right):
                how, a, b = _OPS[op], self._compiled(left), self._compiled(right)
                return lambda at: how(a(at), b(at))
            case Call("IF", (test, then, other)) if not self._moves(test):
                return self._compiled(then if self._fixed(test) else other)
            case Call("IF", (test, then, other)):
                holds, yes, no = (self._compiled(x) for x in (test, then, other))
                return lambda at: np.where(holds(at), yes(at), no(at))
            case Call(("ROUND" | "ROUNDDOWN") as name, (inner, Const(digits))):
                cut, x = _half_up if name == "ROUND" else _down, self._compiled(inner)
                unit = 10.0 ** int(digits)
                return lambda at: cut(x(at), unit)
            case Call(name, args) if name in _FUNCTIONS:
                each, combine = [self._compiled(a) for a in args], _FUNCTIONS[name]
                return lambda at: combine([x(at) for x in each])
        raise NotVectorised(f"Deze formule kan niet voor veel scenario's tegelijk: {node!r}")

    def _fixed(self, node: Node) -> Value:
        """The value of a part in which nothing moves."""
        return evaluate(node, lambda cell: Outcome(_given(self.resultaat, cell))).value

    def _summed(self, cells: Iterable[Cell]) -> Step:
        moving = [self._slots[c] for c in cells if c in self._slots]
        rest = float(sum((_decimal(self.resultaat, c) for c in cells if c not in self._slots), Decimal(0)))

        def total(at: list[Values]) -> Values:
            found = at[moving[0]] + rest
            for slot in moving[1:]:
                found = found + at[slot]
            return found

        return total

    def _ranked(self, own: Cell, cells: Sequence[Cell], before: Sequence[Cell]) -> Step:
        mine, others, earlier = ([self._compiled(c) for c in group] for group in ([own], list(cells), list(before)))

        def place(at: list[Values]) -> Values:
            value = mine[0](at)
            found: Values = 0.0
            for other in others:
                found = found + (other(at) > value) * 1.0
            for other in earlier:
                found = found + (other(at) == value) * 1.0
            return found

        return place


def _given(resultaat: Result, cell: Cell) -> Value:
    """A value given or computed. Raises NotVectorised where there is none."""
    outcome = resultaat.outcomes.get(cell)
    if outcome is not None:
        return outcome.value
    record, column = parts(cell)
    given = record.values.get(column)
    value = given.waarde if given else record.texts.get(column.name)
    if not isinstance(value, Decimal | str):
        raise NotVectorised(f"‘{column.label}’ heeft geen waarde.")
    return value


def _decimal(resultaat: Result, cell: Cell) -> Decimal:
    value = _given(resultaat, cell)
    if not isinstance(value, Decimal):
        raise NotVectorised(f"‘{parts(cell)[1].label}’ is geen getal.")
    return value


def _number(resultaat: Result, cell: Cell) -> float:
    return float(_decimal(resultaat, cell))


def _half_up(x: Values, unit: float) -> Values:
    """Rounded as the evaluator does: half goes away from zero, and what is a half but for noise is one."""
    size = np.abs(x) * unit
    return np.copysign(np.floor(size + 0.5 + size * _SPELING), x) / unit


def _down(x: Values, unit: float) -> Values:
    """Cut off towards zero; what is whole but for noise is whole."""
    size = np.abs(x) * unit
    return np.copysign(np.floor(size + size * _SPELING), x) / unit


def _over(combine: Callable[[Values, Values], Values]) -> Callable[[Sequence[Values]], Values]:
    def all_of(parts: Sequence[Values]) -> Values:
        found = parts[0]
        for part in parts[1:]:
            found = combine(found, part)
        return found

    return all_of


def _naast(a: Values, b: Values) -> Values:
    """How far two numbers may lie apart that are one but for noise."""
    return _SPELING * np.maximum(np.abs(a), np.abs(b))


_OPS: dict[str, Callable[[Values, Values], Values]] = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": np.divide,
    "=": lambda a, b: np.abs(np.subtract(a, b)) <= _naast(a, b),
    "<=": lambda a, b: np.subtract(a, b) <= _naast(a, b),
    "<": lambda a, b: np.subtract(a, b) < -_naast(a, b),
}
_FUNCTIONS: dict[str, Callable[[Sequence[Values]], Values]] = {
    "MIN": _over(np.minimum),
    "MAX": _over(np.maximum),
    "ABS": lambda parts: np.abs(parts[0]),
}
