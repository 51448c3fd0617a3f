"""Characters that the font of the PDFs does not have: better told now than left out there."""

from __future__ import annotations

from collections.abc import Iterator

from mo_report.bevinding import Bevinding
from mo_report.dossier import Plek, Record
from mo_report.invoer.plek import plek_van
from mo_report.lettertype import tekens


def controleer_tekens(records: list[Record]) -> Iterator[Bevinding]:
    """A finding for each text with a character that cannot be printed, once per cell."""
    known = tekens()
    for record in records:
        for plek, text in _texts(record):
            missing = dict.fromkeys(c for c in text if c not in known and not c.isspace())
            if missing:
                shown = ", ".join(f"‘{c}’" for c in missing)
                yield Bevinding(
                    plek.blad,
                    plek.cel,
                    f"Het lettertype van de PDF kent dit teken niet: {shown}.",
                    "letters, cijfers en leestekens van West-Europese talen",
                    "Vervang het teken of haal het weg.",
                )


def _texts(record: Record) -> Iterator[tuple[Plek, str]]:
    columns = {c.name: c for c in record.block.columns}
    for name, text in record.texts.items():
        yield plek_van(record, columns.get(name)), text
    for given in record.values.values():
        bron = Plek(given.plek.blad, given.bron_cel) if given.bron_cel else given.plek
        yield bron, f"{given.bron}{given.vindplaats}{given.toelichting}"
