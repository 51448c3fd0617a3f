"""From decisions to the nota and the answers, in a folder of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from mo_report import __version__
from mo_report.antwoorden.besloten import Besloten, in_force
from mo_report.antwoorden.besluiten import Regel, Register
from mo_report.antwoorden.gevolgen import shifts
from mo_report.antwoorden.nota import eigen, publiek
from mo_report.antwoorden.nota.delen import Uitkomst
from mo_report.antwoorden.openbaar import Openbaar, not_carried_out
from mo_report.bijlage.bijlagen import HTML, cover, input_date
from mo_report.bijlage.hoofdstuk import Hoofdstuk, numbered
from mo_report.bijlage.huisstijl import Huisstijl
from mo_report.bijlage.render import write_pdf
from mo_report.bijlage.uitgave import Uitgave
from mo_report.bijlage.webpagina import write_page
from mo_report.bijlage.weergave import chapter_of
from mo_report.engine.dossier import Record
from mo_report.engine.rekenen import Result, calculate
from mo_report.engine.units import DATUM
from mo_report.lib.namen import folder_name, normalized
from mo_report.lib.notatie import show
from mo_report.model import Aanbieder, Algemeen
from mo_report.model.algemeen import JA
from mo_report.uitvoer.plaatsen import OutputError, OutputFolder, sha256, write_manifest
from mo_report.uitvoer.schrijven import TARIEFBLAD
from mo_report.uitvoer.versies import changes
from mo_report.verhaal.slot import BEGRIPPEN, COLOFON_TABEL
from mo_report.verhaal.vorm import Lezer, Pagina, Proza

NOTA, ANTWOORD, MANIFEST = "nota-van-reacties.pdf", "antwoord.pdf", "nota-manifest.json"
_COLOFON = (
    f"{COLOFON_TABEL}"
    + """
