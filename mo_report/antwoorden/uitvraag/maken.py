"""The files of an uitvraag: a questionnaire for each aanbieder, and the onderzoek of what came back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mo_report import __version__
from mo_report.antwoorden.document import Document, names_of, ronde, write_document
from mo_report.antwoorden.ingevuld import Ingevuld
from mo_report.antwoorden.map import folder_for, place
from mo_report.antwoorden.uitvraag.boek import write_study
from mo_report.antwoorden.uitvraag.eerder import read_told
from mo_report.antwoorden.uitvraag.hoofdstukken import for_gemeente, for_others
from mo_report.antwoorden.uitvraag.onderzoek import Onderzoek
from mo_report.antwoorden.uitvraag.onthulling import MINSTENS, Gemiddelde
from mo_report.antwoorden.uitvraag.vragen import Vragenlijsten
from mo_report.bijlage.huisstijl import Huisstijl
from mo_report.bijlage.omslag import input_date
from mo_report.bijlage.uitgave import Uitgave
from mo_report.engine.rekenen import Result, calculate
from mo_report.lib.bevinding import Finding
from mo_report.lib.kantoor import ODS, NoOffice, write_ods
from mo_report.lib.namen import folder_name
from mo_report.model import Onderbouwing, Uitvraag
from mo_report.model.regels.onderbouwing import noemt_geen_aanbieder
from mo_report.uitvoer.kenmerk import uitgave_van
from mo_report.uitvoer.plaatsen import OutputError
from mo_report.verhaal.formulier import Opgave
from mo_report.werkboek.formulier import write_form

VRAGENLIJST, MANIFEST = "vragenlijst.xlsx", "uitvraag-manifest.json"
ONDERZOEK, RAPPORT, OPENBAAR = "onderzoek.xlsx", "onderzoek.pdf", "openbaar/uitkomsten-uitvraag.pdf"
VAN_ONDERZOEK = "onderzoek-manifest.json"
Progress = Callable[[str, int, int], None]


def make_questionnaires(
    lijsten: Vragenlijsten,
    uit: Path,
    *,
    eerder: Mapping[str, Mapping[str, Opgave]],
    ods: bool,
    overschrijf: bool,
    progress: Progress,
) -> list[str]:
    """Write a questionnaire for each aanbieder; returns their names. Raises OutputError.

    `eerder` is what each aanbieder filled in before, by kenmerk.
    """
    asked = {f"{folder_name(name)}/{VRAGENLIJST}": name for name, rows in lijsten.aanbieders.items() if rows}
    names = list(asked) + ([str(Path(n).with_suffix(ODS)) for n in asked] if ods else [])
    folder = folder_for(uit, MANIFEST, names, overschrijf=overschrijf)
    day = input_date(lijsten.resultaat)
    with folder.open() as plek:
        for n, (name, aanbieder) in enumerate(asked.items()):
            progress(name, n, len(asked))
            path = plek.nieuw / name
            path.parent.mkdir(exist_ok=True)
            write_form(lijsten.formulier(aanbieder, eerder.get(aanbieder)), path, day)
        if ods:
            try:
                write_ods([plek.nieuw / n for n in asked])
            except NoOffice as error:
                raise OutputError(f"{error} Maak de vragenlijsten zonder --ods.") from error
        place(plek, folder, MANIFEST, names)
    return names


@dataclass(frozen=True)
class Herkomst:
    """The SHA-256 of the input, and of each answer by the name of its file."""

    invoer: str
    antwoorden: Mapping[str, str]


def told_before(uit: Path, vorig: Sequence[Path]) -> tuple[list[Gemiddelde], list[Finding]]:
    """What others were told according to the onderzoek in this folder, and to others; and what cannot be read."""
    found: list[Gemiddelde] = []
    wrong: list[Finding] = []
    for path in dict.fromkeys([*([uit / ONDERZOEK] if (uit / ONDERZOEK).exists() else []), *vorig]):
        read = read_told(path)
        if isinstance(read, Finding):
            wrong.append(read)
        else:
            found += [g for g in read if g not in found]
    return found, wrong


def not_for_others(resultaat: Result) -> list[Finding]:
    """Texts that others would read, and that name an aanbieder or a locatie."""
    sheets = {Uitvraag.title, Onderbouwing.title}
    found = [f for f in noemt_geen_aanbieder(resultaat, set()) if f.blad in sheets]
    return [Finding(f.blad, f.cel, f.wat, f.verwacht, f.herstel) for f in found]


def nothing_told(onderzoek: Onderzoek) -> list[Finding]:
    """That there is no document for others, where it would hold no average."""
    if onderzoek.verteld:
        return []
    return [
        Finding(
            Uitvraag.title,
            "",
            "er is geen openbaar document gemaakt, want er zou geen gemiddelde in staan",
            f"een cijfer van minstens {MINSTENS} aanbieders, waaruit dat van één van hen niet is af te leiden",
            "U hoeft niets te doen. Wilt u anderen een gemiddelde laten zien, vraag het dan aan meer aanbieders.",
            "waarschuwing",
        )
    ]


def make_study(
    onderzoek: Onderzoek,
    uit: Path,
    *,
    herkomst: Herkomst,
    stijl: Huisstijl,
    openbaar: bool,
    overschrijf: bool,
    progress: Progress,
) -> list[str]:
    """Write what came of an uitvraag; with `openbaar` also what others may see, if anything. Raises OutputError."""
    if openbaar and not (uit / ONDERZOEK).exists() and (uit / OPENBAAR).exists():
        raise OutputError(
            f"In ‘{uit}’ staat een openbaar document zonder ‘{ONDERZOEK}’. Het programma weet dan niet wat anderen al "
            f"kennen. Zet dat onderzoek terug, of haal de map ‘openbaar’ weg als niemand haar kent."
        )
    openbaar = openbaar and not nothing_told(onderzoek)
    names = [ONDERZOEK, *names_of(RAPPORT), *(names_of(OPENBAAR) if openbaar else [])]
    folder = folder_for(uit, VAN_ONDERZOEK, names, overschrijf=overschrijf)
    result = onderzoek.resultaat
    # Answers come after the day of the input.
    saved = [a.opgeslagen.date() for a in onderzoek.antwoorden if a.opgeslagen]
    day = max([input_date(result), *saved])
    uitgave = Uitgave(__version__, herkomst.invoer, stijl)
    onderzoek.bekendgemaakt = onderzoek.verteld if openbaar else []
    with folder.open() as plek:
        progress(ONDERZOEK, 0, 3)
        write_study(onderzoek, plek.nieuw / ONDERZOEK)
        progress(RAPPORT, 1, 3)
        title = "Uitkomsten van de uitvraag"
        made_of = [(f"antwoord ‘{name}’", digest) for name, digest in herkomst.antwoorden.items()]
        own = Document(result, title, "Alleen voor de gemeente.", for_gemeente(onderzoek), ronde(result), made_of)
        write_document(own, plek.nieuw / RAPPORT, uitgave, day)
        if openbaar:
            progress(OPENBAAR, 2, 3)
            public = calculate(result.dossier.zonder_aanbieders())
            (plek.nieuw / OPENBAAR).parent.mkdir()
            text = "Wat de gemeente vroeg, en wat aanbieders gemiddeld gaven."
            # No mark of the answers here: of a file that somebody has, it would say whether it was counted.
            others = Document(public, title, text, for_others(onderzoek), ronde(result))
            write_document(others, plek.nieuw / OPENBAAR, uitgave_van(public.dossier, stijl), day)
        place(plek, folder, VAN_ONDERZOEK, names)
    return names


def earlier_answers(answers: Sequence[Ingevuld]) -> dict[str, dict[str, Opgave]]:
    """What each aanbieder filled in, of the answers that count."""
    return {a.aanbieder: a.opgaven for a in answers if a.telt and a.aanbieder}
