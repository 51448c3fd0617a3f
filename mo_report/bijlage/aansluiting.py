"""Published figures beside the model's own: the table, and where the source is off."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from mo_report.bijlage.tabel import Tabel, kop, tekst, waarde
from mo_report.engine.dossier import Record
from mo_report.engine.rekenen import Resultaat
from mo_report.lib.notatie import toon
from mo_report.model import Gepubliceerd
from mo_report.model.aansluiting import KLOPT, NIET_TE_HERLEIDEN, WIJKT_AF


@dataclass(frozen=True)
class Afwijking:
    """A published figure that does not come out, and why."""

    wat: str
    gepubliceerd: str
    berekend: str
    verklaring: str
    bron: str


def oordeel(resultaat: Resultaat, record: Record) -> str:
    """Whether a published figure comes out."""
    found = resultaat.value(record, Gepubliceerd.oordeel)
    return found if isinstance(found, str) else NIET_TE_HERLEIDEN


def aansluiting(resultaat: Resultaat) -> Tabel | None:
    records = resultaat.dossier[Gepubliceerd]
    if not records:
        return None
    columns = (Gepubliceerd.gepubliceerd, Gepubliceerd.berekend, Gepubliceerd.verschil)
    heads = (kop("wat"), *(kop(c.label, getal=True) for c in columns), kop("oordeel"), kop("bron"))
    rows = tuple(
        (
            kop(r.name),
            *(waarde(resultaat, r, c) for c in columns),
            tekst(_met_afronding(resultaat, r)),
            tekst(r.values[Gepubliceerd.gepubliceerd].herkomst),
        )
        for r in records
    )
    return Tabel("Gepubliceerde cijfers naast de berekening", heads, rows)


def _met_afronding(resultaat: Resultaat, record: Record) -> str:
    """The verdict, with the rounding of the source where that is coarser than what is shown."""
    verdict = oordeel(resultaat, record)
    step = resultaat.number(record, Gepubliceerd.nauwkeurig)
    unit = record.unit(Gepubliceerd.gepubliceerd)
    shown = Decimal(1).scaleb(-unit.decimals - (2 if unit.kind == "procent" else 0))
    difference = resultaat.value(record, Gepubliceerd.verschil)
    if verdict != KLOPT or step <= shown or not isinstance(difference, Decimal):
        return verdict
    return (
        f"{verdict} (bron rondt af op {toon(step, unit)})"
        if abs(difference) >= shown / 2
        else verdict
    )


def afwijkingen(resultaat: Resultaat) -> list[Afwijking]:
    found = []
    for record in resultaat.dossier[Gepubliceerd]:
        if oordeel(resultaat, record) != WIJKT_AF:
            continue
        found.append(
            Afwijking(
                record.name,
                waarde(resultaat, record, Gepubliceerd.gepubliceerd).tekst,
                waarde(resultaat, record, Gepubliceerd.berekend).tekst,
                record.texts.get("verklaring", "Er is geen verklaring gegeven."),
                record.values[Gepubliceerd.gepubliceerd].herkomst,
            )
        )
    return found
