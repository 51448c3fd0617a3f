"""What must hold between the cells of an input: names that exist, tables that are filled."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from mo_report.engine.dossier import Record
from mo_report.engine.plek import place_of
from mo_report.engine.schema import Block, Parameter
from mo_report.invoer.verwijzingen import (
    KnownNames,
    check_likeness,
    check_names,
    check_sources,
)
from mo_report.lib.bevinding import Finding, warning
from mo_report.lib.notatie import show
from mo_report.model import INVOERBLADEN, Locatie, Locatiekosten, OrtBand


def check_records(records: list[Record], namen: KnownNames, unread: set[type[Block]]) -> list[Finding]:
    """Everything about the records that can be said before anything is computed."""
    return [
        *_empty_blocks(records, unread),
        *check_names(records, namen),
        *check_likeness(records, namen),
        *(f for r in records for f in _both_ways(r)),
        *(f for r in records for f in _unusual(r)),
        *_overlaps(records),
        *check_sources(records, namen),
        *_costs_without_row(records, unread),
    ]


def _empty_blocks(records: list[Record], unread: set[type[Block]]) -> Iterator[Finding]:
    """Sheets without which there is nothing to compute."""
    filled = {r.block for r in records}
    for block in INVOERBLADEN:
        if block.needed and block.form == "tabel" and block not in filled | unread:
            yield Finding(
                block.title,
                "A5",
                f"Het blad ‘{block.title}’ is leeg.",
                "minstens één rij",
                "Vul het blad in; zie het sjabloon of het voorbeeld.",
            )


def _both_ways(record: Record) -> Iterator[Finding]:
    """Values of which a record may give one kind or the other."""
    filled = [[c for c in group if c in record.values] for group in record.block.either_or]
    if sum(1 for group in filled if group) > 1:
        first, second = filled[0][0], filled[1][0]
        plek = place_of(record, first)
        yield Finding(
            plek.blad,
            plek.cel,
            f"‘{record.name}’ geeft zowel ‘{first.label}’ als ‘{second.label}’.",
            "een van de twee",
            "Maak een van de twee leeg; zie de uitleg boven aan het blad.",
        )


def _unusual(record: Record) -> Iterator[Finding]:
    for column, given in record.values.items():
        if not isinstance(column, Parameter) or not isinstance(given.waarde, Decimal):
            continue
        if column.usual and not column.usual[0] <= given.waarde <= column.usual[1]:
            low, high = (show(x, column.unit) for x in column.usual)
            yield warning(
                given.plek.blad,
                given.plek.cel,
                f"‘{column.label}’ is {show(given.waarde, column.unit)}; dat is ongewoon.",
                f"meestal {low} tot en met {high}" if low != high else f"meestal {low}",
                "Controleer de waarde; is die juist, dan hoeft u niets te doen.",
            )


def _overlaps(records: list[Record]) -> Iterator[Finding]:
    def day(record: Record) -> tuple[str, str]:
        return record.name_of("cao"), record.name_of("banddagen")

    bands = [
        (r, b.waarde, e.waarde)
        for r in records
        if r.block is OrtBand
        and (b := r.values.get(OrtBand.begin))
        and (e := r.values.get(OrtBand.einde))
        and isinstance(b.waarde, Decimal)
        and isinstance(e.waarde, Decimal)
    ]
    bands.sort(key=lambda x: (day(x[0]), x[1]))
    for _, group in groupby(bands, key=lambda x: day(x[0])):
        until, before = Decimal(0), None
        for record, begin, einde in group:
            assert isinstance(begin, Decimal) and isinstance(einde, Decimal)
            if begin < until and before is not None:
                plek = place_of(record, OrtBand.begin)
                yield Finding(
                    plek.blad,
                    plek.cel,
                    f"Tijdvak ‘{record.name}’ overlapt met ‘{before.name}’.",
                    f"een begin vanaf {show(until, OrtBand.begin.unit)} uur",
                    "Laat de tijdvakken op elkaar aansluiten.",
                )
            if einde > until:
                until, before = einde, record


def _costs_without_row(records: list[Record], unread: set[type[Block]]) -> Iterator[Finding]:
    """Housing and hotel costs that a locatie does not mention: they count for nothing."""
    if unread & {Locatie, Locatiekosten}:
        return
    given = {(r.name_of("locatie"), r.name_of("component")) for r in records if r.block is Locatiekosten}
    for record in records:
        for component in ("huisvesting", "hotelmatig"):
            if record.block is Locatie and (record.key[0], component) not in given:
                plek = place_of(record, Locatie.locatie)
                yield warning(
                    plek.blad,
                    plek.cel,
                    f"Voor ‘{record.name}’ staat er geen ‘{component}’ op het blad Locatiekosten.",
                    "een rij, ook als de kosten nul zijn of via subsidie gaan",
                    "Voeg de rij toe. Zonder rij telt de component als € 0,00.",
                )
