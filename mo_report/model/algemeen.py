"""What holds for the whole calculation: the names in use, dates and counting units."""

from mo_report.engine.schema import (
    STATUS_BY_WORD,
    Block,
    Choice,
    Key,
    Options,
    Parameter,
    Status,
    Text,
    parameter,
    percentage,
)
from mo_report.engine.units import AANTAL, DATUM, EURO, JAAR, MAANDEN
from mo_report.model.kader import KADER

CAO = Options("cao", explanation="De cao's waaruit u salarisschalen en ORT-tijdvakken gebruikt.")
NIVEAU = Options("opleidingsniveau", explanation="Zoals MBO-4 of HBO.")
GEEN = "geen"
NACHTVARIANT = Options("nachtvariant", always=(GEEN,), explanation="Zoals piket, slaapwacht of wakende wacht.")
URENNORM = Options("urennorm", explanation="Elke bron van uren per etmaal een eigen naam.")
ROOSTER = Options("rooster", explanation="Openingstijden of diensten waarvoor u ORT berekent.")
SOORT = Options("soort opvang", fixed=("24-uurs", "nacht"))
#: The days that an ORT band or a roster may hold for, as the weekdays (0 is maandag) and feestdag.
FEESTDAG = "feestdag"
DAGGROEPEN: dict[str, frozenset[int | str]] = {
    "elke dag": frozenset([*range(7), FEESTDAG]),
    "ma-vr": frozenset(range(5)),
    "ma-do": frozenset(range(4)),
    "vr": frozenset([4]),
    "za": frozenset([5]),
    "zo": frozenset([6]),
    "zo en feestdag": frozenset([6, FEESTDAG]),
    FEESTDAG: frozenset([FEESTDAG]),
}
#: Groups in which every cao treats all days alike; the model counts with these.
DAGSOORTEN = ("ma-do", "vr", "za", "zo", FEESTDAG)
DAGSOORT = Options("dagsoort", fixed=DAGSOORTEN)
DAGEN = Options("dagen", fixed=tuple(DAGGROEPEN))
HUISVESTING, HOTELMATIG, VOEDING = "huisvesting", "hotelmatig", "voeding"
#: Parts of a tariff that no price of a locatie is given for; each moves with an index of its own.
BEGELEIDING, KINDTOESLAG = "begeleiding", "kindtoeslag"
COMPONENT = Options("component", fixed=(HUISVESTING, HOTELMATIG, VOEDING))
TARIEF, SUBSIDIE = "tarief", "subsidie"
BEKOSTIGING = Options("bekostiging", fixed=(TARIEF, SUBSIDIE))
CLIENT, GEZIN = "cliënt", "gezin"
PLEK_VOOR = Options("een plek is voor", fixed=(CLIENT, GEZIN))
UUR, MINUUT = "uur", "minuut"
PRODUCTEENHEID = Options("eenheid van een product", fixed=(UUR, MINUUT))
CENTEN, PER_MINUUT = "centen", "centen per minuut"
AFRONDING = Options("afronden op", fixed=(CENTEN, PER_MINUUT))
VASTE_PRIJS, ONDERGRENS = "vaste prijs", "ondergrens"
PRIJSVORM = Options("soort prijs", fixed=(VASTE_PRIJS, ONDERGRENS, "prijs van de inschrijver"))
MAANDNAMEN = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
EERSTE_MAAND = MAANDNAMEN[0]
MAAND = Options("maand", fixed=MAANDNAMEN)
JA, NEE = "ja", "nee"
JA_NEE = Options("ja of nee", fixed=(JA, NEE))
KALENDER = Status.KALENDER.word
#: The last is only for what every calendar says.
STATUSLIJST = Options("status", fixed=(*(word for word in STATUS_BY_WORD if word != KALENDER), KALENDER))

ALGEMENE_LIJSTEN = (
    CAO,
    NIVEAU,
    NACHTVARIANT,
    URENNORM,
    ROOSTER,
    SOORT,
    DAGEN,
    DAGSOORT,
    COMPONENT,
    BEKOSTIGING,
    JA_NEE,
    PLEK_VOOR,
    PRODUCTEENHEID,
    AFRONDING,
    PRIJSVORM,
    KADER,
    STATUSLIJST,
)


class Bron(
    Block,
    title="Bronnen",
    if_named=True,
    intro="De documenten waar uw cijfers uit komen. Bij elk cijfer kiest u een bron uit deze lijst "
    "en noemt u de vindplaats.",
):
    bron = Key("bron", hint="Korte naam van het document, zoals hij bij de cijfers staat.")
    titel = Text("titel", hint="Volledige titel.")
    uitgever = Text("uitgever", hint="Wie het document maakte.", optional=True)
    jaar = Text("jaar van uitgave", hint="Jaar van uitgave.", optional=True)


