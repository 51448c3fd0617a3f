"""What a parameter must be, in words."""

from __future__ import annotations

from mo_report.engine.schema import Parameter
from mo_report.engine.units import DATUM, JAAR
from mo_report.lib.notatie import show

#: Words that say nothing more than ‘a number’.
_GEWOON = ("aantal", "getal")


def expected(p: Parameter) -> str:
    """What a parameter must be, in words with its bounds."""
    if p.unit is DATUM:
        return "een datum"
    what = "een getal" if p.unit.word in _GEWOON else f"een getal ({p.unit.word})"
    if p.unit.kind == "procent":
        what = "een percentage"
    if p.unit is JAAR:
        what = "een jaartal"
    low = p.low if p.low is not None else p.above
    if low is None and p.high is None:
        return what
    if p.high is None:
        return f"{what} {'vanaf' if p.above is None else 'boven'} {show(low, p.unit)}"
    start = f"boven {show(low, p.unit)}" if p.above is not None else f"van {show(low, p.unit)}"
    return f"{what} {start} tot en met {show(p.high, p.unit)}"
