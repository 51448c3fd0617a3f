"""What the gemeente decided on each reaction: read from the register, and judged."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from mo_report.antwoorden import vorm
from mo_report.antwoorden.cellen import headings_of, prepare, rows_below
from mo_report.engine.units import DATUM
from mo_report.invoer.cel import InputCell, InputSheet
from mo_report.invoer.openen import BESCHADIGD, open_book
from mo_report.invoer.xlsx import Damaged
from mo_report.lib.bevinding import Finding
from mo_report.lib.getypt import meant_date
from mo_report.lib.namen import nearest, normalized
from mo_report.lib.notatie import LEEG, show
from mo_report.voorcontrole import Refused

Waarde = Decimal | str | None
#: Numbers in a register are kept with so many decimals.
DECIMALEN = 10
GEEN_REGISTER = "Dit is geen reactieregister van mo-report."


@dataclass(frozen=True)
class Besluit:
    """What stands in the cells of the gemeente beside a reaction; all of it may be blank."""

    woord: str = ""
    waarde: Waarde = None
    motivering: str = ""
    wie: str = ""
    datum: date | None = None
    aantekening: str = ""

    def __bool__(self) -> bool:
        return self != Besluit()


@dataclass(frozen=True)
class Regel:
    """A row of a register: a reaction as it was told there, and the decision. `rij` is its row."""

    rij: int
    aanbieder: str
    kenmerk: str
    onderwerp: str
    onze: Waarde
    hun: Waarde
    reden: str
    besluit: Besluit

    @property
    def sleutel(self) -> tuple[str, str]:
        """By what it is known again in a later register."""
        return normalized(self.aanbieder), self.kenmerk


@dataclass
class Register:
    """A register that came back from the gemeente's own desk."""

    bestand: str
    regels: list[Regel] = field(default_factory=list)
    eerdere: list[Regel] = field(default_factory=list)
    """Decisions on reactions that were in none of the answers: kept, and not carried out."""
    bevindingen: list[Finding] = field(default_factory=list)
    koppen: dict[str, int] = field(default_factory=dict)


def read_register(path: Path) -> Register:
    """Read the rows of a register, the earlier decisions included. Never raises for anything in the file."""
    register = Register(path.name)
    opened = open_book(path)
    if isinstance(opened, Finding):
        register.bevindingen.append(opened)
        return register
    try:
        for title, into in ((vorm.REACTIES, register.regels), (vorm.EERDER, register.eerdere)):
            if title in opened.book.titles:
                _rows(register, InputSheet(title, opened.book, opened.narekenaar), into)
    except (Refused, Damaged):
        register.bevindingen.append(BESCHADIGD.bevinding(path.name))
        return register
    if not register.koppen:
        register.bevindingen.append(
            Finding(
                path.name,
                "",
                GEEN_REGISTER,
                f"een werkmap met een blad ‘{vorm.REACTIES}’, met alle koppen zoals mo-report die maakte",
                "Geef het register op dat ‘mo-report reacties’ maakte.",
            )
        )
    return register


def _rows(register: Register, blad: InputSheet, into: list[Regel]) -> None:
    top, heads = headings_of(blad, *_GELEZEN)
    if not top:
        return
    if into is register.regels:
        register.koppen = heads
    prepare(blad, {c for h, c in heads.items() if h in (vorm.GELDT, vorm.DATUM)}, top)
    for row in rows_below(blad, top):
        cells = {h: blad.cel(row, c) for h, c in heads.items() if h in _GELEZEN}
        if not cells[vorm.KENMERK].is_blank:
            into.append(_regel(register, blad.titel, row, cells))


_GELEZEN = {
    vorm.AANBIEDER, vorm.ONDERWERP, vorm.ONZE, vorm.HUN, vorm.ONDERBOUWING, vorm.KENMERK,
    *vorm.VAN_GEMEENTE,
}  # fmt: skip


def _regel(register: Register, blad: str, row: int, cells: dict[str, InputCell]) -> Regel:
    def text(heading: str) -> str:
        return cells[heading].tekst.strip() if heading in cells else ""

    def wrong(cel: str, wat: str, verwacht: str, herstel: str) -> None:
        register.bevindingen.append(Finding(f"{register.bestand}: {blad}", cel, wat, verwacht, herstel))

    word = text(vorm.BESLUIT)
    known = {normalized(w): w for w in vorm.BESLUITEN}
    if word and normalized(word) not in known:
        close = nearest(word, vorm.BESLUITEN)
        wrong(
            cells[vorm.BESLUIT].cel,
            f"‘{word}’ is geen besluit.",
            f"een van: {', '.join(vorm.BESLUITEN)}",
            (f"Bedoelt u ‘{close}’? " if close else "") + "Kies uit de lijst.",
        )
    day = cells[vorm.DATUM].value if vorm.DATUM in cells else None
    if day is not None and not isinstance(day, date):
        guess = meant_date(str(day))
        wrong(
            cells[vorm.DATUM].cel,
            f"‘{text(vorm.DATUM)}’ is geen datum.",
            "een datum, zoals 12-3-2026",
            (f"Bedoelt u {show(guess, DATUM)}? " if guess else "") + "Typ de datum opnieuw.",
        )
        day = None
    if (own := cells[vorm.GELDT]).is_fout:
        shown = own.fout or own.formule or ""
        wrong(own.cel, f"‘{vorm.GELDT}’ geeft {shown}.", "een waarde", "Typ de waarde zelf.")
    return Regel(
        row,
        text(vorm.AANBIEDER),
        text(vorm.KENMERK),
        text(vorm.ONDERWERP),
        _waarde(cells.get(vorm.ONZE)),
        _waarde(cells.get(vorm.HUN)),
        text(vorm.ONDERBOUWING),
        Besluit(
            known.get(normalized(word), ""),
            _waarde(own),
            text(vorm.MOTIVERING),
            text(vorm.WIE),
            day,
            text(vorm.AANTEKENING),
        ),
    )


def _waarde(cell: InputCell | None) -> Waarde:
    if cell is None or cell.is_blank or cell.tekst == LEEG:
        return None
    return cell.value if isinstance(cell.value, Decimal) else cell.tekst.strip()
