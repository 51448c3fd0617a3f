"""Rules that cannot be said as an equation: declared beside the blocks that they are about."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from mo_report.engine.rekenen import Result
from mo_report.engine.schema import Block
from mo_report.lib.bevinding import Finding

#: Column and text of each name that is not known: that has its own finding.
Onbekend = set[tuple[str, str]]
Zoek = Callable[[Result, Onbekend], Iterator[Finding]]


@dataclass(frozen=True)
class Rule:
    """What must hold between sheets; looked at when all these blocks could be read.

    An outcome is wrong or missing without it; where `opvallend`, it only stands out, and is told
    when nothing else is wrong.
    """

    blocks: frozenset[type[Block]]
    zoek: Zoek
    opvallend: bool

    #: Every rule, in the order in which it is declared.
    registry: ClassVar[list[Rule]] = []

    def __post_init__(self) -> None:
        Rule.registry.append(self)


def rule_about(*blocks: type[Block], opvallend: bool = False) -> Callable[[Zoek], Zoek]:
    """Declare a function as a rule about these blocks."""

    def declare(zoek: Zoek) -> Zoek:
        Rule(frozenset(blocks), zoek, opvallend)
        return zoek

    return declare


def found_by_rules(
    resultaat: Result, onbekend: Onbekend, unread: set[type[Block]], *, opvallend: bool
) -> Iterator[Finding]:
    """What the rules of one kind find, of blocks that could be read."""
    for rule in Rule.registry:
        if rule.opvallend is opvallend and not rule.blocks & unread:
            yield from rule.zoek(resultaat, onbekend)
