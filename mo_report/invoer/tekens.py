"""Characters that the font of the PDFs does not have: better told now than left out there."""

from __future__ import annotations

from collections.abc import Iterator

from mo_report.engine.dossier import Plek, Record
from mo_report.engine.plek import plek_van
from mo_report.lib.bevinding import Bevinding
from mo_report.lib.lettertype import tekens

#: Space that is no letter of the font, and that a PDF can do without.
WIT = " \t\r\n\u00a0"


def controleer_tekens(records: list[Record]) -> Iterator[Bevinding]:
    """A finding for each text with a character that cannot be printed, once per cell."""
    known = tekens()
    for record in records:
        for plek, text in _texts(record):
            missing = dict.fromkeys(c for c in text if c not in known and c not in WIT)
            if missing:
                shown = ", ".join(map(_getoond, missing))
                yield Bevinding(
                    plek.blad,
                    plek.cel,
                    f"Het lettertype van de PDF kent dit teken niet: {shown}.",
                    "letters, cijfers en leestekens van West-Europese talen",
                    "Vervang het teken of haal het weg.",
                )


def _getoond(char: str) -> str:
    return f"‘{char}’" if char.isprintable() else f"U+{ord(char):04X}"


def _texts(record: Record) -> Iterator[tuple[Plek, str]]:
    columns = {c.name: c for c in record.block.columns}
    for name, text in record.texts.items():
        yield plek_van(record, columns.get(name)), text
    for given in record.values.values():
        bron = Plek(given.plek.blad, given.bron_cel) if given.bron_cel else given.plek
        yield bron, f"{given.bron}{given.vindplaats}{given.toelichting}"
