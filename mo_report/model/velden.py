"""The data dictionary: every input cell that the model reads, by a name that stays the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from mo_report.engine.dossier import Dossier, InputValue, Record
from mo_report.engine.schema import Column, Parameter
from mo_report.engine.units import DATUM
from mo_report.model import INVOERBLADEN


class Veld(NamedTuple):
    """An input cell, by a name that no other one has."""

    naam: str
    record: Record
    column: Column
    given: InputValue


def benoemd(dossier: Dossier) -> Iterator[Veld]:
    """Every input cell that the model reads; a second one of the same name gets -2 behind it."""
    taken: dict[str, int] = {}
    for block in INVOERBLADEN:
        for record in dossier[block]:
            for column in block.inputs():
                given = record.values.get(column)
                if given is None or not given.plek.cel:
                    continue
                name = record.called(column)
                taken[name] = taken.get(name, 0) + 1
                yield Veld(name if taken[name] == 1 else f"{name}-{taken[name]}", record, column, given)


def velden(dossier: Dossier) -> list[dict[str, Any]]:
    """One entry per cell: naam, blad, cel, waarde, eenheid, status, bron.

    A number is in the unit as stored (a percentage is a fraction).
    """
    return [
        {
            "naam": naam,
            "blad": given.plek.blad,
            "cel": given.plek.cel,
            "waarde": _plain(given.waarde),
            "eenheid": record.unit(column).word,
            "status": _status(column, given),
            "bron": given.herkomst,
        }
        for naam, record, column, given in benoemd(dossier)
    ]


def _status(column: Column, given: InputValue) -> str:
    """Only a number has a status: a name or a date is what the user says it is."""
    return given.status.word if isinstance(column, Parameter) and column.unit is not DATUM else ""


def _plain(value: Decimal | date | str | None) -> float | int | str | None:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else value
