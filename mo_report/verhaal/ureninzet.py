"""The hours that the tariff pays beside those really worked, and what the gap costs."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from mo_report.engine.dossier import Record
from mo_report.engine.rekenen import Result
from mo_report.engine.schema import Block
from mo_report.lib.notatie import show, show_euro
from mo_report.model import (
    Aanbieder,
    AanbiederTotaal,
    Dienst,
    Inzet,
    Locatie,
    Regiototaal,
    Team,
    Teamrooster,
    Trajecturen,
    Urengat,
)
from mo_report.model.tarieven import leidende, totalen, urennormen, varianten, zonder_inzet
from mo_report.verhaal.beelden import Groep, Staven
from mo_report.verhaal.keuze import (
    MEESTE_REEKSEN,
    blokken_op_blad,
    getal,
    van_variant,
    verteld,
)
from mo_report.verhaal.vorm import (
    Blad,
    Cel,
    Deel,
    Figuur,
    Gewicht,
    Grafiek,
    Hoofdstuk,
    Lezer,
    Medium,
    Pagina,
    Proza,
    Raster,
    Rijen,
    Rol,
    Waarde,
    Woord,
    Zinnen,
)

#: More groups of bars than this cannot be read.
MEESTE_GROEPEN = 40
_REST: tuple[type[Block], ...] = (Inzet, Teamrooster, Trajecturen, Dienst, Team)
_KOLOMMEN = (
    Urengat.locatie,
    Urengat.norm,
    Urengat.feitelijk,
    Urengat.gat,
    Urengat.gat_euro,
    Urengat.gat_fte,
    Urengat.gat_jaar,
)
_INLEIDING = """
<p>Het tarief betaalt een aantal uren begeleiding: de norm. Hier staan die uren naast de feitelijke inzet: de uren die er echt worden gewerkt, omgerekend naar een groep van {{ algemeen.groepsgrootte }} plekken. {{ c.saldo }}{% for z in c.zonder %} {{ z }}{% endfor %} Het verschil rekent met onafgeronde tarieven; het budget in het volgende hoofdstuk met tarieven op hele centen.</p>
"""


def _reeksen(resultaat: Result) -> tuple[str, ...]:
    """What stands side by side: each norm, and the hours really worked."""
    norms = (f"norm {v.texts['urennorm']}" for v in urennormen(resultaat))
    return (*norms, Urengat.feitelijk.label)


def _waarden(resultaat: Result, locatie: Record) -> tuple[Waarde, ...]:
    """The cells under these headings."""
    d = resultaat.dossier
    own = [
        d.matching(Urengat, {"locatie": locatie.key[0], "tariefvariant": v.key[0]})[0] for v in urennormen(resultaat)
    ]
    return (*(Waarde(r, Urengat.norm) for r in own), Waarde(own[0], Urengat.feitelijk))


def _blad(resultaat: Result) -> Iterator[Deel]:
    d, sheet = resultaat.dossier, Medium.BLAD
    unit = Urengat.norm.unit.word
    rows = tuple((Woord(r.name, kop=True), Woord(unit), *_waarden(resultaat, r)) for r in d[Locatie])
    title = "Uren per etmaal op een groep: norm en feitelijke inzet"
    yield Raster(
        "Uren per etmaal voor een hele groep: norm naast praktijk",
        ("locatie", "eenheid", *_reeksen(resultaat)),
        rows,
        getallen=frozenset(range(2, 2 + len(_reeksen(resultaat)))),
        grafiek=Grafiek(title, unit, MEESTE_GROEPEN),
        waar=sheet,
    )
    for variant in varianten(resultaat):
        own = van_variant(resultaat, Urengat, variant)
        yield Rijen(f"Wat het verschil kost: {variant.name}", own, waar=sheet)
        totals: list[tuple[Cel, ...]] = [
            (
                Woord(f"{r.texts['aanbieder']}: {AanbiederTotaal.gat_jaar.label}", kop=True),
                Waarde(r, AanbiederTotaal.gat_jaar),
            )
            for r in van_variant(resultaat, AanbiederTotaal, variant)
        ]
        if len(d[Aanbieder]) > 1:
            region = van_variant(resultaat, Regiototaal, variant)[0]
            label = Woord(Regiototaal.gat_jaar.label, kop=True)
            totals.append((label, Waarde(region, Regiototaal.gat_jaar)))
        yield Raster("", (), tuple(totals), waar=sheet)
    yield Zinnen(zonder_inzet(resultaat), wit=True, waar=sheet)
    yield from blokken_op_blad(resultaat, *_REST)


def saldo(resultaat: Result) -> str:
    """What the gap between practice and tariff comes to, in words."""
    (total,) = totalen(resultaat, leidende(resultaat))
    amount = resultaat.number(total, AanbiederTotaal.gat_jaar)
    if not round(amount, 2):
        return "Per saldo betaalt het tarief precies de uren die er worden gewerkt."
    way = "meer" if amount > 0 else "minder"
    return f"Per saldo worden er {way} uren gewerkt dan het tarief betaalt: dat is {show_euro(abs(amount))} per jaar."


def _pagina(resultaat: Result) -> Iterator[Deel]:
    """Norm and practice per locatie, as a picture and a table, and what the gap costs."""
    series, rows = _reeksen(resultaat), []
    groups = []
    for locatie in resultaat.dossier[Locatie]:
        cells = _waarden(resultaat, locatie)
        numbers: tuple[Decimal | None, ...] = tuple(getal(resultaat, c.record, c.kolom) for c in cells if c.record)
        told = tuple(show(v, Urengat.norm.unit) for v in numbers)
        groups.append(Groep(locatie.name, numbers, told))
        rows.append((Woord(locatie.name, kop=True), *(Woord(t, getal=True) for t in told)))
    unit = Urengat.norm.unit.word
    title = "Uren begeleiding per etmaal op een hele groep"
    picture = Staven(title, verteld(groups, series), unit, series, tuple(groups))
    numbered = frozenset(range(1, 1 + len(series)))
    table = Raster(f"{title} [{unit}]", ("locatie", *series), tuple(rows), getallen=numbered)
    leading = leidende(resultaat)
    own = van_variant(resultaat, Urengat, leading)
    yield Proza(_INLEIDING, {"saldo": saldo(resultaat), "zonder": zonder_inzet(resultaat)})
    yield Figuur(picture if len(series) <= MEESTE_REEKSEN else None, table)
    title = f"Uren en wat het verschil kost, {leading.name}"
    yield Rijen(title, own, _KOLOMMEN, bronnen=False, waar=Medium.PAGINA)


URENINZET = Hoofdstuk(
    vraag="Betaalt het tarief de uren die er worden gewerkt?",
    volgorde=130,
    gewicht=Gewicht.KERN,
    sleutel="ureninzet",
    kern=(Inzet,),
    blokken=(Urengat, *_REST),
    bladen=(
        Blad(
            "Ureninzet",
            "Hoeveel uren het tarief betaalt en hoeveel uren er echt worden ingezet, per locatie.",
            Rol.UITVOER,
            _blad,
            plaats=10,
            voorop=12,
            thuis=(Urengat, *_REST),
            bevries="B4",
        ),
    ),
    paginas=lambda resultaat: (
        (Pagina("uren", "Ureninzet", _pagina, Lezer.AANBIEDER),) if resultaat.dossier[Locatie] else ()
    ),
)
