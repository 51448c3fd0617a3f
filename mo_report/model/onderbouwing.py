"""Why a value is what it is: the reasons of the gemeente for each parameter and each table."""

from mo_report.engine.rekenen import Result
from mo_report.engine.schema import Block, Column, Key, Options, Parameter, Status, Text
from mo_report.engine.units import DATUM
from mo_report.lib.namen import normalized


def onderdeel_van(block: type[Block], column: Column | None = None) -> str:
    """The name of what a reason is for: a parameter of a list, or a whole table."""
    return f"{block.title}: {column.label}" if block.form == "lijst" and column is not None else block.title


def redenen_voor(block: type[Block]) -> list[Parameter]:
    """The parameters of a block that may have a reason; what every calendar says needs none.

    A reason is for everyone to read, so what the gemeente keeps for itself has none here.
    """
    if not block.is_input() or block.internal or block.private or block.shared_if:
        return []
    return [p for p in block.parameters() if p.unit is not DATUM and p.kalender is None]


def _onderdelen() -> dict[str, tuple[Column, ...]]:
    found: dict[str, tuple[Column, ...]] = {}
    for block in Block.registry:
        for column in redenen_voor(block):
            name = onderdeel_van(block, column)
            found[name] = (*found.get(name, ()), column)
    return found


#: What a reason may be for, with the parameters that it is about.
ONDERDELEN = _onderdelen()
ONDERBOUWD = Options(
    "onderdeel met onderbouwing",
    fixed=tuple(ONDERDELEN),
    explanation="Een parameter of een heel blad.",
)


class Onderbouwing(
    Block,
    title="Onderbouwing",
    intro="Waarom elke waarde zo is. Uw tekst staat in de bijlage, bij de waarde. Wat hier niet staat, heet daar ‘geen "
    "onderbouwing gegeven’.",
    vraag="onderbouwing",
    explains=ONDERDELEN,
):
    onderbouwd = Key("onderbouwing van", hint="Kies een parameter of een blad.", among=ONDERBOUWD)
    dekt = Text("wat het dekt", hint="Wat valt eronder, en wat niet?", optional=True)
    waarom = Text(
        "waarom deze waarde", hint="Bijvoorbeeld: uitvraag onder vijf aanbieders in 2026, gewogen gemiddelde."
    )
    anders = Text("wat voor een andere waarde pleit", hint="Wat zeggen aanbieders of andere bronnen?", optional=True)
    ontleend = Text("ontleend aan", hint="Document en bladzijde.", optional=True, most=200)


def zonder_onderbouwing(resultaat: Result) -> tuple[list[str], int]:
    """What has figures in this input and no reason, and how much has figures at all."""
    d = resultaat.dossier
    reasoned = {r.key[0] for r in d[Onderbouwing]}
    there = {
        column
        for block in Block.registry
        if block.is_input()
        for record in d[block]
        for column, given in record.values.items()
        if given.status is not Status.KALENDER
    }
    asked = [name for name, columns in ONDERDELEN.items() if not there.isdisjoint(columns)]
    return [name for name in asked if normalized(name) not in reasoned], len(asked)
