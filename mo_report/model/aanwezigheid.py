"""What the amount of a locatie buys: hours, people at once, and night watches, beside what is asked.

The report asks from what size of group more staff is needed (4.2); it gives no answer. Here it
follows from the norm, the presence that the description of the variant asks for, and the group that
a night watch is priced for.
"""

from mo_report.engine.expression import compare, if_, rounded
from mo_report.engine.schema import EIGEN, Block, Key, line, parameter
from mo_report.engine.units import AANTAL, EUR_ETMAAL, EUR_JAAR, FTE, PCT, UUR_DAG, UUR_ETMAAL, UUR_JAAR
from mo_report.lib.notatie import Unit
from mo_report.model.algemeen import SOORT, URENNORM, Algemeen, Product, Tariefvariant
from mo_report.model.componenten import Nacht
from mo_report.model.declarabiliteit import Declarabiliteit
from mo_report.model.eigenset import ELDERS
from mo_report.model.etmaaltarief import Locatietarief
from mo_report.model.locatie import Locatie, Urennorm
from mo_report.model.ureninzet import Locatieort
from mo_report.model.uurtarief import Uurtarief

#: People and watches are told in parts of one: 0,16 of a person is what a small locatie gets.
DEEL = Unit(AANTAL.word, "getal", "#,##0.00", 2, 2)


class Aanwezigheid(
    Block,
    title="Aanwezigheid",
    path="aanwezigheid.{urennorm}.{soort}.{product}.{parameter}",
    intro="Hoeveel begeleiders er op een locatie moeten zijn, en hoe lang, volgens de omschrijving van de "
    "variant. Dit verandert geen tarief: het laat zien of het tarief die aanwezigheid betaalt.",
    vraag="ureninzet",
):
    urennorm = Key("urennorm", hint="Kies een urennorm.", among=URENNORM)
    soort = Key("soort opvang", hint="Kies een soort opvang.", among=SOORT)
    product = Key("product", hint="Kies een product.", among=Product)
    begeleiders = parameter(
        "begeleiders tegelijk", AANTAL, "Hoeveel begeleiders er tegelijk moeten zijn.", above=0, high=100, usual=(1, 5)
    )
    uren = parameter(
        "uren aanwezig per dag",
        UUR_DAG,
        "Hoeveel uur per dag er iemand moet zijn, gemiddeld over de week (6 uur op werkdagen is 6 × 5 / 7).",
        above=0,
        high=24,
    )

    samen = line("begeleidersuren per dag", UUR_DAG, EIGEN, begeleiders * uren)
    # A norm of nothing pays nobody, however large the group.
    per_begeleider = line(
        "plekken per begeleider tegelijk",
        DEEL,
        EIGEN,
        if_(compare(Urennorm.uren, "=", 0), 0, uren * Algemeen.groepsgrootte / Urennorm.uren),
        optional=True,
    )
    alle = line("plekken voor alle gevraagde begeleiders", DEEL, EIGEN, per_begeleider * begeleiders, optional=True)


class AndereUren(
    Block,
    title="Andere uren",
    path="locaties.{locatie}.andere-uren.{keuze}.{parameter}",
    intro="Uren die ook te verdedigen zijn, bijvoorbeeld omdat de bron niet duidelijk is. Er verandert geen "
    "tarief: u ziet wat de keuze scheelt.",
    vraag="ureninzet",
):
    locatie = Key("locatie", hint="Kies een locatie.", among=Locatie)
    keuze = Key("keuze", hint="Wat er anders zou zijn, in een paar woorden.")
    uren = parameter(
        "uren per etmaal",
        UUR_ETMAAL,
        "Uren begeleiding per etmaal voor de hele groep, als deze keuze geldt.",
        low=0,
        high=1000,
        usual=(1, 60),
    )


