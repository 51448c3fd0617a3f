"""What is asked of each aanbieder: the figures that the gemeente chose, in rows that the aanbieder has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from mo_report.engine.dossier import SET, Record, makes_names, ownership
from mo_report.engine.rekenen import Result, calculate
from mo_report.engine.schema import Column, Parameter
from mo_report.engine.units import DATUM
from mo_report.lib.namen import normalized
from mo_report.lib.notatie import show
from mo_report.model import Aanbieder, Algemeen, Uitvraag
from mo_report.model.onderbouwing import ONDERDELEN
from mo_report.verhaal.formulier import SOORT, Formulier, Opgave, Vraag
from mo_report.verhaal.inkoop import definitie_van
from mo_report.verhaal.reactie.punten import INZET, Punt, behind, punten
from mo_report.verhaal.reactie.vorm import RONDE, SLUIT

BLAD, FORMULIER = "Vragenlijst", "uitvraag"
#: The names that are one aanbieder's own, such as that of a locatie.
EIGEN = frozenset(name for name, block in ownership().items() if makes_names(block))
_UITLEG = (
    "De gemeente vraagt uw cijfers, om haar kostprijsmodel te toetsen aan wat aanbieders echt uitgeven.",
    "Vul in de gele cellen uw eigen cijfer in. Hebt u iets niet, kies dan ‘ja’ bij ‘niet van toepassing’.",
    "Lees eerst wat eronder valt: elke aanbieder krijgt dezelfde omschrijving. Wijzig die niet.",
    "Naast elke rij ziet u of zij klaar is. Wijkt uw cijfer af van wat gewoon is, licht het dan toe.",
    "Sla het bestand op en stuur het terug aan de gemeente.",
    "Uw cijfers zijn voor de gemeente. Anderen zien alleen gemiddelden waaruit uw cijfer niet is af te leiden.",
)


def omschrijving(column: Column) -> str:
    """What a figure is: the beginning of its hint, for what comes behind is about filling in a sheet."""
    return column.hint.partition(". ")[0].partition(";")[0].rstrip(".") + "."


@dataclass(frozen=True)
class Gevraagd:
    """A figure that is asked of one aanbieder.

    punten where it stands in the model: for every set that counts; it is asked once
    groep  a name for what it is compared with at other aanbieders: of a figure of a locatie, of all locaties
    label  what that is called
    record what the gemeente says about it
    """

    punten: tuple[Punt, ...]
    record: Record
    groep: str
    label: str

    @property
    def punt(self) -> Punt:
        return self.punten[0]

    @property
    def column(self) -> Parameter:
        assert isinstance(self.punt.column, Parameter)
        return self.punt.column

    @property
    def definitie(self) -> str:
        """What the gemeente says that it holds, else the definitions of costs, else what the program calls it."""
        kinds = definitie_van(self.column, self.punt.record)
        return self.record.texts.get(Uitvraag.definitie.name) or f"{omschrijving(self.column)} {kinds}".strip()

    def tekst(self, name: str) -> str:
        return self.record.texts.get(name, "")

    def vraag(self, opgave: Opgave) -> Vraag:
        punt = self.punt
        return Vraag(
            punt.kenmerk,
            punt.onderdeel,
            _label(punt, [k.name for k in punt.record.block.key_columns() if k.name != SET]),
            self.definitie,
            punt.record.unit(self.column),
            self.column,
            self.tekst(Uitvraag.periode.name),
            self.tekst(Uitvraag.voorbeeld.name),
            opgave,
        )


class Vragenlijsten:
    """The questions for every aanbieder of a result."""

    def __init__(self, resultaat: Result) -> None:
        self.resultaat = resultaat
        #: What is asked, by the figure.
        self.over = {
            column: record
            for record in resultaat.dossier[Uitvraag]
            for column in _columns(record.texts[Uitvraag.gevraagd.name])
        }

    @cached_property
    def aanbieders(self) -> dict[str, tuple[Gevraagd, ...]]:
        """By name; an aanbieder of which nothing can be asked has none."""
        return {r.name: tuple(self._vragen(r)) for r in self.resultaat.dossier[Aanbieder]}

    def _vragen(self, aanbieder: Record) -> list[Gevraagd]:
        own = calculate(self.resultaat.dossier.per_aanbieder(aanbieder))
        found: dict[tuple[str, str], Gevraagd] = {}
        for punt in punten(own):
            column = punt.column
            if not isinstance(column, Parameter) or column not in self.over or behind(own, punt):
                continue
            groep, label = _groep(punt)
            # Of more sets one figure is asked; of more locaties each its own.
            key = (groep, punt.kenmerk if punt.eigen else "")
            same = found[key].punten if key in found else ()
            found[key] = Gevraagd((*same, punt), self.over[column], groep, label)
        order = [r.key for r in self.resultaat.dossier[Uitvraag]]
        return sorted(found.values(), key=lambda g: order.index(g.record.key))

    def zonder_vraag(self) -> list[str]:
        """What the gemeente wants to ask, and no aanbieder has a row for."""
        asked = {g.record.key for found in self.aanbieders.values() for g in found}
        return [r.name for r in self.resultaat.dossier[Uitvraag] if r.key not in asked]

    def formulier_van(self, name: str) -> Formulier | None:
        """The questionnaire of the aanbieder with this name, however it is spelled; None where there is none."""
        known = {normalized(n): n for n in self.aanbieders}
        return self.formulier(known[normalized(name)]) if normalized(name) in known else None

    def formulier(self, aanbieder: str, eerder: Mapping[str, Opgave] | None = None) -> Formulier:
        """The questionnaire of one aanbieder; `eerder` is what it filled in before, by kenmerk."""
        general = self.resultaat.dossier.one(Algemeen)
        closing = general.values.get(Algemeen.sluiting)
        texts = {c.label: general.texts.get(c.name, "") for c in (Algemeen.gemeente, Algemeen.kenmerk)}
        about = {
            SOORT: FORMULIER,
            **texts,
            RONDE: general.texts.get(Algemeen.ronde.name, ""),
            SLUIT: show(closing.waarde, DATUM) if closing else "",
        }
        before = eerder or {}
        rows = (g.vraag(before.get(g.punt.kenmerk, Opgave())) for g in self.aanbieders[aanbieder])
        return Formulier(
            BLAD,
            f"Vragenlijst voor {aanbieder}",
            aanbieder,
            general.texts[Algemeen.gemeente.name],
            tuple((label, text) for label, text in about.items() if text),
            _UITLEG,
            tuple(rows),
        )


def _columns(name: str) -> tuple[Parameter, ...]:
    """The figures that a name of the list stands for."""
    found = {normalized(n): columns for n, columns in ONDERDELEN.items()}[normalized(name)]
    return tuple(c for c in found if isinstance(c, Parameter))


def _groep(punt: Punt) -> tuple[str, str]:
    """What a figure is compared with at others: without the names that are one aanbieder's own."""
    label = _label(punt, [k.name for k in punt.record.block.key_columns() if k.name not in (SET, *EIGEN)])
    return normalized(f"{punt.onderdeel}: {label}"), label


def _label(punt: Punt, keys: Sequence[str]) -> str:
    """A figure with these names of its record; of which set it is, is not for who answers."""
    names = " · ".join(punt.record.texts[key] for key in keys)
    said = INZET if punt.is_inzet else punt.column.label
    return f"{names}: {said}" if names else said
