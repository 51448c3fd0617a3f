"""What must hold of a set for one aanbieder, perceel or locatie."""

from __future__ import annotations

from collections.abc import Iterator

from mo_report.engine.dossier import Record
from mo_report.engine.plek import place_of
from mo_report.engine.regel import Onbekend, rule_about
from mo_report.engine.rekenen import Result
from mo_report.engine.schema import Block, Column
from mo_report.lib.bevinding import Finding, warning
from mo_report.model import Dagopvang, Eigenset, Kindtoeslag, Locatietarief, Nacht, Tariefvariant, Uurtarief
from mo_report.model.eigenset import PLAATSEN

#: What a set has a price for, by the keys of that price beside the set.
_PRIJZEN: tuple[type[Block], ...] = (Uurtarief, Nacht, Kindtoeslag, Dagopvang)


def _finding(record: Record, column: Column, wat: str, verwacht: str, doen: str) -> Finding:
    plek = place_of(record, column)
    return Finding(plek.blad, plek.cel, wat, verwacht, doen)


@rule_about(Eigenset)
def voor_een_van_de_drie(resultaat: Result, _: Onbekend) -> Iterator[Finding]:
    names = ", ".join(c.label for c in PLAATSEN[:-1]) + f" of {PLAATSEN[-1].label}"
    for record in resultaat.dossier[Eigenset]:
        given = [c for c in PLAATSEN if record.texts.get(c.name)]
        if len(given) != 1:
            yield _finding(
                record,
                given[1] if given else PLAATSEN[0],
                f"‘{record.name}’ noemt {'er meer dan één' if given else 'niet waar deze set geldt'}.",
                f"één van de drie: {names}",
                "Vul er één in en laat de andere leeg. Voor elke plaats is een eigen set nodig.",
            )


@rule_about(Eigenset, Tariefvariant)
def geen_set_van_een_variant(resultaat: Result, _: Onbekend) -> Iterator[Finding]:
    """A set of one aanbieder may not be everyone's too, and what gives way must count somewhere."""
    d = resultaat.dossier
    used = {v.name_of("parameterset") for v in d[Tariefvariant]}
    for record in d[Eigenset]:
        if record.key[0] in used:
            yield _finding(
                record,
                Eigenset.parameterset,
                f"‘{record.name}’ is ook de set van een tariefvariant. Dan krijgt elke aanbieder hem te zien.",
                "een set die bij geen tariefvariant staat",
                "Maak voor deze plaats een set met een eigen naam, of haal de rij weg.",
            )
        if record.name_of(Eigenset.instead) not in used:
            yield _finding(
                record,
                Eigenset.basis,
                f"‘{record.texts[Eigenset.instead]}’ is niet de set van een tariefvariant. Deze rij doet dus niets.",
                "de set van een tariefvariant",
                "Kies de set die zonder deze rij zou gelden.",
            )


@rule_about(Eigenset)
def een_set_per_plaats(resultaat: Result, _: Onbekend) -> Iterator[Finding]:
    seen: dict[tuple[str, ...], Record] = {}
    for record in resultaat.dossier[Eigenset]:
        where = tuple(record.name_of(c.name) for c in (Eigenset.basis, *PLAATSEN))
        first = seen.setdefault(where, record)
        if first is not record:
            yield _finding(
                record,
                Eigenset.parameterset,
                f"Op deze plaats geldt in plaats van ‘{record.texts[Eigenset.instead]}’ ook al ‘{first.name}’.",
                "één set voor dezelfde plaats",
                "Haal een van de twee rijen weg.",
            )


@rule_about(Eigenset, *_PRIJZEN)
def kent_hetzelfde(resultaat: Result, onbekend: Onbekend) -> Iterator[Finding]:
    """A set that lacks a price would count as nothing there, and hide in the difference of two variants."""
    d = resultaat.dossier
    for record in d[Eigenset]:
        basis = record.name_of(Eigenset.instead)
        if any(("parameterset", name) in onbekend for name in (record.key[0], basis)):
            continue
        for block in _PRIJZEN:
            own, other = (_known(d.matching(block, {"parameterset": name})) for name in (record.key[0], basis))
            for one, two, name in ((other, own, record.name), (own, other, record.texts[Eigenset.instead])):
                missing = [text for key, text in one.items() if key not in two]
                if missing:
                    told = f": {', '.join(missing)}" if any(missing) else ""
                    yield _finding(
                        record,
                        Eigenset.parameterset,
                        f"‘{name}’ heeft niet alles op het blad ‘{block.title}’ wat de andere van deze twee sets heeft{told}.",
                        "twee sets met dezelfde onderdelen; alleen de waarden verschillen",
                        f"Vul het blad ‘{block.title}’ voor ‘{name}’ aan.",
                    )


def _known(records: list[Record]) -> dict[tuple[str, ...], str]:
    """What a set has a price for: the names beside that of the set, in the form in which these are compared."""
    return {r.key[1:]: " · ".join(r.texts[k.name] for k in r.block.key_columns()[1:]) for r in records}


@rule_about(Eigenset, opvallend=True)
def telt_nergens(resultaat: Result, _: Onbekend) -> Iterator[Finding]:
    d = resultaat.dossier
    counting = {r.name_of("parameterset") for r in d[Locatietarief]}
    for record in d[Eigenset]:
        if d[Locatietarief] and record.key[0] not in counting:
            plek = place_of(record, Eigenset.parameterset)
            yield warning(
                plek.blad,
                plek.cel,
                f"‘{record.name}’ telt op geen enkele locatie.",
                "een plaats waar een locatie is, en waar geen andere eigen set voorgaat",
                "Controleer de plaats. Een locatie gaat voor een perceel, en een perceel voor een aanbieder.",
            )
