"""Report, 4.2: the gap between the hours that a tariff pays and those really worked, in euro."""

from mo_report.engine.expression import rounded
from mo_report.engine.schema import EIGEN, Block, Key, line
from mo_report.engine.units import EUR_ETMAAL, EUR_JAAR, FTE, UUR_ETMAAL, UUR_JAAR
from mo_report.model.algemeen import Algemeen, Tariefvariant
from mo_report.model.declarabiliteit import Declarabiliteit
from mo_report.model.etmaaltarief import Locatietarief
from mo_report.model.locatie import Locatie
from mo_report.model.ureninzet import T2, Inzet


class Urengat(
    Block,
    title="Uren: tarief en feitelijke inzet",
    form="berekend",
    path="locaties.{locatie}.{tariefvariant}.uren.{parameter}",
    sources=(Tariefvariant, Locatie),
):
    locatie = Key("locatie")
    tariefvariant = Key("tariefvariant")

    norm = line("uren in het tarief", UUR_ETMAAL, T2, Locatietarief.uren_per_etmaal)
    feitelijk = line("feitelijke inzet", UUR_ETMAAL, T2, Inzet.op_groep, optional=True)
    gat = line("feitelijk min tarief", UUR_ETMAAL, T2, feitelijk - norm, optional=True)
    gat_euro = line(
        "verschil per plek per etmaal",
        EUR_ETMAAL,
        EIGEN,
        gat * Locatietarief.uurtarief / Algemeen.groepsgrootte,
        optional=True,
    )
    gat_uren_jaar = line(
        "verschil in uren per jaar",
        UUR_JAAR,
        EIGEN,
        gat / Algemeen.groepsgrootte * Locatie.plekken * Algemeen.dagen_per_jaar,
        optional=True,
    )
    gat_fte = line(
        "verschil in voltijdbanen",
        FTE,
        EIGEN,
        gat_uren_jaar / Declarabiliteit.declarabele_uren,
        optional=True,
    )
    gat_jaar = line(
        "verschil per jaar",
        EUR_JAAR,
        EIGEN,
        rounded(gat_euro * Locatie.plekken * Algemeen.dagen_per_jaar),
        optional=True,
        tariff=True,
    )
