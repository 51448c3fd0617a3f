"""Pictures as shapes in millimetres: drawn here, written out as SVG by a template.

Measured against Matplotlib: that too gives live text in the bundled font, but no title that a
screen reader can say, 20 kB a picture, and numpy with 0.8 s of start-up in every process. These
are bars, cells and texts; that is all that is asked.
"""

from mo_report.bijlage.beeld.dozen import BoxPlot
from mo_report.bijlage.beeld.hitte import HeatMap
from mo_report.bijlage.beeld.stapel import StackedChart
from mo_report.bijlage.beeld.staven import BarChart
from mo_report.bijlage.beeld.vorm import Box, Caption, Drawing, Drawn, Pen
from mo_report.bijlage.beeld.waterval import WaterfallChart
from mo_report.verhaal import beelden

#: How each kind of picture is drawn.
_TEKENING: dict[type[beelden.Beeld], type[Drawn]] = {
    beelden.Dozen: BoxPlot,
    beelden.Kaart: HeatMap,
    beelden.Stapels: StackedChart,
    beelden.Staven: BarChart,
    beelden.Trap: WaterfallChart,
}


def drawn(beeld: beelden.Beeld, tekenaar: Pen) -> list[Drawing]:
    """The drawings of a picture."""
    drawn = _TEKENING[type(beeld)]
    return drawn(**vars(beeld)).delen(tekenaar)


__all__ = [
    "BarChart",
    "Box",
    "BoxPlot",
    "Caption",
    "Drawing",
    "Drawn",
    "HeatMap",
    "Pen",
    "StackedChart",
    "WaterfallChart",
    "drawn",
]
