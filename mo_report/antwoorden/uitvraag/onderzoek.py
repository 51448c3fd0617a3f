"""What aanbieders gave, set out per figure: how many, from low to high, and what a value would do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from mo_report.antwoorden.antwoord import Reactie
from mo_report.antwoorden.ingevuld import Ingevuld
from mo_report.antwoorden.openbaar import Openbaar
from mo_report.antwoorden.uitvraag.onthulling import Gemiddelde, te_vertellen
from mo_report.antwoorden.uitvraag.vragen import EIGEN, Gevraagd, Vragenlijsten
from mo_report.antwoorden.uitvraag.weging import Gevolg, Weging
from mo_report.engine.check import Check
from mo_report.engine.dossier import Record
from mo_report.engine.expression import variables_of
from mo_report.engine.rekenen import Result
from mo_report.engine.schema import Options, Parameter
from mo_report.engine.units import PCT
from mo_report.lib.namen import normalized
from mo_report.lib.notatie import Unit, as_shown
from mo_report.model import Aanbieder, AanbiederTotaal, Locatie, Onderbouwing, Uitvraag
from mo_report.model.onderbouwing import onderdeel_van
from mo_report.model.tarieven import leidende
from mo_report.verhaal.formulier import Opgave

#: Beyond so many times the middle half, from its edges, a figure stands apart (Tukey, 1977); of fewer
#: figures than this nobody can say so.
RUIM, MINSTENS_UITSCHIETER = Decimal("1.5"), 4


@dataclass(frozen=True)
class Rij:
    """One figure that was asked of one aanbieder, and what came back."""

    aanbieder: str
    gevraagd: Gevraagd
    opgave: Opgave
    gewicht: Decimal
    """How heavy it counts beside other figures of the same aanbieder: the plekken of its locatie, else 1."""
    terzijde: str = ""


@dataclass(frozen=True)
class Cijfer:
    """What one aanbieder gave for a group: of several locaties the average, weighed by plekken."""

    aanbieder: str
    rijen: tuple[Rij, ...]
    plekken: Decimal

    @property
    def waarde(self) -> Decimal:
        total = sum(r.gewicht for r in self.rijen)
        return sum(((r.opgave.cijfer or Decimal(0)) * r.gewicht for r in self.rijen), Decimal(0)) / total


@dataclass(frozen=True)
class Spreiding:
    """Of figures from low to high: quartiles as spreadsheets compute them (QUARTILE)."""

    laagste: Decimal
    q1: Decimal
    mediaan: Decimal
    q3: Decimal
    hoogste: Decimal

    @classmethod
    def van(cls, values: Sequence[Decimal]) -> Spreiding:
        ordered = sorted(values)

        def at(part: Decimal) -> Decimal:
            place = (len(ordered) - 1) * part
            low = int(place)
            high = min(low + 1, len(ordered) - 1)
            return ordered[low] + (ordered[high] - ordered[low]) * (place - low)

        return cls(*(at(Decimal(n) / 4) for n in range(5)))

    def apart(self, value: Decimal) -> bool:
        room = RUIM * (self.q3 - self.q1)
        return value < self.q1 - room or value > self.q3 + room


@dataclass
class Groep:
    """One figure as all aanbieders gave it.

    gevraagd_aan  the aanbieders that it was asked of
    waarde        what the gemeente counts with; None where each locatie has its own
    openbaar      whether the question, and the gemeente's value, hold for everybody
    gevolg        what the weighted mean would do: EUR per year in the leading variant
    """

    sleutel: str
    label: str
    onderdeel: str
    column: Parameter
    unit: Unit
    record: Record
    rijen: list[Rij]
    waarde: Decimal | None
    waarom: str
    openbaar: bool
    plekken: dict[str, Decimal]
    gevolg: Gevolg | None = None
    uitschieters: list[Uitschieter] = field(default_factory=list)
    verteld: bool = False

    @property
    def gevraagd_aan(self) -> int:
        return len({r.aanbieder for r in self.rijen})

    @property
    def niet_van_toepassing(self) -> int:
        """How many aanbieders say that they do not have it."""
        mine = {r.aanbieder for r in self.rijen if r.opgave.nvt}
        return len(mine - {c.aanbieder for c in self.cijfers})

    @cached_property
    def cijfers(self) -> list[Cijfer]:
        found: dict[str, list[Rij]] = {}
        for row in self.rijen:
            if row.opgave.cijfer is not None:
                found.setdefault(row.aanbieder, []).append(row)
        return [Cijfer(name, tuple(rows), self.plekken[name]) for name, rows in found.items()]

    @cached_property
    def spreiding(self) -> Spreiding | None:
        return Spreiding.van([c.waarde for c in self.cijfers]) if self.cijfers else None

    @property
    def gemiddelde(self) -> Decimal:
        """Every aanbieder as heavy."""
        return sum((c.waarde for c in self.cijfers), Decimal(0)) / len(self.cijfers)

    @property
    def gewogen(self) -> Decimal:
        """Weighed by the plekken of each aanbieder."""
        total = sum(c.plekken for c in self.cijfers)
        if not total:
            return self.gemiddelde
        return sum((c.waarde * c.plekken for c in self.cijfers), Decimal(0)) / total

    @property
    def apart(self) -> list[Cijfer]:
        """The figures that stand apart from the others."""
        spread = self.spreiding
        if spread is None or len(self.cijfers) < MINSTENS_UITSCHIETER:
            return []
        return [c for c in self.cijfers if spread.apart(c.waarde)]

    @property
    def als_gemiddelde(self) -> Gemiddelde:
        least = self.column.low if self.column.low is not None else self.column.above
        return Gemiddelde(self.sleutel, {c.aanbieder: c.waarde for c in self.cijfers}, least or Decimal(0))

    def verraadt(self) -> str:
        """What the gemeente's own value, which everybody sees, tells of an aanbieder; empty where it is nothing."""
        if self.waarde is None or not self.cijfers or not self.openbaar:
            return ""
        shown = as_shown(self.waarde, self.unit, 0)
        same = [c for c in self.cijfers if as_shown(c.waarde, self.unit, 0) == shown]
        if same:
            return "uw waarde is precies het cijfer van één aanbieder" if len(same) == 1 else ""
        means = (as_shown(m, self.unit, 0) for m in (self.gemiddelde, self.gewogen))
        if len(self.cijfers) < 3 and shown in means:
            return "uw waarde is het gemiddelde van twee aanbieders: elk kan het cijfer van de ander uitrekenen"
        return ""


