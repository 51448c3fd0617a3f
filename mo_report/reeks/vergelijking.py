"""The inputs of a series beside one another: each figure from low to high, and where each gemeente stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from mo_report.engine import units
from mo_report.engine.units import EUR_ETMAAL, GETAL
from mo_report.lib.notatie import Unit
from mo_report.lib.spreiding import Spreiding
from mo_report.reeks.samenvatting import Cijfer, Samenvatting
from mo_report.reeks.uitvoeren import Onderdeel

#: Of fewer gemeenten than this there is nothing to lie beside.
MINSTENS = 2
TARIEF = "tarief per plek per etmaal, gemiddeld"
UURTARIEF = "uurtarief"
_EENHEDEN = {unit.word: unit for unit in vars(units).values() if isinstance(unit, Unit)}


@dataclass(frozen=True)
class Vergeleken:
    """A figure as the gemeenten have it, by their name."""

    naam: str
    eenheid: Unit
    waarden: dict[str, Decimal]

    @cached_property
    def spreiding(self) -> Spreiding:
        return Spreiding.van(list(self.waarden.values()))

    def plaats(self, gemeente: str) -> int:
        """From low to high, 1 for the lowest; who has the same has the same place."""
        return 1 + sum(value < self.waarden[gemeente] for value in self.waarden.values())

    @property
    def breedte(self) -> Decimal:
        """How far the middle half lies apart, as a part of the middle one."""
        found = self.spreiding
        return (found.q3 - found.q1) / abs(found.mediaan) if found.mediaan else Decimal(0)


@dataclass(frozen=True)
class Vergelijking:
    """All inputs of a series; those with errors do not count."""

    onderdelen: Sequence[Onderdeel]

    @cached_property
    def gemeenten(self) -> dict[str, Samenvatting]:
        """Each gemeente by its name; of more inputs of one the file tells them apart."""
        counting = [(o.bestand, o.samenvatting) for o in self.onderdelen if o.samenvatting]
        often = Counter(own.gemeente for _, own in counting)
        return {own.gemeente if often[own.gemeente] == 1 else f"{own.gemeente} ({name})": own for name, own in counting}

    @property
    def zonder(self) -> list[Onderdeel]:
        """The inputs that do not count."""
        return [o for o in self.onderdelen if not o.telt]

    @cached_property
    def tarief(self) -> Vergeleken | None:
        return next((v for v in self.cijfers if v.naam == TARIEF), None)

    @cached_property
    def cijfers(self) -> list[Vergeleken]:
        """Every figure that at least two gemeenten have: tariffs first, then parameters."""
        found: dict[tuple[str, str], dict[str, Decimal]] = {}
        for name, own in self.gemeenten.items():
            for each in _van(own):
                found.setdefault((each.naam, each.eenheid), {})[name] = each.waarde
        return [
            Vergeleken(label, _EENHEDEN.get(word, GETAL), values)
            for (label, word), values in found.items()
            if len(values) >= MINSTENS
        ]

    @property
    def parameters(self) -> list[Vergeleken]:
        return [v for v in self.cijfers if not v.naam.startswith((TARIEF, f"{UURTARIEF}: "))]

    @property
    def tarieven(self) -> list[Vergeleken]:
        return [v for v in self.cijfers if v.naam.startswith((TARIEF, f"{UURTARIEF}: "))]


def _van(own: Samenvatting) -> list[Cijfer]:
    average = [] if own.tarief is None else [Cijfer(TARIEF, own.tarief, EUR_ETMAAL.word)]
    hourly = [Cijfer(f"{UURTARIEF}: {c.naam}", c.waarde, c.eenheid) for c in own.uurtarieven]
    return [*average, *hourly, *own.parameters]
