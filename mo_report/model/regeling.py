"""How the gemeente met each part of the article on a reële prijs, in its own words."""

from mo_report.engine.schema import Block, Key, Text
from mo_report.model.algemeen import Product
from mo_report.model.kader import LID

_WOORDEN = "In uw eigen woorden, bijvoorbeeld ‘jaarlijks met de OVA en PPC’."
_WAAR = "Verordening, contract of protocol, met artikel en bladzijde."


class Regeling(
    Block,
    title="Zo geregeld",
    intro="Hoe de gemeente elk deel van het artikel over een reële prijs heeft geregeld: in de verordening, het contract "
    "of een protocol. Uw tekst staat in de bijlage. Een element met een regeling geldt als gedekt, ook zonder opslag in "
    "het tarief.",
    vraag="reele-prijs",
):
    lid = Key("lid", hint="Kies een lid van het artikel.", among=LID)
    regeling = Text("zo geregeld", hint=_WOORDEN)
    vindplaats = Text("waar het staat", hint=_WAAR, optional=True, most=200)


class Productregeling(
    Block,
    title="Zo geregeld per product",
    path="zo-geregeld.{product}.{lid}.{parameter}",
    intro="Is een deel van het artikel voor een product anders geregeld dan voor de rest, zeg het dan hier. Het geldt "
    "alleen voor dat product, in plaats van wat op het blad Zo geregeld staat.",
    vraag="reele-prijs",
):
    product = Key("product", hint="Kies een product.", among=Product)
    lid = Key("lid", hint="Kies een lid van het artikel.", among=LID)
    regeling = Text("zo geregeld", hint=_WOORDEN)
    vindplaats = Text("waar het staat", hint=_WAAR, optional=True, most=200)
