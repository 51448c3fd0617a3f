"""Break-even: the value of a figure at which a tariff in force is exactly cost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from mo_report.engine.dossier import Record
from mo_report.engine.expression import Cell
from mo_report.engine.rekenen import Result, parts
from mo_report.engine.schema import Parameter
from mo_report.model import Bezet, Geldend, Opslagen
from mo_report.model.declarabiliteit import Declarabiliteit
from mo_report.onzekerheid.herleiden import Herleiding, solve

#: What is looked at where nobody says otherwise: figures that a gemeente and an aanbieder talk about.
GEWOON: tuple[Parameter, ...] = (Opslagen.overhead, Declarabiliteit.verzuim, Bezet.graad)


@dataclass(frozen=True)
class Evenwicht:
    """A tariff in force, a figure under it, and which values of that make it cost."""

    geldend: Record
    tarief: Cell
    herleiding: Herleiding


def break_even(resultaat: Result, met: list[Cell] | None = None) -> Iterator[Evenwicht]:
    """For each tariff in force, by each of these figures that it rests on; without: the usual ones."""
    for record in resultaat.dossier[Geldend]:
        pointed = resultaat.formulas.get(Cell(record, Geldend.berekend))
        value = resultaat.value(record, Geldend.geldend)
        if not isinstance(pointed, Cell) or not isinstance(value, Decimal):
            continue
        under = [Cell(r, c) for r, c in resultaat.grounds(*parts(pointed))]
        figures = [c for c in under if parts(c)[1] in GEWOON] if met is None else [c for c in met if c in under]
        for figure in figures:
            yield Evenwicht(record, pointed, solve(resultaat, pointed, value, figure))
