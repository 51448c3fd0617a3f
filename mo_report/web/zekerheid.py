"""What the tariffs can be, for the page: in words and as pictures."""

from __future__ import annotations

from dataclasses import asdict
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from mo_report.bijlage.huisstijl import default_style
from mo_report.bijlage.render import drawings
from mo_report.engine.units import EUR_ETMAAL, EUR_JAAR, PCT
from mo_report.lib.notatie import Unit, show
from mo_report.verhaal.beelden import Beeld
from mo_report.verhaal.zekerheid import gemeten, leidend, tornado, waaier
from mo_report.web.gesprek import Afgewezen, Stap
from mo_report.web.vloer import Vloer

if TYPE_CHECKING:
    from mo_report.onzekerheid.bandbreedte import Spreiding

Gegevens = dict[str, Any]


def bandbreedte(vloer: Vloer, _: Stap, bestand: str) -> Gegevens:
    """Percentiles of each tariff in the leading variant, and what makes up the spread; without bounds nothing."""
    from mo_report.engine.vectoren import NotVectorised

    try:
        found = gemeten(vloer.resultaat(bestand))
    except NotVectorised as error:
        raise Afgewezen(str(error)) from error
    if found is None:
        return {}
    own = leidend(found)

    def row(name: str, own: Spreiding, unit: Unit) -> list[str]:
        values = (own.nu, *own.percentielen.values())
        return [name, *(show(Decimal(repr(v)), unit) for v in values)]

    rows = [row(s.record.texts["locatie"], s, EUR_ETMAAL) for s in own]
    rows.append(row("budget van de regio per jaar", found.doel, EUR_JAAR))
    return {
        "koppen": ["nu", *(f"p{p}" for p in found.doel.percentielen)],
        "rijen": rows,
        "geldend": [[name, show(Decimal(repr(chance)), PCT)] for name, chance in found.geldend.items()],
        "eerst": [b.label for b in found.bijdragen[:2] if b.samen > 0],
        "beelden": [_vormen(p) for p in (waaier(own), tornado(found)) if p],
    }


def _vormen(beeld: Beeld) -> Gegevens:
    shapes = [asdict(drawing) for drawing in drawings(beeld, default_style())]
    return {"titel": beeld.titel, "uitleg": beeld.uitleg, "delen": shapes}
