"""Rules that cannot be said as an equation: declared beside the blocks that they are about."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from mo_report.engine.rekenen import Resultaat
from mo_report.engine.schema import Block
from mo_report.lib.bevinding import Bevinding

#: Column and text of each name that is not known: that has its own finding.
Onbekend = set[tuple[str, str]]
Zoek = Callable[[Resultaat, Onbekend], Iterator[Bevinding]]


@dataclass(frozen=True)
class Regel:
    """What must hold between sheets; looked at when all these blocks could be read.

    An outcome is wrong or missing without it; where `opvallend`, it only stands out, and is told
    when nothing else is wrong.
    """

    blocks: frozenset[type[Block]]
    zoek: Zoek
    opvallend: bool

    #: Every rule, in the order in which it is declared.
    registry: ClassVar[list[Regel]] = []

    def __post_init__(self) -> None:
        Regel.registry.append(self)


def regel(*blocks: type[Block], opvallend: bool = False) -> Callable[[Zoek], Zoek]:
    """Declare a function as a rule about these blocks."""

    def declare(zoek: Zoek) -> Zoek:
        Regel(frozenset(blocks), zoek, opvallend)
        return zoek

    return declare


def gevonden(
    resultaat: Resultaat, onbekend: Onbekend, unread: set[type[Block]], *, opvallend: bool
) -> Iterator[Bevinding]:
    """What the rules of one kind find, of blocks that could be read."""
    for rule in Regel.registry:
        if rule.opvallend is opvallend and not rule.blocks & unread:
            yield from rule.zoek(resultaat, onbekend)
