"""What the gemeente decided on each reaction: read from the register, and judged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from mo_report.antwoorden import vorm
from mo_report.antwoorden.lezen import MEEST_RIJEN, Reactie, headings_of, meant
from mo_report.engine.dossier import Record
from mo_report.engine.rekenen import Result, calculate
from mo_report.engine.schema import Column, Parameter
from mo_report.engine.units import DATUM
from mo_report.engine.verwachting import expected
from mo_report.invoer.cel import InputCell, InputSheet
from mo_report.invoer.openen import BESCHADIGD, open_book
from mo_report.invoer.xlsx import Damaged
from mo_report.lib.bevinding import Finding, warning
from mo_report.lib.celnaam import cell_name
from mo_report.lib.getypt import meant_date
from mo_report.lib.namen import nearest, normalized
from mo_report.lib.notatie import LEEG, show
from mo_report.model import Aanbieder
from mo_report.verhaal.reactie.punten import Punt, punten
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
    bevindingen: list[Finding] = field(default_factory=list)
    koppen: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Besloten:
    """A decision on a point of this input. `geldt` is the value that it puts in place of ours; None: ours stays."""

    regel: Regel
    punt: Punt
    geldt: Decimal | str | None

    @property
    def plaats(self) -> tuple[type, tuple[str, ...], Column]:
        """The value that it is about, whoever disputes it."""
        return self.punt.record.block, self.punt.record.key, self.punt.column

    @property
    def reactie(self) -> Reactie:
        """The reaction as if its aanbieder had said what was decided."""
        assert self.geldt is not None
        return Reactie(self.regel.aanbieder, self.punt, self.geldt, self.regel.reden)


def read_register(path: Path) -> Register:
    """Read the rows of a register, the earlier decisions included. Never raises for anything in the file."""
    register = Register(path.name)
    opened = open_book(path)
    if isinstance(opened, Finding):
        register.bevindingen.append(opened)
        return register
    try:
        for title in (vorm.REACTIES, vorm.EERDER):
            if title in opened.book.titles:
                _rows(register, InputSheet(title, opened.book, opened.narekenaar))
    except (Refused, Damaged):
        register.bevindingen.append(BESCHADIGD.bevinding(path.name))
        return register
    if not register.koppen:
        register.bevindingen.append(
            Finding(
                path.name,
                "",
                GEEN_REGISTER,
                f"een werkmap met een blad ‘{vorm.REACTIES}’ en de koppen ‘{vorm.BESLUIT}’ en ‘{vorm.KENMERK}’",
                "Geef het register op dat ‘mo-report reacties’ maakte.",
            )
        )
    return register


def _rows(register: Register, blad: InputSheet) -> None:
    top, heads = headings_of(blad, vorm.AANBIEDER, vorm.BESLUIT, vorm.GELDT, vorm.KENMERK)
    if not top:
        return
    register.koppen = register.koppen or heads
    typed = {c for h, c in heads.items() if h in (vorm.GELDT, vorm.DATUM)}
    blad.narekenaar.prepare(
        (blad.titel, row, column)
        for (row, column), cell in blad.sheet.cells.items()
        if cell.formula and column in typed and top < row <= MEEST_RIJEN
    )
    for row in range(top + 1, min(blad.sheet.max_row, MEEST_RIJEN) + 1):
        cells = {h: blad.cel(row, c) for h, c in heads.items() if h in _GELEZEN}
        if not cells[vorm.KENMERK].is_blank:
            register.regels.append(_regel(register, blad.titel, row, cells))


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


def judge_decisions(
    register: Register, resultaat: Result, *, laatste: bool = False
) -> tuple[list[Besloten], list[Finding]]:
    """What each row with a decision comes to in this input, and what is wrong with it.

    With `laatste` the rows must also fit the input as it is: they are going to be carried out.
    """
    found: list[Besloten] = []
    told: list[Finding] = []
    points = {normalized(r.name): (r, list[Punt]()) for r in resultaat.dossier[Aanbieder]}
    for regel in register.regels:
        if not regel.besluit.woord:
            continue
        where = _Plek(register, regel, told)
        own = points.get(normalized(regel.aanbieder))
        if own and not own[1]:
            own[1].extend(points_of(resultaat, own[0]))
        punt = next((p for p in own[1] if p.kenmerk == regel.kenmerk), None) if own else None
        if punt is None:
            if laatste:
                where.wrong(
                    vorm.KENMERK,
                    f"‘{regel.onderwerp}’ van {regel.aanbieder} staat niet in deze invoer.",
                    "een register van deze invoer",
                    "Geef de invoer op waarmee u het register maakte.",
                )
            continue
        if laatste and not _gelijk(punt.waarde, regel.onze):
            where.wrong(
                vorm.ONZE,
                f"In de invoer is ‘{regel.onderwerp}’ nu {_getoond(punt, punt.waarde)}, in het register "
                f"{_getoond(punt, regel.onze)}.",
                "de invoer waarmee het register is gemaakt",
                "Maak het register opnieuw met deze invoer; uw besluiten blijven staan.",
            )
        found.append(Besloten(regel, punt, _geldt(where, regel, punt)))
    told += list(_twee(register, found))
    return found, told


def points_of(resultaat: Result, aanbieder: Record) -> list[Punt]:
    """The points of one aanbieder."""
    return punten(calculate(resultaat.dossier.per_aanbieder(aanbieder)))


@dataclass(frozen=True)
class _Plek:
    """Where something is told of a row."""

    register: Register
    regel: Regel
    told: list[Finding]

    def wrong(self, kop: str, wat: str, verwacht: str, herstel: str) -> None:
        self.told.append(Finding(*place_of(self.register, self.regel, kop), wat, verwacht, herstel))

    def odd(self, kop: str, wat: str, verwacht: str, herstel: str) -> None:
        self.told.append(warning(*place_of(self.register, self.regel, kop), wat, verwacht, herstel))


def place_of(register: Register, regel: Regel, kop: str) -> tuple[str, str]:
    """Where something stands in a register: file and sheet, and the cell."""
    return f"{register.bestand}: {vorm.REACTIES}", cell_name(regel.rij, register.koppen.get(kop, 1))


def _geldt(where: _Plek, regel: Regel, punt: Punt) -> Decimal | str | None:
    """The value that a decision puts in place of ours; what does not fit is told."""
    besluit, typed = regel.besluit, regel.besluit.waarde
    if not besluit.motivering:
        where.odd(
            vorm.MOTIVERING,
            f"Bij het besluit over ‘{regel.onderwerp}’ ontbreekt de motivering.",
            "een reden bij elk besluit",
            "Vul in waarom u zo besluit: de aanbieder krijgt dat te lezen.",
        )
    if besluit.woord == vorm.OVERNEMEN:
        if typed is not None and not _gelijk(typed, regel.hun):
            where.wrong(
                vorm.GELDT,
                f"U neemt de waarde van de aanbieder over, maar er geldt {_getoond(punt, typed)}.",
                f"{_getoond(punt, regel.hun)}, of een lege cel",
                f"Kies ‘{vorm.DEELS}’, of maak de cel leeg.",
            )
        return _mogelijk(where, vorm.HUN, punt, regel.hun)
    if besluit.woord == vorm.NIET:
        if typed is not None and not _gelijk(typed, regel.onze):
            where.wrong(
                vorm.GELDT,
                f"U neemt niets over, maar er geldt {_getoond(punt, typed)}.",
                f"{_getoond(punt, regel.onze)}, of een lege cel",
                f"Kies ‘{vorm.DEELS}’, of maak de cel leeg.",
            )
        return None
    if typed is None:
        where.wrong(
            vorm.GELDT,
            f"Bij ‘{regel.onderwerp}’ is het besluit ‘{vorm.DEELS}’, maar er staat niet welke waarde geldt.",
            "de waarde die geldt",
            "Vul de waarde in.",
        )
        return None
    return _mogelijk(where, vorm.GELDT, punt, typed)


def _mogelijk(where: _Plek, kop: str, punt: Punt, value: Waarde) -> Decimal | str | None:
    """A value that this point can have; told where it cannot be."""
    if punt.keuzes:
        options = {normalized(option): option for option in punt.keuzes}
        if found := options.get(normalized(str(value or ""))):
            return found
        want = f"een van: {', '.join(punt.keuzes)}"
    else:
        column = punt.column
        assert isinstance(column, Parameter)
        if isinstance(value, Decimal) and column.allows(value):
            return value
        want = expected(column)
    close = meant(punt, value)
    hint = f"Bedoelt u {close}? " if close else ""
    where.wrong(
        kop, f"Bij ‘{where.regel.onderwerp}’ kan {_getoond(punt, value)} niet.", want, f"{hint}Typ de waarde opnieuw."
    )
    return None


def _getoond(punt: Punt, value: Waarde) -> str:
    return f"‘{value}’" if isinstance(value, str) else show(value, punt.record.unit(punt.column))


def _gelijk(one: Waarde, other: Waarde) -> bool:
    if isinstance(one, Decimal) and isinstance(other, Decimal):
        return round(one, DECIMALEN) == round(other, DECIMALEN)
    return normalized(str(one or "")) == normalized(str(other or ""))


def _twee(register: Register, besloten: Sequence[Besloten]) -> Iterator[Finding]:
    """Two decisions that put two values in one place."""
    first: dict[object, Besloten] = {}
    for own in besloten:
        if own.geldt is None:
            continue
        other = first.setdefault(own.plaats, own)
        if not _gelijk(other.geldt, own.geldt):
            told: list[Finding] = []
            _Plek(register, own.regel, told).wrong(
                vorm.BESLUIT,
                f"Voor ‘{own.regel.onderwerp}’ gelden twee waarden: {_getoond(own.punt, other.geldt)} (rij "
                f"{other.regel.rij}) en {_getoond(own.punt, own.geldt)}.",
                "één waarde",
                f"Kies bij een van de twee ‘{vorm.NIET}’, of bij beide dezelfde waarde.",
            )
            yield from told


def in_force(besloten: Iterable[Besloten]) -> list[Besloten]:
    """The decisions that change something, one for each value."""
    changing = (b for b in besloten if b.geldt is not None and not _gelijk(b.geldt, b.punt.waarde))
    return list({b.plaats: b for b in reversed(list(changing))}.values())[::-1]
