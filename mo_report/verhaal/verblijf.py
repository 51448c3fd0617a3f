"""What a stay costs beside the hours: nights, children, dagopvang, trajecten."""

from __future__ import annotations

from collections.abc import Iterator

from mo_report.engine.rekenen import Result
from mo_report.engine.schema import Block
from mo_report.engine.uitleg import steps
from mo_report.model import (
    Aanwezigheid,
    Algemeen,
    Dagopvang,
    Kindtoeslag,
    Locatiekosten,
    Nacht,
    Normtarief,
    Parameterset,
    Tariefvariant,
    Trajectprijs,
    Trajectsoort,
    Urennorm,
)
from mo_report.model.tarieven import leidende
from mo_report.verhaal.keuze import (
    componenten,
    kolommen_van,
    norm_van,
    rijen_van,
    tekst,
    van_leidende,
    van_set,
    van_sets,
    van_variant,
)
from mo_report.verhaal.vorm import (
    Blad,
    Boodschap,
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
from mo_report.verhaal.waarom import waarom

_BLOKKEN: tuple[type[Block], ...] = (Nacht, Kindtoeslag, Dagopvang, Trajectsoort, Trajectprijs)
_NACHTPRIJS = (*Nacht.key_columns(), Nacht.berekend, Nacht.tarief_afgerond)
_INLEIDING = """
<p>Het tarief per plek per etmaal van een locatie is een som van onderdelen: {{ c.componenten }}. Een onderdeel dat een locatie niet heeft, telt niet mee. De bedragen per locatie staan in de tariefbijlage van elke aanbieder.</p>
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
    yield from _overdag(resultaat)
    yield from _nacht(resultaat)
    yield from _traject(resultaat)
    yield from _uitgerekend(resultaat, Kindtoeslag, "Kindtoeslag", _KIND)
    yield from _uitgerekend(resultaat, Dagopvang, "Dagopvang", _DAG)
    yield from waarom(resultaat, Locatiekosten)


def _overdag(resultaat: Result) -> Iterator[Deel]:
    d = resultaat.dossier
    norm = norm_van(resultaat)
    if norm:
        product, amount = norm.texts["product"].lower(), tekst(resultaat, norm, Normtarief.per_plek)
        yield Boodschap(f"De begeleiding overdag kost bij {product} {amount} per plek per etmaal.")
    yield Proza(_INLEIDING, {"componenten": componenten(resultaat)})
    yield Kop("Begeleiding overdag", waar=Medium.PAGINA)
    yield Proza(_URENNORM)
    if norm:
        yield Formules(f"Begeleiding overdag: {norm.texts['product']}", steps(resultaat, norm, (Normtarief.per_plek,)))
    yield from waarom(resultaat, Urennorm, Aanwezigheid, Algemeen.groepsgrootte)
    yield from rijen_van(resultaat, "Urennormen per etmaal voor de hele groep", Urennorm, achter=True)
    if len(d[Tariefvariant]) > 1:
        yield Proza(_VARIANT, achter=True)
        yield from rijen_van(resultaat, "Tariefvarianten", Tariefvariant, achter=True)


def _nacht(resultaat: Result) -> Iterator[Deel]:
    d, page = resultaat.dossier, Medium.PAGINA
    leading = van_sets(resultaat, Nacht)
    if not leading:
        return
    yield Kop("Begeleiding in de nacht", waar=page)
    yield Proza(_NACHT)
    yield Rijen("Begeleiding in de nacht per plek", leading, _NACHTPRIJS, bronnen=False, waar=page)
    yield from waarom(resultaat, Nacht)
    for each in d[Parameterset]:
        if records := van_set(resultaat, Nacht, each):
            yield Kolommen(f"Begeleiding in de nacht, {each.name}", records, waar=page, achter=True)
    for record in van_leidende(resultaat, Nacht):
        yield Formules(record.name, steps(resultaat, record), achter=True)


def _traject(resultaat: Result) -> Iterator[Deel]:
    if not resultaat.dossier[Trajectsoort]:
        return
    leading = leidende(resultaat)
    prices = van_variant(resultaat, Trajectprijs, leading)
    yield Kop("Trajecten", waar=Medium.PAGINA)
    yield Proza(_TRAJECT)
    yield Rijen(f"Tarief per soort traject, {leading.name}", prices, bronnen=False, waar=Medium.PAGINA)
    yield from waarom(resultaat, Trajectsoort)
    yield from rijen_van(resultaat, "Soorten trajecten", Trajectsoort, achter=True)
    yield Formules(f"Berekening: {prices[0].texts['traject']}", steps(resultaat, prices[0]), achter=True)


def _uitgerekend(resultaat: Result, block: type[Block], titel: str, inleiding: str) -> Iterator[Deel]:
    """A price that is worked out for each set: that of the set that counts, and behind it all of them."""
    records = van_sets(resultaat, block)
    if not records:
        return
    yield Kop(titel, waar=Medium.PAGINA)
    yield Proza(inleiding)
    yield Formules(f"Berekening van de {titel.lower()}", steps(resultaat, records[0]))
    yield from waarom(resultaat, *block.parameters())
    yield from kolommen_van(resultaat, titel, block, achter=True)


VERBLIJF = Hoofdstuk(
    vraag="Wat kost een verblijf, naast de uren begeleiding overdag?",
    volgorde=80,
    gewicht=Gewicht.KERN,
    bladen=(
        Blad(
            "Componenten",
            "Begeleiding in de nacht, kindtoeslag, dagopvang en trajecten, voor zover die er zijn.",
            Rol.BEREKENING,
            _blad,
            plaats=36,
            stroom=12,
            thuis=_BLOKKEN,
        ),
    ),
    paginas=lambda _: (Pagina("verblijf", "Verblijfsvoorziening", _pagina, Lezer.OPENBAAR),),
)
