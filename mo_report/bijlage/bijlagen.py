"""The two annexes: the public one, and that of an aanbieder."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from mo_report.bijlage.hoofdstuk import ingekort
from mo_report.bijlage.render import schrijf_pdf
from mo_report.bijlage.tabel import waarde
from mo_report.bijlage.uitgave import Uitgave
from mo_report.bijlage.weergave import hoofdstukken
from mo_report.engine.rekenen import Resultaat
from mo_report.model import Aanbieder, Algemeen
from mo_report.model.tarieven import UITGANGSPUNT, leidende
from mo_report.verhaal.keuze import leidende_set
from mo_report.verhaal.vorm import Lezer


def schrijf_bijlage(resultaat: Resultaat, path: Path, uitgave: Uitgave) -> None:
    """Write bijlage-kostprijsmodel.pdf from a result without aanbieders."""
    content = omslag(
        resultaat,
        uitgave,
        "Bijlage kostprijsmodel maatschappelijke opvang",
        "Hoe de tarieven zijn opgebouwd, stap voor stap, en hoe zeker elk cijfer is.",
        [("Leidende parameterset", leidende_set(resultaat).name)],
    )
    chapters = hoofdstukken(resultaat, Lezer.OPENBAAR)
    schrijf_pdf(path, dag(resultaat), chapters, uitgave, content)


def schrijf_tariefbijlage(resultaat: Resultaat, path: Path, uitgave: Uitgave) -> None:
    """Write tariefbijlage.pdf of the one aanbieder in this result."""
    name = resultaat.dossier.one(Aanbieder).name
    content = omslag(
        resultaat,
        uitgave,
        f"Tariefbijlage {name}",
        "Hoe het tarief van elke locatie is opgebouwd.",
        [("Aanbieder", name), ("Leidende tariefvariant", leidende(resultaat).name)],
    )
    chapters = hoofdstukken(resultaat, Lezer.AANBIEDER)
    schrijf_pdf(path, dag(resultaat), chapters, uitgave, {**content, "aanbieder": name})


def dag(resultaat: Resultaat) -> date:
    """The date of the input: that of every document made from it."""
    found = resultaat.dossier.one(Algemeen).values[Algemeen.datum].waarde
    assert isinstance(found, date)
    return found


def omslag(
    resultaat: Resultaat,
    uitgave: Uitgave,
    titel: str,
    ondertitel: str,
    gegevens: Sequence[tuple[str, str]],
) -> dict[str, Any]:
    """What the frame of a document shows, and every chapter may use."""
    record = resultaat.dossier.one(Algemeen)
    own = {c.name: waarde(resultaat, record, c).tekst for c in Algemeen.columns}
    gemeente = f"Gemeente {own['gemeente']}"
    afzender = uitgave.stijl.afzender or gemeente
    shown = [("Uitgave van", afzender), ("Gemeente", own["gemeente"])]
    return {
        "titel": titel,
        "voet": ingekort(f"{titel} · {own['kenmerk']}", 95),
        "ondertitel": ondertitel,
        "afzender": afzender,
        "algemeen": own,
        "uitgangspunt": UITGANGSPUNT,
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
            ("Kenmerk van de invoer (SHA-256)", uitgave.invoer_sha256),
            ("Bijgesloten bestand", uitgave.werkboek.naam),
        ],
        "werkboek": uitgave.werkboek.omschrijving,
    }
