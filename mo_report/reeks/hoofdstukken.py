"""The chapters of the comparison of a series."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from mo_report.antwoorden.nota.delen import aantal
from mo_report.engine.rekenen import Result
from mo_report.engine.units import AANTAL, EUR_ETMAAL, EUR_JAAR
from mo_report.lib.notatie import LEEG, show
from mo_report.reeks.uitvoeren import FOUTEN
from mo_report.reeks.vergelijking import Vergeleken, Vergelijking
from mo_report.verhaal.beelden import Doos, Dozen
from mo_report.verhaal.vorm import Boodschap, Deel, Figuur, Lezer, Pagina, Proza, Raster, Tegel, Tegels, Woord

#: So many parameters are drawn: those that lie furthest apart. All of them are in the table.
MEEST = 12
#: Of fewer gemeenten than this there is no middle half.
KWARTEN = 4
_KORT = """
<p>Elke invoer is los van de andere doorgerekend. De bestanden van een gemeente staan in haar eigen map. Hier staan de uitkomsten naast elkaar. Er staan geen cijfers van een aanbieder of een locatie in.</p>
<p>{{ c.prijspeil }}</p>
{% if c.zonder %}<p>Niet meegeteld:</p><ul>{% for zin in c.zonder %}<li>{{ zin }}</li>{% endfor %}</ul>{% endif %}
"""
_TARIEVEN = """
<p>Het tarief van een gemeente is het gemiddelde van haar locaties in de leidende tariefvariant. Een locatie met meer plekken telt zwaarder. Van een gemeente met minder dan drie locaties staat er geen gemiddelde: dat zou het tarief van een aanbieder zijn.</p>
<p>Een lager tarief is niet beter of slechter. Het hangt af van wie er wordt opgevangen, en van wat er in het tarief zit.</p>
"""
_PARAMETERS = """
<p>Een cijfer staat hier als twee gemeenten of meer het onder dezelfde naam hebben. Het is het cijfer van de leidende parameterset. De balken zijn de cijfers die het verst uit elkaar liggen; elke balk heeft een eigen schaal.</p>
"""
_PLAATS = """
<p>Van elke gemeente: hoeveel van haar cijfers bij het laagste kwart horen, hoeveel bij de middelste helft en hoeveel bij het hoogste kwart. De plaats van elke gemeente bij elk cijfer staat in de werkmap, op het blad Plaats.</p>
"""


def chapters(found: Vergelijking) -> list[Pagina]:
    """The chapters, without those of the frame."""
    made = [("kort", "In het kort", _kort)]
    if found.tarieven:
        made.append(("tarieven", "De tarieven naast elkaar", _tarieven))
    if found.parameters:
        made.append(("parameters", "De cijfers achter de tarieven", _parameters))
    if found.cijfers:
        made.append(("plaats", "Waar elke gemeente staat", _plaats))
    return [Pagina(key, title, partial(parts, found), Lezer.GEMEENTE) for key, title, parts in made]


def _kort(found: Vergelijking, _: Result) -> Iterator[Deel]:
    tarief, every = found.tarief, found.gemeenten.values()
    if tarief:
        spread, few = tarief.spreiding, len(tarief.waarden) < KWARTEN
        ends = (spread.laagste, spread.hoogste) if few else (spread.q1, spread.q3)
        low, middle, high = (show(x, EUR_ETMAAL) for x in (ends[0], spread.mediaan, ends[1]))
        told = f"zij liggen tussen {low} en {high}" if few else f"de middelste helft ligt tussen {low} en {high}"
        yield Boodschap(
            f"Van {len(tarief.waarden)} gemeenten is het gemiddelde tarief te vergelijken: de middelste heeft {middle} "
            f"per plek per etmaal, {told}."
        )
    else:
        yield Boodschap(
            f"Er {aantal(len(every), 'gemeente is', 'gemeenten zijn')} doorgerekend.".replace("Er 1", "Er is 1")
        )
    yield Tegels(
        (
            Tegel(str(len(every)), "gemeenten doorgerekend"),
            Tegel(show(sum((o.plekken for o in every), Decimal(0)), AANTAL), "plekken samen"),
            Tegel(show(sum((o.budget for o in every), Decimal(0)), EUR_JAAR), "budget samen, per jaar"),
        )
    )
    yield Proza(
        _KORT, {"prijspeil": _prijspeil(found), "zonder": [_waarom_niet(found, n) for n in range(len(found.zonder))]}
    )


def _prijspeil(found: Vergelijking) -> str:
    years = Counter(own.prijspeil for own in found.gemeenten.values())
    if len(years) < 2:
        return f"Alle bedragen hebben prijspeil {next(iter(years), LEEG)}."
    told = ", ".join(f"{year} ({aantal(n, 'gemeente', 'gemeenten')})" for year, n in sorted(years.items()))
    return f"Let op: de prijspeilen verschillen: {told}. De bedragen zijn niet naar één jaar omgerekend."


def _waarom_niet(found: Vergelijking, number: int) -> str:
    own = found.zonder[number]
    errors = sum(f.is_fout for f in own.bevindingen)
    return (
        f"{own.bestand}: {aantal(errors, 'fout', 'fouten')} in de invoer"
        if own.stand == FOUTEN
        else f"{own.bestand}: {own.stand}"
    )


def _tarieven(found: Vergelijking, _: Result) -> Iterator[Deel]:
    yield Proza(_TARIEVEN)
    yield Figuur(_dozen("Tarieven van laag naar hoog", found.tarieven), zie=Figuur.VOLGENDE)
    yield _spreiding("Tarieven", found.tarieven)
    tarief = found.tarief
    if tarief:
        heads = (
            "plaats, van laag naar hoog",
            "gemeente",
            "prijspeil",
            "plekken",
            "gemiddeld tarief",
            "verschil met de middelste",
        )
        rows = tuple(
            (
                Woord(f"{tarief.plaats(name)} van {len(tarief.waarden)}"),
                Woord(name, kop=True),
                Woord(str(found.gemeenten[name].prijspeil)),
                Woord(show(found.gemeenten[name].plekken, AANTAL), getal=True),
                Woord(show(value, EUR_ETMAAL), getal=True),
                Woord(show(value - tarief.spreiding.mediaan, EUR_ETMAAL), getal=True),
            )
            for name, value in sorted(tarief.waarden.items(), key=lambda x: (x[1], x[0]))
        )
        yield Raster("Gemiddeld tarief per plek per etmaal, per gemeente", heads, rows, getallen=frozenset({3, 4, 5}))


def _parameters(found: Vergelijking, _: Result) -> Iterator[Deel]:
    yield Proza(_PARAMETERS)
    apart = [v for v in found.parameters if v.breedte]
    if apart:
        drawn = sorted(apart, key=lambda v: -v.breedte)[:MEEST]
        yield Figuur(_dozen("Cijfers die het verst uit elkaar liggen", drawn), zie=Figuur.VOLGENDE)
    yield _spreiding("Cijfers van de leidende parametersets", found.parameters)


def _spreiding(title: str, figures: list[Vergeleken]) -> Raster:
    heads = ("cijfer", "eenheid", "gemeenten", "laagste", "een kwart lager", "middelste", "een kwart hoger", "hoogste")
    rows = []
    for each in figures:
        s = each.spreiding
        values = (Woord(show(x, each.eenheid), getal=True) for x in (s.laagste, s.q1, s.mediaan, s.q3, s.hoogste))
        rows.append(
            (Woord(each.naam, kop=True), Woord(each.eenheid.word), Woord(str(len(each.waarden)), getal=True), *values)
        )
    return Raster(title, heads, tuple(rows), getallen=frozenset(range(2, len(heads))))


def _dozen(title: str, figures: list[Vergeleken]) -> Dozen:
    boxes = []
    for each in figures:
        s = each.spreiding
        ends = (show(s.laagste, each.eenheid), show(s.hoogste, each.eenheid))
        q1, q3 = (s.mediaan, s.mediaan) if len(each.waarden) < KWARTEN else (s.q1, s.q3)
        boxes.append(Doos(each.naam, (s.laagste, q1, s.mediaan, q3, s.hoogste), None, ends))
    told = "; ".join(
        f"{b.naam}: van {b.teksten[0]} tot {b.teksten[1]}, middelste {show(v.spreiding.mediaan, v.eenheid)}"
        for b, v in zip(boxes, figures, strict=True)
    )
    return Dozen(title, told, "middelste helft", "middelste gemeente", "", tuple(boxes))


def _plaats(found: Vergelijking, _: Result) -> Iterator[Deel]:
    yield Proza(_PLAATS)
    rows = []
    for name, own in found.gemeenten.items():
        mine = [v for v in found.cijfers if name in v.waarden]
        low = sum(v.waarden[name] < v.spreiding.q1 for v in mine)
        high = sum(v.waarden[name] > v.spreiding.q3 for v in mine)
        counts = (str(n) for n in (low, len(mine) - low - high, high))
        rows.append((Woord(name, kop=True), Woord(own.tariefvariant), *(Woord(n, getal=True) for n in counts)))
    heads = ("gemeente", "leidende tariefvariant", "laagste kwart", "middelste helft", "hoogste kwart")
    yield Raster("Waar de cijfers van elke gemeente liggen", heads, tuple(rows), getallen=frozenset({2, 3, 4}))
