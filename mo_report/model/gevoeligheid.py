"""What rests on an unsure figure: the effect in euro when it turns out ten percent higher."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from weakref import WeakKeyDictionary

from mo_report.engine.dossier import Record
from mo_report.engine.expression import Cell
from mo_report.engine.rekenen import Result, parts
from mo_report.engine.schema import Column, Line
from mo_report.engine.uitleg import unsure
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
    return sorted(unsure(resultaat), key=lambda one: -one[0].values[one[1]].status)


#: What was worked out of a result: several chapters and files tell it.
_BEKEND: WeakKeyDictionary[Result, list[Onzeker]] = WeakKeyDictionary()


def register(resultaat: Result) -> list[Onzeker]:
    """The effect of every unsure figure, in the leading variant or else the first that it moves."""
    if resultaat not in _BEKEND:
        unsure = onzekere(resultaat)
        proef = _Proef(resultaat)
        changes = proef.changes([Cell(record, column) for record, column in unsure])
        found = [proef.effect(*one, changed) for one, changed in zip(unsure, changes, strict=True)]
        elders = _elsewhere(resultaat, [one for one, effect in zip(unsure, found, strict=True) if effect is None])
        _BEKEND[resultaat] = [effect or next(elders) for effect in found]
    return _BEKEND[resultaat]


def _elsewhere(resultaat: Result, figures: list[tuple[Record, Column]]) -> Iterator[Onzeker]:
    """Figures that move no tariff or budget, each with what it does move."""
    cells = [Cell(record, column) for record, column in figures]
    again = Herrekening(resultaat, above=cells)
    for cell in cells:
        yield Onzeker(*parts(cell), elders=", ".join(_places(again.moved(1 + STAP, [cell]))))


def _places(moved: Iterator[Cell]) -> list[str]:
    """The titles of tables with a tariff or a verdict, else the lines."""
    tariffs, lines = dict[str, None](), dict[str, None]()
    for record, line in map(parts, moved):
        lines[line.label] = None
        if isinstance(line, Line) and line.tariff:
            tariffs[record.block.title] = None
            if len(tariffs) == MEEST:
                break
    return list(tariffs or lines)[:MEEST]


class _Proef:
    """What a figure moves: the tariffs and the budget of each variant."""

    def __init__(self, resultaat: Result) -> None:
        self.resultaat = resultaat
        self.variants = varianten(resultaat)
        self.tariffs = {v.key[0]: self._tariffs(v) for v in self.variants}
        self.budgets = {v.key[0]: self._budget(v) for v in self.variants}
        self.outcomes = {key: {*own, self.budgets[key]} for key, own in self.tariffs.items()}
        self.plekken = {c: self._plekken(c) for own in self.tariffs.values() for c in own}
        self.wanted = [*(c for own in self.tariffs.values() for c in own), *self.budgets.values()]

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

    def changes(self, figures: list[Cell]) -> Iterator[dict[Cell, Decimal]]:
        """Per figure how much each tariff and budget changes when it becomes ten percent more."""
        if not figures:
            return
        # numpy takes a tenth of a second to import.
        from mo_report.engine.vectoren import Vectors

        yield from Vectors(self.resultaat, self.wanted, figures).each(float(1 + STAP))

    def effect(self, record: Record, column: Column, changed: Mapping[Cell, Decimal]) -> Onzeker | None:
        """What a figure does; None where it moves none of these."""
        for variant in self.variants:
            key = variant.key[0]
            if not changed.keys().isdisjoint(self.outcomes[key]):
                per_plek = self._per_plek(key, changed)
                with_locaties = bool(self.resultaat.dossier[Locatie])
                per_jaar = changed.get(self.budgets[key], Decimal(0)) if with_locaties else None
                return Onzeker(record, column, per_plek, per_jaar, variant.name)
        if not self.resultaat.number(record, column):
            return Onzeker(record, column, nul=True)
        return None

    def _per_plek(self, key: str, changed: Mapping[Cell, Decimal]) -> Decimal:
        own = self.tariffs[key]
        if not self.resultaat.dossier[Locatie]:
            return max((changed.get(c, Decimal(0)) for c in own), key=abs)
        total = sum(self.plekken[c] for c in own)
        moves = (move * self.plekken[c] for c, move in changed.items() if c in self.outcomes[key] and c in self.plekken)
        return sum(moves, Decimal(0)) / total if total else Decimal(0)

    def _plekken(self, cell: Cell) -> Decimal:
        """The plekken behind a tariff; without locaties it stands for none."""
        assert isinstance(cell.record, Record)
        locaties = bool(self.resultaat.dossier[Locatie])
        return self.resultaat.number(cell.record, Locatietarief.plekken) if locaties else Decimal(0)
