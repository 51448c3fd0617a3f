"""The choices of route: of some values one kind is given, and the other then need not be."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from mo_report.engine.schema import Block, Column
from mo_report.model import (
    Caomix,
    Declarabiliteit,
    Inschaling,
    Maandloon,
    Nacht,
    Opleidingsmix,
    Salarisschaal,
    SocialeLasten,
)

#: A sheet, or a value on one.
Part = type[Block] | Column


@dataclass(frozen=True)
class Way:
    """One answer, and what is given for it."""

    woord: str
    delen: tuple[Part, ...]

    def fits(self, blocks: Collection[type[Block]]) -> bool:
        """Whether a workbook with these sheets can take it."""
        return all(_sheet(part) in blocks for part in self.delen)


@dataclass(frozen=True)
class Route:
    """A question with its answers."""

    vraag: str
    wegen: tuple[Way, ...]

    def needless(self, way: Way) -> Iterator[Part]:
        """What other answers ask, and this one does not."""
        for other in self.wegen:
            yield from (part for part in other.delen if part not in way.delen)


def _sheet(part: Part) -> type[Block]:
    return part.block if isinstance(part, Column) else part


def _two_ways(block: type[Block]) -> tuple[tuple[Column, ...], tuple[Column, ...]]:
    first, second = block.either_or
    return first, second


ROUTES = (
    Route(
        "Hoe komt u aan het maandloon?",
        (
            Way("opgegeven", (Maandloon,)),
            Way("uit salarisschalen", (Salarisschaal, Caomix, Inschaling, Opleidingsmix)),
        ),
    ),
    Route(
        "Hoe geeft u de sociale lasten op?",
        tuple(map(Way, ("één totaal", "premies"), _two_ways(SocialeLasten))),
    ),
    Route(
        "Hoe geeft u de declarabele uren op?",
        tuple(map(Way, ("productiviteit", "opbouw in uren"), _two_ways(Declarabiliteit))),
    ),
    Route("Is er begeleiding in de nacht?", (Way("nee", ()), Way("ja", (Nacht,)))),
)


def routes_for(blocks: Collection[type[Block]]) -> list[tuple[Route, list[Way]]]:
    """The questions that have more than one answer in a workbook with these sheets."""
    found = [(route, [way for way in route.wegen if way.fits(blocks)]) for route in ROUTES]
    return [(route, ways) for route, ways in found if len(ways) > 1]


def must_be_filled(block: type[Block], blocks: Collection[type[Block]]) -> bool:
    """Whether there is nothing to compute without a sheet: always, or because there is no other way here."""
    only = [ways[0] for route in ROUTES if len(ways := [way for way in route.wegen if way.fits(blocks)]) == 1]
    return block.needed or any(block in way.delen for way in only)


#: The sheets that one answer needs and another does not.
SHEETS_OF_A_ROUTE = frozenset(
    part for route in ROUTES for way in route.wegen for part in way.delen if not isinstance(part, Column)
)


def part_name(part: Part) -> str:
    """A sheet or a value, as the list of what is not needed says it."""
    return part.label if isinstance(part, Column) else part.title
