"""The main job: from a result to all files of a run."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mo_report import __version__
from mo_report.dossier import Record
from mo_report.model import Aanbieder
from mo_report.namen import mapnaam, zelfde
from mo_report.rekenen import Resultaat, bereken
from mo_report.uitvoer.gegevens import gegevens
from mo_report.uitvoer.maken import Task, maak
from mo_report.uitvoer.plaatsen import MANIFEST, UitvoerFout, Uitvoermap, sha256

OVERZICHT, BIJLAGE, RESULTAAT = "overzicht.xlsx", "bijlage-kostprijsmodel.pdf", "resultaat.json"
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
    progress: Callable[[str, int, int], None] | None = None,
) -> list[str]:
    """Write every file of a run into a folder; returns their names.

    Raises OnbekendeAanbieder, and UitvoerFout where a file cannot be written or a user has changed
    one that would be lost. Nothing is put into place before all is made.
    """
    folder = Uitvoermap(uit)
    tasks = _tasks(resultaat, _chosen(resultaat, aanbieder), pdf)
    names = [name for name, _ in tasks]
    changed = folder.changed([*names, MANIFEST] if not folder.manifest() else names)
    if changed and not overschrijf:
        raise UitvoerFout(
            "Deze bestanden zijn na de vorige berekening gewijzigd of niet door mo-report gemaakt: "
            + ", ".join(changed)
            + ". Kies een andere map, of geef --overschrijf op om ze te vervangen."
        )
    progress = progress or (lambda *_: None)
    # With one aanbieder the files of the others stay, if they come from this very input.
    keep = bool(aanbieder)
    stale = keep and folder.earlier() and folder.invoer() != sha256(invoer)
    if stale and not overschrijf:
        raise UitvoerFout(
            "De invoer is veranderd sinds de vorige berekening in deze map. Bereken alles opnieuw, "
            "zonder --aanbieder, of kies een andere map: anders horen de bestanden niet bij elkaar."
        )
    keep = keep and not stale
    with folder.workplace() as made:
        maak(tasks, made, progress)
        hashes = {name: sha256(made / name) for name in names}
        if keep:
            hashes = {**folder.earlier(), **hashes}
        _json(_manifest(invoer, hashes))(made / MANIFEST)
        return folder.move_in(made, keep_earlier=keep)


def _chosen(resultaat: Resultaat, name: str) -> list[Record]:
    everyone = resultaat.dossier[Aanbieder]
    if not name:
        return everyone
    chosen = [r for r in everyone if r.key[0] == zelfde(name)]
    if not chosen:
        raise OnbekendeAanbieder(
            f"De aanbieder ‘{name}’ staat niet in de invoer. Bekend zijn: "
            + ", ".join(r.name for r in everyone)
        )
    return chosen


def _tasks(resultaat: Resultaat, aanbieders: list[Record], pdf: bool) -> list[Task]:
    """Every file with what writes it. Heavy libraries are imported only when they are needed."""
    from mo_report.werkboek.overzicht import schrijf_overzicht
    from mo_report.werkboek.tariefblad import schrijf_tariefblad

    tasks: list[Task] = [
        (RESULTAAT, _json(gegevens(resultaat))),
        (OVERZICHT, lambda path: schrijf_overzicht(resultaat, path)),
    ]
    own = [(mapnaam(r.name), bereken(resultaat.dossier.per_aanbieder(r))) for r in aanbieders]
    tasks += [(f"{key}/{TARIEFBLAD}", _bound(schrijf_tariefblad, r)) for key, r in own]
    if pdf:
        from mo_report.bijlage.inhoud import schrijf_bijlage
        from mo_report.bijlage.tariefbijlage import schrijf_tariefbijlage

        public = bereken(resultaat.dossier.zonder_aanbieders())
        tasks += [
            (f"{key}/{TARIEFBIJLAGE}", _bound(schrijf_tariefbijlage, r, __version__))
            for key, r in own
        ]
        tasks.append((BIJLAGE, _bound(schrijf_bijlage, public, __version__)))
    return tasks


def _bound(write: Callable[..., None], resultaat: Resultaat, *more: str) -> Callable[[Path], None]:
    return lambda path: write(resultaat, path, *more)


def _json(data: dict[str, Any]) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        text = json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False)
        path.write_text(text + "\n", "utf-8")

    return write


def _manifest(invoer: Path, hashes: dict[str, str]) -> dict[str, Any]:
    return {
        "programma": "mo-report",
        "versie": __version__,
        "invoer": {"bestand": invoer.name, "sha256": sha256(invoer)},
        "uitvoer": dict(sorted(hashes.items())),
    }
