"""Random valid inputs: other numbers, mixes, rosters and locaties in the dossier of an example."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import cycle, groupby

from hypothesis import strategies as st

from mo_report.engine.dossier import Dossier, Record
from mo_report.engine.rekenen import Result, calculate
from mo_report.engine.schema import Block, Column
from mo_report.model import (
    Bezetting,
    Caomix,
    Deelnemer,
    Dienst,
    EigenBijdrage,
    Indexaandeel,
    Inschaling,
    Locatie,
    Locatiekosten,
    Opleidingsmix,
    Opslagen,
    OrtBand,
    Prijsindex,
    Rooster,
    Salarisschaal,
    Team,
    Traject,
    Uurtarief,
)
from mo_report.model.declarabiliteit import Declarabiliteit

FRACTION = st.decimals(min_value=0, max_value=1, places=4)
#: Values that no rule ties to one another.
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
    Rooster.begin: st.integers(min_value=0, max_value=11).map(Decimal),
    Rooster.einde: st.integers(min_value=12, max_value=24).map(Decimal),
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
#: Shares that are 100% together: of the records that agree in all keys but the last.
MIXES: dict[type[Block], Column] = {
    block: next(c for c in block.columns if c.name == "aandeel") for block in (Caomix, Opleidingsmix, Inschaling)
}
#: What a locatie takes over from another one.
SOORT = ("soort", "product", "nachtvariant", "gezinnen")


@dataclass(frozen=True)
class Greep:
    """What is changed: numbers for each column, dealt out in turn; weights; kinds of locaties."""

    getallen: dict[Column, list[Decimal]]
    gewichten: list[int]
    volgorde: list[int]


GREPEN = st.builds(
    Greep,
    st.fixed_dictionaries({column: st.lists(numbers, min_size=3, max_size=3) for column, numbers in VARIED.items()}),
    st.lists(st.integers(min_value=0, max_value=9), min_size=7, max_size=7),
    st.permutations(range(8)).map(list),
)


def veranderd(base: Result, greep: Greep) -> Result:
    """The result of the same dossier with other values."""
    turn = {column: cycle(own) for column, own in greep.getallen.items()}
    weights = cycle(greep.gewichten)
    records: list[Record] = []
    for block, own in base.dossier.records.items():
        if not block.is_input():
            continue
        made = [_met(r, {c: next(turn[c]) for c in r.values if c in turn}) for r in own]
        if block in MIXES:
            made = list(_mix(made, MIXES[block], weights))
        if block is Locatie:
            made = [_als(r, own[n % len(own)]) for r, n in zip(made, greep.volgorde, strict=True)]
        records += made
    return calculate(Dossier(records))


def _met(record: Record, values: dict[Column, Decimal]) -> Record:
    changed = {c: replace(record.values[c], waarde=v, formule=None) for c, v in values.items()}
    return Record(record.block, record.texts, {**record.values, **changed}, record.places)


def _mix(records: list[Record], column: Column, weights: Iterable[int]) -> Iterable[Record]:
    turn = iter(weights)
    for _, group in groupby(records, key=lambda r: r.key[:-1]):
        own = list(group)
        parts = [next(turn) for _ in own]
        whole = sum(parts) or 1
        shares = [(Decimal(p) / whole).quantize(Decimal("0.0001")) for p in parts[:-1]]
        shares.append(1 - sum(shares, Decimal()))
        for record, share in zip(own, shares, strict=True):
            yield _met(record, {column: share})


def _als(record: Record, other: Record) -> Record:
    """A locatie of the same kind as another one."""
    texts = {**record.texts, **{k: other.texts[k] for k in SOORT if k in other.texts}}
    values = {c: other.values[c] if c.name in SOORT and c in other.values else v for c, v in record.values.items()}
    return Record(record.block, texts, values, record.places)
