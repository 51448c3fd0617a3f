"""The elements of article 5.4 in every tariff, not only in the uurtarieven."""

from __future__ import annotations

from decimal import Decimal

import pytest

from mo_report.engine.dossier import Record
from mo_report.engine.rekenen import Result
from mo_report.engine.schema import Block, Line
from mo_report.model import (
    Dagopvang,
    Dagopvangdelen,
    Locatiedelen,
    Locatietarief,
    Nacht,
    Nachtdelen,
    ReelePrijs,
    Trajectdelen,
    Trajectprijs,
)
from mo_report.model.prijsdelen import DELEN

SET = "HHM 2020"


def one(result: Result, block: type[Block], **texts: str) -> Record:
    (found,) = [r for r in result.dossier[block] if r.texts == {**r.texts, **texts}]
    return found


def parts(result: Result, record: Record) -> dict[str, Decimal]:
    return {x.name: result.number(record, x) for x in record.block.lines() if x.name in {d.name for d in DELEN}}


def elements(result: Result, product: str) -> dict[str, Decimal]:
    record = one(result, ReelePrijs, parameterset=SET, product=product)
    return {x.name: result.number(record, x) for x in DELEN}


@pytest.mark.parametrize(
    ("block", "total"),
    [
        (Nachtdelen, Nacht.tarief),
        (Dagopvangdelen, Dagopvang.per_uur),
        (Trajectdelen, Trajectprijs.per_etmaal),
        (Locatiedelen, Locatietarief.tarief_per_plek_per_etmaal),
    ],
    ids=lambda x: x.__name__ if isinstance(x, type) else "",
)
def test_the_parts_are_the_tariff(resultaat: Result, block: type[Block], total: Line) -> None:
    seen = 0
    for record in resultaat.dossier[block]:
        keys = {k.name: record.name_of(k.name) for k in total.block.key_columns()}
        (own,) = resultaat.dossier.matching(total.block, keys)
        if (amount := resultaat.value(own, total)) is None:
            continue
        _, *delen, last = block.lines()
        samen, given = resultaat.number(record, last), [resultaat.number(record, x) for x in delen]
        assert samen == pytest.approx(amount, abs=Decimal("1e-20")) == pytest.approx(sum(given), abs=Decimal("1e-20"))
        seen += 1
    assert seen


def test_a_wakende_wacht_is_so_many_times_its_uurtarief(resultaat: Result) -> None:
    night = one(resultaat, Nachtdelen, parameterset=SET, nachtvariant="Wakende wacht")
    hour = elements(resultaat, "Wakende wacht")
    wanted = {name: value * 9 / 24 for name, value in hour.items()}
    assert parts(resultaat, night) == pytest.approx(wanted, abs=Decimal("1e-20"))
    assert resultaat.number(night, Nachtdelen.vast) == 0


def test_an_amount_that_was_set_is_no_sum_of_hours(resultaat: Result) -> None:
    night = one(resultaat, Nachtdelen, parameterset=SET, nachtvariant="Slaapwacht")
    assert not any(parts(resultaat, night).values())
    assert resultaat.number(night, Nachtdelen.vast) == resultaat.number(night, Nachtdelen.samen) > 0


def test_a_plek_is_its_day_its_night_and_its_stay(resultaat: Result) -> None:
    """Frans Hals: 5,1 hours over 24 plekken, piket, and 26,09 + 10,04 for the stay."""
    plek = one(resultaat, Locatiedelen, locatie="Frans Hals", tariefvariant="HHM 2020, uren Haarlem")
    day = elements(resultaat, "Woonbegeleiding beperkt")
    night = parts(resultaat, one(resultaat, Nachtdelen, parameterset=SET, nachtvariant="Piket"))
    wanted = {name: value * Decimal("5.1") / 24 + night[name] for name, value in day.items()}
    assert parts(resultaat, plek) == pytest.approx(wanted, abs=Decimal("1e-20"))
    assert resultaat.number(plek, Locatiedelen.verblijf) == Decimal("36.13")
