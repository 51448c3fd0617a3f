"""What rests on an unsure figure: the effect in euro when it turns out ten percent higher.

Nothing is bound anew: only the formulas between the figure and the outcomes are evaluated again.
"""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal

from mo_report.engine.dossier import Record, as_column
from mo_report.engine.expression import Cell, Outcome, cells_of, evaluate
from mo_report.engine.rekenen import Result
from mo_report.engine.schema import Column, Line, Status
from mo_report.engine.units import DATUM
from mo_report.model import (
    Locatie,
    Locatietarief,
    Normtarief,
    Regiototaal,
)
from mo_report.model.tarieven import varianten

STAP = Decimal("0.1")
"""How much a figure is changed, as a part of itself."""
MEEST = 3
"""How many places are told where a figure counts."""


@dataclass(frozen=True)
class Onzeker:
    """An aanname or a herleid figure, and what ten percent more of it does.

    per_plek  EUR per plek per etmaal, the average over all plekken; without locaties the largest
              change of begeleiding overdag in any norm; None if it moves nothing
    per_jaar  EUR per year in the region's budget; None without locaties
    variant   the tariefvariant in which that holds: the leading one, or the first that moves
    elders    where it counts when it moves none of these, such as ‘Uurtarieven per jaar’
    """

    record: Record
    column: Column
    per_plek: Decimal | None = None
    per_jaar: Decimal | None = None
    variant: str = ""
    elders: str = ""
    nul: bool = False
    """Whether the figure is zero, so that ten percent more of it is nothing more."""

    @property
    def waar(self) -> str:
        """In which scenario or on which sheet it counts, for the reader."""
        if self.variant or self.elders:
            return self.variant or self.elders
        return "is 0: 10% meer is ook 0" if self.nul else "geen gevolg voor tarief of budget"


def onzekere(resultaat: Result) -> list[tuple[Record, Column]]:
    """Every given number that is an aanname or herleid, the aannames first."""
    found = [
        (record, column, given.status)
        for records in resultaat.dossier.records.values()
        for record in records
        for column, given in record.values.items()
        if given.status > Status.BRON and isinstance(given.waarde, Decimal) and column.unit is not DATUM
    ]
    found.sort(key=lambda x: -x[2])
    return [(record, column) for record, column, _ in found]


def register(resultaat: Result) -> list[Onzeker]:
    """The effect of every unsure figure, in the leading variant or else the first that it moves."""
    proef = _Proef(resultaat)
    return [proef.effect(record, column) for record, column in onzekere(resultaat)]


