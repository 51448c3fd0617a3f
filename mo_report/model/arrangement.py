"""Nota 2023/323732: the variant of today for beschermd wonen, an arrangement per client.

An arrangement is hours of begeleiding, a night and a stay. Its budget follows the number of clients,
how long they stay and how heavy their care is. It stands beside the plekken and the taakbudget.
"""

from mo_report.engine.expression import Total, either, given, rounded
from mo_report.engine.schema import EIGEN, Block, Choice, Key, Parameter, line, parameter
from mo_report.engine.units import AANTAL, EUR_CLIENT, EUR_CLIENT_WEEK, EUR_JAAR, FACTOR, UUR_WEEK
from mo_report.model.algemeen import (
    BEGELEIDING,
    HOTELMATIG,
    HUISVESTING,
    NACHTVARIANT,
    VOEDING,
    Algemeen,
    Product,
    Tariefvariant,
)
from mo_report.model.componenten import Nacht
from mo_report.model.indexering import Index
from mo_report.model.locatie import Locatie
from mo_report.model.rekenwijze import NOTA
from mo_report.model.taakgericht import Taakbudget, Taaklocatie
from mo_report.model.uurtarief import Uurtarief


def _verblijf(label: str, hint: str) -> Parameter:
    return parameter(label, EUR_CLIENT, hint, low=0, high=10000, usual=(0, 200), optional=True)


class Arrangement(
    Block,
    title="Arrangementen",
    vraag="arrangementen",
    path="arrangementen.{arrangement}.{parameter}",
    intro="De variant waarin elke cliënt een arrangement krijgt: uren begeleiding, een nacht en een verblijf. Het "
    "budget volgt uit het aantal cliënten, hoe lang zij blijven en hoe zwaar de zorg is.",
    internal=True,
):
    arrangement = Key("arrangement", hint="Naam van het arrangement.")
    nachtvariant = Choice(
        "begeleiding in de nacht",
        hint="Kies een nachtvariant; leeg als er geen is.",
        optional=True,
        among=NACHTVARIANT,
    )
    clienten = parameter("cliënten per jaar", AANTAL, "Hoeveel cliënten het in een jaar krijgen.", low=0, high=100000)
    duur = parameter(
        "dagen per cliënt", AANTAL, "Hoeveel dagen een cliënt in een jaar gemiddeld blijft.", low=0, high=366
    )
    zorgzwaarte = parameter(
        "zorgzwaarte",
        FACTOR,
        "Hoe zwaar de zorg van deze cliënten is: 1 is gemiddeld, 1,1 is tien procent meer uren.",
        low=0,
        high=10,
        usual=("0.5", 2),
    )
    huisvesting = _verblijf(
        "huisvesting per etmaal", "Wat het gebouw per cliënt per etmaal kost; leeg als hij niet inwoont."
    )
    hotelmatig = _verblijf("hotelmatig per etmaal", "Hotelmatige kosten per cliënt per etmaal.")
    voeding = _verblijf("voeding per etmaal", "Voeding per cliënt per etmaal.")


class Arrangementuren(
    Block,
    title="Uren per arrangement",
    vraag="arrangementen",
    path="arrangementen.{arrangement}.{product}.{parameter}",
    intro="Hoeveel uur begeleiding per week bij een arrangement hoort, per product.",
    internal=True,
):
    arrangement = Key("arrangement", hint="Kies een arrangement.", among=Arrangement)
    product = Key("product", hint="Kies een product.", among=Product)
    uren = parameter(
        "uren per week", UUR_WEEK, "Uren per cliënt per week bij gemiddelde zorg.", low=0, high=168, usual=("0.5", 40)
    )


class Arrangementdeel(
    Block,
    title="Begeleiding van een arrangement",
    form="berekend",
    sources=(Algemeen, Tariefvariant, Arrangementuren),
):
    arrangement = Key("arrangement")
    product = Key("product")

    per_week = line(
        "begeleiding per cliënt per week", EUR_CLIENT_WEEK, NOTA, Arrangementuren.uren * Uurtarief.uurtarief
    )


