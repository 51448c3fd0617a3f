"""Steps that each begin where the one before ended, and what they come to."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from mo_report.bijlage.beeld.vorm import BREEDTE, DUN, STAVEN, Box, Drawing, Pen
from mo_report.verhaal.beelden import Trap

STAAF = 4.6


@dataclass(frozen=True)
class WaterfallChart(Trap):
    """Drawn."""

    def delen(self, t: Pen) -> list[Drawing]:
        rows = (*self.treden, self.totaal)
        height = t.rijhoogte((r.naam for r in rows), STAAF) + 1.6
        ends = [Decimal(), *accumulate(s.waarde for s in self.treden)]
        low, high = min(ends), max(*ends, self.totaal.waarde)
        room = t.ruimte(r.tekst for r in rows)
        scale = Decimal(BREEDTE - STAVEN - room) / ((high - low) or 1)

        def place(value: Decimal) -> float:
            return STAVEN + float((value - low) * scale)

        def begin(deel: Drawing) -> None:
            t.legenda(deel, (), self.eenheid)

        def row(deel: Drawing, n: int) -> None:
            last = n == len(self.treden)
            start, end = (Decimal(), self.totaal.waarde) if last else (ends[n], ends[n + 1])
            middle = deel.hoogte + height / 2
            t.rijbegin(deel, rows[n].naam, height)
            left, right = sorted((place(start), place(end)))
            series = self.SAMEN if last else self.STAP
            deel.vlakken.append(t.vlak(left, middle - STAAF / 2, right - left, STAAF, series))
            gap = (height - STAAF) / 2
            if n:  # from where the one before ended
                at = place(ends[n]) - DUN
                deel.vlakken.append(Box(at, deel.hoogte, DUN, gap, t.kleuren.grijs))
            if not last:  # to where the next one begins
                at = place(end) - DUN
                deel.vlakken.append(Box(at, middle + STAAF / 2, DUN, gap, t.kleuren.grijs))
            t.bijschrift(deel, right, middle, rows[n].tekst)

        return t.delen(len(rows), height, begin, row)
