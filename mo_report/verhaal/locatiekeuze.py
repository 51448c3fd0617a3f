"""One sheet for many locaties: any of them can be chosen."""

from __future__ import annotations

from dataclasses import dataclass

from mo_report.verhaal.vorm import Blad, BladDeel, Lezer, Rol

#: More locaties than this share a sheet on which one is chosen.
MEESTE_BLADEN = 4


@dataclass(frozen=True)
class Locatiekeuze(BladDeel):
    """How the tariff of one locatie is built up, to be chosen, over a grid of all."""


KEUZEBLAD = Blad(
    "Locaties",
    "Kies een locatie: u ziet de opbouw van haar tarief.",
    Rol.UITVOER,
    lambda _: (Locatiekeuze(),),
    Lezer.AANBIEDER,
    plaats=4,
    stroom=22,
    bevries="B4",
    voorop=3,
)
