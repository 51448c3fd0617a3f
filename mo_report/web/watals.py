"""What if, for the page: parameters in groups, what somebody typed, and the tariffs beside the old ones."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from mo_report.engine.dossier import Record
from mo_report.engine.expression import Cell
from mo_report.engine.rekenen import Result, parts
from mo_report.engine.schema import Parameter
from mo_report.engine.units import PCT
from mo_report.engine.verwachting import expected
from mo_report.lib.bevinding import Finding, change
from mo_report.lib.getypt import meant_number
from mo_report.lib.notatie import show
from mo_report.model import Locatietarief, Regiototaal, Uurtarief
from mo_report.model.tarieven import leidende
from mo_report.model.watals import Uitkomst, WatAls
from mo_report.terug.waarden import write_values

#: The groups that are open when the page opens: what people ask of first.
OPEN = ("Opslagen", "Locaties", "ORT per product")


class Proef:
    """A result with which somebody tries other values."""

    def __init__(self, resultaat: Result) -> None:
        self.resultaat, self.watals = resultaat, WatAls(resultaat)
        self.cells: dict[str, Cell] = {}
        for cell in self.watals.parameters:
            record, column = _parts(cell)
            self.cells.setdefault(record.called(column), cell)

    def groepen(self) -> dict[str, Any]:
        """The parameters by sheet, with their values as people type them."""
        groups: dict[str, list[dict[str, str]]] = {}
        for name, cell in self.cells.items():
            record, column = _parts(cell)
            groups.setdefault(record.block.title, []).append(
                {
                    "naam": name,
                    "label": f"{record.name}: {column.label}" if record.block.key_columns() else column.label,
                    "waarde": show(self.resultaat.value(record, column), column.unit),
                    "eenheid": "" if column.unit is PCT else column.unit.word,
                    "verwacht": expected(column),
                }
            )
        found = [{"titel": t, "open": t in OPEN, "parameters": ps} for t, ps in groups.items()]
        return {"groepen": sorted(found, key=lambda g: not g["open"]), "variant": leidende(self.resultaat).name}

    def met(self, typed: Mapping[str, str]) -> dict[str, Any]:
        """The tariffs with what was typed; what cannot be is told, and does not count."""
        values, wrong = self._read(typed)
        return {
            "fouten": wrong,
            "gewijzigd": [self._change(cell, value) for cell, value in values.items()],
            "bezwaar": self.watals.klopt_niet(values),
            **_tabellen(self.watals.met(values)),
        }

    def schrijf(self, invoer: Path, kopie: Path, typed: Mapping[str, str]) -> None:
        """Write the input with what was typed. Raises CannotMark."""
        values, _ = self._read(typed)
        places, told = {}, list[Finding]()
        for cell, value in values.items():
            record, column = _parts(cell)
            plek = record.values[column].plek
            places[plek.blad, plek.cel] = value
            was, wordt = (show(v, column.unit) for v in (self.resultaat.number(record, column), value))
            told.append(
                change(
                    plek.blad,
                    plek.cel,
                    f"{column.label} was {was} en is nu {wordt}.",
                    "Gewijzigd met ‘wat als’.",
                    "Pas ook status, bron en toelichting aan.",
                )
            )
        write_values(invoer, kopie, places, told)

    def _read(self, typed: Mapping[str, str]) -> tuple[dict[Cell, Decimal], dict[str, str]]:
        values: dict[Cell, Decimal] = {}
        wrong: dict[str, str] = {}
        for name, text in typed.items():
            cell = self.cells.get(name)
            if cell is None or not text.strip():
                continue
            record, column = _parts(cell)
            if text.strip() == show(self.resultaat.value(record, column), column.unit):
                continue
            value = _number(text, column)
            if value is None or not column.allows(value):
                wrong[name] = f"‘{text[:40]}’ kan niet. Verwacht: {expected(column)}."
            elif value != self.resultaat.number(record, column):
                values[cell] = value
        return values, wrong

    def _change(self, cell: Cell, value: Decimal) -> dict[str, str]:
        record, column = _parts(cell)
        was, wordt = (show(v, column.unit) for v in (self.resultaat.number(record, column), value))
        return {"label": f"{record.name}: {column.label}", "was": was, "wordt": wordt}


def _number(text: str, column: Parameter) -> Decimal | None:
    """What somebody meant; in a field for a percentage 31 is 31%."""
    value = meant_number(text)
    percent = column.unit is PCT and "%" not in text
    return value / 100 if value is not None and percent else value


def _parts(cell: Cell) -> tuple[Record, Parameter]:
    record, column = parts(cell)
    assert isinstance(column, Parameter)
    return record, column


def tarieven_van(resultaat: Result) -> dict[str, Any]:
    """The tariffs of the leading variant as they are."""
    return _tabellen(WatAls(resultaat).met({})) | {"variant": leidende(resultaat).name}


def _tabellen(found: list[Uitkomst]) -> dict[str, Any]:
    plek = [u for u in found if u.column is Locatietarief.tarief_per_plek_per_etmaal_afgerond]
    year = {u.record: u for u in found if u.column is Locatietarief.jaarbedrag}
    hours = [u for u in found if u.column is Uurtarief.uurtarief_afgerond]
    budget = next((u for u in found if u.column is Regiototaal.budget), None)
    return {
        "locaties": [
            {"aanbieder": u.record.texts["aanbieder"], "locatie": u.record.texts["locatie"], **_rij(u)}
            | ({"jaar": _rij(year[u.record])} if u.record in year else {})
            for u in plek
        ],
        "uurtarieven": [{"naam": u.record.name, **_rij(u)} for u in hours],
        "budget": _rij(budget) if budget else None,
    }


def _rij(uitkomst: Uitkomst) -> dict[str, Any]:
    unit, change = uitkomst.column.unit, uitkomst.wordt - uitkomst.was
    return {
        "was": show(uitkomst.was, unit),
        "wordt": show(uitkomst.wordt, unit),
        "verschil": show(change, unit) if change else "–",
        "richting": "meer" if change > 0 else "minder" if change else "",
    }
