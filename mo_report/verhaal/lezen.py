"""How a document is read: what the words and colours mean, and how sure a figure is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mo_report.engine.rekenen import Result
from mo_report.engine.schema import Status
from mo_report.model import Locatie, Parameterset
from mo_report.model.tarieven import leidende, leidende_sets
from mo_report.verhaal.eigen_sets import elders, zinnen
from mo_report.verhaal.keuze import componenten
from mo_report.verhaal.rekenwijze import TITEL, rekenwijze
from mo_report.verhaal.vorm import (
    Blad,
    BladDeel,
    Deel,
    Gewicht,
    Hoofdstuk,
    Kop,
    Lezer,
    Medium,
    Pagina,
    Proza,
    Rol,
)

LEESWIJZER = "Leeswijzer"
_ZEKERHEID = """
<ul>
{% for status, uitleg in c.statussen %}  <li><strong>{{ status }}</strong>: {{ uitleg }}</li>
{% endfor %}</ul>
<p>Een cijfer dat het model uitrekent, heet ‘berekend’. Een uitkomst is zo zeker als het minst zekere cijfer waar hij op rust. Dat staat in de kolom ‘rust op’.</p>
<p>Bedragen tonen we tot op de cent, percentages met twee decimalen. We rekenen met de onafgeronde getallen. Alleen een tarief en een bedrag per jaar ronden we af, op hele centen. In een berekening staan zoveel cijfers achter de komma dat zij op een rekenmachine uitkomt.</p>
<p>Een woord met stippen eronder staat in de begrippenlijst ({{ o.zie("begrippen") }}): klik erop voor de uitleg.</p>
"""
#: What each status says of a figure.
_STATUSSEN = {
    Status.BRON: "het cijfer staat in een document. Een noot onder de tabel zegt welk document, en waar.",
    Status.HERLEID: "het cijfer is berekend uit gepubliceerde cijfers, omdat het zelf niet is gepubliceerd.",
    Status.AANNAME: "het cijfer staat in geen bron. Een aanname moet worden vervangen of onderbouwd.",
}
_CONTROLES = """
<p>{{ c.controles | length }} regels controleren de berekening, zoals ‘{{ c.controles[0].check.label }}’. {% if c.controles_goed %}Aan al deze regels is voldaan.{% else %}<strong>Niet aan al deze regels is voldaan.</strong>{% endif %}</p>
"""
_OPENBAAR = (
    """
<p>De hoofdstukken 1 tot en met {{ o.hoofdstuk("verblijf").nummer }} volgen de stappen van de berekening. De formules staan er in woorden, met de getallen ingevuld en met de uitkomst, voor de leidende set. Alle andere staan in het Excel-bestand bij deze bijlage (zie het colofon). Bij elk gegeven cijfer staat hoe zeker het is:</p>
"""
    + _ZEKERHEID
    + """
<p>De uitgangspunten van de berekening heten parameters. {{ uitgangspunt }}</p>
"""
    + _CONTROLES
    + """
<p>De berekening gebruikt {{ "deze" if c.sets | length > 1 else "één" }} {{ "parametersets" if c.sets | length > 1 else "parameterset" }}. Een parameterset is een reeks uitgangspunten die bij elkaar horen:</p>
<dl>{% for naam, omschrijving in c.sets %}<dt>{{ naam }}{% if naam in c.leidend and c.sets | length > 1 %} (leidend{% if not loop.first and c.leidend | length > 1 and naam != c.leidend[0] %}, in een perceel{% endif %}){% endif %}</dt><dd>{{ omschrijving }}</dd>{% endfor %}</dl>
{% if c.sets | length > c.leidend | length %}<p>Met {{ "de leidende sets" if c.leidend | length > 1 else "de leidende set" }} zijn de tarieven in deze bijlage berekend. Andere sets staan ernaast om te vergelijken.</p>{% endif %}
{% if c.leidend | length > 1 %}<p>Welke set in welk perceel telt, staat in {{ o.zie("eigen-sets") }}.</p>{% endif %}
{% if c.elders %}<p>Voor een aanbieder of een locatie kan een andere set tellen. Die set en de tarieven daarmee staan alleen in de tariefbijlage van die aanbieder.</p>{% endif %}
"""
)
_AANBIEDER = (
    """
