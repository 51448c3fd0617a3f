"""What a reële prijs must at least rest on, as the law lists it (Uitvoeringsbesluit Wmo 2015, art. 5.4, lid 3).

Every uurtarief is taken apart; the parts add up to it. Which part of which article asks for a part
is data (`kaders.toml`).
"""

from dataclasses import dataclass

from mo_report.engine.check import REKENFOUT, Check
from mo_report.engine.expression import either, to_node
from mo_report.engine.schema import EIGEN, Block, Key, Line, Parameter, line
from mo_report.engine.units import EUR_UUR
from mo_report.model.caotoeslag import Caotoeslag
from mo_report.model.declarabiliteit import UREN_OVER, Declarabiliteit
from mo_report.model.opslagen import Opslagen, SocialeLasten
from mo_report.model.rekenwijze import WETTELIJK
from mo_report.model.salaris import Inschaling, Maandloon
from mo_report.model.treden import Tredemix
from mo_report.model.uurtarief import Uurtarief


class ReelePrijs(Block, title="Waar het uurtarief uit bestaat", form="berekend", sources=(Uurtarief,)):
    parameterset = Key("parameterset")
    product = Key("product")

    andere_kosten = line(
        "andere personeelskosten per jaar",
        Uurtarief.jaarloon.unit,
        WETTELIJK,
        Uurtarief.jaarloon * either(SocialeLasten.andere_personeelskosten, 0),
    )
    # The others are element d, on the same base as the other elements: the declarabele hour.
    _zonder_andere = Uurtarief.loonkosten - andere_kosten
    beroepskracht = line(
        "kosten van de beroepskracht",
        EUR_UUR,
        WETTELIJK,
        _zonder_andere / Declarabiliteit.bruto,
    )
    overhead = line(
        "redelijke overheadkosten",
        EUR_UUR,
        WETTELIJK,
        (Uurtarief.met_overhead - Uurtarief.met_overige_kosten) / Declarabiliteit.declarabele_uren,
    )
    # What the same person costs over the declarabele hours, above what that is over all hours.
    niet_productief = line(
        "niet productieve uren door verlof, ziekte, scholing en werkoverleg",
        EUR_UUR,
        WETTELIJK,
        _zonder_andere / Declarabiliteit.declarabele_uren - _zonder_andere / Declarabiliteit.bruto,
    )
    # The report: the surcharge for other costs of 2018 sits, at HHM, in sociale lasten and overhead.
    reis_opleiding = line(
        "reis- en opleidingskosten",
        EUR_UUR,
        WETTELIJK,
        andere_kosten / Declarabiliteit.declarabele_uren
        + (Uurtarief.met_overige_kosten - Uurtarief.loonkosten) / Declarabiliteit.declarabele_uren,
    )
    indexatie = line(
        "indexatie van de prijs",
        EUR_UUR,
        WETTELIJK,
        Uurtarief.kostprijs * either(Opslagen.indexatie, 0) / Declarabiliteit.declarabele_uren,
    )
    verplichtingen = line(
        "overige kosten door verplichtingen van de gemeente",
        EUR_UUR,
        WETTELIJK,
        Uurtarief.kostprijs * either(Opslagen.verplichtingen, 0) / Declarabiliteit.declarabele_uren,
    )
    risico = line(
        "risico-opslag",
        EUR_UUR,
        EIGEN,
        (Uurtarief.kostprijs - Uurtarief.met_overhead) / Declarabiliteit.declarabele_uren,
    )
    samen = line(
        "samen: het uurtarief",
        EUR_UUR,
        EIGEN,
        beroepskracht + overhead + niet_productief + reis_opleiding + indexatie + verplichtingen + risico,
        tariff=True,
    )


@dataclass(frozen=True)
class Element:
    """A part of the uurtarief that a law may ask for: the line with its euro per hour, and what covers it."""

    line: Line
    dekking: tuple[Parameter, ...]


#: The elements, each with the parameters of which at least one must be given to cover it.
ELEMENTEN = (
    Element(
        ReelePrijs.beroepskracht,
        (
            Inschaling.aandeel,
            Tredemix.aandeel,
            Maandloon.maandloon,
            Opslagen.vakantietoeslag,
            Opslagen.eindejaarsuitkering,
            Caotoeslag.percentage,
            Caotoeslag.maandbedrag,
            Uurtarief.ort,
            SocialeLasten.opgegeven_totaal,
            SocialeLasten.aof,
            SocialeLasten.awf_laag,
            SocialeLasten.awf_hoog,
            SocialeLasten.zvw,
            SocialeLasten.whk,
            SocialeLasten.pensioen,
        ),
    ),
    Element(ReelePrijs.overhead, (Opslagen.overhead,)),
    Element(
        ReelePrijs.niet_productief,
        (
            Declarabiliteit.productiviteit_opgegeven,
            Declarabiliteit.feestdagen,
            Declarabiliteit.verlof,
            Declarabiliteit.verzuim,
            Declarabiliteit.opleiding,
            Declarabiliteit.overleg,
            Declarabiliteit.overig,
        ),
    ),
    Element(
        ReelePrijs.reis_opleiding,
        (SocialeLasten.andere_personeelskosten, Opslagen.overige_kosten),
    ),
    Element(ReelePrijs.indexatie, (Opslagen.indexatie,)),
    Element(ReelePrijs.verplichtingen, (Opslagen.verplichtingen,)),
)


Check(
    "elementen van de reële prijs samen het uurtarief",
    ReelePrijs,
    ("parameterset", "product"),
    to_node(ReelePrijs.samen),
    "=",
    to_node(Uurtarief.uurtarief),
    EUR_UUR,
    REKENFOUT,
    Uurtarief.ort,
    after=(UREN_OVER,),
)
