"""What a figure would do, if the gemeente took it: EUR per year, and the first tariff that moves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from mo_report.antwoorden.antwoord import Reactie
from mo_report.antwoorden.gevolgen import TARIEVEN, Shift, effect_together
from mo_report.engine.expression import Cell
from mo_report.engine.rekenen import Result, parts
from mo_report.engine.schema import Line
from mo_report.model import Regiototaal
from mo_report.model.herrekening import Herrekening
from mo_report.model.tarieven import leidende


@dataclass(frozen=True)
class Gevolg:
    """EUR per year in the region's budget of the leading variant; None where that cannot be computed."""

    per_jaar: Decimal | None
    tarief: Shift | None


class Weging:
    """Computes again only what lies between figures and tariffs: of hundreds of figures that is soon done."""

    def __init__(self, resultaat: Result) -> None:
        self.resultaat = resultaat
        d, leads = resultaat.dossier, leidende(resultaat).key[0]
        (region,) = (r for r in d[Regiototaal] if r.name_of("tariefvariant") == leads)
        self.budget = Cell(region, Regiototaal.budget)
        lines = [line for line in TARIEVEN if line.block is not Regiototaal]
        self.tarieven = [Cell(r, line) for line in lines for r in d[line.block]]
        self.records = {(r.block, r.key): r for records in d.records.values() for r in records}
        self.opnieuw = Herrekening(resultaat, [self.budget, *self.tarieven])

    def gevolg(self, reacties: Sequence[Reactie]) -> Gevolg:
        """What these values together would do."""
        values = {}
        for reactie in reacties:
            punt = reactie.punt
            record = self.records.get((punt.record.block, punt.record.key))
            if record is None or punt.column not in record.values or not isinstance(reactie.waarde, Decimal):
                # What is not there yet changes which formulas there are.
                return self._geheel(reacties)
            values[Cell(record, punt.column)] = reactie.waarde
        moves = self.opnieuw.replaced(values)
        first = next((c for c in self.tarieven if moves.get(c)), None)
        return Gevolg(moves.get(self.budget, Decimal(0)), None if first is None else self._shift(first, moves[first]))

    def _shift(self, cell: Cell, move: Decimal) -> Shift:
        now = self.resultaat.outcomes[cell].value
        assert isinstance(now, Decimal)
        record, line = parts(cell)
        assert isinstance(line, Line)
        return Shift(record, line, now, now + move)

    def _geheel(self, reacties: Sequence[Reactie]) -> Gevolg:
        effect = effect_together(self.resultaat, reacties)
        moved = [s for s in effect.verschillen if s.verandert and s.line.block is not Regiototaal]
        return Gevolg(effect.per_jaar, moved[0] if moved else None)
