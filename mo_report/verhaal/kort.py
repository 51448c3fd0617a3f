"""The page in front: the figures and sentences that a raadslid needs, and no more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mo_report.engine.dossier import Record
from mo_report.engine.rekenen import Result
from mo_report.engine.schema import Status
from mo_report.lib.notatie import show_euro
from mo_report.model import (
    Aanbieder,
    AanbiederTotaal,
    Dagopvanglocatie,
    EigenBijdrage,
    Locatie,
    Locatietarief,
    Regiototaal,
    Traject,
)
from mo_report.model.tarieven import leidende, tarieven, zonder_inzet
from mo_report.verhaal.keuze import (
    tegel,
    van_variant,
)
from mo_report.verhaal.kort_openbaar import openbaar
from mo_report.verhaal.locaties import MEESTE_VOOROP, TOELICHTING_JAAR, stapels
from mo_report.verhaal.ureninzet import URENINZET, saldo
from mo_report.verhaal.vorm import (
    Blad,
    BladDeel,
    Deel,
    Figuur,
    Gewicht,
    Hoofdstuk,
    Kop,
    Lezer,
    Pagina,
    Proza,
    Rol,
    Tegel,
    Tegels,
    Zinnen,
)

SAMENVATTING = "Samenvatting"

_AANBIEDER = """
<p class="inleiding">Deze bijlage laat zien hoe het tarief van elke locatie van {{ aanbieder }} is berekend: stap voor stap. Zij zegt van elk cijfer hoe zeker het is. Een tarief is een bedrag per plek per etmaal.{% if c.ernaast %} {{ c.ernaast }}.{% endif %}</p>
"""
_WETEN = """
{% if c.weten %}
<h3>Wat u moet weten</h3>
<ul>{% for zin in c.weten %}<li>{{ zin }}</li>{% endfor %}</ul>
{% endif %}
<p class="uitgangspunt">{{ uitgangspunt }}</p>
"""
_REACTIE = """
<p>Klopt een cijfer niet, laat het ons dan weten. In het tariefblad (Excel) kunt u elke stap narekenen. Daar is een blad voor uw reactie.</p>
"""


def _ernaast(resultaat: Result) -> str:
    """What is paid beside the tariff per plek, if anything is."""
    traject, day = (bool(resultaat.dossier[b]) for b in (Traject, Dagopvanglocatie))
    if traject and day:
        return "Trajecten en dagopvang staan ernaast"
    return "Trajecten staan ernaast" * traject + "Dagopvang staat ernaast" * day


def _aanbieder(resultaat: Result) -> Iterator[Deel]:
    rates = [tarieven(resultaat, r)[0] for r in resultaat.dossier[Locatie]]
    yield Proza(_AANBIEDER, {"ernaast": _ernaast(resultaat)})
    yield Tegels(_eigen_tegels(resultaat, rates))
    few = len(rates) <= MEESTE_VOOROP
    yield Figuur(stapels(resultaat, rates)[0] if few else None, zie="overzicht")
    yield Proza(_WETEN + _REACTIE, {"weten": _eigen_weten(resultaat, rates)})


def _eigen_tegels(resultaat: Result, rates: list[Record]) -> list[Tegel]:
    """The figures of an aanbieder under the leading variant."""
    (total,) = van_variant(resultaat, AanbiederTotaal, leidende(resultaat))
    column = Locatietarief.tarief_per_plek_per_etmaal_afgerond
    amounts = sorted(resultaat.number(r, column) for r in rates)
    span: list[Tegel] = []
    if len(set(amounts)) == 1:
        span = [Tegel(show_euro(amounts[0]), "per plek per etmaal")]
    elif amounts:
        span = [
            Tegel(show_euro(amounts[0]), "laagste tarief per plek per etmaal"),
            Tegel(show_euro(amounts[-1]), "hoogste tarief per plek per etmaal"),
        ]
    sites = f"plekken op {len(rates)} {'locatie' if len(rates) == 1 else 'locaties'}"
    return [
        *span,
        tegel(resultaat, total, AanbiederTotaal.plekken, sites),
        tegel(
            resultaat,
            total,
            AanbiederTotaal.jaarbedrag,
            f"per jaar voor alle plekken{_voorbehoud(resultaat)}",
        ),
    ]


def _voorbehoud(resultaat: Result) -> str:
    """What the amount of the plekken leaves out, where this aanbieder has it."""
    parts = {Traject: "zonder trajecten", EigenBijdrage: "vóór aftrek van de eigen bijdrage"}
    told = " en ".join(words for block, words in parts.items() if resultaat.dossier[block])
    return f", {told}" if told else ""


def _eigen_weten(resultaat: Result, rates: list[Record]) -> list[str]:
    """What an aanbieder should look at first."""
    column = Locatietarief.tarief_per_plek_per_etmaal
    weak = sum(resultaat.status(r, column) is Status.AANNAME for r in rates)
    found = [] if rates else ["Deze aanbieder heeft in de invoer geen locaties."]
    if weak:
        which = "alle" if weak == len(rates) else f"{weak} van de {len(rates)}"
        subject = "Het tarief rust" if len(rates) == 1 else f"Bij {which} locaties rust het tarief"
        each = "de" if len(rates) == 1 else "elke"
        found.append(
            f"{subject} op een aanname: een cijfer dat in geen bron staat. "
            f"Bij {each} locatie staat welke aannames dat zijn."
        )
    if rates and URENINZET.aanwezig(resultaat):
        found += [saldo(resultaat), *zonder_inzet(resultaat)]
    return found


@dataclass(frozen=True)
class Kopgegevens(BladDeel):
    """Who, when and on what footing."""


@dataclass(frozen=True)
class Tarieftabel(BladDeel):
    """A row per record with the tariff and yearly amount of each variant, and their totals.

    `regels`: locaties, or totals of aanbieders; `totaal` is the block with the sum.
    """

    wat: str
    locaties: tuple[Record, ...] = ()
    aanbieders: tuple[Record, ...] = ()
    totaal: type[Regiototaal] | type[AanbiederTotaal] = Regiototaal
    van: str = ""


@dataclass(frozen=True)
class MeerBladen(BladDeel):
    """Which sheets are hidden, and how they are shown."""


@dataclass(frozen=True)
class Verschilbeeld(BladDeel):
    """What each tariff was when the workbook was made, what it is now, and the difference."""


@dataclass(frozen=True)
class Onderdelenbeeld(BladDeel):
    """What the tariff of each locatie is made of, with a chart."""


@dataclass(frozen=True)
class Trapbeeld(BladDeel):
    """From salary to uurtarief, step by step, with a chart."""


def _alle_locaties(resultaat: Result) -> Iterator[Deel]:
    d = resultaat.dossier
    yield Kopgegevens()
    for each in d[Aanbieder]:
        own = tuple(d.matching(Locatie, {"aanbieder": each.key[0]}))
        yield Kop(each.name)
        yield Tarieftabel("locatie", own, totaal=AanbiederTotaal, van=each.key[0])
        yield Zinnen([], wit=True)
    yield Kop("Alle aanbieders samen (alleen plekken; zie het blad Budget voor alles)")
    yield Tarieftabel("aanbieder", aanbieders=tuple(d[Aanbieder]))
    yield Zinnen([], wit=True)
    yield Zinnen([TOELICHTING_JAAR], wit=True)
    yield from (Verschilbeeld(), Onderdelenbeeld(), Trapbeeld(), MeerBladen())


def _eigen_locaties(resultaat: Result) -> Iterator[Deel]:
    (own,) = resultaat.dossier[Aanbieder]
    yield Kopgegevens()
    locaties = tuple(resultaat.dossier[Locatie])
    yield Tarieftabel("locatie", locaties, totaal=AanbiederTotaal, van=own.key[0])
    yield Zinnen([], wit=True)
    yield Zinnen([TOELICHTING_JAAR], wit=True)
    yield from (Verschilbeeld(), Onderdelenbeeld(), Trapbeeld(), MeerBladen())


def _model(_: Result) -> Iterator[Deel]:
    yield from (Kopgegevens(), Verschilbeeld(), Onderdelenbeeld(), Trapbeeld(), MeerBladen())


def _van_aanbieder(resultaat: Result) -> str:
    name = resultaat.dossier.one(Aanbieder).name
    return f"Tarieven maatschappelijke opvang van {name}."


KORT = Hoofdstuk(
    vraag="Wat kost het, en wat moet u weten?",
    volgorde=10,
    gewicht=Gewicht.KERN,
    bladen=(
        Blad(
            SAMENVATTING,
            "Tarieven van alle locaties, per aanbieder en samen.",
            Rol.UITVOER,
            _alle_locaties,
            Lezer.GEMEENTE,
            stroom=27,
            bevries="B4",
            voorop=1,
        ),
        Blad(
            SAMENVATTING,
            _van_aanbieder,
            Rol.UITVOER,
            _eigen_locaties,
            Lezer.AANBIEDER,
            stroom=21,
            bevries="B4",
            voorop=1,
        ),
        Blad(
            SAMENVATTING,
            "Het kostprijsmodel: van salaris naar uurtarief.",
            Rol.UITVOER,
            _model,
            Lezer.OPENBAAR,
            stroom=27,
            bevries="B4",
            voorop=1,
        ),
    ),
    paginas=lambda _: (
        Pagina("kort", "In het kort", openbaar, Lezer.OPENBAAR, genummerd=False, nieuwe_pagina=True),
        Pagina("kort", "In het kort", _aanbieder, Lezer.AANBIEDER, genummerd=False, nieuwe_pagina=True),
    ),
)
