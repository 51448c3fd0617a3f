"""What decisions come to in an input, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from mo_report.antwoorden import vorm
from mo_report.antwoorden.antwoord import Reactie
from mo_report.antwoorden.besluiten import DECIMALEN, Regel, Register, Waarde
from mo_report.antwoorden.lezen import meant
from mo_report.engine.dossier import Record
from mo_report.engine.rekenen import Result, calculate
from mo_report.engine.schema import Column, Parameter
from mo_report.engine.verwachting import expected
from mo_report.invoer.records import MAX_TEKST
from mo_report.lib.bevinding import Finding, warning
from mo_report.lib.celnaam import cell_name
from mo_report.lib.namen import normalized
from mo_report.lib.notatie import show
from mo_report.model import Aanbieder
from mo_report.verhaal.reactie.punten import Punt, punten


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


def judge_decisions(
    register: Register, resultaat: Result, *, laatste: bool = False
) -> tuple[list[Besloten], list[Finding]]:
    """What each row with a decision comes to in this input, and what is wrong with it.

    With `laatste` the rows must also fit the input as it is: they are going to be carried out.
    """
    found: list[Besloten] = []
    told: list[Finding] = []
    points = {normalized(r.name): (r, list[Punt]()) for r in resultaat.dossier[Aanbieder]}
    first: dict[tuple[str, str], Regel] = {}
    for regel in register.regels:
        where = _Plek(register, regel, told)
        twin = first.setdefault(regel.sleutel, regel)
        if twin is not regel and twin.besluit != regel.besluit:
            where.wrong(
                vorm.BESLUIT,
                f"‘{regel.onderwerp}’ van {regel.aanbieder} staat er twee keer. In rij {twin.rij} is anders besloten.",
                "elke reactie één keer",
                "Haal een van de twee rijen weg.",
            )
        if twin is not regel:
            continue
        if not regel.besluit.woord:
            if regel.besluit.waarde is not None or regel.besluit.motivering:
                where.odd(
                    vorm.BESLUIT,
                    f"Bij ‘{regel.onderwerp}’ is iets ingevuld, maar er staat geen besluit.",
                    f"een van: {', '.join(vorm.BESLUITEN)}",
                    "Kies een besluit; zonder besluit telt de rij niet mee.",
                )
            continue
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
        if normalized(punt.onderwerp) != normalized(regel.onderwerp):
            where.wrong(
                vorm.ONDERWERP,
                f"Deze rij gaat over ‘{punt.onderwerp}’, maar er staat ‘{regel.onderwerp}’. Zijn de rijen gesorteerd?",
                "een register waarvan de rijen niet uit elkaar zijn gehaald",
                "Gebruik het vorige register, of maak het opnieuw.",
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
    if len(besluit.motivering) > MAX_TEKST:
        where.wrong(
            vorm.MOTIVERING,
            f"De motivering heeft {len(besluit.motivering)} tekens.",
            f"hoogstens {MAX_TEKST} tekens",
            "Maak de tekst korter.",
        )
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