@dataclass(frozen=True)
class Uitschieter:
    cijfer: Cijfer
    gevolg: Gevolg


@dataclass
class Onderzoek:
    """Everything that came of an uitvraag.

    verteld         the averages that others may see; `eerder` those that were told before
    bekendgemaakt   those that others are told now: none where no file for others is made
    """

    resultaat: Result
    antwoorden: list[Ingevuld]
    groepen: list[Groep]
    plekken: dict[str, Decimal]
    omzet: dict[str, Decimal]
    eerder: list[Gemiddelde]
    verteld: list[Gemiddelde] = field(default_factory=list)
    bekendgemaakt: list[Gemiddelde] = field(default_factory=list)

    @property
    def beantwoord(self) -> list[str]:
        """The aanbieders that gave a figure, or said that they have none."""
        return [a.aanbieder for a in self.antwoorden if a.telt and a.opgaven]


def study(
    lijsten: Vragenlijsten,
    antwoorden: list[Ingevuld],
    eerder: Sequence[Gemiddelde],
    progress: Callable[[str, int, int], None],
) -> Onderzoek:
    """Set out what aanbieders gave, with what each average and each figure apart would do."""
    found = set_out(lijsten, antwoorden, eerder)
    weigh = Weging(found.resultaat)
    for n, groep in enumerate(found.groepen):
        progress("gevolgen", n, len(found.groepen))
        if groep.cijfers:
            groep.gevolg = weigh.gevolg(_alles(groep))
            groep.uitschieters = [Uitschieter(c, weigh.gevolg(_van(c))) for c in groep.apart]
    return found


def set_out(lijsten: Vragenlijsten, antwoorden: list[Ingevuld], eerder: Sequence[Gemiddelde]) -> Onderzoek:
    """What aanbieders gave, and what of it others may be told."""
    found = Onderzoek(lijsten.resultaat, antwoorden, [], *_omvang(lijsten.resultaat), list(eerder))
    found.groepen = list(_groepen(lijsten, antwoorden, found.plekken))
    open_to_all = [g for g in found.groepen if g.openbaar and g.cijfers]
    linked = list({frozenset(g): None for g in _gehelen(found.groepen)})
    found.verteld = te_vertellen([g.als_gemiddelde for g in open_to_all], eerder, linked)
    for groep in found.groepen:
        groep.verteld = any(v.groep == groep.sleutel for v in found.verteld)
    return found


def _omvang(result: Result) -> tuple[dict[str, Decimal], dict[str, Decimal]]:
    """Of every aanbieder its plekken and its budget per year, in the leading variant."""
    leads = leidende(result).key[0]
    totals = {r.key[0]: r for r in result.dossier[AanbiederTotaal] if r.name_of("tariefvariant") == leads}
    names = {r.name: totals[r.key[0]] for r in result.dossier[Aanbieder] if r.key[0] in totals}
    columns = (AanbiederTotaal.plekken, AanbiederTotaal.budget)
    plekken, omzet = ({n: result.number(r, column) for n, r in names.items()} for column in columns)
    return plekken, omzet


