"""The main job: from a result to all files of a run."""

from __future__ import annotations

import gc
import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from mo_report import __version__
from mo_report.bijlage.huisstijl import Huisstijl, default_style
from mo_report.bijlage.uitgave import Werkboek
from mo_report.engine.dossier import Dossier, Record
from mo_report.engine.rekenen import Result, calculate
from mo_report.lib.kantoor import ODS, XLSX, NoOffice, write_ods
from mo_report.lib.namen import folder_name, normalized
from mo_report.model import Aanbieder, Algemeen
from mo_report.uitvoer.gegevens import as_data
from mo_report.uitvoer.kenmerk import merk, uitgave_van
from mo_report.uitvoer.maken import Progress, Task, make_files
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


class Uitvoer(NamedTuple):
    """The files of a run, and which of them were there already and are the same."""

    namen: list[str]
    gebleven: frozenset[str]


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
    alles: bool = False,
    stijl: Huisstijl | None = None,
    digest: str = "",
    kernen: int = 0,
    progress: Progress | None = None,
) -> Uitvoer:
    """Write every file of a run into a folder; a file that rests on the same as before stays, unless `alles`.

    With `kort` a tariefblad has only its front sheets; with `ods` each workbook is there in
    OpenDocument too. `digest` is the SHA-256 of the bytes that were read, where it is known; `kernen` how
    many cores to use, or all. Raises UnknownAanbieder, and OutputError where a file cannot be
    written or a user has changed one that would be lost. Nothing is put into place before all is made.
    """
    stijl, digest, told = stijl or default_style(), digest or sha256(invoer), progress or (lambda *_: None)
    versie = resultaat.dossier.one(Algemeen).texts.get(Algemeen.versie.name, "")
    tasks = _tasks(resultaat, _chosen(resultaat, aanbieder), stijl, pdf=pdf, kort=kort)
    if ods:
        tasks = [task._replace(names=(*task.names, *map(_ods, _werkmappen(task)))) for task in tasks]
    merken = {name: task.merk for task in tasks for name in task.names}
    folder = OutputFolder(uit)
    with folder.open() as plek:
        keep = bool(aanbieder) and not _stale(folder, digest)
        _nothing_lost(folder, list(merken), versie, keep=keep, aanbieder=aanbieder, overschrijf=overschrijf)
        there = {} if alles else folder.unchanged(merken)
        todo = [task for task in tasks if not there.keys() >= set(task.names)]
        hashes = _gemaakt(todo, plek.nieuw, told, ods=ods, kernen=kernen)
        stays = {name: there[name] for name in merken if name not in hashes}
        # With one aanbieder the files of the others stay, if they come from this very input.
        others = folder.earlier() if keep else {}
        noted = folder.kenmerken() if keep else {}
        made = _manifest(invoer, digest, versie, stijl, {**others, **stays, **hashes}, {**noted, **merken})
        write_manifest(plek, MANIFEST, {**made, **_verder(folder, digest, kort=kort)})
        plek.plaats([] if keep else folder.over([*merken, MANIFEST]))
    return Uitvoer(sorted([*merken, MANIFEST]), frozenset(stays))


def _werkmappen(task: Task) -> list[str]:
    return [name for name in task.names if name.endswith(XLSX)]


def _gemaakt(tasks: list[Task], folder: Path, told: Progress, *, ods: bool, kernen: int) -> dict[str, str]:
    """Make the files of tasks in a folder; returns their hashes."""
    names = [name for task in tasks for name in task.names]
    make_files(tasks, folder, told, kernen)
    workbooks = [name for task in tasks for name in _werkmappen(task)] if ods else []
    if workbooks:
        told(ODS, len(names) - len(workbooks), len(names))
        _convert([folder / name for name in workbooks])
    return {name: sha256(folder / name) for name in names}


def _verder(folder: OutputFolder, digest: str, *, kort: bool) -> dict[str, Any]:
    """What a manifest says only where it is so."""
    earlier = folder.eerder(digest)
    return ({"kort": True} if kort else {}) | ({"eerder": earlier} if earlier else {})


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


