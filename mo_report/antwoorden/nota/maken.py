"""From decisions to the nota and the answers, in a folder of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from mo_report.antwoorden.besloten import Besloten, in_force
from mo_report.antwoorden.besluiten import Regel, Register
from mo_report.antwoorden.document import Document, names_of, ronde, write_document
from mo_report.antwoorden.gevolgen import shifts
from mo_report.antwoorden.map import folder_for, place
from mo_report.antwoorden.nota import eigen, publiek
from mo_report.antwoorden.nota.delen import Uitkomst
from mo_report.antwoorden.openbaar import Openbaar, not_carried_out
from mo_report.bijlage.huisstijl import Huisstijl
from mo_report.bijlage.omslag import input_date
from mo_report.engine.dossier import Record
from mo_report.engine.rekenen import Result, calculate
from mo_report.lib.namen import folder_name, normalized
from mo_report.model import Aanbieder, Algemeen
from mo_report.model.algemeen import JA
from mo_report.uitvoer.kenmerk import kenmerk_van, uitgave_van
from mo_report.uitvoer.plaatsen import OutputError
from mo_report.uitvoer.versies import changes
from mo_report.verhaal.vorm import Lezer, Pagina

NOTA, ANTWOORD, MANIFEST = "nota-van-reacties.pdf", "antwoord.pdf", "nota-manifest.json"
#: What a document of a new version was made from too.
_NIEUW = "deze gegevens in de nieuwe versie"


@dataclass(frozen=True)
class Herkomst:
    """What the documents are made from: the SHA-256 of the input, the register, and the new version if there is one.

    It stands in the manifest, and not in the documents: with the mark of a whole file others could try out what
    stands in it about someone else.
    """

    invoer: str
    register: str
    nieuw: str = ""

    @property
    def genoemd(self) -> dict[str, str]:
        return {what: digest for what, digest in asdict(self).items() if digest}


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
    names = [n for name in made for n in names_of(name)]
    if nieuw and (wrong := not_carried_out(besloten, nieuw)):
        raise OutputError(
            f"In de nieuwe invoer staat niet wat u besloot over: {', '.join(wrong)}. Neem de besluiten eerst over."
        )
    folder = folder_for(uit, MANIFEST, names, overschrijf=overschrijf)
    # Decisions come after the day of the input.
    day = max([input_date(resultaat), *(b.regel.besluit.datum for b in besloten if b.regel.besluit.datum)])
    with folder.open() as plek:
        for n, (name, document) in enumerate(made.items()):
            progress(name, n, len(made))
            path = plek.nieuw / name
            path.parent.mkdir(exist_ok=True)
            write_document(document, path, uitgave_van(document.resultaat.dossier, stijl), day)
        place(plek, folder, MANIFEST, names, herkomst.genoemd)
    return names


def _nota(resultaat: Result, register: Register, besloten: Sequence[Besloten], nieuw: Result | None) -> Document:
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
    made_of = []
    if nieuw:
        after = calculate(nieuw.dossier.zonder_aanbieders())
        made_of.append((_NIEUW, kenmerk_van(after.dossier)))
        pages.append(
            Pagina("wijzigingen", "Wat er is veranderd", partial(changes, public, nieuw=after), Lezer.OPENBAAR)
        )
    return Document(
        public,
        "Nota van reacties",
        "Wat aanbieders zeiden over het kostprijsmodel, en wat de gemeente besluit.",
        pages,
        ronde(public),
        made_of,
    )


def _antwoord(
    resultaat: Result, record: Record, own: list[Regel], besloten: Sequence[Besloten], nieuw: Result | None
) -> Document:
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
    made_of = []
    if nieuw and after:
        theirs = calculate(nieuw.dossier.per_aanbieder(after))
        made_of.append((_NIEUW, kenmerk_van(theirs.dossier)))
        if any(s.verandert for s in shifts(inhoud.uitkomst.straks, theirs)):
            # More changed than these decisions say: their tariefblad will be another.
            others = partial(changes, result, nieuw=theirs)
            pages.append(Pagina("wijzigingen", "De nieuwe versie", others, Lezer.AANBIEDER))
    title = f"Antwoord op uw reactie: {record.name}"
    return Document(
        result,
        title,
        "Wat de gemeente met uw punten doet, en waarom.",
        pages,
        [("Aanbieder", record.name), *ronde(result)],
        made_of,
    )
