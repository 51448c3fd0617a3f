"""The page in front: the figures and sentences that a raadslid needs, and no more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from mo_report.engine.dossier import Record
from mo_report.engine.rekenen import Result
from mo_report.engine.schema import Column, Status
from mo_report.engine.uitleg import assumed
from mo_report.lib.notatie import show_euro, show_number
from mo_report.model import (
    Aanbieder,
    AanbiederTotaal,
    Algemeen,
    Dagopvang,
    Dagopvanglocatie,
    Declarabiliteit,
    EigenBijdrage,
    Euroverdeling,
    Geldend,
    Gepubliceerd,
    Kindtoeslag,
    Locatie,
    Locatietarief,
    Nacht,
    Normtarief,
    ReelePrijs,
    Regiototaal,
    Traject,
    Uurtarief,
)
from mo_report.model.geldend import NIET_REEEL
from mo_report.model.tarieven import gangbaar, leidende, tarieven, wettelijk_kader, zonder_inzet
from mo_report.verhaal import uurtarief
from mo_report.verhaal.aansluiting import telling
from mo_report.verhaal.keuze import (
    algemeen,
    componenten,
    hoger_of_lager,
    leidende_set,
    norm_van,
    tarief_van,
    tekst,
    van_leidende,
    van_set,
    van_sets,
    van_variant,
)
from mo_report.verhaal.locaties import TOELICHTING_JAAR, stapels
from mo_report.verhaal.ort import mix_effect
from mo_report.verhaal.reele_prijs import gaten
from mo_report.verhaal.stappen import tariefstappen, vergeleken
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
#: Products on the page in front, and locaties in its picture: more do not fit.
MEESTE_PRODUCTEN, MEESTE_LOCATIES = 6, 8

_OPENBAAR = """
<p class="inleiding">Een gemeente die maatschappelijke opvang inkoopt, moet een reële prijs betalen: een prijs waarvan een aanbieder de opvang kan betalen. Deze bijlage laat zien hoe de gemeente {{ algemeen.gemeente }} die prijs heeft berekend.</p>
<h3>Wat kost een plek, en waarom?</h3>
<p>Een plek is een plaats in de opvang. Het tarief van een plek geldt per etmaal (24 uur) en is een som: {{ c.componenten }}.</p>
"""
_EURO = """
<p>Een uur begeleiding begint bij het salaris. Daar komen toeslagen en premies bij, de uren waarin iemand niet bij cliënten is (verlof, ziekte, overleg), de kosten van de organisatie (overhead) en een opslag voor tegenvallers. Zo gaat een euro op:</p>
"""
_ANTWOORDEN = """
{% for vraag, antwoorden in c.antwoorden if antwoorden %}
<h3>{{ vraag }}</h3>
<ul>{% for zin in antwoorden %}<li>{{ zin }}</li>{% endfor %}</ul>
{% endfor %}
<p class="uitgangspunt">{{ uitgangspunt }}</p>
"""
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


def _openbaar(resultaat: Result) -> Iterator[Deel]:
    common = gangbaar(resultaat)
    found = van_leidende(resultaat, Euroverdeling)
    yield Proza(_OPENBAAR, {"componenten": componenten(resultaat)})
    yield Tegels(_tegels(resultaat, common) if common else [])
    yield Proza(_EURO)
    own = [r for r in found if common and r.key == common.key] or found
    picture, _ = uurtarief.euro(resultaat, own, MEESTE_PRODUCTEN)
    yield Figuur(picture, zie="risico")
    answers = (
        ("Wat is zeker, en wat niet?", _zeker(resultaat, common)),
        ("Wat vraagt de wet, en hoe is daaraan voldaan?", _wet(resultaat)),
        ("Wat is er anders dan in een andere berekening?", _anders(resultaat)),
    )
    yield Proza(_ANTWOORDEN, {"antwoorden": answers})


def _ernaast(resultaat: Result) -> str:
    """What is paid beside the tariff per plek, if anything is."""
    traject, day = (bool(resultaat.dossier[b]) for b in (Traject, Dagopvanglocatie))
    if traject and day:
        return "Trajecten en dagopvang staan ernaast"
    return "Trajecten staan ernaast" * traject + "Dagopvang staat ernaast" * day


def _tegel(resultaat: Result, record: Record, column: Column, uitleg: str) -> Tegel:
    return Tegel(tekst(resultaat, record, column), uitleg)


def _tegels(resultaat: Result, opbouw: Record) -> list[Tegel]:
    """What an hour and a plek cost under the leading set."""
    product, rate = opbouw.texts["product"].lower(), tarief_van(resultaat, opbouw)
    price_level = algemeen(resultaat, Algemeen.prijspeil)
    tiles = [_tegel(resultaat, rate, Uurtarief.uurtarief_afgerond, f"per uur {product}, prijspeil {price_level}")]
    if norm := norm_van(resultaat):
        hours = tekst(resultaat, norm, Normtarief.uren)
        size = algemeen(resultaat, Algemeen.groepsgrootte)
        day = f"begeleiding overdag per plek per etmaal ({hours} uur voor {size} plekken)"
        tiles.append(_tegel(resultaat, norm, Normtarief.per_plek, day))
    if nights := sorted({resultaat.number(r, Nacht.tarief_afgerond) for r in van_leidende(resultaat, Nacht)}):
        span = show_euro(nights[0]) + (f" – {show_number(nights[-1], 2)}" if len(nights) > 1 else "")
        tiles.append(Tegel(span, "begeleiding in de nacht per plek per etmaal, naar soort wacht"))
    tiles.append(
        _tegel(
            resultaat,
            van_set(resultaat, Declarabiliteit, leidende_set(resultaat))[0],
            Declarabiliteit.declarabele_uren,
            "uur per jaar komt in rekening van een voltijdbaan",
        )
    )
    return tiles


def _zeker(resultaat: Result, opbouw: Record | None) -> list[str]:
    """How sure the figures are."""
    d, found = resultaat.dossier, []
    unsure = len(assumed(resultaat))
    if unsure:
        what = "uitgangspunt is een aanname" if unsure == 1 else "uitgangspunten zijn aannames"
        counting = _onder_tarief(resultaat)
        others = " De andere horen bij vergelijkingen en voorbeelden." if counting < unsure else ""
        found.append(
            f"{unsure} {what}: in geen bron te vinden. Daarvan {_tellen_mee(counting)} mee in de tarieven.{others}"
        )
    else:
        found.append("Geen uitgangspunt is een aanname: elk cijfer komt uit een bron of is daaruit berekend.")
    if d[Gepubliceerd]:
        found.append(f"{telling(resultaat)} De bijlage legt uit waarom.")
    return found + _ort(resultaat, opbouw)


def _wet(resultaat: Result) -> list[str]:
    """What the law names, and what of that is not in the price; the judgement on tariffs in force, where asked."""
    law = wettelijk_kader(resultaat)
    own = van_leidende(resultaat, ReelePrijs)
    names = [lid for lid in law.leden if lid.delen]
    found = [
        f"{law.artikel.capitalize()} van het {law.besluit} noemt {len(names)} soorten kosten waar een prijs op rust."
    ]
    if gaps := [gap.split(". ", 1)[-1] for gap in gaten(resultaat, own)]:
        many = "Eén daarvan zit" if len(gaps) == 1 else f"{_AANTAL.get(len(gaps), len(gaps))} daarvan zitten"
        found.append(f"{many} niet in het uurtarief: {'; '.join(gaps)}. In de invoer staat ook geen regeling daarvoor.")
    else:
        found.append("Alle soorten zitten in het uurtarief of zijn op een andere manier geregeld.")
    rates = resultaat.dossier[Geldend]
    low = sum(resultaat.value(r, Geldend.oordeel) == NIET_REEEL for r in rates)
    if low:
        found.append(
            f"{low} van de {len(rates)} tarieven die nu gelden, zijn lager dan de berekende prijs min de tolerantie."
        )
    return found


_AANTAL = {2: "Twee", 3: "Drie", 4: "Vier", 5: "Vijf", 6: "Zes"}


def _anders(resultaat: Result) -> list[str]:
    """What changed against another set, and what time does."""
    found = [vergeleken(resultaat, step) for step in tariefstappen(resultaat)[:1]]
    price_level = algemeen(resultaat, Algemeen.prijspeil)
    return [
        *found,
        f"Alle bedragen zijn die van {price_level} (het prijspeil). Wat ze later zijn, hangt af van de indexering.",
    ]


def _tellen_mee(number: int) -> str:
    return f"telt er {number}" if number == 1 else f"tellen er {number}"


def _onder_tarief(resultaat: Result) -> int:
    """How many aannames there are under the tariffs of the sets that count."""
    under = {
        (owner, column)
        for block in (Uurtarief, Nacht, Kindtoeslag, Dagopvang)
        for record in van_sets(resultaat, block)
        for line in block.lines()
        if line.tariff
        for owner, column in resultaat.grounds(record, line)
    }
    return sum(pair in under for pair in assumed(resultaat))


def _ort(resultaat: Result, opbouw: Record | None) -> list[str]:
    """What a roster says of ORT and does to an uurtarief: that of most plekken, or the greatest."""
    effects = [
        (value, r)
        for r in van_leidende(resultaat, Uurtarief)
        if isinstance(value := resultaat.value(r, Uurtarief.uurtarief_effect), Decimal)
    ]
    if not effects or not any(value for value, _ in effects):
        return []
    usual = opbouw.name_of("product") if opbouw else ""
    most, record = max(
        effects,
        key=lambda pair: (bool(pair[0] and pair[1].name_of("product") == usual), abs(pair[0])),
    )
    by = f"de cao {record.texts['cao']}" if record.texts.get("cao") else "de caomix van de set"
    effect = mix_effect(resultaat, record)
    by_mix = "" if effect is None else f", met de caomix van de set {hoger_of_lager(effect)}"
    return [
        "De toeslag voor avond, nacht en weekend (de onregelmatigheidstoeslag, ORT) is overgenomen zoals opgegeven. Wie "
        f"narekent met het rooster en {by}, komt bij {record.texts['product'].lower()} op een "
        f"uurtarief dat {hoger_of_lager(most)} is{by_mix}."
    ]


def _aanbieder(resultaat: Result) -> Iterator[Deel]:
    rates = [tarieven(resultaat, r)[0] for r in resultaat.dossier[Locatie]]
    yield Proza(_AANBIEDER, {"ernaast": _ernaast(resultaat)})
    yield Tegels(_eigen_tegels(resultaat, rates))
    few = len(rates) <= MEESTE_LOCATIES
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
        _tegel(resultaat, total, AanbiederTotaal.plekken, sites),
        _tegel(
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
        found.append(
            f"{subject} op een aanname: een cijfer dat in geen bron staat. Bij elke locatie staat welke aannames dat zijn."
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
        Pagina("kort", "In het kort", _openbaar, Lezer.OPENBAAR, genummerd=False, nieuwe_pagina=True),
        Pagina("kort", "In het kort", _aanbieder, Lezer.AANBIEDER, genummerd=False, nieuwe_pagina=True),
    ),
)
