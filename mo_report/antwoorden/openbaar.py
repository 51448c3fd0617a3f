"""Which points hold for everybody, and which are an aanbieder's own: only the first may be told to others."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

from mo_report.antwoorden import vorm
from mo_report.antwoorden.besluiten import Besloten, Register, judge_decisions, place_of, read_register
from mo_report.engine.rekenen import Result
from mo_report.engine.schema import Block
from mo_report.lib.bevinding import Finding, warning
from mo_report.lib.getypt import meant_number
from mo_report.lib.namen import normalized
from mo_report.model import Aanbieder, Algemeen, Locatie
from mo_report.model.algemeen import JA
from mo_report.verhaal.reactie.punten import Punt


class Openbaar:
    """What may be published of a result."""

    def __init__(self, resultaat: Result) -> None:
        public = resultaat.dossier.zonder_aanbieders()
        self._there: frozenset[tuple[type[Block], tuple[str, ...]]] = frozenset(
            (r.block, r.key) for records in public.records.values() for r in records
        )

    def __contains__(self, punt: Punt) -> bool:
        """Whether a point is about what everybody sees in the public annex."""
        return not punt.eigen and (punt.record.block, punt.record.key) in self._there


def read_decisions(path: Path, resultaat: Result) -> tuple[Register, list[Besloten], list[Finding]]:
    """A register, the decisions in it that are going to be carried out and told, and what is wrong with them."""
    register = read_register(path)
    found, told = judge_decisions(register, resultaat, laatste=True) if register.koppen else ([], [])
    return register, found, [*register.bevindingen, *told, *_check_publication(register, found, resultaat)]


def _check_publication(register: Register, besloten: Iterable[Besloten], resultaat: Result) -> list[Finding]:
    """What a reason says that may not be published: the name of an aanbieder or locatie, or what only they said.

    Only for points that hold for everybody; the reason for another one is read by its aanbieder alone.
    """
    public, told = Openbaar(resultaat), list[Finding]()
    may_name = resultaat.dossier.one(Algemeen).name_of(Algemeen.namen_in_nota.name) == JA
    own = [r.name for r in resultaat.dossier[Locatie]]
    own += [] if may_name else [r.name for r in resultaat.dossier[Aanbieder]]
    for besluit in besloten:
        text = besluit.regel.besluit.motivering
        if besluit.punt not in public or not text:
            continue
        where = place_of(register, besluit.regel, vorm.MOTIVERING)
        said = next((n for n in own if normalized(n) in normalized(text)), "")
        if said:
            told.append(
                Finding(
                    *where,
                    f"De motivering noemt ‘{said}’. Dit punt geldt voor iedereen: de motivering is openbaar.",
                    "een tekst zonder namen",
                    "Haal de naam weg.",
                )
            )
        theirs = besluit.regel.hun
        if isinstance(theirs, Decimal) and besluit.geldt != theirs and _numbers(text) & {theirs, theirs * 100}:
            told.append(
                warning(
                    *where,
                    "De motivering noemt de waarde van de aanbieder. Dit punt geldt voor iedereen: de motivering is "
                    "openbaar.",
                    "een tekst zonder gegevens van een aanbieder",
                    "Ga na of de waarde openbaar mag zijn, en haal haar anders weg.",
                )
            )
    return told


def _numbers(text: str) -> set[Decimal]:
    """The numbers in a text."""
    found = (meant_number(word) for word in re.findall(r"\d[\d.,]*%?", text.replace("%", "% ")))
    return {n for n in found if n is not None}
