"""The kostprijsmodel, block by block, in the order of calculation (report, Bijlage 2).

The order of these imports is the order in which blocks are declared, and so that of calculation.
"""
# ruff: noqa: I001

from mo_report.model.algemeen import (
    ALGEMENE_LIJSTEN,
    CAO,
    JA_NEE,
    Algemeen,
    Bron,
    Parameterset,
    Product,
    Tariefvariant,
)
from mo_report.model.opslagen import Opslagen, SocialeLasten
from mo_report.model.salaris import (
    Caomix,
    Inschaling,
    Maandloon,
    Niveausalaris,
    Opleidingsmix,
    Salarisschaal,
)
from mo_report.model.ort import (
    Banddag,
    Banddagen,
    Caodag,
    Dagentelling,
    Dagsoort,
    Feestdagen,
    OrtBand,
    OrtMix,
    OrtSet,
    Rooster,
    RoosterDag,
    Roosterdagen,
    Roosterdienst,
    Roosterduur,
    RoosterUren,
    RoosterWeek,
)
from mo_report.model.declarabiliteit import Declarabiliteit
from mo_report.model.uurtarief import Uurtarief
from mo_report.model.reeleprijs import ReelePrijs
from mo_report.model.kader import LID, Regeling
from mo_report.model.opbouw import Euroverdeling, Opbouw
from mo_report.model.componenten import Dagopvang, Kindtoeslag, Nacht
from mo_report.model.locatie import Aanbieder, Beveiliging, Locatie, Locatiekosten, Team, Urennorm
from mo_report.model.eigenbijdrage import INNER, Clienttype, EigenBijdrage, Huishouden
from mo_report.model.traject import Traject, Trajectprijs, Trajectsoort, Trajecttarief, Trajecturen
from mo_report.model.ureninzet import Dienst, Dienstort, Inzet, Locatieort, Teamort, Teamrooster
from mo_report.model.etmaaltarief import Kinddeel, Locatietarief
from mo_report.model.aanwezigheid import Aanwezigheid, AndereUren, Betaald, Urenkeuze
from mo_report.model.bezet import Bezet, Bezettarief
from mo_report.model.urengat import Urengat
from mo_report.model.dagopvang import Dagopvanglocatie, Dagopvangtarief
from mo_report.model.setdelen import Basisdelen, Jaardelen, Nachtset, Ontbreekt, Setdelen
from mo_report.model.budget import (
    AanbiederTotaal,
    Basisbudget,
    Basisnorm,
    Budget,
    Normtarief,
    Normverschil,
    Regiototaal,
    Scenario,
)
from mo_report.model.vergelijking import (
    Paar,
    Paarproduct,
    Productinzet,
    Productlocatie,
    Producttraject,
    Setpaar,
    Tariefstap,
    Variantdelen,
    Vergelijking,
)
from mo_report.model.indexering import (
    INDEXAFRONDING,
    INDEXONDERDEEL,
    METHODE,
    Index,
    Indexaandeel,
    Indexachteraf,
    Indexjaar,
    Indexreeks,
    Nabetaling,
    Nabetalingtotaal,
    Prijsindex,
    Uurtariefjaar,
)
from mo_report.model.taakgericht import (
    Bezetting,
    Bijdrage,
    Deelnemer,
    Financiering,
    Restverdeling,
    Sleutelsom,
    Taakbudget,
    Taakjaar,
    Taaklocatie,
    Taaktotaal,
    Verdeling,
)
from mo_report.model.lumpsum import Gebruik, Indicator, Lumpsum, Lumpsumbijdrage, Lumpsumjaar
from mo_report.model.benchmark import Benchmark
from mo_report.model.aansluiting import REGEL, TARIEFREGEL, Gepubliceerd
from mo_report.model.geldend import Geldend
from mo_report.engine.check import Check
from mo_report.engine.schema import Block

#: The lists on the sheet Lijsten, in the order of its columns.
LIJSTEN = (*ALGEMENE_LIJSTEN, INNER, INDEXONDERDEEL, METHODE, INDEXAFRONDING, LID, REGEL, TARIEFREGEL)

