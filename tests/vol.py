"""The Haarlem example with every optional parameter filled in, and never with zero.

A term that a sum leaves out shows only when it has a value.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any

from eigensets import in_percelen, met_set

from mo_report.engine.schema import PARAMETER, WAARDE, Block, Options, Parameter, Text
from mo_report.engine.units import AANTAL, DATUM, PCT
from mo_report.model import INVOERBLADEN, Bandbreedte, Caotoeslag, Ortplafond, Trede, Tredemix
from mo_report.model.voorbeeld.gegevens import haarlem

_GGZ = {"cao": "GGZ", "schaal": "40", "trede": "10"}
_HHM = {"parameterset": "HHM 2020", "cao": "GGZ"}
#: Sheets that the example has no rows for, and on which one row of anything says nothing.
_RIJEN: dict[str, list[dict[str, Any]]] = {
    Trede.title: [{**_GGZ, "vanaf": "januari", "bedrag": 3000}, {**_GGZ, "vanaf": "juli", "bedrag": 3100}],
    Tredemix.title: [{**_HHM, **_GGZ, "niveau": "MBO-4", "aandeel": 1}],
    Caotoeslag.title: [{**_HHM, "toeslag": "keuzebudget", "percentage": Decimal("0.02")}],
    Ortplafond.title: [{"cao": "GGZ"}],
    Bandbreedte.title: [{"cijfer": "parametersets.hhm-2020.overhead", "laag": Decimal("0.2"), "hoog": Decimal("0.4")}],
}


def vol() -> dict[str, Any]:
    """The data; where one of two values may be given, the one that is there stays."""
    data = met_set(in_percelen(haarlem()), perceel="Regio")
    for block in INVOERBLADEN:
        rows = data["bladen"].setdefault(block.title, [])
        if block.form == "lijst":
            rows += _missing_rows(block, rows)
        else:
            if not rows and block.form == "tabel":
                rows += _RIJEN.get(block.title) or [_eerste_rij(block, data["bladen"])]
            for row in rows:
                row |= {p.name: waarde(p) for p in _missing(block, row)}
        for row in rows:
            if block.parameters():
                row.setdefault("status", "aanname")
    return data


def _eerste_rij(block: type[Block], sheets: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    """A row for a sheet that has none: names of what is there, and all that must be given."""
    row: dict[str, Any] = {}
    for key in block.key_columns():
        among = key.among
        names = among.fixed if isinstance(among, Options) else ()
        row[key.name] = next(iter(sheets[among.title]))[key.name] if isinstance(among, type) else (*names, "Vol")[0]
    row |= {c.name: "Vol" for c in block.texts() if isinstance(c, Text) and not c.optional}
    return row | {p.name: waarde(p) for p in block.parameters() if not p.optional}


def _missing_rows(block: type[Block], rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A row for each value that a record of a list does not have, or has as zero."""
    keys = [k.name for k in block.key_columns()]
    records: dict[tuple[str, ...], dict[str, Any]] = {}
    for row in rows:
        own = records.setdefault(tuple(row[k] for k in keys), {})
        own[row[PARAMETER]] = row
        if row[WAARDE] == 0:
            row[WAARDE] = next(waarde(p) for p in block.parameters() if p.label == row[PARAMETER])
    return [
        {
            **dict(zip(keys, names, strict=True)),
            PARAMETER: p.label,
            WAARDE: waarde(p),
            "status": "aanname",
        }
        for names, own in records.items()
        for p in _missing(block, {q.name for q in block.parameters() if q.label in own})
    ]


def _missing(block: type[Block], given: Collection[str]) -> list[Parameter]:
    """The optional values that a record lacks, of one of the groups that exclude one another."""
    groups = block.either_or
    chosen = next((g for g in groups if any(c.name in given for c in g)), groups[0] if groups else ())
    excluded = {c.name for g in groups if g is not chosen for c in g}
    return [p for p in block.parameters() if p.optional and p.name not in {*given, *excluded}]


def waarde(p: Parameter) -> Decimal | date:
    """A usual value that is not zero; a day for what is one."""
    if p.unit is DATUM:
        return date(2026, 12, 31)
    low, high = p.usual or (p.low or Decimal(0), min(p.high or Decimal(10), Decimal(10)))
    found = low + (high - low) / 4
    if p.unit is PCT:
        found = found.quantize(Decimal("0.0001")) or Decimal("0.01")
    elif p.unit is AANTAL:
        found = Decimal(int(found)) or Decimal(1)
    return found.quantize(Decimal("0.0001")) or Decimal(1)
