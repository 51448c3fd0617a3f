"""The week as a heat map: the surcharge of each cao hour by hour, live over its bands."""

from __future__ import annotations

from itertools import groupby

from openpyxl.formatting.rule import ColorScaleRule
from openpyxl.utils import get_column_letter

from mo_report.engine.dossier import Record
from mo_report.engine.expression import Cell
from mo_report.engine.schema import Column
from mo_report.engine.units import GETAL, PCT
from mo_report.model import OrtBand
from mo_report.verhaal.ort import Weekkaart
from mo_report.verhaal.weekkaart import UREN, caos, dagsoorten, tijdvakken, toeslag
from mo_report.werkboek.bouwer import Builder
from mo_report.werkboek.formule import quoted
from mo_report.werkboek.stijl import KOP3, TOELICHTING, formatted, put_text, put_value, widths
from mo_report.werkboek.vel import SheetWriter

_EERSTE = 3


def weekkaart(vel: SheetWriter, _: Weekkaart) -> None:
    """A row for each cao and kind of day, a column for each hour; the ORT sheet is there before."""
    bouwer = vel.bouwer
    known, days = caos(bouwer.resultaat), dagsoorten(bouwer.resultaat)
    top = vel.row
    for column, label in ((1, "cao"), (2, "dag")):
        put_text(vel.sheet, top, column, label, KOP3)
    for hour in UREN:
        cell = put_value(vel.sheet, top, _EERSTE + hour, str(hour), GETAL, KOP3)
        cell.value, cell.data_type = hour, "n"
    vel.row += 1
    for cao, name in known:
        for day, day_name in days:
            vel.text(1, name)
            vel.text(2, day_name)
            bands = tijdvakken(bouwer.resultaat, cao, day)
            for hour in UREN:
                at = f"{get_column_letter(_EERSTE + hour)}${top}"
                rate = toeslag(bouwer.resultaat, bands, hour)
                vel.number(_EERSTE + hour, _lookup(bouwer, bands, at), rate, PCT)
                formatted(vel.sheet.cell(vel.row, _EERSTE + hour), "0%")
            vel.row += 1
    last = get_column_letter(_EERSTE + len(UREN) - 1)
    area = f"{get_column_letter(_EERSTE)}{top + 1}:{last}{vel.row - 1}"
    rule = ColorScaleRule(  # type: ignore[no-untyped-call]
        start_type="min", start_color="FFFFFF", end_type="max", end_color="8FB8DE"
    )
    vel.sheet.conditional_formatting.add(area, rule)
    vel.row += 1
    vel.line_of_text("De kaart leest de tijdvakken van het blad ORT, aan het begin van elk uur.", TOELICHTING)
    vel.close(f"{get_column_letter(_EERSTE)}{top + 1}")
    widths(vel.sheet, 18, 11, *([6.0] * len(UREN)))


def _lookup(bouwer: Builder, bands: list[Record], hour: str) -> str:
    """The surcharge of the band that holds at an hour, over the rows of the bands."""
    rows = [bouwer.address(Cell(b, OrtBand.toeslag), "").row for b in bands]
    runs = [[r for _, r in group] for _, group in groupby(enumerate(rows), lambda x: x[1] - x[0])]
    found = []
    for run in runs:

        def over(column: Column, first: int = run[0], last: int = run[-1]) -> str:
            at = bouwer.address(Cell(bands[0], column), "")
            letter = get_column_letter(at.column)
            return f"{quoted(at.sheet)}!${letter}${first}:${letter}${last}"

        found.append(
            f'SUMIFS({over(OrtBand.toeslag)},{over(OrtBand.begin)},"<="&{hour},{over(OrtBand.einde)},">"&{hour})'
        )
    return "=" + ("+".join(found) or "0")
