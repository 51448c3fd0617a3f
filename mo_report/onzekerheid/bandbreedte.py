"""What the tariffs can be: percentiles over many scenarios, and which figures make up the spread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from mo_report.engine.dossier import Record
from mo_report.engine.expression import Cell
from mo_report.engine.rekenen import Result, parts
from mo_report.engine.vectoren import Array, Vectors
from mo_report.model import Geldend, Locatietarief, Regiototaal, Uurtarief
from mo_report.model.tarieven import leidende
from mo_report.onzekerheid.trekken import Trekking

TREKKINGEN, ZAAD = 100_000, 1
PERCENTIELEN = (5, 25, 50, 75, 95)
#: Scenarios for each share: a power of two, as the method asks (Saltelli; scipy.stats.sobol_indices).
_AANDELEN = 2**12
_TARIEF = Locatietarief.tarief_per_plek_per_etmaal_afgerond


@dataclass(frozen=True)
class Spreiding:
    """An outcome over all scenarios, in the unit of its line; `nu` is what it is without bounds."""

    record: Record
    cell: Cell
    nu: float
    percentielen: dict[int, float]

    @property
    def breedte(self) -> float:
        """From the lowest percentile to the highest."""
        return self.percentielen[PERCENTIELEN[-1]] - self.percentielen[PERCENTIELEN[0]]


@dataclass(frozen=True)
class Bijdrage:
    """How much of the spread of what is looked at comes from a figure, or from some that move together.

    aandeel  of itself alone; `samen` with what it does together with others
    laag     the change of it, in its unit, when the figure alone is low, at the lowest percentile; `hoog` when high
    """

    naam: str
    label: str
    aandeel: float
    samen: float
    laag: float
    hoog: float


@dataclass(frozen=True)
class Bandbreedtes:
    trekkingen: int
    zaad: int
    tarieven: list[Spreiding]
    uurtarieven: list[Spreiding]
    doel: Spreiding
    """What the shares are of: the year's budget; where there are no locaties, the uurtarief that moves most."""
    geldend: dict[str, float]
    """By the name of a tariff in force: the chance that it lies below cost."""
    bij_tarief: dict[Cell, float]
    """The same, by the tariff that it is held against."""
    bijdragen: list[Bijdrage]

    @property
    def budget(self) -> Spreiding | None:
        """That of the year; without locaties there is none."""
        return self.doel if self.doel.record.block is Regiototaal else None

    def as_plain(self) -> dict[str, Any]:
        """As the contract has it: numbers in euro, chances as fractions."""
        return {
            "trekkingen": self.trekkingen,
            "zaad": self.zaad,
            "tarieven": [
                {
                    "aanbieder": s.record.texts["aanbieder"],
                    "locatie": s.record.texts["locatie"],
                    "tariefvariant": s.record.texts["tariefvariant"],
                    **{f"p{p}": round(v, 6) for p, v in s.percentielen.items()},
                    "onder_kostprijs": self.bij_tarief.get(s.cell),
                }
                for s in self.tarieven
            ],
            "budget": {f"p{p}": round(v, 2) for p, v in self.doel.percentielen.items()},
            "geldend": [{"tarief": name, "onder_kostprijs": chance} for name, chance in self.geldend.items()],
            "bijdragen": [
                {"naam": b.naam, "aandeel": round(b.aandeel, 4), "aandeel_samen": round(b.samen, 4)}
                for b in self.bijdragen
            ],
        }


