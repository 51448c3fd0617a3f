"""A result computed again with some figures changed.

Nothing is bound anew: only the formulas between the figures and the outcomes are evaluated again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from heapq import heappop, heappush

from mo_report.engine.expression import Cell, Outcome, cells_of, evaluate
from mo_report.engine.rekenen import Result, Verdict, parts

#: By a cell the formulas that read it, as their numbers in the order of calculation.
Users = dict[Cell, list[int]]


class Herrekening:
    """Which formulas read a cell: those under the wanted outcomes, or those above some figures."""

    def __init__(self, resultaat: Result, wanted: Iterable[Cell] = (), *, above: Iterable[Cell] = ()) -> None:
        self.resultaat = resultaat
        self._cells = list(resultaat.formulas)
        self._users = self._above(above) if above else self._read_by(self.resultaat.below(wanted))
        #: What is given, as far as it was asked for.
        self._given: dict[Cell, Outcome] = {}

    @cached_property
    def _checked(self) -> Users:
        sides = [side for verdict in self.resultaat.toetsen for side in (verdict.left, verdict.right)]
        return self._read_by(self.resultaat.below(cell for side in sides for cell in cells_of(side)))

    def changed(self, factor: Decimal, figures: Iterable[Cell]) -> dict[Cell, Decimal]:
        """How much every number under the outcomes changes when figures become so many times as much."""
        return self.replaced({cell: self._number(cell) * factor for cell in figures})

    def replaced(self, values: Mapping[Cell, Decimal]) -> dict[Cell, Decimal]:
        """How much every number under the outcomes changes when figures become these."""
        moves = {}
        for cell, outcome in self._again(values, self._users):
            before = self.resultaat.outcomes[cell].value
            if isinstance(outcome.value, Decimal) and isinstance(before, Decimal):
                moves[cell] = outcome.value - before
        return moves

    def moved(self, factor: Decimal, figures: Iterable[Cell]) -> Iterator[Cell]:
        """Every computed cell that is then another, in the order of calculation and one by one."""
        again = self._again({cell: self._number(cell) * factor for cell in figures}, self._users)
        return (cell for cell, _ in again)

    def broken(self, values: Mapping[Cell, Decimal]) -> list[Verdict]:
        """The checks that held, and do not when figures become these."""
        now = dict(self._again(values, self._checked)) | {cell: Outcome(value) for cell, value in values.items()}
        get = self._reader(now)
        found = []
        for verdict in self.resultaat.toetsen:
            used = {*cells_of(verdict.left), *cells_of(verdict.right)}
            if verdict.holds and not used.isdisjoint(now):
                with suppress(ArithmeticError):
                    sides = (evaluate(side, get).value for side in (verdict.left, verdict.right))
                    left, right = (v if isinstance(v, Decimal) else Decimal(0) for v in sides)
                    if not (other := replace(verdict, values=(left, right))).holds:
                        found.append(other)
        return found

    def _read_by(self, among: Container[Cell]) -> Users:
        users: Users = defaultdict(list)
        for number, cell in enumerate(self._cells):
            if cell in among:
                for used in self.resultaat.reads(cell):
                    users[used].append(number)
        return users

    def _above(self, figures: Iterable[Cell]) -> Users:
        users: Users = {cell: [] for cell in figures}
        for number, cell in enumerate(self._cells):
            for used in self.resultaat.reads(cell):
                if (known := users.get(used)) is not None:
                    known.append(number)
                    users.setdefault(cell, [])
        return users

    def _again(self, values: Mapping[Cell, Decimal], users: Users) -> Iterator[tuple[Cell, Outcome]]:
        """The outcomes that are another when figures become these, in the order of calculation."""
        now = {cell: Outcome(value) for cell, value in values.items()}
        get, before, formulas = self._reader(now), self.resultaat.outcomes, self.resultaat.formulas
        waiting = sorted({number for cell in values for number in users.get(cell, ())})
        seen = set(waiting)
        while waiting:
            cell = self._cells[heappop(waiting)]
            try:
                outcome = evaluate(formulas[cell], get)
            except ArithmeticError:
                continue  # where so much is impossible, the outcome stays as it was
            if cell not in values and outcome.value != before[cell].value:
                now[cell] = outcome
                for number in users.get(cell, ()):
                    if number not in seen:
                        seen.add(number)
                        heappush(waiting, number)
                yield cell, outcome

    def _reader(self, now: Mapping[Cell, Outcome]) -> Callable[[Cell], Outcome]:
        """The outcome of a cell: among these, or else as it was."""

        before, given = self.resultaat.outcomes, self._given

        def get(cell: Cell) -> Outcome:
            found = now.get(cell) or before.get(cell) or given.get(cell)
            if found is None:
                value = self.resultaat.value(*parts(cell))
                assert value is not None
                found = given[cell] = Outcome(value)
            return found

        return get

    def _number(self, cell: Cell) -> Decimal:
        return self.resultaat.number(*parts(cell))
