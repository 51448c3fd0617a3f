"""From a dossier to results: every line of every record, bound once and then evaluated."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from mo_report.engine.check import Check
from mo_report.engine.dossier import Dossier, Record
from mo_report.engine.expression import (
    Cell,
    Missing,
    Node,
    Outcome,
    Pointed,
    Ref,
    Value,
    bind,
    cells_of,
    evaluate,
)
from mo_report.engine.schema import Block, Column, Line, Parameter, Status
from mo_report.engine.scope import RecordScope


class Incomplete(NamedTuple):
    """A line that could not be computed for a record, because this reference leads nowhere."""

    record: Record
    line: Line
    missing: Ref | Pointed


class DividesByZero(NamedTuple):
    record: Record
    line: Line


GOED, FOUT = "goed", "FOUT"
GELIJK = "gelijk aan"


@dataclass(frozen=True)
class Verdict:
    """One application of a check: its two sides, and whether it holds."""

    check: Check
    subject: Record
    left: Node
    right: Node
    values: tuple[Decimal, Decimal]

    @property
    def holds(self) -> bool:
        if self.check.relation == "=":
            return abs(self.verschil) <= self.check.tolerance
        return self.verschil > self.check.tolerance

    @property
    def verschil(self) -> Decimal:
        """The left side minus the right side, in the unit of the check, to 6 decimals."""
        return round(self.values[0] - self.values[1], 6)

    @property
    def oordeel(self) -> str:
        return GOED if self.holds else FOUT

    @property
    def moet_zijn(self) -> str:
        """The relation in words: the left side must be … the right side."""
        return GELIJK if self.check.relation == "=" else "meer dan"


@dataclass(frozen=True)
class WithinBounds:
    """The given numbers of a column, and whether they lie within its bounds."""

    column: Parameter
    cells: tuple[Cell, ...]
    smallest: Decimal
    largest: Decimal

    @property
    def low(self) -> Decimal | None:
        return self.column.low if self.column.above is None else self.column.above

    @property
    def oordeel(self) -> str:
        return GOED if self.column.allows(self.smallest) and self.column.allows(self.largest) else FOUT


@dataclass(eq=False)
class Result:
    """Every computed value of a dossier, with the bound formula that gave it."""

    dossier: Dossier
    formulas: dict[Cell, Node] = field(default_factory=dict)
    outcomes: dict[Cell, Outcome] = field(default_factory=dict)
    problems: list[Incomplete | DividesByZero] = field(default_factory=list)
    absent: dict[Cell, Ref | Pointed] = field(default_factory=dict)
    """Optional lines that were left out, and what they would have needed."""
    incomplete: bool = False
    """Whether a line that must be there could not be computed."""
    toetsen: list[Verdict] = field(default_factory=list)
    _reads: dict[Cell, tuple[Cell, ...]] = field(default_factory=dict, repr=False, compare=False)

    def reads(self, cell: Cell) -> tuple[Cell, ...]:
        """The values that the formula of a cell reads, from left to right; of what is given none."""
        found = self._reads.get(cell)
        if found is None:
            node = self.formulas.get(cell)
            found = self._reads[cell] = tuple(cells_of(node)) if node is not None else ()
        return found

    def below(self, outcomes: Iterable[Cell]) -> set[Cell]:
        """Every computed value under some outcomes, at any depth; those included that are computed."""
        seen: set[Cell] = set()
        todo = list(outcomes)
        while todo:
            cell = todo.pop()
            if cell not in seen and cell in self.formulas:
                seen.add(cell)
                todo += self.reads(cell)
        return seen

    @property
    def controles_goed(self) -> bool:
        """Whether every check holds, and every given number is possible."""
        possible = all(g.oordeel == GOED for g in self.grenzen)
        return possible and all(t.holds for t in self.toetsen)

    @cached_property
    def grenzen(self) -> list[WithinBounds]:
        """The given numbers, column by column; a column without numbers is left out."""
        found = []
        for block in self.dossier.records:
            for column in block.parameters():
                cells = [Cell(r, column) for r in self.dossier[block]]
                numbers = {c: v for c in cells if isinstance(v := self.value(*parts(c)), Decimal)}
                if numbers:
                    least, most = min(numbers.values()), max(numbers.values())
                    found.append(WithinBounds(column, tuple(numbers), least, most))
        return found

    def value(self, record: Record, column: Column) -> Value | None:
        """A value given or computed; None where it is blank or left out."""
        if not isinstance(column, Line):
            given = record.values.get(column)
            waarde = given.waarde if given else None
            return waarde if isinstance(waarde, Decimal | str) else None
        # A pair is found as the cell that it would be, and is made in a tenth of the time.
        outcome = self.outcomes.get((record, column))  # type: ignore[call-overload]
        return outcome.value if outcome else None

    def number(self, record: Record, column: Column) -> Decimal:
        """A number that must be there. Raises KeyError when it is not."""
        value = self.value(record, column)
        if not isinstance(value, Decimal):
            raise KeyError(f"{column.label} of {record.name}")
        return value

    def verschil(self, record: Record | None, base: Record | None, column: Column) -> Decimal | None:
        """How much a value of one record is above that of another; None where either lacks it."""
        value = self.value(record, column) if record else None
        other = self.value(base, column) if base else None
        if not isinstance(value, Decimal) or not isinstance(other, Decimal):
            return None
        return value - other

    def status(self, record: Record, column: Column) -> Status | None:
        """How sure a value is; None where there is none."""
        if isinstance(column, Line):
            outcome = self.outcomes.get(Cell(record, column))
            return Status(outcome.rank) if outcome else None
        given = record.values.get(column)
        return given.status if given else None

    def absent_below(self, record: Record, ref: Ref) -> tuple[Record, Ref | Pointed] | None:
        """Why the line that a reference means was left out: the record, and what it lacks."""
        found = RecordScope(self.dossier, record, lambda cell: cell).find(ref)
        if found is None or found not in self.absent:
            return None
        return parts(found)[0], self.absent[found]

    def grounds(self, record: Record, column: Column) -> list[tuple[Record, Column]]:
        """The given values under a result, at any depth, in order of first use."""
        seen: dict[Cell, None] = {}
        todo = [Cell(record, column)]
        while todo:
            cell = todo.pop()
            if cell in seen:
                continue
            seen[cell] = None
            todo += reversed(self.reads(cell))
        return [(r, c) for r, c in map(parts, seen) if not isinstance(c, Line)]


def parts(cell: Cell) -> tuple[Record, Column]:
    """A bound cell as record and column: what it is, in types that `expression` does not know."""
    return cell  # type: ignore[return-value]


class _Poisoned(Exception):
    """A value that is wrong in the input was asked for; that has its own finding already."""


def calculate(dossier: Dossier) -> Result:
    """Compute every line of every record. Never raises for anything in the input.

    What cannot be computed is in `problems`; a line that depends on it, or on a value that could
    not be read, is absent without a problem of its own.
    """
    result = Result(dossier)
    broken: set[Cell] = set()
    #: Each cell that there is, by itself: also one that has no value, which is no longer looked for.
    cells: dict[Cell, Cell] = {}

    def get(cell: Cell) -> Outcome:
        if cell in result.outcomes:
            return result.outcomes[cell]
        record, column = parts(cell)
        given = record.values.get(column)
        if given is None or not isinstance(given.waarde, Decimal | str):
            raise _Poisoned
        return Outcome(given.waarde, given.status)

    def known(cell: Cell) -> Cell | None:
        if isinstance(cell.variable, Line):
            return cells.get(cell)
        return cells.setdefault(cell, cell)

    def compute(record: Record, line: Line, scope: RecordScope) -> None:
        cell = Cell(record, line)
        try:
            bound = bind(line.formula, scope)
            result.outcomes[cell] = evaluate(bound, get)
            result.formulas[cell] = bound
        except Missing as missing:
            # Not the error itself: it holds on to all that was at hand where it was raised.
            if line.optional:
                result.absent[cell] = missing.node
                return
            broken.add(cell)
            result.problems.append(Incomplete(record, line, missing.node))
        except _Poisoned:
            broken.add(cell)
        except ArithmeticError:
            broken.add(cell)
            result.problems.append(DividesByZero(record, line))
        cells[cell] = cell

    for block in Block.registry:
        # Line by line, so that a total over this block's own records finds them all computed.
        scopes = [(record, RecordScope(dossier, record, known)) for record in dossier[block]] if block.lines() else []
        for line in block.lines():
            for record, scope in scopes:
                compute(record, line, scope)
    for check in Check.registry:
        if not dossier[check.blame.block]:
            continue  # nothing was given that could be wrong
        for subject in dossier.groups(check.block, check.per):
            scope = RecordScope(dossier, subject, known)
            try:
                left, right = bind(check.left, scope), bind(check.right, scope)
                values = (evaluate(left, get).number, evaluate(right, get).number)
            except (Missing, _Poisoned):
                continue
            result.toetsen.append(Verdict(check, subject, left, right, values))
    result.incomplete = bool(broken)
    return result
