"""What a plek costs at each locatie, and how that is built up."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from mo_report.engine.dossier import Record
from mo_report.engine.rekenen import Result
from mo_report.engine.schema import Block, Column, Line, Status
from mo_report.engine.uitleg import assumed, rests_on, steps
from mo_report.engine.units import EUR_ETMAAL
from mo_report.lib.notatie import show
from mo_report.lib.notatie import show_number as als_getal
from mo_report.model import (
    Aanbieder,
    AanbiederTotaal,
    Beveiliging,
    Dagopvanglocatie,
    Dagopvangtarief,
    EigenBijdrage,
    Eigenset,
    Huisvesting,
    Kinddeel,
    Kindtoeslag,
    Locatie,
    Locatiekosten,
    Locatietarief,
    Nacht,
    Traject,
    Trajecttarief,
    Urennorm,
)
from mo_report.model.algemeen import GEZIN, HUISVESTING
from mo_report.model.etmaaltarief import COMPONENTEN
from mo_report.model.tarieven import UITGANGSPUNT, leidende, tarieven, trajecten, varianten
from mo_report.verhaal.beelden import Stapel, Stapels
from mo_report.verhaal.keuze import getal, tekst, van_variant
from mo_report.verhaal.locatiekeuze import KEUZEBLAD, MEESTE_BLADEN
from mo_report.verhaal.uurtarief import plaatsen, ter_zake
from mo_report.verhaal.vorm import (
    Blad,
    Cel,
    Deel,
    Figuur,
    Formules,
    Gewicht,
    Hoofdstuk,
    Kolommen,
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
from mo_report.verhaal.waarom import waarom

_ONDERDELEN = tuple(c.line for c in COMPONENTEN)
_TARIEF = Locatietarief.tarief_per_plek_per_etmaal
#: The picture of so many locaties stands on the page in front: there is no room for more.
MEESTE_VOOROP = 8
TOELICHTING_JAAR = "Het bedrag per jaar is het afgeronde tarief × plekken × dagen per jaar."
_KENMERKEN = """
{% if c.per_gezin %}<p>Een plek is hier een plaats voor een heel gezin: elk bedrag per plek is een bedrag per gezin.</p>{% endif %}
<table class="gegevens twee">
  <caption hidden="hidden">Kenmerken van {{ c.naam }}</caption>
  <tbody>{% for paar in c.kenmerken | batch(2, ("", "")) %}<tr>{% for naam, waarde in paar %}{% if naam %}<th scope="row">{{ naam }}</th>{% else %}<td></td>{% endif %}<td>{{ waarde }}</td>{% endfor %}</tr>{% endfor %}</tbody>
