"""What must fit together between sheets: teams with aanbieders, years of an index, nights."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from mo_report.engine.dossier import Record
from mo_report.engine.rekenen import Resultaat
from mo_report.engine.schema import Block
from mo_report.invoer.plek import plek_van
from mo_report.invoer.verwijzingen import Namen
from mo_report.lib.bevinding import Bevinding, waarschuwing
from mo_report.lib.namen import zelfde
from mo_report.lib.notatie import euro, getal
from mo_report.model import (
    Aanbieder,
    Algemeen,
    Beveiliging,
    Caomix,
    Dagopvang,
    Dagopvanglocatie,
    EigenBijdrage,
    Indexaandeel,
    Indexreeks,
    Kindtoeslag,
    Locatie,
    Locatiekosten,
    Locatietarief,
    Nacht,
    OrtBand,
    Prijsindex,
    Rooster,
    Taakjaar,
    Tariefvariant,
    Team,
    Teamrooster,
    Uurtarief,
)
from mo_report.model.algemeen import GEEN, HUISVESTING, JA, SUBSIDIE
from mo_report.model.indexering import INDEXONDERDEEL
from mo_report.model.tarieven import opsomming, tarieven


def onverenigbaar(resultaat: Resultaat, namen: Namen, unread: set[type[Block]]) -> Iterator[Bevinding]:
    """Errors: input that contradicts itself, so that an outcome would be wrong or missing."""
    if not unread & {Nacht, Locatie, Tariefvariant}:
        yield from _nights(resultaat, namen)
    if not unread & {Team, Locatie}:
        yield from _teams(resultaat, namen)
    if not unread & {Indexreeks, Prijsindex, Algemeen}:
        yield from _years(resultaat)
        if not unread & {Taakjaar, Aanbieder}:
            yield from _task(resultaat)
        if Indexaandeel not in unread:
            yield from _shares(resultaat, namen)


def _nights(resultaat: Resultaat, namen: Namen) -> Iterator[Bevinding]:
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
            if ("nachtvariant", night) in namen.onbekend:
                continue  # that has its own finding
            said.add((each, night))
            plek = plek_van(locatie, Locatie.nachtvariant)
            yield Bevinding(
                plek.blad,
                plek.cel,
                f"De set ‘{own[0].texts['parameterset']}’ heeft geen bedrag voor ‘{locatie.texts['nachtvariant']}’.",
                f"op het blad ‘{Nacht.title}’ een rij voor deze set en nachtvariant",
                "Voeg de rij toe, of kies een andere nachtvariant.",
            )


def _teams(resultaat: Resultaat, namen: Namen) -> Iterator[Bevinding]:
    d = resultaat.dossier
    teams = {t.key[0]: t for t in d[Team]}
    for locatie in d[Locatie]:
        team = teams.get(locatie.name_of("team"))
        if ("aanbieder", locatie.name_of("aanbieder")) in namen.onbekend:
            continue
        if team and ("aanbieder", team.name_of("aanbieder")) in namen.onbekend:
            continue
        if team and team.name_of("aanbieder") != locatie.name_of("aanbieder"):
            plek = plek_van(locatie, Locatie.team)
            yield Bevinding(
                plek.blad,
                plek.cel,
                f"Het team ‘{team.name}’ is niet van de aanbieder van ‘{locatie.name}’.",
                f"een team van {locatie.texts.get('aanbieder', 'deze aanbieder')}",
                "Kies een ander team, of pas de aanbieder van het team aan.",
            )


def _applied(resultaat: Resultaat) -> list[Record]:
    return [r for r in resultaat.dossier[Indexreeks] if r.name_of("toepassen") == JA]


def _years(resultaat: Resultaat) -> Iterator[Bevinding]:
    """Years must be years, without a gap; an applied series follows on the prijspeil."""
    d = resultaat.dossier
    prijspeil = resultaat.value(d.one(Algemeen), Algemeen.prijspeil) if d[Algemeen] else None
    applied = {r.key[0] for r in _applied(resultaat)}
    for record in _applied(resultaat)[1:]:
        plek = record.places["toepassen"]
        yield Bevinding(
            plek.blad,
            plek.cel,
            "Er is meer dan één reeks die u toepast.",
            "één keer ‘ja’",
            "Kies ‘nee’ bij de andere reeksen.",
        )
    for reeks in d[Indexreeks]:
        before: int | None = None
        for n, record in enumerate(d.matching(Prijsindex, {"reeks": reeks.key[0]})):
            plek = plek_van(record, Prijsindex.jaar)
            text = record.texts["jaar"]
            if not (text.isascii() and text.isdigit() and len(text) == 4):
                yield Bevinding(
                    plek.blad,
                    plek.cel,
                    f"‘{text}’ is geen jaar.",
                    "een jaartal van vier cijfers",
                    "Typ het jaar als 2025.",
                )
                break
            year = int(text)
            first = reeks.key[0] in applied and n == 0 and isinstance(prijspeil, Decimal)
            wanted = int(prijspeil) + 1 if first and isinstance(prijspeil, Decimal) else None
            if n and before is not None:
                wanted = before + 1
            if wanted is not None and year != wanted:
                yield Bevinding(
                    plek.blad,
                    plek.cel,
                    f"In de reeks ‘{reeks.name}’ ontbreekt het jaar {wanted}.",
                    f"de jaren vanaf {wanted}, zonder gat",
                    "Voeg de rijen voor de ontbrekende jaren toe.",
                )
                break
            before = year


def _shares(resultaat: Resultaat, namen: Namen) -> Iterator[Bevinding]:
    """A part of the tariff without a share of wages: it could not be indexed."""
    d = resultaat.dossier
    known = {r.key[0] for r in d[Indexaandeel]}
    doubtful = any(column == "onderdeel" for column, _ in namen.onbekend)
    missing = [n for n in INDEXONDERDEEL.fixed if zelfde(n) not in known]
    if _applied(resultaat) and missing and not doubtful:
        names = opsomming(missing)
        yield Bevinding(
            Indexaandeel.title,
            "A5",
            f"Het loonaandeel ontbreekt van {names}.",
            "een rij voor elk onderdeel",
            "Voeg de rijen toe; 0% als een onderdeel alleen de prijzen volgt.",
        )


def _task(resultaat: Resultaat) -> Iterator[Bevinding]:
    """The years of the task need index figures, and somebody to carry it out."""
    d = resultaat.dossier
    if not d[Taakjaar]:
        return
    known = {
        r.name_of("jaar") for reeks in _applied(resultaat) for r in d.matching(Prijsindex, {"reeks": reeks.key[0]})
    }
    for record in d[Taakjaar]:
        if record.key[0] not in known:
            plek = plek_van(record, Taakjaar.jaar)
            yield Bevinding(
                plek.blad,
                plek.cel,
                f"Voor {record.name} zijn er geen indexcijfers in een reeks die u toepast.",
                f"op het blad ‘{Prijsindex.title}’ een rij voor dit jaar",
                "Voeg het jaar toe aan de reeks, of haal het hier weg.",
            )
    if not any(r.name_of("consortium") == JA for r in d[Aanbieder]):
        plek = plek_van(d[Taakjaar][0], Taakjaar.jaar)
        yield Bevinding(
            plek.blad,
            plek.cel,
            "Er zijn taakjaren, maar geen aanbieder doet mee in het consortium.",
            f"op het blad ‘{Aanbieder.title}’ minstens één keer ‘ja’ bij in het consortium",
            "Kies ‘ja’ bij de aanbieders die meedoen, of maak het blad Taakjaren leeg.",
        )


def opvallend(resultaat: Resultaat) -> Iterator[Bevinding]:
    """Warnings: what counts for nothing, or may count twice."""
    yield from _sets_without(resultaat)
    yield from _security(resultaat)
    yield from _two_sources_of_hours(resultaat)
    yield from _caos_without_bands(resultaat)
    yield from _children_in_a_subsidised_house(resultaat)
    yield from _contribution_above_tariff(resultaat)
    yield from _long_services(resultaat)


def _named(records: Iterable[Record]) -> str:
    return opsomming(r.name for r in records)


def _sets_without(resultaat: Resultaat) -> Iterator[Bevinding]:
    d = resultaat.dossier
    sets = {v.name_of("parameterset"): v for v in d[Tariefvariant]}
    for each, variant in sets.items():
        plek = plek_van(variant, Tariefvariant.parameterset)
        name = variant.texts["parameterset"]
        nights = [r for r in d[Locatie] if r.name_of("nachtvariant") != GEEN]
        if nights and not d.matching(Nacht, {"parameterset": each}):
            yield waarschuwing(
                plek.blad,
                plek.cel,
                f"De set ‘{name}’ heeft geen nachtvarianten: de nacht telt als € 0,00.",
                f"rijen voor deze set op het blad ‘{Nacht.title}’",
                "Vul de bedragen aan, of houd er rekening mee bij het vergelijken.",
            )
        families = [r for r in d[Locatie] if r.name_of("gezinnen") == JA]
        if families and not d.matching(Kindtoeslag, {"parameterset": each}):
            yield waarschuwing(
                plek.blad,
                plek.cel,
                f"De set ‘{name}’ heeft geen kindtoeslag: die van {_named(families)} telt in deze variant als € 0,00.",
                f"waarden voor deze set op het blad ‘{Kindtoeslag.title}’",
                "Vul de waarden aan, of houd er rekening mee bij het vergelijken.",
            )
        if d[Dagopvanglocatie] and not d.matching(Dagopvang, {"parameterset": each}):
            yield waarschuwing(
                plek.blad,
                plek.cel,
                f"De set ‘{name}’ heeft geen dagopvang: die van "
                f"{_named(d[Dagopvanglocatie])} telt in deze variant als € 0,00.",
                f"waarden voor deze set op het blad ‘{Dagopvang.title}’",
                "Vul de waarden aan, of houd er rekening mee bij het vergelijken.",
            )


def _security(resultaat: Resultaat) -> Iterator[Bevinding]:
    unknown = [r for r in resultaat.dossier[Beveiliging] if Beveiliging.bedrag not in r.values]
    if unknown:
        plek = unknown[0].places.get("bedrag") or plek_van(unknown[0], Beveiliging.locatie)
        yield waarschuwing(
            plek.blad,
            plek.cel,
            f"Het bedrag voor beveiliging ontbreekt bij {_named(unknown)}; het telt als € 0,00.",
            "een bedrag per jaar",
            "Vul het bedrag in als u het weet.",
        )


def _two_sources_of_hours(resultaat: Resultaat) -> Iterator[Bevinding]:
    for record in resultaat.dossier[Team]:
        found = resultaat.dossier.matching(Teamrooster, {"team": record.key[0]})
        given = resultaat.value(record, Team.opgegeven)
        computed = resultaat.value(found[0], Teamrooster.op_groep) if found else None
        if isinstance(given, Decimal) and isinstance(computed, Decimal) and given != computed:
            plek = record.values[Team.opgegeven].plek
            yield waarschuwing(
                plek.blad,
                plek.cel,
                f"Voor ‘{record.name}’ is {getal(given, 3)} uur opgegeven, maar het rooster geeft "
                f"{getal(computed, 3)} uur.",
                "gelijke waarden, of een bewuste keuze",
                "Het model rekent met de opgegeven uren. Maak die leeg om het rooster te volgen.",
            )


def _caos_without_bands(resultaat: Resultaat) -> Iterator[Bevinding]:
    d = resultaat.dossier
    banded = {r.name_of("cao") for r in d[OrtBand]}
    for record in d[Uurtarief]:
        if not record.texts.get("rooster") or record.texts.get("cao"):
            continue
        mix = d.matching(Caomix, {"parameterset": record.name_of("parameterset")})
        missing = [r.texts["cao"] for r in mix if r.name_of("cao") not in banded]
        if missing:
            plek = plek_van(record, Uurtarief.rooster)
            yield waarschuwing(
                plek.blad,
                plek.cel,
                f"‘{record.name}’: van {', '.join(missing)} zijn er geen ORT-tijdvakken.",
                "tijdvakken van elke cao in de caomix",
                "De ORT van het rooster is nu van de andere cao's. Vul de tijdvakken aan.",
            )


def _children_in_a_subsidised_house(resultaat: Resultaat) -> Iterator[Bevinding]:
    """The supplement holds kapitaallasten; a subsidy for the building may pay those already."""
    d = resultaat.dossier
    for record in d[Locatiekosten]:
        if record.name_of("component") != HUISVESTING or record.name_of("bekostiging") != SUBSIDIE:
            continue
        (locatie,) = d.matching(Locatie, {"locatie": record.name_of("locatie")})
        rate = tarieven(resultaat, locatie)[0]
        extra = resultaat.number(rate, Locatietarief.kindtoeslag)
        if extra > 0:
            plek = record.values[Locatiekosten.bekostiging].plek
            yield waarschuwing(
                plek.blad,
                plek.cel,
                f"‘{locatie.name}’ krijgt huisvesting via subsidie en ook de hele kindtoeslag van "
                f"{euro(extra)}. In een kindtoeslag kunnen kosten van het gebouw zitten.",
                "een bewuste keuze: zo telt niets twee keer",
                "Ga na of de subsidie deze kosten al dekt.",
            )


def _contribution_above_tariff(resultaat: Resultaat) -> Iterator[Bevinding]:
    d = resultaat.dossier
    for record in d[EigenBijdrage]:
        (locatie,) = d.matching(Locatie, {"locatie": record.name_of("locatie")})
        rate = resultaat.number(tarieven(resultaat, locatie)[0], Locatietarief.tarief_per_plek_per_etmaal)
        own = resultaat.number(record, EigenBijdrage.bedrag)
        if own > rate:
            plek = record.values[EigenBijdrage.bedrag].plek
            yield waarschuwing(
                plek.blad,
                plek.cel,
                f"De eigen bijdrage van ‘{locatie.name}’ ({euro(own)}) is hoger dan het tarief ({euro(rate)}).",
                "een bijdrage die niet hoger is dan de kosten",
                "Controleer het bedrag.",
            )


#: A service over midnight that takes longer is more likely a slip of the pen.
LANGE_DIENST = Decimal(16)


def _long_services(resultaat: Resultaat) -> Iterator[Bevinding]:
    for record in resultaat.dossier[Rooster]:
        hours = resultaat.number(record, Rooster.duur)
        if resultaat.number(record, Rooster.na_middernacht) > 0 and hours > LANGE_DIENST:
            plek = record.values[Rooster.einde].plek
            yield waarschuwing(
                plek.blad,
                plek.cel,
                f"De dienst ‘{record.name}’ eindigt morgen en duurt {getal(hours, 2)} uur.",
                f"meestal hoogstens {getal(LANGE_DIENST, 2)} uur",
                "Controleer van en tot.",
            )
