"""Two pictures of the annexes as shapes in millimetres: the template only writes them out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from unicodedata import normalize

BREEDTE, HOOGTE = 170, 184  # between the margins of an A4; a part fits below a title and a legend
NAAM, DAG, TEKST = 48, 34, 40  # the most that a name takes, a kind of day, a text beside a bar
LETTER, CIJFER, REGEL, LUCHT, DUN, VAK = 2.9, 2.6, 3.6, 1.4, 0.2, 6.0
TINTEN, DONKER = 10, 7  # steps from white to the darkest; from where on to write in white
#: Widths of characters in thousandths of the letter size, rounded up; letters without accents.
_WIDTH = {char: width / 1000 for width, chars in {
    265: "',.:;ij|l‘’ \u00a0", 320: "!f()[]{}I-", 360: "/\\rt°", 440: '*?sz"“”„«»', 460: "cx",
    500: "#$+0123456789<=>FJLY^_ek~€−–≤≥×vy", 560: "VXagAESTZ`hnoubpq", 600: "CPRKBßd",
    680: "&DGNUHOQ→", 850: "wMWmæ%½@", 965: "…", 2200: "‱⸺⸻",
}.items() for char in chars}  # fmt: skip


def tekstbreedte(text: str, size: float = LETTER) -> float:
    """How wide a text is in the font of the annexes: a little more, never less."""
    return size * sum(_WIDTH.get(normalize("NFD", char)[0], 1.21) for char in text)


def regels(text: str, width: float, most: int = 1, size: float = LETTER) -> list[str]:
    """The text on at most so many lines; what does not fit ends in an ellipsis."""
    text = " ".join(text.split())
    if tekstbreedte(text, size) <= width:
        return [text]
    room, end = width - size * (most == 1), 0
    while tekstbreedte(text[: end + 1], size) <= room:
        end += 1
    if most == 1:
        return [text[:end].rstrip() + "…"]
    end = max(text.rfind(" ", 0, end + 1), 0) or end
    return [text[:end], *regels(text[end:], width, most - 1, size)]


@dataclass(frozen=True)
class Vlak:
    """A bar, a cell or, very thin, a line. What a `klasse` looks like is up to the template."""

    x: float
    y: float
    breedte: float
    hoogte: float
    klasse: str


@dataclass(frozen=True)
class Tekst:
    """Text with its middle at y; `anker` says what stands at x: its start or its end."""

    x: float
    y: float
    tekst: str
    kleur: str = "inkt"
    anker: str = "start"
    grootte: float = LETTER


@dataclass
class Deel:
    """A drawing that stays on one page; while it is made, the next row begins at `hoogte`."""

    vlakken: list[Vlak] = field(default_factory=list)
    teksten: list[Tekst] = field(default_factory=list)
    hoogte: float = DUN
    breedte: float = BREEDTE

    def naam(self, text: str, width: float, y: float) -> None:
        """A name of one line or two in front of a row, with its middle at y."""
        lines = regels(text, width, 2)
        for n, line in enumerate(lines):
            self.teksten.append(Tekst(0, y + REGEL * (2 * n + 1 - len(lines)) / 2, line))


def _delen(rows: int, height: float, draw: Callable[[Deel, int], None]) -> list[Deel]:
    """The rows over as many drawings as they need."""
    most = int(HOOGTE / height)
    found = [Deel() for _ in range(0, rows, most)]
    for n in range(rows):
        draw(found[n // most], n)
        found[n // most].hoogte += height
    return found


@dataclass(frozen=True)
class Groep:
    naam: str
    waarden: tuple[Decimal | None, ...]  # one for each series; None has no bar, only a text
    teksten: tuple[str, ...]


@dataclass(frozen=True)
class Staafgrafiek:
    """Groups of bars that lie below one another; what is less than zero lies to the left."""

    titel: str
    uitleg: str
    eenheid: str
    reeksen: tuple[str, ...]
    groepen: tuple[Groep, ...]

    @property
    def legenda(self) -> list[tuple[str, str]]:
        return [(regels(name, 160)[0], f"reeks{n}") for n, name in enumerate(self.reeksen, 1)]

    @property
    def delen(self) -> list[Deel]:
        """The drawings, all to the same scale: beside the bars there is room for their texts."""
        bar = 3.6 if len(self.reeksen) > 1 else 4.4
        lines = max(len(regels(g.naam, NAAM, 2)) for g in self.groepen)
        height = max(bar * len(self.reeksen), REGEL * lines) + 2.2
        most, rooms = [Decimal(), Decimal()], [DUN, 0.0]  # above zero, below zero
        for group in self.groepen:
            for value, text in zip(group.waarden, group.teksten, strict=True):
                side = value is not None and value < 0
                most[side] = max(most[side], abs(value or Decimal()))
                rooms[side] = max(rooms[side], min(tekstbreedte(text), TEKST) + LUCHT)
        scale = Decimal(BREEDTE - NAAM - 3 - sum(rooms)) / (sum(most) or 1)
        zero = NAAM + 3 + rooms[1] + float(most[1] * scale)

        def draw(deel: Deel, n: int) -> None:
            group, top = self.groepen[n], deel.hoogte
            deel.naam(group.naam, NAAM, top + height / 2)
            deel.vlakken.append(Vlak(0, top, BREEDTE, DUN, "scheiding"))
            y = top + (height - bar * len(self.reeksen)) / 2
            for key, value, text in zip(self.legenda, group.waarden, group.teksten, strict=True):
                end = zero + float((value or 0) * scale)
                x, size = min(zero, end), abs(end - zero)
                deel.vlakken.append(Vlak(x, y + DUN, size, bar - 2 * DUN, key[1]))
                x, anchor = (end - LUCHT, "end") if end < zero else (end + LUCHT, "start")
                deel.teksten.append(Tekst(x, y + bar / 2, regels(text, TEKST)[0], anker=anchor))
                y += bar
            deel.vlakken.append(Vlak(zero - DUN / 2, top, DUN, height, "as"))

        return _delen(len(self.groepen), height, draw)


@dataclass(frozen=True)
class Vak:
    waarde: Decimal  # as a fraction
    tekst: str
    gewerkt: bool


@dataclass(frozen=True)
class Rij:
    naam: str
    vakken: tuple[Vak, ...]


@dataclass(frozen=True)
class Hittekaart:
    """Hours of kinds of days: the darker, the higher; and a stripe below each hour worked."""

    titel: str
    uitleg: str
    kolommen: tuple[str, ...]
    rijen: tuple[Rij, ...]
    eenheid: str = ""

    @property
    def legenda(self) -> list[tuple[str, str]]:
        tints = [("", f"tint{n}") for n in range(0, TINTEN, 3)]  # they share the name of the next
        dark = ("hoe donkerder, hoe hoger", f"tint{TINTEN}")
        worked = any(cell.gewerkt for row in self.rijen for cell in row.vakken)
        return [*tints, dark, *[("streep onder het vak: gewerkt", "gewerkt")] * worked]

    @property
    def delen(self) -> list[Deel]:
        """The drawings, each with the names of the columns."""
        most = max(cell.waarde for row in self.rijen for cell in row.vakken) or 1
        width = (BREEDTE - DAG - DUN) / len(self.kolommen)

        texts = [*self.kolommen, *(cell.tekst for row in self.rijen for cell in row.vakken)]
        size = min(CIJFER, (width - 2 * DUN) / max(0.1, *(tekstbreedte(t, 1) for t in texts)))

        def write(deel: Deel, n: int, text: str, colour: str) -> None:
            x = DAG + width * (n + 0.5) - tekstbreedte(text, size) / 2  # an anchor costs 400 bytes
            deel.teksten.append(Tekst(x, deel.hoogte + VAK / 2, text, colour, grootte=size))

        def draw(deel: Deel, n: int) -> None:
            if not deel.vlakken:
                for column, name in enumerate(self.kolommen):
                    write(deel, column, name, "grijs")
                deel.hoogte += VAK
            deel.naam(self.rijen[n].naam, DAG, deel.hoogte + VAK / 2)
            for column, cell in enumerate(self.rijen[n].vakken):
                x, y, tint = DAG + width * column, deel.hoogte, round(cell.waarde / most * TINTEN)
                deel.vlakken.append(Vlak(x, y, width, VAK, f"tint{tint}"))
                write(deel, column, cell.tekst, "wit" if tint >= DONKER else "zwart")
                if cell.gewerkt:
                    y += VAK + 2 * DUN
                    deel.vlakken.append(Vlak(x + DUN, y, width - 2 * DUN, LUCHT, "gewerkt"))

        return _delen(len(self.rijen), VAK + 3.4, draw)
