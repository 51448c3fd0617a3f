"""Characters that the font of the PDFs does not have: better told now than left out there."""

from __future__ import annotations

from collections.abc import Iterator

from mo_report.engine.dossier import Place, Record
from mo_report.engine.plek import place_of
from mo_report.lib.bevinding import Finding
from mo_report.lib.lettertype import not_in_font

#: Space that is no letter of the font, and that a PDF can do without.
WIT = " \t\r\n\u00a0"


def check_characters(records: list[Record]) -> Iterator[Finding]:
    """A finding for each text with a character that cannot be printed, once per cell."""
    for record in records:
        for plek, text in _texts(record):
            missing = [c for c in not_in_font(text) if c not in WIT]
            if missing:
                shown = ", ".join(map(_getoond, missing))
                yield Finding(
                    plek.blad,
                    plek.cel,
                    f"Het lettertype van de PDF kent dit teken niet: {shown}.",
                    "letters, cijfers en leestekens van West-Europese talen",
                    "Vervang het teken of haal het weg.",
                )


def _getoond(char: str) -> str:
    return f"‘{char}’" if char.isprintable() else f"U+{ord(char):04X}"


def _texts(record: Record) -> Iterator[tuple[Place, str]]:
    columns = {c.name: c for c in record.block.columns}
    for name, text in record.texts.items():
        yield place_of(record, columns.get(name)), text
    for given in record.values.values():
        bron = Place(given.plek.blad, given.bron_cel) if given.bron_cel else given.plek
        yield bron, f"{given.bron}{given.vindplaats}{given.toelichting}"
