"""Report, 4.2: the dagopvang of a locatie, for any opening hours and number of begeleiders."""

from mo_report.engine.expression import either, given, rounded
from mo_report.engine.schema import EIGEN, Block, Choice, Key, line, parameter
from mo_report.engine.units import AANTAL, EUR_JAAR, EUR_UUR, PCT, UUR_OPEN
from mo_report.model.algemeen import CAO, ROOSTER, Algemeen, Tariefvariant
from mo_report.model.componenten import Dagopvang
from mo_report.model.locatie import Locatie
from mo_report.model.ort import RoosterWeek
from mo_report.model.rekenwijze import RAPPORT
from mo_report.model.uurtarief import Uurtarief, bij_ort

P42 = RAPPORT("par. 4.2")
_ROOSTER = "Kies bij het rooster ook de cao van het rooster, en vul dat rooster in."


class Dagopvanglocatie(
    Block,
    title="Dagopvang per locatie",
    path="locaties.{locatie}.dagopvang.{parameter}",
    intro="Locaties met dagopvang. Laat u een cel leeg, dan geldt de waarde van het blad Dagopvang. "
    "Een rooster, altijd met een cao, geeft de uren van het hele jaar en de ORT.",
    vraag="dagopvang",
):
    locatie = Key("locatie", hint="Kies een locatie.", among=Locatie)
    stoelen = parameter(
        "stoelen",
        AANTAL,
        "Hoeveel bezoekers er tegelijk kunnen zijn; ter informatie.",
        low=0,
        high=10000,
        usual=(1, 300),
        optional=True,
    )
    begeleiders = parameter(
        "begeleiders",
        AANTAL,
        "Aantal begeleiders tegelijk.",
        low=0,
        high=100,
        usual=(1, 10),
        optional=True,
    )
    dagen_open = parameter(
        "dagen open per jaar",
        AANTAL,
        "Aantal dagen open per jaar; leeg als u een rooster kiest.",
        low=0,
        high=366,
        usual=(50, 366),
        optional=True,
    )
    rooster = Choice("rooster", hint="De openingstijden, als die eigen zijn.", optional=True, among=ROOSTER)
    cao = Choice(
        "cao van het rooster",
        hint="De cao waarvan de ORT-tijdvakken gelden; nodig bij een rooster.",
        optional=True,
        among=CAO,
    )
    either_or = ((dagen_open,), (rooster, cao))


class Dagopvangtarief(
    Block,
    title="Tarief van de dagopvang",
    form="berekend",
    path="locaties.{locatie}.{tariefvariant}.dagopvang.{parameter}",
    # The locatie first: it may have a set of its own.
    sources=(Tariefvariant, Dagopvanglocatie, Dagopvang),
):
    locatie = Key("locatie")
    tariefvariant = Key("tariefvariant")

    begeleiders = line(
        "aantal begeleiders",
        AANTAL,
        P42,
        either(Dagopvanglocatie.begeleiders, Dagopvang.begeleiders),
    )
    ort = line(
        "ORT van de dagopvang",
        PCT,
        P42,
        given(Dagopvanglocatie.rooster, RoosterWeek.ort, Uurtarief.ort),
        hint=_ROOSTER,
    )
    uurtarief = line("uurtarief per begeleider", EUR_UUR, P42, bij_ort(ort))
    per_uur = line("tarief per uur openstelling", EUR_UUR, P42, begeleiders * uurtarief)
    per_uur_afgerond = line("tarief per uur openstelling afgerond", EUR_UUR, P42, rounded(per_uur), tariff=True)
    uren_jaar = line(
        "uren open per jaar",
        UUR_OPEN,
        P42,
        given(
            Dagopvanglocatie.rooster,
            RoosterWeek.uren / Algemeen.dagen_per_week * Algemeen.dagen_per_jaar,
            Dagopvang.uren_per_dag * either(Dagopvanglocatie.dagen_open, Dagopvang.dagen_open),
        ),
        hint=_ROOSTER,
    )
    # From the unrounded rate: only so does the report's 371.333,72 come out.
    jaarbedrag = line(
        "dagopvang van de locatie per jaar",
        EUR_JAAR,
        EIGEN,
        rounded(uren_jaar * per_uur),
        tariff=True,
    )
