"""What stands out about hours: given twice, without bands of ORT, or very long."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from mo_report.engine.plek import place_of
from mo_report.engine.regel import Onbekend, rule_about
from mo_report.engine.rekenen import Result
from mo_report.lib.bevinding import Finding, warning
from mo_report.lib.notatie import show_number
from mo_report.model import Caomix, Dienst, OrtBand, Rooster, Roosterduur, Team, Teamrooster, Uurtarief


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