class Arrangementtarief(
    Block,
    title="Tarief per arrangement",
    form="berekend",
    sources=(Algemeen, Tariefvariant, Arrangement),
):
    """With the leading variant, which Algemeen names."""

    arrangement = Key("arrangement")

    begeleiding = line(
        "begeleiding per cliënt per etmaal",
        EUR_CLIENT,
        NOTA,
        Total(Arrangementdeel.per_week) * Arrangement.zorgzwaarte / Algemeen.dagen_per_week,
    )
    nacht = line(
        "nacht per cliënt per etmaal",
        EUR_CLIENT,
        NOTA,
        given(Arrangement.nachtvariant, either(Nacht.tarief, 0), 0),
    )
    verblijf = line(
        "verblijf per cliënt per etmaal",
        EUR_CLIENT,
        NOTA,
        either(Arrangement.huisvesting, 0) + either(Arrangement.hotelmatig, 0) + either(Arrangement.voeding, 0),
    )
    tarief = line("arrangement per cliënt per etmaal", EUR_CLIENT, NOTA, begeleiding + nacht + verblijf)
    tarief_afgerond = line("arrangement afgerond", EUR_CLIENT, NOTA, rounded(tarief), tariff=True)
    etmalen = line("etmalen van alle cliënten", AANTAL, NOTA, Arrangement.clienten * Arrangement.duur)
    jaarbedrag = line("arrangement per jaar", EUR_JAAR, NOTA, rounded(tarief_afgerond * etmalen), tariff=True)
    # Each part with its own index; the year's amount is on the cents of the tariff.
    deel_begeleiding = line("begeleiding en nacht per jaar", EUR_JAAR, EIGEN, etmalen * (begeleiding + nacht))
    deel_huisvesting = line("huisvesting per jaar", EUR_JAAR, EIGEN, etmalen * either(Arrangement.huisvesting, 0))
    deel_hotelmatig = line("hotelmatig per jaar", EUR_JAAR, EIGEN, etmalen * either(Arrangement.hotelmatig, 0))
    deel_voeding = line("voeding per jaar", EUR_JAAR, EIGEN, etmalen * either(Arrangement.voeding, 0))


class Arrangementbudget(Block, title="Arrangementen samen", form="berekend", sources=(Arrangement,)):
    etmalen = line("etmalen van alle arrangementen", AANTAL, NOTA, Total(Arrangementtarief.etmalen))
    jaarbedrag = line("alle arrangementen per jaar", EUR_JAAR, NOTA, Total(Arrangementtarief.jaarbedrag), tariff=True)
    begeleiding = line("waarvan begeleiding en nacht", EUR_JAAR, EIGEN, Total(Arrangementtarief.deel_begeleiding))
    huisvesting = line("waarvan huisvesting", EUR_JAAR, EIGEN, Total(Arrangementtarief.deel_huisvesting))
    hotelmatig = line("waarvan hotelmatig", EUR_JAAR, EIGEN, Total(Arrangementtarief.deel_hotelmatig))
    voeding = line("waarvan voeding", EUR_JAAR, EIGEN, Total(Arrangementtarief.deel_voeding))


class Taaketmaal(Block, title="Etmalen van plekken", form="berekend", sources=(Taaklocatie, Arrangement)):
    reeks = Key("reeks")
    jaar = Key("jaar")
    locatie = Key("locatie")

    etmalen = line("etmalen van de locatie", AANTAL, NOTA, Locatie.plekken * Algemeen.dagen_per_jaar)


class Drievarianten(Block, title="Drie varianten naast elkaar", form="berekend", sources=(Taakbudget, Arrangement)):
    """The three ways to pay that the nota names, in each year of the task."""

    reeks = Key("reeks")
    jaar = Key("jaar")

    etmalen = line("etmalen van de arrangementen", AANTAL, NOTA, Arrangementbudget.etmalen)
    plekken = line("etmalen van alle plekken", AANTAL, NOTA, Total(Taaketmaal.etmalen))
    met_begeleiding = line(
        "begeleiding en nacht van het jaar",
        EUR_JAAR,
        NOTA,
        Arrangementbudget.begeleiding * Index.factor.of(onderdeel=BEGELEIDING),
    )
    met_verblijf = line(
        "verblijf van het jaar",
        EUR_JAAR,
        NOTA,
        Arrangementbudget.huisvesting * Index.factor.of(onderdeel=HUISVESTING)
        + Arrangementbudget.hotelmatig * Index.factor.of(onderdeel=HOTELMATIG)
        + Arrangementbudget.voeding * Index.factor.of(onderdeel=VOEDING),
    )
    arrangementen = line("arrangementen", EUR_JAAR, NOTA, rounded(met_begeleiding + met_verblijf), tariff=True)
    beschikbaarheid = line(
        "plekken en trajecten", EUR_JAAR, NOTA, Taakbudget.beschikbaarheid + Taakbudget.trajecten + Taakbudget.dagopvang
    )
    taakgericht = line("taakgericht", EUR_JAAR, NOTA, Taakbudget.taakbudget)
    verschil = line("arrangementen min taakgericht", EUR_JAAR, NOTA, arrangementen - taakgericht)
