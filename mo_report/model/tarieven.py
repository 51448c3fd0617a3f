"""The tariffs of a result as readers want them: leading variant first, with what they rest on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from mo_report.engine.dossier import Record
from mo_report.engine.rekenen import Result
from mo_report.model import (
    Aanbieder,
    AanbiederTotaal,
    Algemeen,
    Betaald,
    Beveiliging,
    Dagopvang,
    Dagopvanglocatie,
    Eigenset,
    Inzet,
    Kindtoeslag,
    Locatie,
    Locatietarief,
    Nacht,
    Opbouw,
    Parameterset,
    Regiototaal,
    Tariefvariant,
    Trajecttarief,
    Urengat,
)
from mo_report.model.algemeen import GEEN, JA, NEE
from mo_report.model.kader import Kader, geldig

#: How many names are told in a sentence.
MEEST = 5
UITGANGSPUNT = (
    "De parameters onderbouwen het tarief. Zij zijn geen norm voor hoe een aanbieder de opvang moet uitvoeren."
)


def varianten(resultaat: Result) -> list[Record]:
    """The tariefvarianten, the leading one first."""
    leading = resultaat.dossier.one(Algemeen).name_of("tariefvariant")
    return sorted(resultaat.dossier[Tariefvariant], key=lambda r: r.key[0] != leading)


def leidende(resultaat: Result) -> Record:
    """The tariefvariant that the gemeente chose."""
    return varianten(resultaat)[0]


def leidende_sets(resultaat: Result) -> list[Record]:
    """The parametersets that the leading variant counts with: its own first, unless no locatie here has it.

    Without locaties these are its own set and those of the percelen.
    """
    d, leading = resultaat.dossier, leidende(resultaat)
    own, without = leading.name_of("parameterset"), leading.name_of("eigen_sets") == NEE
    elsewhere = [] if without else [e.key[0] for e in d.matching(Eigenset, {"basis": own})]
    used = [r.name_of("parameterset") for r in d.matching(Locatietarief, {"tariefvariant": leading.key[0]})]
    counting = {*(used or [own, *elsewhere])}
    return sorted((s for s in d[Parameterset] if s.key[0] in counting), key=lambda s: s.key[0] != own)


def wettelijk_kader(resultaat: Result) -> Kader:
    """The law that the prices of this input answer to, as it held in the year of its prices."""
    general = resultaat.dossier.one(Algemeen)
    return geldig(general.texts.get(Algemeen.kader.name, ""), int(resultaat.number(general, Algemeen.prijspeil)))


def trajecten(resultaat: Result, locatie: Record) -> list[Record]:
    """The Trajecttarief records of a locatie, those of the leading variant first."""
    order = [v.key[0] for v in varianten(resultaat)]
    found = resultaat.dossier.matching(Trajecttarief, {"locatie": locatie.key[0]})
    return sorted(found, key=lambda r: order.index(r.name_of("tariefvariant")))


def tarieven(resultaat: Result, locatie: Record) -> list[Record]:
    """The Locatietarief records of a locatie, the leading variant first."""
    found = {
        r.name_of("tariefvariant"): r for r in resultaat.dossier.matching(Locatietarief, {"locatie": locatie.key[0]})
    }
    return [found[v.key[0]] for v in varianten(resultaat)]


def totalen(resultaat: Result, variant: Record | None = None) -> list[Record]:
    """The totals of everything in a dossier: of the region, or of its one aanbieder.

    Of one variant, or of all with the leading one first.
    """
    d = resultaat.dossier
    block = AanbiederTotaal if len(d[Aanbieder]) == 1 else Regiototaal
    chosen = [variant] if variant else varianten(resultaat)
    return [r for v in chosen for r in d.matching(block, {"tariefvariant": v.key[0]})]


@dataclass(frozen=True)
class Wachtgroep:
    """Locaties with one team and one kind of night, and how many watches the tariff pays them together."""

    locaties: tuple[Record, ...]
    naam: str
    wachten: Decimal

    @property
    def nachtvariant(self) -> str:
        return self.locaties[0].texts["nachtvariant"]


def wachtgroepen(resultaat: Result) -> list[Wachtgroep]:
    """Who shares a watch, in the leading variant; a locatie without a team is a group by itself."""
    groups: dict[tuple[str, ...], list[tuple[Record, Decimal]]] = {}
    for paid in resultaat.dossier.matching(Betaald, {"tariefvariant": leidende(resultaat).key[0]}):
        value = resultaat.value(paid, Betaald.betaalde_wachten)
        (locatie,) = resultaat.dossier.matching(Locatie, {"locatie": paid.name_of("locatie")})
        if isinstance(value, Decimal):
            own = ("team", locatie.name_of("team")) if locatie.texts.get("team") else ("locatie", locatie.key[0])
            groups.setdefault((*own, locatie.name_of("nachtvariant")), []).append((locatie, value))
    return [
        Wachtgroep(
            tuple(r for r, _ in found),
            found[0][0].name if len(found) == 1 else found[0][0].texts["team"],
            sum((value for _, value in found), Decimal(0)),
        )
        for found in groups.values()
    ]


def zonder_feitelijk(resultaat: Result) -> list[Record]:
    """The variants that count with a norm; when all count with the hours really worked, all."""
    everyone = varianten(resultaat)
    return [v for v in everyone if v.name_of("feitelijk") != JA] or everyone


def urennormen(resultaat: Result) -> list[Record]:
    """One variant for each urennorm in use, the leading one first."""
    found: dict[str, Record] = {}
    for variant in zonder_feitelijk(resultaat):
        found.setdefault(variant.name_of("urennorm"), variant)
    return list(found.values())


def leemten(resultaat: Result) -> list[str]:
    """What a comparison of variants leaves out, in sentences for the reader."""
    d = resultaat.dossier
    found = []
    for variant in varianten(resultaat):
        wanted = {"parameterset": variant.name_of("parameterset")}
        if d[Dagopvanglocatie] and not d.matching(Dagopvang, wanted):
            names = opsomming(r.name for r in d[Dagopvanglocatie])
            found.append(f"In ‘{variant.name}’ telt de dagopvang van {names} niet mee.")
        families = [r.name for r in d[Locatie] if r.name_of("gezinnen") == JA]
        if families and not d.matching(Kindtoeslag, wanted):
            names = opsomming(families)
            found.append(f"In ‘{variant.name}’ telt de kindtoeslag van {names} niet mee.")
        nights = any(r.name_of("nachtvariant") != GEEN for r in d[Locatie])
        if nights and not d.matching(Nacht, wanted):
            found.append(f"In ‘{variant.name}’ telt begeleiding in de nacht niet mee.")
    unknown = [r.name for r in d[Beveiliging] if Beveiliging.bedrag not in r.values]
    if unknown:
        found.append(f"Het bedrag voor beveiliging is niet bekend van {opsomming(unknown)}.")
    return found + zonder_inzet(resultaat)


def zonder_inzet(resultaat: Result) -> list[str]:
    """A sentence on the locaties whose hours are not known, where those of others are."""
    d = resultaat.dossier
    leading = d.matching(Urengat, {"tariefvariant": leidende(resultaat).key[0]})
    missing = [r.texts["locatie"] for r in leading if not _has_hours(resultaat, r)]
    if not d[Inzet] or not missing:
        return []
    return [f"De feitelijke inzet is niet bekend van {opsomming(missing)}; daar geldt de norm."]


def opsomming(names: Iterable[str]) -> str:
    """Some names between quotes; of many the first few, and how many more there are."""
    every = [f"‘{n}’" for n in names]
    if len(every) <= MEEST:
        return ", ".join(every)
    return f"{', '.join(every[: MEEST - 1])} en nog {len(every) - MEEST + 1} andere"


def _has_hours(resultaat: Result, record: Record) -> bool:
    return resultaat.value(record, Urengat.feitelijk) is not None


def gangbaar(resultaat: Result) -> Record | None:
    """The steps of the product that most plekken have, in the set of the leading variant."""
    d = resultaat.dossier
    own = d.matching(Opbouw, {"parameterset": leidende_sets(resultaat)[0].key[0]})
    count: Counter[str] = Counter()
    for locatie in d[Locatie]:
        plekken = resultaat.value(locatie, Locatie.plekken)
        if isinstance(plekken, Decimal):
            count[locatie.name_of("product")] += int(plekken)
    return max(own, key=lambda r: count[r.name_of("product")], default=None)
