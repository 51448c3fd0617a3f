"""What a parameterset may simply lack: nights, the kindtoeslag, the dagopvang.

A comparison of two variants that adds these up with what differs says more of what was left out than
of the prices. So they are told apart: what one of the two lacks, and the difference of the rest.
"""

from mo_report.engine.expression import Arithmetic, Operand, compare, either, given, if_, rounded
from mo_report.engine.schema import EIGEN, Block, Key, Line, line
from mo_report.engine.units import AANTAL, EUR_JAAR
from mo_report.model.aanwezigheid import Betaald
from mo_report.model.algemeen import Algemeen, Parameterset, Tariefvariant
from mo_report.model.componenten import Dagopvang, Kindtoeslag, Nacht
from mo_report.model.dagopvang import Dagopvangtarief
from mo_report.model.etmaaltarief import Locatietarief
from mo_report.model.locatie import Locatie


class Nachtset(Block, title="Sets met nachttarieven", form="berekend", sources=(Nacht,)):
    parameterset = Key("parameterset")

    kent = line("geeft nachttarieven", AANTAL, EIGEN, 1)


class Setdelen(Block, title="Wat een set kent", form="berekend", sources=(Parameterset,)):
    """1 where a set has a price for something, and 0 where it has none."""

    parameterset = Key("parameterset")

    nacht = line("kent nachttarieven (1 is ja)", AANTAL, EIGEN, given(Nachtset.kent, 1, 0))
    kindtoeslag = line("kent kindtoeslag (1 is ja)", AANTAL, EIGEN, given(Kindtoeslag.kindtoeslag, 1, 0))
    dagopvang = line("kent dagopvang (1 is ja)", AANTAL, EIGEN, given(Dagopvang.per_uur, 1, 0))


class Jaardelen(Block, title="Wat een set kan missen, per jaar", form="berekend", sources=(Tariefvariant, Locatie)):
    locatie = Key("locatie")
    tariefvariant = Key("tariefvariant")

    nacht = line("nacht van de locatie", EUR_JAAR, EIGEN, Betaald.nacht_jaar)
    kindtoeslag = line(
        "kindtoeslag van de locatie",
        EUR_JAAR,
        EIGEN,
        rounded(Locatietarief.kindtoeslag * Locatie.plekken * Algemeen.dagen_per_jaar),
    )
    dagopvang = line("dagopvang als die er is", EUR_JAAR, EIGEN, either(Dagopvangtarief.jaarbedrag, 0))
    kent_nacht = line("variant kent nachttarieven", AANTAL, EIGEN, Setdelen.nacht)
    kent_kindtoeslag = line("variant kent kindtoeslag", AANTAL, EIGEN, Setdelen.kindtoeslag)
    kent_dagopvang = line("variant kent dagopvang", AANTAL, EIGEN, Setdelen.dagopvang)


class Basisdelen(Block, title="Dezelfde, leidende variant", form="berekend", sources=(Algemeen, Locatie)):
    """Algemeen names the leading variant, so every locatie finds its amounts in that one."""

    locatie = Key("locatie")

    nacht = line("nacht, leidend", EUR_JAAR, EIGEN, Jaardelen.nacht)
    kindtoeslag = line("kindtoeslag, leidend", EUR_JAAR, EIGEN, Jaardelen.kindtoeslag)
    dagopvang = line("dagopvang, leidend", EUR_JAAR, EIGEN, Jaardelen.dagopvang)
    kent_nacht = line("leidende variant kent nachttarieven", AANTAL, EIGEN, Jaardelen.kent_nacht)
    kent_kindtoeslag = line("leidende variant kent kindtoeslag", AANTAL, EIGEN, Jaardelen.kent_kindtoeslag)
    kent_dagopvang = line("leidende variant kent dagopvang", AANTAL, EIGEN, Jaardelen.kent_dagopvang)


def gemist(kent: Operand, ander: Operand, meer: Operand) -> Arithmetic:
    """A difference (EUR a year) where only one of two has a price for it, and else nothing."""
    return if_(compare(kent, "=", ander), 0, meer)


def _ontbreekt(label: str, kent: Line, basis_kent: Line, own: Line, base: Line) -> Line:
    """What only one of a variant and the leading one has."""
    return line(label, EUR_JAAR, EIGEN, gemist(kent, basis_kent, own - base), compares=Tariefvariant)


class Ontbreekt(
    Block,
    title="Wat een van beide niet kent",
    form="berekend",
    path="locaties.{locatie}.{tariefvariant}.ontbreekt.{parameter}",
    sources=(Tariefvariant, Locatie),
):
    """Beside the leading variant: what only one of the two has, and so says nothing of its prices."""

    locatie = Key("locatie")
    tariefvariant = Key("tariefvariant")

    nacht = _ontbreekt(
        "ontbreekt: nacht", Jaardelen.kent_nacht, Basisdelen.kent_nacht, Jaardelen.nacht, Basisdelen.nacht
    )
    kindtoeslag = _ontbreekt(
        "ontbreekt: kindtoeslag",
        Jaardelen.kent_kindtoeslag,
        Basisdelen.kent_kindtoeslag,
        Jaardelen.kindtoeslag,
        Basisdelen.kindtoeslag,
    )
    dagopvang = _ontbreekt(
        "ontbreekt: dagopvang",
        Jaardelen.kent_dagopvang,
        Basisdelen.kent_dagopvang,
        Jaardelen.dagopvang,
        Basisdelen.dagopvang,
    )
    samen = line(
        "wat een van beide niet kent, samen", EUR_JAAR, EIGEN, nacht + kindtoeslag + dagopvang, compares=Tariefvariant
    )
