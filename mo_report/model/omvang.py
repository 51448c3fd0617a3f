"""How large an input may be: what the program promises, and how far it goes beyond that."""

from __future__ import annotations

from mo_report.engine.schema import Block
from mo_report.model import Locatie, Team
from mo_report.model.algemeen import COMPONENT

#: Locaties of a large region, and the rows of a sheet that do not grow with them.
LOCATIES, OVERIG = 500, 95
#: As far as the checks of an input workbook look; names on a list, and rows of such a sheet.
LAATSTE = 2_000


def ruimte(block: type[Block]) -> int:
    """How many rows of a sheet are ready for use: enough for 30 aanbieders and 500 locaties."""
    keys = {k.among for k in block.key_columns()}
    if COMPONENT in keys:
        return 3 * LOCATIES
    if block in (Locatie, Team) or keys & {Locatie, Team}:
        return len(keys) * LOCATIES
    return OVERIG


def meeste_rijen(block: type[Block]) -> int:
    """How many rows of a sheet are read: twice what is promised."""
    room = ruimte(block)
    return LAATSTE if room == OVERIG else 2 * room


def meekijken(block: type[Block]) -> int:
    """How many rows of a sheet are computed while somebody types: enough for most gemeenten."""
    return OVERIG * max(1, ruimte(block) // LOCATIES)
