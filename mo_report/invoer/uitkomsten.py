"""What shows only when the model is computed: missing values, broken rules, differences."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import mo_report.model.regels  # noqa: F401  # declares them
from mo_report.engine.dossier import Dossier, InputValue, Place, Record
from mo_report.engine.expression import Ref
from mo_report.engine.plek import place_of, start_of
from mo_report.engine.regel import found_by_rules
from mo_report.engine.rekenen import DividesByZero, Incomplete, Result, Verdict
from mo_report.engine.schema import Block, Choice, Column, Line, Parameter
from mo_report.invoer.verwijzingen import KnownNames
from mo_report.lib.bevinding import Finding, warning
from mo_report.lib.namen import normalized
from mo_report.lib.notatie import show, show_euro, show_percentage
from mo_report.model import (
    Geldend,
    Gepubliceerd,
    Index,
    Indexaandeel,
    Kindtoeslag,
    Nacht,
    OrtBand,
    Rooster,
    Uurtarief,
)
from mo_report.model.aansluiting import AANWIJSBAAR, WIJKT_AF

#: From here on a difference can be seen: half a cent, half of 0,01%.
HALVE_CENT, ZICHTBAAR = Decimal("0.005"), Decimal("0.00005")


def check_result(
    resultaat: Result, namen: KnownNames, unread: set[type[Block]], *, earlier_errors: bool
) -> list[Finding]:
    """What shows only when the model is computed: what is missing, and rules that do not hold.

    A value that is missing is not told where something else explains it: a name that is not
    known, or a sheet that could not be read. Differences between given and computed values are
    news only when nothing is wrong.
    """
    findings = list(_rules(resultaat))
    together = list(found_by_rules(resultaat, namen.onbekend, unread, opvallend=False))
    # Without a share of wages there is no index, whatever else asks for it.
    unindexed = any(f.blad == Indexaandeel.title for f in together)
    missing: dict[str, Finding] = {}
    for problem in resultaat.problems:
        if isinstance(problem, DividesByZero) and findings:
            continue
        if unindexed and _lacks(problem, resultaat, Index):
            continue
        if not _explained(problem, resultaat, namen, unread):
            finding = _problem(problem, resultaat)
            missing.setdefault(finding.verwacht + finding.herstel, finding)
    findings += missing.values()
    findings += _pointers(resultaat.dossier, namen, unread)
    findings += together
    if not findings and not earlier_errors:
        if resultaat.incomplete:
            findings.append(_INCOMPLETE)
        findings += _given_beside_computed(resultaat)
        findings += _rosters_without_rows(resultaat)
        findings += found_by_rules(resultaat, namen.onbekend, unread, opvallend=True)
    return findings


#: Cannot happen as far as is known; if it does, no tariff may come out of it.
_INCOMPLETE = Finding(
    "Algemeen",
    "A1",
    "Niet alles kon worden berekend, zonder dat bekend is waarom.",
    "een uitkomst voor elke regel",
    "Meld dit bij uw beheerder en stuur de werkmap mee.",
)


def _explained(
    problem: Incomplete | DividesByZero, resultaat: Result, namen: KnownNames, unread: set[type[Block]]
) -> bool:
    texts = problem.record.texts.items()
    if any((column, normalized(text)) in namen.onbekend for column, text in texts):
        return True
    blocks = {problem.record.block, *problem.record.block.sources}
    if isinstance(problem, Incomplete):
        where, column, node = _root(problem, resultaat)
        if column is not None and node is not None:
            blocks |= {column.block, *column.block.sources}
            given = {**where.texts, **dict(node.fixed)}
            names = (k.name for k in column.block.key_columns() if k.name not in given)
            if any(_must_choose(where.block, name) for name in names):
                return True  # a blank cell, which has its own finding
            # The record that is wanted may be there under a name that nobody knows.
            doubtful = {c for c, _ in namen.onbekend}
            if doubtful & {k.name for k in column.block.key_columns()}:
                return True
    return bool(blocks & unread)


def _must_choose(block: type[Block], name: str) -> bool:
    """Whether a block, or one that it is computed from, has a choice that may not be blank."""
    own = (c for c in block.columns if isinstance(c, Choice) and c.name == name)
    return any(not c.optional for c in own) or any(_must_choose(b, name) for b in block.sources)


def _root(problem: Incomplete, resultaat: Result) -> tuple[Record, Column | None, Ref | None]:
    """What is missing in the end: an absent line is missing because of what it needs itself."""
    record, node = problem.record, problem.missing
    while isinstance(node, Ref) and isinstance(node.variable, Line):
        found = resultaat.absent_below(record, node)
        if found is None:
            break
        record, node = found
    if isinstance(node, Ref) and isinstance(node.variable, Column):
        return record, node.variable, node
    return record, None, None


def _lacks(problem: Incomplete | DividesByZero, resultaat: Result, block: type[Block]) -> bool:
    column = _root(problem, resultaat)[1] if isinstance(problem, Incomplete) else None
    return column is not None and column.block is block


def _problem(problem: Incomplete | DividesByZero, resultaat: Result) -> Finding:
    record, line = problem.record, problem.line
    subject = f"‘{line.label}’ van ‘{record.name}’ kan niet worden berekend"
    if isinstance(problem, DividesByZero):
        plek = _origin(record, None, resultaat.dossier)
        return Finding(
            plek.blad,
            plek.cel,
            f"{subject}: er wordt gedeeld door nul.",
            "een waarde boven nul",
            line.hint or "Controleer de getallen waar deze regel op rust.",
        )
    where, column, node = _root(problem, resultaat)
    plek = _origin(where, column, resultaat.dossier)
    if column is None or node is None:
        return Finding(plek.blad, plek.cel, f"{subject}.", "een waarde", line.hint or "Vul de waarde aan.")
    sheet = column.block.title
    texts = {**where.texts, **dict(node.fixed)}
    names = ", ".join(f"{k.label} ‘{texts[k.name]}’" for k in column.block.key_columns() if k.name in texts)
    if not column.block.is_input():
        expected = f"gegevens voor {names}" if names else "een waarde"
        mend = line.hint or "Vul de gegevens aan; zie de handleiding bij dit blad."
        return Finding(plek.blad, plek.cel, f"{subject}: ‘{column.label}’ ontbreekt.", expected, mend)
    return Finding(
        plek.blad,
        plek.cel,
        f"{subject}: ‘{column.label}’ ontbreekt.",
        f"op het blad ‘{sheet}’ een waarde voor {names}" if names else "een waarde",
        line.hint or f"Vul de waarde aan op het blad ‘{sheet}’.",
    )


def _origin(record: Record, wanted: Column | None, dossier: Dossier) -> Place:
    """The cell to point at: the blank one, or else the name by which a record is looked for."""
    if wanted is not None and wanted.block is record.block and wanted.name in record.places:
        return record.places[wanted.name]
    if wanted is not None and not wanted.block.key_columns() and dossier[wanted.block]:
        only = dossier[wanted.block][0]
        return only.places.get(wanted.name) or place_of(only)
    keys = [k.name for k in wanted.block.key_columns()] if wanted is not None else []
    for name in reversed(keys):
        if name in record.places:
            return record.places[name]
    if record.places or record.values:
        return place_of(record)
    own, sources = {k.name for k in record.block.key_columns()}, record.block.sources[::-1]
    # First what the record is named after: a set that it counts with comes last.
    for source in sorted(sources, key=lambda s: not own >= {k.name for k in s.key_columns()}):
        names = {k.name: record.name_of(k.name) for k in source.key_columns() if k.name in record.texts}
        for found in dossier.matching(source, names):
            return _origin(found, wanted, dossier)
    return start_of(record.block)


def _rules(resultaat: Result) -> Iterator[Finding]:
    failed: set[str] = set()
    for toets in resultaat.toetsen:
        if not toets.holds and failed.isdisjoint(toets.check.after):
            failed.add(toets.check.label)
            yield _broken_rule(toets, resultaat.dossier)


def _broken_rule(toets: Verdict, dossier: Dossier) -> Finding:
    check, unit = toets.check, toets.check.unit
    left, right = (show(v, unit) for v in toets.values)
    subject = {c: toets.subject.name_of(c) for c in toets.subject.texts}
    block = check.blame.block
    keys = {k.name for k in block.key_columns()}
    found = dossier.matching(block, {c: s for c, s in subject.items() if c in keys})
    if not found:
        block = check.block
        found = dossier.matching(block, subject)
    plek = place_of(found[0], check.blame) if found else start_of(block)
    name = f" bij ‘{toets.subject.name}’" if check.per else ""
    if check.relation == "=":
        what, expected = f"{left} in plaats van {right}", right
    else:
        what, expected = f"{left} is niet meer dan {right}", f"meer dan {right}"
    return Finding(plek.blad, plek.cel, f"Controle ‘{check.label}’{name}: {what}.", expected, check.remedy)


def _pointers(dossier: Dossier, namen: KnownNames, unread: set[type[Block]]) -> Iterator[Finding]:
    """Published values beside which no computed one can be found."""
    for record in (*dossier[Gepubliceerd], *dossier[Geldend]):
        regel = record.texts.get("regel")
        if not regel or record.points_at or ("regel", normalized(regel)) in namen.onbekend:
            continue
        block = next(c.block for n, c in AANWIJSBAAR.items() if normalized(n) == normalized(regel))
        if unread & {block, *block.sources}:
            continue
        plek = record.places["regel"]
        names = [k.label for k in block.key_columns() if k.name != "parameterset"]
        wanted = f"een onderdeel van de vorm: {' / '.join(names)}" if names else "geen onderdeel"
        yield Finding(
            plek.blad,
            plek.cel,
            f"Bij de regel ‘{regel}’ is er geen uitkomst voor dit onderdeel.",
            wanted,
            "Pas de parameterset of het onderdeel aan.",
        )


def _given_beside_computed(resultaat: Result) -> Iterator[Finding]:
    """Warnings where a value that the input gives differs from what the model computes itself."""
    dossier = resultaat.dossier
    for record in dossier[Uurtarief]:
        computed = resultaat.value(record, Uurtarief.ort_rooster)
        effect = resultaat.value(record, Uurtarief.uurtarief_effect)
        if isinstance(computed, Decimal) and isinstance(effect, Decimal):
            given = resultaat.number(record, Uurtarief.ort)
            if abs(computed - given) >= ZICHTBAAR:
                yield _differs(
                    record.values[Uurtarief.ort],
                    record,
                    f"de ORT is {show_percentage(given)}, maar het rooster geeft {show_percentage(computed)} "
                    f"({show_euro(effect)} op het uurtarief)",
                )
    pairs: tuple[tuple[type[Block], Parameter, Line], ...] = (
        (Nacht, Nacht.vastgesteld, Nacht.berekend),
        (Kindtoeslag, Kindtoeslag.vastgesteld, Kindtoeslag.berekend),
    )
    for block, fixed, line in pairs:
        for record in dossier[block]:
            given_value, computed = resultaat.value(record, fixed), resultaat.value(record, line)
            if not isinstance(given_value, Decimal) or not isinstance(computed, Decimal):
                continue
            if abs(given_value - computed) >= HALVE_CENT:
                yield _differs(
                    record.values[fixed],
                    record,
                    f"het vastgestelde bedrag is {show_euro(given_value)}, "
                    f"maar de berekening geeft {show_euro(computed)}",
                )
    for record in dossier[Gepubliceerd]:
        if resultaat.value(record, Gepubliceerd.oordeel) == WIJKT_AF and not record.texts.get("verklaring"):
            unit = record.unit(Gepubliceerd.gepubliceerd)
            given = resultaat.number(record, Gepubliceerd.gepubliceerd)
            computed = resultaat.value(record, Gepubliceerd.berekend)
            yield _differs(
                record.values[Gepubliceerd.gepubliceerd],
                record,
                f"gepubliceerd is {show(given, unit)}, berekend is {show(computed, unit)}, zonder verklaring",
            )


def _differs(given: InputValue, record: Record, what: str) -> Finding:
    return warning(
        given.plek.blad,
        given.plek.cel,
        f"‘{record.name}’: {what}.",
        "gelijke waarden, of een bewuste keuze",
        "Het model rekent met de opgegeven waarde en toont het verschil.",
    )


def _rosters_without_rows(resultaat: Result) -> Iterator[Finding]:
    """A roster that is chosen but not filled in: the comparison would go missing in silence."""
    for record in resultaat.dossier[Uurtarief]:
        chosen = record.texts.get("rooster")
        if chosen and resultaat.value(record, Uurtarief.ort_rooster) is None:
            plek = place_of(record, Uurtarief.rooster)
            filled = bool(resultaat.dossier.matching(Rooster, {"rooster": record.name_of("rooster")}))
            lacks = f"Er zijn geen {OrtBand.title}" if filled else f"Het rooster ‘{chosen}’ heeft geen rijen"
            where = f" voor het rooster ‘{chosen}’." if filled else f" op het blad {Rooster.title}."
            yield warning(
                plek.blad,
                plek.cel,
                lacks + where,
                "de tijdvakken van de cao" if filled else "de uren van het rooster",
                "Vul ze in, of maak deze cel leeg." if filled else "Vul het rooster in, of maak deze cel leeg.",
            )
