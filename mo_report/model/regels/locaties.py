"""What must hold of locaties: nights that have a price, teams of their own aanbieder; what counts as nil."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from mo_report.engine.dossier import Record
from mo_report.engine.plek import place_of
from mo_report.engine.regel import Onbekend, rule_about
from mo_report.engine.rekenen import Result
from mo_report.lib.bevinding import Finding, warning
from mo_report.lib.notatie import show, show_euro, show_number
from mo_report.model import (
    Beveiliging,
    Dagopvang,
    Dagopvanglocatie,
    EigenBijdrage,
    Kinddeel,
    Kindtoeslag,
    Locatie,
    Locatiekosten,
    Locatietarief,
    Nacht,
    Tariefvariant,
    Team,
    Urennorm,
)
from mo_report.model.algemeen import GEEN, HUISVESTING, JA, SUBSIDIE
from mo_report.model.tarieven import opsomming, tarieven, wachtgroepen


@rule_about(Nacht, Locatie, Tariefvariant)
def nacht_zonder_bedrag(resultaat: Result, onbekend: Onbekend) -> Iterator[Finding]:
    """A set that has night cover, but not the kind that a locatie asks for."""
    d = resultaat.dossier
    sets = {v.name_of("parameterset") for v in d[Tariefvariant]}
    said = set()
    for locatie in d[Locatie]:
        night = locatie.name_of("nachtvariant")
        for each in sorted(sets):
            own = d.matching(Nacht, {"parameterset": each})
            known = {r.name_of("nachtvariant") for r in own}
            if night in ("", GEEN) or not own or night in known or (each, night) in said:
                continue
            if ("nachtvariant", night) in onbekend:
                continue  # that has its own finding
            said.add((each, night))
            plek = place_of(locatie, Locatie.nachtvariant)
            yield Finding(
                plek.blad,
                plek.cel,
                f"De set ‘{own[0].texts['parameterset']}’ heeft geen bedrag voor ‘{locatie.texts['nachtvariant']}’.",
                f"op het blad ‘{Nacht.title}’ een rij voor deze set en nachtvariant",
                "Voeg de rij toe, of kies een andere nachtvariant.",
            )


@rule_about(Locatie, opvallend=True)
def plekken_niet_heel(resultaat: Result, _: Onbekend) -> Iterator[Finding]:
    for locatie in resultaat.dossier[Locatie]:
        given = locatie.values.get(Locatie.plekken)
        if given and isinstance(given.waarde, Decimal) and given.waarde != given.waarde.to_integral_value():
            yield warning(
                given.plek.blad,
                given.plek.cel,
                f"‘{locatie.name}’ heeft {show(given.waarde, Locatie.plekken.unit)} plekken. Dat is geen heel getal.",
                "een heel aantal plekken",
                "Controleer het aantal; is het juist, dan hoeft u niets te doen.",
            )


_MISSCHIEN = " In een kindtoeslag kunnen kosten van het gebouw zitten."
#: From so many watches on a tariff pays more than once what a group needs once.
MEER_DAN_EEN = 2


@rule_about(Nacht, Locatie, opvallend=True)
def te_klein_of_te_groot_voor_een_wacht(resultaat: Result, _: Onbekend) -> Iterator[Finding]:
    """A tariff for a watch is priced for a group: a small locatie cannot pay one, a large one pays several."""
    for group in wachtgroepen(resultaat):
        if not group.wachten or 1 <= group.wachten < MEER_DAN_EEN:
            continue
        plek = place_of(group.locaties[0], Locatie.nachtvariant)
        small = group.wachten < 1
        yield warning(
            plek.blad,
            plek.cel,
            f"Het tarief betaalt ‘{group.naam}’ {show_number(group.wachten, 2)} keer een wacht "
            f"({group.nachtvariant}). {'Daarvan is er geen te betalen.' if small else 'Dat is meer dan één.'}",
            "ongeveer één wacht, of een bewuste keuze",
            "Kijk of deze groep " + ("met een andere een wacht deelt." if small else "meer dan één wacht nodig heeft."),
        )


@rule_about(Nacht, Urennorm, opvallend=True)
def dagproduct_in_de_nacht(resultaat: Result, _: Onbekend) -> Iterator[Finding]:
    """A night that is paid by the hour with a product, and so the ORT, of the day."""
    by_day = {norm.name_of("product") for norm in resultaat.dossier[Urennorm]}
    for nacht in resultaat.dossier[Nacht]:
        if Nacht.uren in nacht.values and nacht.name_of("product") in by_day:
            plek = place_of(nacht, Nacht.product)
            yield warning(
                plek.blad,
                plek.cel,
                f"‘{nacht.name}’ rekent in de nacht met ‘{nacht.texts['product']}’, dat ook overdag wordt gebruikt. "
                "De ORT van een nacht is meestal hoger.",
                "een eigen product voor de nacht, met de ORT van de nacht",
                "Geef op het blad ORT per product een product voor de nacht een eigen ORT, en kies dat hier.",
            )


@rule_about(Team, Locatie)
def team_van_een_ander(resultaat: Result, onbekend: Onbekend) -> Iterator[Finding]:
    d = resultaat.dossier
    teams = {t.key[0]: t for t in d[Team]}
    for locatie in d[Locatie]:
        team = teams.get(locatie.name_of("team"))
        if ("aanbieder", locatie.name_of("aanbieder")) in onbekend:
            continue
        if team and ("aanbieder", team.name_of("aanbieder")) in onbekend:
            continue
        if team and team.name_of("aanbieder") != locatie.name_of("aanbieder"):
            plek = place_of(locatie, Locatie.team)
            yield Finding(
                plek.blad,
                plek.cel,
                f"Het team ‘{team.name}’ is niet van de aanbieder van ‘{locatie.name}’.",
                f"een team van {locatie.texts.get('aanbieder', 'deze aanbieder')}",
                "Kies een ander team, of pas de aanbieder van het team aan.",
            )


def _named(records: Iterable[Record]) -> str:
    return opsomming(r.name for r in records)


@rule_about(Tariefvariant, Locatie, Nacht, Kindtoeslag, Dagopvang, Dagopvanglocatie, opvallend=True)
def telt_als_nul(resultaat: Result, _: Onbekend) -> Iterator[Finding]:
    d = resultaat.dossier
    sets = {v.name_of("parameterset"): v for v in d[Tariefvariant]}
    for each, variant in sets.items():
        plek = place_of(variant, Tariefvariant.parameterset)
        name = variant.texts["parameterset"]
        nights = [r for r in d[Locatie] if r.name_of("nachtvariant") != GEEN]
        if nights and not d.matching(Nacht, {"parameterset": each}):
            yield warning(
                plek.blad,
                plek.cel,
                f"De set ‘{name}’ heeft geen nachtvarianten: de nacht telt als € 0,00.",
                f"rijen voor deze set op het blad ‘{Nacht.title}’",
                "Vul de bedragen aan, of houd er rekening mee bij het vergelijken.",
            )
        families = [r for r in d[Locatie] if r.name_of("gezinnen") == JA]
        if families and not d.matching(Kindtoeslag, {"parameterset": each}):
            yield warning(
                plek.blad,
                plek.cel,
                f"De set ‘{name}’ heeft geen kindtoeslag: die van {_named(families)} telt in deze variant als € 0,00.",
                f"waarden voor deze set op het blad ‘{Kindtoeslag.title}’",
                "Vul de waarden aan, of houd er rekening mee bij het vergelijken.",
            )
        if d[Dagopvanglocatie] and not d.matching(Dagopvang, {"parameterset": each}):
            yield warning(
                plek.blad,
                plek.cel,
                f"De set ‘{name}’ heeft geen dagopvang: die van "
                f"{_named(d[Dagopvanglocatie])} telt in deze variant als € 0,00.",
                f"waarden voor deze set op het blad ‘{Dagopvang.title}’",
                "Vul de waarden aan, of houd er rekening mee bij het vergelijken.",
            )


@rule_about(Beveiliging, opvallend=True)
def beveiliging_zonder_bedrag(resultaat: Result, _: Onbekend) -> Iterator[Finding]:
    unknown = [r for r in resultaat.dossier[Beveiliging] if Beveiliging.bedrag not in r.values]
    if unknown:
        plek = unknown[0].places.get("bedrag") or place_of(unknown[0], Beveiliging.locatie)
        yield warning(
            plek.blad,
            plek.cel,
            f"Het bedrag voor beveiliging ontbreekt bij {_named(unknown)}; het telt als € 0,00.",
            "een bedrag per jaar",
            "Vul het bedrag in als u het weet.",
        )


@rule_about(Kindtoeslag, opvallend=True)
def subsidie_zonder_kapitaallasten(resultaat: Result, _: Onbekend) -> Iterator[Finding]:
    for record in resultaat.dossier[Kindtoeslag]:
        given = record.values.get(Kindtoeslag.kapitaal_in_subsidie)
        if given and given.waarde and Kindtoeslag.kapitaallasten not in record.values:
            yield warning(
                given.plek.blad,
                given.plek.cel,
                f"‘{record.name}’ zegt welk deel van de kapitaallasten via subsidie gaat, maar niet hoe hoog die zijn.",
                f"een bedrag bij ‘{Kindtoeslag.kapitaallasten.label}’",
                "Vul het bedrag in; anders telt dit percentage niet.",
            )


@rule_about(Locatiekosten, opvallend=True)
def kindtoeslag_naast_subsidie(resultaat: Result, _: Onbekend) -> Iterator[Finding]:
    """The supplement holds kapitaallasten; a subsidy for the building may pay those already."""
    d = resultaat.dossier
    for record in d[Locatiekosten]:
        if record.name_of("component") != HUISVESTING or record.name_of("bekostiging") != SUBSIDIE:
            continue
        (locatie,) = d.matching(Locatie, {"locatie": record.name_of("locatie")})
        rate = tarieven(resultaat, locatie)[0]
        extra = resultaat.number(rate, Locatietarief.kindtoeslag)
        set_ = d.matching(Kindtoeslag, {"parameterset": rate.name_of("parameterset")})
        if any(Kindtoeslag.kapitaal_in_subsidie in r.values for r in set_):
            continue  # decided
        if extra > 0:
            (part,) = d.matching(Kinddeel, {k.name: rate.name_of(k.name) for k in Kinddeel.key_columns()})
            amount = resultaat.number(part, Kinddeel.jaarbedrag)
            about = f" Daarvan is {show_euro(amount)} per jaar kapitaallasten." if amount else _MISSCHIEN
            plek = record.values[Locatiekosten.bekostiging].plek
            yield warning(
                plek.blad,
                plek.cel,
                f"‘{locatie.name}’ krijgt huisvesting via subsidie en ook de hele kindtoeslag van "
                f"{show_euro(extra)}.{about}",
                "een bewuste keuze: zo telt niets twee keer",
                f"Ga na of de subsidie deze kosten al dekt. Zo ja, vul dan op het blad ‘{Kindtoeslag.title}’ "
                f"‘{Kindtoeslag.kapitaallasten.label}’ en ‘{Kindtoeslag.kapitaal_in_subsidie.label}’ in.",
            )


@rule_about(EigenBijdrage, opvallend=True)
def bijdrage_boven_tarief(resultaat: Result, _: Onbekend) -> Iterator[Finding]:
    d = resultaat.dossier
    for record in d[EigenBijdrage]:
        (locatie,) = d.matching(Locatie, {"locatie": record.name_of("locatie")})
        rate = resultaat.number(tarieven(resultaat, locatie)[0], Locatietarief.tarief_per_plek_per_etmaal)
        own = resultaat.number(record, EigenBijdrage.bedrag)
        if own > rate:
            plek = record.values[EigenBijdrage.bedrag].plek
            yield warning(
                plek.blad,
                plek.cel,
                f"De eigen bijdrage van ‘{locatie.name}’ ({show_euro(own)}) is hoger dan het tarief ({show_euro(rate)}).",
                "een bijdrage die niet hoger is dan de kosten",
                "Controleer het bedrag.",
            )
