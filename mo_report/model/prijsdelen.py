"""Every other tariff taken apart as the uurtarief is: over the elements that the law names, and what has none.

A tariff of hours holds so many times the elements of its uurtarief. An amount that was set, and what a
stay costs, is no sum of hours: it stands as a part of its own.
"""

from collections.abc import Callable
from functools import partial
from operator import mul

from mo_report.engine.check import REKENFOUT, Check
from mo_report.engine.expression import (
    Arithmetic,
    Given,
    Operand,
    compare,
    either,
    given,
    if_,
    summed,
    terms_of,
    to_node,
    when,
)
from mo_report.engine.schema import EIGEN, Block, Key, Line, line
from mo_report.engine.units import AANTAL, EUR_CLIENT, EUR_ETMAAL, EUR_UUR, FACTOR
from mo_report.lib.notatie import Unit
from mo_report.model.algemeen import BEGELEIDING, GEEN, Algemeen, Tariefvariant
from mo_report.model.componenten import Dagopvang, Nacht
from mo_report.model.declarabiliteit import UREN_OVER
from mo_report.model.etmaaltarief import COMPONENTEN, Locatietarief
from mo_report.model.locatie import Locatie
from mo_report.model.reeleprijs import ReelePrijs
from mo_report.model.rekenwijze import WETTELIJK
from mo_report.model.traject import Trajectprijs, Trajectsoort
from mo_report.model.uurtarief import Uurtarief

#: The parts of an uurtarief, in the order of the article.
DELEN = tuple(term for _, term in terms_of(ReelePrijs.samen.formula) if isinstance(term, Line))
_TARIEF = Locatietarief.tarief_per_plek_per_etmaal
_VAST_BEDRAG = "bedrag dat niet uit uren is opgebouwd"


def _delen(unit: Unit, amount: Callable[[Line], Operand], *, optional: bool = False) -> dict[str, Line]:
    """A line for each part of the uurtarief, by the name of that part: the body of a class takes them in."""
    return {x.name: line(x.label, unit, WETTELIJK, amount(x), optional=optional) for x in DELEN}


def _som(delen: dict[str, Line], *more: Line) -> Arithmetic:
    return summed((*delen.values(), *more))


def _indien_uren(uren: Line, then: Operand, other: Operand) -> Given:
    """The first where a night is paid by hours of an uurtarief that the set has, else the other."""
    return given(uren, given(Uurtarief.uurtarief, then, other), other)


def _nachtdeel(uren: Line, element: Line) -> Operand:
    return _indien_uren(uren, uren * element, 0)


def _met_nacht(uren: Line, element: Line) -> Operand:
    """So many hours of a part by day, and that part of the night."""
    night = next(x for x in Nachtdelen.lines() if x.name == element.name)
    return uren * element + when(Locatie.nachtvariant, GEEN, 0, either(night, 0))


class Nachtdelen(Block, title="Waar een nachttarief uit bestaat", form="berekend", sources=(Nacht,)):
    parameterset = Key("parameterset")
    nachtvariant = Key("nachtvariant")

    uren = line("uren per plek per etmaal", FACTOR, EIGEN, Nacht.uren / Nacht.verdeeld_over, optional=True)
    _d = _delen(EUR_ETMAAL, partial(_nachtdeel, uren))
    locals().update(_d)
    vast = line(
        _VAST_BEDRAG,
        EUR_ETMAAL,
        EIGEN,
        _indien_uren(uren, Nacht.tarief - uren * Uurtarief.uurtarief, Nacht.tarief),
    )
    samen = line("samen: het nachttarief", EUR_ETMAAL, EIGEN, _som(_d, vast), tariff=True)


class Dagopvangdelen(Block, title="Waar de dagopvang uit bestaat", form="berekend", sources=(Dagopvang,)):
    parameterset = Key("parameterset")

    begeleiders = line("begeleiders tegelijk", AANTAL, EIGEN, Dagopvang.begeleiders)
    _d = _delen(EUR_UUR, partial(mul, begeleiders))
    locals().update(_d)
    samen = line("samen: de dagopvang per uur", EUR_UUR, EIGEN, _som(_d), tariff=True)


class Trajectdelen(Block, title="Waar een traject uit bestaat", form="berekend", sources=(Trajectprijs,)):
    traject = Key("traject")
    tariefvariant = Key("tariefvariant")

    uren = line(
        "uren per cliënt per etmaal",
        FACTOR,
        EIGEN,
        # Only where the set has an uurtarief for it.
        if_(compare(Trajectprijs.uurtarief, "=", 0), 0, Trajectsoort.uren / Algemeen.dagen_per_week),
        optional=True,
    )
    _d = _delen(EUR_CLIENT, partial(mul, uren), optional=True)
    locals().update(_d)
    samen = line("samen: het trajecttarief", EUR_CLIENT, EIGEN, _som(_d), tariff=True, optional=True)


class Locatiedelen(
    Block, title="Waar het tarief per plek uit bestaat", form="berekend", sources=(Tariefvariant, Locatie)
):
    locatie = Key("locatie")
    tariefvariant = Key("tariefvariant")

    uren = line(
        "uren overdag per plek, omgerekend naar het uurtarief van de set",
        FACTOR,
        EIGEN,
        # At the ORT of a dienstrooster every part of an uurtarief is as much lower or higher as the whole.
        if_(compare(Uurtarief.uurtarief, "=", 0), 0, Locatietarief.dag / Uurtarief.uurtarief),
    )
    _d = _delen(EUR_ETMAAL, partial(_met_nacht, uren))
    locals().update(_d)
    vast = line(
        "nacht die niet uit uren is opgebouwd",
        EUR_ETMAAL,
        EIGEN,
        when(Locatie.nachtvariant, GEEN, 0, either(Nachtdelen.vast, 0)),
    )
    verblijf = line(
        "verblijf",
        EUR_ETMAAL,
        EIGEN,
        summed((_TARIEF, *((-1, c.line) for c in COMPONENTEN if c.index == BEGELEIDING))),
    )
    samen = line("samen: het tarief per plek", EUR_ETMAAL, EIGEN, _som(_d, vast, verblijf), tariff=True)


for _block, _keys, _tarief, _plek in (
    (Nachtdelen, ("parameterset", "nachtvariant"), Nacht.tarief, Nacht.nachtvariant),
    (Dagopvangdelen, ("parameterset",), Dagopvang.per_uur, Dagopvang.begeleiders),
    (Locatiedelen, ("locatie", "tariefvariant"), _TARIEF, Locatie.plekken),
):
    Check(
        f"{_block.title.lower()}: samen het tarief",
        _block,
        _keys,
        to_node(_block.lines()[-1]),
        "=",
        to_node(_tarief),
        _tarief.unit,
        REKENFOUT,
        _plek,
        after=(UREN_OVER,),
    )
