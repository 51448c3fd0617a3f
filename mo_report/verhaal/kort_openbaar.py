"""The page in front of the public annex: what a raadslid asks, answered on one page."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from mo_report.engine.dossier import Record
from mo_report.engine.rekenen import Result
from mo_report.engine.uitleg import assumed
from mo_report.lib.notatie import show_euro, show_number
from mo_report.model import (
    Algemeen,
    Dagopvang,
    Declarabiliteit,
    Euroverdeling,
    Geldend,
    Gepubliceerd,
    Kindtoeslag,
    Nacht,
    Normtarief,
    ReelePrijs,
    Trajectprijs,
    Uurtarief,
)
from mo_report.model.geldend import NIET_REEEL
from mo_report.model.tarieven import gangbaar, leidende, wettelijk_kader
from mo_report.verhaal import uurtarief
from mo_report.verhaal.aansluiting import telling
from mo_report.verhaal.keuze import (
    algemeen,
    componenten,
    hoger_of_lager,
    leidende_set,
    norm_van,
    tarief_van,
    tegel,
    tekst,
    van_leidende,
    van_set,
    van_sets,
    van_variant,
)
from mo_report.verhaal.ort import mix_effect
from mo_report.verhaal.reele_prijs import gaten
from mo_report.verhaal.stappen import tariefstappen, vergeleken
from mo_report.verhaal.vorm import Deel, Figuur, Proza, Tegel, Tegels

#: Products on the page in front: more do not fit.
MEESTE_PRODUCTEN = 6

_OPENBAAR = """
<p class="inleiding">Een gemeente die maatschappelijke opvang inkoopt, moet een reële prijs betalen: een prijs waarvan een aanbieder de opvang kan betalen. Deze bijlage laat zien hoe de gemeente {{ algemeen.gemeente }} die prijs heeft berekend.</p>
<h3>Wat kost een plek, en waarom?</h3>
<p>Een plek is een plaats in de opvang. Het tarief van een plek geldt per etmaal (24 uur) en is een som: {{ c.componenten }}. Een onderdeel dat een locatie niet heeft, telt niet mee.</p>
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


def openbaar(resultaat: Result) -> Iterator[Deel]:
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


def _tegels(resultaat: Result, opbouw: Record) -> list[Tegel]:
    """What an hour and a plek cost under the leading set."""
    product, rate = opbouw.texts["product"].lower(), tarief_van(resultaat, opbouw)
    price_level = algemeen(resultaat, Algemeen.prijspeil)
    tiles = [tegel(resultaat, rate, Uurtarief.uurtarief_afgerond, f"per uur {product}, prijspeil {price_level}")]
    if norm := norm_van(resultaat):
        hours = tekst(resultaat, norm, Normtarief.uren)
        size = algemeen(resultaat, Algemeen.groepsgrootte)
        day = f"begeleiding overdag per plek per etmaal ({hours} uur voor {size} plekken)"
        tiles.append(tegel(resultaat, norm, Normtarief.per_plek, day))
    if nights := sorted({resultaat.number(r, Nacht.tarief_afgerond) for r in van_leidende(resultaat, Nacht)}):
        span = show_euro(nights[0]) + (f" – {show_number(nights[-1], 2)}" if len(nights) > 1 else "")
        by_kind = ", naar soort wacht" if len(nights) > 1 else ""
        tiles.append(Tegel(span, f"begeleiding in de nacht per plek per etmaal{by_kind}"))
    tiles.append(
        tegel(
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
        counting = _tellen_mee(_onder_tarief(resultaat))
        found.append(f"{unsure} {what}: in geen bron te vinden. Daarvan {counting} mee in de tarieven.")
    else:
        found.append("Geen uitgangspunt is een aanname: elk cijfer komt uit een bron of is daaruit berekend.")
    if d[Gepubliceerd]:
        found.append(f"{telling(resultaat)} De bijlage legt uit waarom.")
    year = algemeen(resultaat, Algemeen.prijspeil)
    later = f"Alle bedragen zijn die van {year} (het prijspeil). Wat ze later zijn, hangt af van de indexering."
    return [*found, *_ort(resultaat, opbouw), later]


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
    """What changed against another set, if there is one."""
    return [vergeleken(resultaat, step) for step in tariefstappen(resultaat)[:1]]


def _tellen_mee(number: int) -> str:
    return f"telt er {number}" if number == 1 else f"tellen er {number}"


def _onder_tarief(resultaat: Result) -> int:
    """How many aannames there are under the tariffs of the sets that count."""
    leading = leidende(resultaat)
    records = [r for block in (Uurtarief, Nacht, Kindtoeslag, Dagopvang) for r in van_sets(resultaat, block)]
    records += [r for block in (Normtarief, Trajectprijs) for r in van_variant(resultaat, block, leading)]
    under = {
        pair
        for record in records
        for line in record.block.lines()
        if line.tariff or line is Normtarief.per_plek
        for pair in resultaat.grounds(record, line)
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