class Urenkeuze(
    Block,
    title="Wat een andere keuze scheelt",
    form="berekend",
    sources=(Tariefvariant, AndereUren),
):
    locatie = Key("locatie")
    keuze = Key("keuze")
    tariefvariant = Key("tariefvariant")

    uren = line("uren per etmaal bij deze keuze", UUR_ETMAAL, EIGEN, AndereUren.uren)
    verschil = line("uren meer dan het tarief betaalt", UUR_ETMAAL, EIGEN, uren - Locatietarief.uren_per_etmaal)
    per_jaar = line(
        "verschil met het tarief per jaar",
        EUR_JAAR,
        EIGEN,
        rounded(
            verschil * Locatietarief.uurtarief / Algemeen.groepsgrootte * Locatie.plekken * Algemeen.dagen_per_jaar
        ),
    )


class Betaald(
    Block,
    title="Wat het tarief betaalt",
    form="berekend",
    path="locaties.{locatie}.{tariefvariant}.betaald.{parameter}",
    sources=(Tariefvariant, Locatie),
):
    locatie = Key("locatie")
    tariefvariant = Key("tariefvariant")

    uren_locatie = line(
        "uren per etmaal op deze locatie",
        UUR_DAG,
        EIGEN,
        Locatietarief.uren_per_etmaal * Locatie.plekken / Algemeen.groepsgrootte,
    )
    uren_jaar = line("uren per jaar op deze locatie", UUR_JAAR, EIGEN, uren_locatie * Algemeen.dagen_per_jaar)
    fte = line(
        "voltijdbanen voor de dag",
        FTE,
        EIGEN,
        uren_jaar / Declarabiliteit.declarabele_uren,
    )
    uren_gevraagd = line("uren per etmaal volgens de omschrijving", UUR_DAG, EIGEN, Aanwezigheid.samen, optional=True)
    tegelijk_gevraagd = line("begeleiders tegelijk, gevraagd", DEEL, EIGEN, Aanwezigheid.begeleiders, optional=True)
    tegelijk = line("begeleiders tegelijk, betaald", DEEL, EIGEN, uren_locatie / Aanwezigheid.uren, optional=True)
    deel = line(
        "deel van de gevraagde aanwezigheid dat is betaald", PCT, EIGEN, uren_locatie / uren_gevraagd, optional=True
    )
    betaalde_wachten = line("wachten die het tarief betaalt", DEEL, EIGEN, Locatie.plekken / Nacht.groep, optional=True)
    nacht_jaar = line(
        "nacht per jaar",
        EUR_JAAR,
        EIGEN,
        rounded(Locatietarief.nacht * Locatie.plekken * Algemeen.dagen_per_jaar),
    )
    wacht_jaar = line(
        "kosten van één wacht per jaar",
        EUR_JAAR,
        EIGEN,
        rounded(Nacht.tarief * Nacht.groep * Algemeen.dagen_per_jaar),
        optional=True,
    )
    ort_dienstrooster_effect = line(
        "ORT van de set min dienstrooster, per plek",
        EUR_ETMAAL,
        EIGEN,
        # Positive where the set counts with more than the services ask.
        Locatietarief.uren_per_etmaal * Locatieort.uurtarief_verschil / Algemeen.groepsgrootte,
        optional=True,
    )
    ort_dienstrooster_jaar = line(
        "ORT van de set min dienstrooster, per jaar",
        EUR_JAAR,
        EIGEN,
        rounded(ort_dienstrooster_effect * Locatie.plekken * Algemeen.dagen_per_jaar),
        optional=True,
    )
    dienstrooster_jaar = line(
        "meer per jaar doordat de ORT van het dienstrooster telt",
        EUR_JAAR,
        EIGEN,
        uren_jaar * (Locatietarief.uurtarief - Uurtarief.uurtarief),
    )
    eigen_set_jaar = line(
        "meer per jaar aan uren doordat een eigen set telt",
        EUR_JAAR,
        EIGEN,
        uren_jaar * (Uurtarief.uurtarief - ELDERS),
        optional=True,
    )
