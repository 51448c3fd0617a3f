"""The files of a series as a whole, beside the folders of its inputs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from mo_report import __version__
from mo_report.antwoorden.document import names_of, write_loose
from mo_report.antwoorden.map import folder_for, place
from mo_report.bijlage.huisstijl import Huisstijl
from mo_report.bijlage.uitgave import Uitgave
from mo_report.reeks.boek import TITEL, write_comparison
from mo_report.reeks.hoofdstukken import chapters
from mo_report.reeks.uitvoeren import Onderdeel
from mo_report.reeks.vergelijking import Vergelijking

BOEK, RAPPORT, GEGEVENS, MANIFEST = "vergelijking.xlsx", "vergelijking.pdf", "reeks.json", "reeks-manifest.json"


def write_series(
    onderdelen: Sequence[Onderdeel], uit: Path, stijl: Huisstijl, *, pdf: bool, overschrijf: bool
) -> list[str]:
    """Write the comparison and what came of each input; returns the names. Raises OutputError."""
    found = Vergelijking(onderdelen)
    days = [date.fromisoformat(own.datum) for own in found.gemeenten.values()]
    names = [GEGEVENS, *([BOEK] if days else []), *(names_of(RAPPORT) if days and pdf else [])]
    folder = folder_for(uit, MANIFEST, names, overschrijf=overschrijf)
    with folder.open() as plek:
        text = json.dumps([_gegevens(o) for o in onderdelen], ensure_ascii=False, indent=2)
        (plek.nieuw / GEGEVENS).write_text(text + "\n", "utf-8")
        if days:
            write_comparison(found, plek.nieuw / BOEK, max(days))
        if days and pdf:
            uitgave = Uitgave(__version__, "", stijl)
            made_of = [(f"invoer ‘{o.bestand}’", o.sha256) for o in onderdelen]
            about = [("Gemeenten", str(len(found.gemeenten)))]
            title = (TITEL, "Van elke invoer de uitkomst, naast elkaar.")
            write_loose(title, chapters(found), about, plek.nieuw / RAPPORT, uitgave, max(days), made_of)
        place(plek, folder, MANIFEST, names)
    return names


def _gegevens(own: Onderdeel) -> dict[str, object]:
    return {
        "bestand": own.bestand,
        "map": own.map,
        "stand": own.stand,
        "sha256": own.sha256,
        "fouten": sum(f.is_fout for f in own.bevindingen),
        "waarschuwingen": sum(not f.is_fout for f in own.bevindingen),
        "bevindingen": [{"blad": f.blad, "cel": f.cel, "wat": f.wat, "verwacht": f.verwacht} for f in own.bevindingen],
    }
