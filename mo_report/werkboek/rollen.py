"""The role of each sheet of a workbook, and the order in which the sheets are read."""

from __future__ import annotations

from enum import StrEnum

from mo_report.verhaal.hoofdstukken import HOOFDSTUKKEN


class Rol(StrEnum):
    """What a sheet is for; every sheet has one role."""

    LEESMIJ = "leesmij"
    INVOER = "invoer"
    BEREKENING = "berekening"
    UITVOER = "uitvoer"
    CONTROLE = "controle"

    @property
    def kleur(self) -> str:
        """The colour of the sheet's tab; the word stands on the leeswijzer."""
        return {
            Rol.LEESMIJ: "9CA3AF",
            Rol.INVOER: "E3B505",
            Rol.BEREKENING: "6B9AC4",
            Rol.UITVOER: "154273",
            Rol.CONTROLE: "39870C",
        }[self]


SAMENVATTING, LEESWIJZER, REACTIE, CONTROLE = "Samenvatting", "Leeswijzer", "Reactie", "Controle"
#: Sheets named after a locatie come after these.
_VOORAAN = (SAMENVATTING, LEESWIJZER, REACTIE)
PARAMETERS, HULP = "Parameters", "Hulpregels"
_U, _B, _I = Rol.UITVOER, Rol.BEREKENING, Rol.INVOER

#: Our own sheets in the order of reading: outcomes, what they are computed with, what is given.
BLADEN: dict[str, Rol] = {
    SAMENVATTING: _U,
    LEESWIJZER: Rol.LEESMIJ,
    REACTIE: _I,
    "Reacties": _U,
    "Alles overgenomen": _U,
    "Gevolgen": _U,
    "Opmerkingen": _U,
    **{h.blad: _U for h in HOOFDSTUKKEN},
    "Vergelijking": _U,
    "Aannameregister": _U,
    "Locatietarieven": _B,
    "Trajecttarieven": _B,
    "Dagopvangtarieven": _B,
    "Locatiekosten": _B,
    "Uurtarieven": _B,
    "Opslagen en uren": _B,
    "Componenten": _B,
    "Salarissen": _B,
    "ORT": _B,
    "ORT-kaart": _B,
    HULP: _B,
    PARAMETERS: _I,
    "Invoer salarissen": _I,
    "Invoer ORT": _I,
    "Invoer locaties": _I,
    "Invoer overig": _I,
    "Bronnen": Rol.LEESMIJ,
    "Antwoorden": Rol.CONTROLE,
    "Aansluiting": Rol.CONTROLE,
    CONTROLE: Rol.CONTROLE,
}


def rang(blad: str) -> int:
    """The place of a sheet in the order of reading; a locatie's comes after the first few."""
    names = list(BLADEN)
    return 2 * names.index(blad) if blad in BLADEN else 2 * len(_VOORAAN) - 1
