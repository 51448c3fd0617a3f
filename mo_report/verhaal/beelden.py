"""Pictures as figures and words: what is drawn, and not how."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar


@dataclass(frozen=True)
class Beeld:
    """A picture: its title, and what it shows in words for whom a picture says nothing."""

    titel: str
    uitleg: str


@dataclass(frozen=True)
class Groep:
    naam: str
    waarden: tuple[Decimal | None, ...]  # one for each series; None has no bar, only a text
    teksten: tuple[str, ...]


@dataclass(frozen=True)
class Staven(Beeld):
    """Bars beside one another, in groups."""

    eenheid: str
    reeksen: tuple[str, ...]
    groepen: tuple[Groep, ...]


@dataclass(frozen=True)
class Stapel:
    naam: str
    waarden: tuple[Decimal | None, ...]
    teksten: tuple[str, ...]
    totaal: str


@dataclass(frozen=True)
class Stapels(Beeld):
    """Bars of parts that together are a whole.

    plaatsen  the number of the colour of each part: the same part has the same one in every picture
    """

    eenheid: str
    onderdelen: tuple[str, ...]
    plaatsen: tuple[int, ...]
    stapels: tuple[Stapel, ...]


@dataclass(frozen=True)
class Trede:
    naam: str
    waarde: Decimal
    tekst: str


@dataclass(frozen=True)
class Trap(Beeld):
    """Steps that each begin where the one before ended, and what they come to."""

    eenheid: str
    treden: tuple[Trede, ...]
    totaal: Trede

    #: The number of the colour of the steps, and of what they come to.
    STAP: ClassVar[int] = 5
    SAMEN: ClassVar[int] = 0


@dataclass(frozen=True)
class Doos:
    """Figures from low to high, and what they are held against.

    punten  the lowest, the one with a quarter below it, the middle one, that with a quarter above it, the highest
    eigen   the value beside them; None where there is none
    """

    naam: str
    punten: tuple[Decimal, Decimal, Decimal, Decimal, Decimal]
    eigen: Decimal | None
    teksten: tuple[str, str]  # at its left and at its right


@dataclass(frozen=True)
class Dozen(Beeld):
    """How figures spread: a box for the middle half, each row on a scale of its own."""

    helft: str
    midden: str
    eigen: str
    dozen: tuple[Doos, ...]


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
class Kaart(Beeld):
    """A map of hours: the darker, the higher."""

    kolommen: tuple[str, ...]
    rijen: tuple[Rij, ...]
    eenheid: str = ""
    donker: str = "hoe hoger de toeslag"
    """What a darker square means."""
