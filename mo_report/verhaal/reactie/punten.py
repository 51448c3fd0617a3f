"""What an aanbieder can react to: each figure and choice under its tariffs, by a name that stays the same."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from mo_report.engine.dossier import SET, Dossier, Record, joining, makes_names, ownership
from mo_report.engine.rekenen import Result
from mo_report.engine.schema import Choice, Column, Parameter
from mo_report.engine.units import DATUM
from mo_report.model import INVOERBLADEN, AanbiederTotaal, Inzet, Locatie, Team, Urennorm
from mo_report.model.tarieven import leidende_sets
from mo_report.verhaal.reactie.keuzes import BETWISTBAAR, keuzes, missing_rows

INZET = "feitelijke inzet"
#: Blocks of which a record is one aanbieder's own; what is blank there may be filled in too.
_EIGEN = frozenset(name for name, block in ownership().items() if makes_names(block))


@dataclass(frozen=True)
class Punt:
    """A figure or a choice to react to.

    kenmerk  a name that is unique among the points of this aanbieder
    record, column  whose it is; for the feitelijke inzet of a locatie the locatie and the column of
             a team with that figure. The record of a row that is missing is not in the dossier
    waarde   what the gemeente has, in the unit of the column; None where it has nothing
    keuzes   of a choice, what it may be
    """

    kenmerk: str
    record: Record
    column: Parameter | Choice
    waarde: Decimal | str | None
    keuzes: tuple[str, ...] = ()

    @property
    def is_inzet(self) -> bool:
        return self.record.block is Locatie and self.column.block is Team

    @property
    def eigen(self) -> bool:
        """Whether it is about what is this aanbieder's own, such as a locatie."""
        return bool(_EIGEN & {c.name for c in self.record.block.columns})

    @property
    def onderdeel(self) -> str:
        return Inzet.title if self.is_inzet else self.record.block.title

    @property
    def onderwerp(self) -> str:
        label = INZET if self.is_inzet else self.column.label
        return f"{self.record.name}: {label}" if self.record.block.key_columns() else label


def punten(resultaat: Result) -> list[Punt]:
    """The points of the one aanbieder in this result: its own first, then those of everyone."""
    d = resultaat.dossier
    under = {(r, c) for total in d[AanbiederTotaal] for r, c in resultaat.grounds(total, AanbiederTotaal.budget)}
    leading = {s.key[0] for s in leidende_sets(resultaat)}
    found: list[Punt] = []
    for block in INVOERBLADEN:
        if not block.is_input() or block is Team:
            continue
        own = _EIGEN & {c.name for c in block.columns}
        for record in d[block]:
            for choice in BETWISTBAAR.get(block, ()):
                found += _keuze(resultaat, record, choice)
            for column in block.parameters():
                value = resultaat.value(record, column)
                number = value if isinstance(value, Decimal) else None
                asked = (record, column) in under or (own and _open(record, column))
                asked = asked or (record.name_of(SET) in leading and _may_be_added(d, record, column))
                if column.unit is not DATUM and asked:
                    found.append(Punt(record.called(column), record, column, number))
        if block is Urennorm:
            found += [_inzet(resultaat, locatie) for locatie in d[Locatie]]
    found += [Punt(r.called(column), r, column, None) for r, column in missing_rows(d)]
    return sorted(_named(found), key=lambda punt: _rang(resultaat, punt))


def behind(resultaat: Result, punt: Punt) -> bool:
    """Whether it is about a set that the leading variant does not count with."""
    return _rang(resultaat, punt) == 2


def _rang(resultaat: Result, punt: Punt) -> int:
    """What is one's own comes first, and sets that the leading variant does not count with last."""
    if punt.eigen:
        return 0
    name = punt.record.name_of(SET) if punt.record.texts.get(SET) else ""
    return 1 if not name or name in {s.key[0] for s in leidende_sets(resultaat)} else 2


def _open(record: Record, column: Column) -> bool:
    """Whether a figure is given, or its cell is there and blank."""
    return column in record.values or column.name in record.places


def _may_be_added(dossier: Dossier, record: Record, column: Column) -> bool:
    """Whether a list has no such figure and could.

    Not where it is one of two ways, of which the other is given, nor where nothing is given for the
    question that it belongs to.
    """
    ways = {c for way in record.block.either_or for c in way}
    asking = [b for b in INVOERBLADEN if b.vraag == column.vraag and b is not record.block]
    if column.vraag and not any(dossier[b] for b in asking):
        return False
    return record.block.form == "lijst" and column.optional and column not in ways and column not in record.values


def _keuze(resultaat: Result, record: Record, column: Choice) -> Iterator[Punt]:
    """A choice that can be another one."""
    options = keuzes(resultaat.dossier, column)
    if column.name in record.texts and len(options) > 1:
        yield Punt(record.called(column), record, column, record.texts[column.name], options)


def _inzet(resultaat: Result, locatie: Record) -> Punt:
    team = resultaat.dossier.matching(Inzet, {"team": locatie.name_of("team")})
    value = resultaat.value(team[0], Inzet.op_groep) if team and locatie.texts.get("team") else None
    number = value if isinstance(value, Decimal) else None
    return Punt(f"locaties.{locatie.slug('locatie')}.feitelijke-inzet", locatie, Team.opgegeven, number)


def _named(found: list[Punt]) -> Iterator[Punt]:
    """The same points; of those of one name the later ones are numbered."""
    taken: dict[str, int] = {}
    for punt in found:
        name = punt.kenmerk
        taken[name] = taken.get(name, 0) + 1
        unique = name if taken[name] == 1 else f"{name}-{taken[name]}"
        yield Punt(unique, punt.record, punt.column, punt.waarde, punt.keuzes)


def kenmerk(resultaat: Result) -> tuple[str, str]:
    """A mark of the figures and names that are given, and one of all texts beside these.

    Another figure gives another first mark; another source or explanation another second one.
    """
    figures, texts = [], []
    for block, records in resultaat.dossier.records.items():
        if not block.is_input():
            continue
        for record in records:
            joined = sorted((k, v) for k, v in record.texts.items() if k in joining(block))
            for column, given in record.values.items():
                start = f"{block.__name__} {joined} {column.name} {given.waarde}"
                if isinstance(given.waarde, Decimal):
                    figures.append(start)
                about = (given.status.word, given.formule, given.herkomst, given.toelichting)
                texts.append(f"{start} {about} {given.plek} {sorted(record.texts.items())}")
    return _mark(figures), _mark(texts)


def _mark(lines: list[str]) -> str:
    """A mark of some lines, in whatever order."""
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()[:16]
