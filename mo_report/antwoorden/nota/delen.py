"""What both kinds of answers are made of: points with their decisions, and tariffs before and after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from mo_report.antwoorden import vorm
from mo_report.antwoorden.besluiten import Besloten, Waarde
from mo_report.antwoorden.gevolgen import Shift, shifts, with_reactions
from mo_report.engine.rekenen import Result, calculate
from mo_report.lib.notatie import LEEG, show
from mo_report.model import AanbiederTotaal, Regiototaal, Uurtarief
from mo_report.verhaal.beelden import Groep, Staven
from mo_report.verhaal.reactie.punten import Punt
from mo_report.verhaal.vorm import Cel, Raster, Woord

#: What a decision is called in a sentence.
WOORDEN = {vorm.OVERNEMEN: "overgenomen", vorm.DEELS: "deels overgenomen", vorm.NIET: "niet overgenomen"}
VOORGELEGD, BESLOTEN = "voorgelegd", "na de besluiten"
#: Bars in the picture on a page; more do not fit.
MEESTE_STAVEN = 8
GEEN_MOTIVERING = "(geen motivering gegeven)"


@dataclass(frozen=True)
class Uitkomst:
    """A result before and after the decisions that may be told to a reader."""

    nu: Result
    straks: Result
    besloten: tuple[Besloten, ...]

    @classmethod
    def van(cls, resultaat: Result, besloten: Sequence[Besloten]) -> Uitkomst:
        """Carry out decisions on a result that holds no more than the reader may see."""
        after = calculate(with_reactions(resultaat.dossier, [b.reactie for b in besloten]))
        return cls(resultaat, after, tuple(besloten))

    @property
    def tarieven(self) -> list[Shift]:
        """The tariffs that are others; not what they add up to."""
        sums = (AanbiederTotaal, Regiototaal)
        return [s for s in shifts(self.nu, self.straks) if s.verandert and s.line.block not in sums]

    def budget(self) -> list[Shift]:
        """What an aanbieder gets in a year, in each tariefvariant."""
        return [s for s in shifts(self.nu, self.straks) if s.line is AanbiederTotaal.budget]


def getoond(punt: Punt, value: Waarde) -> str:
    """A value of a point, as people read it."""
    if value is None:
        return LEEG
    return value if isinstance(value, str) else show(value, punt.record.unit(punt.column))


def geldt_nu(uitkomst: Uitkomst, punt: Punt) -> str:
    """The value of a point after all decisions: another aanbieder may have got it changed."""
    for other in uitkomst.besloten:
        if other.plaats == (punt.record.block, punt.record.key, punt.column):
            return getoond(punt, other.geldt)
    return getoond(punt, punt.waarde)


def tarieventabel(uitkomst: Uitkomst) -> Raster:
    """The tariffs that the decisions change."""
    rows = tuple(tuple(_cellen(s)) for s in uitkomst.tarieven)
    heads = ("tarief", "waarvan", "eenheid", VOORGELEGD, BESLOTEN, "verschil")
    return Raster("Tarieven die veranderen", heads, rows, getallen=frozenset({3, 4, 5}))


def _cellen(shift: Shift) -> Iterator[Cel]:
    unit = shift.record.unit(shift.line)
    gap = None if shift.straks is None else shift.straks - shift.nu
    yield Woord(shift.line.label, kop=True)
    yield Woord(shift.record.name)
    yield Woord(unit.word)
    for value in (shift.nu, shift.straks, gap):
        yield Woord(show(value, unit), getal=True)


def uurtarieven(uitkomst: Uitkomst) -> Staven | None:
    """The hourly rates before and after, as bars."""
    line = Uurtarief.uurtarief_afgerond
    found = [s for s in uitkomst.tarieven if s.line is line][:MEESTE_STAVEN]
    if not found:
        return None
    unit = line.unit
    groups = tuple(Groep(s.record.name, (s.nu, s.straks), (show(s.nu, unit), show(s.straks, unit))) for s in found)
    told = "; ".join(f"{g.naam}: van {g.teksten[0]} naar {g.teksten[1]}" for g in groups)
    return Staven("Uurtarieven, voorgelegd en na de besluiten", told, unit.word, (VOORGELEGD, BESLOTEN), groups)


def aantal(number: int, een: str, meer: str) -> str:
    return f"{number} {een if number == 1 else meer}"


def effect(nu: Result, besloten: Besloten) -> list[Shift]:
    """What one decision changes in the tariffs of a result, if it were the only one."""
    if besloten.geldt is None or besloten.geldt == besloten.punt.waarde:
        return []
    return Uitkomst.van(nu, [besloten]).tarieven


def zin_van(found: Sequence[Shift]) -> str:
    """An effect in a few words: the tariff that moves most, and how many others do."""
    moved = [s for s in found if s.straks is not None]
    if not moved:
        return "geen ander tarief"
    hours = [s for s in moved if s.line is Uurtarief.uurtarief_afgerond] or moved
    most = max(hours, key=lambda s: abs((s.straks or Decimal(0)) - s.nu))
    unit = most.record.unit(most.line)
    text = f"{most.line.label} {most.record.name}: {show(most.nu, unit)} → {show(most.straks, unit)}"
    others = len(moved) - 1
    return text + (f", en {aantal(others, 'ander tarief', 'andere tarieven')}" if others else "")
