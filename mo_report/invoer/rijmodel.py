"""The pydantic model of a block's values, made from its declaration, with Dutch findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model

from mo_report.engine.schema import Block, Parameter
from mo_report.engine.units import DATUM, JAAR, KLOK
from mo_report.engine.verwachting import expected
from mo_report.lib.getypt import meant_date, meant_number
from mo_report.lib.notatie import show


def _step(p: Parameter) -> int | None:
    return 1 if p.unit is JAAR else None


#: 24:00 as Excel keeps it: midnight of the day after day zero.
_MIDDERNACHT = date(1900, 1, 1)
_MODELS: dict[type[Block], type[BaseModel]] = {}


def row_model(block: type[Block]) -> type[BaseModel]:
    """A strict model with one field per parameter, bounded as declared. Made once per block."""
    if block in _MODELS:
        return _MODELS[block]
    fields: dict[str, Any] = {}
    for p in block.parameters():
        kind: Any = Annotated[
            date if p.unit is DATUM else Decimal,
            Field(ge=p.low, le=p.high, gt=p.above, multiple_of=_step(p)),
        ]
        if p.optional:
            fields[p.name] = (kind | None, None)
        else:
            fields[p.name] = (kind, ...)
    config = ConfigDict(strict=True, frozen=True)
    model = create_model(f"{block.__name__}Rij", __config__=config, **fields)
    return _MODELS.setdefault(block, model)


def as_number(value: object, parameter: Parameter) -> object:
    """A clock time typed as 7:30 is a number of hours, and a moment is a date where one is asked;
    anything else stays what it is."""
    if parameter.unit is DATUM and isinstance(value, datetime):
        return value.date()
    if parameter.unit is KLOK and isinstance(value, time):
        return Decimal(value.hour * 3_600 + value.minute * 60 + value.second) / 3600
    if parameter.unit is KLOK and isinstance(value, timedelta):
        return Decimal(int(value.total_seconds())) / 3600
    if parameter.unit is KLOK and value == _MIDDERNACHT:
        return Decimal(24)
    return value


def check_row(block: type[Block], values: Mapping[str, object]) -> Iterator[tuple[Parameter, str, str, str]]:
    """What is wrong with a row: (parameter, what is wrong, what is expected, how to mend it)."""
    try:
        row_model(block).model_validate({k: v for k, v in values.items() if v is not None})
    except ValidationError as error:
        by_name = {p.name: p for p in block.parameters()}
        for e in error.errors():
            p = by_name[str(e["loc"][0])]
            yield (p, *_message(p, e["type"], e.get("input")))


def _message(p: Parameter, kind: str, value: object) -> tuple[str, str, str]:
    if kind == "missing":
        return f"‘{p.label}’ is leeg.", expected(p), f"Vul de cel in. {p.hint}"
    if isinstance(value, Decimal):
        shown = show(value, p.unit)
        if p.unit.kind == "procent" and p.high is not None and p.high < value <= 100:
            mend = f"Bedoelt u {show(value / 100, p.unit)}? Typ dan het procentteken erbij."
        else:
            mend = p.hint
        return f"‘{p.label}’ is {shown}; dat kan niet.", expected(p), mend
    if isinstance(value, bool):
        what = "Hier staat waar of onwaar, geen getal."
    elif isinstance(value, date | time | timedelta):
        what = "Hier staat een datum of tijd, geen getal."
    else:
        what = f"Hier staat tekst (‘{value}’), geen getal."
    if p.unit is DATUM:
        day = meant_date(value) if isinstance(value, str) else None
        mend = f"Bedoelt u {show(day, p.unit)}? " if day else ""
        return (
            f"‘{p.label}’ is geen datum.",
            "een datum, zoals 21-11-2026",
            f"{mend}Zet de celopmaak op Datum en typ de datum opnieuw.",
        )
    number = meant_number(value) if isinstance(value, str) else None
    mend = f"Bedoelt u {show(number, p.unit)}? " if number is not None else ""
    look = "Percentage" if p.unit.kind == "procent" else "Standaard"
    return what, expected(p), f"{mend}Zet de celopmaak op {look} en typ het getal opnieuw."
