"""Report, 4.1 and 4.2: aanbieders, their locaties, and what these cost outside personnel."""

from mo_report.engine.expression import Word, compare, either, given, if_, when
from mo_report.engine.schema import EIGEN, Block, Choice, Key, Parameter, Text, line, parameter, percentage
from mo_report.engine.units import AANTAL, EUR_ETMAAL, EUR_JAAR, EUR_M2, EURO, JAREN, M2, UUR_ETMAAL
from mo_report.lib.notatie import Unit
from mo_report.model.algemeen import (
    BEKOSTIGING,
    COMPONENT,
    GEEN,
    HUISVESTING,
    JA_NEE,
    NACHTVARIANT,
    NEE,
    PLEK_VOOR,
    SOORT,
    SUBSIDIE,
    URENNORM,
    Algemeen,
    Product,
)
from mo_report.model.rekenwijze import RAPPORT

P41 = RAPPORT("par. 4.1")
_M2 = "Geef ook de oppervlakte."


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


class Perceel(
    Block,
    title="Percelen",
    path="percelen.{perceel}.{parameter}",
    vraag="percelen",
    intro="De percelen waarin de inkoop is verdeeld, zoals een regio. Bij een locatie kiest u het perceel. Wat u "
    "hier omschrijft, staat in de bijlage.",
):
    perceel = Key("perceel", hint="Naam van het perceel, zoals in de aanbesteding.")
    omschrijving = Text("omschrijving", hint="Wat er in dit perceel wordt gevraagd, en voor wie.", optional=True)


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
    perceel = Choice(
        "perceel",
        hint="Kies een perceel, als de inkoop in percelen is verdeeld.",
        optional=True,
        among=Perceel,
        vraag="percelen",
    )
    ook_in = Choice(
        "ook in perceel",
        hint="Het tweede perceel waar plekken van deze locatie in vallen. Een eigen set volgt het eerste.",
        optional=True,
        among=Perceel,
        vraag="percelen",
    )
    inrichting = Text(
        "inrichting", hint="Zoals eigen units, of een slaapzaal; ter informatie.", optional=True, vraag="percelen"
    )


def _deel(label: str, unit: Unit, hint: str, *, high: int, usual: tuple[str | int, str | int]) -> Parameter:
    return parameter(label, unit, hint, low=0, high=high, usual=usual, optional=True)


def _termijn(label: str, hint: str) -> Parameter:
    return parameter(label, JAREN, hint, above=0, high=100, usual=(3, 50), optional=True)


class Huisvesting(
    Block,
    title="Opbouw huisvesting",
    vraag="huisvesting",
    path="locaties.{locatie}.huisvesting.{parameter}",
    intro="Waar de kosten van een gebouw uit bestaan, per jaar. Noem wat er is en laat de rest leeg. Staat er op "
    "Locatiekosten ook een bedrag, dan geldt dat; de opbouw blijft ernaast staan.",
):
    locatie = Key("locatie", hint="Kies een locatie.", among=Locatie)
    oppervlakte = _deel("oppervlakte", M2, "Vierkante meters van de locatie.", high=100000, usual=(50, 10000))
    huur = _deel("huur", EUR_M2, "Huur per vierkante meter per jaar.", high=5000, usual=(50, 400))
    onderhoud = _deel("onderhoud", EUR_M2, "Onderhoud per vierkante meter per jaar.", high=1000, usual=(5, 100))
    investering = _deel(
        "investering", EURO, "Wat het gebouw of de verbouwing kostte.", high=1_000_000_000, usual=(10000, 20_000_000)
    )
    restwaarde = _deel(
        "restwaarde", EURO, "Wat er na de termijn van over is.", high=1_000_000_000, usual=(0, 20_000_000)
    )
    termijn = _termijn("afschrijvingstermijn", "In hoeveel jaar de investering wordt afgeschreven.")
    rente = percentage("rente", "Rente per jaar.", usual=(0, "0.08"), optional=True)
    rentedeel = percentage(
        "deel van de investering met rente",
        "Over welk deel van de investering gemiddeld rente loopt; 50% als die in gelijke delen wordt afgelost.",
        usual=("0.4", 1),
        optional=True,
    )
    inventaris = _deel("inventaris", EURO, "Wat de inventaris kostte.", high=100_000_000, usual=(1000, 2_000_000))
    inventaristermijn = _termijn("termijn inventaris", "In hoeveel jaar de inventaris wordt afgeschreven.")

    huur_jaar = line("huur per jaar", EUR_JAAR, EIGEN, given(huur, oppervlakte * huur, 0), hint=_M2)
    onderhoud_jaar = line("onderhoud per jaar", EUR_JAAR, EIGEN, given(onderhoud, oppervlakte * onderhoud, 0), hint=_M2)
    afschrijving = line(
        "afschrijving per jaar",
        EUR_JAAR,
        EIGEN,
        given(investering, (investering - either(restwaarde, 0)) / termijn, 0),
        hint="Geef bij de investering ook de afschrijvingstermijn.",
    )
    rente_jaar = line(
        "rente per jaar",
        EUR_JAAR,
        EIGEN,
        given(rente, investering * rentedeel * rente, 0),
        hint="Geef bij de rente ook de investering, en het deel daarvan waarover rente loopt.",
    )
    inventaris_jaar = line(
        "inventaris per jaar",
        EUR_JAAR,
        EIGEN,
        given(inventaris, inventaris / inventaristermijn, 0),
        hint="Geef bij de inventaris ook de termijn.",
    )
    jaarbedrag = line(
        "huisvesting per jaar",
        EUR_JAAR,
        EIGEN,
        huur_jaar + onderhoud_jaar + afschrijving + rente_jaar + inventaris_jaar,
    )
    per_plek = line(
        "huisvesting per plek volgens de opbouw",
        EUR_ETMAAL,
        EIGEN,
        # Without plekken there is no amount per plek, and none is paid.
        if_(compare(Locatie.plekken, "=", 0), 0, jaarbedrag / (Locatie.plekken * Algemeen.dagen_per_jaar)),
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
    bekostiging = Choice("bekostiging", hint="Via het tarief, of via een aparte subsidie.", among=BEKOSTIGING)
    bedrag = parameter(
        "bedrag",
        EUR_ETMAAL,
        "Kosten per plek per etmaal. Leeg bij huisvesting die op het blad Opbouw huisvesting staat.",
        low=0,
        high=10000,
        usual=(0, 200),
        optional=True,
    )

    # What is given counts; the build-up is for a house of which no amount is given.
    kosten = line(
        "kosten per plek",
        EUR_ETMAAL,
        P41,
        when(component, HUISVESTING, either(bedrag, Huisvesting.per_plek), bedrag),
        hint="Vul een bedrag in, of bij huisvesting de locatie op het blad Opbouw huisvesting.",
    )
    in_tarief = line(
        "kosten in het tarief",
        EUR_ETMAAL,
        P41,
        if_(compare(bekostiging, "=", Word(SUBSIDIE)), 0, kosten),
    )
    gesubsidieerd = line(
        "betaald via subsidie (1 is ja)", AANTAL, P41, if_(compare(bekostiging, "=", Word(SUBSIDIE)), 1, 0)
    )
    via_subsidie = line("kosten via subsidie", EUR_ETMAAL, P41, kosten - in_tarief)


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
