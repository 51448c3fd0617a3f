"""The two annexes: the public one, and that of an aanbieder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mo_report.bijlage.omslag import cover, input_date
from mo_report.bijlage.render import write_pdf
from mo_report.bijlage.uitgave import Uitgave
from mo_report.bijlage.webpagina import write_page
from mo_report.bijlage.weergave import chapters_for
from mo_report.engine.rekenen import Result
from mo_report.model import Aanbieder
from mo_report.model.tarieven import leidende, leidende_sets
from mo_report.verhaal.vorm import Lezer

#: The web page stands beside the PDF, under the same name.
HTML = ".html"


def write_bijlage(resultaat: Result, path: Path, uitgave: Uitgave) -> None:
    """Write bijlage-kostprijsmodel.pdf, and the web page beside it, from a result without aanbieders."""
    content = cover(
        resultaat,
        uitgave,
        "Bijlage kostprijsmodel maatschappelijke opvang",
        "Hoe de tarieven zijn opgebouwd, stap voor stap, en hoe zeker elk cijfer is.",
        [("Leidende parameterset", " en ".join(s.name for s in leidende_sets(resultaat)))],
    )
    _write(resultaat, path, uitgave, Lezer.OPENBAAR, content)


def write_tariefbijlage(resultaat: Result, path: Path, uitgave: Uitgave) -> None:
    """Write tariefbijlage.pdf of the one aanbieder in this result, and the web page beside it."""
    name = resultaat.dossier.one(Aanbieder).name
    content = cover(
        resultaat,
        uitgave,
        f"Tariefbijlage {name}",
        "Hoe het tarief van elke locatie is opgebouwd.",
        [("Aanbieder", name), ("Leidende tariefvariant", leidende(resultaat).name)],
    )
    _write(resultaat, path, uitgave, Lezer.AANBIEDER, {**content, "aanbieder": name})


def _write(resultaat: Result, path: Path, uitgave: Uitgave, lezer: Lezer, content: dict[str, Any]) -> None:
    """The same chapters on paper, and as a web page beside it."""
    chapters = chapters_for(resultaat, lezer)
    write_pdf(path, input_date(resultaat), chapters, uitgave, content)
    write_page(path.with_suffix(HTML), chapters, uitgave.stijl, content)
