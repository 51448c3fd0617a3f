"""Report, Bijlage 2, par. 7, and 4.2: night cover, the child supplement and the dagopvang."""

from mo_report.engine.check import Check
from mo_report.engine.expression import either, given, lowest, rounded
from mo_report.engine.schema import Block, Choice, Key, line, parameter, percentage
from mo_report.engine.units import AANTAL, EUR_ETMAAL, EUR_JAAR, EUR_MAAND, EUR_UUR, UUR_DAG, UUR_ETMAAL
from mo_report.model.algemeen import NACHTVARIANT, Algemeen, Parameterset, Product
from mo_report.model.rekenwijze import B2, RAPPORT
from mo_report.model.uurtarief import Uurtarief


class Nacht(
    Block,
    title="Nachtvarianten",
    vraag="nacht",
    path="parametersets.{parameterset}.nachtvarianten.{nachtvariant}.{parameter}",
    intro="Wat begeleiding in de nacht kost. Reken met uren × uurtarief, met een bedrag per maand, "
    "of geef een vastgesteld bedrag. Is er een vastgesteld bedrag, dan geldt dat; de berekening "
    "blijft ernaast staan.",
):
    parameterset = Key("parameterset", hint="Kies een parameterset.", among=Parameterset)
    nachtvariant = Key("nachtvariant", hint="Kies een nachtvariant.", among=NACHTVARIANT)
    uren = parameter(
        "uren per etmaal",
        UUR_ETMAAL,
        "Uren die per etmaal worden betaald.",
        low=0,
        high=240,
        usual=(0, 24),
        optional=True,
    )
    product = Choice("product", hint="Het product waarvan het uurtarief geldt.", optional=True, among=Product)
    verdeeld_over = parameter(
        "verdeeld over plekken",
        AANTAL,
        "Aantal plekken dat deze uren samen betaalt; 1 als de uren al per plek zijn.",
        above=0,
        high=1000,
        optional=True,
    )
    maandbedrag = parameter(
        "bedrag per maand",
        EUR_MAAND,
        "Bedrag per cliënt per maand.",
        low=0,
        high=100000,
        usual=(0, 3000),
        optional=True,
    )
    vastgesteld = parameter(
        "vastgesteld bedrag",
        EUR_ETMAAL,
        "Bedrag per plek per etmaal dat is vastgesteld.",
        low=0,
        high=10000,
        usual=(0, 100),
        optional=True,
    )
    groep = parameter(
        "plekken per wacht",
        AANTAL,
        "Voor hoeveel plekken samen één wacht is gerekend. Dit verandert het tarief niet: het laat zien hoeveel "
        "wachten een locatie betaald krijgt.",
        above=0,
        high=1000,
        usual=(5, 60),
        optional=True,
    )

    berekend = line(
        "berekend nachttarief",
        EUR_ETMAAL,
        B2("par. 7"),
        given(
            uren,
            uren * Uurtarief.uurtarief / verdeeld_over,
            maandbedrag * Algemeen.maanden_per_jaar / Algemeen.dagen_per_jaar,
        ),
        optional=True,
        publish=True,
    )
    tarief = line(
        "nachttarief",
        EUR_ETMAAL,
        B2("par. 7"),
        either(vastgesteld, berekend),
        hint="Vul uren, product en verdeeld over plekken in, of een bedrag per maand, of een vastgesteld bedrag.",
    )
    tarief_afgerond = line("nachttarief afgerond", EUR_ETMAAL, B2("tabel 11"), rounded(tarief), tariff=True)
    either_or = ((uren, product, verdeeld_over), (maandbedrag,))


