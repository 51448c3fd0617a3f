"""The parts of a picture, and the one who draws them: with these colours, in this font."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from mo_report.bijlage.beeld.maat import FontWidths
from mo_report.bijlage.huisstijl import Kleuren

BREEDTE, HOOGTE = 170, 176  # between the margins of an A4; a part fits below a title
NAAM, TEKST = 48, 40  # the most that a name takes, and a text beside a bar
STAVEN = NAAM + 3.0  # where the bars begin
LETTER, CIJFER, REGEL, LUCHT, DUN = 2.9, 2.6, 3.6, 1.4, 0.2
SLEUTEL = 2.6  # a key of the legend


@dataclass(frozen=True)
class Box:
    """A bar, a cell or, very thin, a line; `rand` is the colour of its outline."""

    x: float
    y: float
    breedte: float
    hoogte: float
    kleur: str
    rand: str = ""


@dataclass(frozen=True)
class Caption:
    """Text with its middle at y; `anker` says what stands at x: its start or its end."""

    x: float
    y: float
    tekst: str
    kleur: str
    anker: str = "start"
    grootte: float = LETTER


@dataclass
class Drawing:
    """A drawing that stays on one page; while it is made, the next row begins at `hoogte`."""

    vlakken: list[Box] = field(default_factory=list)
    teksten: list[Caption] = field(default_factory=list)
    hoogte: float = DUN
    breedte: float = BREEDTE


@dataclass(frozen=True)
class Pen:
    kleuren: Kleuren
    maat: FontWidths

    def breedte(self, text: str, size: float = LETTER) -> float:
        return self.maat.breedte(text, size)

    def regels(self, text: str, width: float, most: int = 1, size: float = LETTER) -> list[str]:
        return self.maat.regels(text, width, most, size)

    def vlak(self, x: float, y: float, breedte: float, hoogte: float, reeks: int) -> Box:
        """An area in the colour of a series, numbered from 0."""
        kleur = self.kleuren.reeks(reeks)
        return Box(x, y, breedte, hoogte, kleur, self.kleuren.rand(kleur))

    def naam(self, deel: Drawing, text: str, width: float, y: float) -> None:
        """A name of one line or two in front of a row, with its middle at y."""
        lines = self.regels(text, width, 2)
        for n, line in enumerate(lines):
            middle = y + REGEL * (2 * n + 1 - len(lines)) / 2
            deel.teksten.append(Caption(0, middle, line, self.kleuren.inkt))

    def rijhoogte(self, names: Iterable[str], least: float) -> float:
        """How high a row is that has room for any of these names."""
        return max(least, REGEL * max(len(self.regels(n, NAAM, 2)) for n in names))

    def rijbegin(self, deel: Drawing, name: str, height: float) -> None:
        """The name of the next row, and a thin line above it."""
        self.naam(deel, name, NAAM, deel.hoogte + height / 2)
        deel.vlakken.append(Box(0, deel.hoogte, BREEDTE, DUN, self.kleuren.lijn))

    def ruimte(self, texts: Iterable[str]) -> float:
        """How much room any of these texts needs at the end of its bar."""
        return max(min(self.breedte(x), TEKST) for x in texts) + LUCHT

    def bijschrift(self, deel: Drawing, x: float, y: float, text: str, *, links: bool = False) -> None:
        """The text at the end of a bar, at its right or at its left."""
        line, ink = self.regels(text, TEKST)[0], self.kleuren.inkt
        end = Caption(x - LUCHT, y, line, ink, "end") if links else Caption(x + LUCHT, y, line, ink)
        deel.teksten.append(end)

    def legenda(self, deel: Drawing, keys: Sequence[tuple[str, Sequence[Box]]], unit: str) -> None:
        """The unit and the keys: each some areas at (0, 0) and, behind them, what they mean."""
        x, step = 0.0, REGEL + 1
        if unit:
            text = self.regels(f"in {unit}", BREEDTE)[0]
            deel.teksten.append(Caption(0, deel.hoogte + step / 2, text, self.kleuren.grijs))
            x = self.breedte(text) + 5
        for name, areas in keys:
            wide = max(a.x + a.breedte for a in areas)
            text = self.regels(name, BREEDTE - wide - LUCHT)[0]
            room = wide + LUCHT + self.breedte(text)
            if x and x + room > BREEDTE:
                x, deel.hoogte = 0.0, deel.hoogte + step
            y = deel.hoogte + (step - SLEUTEL) / 2
            deel.vlakken += [Box(x + a.x, y + a.y, a.breedte, a.hoogte, a.kleur, a.rand) for a in areas]
            deel.teksten.append(Caption(x + wide + LUCHT, deel.hoogte + step / 2, text, self.kleuren.inkt))
            x += room + 5
        if x:
            deel.hoogte += step + LUCHT

    def sleutels(self, names: Sequence[str], colours: Sequence[int]) -> list[tuple[str, list[Box]]]:
        """A key for each series, with the number of its colour."""
        return [(name, [self.vlak(0, 0, SLEUTEL, SLEUTEL, n)]) for name, n in zip(names, colours, strict=True)]

    def delen(
        self,
        rows: int,
        height: float,
        begin: Callable[[Drawing], None],
        row: Callable[[Drawing, int], None],
    ) -> list[Drawing]:
        """The rows over as many drawings as they need; `begin` is what each starts with."""
        found: list[Drawing] = []
        for n in range(rows):
            if not found or found[-1].hoogte + height > HOOGTE:
                found.append(Drawing())
                begin(found[-1])
            row(found[-1], n)
            found[-1].hoogte += height
        return found


class Drawn(Protocol):
    """A picture that can be drawn."""

    def delen(self, t: Pen) -> list[Drawing]: ...
