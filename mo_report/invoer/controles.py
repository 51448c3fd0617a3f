"""What must hold between the cells of an input: names that exist, tables that are filled."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from difflib import get_close_matches
from itertools import groupby

from mo_report.bevinding import Bevinding, waarschuwing
from mo_report.dossier import Record
from mo_report.invoer.plek import plek_van
from mo_report.model import (
    MODEL,
    Aanbieder,
    Bron,
    Locatie,
    OrtBand,
    Parameterset,
    Tariefvariant,
)
from mo_report.namen import sleutel
from mo_report.notatie import toon
from mo_report.schema import Block, Choice, Key, Options, Parameter


def controleer_records(
    records: list[Record], lists: dict[str, list[str]], unread: set[type[Block]]
) -> list[Bevinding]:
    """Everything about the records that can be said before anything is computed.

    Names are not looked up on sheets that could not be read: every one would be unknown.
    """
    names = {k: v for k, v in _names(records, lists).items() if k not in unread}
    return [
        *_empty_blocks(records, unread),
        *(f for r in records for f in _unknown_names(r, names)),
        *(f for r in records for f in _both_ways(r)),
        *(f for r in records for f in _unusual(r)),
        *_overlaps(records),
        *_unknown_sources(records),
    ]


def _names(
    records: list[Record], lists: dict[str, list[str]]
) -> dict[str | type[Block], dict[str, str]]:
    names: dict[str | type[Block], dict[str, str]] = {
        label: {sleutel(n): n for n in values} for label, values in lists.items()
    }
    for block in MODEL:
        keys = block.key_columns()
        if len(keys) == 1 and block.form == "tabel":
            of_block = [r.texts[keys[0].name] for r in records if r.block is block]
            names[block] = {sleutel(n): n for n in of_block}
    return names


def _unknown_names(
    record: Record, names: dict[str | type[Block], dict[str, str]]
) -> Iterator[Bevinding]:
    for column in record.block.columns:
        text = record.texts.get(column.name)
        if not isinstance(column, Key | Choice) or column.among is None or text is None:
            continue
        among = column.among
        known = names.get(among.label if isinstance(among, Options) else among)
        if known is None:
            continue
        extra = {sleutel(e): e for e in column.extra} if isinstance(column, Choice) else {}
        if sleutel(text) in known or sleutel(text) in extra:
            record.texts[column.name] = {**known, **extra}[sleutel(text)]
            continue
        options = [*known.values(), *extra.values()]
        fixed = isinstance(among, Options) and bool(among.fixed)
        sheet = "Lijsten" if isinstance(among, Options) else among.title
        close = get_close_matches(text, options, 1)
        mend = f"Bedoelt u ‘{close[0]}’?" if close else "Kies een naam uit de lijst."
        if not fixed:
            mend += f" Of voeg de naam toe op het blad ‘{sheet}’."
        plek = plek_van(record, column)
        yield Bevinding(
            plek.blad,
            plek.cel,
            f"‘{text}’ is geen bekende waarde voor ‘{column.label}’.",
            ("een van: " + ", ".join(options)) if options else f"een naam van het blad ‘{sheet}’",
            mend,
        )


def _empty_blocks(records: list[Record], unread: set[type[Block]]) -> Iterator[Bevinding]:
    """Sheets without which there is nothing to compute."""
    filled = {r.block for r in records}
    for block in (Parameterset, Tariefvariant, Aanbieder, Locatie):
        if block not in filled | unread:
            yield Bevinding(
                block.title,
                "A5",
                f"Het blad ‘{block.title}’ is leeg.",
                "minstens één rij",
                "Vul het blad in; zie het sjabloon of het voorbeeld.",
            )


def _both_ways(record: Record) -> Iterator[Bevinding]:
    """Values of which a record may give one kind or the other."""
    filled = [[c for c in group if c in record.values] for group in record.block.either_or]
    if sum(1 for group in filled if group) > 1:
        first, second = filled[0][0], filled[1][0]
        plek = plek_van(record, first)
        yield Bevinding(
            plek.blad,
            plek.cel,
            f"‘{record.name}’ geeft zowel ‘{first.label}’ als ‘{second.label}’.",
            "een van de twee",
            "Maak een van de twee leeg; zie de uitleg boven aan het blad.",
        )


def _unusual(record: Record) -> Iterator[Bevinding]:
    for column, given in record.values.items():
        if not isinstance(column, Parameter) or not isinstance(given.waarde, Decimal):
            continue
        if column.usual and not column.usual[0] <= given.waarde <= column.usual[1]:
            low, high = (toon(x, column.unit) for x in column.usual)
            yield waarschuwing(
                given.plek.blad,
                given.plek.cel,
                f"‘{column.label}’ is {toon(given.waarde, column.unit)}; dat is ongewoon.",
                f"meestal {low} tot en met {high}" if low != high else f"meestal {low}",
                "Controleer de waarde; is die juist, dan hoeft u niets te doen.",
            )


def _overlaps(records: list[Record]) -> Iterator[Bevinding]:
    def day(record: Record) -> tuple[str, str]:
        return record.slug("cao"), record.slug("dagsoort")

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
                plek = plek_van(record, OrtBand.begin)
                yield Bevinding(
                    plek.blad,
                    plek.cel,
                    f"Tijdvak ‘{record.name}’ overlapt met ‘{before.name}’.",
                    f"een begin vanaf {toon(until, OrtBand.begin.unit)} uur",
                    "Laat de tijdvakken op elkaar aansluiten.",
                )
            if einde > until:
                until, before = einde, record


def _unknown_sources(records: list[Record]) -> Iterator[Bevinding]:
    known = {r.key[0]: r.texts["bron"] for r in records if r.block is Bron}
    for record in records:
        for given in record.values.values():
            if given.bron and sleutel(given.bron) not in known:
                yield waarschuwing(
                    given.plek.blad,
                    given.plek.cel,
                    f"De bron ‘{given.bron}’ is niet bekend.",
                    "een bron van het blad Bronnen",
                    "Voeg de bron toe op het blad Bronnen.",
                )
