"""What a stay costs beside the hours: nights, children, dagopvang, trajecten."""

from __future__ import annotations

from collections.abc import Iterator

from mo_report.engine.rekenen import Result
from mo_report.engine.schema import Block
from mo_report.engine.uitleg import steps
from mo_report.model import (
    Dagopvang,
    Kindtoeslag,
    Nacht,
    Parameterset,
    Tariefvariant,
    Trajectprijs,
    Trajectsoort,
    Urennorm,
)
from mo_report.model.tarieven import leidende
from mo_report.verhaal.keuze import componenten, kolommen_van, rijen_van, van_leidende, van_set, van_variant, voorbeeld
from mo_report.verhaal.vorm import (
    Blad,
    Deel,
    Formules,
    Gewicht,
    Hoofdstuk,
    Kolommen,
    Kop,
    Lezer,
    Medium,
    Pagina,
    Proza,
    Rijen,
    Rol,
)

_BLOKKEN: tuple[type[Block], ...] = (Nacht, Kindtoeslag, Dagopvang, Trajectsoort, Trajectprijs)
_INLEIDING = """
<p>Het tarief per plek per etmaal van een locatie is een som van onderdelen: {{ c.componenten }}. De bedragen per locatie staan in de tariefbijlage van elke aanbieder.</p>
"""
_URENNORM = """
<p class="bij">De urennorm geeft het aantal uren begeleiding per etmaal voor een groep van {{ algemeen.groepsgrootte }} plekken.</p>
"""
_VARIANT = '<p class="bij">Een tariefvariant combineert een parameterset met een urennorm.</p>'
_NACHT = """
<p class="bij">In de nacht is een begeleider thuis bereikbaar (piketdienst), slaapt hij op de locatie (slaapwacht) of blijft hij wakker (wakende wacht). Is een bedrag vastgesteld, dan geldt dat bedrag. De berekening blijft ernaast staan.</p>
"""
_TRAJECT = """
<p class="bij">Een cliënt met een traject krijgt persoonlijke begeleiding. Het tarief per cliënt per etmaal is het aantal uren per week × het uurtarief, gedeeld door de dagen van de week. Trajecten staan naast het tarief per plek.</p>
"""
_KIND = """
<p class="bij">Kinderen brengen extra kosten mee: meer ruimte, meubels en schoonmaak. De toeslag is een deel van de kosten van huisvesting en hotelmatige zaken.</p>
"""
_DAG = """
<p class="bij">De dagopvang wordt betaald per uur dat zij open is, niet per bezoeker.</p>
"""


def _blad(resultaat: Result) -> Iterator[Deel]:
    wide = len(resultaat.dossier[Nacht])
    for block in _BLOKKEN:
        if resultaat.dossier[block]:
            records = resultaat.dossier[block]
            yield Kolommen(block.title, records, breed=wide, waar=Medium.BLAD)


def _pagina(resultaat: Result) -> Iterator[Deel]:
    d, page = resultaat.dossier, Medium.PAGINA
    yield Proza(_INLEIDING, {"componenten": componenten(resultaat)})
    yield Kop("Begeleiding overdag", waar=page)
    yield Proza(_URENNORM)
    yield from rijen_van(resultaat, "Urennormen per etmaal voor de hele groep", Urennorm)
    if len(d[Tariefvariant]) > 1:
        yield Proza(_VARIANT)
        yield from rijen_van(resultaat, "Tariefvarianten", Tariefvariant)
    if d[Nacht]:
        yield Kop("Begeleiding in de nacht", waar=page)
        yield Proza(_NACHT)
        for each in d[Parameterset]:
            if records := van_set(resultaat, Nacht, each):
                yield Kolommen(f"Begeleiding in de nacht, {each.name}", records, waar=page)
        for record in van_leidende(resultaat, Nacht):
            yield Formules(record.name, steps(resultaat, record))
    if d[Trajectsoort]:
        yield Kop("Trajecten", waar=page)
        yield Proza(_TRAJECT)
        yield from rijen_van(resultaat, "Soorten trajecten", Trajectsoort)
        leading = leidende(resultaat)
        prices = van_variant(resultaat, Trajectprijs, leading)
        yield Rijen(f"Tarief per soort traject, {leading.name}", prices, bronnen=False, waar=page)
        yield Formules(f"Berekening: {prices[0].texts['traject']}", steps(resultaat, prices[0]))
    if d[Kindtoeslag]:
        yield Kop("Kindtoeslag", waar=page)
        yield Proza(_KIND)
        yield from kolommen_van(resultaat, "Kindtoeslag", Kindtoeslag)
        yield Formules("Berekening van de kindtoeslag", voorbeeld(resultaat, Kindtoeslag))
    if d[Dagopvang]:
        yield Kop("Dagopvang", waar=page)
        yield Proza(_DAG)
        yield from kolommen_van(resultaat, "Dagopvang", Dagopvang)
        yield Formules("Berekening van de dagopvang", voorbeeld(resultaat, Dagopvang))


VERBLIJF = Hoofdstuk(
    vraag="Wat kost een verblijf, naast de uren begeleiding overdag?",
    volgorde=80,
    gewicht=Gewicht.KERN,
    bladen=(
        Blad(
            "Componenten",
            "Begeleiding in de nacht, kindtoeslag, dagopvang en trajecten.",
            Rol.BEREKENING,
            _blad,
            plaats=36,
            stroom=12,
            thuis=_BLOKKEN,
            vast=True,
        ),
    ),
    paginas=lambda _: (Pagina("verblijf", "Verblijfsvoorziening", _pagina, Lezer.OPENBAAR),),
)
