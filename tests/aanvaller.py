"""Somebody who tries to learn another's figure from what others are told: written apart from what prevents it.

It knows its own figures, every table that was ever shown, and that the shares of a mix are a whole. What it
cannot tell apart is shown by making the other world: answers in which somebody's figure is at least a tenth
another, and that give the same tables, letter for letter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

#: A figure in one round: the round, the kenmerk of the row and the aanbieder.
Plek = tuple[int, str, str]
Ronde = dict[str, dict[str, Decimal]]
Vector = dict[Plek, Fraction]
#: What others see of a round: a table as text.
Tonen = Callable[[Sequence[Ronde]], tuple[str, ...]]
TIENDE = Fraction(1, 10)


@dataclass(frozen=True)
class Wereld:
    """The answers in each round, by kenmerk and aanbieder, and what of them was told (with its kenmerken)."""

    rondes: tuple[Ronde, ...]
    verteld: tuple[frozenset[str], ...]
    geheel: frozenset[str]

    def plekken(self) -> list[Plek]:
        return [(n, mark, who) for n, own in enumerate(self.rondes) for mark, by in own.items() for who in by]

    def waarde(self, plek: Plek) -> Decimal:
        return self.rondes[plek[0]][plek[1]][plek[2]]

    def regels(self, weet: str) -> Iterator[Vector]:
        """What must stay the same for who knows this: sums that are zero over any change."""
        for number, own in enumerate(self.rondes):
            for mark in sorted(self.verteld[number]):
                yield {(number, mark, who): Fraction(1) for who in own[mark]}
            for who in sorted({w for mark in self.geheel & own.keys() for w in own[mark]}):
                parts = [(number, mark, who) for mark in sorted(self.geheel) if who in own.get(mark, {})]
                if len(parts) == len(self.geheel):
                    yield {p: Fraction(1) for p in parts}
        for plek in self.plekken():
            if plek[2] == weet:
                yield {plek: Fraction(1)}
            for other in self.plekken():
                # Who gives about the same again gives the same: that is the least that one may think.
                if other[1:] == plek[1:] and other[0] > plek[0] and self._zelfde(other, plek):
                    yield {plek: Fraction(1), other: Fraction(-1)}

    def _zelfde(self, a: Plek, b: Plek) -> bool:
        return abs(self.waarde(a) - self.waarde(b)) <= Decimal("0.1") * abs(self.waarde(b))


def nulruimte(rows: Sequence[Vector], unknown: Sequence[Plek], doel: Plek) -> list[Vector]:
    """Every change that leaves all these sums as they are, as some from which all others are made.

    The target is free where it can be: one of the changes is then of it and of as few others as that takes.
    """
    pivots: dict[Plek, Vector] = {}
    for row in rows:
        left = dict(row)
        for at, made in pivots.items():
            if at in left:
                left = _min(left, made, left[at])
        if left:
            at = next((p for p in left if p != doel), doel)
            new = {p: n / left[at] for p, n in left.items()}
            pivots = {a: _min(m, new, m[at]) if at in m else m for a, m in pivots.items()}
            pivots[at] = new
    free = [p for p in unknown if p not in pivots]
    return [{f: Fraction(1), **{at: -made[f] for at, made in pivots.items() if f in made}} for f in free]


def _min(row: Vector, other: Vector, times: Fraction) -> Vector:
    found = {p: row.get(p, Fraction(0)) - times * other.get(p, Fraction(0)) for p in {**row, **other}}
    return {p: n for p, n in found.items() if n}


def andere_wereld(wereld: Wereld, weet: str, doel: Plek, tonen: Tonen) -> bool:
    """Whether there are other answers, with the target at least a tenth another, that show the same."""
    every = nulruimte(list(wereld.regels(weet)), wereld.plekken(), doel)
    ways = [v for v in every if v.get(doel)]
    seen = tonen(wereld.rondes)
    target = Fraction(wereld.waarde(doel))
    # Others may have to move along, for a figure to stay what it can be.
    ways += [_min(a, b, Fraction(n, 2)) for a in list(ways) for b in every if a is not b for n in (-2, -1, 1, 2)]
    for way in ways:
        if not way.get(doel):
            continue
        for sign in (1, -1):
            step = sign * TIENDE * abs(target) / abs(way[doel])
            moved = {p: Fraction(wereld.waarde(p)) + step * n for p, n in way.items()}
            if all(x >= 0 for x in moved.values()) and seen == tonen(_met(wereld.rondes, moved)):
                return True
    return False


def _met(rondes: Sequence[Ronde], moved: dict[Plek, Fraction]) -> list[Ronde]:
    def value(plek: Plek, old: Decimal) -> Decimal:
        found = moved.get(plek)
        return old if found is None else Decimal(found.numerator) / Decimal(found.denominator)

    return [
        {mark: {who: value((n, mark, who), old) for who, old in by.items()} for mark, by in own.items()}
        for n, own in enumerate(rondes)
    ]
