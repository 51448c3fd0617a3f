"""What is bought, and what the words for it hold: percelen, products, and kinds of costs."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from mo_report.engine.dossier import Record
from mo_report.engine.rekenen import Result
from mo_report.engine.schema import Column
from mo_report.model import Algemeen, Locatiekosten, Opslagen, Perceel, Product
from mo_report.model.algemeen import HOTELMATIG, HUISVESTING, NEE, VOEDING
from mo_report.verhaal.vorm import (
    Cel,
    Deel,
    Gewicht,
    Hoofdstuk,
    Lezer,
    Medium,
    Pagina,
    Proza,
    Raster,
    Woord,
)

_PERCELEN = '<p class="bij">De gemeente verdeelt de inkoop in percelen, en betaalt voor deze producten.</p>'
_PRODUCTEN = '<p class="bij">De gemeente betaalt voor deze producten.</p>'
_DEFINITIES = """
<p>Wat onder een soort kosten valt, verschilt per administratie. Vergelijk een percentage of een bedrag daarom alleen met cijfers die hetzelfde omvatten. Deze omschrijvingen volgen de definities van de rekenwijze (bijlage 2.2), in onze eigen woorden. De nummers zijn rubrieken van het rekeningschema van Prismant, waar zorgorganisaties hun administratie naar indelen.</p>
"""


@cache
def _gelezen() -> dict[str, tuple[str, str, str]]:
    """The kinds of costs, each: name, what it holds, the numbers in the chart of accounts."""
    text = (files("mo_report") / "verhaal" / "definities.toml").read_text("utf-8")
    return {key: (name, holds, numbers) for key, (name, holds, numbers) in tomllib.loads(text).items()}


def definities() -> tuple[tuple[str, str, str], ...]:
    return tuple(_gelezen().values())


#: What the kinds of costs of a locatie hold.
_VAN_COMPONENT = {VOEDING: ("voeding",), HOTELMATIG: ("hotel",), HUISVESTING: ("gebouw", "kapitaal")}


def definitie_van(column: Column, record: Record) -> str:
    """What a figure holds by the definitions of costs; empty where these say nothing of it."""
    kinds: tuple[str, ...] = ("overhead",) if column is Opslagen.overhead else ()
    if column is Locatiekosten.bedrag:
        kinds = _VAN_COMPONENT.get(record.texts[Locatiekosten.component.name], ())
    said = []
    for kind in kinds:
        _, holds, numbers = _gelezen()[kind]
        said.append(f"{holds[0].upper()}{holds[1:]}" + (f" (Prismant, rubriek {numbers})" if numbers else "") + ".")
    return " ".join(said)


def met_definities(resultaat: Result) -> bool:
    """Whether the gemeente keeps the definitions in its annex."""
    return resultaat.dossier.one(Algemeen).name_of(Algemeen.definities.name) != NEE


def _definities(_: Result) -> Iterator[Deel]:
    yield Proza(_DEFINITIES, achter=True)
    rows = tuple((Woord(name, kop=True), Woord(holds), Woord(numbers)) for name, holds, numbers in definities())
    heads = ("soort kosten", "wat eronder valt", "rubriek")
    yield Raster("Soorten kosten", heads, rows, waar=Medium.PAGINA, achter=True)


def _gekocht(resultaat: Result) -> Iterator[Deel]:
    yield Proza(_PERCELEN if resultaat.dossier[Perceel] else _PRODUCTEN, achter=True)
    for block, column in ((Perceel, Perceel.omschrijving), (Product, Product.omschrijving)):
        rows: list[tuple[Cel, ...]] = [
            (Woord(r.name, kop=True), Woord(r.texts.get(column.name, ""))) for r in resultaat.dossier[block]
        ]
        if any(r.texts.get(column.name) for r in resultaat.dossier[block]):
            heads = (block.key_columns()[0].label, column.label)
            yield Raster(block.title, heads, tuple(rows), waar=Medium.PAGINA, achter=True)


def _paginas(resultaat: Result) -> Iterator[Pagina]:
    told = [*resultaat.dossier[Perceel], *resultaat.dossier[Product]]
    if any(r.texts.get(Product.omschrijving.name) for r in told):
        title = "Percelen en producten" if resultaat.dossier[Perceel] else "Producten"
        yield Pagina("inkoop", title, _gekocht, Lezer.OPENBAAR)
    if met_definities(resultaat):
        yield Pagina("definities", "Definities van kosten", _definities, Lezer.OPENBAAR)


INKOOP = Hoofdstuk(
    vraag="Wat wordt ingekocht, en wat valt onder elke soort kosten?",
    volgorde=219,
    gewicht=Gewicht.BIJLAGE,
    paginas=_paginas,
)
