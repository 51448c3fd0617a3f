"""Which parameterset counts where, when an aanbieder, a perceel or a locatie has one of its own."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from mo_report.engine.dossier import Record
from mo_report.engine.rekenen import Result
from mo_report.engine.units import EUR_UUR
from mo_report.lib.notatie import show, show_euro
from mo_report.model import (
    Betaald,
    Eigenset,
    Locatie,
    Locatietarief,
    Trajecttarief,
    Uurtarief,
)
from mo_report.model.eigenset import PLAATSEN
from mo_report.model.tarieven import leidende, leidende_sets, opsomming
from mo_report.verhaal.beelden import Groep, Staven
from mo_report.verhaal.keuze import getal, van_variant, verteld
from mo_report.verhaal.vorm import (
    Blad,
    Cel,
    Deel,
    Figuur,
    Gewicht,
    Hoofdstuk,
    Lezer,
    Medium,
    Pagina,
    Proza,
    Raster,
    Rijen,
    Rol,
    Waarde,
    Woord,
    Zinnen,
)

TITEL = "Welke set waar telt"
_INLEIDING = """
<p>{{ c.zinnen | join(' ') }}</p>
<p>Een eigen set past waar kosten echt anders zijn, zoals in een regio of bij een organisatie. Zij telt in elke tariefvariant die anders met de set uit de kolom ‘in plaats van’ rekent{% if c.zonder %}, behalve in {{ c.zonder }}{% endif %}. Een locatie gaat voor een perceel, en een perceel voor een aanbieder.</p>
"""


def elders(resultaat: Result) -> bool:
    """Whether there are sets of others, which stand in their own documents only."""
    return Eigenset in resultaat.dossier.withheld


def eigen(resultaat: Result) -> list[Record]:
    """The tariffs of the leading variant that count with another set than the variant names."""
    rates = van_variant(resultaat, Locatietarief, leidende(resultaat))
    return [r for r in rates if r.name_of("parameterset") != r.name_of(Eigenset.instead)]


def zinnen(resultaat: Result) -> list[str]:
    """Where a set of its own counts, and what that does to the hours, in sentences."""
    d, leading = resultaat.dossier, leidende(resultaat)
    if not d[Eigenset]:
        return []
    own, every = eigen(resultaat), d[Locatie]
    if not every:
        counting = {s.key[0] for s in leidende_sets(resultaat)}
        places = dict.fromkeys(e.texts["perceel"] for e in d[Eigenset] if e.key[0] in counting)
        if places:
            return [f"In {opsomming(places)} telt een andere set dan die van de leidende variant."]
    if not own:
        return [f"In de leidende variant ({leading.name}) telt overal de set van die variant zelf."]
    where = "elke locatie" if len(own) == len(every) else f"{len(own)} van de {len(every)} locaties"
    amount = sum((_effect(resultaat, r) for r in own), Decimal(0))
    more = "even veel" if not amount else f"{show_euro(abs(amount))} {'meer' if amount > 0 else 'minder'}"
    return [
        f"Op {where} telt een andere set dan die van de leidende variant ({leading.name}).",
        f"Aan uren begeleiding en trajecten kost dat per jaar {more}.",
    ]


def _effect(resultaat: Result, rate: Record) -> Decimal:
    """What the hours of a locatie cost more (EUR a year) by its own set: by day and for trajecten."""
    wanted = {"locatie": rate.name_of("locatie"), "tariefvariant": rate.name_of("tariefvariant")}
    lines = ((Betaald, Betaald.eigen_set_jaar), (Trajecttarief, Trajecttarief.eigen_set_jaar))
    found = (getal(resultaat, r, line) for block, line in lines for r in resultaat.dossier.matching(block, wanted))
    return sum((value for value in found if value), Decimal(0))


def per_locatie(resultaat: Result) -> list[Deel]:
    """A row for each locatie: the set that counts, in whose place, and why there."""
    rates = van_variant(resultaat, Locatietarief, leidende(resultaat))
    if not rates:
        return []
    d, column = resultaat.dossier, Locatietarief.tarief_per_plek_per_etmaal_afgerond
    others, rows = set(eigen(resultaat)), list[tuple[Cel, ...]]()
    for rate in rates:
        about: list[Cel] = [Woord(rate.texts["locatie"], kop=True), Woord(rate.texts["parameterset"])]
        if rate in others:
            (own,) = d.matching(Eigenset, {"parameterset": rate.name_of("parameterset")})
            (paid,) = d.matching(Betaald, {k.name: rate.name_of(k.name) for k in Betaald.key_columns()})
            where = "; ".join(f"{c.label} {own.texts[c.name]}" for c in PLAATSEN if own.texts.get(c.name))
            about += [Woord(rate.texts[Eigenset.instead]), Woord(where), Waarde(rate, column)]
            about.append(Waarde(paid, Betaald.eigen_set_jaar))
        else:
            about += [Woord(""), Woord(""), Waarde(rate, column), Woord("")]
        rows.append(tuple(about))
    labels = (column.heading, Betaald.eigen_set_jaar.heading)
    heads = ("locatie", "set die telt", Eigenset.basis.label, "geldt voor", *labels)
    title = f"{TITEL}, {leidende(resultaat).name}"
    return [Raster(title, heads, tuple(rows), getallen=frozenset({4, 5}), herhaling=True)]


def _uurtarieven(resultaat: Result) -> Figuur:
    """What an hour of each product costs in each set that counts, and in the set that it replaces."""
    d = resultaat.dossier
    sets = dict.fromkeys(e.texts[Eigenset.instead] for e in d[Eigenset])
    sets |= dict.fromkeys(s.name for s in leidende_sets(resultaat))
    column, groups = Uurtarief.uurtarief_afgerond, []
    rows: list[tuple[Cel, ...]] = []
    for product in dict.fromkeys(r.texts["product"] for r in d[Uurtarief]):
        found = {r.texts["parameterset"]: r for r in d[Uurtarief] if r.texts["product"] == product}
        rates = [found.get(name) for name in sets]
        numbers = tuple(getal(resultaat, r, column) if r else None for r in rates)
        groups.append(Groep(product, numbers, tuple(show(n, column.unit) for n in numbers)))
        rows.append((Woord(product, kop=True), *(Waarde(r, column) for r in rates)))
    title, heads = "Wat een uur kost, per set", tuple(sets)
    picture = Staven(title, verteld(groups, heads), EUR_UUR.word, heads, tuple(groups))
    numbered = frozenset(range(1, len(heads) + 1))
    return Figuur(picture, Raster(f"{title} [{EUR_UUR.word}]", ("product", *heads), tuple(rows), getallen=numbered))


def _zonder(resultaat: Result) -> str:
    """The variants in which no set gives way."""
    column, word = Eigenset.unless
    return opsomming(v.name for v in resultaat.dossier[leidende(resultaat).block] if v.name_of(column) == word)


def _blad(resultaat: Result) -> Iterator[Deel]:
    if resultaat.dossier[Eigenset]:
        # The amount is in the table, where it moves along.
        yield Zinnen(zinnen(resultaat)[:1], waar=Medium.BLAD)
        yield from per_locatie(resultaat)


def _pagina(resultaat: Result) -> Iterator[Deel]:
    yield Proza(_INLEIDING, {"zinnen": zinnen(resultaat), "zonder": _zonder(resultaat)})
    places = per_locatie(resultaat)
    yield from places
    yield _uurtarieven(resultaat)
    if not places:
        yield Rijen(Eigenset.title, resultaat.dossier[Eigenset], waar=Medium.PAGINA)


EIGEN_SETS = Hoofdstuk(
    vraag="Welke set telt waar?",
    volgorde=85,
    gewicht=Gewicht.KERN,
    bladen=(
        Blad(
            "Eigen sets",
            "Waar een andere set telt dan de tariefvariant noemt.",
            Rol.UITVOER,
            _blad,
            plaats=7,
            stroom=23,
        ),
    ),
    paginas=lambda resultaat: (
        (Pagina("eigen-sets", TITEL, _pagina, Lezer.AANBIEDER | Lezer.OPENBAAR),) if resultaat.dossier[Eigenset] else ()
    ),
)
