"""What changed between two versions, as parts of a chapter."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from mo_report.engine.rekenen import Result
from mo_report.engine.units import EUR_ETMAAL, EUR_JAAR, PCT
from mo_report.lib.notatie import LEEG, Unit, show, show_number, show_percentage
from mo_report.uitvoer.vergelijken import compare
from mo_report.verhaal.vorm import Deel, Proza, Raster, Woord

_WIJZIGINGEN = """
{% if not c.anders %}<p>In de waarden is niets veranderd tegenover de vorige versie.</p>
{% else %}<p>Dit is er veranderd tegenover de vorige versie, en wat dat doet met tarieven en budget.</p>{% endif %}
"""


def changes(vorige: Result, _: Result | None = None, *, nieuw: Result) -> Iterator[Deel]:
    """The values, tariffs and budget that are others than in the version before."""
    found = compare(vorige, nieuw)
    yield Proza(_WIJZIGINGEN, {"anders": bool(found["waarden"])})
    values = tuple(
        (
            Woord(f["naam"], kop=True),
            *(Woord(_plat(f[k], f["eenheid"]), getal=True) for k in ("oud", "nieuw")),
            Woord(f["eenheid"]),
        )
        for f in found["waarden"]
    )
    yield Raster("Waarden", ("naam", "was", "wordt", "eenheid"), values, getallen=frozenset({1, 2}))
    leading = found["leidende_tariefvariant"]["nieuw"]
    rates = tuple(
        (Woord(f["locatie"], kop=True), *(_bedrag(f[k], EUR_ETMAAL) for k in ("oud", "nieuw", "verschil")))
        for f in found["tarieven"]
        if f["tariefvariant"] == leading
    )
    heads = ("was", "wordt", "verschil")
    numbers = frozenset({1, 2, 3})
    yield Raster(f"Tarieven [{EUR_ETMAAL.word}]", ("locatie", *heads), rates, getallen=numbers)
    if found["budget"]["verschil"]:
        row = (
            Woord("alles samen", kop=True),
            *(_bedrag(found["budget"][k], EUR_JAAR) for k in ("oud", "nieuw", "verschil")),
        )
        yield Raster(f"Budget [{EUR_JAAR.word}]", ("wat", *heads), (row,), getallen=numbers)


def _plat(value: object, eenheid: str) -> str:
    """A value as people read it; of which only the word of its unit is known."""
    if value is None:
        return LEEG
    if not isinstance(value, float | int):
        return str(value)
    return show_percentage(Decimal(repr(value))) if eenheid == PCT.word else show_number(Decimal(repr(value)), 4)


def _bedrag(value: float | None, unit: Unit) -> Woord:
    return Woord(LEEG if value is None else show(Decimal(repr(value)), unit), getal=True)
