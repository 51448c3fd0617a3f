"""The whole chain in one view: from the salary of a begeleider to the price of an hour."""

from __future__ import annotations

from collections.abc import Iterator

from mo_report.engine.rekenen import Result
from mo_report.model import Inschaling, Nacht
from mo_report.model.tarieven import gangbaar
from mo_report.verhaal.keuze import keten, naam, opbouw_stappen, tarief_van
from mo_report.verhaal.uurtarief import trap
from mo_report.verhaal.vorm import (
    ACHTER,
    Deel,
    Figuur,
    Formules,
    Gewicht,
    Hoofdstuk,
    Lezer,
    Pagina,
    Proza,
)

_STAPPEN = """
<p>Het model begint bij het salaris van een begeleider. Het eindigt bij het uurtarief: de prijs van één uur begeleiding. Voor de opvang komen daar de kosten van het verblijf bij. De stappen zijn:</p>
<ol>
  {% if c.met_schalen %}<li><strong>Inschaling</strong>: welk salaris hoort bij welke opleiding, in welke cao.</li>
  {% else %}<li><strong>Maandloon</strong>: het salaris dat bij het product hoort.</li>
  {% endif %}
  <li><strong>Opslagen</strong>: vakantietoeslag, eindejaarsuitkering en onregelmatigheidstoeslag (ORT).</li>
  <li><strong>Sociale lasten</strong>: de premies die een werkgever betaalt.</li>
  <li><strong>Overhead</strong>: de kosten van de organisatie om de begeleiding heen.</li>
  <li><strong>Declarabele uren</strong>: de uren die in rekening komen.</li>
  <li><strong>Risico-opslag</strong>: een buffer voor tegenvallers.</li>
  <li><strong>Verblijf</strong>: gebouw, schoonmaak{{ ", eten en begeleiding in de nacht" if c.met_nacht else " en eten" }}.</li>
</ol>
<p>Hieronder staat de hele keten voor één product: {{ c.voorbeeld }}. De hoofdstukken daarna lichten elke stap toe, met dezelfde nummers. De berekening gaat per voltijdbaan (fte). De opslagen op het salaris worden bij elkaar opgeteld, niet op elkaar gestapeld.{{ o.noot("Rekenwijze: bijlage 2. Het staat daar niet letterlijk, maar alleen zo komen de tarieven van dat rapport uit.") }}</p>
"""


def _pagina(resultaat: Result) -> Iterator[Deel]:
    opbouw = gangbaar(resultaat)
    name = naam(opbouw) if opbouw else ""
    d = resultaat.dossier
    yield Proza(_STAPPEN, {"voorbeeld": name, "met_schalen": bool(d[Inschaling]), "met_nacht": bool(d[Nacht])})
    if opbouw is not None:
        yield Formules(f"Van maandloon naar uurtarief: {name}", keten(resultaat, tarief_van(resultaat, opbouw)))
        yield Proza('<p class="bij">Dezelfde berekening, maar dan per uur: wat voegt elke stap toe?</p>')
        yield Figuur(trap(resultaat, opbouw), zie=f"model{ACHTER}")
        title = f"Van salaris naar uurtarief, euro voor euro: {name}"
        yield Formules(title, opbouw_stappen(resultaat, opbouw), achter=True)


MODEL = Hoofdstuk(
    vraag="Hoe komt de prijs van een uur begeleiding tot stand?",
    volgorde=40,
    gewicht=Gewicht.KERN,
    paginas=lambda _: (
        Pagina("model", "Het kostprijsmodel", _pagina, Lezer.OPENBAAR, genummerd=False, nieuwe_pagina=True),
    ),
)
