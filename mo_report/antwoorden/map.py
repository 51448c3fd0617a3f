"""The folder in which files of the dialogue are put: never that of one aanbieder, and nothing that somebody changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from mo_report.uitvoer.plaatsen import OutputError, OutputFolder, sha256, write_manifest
from mo_report.uitvoer.schrijven import TARIEFBLAD
from mo_report.uitvoer.werkplek import Workplace


def folder_for(uit: Path, manifest: str, names: Sequence[str], *, overschrijf: bool) -> OutputFolder:
    """The folder, if these files may be put there. Raises OutputError."""
    if (uit / TARIEFBLAD).exists():
        raise OutputError(
            f"‘{uit}’ is de map van een aanbieder. Wat hier komt, gaat ook over andere aanbieders: kies een andere map."
        )
    folder = OutputFolder(uit, manifest)
    if (changed := folder.changed(names)) and not overschrijf:
        raise OutputError(
            f"‘{uit / changed[0]}’ is gewijzigd of niet door mo-report gemaakt. Kies een andere map, "
            "of geef --overschrijf op om het te vervangen."
        )
    return folder


def place(
    plek: Workplace,
    folder: OutputFolder,
    manifest: str,
    names: Sequence[str],
    gemaakt_van: Mapping[str, str] | None = None,
) -> None:
    """Put the files that were made in their folder, with a manifest of them.

    `gemaakt_van` is what they were made from with its SHA-256, where the files themselves must not say so.
    """
    of = {"gemaakt_van": gemaakt_van} if gemaakt_van else {}
    left = {"programma": "mo-report", **of, "uitvoer": {n: sha256(plek.nieuw / n) for n in names}}
    write_manifest(plek, manifest, left)
    plek.plaats(folder.over(names))
