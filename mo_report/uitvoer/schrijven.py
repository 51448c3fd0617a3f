"""The main job: from a result to all files of a run."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from mo_report import __version__
from mo_report.bijlage.huisstijl import Huisstijl, default_style
from mo_report.bijlage.uitgave import Uitgave, Werkboek
from mo_report.engine.dossier import Record
from mo_report.engine.rekenen import Result, calculate
from mo_report.lib.kantoor import ODS, XLSX, NoOffice, write_ods
from mo_report.lib.namen import folder_name, normalized
from mo_report.model import Aanbieder, Algemeen
from mo_report.uitvoer.gegevens import as_data
from mo_report.uitvoer.maken import Task, make_files
from mo_report.uitvoer.plaatsen import (
    MANIFEST,
    OutputError,
    OutputFolder,
    sha256,
    write_manifest,
)
from mo_report.uitvoer.tarieventabel import BESCHRIJVING, TARIEVEN, write_table

OVERZICHT, BIJLAGE, RESULTAAT = "overzicht.xlsx", "bijlage-kostprijsmodel.pdf", "resultaat.json"
KOSTPRIJSMODEL = "kostprijsmodel.xlsx"
TARIEFBLAD, TARIEFBIJLAGE = "tariefblad.xlsx", "tariefbijlage.pdf"


def _ods(workbook: str) -> str:
    return str(Path(workbook).with_suffix(ODS))


def _convert(workbooks: list[Path]) -> None:
    """Write an .ods beside each workbook. Raises OutputError."""
    try:
        write_ods(workbooks)
    except NoOffice as error:
        raise OutputError(f"{error} Er is niets veranderd.") from error


def web_page(document: str) -> str:
    """The name of the web page beside a PDF."""
    return str(Path(document).with_suffix(".html"))


class UnknownAanbieder(ValueError):
    """The aanbieder that was asked for is not in the input."""


def write_all(
    resultaat: Result,
    invoer: Path,
    uit: Path,
    *,
    aanbieder: str = "",
    pdf: bool = True,
    kort: bool = False,
    ods: bool = False,
    overschrijf: bool = False,
    stijl: Huisstijl | None = None,
    digest: str = "",
    progress: Callable[[str, int, int], None] | None = None,
) -> list[str]:
    """Write every file of a run into a folder; returns their names.

    With `kort` a tariefblad has only its front sheets; with `ods` each workbook is there in
    OpenDocument too. `digest` is the SHA-256 of the bytes that
    were read, where it is known. Raises UnknownAanbieder, and OutputError where a file cannot be
    written or a user has changed one that would be lost. Nothing is put into place before all is made.
    """
    stijl = stijl or default_style()
    digest = digest or sha256(invoer)
    versie = resultaat.dossier.one(Algemeen).texts.get(Algemeen.versie.name, "")
    tasks = _workbooks(resultaat, stijl)
    for record in _chosen(resultaat, aanbieder):
        own = calculate(resultaat.dossier.per_aanbieder(record))
        tasks.append(_eigen(own, folder_name(record.name), digest, stijl, pdf=pdf, kort=kort))
    if pdf:
        public = calculate(resultaat.dossier.zonder_aanbieders())
        tasks.append(_bijlage(public, digest, stijl))
    names = [name for task in tasks for name in task.names]
    workbooks = [name for name in names if name.endswith(XLSX)] if ods else []
    names += [_ods(name) for name in workbooks]
    folder = OutputFolder(uit)
    with folder.open() as plek:
        keep = bool(aanbieder) and not _stale(folder, digest)
        _nothing_lost(folder, names, versie, keep=keep, aanbieder=aanbieder, overschrijf=overschrijf)
        make_files(tasks, plek.nieuw, progress or (lambda *_: None))
        if workbooks:
            (progress or (lambda *_: None))(ODS, len(names) - len(workbooks), len(names))
            _convert([plek.nieuw / name for name in workbooks])
        hashes = {name: sha256(plek.nieuw / name) for name in names}
        # With one aanbieder the files of the others stay, if they come from this very input.
        if keep:
            hashes = {**folder.earlier(), **hashes}
        made = _manifest(invoer, digest, versie, stijl, hashes) | ({"kort": True} if kort else {})
        write_manifest(plek, MANIFEST, made | ({"eerder": earlier} if (earlier := folder.eerder(digest)) else {}))
        return plek.plaats([] if keep else folder.over([*names, MANIFEST]))


def _stale(folder: OutputFolder, digest: str) -> bool:
    """Whether an earlier run here was of another input."""
    return bool(folder.earlier()) and folder.invoer() != digest


def _nothing_lost(
    folder: OutputFolder, names: list[str], versie: str, *, keep: bool, aanbieder: str, overschrijf: bool
) -> None:
    """Raises OutputError where a run would undo what a user did, unless the user said so."""
    if overschrijf:
        return
    earlier = folder.versie()
    if earlier is not None and earlier != versie:
        raise OutputError(
            f"In deze map staan de bestanden van {_genoemd(earlier)} van de invoer; dit is {_genoemd(versie)}. "
            "Kies een andere map, of geef --overschrijf op om ze te vervangen."
        )
    changed = folder.changed([*names, MANIFEST] if not folder.manifest() else names)
    if changed:
        raise OutputError(
            "Deze bestanden zijn na de vorige berekening gewijzigd of niet door mo-report gemaakt: "
            + ", ".join(changed)
            + ". Kies een andere map, of geef --overschrijf op om ze te vervangen."
        )
    if aanbieder and not keep:
        raise OutputError(
            "De invoer is veranderd sinds de vorige berekening in deze map. Bereken alles opnieuw, "
            "zonder --aanbieder, of kies een andere map: anders horen de bestanden niet bij elkaar."
        )


def _genoemd(versie: str) -> str:
    return f"versie ‘{versie}’" if versie else "een versie zonder naam"


def _chosen(resultaat: Result, name: str) -> list[Record]:
    everyone = resultaat.dossier[Aanbieder]
    if not name:
        return everyone
    chosen = [r for r in everyone if r.key[0] == normalized(name)]
    if not chosen:
        raise UnknownAanbieder(
            f"De aanbieder ‘{name}’ staat niet in de invoer. Bekend zijn: " + ", ".join(r.name for r in everyone)
        )
    return chosen


def _workbooks(resultaat: Result, stijl: Huisstijl) -> list[Task]:
    """What the gemeente gets of everything. Heavy libraries are imported only when needed."""

    def overzicht(folder: Path) -> None:
        from mo_report.werkboek.boeken import write_overzicht

        write_overzicht(resultaat, folder / OVERZICHT, kleuren=stijl.kleuren.reeksen)

    data = as_data(resultaat)
    return [
        Task((RESULTAAT,), lambda folder: _json(data, folder / RESULTAAT)),
        Task((TARIEVEN, BESCHRIJVING), lambda folder: write_table(resultaat, folder)),
        Task((OVERZICHT,), overzicht),
    ]


def _eigen(resultaat: Result, key: str, digest: str, stijl: Huisstijl, *, pdf: bool, kort: bool) -> Task:
    """An aanbieder's own workbook, and the annex that it is embedded in."""
    documents = (TARIEFBIJLAGE, web_page(TARIEFBIJLAGE)) if pdf else ()
    names = tuple(f"{key}/{name}" for name in (TARIEFBLAD, *documents))

    def write(folder: Path) -> None:
        from mo_report.werkboek.boeken import write_tariefblad

        write_tariefblad(resultaat, folder / names[0], kort=kort, kleuren=stijl.kleuren.reeksen)
        if pdf:
            from mo_report.bijlage.bijlagen import write_tariefbijlage

            data = (folder / names[0]).read_bytes()
            embedded = Werkboek(TARIEFBLAD, "het tariefblad met alle formules", data)
            uitgave = Uitgave(__version__, digest, stijl, embedded)
            write_tariefbijlage(resultaat, folder / names[1], uitgave)

    return Task(names, write)


