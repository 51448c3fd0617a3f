"""The parametersets side by side, from the figures they start from to the tariffs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from mo_report.engine.dossier import Record
from mo_report.engine.rekenen import Result
from mo_report.engine.schema import Block, Column, Key, Line
from mo_report.model import (
    Dagopvang,
    Declarabiliteit,
    Kindtoeslag,
    Nacht,
    Opslagen,
    Parameterset,
    Product,
    SocialeLasten,
    Uurtarief,
)
from mo_report.verhaal.stappen import VOLGORDE, stappentabel, tariefstappen, trap, vergeleken
from mo_report.verhaal.vorm import (
    ACHTER,
    Blad,
    BladDeel,
    Boodschap,
    Deel,
    Figuur,
    Gewicht,
    Hoofdstuk,
    Lezer,
    Medium,
    Pagina,
    Proza,
    Raster,
    Rol,
    Waarde,
    Woord,
    Zinnen,
)

_INLEIDING = """
<p class="bij">De parametersets naast elkaar. Een streepje betekent dat de set deze waarde niet kent.</p>
"""


@dataclass(frozen=True)
class Vergeleken:
    """One value in every set, or None where a set has no such record."""

    label: str
    kolom: Column
    records: tuple[Record | None, ...]


@dataclass(frozen=True)
class Verschillen(BladDeel):
    """Values of the sets, and live how much each differs from the first set."""

    titel: str
    sets: tuple[Record, ...]
    regels: tuple[Vergeleken, ...]


def _van(resultaat: Result, block: type[Block], **more: str) -> tuple[Record | None, ...]:
    """The record of each set, and whatever else its keys are."""
    d = resultaat.dossier
    found = [d.matching(block, {"parameterset": s.key[0], **more}) for s in d[Parameterset]]
    return tuple(f[0] if f else None for f in found)


def _nachten(resultaat: Result) -> dict[str, str]:
    """The kinds of night as they are compared, each as it is written first."""
    found: dict[str, str] = {}
    for r in resultaat.dossier[Nacht]:
        found.setdefault(r.name_of("nachtvariant"), r.texts["nachtvariant"])
    return found


_LOS: tuple[Line, ...] = (Kindtoeslag.kindtoeslag_afgerond, Dagopvang.per_uur_afgerond)


def _blad(resultaat: Result) -> Iterator[Deel]:
    sets = tuple(resultaat.dossier[Parameterset])
    if len(sets) < 2:
        return  # nothing to set beside it

    def part(title: str, lines: Sequence[Vergeleken]) -> Verschillen:
        return Verschillen(title, sets, tuple(lines))

    tables: tuple[type[Block], ...] = (Opslagen, SocialeLasten, Declarabiliteit)
    for block in tables:
        own = [c for c in block.columns if not isinstance(c, Key)]
        yield part(block.title, [Vergeleken(c.label, c, _van(resultaat, block)) for c in own])
    rates = (Uurtarief.maandloon, Uurtarief.ort, Uurtarief.uurtarief_afgerond)
    yield part(
        "Uurtarieven en toeslagen per product",
        [
            Vergeleken(f"{p.name}: {c.label}", c, _van(resultaat, Uurtarief, product=p.key[0]))
            for p in resultaat.dossier[Product]
            for c in rates
        ],
    )
    yield part(
        "Componenten",
        [
            Vergeleken(f"nacht: {name}", Nacht.tarief_afgerond, _van(resultaat, Nacht, nachtvariant=key))
            for key, name in _nachten(resultaat).items()
        ]
        + [Vergeleken(c.label, c, _van(resultaat, c.block)) for c in _LOS],
    )
    yield Zinnen(["Een streepje betekent dat de set deze waarde niet kent."], waar=Medium.BLAD)


def _pagina(resultaat: Result) -> Iterator[Deel]:
    d = resultaat.dossier
    heads = ("onderdeel", "eenheid", *(s.name for s in d[Parameterset]))
    numbers = frozenset(range(2, len(heads)))

    def table(title: str, lines: Sequence[Vergeleken]) -> Raster:
        rows = tuple(
            (
                Woord(v.label, kop=True),
                Woord(v.kolom.unit.word),
                *(Waarde(r, v.kolom) for r in v.records),
            )
            for v in lines
        )
        return Raster(title, heads, rows, getallen=numbers, waar=Medium.PAGINA)

    chosen: list[Column] = [*Opslagen.parameters(), SocialeLasten.sociale_lasten]
    chosen += Declarabiliteit.lines()[-2:]
    values = [Vergeleken(c.label, c, _van(resultaat, c.block)) for c in chosen]
    rates = [
        Vergeleken(
            f"Uurtarief {p.name}",
            Uurtarief.uurtarief_afgerond,
            _van(resultaat, Uurtarief, product=p.key[0]),
        )
        for p in d[Product]
        if d.matching(Uurtarief, {"product": p.key[0]})
    ]
    rates += [
        Vergeleken(f"Nacht: {name}", Nacht.tarief_afgerond, _van(resultaat, Nacht, nachtvariant=key))
        for key, name in _nachten(resultaat).items()
    ]
    rates += [Vergeleken(c.label, c, _van(resultaat, c.block)) for c in _LOS if d[c.block]]
    steps = tariefstappen(resultaat)
    if steps:
        yield Boodschap(vergeleken(resultaat, steps[0]))
        yield Proza(f"<p>{VOLGORDE}</p>")
        yield Figuur(trap(resultaat, steps[0]), zie=f"vergelijking{ACHTER}")
    yield Proza(_INLEIDING)
    yield table("Tarieven van de parametersets", rates)
    yield replace(table("Uitgangspunten van de parametersets", values), achter=True)
    if steps:
        yield replace(stappentabel(resultaat, steps), achter=True)


VERGELIJKING = Hoofdstuk(
    vraag="Waarin verschillen de parametersets?",
    volgorde=90,
    gewicht=Gewicht.BIJLAGE,
    bladen=(
        Blad(
            "Vergelijking",
            "De parametersets naast elkaar, van uitgangspunt tot tarief.",
            Rol.UITVOER,
            _blad,
            plaats=18,
            voorop=11,
            stroom=28,
            lezers=Lezer.GEMEENTE | Lezer.OPENBAAR,
            bevries="C4",
        ),
    ),
    paginas=lambda resultaat: (
        (Pagina("vergelijking", "Vergelijking", _pagina, Lezer.OPENBAAR),)
        if len(resultaat.dossier[Parameterset]) > 1
        else ()
    ),
)
