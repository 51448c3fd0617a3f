"""The register of figures that are in no source as such."""

from __future__ import annotations

from mo_report.bijlage.tabel import Cel, Tabel, kop, tekst, waarde
from mo_report.engine.rekenen import Resultaat
from mo_report.lib.notatie import LEEG, euro
from mo_report.model.gevoeligheid import Onzeker, register

MEESTE_NAMEN = 4


def aannameregister(resultaat: Resultaat) -> Tabel | None:
    """Every figure that is in no source as such, and what ten percent more of it does.

    Figures that are the same in all that is told of them stand on one line.
    """
    heads = (
        kop("status"),
        kop("wat"),
        kop("waarde", getal=True),
        kop("bij 10% meer: hoogste verschil, € per plek per etmaal", getal=True),
        kop("toelichting"),
    )
    rows: dict[tuple[object, ...], list[Onzeker]] = {}
    for one in register(resultaat):
        given = one.record.values[one.column]
        alike = (one.column, given.waarde, given.status, given.toelichting, one.per_plek)
        rows.setdefault(alike, []).append(one)
    return (
        Tabel(
            "Aannames en herleide waarden",
            heads,
            tuple(_unsure(resultaat, same) for same in rows.values()),
        )
        if rows
        else None
    )


def _unsure(resultaat: Resultaat, same: list[Onzeker]) -> tuple[Cel, ...]:
    one = same[0]
    given = one.record.values[one.column]
    names = "; ".join(o.record.name for o in same)
    if len(same) > MEESTE_NAMEN:
        names = f"{one.record.block.title}, {len(same)} keer"
    return (
        tekst(given.status.word),
        kop(f"{names}: {one.column.heading}"),
        waarde(resultaat, one.record, one.column),
        Cel(euro(one.per_plek) if one.per_plek is not None else LEEG, getal=True),
        tekst(given.toelichting),
    )
