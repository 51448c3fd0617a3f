"""Report, 4.1 and 4.2: aanbieders, their locaties, and what these cost outside personnel."""

from mo_report.engine.expression import Word, compare, if_
from mo_report.engine.schema import Block, Choice, Key, Text, line, parameter
from mo_report.engine.units import AANTAL, EUR_ETMAAL, EUR_JAAR, UUR_ETMAAL
from mo_report.model.algemeen import (
    BEKOSTIGING,
    COMPONENT,
    GEEN,
    JA_NEE,
    NACHTVARIANT,
    NEE,
    PLEK_VOOR,
    SOORT,
    SUBSIDIE,
    URENNORM,
    Product,
)
from mo_report.model.rekenwijze import RAPPORT

P41 = RAPPORT("par. 4.1")


class Urennorm(
    Block,
    title="Urennormen",
    needed=True,
    path="urennormen.{urennorm}.{soort}.{product}",
    intro="Uren woonbegeleiding per etmaal voor een hele groep (zie groepsgrootte op het blad Algemeen).",
):
    urennorm = Key("urennorm", hint="Kies een urennorm.", among=URENNORM)
    soort = Key("soort opvang", hint="Kies een soort opvang.", among=SOORT)
    product = Key("product", hint="Kies een product.", among=Product)
    uren = parameter(
        "uren per etmaal",
        UUR_ETMAAL,
        "Uren begeleiding per etmaal voor de hele groep.",
        low=0,
        high=1000,
        usual=(1, 60),
    )


class Aanbieder(
    Block,
    title="Aanbieders",
    vraag="aanbieders",
    owns=True,
    needed=True,
    intro="De organisaties die opvang leveren. Elke aanbieder krijgt een eigen map met alleen zijn eigen gegevens.",
):
    aanbieder = Key("aanbieder", hint="Naam van de organisatie.")
    toelichting = Text("omschrijving", hint="Vrije tekst.", optional=True)
    consortium = Choice(
        "in het consortium",
        hint="Ja: doet mee in de taakgerichte variant. Leeg of nee: niet.",
        optional=True,
        vraag="taakgericht",
        among=JA_NEE,
    )


class Team(
    Block,
    title="Teams",
    owns=True,
    path="teams.{team}.{parameter}",
    intro="Wie er in de praktijk begeleidt. Geef de feitelijke inzet op, of vul het aantal cliënten "
    "in en op het blad Dienstroosters de diensten. Een team kan voor meer locaties werken.",
    vraag="ureninzet",
):
    team = Key("team", hint="Naam van het team.")
    aanbieder = Choice("aanbieder", hint="Kies een aanbieder.", among=Aanbieder)
    opgegeven = parameter(
        "opgegeven inzet",
        UUR_ETMAAL,
        "Feitelijke uren begeleiding per etmaal, omgerekend naar een hele groep (zie groepsgrootte).",
        low=0,
        high=1000,
        usual=(1, 60),
        optional=True,
    )
    clienten = parameter(
        "cliënten van het team",
        AANTAL,
        "Aantal cliënten voor wie het rooster geldt.",
        above=0,
        high=10000,
        usual=(1, 200),
        optional=True,
    )
    trajecten = Choice(
        "trajecten in het rooster",
        hint="Ja: het team doet in deze diensten ook de trajecten; die uren gaan eraf.",
        optional=True,
        among=JA_NEE,
    )


class Locatie(
    Block,
    title="Locaties",
    owns=True,
    within="aanbieder",
    needed=True,
    path="locaties.{locatie}.{parameter}",
    intro="De opvanglocaties, met per locatie de soort begeleiding.",
):
    locatie = Key("locatie", hint="Naam van de locatie; elke naam komt één keer voor.")
    plaats = Text("plaats", hint="Plaatsnaam.", most=120)
    aanbieder = Choice("aanbieder", hint="Naam van de aanbieder.", among=Aanbieder, gives=True)
    doelgroep = Text("doelgroep", hint="Voor wie de locatie is.", optional=True)
    soort = Choice("soort opvang", hint="24-uurs of nacht.", among=SOORT)
    product = Choice("begeleiding overdag", hint="Kies een product.", among=Product)
    nachtvariant = Choice(
        "begeleiding in de nacht",
        hint="Kies een nachtvariant, of ‘geen’.",
        among=NACHTVARIANT,
        vraag="nacht",
        without=GEEN,
    )
    gezinnen = Choice("gezinnen", hint="Ja: dan telt de kindtoeslag mee.", among=JA_NEE, vraag="gezinnen", without=NEE)
    team = Choice(
        "team",
        hint="Het team op deze locatie, als de feitelijke inzet bekend is.",
        optional=True,
        among=Team,
    )
    plekken = parameter("plekken", AANTAL, "Aantal plekken.", low=0, high=10000, usual=(1, 200))
    plek_voor = Choice(
        "een plek is voor",
        hint="Een cliënt, of een heel gezin: dan zijn de bedragen per plek bedragen per gezin. Leeg: een cliënt.",
        optional=True,
        among=PLEK_VOOR,
        vraag="gezinnen",
    )


class Locatiekosten(
    Block,
    title="Locatiekosten",
    path="locaties.{locatie}.{component}.{parameter}",
    intro="Huisvesting, hotelmatige kosten en voeding per plek per etmaal. Betaalt de gemeente "
    "een deel via subsidie, dan telt dat niet mee in het tarief.",
):
    locatie = Key("locatie", hint="Kies een locatie.", among=Locatie)
    component = Key("component", hint="Kies een component.", among=COMPONENT)
    bedrag = parameter("bedrag", EUR_ETMAAL, "Kosten per plek per etmaal.", low=0, high=10000, usual=(0, 200))
    bekostiging = Choice("bekostiging", hint="Via het tarief, of via een aparte subsidie.", among=BEKOSTIGING)

    in_tarief = line(
        "kosten in het tarief",
        EUR_ETMAAL,
        P41,
        if_(compare(bekostiging, "=", Word(SUBSIDIE)), 0, bedrag),
    )
    gesubsidieerd = line(
        "betaald via subsidie (1 is ja)", AANTAL, P41, if_(compare(bekostiging, "=", Word(SUBSIDIE)), 1, 0)
    )
    via_subsidie = line("kosten via subsidie", EUR_ETMAAL, P41, bedrag - in_tarief)


class Beveiliging(
    Block,
    title="Beveiliging",
    path="locaties.{locatie}.beveiliging.{parameter}",
    intro="Beveiliging wordt apart betaald: een bedrag per locatie per jaar, buiten het tarief. Noem "
    "elke locatie met beveiliging, ook als het bedrag niet bekend is.",
    vraag="beveiliging",
):
    locatie = Key("locatie", hint="Kies een locatie.", among=Locatie)
    bedrag = parameter(
        "bedrag per jaar",
        EUR_JAAR,
        "Wat de beveiliging van deze locatie per jaar kost; leeg als het niet bekend is.",
        low=0,
        high=100000000,
        usual=(0, 2000000),
        optional=True,
    )
