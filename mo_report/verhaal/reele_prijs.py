"""Is it a reële prijs? What article 5.4 names, and the tariffs in force."""

from __future__ import annotations

from collections.abc import Sequence

from mo_report.engine.dossier import Record
from mo_report.engine.rekenen import Resultaat
from mo_report.engine.schema import Column
from mo_report.model import Geldend, ReelePrijs
from mo_report.model.reeleprijs import Element


def dekking(resultaat: Resultaat, records: Sequence[Record], element: Element) -> str:
    """What covers an element of some prices: the labels of the parameters; empty if none does.

    A parameter that is given as zero covers nothing.
    """
    given = {
        column
        for record in records
        for owner, column in resultaat.grounds(record, ReelePrijs.samen)
        if column in element.dekking and resultaat.value(owner, column) != 0
    }
    return ", ".join(c.label for c in element.dekking if c in given)


def geldend_kolommen() -> tuple[Column, ...]:
    """What is told of a tariff in force, in order."""
    return (
        Geldend.tarief,
        Geldend.geldend,
        Geldend.berekend,
        Geldend.verschil,
        Geldend.verschil_deel,
        Geldend.ondergrens,
        Geldend.oordeel,
    )
