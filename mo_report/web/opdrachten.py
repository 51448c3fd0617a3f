"""What a worker can do for a job: each does what a command does, and gives plain data back."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path
from typing import Any

from lxml import etree

from mo_report.antwoorden.besloten import in_force
from mo_report.antwoorden.gevolgen import Effect
from mo_report.antwoorden.maken import REGISTER, WrongDecisions, process_answers, read_answers
from mo_report.antwoorden.nota import Herkomst, make_nota
from mo_report.antwoorden.openbaar import read_decisions
from mo_report.antwoorden.overnemen import NotAdopted, adopt
from mo_report.bijlage.huisstijl import default_style
from mo_report.bijlage.render import drawings
from mo_report.engine.rekenen import Result
from mo_report.engine.units import EUR_JAAR
from mo_report.invoer import read_input
from mo_report.lib.notatie import show
from mo_report.model import Algemeen, Locatietarief
from mo_report.model.tarieven import leidende
from mo_report.terug import CannotMark, write_marked
from mo_report.uitvoer.plaatsen import OutputError, sha256
from mo_report.uitvoer.schrijven import RESULTAAT, write_all
from mo_report.uitvoer.vergelijken import compare
from mo_report.verhaal.locaties import stapels
from mo_report.web.gesprek import UITVOER, ZIP, Afgewezen, Stap
from mo_report.web.opvragen import dossier, inschrijfstaten, inschrijvingen, onderzoek, vragenlijsten
from mo_report.web.vloer import Vloer
from mo_report.web.watals import tarieven_van
from mo_report.web.zekerheid import bandbreedte
from mo_report.werkboek.invoerboek import write_input

Gegevens = dict[str, Any]
#: What a file is called while it is made.
NIEUW = ".nieuw"


def controleer(vloer: Vloer, _: Stap, bestand: str) -> Gegevens:
    """The findings, as `controleer --json` has them, and whose input it is."""
    read = vloer.lees(bestand)
    general = read.resultaat.dossier.one(Algemeen).texts if read.resultaat else {}
    return {
        "bevindingen": [asdict(b) for b in read.bevindingen],
        "geopend": read.geopend,
        "te_berekenen": read.resultaat is not None,
        "over": [general[c.name] for c in (Algemeen.gemeente, Algemeen.kenmerk, Algemeen.versie) if c.name in general],
    }


def markeer(vloer: Vloer, _: Stap, bestand: str, naam: str) -> Gegevens:
    """A copy of the input in which the findings are marked."""
    read = vloer.lees(bestand)
    if not read.geopend:
        raise Afgewezen("Er is geen gemarkeerde kopie: dit bestand kan niet worden geopend.")
    try:
        write_marked(read.path, vloer.map / naam, read.bevindingen)
    except CannotMark as error:
        raise Afgewezen(f"Er is geen gemarkeerde kopie gemaakt: {error}.") from error
    return {"bestand": naam}


def bereken(vloer: Vloer, stap: Stap, bestand: str, pdf: bool = True, ods: bool = False) -> Gegevens:
    """Every file of a run, and the tariffs."""
    result, read = vloer.resultaat(bestand), vloer.lees(bestand)
    # Somebody may be downloading what an earlier run made: that stays whole until this one is done.
    uit, packed = vloer.map / f"{UITVOER}{NIEUW}", vloer.map / f"{ZIP}{NIEUW}"
    shutil.rmtree(uit, ignore_errors=True)
    try:
        names = write_all(result, read.path, uit, pdf=pdf, ods=ods, digest=read.sha256, progress=stap).namen
    except OutputError as error:
        raise Afgewezen(_zonder_map(vloer, error)) from error
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(p for p in uit.rglob("*") if p.is_file() and p.name[:1] != "."):
            archive.write(path, path.relative_to(uit))
    shutil.rmtree(vloer.map / UITVOER, ignore_errors=True)
    uit.rename(vloer.map / UITVOER)
    packed.replace(vloer.map / ZIP)
    made = sorted({*names, RESULTAAT})
    pages = {name: _inhoud(vloer.map / UITVOER / name) for name in made if name.endswith(".html")}
    return {"bestanden": made, "inhoud": pages, "tarieven": tarieven_van(result), "beeld": _beeld(result)}


def _inhoud(page: Path) -> list[list[str]]:
    """The chapters of a document that is a web page: where each begins, and its heading."""
    links = etree.parse(page, etree.HTMLParser(no_network=True)).getroot().iterfind("body/nav//a")
    return [[str(link.get("href")), str(link.text)] for link in links]


def _zonder_map(vloer: Vloer, error: OutputError) -> str:
    """What went wrong, without where this machine keeps its files."""
    return str(error).replace(f"{vloer.map}/", "")


def _beeld(result: Result) -> Gegevens | None:
    """What the tariff of each locatie is made of, as shapes."""
    rates = result.dossier.matching(Locatietarief, {"tariefvariant": leidende(result).key[0]})
    picture, _ = stapels(result, rates)
    if picture is None:
        return None
    shapes = [asdict(drawing) for drawing in drawings(picture, default_style())]
    return {"titel": picture.titel, "uitleg": picture.uitleg, "delen": shapes}


def volg(vloer: Vloer, _: Stap, bestand: str, nummer: int) -> Gegevens:
    """A figure: what it is made of, and what it feeds."""
    vloer.resultaat(bestand)
    found = vloer.volger.cijfer(nummer)
    if found is None:
        raise Afgewezen("Dit cijfer is er niet.")
    return found


def zoek(vloer: Vloer, _: Stap, bestand: str, woorden: str) -> Gegevens:
    """The figures that are called so; without words those to begin with."""
    vloer.resultaat(bestand)
    return vloer.volger.zoek(woorden)


def parameters(vloer: Vloer, _: Stap, bestand: str) -> Gegevens:
    """What can be changed in a what-if, in groups."""
    vloer.resultaat(bestand)
    return vloer.proef.groepen()


def watals(vloer: Vloer, _: Stap, bestand: str, waarden: dict[str, str]) -> Gegevens:
    """The tariffs with other values, beside the old ones."""
    vloer.resultaat(bestand)
    return vloer.proef.met(waarden)


def watals_invoer(vloer: Vloer, _: Stap, bestand: str, waarden: dict[str, str], naam: str) -> Gegevens:
    """The input with these values, marked."""
    vloer.resultaat(bestand)
    try:
        vloer.proef.schrijf(vloer.map / bestand, vloer.map / naam, waarden)
    except CannotMark as error:
        raise Afgewezen(f"Het bestand is niet gemaakt: {error}.") from error
    return {"bestand": naam}


def vergelijk(vloer: Vloer, _: Stap, oud: str, nieuw: str) -> Gegevens:
    """What changed from one input to another."""
    results = []
    # The old one is looked at once, and is not kept.
    for which, read in (("oude", read_input(vloer.map / oud)), ("nieuwe", vloer.lees(nieuw))):
        if read.resultaat is None:
            raise Afgewezen(f"De {which} versie heeft fouten. Controleer die eerst.")
        results.append(read.resultaat)
    return compare(*results)


def reacties(
    vloer: Vloer, stap: Stap, bestand: str, antwoorden: list[list[str]], register: str, eerder: str
) -> Gegevens:
    """The register of the answers: each a file here, and what its sender called it.

    `register` is an earlier one, of which the decisions stay; `eerder` an earlier version of the input, to
    which an answer may belong. Empty: there is none.
    """
    result = vloer.resultaat(bestand)
    before = read_input(vloer.map / eerder).resultaat if eerder else None
    if eerder and before is None:
        raise Afgewezen("De eerdere versie van de invoer heeft fouten. Controleer die eerst.")
    folder = vloer.map / "register"
    shutil.rmtree(folder, ignore_errors=True)
    if register:
        folder.mkdir()
        (vloer.map / register).rename(folder / REGISTER)
    paths = [vloer.map / file for file, _ in antwoorden]
    answers = read_answers(paths, result, stap, [before] if before else [])
    for path in paths:
        path.unlink()
    findings = []
    for answer, (file, called) in zip(answers, antwoorden, strict=True):
        for found in answer.bevindingen:
            findings.append(asdict(found) | {"blad": found.blad.replace(file, called)})
    if any(f["ernst"] == "fout" for f in findings):
        return {"bevindingen": findings, "reacties": [], "bestand": ""}
    try:
        done = process_answers(result, answers, folder, overschrijf=False, progress=stap)
    except OutputError as error:
        raise Afgewezen(_zonder_map(vloer, error)) from error
    except WrongDecisions as error:
        return {"bevindingen": [asdict(b) for b in error.bevindingen], "reacties": [], "bestand": ""}
    rows = [_reactie(effect) for effect in done.gevolgen]
    return {
        "bevindingen": findings,
        "reacties": rows,
        "alles": _bedrag(done.alles.per_jaar),
        "bezwaar": done.alles.bezwaar,
        "bestand": f"register/{REGISTER}",
    }


def overnemen(vloer: Vloer, _: Stap, bestand: str, register: str, naam: str) -> Gegevens:
    """The input with what was decided; without a file where a decision is wrong."""
    result = vloer.resultaat(bestand)
    _register, decided, told = read_decisions(vloer.map / register, result)
    found = [asdict(f) for f in told]
    changing = in_force(decided)
    if any(f.is_fout for f in told):
        return {"bevindingen": found, "bestand": ""}
    if not changing:
        raise Afgewezen("In het register staat geen besluit dat een waarde verandert.")
    try:
        adopt(vloer.map / bestand, result, changing, vloer.map / naam)
    except NotAdopted as reason:
        if reason.bevindingen:
            return {"bevindingen": [asdict(f) for f in reason.bevindingen], "bestand": ""}
        raise Afgewezen(f"Er is niets overgenomen: {reason}.") from reason
    return {"bevindingen": found, "bestand": naam}


def nota(vloer: Vloer, stap: Stap, bestand: str, register: str, naam: str, nieuw: str = "") -> Gegevens:
    """The nota and the answers in one file; without it where a decision is wrong.

    `nieuw` is the version of the input with the decisions; empty: there is none.
    """
    result, read = vloer.resultaat(bestand), vloer.lees(bestand)
    later = read_input(vloer.map / nieuw) if nieuw else None
    if later and later.resultaat is None:
        raise Afgewezen("De nieuwe versie van de invoer heeft fouten. Controleer die eerst.")
    found, decided, told = read_decisions(vloer.map / register, result)
    findings = [asdict(f) for f in told]
    if any(f.is_fout for f in told):
        return {"bevindingen": findings, "bestand": ""}
    if not decided:
        raise Afgewezen("In het register staat nog geen besluit.")
    with tempfile.TemporaryDirectory(dir=vloer.map) as folder:
        try:
            names = make_nota(
                result,
                found,
                decided,
                Path(folder),
                herkomst=Herkomst(read.sha256, sha256(vloer.map / register), later.sha256 if later else ""),
                stijl=default_style(),
                nieuw=later.resultaat if later else None,
                overschrijf=False,
                progress=stap,
            )
        except OutputError as error:
            raise Afgewezen(_zonder_map(vloer, error)) from error
        with zipfile.ZipFile(vloer.map / naam, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in names:
                archive.write(Path(folder) / name, name)
    return {"bevindingen": findings, "bestand": naam}


def _reactie(effect: Effect) -> Gegevens:
    reactie = effect.reactie
    assert reactie
    punt = reactie.punt
    unit = punt.record.unit(punt.column)
    ours, theirs = (show(v, unit) if not isinstance(v, str) else v for v in (punt.waarde, reactie.waarde))
    return {
        "aanbieder": reactie.aanbieder,
        "onderwerp": punt.onderwerp,
        "onze": ours,
        "hun": theirs,
        "reden": reactie.reden,
        "per_jaar": _bedrag(effect.per_jaar),
    }


def _bedrag(value: Decimal | None) -> str:
    return "niet te berekenen" if value is None else show(value, EUR_JAAR)


def sjabloon(vloer: Vloer, _: Stap, naam: str, vragen: list[str], sets: int) -> Gegevens:
    """An empty input workbook that asks what these questions need."""
    write_input(vloer.map / naam, vragen=tuple(vragen), sets=sets)
    return {"bestand": naam}


def voorbeeld(vloer: Vloer, _: Stap, naam: str) -> Gegevens:
    """The Haarlem example."""
    from mo_report.model.voorbeeld.gegevens import haarlem

    write_input(vloer.map / naam, haarlem())
    return {"bestand": naam}


OPDRACHTEN: dict[str, Callable[..., Gegevens]] = {
    f.__name__: f
    for f in (
        controleer,
        markeer,
        bereken,
        volg,
        zoek,
        parameters,
        watals,
        watals_invoer,
        vergelijk,
        reacties,
        overnemen,
        nota,
        sjabloon,
        voorbeeld,
        vragenlijsten,
        onderzoek,
        inschrijfstaten,
        inschrijvingen,
        bandbreedte,
        dossier,
    )
}
