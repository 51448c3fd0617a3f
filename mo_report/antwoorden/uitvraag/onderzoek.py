"""What aanbieders gave, set out per figure: how many, from low to high, and what a value would do."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from mo_report.antwoorden.antwoord import Reactie
from mo_report.antwoorden.ingevuld import Ingevuld
from mo_report.antwoorden.nota.delen import aantal
from mo_report.antwoorden.openbaar import Openbaar
from mo_report.antwoorden.uitvraag.groep import Cijfer, Groep, Rij, Uitschieter
from mo_report.antwoorden.uitvraag.mixen import mix_of, mixes_of, wholes_of
from mo_report.antwoorden.uitvraag.onthulling import Gemiddelde, te_vertellen
from mo_report.antwoorden.uitvraag.vragen import EIGEN, Gevraagd, Vragenlijsten
from mo_report.antwoorden.uitvraag.weging import Weging
from mo_report.engine.dossier import Record
from mo_report.engine.rekenen import Result
from mo_report.engine.schema import Options
from mo_report.engine.units import PCT
from mo_report.lib.namen import normalized
from mo_report.lib.notatie import show
from mo_report.model import Aanbieder, AanbiederTotaal, Locatie, Onderbouwing, Uitvraag
from mo_report.model.onderbouwing import onderdeel_van
from mo_report.model.tarieven import leidende
from mo_report.verhaal.formulier import Opgave

#: How far shares may be from a whole: they are typed with few decimals.
_SAMEN_EEN = Decimal("0.005")


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
    def gevraagd(self) -> list[str]:
        """The aanbieders that something was asked of."""
        return list(dict.fromkeys(r.aanbieder for g in self.groepen for r in g.rijen))

    def geteld(self, namen: Collection[str], een: str, meer: str) -> str:
        """How many of all who were asked did something, with its verb for one and for more."""
        every = aantal(len(self.gevraagd), "aanbieder", "aanbieders")
        return f"{len(namen)} van de {every} {een if len(namen) == 1 else meer}"

    @property
    def beantwoord(self) -> list[str]:
        """The aanbieders that filled something in."""
        return [a.aanbieder for a in self.antwoorden if a.telt and (a.opgaven or a.terzijde)]

    @property
    def met_cijfers(self) -> list[str]:
        """The aanbieders of which at least one figure counts."""
        given = {c.aanbieder for g in self.groepen for c in g.cijfers}
        return [name for name in self.gevraagd if name in given]


def study(
    lijsten: Vragenlijsten,
    antwoorden: list[Ingevuld],
    eerder: Sequence[Gemiddelde],
    progress: Callable[[str, int, int], None],
) -> Onderzoek:
    """Set out what aanbieders gave, with what each average and each figure apart would do."""
    found = set_out(lijsten, antwoorden, eerder)
    weigh, mixes = Weging(found.resultaat), [list(m) for m in mixes_of(found.groepen)]
    _onvolledige_mixen(found, mixes)
    for n, groep in enumerate(found.groepen):
        progress("gevolgen", n, len(found.groepen))
        if groep.cijfers:
            groep.gevolg = weigh.gevolg(_alles(mix_of(groep, mixes)))
            groep.uitschieters = [Uitschieter(c, weigh.gevolg(_van(groep, c, mixes))) for c in groep.apart]
    return found


def set_out(lijsten: Vragenlijsten, antwoorden: list[Ingevuld], eerder: Sequence[Gemiddelde]) -> Onderzoek:
    """What aanbieders gave, and what of it others may be told."""
    found = Onderzoek(lijsten.resultaat, antwoorden, [], *_omvang(lijsten.resultaat), list(eerder))
    found.groepen = list(_groepen(lijsten, antwoorden, found.plekken))
    wholes = list({frozenset(g): None for g in wholes_of(found.groepen)})
    mixed = {g for whole in wholes for g in whole}
    told = [
        g.als_gemiddelde
        for g in found.groepen
        # Of a mix, who has nothing of one share has more of the others.
        if g.openbaar and g.cijfers and not g.verraadt() and not (g.sleutel in mixed and g.niet_van_toepassing)
    ]
    found.verteld = te_vertellen(told, eerder, wholes, {normalized(name) for name in found.plekken})
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
    reasons, public = (
        {r.key[0]: r.texts.get(Onderbouwing.waarom.name, "") for r in d[Onderbouwing]}
        for d in (lijsten.resultaat.dossier, lijsten.resultaat.dossier.zonder_aanbieders())
    )
    open_to_all = Openbaar(lijsten.resultaat)
    order = [r.key for r in lijsten.resultaat.dossier[Uitvraag]]
    for key, found in sorted(rows.items(), key=lambda x: order.index(x[1][0].gevraagd.record.key)):
        first = found[0].gevraagd
        punt = first.punt
        block = punt.column.block
        given = punt.record.values.get(punt.column)
        onderdeel = normalized(onderdeel_van(block, punt.column))
        reason = reasons.get(onderdeel, "")
        values = {r.gevraagd.punt.waarde for r in found}
        yield Groep(
            key,
            first.label,
            punt.onderdeel,
            first.column,
            punt.record.unit(first.column),
            first.record,
            found,
            punt.waarde if isinstance(punt.waarde, Decimal) and not punt.eigen and len(values) == 1 else None,
            reason or ("" if punt.eigen or given is None else given.toelichting),
            public.get(onderdeel, ""),
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


def _onvolledige_mixen(onderzoek: Onderzoek, mixes: Sequence[list[Groep]]) -> None:
    """Tell of an aanbieder whose shares are no whole together."""
    answers = {a.aanbieder: a for a in onderzoek.antwoorden if a.telt}
    for mix in mixes:
        for name in onderzoek.beantwoord:
            rows = [r for g in mix for r in g.rijen if r.aanbieder == name]
            given = [r.opgave.cijfer for r in rows if r.opgave.cijfer is not None]
            whole = all(r.opgave for r in rows) and given
            if whole and abs(sum(given, Decimal(0)) - 1) > _SAMEN_EEN:
                answers[name].odd(
                    "",
                    f"De aandelen van {mix[0].onderdeel} ({', '.join(g.label for g in mix)}) zijn samen "
                    f"{show(sum(given, Decimal(0)), PCT)}.",
                    "samen 100%",
                    "De cijfers tellen mee. Vraag hoe de rest is verdeeld.",
                )


def _alles(groepen: Sequence[Groep]) -> list[Reactie]:
    """The weighted mean in the place of the gemeente's value, where there is one now or a figure was given.

    Of a mix the means are made a whole together.
    """
    total = sum((g.gewogen for g in groepen), Decimal(0)) if len(groepen) > 1 else Decimal(1)
    return [
        Reactie(r.aanbieder, punt, g.gewogen / (total or 1), "")
        for g in groepen
        for r in g.rijen
        for punt in r.gevraagd.punten
        if not r.opgave.nvt and (punt.waarde is not None or r.opgave.cijfer is not None)
    ]


def _van(groep: Groep, cijfer: Cijfer, mixes: Sequence[list[Groep]]) -> list[Reactie]:
    """The figures of one aanbieder in the place of the gemeente's value; of a mix all its shares."""
    rows = [r for g in mix_of(groep, mixes) for r in g.rijen if r.aanbieder == cijfer.aanbieder]
    return [
        Reactie(cijfer.aanbieder, punt, r.opgave.cijfer, "")
        for r in rows
        if r.opgave.cijfer is not None
        for punt in r.gevraagd.punten
    ]
