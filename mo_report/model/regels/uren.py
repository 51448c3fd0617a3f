"""What stands out about hours: given twice, without bands of ORT, or very long."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from mo_report.engine.dossier import Record
from mo_report.engine.plek import place_of
from mo_report.engine.regel import Onbekend, rule_about
from mo_report.engine.rekenen import Result
from mo_report.lib.bevinding import Finding, warning
from mo_report.lib.notatie import show_number, show_percentage
from mo_report.model import (
    Aanwezigheid,
    Caomix,
    Dienst,
    Locatieort,
    OrtBand,
    OrtSet,
    Rooster,
    Roosterduur,
    RoosterWeek,
    Tariefvariant,
    Team,
    Teamrooster,
    Urennorm,
    Uurtarief,
)
from mo_report.model.tarieven import opsomming


@rule_about(Team, Teamrooster, opvallend=True)
def twee_opgaven_van_uren(resultaat: Result, _: Onbekend) -> Iterator[Finding]:
    for record in resultaat.dossier[Team]:
        found = resultaat.dossier.matching(Teamrooster, {"team": record.key[0]})
        given = resultaat.value(record, Team.opgegeven)
        computed = resultaat.value(found[0], Teamrooster.op_groep) if found else None
        if isinstance(given, Decimal) and isinstance(computed, Decimal) and given != computed:
            plek = record.values[Team.opgegeven].plek
            yield warning(
                plek.blad,
                plek.cel,
                f"Voor ‘{record.name}’ is {show_number(given, 3)} uur opgegeven, maar het rooster geeft "
                f"{show_number(computed, 3)} uur.",
                "gelijke waarden, of een bewuste keuze",
                "Het model rekent met de opgegeven uren. Maak die leeg om het rooster te volgen.",
            )


@rule_about(Uurtarief, Caomix, OrtBand, opvallend=True)
def cao_zonder_tijdvakken(resultaat: Result, _: Onbekend) -> Iterator[Finding]:
    d = resultaat.dossier
    banded = {r.name_of("cao") for r in d[OrtBand]}
    for record in d[Uurtarief]:
        if not record.texts.get("rooster") or record.texts.get("cao"):
            continue
        mix = d.matching(Caomix, {"parameterset": record.name_of("parameterset")})
        missing = [r.texts["cao"] for r in mix if r.name_of("cao") not in banded]
        if missing:
            plek = place_of(record, Uurtarief.rooster)
            yield warning(
                plek.blad,
                plek.cel,
                f"‘{record.name}’: van {', '.join(missing)} zijn er geen ORT-tijdvakken.",
                "tijdvakken van elke cao in de caomix",
                "De ORT van het rooster is nu van de andere cao's. Vul de tijdvakken aan.",
            )


#: A roster loses the feestdagen; beyond that its hours are those of the service.
FEESTDAGEN = Decimal("0.1")


@rule_about(Dienst, Rooster, opvallend=True)
def uren_van_dienst_en_rooster(resultaat: Result, _: Onbekend) -> Iterator[Finding]:
    """A service that is given in hours and days, and again with begin and end."""
    d = resultaat.dossier
    for dienst in d[Dienst]:
        found = d.matching(Roosterduur, {"rooster": dienst.name_of("rooster")}) if dienst.texts.get("rooster") else []
        hours = resultaat.value(dienst, Dienst.uren), resultaat.value(dienst, Dienst.dagen)
        timed = resultaat.value(found[0], Roosterduur.per_week) if found else None
        if not isinstance(timed, Decimal) or not all(isinstance(x, Decimal) for x in hours):
            continue
        own = resultaat.number(dienst, Dienst.uren) * resultaat.number(dienst, Dienst.dagen)
        if abs(own - timed) > FEESTDAGEN * own:
            plek = place_of(dienst, Dienst.rooster)
            yield warning(
                plek.blad,
                plek.cel,
                f"‘{dienst.name}’ is {show_number(own, 2)} uur per week, maar het rooster "
                f"‘{dienst.texts['rooster']}’ duurt {show_number(timed, 2)} uur.",
                "dezelfde uren, op feestdagen na",
                "Controleer de uren en dagen van de dienst, of kies een ander rooster.",
            )


@rule_about(Dienst, Rooster, OrtBand, Caomix, Tariefvariant)
def dienst_zonder_ort(resultaat: Result, onbekend: Onbekend) -> Iterator[Finding]:
    """A service names a roster of which no ORT can be had: it would drop out of that of its team in silence."""
    d = resultaat.dossier
    counting = [r for r in d[Locatieort] if resultaat.value(r, Locatieort.telt) == 1]
    for dienst in d[Dienst]:
        name = dienst.name_of("rooster")
        if not name or ("rooster", name) in onbekend:
            continue
        plek, told = place_of(dienst, Dienst.rooster), dienst.texts["rooster"]
        if not d.matching(Rooster, {"rooster": name}):
            what = f"Het rooster ‘{told}’ heeft geen rijen op het blad {Rooster.title}."
        elif not d.matching(RoosterWeek, {"rooster": name}):
            what = f"Er zijn geen {OrtBand.title} voor het rooster ‘{told}’."
        elif lacking := _sets_zonder_ort(resultaat, counting, dienst):
            what = (
                f"De cao's van {opsomming(lacking)} hebben geen {OrtBand.title}: de ORT van deze dienst is niet bekend."
            )
        else:
            continue
        yield Finding(
            plek.blad,
            plek.cel,
            what,
            "een rooster waarvan de ORT bekend is",
            "Vul het rooster en de tijdvakken van de cao in, of maak bij alle diensten van dit team de cel leeg.",
        )


def _sets_zonder_ort(resultaat: Result, counting: list[Record], dienst: Record) -> list[str]:
    """The sets that count with the ORT of the team of a service, and cannot have it."""
    found: dict[str, None] = {}
    for rate in counting:
        if rate.name_of("team") != dienst.name_of("team"):
            continue
        wanted = {"parameterset": rate.name_of("parameterset"), "rooster": dienst.name_of("rooster")}
        own = resultaat.dossier.matching(OrtSet, wanted)
        if not own or not resultaat.value(own[0], OrtSet.dekking):
            found[rate.texts["parameterset"]] = None
    return list(found)


@rule_about(Dienst, Caomix, OrtBand, opvallend=True)
def cao_van_dienst_zonder_tijdvakken(resultaat: Result, _: Onbekend) -> Iterator[Finding]:
    """The ORT of a service rests on a part of the cao's of a set only."""
    d = resultaat.dossier
    used = {r.name_of("rooster"): r for r in d[Dienst] if r.texts.get("rooster")}
    said = set()
    for own in d[OrtSet]:
        covered = resultaat.number(own, OrtSet.dekking)
        if own.name_of("rooster") not in used or covered >= 1 or own.name_of("parameterset") in said:
            continue
        said.add(own.name_of("parameterset"))
        plek = place_of(used[own.name_of("rooster")], Dienst.rooster)
        yield warning(
            plek.blad,
            plek.cel,
            f"Van de cao's van ‘{own.texts['parameterset']}’ heeft {show_percentage(covered)} ORT-tijdvakken. De ORT van "
            "de diensten is alleen van dat deel.",
            "tijdvakken van elke cao in de caomix",
            "Vul de tijdvakken aan.",
        )


