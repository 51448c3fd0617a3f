"""The chapters of the public nota: made from what may be published, and from nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from mo_report.antwoorden import vorm
from mo_report.antwoorden.besloten import Besloten
from mo_report.antwoorden.nota.delen import (
    WOORDEN,
    Uitkomst,
    aantal,
    besluiten_in_een_zin,
    effect,
    geldt_nu,
    getoond,
    motivering,
    tarieventabel,
    uurtarieven,
    zin_van,
)
from mo_report.engine.rekenen import Result
from mo_report.model.tarieven import leidende
from mo_report.verhaal.vorm import Boodschap, Deel, Figuur, Lezer, Pagina, Proza, Raster, Tegel, Tegels, Woord

_KORT = """
<p>De gemeente legde haar kostprijsmodel voor aan de aanbieders. Zij vroeg welke waarde volgens hen anders moet, en waarom. In deze nota staat wat de gemeente daarmee doet.</p>
{% if c.eigen %}<p>{{ c.eigen }} over gegevens van een aanbieder zelf, zoals een locatie. Die gegevens zijn vertrouwelijk: elke aanbieder krijgt daarover een eigen antwoord.</p>{% endif %}
{% if c.open %}<p><strong>Let op:</strong> over {{ c.open }} is nog niet besloten. Wat daarover is gezegd, staat niet in deze nota.</p>{% endif %}
<p>Opmerkingen die niet over een waarde gaan, beantwoordt de gemeente apart.</p>
"""
_PUNTEN = """
<p>Per punt staat hier wat de gemeente voorlegde, wat zij besluit en waarom. Welke waarde een aanbieder noemde, staat hier alleen als de gemeente die overneemt. Het gevolg is dat van dit besluit alleen.</p>
"""
_GEVOLG = """
<p>{% if c.anders %}Zo veranderen de uurtarieven en de andere tarieven die voor iedereen gelden, met alle besluiten samen. Het gaat om de variant ‘{{ c.variant }}’.{% else %}Geen uurtarief of ander tarief dat voor iedereen geldt, verandert.{% endif %} Tarieven van locaties staan niet in deze nota: elke aanbieder krijgt die van zijn eigen locaties.</p>
"""


@dataclass(frozen=True)
class Inhoud:
    """What the public nota tells.

    uitkomst  of the decisions on what holds for everybody
    alles     the whole result, of which no figure is told
    punten    those decisions, also where nothing changes
    eigen     how many decisions are about what is an aanbieder's own
    open      how many reactions there is no decision on yet
    namen     whether aanbieders are named
    antwoorden  how many aanbieders reacted to a value, of how many there are
    """

    uitkomst: Uitkomst
    alles: Result
    punten: tuple[Besloten, ...]
    eigen: int
    open: int
    namen: bool
    antwoorden: tuple[int, int]


def chapters(inhoud: Inhoud) -> list[Pagina]:
    """The chapters, without those of the frame."""
    made = (("kort", "In het kort", _kort), ("punten", "Punten en besluiten", _punten), ("gevolg", "Gevolg", _gevolg))
    return [Pagina(key, title, partial(parts, inhoud), Lezer.OPENBAAR) for key, title, parts in made]


def _kort(inhoud: Inhoud, _: Result) -> Iterator[Deel]:
    counts = {word: sum(b.regel.besluit.woord == word for b in inhoud.punten) for word in vorm.BESLUITEN}
    if inhoud.punten:
        several = len(inhoud.punten) != 1
        said = aantal(len(inhoud.punten), "reactie", "reacties") if several else "de enige reactie"
        yield Boodschap(besluiten_in_een_zin(inhoud.punten, f"{said} op waarden die voor iedereen gelden"))
    yield Tegels(
        (
            Tegel("{} van {}".format(*inhoud.antwoorden), "aanbieders met een reactie"),
            *(Tegel(str(counts[word]), WOORDEN[word]) for word in vorm.BESLUITEN),
        )
    )
    waiting = aantal(inhoud.open, "reactie", "reacties") if inhoud.open else ""
    own = f"{aantal(inhoud.eigen, 'reactie gaat', 'reacties gaan')}" if inhoud.eigen else ""
    yield Proza(_KORT, {"eigen": own, "open": waiting})
    yield Figuur(uurtarieven(inhoud.uitkomst), zie="gevolg")


def _punten(inhoud: Inhoud, _: Result) -> Iterator[Deel]:
    yield Proza(_PUNTEN)
    rows = tuple(tuple(_rij(inhoud, group)) for group in _per_punt(inhoud.punten))
    yield Raster("Punten en besluiten", ("punt", "voorgelegd", "besluit", "geldt nu", "waarom", "gevolg"), rows)


def _per_punt(punten: Sequence[Besloten]) -> list[list[Besloten]]:
    """The decisions on one value together, whoever disputed it."""
    found: dict[object, list[Besloten]] = {}
    for own in punten:
        found.setdefault(own.plaats, []).append(own)
    return list(found.values())


def _rij(inhoud: Inhoud, group: list[Besloten]) -> Iterator[Woord]:
    first = group[0]
    changing = next((b for b in group if b.geldt is not None), first)
    yield Woord(first.regel.onderwerp, kop=True)
    yield Woord(getoond(first.punt, first.punt.waarde), getal=True)
    yield Woord("; ".join(dict.fromkeys(_besluit(inhoud, group))))
    yield Woord(geldt_nu(inhoud.uitkomst, first.punt), getal=True)
    yield Woord(motivering(group))
    yield Woord(_zin(inhoud, changing))


def _zin(inhoud: Inhoud, besloten: Besloten) -> str:
    """What a decision does; of the tariffs of locaties only whether it does."""
    if not effect(inhoud.uitkomst.nu, besloten) and effect(inhoud.alles, besloten):
        return "alleen tarieven van locaties veranderen"
    return zin_van(inhoud.uitkomst.nu, besloten)


def _besluit(inhoud: Inhoud, group: list[Besloten]) -> Iterator[str]:
    """What was decided on one value: of whom, where that may be told, else how often."""
    for word in vorm.BESLUITEN:
        own = [b for b in group if b.regel.besluit.woord == word]
        if not own:
            continue
        names = f" ({', '.join(dict.fromkeys(b.regel.aanbieder for b in own))})" if inhoud.namen else ""
        several = f", {len(own)} keer" if len(group) > 1 and not inhoud.namen else ""
        yield f"{WOORDEN[word]}{several}{names}"


def _gevolg(inhoud: Inhoud, _: Result) -> Iterator[Deel]:
    table = tarieventabel(inhoud.uitkomst)
    yield Proza(_GEVOLG, {"anders": bool(table.rijen), "variant": leidende(inhoud.uitkomst.nu).name})
    yield table
