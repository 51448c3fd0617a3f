"""What must hold of bounds: they are of a figure that is given, and that lies between them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from mo_report.engine.dossier import Record, by_name
from mo_report.engine.plek import place_of
from mo_report.engine.regel import Onbekend, rule_about
from mo_report.engine.rekenen import Result
from mo_report.engine.schema import Parameter
from mo_report.engine.units import DATUM
from mo_report.engine.verwachting import expected
from mo_report.lib.bevinding import Finding, warning
from mo_report.lib.namen import nearest
from mo_report.lib.notatie import show
from mo_report.model import INVOERBLADEN, Bandbreedte
from mo_report.model.bandbreedte import KWARTIELEN


@rule_about(Bandbreedte)
def om_een_gegeven_cijfer(resultaat: Result, _: Onbekend) -> Iterator[Finding]:
    bounds = resultaat.dossier[Bandbreedte]
    given = (r for block in INVOERBLADEN if bounds and not block.about for r in resultaat.dossier[block])
    known = {
        name: (record, column)
        for name, (record, column) in by_name(given).items()
        if isinstance(column, Parameter) and column.unit is not DATUM
    }
    for own in bounds:
        name = own.texts[Bandbreedte.cijfer.name]
        if name not in known:
            plek, close = place_of(own, Bandbreedte.cijfer), nearest(name, known)
            yield Finding(
                plek.blad,
                plek.cel,
                f"‘{name}’ is geen cijfer dat u hebt ingevuld.",
                "een naam zoals ‘mo-report velden’ die toont",
                f"Bedoelt u ‘{close}’?" if close else "Zoek de naam op met ‘mo-report velden’.",
            )
            continue
        yield from _grenzen(resultaat, own, *known[name])


def _kwartielen(resultaat: Result, own: Record, low: Decimal, high: Decimal) -> Iterator[Finding]:
    """Quartiles are there where they are asked for, and go from low to high."""
    columns = (Bandbreedte.q1, Bandbreedte.mediaan, Bandbreedte.q3)
    values = {c: v for c in columns if isinstance(v := resultaat.value(own, c), Decimal)}
    asked = own.name_of(Bandbreedte.vorm.name) == KWARTIELEN
    plek = place_of(own, Bandbreedte.vorm)
    if asked and len(values) < len(columns):
        missing = ", ".join(f"‘{c.label}’" for c in columns if c not in values)
        wat = f"Bij de verdeling ‘{KWARTIELEN}’ ontbreekt {missing}."
        yield Finding(plek.blad, plek.cel, wat, "de drie cijfers uit de uitvraag", "Neem ze over uit onderzoek.xlsx.")
    elif values and not asked:
        wat = f"Er staan kwartielen, maar de verdeling is niet ‘{KWARTIELEN}’."
        yield warning(plek.blad, plek.cel, wat, f"de verdeling ‘{KWARTIELEN}’", "De kwartielen tellen nu niet mee.")
    elif asked and (order := [low, *values.values(), high]) != sorted(order):
        wat = "De cijfers van laagste, kwartielen en hoogste lopen niet op."
        yield Finding(plek.blad, plek.cel, wat, "elk cijfer minstens zo hoog als het vorige", "Zet ze op volgorde.")


def _grenzen(resultaat: Result, own: Record, record: Record, column: Parameter) -> Iterator[Finding]:
    value = resultaat.value(record, column)
    low, high = (resultaat.value(own, c) for c in (Bandbreedte.laag, Bandbreedte.hoog))
    if not isinstance(value, Decimal) or not isinstance(low, Decimal) or not isinstance(high, Decimal):
        return
    unit = record.unit(column)
    yield from _kwartielen(resultaat, own, low, high)
    if not low <= value <= high:
        plek = place_of(own, Bandbreedte.laag if value < low else Bandbreedte.hoog)
        yield Finding(
            plek.blad,
            plek.cel,
            f"Uw waarde, {show(value, unit)}, ligt niet tussen {show(low, unit)} en {show(high, unit)}.",
            "een laagste waarde die niet hoger is, en een hoogste die niet lager is",
            "Pas de grenzen aan. Een percentage vult u in als 14%.",
        )
    for bound, where in ((low, Bandbreedte.laag), (high, Bandbreedte.hoog)):
        if not column.allows(bound):
            plek = place_of(own, where)
            yield Finding(plek.blad, plek.cel, f"{show(bound, unit)} kan niet.", expected(column), "Pas de grens aan.")
