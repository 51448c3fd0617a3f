"""What another value does to the tariffs of an aanbieder, as far as that is a straight line."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from mo_report.engine.expression import Cell
from mo_report.engine.rekenen import Result
from mo_report.engine.units import PCT
from mo_report.model import AanbiederTotaal, Locatietarief
from mo_report.model.herrekening import Herrekening
from mo_report.model.tarieven import leidende
from mo_report.verhaal.keuze import van_variant
from mo_report.verhaal.reactie.punten import Punt

#: How far a value is moved to see what follows: a tenth of it, or where it is zero so much.
DEEL, VAN_NUL = Decimal("0.1"), {PCT: Decimal("0.01")}
#: Up and down further apart than this part of the effect, and it is no straight line: of a tariff per
#: plek, and of a year, which counts with amounts in whole cents.
KROM_PLEK, KROM_JAAR = Decimal("0.001"), Decimal("0.01")


class Gevolg(NamedTuple):
    """What one more of a value does.

    per_jaar  EUR per year in the budget of the leading variant
    per_plek  EUR per plek per etmaal, the average over the plekken of the aanbieder
    recht     whether that holds for any value but for rounding; otherwise for a small change only
    """

    per_jaar: Decimal
    per_plek: Decimal
    recht: bool


class Gevolgen:
    """The effects of the points of the one aanbieder in a result, in the leading variant."""

    def __init__(self, resultaat: Result) -> None:
        self.resultaat = resultaat
        (total,) = van_variant(resultaat, AanbiederTotaal, leidende(resultaat))
        self.budget = Cell(total, AanbiederTotaal.budget)
        rates = van_variant(resultaat, Locatietarief, leidende(resultaat))
        rate, places = Locatietarief.tarief_per_plek_per_etmaal, Locatietarief.plekken
        self.rates = {Cell(r, rate): resultaat.number(r, places) for r in rates}
        self.opnieuw = Herrekening(resultaat, [self.budget, *self.rates])

    def van(self, punt: Punt) -> Gevolg | None:
        """None where a value is no figure or not there yet, or moves none of these tariffs."""
        if not isinstance(punt.waarde, Decimal) or punt.is_inzet:
            return None
        cell, value = Cell(punt.record, punt.column), punt.waarde
        # Over the whole of a value, rounding to cents is next to nothing.
        step = abs(value) or VAN_NUL.get(punt.column.unit, Decimal(1))
        up, down = (self._moved(cell, value + sign * step) for sign in (1, -1))
        straight = _is_straight(up, down)
        if value and not straight:
            # So far away something else may count, or nothing: close by it may be straight.
            small = step * DEEL
            near = [self._moved(cell, value + sign * small) for sign in (1, -1)]
            straight = _is_straight(*near)
            if not straight:
                step, (up, down) = small, near
        if not any(up):
            return None
        year, place = ((a - b) / 2 / step for a, b in zip(up, down, strict=True))
        return Gevolg(year, place, straight)

    def _moved(self, cell: Cell, value: Decimal) -> tuple[Decimal, Decimal]:
        """How much the budget moves, and a plek."""
        changed = self.opnieuw.replaced({cell: value})
        plekken = sum(self.rates.values())
        moved = sum((changed.get(c, Decimal(0)) * n for c, n in self.rates.items()), Decimal(0))
        return changed.get(self.budget, Decimal(0)), moved / plekken if plekken else Decimal(0)


def _is_straight(up: tuple[Decimal, Decimal], down: tuple[Decimal, Decimal]) -> bool:
    """Whether as much happens up as down: of a plek, or where a plek does not move, of a year."""
    bend, most = (up[1] + down[1], KROM_PLEK * up[1]) if up[1] else (up[0] + down[0], KROM_JAAR * up[0])
    return abs(bend) <= abs(most)