def _groepen(lijsten: Vragenlijsten, antwoorden: Sequence[Ingevuld], plekken: dict[str, Decimal]) -> Iterator[Groep]:
    counting = {a.aanbieder: a for a in antwoorden if a.telt and a.aanbieder}
    rows: dict[str, list[Rij]] = {}
    for name, asked in lijsten.aanbieders.items():
        answer = counting.get(name)
        for own in asked:
            mark = own.punt.kenmerk
            said = answer.opgaven.get(mark, Opgave()) if answer else Opgave()
            why = answer.terzijde.get(mark, "") if answer else ""
            weight = _gewicht(lijsten.resultaat, own)
            rows.setdefault(own.groep, []).append(Rij(name, own, said, weight, why))
    reasons = {r.key[0]: r.texts.get(Onderbouwing.waarom.name, "") for r in lijsten.resultaat.dossier[Onderbouwing]}
    open_to_all = Openbaar(lijsten.resultaat)
    order = [r.key for r in lijsten.resultaat.dossier[Uitvraag]]
    for key, found in sorted(rows.items(), key=lambda x: order.index(x[1][0].gevraagd.record.key)):
        first = found[0].gevraagd
        punt = first.punt
        block = punt.column.block
        given = punt.record.values.get(punt.column)
        reason = reasons.get(normalized(onderdeel_van(block, punt.column)), "")
        yield Groep(
            key,
            first.label,
            punt.onderdeel,
            first.column,
            punt.record.unit(first.column),
            first.record,
            found,
            punt.waarde if isinstance(punt.waarde, Decimal) and not punt.eigen else None,
            reason or ("" if punt.eigen or given is None else given.toelichting),
            punt in open_to_all or (punt.eigen and _names_public(punt.record, lijsten.resultaat)),
            plekken,
        )


def _names_public(record: Record, resultaat: Result) -> bool:
    """Whether its names beside those of the aanbieder, such as a soort traject, are ones that everybody sees."""
    public = resultaat.dossier.zonder_aanbieders()
    for key in record.block.key_columns():
        among, name = key.among, record.name_of(key.name)
        if key.name in EIGEN or (isinstance(among, Options) and among.fixed):
            continue
        if not isinstance(among, type) or all(r.key[0] != name for r in public[among]):
            return False
    return True


def _gewicht(resultaat: Result, own: Gevraagd) -> Decimal:
    name = own.punt.record.name_of(Locatie.locatie.name) if Locatie.locatie.name in own.punt.record.texts else ""
    found = resultaat.dossier.matching(Locatie, {Locatie.locatie.name: name}) if name else []
    value = resultaat.value(found[0], Locatie.plekken) if found and own.column is not Locatie.plekken else None
    return value if isinstance(value, Decimal) and value > 0 else Decimal(1)


def _gehelen(groepen: Sequence[Groep]) -> Iterator[set[str]]:
    """Groups of which the figures of one aanbieder follow from one another.

    Shares that a rule of the model adds up, and the two ways in which a sheet may say one thing.
    """
    for check in Check.registry:
        for column in _shares(check):
            own = [g for g in groepen if g.column is column]
            records = {g.sleutel: g.rijen[0].gevraagd.punt.record for g in own}
            for record in records.values():
                same = {k for k, r in records.items() if all(r.name_of(n) == record.name_of(n) for n in check.per)}
                if len(same) > 1:
                    yield same
    for block in {g.column.block for g in groepen}:
        ways = {c for way in block.either_or for c in way}
        for key in {g.rijen[0].gevraagd.punt.record.key for g in groepen if g.column in ways}:
            same = {g.sleutel for g in groepen if g.column in ways and g.rijen[0].gevraagd.punt.record.key == key}
            if len(same) > 1:
                yield same


def _shares(check: Check) -> set[Parameter]:
    """The shares that a rule adds up to a whole."""
    if check.relation != "=" or check.unit is not PCT:
        return set()
    return {v for v in variables_of(check.left) if isinstance(v, Parameter) and v.unit is PCT}


def _alles(groep: Groep) -> list[Reactie]:
    """The weighted mean in the place of the gemeente's value, wherever it is asked."""
    return [Reactie(r.aanbieder, r.gevraagd.punt, groep.gewogen, "") for r in groep.rijen]


def _van(cijfer: Cijfer) -> list[Reactie]:
    """The figures of one aanbieder in the place of the gemeente's value."""
    return [
        Reactie(cijfer.aanbieder, r.gevraagd.punt, r.opgave.cijfer, "")
        for r in cijfer.rijen
        if r.opgave.cijfer is not None
    ]
