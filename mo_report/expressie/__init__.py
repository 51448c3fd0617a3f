"""The expression tree: one definition of a formula, read in several ways.

A formula is written once, over the *variables* that a block declares (`schema`). Binding it to a
record (`binding`) replaces each reference by the cell it means and takes the branch that the
record's data ask for. The bound tree is then evaluated (`evaluation`), or written out by the one
traversal of `notation` as an Excel formula, in words, or with the numbers filled in.
"""

from mo_report.expressie.binding import Missing, Scope, bind
from mo_report.expressie.evaluation import FUNCTIONS, Outcome, Value, evaluate
from mo_report.expressie.nodes import (
    Arithmetic,
    Binary,
    Call,
    Cell,
    CellSum,
    Const,
    Given,
    Node,
    Op,
    Operand,
    Pointed,
    Ref,
    Total,
    Variable,
    When,
    Word,
    absolute,
    cells_of,
    compare,
    either,
    given,
    highest,
    if_,
    lowest,
    rounded,
    to_node,
    variables_of,
    when,
)
from mo_report.expressie.notation import Notation, infix

__all__ = [
    "FUNCTIONS",
    "Arithmetic",
    "Binary",
    "Call",
    "Cell",
    "CellSum",
    "Const",
    "Given",
    "Missing",
    "Node",
    "Notation",
    "Op",
    "Operand",
    "Outcome",
    "Pointed",
    "Ref",
    "Scope",
    "Total",
    "Value",
    "Variable",
    "When",
    "Word",
    "absolute",
    "bind",
    "cells_of",
    "compare",
    "either",
    "evaluate",
    "given",
    "highest",
    "if_",
    "infix",
    "lowest",
    "rounded",
    "to_node",
    "variables_of",
    "when",
]
