"""The week hour by hour: which surcharge a cao pays, and whether a roster works then."""

from __future__ import annotations

from decimal import Decimal

from mo_report.engine.dossier import Record
from mo_report.engine.rekenen import Resultaat
from mo_report.model import Banddagen, Dagsoort, OrtBand, Rooster, Roosterdagen

UREN = range(24)


def caos(resultaat: Resultaat) -> list[tuple[str, str]]:
    """The cao's that have bands, as they are compared and as they are written."""
    return list(
        dict.fromkeys((r.name_of("cao"), r.texts["cao"]) for r in resultaat.dossier[OrtBand])
    )


def dagsoorten(resultaat: Resultaat) -> list[tuple[str, str]]:
    """The kinds of day in use, likewise."""
    return [(r.key[0], r.name) for r in resultaat.dossier[Dagsoort]]


def tijdvakken(resultaat: Resultaat, cao: str, dagsoort: str) -> list[Record]:
    """The bands of a cao that hold for a kind of day, in the order of the input."""
    d = resultaat.dossier
    days = {r.name_of("banddagen") for r in d.matching(Banddagen, {"dagsoort": dagsoort})}
    return [r for r in d.matching(OrtBand, {"cao": cao}) if r.name_of("banddagen") in days]


def toeslag(resultaat: Resultaat, bands: list[Record], uur: int) -> Decimal:
    """The surcharge at the beginning of an hour, as a fraction."""
    for band in bands:
        begin, end = (resultaat.number(band, c) for c in (OrtBand.begin, OrtBand.einde))
        if begin <= uur < end:
            return resultaat.number(band, OrtBand.toeslag)
    return Decimal(0)


def gewerkt(resultaat: Resultaat, rooster: str, dagsoort: str, uur: int) -> bool:
    """Whether a service of the roster covers the beginning of an hour, on some day of this kind."""
    d = resultaat.dossier
    for service in d.matching(Rooster, {"rooster": rooster}):
        wanted = {"dagen": service.name_of("dagen"), "dagsoort": dagsoort}
        for day in d.matching(Roosterdagen, wanted):
            begin = resultaat.number(service, Rooster.begin)
            until = resultaat.number(service, Rooster.tot_middernacht)
            after = resultaat.number(service, Rooster.na_middernacht)
            if resultaat.number(day, Roosterdagen.begint) and begin <= uur < until:
                return True
            if resultaat.number(day, Roosterdagen.volgt) and uur < after:
                return True
    return False
