"""Binding a formula to a record: references become cells, and choices are made."""

from __future__ import annotations

from decimal import Decimal
from typing import Protocol, assert_never

from mo_report.engine.expression.nodes import (
    Binary,
    Call,
    Cell,
    CellRank,
    CellSum,
    Const,
    Given,
    Lookup,
    Node,
    Pointed,
    Rank,
    Ref,
    Total,
    Variable,
    When,
    Word,
)


class Missing(Exception):
    """A reference that leads nowhere; carries the node, for a finding."""

    def __init__(self, node: Ref | Pointed) -> None:
        super().__init__(node)
        self.node = node


class Scope(Protocol):
    """What binding asks of a record's surroundings."""

    def find(self, ref: Ref) -> Cell | None: ...
    def total(self, total: Total) -> tuple[Cell, ...]: ...
    def rank(self, rank: Rank) -> CellRank: ...
    def pointed(self) -> Cell | None: ...
    def has_text(self, variable: Variable, value: str) -> bool: ...


def bind(node: Node, scope: Scope) -> Node:
    """The tree with every reference replaced by the cells it means for one record.

    Raises Missing where a reference leads to no value.
    """
    # What occurs most is asked first.
    match node:
        case Ref():
            found = scope.find(node)
            if found is None:
                raise Missing(node)
            return found
        case Binary(op, left, right):
            return Binary(op, bind(left, scope), bind(right, scope))
        case Const() | Word() | Cell() | CellSum() | CellRank() | Lookup():
            return node
        case Call(name, args):
            return Call(name, tuple([bind(a, scope) for a in args]))
        case Given(ref, then, other):
            return bind(other if scope.find(ref) is None else then, scope)
        case Total(variable):
            cells = scope.total(node)
            return CellSum(cells, variable) if cells else Const(Decimal(0))
        case When(variable, value, then, other):
            return bind(then if scope.has_text(variable, value) else other, scope)
        case Pointed():
            found = scope.pointed()
            if found is None:
                raise Missing(node)
            return found
        case Rank():
            return scope.rank(node)
    assert_never(node)
