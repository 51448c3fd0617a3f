"""What the tariffs can be, for the page: in words and as pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from mo_report.bijlage.huisstijl import default_style
from mo_report.bijlage.render import drawings
from mo_report.engine.units import EUR_ETMAAL, EUR_JAAR, PCT
from mo_report.lib.notatie import Unit, show
from mo_report.model import Bandbreedte
from mo_report.verhaal.beelden import Beeld, Doos, Dozen, Groep, Staven
from mo_report.web.gesprek import Afgewezen, Stap
from mo_report.web.vloer import Vloer

Gegevens = dict[str, Any]


def bandbreedte(vloer: Vloer, _: Stap, bestand: str) -> Gegevens:
    """Percentiles of each tariff in the leading variant, and what makes up the spread; without bounds nothing."""
    from mo_report.engine.vectoren import NotVectorised
    from mo_report.onzekerheid.bandbreedte import Meting, Spreiding

    result = vloer.resultaat(bestand)
    if not result.dossier[Bandbreedte]:
        return {}
    try:
        found = Meting(result).meet()
    except NotVectorised as error:
        raise Afgewezen(str(error)) from error
    leads = found.budget.record.name_of("tariefvariant")

    def row(name: str, own: Spreiding, unit: Unit) -> list[str]:
        values = (own.nu, *own.percentielen.values())
        return [name, *(show(Decimal(repr(v)), unit) for v in values)]

    own = [s for s in found.tarieven if s.record.name_of("tariefvariant") == leads]
    rows = [row(s.record.texts["locatie"], s, EUR_ETMAAL) for s in own]
    rows.append(row("budget van de regio per jaar", found.budget, EUR_JAAR))
    return {
        "koppen": ["nu", *(f"p{p}" for p in found.budget.percentielen)],
        "rijen": rows,
        "geldend": [[name, show(Decimal(repr(chance)), PCT)] for name, chance in found.geldend.items()],
        "eerst": [b.label for b in found.bijdragen[:2] if b.samen > 0],
        "beelden": [_vormen(p) for p in (_waaier(own), _bijdragen(found.bijdragen)) if p],
    }


def _waaier(own: Sequence[Any]) -> Dozen | None:
    """Each tariff from low to high, with what it is now."""
    boxes = []
    for spread in own:
        low, q1, mid, q3, high = (Decimal(repr(v)) for v in spread.percentielen.values())
        ends = (show(low, EUR_ETMAAL), show(high, EUR_ETMAAL))
        boxes.append(Doos(spread.record.texts["locatie"], (low, q1, mid, q3, high), Decimal(repr(spread.nu)), ends))
    told = "; ".join(f"{b.naam}: van {b.teksten[0]} tot {b.teksten[1]}" for b in boxes)
    title = "Tarief per plek per etmaal, in 90 van de 100 gevallen"
    return Dozen(title, told, "middelste helft", "middelste", "nu", tuple(boxes)) if boxes else None


def _bijdragen(bijdragen: Sequence[Any]) -> Staven | None:
    """Which figures make up the spread of the budget."""
    groups = tuple(
        Groep(b.label, (Decimal(repr(b.samen)) * 100,), (show(Decimal(repr(b.samen)), PCT),)) for b in bijdragen
    )
    told = "; ".join(f"{g.naam}: {g.teksten[0]}" for g in groups)
    return Staven("Waar de spreiding van het budget vandaan komt", told, "%", ("",), groups) if groups else None


def _vormen(beeld: Beeld) -> Gegevens:
    shapes = [asdict(drawing) for drawing in drawings(beeld, default_style())]
    return {"titel": beeld.titel, "uitleg": beeld.uitleg, "delen": shapes}
