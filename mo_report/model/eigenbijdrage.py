"""Report, 4.3: what a cliënt pays: today per locatie, and by the advice (Wlz systematics)."""

from mo_report.engine.expression import compare, given, highest, if_, lowest, when
from mo_report.engine.schema import Block, Choice, Key, Options, line, parameter, percentage
from mo_report.engine.units import AANTAL, EUR_ETMAAL, EUR_HUISHOUDEN, EUR_HUISHOUDEN_MAAND, EURO, MAANDEN
from mo_report.model.algemeen import JA, JA_NEE, SOORT, Algemeen
from mo_report.model.locatie import Locatie
from mo_report.model.rekenwijze import RAPPORT

P43 = RAPPORT("par. 4.3")
INNER = Options("wie int", fixed=("BCT", "aanbieder", "gemeente"))
NACHT = "nacht"


class EigenBijdrage(
    Block,
    title="Eigen bijdrage",
    path="locaties.{locatie}.eigen-bijdrage.{parameter}",
    intro="Wat cliënten nu betalen en welk deel wordt geïnd. Gaat de bijdrage af van wat de "
    "aanbieder krijgt, kies dan ‘ja’ bij verrekend.",
    vraag="eigen-bijdrage",
):
    locatie = Key("locatie", hint="Kies een locatie.", among=Locatie)
    bedrag = parameter(
        "bedrag per plek",
        EUR_ETMAAL,
        "Eigen bijdrage per plek per etmaal; voor een gezin het bedrag van het hele gezin.",
        low=0,
        high=1000,
        usual=(0, 50),
    )
    inning = percentage("inningspercentage", "Welk deel van de bijdragen binnenkomt.")
    inner = Choice("wie int", hint="Wie de bijdrage int.", among=INNER)
    verrekend = Choice("verrekend", hint="Gaat de bijdrage af van het bedrag voor de aanbieder?", among=JA_NEE)

    geind = line("geïnde eigen bijdrage", EUR_ETMAAL, P43, bedrag * inning)
    in_mindering = line("deel dat van de betaling afgaat", EUR_ETMAAL, P43, when(verrekend, JA, geind, 0))


class Huishouden(
    Block,
    title="Huishoudens",
    path="eigen-bijdrage.{huishouden}.{parameter}",
    intro="Bedragen voor de eigen bijdrage volgens de Wlz, per soort huishouden. Ze veranderen elk "
    "jaar: neem ze over van het CAK en het Nibud.",
    vraag="eigen-bijdrage",
):
    huishouden = Key("huishouden", hint="Bijvoorbeeld alleenstaande of paar.")
    personen = parameter("personen", AANTAL, "Aantal volwassenen.", low=1, high=2)
    inkomen = parameter("inkomen", EURO, "Netto inkomen per maand.", low=0, high=100000, usual=(500, 5000))
    laag = parameter(
        "lage eigen bijdrage",
        EURO,
        "Per maand; leeg als die niet bekend is.",
        low=0,
        high=10000,
        usual=(0, 1000),
        optional=True,
    )
    hoog = parameter("hoge eigen bijdrage", EURO, "Per maand.", low=0, high=10000, usual=(0, 2500))
    zakgeld = parameter(
        "zak- en kleedgeld",
        EURO,
        "Wat er per maand minstens moet overblijven.",
        low=0,
        high=10000,
        usual=(200, 1000),
    )
    voeding = parameter(
        "voeding per persoon",
        EURO,
        "Gaat per persoon per maand af van de bijdrage als cliënten zelf voor eten zorgen.",
        low=0,
        high=10000,
        usual=(100, 400),
    )


