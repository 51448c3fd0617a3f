"""Findings in the order in which a user mends them, and each kind told once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from string import ascii_uppercase

from mo_report.lib.bevinding import Finding
from mo_report.lib.notatie import show_number
from mo_report.model import INVOERBLADEN

#: More findings of one kind than this are told as one, with their number.
MEEST = 20
#: What differs between two findings of one kind: names between quotes, and numbers.
_EIGEN = re.compile(r"‘[^’]*’|[−\d][\d.,]*%?")


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Errors first, then in the order of the sheets; one finding is said once."""
    order = {b.title: n for n, b in enumerate(INVOERBLADEN)}

    def place(f: Finding) -> tuple[bool, int, int]:
        return not f.is_fout, order.get(f.blad, -1), int("0" + f.cel.lstrip(ascii_uppercase))

    kinds: defaultdict[tuple[str, ...], list[Finding]] = defaultdict(list)
    for finding in sorted(dict.fromkeys(findings), key=place):
        kinds[_soort(finding)].append(finding)
    found = [f for same in kinds.values() for f in (same if len(same) <= MEEST else [_samen(same)])]
    return sorted(found, key=place)


def _soort(finding: Finding) -> tuple[str, ...]:
    column = finding.cel.rstrip("0123456789")
    texts = (finding.wat, finding.verwacht, finding.herstel)
    return (finding.ernst, finding.blad, column, *(_EIGEN.sub("…", t) for t in texts))


def _samen(same: list[Finding]) -> Finding:
    """Many findings as the first of them, with how many there are and where the last one is."""
    count = show_number(Decimal(len(same)), 0)
    return replace(same[0], wat=f"{same[0].wat} Dit komt {count} keer voor, tot en met {same[-1].cel}.")
