"""The sheet with the scenarios: choose any two, and see what differs, live."""

from __future__ import annotations

from decimal import Decimal

from mo_report.engine.dossier import Record
from mo_report.engine.schema import Column
from mo_report.engine.units import EUR_JAAR, PCT, TEKST
from mo_report.model.tarieven import varianten
from mo_report.verhaal.scenarios import Scenariokeuze, Vergelijkbaar
from mo_report.werkboek.formule import Address
from mo_report.werkboek.kruistabel import GRAFIEK, GridArea, bar_chart, chart_rows, choose_from, grid
from mo_report.werkboek.stijl import INVOER, TOELICHTING, formatted
from mo_report.werkboek.stijl import TEKST as TEKST_STIJL
from mo_report.werkboek.vel import SheetWriter


def scenario_choice(vel: SheetWriter, deel: Scenariokeuze) -> None:
    _Keuze(vel, deel).write()


def _by_name(part: Vergelijkbaar) -> dict[tuple[str, ...], list[Record]]:
    found: dict[tuple[str, ...], list[Record]] = {}
    for record in part.records:
        found.setdefault(tuple(record.texts[k] for k in part.rijen), []).append(record)
    return found


class _Keuze:
    """Lays out the comparison first, over grids that follow below it on the same sheet."""

    def __init__(self, vel: SheetWriter, deel: Scenariokeuze) -> None:
        self.vel, self.deel = vel, deel
        self.bouwer, self.resultaat = vel.bouwer, vel.resultaat
        order = deel.scenarios
        self.chosen = [order[0], order[min(1, len(order) - 1)]]
        self.choice: list[Address] = []

    def write(self) -> None:
        vel = self.vel
        self._choices()
        vel.row += 1
        parts = self.deel.delen
        place = f"A{vel.row}"
        if any(part.gestapeld for part in parts):
            vel.row += chart_rows(GRAFIEK)
        tops = [self._room(part) for part in parts]
        areas = []
        for part in parts:
            vel.heading(f"{part.titel}: alle scenario's")
            areas.append(
                grid(
                    vel,
                    part.records,
                    part.kolommen,
                    rijen=part.rijen,
                    kolom="tariefvariant",
                    kop="onderdeel",
                )
            )
        for top, area, part in zip(tops, areas, parts, strict=True):
            self._fill(top, area, part)
            if part.gestapeld:
                self._chart(area, place, part.gestapeld)
        if self.bouwer.invoer:
            choose_from(vel, [at.cell for at in self.choice], areas[0], "scenario")

    def _choices(self) -> None:
        """The two yellow cells, and what a comparison leaves out."""
        vel = self.vel
        for label, name in zip(("vergelijk", "met"), self.chosen, strict=True):
            vel.text(1, label)
            self.choice.append(Address(vel.name, vel.row, 2))
            vel.text(2, name, INVOER if self.bouwer.invoer else TEKST_STIJL)
            # Text: a name such as 2020 is no number.
            formatted(vel.sheet.cell(vel.row, 2), TEKST.excel)
            vel.row += 1
        said = list(self.deel.zinnen)
        if self.bouwer.invoer:
            said.insert(0, "Kies in de gele cellen twee scenario's uit de lijst.")
        for sentence in said:
            vel.line_of_text(sentence, TOELICHTING)

    def _chart(self, area: GridArea, place: str, rows: int) -> None:
        first = area.rijen[0]
        bar_chart(
            area,
            "Budget per jaar, per scenario",
            EUR_JAAR.word,
            plek=place,
            gestapeld=True,
            reeksen="rijen",
            rijen=(first, first + rows - 1),
        )

    def _variant(self, record: Record) -> str:
        name = record.name_of("tariefvariant")
        return next(v.name for v in varianten(self.resultaat) if v.key[0] == name)

    def _number(self, record: Record, column: Column) -> Decimal | None:
        value = self.resultaat.value(record, column)
        return value if isinstance(value, Decimal) else None

    def _room(self, part: Vergelijkbaar) -> int:
        """Keep room for one comparison; returns its first row."""
        vel = self.vel
        vel.heading(f"{part.titel}: de gekozen scenario's")
        vel.header("onderdeel", "eenheid", "eerste scenario", "tweede scenario", "verschil", "in %")
        first = vel.row
        vel.row += len(_by_name(part)) * len(part.kolommen) + 1
        return first

    def _fill(self, row: int, area: GridArea, part: Vergelijkbaar) -> None:
        vel, end = self.vel, self.vel.row
        source = area.rijen[0]
        for names, records in _by_name(part).items():
            own = {self._variant(r): r for r in records}
            for column in part.kolommen:
                vel.row = row
                vel.text(1, " · ".join(names) or column.label)
                vel.text(2, column.unit.word)
                self._compare(area, source, column, [own.get(n) for n in self.chosen])
                row, source = row + 1, source + 1
        vel.row = end

    def _compare(self, area: GridArea, source: int, column: Column, own: list[Record | None]) -> None:
        vel, unit = self.vel, column.unit
        values = [(self._number(r, column) if r else None) or Decimal(0) for r in own]
        for n, (at, value) in enumerate(zip(self.choice, values, strict=True)):
            vel.number(3 + n, area.of_chosen(at.row, source), value, unit)
        a, b = (Address(vel.name, vel.row, c).cell for c in (3, 4))
        difference = values[1] - values[0]
        vel.number(5, f"={b}-{a}", difference, unit)
        part = difference / values[0] if values[0] else Decimal(0)
        vel.number(6, f"=IF({a}=0,0,({b}-{a})/{a})", part, PCT)
