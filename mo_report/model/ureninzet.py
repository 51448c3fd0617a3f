"""Report, 4.2: the hours that are really worked, beside the hours that the tariff pays.

The report's main finding: the gap between the two, in hours and in euro.
"""

from mo_report.engine.check import Check
from mo_report.engine.expression import Total, given, to_node, when
from mo_report.engine.schema import AANTAL, UUR_DAG, UUR_ETMAAL, UUR_WEEK, Block, Key, line, parameter
from mo_report.model.algemeen import JA, Algemeen
from mo_report.model.locatie import Team
from mo_report.model.rekenwijze import RAPPORT
from mo_report.model.traject import Trajecturen

T2 = RAPPORT("par. 4.2, tabel 2")


class Dienst(
    Block,
    title="Dienstroosters",
    path="teams.{team}.diensten.{dienst}.{parameter}",
    intro="De diensten van elk team: hoeveel begeleiders, hoeveel uur, hoeveel dagen per week.",
    vraag="ureninzet",
):
    team = Key("team", hint="Kies een team.", among=Team)
    dienst = Key("dienst", hint="Een naam, bijvoorbeeld dag of avond.")
    begeleiders = parameter("begeleiders", AANTAL, "Aantal begeleiders tegelijk.", low=0, high=100, usual=(1, 10))
    uren = parameter("uren per dienst", UUR_DAG, "Duur van de dienst.", low=0, high=24)
    dagen = parameter("dagen per week", AANTAL, "Aantal dagen per week.", low=0, high=7)

    per_week = line("begeleidersuren per week", UUR_WEEK, T2, begeleiders * uren * dagen)


class Teamrooster(Block, title="Inzet volgens het rooster", form="berekend", sources=(Dienst,)):
    team = Key("team")

    per_week = line("uren van het team per week", UUR_WEEK, T2, Total(Dienst.per_week))
    trajecturen = line(
        "waarvan voor trajecten",
        UUR_WEEK,
        T2,
        when(Team.trajecten, JA, Total(Trajecturen.per_week), 0),
    )
    groepsuren = line("uren voor de groep per week", UUR_WEEK, T2, per_week - trajecturen)
    per_etmaal = line(
        "uren van het team per etmaal",
        UUR_ETMAAL,
        T2,
        groepsuren / Algemeen.dagen_per_week,
        publish=True,
    )
    op_groep = line(
        "uren per etmaal volgens het rooster",
        UUR_ETMAAL,
        T2,
        per_etmaal / Team.clienten * Algemeen.groepsgrootte,
        publish=True,
    )


class Inzet(Block, title="Feitelijke inzet", form="berekend", sources=(Team,)):
    team = Key("team")

    op_groep = line(
        "feitelijke uren per etmaal voor de groep",
        UUR_ETMAAL,
        T2,
        given(Team.opgegeven, Team.opgegeven, Teamrooster.op_groep),
        hint="Vul de opgegeven inzet in, of het aantal cliënten en op het blad Dienstroosters de diensten.",
    )


Check(
    "team houdt uren over voor de groep",
    Teamrooster,
    ("team",),
    to_node(Teamrooster.groepsuren),
    ">",
    to_node(0),
    UUR_WEEK,
    "Maak de diensten langer, of kies ‘nee’ bij trajecten in het rooster.",
    Dienst.uren,
)
