"""Which points hold for everybody, and which are an aanbieder's own: only the first may be told to others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path

from mo_report.antwoorden import vorm
from mo_report.antwoorden.besloten import Besloten, in_force, judge_decisions, place_of
from mo_report.antwoorden.besluiten import Register, read_register
from mo_report.antwoorden.gevolgen import effect_together
from mo_report.engine.rekenen import Result
from mo_report.engine.schema import Block, Choice
from mo_report.lib.bevinding import Finding, warning
from mo_report.lib.getypt import meant_number
from mo_report.lib.namen import normalized
from mo_report.model import Aanbieder, Algemeen, Locatie, Team
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
    told = [*register.bevindingen, *told, *_check_reasons(register, found, resultaat)]
    if not any(f.is_fout for f in told):
        told += _check_together(register, found, resultaat)
    return register, found, told


def _check_together(register: Register, besloten: list[Besloten], resultaat: Result) -> Iterator[Finding]:
    """Whether the model can still be computed, and its rules hold, with all decisions together."""
    broken = {t.check.label for t in resultaat.toetsen if not t.holds}
    after = effect_together(resultaat, [b.reactie for b in in_force(besloten)])
    if after.bezwaar and (new := [b for b in after.bezwaar.split("; ") if b not in broken]):
        yield Finding(
            f"{register.bestand}: {vorm.REACTIES}",
            "",
            f"Met deze besluiten samen klopt niet meer: {'; '.join(new)}.",
            "besluiten die samen kunnen",
            "Besluit ook over wat erbij hoort, zoals het andere aandeel, of kies een andere waarde.",
        )


def not_carried_out(besloten: Iterable[Besloten], nieuw: Result) -> list[str]:
    """Which values are others in a new version than was decided."""
    records = {(r.block, r.key): r for rows in nieuw.dossier.records.values() for r in rows}
    wrong = []
    for own in in_force(besloten):
        punt = own.punt
        record = records.get((punt.record.block, punt.record.key))
        if punt.is_inzet:
            team = nieuw.dossier.matching(Team, {"team": record.name_of("team")}) if record else []
            now: object = nieuw.value(team[0], Team.opgegeven) if team else None
        elif isinstance(punt.column, Choice):
            now = record.texts.get(punt.column.name) if record else None
        else:
            now = nieuw.value(record, punt.column) if record else None
        if now != own.geldt:
            wrong.append(own.regel.onderwerp)
    return wrong


def _check_reasons(register: Register, besloten: Iterable[Besloten], resultaat: Result) -> Iterator[Finding]:
    """What a reason says that its readers may not know: the name or the value of another.

    The reason for a value that holds for everybody is read by everybody; that for another by its aanbieder.
    """
    public = Openbaar(resultaat)
    may_name = resultaat.dossier.one(Algemeen).name_of(Algemeen.namen_in_nota.name) == JA
    besloten = list(besloten)
    for besluit in besloten:
        text, who = besluit.regel.besluit.motivering, normalized(besluit.regel.aanbieder)
        for_all = besluit.punt in public
        where = place_of(register, besluit.regel, vorm.MOTIVERING)
        reader = (
            "Dit punt geldt voor iedereen: de motivering is openbaar."
            if for_all
            else "Deze aanbieder leest dit, en mag niets van een ander lezen."
        )
        others = [
            r for r in resultaat.dossier[Aanbieder] if (for_all and not may_name) or (not for_all and r.key[0] != who)
        ]
        names = [r.name for r in others]
        names += [r.name for r in resultaat.dossier[Locatie] if for_all or r.name_of("aanbieder") != who]
        said = next((n for n in names if _stands(normalized(n), normalized(text))), "")
        if said:
            wat = f"De motivering noemt ‘{said}’. {reader}"
            yield Finding(*where, wat, "een tekst zonder namen van anderen", "Haal de naam weg.")
        elif part := next((w for n in names for w in _kenmerkend(n) if _stands(w, text)), ""):
            wat = f"De motivering noemt ‘{part}’. Is dat de naam van een ander? {reader}"
            yield warning(*where, wat, "een tekst zonder namen van anderen", "Haal de naam weg, als het er een is.")
        theirs = {b.regel.hun for b in besloten if b.plaats == besluit.plaats and (for_all or b is not besluit)}
        values = {v for v in theirs if isinstance(v, Decimal) and v != besluit.geldt}
        if _numbers(text) & {n for v in values for n in (v, v * 100)}:
            yield warning(
                *where,
                f"De motivering noemt de waarde van een aanbieder. {reader}",
                "een tekst zonder gegevens van een aanbieder",
                "Ga na of dit gelezen mag worden, en haal het anders weg.",
            )


def _stands(name: str, text: str) -> bool:
    """Whether a text has a name, and not only as a part of another word."""
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _kenmerkend(name: str) -> list[str]:
    """The words of a name by which people know it: an abbreviation, or a long word with a capital."""
    words = re.findall(r"\w+", name)
    return [w for w in words if len(words) > 1 and ((w.isupper() and len(w) > 2) or (w[0].isupper() and len(w) > 5))]


def _numbers(text: str) -> set[Decimal]:
    """The numbers in a text."""
    found = (meant_number(word.rstrip(".,")) for word in re.findall(r"\d[\d.,]*", text))
    return {n for n in found if n is not None}
