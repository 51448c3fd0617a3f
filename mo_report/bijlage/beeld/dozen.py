"""Boxes on lines: how figures spread around a value."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from mo_report.bijlage.beeld.vorm import BREEDTE, DUN, STAVEN, Box, Drawing, Pen
from mo_report.verhaal.beelden import Dozen

#: How high a box is, and what stands out above and below it.
DOOS, UITSTEEK = 3.6, 1.0
#: How wide the marks are: of the middle one, and of the value beside the figures.
MIDDEN, EIGEN = 0.5, 1.0
_HELFT, _MIDDEN, _EIGEN = 1, 0, 2


@dataclass(frozen=True)
class BoxPlot(Dozen):
    """Drawn."""

    def delen(self, t: Pen) -> list[Drawing]:
        """The drawings; each row runs over the same width, from its lowest to its highest."""
        height = t.rijhoogte((d.naam for d in self.dozen), DOOS + 2 * UITSTEEK) + 2.2
        left, right = (t.ruimte([d.teksten[n] for d in self.dozen]) for n in (0, 1))
        begin_x, wide = STAVEN + left, BREEDTE - STAVEN - left - right

        def begin(deel: Drawing) -> None:
            keys = (self.helft, self.midden, *([self.eigen] if any(d.eigen is not None for d in self.dozen) else []))
            t.legenda(deel, t.sleutels(keys, (_HELFT, _MIDDEN, _EIGEN)[: len(keys)]), "")

        def row(deel: Drawing, n: int) -> None:
            own, top = self.dozen[n], deel.hoogte
            t.rijbegin(deel, own.naam, height)
            middle = top + height / 2
            every = [*own.punten, *([own.eigen] if own.eigen is not None else [])]
            least, most = min(every), max(every)

            def at(value: Decimal) -> float:
                part = (value - least) / (most - least) if most > least else 0.5
                return begin_x + float(part) * wide

            low, q1, mid, q3, high = (at(p) for p in own.punten)
            deel.vlakken.append(Box(low, middle - DUN / 2, max(high - low, DUN), DUN, t.kleuren.inkt))
            deel.vlakken += [Box(x - DUN / 2, middle - DOOS / 4, DUN, DOOS / 2, t.kleuren.inkt) for x in (low, high)]
            deel.vlakken.append(t.vlak(q1, middle - DOOS / 2, max(q3 - q1, DUN), DOOS, _HELFT))
            if own.eigen is not None:
                tall = DOOS + 2 * UITSTEEK
                deel.vlakken.append(t.vlak(at(own.eigen) - EIGEN / 2, middle - tall / 2, EIGEN, tall, _EIGEN))
            deel.vlakken.append(t.vlak(mid - MIDDEN / 2, middle - DOOS / 2, MIDDEN, DOOS, _MIDDEN))
            t.bijschrift(deel, begin_x, middle, own.teksten[0], links=True)
            t.bijschrift(deel, begin_x + wide, middle, own.teksten[1])

        return t.delen(len(self.dozen), height, begin, row)
