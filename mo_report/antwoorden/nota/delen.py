"""What both kinds of answers are made of: points with their decisions, and tariffs before and after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mo_report.antwoorden import vorm
from mo_report.antwoorden.besloten import Besloten
from mo_report.antwoorden.besluiten import Waarde
from mo_report.antwoorden.gevolgen import Shift, shifts, with_reactions
from mo_report.engine.rekenen import Result, calculate
from mo_report.engine.units import EUR_JAAR
from mo_report.lib.notatie import LEEG, show
from mo_report.model import AanbiederTotaal, Locatietarief, Regiototaal, Uurtarief
from mo_report.model.tarieven import leidende, leidende_sets
from mo_report.verhaal.beelden import Groep, Staven
from mo_report.verhaal.reactie.punten import Punt
from mo_report.verhaal.vorm import Cel, Raster, Woord

#: What a decision is called in a sentence.
WOORDEN = {vorm.OVERNEMEN: "overgenomen", vorm.DEELS: "deels overgenomen", vorm.NIET: "niet overgenomen"}
WERKWOORDEN = {vorm.OVERNEMEN: "over", vorm.DEELS: "deels over", vorm.NIET: "niet over"}
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
        """The tariffs that are others in the leading variant: those of locaties first; not what they add up to."""
        leading = leidende(self.nu).key[0]
        sets = {s.key[0] for s in leidende_sets(self.nu)}
        found = [
            s
            for s in shifts(self.nu, self.straks)
            if s.verandert
            and s.line.block not in (AanbiederTotaal, Regiototaal)
            and s.record.unit(s.line) is not EUR_JAAR
            and s.record.name_of("tariefvariant") in ("", leading)
            and (s.record.name_of("tariefvariant") or s.record.name_of("parameterset") in sets)
        ]
        return sorted(found, key=lambda s: s.line is not Locatietarief.tarief_per_plek_per_etmaal_afgerond)

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


def besluiten_in_een_zin(besloten: Sequence[Besloten], waarvan: str) -> str:
    """How many reactions were taken over, in part, and not. `waarvan` is what there are so many of."""
    counts = [sum(b.regel.besluit.woord == word for b in besloten) for word in vorm.BESLUITEN]
    if len(besloten) == 1:
        word = next(w for w, n in zip(vorm.BESLUITEN, counts, strict=True) if n)
        return f"De gemeente neemt {waarvan} {WERKWOORDEN[word]}."
    taken, part, rest = counts
    return f"Van {waarvan} neemt de gemeente er {taken} over, {part} deels en {rest} niet."


def motivering(group: Sequence[Besloten]) -> str:
    """Why it was decided so; where it was decided in several ways, why each of them."""
    words = dict.fromkeys(b.regel.besluit.woord for b in group)
    said = {w: dict.fromkeys(b.regel.besluit.motivering for b in group if b.regel.besluit.woord == w) for w in words}
    texts = {w: " ".join(t for t in found if t) or GEEN_MOTIVERING for w, found in said.items()}
    if len(set(texts.values())) == 1:
        return next(iter(texts.values()))
    return " ".join(f"{WOORDEN[w].capitalize()}: {texts[w]}" for w in vorm.BESLUITEN if w in texts)


def effect(nu: Result, besloten: Besloten) -> list[Shift]:
    """What one decision changes in the tariffs of a result, if it were the only one."""
    if besloten.geldt is None or besloten.geldt == besloten.punt.waarde:
        return []
    return Uitkomst.van(nu, [besloten]).tarieven


def zin_van(nu: Result, besloten: Besloten) -> str:
    """What one decision does by itself, in a few words: the first tariff that moves, and how many others do."""
    moved = [s for s in effect(nu, besloten) if s.straks is not None]
    if not moved:
        return f"geen tarief verandert in de variant ‘{leidende(nu).name}’"
    first = moved[0]
    unit = first.record.unit(first.line)
    text = f"{first.line.label} {first.record.name}: {show(first.nu, unit)} → {show(first.straks, unit)}"
    others = len(moved) - 1
    return text + (f", en {aantal(others, 'ander tarief', 'andere tarieven')}" if others else "")
