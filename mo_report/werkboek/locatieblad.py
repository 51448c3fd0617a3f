"""The sheet on which one locatie of many is chosen: how its tariff is built up, live."""

from __future__ import annotations

from decimal import Decimal

from mo_report.engine.dossier import Record
from mo_report.engine.schema import Line
from mo_report.engine.units import TEKST
from mo_report.model import Locatietarief
from mo_report.model.tarieven import leidende
from mo_report.verhaal.keuze import van_variant
from mo_report.verhaal.locatiekeuze import Locatiekeuze
from mo_report.werkboek.formule import Address
from mo_report.werkboek.kruistabel import choose_from, grid
from mo_report.werkboek.stijl import INVOER, TOELICHTING, formatted
from mo_report.werkboek.vel import SheetWriter


def locatie_choice(vel: SheetWriter, _: Locatiekeuze) -> None:
    """A yellow cell with a locatie, the lines of its tariff, and below them the grid that has them all."""
    result = vel.resultaat
    leading = leidende(result)
    rates = van_variant(result, Locatietarief, leading)
    lines = [c for c in Locatietarief.lines() if any(_number(vel, r, c) is not None for r in rates)]
    vel.text(1, "locatie")
    choice = Address(vel.name, vel.row, 2)
    vel.text(2, rates[0].texts["locatie"], INVOER)
    formatted(vel.sheet.cell(vel.row, 2), TEKST.excel)
    vel.row += 1
    vel.line_of_text("Kies in de gele cel een locatie uit de lijst.", TOELICHTING)
    vel.row += 1
    vel.heading(f"Opbouw van het tarief, {leading.name}")
    vel.header("regel", "eenheid", "de gekozen locatie")
    first = vel.row
    vel.row += len(lines) + 1
    vel.heading("Alle locaties")
    area = grid(vel, rates, lines, rijen=(), kolom="locatie", kop="regel")
    end = vel.row
    for n, line in enumerate(lines):
        vel.row = first + n
        vel.text(1, line.label)
        vel.text(2, line.unit.word)
        text = area.of_chosen(choice.row, area.rijen[0] + n)
        vel.number(3, text, _number(vel, rates[0], line) or Decimal(0), line.unit)
    vel.row = end
    choose_from(vel, [choice.cell], area, "locatie")


def _number(vel: SheetWriter, record: Record, line: Line) -> Decimal | None:
    value = vel.resultaat.value(record, line)
    return value if isinstance(value, Decimal) else None
