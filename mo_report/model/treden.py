"""Cao tables as they are: an amount for each trede, that may rise in the course of the year.

Beside the other route, a part of the schaalmaximum: a table of cao, schaal, trede and the month from
which an amount holds, and how many people of a niveau stand on each trede.
"""

from decimal import Decimal

from mo_report.engine.check import Check
from mo_report.engine.expression import Total, given, highest, previous, to_node
from mo_report.engine.schema import EIGEN, Block, Key, Text, line, parameter, percentage
from mo_report.engine.units import EUR_MAAND, MAANDEN, PCT
from mo_report.model.algemeen import CAO, EERSTE_MAAND, MAAND, MAANDNAMEN, NIVEAU, Parameterset


class Ingangsmaand(Block, title="Maanden van een ingang", form="vast", vraag="treden"):
    """How many months of a year are left at the start of each."""

    vanaf = Key("vanaf")
    maanden = parameter("maanden tot het eind van het jaar", MAANDEN, "")
    rows = tuple({"vanaf": name, "maanden": Decimal(len(MAANDNAMEN) - place)} for place, name in enumerate(MAANDNAMEN))


class Trede(
    Block,
    title="Salaristredes",
    vraag="treden",
    path="salaristredes.{cao}-{schaal}.{trede}.{vanaf}.{parameter}",
    series="vanaf",
    intro="De salaristabel van een cao: het maandsalaris van elke trede, bij 36 uur per week. Stijgt het in "
    "de loop van het jaar, geef de trede dan een rij voor elke maand waarin een nieuw bedrag ingaat.",
):
    cao = Key("cao", hint="Kies een cao uit de lijst.", among=CAO)
    schaal = Key("schaal", hint="Nummer of naam van de schaal.")
    trede = Key("trede", hint="Nummer of naam van de trede.")
    vanaf = Key(
        "vanaf",
        hint="De maand van het prijspeil waarin het bedrag ingaat; januari voor wat op 1 januari al gold.",
        among=MAAND,
    )
    bedrag = parameter(
        "maandsalaris", EUR_MAAND, "Bruto maandsalaris op deze trede.", above=0, high=50000, usual=(1500, 9000)
    )

    erbij = line(
        "verschil met het bedrag ervoor",
        EUR_MAAND,
        EIGEN,
        given(previous(bedrag), bedrag - previous(bedrag), bedrag),
    )
    bijdrage = line(
        "bijdrage aan het gemiddelde",
        EUR_MAAND,
        EIGEN,
        erbij * Ingangsmaand.maanden / Ingangsmaand.maanden.of(vanaf=EERSTE_MAAND),
    )


class Tredejaar(Block, title="Trede gemiddeld over het jaar", form="berekend", sources=(Trede,)):
    cao = Key("cao")
    schaal = Key("schaal")
    trede = Key("trede")

    begin = line(
        "maandsalaris in januari",
        EUR_MAAND,
        EIGEN,
        Trede.bedrag.of(vanaf=EERSTE_MAAND),
        hint="Geef ook het bedrag dat op 1 januari gold: een rij met vanaf ‘januari’.",
    )
    bedrag = line("maandsalaris gemiddeld over het jaar", EUR_MAAND, EIGEN, Total(Trede.bijdrage))


class Ortplafond(
    Block,
    title="ORT-plafonds",
    vraag="ort-plafond",
    path="ort.plafonds.{cao}.{parameter}",
    intro="Een cao kan de ORT begrenzen: boven een salaris wordt de toeslag over dat salaris berekend. Geef het "
    "bedrag, of noem de schaal en de trede van het blad Salaristredes.",
):
    cao = Key("cao", hint="Kies een cao.", among=CAO)
    schaal = Text("schaal", hint="De schaal van het plafond.", optional=True, most=40)
    trede = Text("trede", hint="De trede van het plafond.", optional=True, most=40)
    bedrag = parameter(
        "opgegeven plafond",
        EUR_MAAND,
        "Maandsalaris waarboven de ORT niet meer stijgt. Leeg: dat van de schaal en trede.",
        above=0,
        high=50000,
        usual=(1500, 9000),
        optional=True,
    )

    plafond = line(
        "plafond van de ORT",
        EUR_MAAND,
        EIGEN,
        given(bedrag, bedrag, Tredejaar.bedrag),
        hint="Vul het plafond in, of een schaal en een trede die op het blad Salaristredes staan.",
    )


class Tredemix(
    Block,
    title="Tredemix",
    vraag="treden",
    path="parametersets.{parameterset}.tredemix.{niveau}.{cao}-{schaal}.{trede}",
    intro="Welk deel van de medewerkers van een schaal op welke trede staat. Per set, niveau, cao en schaal samen "
    "100%. Een schaal zonder tredemix telt met het deel van het schaalmaximum.",
):
    parameterset = Key("parameterset", hint="Kies een parameterset.", among=Parameterset)
    niveau = Key("opleidingsniveau", hint="Kies een opleidingsniveau.", among=NIVEAU)
    cao = Key("cao", hint="Kies een cao.", among=CAO)
    schaal = Key("schaal", hint="Een schaal van het blad Salaristredes.")
    trede = Key("trede", hint="Een trede van het blad Salaristredes.")
    aandeel = percentage("aandeel trede", "Deel van de medewerkers op deze trede.")

    bedrag = line(
        "maandsalaris van de trede",
        EUR_MAAND,
        EIGEN,
        Tredejaar.bedrag,
        hint="Zet deze cao, schaal en trede op het blad Salaristredes.",
    )
    bijdrage = line("bijdrage aan het schaalbedrag", EUR_MAAND, EIGEN, aandeel * bedrag)
    boven = line(
        "deel boven het ORT-plafond",
        EUR_MAAND,
        EIGEN,
        aandeel * highest(0, bedrag - Ortplafond.plafond),
        optional=True,
    )


class Tredeschaal(Block, title="Schaalbedrag volgens de tredes", form="berekend", sources=(Tredemix,)):
    parameterset = Key("parameterset")
    niveau = Key("opleidingsniveau")
    cao = Key("cao")
    schaal = Key("schaal")

    bedrag = line("schaalbedrag volgens de tredes", EUR_MAAND, EIGEN, Total(Tredemix.bijdrage))
    boven = line("boven het ORT-plafond volgens de tredes", EUR_MAAND, EIGEN, Total(Tredemix.boven))


Check(
    "tredes samen 100%",
    Tredemix,
    ("parameterset", "niveau", "cao", "schaal"),
    Total(Tredemix.aandeel),
    "=",
    to_node(1),
    PCT,
    "Pas de aandelen aan tot ze samen 100% zijn.",
    Tredemix.aandeel,
)