class Parameterset(
    Block,
    title="Parametersets",
    vraag="varianten",
    needed=True,
    intro="Elke set is een samenhangende reeks uitgangspunten, zoals de waarden van een gemeente of "
    "het advies van een bureau. U kunt met één set rekenen, of met meer sets naast elkaar.",
):
    parameterset = Key("parameterset", hint="Naam van de set, bijvoorbeeld ‘Voorstel 2027’.")
    omschrijving = Text("omschrijving", hint="Waar deze set vandaan komt.", optional=True)


class Product(
    Block,
    title="Producten",
    vraag="producten",
    needed=True,
    intro="De soorten inzet waarvoor een uurtarief wordt berekend.",
):
    product = Key("product", hint="Naam van het product of de variant.")
    omschrijving = Text("omschrijving", hint="Wat het product inhoudt.", optional=True)
    code = Text("productcode", hint="De code in uw administratie, zoals 15A12.", optional=True, most=40)
    eenheid = Choice(
        "declareren per", hint="In welke eenheid u declareert. Leeg: uur.", optional=True, among=PRODUCTEENHEID
    )
    taakveld = Text("taakveld", hint="Het taakveld in uw begroting, zoals 6.81.", optional=True, most=40)
    afronding = Choice(
        "afronden op",
        hint="Hele centen, of hele centen per minuut: dan is het uurtarief deelbaar door 60. Leeg: hele centen.",
        optional=True,
        among=AFRONDING,
    )
    prijsvorm = Choice(
        "soort prijs",
        hint="Een vaste prijs, een ondergrens voor inschrijvers, of een prijs die de inschrijver noemt en verantwoordt.",
        optional=True,
        among=PRIJSVORM,
        vraag="reele-prijs",
    )


class Tariefvariant(
    Block,
    title="Tariefvarianten",
    vraag="varianten",
    needed=True,
    intro="Een tariefvariant is een parameterset met een urennorm. Voor elke locatie wordt elke "
    "variant berekend. Op het blad Algemeen kiest u de variant die leidend is.",
):
    tariefvariant = Key("tariefvariant", hint="Naam van de variant.")
    parameterset = Choice("parameterset", hint="De set waarmee u rekent.", among=Parameterset)
    urennorm = Choice("urennorm", hint="De norm voor uren per etmaal.", among=URENNORM)
    feitelijk = Choice(
        "feitelijke inzet",
        hint="Ja: reken met de feitelijke inzet van een locatie, waar die bekend is. Leeg of nee: reken met de norm.",
        optional=True,
        among=JA_NEE,
        vraag="ureninzet",
    )
    ort_dienstrooster = Choice(
        "ORT van het dienstrooster",
        hint="Ja: reken op een locatie met een dienstrooster met de ORT daarvan. Nee: met de ORT van de set. "
        "Leeg: ja bij feitelijke inzet, anders nee.",
        optional=True,
        among=JA_NEE,
        vraag="ureninzet",
    )
    eigen_sets = Choice(
        "met eigen sets",
        hint="Leeg of ja: waar op het blad Eigen sets een andere set staat, geldt die. Nee: overal de set hiernaast.",
        optional=True,
        among=JA_NEE,
        vraag="eigen-sets",
    )


