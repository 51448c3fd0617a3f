"""Report, 4.2: the hours that are really worked, beside the hours that the tariff pays.

The report's main finding: the gap between the two, in hours and in euro.
"""

from mo_report.engine.check import Check
from mo_report.engine.expression import Total, compare, given, if_, to_node, when
from mo_report.engine.schema import EIGEN, Block, Choice, Key, line, parameter
from mo_report.engine.units import AANTAL, EUR_UUR, PCT, UUR_DAG, UUR_ETMAAL, UUR_WEEK
from mo_report.model.algemeen import JA, NEE, ROOSTER, Algemeen, Tariefvariant
from mo_report.model.locatie import Locatie, Team
from mo_report.model.ort import OrtSet
from mo_report.model.rekenwijze import RAPPORT
from mo_report.model.traject import Trajecturen
from mo_report.model.uurtarief import Uurtarief, bij_ort

T2 = RAPPORT("par. 4.2, tabel 2")
_KEUZE = Tariefvariant.ort_dienstrooster


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
    rooster = Choice(
        "rooster",
        hint="Het rooster met de begin- en eindtijd van deze dienst. Dan is de ORT van het team bekend. Mag leeg.",
        optional=True,
        among=ROOSTER,
        vraag="roosters",
    )

    per_week = line("begeleidersuren per week", UUR_WEEK, T2, begeleiders * uren * dagen)
    met_rooster = line("waarvan met begin- en eindtijd", UUR_WEEK, EIGEN, given(rooster, per_week, 0))


class Teamrooster(Block, title="Inzet volgens het rooster", form="berekend", sources=(Dienst,)):
    team = Key("team")

    per_week = line("uren van het team per week", UUR_WEEK, T2, Total(Dienst.per_week))
    met_rooster = line("uren van het team met begin- en eindtijd", UUR_WEEK, EIGEN, Total(Dienst.met_rooster))
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


class Dienstort(Block, title="ORT van elke dienst", form="berekend", sources=(Dienst, OrtSet)):
    """The bands of the cao's of a set, over the hours of each service that has a roster."""

    parameterset = Key("parameterset")
    team = Key("team")
    dienst = Key("dienst")

    uren = line("uren van de dienst per week", UUR_WEEK, EIGEN, Dienst.per_week)
    ort = line("ORT van de dienst", PCT, EIGEN, OrtSet.ort)
    toeslaguren = line("uren van de dienst × ORT", UUR_WEEK, EIGEN, uren * ort)


class Teamort(Block, title="ORT van het dienstrooster per team", form="berekend", sources=(Dienstort,)):
    parameterset = Key("parameterset")
    team = Key("team")

    uren = line("uren van het team met ORT", UUR_WEEK, EIGEN, Total(Dienstort.uren))
    ort = line(
        "ORT van het team",
        PCT,
        EIGEN,
        if_(compare(uren, "=", 0), 0, Total(Dienstort.toeslaguren) / uren),
        publish=True,
    )


class Locatieort(
    Block,
    title="ORT van het dienstrooster",
    form="berekend",
    sources=(Tariefvariant, Locatie),
):
    """What the services of the team of a locatie ask, beside the ORT that the set counts with."""

    locatie = Key("locatie")
    tariefvariant = Key("tariefvariant")

    telt = line(
        "rekenen met de ORT van het dienstrooster (1 is ja)",
        AANTAL,
        EIGEN,
        when(_KEUZE, JA, 1, when(_KEUZE, NEE, 0, when(Tariefvariant.feitelijk, JA, 1, 0))),
    )
    ort_dienstrooster = line("ORT van het dienstrooster", PCT, EIGEN, Teamort.ort, optional=True)
    uurtarief_dienstrooster = line(
        "uurtarief bij de ORT van het dienstrooster",
        EUR_UUR,
        EIGEN,
        bij_ort(ort_dienstrooster),
        optional=True,
    )
    uurtarief_verschil = line(
        "uurtarief van de set min dat bij het dienstrooster",
        EUR_UUR,
        EIGEN,
        Uurtarief.uurtarief - uurtarief_dienstrooster,
        optional=True,
    )


Check(
    "alle diensten van het team hebben een rooster, of geen",
    Teamrooster,
    ("team",),
    if_(compare(Teamrooster.met_rooster, "=", 0), Teamrooster.per_week, Teamrooster.met_rooster),
    "=",
    to_node(Teamrooster.per_week),
    UUR_WEEK,
    "Kies bij elke dienst van dit team een rooster. Anders is de ORT van het team niet bekend.",
    Dienst.begeleiders,
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