class Clienttype(
    Block,
    title="Cliënttypen",
    path="clienttypen.{clienttype}.{parameter}",
    intro="Voorbeelden van cliënten voor wie het model de eigen bijdrage volgens de Wlz berekent: "
    "laag of hoog, en nooit zo veel dat er te weinig overblijft.",
    vraag="eigen-bijdrage",
):
    clienttype = Key("cliënttype", hint="Naam van het voorbeeld.")
    huishouden = Choice("huishouden", hint="Kies een huishouden.", among=Huishouden)
    soort = Choice("soort opvang", hint="24-uurs of nacht.", among=SOORT)
    woonlasten = Choice("eigen woonlasten", hint="Betaalt de cliënt ook nog een eigen woning?", among=JA_NEE)
    zelf_voeding = Choice("zelf voor voeding", hint="Zorgt de cliënt zelf voor eten?", among=JA_NEE)
    verblijf = parameter("maanden verblijf", MAANDEN, "Hoe lang de cliënt blijft.", low=0, high=600, usual=(0, 24))
    eerder = parameter(
        "maanden nachtopvang vooraf",
        MAANDEN,
        "Maanden in de nachtopvang, direct voor dit verblijf; die tellen mee.",
        low=0,
        high=600,
        usual=(0, 24),
    )
    kosten = parameter(
        "kosten van de voorziening",
        EUR_ETMAAL,
        "De bijdrage is nooit hoger. Leeg: geen grens.",
        low=0,
        high=10000,
        usual=(10, 300),
        optional=True,
    )

    voeding = line(
        "aftrek voor voeding",
        EUR_HUISHOUDEN_MAAND,
        P43,
        when(zelf_voeding, JA, Huishouden.voeding * Huishouden.personen, 0),
    )
    ruimte = line(
        "inkomen boven zak- en kleedgeld",
        EUR_HUISHOUDEN_MAAND,
        P43,
        highest(0, Huishouden.inkomen - Huishouden.zakgeld),
    )
    grens = line(
        "hoogste bijdrage",
        EUR_HUISHOUDEN_MAAND,
        P43,
        given(kosten, lowest(ruimte, kosten * Algemeen.dagen_per_maand), ruimte),
    )
    laag = line(
        "lage bijdrage per maand",
        EUR_HUISHOUDEN_MAAND,
        P43,
        lowest(highest(0, Huishouden.laag - voeding), grens),
        optional=True,
        publish=True,
    )
    laag_etmaal = line(
        "lage bijdrage per etmaal",
        EUR_HUISHOUDEN,
        P43,
        laag / Algemeen.dagen_per_maand,
        optional=True,
        publish=True,
    )
    hoog = line(
        "hoge bijdrage per maand",
        EUR_HUISHOUDEN_MAAND,
        P43,
        lowest(highest(0, Huishouden.hoog - voeding), grens),
        publish=True,
    )
    hoog_etmaal = line(
        "hoge bijdrage per etmaal",
        EUR_HUISHOUDEN,
        P43,
        hoog / Algemeen.dagen_per_maand,
        publish=True,
    )
    maanden_laag = line(
        "maanden met de lage bijdrage",
        MAANDEN,
        P43,
        when(
            soort,
            NACHT,
            verblijf,
            when(
                woonlasten,
                JA,
                lowest(verblijf, highest(0, Algemeen.maanden_laag - eerder)),
                0,
            ),
        ),
    )
    maanden_hoog = line("maanden met de hoge bijdrage", MAANDEN, P43, verblijf - maanden_laag)
    eerste_maand = line(
        "bijdrage in de eerste maand",
        EUR_HUISHOUDEN_MAAND,
        P43,
        when(
            soort,
            NACHT,
            laag,
            when(woonlasten, JA, if_(compare(maanden_laag, "=", 0), hoog, laag), hoog),
        ),
        optional=True,
        tariff=True,
    )
    daarna = line(
        "bijdrage daarna",
        EUR_HUISHOUDEN_MAAND,
        P43,
        when(soort, NACHT, laag, hoog),
        optional=True,
        tariff=True,
    )
    totaal = line(
        "bijdrage over het hele verblijf",
        EURO,
        P43,
        given(
            laag,
            maanden_laag * laag + maanden_hoog * hoog,
            when(soort, NACHT, laag, when(woonlasten, JA, laag, maanden_hoog * hoog)),
        ),
        optional=True,
    )
