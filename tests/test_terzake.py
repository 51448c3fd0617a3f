"""What an input has not, no document of it speaks of."""

from __future__ import annotations

from uit_data import KLEINSTE, lees_data, lees_gegevens

from mo_report.engine.rekenen import Result, calculate
from mo_report.model import Aanbieder
from mo_report.model.voorbeeld.gegevens import haarlem
from mo_report.verhaal import HOOFDSTUKKEN
from mo_report.verhaal.vorm import Formules, Lezer, Tegels


def said(result: Result) -> str:
    """The figures in front and the formulas of the annex of the first aanbieder."""
    d = result.dossier
    own = calculate(d.per_aanbieder(d[Aanbieder][0]))
    pages = [p for h in HOOFDSTUKKEN for p in h.paginas(own) if Lezer.AANBIEDER in p.lezers]
    words: list[str] = []
    for part in (part for page in pages for part in page.delen(own)):
        if isinstance(part, Tegels):
            words += [tegel.uitleg for tegel in part.tegels]
        if isinstance(part, Formules):
            words += [step.line.label for step in part.stappen]
    return "; ".join(words)


def test_no_eigen_bijdrage_subsidie_or_traject_where_there_is_none() -> None:
    least, full = (lees_data(data).resultaat for data in (lees_gegevens(KLEINSTE), haarlem()))
    assert least is not None and full is not None
    for word in ("eigen bijdrage", "subsidie", "trajecten"):
        assert word not in said(least)
        assert word in said(full)
