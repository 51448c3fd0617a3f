"""The files of a tender: a form for each bidder, and all bids side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

from mo_report import __version__
from mo_report.antwoorden.document import Document, names_of, write_document
from mo_report.antwoorden.ingevuld import Ingevuld
from mo_report.antwoorden.inschrijving.boek import write_bids
from mo_report.antwoorden.inschrijving.hoofdstukken import chapters
from mo_report.antwoorden.inschrijving.staat import Inschrijfstaten
from mo_report.antwoorden.inschrijving.vergelijking import Productvergelijking
from mo_report.antwoorden.map import folder_for, place
from mo_report.bijlage.huisstijl import Huisstijl
from mo_report.bijlage.omslag import input_date
from mo_report.bijlage.uitgave import Uitgave
from mo_report.lib.namen import folder_name
from mo_report.werkboek.formulier import write_form

STAAT, MANIFEST = "inschrijfstaat.xlsx", "inschrijfstaten-manifest.json"
BOEK, RAPPORT, VAN_VERGELIJKING = "inschrijvingen.xlsx", "inschrijvingen.pdf", "inschrijvingen-manifest.json"
Progress = Callable[[str, int, int], None]


def apart(inschrijvers: Sequence[str]) -> bool:
    """Whether each bidder has a name, and a folder of its own by it."""
    folders = {folder_name(name) for name in inschrijvers}
    return all(name.strip() for name in inschrijvers) and len(folders) == len(inschrijvers)


def make_forms(
    staten: Inschrijfstaten, inschrijvers: Sequence[str], uit: Path, *, overschrijf: bool, progress: Progress
) -> list[str]:
    """Write a form for each bidder; returns their names. Raises OutputError."""
    made = {f"{folder_name(name)}/{STAAT}": form for name in inschrijvers if (form := staten.formulier(name))}
    folder = folder_for(uit, MANIFEST, list(made), overschrijf=overschrijf)
    with folder.open() as plek:
        for n, (name, form) in enumerate(made.items()):
            progress(name, n, len(made))
            path = plek.nieuw / name
            path.parent.mkdir(exist_ok=True)
            write_form(form, path, input_date(staten.resultaat))
        place(plek, folder, MANIFEST, list(made))
    return list(made)


def make_comparison(
    staten: Inschrijfstaten,
    antwoorden: list[Ingevuld],
    found: list[Productvergelijking],
    grens: Decimal,
    uit: Path,
    *,
    invoer: str,
    hashes: Sequence[tuple[str, str]],
    stijl: Huisstijl,
    overschrijf: bool,
    progress: Progress,
) -> list[str]:
    """Write all bids side by side, as they were compared; `grens` is a fraction. Raises OutputError.

    `invoer` is the SHA-256 of the input, `hashes` those of the bids by the name of their file.
    """
    names = [BOEK, *names_of(RAPPORT)]
    folder = folder_for(uit, VAN_VERGELIJKING, names, overschrijf=overschrijf)
    bidders = sum(a.telt and bool(a.opgaven) for a in antwoorden)
    with folder.open() as plek:
        progress(BOEK, 0, 2)
        write_bids(staten, found, antwoorden, grens, plek.nieuw / BOEK)
        progress(RAPPORT, 1, 2)
        document = Document(
            staten.resultaat,
            "Inschrijvingen vergeleken",
            "Alleen voor de gemeente.",
            chapters(staten, found, bidders),
            [("Inschrijvers", str(bidders))],
            [(f"inschrijving ‘{name}’", digest) for name, digest in hashes],
        )
        uitgave = Uitgave(__version__, invoer, stijl)
        write_document(document, plek.nieuw / RAPPORT, uitgave, input_date(staten.resultaat))
        place(plek, folder, VAN_VERGELIJKING, names)
    return names
