"""The pictures on a samenvatting: what a tariff is made of, per locatie and step by step."""

from __future__ import annotations

from decimal import Decimal

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.shapes import GraphicalProperties

from mo_report.engine.units import EUR_ETMAAL, EUR_UUR
from mo_report.lib.notatie import show
from mo_report.model import Locatietarief, Uurtarief
from mo_report.model.etmaaltarief import COMPONENTEN
from mo_report.model.opbouw import STAPPEN
from mo_report.model.tarieven import gangbaar, leidende
from mo_report.verhaal.beelden import Trap
from mo_report.verhaal.kort import Onderdelenbeeld, Trapbeeld
from mo_report.werkboek.formule import Address
from mo_report.werkboek.kruistabel import MEEST, GridArea, bar_chart, chart_rows, keep_apart, paint
from mo_report.werkboek.stijl import TOELICHTING, put_text
from mo_report.werkboek.vel import SheetWriter

_MEER_STAPPEN = "Let op: er is nu ook een stap die hier niet staat."
_ONDERDELEN = tuple(c.line for c in COMPONENTEN)


def chart_of_componenten(vel: SheetWriter, _: Onderdelenbeeld) -> None:
    """What the tariff of each locatie is made of: a table, and a chart over it."""
    bouwer = vel.bouwer
    variant = leidende(bouwer.resultaat)
    rates = bouwer.dossier.matching(Locatietarief, {"tariefvariant": variant.key[0]})
    if not rates:
        return
    vel.heading(f"Waar het tarief uit bestaat, per plek per etmaal ({variant.name})")
    start = vel.row
    total = Locatietarief.tarief_per_plek_per_etmaal
    vel.header("locatie", *(c.label for c in _ONDERDELEN), total.label)
    for rate in rates:
        vel.text(1, rate.texts["locatie"])
        for n, column in enumerate((*_ONDERDELEN, total), 2):
            vel.value(n, rate, column)
        vel.row += 1
    drawn = rates[:MEEST]
    area = GridArea(vel, start, (start + 1, start + len(drawn)), (2, 1 + len(_ONDERDELEN)))
    vel.row += 1
    told = "; ".join(f"{r.texts['locatie']} {show(bouwer.resultaat.value(r, total), total.unit)}" for r in drawn)
    height = bar_chart(
        area,
        "Tarief per plek per etmaal, naar onderdeel",
        EUR_ETMAAL.word,
        plek=f"A{vel.row}",
        gestapeld=True,
        alt=f"Gestapelde staven, een per locatie: {told}. De tabel erboven heeft alle bedragen.",
    )
    vel.row += chart_rows(height)


def chart_of_trap(vel: SheetWriter, _: Trapbeeld) -> None:
    """From salary to uurtarief: a table, and a chart over it; a step of nothing is no step.

    Where a user makes something of such a step, the sheet says that it is not shown.
    """
    bouwer = vel.bouwer
    record = gangbaar(bouwer.resultaat)
    if record is None:
        return
    name = f"{record.texts['product']}, {record.texts['parameterset']}"
    vel.heading(f"Van salaris naar uurtarief: {name}")
    start = vel.row
    vel.header("stap", "bedrag", "begint bij")
    number = bouwer.resultaat.number
    before = Decimal(0)
    shown = [step for step in STAPPEN if number(record, step)]
    for step in shown:
        vel.text(1, step.label)
        vel.value(2, record, step)
        first, last = Address(vel.name, start + 1, 2), Address(vel.name, vel.row, 2)
        # The sum up to here without this step itself: the same formula in every row.
        text = f"=SUM({first.absolute}:{last.cell})-{last.cell}"
        vel.number(3, text, before, EUR_UUR)
        before += number(record, step)
        vel.row += 1
    rate = bouwer.dossier.matching(Uurtarief, {k: record.name_of(k) for k in ("parameterset", "product")})[0]
    vel.text(1, Uurtarief.uurtarief.label)
    vel.value(2, rate, Uurtarief.uurtarief)
    vel.fixed(3, Decimal(0), EUR_UUR)
    if len(shown) < len(STAPPEN):
        steps, end = Address(vel.name, start + 1, 2).cell, Address(vel.name, vel.row - 1, 2).cell
        all_of_it = f"ROUND(SUM({steps}:{end})-{Address(vel.name, vel.row, 2).cell},2)=0"
        put_text(vel.sheet, vel.row + 1, 1, "", TOELICHTING)
        bouwer.formula(Address(vel.name, vel.row + 1, 1), f'=IF({all_of_it},"","{_MEER_STAPPEN}")', "")
    told = "; ".join(f"{s.label} {show(number(record, s), EUR_UUR)}" for s in shown)
    total = show(number(rate, Uurtarief.uurtarief), EUR_UUR)
    chart = _trap(vel, start, vel.row, f"Van salaris naar uurtarief: {name}")
    vel.row += 2
    vel.chart(chart, f"A{vel.row}", f"Trapgrafiek: {told}; samen {total} per uur.")
    vel.row += chart_rows(chart.height)


def _trap(vel: SheetWriter, top: int, last: int, titel: str) -> BarChart:
    """Columns that each begin where the one before ended: the lower part is not drawn."""
    chart = BarChart()
    chart.type, chart.grouping, chart.overlap, chart.gapWidth = "col", "stacked", 100, 40
    chart.title, chart.y_axis.title, chart.legend = titel, EUR_UUR.word, None
    chart.y_axis.delete = chart.x_axis.delete = False
    chart.y_axis.number_format = "#,##0"
    for column in (3, 2):
        data = Reference(vel.sheet, min_col=column, min_row=top, max_row=last)
        chart.add_data(data, titles_from_data=True)
    chart.set_categories(Reference(vel.sheet, min_col=1, min_row=top + 1, max_row=last))
    below, step = chart.series
    below.graphicalProperties = GraphicalProperties(noFill=True)
    below.graphicalProperties.line.noFill = True
    paint(step, vel.bouwer.kleur(Trap.STAP))
    step.dLbls = DataLabelList()
    step.dLbls.showVal, step.dLbls.numFmt = True, "#,##0.00"
    for other in ("showSerName", "showCatName", "showLegendKey", "showPercent"):
        setattr(step.dLbls, other, False)
    below.invertIfNegative = False
    keep_apart(chart)
    chart.width, chart.height = 26, 11
    return chart
