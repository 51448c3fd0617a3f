"""Report, 4.1 and 4.2: the tariff per plek per etmaal of a locatie."""

from dataclasses import dataclass
from decimal import Decimal

from mo_report.engine.check import REKENFOUT, Check
from mo_report.engine.expression import Operand, Total, compare, either, given, if_, rounded, summed, to_node, when
from mo_report.engine.schema import EIGEN, Block, Key, Line, Source, line
from mo_report.engine.units import AANTAL, EUR_ETMAAL, EUR_JAAR, EUR_UUR, UUR_ETMAAL
from mo_report.model.algemeen import (
    BEGELEIDING,
    GEEN,
    HOTELMATIG,
    HUISVESTING,
    JA,
    KINDTOESLAG,
    VOEDING,
    Algemeen,
    Tariefvariant,
)
from mo_report.model.componenten import Kindtoeslag, Nacht
from mo_report.model.declarabiliteit import UREN_OVER
from mo_report.model.eigenbijdrage import P43, EigenBijdrage
from mo_report.model.locatie import P41, Locatie, Locatiekosten, Urennorm
from mo_report.model.rekenwijze import RAPPORT
from mo_report.model.ureninzet import Inzet, Locatieort
from mo_report.model.uurtarief import Uurtarief


@dataclass(frozen=True)
class Component:
    """What a tariff per plek per etmaal is made of: its line, and the part of the index it moves with."""

    line: Line
    index: str
    woorden: str
    prijzen: type[Block] | None
    """The block without which no tariff has it."""


#: Every component, in order. A tariff is their sum, also in later years, in every table and picture.
COMPONENTEN: list[Component] = []


def _component(
    label: str,
    source: Source,
    formula: Operand,
    index: str,
    *,
    woorden: str = "",
    prijzen: type[Block] | None = None,
) -> Line:
    """A component of the tariff; `woorden` is what a sentence calls it."""
    made = line(label, EUR_ETMAAL, source, formula)
    COMPONENTEN.append(Component(made, index, woorden or label, prijzen))
    return made


class Kinddeel(Block, title="Kapitaallasten voor kinderen", form="berekend", sources=(Tariefvariant, Locatie)):
    """The part of the kindtoeslag that is for the building, where a subsidy pays the building."""

    locatie = Key("locatie")
    tariefvariant = Key("tariefvariant")

    kapitaal = line(
        "kapitaallasten voor kinderen in een gesubsidieerd gebouw",
        EUR_ETMAAL,
        EIGEN,
        when(
            Locatie.gezinnen,
            JA,
            either(Locatiekosten.gesubsidieerd.of(component=HUISVESTING), 0) * either(Kindtoeslag.kapitaallasten, 0),
            0,
        ),
    )
    in_subsidie = line(
        "waarvan in de subsidie", EUR_ETMAAL, EIGEN, kapitaal * either(Kindtoeslag.kapitaal_in_subsidie, 0)
    )
    jaarbedrag = line(
        "kapitaallasten voor kinderen per jaar",
        EUR_JAAR,
        EIGEN,
        rounded(kapitaal * Locatie.plekken * Algemeen.dagen_per_jaar),
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

    uren_per_etmaal = line(
        "uren per etmaal voor de groep",
        UUR_ETMAAL,
        P41,
        when(Tariefvariant.feitelijk, JA, either(Inzet.op_groep, Urennorm.uren), Urennorm.uren),
    )
    uurtarief = line(
        "uurtarief begeleiding overdag",
        EUR_UUR,
        P41,
        given(
            Locatieort.ort_dienstrooster,
            if_(compare(Locatieort.telt, "=", 1), Locatieort.uurtarief_dienstrooster, Uurtarief.uurtarief),
            Uurtarief.uurtarief,
        ),
    )
    dag = _component("begeleiding overdag", P41, uren_per_etmaal * uurtarief / Algemeen.groepsgrootte, BEGELEIDING)
    nacht = _component(
        "begeleiding in de nacht",
        P41,
        when(Locatie.nachtvariant, GEEN, 0, either(Nacht.tarief, 0)),
        BEGELEIDING,
        prijzen=Nacht,
    )
    huisvesting = _component(
        "huisvesting", P41, either(Locatiekosten.in_tarief.of(component=HUISVESTING), 0), HUISVESTING
    )
    hotelmatig = _component(
        "hotelmatige kosten", P41, either(Locatiekosten.in_tarief.of(component=HOTELMATIG), 0), HOTELMATIG
    )
    voeding = _component("voeding", P41, either(Locatiekosten.in_tarief.of(component=VOEDING), 0), VOEDING)
    kindtoeslag = _component(
        "kindtoeslag gezinnen",
        RAPPORT("bijlage 2, par. 7"),
        when(
            Locatie.gezinnen,
            JA,
            given(
                Kindtoeslag.kapitaal_in_subsidie,
                Kindtoeslag.kindtoeslag - Kinddeel.in_subsidie,
                either(Kindtoeslag.kindtoeslag, 0),
            ),
            0,
        ),
        KINDTOESLAG,
        woorden="voor gezinnen, de kindtoeslag",
        prijzen=Kindtoeslag,
    )
    tarief_per_plek_per_etmaal = line(
        "tarief per plek per etmaal",
        EUR_ETMAAL,
        P41,
        summed(c.line for c in COMPONENTEN),
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
    subsidie = line(
        "via subsidie per plek per etmaal",
        EUR_ETMAAL,
        P41,
        given(
            Kindtoeslag.kapitaal_in_subsidie,
            Total(Locatiekosten.via_subsidie) + Kinddeel.in_subsidie,
            Total(Locatiekosten.via_subsidie),
        ),
    )
    subsidie_jaar = line(
        "via subsidie per jaar",
        EUR_JAAR,
        P41,
        rounded(subsidie * plekken * Algemeen.dagen_per_jaar),
    )
    eigen_bijdrage = line(
        "eigen bijdrage in mindering",
        EUR_ETMAAL,
        P43,
        either(EigenBijdrage.in_mindering, 0),
    )
    eigen_bijdrage_jaar = line(
        "eigen bijdrage in mindering per jaar",
        EUR_JAAR,
        P43,
        rounded(eigen_bijdrage * plekken * Algemeen.dagen_per_jaar),
    )
    netto_jaarbedrag = line(
        "netto beschikbaarheid per jaar",
        EUR_JAAR,
        P43,
        jaarbedrag - eigen_bijdrage_jaar,
        tariff=True,
    )


Check(
    # What is invoiced is rounded once, on the whole; the parts are not.
    "afgerond tarief hoogstens een halve cent anders",
    Locatietarief,
    ("locatie", "tariefvariant"),
    to_node(Locatietarief.tarief_per_plek_per_etmaal_afgerond),
    "=",
    to_node(Locatietarief.tarief_per_plek_per_etmaal),
    EUR_ETMAAL,
    REKENFOUT,
    Locatie.plekken,
    after=(UREN_OVER,),
    tolerance=Decimal("0.005"),
)
