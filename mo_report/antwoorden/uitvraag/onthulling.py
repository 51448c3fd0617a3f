"""Which averages may be told to others: not one from which somebody can compute another's own figure.

Somebody is any aanbieder: it knows what it gave itself, every average that was ever told, and that parts
of a mix are a whole together.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

#: Of fewer aanbieders nothing is told.
MINSTENS = 3
#: What the others leave open, as a part of a figure, at least: who knows one of three knows the third no better.
RUIMTE = Decimal("0.10")
#: Counting is done modulo a great prime: exact for what is asked here, whether something can be computed.
_PRIEM = 2**61 - 1

#: A figure of an aanbieder in a group; of another version it is another one.
Onbekende = tuple[str, str, Decimal | None]


@dataclass(frozen=True)
class Gemiddelde:
    """An average that others see: of which figures, by aanbieder.

    laagst  what a figure of this group is at least
    """

    groep: str
    cijfers: Mapping[str, Decimal]
    laagst: Decimal = Decimal(0)

    @property
    def waarde(self) -> Decimal:
        return sum(self.cijfers.values(), Decimal(0)) / len(self.cijfers)

    @property
    def onbekenden(self) -> list[Onbekende]:
        return [(self.groep, name, value) for name, value in self.cijfers.items()]


def te_vertellen(
    nieuw: Iterable[Gemiddelde], eerder: Sequence[Gemiddelde], gehelen: Sequence[Collection[str]]
) -> list[Gemiddelde]:
    """Which averages may be told, beside those that were told before.

    `gehelen` are groups of which the figures of one aanbieder follow from one another, such as the shares
    of a mix: of all but one the last is known.
    """
    told = list(eerder)
    found = []
    for own in nieuw:
        if len(own.cijfers) < MINSTENS or not _leaves_room(own):
            continue
        # Told before with the same figures it says nothing new.
        if _computable([*told, own], gehelen) and own not in told:
            continue
        told.append(own)
        found.append(own)
    return found


def _leaves_room(own: Gemiddelde) -> bool:
    """Whether each figure may be another one, far enough, for whoever knows one of the others."""
    for name, value in own.cijfers.items():
        others = sorted(v - own.laagst for n, v in own.cijfers.items() if n != name)
        # Who gave the most of the others leaves least open.
        room = sum(others[:-1], Decimal(0))
        if room <= 0 or room < RUIMTE * abs(value):
            return False
    return True


def _computable(told: Sequence[Gemiddelde], gehelen: Sequence[Collection[str]]) -> bool:
    """Whether some aanbieder can compute a figure of another."""
    linked = _linked({told[-1].groep}, gehelen)
    about = [g for g in told if g.groep in linked]
    latest = {(g.groep, name): value for g in about for name, value in g.cijfers.items()}
    names = dict.fromkeys(name for g in about for name in g.cijfers)
    rows = [dict.fromkeys(g.onbekenden, 1) for g in about]
    rows += [
        {(groep, name, latest.get((groep, name))): 1 for groep in geheel}
        for geheel in gehelen
        if linked & set(geheel)
        for name in names
    ]
    return any(_solved(rows, name) for name in names)


def _linked(groups: set[str], gehelen: Sequence[Collection[str]]) -> set[str]:
    """Groups of which the figures follow from these, directly or not."""
    while more := {g for geheel in gehelen if groups & set(geheel) for g in geheel} - groups:
        groups = groups | more
    return groups


def _solved(rows: Sequence[Mapping[Onbekende, int]], knows: str) -> bool:
    """Whether these sums fix a figure of another for who knows its own, or by how much it changed."""
    pivots: dict[Onbekende, dict[Onbekende, int]] = {}
    for row in rows:
        _take_in(pivots, {x: n for x, n in row.items() if x[1] != knows})
    whose = {x[:2] for row in pivots.values() for x in row}
    return any(_only(pivots.values(), own) for own in whose)


def _take_in(
    pivots: dict[Onbekende, dict[Onbekende, int]], row: Mapping[Onbekende, int], last: tuple[str, str] = ("", "")
) -> None:
    """Reduce a row by those that are there, and those by it; what is of `last` is got rid of last."""
    left = dict(row)
    for pivot, reduced in pivots.items():
        _subtract(left, reduced, left.get(pivot, 0))
    if not left:
        return
    first = min(left, key=lambda x: x[:2] == last)
    inverse = pow(left[first], -1, _PRIEM)
    made = {x: n * inverse % _PRIEM for x, n in left.items()}
    for reduced in pivots.values():
        _subtract(reduced, made, reduced.get(first, 0))
    pivots[first] = made


def _only(rows: Iterable[Mapping[Onbekende, int]], own: tuple[str, str]) -> bool:
    """Whether some sum of these rows is about nothing but the figures of one aanbieder in one group."""
    pivots: dict[Onbekende, dict[Onbekende, int]] = {}
    for row in rows:
        _take_in(pivots, row, own)
    return any(all(x[:2] == own for x in row) for row in pivots.values())


def _subtract(row: dict[Onbekende, int], other: Mapping[Onbekende, int], times: int) -> None:
    if not times:
        return
    for x, n in other.items():
        left = (row.get(x, 0) - times * n) % _PRIEM
        if left:
            row[x] = left
        else:
            row.pop(x, None)


def samen(gemiddelden: Iterable[Gemiddelde]) -> Iterator[tuple[str, str, Decimal]]:
    """Every figure under some averages: the group, the aanbieder and the figure."""
    for own in gemiddelden:
        for name, value in own.cijfers.items():
            yield own.groep, name, value
