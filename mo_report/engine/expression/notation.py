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


_LEAVES = frozenset((Const, Word, CellSum, CellRank, Lookup))


@dataclass(frozen=True)
class Notation:
    """How one target writes a tree: its leaves, glyphs and function calls."""

    leaf: Callable[[Leaf], str]
    glyph: dict[Op, str]
    call: Callable[[str, list[str]], str]


def infix(node: Node, notation: Notation) -> str:
    """A bound tree as one line of text, with just the parentheses it needs."""
    # Every formula of every workbook is written here: what occurs most is asked first, and by its type.
    kind = type(node)
    if kind is Cell or kind in _LEAVES:
        return notation.leaf(node)  # type: ignore[arg-type]
    if isinstance(node, Binary):
        op = node.op
        left, right = _side(node.left, op, notation), _side(node.right, op, notation, right=True)
        return f"{left}{notation.glyph[op]}{right}"
    if isinstance(node, Call):
        return notation.call(node.name, [infix(a, notation) for a in node.args])
    raise TypeError(f"not bound: {node!r}")


def _side(child: Node, op: Op, notation: Notation, *, right: bool = False) -> str:
    text = infix(child, notation)
    if isinstance(child, Binary):
        inner, outer = PRECEDENCE[child.op], PRECEDENCE[op]
        if inner < outer or (right and inner == outer and op in "-/"):
            return f"({text})"
    return text
