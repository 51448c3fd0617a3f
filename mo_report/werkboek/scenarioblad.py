"""The sheet with the scenarios: choose any two, and see what differs, live."""

from __future__ import annotations

from decimal import Decimal

from openpyxl.worksheet.datavalidation import DataValidation

from mo_report.dossier import Record
from mo_report.hoofdstukken import SCENARIOS
from mo_report.model import (
    Basisnorm,
    Budget,
    Locatietarief,
    Normtarief,
    Normverschil,
    Regiototaal,
    Scenario,
)
from mo_report.model.algemeen import JA
from mo_report.schema import EUR_JAAR, PCT, TEKST, Column, Unit
from mo_report.tarieven import leemten, varianten
from mo_report.werkboek.bouwer import Bouwer
from mo_report.werkboek.formule import Adres
from mo_report.werkboek.kruistabel import Gebied, kruistabel, staafgrafiek
from mo_report.werkboek.stijl import INVOER, TOELICHTING
from mo_report.werkboek.vel import Vel

COMPONENTEN = (
    Regiototaal.jaarbedrag,
    Regiototaal.trajecten,
    Regiototaal.dagopvang,
    Regiototaal.beveiliging,
    Regiototaal.eigen_bijdrage,
    Regiototaal.budget,
)
_STIJGT = COMPONENTEN[:4]
"""What is stacked in the chart: the parts that add up before the eigen bijdrage comes off."""


def scenarioblad(bouwer: Bouwer) -> None:
    if not SCENARIOS.aanwezig(bouwer.resultaat):
        return
    vel = bouwer.sheet(SCENARIOS.blad, SCENARIOS.uitleg)
    _Blad(bouwer, vel).write()
    vel.close("B4")


