"""The expression tree: one definition of a formula, read in several ways.

A formula is written once, over the *variables* that a block declares (`schema`). Binding it to a
record (`bind`) replaces each reference by the cell it means and takes the branch that the record's
data ask for. The bound tree is then evaluated, or written out by the one `infix` traversal as an
Excel formula, in words, or with the numbers filled in.

Nodes are immutable, refuse floats (a float is not the number that was typed) and have no truth
value (a formula is not a condition of the program).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal, Protocol, TypeAlias, assert_never

Op: TypeAlias = Literal["+", "-", "*", "/", "=", "<=", "<"]
PRECEDENCE: dict[str, int] = {"=": 0, "<=": 0, "<": 0, "+": 1, "-": 1, "*": 2, "/": 2}
Value: TypeAlias = Decimal | str | bool


class Arithmetic:
    """Operators that build a tree instead of computing."""

    def __add__(self, other: Operand) -> Binary:
        return Binary("+", to_node(self), to_node(other))

    def __radd__(self, other: Operand) -> Binary:
        return Binary("+", to_node(other), to_node(self))

    def __sub__(self, other: Operand) -> Binary:
        return Binary("-", to_node(self), to_node(other))

    def __rsub__(self, other: Operand) -> Binary:
        return Binary("-", to_node(other), to_node(self))

    def __mul__(self, other: Operand) -> Binary:
        return Binary("*", to_node(self), to_node(other))

    def __rmul__(self, other: Operand) -> Binary:
        return Binary("*", to_node(other), to_node(self))

    def __truediv__(self, other: Operand) -> Binary:
        return Binary("/", to_node(self), to_node(other))

    def __bool__(self) -> bool:
        raise TypeError("a formula has no truth value; use if_(), given() or when()")


class Variable(Arithmetic):
    """Something a block declares and a formula may name: a column or a line."""

    name: str
    label: str


@dataclass(frozen=True)
class Const(Arithmetic):
    value: Decimal


@dataclass(frozen=True)
class Word(Arithmetic):
    """A fixed text, such as the outcome of a check."""

    value: str


@dataclass(frozen=True)
class Ref(Arithmetic):
    """The value of a variable: of this record, or of the record that its keys point at.

    `fixed` gives keys that this record does not have itself, as (column name, value).
    """

    variable: Variable
    fixed: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Total(Arithmetic):
    """The sum of a variable over all records that share this record's keys."""

    variable: Variable


@dataclass(frozen=True)
class Pointed(Arithmetic):
    """The value that the record itself points at by its texts (see `aansluiting`)."""

    label: str


@dataclass(frozen=True)
class Binary(Arithmetic):
    op: Op
    left: Node
    right: Node


@dataclass(frozen=True)
class Call(Arithmetic):
    name: str
    args: tuple[Node, ...]


@dataclass(frozen=True)
class Given(Arithmetic):
    """`then` where the input gives this value, `other` where it was left blank."""

    ref: Ref
    then: Node
    other: Node


@dataclass(frozen=True)
class When(Arithmetic):
    """`then` where a text column of the record holds this value, `other` elsewhere."""

    variable: Variable
    value: str
    then: Node
    other: Node


@dataclass(frozen=True)
class Cell(Arithmetic):
    """Bound: one value of one record. `record` is opaque here; `dossier` gives it meaning."""

    record: object
    variable: Variable


@dataclass(frozen=True)
class CellSum(Arithmetic):
    """Bound: the sum of the same variable over several records."""

    cells: tuple[Cell, ...]
    variable: Variable


Node: TypeAlias = (
    Const | Word | Ref | Total | Pointed | Binary | Call | Given | When | Cell | CellSum
)
Operand: TypeAlias = "Arithmetic | int | str | Decimal"


def _round(x: Decimal, digits: Decimal) -> Decimal:
    # Excel rounds what it shows in 15 digits; without that step 61,8449999…9 would differ from it.
    return Decimal(f"{x:.15g}").quantize(Decimal(1).scaleb(-int(digits)), ROUND_HALF_UP)


def _min(*values: Decimal) -> Decimal:
    return min(values)


def _max(*values: Decimal) -> Decimal:
    return max(values)


#: Excel name -> (Python function, Dutch word). IF is evaluated apart: it reads one branch only.
FUNCTIONS: dict[str, tuple[Callable[..., Decimal], str]] = {
    "ROUND": (_round, "afgerond"),
    "MIN": (_min, "laagste van "),
    "MAX": (_max, "hoogste van "),
    "ABS": (abs, "afstand tot nul van "),
}


def to_node(x: Operand) -> Node:
    """An operand as a node. Raises TypeError for a float and for anything else not a formula."""
    if isinstance(x, Variable):
        return Ref(x)
    if isinstance(x, bool):
        raise TypeError("a truth value is not a formula")
    if isinstance(x, (int, str, Decimal)):
        return Const(Decimal(x))
    if isinstance(x, float):
        raise TypeError(f"write {x!r} as a string: '{x}'")
    if isinstance(x, Node):
        return x
    raise TypeError(f"{x!r} is not a formula")


def to_ref(x: Variable | Ref) -> Ref:
    return x if isinstance(x, Ref) else Ref(x)


def rounded(x: Operand, digits: int = 2) -> Call:
    return Call("ROUND", (to_node(x), Const(Decimal(digits))))


def lowest(*args: Operand) -> Call:
    return Call("MIN", tuple(to_node(a) for a in args))


def highest(*args: Operand) -> Call:
    return Call("MAX", tuple(to_node(a) for a in args))


