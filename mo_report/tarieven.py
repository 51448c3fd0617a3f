"""The tariffs of a result as readers want them: leading variant first, with what they rest on."""

from __future__ import annotations

from mo_report.dossier import Record
from mo_report.model import Algemeen, Locatietarief, Tariefvariant, Trajecttarief
from mo_report.rekenen import Resultaat

UITGANGSPUNT = (
    "De parameters onderbouwen het tarief. Zij zijn geen norm voor hoe een aanbieder de opvang "
    "moet uitvoeren."
)


def varianten(resultaat: Resultaat) -> list[Record]:
    """The tariefvarianten, the leading one first."""
    leading = resultaat.dossier.one(Algemeen).name_of("tariefvariant")
    return sorted(resultaat.dossier[Tariefvariant], key=lambda r: r.key[0] != leading)


def leidende(resultaat: Resultaat) -> Record:
    """The tariefvariant that the gemeente chose."""
    return varianten(resultaat)[0]


def trajecten(resultaat: Resultaat, locatie: Record) -> list[Record]:
    """The Trajecttarief records of a locatie, those of the leading variant first."""
    order = [v.key[0] for v in varianten(resultaat)]
    found = resultaat.dossier.matching(Trajecttarief, {"locatie": locatie.key[0]})
    return sorted(found, key=lambda r: order.index(r.name_of("tariefvariant")))


def tarieven(resultaat: Resultaat, locatie: Record) -> list[Record]:
    """The Locatietarief records of a locatie, the leading variant first."""
    found = {
        r.name_of("tariefvariant"): r
        for r in resultaat.dossier.matching(Locatietarief, {"locatie": locatie.key[0]})
    }
    return [found[v.key[0]] for v in varianten(resultaat)]
