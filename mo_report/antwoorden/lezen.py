"""Reading a tariefblad that came back: whose it is, what it disputes, what else was changed."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from openpyxl.worksheet.worksheet import Worksheet

from mo_report import __version__
from mo_report.antwoorden.antwoord import Antwoord, Reactie
from mo_report.antwoorden.cellen import beside, headings_of, prepare, remarks, rows_below
from mo_report.antwoorden.rondes import bring_up_to_date, place_in_round
from mo_report.antwoorden.vergelijken import changed_since
from mo_report.engine.dossier import Record
from mo_report.engine.rekenen import Result, calculate
from mo_report.engine.schema import Choice, Parameter
from mo_report.engine.verwachting import expected
from mo_report.invoer.cel import InputCell, InputSheet
from mo_report.invoer.openen import BESCHADIGD, InputBook, open_book
from mo_report.invoer.xlsx import Damaged
from mo_report.lib.bevinding import Finding
from mo_report.lib.getypt import meant_number
from mo_report.lib.namen import nearest, normalized
from mo_report.lib.notatie import show
from mo_report.model import Aanbieder, Bron
from mo_report.verhaal.reactie.punten import Punt, kenmerk, punten
from mo_report.verhaal.reactie.vorm import (
    HOORT_BIJ,
    INVULLER,
    KENMERK,
    ONDERWERP,
    OPMERKING,
    REDEN,
    VAN,
    VERSIE,
    WAARDE,
)
from mo_report.voorcontrole import Refused
from mo_report.werkboek.boeken import write_tariefblad
from mo_report.werkboek.rollen import REACTIE


def read_answer(path: Path, resultaat: Result, name: str = "", eerder: Sequence[Result] = ()) -> Antwoord:
    """Read one file against the input it belongs to. Never raises for anything in the file.

    `name` is what the file is called in findings; `eerder` are earlier versions of the input, which it may
    be an answer to: what it says is then about the same value in this version.
    """
    answer = Antwoord(name or path.name)
    opened = open_book(path)
    if isinstance(opened, Finding):
        answer.bevindingen.append(opened)
        return answer
    if REACTIE not in opened.book.titles:
        answer.bevindingen.append(
            Finding(
                answer.bestand,
                "",
                "Dit bestand heeft geen reactieblad.",
                "een tariefblad dat mo-report heeft gemaakt",
                "Geef het bestand op dat de aanbieder terugstuurde.",
            )
        )
        return answer
    answer.bevindingen += opened.meldingen
    try:
        _inhoud(answer, opened, resultaat, eerder)
    except (Refused, Damaged):
        answer.bevindingen.append(BESCHADIGD.bevinding(answer.bestand))
    return answer


def _inhoud(answer: Antwoord, opened: InputBook, resultaat: Result, eerder: Sequence[Result]) -> None:
    """Read the reactieblad. Raises Damaged or Refused."""
    sheet = opened.openpyxl[REACTIE]
    blad = InputSheet(REACTIE, opened.book, opened.narekenaar)
    own = _belongs(answer, sheet, resultaat, eerder)
    if own is None:
        return
    place_in_round(answer, opened, own)
    same_texts = _same_texts(answer, sheet, own)
    at, _ = beside(sheet, INVULLER)
    answer.invuller = blad.cel(sheet[at].row, sheet[at].column).tekst if at else ""
    _reacties(answer, blad, {p.kenmerk: p for p in punten(own)})
    _opmerkingen(answer, blad, sheet)
    with tempfile.TemporaryDirectory() as folder:
        sent = Path(folder) / "tariefblad.xlsx"
        write_tariefblad(own, sent, kort=Bron.title not in opened.book.titles)
        answer.bevindingen += changed_since(sent, opened.openpyxl, answer.bestand, texts=same_texts)
    now = _aanbieder(resultaat, answer.aanbieder)
    assert now
    if kenmerk(own)[0] != kenmerk(current := calculate(resultaat.dossier.per_aanbieder(now)))[0]:
        bring_up_to_date(answer, {p.kenmerk: p for p in punten(current)})


def _belongs(answer: Antwoord, sheet: Worksheet, resultaat: Result, eerder: Sequence[Result]) -> Result | None:
    """The result of the aanbieder whose file it is, of the input that it was made of."""
    (name_at, name), (mark_at, mark) = beside(sheet, VAN), beside(sheet, HOORT_BIJ)
    version_at, version = beside(sheet, VERSIE)
    record = _aanbieder(resultaat, str(name or ""))
    if record is None:
        known = ", ".join(r.name for r in resultaat.dossier[Aanbieder])
        answer.wrong(
            name_at,
            f"De aanbieder ‘{name or ''}’ staat niet in deze invoer.",
            f"een van: {known}",
            "Controleer of u de goede invoer en het goede antwoord hebt opgegeven.",
        )
        return None
    own = calculate(resultaat.dossier.per_aanbieder(record))
    if str(version) != __version__:
        answer.wrong(
            version_at,
            f"Dit tariefblad is gemaakt met versie {version}; u gebruikt versie {__version__}.",
            "dezelfde versie",
            "Gebruik dezelfde versie, of stuur de aanbieder een nieuw tariefblad.",
        )
        return None
    answer.aanbieder = record.name
    given = str(mark or "").split(" ")[0]
    if given == kenmerk(own)[0]:
        return own
    for earlier in eerder:
        before = _aanbieder(earlier, record.name)
        older = calculate(earlier.dossier.per_aanbieder(before)) if before else None
        if older and given == kenmerk(older)[0]:
            return older
    answer.aanbieder = ""
    answer.wrong(
        mark_at,
        "Dit antwoord hoort bij een andere invoer: gegevens van deze aanbieder zijn sindsdien veranderd.",
        "een antwoord op tariefbladen van deze invoer",
        "Geef met --eerder de invoer op waarmee u de tariefbladen maakte, of stuur een nieuw tariefblad.",
    )
    return None


def _same_texts(answer: Antwoord, sheet: Worksheet, own: Result) -> bool:
    """Whether the texts of the input are those of the file; if not, that is said once."""
    at, mark = beside(sheet, HOORT_BIJ)
    if str(mark) == " ".join(kenmerk(own)):
        return True
    answer.odd(
        at,
        "Teksten in de invoer, zoals een bron of een toelichting, zijn sindsdien veranderd.",
        "de invoer waarmee u het tariefblad maakte",
        "De reacties tellen gewoon mee. Of de aanbieder teksten wijzigde, is niet na te gaan.",
    )
    return False


def _aanbieder(resultaat: Result, name: str) -> Record | None:
    found = resultaat.dossier.matching(Aanbieder, {"aanbieder": normalized(name)})
    return found[0] if found else None


def _reacties(answer: Antwoord, blad: InputSheet, points: dict[str, Punt]) -> None:
    """Every row in which a value or a reason is filled in."""
    top, heads = headings_of(blad, WAARDE, REDEN, KENMERK)
    if not top:
        answer.wrong(
            "",
            "De koppen van het reactieblad zijn weg of gewijzigd.",
            f"de koppen ‘{WAARDE}’, ‘{REDEN}’ en ‘{KENMERK}’",
            "Vraag de aanbieder om het oorspronkelijke bestand in te vullen.",
        )
        return
    prepare(blad, {heads[h] for h in (WAARDE, REDEN)}, top)
    seen: set[str] = set()
    for row in rows_below(blad, top):
        name = str(blad.sheet.value(row, heads[KENMERK]) or "").strip()
        value, why = (blad.cel(row, heads[h]) for h in (WAARDE, REDEN))
        if value.is_blank and why.is_blank:
            continue
        if name not in points or name in seen:
            what = "staat er twee keer" if name in seen else "hoort bij geen enkele waarde"
            answer.opmerkingen.append((name or f"rij {row}", f"{value.tekst} {why.tekst}".strip()))
            answer.odd(
                value.cel,
                f"Deze rij {what}.",
                "één rij voor elke waarde van het tariefblad",
                "De tekst staat bij de opmerkingen. Vraag de aanbieder wat de bedoeling is.",
            )
            continue
        seen.add(name)
        _reactie(answer, points[name], value, why)


def _reactie(answer: Antwoord, punt: Punt, value: InputCell, why: InputCell) -> None:
    """One filled-in row; what is not a value is kept as a remark, so that nothing is lost."""
    reason, column = why.tekst, punt.column
    if value.is_blank:
        answer.opmerkingen.append((punt.onderwerp, reason))
        answer.odd(
            why.cel,
            f"Bij ‘{punt.onderwerp}’ staat een reden, maar geen waarde.",
            "een waarde en een reden",
            "De reden staat bij de opmerkingen. Vraag de aanbieder om een waarde.",
        )
        return
    said = _chosen(punt, value) if punt.keuzes else _possible(punt, value)
    if said is None:
        shown = value.fout or value.formule or value.tekst
        if isinstance(value.value, Decimal) and not punt.keuzes:
            shown = show(value.value, punt.record.unit(column))
        close = meant(punt, value.value)
        answer.opmerkingen.append((punt.onderwerp, f"{shown}: {reason}" if reason else shown))
        answer.odd(
            value.cel,
            f"Bij ‘{punt.onderwerp}’ staat ‘{shown}’; dat kan niet.",
            f"een van: {', '.join(punt.keuzes)}" if isinstance(column, Choice) else expected(column),
            (f"Bedoelt de aanbieder {close}? " if close else "")
            + "Het antwoord staat bij de opmerkingen. Vraag de aanbieder wat de bedoeling is.",
        )
        return
    if not reason:
        answer.odd(
            why.cel,
            f"Bij ‘{punt.onderwerp}’ ontbreekt de onderbouwing.",
            "een reden bij elke waarde",
            "Vraag de aanbieder waaruit de waarde blijkt.",
        )
    if said == punt.waarde:
        shown = show(said, punt.record.unit(column)) if isinstance(said, Decimal) else f"‘{said}’"
        answer.odd(
            value.cel,
            f"Bij ‘{punt.onderwerp}’ staat {shown}; dat is gelijk aan de waarde van de gemeente.",
            "een andere waarde",
            "De reactie heeft geen gevolgen.",
        )
    answer.reacties.append(Reactie(answer.aanbieder, punt, said, reason))


def _possible(punt: Punt, cell: InputCell) -> Decimal | None:
    """The number that is filled in, if the value can be that."""
    c, value = punt.column, cell.value
    if not isinstance(value, Decimal) or not isinstance(c, Parameter):
        return None
    return value if c.allows(value) else None


def meant(punt: Punt, value: object) -> str:
    """What somebody may have meant who filled in what cannot be; empty where nobody can say."""
    if punt.keuzes:
        close = nearest(str(value or ""), punt.keuzes)
        return f"‘{close}’" if close else ""
    column = punt.column
    number = meant_number(value) if isinstance(value, str) else None
    if isinstance(value, Decimal) and column.unit.kind == "procent":
        number = value / 100
    fits = number is not None and isinstance(column, Parameter) and column.allows(number)
    return show(number, punt.record.unit(column)) if fits else ""


def _chosen(punt: Punt, cell: InputCell) -> str | None:
    """The option that is filled in."""
    known = {normalized(option): option for option in punt.keuzes}
    return known.get(normalized(cell.tekst))


def _opmerkingen(answer: Antwoord, blad: InputSheet, sheet: Worksheet) -> None:
    """What is written below the table, and in notes at cells."""
    if not headings_of(blad, ONDERWERP, OPMERKING)[0]:
        answer.odd(
            "",
            "De koppen van de andere opmerkingen zijn weg of gewijzigd.",
            f"de koppen ‘{ONDERWERP}’ en ‘{OPMERKING}’",
            "Kijk zelf of er onderaan het reactieblad opmerkingen staan.",
        )
    answer.opmerkingen += remarks(blad, sheet)
