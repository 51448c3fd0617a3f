"""Bijlage 2.1: the ORT of each roster, and what it does to the uurtarief."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from mo_report.bijlage.beeld import Hittekaart, Rij, Vak
from mo_report.bijlage.tabel import Cel, Tabel, kop, kruistabel, rijentabel
from mo_report.engine.dossier import Record
from mo_report.engine.rekenen import Resultaat
from mo_report.engine.uitleg import stappen
from mo_report.lib.notatie import LEEG, euro, procent
from mo_report.model import Caomix, RoosterDag, RoosterUren, RoosterWeek, Uurtarief
from mo_report.verhaal.ortkaart import UREN, caos, dagsoorten, gewerkt, tijdvakken, toeslag


@dataclass(frozen=True)
class OrtVergelijking:
    """A product's ORT as given beside that of its roster, and what it does to the uurtarief."""

    product: str
    set: str
    gegeven: str
    rooster: str
    volgens: str
    uurtarief: str
    uurtarief_rooster: str
    effect: str
    """How much higher or lower the uurtarief would be, in words."""
    mix: str = ""
    """What the caomix of the set gives, where the roster was read under one cao; likewise:"""
    uurtarief_mix: str = ""
    effect_mix: str = ""


def rooster(resultaat: Resultaat, week: Record) -> dict[str, Any]:
    """A roster under a cao: hours per band for each kind of day, and the averages."""
    wanted = {k: week.name_of(k) for k in ("rooster", "cao")}
    hours = [
        r
        for r in resultaat.dossier.matching(RoosterUren, wanted)
        if resultaat.number(r, RoosterUren.uren) > 0
    ]
    return {
        "naam": week.name,
        "uren": kruistabel(
            resultaat,
            f"Uren per tijdvak, {week.name}",
            hours,
            RoosterUren.uren,
            rijen=("dienst", "banddagen", "tijdvak"),
            kolom="dagsoort",
            kopje="dienst en tijdvak",
        ),
        "dagen": rijentabel(
            resultaat,
            "ORT per soort dag",
            resultaat.dossier.matching(RoosterDag, wanted),
            bronnen=False,
        ),
        "stappen": stappen(resultaat, week),
    }


def in_gebruik(resultaat: Resultaat) -> list[Record]:
    """The rosters under the cao's that a set uses them with."""
    d = resultaat.dossier
    used = set()
    for r in d[Uurtarief]:
        mix = d.matching(Caomix, {"parameterset": r.name_of("parameterset")})
        caos = [r.name_of("cao")] if r.texts.get("cao") else [c.name_of("cao") for c in mix]
        used |= {(r.name_of("rooster"), cao) for cao in caos}
    return [w for w in d[RoosterWeek] if w.key in used]


def ort_vergelijking(resultaat: Resultaat) -> list[OrtVergelijking]:
    """Products of a set with the same figures are taken together."""
    alike: dict[tuple[str, ...], list[str]] = {}
    for r in resultaat.dossier[Uurtarief]:
        effect = resultaat.value(r, Uurtarief.uurtarief_effect)
        if isinstance(effect, Decimal):
            figures = (
                r.texts["parameterset"],
                procent(resultaat.number(r, Uurtarief.ort)),
                procent(resultaat.number(r, Uurtarief.ort_rooster)),
                f"cao {r.texts['cao']}" if r.texts.get("cao") else "caomix",
                euro(resultaat.number(r, Uurtarief.uurtarief)),
                euro(resultaat.number(r, Uurtarief.uurtarief_rooster)),
                hoger_of_lager(effect),
                *_mix(resultaat, r),
            )
            alike.setdefault(figures, []).append(r.texts["product"])
    return [OrtVergelijking(", ".join(names), *figures) for figures, names in alike.items()]


def _mix(resultaat: Resultaat, record: Record) -> tuple[str, ...]:
    """The same under the caomix of the set, where a cao of its own was given."""
    effect = mix_effect(resultaat, record)
    if effect is None:
        return ()
    mix, rate = (resultaat.number(record, c) for c in (Uurtarief.ort_mix, Uurtarief.uurtarief_mix))
    return procent(mix), euro(rate), hoger_of_lager(effect)


def mix_effect(resultaat: Resultaat, record: Record) -> Decimal | None:
    """What the caomix would do to an uurtarief (EUR/uur) whose roster was read under one cao."""
    effect = resultaat.value(record, Uurtarief.mix_effect)
    return effect if record.texts.get("cao") and isinstance(effect, Decimal) else None


def hoger_of_lager(effect: Decimal) -> str:
    """A difference between two amounts, in words."""
    if not round(effect, 2):
        return "even hoog"
    return f"{euro(abs(effect))} {'hoger' if effect > 0 else 'lager'}"


def ort_tabel(compared: list[OrtVergelijking]) -> Tabel | None:
    """The same comparison as a table."""
    heads = (
        kop("set en product"),
        *(
            kop(text, getal=True)
            for text in (
                "ORT van de set",
                "ORT van het rooster",
                "uurtarief",
                "uurtarief bij ORT van het rooster",
                "ORT bij de caomix",
                "uurtarief bij de caomix",
            )
        ),
    )
    rows = tuple(
        (
            kop(f"{o.set}, {o.product} ({o.volgens})"),
            *(
                Cel(text, getal=True)
                for text in (
                    o.gegeven,
                    o.rooster,
                    o.uurtarief,
                    o.uurtarief_rooster,
                    o.mix or LEEG,
                    o.uurtarief_mix or LEEG,
                )
            ),
        )
        for o in compared
    )
    return Tabel("ORT van de set naast de ORT van het rooster", heads, rows) if rows else None


def hittekaarten(resultaat: Resultaat) -> list[Hittekaart]:
    """The week of each roster under its first cao; a cao without a roster by itself."""
    days, known = dagsoorten(resultaat), caos(resultaat)
    weeks: dict[str, Record] = {}
    for week in resultaat.dossier[RoosterWeek]:
        weeks.setdefault(week.name_of("rooster"), week)
    found = [
        (f"{w.texts['rooster']}, cao {w.texts['cao']}", w.name_of("cao"), key)
        for key, w in weeks.items()
    ]
    seen = {cao for _, cao, _ in found}
    found += [(f"Cao {name}", key, "") for key, name in known if key not in seen]
    return [_kaart(resultaat, titel, cao, rooster, days) for titel, cao, rooster in found if days]


def _kaart(
    resultaat: Resultaat, titel: str, cao: str, rooster: str, days: list[tuple[str, str]]
) -> Hittekaart:
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
    return Hittekaart(
        f"Toeslag per uur van de dag: {titel}",
        f"Kaart met de toeslag per soort dag en uur: {told}. De tijdvakken staan in de tabel.",
        tuple(str(h) for h in UREN),
        tuple(rows),
        "procent toeslag, per uur van de dag",
    )


def _van_tot(cells: Sequence[Vak]) -> str:
    """The lowest and the highest surcharge of a day, for whom a picture says nothing."""
    rates = sorted(cell.waarde for cell in cells)
    low, high = procent(rates[0]), procent(rates[-1])
    return f"steeds {low}" if low == high else f"van {low} tot {high}"
