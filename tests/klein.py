"""A part of the Haarlem example: one set, one variant, an aanbieder with two locaties and one more.

It reads and computes several times faster than the whole, and still has every required sheet.
"""

from __future__ import annotations

from typing import Any

from uit_data import KLEINSTE, lees_gegevens

from mo_report.model import INVOERBLADEN, MODEL
from mo_report.model.voorbeeld.gegevens import haarlem

#: What is compared there are figures that this part does not have.
GEPUBLICEERD = "Gepubliceerde waarden"
#: The questions that it has sheets for.
KERN = ("schalen", "roosters", "nacht", "gezinnen", "gepubliceerd", "varianten", "producten", "aanbieders")
LOCATIES = ("Kennemerhof", "Frans Hals", "Velserpoort 1: OGGZ")
VARIANT, PARAMETERSET = "HHM 2020, uren Haarlem", "HHM 2020"
#: Sheets that may stay empty, but that the smaller example still has.
WEL = ("Roosters", "Trajecten", "Trajectsoorten", "Dagopvang")


def klein() -> dict[str, Any]:
    """The data of the small example, in the shape of the whole."""
    data = haarlem()
    sheets = data["bladen"]
    gone = {r["locatie"] for r in sheets["Locaties"]} - set(LOCATIES)
    gone |= {r["tariefvariant"] for r in sheets["Tariefvarianten"]} - {VARIANT}
    gone |= {r["parameterset"] for r in sheets["Parametersets"]} - {PARAMETERSET}
    empty = {b.title for b in MODEL if b.is_input() and b.vraag and b.vraag not in KERN} - set(WEL)
    for title, rows in sheets.items():
        keep = [] if title in empty or title == GEPUBLICEERD else rows
        sheets[title] = [r for r in keep if not gone & {v for v in r.values() if _text(v)}]
    for row in sheets["Locaties"]:
        for name in ("team", "perceel", "ook_in"):
            row.pop(name, None)
    return data


def gevraagd(data: dict[str, Any]) -> list[str]:
    """The questions that data answers: a workbook with no other sheets is saved in half the time."""
    return list({b.vraag: None for b in INVOERBLADEN if b.vraag and (data["bladen"].get(b.title) or b.title in WEL)})


def met_twee() -> dict[str, Any]:
    """The data of the least input, with a second aanbieder and her locatie: where only files matter."""
    data = lees_gegevens(KLEINSTE)
    sheets = data["bladen"]
    (aanbieder,), (locatie,) = sheets["Aanbieders"], sheets["Locaties"]
    sheets["Aanbieders"] = [aanbieder, {"aanbieder": "Stichting Thuis"}]
    sheets["Locaties"] = [locatie, {**locatie, "locatie": "De Kade", "aanbieder": "Stichting Thuis"}]
    return data


def _text(value: object) -> bool:
    return isinstance(value, str)
