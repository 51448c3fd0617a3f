"""What rests on an unsure figure: the effect in euro when it turns out ten percent higher."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from mo_report.engine.dossier import Record, as_column
from mo_report.engine.expression import Cell
from mo_report.engine.rekenen import Result
from mo_report.engine.schema import Column, Line, Status
from mo_report.engine.units import DATUM
from mo_report.model import (
    Locatie,
    Locatietarief,
    Normtarief,
    Regiototaal,
)
from mo_report.model.herrekening import Herrekening
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
    """What a figure moves: the tariffs and the budget of each variant."""

    def __init__(self, resultaat: Result) -> None:
        self.resultaat = resultaat
        self.variants = varianten(resultaat)
        self.tariffs = {v.key[0]: self._tariffs(v) for v in self.variants}
        self.budgets = {v.key[0]: self._budget(v) for v in self.variants}
        self.opnieuw = Herrekening(
            resultaat, [*(c for own in self.tariffs.values() for c in own), *self.budgets.values()]
        )

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

    def effect(self, record: Record, column: Column) -> Onzeker:
        changed = self.opnieuw.changed(1 + STAP, [Cell(record, column)])
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
        cells = self.opnieuw.moved(1 + STAP, [Cell(record, column)])
        moved = [(c.record, as_column(c.variable)) for c in cells if isinstance(c.record, Record)]
        tariffs = [r.block.title for r, c in moved if isinstance(c, Line) and c.tariff]
        return list(dict.fromkeys(tariffs or [c.label for _, c in moved]))[:MEEST]

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