<p>Met dezelfde bestanden, dezelfde huisstijl en dezelfde versie van het programma komt er weer precies dit document uit.</p>
"""
)


@dataclass(frozen=True)
class _Document:
    """A document in the making."""

    resultaat: Result
    titel: str
    ondertitel: str
    paginas: list[Pagina]
    gegevens: list[tuple[str, str]]


@dataclass(frozen=True)
class Herkomst:
    """What the documents are made from: the SHA-256 of the input, the register, and the new version if there is one."""

    invoer: str
    register: str
    nieuw: str = ""


def make_nota(
    resultaat: Result,
    register: Register,
    besloten: Sequence[Besloten],
    uit: Path,
    *,
    herkomst: Herkomst,
    stijl: Huisstijl,
    nieuw: Result | None,
    overschrijf: bool,
    progress: Callable[[str, int, int], None],
) -> list[str]:
    """Write the nota and an answer for each aanbieder that reacted; returns their names.

    `nieuw` is the version of the input in which the decisions were carried out. Raises OutputError.
    """
    made = {NOTA: _nota(resultaat, register, besloten, nieuw)}
    for record in resultaat.dossier[Aanbieder]:
        own = [r for r in register.regels if normalized(r.aanbieder) == record.key[0]]
        if own:
            made[f"{folder_name(record.name)}/{ANTWOORD}"] = _antwoord(resultaat, record, own, besloten, nieuw)
    names = [n for name in made for n in (name, str(Path(name).with_suffix(HTML)))]
    if (uit / TARIEFBLAD).exists():
        raise OutputError(
            f"‘{uit}’ is de map van een aanbieder. Er komen ook antwoorden aan andere aanbieders: kies een andere map."
        )
    if nieuw and (wrong := not_carried_out(besloten, nieuw)):
        raise OutputError(
            f"In de nieuwe invoer staat niet wat u besloot over: {', '.join(wrong)}. Neem de besluiten eerst over."
        )
    folder = OutputFolder(uit, MANIFEST)
    if (changed := folder.changed(names)) and not overschrijf:
        raise OutputError(
            f"‘{uit / changed[0]}’ is gewijzigd of niet door mo-report gemaakt. Kies een andere map, "
            "of geef --overschrijf op om het te vervangen."
        )
    uitgave = Uitgave(__version__, herkomst.invoer, stijl)
    # Decisions come after the day of the input.
    day = max([input_date(resultaat), *(b.regel.besluit.datum for b in besloten if b.regel.besluit.datum)])
    with folder.open() as plek:
        for n, (name, document) in enumerate(made.items()):
            progress(name, n, len(made))
            path = plek.nieuw / name
            path.parent.mkdir(exist_ok=True)
            _write(document, path, uitgave, herkomst, day)
        left = {"programma": "mo-report", "uitvoer": {n: sha256(plek.nieuw / n) for n in names}}
        write_manifest(plek, MANIFEST, left)
        plek.plaats(folder.over(names))
    return names


def _nota(resultaat: Result, register: Register, besloten: Sequence[Besloten], nieuw: Result | None) -> _Document:
    public, open_to_all = calculate(resultaat.dossier.zonder_aanbieders()), Openbaar(resultaat)
    shared = [b for b in besloten if b.punt in open_to_all]
    names = resultaat.dossier.one(Algemeen).name_of(Algemeen.namen_in_nota.name) == JA
    inhoud = publiek.Inhoud(
        Uitkomst.van(public, in_force(shared)),
        resultaat,
        tuple(shared),
        len(besloten) - len(shared),
        sum(not r.besluit.woord for r in register.regels),
        names,
        (len({normalized(r.aanbieder) for r in register.regels}), len(resultaat.dossier[Aanbieder])),
    )
    pages = publiek.chapters(inhoud)
    if nieuw:
        after = calculate(nieuw.dossier.zonder_aanbieders())
        pages.append(
            Pagina("wijzigingen", "Wat er is veranderd", partial(changes, public, nieuw=after), Lezer.OPENBAAR)
        )
    return _Document(
        public,
        "Nota van reacties",
        "Wat aanbieders zeiden over het kostprijsmodel, en wat de gemeente besluit.",
        pages,
        _ronde(public),
    )


def _antwoord(
    resultaat: Result, record: Record, own: list[Regel], besloten: Sequence[Besloten], nieuw: Result | None
) -> _Document:
    result, open_to_all = calculate(resultaat.dossier.per_aanbieder(record)), Openbaar(resultaat)
    mine = [b for b in besloten if normalized(b.regel.aanbieder) == record.key[0]]
    shared = [b for b in besloten if b.punt in open_to_all]
    told = in_force([*shared, *(b for b in mine if b not in shared)])
    inhoud = eigen.Inhoud(
        record.name,
        Uitkomst.van(result, told),
        tuple(mine),
        tuple(r for r in own if not r.besluit.woord),
        tuple(in_force(shared)),
    )
    pages = eigen.chapters(inhoud)
    after = next((r for r in nieuw.dossier[Aanbieder] if r.key == record.key), None) if nieuw else None
    if nieuw and after:
        theirs = calculate(nieuw.dossier.per_aanbieder(after))
        if any(s.verandert for s in shifts(inhoud.uitkomst.straks, theirs)):
            # More changed than these decisions say: their tariefblad will be another.
            others = partial(changes, result, nieuw=theirs)
            pages.append(Pagina("wijzigingen", "De nieuwe versie", others, Lezer.AANBIEDER))
    title = f"Antwoord op uw reactie: {record.name}"
    return _Document(
        result,
        title,
        "Wat de gemeente met uw punten doet, en waarom.",
        pages,
        [("Aanbieder", record.name), *_ronde(result)],
    )


def _ronde(resultaat: Result) -> list[tuple[str, str]]:
    """Which round of reactions it was, where the input says so."""
    text = resultaat.dossier.one(Algemeen).texts.get(Algemeen.ronde.name, "")
    return [("Ronde", text)] if text else []


def _write(document: _Document, path: Path, uitgave: Uitgave, herkomst: Herkomst, day: date) -> None:
    content = cover(document.resultaat, uitgave, document.titel, document.ondertitel, document.gegevens)
    for listed in ("gegevens", "colofon"):
        content[listed] = [(k, show(day, DATUM) if k == "Datum" else v) for k, v in content[listed]]
    content["colofon"].append(("Kenmerk van het reactieregister (SHA-256)", herkomst.register))
    if herkomst.nieuw:
        content["colofon"].append(("Kenmerk van de nieuwe invoer (SHA-256)", herkomst.nieuw))
    last = (
        Pagina("begrippen", "Begrippenlijst", lambda _: (Proza(BEGRIPPEN, {"definities": False}),), Lezer.IEDEREEN),
        Pagina("colofon", "Colofon", lambda _: (Proza(_COLOFON),), Lezer.IEDEREEN, genummerd=False),
    )
    chapters: list[Hoofdstuk] = numbered(chapter_of(document.resultaat, p) for p in (*document.paginas, *last))
    write_pdf(path, day, chapters, uitgave, content)
    write_page(path.with_suffix(HTML), chapters, uitgave.stijl, content)
