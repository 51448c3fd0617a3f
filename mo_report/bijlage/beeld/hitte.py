"""A map of hours: the darker, the higher."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from mo_report.bijlage.beeld.vorm import (
    BREEDTE,
    CIJFER,
    DUN,
    LUCHT,
    SLEUTEL,
    Box,
    Caption,
    Drawing,
    Pen,
)
from mo_report.bijlage.huisstijl.stijl import TINTEN
from mo_report.verhaal.beelden import Kaart

DAG, VAK = 34, 6.0
#: The series in which worked hours are drawn.
GEWERKT = 1


@dataclass(frozen=True)
class HeatMap(Kaart):
    """Drawn."""

    def delen(self, t: Pen) -> list[Drawing]:
        """The drawings, each with the names of the columns."""
        cells = [cell for row in self.rijen for cell in row.vakken]
        most = max(c.waarde for c in cells) or Decimal(1)
        width = (BREEDTE - DAG - DUN) / len(self.kolommen)
        texts = [*self.kolommen, *(c.tekst for c in cells)]
        size = min(CIJFER, (width - 2 * DUN) / max(0.1, *(t.breedte(x, 1) for x in texts)))
        worked = any(c.gewerkt for c in cells)

        def write(deel: Drawing, n: int, text: str, colour: str) -> None:
            if text:
                x = DAG + width * (n + 0.5) - t.breedte(text, size) / 2  # an anchor costs 400 bytes
                deel.teksten.append(Caption(x, deel.hoogte + VAK / 2, text, colour, grootte=size))

        def begin(deel: Drawing) -> None:
            t.legenda(deel, self._sleutels(t, worked), self.eenheid)
            for column, name in enumerate(self.kolommen):
                write(deel, column, name, t.kleuren.grijs)
            deel.hoogte += VAK

        def row(deel: Drawing, n: int) -> None:
            t.naam(deel, self.rijen[n].naam, DAG, deel.hoogte + VAK / 2)
            for column, cell in enumerate(self.rijen[n].vakken):
                x, y = DAG + width * column, deel.hoogte
                colour = t.kleuren.tinten[round(max(cell.waarde, Decimal()) / most * TINTEN)]
                deel.vlakken.append(Box(x, y, width, VAK, colour, t.kleuren.lijn))
                write(deel, column, cell.tekst, t.kleuren.tekst_op(colour))
                if cell.gewerkt:
                    y += VAK + 2 * DUN
                    deel.vlakken.append(t.vlak(x + DUN, y, width - 2 * DUN, LUCHT, GEWERKT))

        return t.delen(len(self.rijen), VAK + 3.4, begin, row)

    def _sleutels(self, t: Pen, worked: bool) -> list[tuple[str, list[Box]]]:
        shades = [
            Box(n * (SLEUTEL + 0.8), 0, SLEUTEL, SLEUTEL, t.kleuren.tinten[tint], t.kleuren.lijn)
            for n, tint in enumerate(range(1, TINTEN + 1, 3))
        ]
        keys = [(f"hoe donkerder, {self.donker}", shades)]
        if worked:
            stripe = t.vlak(0, (SLEUTEL - LUCHT) / 2, 2 * SLEUTEL, LUCHT, GEWERKT)
            keys.append(("streep onder het vak: gewerkt", [stripe]))
        return keys
