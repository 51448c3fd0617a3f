"""The main job: from a result to all files of a run."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from mo_report import __version__
from mo_report.bijlage.huisstijl import Huisstijl, standaard
from mo_report.bijlage.uitgave import Uitgave, Werkboek
from mo_report.engine.dossier import Record
from mo_report.engine.rekenen import Resultaat, bereken
from mo_report.lib.namen import mapnaam, zelfde
from mo_report.model import Aanbieder
from mo_report.uitvoer.gegevens import gegevens
from mo_report.uitvoer.maken import Task, maak
from mo_report.uitvoer.plaatsen import (
    MANIFEST,
    UitvoerFout,
    Uitvoermap,
    schrijf_manifest,
    sha256,
)

OVERZICHT, BIJLAGE, RESULTAAT = "overzicht.xlsx", "bijlage-kostprijsmodel.pdf", "resultaat.json"
KOSTPRIJSMODEL = "kostprijsmodel.xlsx"
TARIEFBLAD, TARIEFBIJLAGE = "tariefblad.xlsx", "tariefbijlage.pdf"


class OnbekendeAanbieder(ValueError):
    """The aanbieder that was asked for is not in the input."""


def schrijf_alles(
    resultaat: Resultaat,
    invoer: Path,
    uit: Path,
    *,
    aanbieder: str = "",
    pdf: bool = True,
    overschrijf: bool = False,
    stijl: Huisstijl | None = None,
    digest: str = "",
    progress: Callable[[str, int, int], None] | None = None,
) -> list[str]:
    """Write every file of a run into a folder; returns their names.

    `digest` is the SHA-256 of the bytes that were read, where it is known. Raises
    OnbekendeAanbieder, and UitvoerFout where a file cannot be written or a user has changed
    one that would be lost. Nothing is put into place before all is made.
    """
    stijl = stijl or standaard()
    digest = digest or sha256(invoer)
    tasks = _workbooks(resultaat)
    for record in _chosen(resultaat, aanbieder):
        own = bereken(resultaat.dossier.per_aanbieder(record))
        tasks.append(_eigen(own, mapnaam(record.name), digest, stijl, pdf))
    if pdf:
        public = bereken(resultaat.dossier.zonder_aanbieders())
        tasks.append(_bijlage(public, digest, stijl))
    names = [name for task in tasks for name in task.names]
    folder = Uitvoermap(uit)
    with folder.open() as plek:
        keep = bool(aanbieder) and not _stale(folder, digest)
        _nothing_lost(folder, names, keep=keep, aanbieder=aanbieder, overschrijf=overschrijf)
        maak(tasks, plek.nieuw, progress or (lambda *_: None))
        hashes = {name: sha256(plek.nieuw / name) for name in names}
        # With one aanbieder the files of the others stay, if they come from this very input.
        if keep:
            hashes = {**folder.earlier(), **hashes}
        schrijf_manifest(plek, MANIFEST, _manifest(invoer, digest, stijl, hashes))
        return plek.plaats([] if keep else folder.over([*names, MANIFEST]))


def _stale(folder: Uitvoermap, digest: str) -> bool:
    """Whether an earlier run here was of another input."""
    return bool(folder.earlier()) and folder.invoer() != digest


def _nothing_lost(folder: Uitvoermap, names: list[str], *, keep: bool, aanbieder: str, overschrijf: bool) -> None:
    """Raises UitvoerFout where a run would undo what a user did, unless the user said so."""
    if overschrijf:
        return
    changed = folder.changed([*names, MANIFEST] if not folder.manifest() else names)
    if changed:
        raise UitvoerFout(
            "Deze bestanden zijn na de vorige berekening gewijzigd of niet door mo-report gemaakt: "
            + ", ".join(changed)
            + ". Kies een andere map, of geef --overschrijf op om ze te vervangen."
        )
    if aanbieder and not keep:
        raise UitvoerFout(
            "De invoer is veranderd sinds de vorige berekening in deze map. Bereken alles opnieuw, "
            "zonder --aanbieder, of kies een andere map: anders horen de bestanden niet bij elkaar."
        )


def _chosen(resultaat: Resultaat, name: str) -> list[Record]:
    everyone = resultaat.dossier[Aanbieder]
    if not name:
        return everyone
    chosen = [r for r in everyone if r.key[0] == zelfde(name)]
    if not chosen:
        raise OnbekendeAanbieder(
            f"De aanbieder ‘{name}’ staat niet in de invoer. Bekend zijn: " + ", ".join(r.name for r in everyone)
        )
    return chosen


def _workbooks(resultaat: Resultaat) -> list[Task]:
    """What the gemeente gets of everything. Heavy libraries are imported only when needed."""

    def overzicht(folder: Path) -> None:
        from mo_report.werkboek.boeken import schrijf_overzicht

        schrijf_overzicht(resultaat, folder / OVERZICHT)

    data = gegevens(resultaat)
    return [
        Task((RESULTAAT,), lambda folder: _json(data, folder / RESULTAAT)),
        Task((OVERZICHT,), overzicht),
    ]


def _eigen(resultaat: Resultaat, key: str, digest: str, stijl: Huisstijl, pdf: bool) -> Task:
    """An aanbieder's own workbook, and the annex that it is embedded in."""
    names = tuple(f"{key}/{name}" for name in (TARIEFBLAD, TARIEFBIJLAGE)[: 1 + pdf])

    def write(folder: Path) -> None:
        from mo_report.werkboek.boeken import schrijf_tariefblad

        schrijf_tariefblad(resultaat, folder / names[0])
        if pdf:
            from mo_report.bijlage.bijlagen import schrijf_tariefbijlage

            data = (folder / names[0]).read_bytes()
            embedded = Werkboek(TARIEFBLAD, "het tariefblad met alle formules", data)
            uitgave = Uitgave(__version__, digest, stijl, embedded)
            schrijf_tariefbijlage(resultaat, folder / names[1], uitgave)

    return Task(names, write)


def _bijlage(resultaat: Resultaat, digest: str, stijl: Huisstijl) -> Task:
    """The public annex, with the model as a workbook: no aanbieder is in this result."""

    def write(folder: Path) -> None:
        from mo_report.bijlage.bijlagen import schrijf_bijlage
        from mo_report.werkboek.boeken import schrijf_kostprijsmodel

        with TemporaryDirectory() as name:
            path = Path(name) / KOSTPRIJSMODEL
            schrijf_kostprijsmodel(resultaat, path)
            data = path.read_bytes()
        embedded = Werkboek(KOSTPRIJSMODEL, "het kostprijsmodel met alle formules", data)
        uitgave = Uitgave(__version__, digest, stijl, embedded)
        schrijf_bijlage(resultaat, folder / BIJLAGE, uitgave)

    return Task((BIJLAGE,), write)


def _json(data: dict[str, Any], path: Path) -> None:
    text = json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False)
    path.write_text(text + "\n", "utf-8")


def _manifest(invoer: Path, digest: str, stijl: Huisstijl, hashes: dict[str, str]) -> dict[str, Any]:
    return {
        "programma": "mo-report",
        "versie": __version__,
        "invoer": {"bestand": invoer.name, "sha256": digest},
        "huisstijl": {"sha256": stijl.merk},
        "uitvoer": dict(sorted(hashes.items())),
    }
