"""Values of several sets side by side, with the difference from the first set live."""

from __future__ import annotations

from decimal import Decimal

from mo_report.engine.schema import Line, Parameter
from mo_report.engine.units import PCT
from mo_report.lib.notatie import Unit
from mo_report.verhaal.vergelijking import Vergeleken, Verschillen
from mo_report.werkboek.formule import Address
from mo_report.werkboek.vel import SheetWriter

#: A difference between percentages is told in points, so that nobody takes it for a part.
PROCENTPUNT = Unit("procentpunt", "procent", '0.00%"-punt"', 2)


def differences_table(vel: SheetWriter, deel: Verschillen) -> None:
    """A table; a value that no set has is left out."""
    first, *others = deel.sets
    heads = [f"{what} {s.name} met {first.name}" for s in others for what in ("verschil", "verschil in %")]
    vel.heading(deel.titel)
    vel.header("omschrijving", "eenheid", *(s.name for s in deel.sets), *heads)
    for regel in deel.regels:
        _regel(vel, regel)
    vel.row += 1


def _regel(vel: SheetWriter, regel: Vergeleken) -> None:
    column, records = regel.kolom, regel.records
    there = [r for r in records if r and vel.resultaat.value(r, column) is not None]
    if not there or not isinstance(column, Parameter | Line):
        return
    vel.text(1, regel.label)
    vel.text(2, column.unit.word)
    for n, record in enumerate(records, 3):
        if record is None:
            vel.dash(n)
        else:
            vel.value(n, record, column)
    first = Address(vel.name, vel.row, 3).cell
    for n, record in enumerate(records[1:], 1):
        difference = vel.resultaat.verschil(record, records[0], column)
        at = 1 + len(records) + 2 * n
        if difference is None or records[0] is None:
            vel.dash(at)
            vel.dash(at + 1)
            continue
        other = Address(vel.name, vel.row, 3 + n).cell
        points = column.unit is PCT
        vel.number(at, f"={other}-{first}", difference, PROCENTPUNT if points else column.unit)
        if points:
            # How many percent a percentage is higher tells nothing that the points do not.
            vel.dash(at + 1)
            continue
        base = vel.resultaat.number(records[0], column)
        part = difference / base if base else Decimal(0)
        vel.number(at + 1, f"=IF({first}=0,0,({other}-{first})/{first})", part, PCT)
    vel.row += 1