class Meting:
    """An input with bounds. Raises NotVectorised for an outcome that cannot be read so.

    doelen  what the shares may be of: the year's budget, or without locaties the uurtarieven
    """

    def __init__(self, resultaat: Result) -> None:
        self.resultaat, self.trekking = resultaat, Trekking(resultaat)
        d, leads = resultaat.dossier, leidende(resultaat).key[0]
        (region,) = (r for r in d[Regiototaal] if r.name_of("tariefvariant") == leads)
        self.tarieven = [c for r in d[Locatietarief] if (c := Cell(r, _TARIEF)) in resultaat.outcomes]
        rounded = Uurtarief.uurtarief_afgerond
        self.uurtarieven = [c for r in d[Uurtarief] if (c := Cell(r, rounded)) in resultaat.outcomes]
        self.doelen = [Cell(region, Regiototaal.budget)] if d[Locatietarief] else self.uurtarieven
        pointed = ((r, resultaat.formulas.get(Cell(r, Geldend.berekend))) for r in d[Geldend])
        self.geldend = {r: cell for r, cell in pointed if isinstance(cell, Cell)}

    @cached_property
    def vectoren(self) -> Vectors:
        wanted = dict.fromkeys([*self.doelen, *self.tarieven, *self.uurtarieven, *self.geldend.values()])
        return Vectors(self.resultaat, list(wanted), self.trekking.cellen)

    def meet(self, trekkingen: int = TREKKINGEN, zaad: int = ZAAD) -> Bandbreedtes:
        """Draw so many scenarios. The same seed gives the same numbers. Raises ValueError where there is no `doel`."""
        draws = np.random.default_rng(zaad).random((len(self.trekking.groepen), trekkingen))
        found = self.vectoren(self.trekking.scenarios(draws))
        chances = {r: float(np.mean(found[c] > self._nu(r, Geldend.geldend) + 1e-9)) for r, c in self.geldend.items()}
        moves = [c for c in self.tarieven if np.ptp(found[c]) > 0]
        hours = [c for c in self.uurtarieven if np.ptp(found[c]) > 0]
        aim = max(self.doelen, key=lambda c: float(np.ptp(found[c])))
        return Bandbreedtes(
            trekkingen,
            zaad,
            [self._spreiding(c, found) for c in moves],
            [self._spreiding(c, found) for c in hours],
            self._spreiding(aim, found),
            {r.name: chance for r, chance in chances.items()},
            {self.geldend[r]: chance for r, chance in chances.items()},
            self._bijdragen(aim, zaad),
        )

    def _spreiding(self, cell: Cell, found: Mapping[Cell, Array]) -> Spreiding:
        values = np.percentile(found[cell], PERCENTIELEN)
        return Spreiding(
            parts(cell)[0],
            cell,
            float(self.resultaat.number(*parts(cell))),
            dict(zip(PERCENTIELEN, map(float, values), strict=True)),
        )

    def _nu(self, record: Record, column: Any) -> float:
        return float(self.resultaat.number(record, column))

    def _bijdragen(self, doel: Cell, zaad: int) -> list[Bijdrage]:
        """The shares of each group in the spread of an outcome, the largest first."""
        from scipy.stats import sobol_indices, uniform

        groups = self.trekking.groepen

        def outcome(draws: Array) -> Array:
            size = draws.reshape(len(groups), -1)
            return self.vectoren(self.trekking.scenarios(size))[doel].reshape(draws.shape[1:])

        probe = np.random.default_rng(zaad).random((len(groups), 256))
        moves = float(np.ptp(outcome(probe)) > 0)
        if not moves or len(groups) == 1:
            return [self._bijdrage(doel, g, moves, moves) for g in groups]
        rng = np.random.default_rng(zaad)
        found = sobol_indices(func=outcome, n=_AANDELEN, dists=[uniform()] * len(groups), rng=rng)
        # What is nothing is measured as next to nothing, on either side of it.
        shares = zip(groups, np.clip(found.first_order, 0, 1), np.clip(found.total_order, 0, 1), strict=True)
        made = [self._bijdrage(doel, g, float(first), float(total)) for g, first, total in shares]
        return sorted(made, key=lambda b: -b.samen)

    def _bijdrage(self, doel: Cell, groep: str, aandeel: float, samen: float) -> Bijdrage:
        ends = np.array([PERCENTIELEN[0], PERCENTIELEN[-1]]) / 100
        found = self.vectoren(self.trekking.alleen(groep, ends))[doel]
        low, high = (float(x) - self._nu(*parts(doel)) for x in found)
        return Bijdrage(self.trekking.namen(groep), self.trekking.label(groep), aandeel, samen, low, high)