class Kindtoeslag(
    Block,
    title="Kindtoeslag",
    vraag="gezinnen",
    form="lijst",
    path="parametersets.{parameterset}.kindtoeslag.{parameter}",
    intro="Toeslag per plek voor gezinnen, als deel van huisvesting en hotelmatige kosten. Laat dit "
    "leeg voor een set zonder kindtoeslag.",
):
    parameterset = Key("parameterset", hint="Kies een parameterset.", among=Parameterset)
    deel = percentage("deel van de grondslag", "Extra kosten voor kinderen.", usual=(0, "0.5"))
    grondslag = parameter(
        "grondslag",
        EUR_ETMAAL,
        "Huisvesting en hotelmatige kosten per plek per etmaal.",
        low=0,
        high=10000,
        usual=(0, 200),
    )
    vastgesteld = parameter(
        "vastgestelde toeslag",
        EUR_ETMAAL,
        "Het bedrag dat geldt, als dat is afgerond.",
        low=0,
        high=10000,
        usual=(0, 100),
        optional=True,
    )

    kapitaallasten = parameter(
        "waarvan kapitaallasten",
        EUR_ETMAAL,
        "Het deel van de toeslag voor het gebouw; de rest is hotelmatig.",
        low=0,
        high=10000,
        usual=(0, 100),
        optional=True,
    )
    kapitaal_in_subsidie = percentage(
        "kapitaallasten via subsidie",
        "Welk deel van deze kapitaallasten de subsidie voor het gebouw al dekt, op locaties met zo'n subsidie: "
        "100% is alles. Leeg: niets, de hele toeslag telt.",
        optional=True,
    )

    berekend = line("berekende kindtoeslag", EUR_ETMAAL, B2("par. 7"), deel * grondslag, publish=True)
    kindtoeslag = line("kindtoeslag", EUR_ETMAAL, B2("par. 7"), either(vastgesteld, berekend))
    kindtoeslag_afgerond = line("kindtoeslag afgerond", EUR_ETMAAL, B2("tabel 11"), rounded(kindtoeslag), tariff=True)


Check(
    "kapitaallasten hoogstens de hele kindtoeslag",
    Kindtoeslag,
    ("parameterset",),
    given(Kindtoeslag.kapitaallasten, lowest(Kindtoeslag.kapitaallasten, Kindtoeslag.kindtoeslag), 0),
    "=",
    given(Kindtoeslag.kapitaallasten, Kindtoeslag.kapitaallasten, 0),
    EUR_ETMAAL,
    "Laat de kapitaallasten een deel van de toeslag zijn.",
    Kindtoeslag.kapitaallasten,
)


class Dagopvang(
    Block,
    title="Dagopvang",
    vraag="dagopvang",
    form="lijst",
    path="parametersets.{parameterset}.dagopvang.{parameter}",
    intro="Het tarief per uur openstelling van de dagopvang. Laat dit leeg voor een set zonder dagopvang.",
):
    parameterset = Key("parameterset", hint="Kies een parameterset.", among=Parameterset)
    product = Choice("product", hint="Het product waarvan het uurtarief geldt.", among=Product)
    begeleiders = parameter("begeleiders", AANTAL, "Aantal begeleiders tegelijk.", low=0, high=100, usual=(1, 10))
    uren_per_dag = parameter("uren open per dag", UUR_DAG, "Uren openstelling per dag.", low=0, high=24, usual=(1, 24))
    dagen_open = parameter(
        "dagen open per jaar",
        AANTAL,
        "Aantal dagen open per jaar.",
        low=0,
        high=366,
        usual=(50, 366),
    )

    per_uur = line(
        "dagopvang per uur openstelling",
        EUR_UUR,
        RAPPORT("par. 4.2"),
        begeleiders * Uurtarief.uurtarief,
        publish=True,
    )
    per_uur_afgerond = line("dagopvang per uur afgerond", EUR_UUR, RAPPORT("par. 4.2"), rounded(per_uur), tariff=True)
    # From the unrounded rate: only so does the report's 371.333,72 come out.
    per_jaar = line(
        "dagopvang per jaar",
        EUR_JAAR,
        RAPPORT("par. 4.2"),
        dagen_open * uren_per_dag * per_uur,
        publish=True,
    )
    per_jaar_afgerond = line(
        "dagopvang per jaar afgerond", EUR_JAAR, RAPPORT("par. 4.2"), rounded(per_jaar), tariff=True
    )
