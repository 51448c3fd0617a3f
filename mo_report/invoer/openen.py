"""Opening a file that somebody says is an input workbook."""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook, load_workbook

from mo_report.invoer import xlsx
from mo_report.invoer.nagerekend import Recomputer
from mo_report.lib.bevinding import Finding, warning
from mo_report.lib.kantoor import NoOffice, is_ods, to_xlsx
from mo_report.lib.namen import key_of
from mo_report.voorcontrole import BESTAND, MB, Inspected, Refused, inspect_file, inspect_ods


@dataclass(frozen=True)
class InputBook:
    """A workbook that can be read: its cells, and what its typed formulas give."""

    path: Path
    data: bytes
    book: xlsx.Book
    meldingen: tuple[Finding, ...] = ()
    """What is in it that is not used."""
    sha256: str = ""
    """Of the bytes that were read, whatever happens to the file afterwards."""

    @cached_property
    def narekenaar(self) -> Recomputer:
        return Recomputer(self.book)

    @cached_property
    def openpyxl(self) -> Workbook:
        """The same workbook with styles and notes. Raises Refused."""
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # remarks on styles are no news to a user
                # From bytes: openpyxl judges a file by its name, and a name may be anything.
                return load_workbook(BytesIO(self.data), keep_links=False)
        except Exception as error:  # openpyxl raises nearly anything for a damaged file
            raise BESCHADIGD from error


BESCHADIGD = Refused(
    "Het bestand is beschadigd of geen geldige Excel-werkmap.",
    "Open het in Excel, kies ‘Opslaan als’ en kies Excel-werkmap (.xlsx).",
)


def open_book(path: Path, bladen: Collection[str] = ()) -> InputBook | Finding:
    """The workbook, or the one finding that says why it cannot be read.

    `bladen`: of sheets with these names it must have at least one.
    """
    try:
        raw = _bytes(path)
        data = as_workbook(raw)
        found = inspect_file(data)
        _known(found, bladen)
        book = xlsx.read(data)
        _there(found, book)
    except Refused as refusal:
        return refusal.bevinding(path.name)
    except xlsx.Damaged:
        return BESCHADIGD.bevinding(path.name)
    return InputBook(path, data, book, _unused(path, found), hashlib.sha256(raw).hexdigest())


def as_workbook(data: bytes) -> bytes:
    """An OpenDocument spreadsheet as an Excel workbook; anything else as it is. Raises Refused."""
    if not is_ods(data):
        return data
    inspect_ods(data)
    try:
        return to_xlsx(data)
    except NoOffice as error:
        raise Refused(f"Dit is een OpenDocument-bestand (.ods). {error}") from error


def _bytes(path: Path) -> bytes:
    """All of a file. Raises Refused."""
    try:
        if not path.exists():
            raise Refused("Het bestand bestaat niet.", "Controleer de naam en de map.")
        if path.is_dir():
            raise Refused("Dit is een map, geen bestand.", "Geef de naam van de werkmap op.")
        if not path.is_file():
            raise Refused("Dit is geen gewoon bestand.", "Geef de naam van de werkmap op.")
        if path.stat().st_size > BESTAND.most * MB:
            raise BESTAND.te_veel()
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise Refused("Het bestand kan niet worden geopend.", "Sluit het in Excel en probeer opnieuw.") from error


def _known(found: Inspected, bladen: Collection[str]) -> None:
    keys = {key_of(title) for title in bladen}
    if keys and not keys & {key_of(title) for title in found.bladen}:
        raise Refused(
            "Dit is een Excel-werkmap, maar geen invoerwerkmap: geen enkel blad is bekend.",
            "Geef uw ingevulde werkmap op, of begin met: mo-report sjabloon invoer.xlsx.",
            "een werkmap die met het sjabloon is begonnen",
        )


def _there(found: Inspected, book: xlsx.Book) -> None:
    """A sheet whose part is not there would be left out in silence."""
    for title in found.bladen:
        if title not in (*book.titles, *book.others):
            raise Refused(
                f"Het blad ‘{title}’ is beschadigd: de werkmap noemt het, maar het is er niet.",
                "Gebruik een eerdere versie van dit bestand, of haal het blad weg en maak het opnieuw in Excel.",
                "een werkmap met alle bladen die zij noemt",
            )


def _unused(path: Path, found: Inspected) -> tuple[Finding, ...]:
    if not found.meldingen:
        return ()
    what = ", ".join(found.meldingen)
    return (
        warning(
            path.name,
            "",
            f"De werkmap bevat {what}. Het programma gebruikt dat niet.",
            "een werkmap met alleen cellen en formules",
            "Controleer of u de afzender vertrouwt, of sla de werkmap op zonder.",
        ),
    )
