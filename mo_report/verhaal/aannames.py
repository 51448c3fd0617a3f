"""What is in no source as such, what it moves, and the sources themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from mo_report.engine.rekenen import Result
from mo_report.engine.schema import Status
from mo_report.engine.units import EUR_ETMAAL, EUR_JAAR
from mo_report.lib.notatie import LEEG, Unit, show_euro
from mo_report.model import Bron
from mo_report.model.gevoeligheid import Onzeker, onzekere, register
from mo_report.verhaal.vorm import (
    Blad,
    Boodschap,
    Cel,
    Deel,
    Gewicht,
    Hoofdstuk,
    Lezer,
    Medium,
    Pagina,
    Proza,
    Raster,
    Rijen,
    Rol,
    Vast,
    Waarde,
    Woord,
)

MEESTE_NAMEN, MEESTE_VOOROP = 4, 8
_INLEIDING = """
<p>Deze waarden staan niet zo in een bron.{% if c.aannames %} Een aanname moet worden vervangen of onderbouwd.{% endif %}{% if c.herleid %} Een waarde is herleid als zij is berekend uit gepubliceerde cijfers.{% endif %}</p>
<p>De tabel laat zien wat er met de begeleiding overdag gebeurt als één waarde 10% hoger is: het hoogste verschil, in de leidende variant of anders in de eerste variant waarin de waarde meetelt. Staan er meer waarden op een regel, dan geldt het verschil voor elk apart. Een streepje betekent: geen gevolg voor de begeleiding overdag, misschien wel voor een ander tarief. Het gevolg voor een hele locatie staat in het tariefblad van de aanbieder.</p>
"""
_GEEN = "<p>Geen enkele algemene waarde is een aanname.</p>"
#: What is above the register of a sheet, and where there is nothing to register.
_UITLEG = (
    "Waarden die niet zo in een bron staan, en wat er gebeurt als ze 10% hoger zijn. De gevolgen "
    "zijn berekend bij het maken van dit bestand; ze lopen niet mee."
)
_LEEG = "Elke waarde staat in een bron."


def _effect(value: Decimal | None, unit: Unit) -> Cel:
    return Woord(LEEG, getal=True) if value is None else Vast(value, unit)


def _blad(resultaat: Result) -> Iterator[Deel]:
    """Every figure that is not in a source, and what it moves."""
    rows = []
    for one in register(resultaat):
        given = one.record.values[one.column]
        rows.append(
            (
                Woord(given.status.word),
                Woord(given.plek.blad),
                Woord(given.plek.cel),
                Woord(f"{one.record.name}: {one.column.label} [{one.column.unit.word}]"),
                Waarde(one.record, one.column),
                _effect(one.per_plek, EUR_ETMAAL),
                _effect(one.per_jaar, EUR_JAAR),
                Woord(one.waar),
                Woord(given.toelichting),
            )
        )
    heads = (
        "status",
        "blad van de invoer",
        "cel",
        "wat",
        "waarde",
        "bij 10% meer, gemiddeld per plek per etmaal",
        "bij 10% meer, per jaar",
        "in scenario, of waar anders",
        "toelichting",
    )
    yield Raster("", heads, tuple(rows), wit=False, waar=Medium.BLAD)


def _pagina(resultaat: Result) -> Iterator[Deel]:
    found = register(resultaat)
    unsure = sum(one.record.values[one.column].status is Status.AANNAME for one in found)
    derived = len(found) - unsure
    counts = [(unsure, "aanname", "aannames"), (derived, "herleide waarde", "herleide waarden")]
    there = [(n, one if n == 1 else many, many) for n, one, many in counts if n]
    table = _raster(" en ".join(many for _, _, many in there).capitalize(), _gelijken(found))
    if found:
        kinds = " en ".join(f"{n} {word}" for n, word, _ in there)
        figures = "1 cijfer in deze bijlage staat" if len(found) == 1 else f"{len(found)} cijfers in deze bijlage staan"
        yield Boodschap(f"{figures} niet zo in een bron: {kinds}.")
    yield Proza(_INLEIDING if found else _GEEN, {"aannames": unsure, "herleid": derived})
    moving = [(abs(same[0].per_plek), same) for same in _gelijken(found) if same[0].per_plek]
    if most := [same for _, same in sorted(moving, key=lambda pair: -pair[0])]:
        yield _raster("Wat het meeste doet", most[:MEESTE_VOOROP])
    if table.rijen:
        yield replace(table, achter=True)
    if sources := resultaat.dossier[Bron]:
        yield Rijen("Bronnen", sources, bronnen=False, waar=Medium.PAGINA)


def _gelijken(found: list[Onzeker]) -> list[list[Onzeker]]:
    """Figures that are the same in all that is told of them, taken together."""
    rows: dict[tuple[object, ...], list[Onzeker]] = {}
    for one in found:
        given = one.record.values[one.column]
        alike = (one.column, given.waarde, given.status, given.toelichting, one.per_plek)
        rows.setdefault(alike, []).append(one)
    return list(rows.values())


def _raster(title: str, rows: list[list[Onzeker]]) -> Raster:
    heads = (
        "status",
        "wat",
        "waarde",
        "bij 10% meer: hoogste verschil, € per plek per etmaal",
        "toelichting",
    )
    cells = tuple(_regel(same) for same in rows)
    return Raster(title, heads, cells, getallen=frozenset({2, 3}), waar=Medium.PAGINA)


def _regel(same: list[Onzeker]) -> tuple[Cel, ...]:
    one = same[0]
    given = one.record.values[one.column]
    names = "; ".join(o.record.name for o in same)
    if len(same) > MEESTE_NAMEN:
        names = f"{one.record.block.title}, {len(same)} keer"
    return (
        Woord(given.status.word),
        Woord(f"{names}: {one.column.heading}", kop=True),
        Waarde(one.record, one.column),
        Woord(show_euro(one.per_plek) if one.per_plek is not None else LEEG, getal=True),
        Woord(given.toelichting),
    )


def _bronnen(resultaat: Result) -> Iterator[Deel]:
    yield Rijen("", resultaat.dossier[Bron], waar=Medium.BLAD)


AANNAMES = Hoofdstuk(
    vraag="Welke cijfers staan in geen bron, en wat doen zij?",
    volgorde=200,
    gewicht=Gewicht.BIJLAGE,
    bladen=(
        Blad(
            "Aannameregister",
            lambda resultaat: _UITLEG if onzekere(resultaat) else _LEEG,
            Rol.UITVOER,
            _blad,
            plaats=19,
            voorop=13,
            stroom=25,
            bevries="A5",
            vast=True,
        ),
        Blad(
            Bron.title,
            "De documenten waar de cijfers uit komen.",
            Rol.LEESMIJ,
            _bronnen,
            plaats=60,
            stroom=26,
            vast=True,
        ),
    ),
    paginas=lambda _: (Pagina("aannames", "Aannames en bronnen", _pagina, Lezer.OPENBAAR),),
)