#: The input sheets in the order of the report: that is a decision. Everything else follows from
#: the order of declaration.
INVOERBLADEN: tuple[type[Block], ...] = (
    Bron,
    Algemeen,
    Parameterset,
    Product,
    Tariefvariant,
    Salarisschaal,
    Caomix,
    Opslagen,
    Inschaling,
    Opleidingsmix,
    Maandloon,
    Dagsoort,
    OrtBand,
    Rooster,
    SocialeLasten,
    Declarabiliteit,
    Uurtarief,
    Nacht,
    Kindtoeslag,
    Dagopvang,
    Urennorm,
    Aanwezigheid,
    Aanbieder,
    Team,
    Locatie,
    Locatiekosten,
    Beveiliging,
    Bezet,
    Dagopvanglocatie,
    Trajectsoort,
    Traject,
    Dienst,
    AndereUren,
    EigenBijdrage,
    Huishouden,
    Clienttype,
    Indexreeks,
    Prijsindex,
    Indexaandeel,
    Taakjaar,
    Deelnemer,
    Bezetting,
    Gebruik,
    Indicator,
    Benchmark,
    Regeling,
    Geldend,
    Gepubliceerd,
)
Block.sheets = INVOERBLADEN

#: Every check, in the order in which the blocks that they are about are computed.
CONTROLES: tuple[Check, ...] = tuple(Check.registry)

#: Every block, in the order in which it is computed: a line names only what stands above it.
MODEL: tuple[type[Block], ...] = tuple(Block.registry)

__all__ = [
    "CAO",
    "CONTROLES",
    "INVOERBLADEN",
    "JA_NEE",
    "LIJSTEN",
    "MODEL",
    "Aanbieder",
    "AanbiederTotaal",
    "Aanwezigheid",
    "Algemeen",
    "AndereUren",
    "Banddag",
    "Banddagen",
    "Basisbudget",
    "Basisdelen",
    "Basisnorm",
    "Benchmark",
    "Betaald",
    "Beveiliging",
    "Bezet",
    "Bezettarief",
    "Bezetting",
    "Bijdrage",
    "Bron",
    "Budget",
    "Caodag",
    "Caomix",
    "Clienttype",
    "Dagentelling",
    "Dagopvang",
    "Dagopvanglocatie",
    "Dagopvangtarief",
    "Dagsoort",
    "Declarabiliteit",
    "Deelnemer",
    "Dienst",
    "Dienstort",
    "EigenBijdrage",
    "Euroverdeling",
    "Feestdagen",
    "Financiering",
    "Gebruik",
    "Geldend",
    "Gepubliceerd",
    "Huishouden",
    "Index",
    "Indexaandeel",
    "Indexachteraf",
    "Indexjaar",
    "Indexreeks",
    "Indicator",
    "Inschaling",
    "Inzet",
    "Jaardelen",
    "Kinddeel",
    "Kindtoeslag",
    "Locatie",
    "Locatiekosten",
    "Locatieort",
    "Locatietarief",
    "Lumpsum",
    "Lumpsumbijdrage",
    "Lumpsumjaar",
    "Maandloon",
    "Nabetaling",
    "Nabetalingtotaal",
    "Nacht",
    "Nachtset",
    "Niveausalaris",
    "Normtarief",
    "Normverschil",
    "Ontbreekt",
    "Opbouw",
    "Opleidingsmix",
    "Opslagen",
    "OrtBand",
    "OrtMix",
    "OrtSet",
    "Paar",
    "Paarproduct",
    "Parameterset",
    "Prijsindex",
    "Product",
    "Productinzet",
    "Productlocatie",
    "Producttraject",
    "ReelePrijs",
    "Regeling",
    "Regiototaal",
    "Restverdeling",
    "Rooster",
    "RoosterDag",
    "RoosterUren",
    "RoosterWeek",
    "Roosterdagen",
    "Roosterdienst",
    "Roosterduur",
    "Salarisschaal",
    "Scenario",
    "Setdelen",
    "Setpaar",
    "Sleutelsom",
    "SocialeLasten",
    "Taakbudget",
    "Taakjaar",
    "Taaklocatie",
    "Taaktotaal",
    "Tariefstap",
    "Tariefvariant",
    "Team",
    "Teamort",
    "Teamrooster",
    "Traject",
    "Trajectprijs",
    "Trajectsoort",
    "Trajecttarief",
    "Trajecturen",
    "Urengat",
    "Urenkeuze",
    "Urennorm",
    "Uurtarief",
    "Uurtariefjaar",
    "Variantdelen",
    "Verdeling",
    "Vergelijking",
]
