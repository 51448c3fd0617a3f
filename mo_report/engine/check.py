"""Rules that must hold, in the input and live in each workbook."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Literal

from mo_report.engine.expression import Node
from mo_report.engine.schema import Block, Column
from mo_report.lib.notatie import Unit

#: The remedy where nothing that is given can be wrong.
REKENFOUT = "Dit kan alleen misgaan als een formule is gewijzigd."


@dataclass(frozen=True)
class Check:
    """A rule that must hold, in the input and, live, on the controleblad of each workbook.

    It is applied once for every combination of the keys `per` in the records of `block`. The two
    sides are equal when they differ by no more than the `tolerance`, so that thirds can be typed
    in; one is more when it is so by more than that. Where one of the rules in `after` (their
    labels) has failed, no finding is made of this one: it would be the same mistake told twice.
    """

    label: str
    block: type[Block]
    per: tuple[str, ...]
    left: Node
    relation: Literal["=", ">"]
    right: Node
    unit: Unit
    remedy: str
    blame: Column
    """The column whose first cell a finding points at."""
    after: tuple[str, ...] = ()
    tolerance: Decimal = Decimal("0.000001")

    #: Every check, in the order in which it is declared.
    registry: ClassVar[list[Check]] = []

    def __post_init__(self) -> None:
        Check.registry.append(self)
