"""How full the plekken are, and what an occupied etmaal must then bring in.

A tariff per plek pays each plek, also an empty one. Who pays for occupied etmalen only must pay more
for each: the building and the people are there all the same, only food is not.
"""

from mo_report.engine.check import Check
from mo_report.engine.expression import either, given, rounded
from mo_report.engine.schema import EIGEN, Block, Key, line, parameter
from mo_report.engine.units import EUR_ETMAAL, EUR_JAAR, PCT
from mo_report.model.algemeen import VOEDING, Algemeen, Tariefvariant
from mo_report.model.etmaaltarief import Locatietarief
from mo_report.model.locatie import Locatie, Locatiekosten


class Bezet(
    Block,
    title="Bezetting per locatie",
    path="locaties.{locatie}.bezetting.{parameter}",
    intro="Welk deel van de plekken gemiddeld bezet is. Het tarief per plek verandert er niet door: u ziet wat "
    "een bezet etmaal moet opbrengen, en vanaf welke bezetting de kosten zijn gedekt.",
    vraag="bezetting",
):
    locatie = Key("locatie", hint="Kies een locatie.", among=Locatie)
    graad = parameter(
        "bezettingsgraad", PCT, "Gemiddeld deel van de plekken dat bezet is.", above=0, high=1, usual=("0.6", 1)
    )
    betaald = parameter(
        "betaald per bezet etmaal",
        EUR_ETMAAL,
        "Wat er per bezet etmaal wordt betaald. Leeg: het tarief per plek.",
        above=0,
        high=10000,
        usual=(10, 500),
        optional=True,
    )


class Bezettarief(
    Block,
    title="Tarief per bezet etmaal",
    form="berekend",
    path="locaties.{locatie}.{tariefvariant}.bezet.{parameter}",
    sources=(Tariefvariant, Bezet),
):
    locatie = Key("locatie")
    tariefvariant = Key("tariefvariant")

    variabel = line("kosten die een lege plek niet heeft", EUR_ETMAAL, EIGEN, Locatietarief.voeding)
    vast = line(
        "kosten die een lege plek ook heeft", EUR_ETMAAL, EIGEN, Locatietarief.tarief_per_plek_per_etmaal - variabel
    )
    per_bezet = line("tarief per bezet etmaal", EUR_ETMAAL, EIGEN, vast / Bezet.graad + variabel)
    per_bezet_afgerond = line("tarief per bezet etmaal afgerond", EUR_ETMAAL, EIGEN, rounded(per_bezet), tariff=True)
    leeg_jaar = line(
        "lege plekken per jaar",
        EUR_JAAR,
        EIGEN,
        rounded(vast * (1 - Bezet.graad) * Locatie.plekken * Algemeen.dagen_per_jaar),
    )
    # Where nothing is paid for an empty plek: from here on the income covers the costs.
    break_even = line(
        "kosten gedekt vanaf bezetting",
        PCT,
        EIGEN,
        given(Bezet.betaald, vast / (Bezet.betaald - variabel), 1),
    )


_VOEDING = either(Locatiekosten.in_tarief.of(component=VOEDING), 0)
Check(
    "per bezet etmaal meer betaald dan de voeding",
    Bezet,
    ("locatie",),
    given(Bezet.betaald, Bezet.betaald, 1 + _VOEDING),
    ">",
    _VOEDING,
    EUR_ETMAAL,
    "Vul wat er per bezet etmaal wordt betaald hoger in dan de voeding, of laat het leeg.",
    Bezet.betaald,
)
