"""Steps that each begin where the one before ended, and what they come to."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from mo_report.bijlage.beeld.vorm import (
    BREEDTE,
    DUN,
    LUCHT,
    NAAM,
    REGEL,
    TEKST,
    Deel,
    Tekenaar,
    Tekst,
    Vlak,
)

STAAF = 4.6
#: The series in which the steps are drawn.
STAP = 5


@dataclass(frozen=True)
class Trede:
    naam: str
    waarde: Decimal
    tekst: str


@dataclass(frozen=True)
class Waterval:
    """The steps from nothing to a total, which stands below them as a bar of its own."""

    titel: str
    uitleg: str
    eenheid: str
    treden: tuple[Trede, ...]
    totaal: Trede

    def delen(self, t: Tekenaar) -> list[Deel]:
        rows = (*self.treden, self.totaal)
        lines = max(len(t.regels(r.naam, NAAM, 2)) for r in rows)
        height = max(STAAF, REGEL * lines) + 1.6
        ends = [Decimal(), *accumulate(s.waarde for s in self.treden)]
        low, high = min(ends), max(*ends, self.totaal.waarde)
        room = max(min(t.breedte(r.tekst), TEKST) for r in rows) + LUCHT
        scale = Decimal(BREEDTE - NAAM - 3 - room) / ((high - low) or 1)

        def place(value: Decimal) -> float:
            return NAAM + 3 + float((value - low) * scale)

        def begin(deel: Deel) -> None:
            t.legenda(deel, (), self.eenheid)

        def row(deel: Deel, n: int) -> None:
            last = n == len(self.treden)
            start, end = (Decimal(), self.totaal.waarde) if last else (ends[n], ends[n + 1])
            middle = deel.hoogte + height / 2
            t.naam(deel, rows[n].naam, NAAM, middle)
            t.scheiding(deel)
            left, right = sorted((place(start), place(end)))
            series = 0 if last else STAP
            deel.vlakken.append(t.vlak(left, middle - STAAF / 2, right - left, STAAF, series))
            gap = (height - STAAF) / 2
            if n:  # from where the one before ended
                at = place(ends[n]) - DUN
                deel.vlakken.append(Vlak(at, deel.hoogte, DUN, gap, t.kleuren.grijs))
            if not last:  # to where the next one begins
                at = place(end) - DUN
                deel.vlakken.append(Vlak(at, middle + STAAF / 2, DUN, gap, t.kleuren.grijs))
            text = t.regels(rows[n].tekst, TEKST)[0]
            deel.teksten.append(Tekst(right + LUCHT, middle, text, t.kleuren.inkt))

        return t.delen(len(rows), height, begin, row)