class Algemeen(
    Block,
    title="Algemeen",
    needed=True,
    form="lijst",
    path="algemeen.{parameter}",
    intro="Gegevens die voor de hele berekening gelden.",
):
    gemeente = Text("gemeente", hint="Naam van de gemeente die inkoopt.", most=120)
    kenmerk = Text("kenmerk", hint="Uw zaaknummer of kenmerk; staat op elk document.", most=120)
    versie = Text(
        "versie", hint="Welke versie van de invoer dit is, zoals 2; staat op elk document.", optional=True, most=40
    )
    datum = Parameter("datum", DATUM, "Datum van deze berekening; staat op elk document.")
    ronde = Text(
        "ronde van reacties",
        hint="Legt u deze versie voor aan aanbieders: welke ronde is dat, zoals 1?",
        optional=True,
        most=40,
        vraag="aanbieders",
    )
    sluiting = Parameter(
        "reageren tot en met",
        DATUM,
        "Tot en met deze dag kunnen aanbieders reageren.",
        optional=True,
        vraag="aanbieders",
    )
    namen_in_nota = Choice(
        "aanbieders noemen in de nota",
        hint="Ja: de nota van reacties noemt wie wat betwist. Leeg of nee: zij noemt geen aanbieder.",
        optional=True,
        among=JA_NEE,
        vraag="aanbieders",
    )
    prijspeil = parameter("prijspeil", JAAR, "Jaar waarin de prijzen gelden.", low=2000, high=2100, usual=(2015, 2035))
    tariefvariant = Choice(
        "leidende tariefvariant",
        hint="Met deze variant rekent het tariefblad. Is er maar één, geef die dan hier een naam.",
        among=Tariefvariant,
    )
    maanden_per_jaar = parameter(
        "maanden per jaar",
        AANTAL,
        "Aantal maandsalarissen per jaar.",
        above=0,
        high=14,
        usual=(12, 12),
        kalender=12,
    )
    dagen_per_jaar = parameter(
        "dagen per jaar",
        AANTAL,
        "365, of 366 in een schrikkeljaar.",
        low=1,
        high=366,
        usual=(365, 366),
        kalender=365,
    )
    uren_per_dag = parameter(
        "uren in een etmaal",
        AANTAL,
        "Aantal uren van een etmaal; een dienst over middernacht wordt daar gesplitst.",
        above=0,
        high=24,
        usual=(24, 24),
        kalender=24,
    )
    dagen_per_week = parameter(
        "dagen per week",
        AANTAL,
        "Aantal dagen waarover uren per week worden verdeeld.",
        low=1,
        high=7,
        usual=(7, 7),
        kalender=7,
    )
    minuten_per_uur = parameter(
        "minuten per uur",
        AANTAL,
        "Om een uurtarief op hele centen per minuut af te ronden.",
        above=0,
        high=60,
        usual=(60, 60),
        kalender=60,
        vraag="producten",
    )
    groepsgrootte = parameter(
        "groepsgrootte",
        AANTAL,
        "Aantal plekken waarvoor de urennormen gelden.",
        low=1,
        high=1000,
        usual=(8, 60),
    )
    tolerantie = percentage(
        "tolerantie reële prijs",
        "Zoveel mag een geldend tarief onder het berekende liggen. Leeg: het mag niet lager zijn.",
        usual=(0, "0.05"),
        optional=True,
        vraag="geldende-tarieven",
    )
    kader = Choice(
        "wettelijk kader",
        hint=f"De wet die zegt waar een reële prijs op rust. Leeg: {KADER.fixed[0]}.",
        optional=True,
        among=KADER,
        vraag="reele-prijs",
    )
    definities = Choice(
        "definities van kosten in de bijlage",
        hint="Leeg of ja: achter in de bijlage staat wat onder elke soort kosten valt. Nee: dat staat er niet.",
        optional=True,
        among=JA_NEE,
        vraag="onderbouwing",
    )
    oordeel_openbaar = Choice(
        "oordeel over geldende tarieven in de bijlage",
        hint="Ja: het oordeel staat ook in de openbare bijlage en in de tariefbladen. Leeg of nee: alleen in uw overzicht.",
        optional=True,
        among=JA_NEE,
        vraag="geldende-tarieven",
    )
    bandbreedte_openbaar = Choice(
        "bandbreedte in de bijlage",
        hint="Ja: wat de tarieven kunnen zijn staat ook in de bijlagen. Leeg of nee: alleen in uw overzicht en dossier.",
        optional=True,
        among=JA_NEE,
        vraag="bandbreedte",
    )
    dagen_per_maand = parameter(
        "dagen per maand",
        AANTAL,
        "Om een bijdrage per maand om te rekenen naar een etmaal. Nodig voor het blad Cliënttypen.",
        above=0,
        high=31,
        usual=(30, 31),
        optional=True,
        vraag="eigen-bijdrage",
    )
    maanden_laag = parameter(
        "maanden lage eigen bijdrage",
        MAANDEN,
        "Zo lang geldt de lage eigen bijdrage bij eigen woonlasten. Nodig voor het blad Cliënttypen.",
        low=0,
        high=120,
        usual=(0, 12),
        optional=True,
        vraag="eigen-bijdrage",
    )
    verdelen_op = parameter(
        "verdelen op",
        EURO,
        "De kleinste eenheid bij het verdelen over gemeenten: 0,01 is op de cent. Nodig voor het blad Taakjaren.",
        low="0.01",
        high=1000000,
        usual=("0.01", 1000),
        optional=True,
        vraag="taakgericht",
    )