def absolute(x: Operand) -> Call:
    return Call("ABS", (to_node(x),))


def compare(left: Operand, op: Literal["=", "<=", "<"], right: Operand | Word) -> Binary:
    return Binary(op, to_node(left), to_node(right))


def if_(test: Binary, then: Operand | Word, other: Operand | Word) -> Call:
    return Call("IF", (test, to_node(then), to_node(other)))


def given(ref: Variable | Ref, then: Operand, other: Operand) -> Given:
    return Given(to_ref(ref), to_node(then), to_node(other))


def either(ref: Variable | Ref, other: Operand) -> Given:
    """The value where the input gives it, else the other."""
    return given(ref, to_ref(ref), other)


def when(variable: Variable, value: str, then: Operand, other: Operand) -> When:
    return When(variable, value, to_node(then), to_node(other))


class Missing(Exception):
    """A reference that leads nowhere; carries the node, for a finding."""

    def __init__(self, node: Ref | Pointed) -> None:
        super().__init__(node)
        self.node = node


class Scope(Protocol):
    """What binding asks of a record's surroundings."""

    def find(self, ref: Ref) -> Cell | None: ...
    def total(self, total: Total) -> tuple[Cell, ...]: ...
    def pointed(self) -> Cell | None: ...
    def has_text(self, variable: Variable, value: str) -> bool: ...


def bind(node: Node, scope: Scope) -> Node:
    """The tree with every reference replaced by the cells it means for one record.

    Raises Missing where a reference leads to no value.
    """
    match node:
        case Const() | Word() | Cell() | CellSum():
            return node
        case Ref():
            found = scope.find(node)
            if found is None:
                raise Missing(node)
            return found
        case Pointed():
            found = scope.pointed()
            if found is None:
                raise Missing(node)
            return found
        case Total(variable):
            cells = scope.total(node)
            return CellSum(cells, variable) if cells else Const(Decimal(0))
        case Binary(op, left, right):
            return Binary(op, bind(left, scope), bind(right, scope))
        case Call(name, args):
            return Call(name, tuple(bind(a, scope) for a in args))
        case Given(ref, then, other):
            return bind(other if scope.find(ref) is None else then, scope)
        case When(variable, value, then, other):
            return bind(then if scope.has_text(variable, value) else other, scope)
    assert_never(node)


@dataclass(frozen=True)
class Outcome:
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
    match node:
        case Const(value) | Word(value):
            return Outcome(value)
        case Cell():
            return get(node)
        case CellSum(cells):
            parts = [get(c) for c in cells]
            total = sum((p.number for p in parts), Decimal(0))
            return Outcome(total, max(p.rank for p in parts))
        case Binary(op, left, right):
            return _binary(op, evaluate(left, get), evaluate(right, get))
        case Call("IF", (test, then, other)):
            condition = evaluate(test, get)
            chosen = evaluate(then if condition.value else other, get)
            return Outcome(chosen.value, max(condition.rank, chosen.rank))
        case Call(name, args):
            done = [evaluate(a, get) for a in args]
            return Outcome(
                FUNCTIONS[name][0](*(d.number for d in done)), max(d.rank for d in done)
            )
    raise TypeError(f"not bound: {node!r}")


def _binary(op: Op, a: Outcome, b: Outcome) -> Outcome:
    rank = max(a.rank, b.rank)
    match op:
        case "+":
            return Outcome(a.number + b.number, rank)
        case "-":
            return Outcome(a.number - b.number, rank)
        case "*":
            # What is multiplied by a sure zero does not count, however unsure it is.
            zero = [x.rank for x in (a, b) if x.number == 0]
            return Outcome(a.number * b.number, min(zero) if zero else rank)
        case "/":
            return Outcome(a.number / b.number, rank)
        case "=":
            return Outcome(a.value == b.value, rank)
        case "<=":
            return Outcome(a.number <= b.number, rank)
        case "<":
            return Outcome(a.number < b.number, rank)
    assert_never(op)


@dataclass(frozen=True)
class Notation:
    """How one target writes a tree: its leaves, glyphs and function calls."""

    leaf: Callable[[Const | Word | Cell | CellSum], str]
    glyph: dict[Op, str]
    call: Callable[[str, list[str]], str]


def infix(node: Node, notation: Notation) -> str:
    """A bound tree as one line of text, with just the parentheses it needs."""

    def walk(n: Node) -> str:
        match n:
            case Const() | Word() | Cell() | CellSum():
                return notation.leaf(n)
            case Binary(op, left, right):
                return f"{side(left, op, False)}{notation.glyph[op]}{side(right, op, True)}"
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


def cells_of(node: Node) -> Iterator[Cell]:
    """Every cell that a bound tree reads, from left to right."""
    match node:
        case Cell():
            yield node
        case CellSum(cells):
            yield from cells
        case Binary(_, left, right):
            yield from cells_of(left)
            yield from cells_of(right)
        case Call(_, args):
            for a in args:
                yield from cells_of(a)


def variables_of(node: Node) -> Iterator[Variable]:
    """Every variable that an unbound tree names."""
    match node:
        case Ref(variable) | Total(variable):
            yield variable
        case Binary(_, left, right):
            yield from variables_of(left)
            yield from variables_of(right)
        case Call(_, args):
            for a in args:
                yield from variables_of(a)
        case Given(ref, then, other):
            yield ref.variable
            yield from variables_of(then)
            yield from variables_of(other)
        case When(variable, _, then, other):
            yield variable
            yield from variables_of(then)
            yield from variables_of(other)