</table>
{% if c.rust_op_aanname %}
<div class="let-op lang"><p><strong>Dit tarief rust op aannames.</strong> Deze waarden staan in geen bron en moeten worden vervangen of onderbouwd:</p>
<ul>{% for naam, waarde, uitleg in c.aannames %}<li>{{ naam }}: {{ waarde }}.{% if uitleg %} {{ uitleg }}{% endif %}</li>{% endfor %}</ul></div>
{% endif %}
"""
_OPBOUW = """
<p>De huisvesting van {{ c.naam }} is opgebouwd uit wat het gebouw per jaar kost, gedeeld door de plekken en de dagen: {{ c.opbouw }} per plek per etmaal.{% if c.geldt %} De gemeente geeft ook een bedrag op. Dat geldt: {{ c.geldt }}.{% endif %}</p>
"""
_KINDDEEL = """
<p>In de kindtoeslag zit {{ c.kapitaal }} per plek per etmaal voor het gebouw, en het gebouw wordt via subsidie betaald. Over een jaar is dat {{ c.jaarbedrag }}. {% if c.eraf %}Daarvan is {{ c.in_subsidie }} per plek per etmaal uit het tarief gehaald.{% else %}Het tarief hierboven betaalt dit deel ook.{% endif %}</p>
"""
_ZIE = """
<p>Hoe het uurtarief is opgebouwd, staat in {{ o.zie("uurtarieven") }}.</p>
"""


def stapels(resultaat: Result, rates: Sequence[Record]) -> tuple[Stapels | None, Raster | None]:
    """What the tariff of each locatie is made of: the picture and its table."""
    if not rates:
        return None, None
    lines = ter_zake(resultaat, rates, _ONDERDELEN)
    bars = tuple(
        Stapel(
            r.texts["locatie"],
            tuple(getal(resultaat, r, c) for c in lines),
            tuple(_kaal(resultaat, r, c) for c in lines),
            show(resultaat.value(r, _TARIEF), _TARIEF.unit),
        )
        for r in rates
    )
    told = "; ".join(f"{s.naam} {s.totaal}" for s in bars)
    picture = Stapels(
        f"Waar het tarief uit bestaat, {rates[0].texts['tariefvariant']}",
        f"Gestapelde staven, een per locatie, met de onderdelen van het tarief: {told}.",
        EUR_ETMAAL.word,
        tuple(c.label for c in lines),
        plaatsen(lines, _ONDERDELEN),
        bars,
    )
    columns = (*lines, _TARIEF)
    rows = tuple((Woord(r.texts["locatie"], kop=True), *(Waarde(r, c) for c in columns)) for r in rates)
    heads = ("locatie", *(c.label for c in columns))
    numbers = frozenset(range(1, len(heads)))
    title = f"Onderdelen van het tarief [{EUR_ETMAAL.word}]"
    return picture, Raster(title, heads, rows, getallen=numbers)


def _kaal(resultaat: Result, record: Record, column: Column) -> str:
    """An amount without its sign, for inside a bar."""
    value = getal(resultaat, record, column)
    return "" if value is None else als_getal(value, 2, at_least=2)


def _tabelblad(block: type[Block]) -> Callable[[Result], Iterator[Deel]]:
    """A block as a table for each variant; the formulas in words stand at the first."""

    def parts(resultaat: Result) -> Iterator[Deel]:
        variants = varianten(resultaat)
        for variant in variants:
            if own := van_variant(resultaat, block, variant):
                first = variant is variants[0]
                yield Rijen(variant.name, own, uitleg=first, waar=Medium.BLAD)

    return parts


def _kostenblad(resultaat: Result) -> Iterator[Deel]:
    if records := resultaat.dossier[Locatiekosten]:
        yield Rijen("", records, waar=Medium.BLAD)
    if records := resultaat.dossier[Huisvesting]:
        yield Rijen(Huisvesting.title, records, waar=Medium.BLAD)
    if parts := _kinddelen(resultaat, resultaat.dossier[Kinddeel]):
        yield Rijen(Kinddeel.title, parts, waar=Medium.BLAD)


def _kinddelen(resultaat: Result, records: list[Record]) -> list[Record]:
    """The parts of a kindtoeslag for the building, where there are any."""
    given = any(Kindtoeslag.kapitaal_in_subsidie in r.values for r in resultaat.dossier[Kindtoeslag])
    return records if given or any(getal(resultaat, r, Kinddeel.kapitaal) for r in records) else []


def _locatieblad(locatie: Record, resultaat: Result) -> Iterator[Deel]:
    d, own = resultaat.dossier, {"locatie": locatie.key[0]}
    kosten, rates = d.matching(Locatiekosten, own), tarieven(resultaat, locatie)
    extra, day = trajecten(resultaat, locatie), d.matching(Dagopvangtarief, own)
    wide = max(len(kosten), len(rates), len(extra), len(day))
    for title, records in (
        ("Locatie", [locatie]),
        (Huisvesting.title, d.matching(Huisvesting, own)),
        (Locatiekosten.title, kosten),
        (Kinddeel.title, _kinddelen(resultaat, d.matching(Kinddeel, own))),
        (Locatietarief.title, rates),
        (Traject.title, d.matching(Traject, own)),
        (Trajecttarief.title, extra),
        (Dagopvanglocatie.title, d.matching(Dagopvanglocatie, own)),
        (Dagopvangtarief.title, day),
        (Beveiliging.title, d.matching(Beveiliging, own)),
    ):
        if any(r.values or r.block.form == "berekend" for r in records):
            yield Kolommen(title, records, breed=wide, waar=Medium.BLAD)
    yield Zinnen([UITGANGSPUNT], waar=Medium.BLAD)


def _bladen(resultaat: Result) -> Iterator[Blad]:
    """A sheet for each locatie of an aanbieder: there its tariff lives. Of many one sheet shows any, by choice."""
    locaties = resultaat.dossier[Locatie]
    many = len(locaties) > MEESTE_BLADEN
    if many and len(resultaat.dossier[Aanbieder]) == 1:
        yield KEUZEBLAD
    for locatie in locaties:
        yield Blad(
            locatie.name,
            f"Opbouw van het tarief van {locatie.name}, stap voor stap.",
            Rol.UITVOER,
            partial(_locatieblad, locatie),
            Lezer.AANBIEDER,
            plaats=5,
            stroom=20,
            thuis=(Huisvesting, Locatiekosten, Kinddeel, Locatietarief, Trajecttarief, Dagopvangtarief),
            eigen=True,
            voorop=0 if many else 3,
        )


def _overzicht(resultaat: Result) -> Iterator[Deel]:
    columns: tuple[Column, ...] = (
        Locatietarief.plekken,
        Locatietarief.tarief_per_plek_per_etmaal_afgerond,
        Locatietarief.jaarbedrag,
    )
    rates = [tarieven(resultaat, r)[0] for r in resultaat.dossier[Locatie]]
    rows: list[tuple[Cel, ...]] = [
        (
            Woord(rate.texts["locatie"], kop=True),
            *(Waarde(rate, c) for c in columns),
            Woord(rests_on(resultaat, rate, columns[1])),
        )
        for rate in rates
    ]
    total = van_variant(resultaat, AanbiederTotaal, leidende(resultaat))[0]
    if len(rates) != 1:  # of one, the total is what stands above it
        places, amount = (Waarde(total, c) for c in (AanbiederTotaal.plekken, AanbiederTotaal.jaarbedrag))
        rows.append((Woord("totaal", kop=True), places, Woord(""), amount, Woord("")))
    heads = ("locatie", *(c.heading for c in columns), "rust op")
    numbers = frozenset({1, 2, 3})
    yield Raster("Tarieven per locatie", heads, tuple(rows), getallen=numbers, waar=Medium.PAGINA)
    yield Proza(f"<p>{TOELICHTING_JAAR}</p>")
    picture, table = stapels(resultaat, rates)
    yield Figuur(picture if len(rates) > MEESTE_VOOROP else None, table)
    yield from waarom(resultaat, Locatiekosten, Urennorm)


def _locatie(locatie: Record, resultaat: Result) -> Iterator[Deel]:
    d, page = resultaat.dossier, Medium.PAGINA
    rates = tarieven(resultaat, locatie)
    rate = rates[0]
    leading = leidende(resultaat).key[0]
    told = [(c.label, locatie.texts[c.name]) for c in Locatie.columns if c.name in locatie.texts]
    places = [(Locatie.plekken.label, tekst(resultaat, locatie, Locatie.plekken))]
    for dagopvang in d.matching(Dagopvanglocatie, {"locatie": locatie.key[0]}):
        if Dagopvanglocatie.stoelen in dagopvang.values:
            seats = tekst(resultaat, dagopvang, Dagopvanglocatie.stoelen)
            places.append((f"{Dagopvanglocatie.stoelen.label} in de dagopvang", seats))
    if d[Eigenset]:
        places.append(("set die telt", rate.texts["parameterset"]))
    yield Proza(
        _KENMERKEN,
        {
            "naam": locatie.name,
            "per_gezin": locatie.name_of(Locatie.plek_voor.name) == GEZIN,
            "kenmerken": [*told[1:], *places],
            "aannames": _aannames(resultaat, set(resultaat.grounds(rate, _TARIEF))),
            "rust_op_aanname": resultaat.status(rate, _TARIEF) is Status.AANNAME,
        },
    )
    name = locatie.name
    lines = _regels(resultaat, rate)
    # What a plek costs, and what that is in a year: each a table that stays whole.
    rest = lines.index(Locatietarief.tarief_per_plek_per_etmaal_afgerond) + 1
    yield Formules(f"Tarief per plek per etmaal, {name}", steps(resultaat, rate, lines[:rest]))
    if kosten := d.matching(Locatiekosten, {"locatie": locatie.key[0]}):
        # Whether it is paid by subsidy stands there in words.
        hidden: set[Column] = {Locatiekosten.gesubsidieerd}
        if not d.matching(Huisvesting, {"locatie": locatie.key[0]}):
            hidden.add(Locatiekosten.kosten)
        if not any(getal(resultaat, r, Locatiekosten.gesubsidieerd) for r in kosten):
            hidden |= {Locatiekosten.in_tarief, Locatiekosten.via_subsidie}
        shown = [c for c in Locatiekosten.columns if c not in hidden]
        yield Kolommen(f"Locatiekosten, {name}", kosten, shown, waar=page)
    yield Formules(f"Bedrag per jaar, {name}", steps(resultaat, rate, lines[rest:]))
    yield Proza(_ZIE)
    own_night = {"parameterset": rate.name_of("parameterset"), "nachtvariant": locatie.name_of("nachtvariant")}
    for night in d.matching(Nacht, own_night):
        yield Formules(f"{night.texts['nachtvariant']}, {name}", steps(resultaat, night))
    (part,) = d.matching(Kinddeel, {k.name: rate.name_of(k.name) for k in Kinddeel.key_columns()})
    if getal(resultaat, part, Kinddeel.kapitaal):
        amounts = {c.name: tekst(resultaat, part, c) for c in Kinddeel.lines()}
        eraf = bool(getal(resultaat, part, Kinddeel.in_subsidie))
        yield Proza(_KINDDEEL, {**amounts, "eraf": eraf})
    for record in trajecten(resultaat, locatie):
        if record.name_of("tariefvariant") == leading:
            yield Formules(f"{record.texts['traject']}, {name}", steps(resultaat, record))
    wanted = {"locatie": locatie.key[0], "tariefvariant": leading}
    for record in d.matching(Dagopvangtarief, wanted):
        yield Formules(f"Dagopvang, {name}", steps(resultaat, record))
    yield from _huisvesting(resultaat, locatie)
    if len(varianten(resultaat)) > 1:
        yield Kolommen(f"Alle tariefvarianten, {name}", rates, bronnen=False, waar=page, achter=True)


def _regels(resultaat: Result, rate: Record) -> tuple[Line, ...]:
    """The lines of a tariff, without a subsidie or an eigen bijdrage that a locatie does not have."""
    gone: set[Line] = set()
    if not getal(resultaat, rate, Locatietarief.subsidie):
        gone |= {Locatietarief.subsidie, Locatietarief.subsidie_jaar}
    if not resultaat.dossier.matching(EigenBijdrage, {"locatie": rate.name_of("locatie")}):
        gone |= {Locatietarief.eigen_bijdrage, Locatietarief.eigen_bijdrage_jaar, Locatietarief.netto_jaarbedrag}
    return tuple(line for line in Locatietarief.lines() if line not in gone)


def _huisvesting(resultaat: Result, locatie: Record) -> Iterator[Deel]:
    """How the price of a house is built up, and the amount that counts instead where one is given."""
    d, name = resultaat.dossier, locatie.name
    for built in d.matching(Huisvesting, {"locatie": locatie.key[0]}):
        own = d.matching(Locatiekosten, {"locatie": locatie.key[0], "component": HUISVESTING})
        counts = "".join(tekst(resultaat, r, Locatiekosten.bedrag) for r in own if Locatiekosten.bedrag in r.values)
        yield Proza(_OPBOUW, {"naam": name, "opbouw": tekst(resultaat, built, Huisvesting.per_plek), "geldt": counts})
        yield Formules(f"Opbouw van de huisvesting, {name}", steps(resultaat, built), achter=True)


def _aannames(resultaat: Result, grounds: set[tuple[Record, Column]]) -> list[tuple[str, str, str]]:
    """The aannames under a tariff, a record at a time: its name, its values and the explanation."""
    found: dict[Record, list[Column]] = {}
    for record, column in assumed(resultaat):
        # What a subsidie pays is no part of the tariff.
        if (record, column) in grounds and not getal(resultaat, record, Locatiekosten.gesubsidieerd):
            found.setdefault(record, []).append(column)
    return [
        (
            record.name,
            ", ".join(f"{c.label} {tekst(resultaat, record, c)}" for c in columns),
            toelichting(record, columns),
        )
        for record, columns in found.items()
    ]


def toelichting(record: Record, columns: Sequence[Column]) -> str:
    """What is explained of some values: once where that is of all, else with the name of each."""
    texts = {c: record.values[c].toelichting for c in columns}
    if len(set(texts.values())) == 1:
        return texts[columns[0]]
    return "; ".join(f"{c.label}: {text}" for c, text in texts.items() if text)


def _paginas(resultaat: Result) -> Iterator[Pagina]:
    yield Pagina("overzicht", "Overzicht van de tarieven", _overzicht, Lezer.AANBIEDER, nieuwe_pagina=True)
    for n, locatie in enumerate(resultaat.dossier[Locatie], 1):
        yield Pagina(f"locatie-{n}", locatie.name, partial(_locatie, locatie), Lezer.AANBIEDER, nieuwe_pagina=True)


LOCATIES = Hoofdstuk(
    vraag="Wat kost een plek op elke locatie?",
    volgorde=30,
    gewicht=Gewicht.KERN,
    bladen=(
        Blad(
            "Locatietarieven",
            "Opbouw van het tarief, een rij per locatie.",
            Rol.BEREKENING,
            _tabelblad(Locatietarief),
            Lezer.GEMEENTE,
            plaats=30,
            stroom=16,
            thuis=(Locatietarief,),
            bevries="B4",
            vast=True,
        ),
        Blad(
            "Trajecttarieven",
            "Wat trajecten kosten, naast het tarief per plek.",
            Rol.BEREKENING,
            _tabelblad(Trajecttarief),
            Lezer.GEMEENTE,
            plaats=31,
            stroom=17,
            thuis=(Trajecttarief,),
            bevries="B4",
        ),
        Blad(
            "Dagopvangtarieven",
            "Wat de dagopvang van elke locatie kost.",
            Rol.BEREKENING,
            _tabelblad(Dagopvangtarief),
            Lezer.GEMEENTE,
            plaats=32,
            stroom=18,
            thuis=(Dagopvangtarief,),
            bevries="B4",
        ),
        Blad(
            "Locatiekosten",
            "Welke kosten in het tarief zitten.",
            Rol.BEREKENING,
            _kostenblad,
            Lezer.GEMEENTE,
            plaats=33,
            stroom=15,
            thuis=(Huisvesting, Locatiekosten, Kinddeel),
            bevries="B4",
        ),
    ),
    bladen_van=_bladen,
    paginas=_paginas,
)