def _tasks(resultaat: Result, aanbieders: list[Record], stijl: Huisstijl, *, pdf: bool, kort: bool) -> list[Task]:
    """What a run makes, for whom: what takes longest comes first, so that no core waits for it at the end."""
    dossier = resultaat.dossier
    public = [_bijlage(dossier.zonder_aanbieders(), stijl)] if pdf else []
    own = [_eigen(dossier, record, stijl, pdf=pdf, kort=kort) for record in aanbieders]
    return [*public, *own, _van_alles(resultaat, stijl)]


def _van_alles(resultaat: Result, stijl: Huisstijl) -> Task:
    """What the gemeente gets of everything. Heavy libraries are imported only when needed."""

    def write(folder: Path) -> None:
        from mo_report.werkboek.boeken import write_overzicht

        _json(as_data(resultaat), folder / RESULTAAT)
        write_table(resultaat, folder)
        write_overzicht(resultaat, folder / OVERZICHT, kleuren=stijl.kleuren.reeksen)

    names = (RESULTAAT, TARIEVEN, BESCHRIJVING, OVERZICHT)
    return Task(names, write, merk(resultaat.dossier, stijl, kort=False), apart=True)


def _eigen(dossier: Dossier, record: Record, stijl: Huisstijl, *, pdf: bool, kort: bool) -> Task:
    """An aanbieder's own workbook, and the annex that it is embedded in.

    One aanbieder is one unit of work: what belongs to her is computed where her files are made, and
    is gone when they are.
    """
    documents = (TARIEFBIJLAGE, web_page(TARIEFBIJLAGE)) if pdf else ()
    names = tuple(f"{folder_name(record.name)}/{name}" for name in (TARIEFBLAD, *documents))
    own = dossier.per_aanbieder(record)
    # Whoever looks for these in the whole dossier has a copy of all of it afterwards.
    given = own.given()

    def write(folder: Path) -> None:
        from mo_report.werkboek.boeken import write_tariefblad

        resultaat = calculate(Dossier(given))
        write_tariefblad(resultaat, folder / names[0], kort=kort, kleuren=stijl.kleuren.reeksen)
        if pdf:
            from mo_report.bijlage.bijlagen import write_tariefbijlage

            gc.collect()  # a workbook leads to itself: without this it stays beside the document
            data = (folder / names[0]).read_bytes()
            embedded = Werkboek(TARIEFBLAD, "het tariefblad met alle formules", data)
            write_tariefbijlage(resultaat, folder / names[1], uitgave_van(resultaat.dossier, stijl, embedded))

    return Task(names, write, merk(own, stijl, kort=kort))


def _bijlage(public: Dossier, stijl: Huisstijl) -> Task:
    """The public annex, with the model as a workbook: no aanbieder is in this dossier."""

    def write(folder: Path) -> None:
        from mo_report.bijlage.bijlagen import write_bijlage
        from mo_report.werkboek.boeken import write_kostprijsmodel

        resultaat = calculate(public)
        with TemporaryDirectory() as name:
            path = Path(name) / KOSTPRIJSMODEL
            write_kostprijsmodel(resultaat, path, kleuren=stijl.kleuren.reeksen)
            data = path.read_bytes()
        gc.collect()
        embedded = Werkboek(KOSTPRIJSMODEL, "het kostprijsmodel met alle formules", data)
        write_bijlage(resultaat, folder / BIJLAGE, uitgave_van(resultaat.dossier, stijl, embedded))

    return Task((BIJLAGE, web_page(BIJLAGE)), write, merk(public, stijl, kort=False))


def _json(data: dict[str, Any], path: Path) -> None:
    text = json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False)
    path.write_text(text + "\n", "utf-8")


def _manifest(
    invoer: Path, digest: str, versie: str, stijl: Huisstijl, hashes: dict[str, str], merken: dict[str, str]
) -> dict[str, Any]:
    return {
        "programma": "mo-report",
        "versie": __version__,
        "invoer": {"bestand": invoer.name, "sha256": digest, "versie": versie},
        "huisstijl": {"sha256": stijl.merk},
        "uitvoer": dict(sorted(hashes.items())),
        "kenmerken": {name: merken[name] for name in sorted(hashes) if name in merken},
    }