class _Proef:
    """Evaluates a result again with one figure changed."""

    def __init__(self, resultaat: Result) -> None:
        self.resultaat = resultaat
        self.variants = varianten(resultaat)
        self.tariffs = {v.key[0]: self._tariffs(v) for v in self.variants}
        self.budgets = {v.key[0]: self._budget(v) for v in self.variants}
        wanted = self._below([c for own in self.tariffs.values() for c in own])
        wanted |= self._below(list(self.budgets.values()))
        self.order = {c: n for n, c in enumerate(resultaat.formulas)}
        #: Which formulas read a cell: those under the outcomes, and all there are.
        self.users = self._users([c for c in self.order if c in wanted])
        self.everyone = self._users(list(self.order))

    def _users(self, cells: list[Cell]) -> dict[Cell, list[Cell]]:
        users: defaultdict[Cell, list[Cell]] = defaultdict(list)
        for cell in cells:
            for used in cells_of(self.resultaat.formulas[cell]):
                users[used].append(cell)
        return users

    def _tariffs(self, variant: Record) -> list[Cell]:
        d, wanted = self.resultaat.dossier, {"tariefvariant": variant.key[0]}
        if d[Locatie]:
            line = Locatietarief.tarief_per_plek_per_etmaal
            return [Cell(r, line) for r in d.matching(Locatietarief, wanted)]
        cells = [Cell(r, Normtarief.per_plek) for r in d.matching(Normtarief, wanted)]
        return [c for c in cells if c in self.resultaat.outcomes]

    def _budget(self, variant: Record) -> Cell:
        wanted = {"tariefvariant": variant.key[0]}
        return Cell(self.resultaat.dossier.matching(Regiototaal, wanted)[0], Regiototaal.budget)

    def _below(self, cells: list[Cell]) -> set[Cell]:
        seen: set[Cell] = set()
        while cells:
            cell = cells.pop()
            if cell not in seen and cell in self.resultaat.formulas:
                seen.add(cell)
                cells += cells_of(self.resultaat.formulas[cell])
        return seen

    def effect(self, record: Record, column: Column) -> Onzeker:
        changed = self._changed(record, column)
        for variant in self.variants:
            key = variant.key[0]
            moved = changed.keys() & {*self.tariffs[key], self.budgets[key]}
            if any(changed[c] for c in moved):
                per_plek = self._per_plek(self.tariffs[key], changed)
                with_locaties = bool(self.resultaat.dossier[Locatie])
                per_jaar = changed.get(self.budgets[key], Decimal(0)) if with_locaties else None
                return Onzeker(record, column, per_plek, per_jaar, variant.name)
        if not self.resultaat.number(record, column):
            return Onzeker(record, column, nul=True)
        return Onzeker(record, column, elders=", ".join(self._elsewhere(record, column)))

    def _elsewhere(self, record: Record, column: Column) -> list[str]:
        """What a figure moves: the titles of tables with a tariff or a verdict, else the lines."""
        moved = [
            (cell.record, as_column(cell.variable))
            for cell, outcome in self._again(record, column, self.everyone).items()
            if isinstance(cell.record, Record) and outcome.value != self.resultaat.outcomes[cell].value
        ]
        tariffs = [r.block.title for r, c in moved if isinstance(c, Line) and c.tariff]
        return list(dict.fromkeys(tariffs or [c.label for _, c in moved]))[:MEEST]

    @staticmethod
    def _above(start: Cell, users: dict[Cell, list[Cell]]) -> dict[Cell, None]:
        """Every computed cell that rests on this one, at any distance."""
        seen: dict[Cell, None] = {start: None}
        todo = [start]
        while todo:
            for user in users.get(todo.pop(), ()):
                if user not in seen:
                    seen[user] = None
                    todo.append(user)
        del seen[start]
        return seen

    def _per_plek(self, cells: list[Cell], changed: dict[Cell, Decimal]) -> Decimal:
        moves = [changed.get(c, Decimal(0)) for c in cells]
        if not self.resultaat.dossier[Locatie]:
            return max(moves, key=abs)
        places = [self._plekken(c) for c in cells]
        total = sum(places)
        if not total:
            return Decimal(0)
        return sum((m * p for m, p in zip(moves, places, strict=True)), Decimal(0)) / total

    def _plekken(self, cell: Cell) -> Decimal:
        assert isinstance(cell.record, Record)
        return self.resultaat.number(cell.record, Locatietarief.plekken)

    def _changed(self, record: Record, column: Column) -> dict[Cell, Decimal]:
        """How much every number under the outcomes changes when a figure does."""
        moves = {}
        for cell, outcome in self._again(record, column, self.users).items():
            before = self.resultaat.outcomes[cell].value
            if isinstance(outcome.value, Decimal) and isinstance(before, Decimal):
                moves[cell] = outcome.value - before
        return moves

    def _again(self, record: Record, column: Column, users: dict[Cell, list[Cell]]) -> dict[Cell, Outcome]:
        """The outcomes above a figure, computed again with ten percent more of it."""
        start = Cell(record, column)
        old = self.resultaat.number(record, column)
        now: dict[Cell, Outcome] = {start: Outcome(old * (1 + STAP))}

        def get(cell: Cell) -> Outcome:
            if cell in now:
                return now[cell]
            if cell in self.resultaat.outcomes:
                return self.resultaat.outcomes[cell]
            assert isinstance(cell.record, Record)
            value = self.resultaat.value(cell.record, as_column(cell.variable))
            assert value is not None
            return Outcome(value)

        for cell in sorted(self._above(start, users), key=self.order.__getitem__):
            # Where ten percent more is impossible, the outcome stays as it was.
            with suppress(ArithmeticError):
                now[cell] = evaluate(self.resultaat.formulas[cell], get)
        del now[start]
        return now
