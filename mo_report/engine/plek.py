"""Where in the input a record stands, for a finding to point at."""

from __future__ import annotations

from mo_report.engine.dossier import Place, Record
from mo_report.engine.schema import Block, Column


def place_of(record: Record, column: Column | None = None) -> Place:
    """The cell of a column, or the first cell of the record."""
    if column is not None and column in record.values:
        return record.values[column].plek
    if column is not None and column.name in record.places:
        return record.places[column.name]
    if record.places:
        return next(iter(record.places.values()))
    return next((v.plek for v in record.values.values() if v.plek.blad), start_of(record.block))


def start_of(block: type[Block]) -> Place:
    """The first cell of the sheet of a block, or of one that a computed block rests on.

    A block that rests on nothing points at the first sheet that must be filled in.
    """
    todo = [block]
    while todo:
        block = todo.pop(0)
        if block.is_input():
            return Place(block.title, "A1")
        todo += block.sources
    return Place(next(b for b in Block.sheets if b.needed and not b.vraag).title, "A1")
