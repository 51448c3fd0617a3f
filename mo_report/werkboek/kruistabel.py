"""One value of many records as a grid, such as locaties by jaar, and the charts over a grid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.data_source import StrRef
from openpyxl.chart.series import Series, SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from mo_report.engine.dossier import Record
from mo_report.engine.schema import Column
from mo_report.werkboek.formule import quoted
from mo_report.werkboek.vel import SheetWriter


@dataclass(frozen=True)
class GridArea:
    """Where a grid stands on its sheet: the row with headings, the rows and columns of values."""

    vel: SheetWriter
    kop: int
    rijen: tuple[int, int]
    kolommen: tuple[int, int]

    @property
    def koppen(self) -> str:
        """The headings of the columns of values, as a range."""
        return self._range(self.kop, self.kolommen[0], self.kolommen[1])

    def rij(self, row: int) -> str:
        """The values of one row, as a range."""
        return self._range(row, self.kolommen[0], self.kolommen[1])

    def of_chosen(self, choice: int, row: int) -> str:
        """The formula for the value of one row under the heading that is chosen in column B of another."""
        # Not MATCH, which takes the ? and * in a name for a pattern.
        return f"=SUMPRODUCT(--({self.koppen}=$B${choice}),{self.rij(row)})"

    @staticmethod
    def _range(row: int, first: int, last: int) -> str:
        return f"${get_column_letter(first)}${row}:${get_column_letter(last)}${row}"


def choose_from(vel: SheetWriter, cells: Sequence[str], area: GridArea, wat: str) -> None:
    """Let these cells choose one of the headings of a grid."""
    rule = DataValidation(type="list", formula1=area.koppen, allow_blank=False)
    rule.promptTitle, rule.prompt = wat.capitalize(), f"Kies een {wat} uit de lijst."
    rule.errorTitle, rule.error = f"Onbekende keuze: {wat}", f"Kies een {wat} uit de lijst."
    rule.showInputMessage = rule.showErrorMessage = True
    for cell in cells:
        rule.add(cell)
    vel.sheet.add_data_validation(rule)


def grid(
    vel: SheetWriter,
    records: Sequence[Record],
    columns: Sequence[Column],
    *,
    rijen: Sequence[str],
    kolom: str,
    kop: str,
) -> GridArea:
    """A row for each name (and each of the columns, where they are many), a column per `kolom`."""
    heads = list(dict.fromkeys(r.texts[kolom] for r in records))
    by_name: dict[tuple[str, ...], dict[str, Record]] = {}
    for r in records:
        by_name.setdefault(tuple(r.texts[k] for k in rijen), {})[r.texts[kolom]] = r
    start = vel.row
    vel.header(kop, "eenheid", *heads)
    for names, own in by_name.items():
        for column in columns:
            label = " · ".join(names)
            if len(columns) > 1:
                label = f"{label}: {column.label}" if label else column.label
            vel.text(1, label)
            vel.text(2, column.unit.word)
            for n, head in enumerate(heads, 3):
                if head in own:
                    vel.value(n, own[head], column)
                else:
                    vel.dash(n)
            vel.row += 1
    area = GridArea(vel, start, (start + 1, vel.row - 1), (3, 2 + len(heads)))
    vel.row += 1
    return area


#: More groups of bars than this cannot be read.
MEEST = 40
#: The line around a bar.
RAND = "5B5B5B"
#: The height in cm of a chart with a few columns.
GRAFIEK = 11.0


def chart_height(groups: int) -> float:
    """The height in cm of a chart with so many groups of bars."""
    return max(9.0, 2.2 + 1.1 * groups)


def chart_rows(height: float) -> int:
    """The rows of a sheet that a chart of so many cm takes, and one more."""
    return int(2 * height) + 2


def paint(series: Series, colour: str) -> None:
    """Fill the bars of a series, with a thin line around them: a pale one is seen on white too."""
    series.graphicalProperties = GraphicalProperties(solidFill=colour)
    series.graphicalProperties.line.solidFill = RAND
    series.graphicalProperties.line.width = 6350
    series.invertIfNegative = False


def keep_apart(chart: BarChart) -> None:
    """Keep title and legend off the bars, and the corners square: unsaid, Excel does otherwise."""
    for part in (chart.title, chart.legend, chart.x_axis.title, chart.y_axis.title):
        if part is not None:
            part.overlay = False
    chart.roundedCorners = False


def bar_chart(
    area: GridArea,
    titel: str,
    as_titel: str,
    *,
    plek: str,
    gestapeld: bool = False,
    reeksen: Literal["kolommen", "rijen"] = "kolommen",
    rijen: tuple[int, int] | None = None,
    alt: str = "",
) -> float:
    """A native bar chart over a grid, with its anchor at a cell; returns its height in cm."""
    first, last = rijen or area.rijen
    chart = BarChart()
    chart.type = "col" if gestapeld and reeksen == "rijen" else "bar"
    chart.grouping = "stacked" if gestapeld else "clustered"
    chart.overlap = 100 if gestapeld else 0
    chart.gapWidth = 60
    chart.title, chart.y_axis.title = titel, as_titel
    chart.y_axis.delete = chart.x_axis.delete = False
    chart.y_axis.number_format = "#,##0"
    chart.legend.position = "b"
    chart.width, chart.height = 24, chart_height(last - first + 1)
    sheet = area.vel.sheet
    left, right = area.kolommen
    if reeksen == "kolommen":
        for n in range(left, right + 1):
            chart.add_data(Reference(sheet, min_col=n, min_row=area.kop, max_row=last), titles_from_data=True)
        chart.set_categories(Reference(sheet, min_col=1, min_row=first, max_row=last))
        chart.x_axis.scaling.orientation = "maxMin"
    else:
        for row in range(first, last + 1):
            chart.add_data(
                Reference(sheet, min_col=left, max_col=right, min_row=row),
                from_rows=True,
                titles_from_data=False,
            )
            label = StrRef(f"{quoted(sheet.title)}!$A${row}")
            chart.series[-1].tx = SeriesLabel(strRef=label)
        chart.set_categories(Reference(sheet, min_col=left, max_col=right, min_row=area.kop))
        chart.height = GRAFIEK
    for n, series in enumerate(chart.series):
        paint(series, area.vel.bouwer.kleur(n))
    keep_apart(chart)
    area.vel.chart(chart, plek, alt or f"Staafdiagram: {titel} ({as_titel}).")
    return float(chart.height)