def _bijlage(resultaat: Result, digest: str, stijl: Huisstijl) -> Task:
    """The public annex, with the model as a workbook: no aanbieder is in this result."""

    def write(folder: Path) -> None:
        from mo_report.bijlage.bijlagen import write_bijlage
        from mo_report.werkboek.boeken import write_kostprijsmodel

        with TemporaryDirectory() as name:
            path = Path(name) / KOSTPRIJSMODEL
            write_kostprijsmodel(resultaat, path, kleuren=stijl.kleuren.reeksen)
            data = path.read_bytes()
        embedded = Werkboek(KOSTPRIJSMODEL, "het kostprijsmodel met alle formules", data)
        uitgave = Uitgave(__version__, digest, stijl, embedded)
        write_bijlage(resultaat, folder / BIJLAGE, uitgave)

    return Task((BIJLAGE, web_page(BIJLAGE)), write)


def _json(data: dict[str, Any], path: Path) -> None:
    text = json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False)
    path.write_text(text + "\n", "utf-8")


def _manifest(invoer: Path, digest: str, versie: str, stijl: Huisstijl, hashes: dict[str, str]) -> dict[str, Any]:
    return {
        "programma": "mo-report",
        "versie": __version__,
        "invoer": {"bestand": invoer.name, "sha256": digest, "versie": versie},
        "huisstijl": {"sha256": stijl.merk},
        "uitvoer": dict(sorted(hashes.items())),
    }
