"""The tariffs in later years, and what they rest on."""

from __future__ import annotations

from typing import Any

from mo_report.bijlage.tabel import Tabel, kruistabel, rijentabel
from mo_report.engine.dossier import Record
from mo_report.engine.rekenen import Resultaat
from mo_report.engine.schema import Block, Line, Status
from mo_report.engine.uitleg import Stap, stappen
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


def indexering(resultaat: Resultaat) -> dict[str, Any] | None:
    """What the chapter shows; None without an index."""
    tables = _tabellen(resultaat)
    if not tables:
        return None
    return {
        "tabellen": tables,
        "op_aanname": _op_aanname(resultaat),
        "formules": _formules(resultaat),
    }


def _getoond(resultaat: Resultaat) -> list[Record]:
    """The series that are shown.

    An aanbieder sees what is applied to its tariffs; the example of the VNG is for the public.
    """
    d = resultaat.dossier
    return [r for r in d[Indexreeks] if not d[Locatie] or r.name_of("toepassen") == JA]


def _van(resultaat: Resultaat, block: type[Block], reeks: Record) -> list[Record]:
    return resultaat.dossier.matching(block, {"reeks": reeks.key[0]})


def _formules(resultaat: Resultaat) -> list[tuple[str, list[Stap]]]:
    """How an index is made, in steps: the first one that also catches up, if there is one."""
    own = [r for reeks in _getoond(resultaat) for r in _van(resultaat, Index, reeks)]
    full = [r for r in own if resultaat.value(r, Index.inhaal) is not None] or own
    if not full:
        return []
    wanted = {k: full[0].name_of(k) for k in ("reeks", "jaar", "onderdeel")}
    (year,) = resultaat.dossier.matching(Prijsindex, {k: wanted[k] for k in ("reeks", "jaar")})
    found = [
        (f"Inhaal van lonen en prijzen, {year.name}", stappen(resultaat, year)),
        (f"Van indexcijfers naar index, {full[0].name}", stappen(resultaat, full[0])),
    ]
    alike = [r for r in own if all(r.name_of(k) == wanted[k] for k in ("reeks", "onderdeel"))]
    # What was left over counts in the year after.
    for after in alike[alike.index(full[0]) + 1 :][:1]:
        lines = (Index.voorlopig, Index.index, Index.factor)
        found.append((f"Het jaar erna, {after.name}", stappen(resultaat, after, lines)))
    return [(title, steps) for title, steps in found if steps]


def _tabellen(resultaat: Resultaat) -> list[Tabel]:
    """The index per year, and the tariffs that follow from it."""
    d = resultaat.dossier
    found: list[Tabel | None] = []
    if d[Indexaandeel] and not d[Locatie]:
        found.append(rijentabel(resultaat, "Deel dat de lonen volgt", d[Indexaandeel]))
    for reeks in _getoond(resultaat):
        given = _van(resultaat, Prijsindex, reeks)
        if given and not d[Locatie]:
            found.append(rijentabel(resultaat, "Indexcijfers voor lonen en prijzen", given))
        own = _van(resultaat, Index, reeks)
        parts = (
            (Index.voorlopig, "Index voorlopig"),
            (Index.inhaal, "Inhaal voor het jaar erna"),
            (Index.index, "Index van het jaar"),
        )
        # Without an inhaal the index of the year is what it was voorlopig.
        catches_up = any(resultaat.value(r, Index.inhaal) is not None for r in own)
        grids: list[tuple[str, list[Record], Line, tuple[str, ...], str]] = [
            (title, own, column, ("onderdeel",), "onderdeel")
            for column, title in (parts if catches_up else parts[-1:])
        ]
        rates, years = (_van(resultaat, b, reeks) for b in (Uurtariefjaar, Indexjaar))
        grids += [
            (
                "Uurtarieven per jaar",
                rates,
                Uurtariefjaar.tarief,
                ("parameterset", "product"),
                "set en product",
            ),
            (
                "Tarief per plek per etmaal per jaar",
                years,
                Indexjaar.tarief,
                ("locatie",),
                "locatie",
            ),
        ]
        found += [
            kruistabel(
                resultaat,
                f"{title}, {reeks.name}",
                records,
                column,
                rijen=rows,
                kolom="jaar",
                kopje=head,
            )
            for title, records, column, rows, head in grids
        ]
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
