"""The kostprijsmodel, block by block, in the order of calculation (report, Bijlage 2)."""

from mo_report.model.aansluiting import REGEL, Gepubliceerd
from mo_report.model.algemeen import (
    ALGEMENE_LIJSTEN,
    CAO,
    DAGSOORT,
    JA_NEE,
    Algemeen,
    Bron,
    Parameterset,
    Product,
    Tariefvariant,
)
from mo_report.model.componenten import Dagopvang, Kindtoeslag, Nacht
from mo_report.model.controles import CONTROLES
from mo_report.model.declarabiliteit import Declarabiliteit
from mo_report.model.etmaaltarief import (
    Aanbieder,
    AanbiederTotaal,
    Locatie,
    Locatiekosten,
    Locatietarief,
    Regiototaal,
    Urennorm,
)
from mo_report.model.opslagen import Opslagen, SocialeLasten
from mo_report.model.ort import Dagsoort, OrtBand, Rooster, RoosterDag, RoosterUren, RoosterWeek
from mo_report.model.salaris import (
    Caomix,
    Inschaling,
    Maandloon,
    Niveausalaris,
    Opleidingsmix,
    Salarisschaal,
)
from mo_report.model.traject import Traject, Trajectsoort, Trajecttarief
from mo_report.model.uurtarief import Uurtarief
from mo_report.schema import Block

#: The lists on the sheet Lijsten, in the order of its columns.
LIJSTEN = (*ALGEMENE_LIJSTEN, REGEL)

#: Every block, in the order in which it is computed: a line names only what stands above it.
MODEL: tuple[type[Block], ...] = (
    Bron,
    Algemeen,
    Parameterset,
    Product,
    Tariefvariant,
    Salarisschaal,
    Caomix,
    Opslagen,
    Inschaling,
    Niveausalaris,
    Opleidingsmix,
    Maandloon,
    Dagsoort,
    OrtBand,
    Rooster,
    RoosterUren,
    RoosterDag,
    RoosterWeek,
    SocialeLasten,
    Declarabiliteit,
    Uurtarief,
    Nacht,
    Kindtoeslag,
    Dagopvang,
    Urennorm,
    Aanbieder,
    Locatie,
    Locatiekosten,
    Locatietarief,
    AanbiederTotaal,
    Regiototaal,
    Trajectsoort,
    Traject,
    Trajecttarief,
    Gepubliceerd,
)

__all__ = [
    "CAO",
    "CONTROLES",
    "DAGSOORT",
    "JA_NEE",
    "LIJSTEN",
    "MODEL",
    "Aanbieder",
    "AanbiederTotaal",
    "Algemeen",
    "Bron",
    "Caomix",
    "Dagopvang",
    "Dagsoort",
    "Declarabiliteit",
    "Gepubliceerd",
    "Inschaling",
    "Kindtoeslag",
    "Locatie",
    "Locatiekosten",
    "Locatietarief",
    "Maandloon",
    "Nacht",
    "Niveausalaris",
    "Opleidingsmix",
    "Opslagen",
    "OrtBand",
    "Parameterset",
    "Product",
    "Regiototaal",
    "Rooster",
    "RoosterDag",
    "RoosterUren",
    "RoosterWeek",
    "Salarisschaal",
    "SocialeLasten",
    "Tariefvariant",
    "Traject",
    "Trajectsoort",
    "Trajecttarief",
    "Urennorm",
    "Uurtarief",
]
