"""What the frame of a document shows: its cover, its foot, its colofon."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from mo_report.bijlage.hoofdstuk import shortened
from mo_report.bijlage.tabel import value_cell
from mo_report.bijlage.uitgave import Uitgave
from mo_report.engine.rekenen import Result
from mo_report.model import Algemeen
from mo_report.model.tarieven import UITGANGSPUNT
from mo_report.verhaal.rekenwijze import met_rapport

Regels = Sequence[tuple[str, str]]


def input_date(resultaat: Result) -> date:
    """The date of the input: that of every document made from it."""
    found = resultaat.dossier.one(Algemeen).values[Algemeen.datum].waarde
    assert isinstance(found, date)
    return found


def loose_cover(
    uitgave: Uitgave, titel: str, ondertitel: str, gegevens: Regels, colofon: Regels = (), *, afzender: str = ""
) -> dict[str, Any]:
    """What the frame of any document shows; of no gemeente, and sent by the program itself, unless told otherwise."""
    return {
        "titel": titel,
        "voet": titel,
        "ondertitel": ondertitel,
        "afzender": afzender or uitgave.stijl.afzender or "mo-report",
        "algemeen": {},
        "uitgangspunt": UITGANGSPUNT,
        "gegevens": list(gegevens),
        "colofon": [*colofon, ("Gemaakt met", f"mo-report, versie {uitgave.versie}")],
        "werkboek": uitgave.werkboek.omschrijving if uitgave.werkboek else "",
    }


def cover(resultaat: Result, uitgave: Uitgave, titel: str, ondertitel: str, gegevens: Regels) -> dict[str, Any]:
    """What the frame of a document of a gemeente shows, and every chapter may use."""
    record = resultaat.dossier.one(Algemeen)
    own = {c.name: value_cell(resultaat, record, c).tekst for c in Algemeen.columns}
    version = record.texts.get(Algemeen.versie.name)
    titel += f", versie {version}" if version else ""
    gemeente = f"Gemeente {own['gemeente']}"
    afzender = uitgave.stijl.afzender or gemeente
    sender, about, when = ("Uitgave van", afzender), ("Gemeente", own["gemeente"]), ("Datum", own["datum"])
    mark = ("Kenmerk", own["kenmerk"])
    told = [*([sender] if afzender != gemeente else []), about, *gegevens, mark, when, ("Prijspeil", own["prijspeil"])]
    content = loose_cover(uitgave, titel, ondertitel, told, (sender, mark, when), afzender=afzender)
    content["colofon"].append((f"Kenmerk van {uitgave.van} (SHA-256)", uitgave.sha256))
    if uitgave.werkboek:
        content["colofon"].append(("Bijgesloten bestand", uitgave.werkboek.naam))
    return {
        **content,
        "voet": shortened(f"{titel} · {own['kenmerk']}", 95),
        "algemeen": own,
        "achterin": "Technische bijlage",
        "met_rapport": met_rapport(resultaat),
    }
