"""Bars beside one another, in groups."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from mo_report.bijlage.beeld.vorm import BREEDTE, DUN, STAVEN, Box, Drawing, Pen
from mo_report.verhaal.beelden import Staven


@dataclass(frozen=True)
class BarChart(Staven):
    """Drawn."""

    def delen(self, t: Pen) -> list[Drawing]:
        """The drawings, all to the same scale: beside the bars there is room for their texts."""
        bar = 3.6 if len(self.reeksen) > 1 else 4.4
        names = (g.naam for g in self.groepen)
        height = t.rijhoogte(names, bar * len(self.reeksen)) + 2.2
        most, rooms = [Decimal(), Decimal()], [DUN, 0.0]  # above zero, below zero
        for group in self.groepen:
            for value, text in zip(group.waarden, group.teksten, strict=True):
                side = value is not None and value < 0
                most[side] = max(most[side], abs(value or Decimal()))
                rooms[side] = max(rooms[side], t.ruimte([text]))
        scale = Decimal(BREEDTE - STAVEN - sum(rooms)) / (sum(most) or 1)
        zero = STAVEN + rooms[1] + float(most[1] * scale)

        def begin(deel: Drawing) -> None:
            t.legenda(
                deel, t.sleutels(self.reeksen, range(len(self.reeksen))) if any(self.reeksen) else (), self.eenheid
            )

        def row(deel: Drawing, n: int) -> None:
            group, top = self.groepen[n], deel.hoogte
            t.rijbegin(deel, group.naam, height)
            y = top + (height - bar * len(self.reeksen)) / 2
            for series, (value, text) in enumerate(zip(group.waarden, group.teksten, strict=True)):
                end = zero + float((value or 0) * scale)
                x, size = min(zero, end), abs(end - zero)
                deel.vlakken.append(t.vlak(x, y + DUN, size, bar - 2 * DUN, series))
                t.bijschrift(deel, end, y + bar / 2, text, links=end < zero)
                y += bar
            deel.vlakken.append(Box(zero - DUN / 2, top, DUN, height, t.kleuren.inkt))

        return t.delen(len(self.groepen), height, begin, row)
