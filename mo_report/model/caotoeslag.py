"""What a cao pays on top of the salary beside vakantietoeslag, eindejaarsuitkering and ORT.

Such as the parts of an individueel keuzebudget: a percentage, over the salary or over the salary with
vakantietoeslag, an amount a month, or both. A set weighs the cao's by its caomix.
"""

from mo_report.engine.expression import Total, either, when
from mo_report.engine.schema import EIGEN, Block, Choice, Key, Options, line, parameter, percentage
from mo_report.engine.units import EUR_MAAND, FACTOR, PCT
from mo_report.model.algemeen import CAO, Parameterset
from mo_report.model.opslagen import Opslagen
from mo_report.model.salaris import Caomix

SALARIS, MET_VAKANTIETOESLAG = "salaris", "salaris met vakantietoeslag"
GRONDSLAG = Options("toeslag over", fixed=(SALARIS, MET_VAKANTIETOESLAG))


class Caotoeslag(
    Block,
    title="Toeslagen per cao",
    vraag="cao-toeslagen",
    path="parametersets.{parameterset}.cao-toeslagen.{cao}.{toeslag}.{parameter}",
    intro="Toeslagen die per cao verschillen, zoals de eindejaarsuitkering of een keuzebudget. Ze komen boven op "
    "de percentages van het blad Opslagen; wat hier staat, is daar 0%. De set weegt ze naar de caomix.",
):
    parameterset = Key("parameterset", hint="Kies een parameterset.", among=Parameterset)
    cao = Key("cao", hint="Kies een cao.", among=CAO)
    toeslag = Key("toeslag", hint="Naam van de toeslag in de cao.")
    over = Choice("over", hint="Waarover het percentage gaat. Leeg: het salaris.", optional=True, among=GRONDSLAG)
    percentage = percentage("percentage van de toeslag", "Percentage van de toeslag; 0% als het alleen een bedrag is.")
    maandbedrag = parameter(
        "bedrag per maand",
        EUR_MAAND,
        "Vast bedrag per maand bij een voltijdbaan; leeg als het er niet is.",
        low=0,
        high=5000,
        usual=(0, 500),
        optional=True,
    )

    aandeel = line(
        "aandeel van de cao in de set",
        PCT,
        EIGEN,
        Caomix.aandeel,
        hint="Geef deze cao een aandeel op het blad Caomix.",
    )
    grondslag = line(
        "grondslag als deel van het salaris",
        FACTOR,
        EIGEN,
        when(over, MET_VAKANTIETOESLAG, 1 + Opslagen.vakantietoeslag, 1),
    )
    deel = line("toeslag over het salaris", PCT, EIGEN, percentage * grondslag)
    gewogen = line("gewogen toeslag", PCT, EIGEN, aandeel * deel)
    gewogen_bedrag = line("gewogen bedrag per maand", EUR_MAAND, EIGEN, aandeel * either(maandbedrag, 0))


class Caopakket(Block, title="Toeslagen van een cao samen", form="berekend", sources=(Caotoeslag,)):
    """What a cao gives in all, as an employer would say it: a percentage, and an amount."""

    parameterset = Key("parameterset")
    cao = Key("cao")

    deel = line("toeslagen van de cao over het salaris", PCT, EIGEN, Total(Caotoeslag.deel))
    met_vakantietoeslag = line("met de vakantietoeslag", PCT, EIGEN, deel + Opslagen.vakantietoeslag, publish=True)
    maandbedrag = line("bedrag per maand van de cao", EUR_MAAND, EIGEN, Total(Caotoeslag.maandbedrag))


class Settoeslag(Block, title="Toeslagen van de cao's samen", form="berekend", sources=(Caotoeslag,)):
    parameterset = Key("parameterset")

    deel = line("toeslagen per cao, gewogen", PCT, EIGEN, Total(Caotoeslag.gewogen), publish=True)
    maandbedrag = line("bedrag per maand, gewogen", EUR_MAAND, EIGEN, Total(Caotoeslag.gewogen_bedrag))
