"""Report, 4.1 and 4.2: the tariff per plek per etmaal of a locatie."""

from mo_report.expressie import Total, Word, compare, either, if_, rounded, when
from mo_report.model.algemeen import (
    BEKOSTIGING,
    COMPONENT,
    GEEN,
    JA_NEE,
    NACHTVARIANT,
    SOORT,
    SUBSIDIE,
    URENNORM,
    Algemeen,
    Product,
    Tariefvariant,
)
from mo_report.model.componenten import Kindtoeslag, Nacht
from mo_report.model.uurtarief import Uurtarief
from mo_report.schema import (
    AANTAL,
    EUR_ETMAAL,
    EUR_JAAR,
    EUR_UUR,
    RAPPORT,
    UUR_ETMAAL,
    Block,
    Choice,
    Key,
    Text,
    line,
    parameter,
)

P41 = RAPPORT("par. 4.1")


class Urennorm(
    Block,
    title="Urennormen",
    path="urennormen.{urennorm}.{soort}.{product}",
    intro="Uren woonbegeleiding per etmaal voor een hele groep (zie groepsgrootte op het blad "
    "Algemeen).",
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
    intro="De organisaties die opvang leveren. Elke aanbieder krijgt een eigen map met alleen zijn "
    "eigen gegevens.",
):
    aanbieder = Key("aanbieder", hint="Naam van de organisatie.")
    toelichting = Text("omschrijving", hint="Vrije tekst.", optional=True)


class Locatie(
    Block,
    title="Locaties",
    path="locaties.{locatie}.{parameter}",
    intro="De opvanglocaties, met per locatie de soort begeleiding overdag en in de nacht.",
):
    locatie = Key("locatie", hint="Naam van de locatie; elke naam komt één keer voor.")
    plaats = Text("plaats", hint="Plaatsnaam.")
    aanbieder = Choice("aanbieder", hint="Kies een aanbieder.", among=Aanbieder)
    doelgroep = Text("doelgroep", hint="Voor wie de locatie is.", optional=True)
    soort = Choice("soort opvang", hint="24-uurs of nacht.", among=SOORT)
    product = Choice("begeleiding overdag", hint="Kies een product.", among=Product)
    nachtvariant = Choice(
        "begeleiding in de nacht",
        hint="Kies een nachtvariant, of ‘geen’.",
        among=NACHTVARIANT,
    )
    gezinnen = Choice("gezinnen", hint="Ja: dan telt de kindtoeslag mee.", among=JA_NEE)
    plekken = parameter("plekken", AANTAL, "Aantal plekken.", low=0, high=10000, usual=(1, 200))


class Locatiekosten(
    Block,
    title="Locatiekosten",
    path="locaties.{locatie}.{component}.{parameter}",
    intro="Huisvesting, hotelmatige kosten en voeding per plek per etmaal. Betaalt de gemeente "
    "een deel via subsidie, dan telt dat niet mee in het tarief.",
):
    locatie = Key("locatie", hint="Kies een locatie.", among=Locatie)
    component = Key("component", hint="Kies een component.", among=COMPONENT)
    bedrag = parameter(
        "bedrag", EUR_ETMAAL, "Kosten per plek per etmaal.", low=0, high=10000, usual=(0, 200)
    )
    bekostiging = Choice(
        "bekostiging", hint="Via het tarief, of via een aparte subsidie.", among=BEKOSTIGING
    )

    in_tarief = line(
        "kosten in het tarief",
        EUR_ETMAAL,
        P41,
        if_(compare(bekostiging, "=", Word(SUBSIDIE)), 0, bedrag),
    )


class Locatietarief(
    Block,
    title="Tarief per plek per etmaal",
    form="berekend",
    path="locaties.{locatie}.{tariefvariant}.{parameter}",
    sources=(Tariefvariant, Locatie),
):
    locatie = Key("locatie")
    tariefvariant = Key("tariefvariant")

    uren_per_etmaal = line("uren per etmaal voor de groep", UUR_ETMAAL, P41, Urennorm.uren)
    uurtarief = line("uurtarief begeleiding overdag", EUR_UUR, P41, Uurtarief.uurtarief)
    dag = line(
        "begeleiding overdag",
        EUR_ETMAAL,
        P41,
        uren_per_etmaal * uurtarief / Algemeen.groepsgrootte,
    )
    nacht = line(
        "begeleiding in de nacht",
        EUR_ETMAAL,
        P41,
        when(Locatie.nachtvariant, GEEN, 0, Nacht.tarief),
    )
    huisvesting = line(
        "huisvesting",
        EUR_ETMAAL,
        P41,
        either(Locatiekosten.in_tarief.of(component="huisvesting"), 0),
    )
    hotelmatig = line(
        "hotelmatige kosten",
        EUR_ETMAAL,
        P41,
        either(Locatiekosten.in_tarief.of(component="hotelmatig"), 0),
    )
    voeding = line(
        "voeding", EUR_ETMAAL, P41, either(Locatiekosten.in_tarief.of(component="voeding"), 0)
    )
    kindtoeslag = line(
        "kindtoeslag gezinnen",
        EUR_ETMAAL,
        RAPPORT("bijlage 2, par. 7"),
        when(Locatie.gezinnen, "ja", either(Kindtoeslag.kindtoeslag, 0), 0),
    )
    tarief_per_plek_per_etmaal = line(
        "tarief per plek per etmaal",
        EUR_ETMAAL,
        P41,
        dag + nacht + huisvesting + hotelmatig + voeding + kindtoeslag,
        publish=True,
    )
    tarief_per_plek_per_etmaal_afgerond = line(
        "tarief per plek per etmaal afgerond",
        EUR_ETMAAL,
        P41,
        rounded(tarief_per_plek_per_etmaal),
        tariff=True,
    )
    plekken = line("aantal plekken", AANTAL, RAPPORT("tabel 1"), Locatie.plekken)
    # From the rounded tariff: that is what is invoiced, so a reader can check it by hand and
    # totals add up to the cent.
    jaarbedrag = line(
        "bedrag per jaar",
        EUR_JAAR,
        P41,
        rounded(tarief_per_plek_per_etmaal_afgerond * plekken * Algemeen.dagen_per_jaar),
        publish=True,
        tariff=True,
    )


class AanbiederTotaal(
    Block, title="Totaal per aanbieder", form="berekend", sources=(Tariefvariant, Aanbieder)
):
    aanbieder = Key("aanbieder")
    tariefvariant = Key("tariefvariant")

    plekken = line("plekken samen", AANTAL, P41, Total(Locatietarief.plekken))
    jaarbedrag = line(
        "bedrag per jaar samen", EUR_JAAR, P41, Total(Locatietarief.jaarbedrag), tariff=True
    )


class Regiototaal(Block, title="Totaal van de regio", form="berekend", sources=(Tariefvariant,)):
    tariefvariant = Key("tariefvariant")

    plekken = line("plekken in de regio", AANTAL, P41, Total(AanbiederTotaal.plekken))
    jaarbedrag = line(
        "bedrag per jaar in de regio", EUR_JAAR, P41, Total(AanbiederTotaal.jaarbedrag), tariff=True
    )
