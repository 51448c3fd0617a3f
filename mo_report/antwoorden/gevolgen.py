"""What a reaction costs: the model computed again with its value."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from mo_report.antwoorden.antwoord import Reactie
from mo_report.engine.dossier import Dossier, InputValue, Place, Record
from mo_report.engine.rekenen import Result, calculate
from mo_report.engine.schema import Column, Line, Status
from mo_report.model import (
    AanbiederTotaal,
    Dagopvang,
    Dagopvangtarief,
    Kindtoeslag,
    Locatie,
    Locatietarief,
    Nacht,
    Regiototaal,
    Team,
    Trajecttarief,
    Uurtarief,
)
from mo_report.model.tarieven import varianten

#: The tariffs and budgets that are compared, in the order of the model.
TARIEVEN: tuple[Line, ...] = (
    Uurtarief.uurtarief_afgerond,
    Nacht.tarief_afgerond,
    Kindtoeslag.kindtoeslag_afgerond,
    Dagopvang.per_uur_afgerond,
    Locatietarief.tarief_per_plek_per_etmaal_afgerond,
    *(line for line in (*Trajecttarief.lines(), *Dagopvangtarief.lines()) if line.tariff),
    AanbiederTotaal.budget,
    Regiototaal.budget,
    Regiototaal.subsidie,
)
#: A record as it can be found again in another calculation.
Sleutel = tuple[type, tuple[str, ...]]


@dataclass(frozen=True)
class Shift:
    """A tariff or budget, in the unit of its line: as it is, and as it would be.

    `straks` is None where it could not be computed any more.
    """

    record: Record
    line: Line
    nu: Decimal
    straks: Decimal | None

    @property
    def verandert(self) -> bool:
        return self.nu != self.straks


@dataclass(frozen=True)
class Effect:
    """What comes of one reaction, or of all together (`reactie` is None then, and what stays the
    same is there too).

    jaren     by the name of a variant, the leading one first: EUR per year in the region's budget;
              None where that could not be computed any more
    subsidie  EUR per year beside the budget in the leading variant
    bezwaar   rules of the model that do not hold then, such as shares that are not 100%
    """

    reactie: Reactie | None
    verschillen: list[Shift]
    jaren: dict[str, Decimal | None]
    subsidie: Decimal
    bezwaar: str

    @property
    def per_jaar(self) -> Decimal | None:
        """EUR per year in the leading variant."""
        return next(iter(self.jaren.values()))

    @property
    def elders(self) -> str:
        """The first other variant of which the budget changes; empty if there is none."""
        others = list(self.jaren.items())[1:]
        return next((name for name, change in others if change != 0), "")

    @property
    def rang(self) -> list[Decimal]:
        """What it costs in each variant, to compare; what cannot be computed comes last."""
        return [Decimal("-Infinity") if c is None else c for c in self.jaren.values()]


def effects_of(
    resultaat: Result, reacties: Sequence[Reactie], progress: Callable[[int, int], None]
) -> tuple[list[Effect], Effect, list[Reactie]]:
    """The effect of each reaction by itself, of all together, and which of them count in that.

    Where two aanbieders dispute the same value, the one that costs most counts.
    """
    found = []
    for n, reactie in enumerate(reacties):
        progress(n, len(reacties) + 1)
        found.append(_gevolg(resultaat, [reactie], reactie))
    chosen: dict[tuple[object, Column], Effect] = {}
    for gevolg in found:
        assert gevolg.reactie
        punt = gevolg.reactie.punt
        place = (_key(punt.record), punt.column)
        if place not in chosen or chosen[place].rang < gevolg.rang:
            chosen[place] = gevolg
    adopted = [g.reactie for g in chosen.values() if g.reactie]
    everything = effect_together(resultaat, adopted)
    progress(len(reacties) + 1, len(reacties) + 1)
    return found, everything, adopted


def effect_together(resultaat: Result, adopted: Sequence[Reactie]) -> Effect:
    """The effect of some reactions together."""
    return _gevolg(resultaat, adopted, None)


def _gevolg(resultaat: Result, adopted: Sequence[Reactie], reactie: Reactie | None) -> Effect:
    after = calculate(with_reactions(resultaat.dossier, adopted))
    differences = shifts(resultaat, after)
    changes = {
        (v.line, v.record.name_of("tariefvariant")): None if v.straks is None else v.straks - v.nu
        for v in differences
        if v.line.block is Regiototaal
    }
    variants = varianten(resultaat)
    broken = dict.fromkeys(t.check.label for t in after.toetsen if not t.holds)
    problems = "; ".join(broken)
    if after.incomplete:
        problems = problems or "een tarief kan niet worden berekend"
    return Effect(
        reactie,
        differences if reactie is None else [v for v in differences if v.verandert],
        {v.name: changes[Regiototaal.budget, v.key[0]] for v in variants},
        changes[Regiototaal.subsidie, variants[0].key[0]] or Decimal(0),
        problems,
    )


def shifts(before: Result, after: Result) -> list[Shift]:
    """Every tariff and budget of one result as it is, and as it is in another."""
    found = []
    for line in TARIEVEN:
        others = {_key(r): r for r in after.dossier[line.block]}
        records = before.dossier[line.block]
        if line.block is AanbiederTotaal:  # those of one variant together, to be added up
            order = [r.key for r in before.dossier[Regiototaal]]
            records = sorted(records, key=lambda r: order.index(r.key[-1:]))
        for record in records:
            other = others.get(_key(record))
            nu = before.value(record, line)
            straks = after.value(other, line) if other else None
            if isinstance(nu, Decimal):
                now = straks if isinstance(straks, Decimal) else None
                found.append(Shift(record, line, nu, now))
    return found


def _key(record: Record) -> Sleutel:
    return record.block, record.key


def with_reactions(dossier: Dossier, adopted: Sequence[Reactie]) -> Dossier:
    """The same dossier with the values of these reactions."""
    given = [r for b, records in dossier.records.items() if b.is_input() for r in records]
    values: dict[tuple[Sleutel, Column], Decimal | str] = {
        (_key(r.punt.record), r.punt.column): r.waarde for r in adopted if not r.punt.is_inzet
    }
    hours = {r.punt.record.key: r for r in adopted if r.punt.is_inzet}
    there = {_key(r) for r in given}
    given += [r.punt.record for r in adopted if _key(r.punt.record) not in there]
    records = [_changed(r, values) for r in given]
    for record in list(records):
        if record.block is Locatie and record.key in hours:
            team = team_of(record, hours[record.key])
            record.texts = {**record.texts, "team": team.texts["team"]}
            records.append(team)
    return Dossier(records)


def _changed(record: Record, values: Mapping[tuple[Sleutel, Column], Decimal | str]) -> Record:
    own = {column: value for (key, column), value in values.items() if key == _key(record)}
    given = {
        column: replace(record.values.get(column) or _nieuw(), waarde=value, formule=None)
        for column, value in own.items()
    }
    chosen = {column.name: value for column, value in own.items() if isinstance(value, str)}
    return Record(record.block, {**record.texts, **chosen}, {**record.values, **given}, record.places)


def team_of(locatie: Record, reactie: Reactie) -> Record:
    """A team of this locatie alone, with the hours that the aanbieder says it works."""
    texts = {
        "team": f"{locatie.name} (reactie van {reactie.aanbieder})",
        "aanbieder": locatie.texts["aanbieder"],
    }
    given = replace(_nieuw(), waarde=reactie.waarde)
    return Record(Team, texts, {Team.opgegeven: given})


def _nieuw() -> InputValue:
    return InputValue(None, Place("", ""), status=Status.AANNAME)
