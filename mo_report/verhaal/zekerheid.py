"""What the tariffs can be, where figures have bounds: for others only where the gemeente chose so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, TypeAlias
from weakref import WeakKeyDictionary

from mo_report.engine.rekenen import Result, parts
from mo_report.engine.units import PCT
from mo_report.lib.notatie import LEEG, Unit, show, show_number
from mo_report.model import Bandbreedte, Locatie, Uurtarief
from mo_report.model.bandbreedte import DRIEHOEK
from mo_report.model.tarieven import leidende_sets
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
    achteraan,
)

if TYPE_CHECKING:
    from mo_report.onzekerheid.bandbreedte import Bandbreedtes, Spreiding

Rijen: TypeAlias = "tuple[tuple[Cel, ...], ...]"
VAN, TOT = "5%", "95%"
_UITLEG = (
    "Wat de tarieven kunnen zijn als de cijfers op het blad Bandbreedtes tussen hun grenzen liggen. Berekend bij het "
    "maken van dit bestand; het loopt niet mee. Dit blad is alleen voor de gemeente."
)
_EERST = {
    True: "Zoek eerst uit: {wat}. Daar komt de meeste onzekerheid vandaan.",
    False: "De meeste onzekerheid in {doel} komt van {wat}.",
}
_GEEN = "Binnen deze grenzen verandert geen van deze tarieven."
_PROZA = """
<p>Van sommige cijfers is alleen bekend tussen welke grenzen zij liggen. Het programma heeft {{ c.keer }} keer gerekend, elke keer met andere waarden binnen die grenzen. In 90 van de 100 gevallen ligt een tarief tussen de uiteinden van zijn balk.{% if c.balken > 1 %} Elke balk heeft een eigen schaal.{% endif %} Onder ‘5%’ staat het bedrag waar 5 van de 100 gevallen onder liggen; zo ook de andere kolommen.{% if c.intern %} Deze bladzijde is alleen voor de gemeente.{% endif %}</p>
"""


#: A sheet, a page and a web page of one result tell the same measurement.
_GEMETEN: WeakKeyDictionary[Result, Bandbreedtes | None] = WeakKeyDictionary()


def gemeten(resultaat: Result) -> Bandbreedtes | None:
    """The measurement of a result, if it has bounds. Raises NotVectorised where that cannot be."""
    if not resultaat.dossier[Bandbreedte]:
        return None
    if resultaat not in _GEMETEN:
        # numpy and scipy take a second to import.
        from mo_report.onzekerheid.bandbreedte import Meting

        meting = Meting(resultaat)
        _GEMETEN[resultaat] = meting.meet() if meting.doelen else None
    return _GEMETEN[resultaat]


def _getal(value: float) -> Decimal:
    return Decimal(repr(value))


def leidend(found: Bandbreedtes) -> list[Spreiding]:
    """The tariffs of the variant that counts for the budget."""
    leads = found.doel.record.name_of("tariefvariant")
    return [s for s in found.tarieven if s.record.name_of("tariefvariant") == leads]


def _uurtarieven(resultaat: Result, found: Bandbreedtes) -> list[Spreiding]:
    sets = {s.key[0] for s in leidende_sets(resultaat)}
    return [s for s in found.uurtarieven if s.record.name_of("parameterset") in sets]


def _naam(spread: Spreiding) -> str:
    """What people call an outcome: a locatie, or a product and its set."""
    texts = spread.record.texts
    return texts.get("locatie") or f"{texts['product']}, {texts['parameterset']}"


def _eenheid(spread: Spreiding) -> Unit:
    record, column = parts(spread.cell)
    return record.unit(column)


def waaier(own: Sequence[Spreiding]) -> Dozen | None:
    """Each tariff from low to high, with what it is now."""
    boxes = []
    for spread in own:
        low, q1, mid, q3, high = map(_getal, spread.percentielen.values())
        ends = (show(low, _eenheid(spread)), show(high, _eenheid(spread)))
        boxes.append(Doos(_naam(spread), (low, q1, mid, q3, high), _getal(spread.nu), ends))
    told = "; ".join(f"{b.naam}: van {b.teksten[0]} tot {b.teksten[1]}" for b in boxes)
    what = "Uurtarief" if own and own[0].record.block is Uurtarief else "Tarief per plek per etmaal"
    title = f"{what}, in 90 van de 100 gevallen"
    return Dozen(title, told, "middelste helft", "middelste", "nu", tuple(boxes)) if boxes else None


def tornado(found: Bandbreedtes) -> Staven | None:
    """What each figure does with the outcome when it alone is low or high, the one that does most first."""
    unit, groups = _eenheid(found.doel), []
    for own in found.bijdragen:
        values = (_getal(own.laag), _getal(own.hoog))
        groups.append(Groep(own.label, values, (show(values[0], unit), show(values[1], unit))))
    told = "; ".join(f"{g.naam}: {g.teksten[0]} als het laag is, {g.teksten[1]} als het hoog is" for g in groups)
    title = f"Wat elk cijfer alleen met {genoemd(found)} doet"
    return Staven(title, told, unit.word, ("cijfer laag", "cijfer hoog"), tuple(groups)) if groups else None


def genoemd(found: Bandbreedtes) -> str:
    """What the shares are of, in a sentence."""
    return "het budget" if found.budget else f"het uurtarief van {_naam(found.doel)}"


def _parts(lezer: Lezer, resultaat: Result) -> Iterator[Deel]:
    from mo_report.engine.vectoren import NotVectorised

    try:
        found = gemeten(resultaat)
    except NotVectorised as error:
        # To another than the gemeente what the program cannot do is no chapter.
        yield from (Zinnen((str(error),)),) if lezer is Lezer.GEMEENTE else ()
        return
    if found is None:
        return
    own = leidend(found) or ([] if resultaat.dossier[Locatie] else _uurtarieven(resultaat, found))
    if lezer is not Lezer.GEMEENTE and not own and not found.doel.breedte:
        return  # nothing that this reader sees moves
    first = [b.label for b in found.bijdragen if b.samen > 0][:2]
    # Of one figure it goes without saying.
    if first and len(found.bijdragen) > 1:
        yield Boodschap(_EERST[lezer is Lezer.GEMEENTE].format(wat=" en ".join(first), doel=genoemd(found)))
    times = show_number(Decimal(found.trekkingen), 0)
    yield Proza(_PROZA, {"keer": times, "intern": lezer is Lezer.GEMEENTE, "balken": len(own)})
    if not own:
        yield Zinnen((_GEEN,))
    yield Figuur(waaier(own), zie=Figuur.VOLGENDE)
    yield _tarieven(found, own, lezer)
    rest = _rest(resultaat, found)
    yield from rest if lezer is Lezer.GEMEENTE else achteraan(rest)


def _rest(resultaat: Result, found: Bandbreedtes) -> Iterator[Deel]:
    """What lies behind it: in a document for others in its technical appendix."""
    yield Figuur(tornado(found), zie=Figuur.VOLGENDE)
    yield _bijdragen(found)
    yield _grenzen(resultaat)
    if found.geldend:
        rows = tuple((Woord(name, kop=True), Vast(_getal(p), PCT)) for name, p in found.geldend.items())
        heads = ("geldend tarief", "kans dat het lager is dan de kostprijs")
        yield Raster("Geldende tarieven", heads, rows, getallen=frozenset({1}))


def _tarieven(found: Bandbreedtes, own: Sequence[Spreiding], lezer: Lezer) -> Raster:
    heads = (
        "tarief of budget" if found.budget else "tarief",
        "eenheid",
        "nu",
        *(f"{p}%" for p in found.doel.percentielen),
    )

    def row(name: str, spread: Spreiding) -> tuple[Cel, ...]:
        values, unit = (spread.nu, *spread.percentielen.values()), _eenheid(spread)
        return (Woord(name, kop=True), Woord(unit.word), *(Vast(_getal(v), unit) for v in values))

    rows = [row(_naam(s), s) for s in own]
    if found.budget:
        rows.append(row("budget van de regio" if lezer is Lezer.GEMEENTE else "budget van uw locaties", found.budget))
    return Raster("Van laag naar hoog", heads, tuple(rows), getallen=frozenset(range(2, len(heads))))


def _bijdragen(found: Bandbreedtes) -> Raster:
    unit = _eenheid(found.doel)
    heads = (
        "cijfer",
        "deel van de spreiding",
        "met wat het samen met andere doet",
        "verschil als het laag is",
        "verschil als het hoog is",
    )
    rows = tuple(
        (
            Woord(b.label or LEEG, kop=True),
            *(Vast(_getal(v), PCT) for v in (b.aandeel, b.samen)),
            *(Vast(_getal(v), unit) for v in (b.laag, b.hoog)),
        )
        for b in found.bijdragen
    )
    title = f"Waar de spreiding van {genoemd(found)} vandaan komt"
    return Raster(title, heads, rows, getallen=frozenset({1, 2, 3, 4}))


def _grenzen(resultaat: Result) -> Raster:
    """The bounds themselves, each in the unit of its figure, and what they rest on."""
    from mo_report.onzekerheid.trekken import Trekking

    rows = []
    for own in Trekking(resultaat).grenzen:
        record, column = parts(own.cell)
        unit = record.unit(column)
        numbers = (Vast(_getal(value), unit) for value in (own.midden, own.laag, own.hoog))
        given = own.record.values[Bandbreedte.laag]
        words = (own.vorm or DRIEHOEK, ", ".join(x for x in (given.status.word, given.herkomst) if x))
        rows.append((Woord(own.label, kop=True), *numbers, *map(Woord, words)))
    heads = ("cijfer", "nu", "laagste waarde", "hoogste waarde", "verdeling", "status en bron")
    return Raster("Tussen welke grenzen", heads, tuple(rows), getallen=frozenset({1, 2, 3}))


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
            partial(_parts, Lezer.GEMEENTE),
            Lezer.GEMEENTE,
            plaats=20,
            stroom=25,
            bevries="A5",
            vast=True,
        ),
    ),
    paginas=lambda _: tuple(
        Pagina("bandbreedte", "Hoe zeker de tarieven zijn", partial(_parts, lezer), lezer)
        for lezer in (Lezer.GEMEENTE, Lezer.AANBIEDER, Lezer.OPENBAAR)
    ),
)
