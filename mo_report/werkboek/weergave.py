"""Chapters as sheets: each part of a chapter on a sheet that is filled from top to bottom."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font

from mo_report.engine.rekenen import Result
from mo_report.lib.notatie import LEEG
from mo_report.verhaal import HOOFDSTUKKEN
from mo_report.verhaal.kort import Kopgegevens, MeerBladen, Onderdelenbeeld, Tarieftabel, Trapbeeld, Verschilbeeld
from mo_report.verhaal.lezen import Wegwijzer
from mo_report.verhaal.locatiekeuze import Locatiekeuze
from mo_report.verhaal.ort import Weekkaart
from mo_report.verhaal.scenarios import Scenariokeuze
from mo_report.verhaal.slot import Controles, Reactieformulier
from mo_report.verhaal.vergelijking import Verschillen
from mo_report.verhaal.vorm import (
    AlleenScherm,
    Blad,
    Cel,
    Deel,
    Dekking,
    Herkomst,
    Kolommen,
    Kop,
    Kruis,
    Lezer,
    Medium,
    Raster,
    Rijen,
    Vast,
    Waarde,
    Woord,
    Zinnen,
)
from mo_report.werkboek.bouwer import Builder
from mo_report.werkboek.controleblad import controles
from mo_report.werkboek.formule import Address
from mo_report.werkboek.inbeeld import chart_of_componenten, chart_of_trap
from mo_report.werkboek.kaartblad import weekkaart
from mo_report.werkboek.kruistabel import (
    GridArea,
    bar_chart,
    chart_rows,
    grid,
)
from mo_report.werkboek.leeswijzer import meer_bladen, wegwijzer
from mo_report.werkboek.locatieblad import locatie_choice
from mo_report.werkboek.reactieblad import reaction_form
from mo_report.werkboek.rollen import CONTROLE, HULPREGELS
from mo_report.werkboek.scenarioblad import scenario_choice
from mo_report.werkboek.stijl import TOELICHTING
from mo_report.werkboek.tarieftabel import kopgegevens, tarieftabel, was_wordt
from mo_report.werkboek.vel import SheetWriter
from mo_report.werkboek.verschillen import differences_table

#: How many sheets are seen when a workbook opens; the others are hidden behind them.
MEESTE_BLADEN = {Lezer.AANBIEDER: 8, Lezer.GEMEENTE: 10, Lezer.OPENBAAR: 10}
GEDEKT, NIET_GEDEKT = "gedekt", "niet gedekt"


def write_workbook(
    resultaat: Result, path: Path, titel: str, lezer: Lezer, *, kort: bool = False, kleuren: Sequence[str] = ()
) -> None:
    """Write the workbook of a reader; with `kort` only the sheets in front. Raises OSError.

    Only the gemeente and the public may change what is given. `kleuren` are those of charts, as
    #rrggbb; without, they are those of the program's own house style.
    """
    bouwer = Builder(resultaat, titel, invoer=lezer is not Lezer.AANBIEDER, kort=kort, kleuren=kleuren)
    every = list(sheets_for(resultaat, lezer))
    bouwer.voorop = _voorop([blad for blad, _ in every], lezer, alles_goed=bouwer.goed)
    # All sheets first: they say which values live on them.
    made = [(SheetWriter(bouwer, blad), blad, parts) for blad, parts in every if not blad.laatst]
    for vel, blad, parts in made:
        _vul(vel, blad, parts)
    write_rest(bouwer)
    for blad, parts in every:
        if blad.laatst:
            _vul(SheetWriter(bouwer, blad), blad, parts)
    for vel, blad, parts in made:
        if any(isinstance(part, MeerBladen) for part in parts):
            render_part(vel, MeerBladen())
            vel.close(blad.bevries)
    bouwer.save(path)


def _voorop(bladen: Sequence[Blad], lezer: Lezer, *, alles_goed: bool) -> list[Blad]:
    """The sheets that a reader sees first; where a check fails, the controleblad is one of them."""
    own = [b for b in bladen if b.voorop]
    own.sort(key=lambda b: (b.voorop if alles_goed or b.naam != CONTROLE else 1, b.plaats))
    return own[: MEESTE_BLADEN[lezer]]


def write_rest(bouwer: Builder) -> None:
    """What formulas need and no sheet shows stands on a sheet of its own."""
    bouwer.settle()
    vel: SheetWriter | None = None
    while records := bouwer.needed():
        vel = vel or SheetWriter(bouwer, HULPREGELS)
        for block, own in records.items():
            vel.heading(block.title)
            vel.rows_table(block, own)
    if vel:
        vel.close("A4")


def _vul(vel: SheetWriter, blad: Blad, parts: list[Deel]) -> None:
    """Lay out a sheet; what tells of all sheets comes when they are there."""
    now = [part for part in parts if not isinstance(part, MeerBladen)]
    for part in now:
        render_part(vel, part)
    if blad.bevries and len(now) == len(parts):
        vel.close(blad.bevries)


def sheets_for(resultaat: Result, lezer: Lezer) -> Iterator[tuple[Blad, list[Deel]]]:
    """The sheets for a reader, in the order of calculation, each with its parts."""
    every = [
        blad
        for chapter in HOOFDSTUKKEN
        if chapter.aanwezig(resultaat)
        for blad in (*chapter.bladen, *chapter.bladen_van(resultaat))
        if lezer in blad.lezers
    ]
    for blad in sorted(every, key=lambda b: (b.stroom, b.plaats)):
        parts = [part for part in blad.delen(resultaat) if Medium.BLAD in part.waar]
        if parts or blad.vast:
            yield blad, parts


def render_part(vel: SheetWriter, deel: Deel) -> None:
    """One part on a sheet, from its row on."""
    _TOON[type(deel)](vel, deel)


def _rijen(vel: SheetWriter, deel: Rijen) -> None:
    if deel.titel:
        vel.heading(deel.titel)
    if deel.records:
        vel.rows_table(deel.block, deel.records, explain=deel.uitleg, only_given=deel.gegeven)


def _kolommen(vel: SheetWriter, deel: Kolommen) -> None:
    if deel.titel:
        vel.heading(deel.titel)
    vel.columns_table(deel.block, deel.records, deel.breed, only_given=deel.gegeven)


def _kruis(vel: SheetWriter, deel: Kruis) -> None:
    vel.heading(deel.titel)
    grid(vel, deel.records, deel.kolommen, rijen=deel.rijen, kolom=deel.kolom, kop=deel.kop)


def _kop(vel: SheetWriter, deel: Kop) -> None:
    vel.heading(deel.titel)


def _zinnen(vel: SheetWriter, deel: Zinnen) -> None:
    for sentence in deel.zinnen:
        vel.line_of_text(sentence, TOELICHTING)
    vel.row += deel.wit


def _raster(vel: SheetWriter, deel: Raster) -> None:
    if deel.titel:
        vel.heading(deel.titel)
    start = vel.row
    if deel.koppen:
        vel.header(*deel.koppen)
    for row in deel.rijen:
        for column, cell in enumerate(row, 1):
            _cel(vel, column, cell, deel, last=len(row))
        vel.row += 1
    first, last = min(deel.getallen, default=0), max(deel.getallen, default=0)
    area = GridArea(vel, start, (start + 1, vel.row - 1), (first + 1, last + 1))
    vel.row += deel.wit
    chart = deel.grafiek
    if chart:
        drawn = min(len(deel.rijen), chart.hoogstens or len(deel.rijen))
        height = bar_chart(
            area,
            chart.titel,
            chart.eenheid,
            rijen=(start + 1, start + drawn),
            plek=f"A{vel.row}",
        )
        vel.row += chart_rows(height)


def _cel(vel: SheetWriter, column: int, cell: Cel, deel: Raster, last: int) -> None:
    match cell:
        case Waarde(None, _):
            vel.dash(column)
        case Waarde(record, of) if record is not None:
            vel.value(column, record, of, repeat=deel.herhaling)
        case Woord(text, getal=True) if text == LEEG:
            vel.dash(column)
        case Woord(text, kop=kop):
            vel.text(column, text, most=deel.namen if kop else 44)
        case Vast(value, unit):
            vel.fixed(column, value, unit)
        case Herkomst(record, of):
            vel.text(column, record.values[of].herkomst)
        case Dekking(gedekt):
            _dekking(vel, column, last, gedekt=gedekt)


def _dekking(vel: SheetWriter, column: int, last: int, *, gedekt: bool) -> None:
    """Whether an element is covered, live: red where no product has a cent of it."""
    first, end = (Address(vel.name, vel.row, c).cell for c in (column + 1, last))
    at = Address(vel.name, vel.row, column)
    vel.text(column, "")
    vel.bouwer.formula(
        at,
        f'=IF(SUM({first}:{end})=0,"{NIET_GEDEKT}","{GEDEKT}")',
        GEDEKT if gedekt else NIET_GEDEKT,
    )
    red = CellIsRule(  # type: ignore[no-untyped-call]
        operator="equal", formula=[f'"{NIET_GEDEKT}"'], font=Font(bold=True, color="C00000")
    )
    vel.sheet.conditional_formatting.add(at.cell, red)
    vel.measure(column, NIET_GEDEKT)


#: How each part stands on a sheet.
_TOON: dict[type[Deel], Callable[..., None]] = {
    AlleenScherm: lambda vel, _: vel.not_printed_below(),
    Controles: controles,
    Kolommen: _kolommen,
    Kop: _kop,
    Kopgegevens: kopgegevens,
    Kruis: _kruis,
    Locatiekeuze: locatie_choice,
    MeerBladen: lambda vel, _: meer_bladen(vel),
    Onderdelenbeeld: chart_of_componenten,
    Raster: _raster,
    Reactieformulier: reaction_form,
    Rijen: _rijen,
    Scenariokeuze: scenario_choice,
    Tarieftabel: tarieftabel,
    Trapbeeld: chart_of_trap,
    Verschilbeeld: was_wordt,
    Verschillen: differences_table,
    Weekkaart: weekkaart,
    Wegwijzer: wegwijzer,
    Zinnen: _zinnen,
}
