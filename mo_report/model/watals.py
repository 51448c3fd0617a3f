"""What if: the given values under the budget, and the tariffs with some of them changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from mo_report.engine.dossier import Record
from mo_report.engine.expression import Cell
from mo_report.engine.rekenen import Result, parts
from mo_report.engine.schema import Column
from mo_report.engine.units import DATUM
from mo_report.model import Locatietarief, Regiototaal, Uurtarief
from mo_report.model.herrekening import Herrekening
from mo_report.model.tarieven import leidende, leidende_sets


@dataclass(frozen=True)
class Uitkomst:
    """A tariff or budget as it is, and as it would be (in the unit of its column)."""

    record: Record
    column: Column
    was: Decimal
    wordt: Decimal


class WatAls:
    """The leading variant of a result, to be computed with other values."""

    def __init__(self, resultaat: Result) -> None:
        self.resultaat = resultaat
        d, leading = resultaat.dossier, leidende(resultaat).key[0]
        (self.region,) = d.matching(Regiototaal, {"tariefvariant": leading})
        sets = {s.key[0] for s in leidende_sets(resultaat)}
        rates = d.matching(Locatietarief, {"tariefvariant": leading})
        hours = [r for r in d[Uurtarief] if r.name_of("parameterset") in sets]
        wanted: list[tuple[Record, Column]] = [
            *((r, Locatietarief.tarief_per_plek_per_etmaal_afgerond) for r in rates),
            *((r, Locatietarief.jaarbedrag) for r in rates),
            *((r, Uurtarief.uurtarief_afgerond) for r in hours),
            (self.region, Regiototaal.budget),
        ]
        self.cells = [Cell(r, c) for r, c in wanted if isinstance(resultaat.value(r, c), Decimal)]
        self.opnieuw = Herrekening(resultaat, self.cells)
        self.parameters = self._given()

    def _given(self) -> list[Cell]:
        """The given numbers under the budget of the region, in the order of the model."""
        under = set(self.resultaat.grounds(self.region, Regiototaal.budget))
        return [
            Cell(record, column)
            for block, records in self.resultaat.dossier.records.items()
            for record in records
            for column in block.parameters()
            if (record, column) in under
            and column.unit is not DATUM
            and isinstance(self.resultaat.value(record, column), Decimal)
        ]

    def met(self, values: Mapping[Cell, Decimal]) -> list[Uitkomst]:
        """Every tariff with these values, those that do not move too."""
        moved = self.opnieuw.replaced(values)
        found = []
        for cell in self.cells:
            record, column = parts(cell)
            was = self.resultaat.number(record, column)
            found.append(Uitkomst(record, column, was, was + moved.get(cell, Decimal(0))))
        return found

    def klopt_niet(self, values: Mapping[Cell, Decimal]) -> list[str]:
        """The rules of the model that do not hold with these values, such as shares that are not 100%."""
        return list(dict.fromkeys(t.check.label for t in self.opnieuw.broken(values)))
