"""Reading a form that came back: whose it is, what it says, and whether the questions are still the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from mo_report import __version__
from mo_report.antwoorden.cellen import beside, headings_of, prepare, remarks, rows_below
from mo_report.antwoorden.rondes import newest_counts, saved_at, too_late
from mo_report.engine.rekenen import Result
from mo_report.engine.verwachting import expected
from mo_report.invoer.cel import InputCell, InputSheet
from mo_report.invoer.openen import BESCHADIGD, InputBook, open_book
from mo_report.invoer.xlsx import Damaged
from mo_report.lib.bevinding import Finding, warning
from mo_report.lib.getypt import meant_number
from mo_report.lib.namen import nearest, normalized
from mo_report.lib.notatie import show
from mo_report.model.algemeen import JA, NEE
from mo_report.verhaal.formulier import CIJFER, KENMERK, NVT, TOELICHTING, VAST, WIE, Formulier, Opgave, Vraag
from mo_report.verhaal.reactie.vorm import HOORT_BIJ, INVULLER, VERSIE
from mo_report.voorcontrole import Refused

#: What is filled in; and of how many rows of a kind the names are told.
_INGEVULD, _GENOEMD = (CIJFER, NVT, TOELICHTING), 3


@dataclass
class Ingevuld:
    """What one form says; without an aanbieder it could not be read.

    opgaven    by the kenmerk of the row: what counts
    terzijde   by the kenmerk of the row: why what stands there does not count
    """

    bestand: str
    aanbieder: str = ""
    invuller: str = ""
    opgeslagen: datetime | None = None
    te_laat: bool = False
    telt: bool = True
    formulier: Formulier | None = None
    opgaven: dict[str, Opgave] = field(default_factory=dict)
    terzijde: dict[str, str] = field(default_factory=dict)
    opmerkingen: list[tuple[str, str]] = field(default_factory=list)
    bevindingen: list[Finding] = field(default_factory=list)

    def wrong(self, cel: str, wat: str, verwacht: str, herstel: str, blad: str = "") -> None:
        self.bevindingen.append(Finding(self._where(blad), cel, wat, verwacht, herstel))

    def odd(self, cel: str, wat: str, verwacht: str, herstel: str) -> None:
        self.bevindingen.append(warning(self._where(), cel, wat, verwacht, herstel))

    def _where(self, blad: str = "") -> str:
        title = blad or (self.formulier.blad if self.formulier else "")
        return f"{self.bestand}: {title}" if title else self.bestand


#: The form that somebody should have, by its name; None for a name that is not known.
Formulieren = Callable[[str], Formulier | None]


def read_forms(
    paths: Sequence[Path],
    blad: str,
    formulieren: Formulieren,
    resultaat: Result | None,
    progress: Callable[[str, int, int], None],
    names: Sequence[str] = (),
    namen: Sequence[str] = (),
    eenmaal: bool = False,
) -> list[Ingevuld]:
    """Read forms with this sheet. Of two of one aanbieder the newest counts, or with `eenmaal` none.

    `namen` are those that have a form of their own: one of another is refused.
    `names` is what the files are called in findings; without a `resultaat` no file is too late.
    Never raises for anything in a file.
    """
    called = names or [p.name if [q.name for q in paths].count(p.name) == 1 else str(p) for p in paths]
    found = []
    for n, (path, name) in enumerate(zip(paths, called, strict=True)):
        progress(name, n, len(paths))
        found.append(_read(path, name, blad, formulieren, resultaat, namen))
    newest_counts(found)
    for answer in found if eenmaal else ():
        if not answer.telt:
            what = f"Van {answer.aanbieder} is er ook een ander bestand."
            answer.wrong("", what, "één bestand van elke inschrijver", "Geef alleen het bestand op dat geldt.")
    return found


def _read(
    path: Path, name: str, blad: str, formulieren: Formulieren, resultaat: Result | None, namen: Sequence[str]
) -> Ingevuld:
    answer = Ingevuld(name)
    opened = open_book(path)
    if isinstance(opened, Finding):
        answer.bevindingen.append(opened)
        return answer
    if blad not in opened.book.titles:
        answer.wrong(
            "",
            f"Dit bestand heeft geen blad ‘{blad}’.",
            "een formulier dat mo-report heeft gemaakt",
            "Geef het bestand op dat u terugkreeg.",
        )
        return answer
    try:
        _inhoud(answer, opened, blad, formulieren, resultaat, namen)
    except (Refused, Damaged):
        answer.bevindingen.append(BESCHADIGD.bevinding(name))
    return answer


def _inhoud(
    answer: Ingevuld,
    opened: InputBook,
    blad: str,
    formulieren: Formulieren,
    resultaat: Result | None,
    namen: Sequence[str],
) -> None:
    sheet, own = opened.openpyxl[blad], InputSheet(blad, opened.book, opened.narekenaar)
    _, version = beside(sheet, VERSIE)
    at, name = next((x for x in (beside(sheet, w) for w in WIE) if x[0]), ("", None))
    form = formulieren(str(name or ""))
    if form is None:
        answer.wrong(
            at,
            f"‘{name or ''}’ staat niet in deze invoer.",
            "iemand aan wie u dit formulier stuurde",
            "Controleer of u de goede invoer en het goede bestand hebt opgegeven.",
            blad,
        )
        return
    place, mark = beside(sheet, HOORT_BIJ)
    other = next((x for x in namen if x != form.van and (y := formulieren(x)) and y.kenmerk == str(mark or "")), "")
    if other:
        answer.wrong(
            at,
            f"Dit formulier is gemaakt voor {other}, maar er staat ‘{name}’.",
            "de naam die erin stond",
            "Vraag wie het heeft ingevuld.",
            blad,
        )
        return
    answer.aanbieder, answer.formulier = form.van, form
    answer.bevindingen += opened.meldingen
    if str(version) != __version__:
        why = f"Dit formulier is gemaakt met versie {version}; u gebruikt versie {__version__}."
        answer.odd(at, why, "dezelfde versie", "Rijen waarvan de vraag gelijk is, tellen mee.")
    answer.opgeslagen = saved_at(opened)
    if resultaat and (late := too_late(resultaat, answer.opgeslagen)):
        answer.te_laat = True
        answer.odd("", late, "een antwoord op tijd", "De cijfers tellen mee. Laat het weg als u dat niet wilt.")
    place, _ = beside(sheet, INVULLER)
    answer.invuller = own.cel(sheet[place].row, sheet[place].column).tekst if place else ""
    _rijen(answer, own, form)
    answer.opmerkingen += remarks(own, sheet)
    if str(mark or "") != form.kenmerk:
        answer.odd(
            beside(sheet, HOORT_BIJ)[0],
            "De vragen in de invoer zijn veranderd sinds dit formulier is gemaakt.",
            "dezelfde vragen",
            "Rijen waarvan de vraag gelijk bleef, tellen mee. Stuur voor de andere een nieuw formulier.",
        )


def _rijen(answer: Ingevuld, blad: InputSheet, form: Formulier) -> None:
    wanted = (*VAST, CIJFER, NVT, TOELICHTING, KENMERK)
    top, heads = headings_of(blad, *wanted)
    if not top:
        answer.wrong(
            "",
            "De koppen van het formulier zijn weg of gewijzigd.",
            f"de koppen {', '.join(f'‘{h}’' for h in wanted)}",
            "Vraag om het oorspronkelijke bestand, ingevuld.",
        )
        return
    prepare(blad, {heads[h] for h in _INGEVULD}, top)
    asked = {v.kenmerk: v for v in form.vragen}
    others: list[tuple[InputCell, str, Vraag]] = []
    blank: list[tuple[InputCell, Vraag]] = []
    for row in rows_below(blad, top):
        cells = {h: blad.cel(row, heads[h]) for h in wanted}
        mark, filled = cells[KENMERK].tekst.strip(), [cells[h] for h in _INGEVULD]
        if not mark or all(c.is_blank for c in filled):
            if mark in asked:
                blank.append((cells[CIJFER], asked[mark]))
            continue
        if mark not in asked or mark in answer.opgaven or mark in answer.terzijde:
            what = "hoort bij geen enkele vraag" if mark not in asked else "staat er twee keer"
            answer.opmerkingen.append((cells[VAST[1]].tekst, " ".join(c.tekst for c in filled if c.tekst)))
            answer.odd(
                cells[CIJFER].cel,
                f"Deze rij {what}.",
                "één rij voor elke vraag",
                "Wat er staat, vindt u bij de opmerkingen. Vraag wat de bedoeling is.",
            )
            continue
        vraag = asked[mark]
        heading = next((h for h, text in vraag.vast.items() if cells[h].tekst.strip() != " ".join(text.split())), "")
        if heading:
            others.append((cells[heading], heading, vraag))
            _terzijde(answer, vraag, cells, f"‘{heading}’ is niet (meer) wat u vraagt")
        else:
            _rij(answer, vraag, cells)
    if others:
        _anders(answer, others)
    if blank:
        _leeg(answer, blank)


def _leeg(answer: Ingevuld, blank: Sequence[tuple[InputCell, Vraag]]) -> None:
    """Rows in which nothing was filled in: told at once."""
    names = ", ".join(f"‘{v.onderdeel}: {v.vraag}’" for _, v in blank[:_GENOEMD])
    more = f" en nog {len(blank) - _GENOEMD}" if len(blank) > _GENOEMD else ""
    answer.odd(
        blank[0][0].cel,
        f"Niet ingevuld: {names}{more}.",
        "een cijfer bij elke rij",
        "Vraag erom, als u het nodig hebt.",
    )


def _anders(answer: Ingevuld, others: Sequence[tuple[InputCell, str, Vraag]]) -> None:
    """Rows of which the words are not those of the gemeente: told at once."""
    cell, heading, vraag = others[0]
    names = ", ".join(f"‘{v.vraag}’" for _, _, v in others[:_GENOEMD])
    more = f" en nog {len(others) - _GENOEMD}" if len(others) > _GENOEMD else ""
    first = " bij de eerste" if len(others) > 1 else ""
    answer.odd(
        cell.cel,
        f"Bij {names}{more}: ‘{heading}’ is niet (meer) wat u vraagt. Er staat{first} ‘{cell.tekst}’.",
        f"‘{vraag.vast[heading]}’",
        "Een cijfer bij een andere omschrijving telt niet mee. Vraag het opnieuw.",
    )


def _terzijde(answer: Ingevuld, vraag: Vraag, cells: dict[str, InputCell], why: str) -> None:
    """A row that does not count: what stands there is kept as a remark."""
    answer.terzijde[vraag.kenmerk] = why
    value = cells[CIJFER].value
    figure = show(value, vraag.eenheid) if isinstance(value, Decimal) else cells[CIJFER].tekst
    none = f"{NVT}: {cells[NVT].tekst}" if cells[NVT].tekst else ""
    answer.opmerkingen.append((vraag.vraag, "; ".join(x for x in (figure, none, cells[TOELICHTING].tekst) if x)))


def _rij(answer: Ingevuld, vraag: Vraag, cells: dict[str, InputCell]) -> None:
    """One row that is filled in: what it says, or why it does not count."""
    why = cells[TOELICHTING].tekst.strip()
    problems = list(_fout(vraag, cells))
    for cell, wat, verwacht, herstel in problems:
        answer.odd(cell.cel, f"Bij ‘{vraag.vraag}’: {wat}", verwacht, f"{herstel} De rij telt niet mee.")
    if problems:
        _terzijde(answer, vraag, cells, "; ".join(wat.rstrip(".") for _, wat, _, _ in problems))
        return
    value = cells[CIJFER].value
    figure = value if isinstance(value, Decimal) else None
    answer.opgaven[vraag.kenmerk] = Opgave(figure, normalized(cells[NVT].tekst) == JA, why)
    usual = vraag.grenzen.usual
    if figure is not None and usual and not usual[0] <= figure <= usual[1] and not why:
        answer.odd(
            cells[CIJFER].cel,
            f"Bij ‘{vraag.vraag}’ staat {show(figure, vraag.eenheid)}; dat is ongewoon, en een toelichting ontbreekt.",
            f"gewoonlijk {show(usual[0], vraag.eenheid)} tot {show(usual[1], vraag.eenheid)}",
            "Het cijfer telt mee. Vraag waar het op rust.",
        )


def _fout(vraag: Vraag, cells: dict[str, InputCell]) -> Iterator[tuple[InputCell, str, str, str]]:
    """What is wrong with a row: the cell, what, what is expected, and how to mend it."""
    value, none = cells[CIJFER], normalized(cells[NVT].tekst)
    if none and none not in (JA, NEE):
        close = nearest(none, (JA, NEE))
        yield cells[NVT], f"‘{cells[NVT].tekst}’ kan niet.", "ja of leeg", f"Bedoelt u ‘{close}’?" if close else ""
    if value.is_blank:
        if none != JA:
            yield value, "er staat geen cijfer.", "een cijfer, of ‘ja’ bij niet van toepassing", "Vraag om een cijfer."
        return
    if none == JA:
        yield value, "er staat een cijfer én ‘niet van toepassing’.", "één van beide", "Vraag welk van beide geldt."
        return
    if not isinstance(value.value, Decimal) or not vraag.grenzen.allows(value.value):
        shown = value.fout or value.formule or value.tekst
        close = _meant(vraag, value.value)
        hint = f"Bedoelt de invuller {close}?" if close else "Vraag wat de bedoeling is."
        yield value, f"‘{shown}’ kan niet.", expected(vraag.grenzen), hint


def _meant(vraag: Vraag, value: object) -> str:
    number = meant_number(value) if isinstance(value, str) else None
    if isinstance(value, Decimal) and vraag.eenheid.kind == "procent":
        number = value / 100
    return show(number, vraag.eenheid) if number is not None and vraag.grenzen.allows(number) else ""
