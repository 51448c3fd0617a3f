"""Report, Bijlage 2, par. 1: from salary scales to the monthly salary of a product."""

from mo_report.engine.check import Check
from mo_report.engine.expression import Total, given, to_node
from mo_report.engine.schema import Block, Key, line, parameter, percentage
from mo_report.engine.units import EUR_MAAND, PCT
from mo_report.model.algemeen import CAO, NIVEAU, Parameterset, Product
from mo_report.model.opslagen import Opslagen
from mo_report.model.rekenwijze import B2
from mo_report.model.treden import Tredeschaal


class Salarisschaal(
    Block,
    title="Salarisschalen",
    vraag="schalen",
    path="salarisschalen.{cao}-{schaal}.{parameter}",
    intro="Het hoogste reguliere maandsalaris van elke schaal, bij 36 uur per week. Neem dit over "
    "uit de cao en noteer de cao als bron.",
):
    cao = Key("cao", hint="Kies een cao uit de lijst.", among=CAO)
    schaal = Key("schaal", hint="Nummer of naam van de schaal.")
    maximum = parameter(
        "maximum",
        EUR_MAAND,
        "Bruto maandsalaris op de hoogste trede, bij 36 uur per week.",
        above=0,
        high=50000,
        usual=(1500, 9000),
    )


class Caomix(
    Block,
    title="Caomix",
    vraag="schalen",
    path="parametersets.{parameterset}.caomix.{cao}",
    intro="Welk deel van het personeel onder welke cao valt. Per set samen 100%.",
):
    parameterset = Key("parameterset", hint="Kies een parameterset.", among=Parameterset)
    cao = Key("cao", hint="Kies een cao.", among=CAO)
    aandeel = percentage("aandeel cao", "Deel van het personeel onder deze cao.")


class Inschaling(
    Block,
    title="Inschaling",
    vraag="schalen",
    path="parametersets.{parameterset}.inschaling.{niveau}.{cao}-{schaal}",
    intro="In welke schalen elk opleidingsniveau wordt betaald. Per set, niveau en cao samen 100%.",
):
    parameterset = Key("parameterset", hint="Kies een parameterset.", among=Parameterset)
    niveau = Key("opleidingsniveau", hint="Kies een opleidingsniveau.", among=NIVEAU)
    cao = Key("cao", hint="Kies een cao.", among=CAO)
    schaal = Key("schaal", hint="Een schaal van het blad Salarisschalen, of van de tredemix.")
    aandeel = percentage("aandeel schaal", "Deel van de medewerkers in deze schaal.")

    aandeel_cao = line("aandeel van de cao", PCT, B2("tabel 2"), Caomix.aandeel)
    gewicht = line("aandeel in het niveau", PCT, B2("tabel 2"), aandeel * aandeel_cao)
    schaalbedrag = line(
        "schaalbedrag",
        EUR_MAAND,
        B2("par. 1"),
        given(Tredeschaal.bedrag, Tredeschaal.bedrag, Opslagen.deel_schaalmaximum * Salarisschaal.maximum),
    )
    bijdrage = line(
        "bijdrage aan het maandsalaris",
        EUR_MAAND,
        B2("tabel 2"),
        gewicht * schaalbedrag,
    )


class Niveausalaris(Block, title="Maandsalaris per opleidingsniveau", form="berekend", sources=(Inschaling,)):
    parameterset = Key("parameterset")
    niveau = Key("opleidingsniveau")

    salaris = line("maandsalaris van het niveau", EUR_MAAND, B2("tabel 2"), Total(Inschaling.bijdrage))


class Opleidingsmix(
    Block,
    title="Opleidingsmix",
    vraag="schalen",
    path="parametersets.{parameterset}.opleidingsmix.{product}.{niveau}",
    intro="Welke opleidingsniveaus een product verzorgen. Per set en product samen 100%.",
):
    parameterset = Key("parameterset", hint="Kies een parameterset.", among=Parameterset)
    product = Key("product", hint="Kies een product.", among=Product)
    niveau = Key("opleidingsniveau", hint="Kies een opleidingsniveau.", among=NIVEAU)
    aandeel = percentage("aandeel niveau", "Deel van de inzet op dit niveau.")

    bijdrage = line("bijdrage aan het maandloon", EUR_MAAND, B2("tabel 3"), aandeel * Niveausalaris.salaris)


class Maandloon(
    Block,
    title="Maandlonen",
    path="parametersets.{parameterset}.maandloon.{product}",
    intro="Het gemiddelde maandloon van elk product, als u dat weet. Volgt het uit salarisschalen, laat "
    "het product hier dan weg.",
):
    parameterset = Key("parameterset", hint="Kies een parameterset.", among=Parameterset)
    product = Key("product", hint="Kies een product.", among=Product)
    maandloon = parameter(
        "opgegeven maandloon",
        EUR_MAAND,
        "Gemiddeld bruto maandloon bij 36 uur per week.",
        above=0,
        high=50000,
        usual=(1500, 9000),
    )


_HONDERD = "Pas de aandelen aan tot ze samen 100% zijn."


Check(
    "cao's samen 100%",
    Caomix,
    ("parameterset",),
    Total(Caomix.aandeel),
    "=",
    to_node(1),
    PCT,
    _HONDERD,
    Caomix.aandeel,
)
Check(
    "schalen samen 100%",
    Inschaling,
    ("parameterset", "niveau", "cao"),
    Total(Inschaling.aandeel),
    "=",
    to_node(1),
    PCT,
    _HONDERD,
    Inschaling.aandeel,
)
Check(
    "niveau ingeschaald in elke cao",
    Inschaling,
    ("parameterset", "niveau"),
    Total(Inschaling.gewicht),
    "=",
    to_node(1),
    PCT,
    "Geef voor dit niveau de schalen van elke cao uit de caomix van deze set.",
    Inschaling.aandeel,
    after=("cao's samen 100%", "schalen samen 100%"),
)
