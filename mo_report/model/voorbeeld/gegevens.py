"""An input as text: names per list, and rows per sheet, as the example of Haarlem is kept.

A row of a table has the names of its columns as keys; a row of a list has `parameter` and `waarde`.
Beside these come status, bron, vindplaats and toelichting.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from decimal import Decimal
from importlib.resources import files
from typing import Any

from mo_report.engine.schema import BRON, PARAMETER, STATUS, TOELICHTING, VINDPLAATS, WAARDE, Block
from mo_report.lib.namen import nearest
from mo_report.model import INVOERBLADEN, LIJSTEN

#: Keys of a file that are about what must come out, and no part of the input.
_GEEN_INVOER = {"geval"}


class OnbekendeSleutel(ValueError):
    """A file says something that no sheet has a place for: it would be lost."""


def haarlem() -> dict[str, Any]:
    """The Haarlem example."""
    return _van("haarlem-2020.toml")


def hints() -> dict[str, Any]:
    """A row for each sheet of a template, of a gemeente that does not exist."""
    found: dict[str, Any] = _van("sjabloon.toml")["bladen"]
    return found


def _van(name: str) -> dict[str, Any]:
    return gegevens((files("mo_report") / "model" / "voorbeeld" / name).read_text("utf-8"))


def gegevens(text: str) -> dict[str, Any]:
    """The lists and rows that a text holds. Raises OnbekendeSleutel, all of them at once."""
    data = tomllib.loads(text, parse_float=Decimal)
    unknown = list(_onbekend(data))
    if unknown:
        raise OnbekendeSleutel("; ".join(unknown))
    return data


def _onbekend(data: dict[str, Any]) -> Iterator[str]:
    yield from _niet_in(data, {"lijsten", "bladen", *_GEEN_INVOER}, "het bestand")
    lists = {o.label for o in LIJSTEN if not o.fixed}
    yield from _niet_in(data.get("lijsten", {}), lists, "[lijsten]")
    blocks = {b.title: b for b in INVOERBLADEN}
    yield from _niet_in(data.get("bladen", {}), blocks, "[bladen]")
    for title, rows in data.get("bladen", {}).items():
        if title in blocks:
            for n, row in enumerate(rows, 1):
                yield from _rij(blocks[title], row, f"{title}, rij {n}")


def _rij(block: type[Block], row: dict[str, Any], where: str) -> Iterator[str]:
    about = {STATUS, BRON, VINDPLAATS, TOELICHTING} if block.parameters() else set()
    keys = {k.name for k in block.key_columns()}
    if block.form == "lijst":
        yield from _niet_in(row, {*keys, PARAMETER, WAARDE, *about}, where)
        yield from _niet_in([row.get(PARAMETER, "")], {c.label for c in block.inputs()}, where)
    else:
        yield from _niet_in(row, {*keys, *(c.name for c in block.inputs()), *about}, where)


def _niet_in(keys: Any, known: Any, where: str) -> Iterator[str]:
    for key in keys:
        if key not in known:
            close = nearest(str(key), known)
            mend = f" (bedoelt u ‘{close}’?)" if close else ""
            yield f"{where}: ‘{key}’ is niet bekend{mend}"
