"""The nodes of a formula, and how a formula is written with them.

Nodes are immutable, refuse floats (a float is not the number that was typed) and have no truth
value (a formula is not a condition of the program).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple, TypeAlias

Op: TypeAlias = Literal["+", "-", "*", "/", "=", "<=", "<"]


class Arithmetic:
    """Operators that build a tree instead of computing."""

    __slots__ = ()

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


@dataclass(frozen=True, slots=True)
class Const(Arithmetic):
    value: Decimal


@dataclass(frozen=True, slots=True)
class Word(Arithmetic):
    """A fixed text, such as the outcome of a check."""

    value: str


@dataclass(frozen=True, slots=True)
class Ref(Arithmetic):
    """The value of a variable: of this record, or of the record that its keys point at.

    `fixed` gives keys that this record does not have itself, as (column name, value). With
    `previous` it is the record before that one in the block's series, such as last year's. `via` says
    in which other column of this record a key stands, as (column name, name of that column).
    """

    variable: Variable
    fixed: tuple[tuple[str, str], ...] = ()
    previous: bool = False
    via: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Total(Arithmetic):
    """The sum of a variable over all records that share this record's keys."""

    variable: Variable


@dataclass(frozen=True, slots=True)
class Rank(Arithmetic):
    """How many records stand before this one, from high to low: 0 for the highest.

    It counts the values of a variable over all records of the block that have the keys `per` in
    common with this one. Of equal values the record that stands first comes first; when the place
    is `shared`, equals stand on the same one.
    """

    variable: Variable
    per: tuple[str, ...] = ()
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Pointed(Arithmetic):
    """The value that the record itself points at by its texts (see `aansluiting`)."""

    label: str


@dataclass(frozen=True, slots=True)
class Binary(Arithmetic):
    op: Op
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Call(Arithmetic):
    name: str
    args: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Given(Arithmetic):
    """`then` where the input gives this value, `other` where it was left blank."""

    ref: Ref
    then: Node
    other: Node


@dataclass(frozen=True, slots=True)
class When(Arithmetic):
    """`then` where a text column of the record holds this value, `other` elsewhere."""

    variable: Variable
    value: str
    then: Node
    other: Node


class _Place(NamedTuple):
    record: object
    variable: Variable


class Cell(Arithmetic, _Place):  # type: ignore[misc]  # a sum of cells is a formula, not a longer tuple
    """Bound: one value of one record. `record` is opaque here; `dossier` gives it meaning.

    It is what everything is looked up by, a million times in a run: a tuple is found fastest.
    """

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class CellSum(Arithmetic):
    """Bound: the sum of the same variable over several records."""

    cells: tuple[Cell, ...]
    variable: Variable


@dataclass(frozen=True, slots=True)
class CellRank(Arithmetic):
    """Bound: the place of one cell among others; `before` are those that win from it when equal."""

    own: Cell
    cells: tuple[Cell, ...]
    before: tuple[Cell, ...]
    variable: Variable


@dataclass(frozen=True, slots=True)
class Lookup(Arithmetic):
    """Bound while the input is still being typed: what a sheet finds by a key, as the sheet writes it."""

    text: str


Node: TypeAlias = (
    Const | Word | Ref | Total | Rank | Pointed | Binary | Call | Given | When | Cell | CellSum | CellRank | Lookup
)
Leaf: TypeAlias = Const | Word | CellSum | CellRank | Lookup
Operand: TypeAlias = "Arithmetic | int | str | Decimal"


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


def previous(variable: Variable) -> Ref:
    """The value of the record before this one in the series of its block."""
    return Ref(variable, previous=True)


def rounded(x: Operand, digits: int = 2) -> Call:
    return Call("ROUND", (to_node(x), Const(Decimal(digits))))


def floored(x: Operand) -> Call:
    """Whole units only: what is over is cut off."""
    return Call("ROUNDDOWN", (to_node(x), Const(Decimal(0))))


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


def cells_of(node: Node) -> list[Cell]:
    """Every cell that a bound tree reads, from left to right."""
    found: list[Cell] = []
    todo = [node]
    # Without recursion, and by type: every formula is asked.
    while todo:
        one = todo.pop()
        if type(one) is Cell:
            found.append(one)
        elif isinstance(one, Binary):
            todo += (one.right, one.left)
        elif isinstance(one, Call):
            todo += reversed(one.args)
        elif isinstance(one, CellSum | CellRank):
            found += one.cells
    return found


def one_way(node: Node) -> bool:
    """Whether an unbound tree comes to the same for every record: nothing in it is chosen, or may be none."""
    match node:
        case Binary(_, left, right):
            return one_way(left) and one_way(right)
        case Call(_, args):
            return all(map(one_way, args))
    return isinstance(node, Ref | Const | Word)


def alike(a: Node, b: Node) -> bool:
    """Whether two bound trees do the same with the same variables, of whatever records."""
    kind = type(a)
    if kind is not type(b):
        return False
    if isinstance(a, Binary) and isinstance(b, Binary):
        return a.op == b.op and alike(a.left, b.left) and alike(a.right, b.right)
    if isinstance(a, Cell | CellSum | CellRank) and isinstance(b, Cell | CellSum | CellRank):
        return a.variable is b.variable
    if isinstance(a, Call) and isinstance(b, Call):
        return a.name == b.name and len(a.args) == len(b.args) and all(map(alike, a.args, b.args))
    return a == b


def variables_of(node: Node) -> Iterator[Variable]:
    """Every variable that an unbound tree names."""
    match node:
        case Ref(variable) | Total(variable) | Rank(variable):
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


def summed(terms: Iterable[Operand | tuple[int, Operand]]) -> Arithmetic:
    """The sum of terms, in order; one with -1 comes off. Raises ValueError without a first term."""
    total: Arithmetic | None = None
    for term in terms:
        sign, operand = term if isinstance(term, tuple) else (1, term)
        node = to_node(operand)
        if total is None and sign > 0:
            total = node
        elif total is None:
            raise ValueError("a sum begins with what is added")
        else:
            total = total + node if sign > 0 else total - node
    if total is None:
        raise ValueError("a sum of nothing")
    return total


def terms_of(node: Node, sign: int = 1) -> Iterator[tuple[int, Variable]]:
    """The variables that a sum adds up, each with 1 or, where it comes off, -1.

    A term that counts where it is there, and else as nothing, is a term. Raises TypeError for a
    term that is no variable.
    """
    match node:
        case Binary(("+" | "-") as op, left, right):
            yield from terms_of(left, sign)
            yield from terms_of(right, sign if op == "+" else -sign)
        case Call("ROUND", (inner, _)):
            yield from terms_of(inner, sign)
        case Ref(variable) | Given(Ref(variable), Ref(_), Const(_)):
            yield sign, variable
        case _:
            raise TypeError(f"not a sum of variables: {node!r}")
