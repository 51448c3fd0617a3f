"""The week hour by hour: which surcharge a cao pays, and whether a roster works then."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial
from typing import TypeVar

from mo_report.engine.dossier import Record
from mo_report.engine.rekenen import Result
from mo_report.lib.notatie import show_percentage
from mo_report.model import Banddagen, Dagsoort, OrtBand, Rooster, Roosterdagen, RoosterWeek
from mo_report.verhaal.beelden import Kaart, Rij, Vak

UREN = range(24)
T = TypeVar("T")


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
    """The week of each cao, with the hours of each roster that is first read under it below."""
    days, weeks = dagsoorten(resultaat), dict[str, Record]()
    for week in resultaat.dossier[RoosterWeek]:
        weeks.setdefault(week.name_of("rooster"), week)
    return [
        _kaart(resultaat, name, key, [w for w in weeks.values() if w.name_of("cao") == key], days)
        for key, name in caos(resultaat)
        if days
    ]


def _kaart(resultaat: Result, naam: str, cao: str, weken: Sequence[Record], days: Sequence[tuple[str, str]]) -> Kaart:
    """Kinds of day with the same surcharges stand on one row, and so do those with the same hours of a roster."""
    bands = {key: tijdvakken(resultaat, cao, key) for key, _ in days}
    rates = _gelijk(days, lambda key: tuple(toeslag(resultaat, bands[key], h) for h in UREN))
    rows = [Rij(name, tuple(Vak(r, f"{r * 100:.0f}" if r else "", False) for r in own)) for name, own in rates]
    told = "; ".join(f"{r.naam} {_van_tot(r.vakken)}" for r in rows)
    for week in weken:
        rooster = week.name_of("rooster")
        hours = _gelijk(days, partial(_uren, resultaat, rooster))
        for name, worked in hours:
            if any(worked):
                label = week.texts["rooster"] if len(hours) == 1 else f"{week.texts['rooster']}: {name}"
                rows.append(Rij(label, tuple(Vak(Decimal(0), "", w) for w in worked)))
    return Kaart(
        f"Toeslag per uur van de dag, cao {naam}",
        f"Kaart met de toeslag per soort dag en uur: {told}. De tijdvakken staan in de tabel.",
        tuple(str(h) for h in UREN),
        tuple(rows),
        "procent toeslag, per uur van de dag",
    )


def _uren(resultaat: Result, rooster: str, dagsoort: str) -> tuple[bool, ...]:
    return tuple(gewerkt(resultaat, rooster, dagsoort, h) for h in UREN)


def _gelijk(days: Sequence[tuple[str, str]], of: Callable[[str], T]) -> list[tuple[str, T]]:
    """The kinds of day with what they have, those with the same taken together."""
    found: dict[T, list[str]] = {}
    for key, name in days:
        found.setdefault(of(key), []).append(name)
    return [(", ".join(names), own) for own, names in found.items()]


def _van_tot(cells: Sequence[Vak]) -> str:
    """The lowest and the highest surcharge of a day, for whom a picture says nothing."""
    rates = sorted(cell.waarde for cell in cells)
    low, high = show_percentage(rates[0]), show_percentage(rates[-1])
    return f"steeds {low}" if low == high else f"van {low} tot {high}"
