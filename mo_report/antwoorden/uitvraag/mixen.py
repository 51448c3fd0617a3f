"""Groups of which the figures of one aanbieder follow from one another, such as the shares of a mix."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mo_report.antwoorden.uitvraag.groep import Groep
from mo_report.engine.check import Check
from mo_report.engine.dossier import Record
from mo_report.engine.expression import variables_of
from mo_report.engine.schema import Parameter
from mo_report.engine.units import PCT


def wholes_of(groepen: Sequence[Groep]) -> Iterator[set[str]]:
    """Groups of which the figures of one aanbieder follow from one another.

    Shares that a rule of the model adds up, and the two ways in which a sheet may say one thing.
    """
    for mix in mixes_of(groepen):
        yield {g.sleutel for g in mix}
    for block in {g.column.block for g in groepen}:
        ways = {c for way in block.either_or for c in way}
        for key in {g.rijen[0].gevraagd.punt.record.key for g in groepen if g.column in ways}:
            same = {g.sleutel for g in groepen if g.column in ways and g.rijen[0].gevraagd.punt.record.key == key}
            if len(same) > 1:
                yield same


def mixes_of(groepen: Sequence[Groep]) -> Iterator[list[Groep]]:
    """Groups of shares that a rule of the model adds up to a whole; each mix once."""
    seen: set[frozenset[str]] = set()
    for check in Check.registry:
        for column in _shares(check):
            own = [g for g in groepen if g.column is column]
            for groep in own:
                record = groep.rijen[0].gevraagd.punt.record
                same = [g for g in own if _zelfde(g.rijen[0].gevraagd.punt.record, record, check.per)]
                key = frozenset(g.sleutel for g in same)
                if len(same) > 1 and key not in seen:
                    seen.add(key)
                    yield same


def _zelfde(a: Record, b: Record, keys: Sequence[str]) -> bool:
    return all(a.name_of(k) == b.name_of(k) for k in keys)


def _shares(check: Check) -> set[Parameter]:
    """The shares that a rule adds up to a whole."""
    if check.relation != "=" or check.unit is not PCT:
        return set()
    return {v for v in variables_of(check.left) if isinstance(v, Parameter) and v.unit is PCT}


def mix_of(groep: Groep, mixes: Sequence[list[Groep]]) -> list[Groep]:
    """The groups that change together: of a mix all shares of which there is a figure."""
    whole = next((m for m in mixes if groep in m), [groep])
    return [g for g in whole if g.cijfers]
