"""What others were told before: kept in the gemeente's own onderzoek, and read again the next time."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from mo_report.antwoorden.cellen import headings_of, rows_below
from mo_report.antwoorden.uitvraag.onthulling import Gemiddelde
from mo_report.engine.units import GETAL
from mo_report.invoer.cel import InputSheet
from mo_report.invoer.openen import BESCHADIGD, open_book
from mo_report.invoer.xlsx import Damaged
from mo_report.lib.bevinding import Finding
from mo_report.voorcontrole import Refused
from mo_report.werkboek.losblad import LosBlad

EERDER = "Bekendgemaakt"
_NUMMER, _GROEP, _AANBIEDER, _CIJFER, _LAAGST = "nummer", "cijfer van", "aanbieder", "waarde", "ten minste"


def write_told(blad: LosBlad, told: Sequence[Gemiddelde]) -> None:
    """A row for every figure under every average that was told."""
    blad.header(_NUMMER, _GROEP, _AANBIEDER, _CIJFER, _LAAGST)
    for number, own in enumerate(told, 1):
        for name, value in own.cijfers.items():
            blad.number(1, Decimal(number), GETAL)
            blad.text(2, own.groep)
            blad.text(3, name)
            blad.number(4, value, GETAL)
            blad.number(5, own.laagst, GETAL)
            blad.row += 1
    blad.close()


def read_told(path: Path) -> list[Gemiddelde] | Finding:
    """The averages that an earlier onderzoek says were told; a finding where it cannot be read."""
    opened = open_book(path)
    if isinstance(opened, Finding):
        return opened
    wanted = (_NUMMER, _GROEP, _AANBIEDER, _CIJFER, _LAAGST)
    try:
        if EERDER in opened.book.titles:
            blad = InputSheet(EERDER, opened.book, opened.narekenaar)
            top, heads = headings_of(blad, *wanted)
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


def _gemiddelden(blad: InputSheet, top: int, heads: dict[str, int]) -> list[Gemiddelde]:
    found: dict[str, tuple[str, dict[str, Decimal], Decimal]] = {}
    for row in rows_below(blad, top):
        number, group, name = (blad.cel(row, heads[h]).tekst for h in (_NUMMER, _GROEP, _AANBIEDER))
        value, least = (blad.cel(row, heads[h]).value for h in (_CIJFER, _LAAGST))
        if number and isinstance(value, Decimal) and isinstance(least, Decimal):
            found.setdefault(number, (group, {}, least))[1][name] = value
    return [Gemiddelde(group, figures, least) for group, figures, least in found.values()]
