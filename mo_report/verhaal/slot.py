"""What closes a document: the terms, how it was made, the checks, room for a reaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from mo_report.engine.rekenen import Result
from mo_report.verhaal.vorm import (
    Blad,
    BladDeel,
    Deel,
    Gewicht,
    Hoofdstuk,
    Lezer,
    Pagina,
    Proza,
    Rol,
)

REACTIE, CONTROLE, HULP = "Reactie", "Controle", "Hulpregels"
BEGRIPPEN = """
<p>De woorden van dit document. {% if c.definities %}De begrippen volgen de definities van de rekenwijze (bijlage 2.2), in onze eigen woorden.{% endif %}</p>
<table class="begrippen">
  <caption hidden="hidden">Begrippen</caption>
  <thead><tr><th scope="col">begrip</th><th scope="col">betekenis</th></tr></thead>
  <tbody>
  {% for sleutel, b in begrippen().items() %}
  <tr><td class="rijkop" id="{{ anker }}{{ sleutel }}">{{ b.woord }}</td><td>{{ b.uitleg }}</td></tr>
  {% endfor %}
  </tbody>
</table>
"""
COLOFON_TABEL = """
<table class="gegevens colofon vast">
  <caption hidden="hidden">Hoe dit document is gemaakt</caption>
  <tbody>
  {% for naam, waarde in colofon %}<tr><th scope="row">{{ naam }}</th><td>{{ waarde }}</td></tr>
  {% endfor %}
  </tbody>
</table>
"""
COLOFON = (
    f'<div class="bijeen">{COLOFON_TABEL}'
    + """
<p>Het kenmerk van de gegevens (SHA-256) hoort bij precies de cijfers en teksten waarop dit document rust. De gemeente kan met haar invoer laten zien dat deze bijlage erbij hoort. Met dezelfde gegevens en dezelfde versie van het programma komt er weer precies dit document uit.</p>
{% if pdf %}
<p>In dit document zit een Excel-bestand: {{ werkboek }}. U vindt het in uw pdf-programma bij de bijlagen (de paperclip). De formules in dat bestand zijn de formules van deze bijlage.</p>
<p>De bijlage is gemaakt om te bewaren (PDF/A-3a) en is ook te gebruiken met een schermlezer (PDF/UA-1).</p>
{% else %}
<p>Bij deze bijlage hoort een Excel-bestand: {{ werkboek }}. Het zit in de PDF van deze bijlage. De formules in dat bestand zijn de formules van deze bijlage.</p>
<p>Deze webpagina zegt hetzelfde als de PDF. Zij haalt niets op van internet.</p>
{% endif %}
</div>
"""
)


@dataclass(frozen=True)
class Reactieformulier(BladDeel):
    """Which value an aanbieder disputes, what it should be, and why."""


@dataclass(frozen=True)
class Controles(BladDeel):
    """Every rule of the model, live, and one verdict over all of them; laid out late."""


def _begrippen(*, definities: bool) -> Callable[[Result], Iterator[Deel]]:
    def parts(_: Result) -> Iterator[Deel]:
        yield Proza(BEGRIPPEN, {"definities": definities}, achter=True)

    return parts


def _colofon(_: Result) -> Iterator[Deel]:
    yield Proza(COLOFON)


SLOT = Hoofdstuk(
    vraag="Wat betekenen de woorden, en hoe is dit gemaakt?",
    volgorde=220,
    gewicht=Gewicht.BIJLAGE,
    bladen=(
        Blad(
            REACTIE,
            "Hier zegt u welke waarde volgens u anders moet, en waarom.",
            Rol.INVOER,
            lambda _: (Reactieformulier(),),
            Lezer.AANBIEDER,
            plaats=2,
            bevries="",
            stroom=29,
            voorop=2,
        ),
        Blad(
            CONTROLE,
            "Regels die moeten gelden. Staat er FOUT, controleer dan die invoer.",
            Rol.CONTROLE,
            lambda _: (Controles(),),
            plaats=63,
            stroom=30,
            # A check may read what stands on no other sheet than the one with the rest.
            laatst=True,
            voorop=7,
        ),
    ),
    paginas=lambda _: (
        Pagina("begrippen", "Begrippenlijst", _begrippen(definities=True), Lezer.OPENBAAR),
        Pagina("begrippen", "Begrippenlijst", _begrippen(definities=False), Lezer.AANBIEDER),
        Pagina(
            "colofon",
            "Colofon",
            _colofon,
            Lezer.OPENBAAR | Lezer.AANBIEDER,
            genummerd=False,
            nieuwe_pagina=True,
            laatst=True,
        ),
    ),
)
