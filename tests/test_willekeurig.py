"""Random valid inputs: Python and the workbook, recalculated by IronCalc, agree to the cent."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import cycle
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from motoren import IronCalc, cached, formulas, same

from mo_report.dossier import Dossier, Invoer, Record
from mo_report.model import (
    Bezetting,
    Deelnemer,
    Dienst,
    EigenBijdrage,
    Indexaandeel,
    Locatie,
    Locatiekosten,
    Locatietarief,
    Opslagen,
    OrtBand,
    Prijsindex,
    Regiototaal,
    Salarisschaal,
    Team,
    Traject,
    Uurtarief,
)
from mo_report.model.declarabiliteit import Declarabiliteit
from mo_report.rekenen import Resultaat, bereken
from mo_report.schema import Column
from mo_report.werkboek.overzicht import schrijf_overzicht

FRACTION = st.decimals(min_value=0, max_value=1, places=4)
#: What is varied: values that no rule ties to one another.
VARIED: dict[Column, st.SearchStrategy[Decimal]] = {
    Salarisschaal.maximum: st.decimals(min_value=1500, max_value=9000, places=2),
    Opslagen.deel_schaalmaximum: FRACTION,
    Opslagen.vakantietoeslag: FRACTION,
    Opslagen.eindejaarsuitkering: FRACTION,
    Opslagen.overige_kosten: FRACTION,
    Opslagen.overhead: FRACTION,
    Opslagen.risico: FRACTION,
    Uurtarief.ort: FRACTION,
    Declarabiliteit.verlof: st.decimals(min_value=0, max_value=400, places=1),
    Declarabiliteit.verzuim: st.decimals(min_value=0, max_value=300, places=1),
    Locatie.plekken: st.integers(min_value=0, max_value=200).map(Decimal),
    Locatiekosten.bedrag: st.decimals(min_value=0, max_value=100, places=2),
    OrtBand.toeslag: FRACTION,
    Team.opgegeven: st.decimals(min_value=0, max_value=60, places=1),
    Dienst.uren: st.decimals(min_value=4, max_value=12, places=1),
    Traject.clienten: st.integers(min_value=0, max_value=4).map(Decimal),
    EigenBijdrage.bedrag: st.decimals(min_value=0, max_value=20, places=2),
    EigenBijdrage.inning: FRACTION,
    Prijsindex.loon: st.decimals(min_value="-0.05", max_value="0.15", places=4),
    Indexaandeel.loonaandeel: FRACTION,
    Deelnemer.sleutel: st.integers(min_value=1, max_value=200_000).map(Decimal),
    Bezetting.plekken: FRACTION,
}


#: Three numbers for each of them, dealt out over the records in turn.
NUMBERS = st.fixed_dictionaries(
    {column: st.lists(numbers, min_size=3, max_size=3) for column, numbers in VARIED.items()}
)


def changed(base: Resultaat, numbers: dict[Column, list[Decimal]]) -> Resultaat:
    """The same dossier with other numbers."""
    turn = {column: cycle(own) for column, own in numbers.items()}
    records = []
    for block, own in base.dossier.records.items():
        if not block.is_input():
            continue
        for record in own:
            values = {
                c: replace(v, waarde=next(turn[c]), formule=None) if c in turn else v
                for c, v in record.values.items()
            }
            records.append(Record(block, record.texts, values, record.places))
    return bereken(Dossier(records))


@settings(
    max_examples=6,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],  # one example takes seconds: no shrinking
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(numbers=NUMBERS)
def test_the_workbook_agrees_with_python(
    numbers: dict[Column, list[Decimal]], resultaat: Resultaat, tmp_path: Path
) -> None:
    result = changed(resultaat, numbers)
    assert not result.problems
    path = tmp_path / "overzicht.xlsx"
    schrijf_overzicht(result, path)
    values, engine = cached(path), IronCalc(path)
    assert not [w for w in formulas(path) if not same(values.get(w), engine.value(*w))]


@settings(max_examples=15, deadline=None)
@given(numbers=NUMBERS)
def test_cents_are_cents_and_totals_equal_their_parts(
    numbers: dict[Column, list[Decimal]], resultaat: Resultaat
) -> None:
    result = changed(resultaat, numbers)
    rates = result.dossier[Locatietarief]
    for rate in rates:
        cents = result.number(rate, Locatietarief.jaarbedrag) * 100
        assert cents == cents.to_integral_value()
    for total in result.dossier[Regiototaal]:
        own = [r for r in rates if r.name_of("tariefvariant") == total.key[0]]
        parts = sum(result.number(r, Locatietarief.jaarbedrag) for r in own)
        assert result.number(total, Regiototaal.jaarbedrag) == parts


@pytest.mark.parametrize(
    "column", [Salarisschaal.maximum, Opslagen.overhead, Opslagen.risico, Declarabiliteit.verlof]
)
def test_more_cost_or_fewer_hours_never_lowers_a_tariff(
    column: Column, resultaat: Resultaat
) -> None:
    records = []
    for block, own in resultaat.dossier.records.items():
        if not block.is_input():
            continue
        for record in own:
            values = dict(record.values)
            if column in values and isinstance(values[column].waarde, Decimal):
                old = values[column]
                values[column] = Invoer(Decimal(str(old.waarde)) * Decimal("1.1"), old.plek)
            records.append(Record(block, record.texts, values, record.places))
    higher = bereken(Dossier(records))
    for before, after in zip(resultaat.dossier[Uurtarief], higher.dossier[Uurtarief], strict=True):
        old_rate = resultaat.number(before, Uurtarief.uurtarief)
        assert higher.number(after, Uurtarief.uurtarief) >= old_rate
