"""Opening a file that somebody says is an input workbook."""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Collection
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook, load_workbook

from mo_report.bevinding import Bevinding, waarschuwing
from mo_report.namen import sleutel
from mo_report.voorcontrole import BESTAND, MB, Gekeurd, Geweigerd, keur


@dataclass(frozen=True)
class Werkmap:
    """A workbook twice: its formulas as typed, and the values that Excel kept with them."""

    path: Path
    formulas: Workbook
    values: Workbook
    sha256: str
    """Of the bytes that were read, whatever happens to the file afterwards."""
    meldingen: tuple[Bevinding, ...] = ()
    """What is in it that is not used."""


def open_werkmap(path: Path, bladen: Collection[str] = ()) -> Werkmap | Bevinding:
    """The workbook, or the one finding that says why it cannot be read.

    `bladen`: of sheets with these names it must have at least one.
    """
    try:
        data = _bytes(path)
        found = keur(data)
        _known(found, bladen)
        formulas, values = _load(data)
        _there(found, formulas)
    except Geweigerd as refusal:
        return Bevinding(path.name, "", refusal.wat, refusal.verwacht, refusal.herstel)
    digest = hashlib.sha256(data).hexdigest()
    return Werkmap(path, formulas, values, digest, _unused(path, found))


def _bytes(path: Path) -> bytes:
    """All of a file. Raises Geweigerd."""
    try:
        if not path.exists():
            raise Geweigerd("Het bestand bestaat niet.", "Controleer de naam en de map.")
        if path.is_dir():
            raise Geweigerd("Dit is een map, geen bestand.", "Geef de naam van de werkmap op.")
        if not path.is_file():
            raise Geweigerd("Dit is geen gewoon bestand.", "Geef de naam van de werkmap op.")
        if path.stat().st_size > BESTAND.most * MB:
            raise BESTAND.te_veel()
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise Geweigerd(
            "Het bestand kan niet worden geopend.", "Sluit het in Excel en probeer opnieuw."
        ) from error


def _known(found: Gekeurd, bladen: Collection[str]) -> None:
    keys = {sleutel(title) for title in bladen}
    if keys and not keys & {sleutel(title) for title in found.bladen}:
        raise Geweigerd(
            "Dit is een Excel-werkmap, maar geen invoerwerkmap: geen enkel blad is bekend.",
            "Geef uw ingevulde werkmap op, of begin met: mo-report sjabloon invoer.xlsx.",
            "een werkmap die met het sjabloon is begonnen",
        )


def _there(found: Gekeurd, book: Workbook) -> None:
    """openpyxl leaves out a sheet whose part is not there, and says nothing of it."""
    for title in found.bladen:
        if title not in book.sheetnames:
            raise Geweigerd(
                f"Het blad ‘{title}’ is beschadigd: de werkmap noemt het, maar het is er niet.",
                "Gebruik een eerdere versie van dit bestand, of haal het blad weg en maak het "
                "opnieuw in Excel.",
                "een werkmap met alle bladen die zij noemt",
            )


def _load(data: bytes) -> tuple[Workbook, Workbook]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl's remarks on styles are no news to a user
            # From bytes: openpyxl judges a file by its name, and a name may be anything.
            formulas = load_workbook(BytesIO(data), keep_links=False)
            return formulas, load_workbook(BytesIO(data), data_only=True, keep_links=False)
    except Exception as error:  # openpyxl raises nearly anything for a damaged file
        raise Geweigerd(
            "Het bestand is beschadigd of geen geldige Excel-werkmap.",
            "Open het in Excel, kies ‘Opslaan als’ en kies Excel-werkmap (.xlsx).",
        ) from error


def _unused(path: Path, found: Gekeurd) -> tuple[Bevinding, ...]:
    if not found.meldingen:
        return ()
    what = ", ".join(found.meldingen)
    return (
        waarschuwing(
            path.name,
            "",
            f"De werkmap bevat {what}. Het programma gebruikt dat niet.",
            "een werkmap met alleen cellen en formules",
            "Controleer of u de afzender vertrouwt, of sla de werkmap op zonder.",
        ),
    )
