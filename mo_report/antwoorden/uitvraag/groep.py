"""One figure as all aanbieders gave it: how many, and from low to high."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from mo_report.antwoorden.uitvraag.onthulling import MINSTENS, Gemiddelde
from mo_report.antwoorden.uitvraag.vragen import Gevraagd
from mo_report.antwoorden.uitvraag.weging import Gevolg
from mo_report.engine.dossier import Record
from mo_report.engine.schema import Parameter
from mo_report.lib.namen import normalized
from mo_report.lib.notatie import Unit, as_shown
from mo_report.lib.spreiding import Spreiding
from mo_report.verhaal.formulier import Opgave

#: Of fewer figures than this nobody can say that one stands apart.
MINSTENS_UITSCHIETER = 4


@dataclass(frozen=True)
class Rij:
    """One figure that was asked of one aanbieder, and what came back."""

    aanbieder: str
    gevraagd: Gevraagd
    opgave: Opgave
    gewicht: Decimal
    """How heavy it counts beside other figures of the same aanbieder: the plekken of its locatie, else 1."""
    terzijde: str = ""


@dataclass(frozen=True)
class Cijfer:
    """What one aanbieder gave for a group: of several locaties the average, weighed by plekken."""

    aanbieder: str
    rijen: tuple[Rij, ...]
    plekken: Decimal

    @property
    def waarde(self) -> Decimal:
        total = sum(r.gewicht for r in self.rijen)
        return sum(((r.opgave.cijfer or Decimal(0)) * r.gewicht for r in self.rijen), Decimal(0)) / total


@dataclass
class Groep:
    """One figure as all aanbieders gave it.

    gevraagd_aan  the aanbieders that it was asked of
    waarde        what the gemeente counts with; None where each locatie has its own
    openbaar      whether the question, and the gemeente's value, hold for everybody
    gevolg        what the weighted mean would do: EUR per year in the leading variant
    """

    sleutel: str
    label: str
    onderdeel: str
    column: Parameter
    unit: Unit
    record: Record
    rijen: list[Rij]
    waarde: Decimal | None
    waarom: str
    waarom_openbaar: str
    openbaar: bool
    plekken: dict[str, Decimal]
    gevolg: Gevolg | None = None
    uitschieters: list[Uitschieter] = field(default_factory=list)
    verteld: bool = False

    @property
    def gevraagd_aan(self) -> int:
        return len({r.aanbieder for r in self.rijen})

    @property
    def niet_van_toepassing(self) -> int:
        """How many aanbieders say that they do not have it."""
        mine = {r.aanbieder for r in self.rijen if r.opgave.nvt}
        return len(mine - {c.aanbieder for c in self.cijfers})

    @cached_property
    def cijfers(self) -> list[Cijfer]:
        found: dict[str, list[Rij]] = {}
        for row in self.rijen:
            if row.opgave.cijfer is not None:
                found.setdefault(row.aanbieder, []).append(row)
        return [Cijfer(name, tuple(rows), self._gewicht(name, rows)) for name, rows in found.items()]

    def _gewicht(self, name: str, rows: list[Rij]) -> Decimal:
        """The plekken that a figure is about: of its locaties those that it was given for."""
        own = rows[0].gevraagd.punt.eigen
        return sum((r.gewicht for r in rows), Decimal(0)) if own else self.plekken[name]

    @cached_property
    def spreiding(self) -> Spreiding | None:
        return Spreiding.van([c.waarde for c in self.cijfers]) if self.cijfers else None

    @property
    def gemiddelde(self) -> Decimal:
        """Every aanbieder as heavy."""
        return sum((c.waarde for c in self.cijfers), Decimal(0)) / len(self.cijfers)

    @property
    def gewogen(self) -> Decimal:
        """Weighed by the plekken of each aanbieder."""
        total = sum(c.plekken for c in self.cijfers)
        if not total:
            return self.gemiddelde
        return sum((c.waarde * c.plekken for c in self.cijfers), Decimal(0)) / total

    @property
    def apart(self) -> list[Cijfer]:
        """The figures that stand apart from the others."""
        spread = self.spreiding
        if spread is None or len(self.cijfers) < MINSTENS_UITSCHIETER:
            return []
        return [c for c in self.cijfers if spread.apart(c.waarde)]

    @property
    def als_gemiddelde(self) -> Gemiddelde:
        least = self.column.low if self.column.low is not None else self.column.above
        kind = f"{self.column.block.__name__}.{self.column.name}"
        figures = {normalized(c.aanbieder): c.waarde for c in self.cijfers}
        return Gemiddelde(self.sleutel, kind, figures, least or Decimal(0), self.column.high)

    def verraadt(self) -> str:
        """What the gemeente's own value, which everybody sees, tells of an aanbieder; empty where it is nothing."""
        if self.waarde is None or not self.cijfers or not self.openbaar:
            return ""
        shown = as_shown(self.waarde, self.unit, 0)
        same = [c for c in self.cijfers if as_shown(c.waarde, self.unit, 0) == shown]
        if len(same) == 1 or (same and len(self.cijfers) < MINSTENS):
            return "uw waarde is precies het cijfer van een aanbieder"
        if len(self.cijfers) < MINSTENS and shown in (
            as_shown(m, self.unit, 0) for m in (self.gemiddelde, self.gewogen)
        ):
            return "uw waarde is het gemiddelde van twee aanbieders: elk kan het cijfer van de ander uitrekenen"
        weighed = as_shown(self.gewogen, self.unit, 0)
        if shown == weighed != as_shown(self.gemiddelde, self.unit, 0):
            return "uw waarde is het gewogen gemiddelde: met het gewone gemiddelde erbij zou meer uit te rekenen zijn"
        return ""


@dataclass(frozen=True)
class Uitschieter:
    cijfer: Cijfer
    gevolg: Gevolg
