"""A document as HTML: what its pages say, without making a PDF."""

from __future__ import annotations

from mo_report.bijlage.bijlagen import dag, omslag
from mo_report.bijlage.huisstijl import standaard
from mo_report.bijlage.render import html
from mo_report.bijlage.uitgave import Uitgave, Werkboek
from mo_report.bijlage.weergave import hoofdstukken
from mo_report.engine.rekenen import Resultaat
from mo_report.verhaal.vorm import Lezer

UITGAVE = Uitgave("x", "f" * 64, standaard(), Werkboek("leeg.xlsx", "leeg", b""))


def pagina(result: Resultaat, lezer: Lezer, aanbieder: str = "") -> str:
    cover = omslag(result, UITGAVE, "titel", "ondertitel", []) | {"dag": dag(result), "aanbieder": aanbieder}
    return html(hoofdstukken(result, lezer), UITGAVE.stijl, cover)
