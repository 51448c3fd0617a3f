"""A bound formula as one line of text: the one traversal behind Excel, words and numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mo_report.engine.expression.nodes import (
    Binary,
    Call,
    Cell,
    CellRank,
    CellSum,
    Const,
    Leaf,
    Lookup,
    Node,
    Op,
    Word,
)

PRECEDENCE: dict[Op, int] = {"=": 0, "<=": 0, "<": 0, "+": 1, "-": 1, "*": 2, "/": 2}


@dataclass(frozen=True)
class Notation:
    """How one target writes a tree: its cells, other leaves, glyphs and function calls."""

    cell: Callable[[Cell], str]
    leaf: Callable[[Leaf], str]
    glyph: dict[Op, str]
    call: Callable[[str, list[str]], str]


def infix(node: Node, notation: Notation) -> str:
    """A bound tree as one line of text, with just the parentheses it needs."""
    # Every formula of every workbook is written here: what occurs most is asked first, and by its type.
    if type(node) is Cell:
        return notation.cell(node)
    if isinstance(node, Binary):
        op, first, second = node.op, node.left, node.right
        left, right = infix(first, notation), infix(second, notation)
        if isinstance(first, Binary) and PRECEDENCE[first.op] < PRECEDENCE[op]:
            left = f"({left})"
        if isinstance(second, Binary):
            inner, outer = PRECEDENCE[second.op], PRECEDENCE[op]
            if inner < outer or (inner == outer and op in "-/"):
                right = f"({right})"
        return f"{left}{notation.glyph[op]}{right}"
    if isinstance(node, Call):
        return notation.call(node.name, [infix(a, notation) for a in node.args])
    if isinstance(node, Const | Word | CellSum | CellRank | Lookup):
        return notation.leaf(node)
    raise TypeError(f"not bound: {node!r}")
