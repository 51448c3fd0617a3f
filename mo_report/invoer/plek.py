"""Where in the input a record stands, for a finding to point at."""

from __future__ import annotations

from mo_report.dossier import Plek, Record
from mo_report.schema import Column


def plek_van(record: Record, column: Column | None = None) -> Plek:
    """The cell of a column, or the first cell of the record."""
    if column is not None and column in record.values:
        return record.values[column].plek
    if column is not None and column.name in record.places:
        return record.places[column.name]
    if record.places:
        return next(iter(record.places.values()))
    return next((v.plek for v in record.values.values()), Plek(record.block.title, "A1"))