@rule_about(Aanwezigheid, Urennorm, opvallend=True)
def aanwezigheid_zonder_norm(resultaat: Result, onbekend: Onbekend) -> Iterator[Finding]:
    d = resultaat.dossier
    for record in d[Aanwezigheid]:
        names = {k.name: record.name_of(k.name) for k in Aanwezigheid.key_columns()}
        if not d.matching(Urennorm, names) and not any(item in onbekend for item in names.items()):
            plek = place_of(record, Aanwezigheid.urennorm)
            yield warning(
                plek.blad,
                plek.cel,
                f"Voor ‘{record.name}’ is er geen urennorm: deze aanwezigheid wordt nergens naast gezet.",
                f"op het blad ‘{Urennorm.title}’ een rij voor dezelfde norm, soort en product",
                "Voeg de norm toe, of haal deze rij weg.",
            )


#: A service over midnight that takes longer is more likely a slip of the pen.
LANGE_DIENST = Decimal(16)


@rule_about(Rooster, opvallend=True)
def lange_dienst(resultaat: Result, _: Onbekend) -> Iterator[Finding]:
    for record in resultaat.dossier[Rooster]:
        hours = resultaat.number(record, Rooster.duur)
        if resultaat.number(record, Rooster.na_middernacht) > 0 and hours > LANGE_DIENST:
            plek = record.values[Rooster.einde].plek
            yield warning(
                plek.blad,
                plek.cel,
                f"De dienst ‘{record.name}’ eindigt morgen en duurt {show_number(hours, 2)} uur.",
                f"meestal hoogstens {show_number(LANGE_DIENST, 2)} uur",
                "Controleer van en tot.",
            )
