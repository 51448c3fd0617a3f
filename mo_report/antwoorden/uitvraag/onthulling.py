"""Which averages may be told to others: not one from which somebody can learn another's own figure.

Somebody is any aanbieder: it knows what it gave itself, every average that was ever told, and that the shares
of a mix are a whole. What cannot be shown to be safe is not told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

#: Of fewer aanbieders nothing is told.
MINSTENS = 3
#: Sums are counted modulo a great prime: exact for what is asked here, whether something can be computed.
_PRIEM = 2**61 - 1
#: What the others leave open, as a part of a figure, at least (the p%-rule of statistical offices).
RUIMTE = Decimal("0.10")


@dataclass(frozen=True)
class Gemiddelde:
    """An average that others see: of which figures, by aanbieder.

    soort     the column of the model that it is of, whatever its rows are called
    laagst, hoogst  between which bounds a figure of this group lies; None: there is no highest
    """

    groep: str
    soort: str
    cijfers: Mapping[str, Decimal]
    laagst: Decimal = Decimal(0)
    hoogst: Decimal | None = None

    @property
    def waarde(self) -> Decimal:
        return sum(self.cijfers.values(), Decimal(0)) / len(self.cijfers)


def te_vertellen(
    nieuw: Iterable[Gemiddelde],
    eerder: Sequence[Gemiddelde],
    gehelen: Sequence[Collection[str]],
    bekend: Collection[str],
) -> list[Gemiddelde]:
    """Which averages may be told, beside those that were told before.

    `gehelen` are groups of which the figures of one aanbieder follow from one another, such as the shares of a
    mix: they are told all together, of the same aanbieders, or not at all. `bekend` are the aanbieders of now.
    """
    every = list(nieuw)
    safe = {own.groep for own in every if _safe(own, every, eerder, bekend)}
    while True:
        torn = {g for geheel in gehelen if not _heel(geheel, every, safe) for g in geheel} & safe
        if not torn:
            return [own for own in every if own.groep in safe]
        safe -= torn


def _safe(own: Gemiddelde, every: Sequence[Gemiddelde], eerder: Sequence[Gemiddelde], bekend: Collection[str]) -> bool:
    """Whether an average by itself, and beside each that was told of the same kind, leaves every figure open."""
    if len(own.cijfers) < MINSTENS or not _leaves_room(own):
        return False
    groups = {g.groep for g in every}
    for told in eerder:
        if told.soort != own.soort:
            continue
        # What cannot be recognised, because something was renamed or left out, may be the same.
        if told.groep not in groups or not set(told.cijfers) <= set(bekend):
            return False
        if told.groep == own.groep and not _apart(own, told):
            return False
    return not _computable([*(t for t in eerder if t.groep == own.groep), own])


def _heel(geheel: Collection[str], every: Sequence[Gemiddelde], safe: Collection[str]) -> bool:
    """Whether all groups of a whole are safe, and of the same aanbieders."""
    own = [g for g in every if g.groep in geheel]
    return len(own) == len(set(geheel)) and all(
        g.groep in safe and g.cijfers.keys() == own[0].cijfers.keys() for g in own
    )


def _leaves_room(own: Gemiddelde) -> bool:
    """Whether each figure may be another one, far enough, for whoever knows one of the others."""
    return _open({name: value - own.laagst for name, value in own.cijfers.items()}, own.cijfers) and (
        own.hoogst is None or _open({name: own.hoogst - value for name, value in own.cijfers.items()}, own.cijfers)
    )


def _apart(own: Gemiddelde, told: Gemiddelde) -> bool:
    """Whether the difference of two averages of one group leaves open what is in only one, and what changed.

    The same average again says nothing new.
    """
    if own.cijfers == told.cijfers:
        return True
    moved = {
        name: own.cijfers.get(name, Decimal(0)) - told.cijfers.get(name, Decimal(0))
        for name in own.cijfers.keys() | told.cijfers.keys()
        if own.cijfers.get(name) != told.cijfers.get(name)
    }
    # A small change of many may hide a figure that comes or goes no more than itself does.
    whole = {n: max(abs(v), abs(own.cijfers.get(n, v)), abs(told.cijfers.get(n, v))) for n, v in moved.items()}
    return len(moved) >= MINSTENS and _open({n: abs(v) for n, v in moved.items()}, whole)


def _computable(told: Sequence[Gemiddelde]) -> bool:
    """Whether somebody can compute a figure of another from all averages of one group together.

    A figure that hardly changed is the same one: who takes it for that is not far beside it.
    """
    seen: dict[str, list[Decimal]] = {}

    def figure(name: str, value: Decimal) -> tuple[str, int]:
        known = seen.setdefault(name, [])
        near = next((n for n, v in enumerate(known) if abs(v - value) <= RUIMTE * abs(v)), None)
        if near is None:
            known.append(value)
        return name, len(known) - 1 if near is None else near

    rows = [Counter(figure(name, value) for name, value in own.cijfers.items()) for own in told]
    return any(_solved(rows, name) for name in seen)


def _solved(rows: Sequence[Mapping[tuple[str, int], int]], knows: str) -> bool:
    """Whether these sums fix a figure of another for who knows its own: then it stands alone in a row."""
    pivots: dict[tuple[str, int], dict[tuple[str, int], int]] = {}
    for row in rows:
        left = {x: n for x, n in row.items() if x[0] != knows}
        for pivot, reduced in pivots.items():
            _subtract(left, reduced, left.get(pivot, 0))
        if not left:
            continue
        first = next(iter(left))
        inverse = pow(left[first], -1, _PRIEM)
        made = {x: n * inverse % _PRIEM for x, n in left.items()}
        for reduced in pivots.values():
            _subtract(reduced, made, reduced.get(first, 0))
        pivots[first] = made
    return any(len({x[0] for x in row}) == 1 for row in pivots.values())


def _subtract(row: dict[tuple[str, int], int], other: Mapping[tuple[str, int], int], times: int) -> None:
    for x, n in other.items() if times else ():
        left = (row.get(x, 0) - times * n) % _PRIEM
        if left:
            row[x] = left
        else:
            row.pop(x, None)


def _open(sizes: Mapping[str, Decimal], figures: Mapping[str, Decimal]) -> bool:
    """Whether what the others have leaves every figure open; who has most of the others gives away least."""
    for name, value in figures.items():
        others = sorted(size for other, size in sizes.items() if other != name)
        room = sum(others[:-1], Decimal(0))
        if room <= 0 or room < RUIMTE * abs(value):
            return False
    return True
