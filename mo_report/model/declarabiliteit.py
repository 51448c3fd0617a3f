"""Report, Bijlage 2, par. 5: the hours of an fte that can be billed."""

from mo_report.engine.check import Check
from mo_report.engine.expression import given, to_node
from mo_report.engine.schema import Block, Key, line, parameter, percentage
from mo_report.engine.units import PCT, UUR_JAAR
from mo_report.model.algemeen import Parameterset
from mo_report.model.rekenwijze import B2

#: The check without which nothing that is divided by these hours can hold.
UREN_OVER = "declarabele uren boven nul"


class Declarabiliteit(
    Block,
    title="Declarabiliteit",
    needed=True,
    form="lijst",
    path="parametersets.{parameterset}.declarabele-uren.{parameter}",
    intro="Hoeveel uur van een voltijdbaan declarabel is. Bouw de uren op, of geef de "
    "productiviteit op als deel van de bruto uren. Doe niet allebei.",
):
    parameterset = Key("parameterset", hint="Kies een parameterset.", among=Parameterset)
    bruto = parameter(
        "bruto",
        UUR_JAAR,
        "Bruto beschikbare uren van een voltijdbaan.",
        above=0,
        high=8784,
        usual=(1600, 2100),
    )
    productiviteit_opgegeven = percentage(
        "opgegeven productiviteit",
        "Declarabele uren als deel van de bruto uren. Alleen als de opbouw van de uren niet bekend is.",
        usual=("0.5", "0.9"),
        optional=True,
    )
    feestdagen = parameter(
        "feestdagen",
        UUR_JAAR,
        "Uren op feestdagen.",
        low=0,
        high=8784,
        usual=(0, 100),
        optional=True,
    )
    verlof = parameter(
        "verlof",
        UUR_JAAR,
        "Verlofuren, ook bovenwettelijk.",
        low=0,
        high=8784,
        usual=(140, 350),
        optional=True,
    )
    verzuim = parameter(
        "verzuim",
        UUR_JAAR,
        "Uren ziekteverzuim.",
        low=0,
        high=8784,
        usual=(30, 200),
        optional=True,
    )
    opleiding = parameter(
        "opleiding en intervisie",
        UUR_JAAR,
        "Uren scholing en intervisie.",
        low=0,
        high=8784,
        usual=(0, 150),
        optional=True,
    )
    overleg = parameter(
        "overleg en administratie",
        UUR_JAAR,
        "Uren algemeen overleg en administratie.",
        low=0,
        high=8784,
        usual=(0, 250),
        optional=True,
    )
    overig = parameter(
        "overig",
        UUR_JAAR,
        "Andere uren die niet bij een cliënt horen.",
        low=0,
        high=8784,
        usual=(0, 150),
        optional=True,
    )

    verzuimpercentage = line(
        "verzuimpercentage",
        PCT,
        B2("tabel 9"),
        verzuim / (bruto - feestdagen - verlof),
        optional=True,
        publish=True,
    )
    werkbaar = line(
        "werkbare uren",
        UUR_JAAR,
        B2("tabel 9"),
        bruto - feestdagen - verlof - verzuim,
        optional=True,
        publish=True,
    )
    declarabele_uren = line(
        "declarabele uren",
        UUR_JAAR,
        B2("tabel 9"),
        given(
            productiviteit_opgegeven,
            productiviteit_opgegeven * bruto,
            werkbaar - opleiding - overleg - overig,
        ),
        publish=True,
        hint="Vul de opgegeven productiviteit in, of alle uren van de opbouw.",
    )
    productiviteit = line("productiviteit", PCT, B2("par. 5"), declarabele_uren / bruto, publish=True)
    either_or = (
        (productiviteit_opgegeven,),
        (feestdagen, verlof, verzuim, opleiding, overleg, overig),
    )


Check(
    UREN_OVER,
    Declarabiliteit,
    ("parameterset",),
    to_node(Declarabiliteit.declarabele_uren),
    ">",
    to_node(0),
    UUR_JAAR,
    "Maak de bruto uren hoger of de niet-declarabele uren lager.",
    Declarabiliteit.bruto,
)
