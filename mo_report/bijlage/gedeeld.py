"""What both annexes have: the cover, the colophon, the chain of an uurtarief."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from mo_report.bijlage.hoofdstuk import ingekort
from mo_report.bijlage.tabel import waarde
from mo_report.bijlage.uitgave import Uitgave
from mo_report.engine.dossier import Record
from mo_report.engine.rekenen import Resultaat
from mo_report.engine.uitleg import Stap, stappen
from mo_report.model import Algemeen, Opbouw, Uurtarief
from mo_report.model.tarieven import UITGANGSPUNT


def dag(resultaat: Resultaat) -> date:
    """The date of the input: that of every document made from it."""
    found = resultaat.dossier.one(Algemeen).values[Algemeen.datum].waarde
    assert isinstance(found, date)
    return found


def algemeen(resultaat: Resultaat) -> dict[str, str]:
    """Name, reference, price level and date, as text."""
    record = resultaat.dossier.one(Algemeen)
    return {c.name: waarde(resultaat, record, c).tekst for c in Algemeen.columns}


def afzender(resultaat: Resultaat, uitgave: Uitgave) -> str:
    """Who issues the document."""
    gemeente = resultaat.dossier.one(Algemeen).texts["gemeente"]
    return uitgave.stijl.afzender or f"Gemeente {gemeente}"


def gedeeld(
    resultaat: Resultaat,
    uitgave: Uitgave,
    titel: str,
    ondertitel: str,
    gegevens: Sequence[tuple[str, str]],
) -> dict[str, Any]:
    """What the frame of a document shows, and every chapter may use."""
    own = algemeen(resultaat)
    shown = [("Uitgave van", afzender(resultaat, uitgave)), ("Gemeente", own["gemeente"])]
    return {
        "titel": titel,
        "voet": ingekort(f"{titel} · {own['kenmerk']}", 95),
        "ondertitel": ondertitel,
        "afzender": afzender(resultaat, uitgave),
        "algemeen": own,
        "uitgangspunt": UITGANGSPUNT,
        "gegevens": [
            *(shown if shown[0][1] != f"Gemeente {own['gemeente']}" else shown[1:]),
            *gegevens,
            ("Kenmerk", own["kenmerk"]),
            ("Datum", own["datum"]),
            ("Prijspeil", own["prijspeil"]),
        ],
    }


def colofon(resultaat: Resultaat, uitgave: Uitgave) -> dict[str, Any]:
    own = algemeen(resultaat)
    return {
        "regels": [
            ("Uitgave van", afzender(resultaat, uitgave)),
            ("Kenmerk", own["kenmerk"]),
            ("Datum", own["datum"]),
            ("Gemaakt met", f"mo-report, versie {uitgave.versie}"),
            ("Kenmerk van de invoer (SHA-256)", uitgave.invoer_sha256),
            ("Bijgesloten bestand", uitgave.werkboek.naam),
        ],
        "werkboek": uitgave.werkboek.omschrijving,
    }


def opbouw_stappen(resultaat: Resultaat, opbouw: Record) -> list[Stap]:
    """What each step adds to an hour, with the formula that it comes from; zero is left out."""
    lines = tuple(c for c in Opbouw.lines() if resultaat.value(opbouw, c))
    return stappen(resultaat, opbouw, lines, diep=True)


def keten(resultaat: Resultaat, record: Record) -> list[Stap]:
    """The chain from maandloon to uurtarief, without what stands beside it."""
    return stappen(resultaat, record, tuple(c for c in Uurtarief.lines() if not c.optional))
