"""Bijlage 2.1: the ORT of each roster, and what it does to the uurtarief."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from mo_report.bijlage.tabel import Cel, Tabel, kop, rijentabel
from mo_report.dossier import Record
from mo_report.model import RoosterDag, RoosterUren, Uurtarief
from mo_report.notatie import euro, procent
from mo_report.rekenen import Resultaat
from mo_report.uitleg import stappen


@dataclass(frozen=True)
class OrtVergelijking:
    """A product's ORT as given beside that of its roster, and what it does to the uurtarief."""

    product: str
    set: str
    gegeven: str
    rooster: str
    uurtarief: str
    uurtarief_rooster: str
    effect: str


def rooster(resultaat: Resultaat, week: Record) -> dict[str, Any]:
    """A roster: hours per band for each kind of day, and the averages."""
    wanted = {"rooster": week.key[0]}
    hours = [
        r
        for r in resultaat.dossier.matching(RoosterUren, wanted)
        if resultaat.number(r, RoosterUren.uren) > 0
    ]
    return {
        "naam": week.name,
        "uren": rijentabel(
            resultaat,
            f"Uren per tijdvak, {week.name}",
            hours,
            (RoosterUren.dagsoort, RoosterUren.tijdvak, RoosterUren.uren, RoosterUren.toeslaguren),
            bronnen=False,
        )
        if hours
        else None,
        "dagen": rijentabel(
            resultaat,
            "ORT per dagsoort",
            resultaat.dossier.matching(RoosterDag, wanted),
            bronnen=False,
        ),
        "stappen": stappen(resultaat, week),
    }


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
                euro(resultaat.number(r, Uurtarief.uurtarief)),
                euro(resultaat.number(r, Uurtarief.uurtarief_rooster)),
                euro(effect),
            )
            alike.setdefault(figures, []).append(r.texts["product"])
    return [OrtVergelijking(", ".join(names), *figures) for figures, names in alike.items()]


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
                "verschil",
            )
        ),
    )
    rows = tuple(
        (
            kop(f"{o.set}, {o.product}"),
            *(
                Cel(text, getal=True)
                for text in (o.gegeven, o.rooster, o.uurtarief, o.uurtarief_rooster, o.effect)
            ),
        )
        for o in compared
    )
    return Tabel("ORT van de set naast de ORT van het rooster", heads, rows) if rows else None
