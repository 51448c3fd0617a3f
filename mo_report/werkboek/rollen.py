"""The sheets of a workbook by name: their role, and the order in which they are read."""

from __future__ import annotations

from mo_report.verhaal import HOOFDSTUKKEN
from mo_report.verhaal.gegevens import PARAMETERS
from mo_report.verhaal.kort import SAMENVATTING
from mo_report.verhaal.lezen import LEESWIJZER
from mo_report.verhaal.slot import CONTROLE, HULP, REACTIE
from mo_report.verhaal.vorm import Blad, Rol

__all__ = [
    "CONTROLE",
    "HULPREGELS",
    "LEESWIJZER",
    "PARAMETERS",
    "REACTIE",
    "SAMENVATTING",
    "Blad",
    "Rol",
    "rank_of",
    "role_names",
]

#: What formulas need and no other sheet shows.
HULPREGELS = Blad(
    HULP,
    "Regels waar de formules op de andere bladen op rekenen.",
    Rol.BEREKENING,
    lambda _: (),
    plaats=40,
    stroom=98,
)


def role_names() -> set[str]:
    """The names of all sheets that are not named after something in the input."""
    return {HULP, *(b.naam for h in HOOFDSTUKKEN for b in h.bladen)}


def rank_of(blad: Blad) -> int:
    """The place of a sheet in the order of reading."""
    return blad.plaats
