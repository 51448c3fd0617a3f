"""What must hold between the cells of an input: names that exist, sums, and what can be computed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from difflib import get_close_matches
from itertools import groupby

from mo_report.bevinding import Bevinding, waarschuwing
from mo_report.dossier import Dossier, Invoer, Plek, Record
from mo_report.expressie import Ref
from mo_report.model import (
    MODEL,
    Aanbieder,
    Bron,
    Gepubliceerd,
    Kindtoeslag,
    Locatie,
    Nacht,
    OrtBand,
    Parameterset,
    Tariefvariant,
    Uurtarief,
)
from mo_report.model.aansluiting import WIJKT_AF
from mo_report.namen import sleutel
from mo_report.notatie import euro, procent, toon
from mo_report.rekenen import DeeltDoorNul, Ontbreekt, Resultaat, Toets
from mo_report.schema import Block, Choice, Column, Key, Line, Options, Parameter


def controleer_records(records: list[Record], lists: dict[str, list[str]]) -> list[Bevinding]:
    """Everything about the records that can be said before anything is computed."""
    names = _names(records, lists)
    return [
        *_empty_blocks(records),
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
        keys = block.keys()
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
        known = names[among.label if isinstance(among, Options) else among]
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
        plek = _place(record, column)
        yield Bevinding(
            plek.blad, plek.cel, f"‘{text}’ is geen bekende waarde voor ‘{column.label}’.",
            ("een van: " + ", ".join(options)) if options else f"een naam van het blad ‘{sheet}’",
            mend,
        )  # fmt: skip


def _place(record: Record, column: Column | None = None) -> Plek:
    """The cell of a column, or the first cell of the record."""
    if column is not None and column in record.values:
        return record.values[column].plek
    if column is not None and column.name in record.places:
        return record.places[column.name]
    if record.places:
        return next(iter(record.places.values()))
    return next((v.plek for v in record.values.values()), Plek(record.block.title, "A1"))


def _empty_blocks(records: list[Record]) -> Iterator[Bevinding]:
    """Sheets without which there is nothing to compute."""
    filled = {r.block for r in records}
    for block in (Parameterset, Tariefvariant, Aanbieder, Locatie):
        if block not in filled:
            yield Bevinding(
                block.title, "A5", f"Het blad ‘{block.title}’ is leeg.", "minstens één rij",
                "Vul het blad in; zie het sjabloon of het voorbeeld.",
            )  # fmt: skip


def _both_ways(record: Record) -> Iterator[Bevinding]:
    """Values of which a record may give one kind or the other."""
    filled = [
        [c for c in group if c in record.values] for group in record.block.either_or
    ]
    if sum(1 for group in filled if group) > 1:
        first, second = filled[0][0], filled[1][0]
        plek = _place(record, first)
        yield Bevinding(
            plek.blad, plek.cel,
            f"‘{record.name}’ geeft zowel ‘{first.label}’ als ‘{second.label}’.",
            "een van de twee", "Maak een van de twee leeg; zie de uitleg boven aan het blad.",
        )  # fmt: skip


def _unusual(record: Record) -> Iterator[Bevinding]:
    for column, given in record.values.items():
        if not isinstance(column, Parameter) or not isinstance(given.waarde, Decimal):
            continue
        if column.usual and not column.usual[0] <= given.waarde <= column.usual[1]:
            low, high = (toon(x, column.unit) for x in column.usual)
            yield waarschuwing(
                given.plek.blad, given.plek.cel,
                f"‘{column.label}’ is {toon(given.waarde, column.unit)}; dat is ongewoon.",
                f"meestal {low} tot en met {high}" if low != high else f"meestal {low}",
                "Controleer de waarde; is die juist, dan hoeft u niets te doen.",
            )  # fmt: skip


def _overlaps(records: list[Record]) -> Iterator[Bevinding]:
    def day(record: Record) -> tuple[str, str]:
        return record.slug("cao"), record.slug("dagsoort")

    bands = [
        (r, b.waarde, e.waarde)
        for r in records
        if r.block is OrtBand
        and (b := r.values.get(OrtBand.begin)) and (e := r.values.get(OrtBand.einde))
        and isinstance(b.waarde, Decimal) and isinstance(e.waarde, Decimal)
    ]  # fmt: skip
    bands.sort(key=lambda x: (day(x[0]), x[1]))  # type: ignore[operator]
    for _, group in groupby(bands, key=lambda x: day(x[0])):
        until, before = Decimal(0), None
        for record, begin, einde in group:
            assert isinstance(begin, Decimal) and isinstance(einde, Decimal)
            if begin < until and before is not None:
                plek = _place(record, OrtBand.begin)
                yield Bevinding(
                    plek.blad, plek.cel,
                    f"Tijdvak ‘{record.name}’ overlapt met ‘{before.name}’.",
                    f"een begin vanaf {toon(until, OrtBand.begin.unit)} uur",
                    "Laat de tijdvakken op elkaar aansluiten.",
                )  # fmt: skip
            if einde > until:
                until, before = einde, record


def _unknown_sources(records: list[Record]) -> Iterator[Bevinding]:
    known = {r.key[0]: r.texts["bron"] for r in records if r.block is Bron}
    for record in records:
        for given in record.values.values():
            if given.bron and sleutel(given.bron) not in known:
                yield waarschuwing(
                    given.plek.blad, given.plek.cel, f"De bron ‘{given.bron}’ is niet bekend.",
                    "een bron van het blad Bronnen", "Voeg de bron toe op het blad Bronnen.",
                )  # fmt: skip


def controleer_resultaat(resultaat: Resultaat, earlier: list[Bevinding]) -> list[Bevinding]:
    """What shows only when the model is computed: what is missing, and rules that do not hold.

    A value that is missing is not blamed where an earlier error on the same sheet explains it: a
    name with a typing error makes many values missing.
    """
    findings = list(_rules(resultaat))
    sheets = {f.blad for f in (*earlier, *findings) if f.is_fout}
    missing: dict[str, Bevinding] = {}
    for problem in resultaat.problems:
        if not sheets & _sheets(problem):
            finding = _problem(problem, resultaat.dossier)
            missing.setdefault(finding.verwacht + finding.herstel, finding)
    return [
        *findings,
        *missing.values(),
        *_pointers(resultaat.dossier),
        *_given_beside_computed(resultaat),
    ]


def _sheets(problem: Ontbreekt | DeeltDoorNul) -> set[str]:
    """The sheets that a problem may come from."""
    blocks = {problem.record.block, *problem.record.block.sources}
    if isinstance(problem, Ontbreekt) and isinstance(problem.missing.node, Ref):
        variable = problem.missing.node.variable
        if isinstance(variable, Column):
            blocks |= {variable.block, *variable.block.sources}
    return {b.title for b in blocks}


def _problem(problem: Ontbreekt | DeeltDoorNul, dossier: Dossier) -> Bevinding:
    record, line = problem.record, problem.line
    plek = _origin(record, dossier)
    subject = f"‘{line.label}’ van ‘{record.name}’ kan niet worden berekend"
    if isinstance(problem, DeeltDoorNul):
        return Bevinding(
            plek.blad, plek.cel, f"{subject}: er wordt gedeeld door nul.", "een waarde boven nul",
            line.hint or "Controleer de getallen waar deze regel op rust.",
        )  # fmt: skip
    node = problem.missing.node
    what = node.variable.label if isinstance(node, Ref) else node.label
    sheet, names = "", ""
    if isinstance(node, Ref) and isinstance(node.variable, Column):
        block = node.variable.block
        sheet = block.title
        texts = {**record.texts, **dict(node.fixed)}
        names = ", ".join(f"{k.label} ‘{texts.get(k.name, '?')}’" for k in block.keys())
    return Bevinding(
        plek.blad, plek.cel, f"{subject}: ‘{what}’ ontbreekt.",
        f"op het blad ‘{sheet}’ een waarde voor {names}" if names else "een waarde",
        line.hint or f"Vul de waarde aan op het blad ‘{sheet}’.",
    )  # fmt: skip


def _origin(record: Record, dossier: Dossier) -> Plek:
    """A cell to point at: of the record itself, or of an input record that it was made from."""
    if record.places or record.values:
        return _place(record)
    for source in record.block.sources[::-1]:
        wanted = {k.name: record.slug(k.name) for k in source.keys() if k.name in record.texts}
        for found in dossier.matching(source, wanted):
            return _origin(found, dossier)
    return Plek(record.block.title, "A1")


def _rules(resultaat: Resultaat) -> Iterator[Bevinding]:
    failed: set[tuple[type[Block], str]] = set()
    for toets in resultaat.toetsen:
        subject = (toets.check.block, toets.subject.slug(toets.check.per[0]) if toets.check.per else "")
        if toets.holds or (toets.check.secondary and subject in failed):
            continue
        failed.add(subject)
        yield _broken_rule(toets, resultaat.dossier)


def _broken_rule(toets: Toets, dossier: Dossier) -> Bevinding:
    check, unit = toets.check, toets.check.unit
    left, right = (toon(v, unit) for v in toets.values)
    subject = {c: toets.subject.slug(c) for c in toets.subject.texts}
    block = check.blame.block
    found = dossier.matching(block, {c: s for c, s in subject.items() if c in {k.name for k in block.keys()}})
    plek = _place(found[0], check.blame) if found else Plek(block.title, "A1")
    name = f" bij ‘{toets.subject.name}’" if check.per else ""
    if check.relation == "=":
        what, expected = f"{left} in plaats van {right}", right
    else:
        what, expected = f"{left} is niet kleiner dan {right}", "kleiner"
    return Bevinding(
        plek.blad, plek.cel, f"Controle ‘{check.label}’{name}: {what}.", expected, check.remedy
    )


def _pointers(dossier: Dossier) -> Iterator[Bevinding]:
    """Published values whose line cannot be found."""
    labels = [c.label for b in MODEL for c in b.lines() if c.publish]
    for record in dossier[Gepubliceerd]:
        regel = record.texts.get("regel")
        if not regel or record.points_at:
            continue
        plek = _place(record, Gepubliceerd.regel)
        if sleutel(regel) not in map(sleutel, labels):
            yield Bevinding(
                plek.blad, plek.cel, f"De regel ‘{regel}’ is niet bekend.",
                "een van: " + ", ".join(labels), "Kies een regel uit de lijst.",
            )  # fmt: skip
            continue
        block = next(c.block for b in MODEL for c in b.lines() if sleutel(c.label) == sleutel(regel))
        parts = " / ".join(k.label for k in block.keys() if k.name != "parameterset")
        yield Bevinding(
            plek.blad, plek.cel, f"Bij de regel ‘{regel}’ hoort geen uitkomst van dit onderdeel.",
            f"als onderdeel: {parts}" if parts else "een leeg onderdeel",
            "Pas de parameterset of het onderdeel aan.",
        )  # fmt: skip


def _given_beside_computed(resultaat: Resultaat) -> Iterator[Bevinding]:
    """Warnings where a value that the input gives differs from what the model computes itself."""
    dossier = resultaat.dossier
    for record in dossier[Uurtarief]:
        computed = resultaat.value(record, Uurtarief.ort_rooster)
        effect = resultaat.value(record, Uurtarief.uurtarief_effect)
        if isinstance(computed, Decimal) and isinstance(effect, Decimal):
            given = resultaat.number(record, Uurtarief.ort)
            if abs(computed - given) >= Decimal("0.00005"):
                yield _differs(
                    record.values[Uurtarief.ort], record,
                    f"de ORT is {procent(given)}, maar het rooster geeft {procent(computed)} "
                    f"({euro(effect)} op het uurtarief)",
                )  # fmt: skip
    pairs: tuple[tuple[type[Block], Parameter, Line], ...] = (
        (Nacht, Nacht.vastgesteld, Nacht.berekend),
        (Kindtoeslag, Kindtoeslag.vastgesteld, Kindtoeslag.berekend),
    )
    for block, fixed, line in pairs:
        for record in dossier[block]:
            given_value, computed = resultaat.value(record, fixed), resultaat.value(record, line)
            if isinstance(given_value, Decimal) and isinstance(computed, Decimal):
                if abs(given_value - computed) >= Decimal("0.005"):
                    yield _differs(
                        record.values[fixed], record,
                        f"het vastgestelde bedrag is {euro(given_value)}, maar de berekening geeft "
                        f"{euro(computed)}",
                    )  # fmt: skip
    for record in dossier[Gepubliceerd]:
        if resultaat.value(record, Gepubliceerd.oordeel) == WIJKT_AF and not record.texts.get(
            "verklaring"
        ):
            unit = record.unit(Gepubliceerd.gepubliceerd)
            given = resultaat.number(record, Gepubliceerd.gepubliceerd)
            computed = resultaat.value(record, Gepubliceerd.berekend)
            yield _differs(
                record.values[Gepubliceerd.gepubliceerd], record,
                f"gepubliceerd is {toon(given, unit)}, berekend is {toon(computed, unit)}, zonder "
                "verklaring",
            )  # fmt: skip


def _differs(given: Invoer, record: Record, what: str) -> Bevinding:
    return waarschuwing(
        given.plek.blad, given.plek.cel, f"‘{record.name}’: {what}.",
        "gelijke waarden, of een bewuste keuze",
        "Het model rekent met de opgegeven waarde en toont het verschil.",
    )  # fmt: skip

