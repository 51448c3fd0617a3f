"""What may be disputed that is no figure: a choice of the gemeente, and a row that it left out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from mo_report.engine.dossier import Dossier, InputValue, Place, Record
from mo_report.engine.schema import Block, Choice, Column, Key, Options, Parameter
from mo_report.model import Beveiliging, Locatie, Locatiekosten, Traject, Urennorm
from mo_report.model.algemeen import TARIEF

#: The choices that a tariff follows.
BETWISTBAAR: dict[type[Block], tuple[Choice, ...]] = {
    Locatie: (Locatie.soort, Locatie.product, Locatie.nachtvariant, Locatie.gezinnen),
    Locatiekosten: (Locatiekosten.bekostiging,),
}
#: The figures of which a locatie may have a row more, and what such a row chooses.
_MEER: dict[Parameter, dict[Choice, str]] = {
    Locatiekosten.bedrag: {Locatiekosten.bekostiging: TARIEF},
    Traject.clienten: {},
    Beveiliging.bedrag: {},
}


def keuzes(dossier: Dossier, column: Choice | Key) -> tuple[str, ...]:
    """What a choice may be: the names that the program knows, or those that the records have."""
    if column is Locatie.product:
        # Of another product there are no hours by day.
        return tuple(dict.fromkeys(r.texts[Urennorm.product.name] for r in dossier[Urennorm]))
    among = column.among
    if among is None or isinstance(among, Options):
        return among.fixed or _genoemd(dossier, among) if among else ()
    return tuple(r.texts[among.key_columns()[0].name] for r in dossier[among])


def _genoemd(dossier: Dossier, among: Options) -> tuple[str, ...]:
    """The names of a list of the user's own, as far as a record has one."""
    named = [
        record.texts[column.name]
        for block in Block.registry
        if block.is_input()
        for column in block.columns
        if isinstance(column, Key | Choice) and column.among is among
        for record in dossier[block]
        if record.texts.get(column.name)
    ]
    return tuple(dict.fromkeys([*among.always, *named]))


def missing_rows(dossier: Dossier) -> Iterator[tuple[Record, Parameter]]:
    """Rows that the locaties of an aanbieder could have and have not, with the figure of each."""
    for column, chosen in _MEER.items():
        keys = column.block.key_columns()
        there = {r.key for r in dossier[column.block]}
        for names in product(*(keuzes(dossier, key) for key in keys)):
            texts = {k.name: name for k, name in zip(keys, names, strict=True)}
            given: dict[Column, InputValue] = {c: InputValue(v, Place("", "")) for c, v in chosen.items()}
            record = Record(column.block, {**texts, **{c.name: v for c, v in chosen.items()}}, given)
            if record.key not in there:
                yield record, column
