"""What the tariffs can be, where figures have bounds: for the gemeente alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from mo_report.engine.rekenen import Result
from mo_report.engine.units import EUR_ETMAAL, EUR_JAAR, PCT
from mo_report.lib.notatie import LEEG, Unit, show
from mo_report.model import Bandbreedte
from mo_report.verhaal.beelden import Doos, Dozen, Groep, Staven
from mo_report.verhaal.vorm import (
    Blad,
    Boodschap,
    Cel,
    Deel,
    Figuur,
    Gewicht,
    Hoofdstuk,
    Lezer,
    Pagina,
    Proza,
    Raster,
    Rol,
    Vast,
    Woord,
    Zinnen,
)

if TYPE_CHECKING:
    from mo_report.onzekerheid.bandbreedte import Bandbreedtes, Bijdrage, Spreiding

Rijen: TypeAlias = "tuple[tuple[Cel, ...], ...]"
VAN, TOT = "5%", "95%"
_UITLEG = (
    "Wat de tarieven kunnen zijn als de cijfers op het blad Bandbreedtes tussen hun grenzen liggen. Berekend bij het "
    "maken van dit bestand; het loopt niet mee. Alleen voor de gemeente."
)
_PROZA = """
<p>Van sommige cijfers is alleen bekend tussen welke grenzen zij liggen. Het programma heeft {{ c.keer }} keer gerekend, elke keer met andere waarden binnen die grenzen. In 90 van de 100 gevallen ligt een tarief tussen de uiteinden van zijn balk. Elke balk heeft een eigen schaal. Deze bladzijde is alleen voor de gemeente.</p>
"""


def gemeten(resultaat: Result) -> Bandbreedtes | None:
    """The measurement of a result, if it has bounds. Raises NotVectorised where that cannot be."""
    # numpy and scipy take a second to import.
    from mo_report.onzekerheid.bandbreedte import Meting

    return Meting(resultaat).meet() if resultaat.dossier[Bandbreedte] else None


def _getal(value: float) -> Decimal:
    return Decimal(repr(value))


def leidend(found: Bandbreedtes) -> list[Spreiding]:
    """The tariffs of the variant that counts for the budget."""
    leads = found.budget.record.name_of("tariefvariant")
    return [s for s in found.tarieven if s.record.name_of("tariefvariant") == leads]


def waaier(own: Sequence[Spreiding]) -> Dozen | None:
    """Each tariff from low to high, with what it is now."""
    boxes = []
    for spread in own:
        low, q1, mid, q3, high = map(_getal, spread.percentielen.values())
        ends = (show(low, EUR_ETMAAL), show(high, EUR_ETMAAL))
        boxes.append(Doos(spread.record.texts["locatie"], (low, q1, mid, q3, high), _getal(spread.nu), ends))
    told = "; ".join(f"{b.naam}: van {b.teksten[0]} tot {b.teksten[1]}" for b in boxes)
    title = "Tarief per plek per etmaal, in 90 van de 100 gevallen"
    return Dozen(title, told, "middelste helft", "middelste", "nu", tuple(boxes)) if boxes else None


def tornado(bijdragen: Sequence[Bijdrage]) -> Staven | None:
    """What each figure does with the budget when it alone is low or high, the one that does most first."""
    groups = []
    for own in bijdragen:
        values = (_getal(own.laag), _getal(own.hoog))
        groups.append(Groep(own.label, values, (show(values[0], EUR_JAAR), show(values[1], EUR_JAAR))))
    told = "; ".join(f"{g.naam}: {g.teksten[0]} als het laag is, {g.teksten[1]} als het hoog is" for g in groups)
    title = "Wat elk cijfer alleen met het budget doet"
    return Staven(title, told, EUR_JAAR.word, ("cijfer laag", "cijfer hoog"), tuple(groups)) if groups else None


def _parts(resultaat: Result) -> Iterator[Deel]:
    from mo_report.engine.vectoren import NotVectorised

    try:
        found = gemeten(resultaat)
    except NotVectorised as error:
        yield Zinnen((str(error),))
        return
    if found is None:
        return
    own, first = leidend(found), [b.label for b in found.bijdragen if b.samen > 0][:2]
    # Of one figure it goes without saying.
    if first and len(found.bijdragen) > 1:
        yield Boodschap(f"Zoek eerst uit: {' en '.join(first)}. Daar komt de meeste onzekerheid vandaan.")
    yield Proza(_PROZA, {"keer": f"{found.trekkingen:,}".replace(",", ".")})
    yield Figuur(waaier(own), zie=Figuur.VOLGENDE)
    yield _tarieven(found, own)
    yield Figuur(tornado(found.bijdragen), zie=Figuur.VOLGENDE)
    yield _bijdragen(found.bijdragen)
    if found.geldend:
        rows = tuple((Woord(name, kop=True), Vast(_getal(p), PCT)) for name, p in found.geldend.items())
        heads = ("geldend tarief", "kans dat het lager is dan de kostprijs")
        yield Raster("Geldende tarieven", heads, rows, getallen=frozenset({1}))


def _tarieven(found: Bandbreedtes, own: Sequence[Spreiding]) -> Raster:
    heads = ("tarief of budget", "eenheid", "nu", *(f"{p}%" for p in found.budget.percentielen))

    def row(name: str, spread: Spreiding, unit: Unit) -> tuple[Cel, ...]:
        values = (spread.nu, *spread.percentielen.values())
        return (Woord(name, kop=True), Woord(unit.word), *(Vast(_getal(v), unit) for v in values))

    rows = [row(s.record.texts["locatie"], s, EUR_ETMAAL) for s in own]
    rows.append(row("budget van de regio", found.budget, EUR_JAAR))
    return Raster("Van laag naar hoog", heads, tuple(rows), getallen=frozenset(range(2, len(heads))))


def _bijdragen(bijdragen: Sequence[Bijdrage]) -> Raster:
    heads = (
        "cijfer",
        "deel van de spreiding",
        "met wat het samen met andere doet",
        "verschil in budget als het laag is",
        "verschil in budget als het hoog is",
    )
    rows = tuple(
        (
            Woord(b.label or LEEG, kop=True),
            *(Vast(_getal(v), PCT) for v in (b.aandeel, b.samen)),
            *(Vast(_getal(v), EUR_JAAR) for v in (b.laag, b.hoog)),
        )
        for b in bijdragen
    )
    return Raster("Waar de spreiding van het budget vandaan komt", heads, rows, getallen=frozenset({1, 2, 3, 4}))


ZEKERHEID = Hoofdstuk(
    vraag="Hoe zeker zijn de tarieven?",
    volgorde=205,
    gewicht=Gewicht.BIJLAGE,
    kern=(Bandbreedte,),
    bladen=(
        Blad(
            "Bandbreedte",
            _UITLEG,
            Rol.UITVOER,
            _parts,
            Lezer.GEMEENTE,
            plaats=20,
            stroom=25,
            bevries="A5",
            vast=True,
        ),
    ),
    paginas=lambda _: (Pagina("bandbreedte", "Hoe zeker de tarieven zijn", _parts, Lezer.GEMEENTE),),
)
