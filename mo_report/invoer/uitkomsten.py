"""What shows only when the model is computed: missing values, broken rules, differences."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from mo_report.bevinding import Bevinding, waarschuwing
from mo_report.dossier import Dossier, Invoer, Plek, Record
from mo_report.expressie import Ref
from mo_report.invoer.plek import plek_van
from mo_report.model import MODEL, Gepubliceerd, Kindtoeslag, Nacht, Uurtarief
from mo_report.model.aansluiting import WIJKT_AF
from mo_report.namen import sleutel
from mo_report.notatie import euro, procent, toon
from mo_report.rekenen import DeeltDoorNul, Ontbreekt, Resultaat, Toets
from mo_report.schema import Block, Column, Line, Parameter

#: From here on a difference can be seen: half a cent, half of 0,01%.
HALVE_CENT, ZICHTBAAR = Decimal("0.005"), Decimal("0.00005")


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
            plek.blad,
            plek.cel,
            f"{subject}: er wordt gedeeld door nul.",
            "een waarde boven nul",
            line.hint or "Controleer de getallen waar deze regel op rust.",
        )
    node = problem.missing.node
    what = node.variable.label if isinstance(node, Ref) else node.label
    sheet, names = "", ""
    if isinstance(node, Ref) and isinstance(node.variable, Column):
        block = node.variable.block
        sheet = block.title
        texts = {**record.texts, **dict(node.fixed)}
        names = ", ".join(f"{k.label} ‘{texts.get(k.name, '?')}’" for k in block.key_columns())
    return Bevinding(
        plek.blad,
        plek.cel,
        f"{subject}: ‘{what}’ ontbreekt.",
        f"op het blad ‘{sheet}’ een waarde voor {names}" if names else "een waarde",
        line.hint or f"Vul de waarde aan op het blad ‘{sheet}’.",
    )


def _origin(record: Record, dossier: Dossier) -> Plek:
    """A cell to point at: of the record itself, or of an input record that it was made from."""
    if record.places or record.values:
        return plek_van(record)
    for source in record.block.sources[::-1]:
        wanted = {
            k.name: record.slug(k.name) for k in source.key_columns() if k.name in record.texts
        }
        for found in dossier.matching(source, wanted):
            return _origin(found, dossier)
    return Plek(record.block.title, "A1")


def _rules(resultaat: Resultaat) -> Iterator[Bevinding]:
    failed: set[str] = set()
    for toets in resultaat.toetsen:
        if not toets.holds and failed.isdisjoint(toets.check.after):
            failed.add(toets.check.label)
            yield _broken_rule(toets, resultaat.dossier)


def _broken_rule(toets: Toets, dossier: Dossier) -> Bevinding:
    check, unit = toets.check, toets.check.unit
    left, right = (toon(v, unit) for v in toets.values)
    subject = {c: toets.subject.slug(c) for c in toets.subject.texts}
    block = check.blame.block
    found = dossier.matching(
        block, {c: s for c, s in subject.items() if c in {k.name for k in block.key_columns()}}
    )
    plek = plek_van(found[0], check.blame) if found else Plek(block.title, "A1")
    name = f" bij ‘{toets.subject.name}’" if check.per else ""
    if check.relation == "=":
        what, expected = f"{left} in plaats van {right}", right
    else:
        what, expected = f"{left} is niet meer dan {right}", f"meer dan {right}"
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
        plek = plek_van(record, Gepubliceerd.regel)
        if sleutel(regel) not in map(sleutel, labels):
            yield Bevinding(
                plek.blad,
                plek.cel,
                f"De regel ‘{regel}’ is niet bekend.",
                "een van: " + ", ".join(labels),
                "Kies een regel uit de lijst.",
            )
            continue
        block = next(
            c.block for b in MODEL for c in b.lines() if sleutel(c.label) == sleutel(regel)
        )
        parts = " / ".join(k.label for k in block.key_columns() if k.name != "parameterset")
        yield Bevinding(
            plek.blad,
            plek.cel,
            f"Bij de regel ‘{regel}’ hoort geen uitkomst van dit onderdeel.",
            f"als onderdeel: {parts}" if parts else "een leeg onderdeel",
            "Pas de parameterset of het onderdeel aan.",
        )


def _given_beside_computed(resultaat: Resultaat) -> Iterator[Bevinding]:
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
                    f"de ORT is {procent(given)}, maar het rooster geeft {procent(computed)} "
                    f"({euro(effect)} op het uurtarief)",
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
                    f"het vastgestelde bedrag is {euro(given_value)}, maar de berekening geeft "
                    f"{euro(computed)}",
                )
    for record in dossier[Gepubliceerd]:
        if resultaat.value(record, Gepubliceerd.oordeel) == WIJKT_AF and not record.texts.get(
            "verklaring"
        ):
            unit = record.unit(Gepubliceerd.gepubliceerd)
            given = resultaat.number(record, Gepubliceerd.gepubliceerd)
            computed = resultaat.value(record, Gepubliceerd.berekend)
            yield _differs(
                record.values[Gepubliceerd.gepubliceerd],
                record,
                f"gepubliceerd is {toon(given, unit)}, berekend is {toon(computed, unit)}, zonder "
                "verklaring",
            )


def _differs(given: Invoer, record: Record, what: str) -> Bevinding:
    return waarschuwing(
        given.plek.blad,
        given.plek.cel,
        f"‘{record.name}’: {what}.",
        "gelijke waarden, of een bewuste keuze",
        "Het model rekent met de opgegeven waarde en toont het verschil.",
    )
