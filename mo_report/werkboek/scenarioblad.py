"""The sheet with the scenarios: choose any two, and see what differs, live."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from openpyxl.worksheet.datavalidation import DataValidation

from mo_report.engine.dossier import Record
from mo_report.engine.schema import EUR_JAAR, PCT, TEKST, Column
from mo_report.model import (
    Aanbieder,
    Basisnorm,
    Budget,
    Locatietarief,
    Normtarief,
    Normverschil,
    Scenario,
)
from mo_report.model.algemeen import JA
from mo_report.model.tarieven import leemten, totalen, varianten
from mo_report.verhaal.hoofdstukken import SCENARIOS
from mo_report.werkboek.bouwer import Bouwer
from mo_report.werkboek.formule import Adres
from mo_report.werkboek.kruistabel import GRAFIEK, Gebied, grafiekrijen, kruistabel, staafgrafiek
from mo_report.werkboek.stijl import INVOER, TOELICHTING
from mo_report.werkboek.stijl import TEKST as TEKST_STIJL
from mo_report.werkboek.vel import Vel

#: The parts of a budget, as totals; the first are stacked in the chart, before what comes off.
ONDERDELEN = ("jaarbedrag", "trajecten", "dagopvang", "beveiliging", "eigen_bijdrage", "budget")
GESTAPELD = 4
NAAR_ONDERDEEL = "Budget per jaar naar onderdeel"


def scenarioblad(bouwer: Bouwer) -> None:
    if not SCENARIOS.aanwezig(bouwer.resultaat):
        return
    vel = bouwer.sheet(SCENARIOS.blad, SCENARIOS.uitleg)
    _Blad(bouwer, vel).write()
    vel.close("B4")


@dataclass(frozen=True)
class _Deel:
    """One comparison: values of records, a row per name, a column per scenario."""

    titel: str
    records: list[Record]
    columns: tuple[Column, ...]
    rijen: tuple[str, ...] = ()

    def by_name(self) -> dict[tuple[str, ...], list[Record]]:
        found: dict[tuple[str, ...], list[Record]] = {}
        for record in self.records:
            found.setdefault(tuple(record.texts[k] for k in self.rijen), []).append(record)
        return found


class _Blad:
    """Lays out the comparison first, over grids that follow below it on the same sheet."""

    def __init__(self, bouwer: Bouwer, vel: Vel) -> None:
        self.bouwer, self.vel, self.resultaat = bouwer, vel, bouwer.resultaat
        self.order = [v.name for v in varianten(bouwer.resultaat)]
        self.chosen = [self.order[0], self.order[min(1, len(self.order) - 1)]]
        self.choice: list[Adres] = []

    def write(self) -> None:
        vel = self.vel
        self._choices()
        vel.row += 1
        parts = self._parts()
        place = f"A{vel.row}"
        if any(part.titel == NAAR_ONDERDEEL for part in parts):
            vel.row += grafiekrijen(GRAFIEK)
        tops = [self._room(part) for part in parts]
        areas = []
        for part in parts:
            vel.heading(f"{part.titel}: alle scenario's")
            areas.append(
                kruistabel(
                    vel,
                    part.records,
                    part.columns,
                    rijen=part.rijen,
                    kolom="tariefvariant",
                    kop="onderdeel",
                )
            )
        for top, area, part in zip(tops, areas, parts, strict=True):
            self._fill(top, area, part)
            if part.titel == NAAR_ONDERDEEL:
                self._chart(area, place)
        if self.bouwer.invoer:
            self._only_known_names(areas[0])
        self._details()

    def _choices(self) -> None:
        """The two yellow cells, and what a comparison leaves out."""
        vel = self.vel
        for label, name in zip(("vergelijk", "met"), self.chosen, strict=True):
            vel.text(1, label)
            self.choice.append(Adres(vel.name, vel.row, 2))
            vel.text(2, name, INVOER if self.bouwer.invoer else TEKST_STIJL)
            # Text: a name such as 2020 is no number.
            vel.sheet.cell(vel.row, 2).number_format = TEKST.excel
            vel.row += 1
        said = leemten(self.resultaat)
        if self.bouwer.invoer:
            said = ["Kies in de gele cellen twee scenario's uit de lijst.", *said]
        if any(v.name_of("feitelijk") == JA for v in varianten(self.resultaat)):
            said.append(
                "‘Begeleiding overdag per plek’ gaat over de norm, ook bij feitelijke inzet."
            )
        for sentence in said:
            vel.line_of_text(sentence, TOELICHTING)

    def _only_known_names(self, area: Gebied) -> None:
        rule = DataValidation(type="list", formula1=area.koppen, allow_blank=False)
        rule.promptTitle, rule.prompt = "Scenario", "Kies een scenario uit de lijst."
        rule.errorTitle, rule.error = "Onbekend scenario", "Kies een scenario uit de lijst."
        rule.showInputMessage = rule.showErrorMessage = True
        for at in self.choice:
            rule.add(at.cell)
        self.vel.sheet.add_data_validation(rule)

    def _parts(self) -> list[_Deel]:
        d, totals = self.resultaat.dossier, totalen(self.resultaat)
        lines = totals[0].block.lines() if totals else ()
        parts = [
            _Deel(
                "Tarief per plek per etmaal",
                self._ordered(d[Locatietarief]),
                (Locatietarief.tarief_per_plek_per_etmaal_afgerond,),
                ("locatie",),
            ),
            _Deel(
                "Budget per locatie per jaar",
                self._ordered(d[Budget]),
                (Budget.totaal,),
                ("locatie",),
            ),
            _Deel(
                NAAR_ONDERDEEL,
                totals if d[Aanbieder] else [],
                tuple(c for c in lines if c.name in ONDERDELEN),
            ),
            _Deel(
                "Begeleiding overdag per plek",
                self._complete(self._ordered(d[Normverschil])),
                (Normverschil.per_plek,),
                ("soort", "product"),
            ),
        ]
        return [p for p in parts if p.records]

    def _chart(self, area: Gebied, place: str) -> None:
        first = area.rijen[0]
        staafgrafiek(
            area,
            "Budget per jaar, per scenario",
            EUR_JAAR.word,
            plek=place,
            gestapeld=True,
            reeksen="rijen",
            rijen=(first, first + GESTAPELD - 1),
        )

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

    def _room(self, part: _Deel) -> int:
        """Keep room for one comparison; returns its first row."""
        vel = self.vel
        vel.heading(f"{part.titel}: de gekozen scenario's")
        vel.header("onderdeel", "eenheid", "eerste scenario", "tweede scenario", "verschil", "in %")
        first = vel.row
        vel.row += len(part.by_name()) * len(part.columns) + 1
        return first

    def _fill(self, row: int, area: Gebied, part: _Deel) -> None:
        vel, end = self.vel, self.vel.row
        source = area.rijen[0]
        for names, records in part.by_name().items():
            own = {self._variant(r): r for r in records}
            for column in part.columns:
                vel.row = row
                vel.text(1, " · ".join(names) or column.label)
                vel.text(2, column.unit.word)
                self._compare(area, source, column, [own.get(n) for n in self.chosen])
                row, source = row + 1, source + 1
        vel.row = end

    def _compare(self, area: Gebied, source: int, column: Column, own: list[Record | None]) -> None:
        vel, unit = self.vel, column.unit
        values = [(self._number(r, column) if r else None) or Decimal(0) for r in own]
        for n, (at, value) in enumerate(zip(self.choice, values, strict=True)):
            # Not MATCH, which takes the ? and * in a name for a pattern.
            text = f"=SUMPRODUCT(--({area.koppen}=$B${at.row}),{area.rij(source)})"
            vel.number(3 + n, text, value, unit)
        a, b = (Adres(vel.name, vel.row, c).cell for c in (3, 4))
        difference = values[1] - values[0]
        vel.number(5, f"={b}-{a}", difference, unit)
        part = difference / values[0] if values[0] else Decimal(0)
        vel.number(6, f"=IF({a}=0,0,({b}-{a})/{a})", part, PCT)
