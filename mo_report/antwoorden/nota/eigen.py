"""The chapters of the answer to one aanbieder: made from its own dossier, and from nothing of others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from mo_report.antwoorden.besloten import Besloten
from mo_report.antwoorden.besluiten import Regel
from mo_report.antwoorden.nota.delen import (
    BESLOTEN,
    VOORGELEGD,
    WOORDEN,
    Uitkomst,
    aantal,
    besluiten_in_een_zin,
    effect,
    geldt_nu,
    getoond,
    motivering,
    tarieventabel,
    zin_van,
)
from mo_report.engine.rekenen import Result
from mo_report.engine.units import EUR_JAAR
from mo_report.lib.notatie import show
from mo_report.model.tarieven import leidende
from mo_report.verhaal.vorm import Boodschap, Deel, Lezer, Pagina, Proza, Raster, Woord

_KORT = """
<p>U kreeg het kostprijsmodel van de gemeente, en zei welke waarden volgens u anders moeten. Hier staat per punt wat de gemeente daarmee doet, en waarom.</p>
{% if c.budget %}<p>{{ c.budget }}</p>{% endif %}
{% if c.open %}<p><strong>Let op:</strong> over {{ c.open }} van u is nog niet besloten. Wat u daarover zei, staat niet in dit antwoord.</p>{% endif %}
<p>Opmerkingen die niet over een waarde gaan, beantwoordt de gemeente apart.</p>
"""
_PUNTEN = "<p>Het gevolg is dat van dit besluit alleen, voor uw tarieven.</p>"
_TARIEVEN = """
<p>{% if c.anders %}Zo veranderen uw tarieven, met alle besluiten samen.{% else %}Uw tarieven veranderen niet.{% endif %}</p>
"""
_GEDEELD = """
<p>Deze waarden staan in de openbare bijlage en zijn na de reacties veranderd.</p>
"""


@dataclass(frozen=True)
class Inhoud:
    """What an answer tells.

    uitkomst  of the decisions on what this aanbieder may see
    punten    the decisions on its own reactions
    open      its reactions without a decision
    gedeeld   decisions that change what holds for everybody, whoever asked for them
    """

    aanbieder: str
    uitkomst: Uitkomst
    punten: tuple[Besloten, ...]
    open: tuple[Regel, ...]
    gedeeld: tuple[Besloten, ...]


def chapters(inhoud: Inhoud) -> list[Pagina]:
    """The chapters, without those of the frame."""
    made = [("kort", "In het kort", _kort), ("punten", "Uw punten en onze besluiten", _punten)]
    made.append(("tarieven", "Uw tarieven", _tarieven))
    return [Pagina(key, title, partial(parts, inhoud), Lezer.AANBIEDER) for key, title, parts in made]


def _kort(inhoud: Inhoud, _: Result) -> Iterator[Deel]:
    if inhoud.punten:
        number = len(inhoud.punten)
        yield Boodschap(besluiten_in_een_zin(inhoud.punten, "uw reactie" if number == 1 else f"uw {number} reacties"))
    waiting = aantal(len(inhoud.open), "reactie", "reacties") if inhoud.open else ""
    yield Proza(_KORT, {"budget": _budget(inhoud.uitkomst), "open": waiting})


def _budget(uitkomst: Uitkomst) -> str:
    """What the decisions do to what this aanbieder gets in a year, in the leading variant."""
    leading = leidende(uitkomst.nu)
    for shift in uitkomst.budget():
        if shift.record.name_of("tariefvariant") == leading.key[0] and shift.straks is not None:
            now, then = show(shift.nu, EUR_JAAR), show(shift.straks, EUR_JAAR)
            if not shift.verandert:
                return f"In de variant ‘{leading.name}’ blijft uw budget {now} per jaar."
            told = f"gaat uw budget van {now} naar {then} per jaar, met alle besluiten samen."
            return f"In de variant ‘{leading.name}’ {told}"
    return ""


def _punten(inhoud: Inhoud, _: Result) -> Iterator[Deel]:
    yield Proza(_PUNTEN)
    rows = tuple(
        (
            Woord(b.regel.onderwerp, kop=True),
            Woord(getoond(b.punt, b.punt.waarde), getal=True),
            Woord(getoond(b.punt, b.regel.hun), getal=True),
            Woord(b.regel.reden),
            Woord(WOORDEN[b.regel.besluit.woord]),
            Woord(geldt_nu(inhoud.uitkomst, b.punt), getal=True),
            Woord(motivering([b])),
            Woord(_gevolg(inhoud, b)),
        )
        for b in inhoud.punten
    )
    heads = ("punt", "onze waarde", "uw waarde", "uw onderbouwing", "besluit", "geldt nu", "waarom", "gevolg")
    yield Raster("Uw punten en onze besluiten", heads, rows)


def _gevolg(inhoud: Inhoud, besloten: Besloten) -> str:
    """What one decision does to tariffs and, where those stay the same, to the budget of this aanbieder."""
    nu = inhoud.uitkomst.nu
    if besloten.geldt is None or effect(nu, besloten):
        return zin_van(nu, besloten) if besloten.geldt is not None else "niets verandert"
    leading = leidende(nu).key[0]
    for shift in Uitkomst.van(nu, [besloten]).budget():
        if shift.verandert and shift.straks is not None and shift.record.name_of("tariefvariant") == leading:
            return f"uw budget: {show(shift.nu, EUR_JAAR)} → {show(shift.straks, EUR_JAAR)} per jaar"
    return zin_van(nu, besloten)


def _tarieven(inhoud: Inhoud, _: Result) -> Iterator[Deel]:
    table = tarieventabel(inhoud.uitkomst)
    yield Proza(_TARIEVEN, {"anders": bool(table.rijen)})
    yield table
    rows = tuple(
        (
            Woord(b.regel.onderwerp, kop=True),
            Woord(getoond(b.punt, b.punt.waarde), getal=True),
            Woord(getoond(b.punt, b.geldt), getal=True),
        )
        for b in inhoud.gedeeld
    )
    if rows:
        yield Proza(_GEDEELD)
        yield Raster("Openbare waarden die veranderen", ("waarde", VOORGELEGD, BESLOTEN), rows)
