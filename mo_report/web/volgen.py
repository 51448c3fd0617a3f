"""Following a euro: what a figure is made of, down to the cells of the input, and what it feeds."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from functools import cached_property
from typing import Any

from mo_report.engine.dossier import Record, is_text
from mo_report.engine.expression import Cell
from mo_report.engine.rekenen import Result, parts
from mo_report.engine.schema import Column, Line
from mo_report.engine.uitleg import in_numbers, in_words, rests_on
from mo_report.lib.notatie import show
from mo_report.model import AanbiederTotaal, Locatietarief, Regiototaal, Trajecttarief, Uurtarief
from mo_report.model.tarieven import leidende, leidende_sets
from mo_report.verhaal.rekenwijze import cited

#: So many figures are told at once.
MEEST = 60


class Volger:
    """Every figure of a result by its number: the place among all, the same for the same input."""

    def __init__(self, resultaat: Result) -> None:
        self.resultaat = resultaat
        self.cells = [
            Cell(record, column)
            for block, records in resultaat.dossier.records.items()
            for record in records
            for column in block.columns
            if not is_text(column) and isinstance(resultaat.value(record, column), Decimal)
        ]
        self.numbers = {cell: n for n, cell in enumerate(self.cells)}

    @cached_property
    def _feeds(self) -> dict[Cell, list[Cell]]:
        found: dict[Cell, list[Cell]] = defaultdict(list)
        for cell in self.resultaat.formulas:
            for used in dict.fromkeys(self.resultaat.reads(cell)):
                found[used].append(cell)
        return found

    def cijfer(self, number: int) -> dict[str, Any] | None:
        """All about a figure; None where there is none of this number."""
        if not 0 <= number < len(self.cells):
            return None
        cell = self.cells[number]
        record, column = parts(cell)
        told = self._kort(cell) | {"blok": record.block.title, "eenheid": record.unit(column).word}
        if isinstance(column, Line):
            used = list(dict.fromkeys(self.resultaat.reads(cell)))
            told |= {
                "woorden": in_words(self.resultaat, record, column),
                "getallen": in_numbers(self.resultaat, record, column),
                "bron": cited(column.source),
                "gebruikt": self._list(used),
            }
        else:
            given = record.values[column]
            told |= {
                "bron": given.herkomst,
                "toelichting": given.toelichting,
                "cel": f"{given.plek.blad}!{given.plek.cel}" if given.plek.cel else "",
                "formule": given.formule or "",
            }
        return told | {"voedt": self._list(self._feeds.get(cell, []))}

    def zoek(self, words: str) -> dict[str, Any]:
        """The figures in whose names all these words are; without words the tariffs to begin with."""
        asked = words.casefold().split()
        if not asked:
            return {"cijfers": self._list(self._begin()), "meer": 0}
        found = [c for c in self.cells if all(w in self._name(c) for w in asked)]
        # What is called so comes before what is of something that is called so.
        found.sort(key=lambda c: not all(w in parts(c)[1].label.casefold() for w in asked))
        return {"cijfers": self._list(found), "meer": max(0, len(found) - MEEST)}

    def _name(self, cell: Cell) -> str:
        record, column = parts(cell)
        return f"{column.label} {record.name} {record.block.title}".casefold()

    def _begin(self) -> list[Cell]:
        d, leading = self.resultaat.dossier, leidende(self.resultaat).key[0]
        sets = {s.key[0] for s in leidende_sets(self.resultaat)}
        wanted: list[tuple[Record, Column]] = [
            *((r, Locatietarief.tarief_per_plek_per_etmaal_afgerond) for r in d[Locatietarief]),
            *((r, Uurtarief.uurtarief_afgerond) for r in d[Uurtarief] if r.name_of("parameterset") in sets),
            *((r, c) for r in d[Trajecttarief] for c in Trajecttarief.lines() if c.tariff),
            *((r, AanbiederTotaal.budget) for r in d[AanbiederTotaal]),
            *((r, Regiototaal.budget) for r in d[Regiototaal]),
        ]
        return [Cell(r, c) for r, c in wanted if r.name_of("tariefvariant") in ("", leading)]

    def _list(self, cells: list[Cell]) -> list[dict[str, Any]]:
        return [self._kort(c) for c in cells if c in self.numbers][:MEEST]

    def _kort(self, cell: Cell) -> dict[str, Any]:
        record, column = parts(cell)
        return {
            "nummer": self.numbers[cell],
            "label": column.label,
            "waarvan": record.name if record.block.key_columns() else "",
            "waarde": show(self.resultaat.value(record, column), record.unit(column)),
            "status": rests_on(self.resultaat, record, column),
            "berekend": isinstance(column, Line),
        }
