"""What an occupied etmaal must bring in, and from what occupancy the costs are covered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mo_report.engine.dossier import Record
from mo_report.engine.rekenen import Result
from mo_report.engine.schema import Block
from mo_report.engine.uitleg import steps
from mo_report.lib.notatie import show
from mo_report.model import Bezet, Bezettarief, Locatietarief
from mo_report.model.tarieven import leidende, opsomming
from mo_report.verhaal.beelden import Groep, Staven
from mo_report.verhaal.keuze import blokken_op_blad, getal, van_variant, verteld
from mo_report.verhaal.vorm import (
    Blad,
    Deel,
    Figuur,
    Formules,
    Gewicht,
    Hoofdstuk,
    Lezer,
    Medium,
    Pagina,
    Proza,
    Rijen,
    Rol,
)

_BLOKKEN: tuple[type[Block], ...] = (Bezettarief, Bezet)
_INLEIDING = """
<p>Het tarief per plek betaalt elke plek, ook een lege. Wie alleen bezette etmalen betaalt, moet per etmaal meer betalen: het gebouw en de begeleiders zijn er ook voor een lege plek. Alleen voeding is er dan niet.</p>
{% if c.nooit %}<div class="let-op"><p>Bij {{ c.nooit }} zijn de kosten niet gedekt, ook niet als elke plek bezet is: wat er per bezet etmaal wordt betaald, is minder dan het tarief per plek.</p></div>{% endif %}
"""


def _nooit(resultaat: Result, own: Sequence[Record]) -> str:
    """Where what is paid for an occupied etmaal covers the costs at no occupancy."""
    return opsomming(r.texts["locatie"] for r in own if resultaat.number(r, Bezettarief.break_even) > 1)


def _pagina(resultaat: Result) -> Iterator[Deel]:
    leading = leidende(resultaat)
    own = van_variant(resultaat, Bezettarief, leading)
    rates = {r.key[0]: r for r in van_variant(resultaat, Locatietarief, leading)}
    columns = (Locatietarief.tarief_per_plek_per_etmaal_afgerond, Bezettarief.per_bezet_afgerond)
    names = ("per plek", "per bezet etmaal")
    groups = []
    for r in own:
        pair = (rates[r.key[0]], r)
        numbers = tuple(getal(resultaat, x, c) for x, c in zip(pair, columns, strict=True))
        told = tuple(show(n, c.unit) for n, c in zip(numbers, columns, strict=True))
        groups.append(Groep(r.texts["locatie"], numbers, told))
    title = "Tarief per plek en per bezet etmaal"
    picture = Staven(title, verteld(groups, names), columns[0].unit.word, names, tuple(groups))
    yield Proza(_INLEIDING, {"nooit": _nooit(resultaat, own)})
    yield Figuur(picture, Rijen(f"Tarief per bezet etmaal, {leading.name}", own, bronnen=False, waar=Medium.PAGINA))
    yield Rijen(Bezet.title, resultaat.dossier[Bezet], waar=Medium.PAGINA)
    yield Formules(f"Tarief per bezet etmaal, {own[0].texts['locatie']}", steps(resultaat, own[0]))


BEZET = Hoofdstuk(
    vraag="Wat moet een bezet etmaal opbrengen?",
    volgorde=127,
    gewicht=Gewicht.BIJLAGE,
    sleutel="bezet",
    kern=(Bezet,),
    blokken=_BLOKKEN,
    bladen=(
        Blad(
            "Bezet etmaal",
            "Wat een bezet etmaal moet opbrengen, en vanaf welke bezetting de kosten zijn gedekt.",
            Rol.UITVOER,
            lambda resultaat: blokken_op_blad(resultaat, *_BLOKKEN),
            plaats=8,
            stroom=23,
            thuis=_BLOKKEN,
            bevries="B4",
        ),
    ),
    paginas=lambda resultaat: (
        (Pagina("bezet", "Bezetting", _pagina, Lezer.AANBIEDER),) if resultaat.dossier[Bezet] else ()
    ),
)
