"""Drawing figures within their bounds: the same seed gives the same numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from mo_report.engine.dossier import Record
from mo_report.engine.expression import Cell
from mo_report.engine.rekenen import Result, parts
from mo_report.model import Bandbreedte
from mo_report.model.bandbreedte import KWARTIELEN, UNIFORM
from mo_report.onzekerheid.cijfers import gegeven, gehelen

Array: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True)
class Grens:
    """A figure with its bounds, in the unit as stored. `groep` is what it moves together with; `record` says so."""

    record: Record
    naam: str
    cell: Cell
    laag: float
    midden: float
    hoog: float
    vorm: str
    groep: str
    kwartielen: tuple[float, ...] = ()

    @property
    def label(self) -> str:
        """What people call it."""
        record, column = parts(self.cell)
        return f"{record.name}: {column.label}" if record.block.key_columns() else column.label

    def bij(self, deel: Array) -> Array:
        """The figure at which so large a part of the chance lies below it (0 to 1)."""
        if self.kwartielen:
            # A quarter of the chance lies in each part, and within a part everywhere as much.
            return np.interp(deel, np.linspace(0, 1, 5), (self.laag, *self.kwartielen, self.hoog))
        wide = self.hoog - self.laag
        if wide == 0 or self.vorm == UNIFORM:
            return self.laag + wide * deel
        top = (self.midden - self.laag) / wide
        left = self.laag + np.sqrt(deel * wide * (self.midden - self.laag))
        right = self.hoog - np.sqrt((1 - deel) * wide * (self.hoog - self.midden))
        found: Array = np.where(deel < top, left, right)
        return found


class Trekking:
    """The figures of an input that have bounds, and how scenarios of them are made.

    A share of a mix takes the other shares along: those without bounds of their own fill it up.
    """

    def __init__(self, resultaat: Result) -> None:
        known = gegeven(resultaat)
        self.grenzen = [_grens(resultaat, record, known) for record in resultaat.dossier[Bandbreedte]]
        #: What moves together: one number between 0 and 1 decides on all of it.
        self.groepen = list(dict.fromkeys(g.groep for g in self.grenzen))
        own = {g.cell for g in self.grenzen}
        self.mixen = [mix for mix in gehelen(resultaat) if own & set(mix)]
        self._waarden = {c: _getal(resultaat, c) for mix in self.mixen for c in mix}
        self.cellen = list(dict.fromkeys([*(g.cell for g in self.grenzen), *(c for mix in self.mixen for c in mix)]))

    def namen(self, groep: str) -> str:
        """The figures of a group, by their names."""
        return ", ".join(g.naam for g in self.grenzen if g.groep == groep)

    def label(self, groep: str) -> str:
        """The figures of a group, in words."""
        return ", ".join(g.label for g in self.grenzen if g.groep == groep)

    def scenarios(self, delen: Array) -> dict[Cell, Array]:
        """The figures of each scenario; `delen` has a row for each group, each number between 0 and 1."""
        return self._gevuld({g.cell: g.bij(delen[self.groepen.index(g.groep)]) for g in self.grenzen})

    def alleen(self, groep: str, delen: Array) -> dict[Cell, Array]:
        """The figures when one group moves, and all others are what they are."""
        moving = {g.cell: g.bij(delen) for g in self.grenzen if g.groep == groep}
        own = {g.cell: moving.get(g.cell, np.full_like(delen, g.midden)) for g in self.grenzen}
        return self._gevuld(own)

    def _gevuld(self, found: dict[Cell, Array]) -> dict[Cell, Array]:
        """With the shares of a mix that fill up what others leave."""
        for mix in self.mixen:
            drawn = [c for c in mix if c in found]
            rest = [c for c in mix if c not in found]
            together: Array = np.sum([found[c] for c in drawn], axis=0)
            left = float(sum(self._waarden[c] for c in rest))
            if left > 0:
                for c in rest:
                    found[c] = self._waarden[c] / left * (1 - together)
            else:
                for c in drawn:
                    found[c] = found[c] / together
                found |= {c: np.zeros_like(together) for c in rest}
        return found


def _grens(resultaat: Result, record: Record, known: dict[str, Cell]) -> Grens:
    name = record.texts[Bandbreedte.cijfer.name]
    cell = known[name]
    low, high = (float(resultaat.number(record, c)) for c in (Bandbreedte.laag, Bandbreedte.hoog))
    group, shape = record.name_of(Bandbreedte.groep.name), record.name_of(Bandbreedte.vorm.name)
    asked = (Bandbreedte.q1, Bandbreedte.mediaan, Bandbreedte.q3) if shape == KWARTIELEN else ()
    quartiles = tuple(float(resultaat.number(record, c)) for c in asked)
    return Grens(record, name, cell, low, _getal(resultaat, cell), high, shape, group or f" {name}", quartiles)


def _getal(resultaat: Result, cell: Cell) -> float:
    return float(resultaat.number(*parts(cell)))
