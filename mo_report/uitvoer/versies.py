"""What changed between two versions, as parts of a chapter."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from mo_report.engine.rekenen import Result
from mo_report.engine.units import EUR_ETMAAL, EUR_JAAR, PCT
from mo_report.lib.notatie import LEEG, Unit, show, show_number, show_percentage
from mo_report.model import INVOERBLADEN, Bron
from mo_report.uitvoer.vergelijken import compare
from mo_report.verhaal.vorm import Deel, Proza, Raster, Woord

_WIJZIGINGEN = """
{% if not c.anders %}<p>In de waarden is niets veranderd tegenover de vorige versie.</p>
{% else %}<p>Dit is er veranderd tegenover de vorige versie{{ c.gevolg }}.</p>{% endif %}
"""


def changes(vorige: Result, _: Result | None = None, *, nieuw: Result) -> Iterator[Deel]:
    """The values, tariffs and budget that are others than in the version before."""
    found = compare(vorige, nieuw)
    # What documents are called is no value.
    told = [f for f in found["waarden"] if f["blad"] != Bron.title]
    called = _names(vorige) | _names(nieuw)
    moved = found["tarieven"] or found["budget"]["verschil"]
    yield Proza(
        _WIJZIGINGEN, {"anders": bool(told), "gevolg": ", en wat dat doet met tarieven en budget" * bool(moved)}
    )
    values = tuple(
        (
            Woord(called.get((f["blad"], f["cel"]), f["naam"]), kop=True),
            *(Woord(_plat(f[k], f["eenheid"]), getal=True) for k in ("oud", "nieuw")),
            Woord(f["eenheid"]),
        )
        for f in told
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


def _names(resultaat: Result) -> dict[tuple[str, str], str]:
    """What the value in a cell is called by people."""
    return {
        (given.plek.blad, given.plek.cel): f"{record.name}: {column.label}"
        if record.block.key_columns()
        else column.label
        for block in INVOERBLADEN
        for record in resultaat.dossier[block]
        for column, given in record.values.items()
    }


def _plat(value: object, eenheid: str) -> str:
    """A value as people read it; of which only the word of its unit is known."""
    if value is None:
        return LEEG
    if not isinstance(value, float | int):
        return str(value)
    return show_percentage(Decimal(repr(value))) if eenheid == PCT.word else show_number(Decimal(repr(value)), 4)


def _bedrag(value: float | None, unit: Unit) -> Woord:
    return Woord(LEEG if value is None else show(Decimal(repr(value)), unit), getal=True)
