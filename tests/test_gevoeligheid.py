"""What the aannameregister says ten percent more of a figure does, is what it does."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from mo_report.engine.dossier import Dossier, Record
from mo_report.engine.rekenen import Result, calculate
from mo_report.model import Locatietarief, Regiototaal, Tariefvariant
from mo_report.model.gevoeligheid import Onzeker, register


def more(resultaat: Result, one: Onzeker) -> Result:
    """The whole model computed again with this figure ten percent higher."""
    records = []
    for block, own in resultaat.dossier.records.items():
        if not block.is_input():
            continue
        for record in own:
            values = dict(record.values)
            if record is one.record:
                old = resultaat.number(record, one.column)
                values[one.column] = replace(values[one.column], waarde=old * Decimal("1.1"))
            records.append(Record(block, record.texts, values, record.places))
    return calculate(Dossier(records))


def budget(result: Result, variant: str) -> Decimal:
    (total,) = result.dossier.matching(Regiototaal, {"tariefvariant": variant})
    return result.number(total, Regiototaal.budget)


def average(result: Result, variant: str, plekken: dict[str, Decimal]) -> Decimal:
    rates = result.dossier.matching(Locatietarief, {"tariefvariant": variant})
    line = Locatietarief.tarief_per_plek_per_etmaal
    weighed = sum(result.number(r, line) * plekken[r.texts["locatie"]] for r in rates)
    return weighed / sum(plekken.values())


def test_every_effect_is_what_a_new_calculation_gives(resultaat: Result) -> None:
    found = register(resultaat)
    assert len(found) > 80
    variants = {v.name: v.key[0] for v in resultaat.dossier[Tariefvariant]}
    plekken = {r.texts["locatie"]: resultaat.number(r, Locatietarief.plekken) for r in resultaat.dossier[Locatietarief]}
    for one in found[::7]:
        again = more(resultaat, one)
        if not one.variant:
            changed = [v for v in variants.values() if budget(again, v) != budget(resultaat, v)]
            assert not changed, one
            continue
        key = variants[one.variant]
        assert one.per_jaar == budget(again, key) - budget(resultaat, key)
        assert one.per_plek is not None
        effect = average(again, key, plekken) - average(resultaat, key, plekken)
        assert float(one.per_plek) == pytest.approx(float(effect), abs=1e-9)


def test_without_locaties_no_yearly_amount_is_told(resultaat: Result) -> None:
    """The public annex shows an effect on the norm, and nothing that follows from locaties."""
    public = register(calculate(resultaat.dossier.zonder_aanbieders()))
    assert all(one.per_jaar is None for one in public)
    assert any(one.per_plek for one in public)