class _Blad:
    """Lays out the comparison first, over grids that follow below it on the same sheet."""

    def __init__(self, bouwer: Bouwer, vel: Vel) -> None:
        self.bouwer, self.vel, self.resultaat = bouwer, vel, bouwer.resultaat
        self.order = [v.name for v in varianten(bouwer.resultaat)]
        self.chosen = [self.order[0], self.order[min(1, len(self.order) - 1)]]
        self.choice: list[Adres] = []
        #: What the upper part shows: (row, grid, row of the grid, its record per scenario, column).
        self.todo: list[tuple[int, int, Column, dict[str, Record]]] = []

    def write(self) -> None:
        vel, d = self.vel, self.resultaat.dossier
        for label, name in zip(("vergelijk", "met"), self.chosen, strict=True):
            vel.text(1, label)
            self.choice.append(Adres(vel.name, vel.row, 2))
            vel.text(2, name, INVOER)
            # Text: a name such as 2020 is no number.
            vel.sheet.cell(vel.row, 2).number_format = TEKST.excel
            vel.row += 1
        vel.line_of_text("Kies in de gele cellen twee scenario's uit de lijst.", TOELICHTING)
        for sentence in leemten(self.resultaat):
            vel.line_of_text(sentence, TOELICHTING)
        if any(v.name_of("feitelijk") == JA for v in varianten(self.resultaat)):
            vel.line_of_text(
                "‘Begeleiding overdag per plek’ gaat over de norm, ook bij feitelijke inzet.",
                TOELICHTING,
            )
        vel.row += 1
        rates = self._ordered(d[Locatietarief])
        budgets = self._ordered(d[Budget])
        norms = self._complete(self._ordered(d[Normverschil]))
        totals = self._ordered(d[Regiototaal])
        parts = [
            (
                "Tarief per plek per etmaal",
                rates,
                (Locatietarief.tarief_per_plek_per_etmaal_afgerond,),
                ("locatie",),
            ),
            ("Budget per locatie per jaar", budgets, (Budget.totaal,), ("locatie",)),
            ("Budget per jaar naar onderdeel", totals, COMPONENTEN, ()),
            ("Begeleiding overdag per plek", norms, (Normverschil.per_plek,), ("soort", "product")),
        ]
        parts = [p for p in parts if p[1] and self._number(p[1][0], p[2][0]) is not None]
        tops = [
            self._head(title, records, columns, rows) for title, records, columns, rows in parts
        ]
        areas = []
        for title, records, columns, rows in parts:
            vel.heading(f"{title}: alle scenario's")
            area = kruistabel(
                vel, records, columns, rijen=rows, kolom="tariefvariant", kop="onderdeel"
            )
            areas.append(area)
        for top, area, part in zip(tops, areas, parts, strict=True):
            self._fill(top, area, part[1], part[2], part[3])
        rule = DataValidation(type="list", formula1=areas[0].koppen, allow_blank=False)
        rule.promptTitle, rule.prompt = "Scenario", "Kies een scenario uit de lijst."
        rule.errorTitle, rule.error = "Onbekend scenario", "Kies een scenario uit de lijst."
        rule.showInputMessage = rule.showErrorMessage = True
        for at in self.choice:
            rule.add(at.cell)
        vel.sheet.add_data_validation(rule)
        totals_area = next(
            (a for a, p in zip(areas, parts, strict=True) if p[2] is COMPONENTEN), None
        )
        if totals_area and d[Budget]:
            first = totals_area.rijen[0]
            staafgrafiek(
                totals_area,
                "Budget per jaar, per scenario",
                EUR_JAAR.word,
                plek=f"H{self.choice[0].row}",
                gestapeld=True,
                reeksen="rijen",
                rijen=(first, first + len(_STIJGT) - 1),
            )
        self._details()

    def _details(self) -> None:
        """The differences with the leading variant, as lines of the model."""
        vel, d = self.vel, self.resultaat.dossier
        blocks = (Scenario, Normverschil, Normtarief, Basisnorm)
        for block in blocks:
            if d[block]:
                vel.heading(block.title)
                vel.rows_table(block, d[block])

    def _ordered(self, records: list[Record]) -> list[Record]:
        """The records with the leading variant first: that is how the columns stand."""
        return sorted(records, key=lambda r: self.order.index(self._variant(r)))

    def _variant(self, record: Record) -> str:
        name = record.name_of("tariefvariant")
        return next(v.name for v in varianten(self.resultaat) if v.key[0] == name)

    def _complete(self, records: list[Record]) -> list[Record]:
        """Only what every scenario has: a comparison with nothing says nothing."""
        count: dict[tuple[str, str], int] = {}
        for r in records:
            if self._number(r, Normverschil.per_plek) is not None:
                key = r.key[:2]
                count[key[0], key[1]] = count.get((key[0], key[1]), 0) + 1
        return [r for r in records if count.get((r.key[0], r.key[1])) == len(self.order)]

    def _number(self, record: Record, column: Column) -> Decimal | None:
        value = self.resultaat.value(record, column)
        return value if isinstance(value, Decimal) else None

    def _head(
        self,
        title: str,
        records: list[Record],
        columns: tuple[Column, ...],
        rows: tuple[str, ...],
    ) -> int:
        """Room for one comparison; returns its first row."""
        vel = self.vel
        vel.heading(f"{title}: de gekozen scenario's")
        vel.header("onderdeel", "eenheid", "eerste scenario", "tweede scenario", "verschil", "in %")
        first = vel.row
        names = dict.fromkeys(tuple(r.texts[k] for k in rows) for r in records)
        vel.row += len(names) * len(columns) + 1
        return first

    def _fill(
        self,
        row: int,
        area: Gebied,
        records: list[Record],
        columns: tuple[Column, ...],
        rows: tuple[str, ...],
    ) -> None:
        vel, end = self.vel, self.vel.row
        by_name: dict[tuple[str, ...], dict[str, Record]] = {}
        for r in records:
            by_name.setdefault(tuple(r.texts[k] for k in rows), {})[self._variant(r)] = r
        source = area.rijen[0]
        for names, own in by_name.items():
            for column in columns:
                vel.row = row
                label = " · ".join(names) or column.label
                vel.text(1, label)
                vel.text(2, column.unit.word)
                self._compare(area, source, column.unit, [own.get(n) for n in self.chosen], column)
                row, source = row + 1, source + 1
        vel.row = end

    def _compare(
        self, area: Gebied, source: int, unit: Unit, own: list[Record | None], column: Column
    ) -> None:
        vel = self.vel
        values = [self._number(r, column) or Decimal(0) if r else Decimal(0) for r in own]
        for n, (at, value) in enumerate(zip(self.choice, values, strict=True)):
            # Not MATCH, which takes the ? and * in a name for a pattern.
            text = f"=SUMPRODUCT(--({area.koppen}=$B${at.row}),{area.rij(source)})"
            vel.number(3 + n, text, value, unit)
        a, b = (Adres(vel.name, vel.row, c).cell for c in (3, 4))
        difference = values[1] - values[0]
        vel.number(5, f"={b}-{a}", difference, unit)
        part = difference / values[0] if values[0] else Decimal(0)
        vel.number(6, f"=IF({a}=0,0,({b}-{a})/{a})", part, PCT)
