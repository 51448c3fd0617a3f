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
    # What occurs most is asked first; of a region there are half a million.
    if isinstance(node, Ref):
        found = scope.find(node)
        if found is None:
            raise Missing(node)
        return found
    if isinstance(node, Binary):
        return Binary(node.op, bind(node.left, scope), bind(node.right, scope))
    if isinstance(node, Const | Word | Cell | CellSum | CellRank | Lookup):
        return node
    if isinstance(node, Call):
        return Call(node.name, tuple([bind(a, scope) for a in node.args]))
    if isinstance(node, Given):
        return bind(node.other if scope.find(node.ref) is None else node.then, scope)
    if isinstance(node, Total):
        cells = scope.total(node)
        return CellSum(cells, node.variable) if cells else Const(Decimal(0))
    if isinstance(node, When):
        return bind(node.then if scope.has_text(node.variable, node.value) else node.other, scope)
    if isinstance(node, Pointed):
        found = scope.pointed()
        if found is None:
            raise Missing(node)
        return found
    if isinstance(node, Rank):
        return scope.rank(node)
    assert_never(node)
