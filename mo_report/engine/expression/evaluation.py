"""The value of a bound formula, and how sure it is."""

from __future__ import annotations

import operator
from collections.abc import Callable
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import NamedTuple, TypeAlias

from mo_report.engine.expression.nodes import (
    Binary,
    Call,
    Cell,
    CellRank,
    CellSum,
    Const,
    Node,
    Op,
    Word,
)

Value: TypeAlias = Decimal | str | bool


def _shortened(x: Decimal, digits: Decimal, how: str) -> Decimal:
    # Excel rounds what it shows in 15 digits; without that step 61,8449999…9 would differ from it.
    return Decimal(f"{x:.15g}").quantize(Decimal(1).scaleb(-int(digits)), how)


def _round(x: Decimal, digits: Decimal) -> Decimal:
    return _shortened(x, digits, ROUND_HALF_UP)


def _round_down(x: Decimal, digits: Decimal) -> Decimal:
    return _shortened(x, digits, ROUND_DOWN)


def _min(*values: Decimal) -> Decimal:
    return min(values)


def _max(*values: Decimal) -> Decimal:
    return max(values)


#: Excel name -> (Python function, Dutch word). IF is evaluated apart: it reads one branch only.
FUNCTIONS: dict[str, tuple[Callable[..., Decimal], str]] = {
    "ROUND": (_round, "afgerond"),
    "ROUNDDOWN": (_round_down, "naar beneden afgerond"),
    "MIN": (_min, "laagste van "),
    "MAX": (_max, "hoogste van "),
    "ABS": (abs, "afstand tot nul van "),
}


class Outcome(NamedTuple):
    """A value and the weakest status (see `schema.Status`, as its rank) that it rests on."""

    value: Value
    rank: int = 0

    @property
    def number(self) -> Decimal:
        if not isinstance(self.value, Decimal):
            raise TypeError(f"{self.value!r} is not a number")
        return self.value


def evaluate(node: Node, get: Callable[[Cell], Outcome]) -> Outcome:
    """The outcome of a bound tree. Raises ArithmeticError for a division by zero."""
    # A million times in a run: what occurs most is asked first, and by its type.
    kind = type(node)
    if kind is Cell:
        return get(node)  # type: ignore[arg-type]
    if isinstance(node, Binary):
        return _binary(node.op, evaluate(node.left, get), evaluate(node.right, get))
    match node:
        case Const(value) | Word(value):
            return Outcome(value)
        case CellSum(cells):
            parts = [get(c) for c in cells]
            total = sum([p.number for p in parts], Decimal(0))
            return Outcome(total, max([p.rank for p in parts]))
        case CellRank(own, cells, before):
            mine = get(own).number
            others = [get(c) for c in cells]
            place = sum(o.number > mine for o in others)
            place += sum(get(c).number == mine for c in before)
            return Outcome(Decimal(place), max(o.rank for o in others))
        case Call("IF", (test, then, other)):
            condition = evaluate(test, get)
            chosen = evaluate(then if condition.value else other, get)
            return Outcome(chosen.value, max(condition.rank, chosen.rank))
        case Call(name, args):
            done = [evaluate(a, get) for a in args]
            return Outcome(FUNCTIONS[name][0](*[d.number for d in done]), max([d.rank for d in done]))
    raise TypeError(f"not bound: {node!r}")


def _binary(op: Op, a: Outcome, b: Outcome) -> Outcome:
    (x, rank), (y, other) = a, b
    if other > rank:
        rank = other
    if op == "=":
        return Outcome(x == y, rank)
    if not (isinstance(x, Decimal) and isinstance(y, Decimal)):
        raise TypeError(f"{x!r} {op} {y!r}: not two numbers")
    if op == "*" and not (x and y):
        # What is multiplied by a sure zero does not count, however unsure it is.
        rank = min([one.rank for one in (a, b) if not one.value])
    return Outcome(_BINARY[op](x, y), rank)


#: What an operator makes of two numbers.
_BINARY: dict[Op, Callable[[Decimal, Decimal], Value]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "<=": operator.le,
    "<": operator.lt,
}
