"""Figures by name: those that are given, and those that are computed."""

from __future__ import annotations

from decimal import Decimal

from mo_report.engine.dossier import Record, by_name
from mo_report.engine.expression import Cell, cells_of
from mo_report.engine.rekenen import Result, parts
from mo_report.engine.schema import Line, Parameter
from mo_report.engine.units import DATUM, PCT
from mo_report.lib.namen import field_name, nearest
from mo_report.model import INVOERBLADEN


class UnknownName(Exception):
    """No figure has this name; the message says which may be meant."""


def gegeven(resultaat: Result) -> dict[str, Cell]:
    """Every number that is given, by the name that it has in `velden`."""
    named = by_name(r for block in INVOERBLADEN for r in resultaat.dossier[block])
    return {
        name: Cell(record, column)
        for name, (record, column) in named.items()
        if column.unit is not DATUM and isinstance(resultaat.value(record, column), Decimal)
    }


def berekend(resultaat: Result) -> dict[str, Cell]:
    """Every number that is computed: as what is given is named, else its table, the keys and the line."""
    found: dict[str, Cell] = {}
    for cell, outcome in resultaat.outcomes.items():
        record, column = parts(cell)
        if isinstance(outcome.value, Decimal) and isinstance(column, Line):
            found.setdefault(_van_regel(record, column), cell)
    return found


def _van_regel(record: Record, line: Line) -> str:
    if record.block.path:
        return record.called(line)
    keys = "-".join(record.slug(k.name) for k in record.block.key_columns())
    return ".".join(x for x in (field_name(record.block.__name__.lower()), keys, field_name(line.name)) if x)


def zoek(naam_: str, among: dict[str, Cell], what: str) -> Cell:
    """The figure with this name. Raises UnknownName."""
    if naam_ in among:
        return among[naam_]
    close = nearest(naam_, among)
    raise UnknownName(f"‘{naam_}’ is geen {what}." + (f" Bedoelt u ‘{close}’?" if close else ""))


def gehelen(resultaat: Result) -> list[list[Cell]]:
    """Shares that a rule of the model adds up to a whole, as cells."""
    found: dict[tuple[Cell, ...], None] = {}
    for verdict in resultaat.toetsen:
        if verdict.check.relation != "=" or verdict.check.unit is not PCT:
            continue
        own = []
        for cell in cells_of(verdict.left):
            column = parts(cell)[1]
            if isinstance(column, Parameter) and column.unit is PCT:
                own.append(cell)
        if len(own) > 1:
            found[tuple(own)] = None
    return [list(cells) for cells in found]