<p>{% if c.locaties %}De tarieven in deze bijlage bestaan uit {{ c.componenten }}.{% else %}Een tarief is een som van onderdelen: {{ c.componenten }}. Een onderdeel dat een locatie niet heeft, telt niet mee.{% endif %} Elke formule staat er in woorden, met de getallen ingevuld en met de uitkomst. Bij elk cijfer staat hoe zeker het is:</p>
"""
    + _ZEKERHEID
    + """
<p>De begeleiding overdag rekent met een urennorm en een uurtarief. De uitgangspunten daarvan heten parameters. Ze staan met hun bronnen in de bijlage kostprijsmodel en in het tariefblad. Een tariefvariant is een reeks uitgangspunten met een urennorm; met de leidende variant ({{ c.leidend }}) zijn de tarieven in deze bijlage berekend.{% for zin in c.eigen %} {{ zin }}{% endfor %}{% if c.eigen %} De eigen set staat met haar bronnen in het tariefblad. Zie {{ o.zie("eigen-sets") }}.{% endif %}</p>
"""
    + _CONTROLES
)


_REKENWIJZE = """
{% for zin in c.zinnen %}<p>{{ zin }}</p>
{% endfor %}
{% if met_rapport and c.genoemd %}<p>Uit dat rapport komen ook cijfers. In deze bijlage heet het ‘het rapport van 2020’.</p>{% endif %}
"""


def _rekenwijze(resultaat: Result, *, genoemd: bool) -> Iterator[Deel]:
    """Where formulas come from; `genoemd` where the report is spoken of further on."""
    yield Kop(TITEL, waar=Medium.PAGINA)
    yield Proza(_REKENWIJZE, {"zinnen": rekenwijze(resultaat), "genoemd": genoemd})


def _zekerheid(resultaat: Result) -> dict[str, object]:
    """The statuses that figures have here, each with what it says; and whether all checks hold."""
    every = (r for records in resultaat.dossier.records.values() for r in records)
    there = {given.status for r in every for given in r.values.values()}
    return {
        "statussen": [(status.word.capitalize(), told) for status, told in _STATUSSEN.items() if status in there],
        "controles_goed": resultaat.controles_goed,
        "controles": resultaat.toetsen,
    }


def _openbaar(resultaat: Result) -> Iterator[Deel]:
    sets = [(s.name, s.texts.get("omschrijving", "")) for s in resultaat.dossier[Parameterset]]
    leading = [s.name for s in leidende_sets(resultaat)]
    words = {"sets": sets, "leidend": leading, "elders": elders(resultaat)}
    yield Proza(_OPENBAAR, {**words, **_zekerheid(resultaat)})
    yield from _rekenwijze(resultaat, genoemd=True)


def _aanbieder(resultaat: Result) -> Iterator[Deel]:
    parts = {"componenten": componenten(resultaat), "locaties": bool(resultaat.dossier[Locatie])}
    words = {"leidend": leidende(resultaat).name, "eigen": zinnen(resultaat)}
    yield Proza(_AANBIEDER, {**words, **parts, **_zekerheid(resultaat)})
    yield from _rekenwijze(resultaat, genoemd=False)


@dataclass(frozen=True)
class Wegwijzer(BladDeel):
    """What each sheet is for, and what the colours mean; laid out last."""


LEZEN = Hoofdstuk(
    vraag="Hoe leest u dit document?",
    volgorde=20,
    gewicht=Gewicht.KERN,
    bladen=(
        Blad(
            LEESWIJZER,
            "Hoe u dit bestand leest.",
            Rol.LEESMIJ,
            lambda _: (Wegwijzer(),),
            plaats=1,
            bevries="",
            laatst=True,
            voorop=6,
            stroom=99,
        ),
    ),
    paginas=lambda _: (
        Pagina("lezen", "Zo leest u deze bijlage", _openbaar, Lezer.OPENBAAR, genummerd=False, nieuwe_pagina=True),
        Pagina("lezen", "Zo leest u deze bijlage", _aanbieder, Lezer.AANBIEDER, genummerd=False, nieuwe_pagina=True),
    ),
)
