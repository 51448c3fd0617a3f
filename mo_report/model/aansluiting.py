"""Published figures beside computed ones: does an earlier document come out?"""

from mo_report.engine.expression import Pointed, Word, compare, if_, rounded
from mo_report.engine.schema import EIGEN, Block, Choice, Key, Options, Text, line, parameter
from mo_report.engine.units import EUR_CLIENT, EUR_ETMAAL, EUR_UUR, GETAL, TEKST
from mo_report.model.algemeen import Parameterset
from mo_report.model.componenten import Dagopvang, Kindtoeslag, Nacht
from mo_report.model.declarabiliteit import Declarabiliteit
from mo_report.model.eigenbijdrage import Clienttype
from mo_report.model.etmaaltarief import Locatietarief
from mo_report.model.indexering import Index
from mo_report.model.opslagen import SocialeLasten
from mo_report.model.ort import OrtSet, RoosterDag, RoosterWeek
from mo_report.model.traject import Trajecttarief
from mo_report.model.ureninzet import Teamrooster
from mo_report.model.uurtarief import Uurtarief

KLOPT, WIJKT_AF, NIET_TE_HERLEIDEN = "klopt", "wijkt af", "niet te herleiden"

_BLOKKEN: tuple[type[Block], ...] = (
    SocialeLasten,
    Declarabiliteit,
    RoosterDag,
    RoosterWeek,
    Uurtarief,
    Nacht,
    Kindtoeslag,
    Dagopvang,
    OrtSet,
    Teamrooster,
    Locatietarief,
    Trajecttarief,
    Clienttype,
    Index,
)
_LINES = [c for b in _BLOKKEN for c in b.lines()]
#: The lines that a published figure can be set beside.
REGEL = Options("regel van het model", fixed=tuple(c.label for c in _LINES if c.publish))
#: The tariffs that can be in force.
TARIEFREGEL = Options(
    "tarief van het model",
    fixed=tuple(c.label for c in _LINES if c.tariff and c.unit in (EUR_UUR, EUR_ETMAAL, EUR_CLIENT)),
)
#: Every line that the input can point at, by its label.
AANWIJSBAAR = {c.label: c for c in _LINES if c.label in {*REGEL.fixed, *TARIEFREGEL.fixed}}


def onderdeelkolom() -> Text:
    """The column that says which record a line is meant of."""
    return Text(
        "onderdeel",
        hint="Het product, de nachtvariant, het team, het cliënttype of de locatie; bij meer delen "
        "met ‘ / ’ ertussen: rooster / cao, rooster / cao / dagsoort, locatie / tariefvariant, "
        "locatie / traject / tariefvariant, of reeks / jaar / onderdeel.",
        optional=True,
    )


class Gepubliceerd(
    Block,
    title="Gepubliceerde waarden",
    vraag="gepubliceerd",
    path="gepubliceerd.{wat}.{parameter}",
    intro="Cijfers uit een eerder document, die het model naast de eigen uitkomst zet. Kies welke "
    "regel van het model erbij hoort. Is er geen regel, laat die dan leeg.",
    points=AANWIJSBAAR,
    precision="nauwkeurig",
    private=True,
):
    wat = Key("wat", hint="Waar het cijfer over gaat; elke naam komt één keer voor.")
    parameterset = Choice("parameterset", hint="De set waar het cijfer bij hoort.", optional=True, among=Parameterset)
    onderdeel = onderdeelkolom()
    regel = Choice(
        "regel",
        hint="De regel van het model; leeg als het cijfer niet te herleiden is.",
        optional=True,
        among=REGEL,
    )
    gepubliceerd = parameter("gepubliceerd", GETAL, "Het cijfer zoals het in het document staat.")
    nauwkeurig = parameter(
        "afgerond op",
        GETAL,
        "Hoe nauwkeurig het document het cijfer geeft: 0,01 is op centen, 1% op hele procenten.",
        above=0,
    )
    verklaring = Text("verklaring", hint="Waarom het cijfer afwijkt.", optional=True)

    berekend = line("berekend", GETAL, EIGEN, Pointed("de gekozen regel"), optional=True)
    verschil = line("verschil", GETAL, EIGEN, berekend - gepubliceerd, optional=True)
    # A figure comes out if it is the same once rounded as the document rounds it.
    oordeel = line(
        "oordeel",
        TEKST,
        EIGEN,
        if_(
            compare(rounded(berekend / nauwkeurig, 0), "=", rounded(gepubliceerd / nauwkeurig, 0)),
            Word(KLOPT),
            Word(WIJKT_AF),
        ),
        optional=True,
    )
