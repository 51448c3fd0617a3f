"""Sixty random gemeenten: the program says what an independent calculation in fractions says."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from gemeente import ANDER, DEELNAMES, LEIDEND, NORM, Gemeente, cent, maak
from uit_data import lees_data

from mo_report.engine.dossier import Record
from mo_report.engine.rekenen import Result
from mo_report.engine.schema import Block, Line
from mo_report.model import (
    Arrangementtarief,
    Bezettarief,
    Indexjaar,
    Locatiedelen,
    Locatietarief,
    Nacht,
    ReelePrijs,
    Uurtarief,
    Vergelijking,
)
from mo_report.model.prijsdelen import DELEN

#: What the fractions and the program's decimals of 28 digits may differ.
HAAR = Fraction(1, 10**15)
LIJSTEN = {
    "cao": ["Cao A", "Cao B"],
    "opleidingsniveau": ["MBO", "HBO"],
    "nachtvariant": ["Wacht", "Slaap", "Vast"],
    "urennorm": [NORM],
}


def computed(g: Gemeente) -> Result:
    data: dict[str, Any] = {"bladen": g.sheets, "lijsten": LIJSTEN}
    found = lees_data(data)
    assert found.resultaat is not None, [f"{f.blad} {f.cel} {f.wat}" for f in found.fouten]
    return found.resultaat


def exact(result: Result, record: Record, line: Line) -> Fraction:
    return Fraction(result.number(record, line))


def by_name(result: Result, block: type[Block]) -> dict[tuple[str, ...], Record]:
    return {tuple(r.texts[k.name] for k in block.key_columns()): r for r in result.dossier[block]}


@pytest.mark.parametrize("seed", range(60))
def test_an_independent_calculation_agrees(seed: int) -> None:
    g = maak(seed)
    result = computed(g)
    rates, elements = by_name(result, Uurtarief), by_name(result, ReelePrijs)
    for key, wanted in g.uurtarief.items():
        assert abs(exact(result, rates[key], Uurtarief.uurtarief) - wanted) < HAAR, key
        charged = cent(wanted / 60) * 60 if key[1] in g.per_minuut else cent(wanted)
        assert exact(result, rates[key], Uurtarief.uurtarief_afgerond) == charged
        for line, name in zip(DELEN, DEELNAMES, strict=True):
            assert abs(exact(result, elements[key], line) - g.elementen[key][name]) < HAAR, (key, line.label)
    for (_, variant), night in by_name(result, Nacht).items():
        assert abs(exact(result, night, Nacht.tarief) - g.nacht[variant]) < HAAR
    _places(g, result)
    for (name,), own in by_name(result, Arrangementtarief).items():
        tariff, year = g.arrangement[name]
        assert abs(exact(result, own, Arrangementtarief.tarief) - tariff) < HAAR
        assert exact(result, own, Arrangementtarief.jaarbedrag) == year


def _places(g: Gemeente, result: Result) -> None:
    """The tariffs of the locaties, what they are made of, and both variants beside each other."""
    split, totals = by_name(result, Locatiedelen), {LEIDEND: Fraction(0), ANDER: Fraction(0)}
    for key, own in by_name(result, Locatietarief).items():
        (place, variant), plek = key, (key[0], key[1])
        totals[variant] += g.jaar[plek]
        assert abs(exact(result, own, Locatietarief.tarief_per_plek_per_etmaal) - g.plek[plek]) < HAAR
        assert exact(result, own, Locatietarief.jaarbedrag) == g.jaar[plek]
        parts = sum((exact(result, split[key], line) for line in Locatiedelen.lines()[1:-1]), Fraction(0))
        assert abs(parts - g.plek[plek]) < HAAR
        if variant == LEIDEND:
            assert abs(exact(result, own, Locatietarief.subsidie) - g.subsidie[place]) < HAAR
    for (place, variant), own in by_name(result, Bezettarief).items():
        if variant == LEIDEND:
            assert abs(exact(result, own, Bezettarief.per_bezet) - g.bezet[place]) < HAAR
    for (_, place, _year), own in by_name(result, Indexjaar).items():
        assert exact(result, own, Indexjaar.tarief) == g.index[place]
    pair = by_name(result, Vergelijking)[LEIDEND, ANDER]
    assert exact(result, pair, Vergelijking.verschil) == totals[ANDER] - totals[LEIDEND]
    assert exact(result, pair, Vergelijking.ontbreekt) == g.ontbreekt
    assert result.number(pair, Vergelijking.gelijk_op_gelijk) == Decimal(
        result.number(pair, Vergelijking.verschil) - result.number(pair, Vergelijking.ontbreekt)
    )
