"""How sure a figure is: between which bounds it lies, and which figures move together."""

from mo_report.engine.schema import Block, Choice, Key, Options, Text, parameter
from mo_report.engine.units import GETAL
from mo_report.model.algemeen import JA, Algemeen

DRIEHOEK, UNIFORM, KWARTIELEN = "driehoek", "uniform", "kwartielen"
VORM = Options("vorm van een bandbreedte", fixed=(DRIEHOEK, UNIFORM, KWARTIELEN))


class Bandbreedte(
    Block,
    title="Bandbreedtes",
    intro="Tussen welke grenzen een cijfer ligt, als u dat niet precies weet. Het programma rekent dan uit wat de "
    "tarieven kunnen zijn. Alleen voor uzelf, tenzij u op het blad Algemeen anders kiest.",
    vraag="bandbreedte",
    shared_if=(Algemeen.bandbreedte_openbaar.name, JA),
    about="cijfer",
):
    cijfer = Key("cijfer", hint="De naam van het cijfer. Met ‘mo-report velden’ ziet u alle namen.")
    laag = parameter("laagste waarde", GETAL, "Zo laag kan het cijfer zijn; een percentage als 14%.")
    hoog = parameter("hoogste waarde", GETAL, "Zo hoog kan het cijfer zijn.")
    vorm = Choice(
        "verdeling",
        hint="Driehoek: dicht bij uw waarde is het waarschijnlijkst. Uniform: overal even waarschijnlijk. "
        "Kwartielen: zoals de cijfers uit een uitvraag verdeeld zijn. Leeg: driehoek.",
        optional=True,
        among=VORM,
    )
    q1 = parameter("een kwart lager", GETAL, "Bij kwartielen: een kwart van de cijfers is lager.", optional=True)
    mediaan = parameter("middelste", GETAL, "Bij kwartielen: het middelste cijfer.", optional=True)
    q3 = parameter("een kwart hoger", GETAL, "Bij kwartielen: een kwart van de cijfers is hoger.", optional=True)
    groep = Text(
        "beweegt mee met", hint="Cijfers met hetzelfde woord zijn samen hoog of samen laag.", optional=True, most=60
    )
