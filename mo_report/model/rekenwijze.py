"""Where the formulas of the model come from: the rekenwijze.

A formula says its place in words that every reader may see. Which works these places are in is
told once in a document, under ‘De rekenwijze’ (`verhaal/rekenwijze.py`); where a figure comes from
is only ever what the input says.
"""

from __future__ import annotations

from mo_report.engine.schema import Source

#: The title of the report that the kostprijsmodel stands in, as the input may name it.
RAPPORT_TITEL = "Evaluatie contracten MO Haarlem"


def RAPPORT(place: str) -> Source:
    """A place in the report of bureau HHM of 2020."""
    return Source("", place)


def B2(place: str) -> Source:
    """A place in its bijlage 2."""
    return RAPPORT(f"bijlage 2, {place}")


#: The article on a reële prijs; which one it is, is told once in a document.
WETTELIJK = Source("", "wettelijk kader")
#: Informatienota 2023/323732 of Haarlem.
NOTA = Source("informatienota", "hoofdstuk 3")
VNG25 = Source("VNG", "rekenvoorbeeld indexering 2025")
