"""What a formula of a record sees: the other records that its own texts name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from mo_report.engine.dossier import Dossier, Record, as_column, joining, place_in_series
from mo_report.engine.expression import Cell, CellRank, Missing, Rank, Ref, Total, Variable
from mo_report.engine.schema import Block, Column, Line
from mo_report.lib.namen import normalized


@dataclass(frozen=True)
class RecordScope:
    """What binding a formula for one record sees.

    `known` gives the cell of a value if that is there: an optional line may have been left out. Of what
    many formulas read it gives one and the same cell: a region has half a million references.
    """

    dossier: Dossier
    record: Record
    known: Callable[[Cell], Cell | None]
    _named: dict[type[Block], Record | None] = field(default_factory=dict, repr=False)
    """The records of other blocks that its own texts name, as they were found."""

    def find(self, ref: Ref) -> Cell | None:
        column = as_column(ref.variable)
        if ref.fixed or ref.via:
            record = self._sought(column.block, dict(ref.fixed), dict(ref.via))
        else:
            record = self._own(column.block)
        if record is not None and ref.previous:
            record = self._before(record)
        return self._if_there(record, column) if record is not None else None

    def _if_there(self, record: Record, column: Column) -> Cell | None:
        return self.known(Cell(record, column)) if isinstance(column, Line) or column in record.values else None

    def _before(self, record: Record) -> Record | None:
        """The record before this one in the series of its block."""
        series = record.block.series
        same = {k.name: record.name_of(k.name) for k in record.block.key_columns()}
        del same[series]
        earlier = [r for r in self.dossier.matching(record.block, same) if place_in_series(r) < place_in_series(record)]
        return max(earlier, key=place_in_series, default=None)

    def _own(self, block: type[Block]) -> Record | None:
        """This record, or the one of another block that its own texts name."""
        if block is self.record.block and not self.record.is_group:
            return self.record
        if block not in self._named:
            self._named[block] = self._sought(block, {}, {})
        return self._named[block]

    def _sought(self, block: type[Block], fixed: dict[str, str], via: dict[str, str]) -> Record | None:
        wanted = {}
        for key in block.key_columns():
            text = fixed.get(key.name) or self.record.texts.get(via.get(key.name, key.name))
            if not text:
                return None
            wanted[key.name] = normalized(text)
        found = self.dossier.matching(block, wanted)
        return found[0] if found else None

    def total(self, total: Total) -> tuple[Cell, ...]:
        """The cells of the records that share this record's own keys and have the value."""
        column = as_column(total.variable)
        record = self.record
        keys = record.texts if record.is_group else [k.name for k in record.block.key_columns()]
        wanted = {c: record.name_of(c) for c in joining(column.block) & set(keys)}
        return self._cells(column, wanted)

    def rank(self, rank: Rank) -> CellRank:
        column = as_column(rank.variable)
        cells = self._cells(column, {c: self.record.name_of(c) for c in rank.per})
        own = self.known(Cell(self.record, column))
        if own is None or own not in cells:
            raise Missing(Ref(column))
        before = () if rank.shared else cells[: cells.index(own)]
        return CellRank(own, cells, before, column)

    def _cells(self, column: Column, wanted: dict[str, str]) -> tuple[Cell, ...]:
        found = (self._if_there(r, column) for r in self.dossier.matching(column.block, wanted))
        return tuple(c for c in found if c is not None)

    def pointed(self) -> Cell | None:
        if self.record.points_at is None:
            return None
        record, line = self.record.points_at
        return self.known(Cell(record, line))

    def has_text(self, variable: Variable, value: str) -> bool:
        """Whether a text is this one: the record's own, or that of the record its keys point at."""
        column = as_column(variable)
        owner: Record | None = self.record
        if column.name not in self.record.texts and column.block is not self.record.block:
            owner = self._own(column.block)
        return owner is not None and owner.name_of(column.name) == normalized(value)
