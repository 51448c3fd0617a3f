"""A document as HTML: what its pages say, without making a PDF."""

from __future__ import annotations

from mo_report.bijlage.huisstijl import default_style
from mo_report.bijlage.omslag import cover, input_date
from mo_report.bijlage.render import html
from mo_report.bijlage.uitgave import Uitgave, Werkboek
from mo_report.bijlage.weergave import chapters_for
from mo_report.engine.rekenen import Result
from mo_report.verhaal.vorm import Lezer

UITGAVE = Uitgave("x", "f" * 64, default_style(), Werkboek("leeg.xlsx", "leeg", b""))


def pagina(result: Result, lezer: Lezer, aanbieder: str = "") -> str:
    frame = cover(result, UITGAVE, "titel", "ondertitel", []) | {"dag": input_date(result), "aanbieder": aanbieder}
    return html(chapters_for(result, lezer), UITGAVE.stijl, frame)
