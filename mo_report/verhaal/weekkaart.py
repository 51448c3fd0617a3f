"""The week hour by hour: which surcharge a cao pays, and whether a roster works then."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from mo_report.engine.dossier import Record
from mo_report.engine.rekenen import Result
from mo_report.lib.notatie import show_percentage
from mo_report.model import Banddagen, Dagsoort, OrtBand, Rooster, Roosterdagen, RoosterWeek
from mo_report.verhaal.beelden import Kaart, Rij, Vak

UREN = range(24)


def caos(resultaat: Result) -> list[tuple[str, str]]:
    """The cao's that have bands, as they are compared and as they are written."""
    return list(dict.fromkeys((r.name_of("cao"), r.texts["cao"]) for r in resultaat.dossier[OrtBand]))


def dagsoorten(resultaat: Result) -> list[tuple[str, str]]:
    """The kinds of day in use, likewise."""
    return [(r.key[0], r.name) for r in resultaat.dossier[Dagsoort]]


def tijdvakken(resultaat: Result, cao: str, dagsoort: str) -> list[Record]:
    """The bands of a cao that hold for a kind of day, in the order of the input."""
    d = resultaat.dossier
    days = {r.name_of("banddagen") for r in d.matching(Banddagen, {"dagsoort": dagsoort})}
    return [r for r in d.matching(OrtBand, {"cao": cao}) if r.name_of("banddagen") in days]


def toeslag(resultaat: Result, bands: list[Record], uur: int) -> Decimal:
    """The surcharge at the beginning of an hour, as a fraction."""
    for band in bands:
        begin, end = (resultaat.number(band, c) for c in (OrtBand.begin, OrtBand.einde))
        if begin <= uur < end:
            return resultaat.number(band, OrtBand.toeslag)
    return Decimal(0)


def gewerkt(resultaat: Result, rooster: str, dagsoort: str, uur: int) -> bool:
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


def kaarten(resultaat: Result) -> list[Kaart]:
    """The week of each roster under its first cao; a cao without a roster by itself."""
    days, known = dagsoorten(resultaat), caos(resultaat)
    weeks: dict[str, Record] = {}
    for week in resultaat.dossier[RoosterWeek]:
        weeks.setdefault(week.name_of("rooster"), week)
    found = [(f"{w.texts['rooster']}, cao {w.texts['cao']}", w.name_of("cao"), key) for key, w in weeks.items()]
    seen = {cao for _, cao, _ in found}
    found += [(f"Cao {name}", key, "") for key, name in known if key not in seen]
    return [_kaart(resultaat, titel, cao, rooster, days) for titel, cao, rooster in found if days]


def _kaart(resultaat: Result, titel: str, cao: str, rooster: str, days: list[tuple[str, str]]) -> Kaart:
    rows = []
    for key, name in days:
        bands = tijdvakken(resultaat, cao, key)
        rates = [toeslag(resultaat, bands, h) for h in UREN]
        cells = tuple(
            Vak(
                rate,
                f"{rate * 100:.0f}" if rate else "",
                bool(rooster) and gewerkt(resultaat, rooster, key, h),
            )
            for h, rate in zip(UREN, rates, strict=True)
        )
        rows.append(Rij(name, cells))
    told = "; ".join(f"{r.naam} {_van_tot(r.vakken)}" for r in rows)
    return Kaart(
        f"Toeslag per uur van de dag: {titel}",
        f"Kaart met de toeslag per soort dag en uur: {told}. De tijdvakken staan in de tabel.",
        tuple(str(h) for h in UREN),
        tuple(rows),
        "procent toeslag, per uur van de dag",
    )


def _van_tot(cells: Sequence[Vak]) -> str:
    """The lowest and the highest surcharge of a day, for whom a picture says nothing."""
    rates = sorted(cell.waarde for cell in cells)
    low, high = show_percentage(rates[0]), show_percentage(rates[-1])
    return f"steeds {low}" if low == high else f"van {low} tot {high}"
