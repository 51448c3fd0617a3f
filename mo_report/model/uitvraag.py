"""Which figures the gemeente asks of aanbieders, and what is meant by each."""

from mo_report.engine.schema import Block, Key, Text
from mo_report.model.onderbouwing import ONDERBOUWD


class Uitvraag(
    Block,
    title="Uitvraag",
    intro="Welke cijfers u bij aanbieders opvraagt, en wat u eronder verstaat. Elke aanbieder krijgt dezelfde "
    "definities. Uw eigen waarden staan niet in de vragenlijst.",
    vraag="uitvraag",
    internal=True,
):
    gevraagd = Key("cijfers van", hint="Kies een parameter of een blad.", among=ONDERBOUWD)
    definitie = Text(
        "definitie",
        hint="Wat valt eronder, en wat niet? Leeg: de omschrijving van het programma, zoals bij overhead.",
        optional=True,
    )
    periode = Text("over welke periode", hint="Zoals heel 2025, of stand op 1 januari.", optional=True, most=120)
    voorbeeld = Text("voorbeeld van een antwoord", hint="Zoals 1.650 uur, of 14%.", optional=True, most=200)
    openbaar = Text(
        "openbaar cijfer", hint="Wat openbare bronnen hierover zeggen, met de bron.", optional=True, most=300
    )
