"""Report, 4.1: trajectfinanciering, an amount per cliënt per etmaal beside the plek."""

from mo_report.engine.expression import rounded
from mo_report.engine.schema import EIGEN, Block, Choice, Key, Line, line, parameter
from mo_report.engine.units import AANTAL, EUR_CLIENT, EUR_CLIENT_WEEK, EUR_JAAR, EUR_UUR, UUR_JAAR, UUR_WEEK
from mo_report.model.algemeen import Algemeen, Product, Tariefvariant
from mo_report.model.eigenset import ELDERS
from mo_report.model.locatie import P41, Locatie
from mo_report.model.uurtarief import Uurtarief


class Trajectsoort(
    Block,
    title="Trajectsoorten",
    vraag="trajecten",
    path="trajectsoorten.{traject}.{parameter}",
    intro="De soorten trajecten die een cliënt kan krijgen, met de uren per week.",
):
    traject = Key("traject", hint="Naam van de soort traject.")
    product = Choice("product", hint="Het product waarvan het uurtarief geldt.", among=Product)
    uren = parameter(
        "uren per cliënt per week",
        UUR_WEEK,
        "Gemiddeld aantal uren begeleiding per cliënt per week.",
        low=0,
        high=168,
        usual=("0.5", 10),
    )


class Traject(
    Block,
    title="Trajecten",
    vraag="trajecten",
    path="locaties.{locatie}.trajecten.{traject}",
    intro="Hoeveel cliënten van een locatie een traject krijgen. Trajecten staan naast het tarief "
    "per plek; ze tellen daar niet in mee.",
):
    locatie = Key("locatie", hint="Kies een locatie.", among=Locatie)
    traject = Key("traject", hint="Kies een soort traject.", among=Trajectsoort)
    clienten = parameter("cliënten", AANTAL, "Gemiddeld aantal cliënten met dit traject.", low=0, high=10000)


class Trajecturen(Block, title="Uren van trajecten", form="berekend", sources=(Traject, Locatie)):
    locatie = Key("locatie")
    traject = Key("traject")

    per_week = line("trajecturen per week", UUR_WEEK, P41, Traject.clienten * Trajectsoort.uren)


def _per_week(uurtarief: Line) -> Line:
    return line("trajecttarief per cliënt per week", EUR_CLIENT_WEEK, P41, Trajectsoort.uren * uurtarief, optional=True)


def _per_etmaal(per_week: Line, *, publish: bool = False) -> Line:
    return line(
        "trajecttarief per cliënt per etmaal",
        EUR_CLIENT,
        P41,
        per_week / Algemeen.dagen_per_week,
        publish=publish,
        optional=True,
    )


class Trajectprijs(
    Block,
    title="Tarief per soort traject",
    form="berekend",
    sources=(Tariefvariant, Trajectsoort),
):
    """What a kind of traject costs, wherever it is given: for the public annex too."""

    traject = Key("traject")
    tariefvariant = Key("tariefvariant")

    uurtarief = line("uurtarief van deze soort traject", EUR_UUR, P41, Uurtarief.uurtarief, optional=True)
    per_week = _per_week(uurtarief)
    per_etmaal = _per_etmaal(per_week)
    per_etmaal_afgerond = line(
        "tarief per soort traject afgerond", EUR_CLIENT, P41, rounded(per_etmaal), tariff=True, optional=True
    )


class Trajecttarief(
    Block,
    title="Tarief per traject",
    form="berekend",
    sources=(Tariefvariant, Traject, Trajectsoort),
):
    locatie = Key("locatie")
    traject = Key("traject")
    tariefvariant = Key("tariefvariant")

    uurtarief = line("uurtarief van het traject", EUR_UUR, P41, Uurtarief.uurtarief)
    per_week = _per_week(uurtarief)
    per_etmaal = _per_etmaal(per_week, publish=True)
    uren_jaar = line(
        "uren van het traject per jaar",
        UUR_JAAR,
        EIGEN,
        Traject.clienten * Trajectsoort.uren / Algemeen.dagen_per_week * Algemeen.dagen_per_jaar,
    )
    per_etmaal_afgerond = line("trajecttarief afgerond", EUR_CLIENT, P41, rounded(per_etmaal), tariff=True)
    clienten = line("aantal cliënten", AANTAL, P41, Traject.clienten)
    jaarbedrag = line(
        "trajecten per jaar",
        EUR_JAAR,
        P41,
        rounded(per_etmaal_afgerond * clienten * Algemeen.dagen_per_jaar),
        publish=True,
        tariff=True,
    )
    eigen_set_jaar = line(
        "meer per jaar aan trajecten doordat een eigen set telt",
        EUR_JAAR,
        EIGEN,
        uren_jaar * (uurtarief - ELDERS),
        optional=True,
    )
