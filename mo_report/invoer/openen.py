"""Opening a file that somebody says is an input workbook."""

from __future__ import annotations

import warnings
import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook, load_workbook

from mo_report.bevinding import Bevinding

VERWACHT = "een gewone Excel-werkmap (.xlsx)"
OLE = bytes.fromhex("D0CF11E0A1B11AE1")
MAX_BYTES = 300_000_000
STRICT = b"http://purl.oclc.org/ooxml/"


@dataclass(frozen=True)
class Werkmap:
    """A workbook twice: its formulas as typed, and the values that Excel kept with them."""

    path: Path
    formulas: Workbook
    values: Workbook


def open_werkmap(path: Path) -> Werkmap | Bevinding:
    """The workbook, or the one finding that says why it cannot be read."""
    wrong = _not_a_workbook(path)
    if wrong:
        return wrong
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl's remarks on styles are no news to a user
            # From bytes: openpyxl judges a file by its name, and a name may be anything.
            data = path.read_bytes()
            values = load_workbook(BytesIO(data), data_only=True)
            return Werkmap(path, load_workbook(BytesIO(data)), values)
    except Exception:  # openpyxl raises nearly anything for a damaged file
        return _finding(
            path,
            "Het bestand is beschadigd of geen geldige Excel-werkmap.",
            "Open het in Excel, kies ‘Opslaan als’ en kies Excel-werkmap (.xlsx).",
        )


def _finding(path: Path, wat: str, herstel: str) -> Bevinding:
    return Bevinding(path.name, "", wat, VERWACHT, herstel)


def _not_a_workbook(path: Path) -> Bevinding | None:
    naam = "Geef de naam van de werkmap op."
    opslaan = "Open het bestand in Excel en sla het op als Excel-werkmap (.xlsx)."
    try:
        if not path.exists():
            return _finding(path, "Het bestand bestaat niet.", "Controleer de naam en de map.")
        if path.is_dir():
            return _finding(
                path, "Dit is een map, geen bestand.", "Geef de naam van de werkmap op."
            )
        if not path.is_file():
            return _finding(path, "Dit is geen gewoon bestand.", naam)
        with path.open("rb") as file:
            start = file.read(8)
    except OSError:
        return _finding(
            path, "Het bestand kan niet worden geopend.", "Sluit het in Excel en probeer opnieuw."
        )
    if not start:
        return _finding(path, "Het bestand is leeg.", "Maak een nieuw bestand met ‘sjabloon’.")
    if start == OLE:
        return _finding(
            path,
            "Dit is een werkmap met een wachtwoord, of een oude werkmap (.xls).",
            "Haal het wachtwoord eraf en sla het op als Excel-werkmap (.xlsx).",
        )
    if not zipfile.is_zipfile(path):
        return _finding(path, "Dit is geen Excel-werkmap maar een ander soort bestand.", opslaan)
    try:
        return _not_spreadsheet(path, opslaan)
    except Exception:  # a zip file that contradicts itself
        return _finding(path, "Het bestand is beschadigd.", opslaan)


def _not_spreadsheet(path: Path, opslaan: str) -> Bevinding | None:
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        if "mimetype" in names:
            return _finding(path, "Dit is een OpenDocument-bestand (.ods).", opslaan)
        if "xl/workbook.xml" not in names:
            return _finding(path, "Dit is geen Excel-werkmap (.xlsx).", opslaan)
        if sum(i.file_size for i in archive.infolist()) > MAX_BYTES:
            return _finding(path, "Het bestand is te groot om te lezen.", "Maak het kleiner.")
        if STRICT in archive.read("xl/workbook.xml"):
            return _finding(
                path,
                "Het bestand is opgeslagen als ‘Strict Open XML’.",
                "Sla op als gewone Excel-werkmap (.xlsx).",
            )
    return None
