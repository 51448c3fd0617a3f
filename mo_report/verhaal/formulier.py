"""A form that somebody outside fills in and sends back: its rows, and the words by which it is known again."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from decimal import Decimal

from mo_report.engine.schema import Parameter
from mo_report.lib.notatie import Unit
from mo_report.verhaal.reactie.vorm import VAN

#: The labels of the lines on top, beside those of a reactieblad.
SOORT = "soort formulier"
#: The headings.
ONDERDEEL, VRAAG, DEFINITIE, EENHEID, PERIODE, VOORBEELD = (
    "onderdeel",
    "gevraagd",
    "wat eronder valt",
    "eenheid",
    "periode",
    "voorbeeld",
)
CIJFER, NVT, TOELICHTING, KLAAR, KENMERK = "uw cijfer", "niet van toepassing", "toelichting", "klaar?", "kenmerk"
#: What stands before the name of the one who fills it in.
INSCHRIJVER = "inschrijver"
WIE = (VAN, INSCHRIJVER)
#: What the gemeente wrote: who fills the form in leaves it as it is.
VAST = (ONDERDEEL, VRAAG, DEFINITIE, EENHEID, PERIODE, VOORBEELD)


@dataclass(frozen=True)
class Opgave:
    """What stands in the open cells of a row: a figure in the unit of the row, or that there is none."""

    cijfer: Decimal | None = None
    nvt: bool = False
    toelichting: str = ""

    def __bool__(self) -> bool:
        return self != Opgave()


@dataclass(frozen=True)
class Vraag:
    """A row of a form.

    kenmerk   a name that is unique in the form, and the same in every version
    grenzen   which figures are possible and which are usual
    opgave    what is filled in already, from an earlier time
    """

    kenmerk: str
    onderdeel: str
    vraag: str
    definitie: str
    eenheid: Unit
    grenzen: Parameter
    periode: str = ""
    voorbeeld: str = ""
    opgave: Opgave = Opgave()

    @property
    def vast(self) -> dict[str, str]:
        """What the gemeente wrote, by heading."""
        texts = (self.onderdeel, self.vraag, self.definitie, self.eenheid.word, self.periode, self.voorbeeld)
        return dict(zip(VAST, texts, strict=True))


@dataclass(frozen=True)
class Formulier:
    """A form for one aanbieder or inschrijver.

    wie      what the one who fills it in is called
    blad     the name of its sheet, by which it is known again
    kop      lines on top: what they are, and what they say
    nvt      whether a row may be left out as not applicable
    som      what the rows of one onderdeel together are called; empty: they are not added up
    """

    blad: str
    titel: str
    van: str
    gemeente: str
    kop: tuple[tuple[str, str], ...]
    uitleg: tuple[str, ...]
    vragen: tuple[Vraag, ...]
    wie: str = VAN
    nvt: bool = True
    som: str = ""

    @property
    def kenmerk(self) -> str:
        """A mark of what is asked of whom: of other questions, other words or another name it is another one."""
        lines = [self.van, *(f"{v.kenmerk} {v.vast}" for v in self.vragen)]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]
