"""Why a value is what it is: the gemeente's own reasons, and what ten percent more would do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from mo_report.engine.dossier import SET, Record
from mo_report.engine.expression import Cell
from mo_report.engine.rekenen import Result
from mo_report.engine.schema import Block, Column, Key
from mo_report.engine.units import DATUM
from mo_report.lib.namen import normalized
from mo_report.lib.notatie import show
from mo_report.model import Caomix, Inschaling, Normtarief, Onderbouwing, Opleidingsmix, Tredemix, Uurtarief
from mo_report.model.gevoeligheid import STAP
from mo_report.model.herrekening import Herrekening
from mo_report.model.onderbouwing import ONDERDELEN, onderdeel_van
from mo_report.model.tarieven import gangbaar, leidende
from mo_report.verhaal.keuze import hoger_of_lager, tarief_van, van_sets
from mo_report.verhaal.vorm import Deel, Medium

#: Parts of a whole: ten percent more of each would be more than the whole.
_VERDEELD = (Caomix, Inschaling, Opleidingsmix, Tredemix)


@dataclass(frozen=True)
class Reden:
    """A value and why it is so; what was not said is empty."""

    kop: str
    dekt: str
    waarom: str
    anders: str
    ontleend: str
    gevolg: str


@dataclass(frozen=True)
class Waarom(Deel):
    """Reasons, and the names of what has none."""

    redenen: tuple[Reden, ...]
    zonder: tuple[str, ...]


def waarom(resultaat: Result, *wat: Column | type[Block]) -> Iterator[Deel]:
    """The reasons for parameters, and for tables as a whole, that have a value here."""
    said = {r.key[0]: r for r in resultaat.dossier[Onderbouwing]}
    effect, found, missing = _Gevolg(resultaat), [], []
    for one in wat:
        block, column = (one.block, one) if isinstance(one, Column) else (one, None)
        name = onderdeel_van(block, column)
        cells = [
            Cell(r, c)
            for r in _records(resultaat, block)
            for c in ONDERDELEN[name]
            if c in r.values and c.unit is not DATUM
        ]
        if not cells:
            continue
        head = _kop(cells, column)
        record = said.get(normalized(name))
        if record is None:
            missing.append(head)
        else:
            texts = {c.name: record.texts.get(c.name, "") for c in Onderbouwing.texts()}
            found.append(Reden(head, gevolg=effect.van(cells), **texts))
    if found or missing:
        yield Waarom(tuple(found), tuple(missing), waar=Medium.PAGINA)


def _records(resultaat: Result, block: type[Block]) -> list[Record]:
    """Of a block with a set, those of the sets that the tariffs count with."""
    by_set = any(isinstance(c, Key) and c.name == SET for c in block.columns)
    return (van_sets(resultaat, block) if by_set else []) or resultaat.dossier[block]


def _kop(cells: list[Cell], column: Column | None) -> str:
    """The name of a parameter with its value, or that of a table."""
    record = cells[0].record
    assert isinstance(record, Record)
    if column is None or record.block.form != "lijst":
        return record.block.title
    shown = {show(_given(c), column.unit) for c in cells}
    return f"{column.label}: {shown.pop()}" if len(shown) == 1 else column.label


def _given(cell: Cell) -> Decimal | None:
    assert isinstance(cell.record, Record) and isinstance(cell.variable, Column)
    value = cell.record.values[cell.variable].waarde
    return value if isinstance(value, Decimal) else None


class _Gevolg:
    """What ten percent more of figures does to the uurtarief of the product that most plekken have, or to a plek."""

    def __init__(self, resultaat: Result) -> None:
        self.cells: list[tuple[Cell, str]] = []
        common = gangbaar(resultaat)
        if common is None:
            return
        product = common.texts["product"].lower()
        self.cells.append((Cell(tarief_van(resultaat, common), Uurtarief.uurtarief), f"uurtarief van {product}"))
        norm = {"tariefvariant": leidende(resultaat).key[0], "product": common.name_of("product")}
        for record in resultaat.dossier.matching(Normtarief, norm)[:1]:
            self.cells.append(
                (Cell(record, Normtarief.per_plek), f"begeleiding overdag per plek per etmaal ({product})")
            )
        self.opnieuw = Herrekening(resultaat, [cell for cell, _ in self.cells])

    def van(self, cells: list[Cell]) -> str:
        figures = [c for c in cells if _given(c) is not None]
        record = cells[0].record
        assert isinstance(record, Record)
        if not self.cells or not figures or record.block in _VERDEELD:
            return ""
        changed = self.opnieuw.changed(1 + STAP, figures)
        for cell, name in self.cells:
            effect = changed.get(cell, Decimal(0))
            if round(effect, 2):
                many = "Alles 10% hoger" if len(figures) > 1 else "10% hoger"
                return f"{many}: {name} {hoger_of_lager(effect)}."
        return ""
