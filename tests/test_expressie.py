"""The expression tree: one definition gives the same value in Python and in Excel."""

from __future__ import annotations

import operator
from collections.abc import Sequence
from decimal import Decimal

import ironcalc
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mo_report.engine.expression import (
    Arithmetic,
    Binary,
    Call,
    Cell,
    Const,
    Node,
    Op,
    Variable,
    Word,
    compare,
    evaluate,
    if_,
    rounded,
    to_node,
)
from mo_report.engine.expression.evaluation import Outcome
from mo_report.werkboek.formule import Address, excel

VARIABLE = Variable()
VARIABLE.name, VARIABLE.label = "x", "x"
NUMBERS = st.decimals(min_value=-1000, max_value=1000, places=2, allow_nan=False)
#: Cells A1:A4 of a sheet; their record is their row.
CELLS = [Cell(row, VARIABLE) for row in range(1, 5)]


def trees(leaves: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.builds(Binary, st.sampled_from(["+", "-", "*", "/"]), inner, inner),
            st.builds(lambda a, b: Call("MIN", (a, b)), inner, inner),
            st.builds(lambda a, b: Call("MAX", (a, b)), inner, inner),
            st.builds(lambda a: Call("ABS", (a,)), inner),
            st.builds(lambda a, b, c, d: Call("IF", (Binary("<", a, b), c, d)), *[inner] * 4),
        ),
        max_leaves=12,
    )


def addresses(cells: Sequence[Cell]) -> list[Address]:
    """Record 2 stands in A2."""
    return [Address("Blad", int(str(c.record)), 1) for c in cells]


@settings(max_examples=300, deadline=None)
@given(
    tree=trees(st.one_of(st.builds(Const, NUMBERS), st.sampled_from(CELLS))),
    numbers=st.lists(NUMBERS, min_size=4, max_size=4),
)
def test_python_and_excel_agree(tree: Node, numbers: list[Decimal]) -> None:
    values = dict(zip(CELLS, map(Outcome, numbers), strict=True))
    try:
        expected = evaluate(tree, values.__getitem__).number
    except ArithmeticError:
        assume(False)
        return
    assume(abs(expected) < Decimal(10) ** 9)
    model = ironcalc.create("t", "en", "UTC")
    model.rename_sheet(0, "Blad")
    for row, number in enumerate(numbers, 1):
        model.update_cell_with_number(0, row, 1, float(number))
    model.update_cell_with_formula(0, 1, 3, excel(tree, "Blad", addresses))
    model.evaluate()
    found = model.get_cell_value(0, 1, 3)
    assume(isinstance(found, float | int))  # a division that is zero only in binary numbers
    # Sums of large opposite terms lose digits in binary; the scale is that of the terms.
    assert found == pytest.approx(float(expected), rel=1e-6, abs=1e-4)


@settings(max_examples=200, deadline=None)
@given(tree=trees(st.builds(Const, NUMBERS)))
def test_python_reads_the_text_as_the_tree_means_it(tree: Node) -> None:
    """The parentheses are right: Python's own parser gets the tree's value from its text."""
    try:
        expected = evaluate(tree, lambda _: Outcome(Decimal(0))).number
    except ArithmeticError:
        assume(False)
        return
    names = {"MIN": min, "MAX": max, "ABS": abs, "D": Decimal}
    names["IF"] = lambda test, a, b: a if test else b
    text = excel(Binary("+", tree, Const(Decimal(0))), "Blad", addresses)[1:]
    wrapped = "".join(_decimals(text))
    try:
        found = eval(wrapped, {"__builtins__": {}}, names)
    except ArithmeticError:
        assume(False)  # IF in Python computes both branches
        return
    assert found == pytest.approx(expected, rel=Decimal("1e-12"), abs=Decimal("1e-12"))


def _decimals(text: str) -> list[str]:
    """The text with every number as a Decimal."""
    import re

    return [f"D('{t}')" if re.fullmatch(r"[\d.]+", t) else t for t in re.split(r"([\d.]+)", text)]


@pytest.mark.parametrize(
    ("op", "left", "expected"),
    [("-", "a-(b-c)", "=A1-(A2-A3)"), ("/", "a/(b*c)", "=A1/(A2*A3)")],
)
def test_parentheses_on_the_right(op: Op, left: str, expected: str) -> None:
    a, b, c = CELLS[:3]
    inner = Binary("-" if op == "-" else "*", b, c)
    assert excel(Binary(op, a, inner), "Blad", addresses) == expected, left


def test_no_needless_parentheses() -> None:
    a, b, c, d = CELLS
    tree = Binary("+", Binary("*", a, b), Binary("-", Binary("/", c, d), a))
    assert excel(tree, "Blad", addresses) == "=A1*A2+A3/A4-A1"


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("61.845", "61.85"),
        ("-61.845", "-61.85"),
        ("2.675", "2.68"),
        ("1.005", "1.01"),
        ("0.00499999999999", "0.00"),
    ],
)
def test_rounding_is_excels(number: str, expected: str) -> None:
    assert evaluate(rounded(Decimal(number)), _none).value == Decimal(expected)


def test_rounding_ignores_noise_beyond_fifteen_digits() -> None:
    almost = Decimal("61.8449999999999999999999")
    assert evaluate(rounded(almost), _none).value == Decimal("61.85")


def test_a_sure_zero_makes_an_unsure_factor_harmless() -> None:
    values = {CELLS[0]: Outcome(Decimal(0), 0), CELLS[1]: Outcome(Decimal(5), 2)}
    tree = Binary("*", CELLS[0], CELLS[1])
    assert evaluate(tree, values.__getitem__) == Outcome(Decimal(0), 0)
    swapped = {CELLS[0]: Outcome(Decimal(1), 0), CELLS[1]: Outcome(Decimal(5), 2)}
    assert evaluate(tree, swapped.__getitem__).rank == 2


def test_text_is_quoted_in_a_formula() -> None:
    tree = if_(compare(1, "=", 1), Word('zeg "ja"'), Word("nee"))
    assert excel(tree, "Blad", addresses) == '=IF(1=1,"zeg ""ja""","nee")'


@pytest.mark.parametrize("wrong", [1.5, True, None, object()])
def test_only_exact_numbers_make_a_formula(wrong: object) -> None:
    with pytest.raises(TypeError):
        to_node(wrong)  # type: ignore[arg-type]


def test_a_formula_is_not_a_condition() -> None:
    with pytest.raises(TypeError):
        bool(Const(Decimal(1)))


def test_operators_build_the_tree_in_order() -> None:
    one: Arithmetic = Const(Decimal(1))
    for sign, fn in {"+": operator.add, "-": operator.sub, "*": operator.mul}.items():
        assert fn(2, one) == Binary(sign, Const(Decimal(2)), Const(Decimal(1)))  # type: ignore[arg-type]


def _none(_: Cell) -> Outcome:
    raise AssertionError("no cell is read")
