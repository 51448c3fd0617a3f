"""Names that one cell uses and another introduces: they must exist, and be told apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from mo_report.engine.dossier import Record
from mo_report.engine.plek import place_of
from mo_report.engine.schema import LIJSTEN_BLAD, Block, Choice, Column, Key, Options, Status
from mo_report.lib.bevinding import Finding, warning
from mo_report.lib.namen import key_of, nearest, normalized
from mo_report.model import INVOERBLADEN, Bron

#: Where names come from: the label of a list, or the block that introduces them.
Herkomst = str | type[Block]


@dataclass
class KnownNames:
    """The names that are known, by where they come from; what could not be read is not in it."""

    bekend: dict[Herkomst, dict[str, str]]
    onbekend: set[tuple[str, str]] = field(default_factory=set)
    """Column and text of each name that was not known, so that no more is said of it."""
    elders: Mapping[Herkomst, str] = field(default_factory=dict)
    """The sheets with names that have no sheet, or list, of their own."""


def gather_names(
    records: list[Record],
    lists: dict[str, list[str]],
    unread: set[type[Block]],
    elders: Mapping[Herkomst, str] | None = None,
) -> KnownNames:
    known: dict[Herkomst, dict[str, str]] = {
        label: {normalized(n): n for n in values} for label, values in lists.items()
    }
    for block in INVOERBLADEN:
        keys = block.key_columns()
        if len(keys) == 1 and block.form == "tabel" and block not in unread:
            own = [r.texts[keys[0].name] for r in records if r.block is block]
            known[block] = {normalized(n): n for n in own}
    return KnownNames(known, elders=elders or {})


def check_names(records: list[Record], namen: KnownNames) -> Iterator[Finding]:
    """One finding for each name that is not known, however often it is used."""
    used: defaultdict[tuple[Herkomst, str], list[tuple[Record, Column]]] = defaultdict(list)
    for record in records:
        for column in record.block.columns:
            text = record.texts.get(column.name)
            if not isinstance(column, Key | Choice) or column.among is None or text is None:
                continue
            source = _source(column.among)
            known = namen.bekend.get(source)
            if known is None:
                continue
            found = known.get(normalized(text))
            if found is None:
                used[source, normalized(text)].append((record, column))
                namen.onbekend.add((column.name, normalized(text)))
            else:
                record.texts[column.name] = found
                if column in record.values:
                    record.values[column] = replace(record.values[column], waarde=found)
    for (source, _), places in used.items():
        yield _unknown(namen, source, places)


def _source(among: Options | type[Block]) -> Herkomst:
    return among.label if isinstance(among, Options) else among


def _unknown(namen: KnownNames, source: Herkomst, places: list[tuple[Record, Column]]) -> Finding:
    record, column = places[0]
    assert isinstance(column, Key | Choice)
    text = record.texts[column.name]
    options = list(namen.bekend[source].values())
    sheet = _listed_on(source, namen)
    close = nearest(text, options)
    mend = f"Bedoelt u ‘{close}’?" if close else "Kies een naam uit de lijst."
    fixed = isinstance(column.among, Options) and bool(column.among.fixed)
    if not fixed:
        mend += f" Of voeg de naam toe op het blad ‘{sheet}’."
    plek = place_of(record, column)
    more = f" Dit staat in {len(places)} cellen." if len(places) > 1 else ""
    return Finding(
        plek.blad,
        plek.cel,
        f"‘{text}’ is geen bekende waarde voor ‘{column.label}’.{more}",
        ("een van: " + ", ".join(options)) if options else f"een naam van het blad ‘{sheet}’",
        mend,
    )


def _listed_on(source: Herkomst, namen: KnownNames) -> str:
    """The sheet on which names of a kind stand."""
    return namen.elders.get(source) or (source.title if isinstance(source, type) else LIJSTEN_BLAD)


def check_likeness(records: list[Record], namen: KnownNames) -> Iterator[Finding]:
    """Names that differ, but not in a letter or digit: results could not be told apart."""
    for source, known in namen.bekend.items():
        if source is Bron:
            continue
        seen: dict[str, str] = {}
        for name in known.values():
            other = seen.setdefault(key_of(name), name)
            if other != name:
                sheet = _listed_on(source, namen)
                cel = _cell_of(records, source, name)
                yield Finding(
                    sheet,
                    cel,
                    f"‘{name}’ lijkt te veel op ‘{other}’.",
                    "namen die in een letter of cijfer verschillen",
                    "Geef een van de twee een andere naam.",
                )


def _cell_of(records: list[Record], source: Herkomst, name: str) -> str:
    for record in records:
        if record.block is source and record.name == name:
            return place_of(record, record.block.key_columns()[0]).cel
    return ""


def check_sources(records: list[Record], namen: KnownNames) -> Iterator[Finding]:
    """A warning for each source that the sheet Bronnen does not have."""
    known = namen.bekend.get(Bron)
    if known is None:
        return
    count: defaultdict[str, int] = defaultdict(int)
    first: dict[str, tuple[str, str, str]] = {}
    for record in records:
        for given in record.values.values():
            if given.status is not Status.KALENDER and given.bron and normalized(given.bron) not in known:
                count[normalized(given.bron)] += 1
                place = (given.plek.blad, given.bron_cel or given.plek.cel, given.bron)
                first.setdefault(normalized(given.bron), place)
    for key, (blad, cel, bron) in first.items():
        more = f" Dit staat bij {count[key]} waarden." if count[key] > 1 else ""
        yield warning(
            blad,
            cel,
            f"De bron ‘{bron}’ is niet bekend.{more}",
            "een bron van het blad Bronnen",
            "Voeg de bron toe op het blad Bronnen.",
        )
