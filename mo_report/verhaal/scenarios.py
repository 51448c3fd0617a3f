"""What other starting points or other hours cost: every tariefvariant is a scenario."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mo_report.engine.dossier import Record
from mo_report.engine.rekenen import Result
from mo_report.engine.schema import Block, Column
from mo_report.lib.notatie import show_euro
from mo_report.model import (
    Aanbieder,
    Basisdelen,
    Basisnorm,
    Budget,
    Jaardelen,
    Locatietarief,
    Nachtset,
    Normtarief,
    Normverschil,
    Ontbreekt,
    Paarproduct,
    Productinzet,
    Productlocatie,
    Producttraject,
    Scenario,
    Setdelen,
    Tariefstap,
    Variantdelen,
    Vergelijking,
)
from mo_report.model.algemeen import JA
from mo_report.model.budget import budgetdelen
from mo_report.model.tarieven import leemten, leidende, totalen, varianten, zonder_feitelijk
from mo_report.verhaal.keuze import blokken_op_blad, getal, leidende_voorop, staven, zonder_leidende
from mo_report.verhaal.stappen import VOLGORDE, eerst_gelijk, stappen_van_paren
from mo_report.verhaal.vorm import (
    Blad,
    BladDeel,
    Boodschap,
    Deel,
    Figuur,
    Gewicht,
    Hoofdstuk,
    Kruis,
    Lezer,
    Medium,
    Pagina,
    Proza,
    Rol,
    Zinnen,
    achteraan,
)

_BLOKKEN: tuple[type[Block], ...] = (Scenario, Normverschil, Normtarief, Basisnorm)
#: Where a difference is taken apart.
_ONTLEDING: tuple[type[Block], ...] = (
    Ontbreekt,
    Vergelijking,
    Tariefstap,
    Paarproduct,
    Productinzet,
    Productlocatie,
    Producttraject,
    Variantdelen,
    Jaardelen,
    Basisdelen,
    Setdelen,
    Nachtset,
)
_INLEIDING = """
<p>Elke tariefvariant is een scenario: een parameterset met een urennorm. Zo is te zien wat andere uitgangspunten of andere uren kosten.{% if c.feitelijk %} Een scenario met feitelijke inzet staat hier niet bij: dat rekent per locatie met de uren die daar echt worden gewerkt. Die staan in de tariefbijlage van elke aanbieder.{% endif %}</p>
"""


@dataclass(frozen=True)
class Vergelijkbaar:
    """Values of records, a row per name, a column per scenario.

    `gestapeld`: the chart stacks so many rows of this one.
    """

    titel: str
    records: Sequence[Record]
    kolommen: tuple[Column, ...]
    rijen: tuple[str, ...] = ()
    gestapeld: int = 0


@dataclass(frozen=True)
class Scenariokeuze(BladDeel):
    """Any two scenarios side by side, to be chosen, over grids of all."""

    scenarios: tuple[str, ...]
    delen: tuple[Vergelijkbaar, ...]
    zinnen: tuple[str, ...]


def _keuze(resultaat: Result) -> Scenariokeuze:
    d, totals = resultaat.dossier, totalen(resultaat)
    parts, stacked = budgetdelen(totals[0].block) if totals else ((), 0)
    rate = Locatietarief.tarief_per_plek_per_etmaal_afgerond
    complete = _volledig(resultaat, leidende_voorop(resultaat, Normverschil))
    found = (
        Vergelijkbaar(
            "Tarief per plek per etmaal",
            leidende_voorop(resultaat, Locatietarief),
            (rate,),
            ("locatie",),
        ),
        Vergelijkbaar(
            "Budget per locatie per jaar",
            leidende_voorop(resultaat, Budget),
            (Budget.totaal,),
            ("locatie",),
        ),
        Vergelijkbaar(
            "Budget per jaar naar onderdeel",
            totals if d[Aanbieder] else [],
            parts,
            gestapeld=stacked,
        ),
        Vergelijkbaar(
            "Begeleiding overdag per plek",
            complete,
            (Normverschil.per_plek,),
            ("soort", "product"),
        ),
    )
    said = leemten(resultaat)
    if any(v.name_of("feitelijk") == JA for v in varianten(resultaat)):
        said.append("‘Begeleiding overdag per plek’ gaat over de norm, ook bij feitelijke inzet.")
    names = tuple(v.name for v in varianten(resultaat))
    return Scenariokeuze(names, tuple(v for v in found if v.records), tuple(said))


def _volledig(resultaat: Result, records: list[Record]) -> list[Record]:
    """Only what every scenario has: a comparison with nothing says nothing."""
    count: dict[tuple[str, ...], int] = {}
    for r in records:
        if getal(resultaat, r, Normverschil.per_plek) is not None:
            count[r.key[:2]] = count.get(r.key[:2], 0) + 1
    every = len(varianten(resultaat))
    return [r for r in records if count.get(r.key[:2]) == every]


def _blad(resultaat: Result) -> Iterator[Deel]:
    if len(varianten(resultaat)) < 2:
        return  # nothing to set beside it
    if table := stappen_van_paren(resultaat):
        yield table
        yield Zinnen([*eerst_gelijk(resultaat), VOLGORDE], wit=True, waar=Medium.BLAD)
    yield _keuze(resultaat)
    yield from blokken_op_blad(resultaat, *_BLOKKEN, *_ONTLEDING)


def _pagina(resultaat: Result) -> Iterator[Deel]:
    """What begeleiding overdag costs per plek in every scenario: no locatie is named."""
    norms = {v.key[0] for v in zonder_feitelijk(resultaat)}
    own = leidende_voorop(resultaat, Normverschil)
    records = [r for r in own if r.name_of("tariefvariant") in norms]

    others = zonder_leidende(resultaat, records)

    def grid(title: str, column: Column, rows: list[Record]) -> Kruis:
        keys = ("soort", "product")
        return Kruis(title, rows, (column,), keys, "tariefvariant", "begeleiding", waar=Medium.PAGINA)

    picture = staven(
        resultaat,
        "Begeleiding overdag per plek per etmaal, per scenario",
        "Het bedrag per plek van elk scenario.",
        records,
        Normverschil.per_plek,
        "soort",
        "product",
    )
    leading = leidende(resultaat).name
    amounts = [v for r in records if (v := getal(resultaat, r, Normverschil.per_plek)) is not None]
    if amounts:
        low, high = show_euro(min(amounts)), show_euro(max(amounts))
        yield Boodschap(
            f"Begeleiding overdag kost tussen {low} en {high} per plek per etmaal, naar product en scenario."
        )
    yield Proza(_INLEIDING, {"feitelijk": len(norms) < len(varianten(resultaat))})
    yield Figuur(picture, grid("Begeleiding overdag per scenario", Normverschil.per_plek, records))
    behind = (
        grid("Uren per etmaal voor de groep", Normverschil.uren, records),
        grid(f"Verschil met {leading}", Normverschil.verschil, others),
        grid(f"Verschil met {leading}, in procenten", Normverschil.verschil_deel, others),
    )
    yield from achteraan(behind)


SCENARIOS = Hoofdstuk(
    vraag="Wat kost het met andere uitgangspunten of andere uren?",
    volgorde=140,
    gewicht=Gewicht.BIJLAGE,
    sleutel="scenarios",
    kern=(Normverschil, Scenario),
    blokken=_BLOKKEN,
    bladen=(
        Blad(
            "Varianten",
            "Wat het kost met andere uitgangspunten of andere uren. Elke tariefvariant is een scenario.",
            Rol.UITVOER,
            _blad,
            plaats=11,
            voorop=8,
            thuis=(*_BLOKKEN, *_ONTLEDING),
            bevries="B4",
        ),
    ),
    paginas=lambda resultaat: (
        (Pagina("scenarios", "Scenario’s", _pagina, Lezer.OPENBAAR),)
        if resultaat.dossier[Normverschil] and len(zonder_feitelijk(resultaat)) > 1
        else ()
    ),
)
