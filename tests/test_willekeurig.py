"""Random valid inputs: Python, IronCalc and LibreOffice agree to the cent, and the rules hold."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from motoren import IronCalc, cached, formulas, libreoffice, same
from willekeur import GREPEN, Greep, veranderd

from mo_report.engine.dossier import Dossier, InputValue, Record
from mo_report.engine.rekenen import Result, calculate
from mo_report.engine.schema import Column
from mo_report.model import (
    AanbiederTotaal,
    Locatie,
    Locatietarief,
    Opslagen,
    Regiototaal,
    Salarisschaal,
    Uurtarief,
)
from mo_report.model.declarabiliteit import Declarabiliteit
from mo_report.model.tarieven import zonder_feitelijk
from mo_report.werkboek.boeken import write_overzicht


@settings(
    max_examples=4,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],  # one example takes seconds: no shrinking
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(greep=GREPEN)
def test_the_workbook_agrees_with_python(greep: Greep, resultaat: Result, tmp_path: Path) -> None:
    result = veranderd(resultaat, greep)
    assert not result.problems
    path = tmp_path / "overzicht.xlsx"
    write_overzicht(result, path)
    values, engine = cached(path), IronCalc(path)
    assert not [w for w in formulas(path) if not same(values.get(w), engine.value(*w))]


@settings(
    max_examples=1,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(greep=GREPEN.filter(lambda g: sum(g.gewichten) > 20))
@pytest.mark.long
def test_libreoffice_agrees_too(greep: Greep, resultaat: Result, tmp_path: Path) -> None:
    path = tmp_path / "overzicht.xlsx"
    write_overzicht(veranderd(resultaat, greep), path)
    values, (theirs,) = cached(path), libreoffice([path], tmp_path / "lo")
    assert not [w for w in formulas(path) if not same(values.get(w), theirs.get(w))]


@settings(max_examples=12, deadline=None)
@given(greep=GREPEN)
def test_cents_are_cents_and_totals_equal_their_parts(greep: Greep, resultaat: Result) -> None:
    result = veranderd(resultaat, greep)
    rates = result.dossier[Locatietarief]
    for rate in rates:
        cents = result.number(rate, Locatietarief.jaarbedrag) * 100
        assert cents == cents.to_integral_value()
    for total in result.dossier[Regiototaal]:
        own = [r for r in rates if r.name_of("tariefvariant") == total.key[0]]
        parts = sum(result.number(r, Locatietarief.jaarbedrag) for r in own)
        assert result.number(total, Regiototaal.jaarbedrag) == parts
        aanbieders = result.dossier.matching(AanbiederTotaal, {"tariefvariant": total.key[0]})
        for line in (AanbiederTotaal.jaarbedrag, AanbiederTotaal.budget):
            whole = result.number(total, next(c for c in Regiototaal.lines() if c.name == line.name))
            assert sum(result.number(a, line) for a in aanbieders) == whole


@settings(max_examples=8, deadline=None)
@given(greep=GREPEN, maal=st.integers(min_value=2, max_value=9))
def test_so_many_times_the_plekken_cost_so_many_times_as_much(greep: Greep, maal: int, resultaat: Result) -> None:
    """Where the tariff rests on a norm: hours that are really worked do not grow along."""
    result = veranderd(resultaat, greep)
    more = anders(result, Locatie.plekken, lambda x: x * maal)
    for variant in zonder_feitelijk(result):
        wanted = {"tariefvariant": variant.key[0]}
        before = result.dossier.matching(Locatietarief, wanted)
        after = more.dossier.matching(Locatietarief, wanted)
        for old, new in zip(before, after, strict=True):
            line = Locatietarief.jaarbedrag
            assert more.number(new, line) == result.number(old, line) * maal


def anders(base: Result, column: Column, change: Callable[[Decimal], Decimal]) -> Result:
    """The result with every value of a column changed."""
    records = []
    for block, own in base.dossier.records.items():
        if not block.is_input():
            continue
        for record in own:
            values = dict(record.values)
            if column in values and isinstance(old := values[column].waarde, Decimal):
                values[column] = InputValue(change(old), values[column].plek)
            records.append(Record(block, record.texts, values, record.places))
    return calculate(Dossier(records))


@pytest.mark.parametrize("column", [Salarisschaal.maximum, Opslagen.overhead, Opslagen.risico, Declarabiliteit.verlof])
@settings(max_examples=3, deadline=None)
@given(greep=GREPEN)
def test_more_cost_or_fewer_hours_never_lowers_a_tariff(column: Column, greep: Greep, resultaat: Result) -> None:
    base = veranderd(resultaat, greep)
    higher = anders(base, column, lambda x: x * Decimal("1.1") + Decimal("0.01"))
    for line in (Uurtarief.uurtarief, Locatietarief.tarief_per_plek_per_etmaal):
        pairs = zip(base.dossier[line.block], higher.dossier[line.block], strict=True)
        for before, after in pairs:
            assert higher.number(after, line) >= base.number(before, line)
