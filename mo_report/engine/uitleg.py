"""A bound formula for people: in words, and with the numbers filled in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from mo_report.engine.dossier import InputValue, Record, as_column, is_text
from mo_report.engine.expression import (
    FUNCTIONS,
    Cell,
    CellRank,
    CellSum,
    Const,
    Leaf,
    Lookup,
    Node,
    Notation,
    Op,
    Outcome,
    Word,
    alike,
    evaluate,
    infix,
    one_way,
)
from mo_report.engine.rekenen import Result, parts
from mo_report.engine.schema import Choice, Column, Line, Status
from mo_report.lib.notatie import LEEG, as_shown, show, show_more, show_number

_GLYPHS: dict[Op, str] = {
    "+": " + ",
    "-": " − ",
    "*": " × ",
    "/": " / ",
    "=": " is ",
    "<=": " is hoogstens ",
    "<": " is kleiner dan ",
}
_MANY = 6
#: No formula is shown with more decimals than usual than this.
MEESTE_EXTRA = 8
_AFGEROND = {"0": "een geheel getal", "2": "centen"}


def _call(name: str, args: list[str]) -> str:
    if name == "IF":
        return f"als {args[0]}: {args[1]}, anders {args[2]}"
    if name == "ROUND":
        return f"{args[0]}, afgerond op " + _AFGEROND.get(args[1], f"{args[1]} decimalen")
    if name == "ROUNDDOWN":
        what, rounding = args[0], f"afgerond op {_AFGEROND['2']}"
        if what.endswith(rounding):  # of units, which need not be euros
            what = what.removesuffix(rounding) + "afgerond op 2 decimalen"
        return f"hele eenheden van {what}"
    return f"{FUNCTIONS[name][1]}({'; '.join(args)})"


def _fixed(leaf: Const | Word | Lookup) -> str:
    assert not isinstance(leaf, Lookup), "only a sheet that is being filled in looks things up"
    return f"‘{leaf.value}’" if isinstance(leaf, Word) else show_number(leaf.value, 6)


#: What the formula of a part that is not here says.
NVT = "niet van toepassing"


def in_words(resultaat: Result, record: Record, line: Line) -> str:
    """The formula of a line for a record, in words; empty where the line is left out."""

    own = Cell(record, line)
    node = resultaat.formulas.get(own)
    labels = [variable.label for variable in {c.variable for c in resultaat.reads(own)}]

    def label(column: Column) -> str:
        # Two ‘van’s in one formula are told apart by where they stand.
        twice = labels.count(column.label) > 1
        return f"{column.label} ({column.block.title})" if twice else column.label

    def name(cell: Cell) -> str:
        return label(as_column(cell.variable))

    def leaf(x: Leaf) -> str:
        if isinstance(x, CellSum):
            return f"som van ‘{label(as_column(x.variable))}’"
        if isinstance(x, CellRank):
            return f"aantal keer dat ‘{label(as_column(x.variable))}’ elders hoger is"
        return _fixed(x)

    said = infix(node, Notation(name, leaf, _GLYPHS, _call)) if node is not None else ""
    return NVT if said == "0" else said


def ways_in_words(resultaat: Result, records: Iterable[Record], line: Line) -> list[str]:
    """The ways in which a line is computed for some records, each once."""
    found: dict[str, None] = {}
    seen: list[Node] = []
    for record in records:
        node = resultaat.formulas.get(Cell(record, line))
        # Of most records the formula is that of the first: to look is faster than to write it out.
        if node is not None and not any(alike(node, other) for other in seen):
            seen.append(node)
            found[in_words(resultaat, record, line)] = None
            if one_way(line.formula):
                break
    return [said for said in found if said]


def in_numbers(resultaat: Result, record: Record, line: Line) -> str:
    """The same formula with the values filled in: with the decimals that give the outcome that is shown."""
    found = resultaat.formulas.get(Cell(record, line))
    more = _more_decimals(resultaat, record, line, found) if found is not None else 0

    def value(cell: Cell) -> str:
        owner, column = parts(cell)
        own, unit = resultaat.value(owner, column), owner.unit(column)
        return show_more(own, unit, more) if isinstance(own, Decimal) else show(own, unit)

    def leaf(x: Leaf) -> str:
        if isinstance(x, CellRank):
            return f"aantal van {len(x.cells)} hoger dan {value(x.own)}"
        if isinstance(x, CellSum):
            if len(x.cells) > _MANY:
                return f"som van {len(x.cells)} waarden"
            terms = " + ".join(value(c) for c in x.cells)
            return f"({terms})" if len(x.cells) > 1 else terms
        return _fixed(x)

    node = resultaat.formulas.get(Cell(record, line))
    if node is None:
        return ""
    text = infix(node, Notation(value, leaf, _GLYPHS, _call))
    return text[1:-1] if isinstance(node, CellSum) and text.startswith("(") else text


def _more_decimals(resultaat: Result, record: Record, line: Line, node: Node) -> int:
    """How many decimals more than usual the values of a formula need, so that a calculator gives its outcome."""
    unit = record.unit(line)
    shown = show(resultaat.value(record, line), unit)

    def get(cell: Cell, more: int) -> Outcome:
        owner, column = parts(cell)
        value = resultaat.value(owner, column)
        assert value is not None
        return Outcome(as_shown(value, owner.unit(column), more) if isinstance(value, Decimal) else value)

    for more in range(MEESTE_EXTRA):
        with suppress(ArithmeticError):
            if show(evaluate(node, partial(get, more=more)).value, unit) == shown:
                return more
    return MEESTE_EXTRA


@dataclass(frozen=True)
class Step:
    """One line of a record, explained."""

    line: Line
    woorden: str
    getallen: str
    uitkomst: str
    rust_op: str


def steps(resultaat: Result, record: Record, lines: tuple[Line, ...] = (), *, diep: bool = False) -> list[Step]:
    """The lines of a record in the order of calculation; what is left out is not shown.

    `diep`: a line that only takes over another is explained by the formula of that one.
    """
    steps = []
    for line in lines or record.block.lines():
        value = resultaat.value(record, line)
        if value is None:
            continue
        owner, told = _herkomst(resultaat, record, line) if diep else (record, line)
        steps.append(
            Step(
                line,
                in_words(resultaat, owner, told),
                in_numbers(resultaat, owner, told),
                show(value, record.unit(line)),
                rests_on(resultaat, record, line),
            )
        )
    return steps


def _herkomst(resultaat: Result, record: Record, line: Line) -> tuple[Record, Line]:
    """The line whose formula gives the value of a line."""
    node = resultaat.formulas.get(Cell(record, line))
    while isinstance(node, Cell) and node in resultaat.formulas:
        owner, column = parts(node)
        if not isinstance(column, Line):
            break
        record, line, node = owner, column, resultaat.formulas[node]
    return record, line


def given_by(resultaat: Result, record: Record, column: Column) -> InputValue | None:
    """The given value that stands in a cell: the value itself, or one that a line does no more than repeat."""
    if not isinstance(column, Line):
        return record.values.get(column)
    found = resultaat.formulas.get(Cell(record, column))
    while isinstance(found, Cell):
        owner, at = parts(found)
        if not isinstance(at, Line):
            return owner.values.get(at)
        found = resultaat.formulas.get(found)
    return None


def sources_of(steps: list[Step]) -> str:
    """The sources of some formula lines, each once: bijlage 2, par. 1, par. 2; eigen formule."""
    places: dict[str, dict[str, None]] = {}
    for step in steps:
        document, _, place = str(step.line.source).rpartition(", ")
        places.setdefault(document or place, {})[place if document else ""] = None
    return "; ".join(", ".join(x for x in (document, *found) if x) for document, found in places.items())


def rests_on(resultaat: Result, record: Record, column: Column) -> str:
    """What a value rests on, in a word: the status of a given value, the weakest under a result."""
    return LEEG if (status := resultaat.status(record, column)) in (None, Status.GEEN) else status.word


def unsure(resultaat: Result) -> list[tuple[Record, Column]]:
    """Every given number that no source has as such, in the order of the model.

    What is said about a figure, such as its bounds, is no figure of its own: nothing rests on it.
    """
    return [
        (record, column)
        for block, records in resultaat.dossier.records.items()
        if not block.about
        for record in records
        for column, given in record.values.items()
        if given.status > Status.BRON and isinstance(given.waarde, Decimal)
    ]


def assumed(resultaat: Result) -> list[tuple[Record, Column]]:
    """Every given number that is an aanname, in the order of the model."""
    return [(r, c) for r, c in unsure(resultaat) if r.values[c].status is Status.AANNAME]


def short_names(records: Sequence[Record]) -> list[str]:
    """The names of records, without the keys that they have in common."""
    keys = [k.name for k in records[0].block.key_columns()]
    varying = [k for k in keys if len({r.texts[k] for r in records}) > 1]
    return [" · ".join(r.texts[k] for k in varying) or r.name for r in records]


def is_present(resultaat: Result, records: Iterable[Record], column: Column) -> bool:
    """Whether any of these records has this value; a comparison of one with itself is none."""
    if isinstance(column, Line) and column.compares and len(resultaat.dossier[column.compares]) == 1:
        return False
    if isinstance(column, Choice) and column.without:
        # What a sheet without the column would say was not said by anybody.
        return any(column in r.values for r in records)
    if is_text(column):
        return any(column.name in r.texts for r in records)
    if isinstance(column, Line):
        return any(Cell(r, column) in resultaat.outcomes for r in records)
    return any(column in r.values for r in records)
