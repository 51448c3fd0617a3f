"""What another value does to the tariffs of an aanbieder, as far as that is a straight line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

from mo_report.engine.expression import Cell
from mo_report.engine.rekenen import Result, parts
from mo_report.engine.units import PCT
from mo_report.engine.vectoren import Vectors
from mo_report.model import AanbiederTotaal, Locatietarief
from mo_report.model.tarieven import leidende
from mo_report.verhaal.keuze import van_variant
from mo_report.verhaal.reactie.punten import Punt

#: How far a value is moved to see what follows: a tenth of it, or where it is zero so much.
DEEL, VAN_NUL = Decimal("0.1"), {PCT: Decimal("0.01")}
#: A whole step up and down, and a small one.
STAPPEN = 1, -1, DEEL, -DEEL
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


class Beweging(NamedTuple):
    """How much the budget moves, and a plek: EUR per year, and per etmaal."""

    per_jaar: Decimal
    per_plek: Decimal


class Gevolgen:
    """The effects of points of the one aanbieder in a result, in the leading variant."""

    def __init__(self, resultaat: Result, punten: Sequence[Punt]) -> None:
        (total,) = van_variant(resultaat, AanbiederTotaal, leidende(resultaat))
        self.budget = Cell(total, AanbiederTotaal.budget)
        rates = van_variant(resultaat, Locatietarief, leidende(resultaat))
        rate, places = Locatietarief.tarief_per_plek_per_etmaal, Locatietarief.plekken
        self.rates = {Cell(r, rate): resultaat.number(r, places) for r in rates}
        self._given = {
            Cell(p.record, p.column): p.waarde for p in punten if isinstance(p.waarde, Decimal) and not p.is_inzet
        }
        self.stappen = {c: abs(v) or VAN_NUL.get(parts(c)[1].unit, Decimal(1)) for c, v in self._given.items()}
        steps = [(c, float(v + how * self.stappen[c])) for c, v in self._given.items() for how in STAPPEN]
        # All points at once: computed one by one they take as long as the rest of the sheet.
        moved = map(self._moved, Vectors(resultaat, [self.budget, *self.rates], list(self._given)).one_by_one(steps))
        #: Of each figure what happens when it is a step higher and lower, and when that is a small one.
        self._moves = {cell: tuple(islice(moved, len(STAPPEN))) for cell in self._given}

    def van(self, punt: Punt) -> Gevolg | None:
        """None where a value is no figure or not there yet, or moves none of these tariffs."""
        cell = Cell(punt.record, punt.column)
        if cell not in self._given:
            return None
        # Over the whole of a value, rounding to cents is next to nothing.
        step, (up, down, *near) = self.stappen[cell], self._moves[cell]
        straight = _is_straight(up, down)
        if not straight and self._given[cell]:
            # So far away something else may count, or nothing: close by it may be straight.
            straight = _is_straight(*near)
            if not straight:
                step, (up, down) = step * DEEL, near
        if not any(up):
            return None
        year, place = ((a - b) / 2 / step for a, b in zip(up, down, strict=True))
        return Gevolg(year, place, straight)

    def _moved(self, changed: Mapping[Cell, Decimal]) -> Beweging:
        """What that is when tariffs change so much."""
        plekken = sum(self.rates.values())
        moved = sum((changed.get(c, Decimal(0)) * n for c, n in self.rates.items()), Decimal(0))
        return Beweging(changed.get(self.budget, Decimal(0)), moved / plekken if plekken else Decimal(0))


def _is_straight(up: Beweging, down: Beweging) -> bool:
    """Whether as much happens up as down: of a plek, or where a plek does not move, of a year."""
    if up.per_plek:
        return abs(up.per_plek + down.per_plek) <= abs(KROM_PLEK * up.per_plek)
    return abs(up.per_jaar + down.per_jaar) <= abs(KROM_JAAR * up.per_jaar)
