"""What a worker does for an uitvraag and for bids: each as its command does, packed in one file."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from mo_report.antwoorden.ingevuld import Ingevuld, read_forms
from mo_report.antwoorden.inschrijving import maken as bieden
from mo_report.antwoorden.inschrijving import staat
from mo_report.antwoorden.inschrijving.vergelijking import compare_bids
from mo_report.antwoorden.nota.dossier import register_page
from mo_report.antwoorden.uitvraag import maken as vragen
from mo_report.antwoorden.uitvraag import vragen as vragenlijst
from mo_report.antwoorden.uitvraag.dossier import study_page
from mo_report.antwoorden.uitvraag.onderzoek import study
from mo_report.bijlage.huisstijl import default_style
from mo_report.invoer import read_input
from mo_report.lib.bevinding import Finding
from mo_report.model import Aanbieder, Uitvraag
from mo_report.uitvoer.plaatsen import sha256
from mo_report.uitvoer.procesdossier import write_procesdossier
from mo_report.verhaal.vorm import Pagina
from mo_report.web.gesprek import Afgewezen, Stap
from mo_report.web.vloer import Vloer

Gegevens = dict[str, Any]
#: Files here with what their senders called them.
Gestuurd = list[list[str]]


def _lijsten(vloer: Vloer, bestand: str) -> vragenlijst.Vragenlijsten:
    result = vloer.resultaat(bestand)
    if not result.dossier[Uitvraag]:
        raise Afgewezen(f"Op het blad {Uitvraag.title} van uw invoer staat niet wat u wilt vragen.")
    found = vragenlijst.Vragenlijsten(result)
    if not any(found.aanbieders.values()):
        raise Afgewezen("Er is geen aanbieder met iets om te vragen.")
    return found


def _staten(vloer: Vloer, bestand: str) -> staat.Inschrijfstaten:
    found = staat.Inschrijfstaten(vloer.resultaat(bestand))
    if not found.producten:
        raise Afgewezen("Er is geen product waar een inschrijver een prijs voor noemt.")
    return found


@contextmanager
def _ingepakt(vloer: Vloer, naam: str) -> Iterator[tuple[Path, Callable[[list[str]], None]]]:
    """A folder to make files in, and what packs them under this name."""
    with tempfile.TemporaryDirectory(dir=vloer.map) as made:
        folder = Path(made)

        def pack(names: list[str]) -> None:
            with zipfile.ZipFile(vloer.map / naam, "w", zipfile.ZIP_DEFLATED) as archive:
                for name in names:
                    archive.write(folder / name, name)

        yield folder, pack


def _gelezen(
    vloer: Vloer, gestuurd: Gestuurd, read: Callable[[list[Path], list[str]], list[Ingevuld]]
) -> tuple[list[Ingevuld], list[Gegevens], list[tuple[str, str]]]:
    """The forms that were sent, what is odd in them, and the hash of each; the files are not kept."""
    paths = [vloer.map / file for file, _ in gestuurd]
    answers = read(paths, [called for _, called in gestuurd])
    hashes = [(called, sha256(path)) for path, (_, called) in zip(paths, gestuurd, strict=True)]
    for path in paths:
        path.unlink()
    return answers, [asdict(f) for a in answers for f in a.bevindingen], hashes


def _vragenlijst(lists: vragenlijst.Vragenlijsten, stap: Stap, paths: list[Path], names: list[str]) -> list[Ingevuld]:
    every = list(lists.aanbieders)
    return read_forms(paths, vragenlijst.BLAD, lists.formulier_van, lists.resultaat, stap, names, every)


def vragenlijsten(vloer: Vloer, stap: Stap, bestand: str, naam: str, gestuurd: Gestuurd) -> Gegevens:
    """A questionnaire for each aanbieder; what was sent is filled in already."""
    lists = _lijsten(vloer, bestand)
    answers, findings, _ = _gelezen(
        vloer,
        gestuurd,
        partial(_vragenlijst, lists, stap),
    )
    if any(f["ernst"] == "fout" for f in findings):
        return {"bevindingen": findings, "bestand": ""}
    with _ingepakt(vloer, naam) as (folder, pack):
        before = vragen.earlier_answers(answers)
        pack(vragen.make_questionnaires(lists, folder, eerder=before, ods=False, overschrijf=False, progress=stap))
    return {"bevindingen": findings, "bestand": naam}


def onderzoek(
    vloer: Vloer, stap: Stap, bestand: str, naam: str, gestuurd: Gestuurd, vorig: str, openbaar: bool
) -> Gegevens:
    """What came back of an uitvraag; `vorig` is an earlier onderzoek of which others know the averages."""
    lists, read = _lijsten(vloer, bestand), vloer.lees(bestand)
    answers, findings, hashes = _gelezen(
        vloer,
        gestuurd,
        partial(_vragenlijst, lists, stap),
    )
    with _ingepakt(vloer, naam) as (folder, pack):
        told, wrong = vragen.told_before(folder, [vloer.map / vorig] if vorig else [])
        wrong += vragen.not_for_others(lists.resultaat) if openbaar else []
        findings += [asdict(f) for f in wrong]
        if any(f["ernst"] == "fout" for f in findings):
            return {"bevindingen": findings, "bestand": ""}
        found = study(lists, answers, told, stap)
        names = vragen.make_study(
            found,
            folder,
            herkomst=vragen.Herkomst(read.sha256, dict(hashes)),
            stijl=default_style(),
            openbaar=openbaar,
            overschrijf=False,
            progress=stap,
        )
        pack(names)
        findings += [asdict(f) for f in vragen.nothing_told(found)] if openbaar else []
    return {"bevindingen": findings, "bestand": naam}


def inschrijfstaten(vloer: Vloer, stap: Stap, bestand: str, naam: str, inschrijvers: list[str]) -> Gegevens:
    """A form for each bidder; without names for each aanbieder of the input."""
    forms = _staten(vloer, bestand)
    names = inschrijvers or [r.name for r in forms.resultaat.dossier[Aanbieder]]
    if not bieden.apart(names):
        raise Afgewezen("Geef elke inschrijver een eigen naam, die ook zonder leestekens anders is.")
    with _ingepakt(vloer, naam) as (folder, pack):
        pack(bieden.make_forms(forms, names, folder, overschrijf=False, progress=stap))
    return {"bevindingen": [], "bestand": naam}


def inschrijvingen(vloer: Vloer, stap: Stap, bestand: str, naam: str, gestuurd: Gestuurd, grens: int) -> Gegevens:
    """Bids side by side; `grens` is in percent under the middle price."""
    forms, read = _staten(vloer, bestand), vloer.lees(bestand)
    answers, findings, hashes = _gelezen(
        vloer,
        gestuurd,
        lambda paths, names: read_forms(paths, staat.BLAD, forms.formulier, None, stap, names, eenmaal=True),
    )
    if any(f["ernst"] == "fout" for f in findings):
        return {"bevindingen": findings, "bestand": ""}
    found = compare_bids(forms, answers, Decimal(grens) / 100)
    findings = [asdict(f) for a in answers for f in a.bevindingen]
    with _ingepakt(vloer, naam) as (folder, pack):
        names = bieden.make_comparison(
            forms,
            answers,
            found,
            Decimal(grens) / 100,
            folder,
            invoer=read.sha256,
            hashes=hashes,
            stijl=default_style(),
            overschrijf=False,
            progress=stap,
        )
        pack(names)
    return {"bevindingen": findings, "bestand": naam}


def dossier(
    vloer: Vloer, _: Stap, bestand: str, naam: str, register: str = "", onderzoek: str = "", vorige: str = ""
) -> Gegevens:
    """The procesdossier, with what was asked and decided; `vorige` is the input that aanbieders reacted to."""
    result, read = vloer.resultaat(bestand), vloer.lees(bestand)
    before = read_input(vloer.map / vorige).resultaat if vorige else None
    if vorige and before is None:
        raise Afgewezen("De vorige versie van de invoer heeft fouten. Controleer die eerst.")
    pages: list[Pagina] = []
    told: list[Pagina | Finding | list[Finding]] = [study_page(vloer.map / onderzoek)] if onderzoek else []
    told += [register_page(vloer.map / register, before or result)] if register else []
    wrong: list[Finding] = []
    for found in told:
        if isinstance(found, Pagina):
            pages.append(found)
        else:
            wrong += found if isinstance(found, list) else [found]
    if wrong:
        return {"bevindingen": [asdict(f) for f in wrong], "bestand": ""}
    style = default_style()
    path = vloer.map / naam
    write_procesdossier(result, read.path, path, sha256=read.sha256, stijl=style, vorige=before, dialoog=pages)
    return {"bevindingen": [], "bestand": naam}
