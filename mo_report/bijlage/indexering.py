"""The tariffs in later years, and what they rest on."""

from __future__ import annotations

from typing import Any

from mo_report.bijlage.tabel import Tabel, kruistabel, rijentabel
from mo_report.model import (
    Index,
    Indexaandeel,
    Indexjaar,
    Indexreeks,
    Locatie,
    Prijsindex,
    Uurtariefjaar,
)
from mo_report.model.algemeen import JA
from mo_report.rekenen import Resultaat
from mo_report.schema import Status


def indexering(resultaat: Resultaat) -> dict[str, Any] | None:
    """What the chapter shows; None without an index."""
    tables = _tabellen(resultaat)
    return {"tabellen": tables, "op_aanname": _op_aanname(resultaat)} if tables else None


def _tabellen(resultaat: Resultaat) -> list[Tabel]:
    """The index per year, and the tariffs that follow from it."""
    d = resultaat.dossier
    found: list[Tabel | None] = []
    if d[Indexaandeel] and not d[Locatie]:
        found.append(rijentabel(resultaat, "Deel dat de lonen volgt", d[Indexaandeel]))
    # An aanbieder sees what is applied to its tariffs; the example of the VNG is for the public.
    shown = [r for r in d[Indexreeks] if not d[Locatie] or r.name_of("toepassen") == JA]
    for reeks in (r.name for r in shown):
        given = [r for r in d[Prijsindex] if r.texts["reeks"] == reeks]
        if given and not d[Locatie]:
            found.append(rijentabel(resultaat, "Indexcijfers voor lonen en prijzen", given))
        own = [r for r in d[Index] if r.texts["reeks"] == reeks]
        parts = (
            (Index.voorlopig, "Index voorlopig"),
            (Index.inhaal, "Inhaal voor het jaar erna"),
            (Index.index, "Index van het jaar"),
        )
        # Without an inhaal the index of the year is what it was voorlopig.
        catches_up = any(resultaat.value(r, Index.inhaal) is not None for r in own)
        for column, title in parts if catches_up else parts[-1:]:
            if any(resultaat.value(r, column) is not None for r in own):
                found.append(
                    kruistabel(
                        resultaat,
                        f"{title}, {reeks}",
                        own,
                        column,
                        rijen=("onderdeel",),
                        kolom="jaar",
                        kopje="onderdeel",
                    )
                )
        rates = [r for r in d[Uurtariefjaar] if r.texts["reeks"] == reeks]
        found.append(
            kruistabel(
                resultaat,
                f"Uurtarieven per jaar, {reeks}",
                rates,
                Uurtariefjaar.tarief,
                rijen=("parameterset", "product"),
                kolom="jaar",
                kopje="set en product",
            )
        )
        years = [r for r in d[Indexjaar] if r.texts["reeks"] == reeks]
        found.append(
            kruistabel(
                resultaat,
                f"Tarief per plek per etmaal per jaar, {reeks}",
                years,
                Indexjaar.tarief,
                rijen=("locatie",),
                kolom="jaar",
                kopje="locatie",
            )
        )
    return [t for t in found if t]


def _op_aanname(resultaat: Resultaat) -> list[str]:
    """The series of indices whose tariffs rest on an aanname."""
    return list(
        dict.fromkeys(
            r.texts["reeks"]
            for r in resultaat.dossier[Uurtariefjaar]
            if resultaat.status(r, Uurtariefjaar.tarief) is Status.AANNAME
        )
    )
