"""The two annexes: the public one, and that of an aanbieder."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from mo_report.bijlage.hoofdstuk import shortened
from mo_report.bijlage.render import write_pdf
from mo_report.bijlage.tabel import value_cell
from mo_report.bijlage.uitgave import Uitgave
from mo_report.bijlage.webpagina import write_page
from mo_report.bijlage.weergave import chapters_for
from mo_report.engine.rekenen import Result
from mo_report.model import Aanbieder, Algemeen
from mo_report.model.tarieven import UITGANGSPUNT, leidende, leidende_sets
from mo_report.verhaal.rekenwijze import met_rapport
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


def input_date(resultaat: Result) -> date:
    """The date of the input: that of every document made from it."""
    found = resultaat.dossier.one(Algemeen).values[Algemeen.datum].waarde
    assert isinstance(found, date)
    return found


def cover(
    resultaat: Result,
    uitgave: Uitgave,
    titel: str,
    ondertitel: str,
    gegevens: Sequence[tuple[str, str]],
) -> dict[str, Any]:
    """What the frame of a document shows, and every chapter may use."""
    record = resultaat.dossier.one(Algemeen)
    own = {c.name: value_cell(resultaat, record, c).tekst for c in Algemeen.columns}
    version = record.texts.get(Algemeen.versie.name)
    titel += f", versie {version}" if version else ""
    gemeente = f"Gemeente {own['gemeente']}"
    afzender = uitgave.stijl.afzender or gemeente
    shown = [("Uitgave van", afzender), ("Gemeente", own["gemeente"])]
    return {
        "titel": titel,
        "voet": shortened(f"{titel} · {own['kenmerk']}", 95),
        "ondertitel": ondertitel,
        "afzender": afzender,
        "algemeen": own,
        "uitgangspunt": UITGANGSPUNT,
        "achterin": "Technische bijlage",
        "met_rapport": met_rapport(resultaat),
        "gegevens": [
            *(shown if afzender != gemeente else shown[1:]),
            *gegevens,
            ("Kenmerk", own["kenmerk"]),
            ("Datum", own["datum"]),
            ("Prijspeil", own["prijspeil"]),
        ],
        "colofon": [
            ("Uitgave van", afzender),
            ("Kenmerk", own["kenmerk"]),
            ("Datum", own["datum"]),
            ("Gemaakt met", f"mo-report, versie {uitgave.versie}"),
            (f"Kenmerk van {uitgave.van} (SHA-256)", uitgave.sha256),
            *([("Bijgesloten bestand", uitgave.werkboek.naam)] if uitgave.werkboek else []),
        ],
        "werkboek": uitgave.werkboek.omschrijving if uitgave.werkboek else "",
    }
