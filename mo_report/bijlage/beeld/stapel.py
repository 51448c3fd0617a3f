"""Bars of parts that together are a whole."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from mo_report.bijlage.beeld.vorm import (
    BREEDTE,
    CIJFER,
    DUN,
    STAVEN,
    Caption,
    Drawing,
    Pen,
)
from mo_report.verhaal.beelden import Stapels

STAAF = 6.2


@dataclass(frozen=True)
class StackedChart(Stapels):
    """Drawn."""

    def delen(self, t: Pen) -> list[Drawing]:
        height = t.rijhoogte((s.naam for s in self.stapels), STAAF) + 2.6
        room = t.ruimte(s.totaal for s in self.stapels)
        most = max(sum(max(w or 0, 0) for w in s.waarden) for s in self.stapels)
        scale = Decimal(BREEDTE - STAVEN - room) / (most or 1)

        def begin(deel: Drawing) -> None:
            t.legenda(deel, t.sleutels(self.onderdelen, self.plaatsen), self.eenheid)

        def row(deel: Drawing, n: int) -> None:
            own, middle = self.stapels[n], deel.hoogte + height / 2
            t.rijbegin(deel, own.naam, height)
            x = STAVEN
            for part, value, text in zip(self.plaatsen, own.waarden, own.teksten, strict=True):
                wide = float(max(value or Decimal(), Decimal()) * scale)
                if wide < DUN:
                    continue
                area = t.vlak(x, middle - STAAF / 2, wide, STAAF, part)
                deel.vlakken.append(area)
                free = (wide - t.breedte(text, CIJFER)) / 2
                if free >= 0.6:
                    colour = t.kleuren.tekst_op(area.kleur)
                    deel.teksten.append(Caption(x + free, middle, text, colour, grootte=CIJFER))
                x += wide
            t.bijschrift(deel, x, middle, own.totaal)

        return t.delen(len(self.stapels), height, begin, row)
