"""What is compared of one input: its tariffs and its parameters, and nothing of one aanbieder."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from mo_report.engine.dossier import SET, Record
from mo_report.engine.rekenen import Result
from mo_report.engine.schema import Column
from mo_report.engine.units import DATUM
from mo_report.model import Algemeen, Locatietarief, Parameterset, Product, Regiototaal, Uurtarief
from mo_report.model.tarieven import leidende, leidende_sets

#: From so many locaties an average of a gemeente is told: of one or two it is the tariff of an aanbieder.
MINSTENS = 3


@dataclass(frozen=True)
class Cijfer:
    """A figure of a gemeente that others have too, under the same name.

    waarde   in its unit; a percentage is a fraction
    eenheid  the word of its unit
    """

    naam: str
    waarde: Decimal
    eenheid: str


@dataclass(frozen=True)
class Samenvatting:
    """A gemeente as it stands beside others.

    datum      of the input, as yyyy-mm-dd
    plekken    of all locaties
    budget     EUR per year of the region, in the leading variant
    tarief     EUR per plek per etmaal, weighed by plekken; None of fewer than three locaties
    """

    gemeente: str
    versie: str
    datum: str
    prijspeil: int
    tariefvariant: str
    plekken: Decimal
    budget: Decimal
    tarief: Decimal | None
    uurtarieven: tuple[Cijfer, ...]
    """EUR per declarabel uur, by product, in the leading set."""
    parameters: tuple[Cijfer, ...]

    def as_data(self) -> dict[str, Any]:
        """As JSON has it: a number as text, so that nothing of it is lost."""
        return asdict(self)

    @staticmethod
    def from_data(data: dict[str, Any]) -> Samenvatting:
        """Raises KeyError, TypeError or ArithmeticError for what this program did not write."""
        lists = {
            name: tuple(Cijfer(c["naam"], Decimal(c["waarde"]), c["eenheid"]) for c in data[name])
            for name in ("uurtarieven", "parameters")
        }
        numbers = {name: Decimal(data[name]) for name in ("plekken", "budget")}
        tarief = None if data["tarief"] is None else Decimal(data["tarief"])
        return Samenvatting(**{**data, **lists, **numbers, "tarief": tarief})


def samengevat(resultaat: Result) -> Samenvatting:
    """What is compared of a result."""
    general = resultaat.dossier.one(Algemeen)
    variant = leidende(resultaat)
    wanted = {"tariefvariant": variant.key[0]}
    (total,) = resultaat.dossier.matching(Regiototaal, wanted)
    (first, *_) = leidende_sets(resultaat)
    return Samenvatting(
        gemeente=general.texts["gemeente"],
        versie=general.texts.get(Algemeen.versie.name, ""),
        datum=str(general.values[Algemeen.datum].waarde),
        prijspeil=int(resultaat.number(general, Algemeen.prijspeil)),
        tariefvariant=variant.name,
        plekken=resultaat.number(total, Regiototaal.plekken),
        budget=resultaat.number(total, Regiototaal.budget),
        tarief=_gemiddeld(resultaat, resultaat.dossier.matching(Locatietarief, wanted)),
        uurtarieven=tuple(
            Cijfer(record.texts[Product.product.name], value, Uurtarief.uurtarief.unit.word)
            for record in resultaat.dossier.matching(Uurtarief, {SET: first.key[0]})
            if isinstance(value := resultaat.value(record, Uurtarief.uurtarief), Decimal)
        ),
        parameters=tuple(_parameters(resultaat, first)),
    )


def _gemiddeld(resultaat: Result, tarieven: list[Record]) -> Decimal | None:
    line, plekken = Locatietarief.tarief_per_plek_per_etmaal, Locatietarief.plekken
    total = sum((resultaat.number(r, plekken) for r in tarieven), Decimal(0))
    if len(tarieven) < MINSTENS or not total:
        return None
    return sum((resultaat.number(r, line) * resultaat.number(r, plekken) for r in tarieven), Decimal(0)) / total


def _parameters(resultaat: Result, parameterset: Record) -> list[Cijfer]:
    """The figures of a set that are no names of one's own: what several records share has their names before it."""
    found: dict[str, Cijfer] = {}
    for block, records in resultaat.dossier.records.items():
        if not block.is_input() or SET not in {k.name for k in block.key_columns()} or block is Parameterset:
            continue
        for record in (r for r in records if r.name_of(SET) == parameterset.key[0]):
            for column in block.parameters():
                value = resultaat.value(record, column)
                if column.unit is not DATUM and isinstance(value, Decimal):
                    found.setdefault(naam := _naam(record, column), Cijfer(naam, value, record.unit(column).word))
    return list(found.values())


def _naam(record: Record, column: Column) -> str:
    keys = [record.texts[k.name] for k in record.block.key_columns() if k.name != SET]
    return ": ".join([record.block.title, *keys, column.label])
