"""The chapters of the report on bids, for the gemeente alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial

from mo_report.antwoorden.inschrijving.staat import Inschrijfstaten
from mo_report.antwoorden.inschrijving.vergelijking import VALT_OP, Bod, Productvergelijking
from mo_report.antwoorden.nota.delen import aantal
from mo_report.engine.rekenen import Result
from mo_report.engine.units import EUR_UUR, PCT
from mo_report.lib.notatie import show
from mo_report.verhaal.beelden import Stapel, Stapels
from mo_report.verhaal.vorm import Boodschap, Deel, Figuur, Kop, Lezer, Pagina, Proza, Raster, Woord

_KORT = """
<p>Elke inschrijver noemde zijn prijs per declarabel uur, en wat elk element daarvan is. Hier staan die prijzen naast elkaar en naast het kostprijsmodel. Dit document is alleen voor de gemeente.</p>
<p>Een prijs valt op als hij onder de ondergrens ligt, of als hij opvallend laag is. Hij heet opvallend laag als hij meer dan {{ c.grens }} onder de middelste prijs ligt. Die grens is een keuze van de gemeente. Van minder dan drie prijzen is er geen middelste. Een lage prijs is geen bewijs: vraag eerst om uitleg over het genoemde element.</p>
"""
_MODEL = "volgens het model"


def chapters(staten: Inschrijfstaten, vergelijkingen: Sequence[Productvergelijking], inschrijvers: int) -> list[Pagina]:
    """The chapters, without those of the frame."""
    made = (
        ("kort", "In het kort", partial(_kort, staten, vergelijkingen, inschrijvers)),
        ("elementen", "Elk element naast elkaar", partial(_elementen, staten, vergelijkingen)),
    )
    return [Pagina(key, title, parts, Lezer.GEMEENTE) for key, title, parts in made]


def _kort(
    staten: Inschrijfstaten, vergelijkingen: Sequence[Productvergelijking], inschrijvers: int, _: Result
) -> Iterator[Deel]:
    odd = [(v, b) for v in vergelijkingen for b in v.biedingen if v.oordeel(b) in VALT_OP]
    prices = sum(len(v.biedingen) for v in vergelijkingen)
    yield Boodschap(
        f"{aantal(inschrijvers, 'inschrijver noemde', 'inschrijvers noemden')} samen "
        f"{aantal(prices, 'prijs', 'prijzen')}; daarvan {'valt' if len(odd) == 1 else 'vallen'} er {len(odd)} op."
    )
    limit = show(vergelijkingen[0].grens, PCT) if vergelijkingen else ""
    yield Proza(_KORT, {"grens": limit})
    rows = tuple(
        (
            Woord(v.product.naam, kop=True),
            Woord(b.inschrijver),
            Woord(show(b.prijs, EUR_UUR), getal=True),
            Woord(show(v.product.kostprijs, EUR_UUR), getal=True),
            Woord(v.oordeel(b), let_op=v.oordeel(b) in VALT_OP),
            Woord(_oorzaak(staten, v, b)),
        )
        for v in vergelijkingen
        for b in v.biedingen
    )
    heads = ("product", "inschrijver", "prijs per uur", _MODEL, "oordeel", "door welk element")
    yield Raster("Prijzen", heads, rows, getallen=frozenset({2, 3}))
    part = [f"{name} ({v.product.naam})" for v in vergelijkingen for name in v.onvolledig]
    if part:
        yield Proza("<p>Niet elk element ingevuld, en dus geen prijs: {{ c.wie }}.</p>", {"wie": ", ".join(part)})


def _oorzaak(staten: Inschrijfstaten, v: Productvergelijking, bod: Bod) -> str:
    """Of a price under the model: the element that lies furthest under it, and by how much."""
    element = v.oorzaak(bod, staten.elementen)
    if element is None or bod.prijs >= v.product.kostprijs:
        return ""
    return f"{staten.benoemd(element)}: {show(bod.verschil(element), EUR_UUR)}"


def _elementen(staten: Inschrijfstaten, vergelijkingen: Sequence[Productvergelijking], _: Result) -> Iterator[Deel]:
    none = [v.product.naam for v in vergelijkingen if not v.biedingen]
    if none:
        yield Proza("<p>Zonder prijs: {{ c.wat }}.</p>", {"wat": ", ".join(none)})
    for own in (v for v in vergelijkingen if v.biedingen):
        yield Kop(own.product.naam)
        yield Figuur(_stapels(staten, own), zie=Figuur.VOLGENDE)
        heads = ("element", _MODEL, *(b.inschrijver for b in own.biedingen))
        rows = [
            (
                Woord(staten.benoemd(e), kop=True),
                Woord(show(own.product.elementen[e.name], EUR_UUR), getal=True),
                *(Woord(show(b.elementen[e.name], EUR_UUR), getal=True) for b in own.biedingen),
            )
            for e in staten.elementen
        ]
        rows.append(
            (
                Woord("prijs per uur", kop=True),
                Woord(show(sum(own.product.elementen.values(), Decimal(0)), EUR_UUR), getal=True),
                *(Woord(show(b.prijs, EUR_UUR), getal=True) for b in own.biedingen),
            )
        )
        yield Raster(f"{own.product.naam}: elementen", heads, tuple(rows), getallen=frozenset(range(1, len(heads))))


def _stapels(staten: Inschrijfstaten, own: Productvergelijking) -> Stapels:
    every = [(_MODEL, own.product.elementen), *((b.inschrijver, b.elementen) for b in own.biedingen)]
    bars = tuple(
        Stapel(
            name,
            tuple(values[e.name] for e in staten.elementen),
            tuple(show(values[e.name], EUR_UUR) for e in staten.elementen),
            show(sum(values.values(), Decimal(0)), EUR_UUR),
        )
        for name, values in every
    )
    told = "; ".join(f"{b.naam}: {b.totaal}" for b in bars)
    labels = tuple(staten.benoemd(e) for e in staten.elementen)
    return Stapels(
        f"Waar de prijs van {own.product.naam} op rust", told, EUR_UUR.word, labels, tuple(range(len(labels))), bars
    )
