"""How figures spread from low to high."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

#: Beyond so many times the middle half, from its edges, a figure stands apart (Tukey, 1977).
RUIM = Decimal("1.5")


@dataclass(frozen=True)
class Spreiding:
    """Of figures from low to high: quartiles as spreadsheets compute them (QUARTILE)."""

    laagste: Decimal
    q1: Decimal
    mediaan: Decimal
    q3: Decimal
    hoogste: Decimal

    @classmethod
    def van(cls, values: Sequence[Decimal]) -> Spreiding:
        ordered = sorted(values)

        def at(part: Decimal) -> Decimal:
            place = (len(ordered) - 1) * part
            low = int(place)
            high = min(low + 1, len(ordered) - 1)
            return ordered[low] + (ordered[high] - ordered[low]) * (place - low)

        return cls(*(at(Decimal(n) / 4) for n in range(5)))

    def apart(self, value: Decimal) -> bool:
        room = RUIM * (self.q3 - self.q1)
        return value < self.q1 - room or value > self.q3 + room
