"""What others were told before: kept in the gemeente's own onderzoek, and read again the next time."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from mo_report.antwoorden.cellen import headings_of, rows_below
from mo_report.antwoorden.uitvraag.onthulling import Gemiddelde
from mo_report.invoer.cel import InputSheet
from mo_report.invoer.openen import BESCHADIGD, open_book
from mo_report.invoer.xlsx import Damaged
from mo_report.lib.bevinding import Finding
from mo_report.voorcontrole import Refused
from mo_report.werkboek.losblad import LosBlad

EERDER = "Bekendgemaakt"
_NUMMER, _GROEP, _SOORT, _AANBIEDER, _CIJFER = "nummer", "cijfer van", "soort", "aanbieder", "waarde"
_KOPPEN = (_NUMMER, _GROEP, _SOORT, _AANBIEDER, _CIJFER)


def write_told(blad: LosBlad, told: Sequence[Gemiddelde]) -> None:
    """A row for every figure under every average that was told: as text, for not a digit may be lost."""
    blad.header(*_KOPPEN)
    for number, own in enumerate(told, 1):
        for name, value in own.cijfers.items():
            for column, text in enumerate((str(number), own.groep, own.soort, name, str(value)), 1):
                blad.text(column, text)
            blad.row += 1
    blad.close()


def read_told(path: Path) -> list[Gemiddelde] | Finding:
    """The averages that an earlier onderzoek says were told; a finding where it cannot be read."""
    opened = open_book(path)
    if isinstance(opened, Finding):
        return opened
    try:
        if EERDER in opened.book.titles:
            blad = InputSheet(EERDER, opened.book, opened.narekenaar)
            top, heads = headings_of(blad, *_KOPPEN)
            if top:
                return _gemiddelden(blad, top, heads)
    except (Refused, Damaged):
        return BESCHADIGD.bevinding(path.name)
    return Finding(
        path.name,
        "",
        f"Dit is geen onderzoek van mo-report: het blad ‘{EERDER}’ is er niet, of de koppen zijn gewijzigd.",
        "het onderzoek.xlsx van een eerdere uitvraag",
        "Geef het onderzoek op dat ‘mo-report uitvraag-lezen’ maakte.",
    )


def _gemiddelden(blad: InputSheet, top: int, heads: dict[str, int]) -> list[Gemiddelde] | Finding:
    found: dict[str, tuple[str, str, dict[str, Decimal]]] = {}
    for row in rows_below(blad, top):
        cells = {h: blad.cel(row, heads[h]) for h in _KOPPEN}
        number, group, kind, name, value = (cells[h].tekst for h in _KOPPEN)
        if not number:
            continue
        try:
            found.setdefault(number, (group, kind, {}))[2][name] = Decimal(value)
        except ArithmeticError:
            return Finding(
                EERDER,
                cells[_CIJFER].cel,
                f"‘{value}’ is geen getal zoals het programma het schreef.",
                "het blad zoals het was",
                "Gebruik het onderzoek zoals mo-report het maakte.",
            )
    return [Gemiddelde(group, kind, figures) for group, kind, figures in found.values()]
