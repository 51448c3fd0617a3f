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
    """How one target writes a tree: its leaves, glyphs and function calls."""

    leaf: Callable[[Leaf], str]
    glyph: dict[Op, str]
    call: Callable[[str, list[str]], str]


def infix(node: Node, notation: Notation) -> str:
    """A bound tree as one line of text, with just the parentheses it needs."""

    def walk(n: Node) -> str:
        match n:
            # What occurs most is asked first.
            case Cell():
                return notation.leaf(n)
            case Binary(op, left, right):
                return f"{side(left, op, False)}{notation.glyph[op]}{side(right, op, True)}"
            case Const() | Word() | CellSum() | CellRank() | Lookup():
                return notation.leaf(n)
            case Call(name, args):
                return notation.call(name, [walk(a) for a in args])
        raise TypeError(f"not bound: {n!r}")

    def side(child: Node, op: Op, right: bool) -> str:
        text = walk(child)
        if isinstance(child, Binary):
            inner, outer = PRECEDENCE[child.op], PRECEDENCE[op]
            if inner < outer or (right and inner == outer and op in "-/"):
                return f"({text})"
        return text

    return walk(node)
