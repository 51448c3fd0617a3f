"""Records of sheets that are not there: their names follow from where they are used."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from difflib import get_close_matches

from mo_report.engine.dossier import Record
from mo_report.engine.plek import place_of
from mo_report.engine.schema import Block, Options
from mo_report.lib.bevinding import Finding, warning
from mo_report.lib.namen import normalized
from mo_report.model import Algemeen, Parameterset, Tariefvariant
from mo_report.model.vragen import ENIGE, GEVERS

#: From here on two names are nearly the same, as `difflib` counts.
_NEARLY = 0.9


def the_only(algemeen: Collection[Record], enige: dict[str, str]) -> list[Record]:
    """The one variant, and its set and norm, all by the name of the variant that leads.

    That name comes to stand in `enige` for each column that need not say it again.
    """
    names = [(place_of(r, Algemeen.tariefvariant), r.texts.get(Algemeen.tariefvariant.name)) for r in algemeen]
    # Where the name was left blank, that is told; the rest is read as if it were there.
    name = next((text for _, text in names if text), Algemeen.tariefvariant.label)
    enige |= dict.fromkeys(ENIGE, name)
    texts = {**enige, Tariefvariant.tariefvariant.name: name}
    found = []
    for block in (Parameterset, Tariefvariant):
        own = {c.name: texts[c.name] for c in block.columns if c.name in texts}
        places = {k.name: plek for k in block.key_columns() for plek, _ in names}
        found.append(Record(block, own, places=places))
    return found


def given_names(records: Collection[Record], there: Collection[type[Block]]) -> Iterator[Record]:
    """A record for each name that a column gives, where the sheet of these names is away."""
    for block, column in GEVERS.items():
        if block in there:
            continue
        key = block.key_columns()[0].name
        seen: dict[str, Record] = {}
        for record in records:
            if record.block is column.block and (text := record.texts.get(column.name)):
                made = Record(block, {key: text}, places={key: place_of(record, column)})
                seen.setdefault(normalized(text), made)
        yield from seen.values()


def used_names(option: Options, records: Collection[Record]) -> list[str]:
    """The names of a list, each once, in the columns that give them a meaning."""
    found = {
        normalized(text): text
        for record in records
        for key in record.block.key_columns()
        if key.among is option and (text := record.texts.get(key.name))
    }
    return list(found.values())


def check_given(records: Collection[Record]) -> Iterator[Finding]:
    """Names that no list holds, and that are nearly the same: a slip of the pen makes two of one."""
    seen: dict[type[Block], list[str]] = {}
    for record in records:
        name, known = record.name, seen.setdefault(record.block, [])
        other = next(iter(get_close_matches(name, known, 1, _NEARLY)), "")
        known.append(name)
        if not other or _digits(name) != _digits(other):
            continue
        (key,) = record.block.key_columns()
        plek = place_of(record, key)
        yield warning(
            plek.blad,
            plek.cel,
            f"‘{name}’ lijkt veel op ‘{other}’. Nu zijn het er twee.",
            f"voor elke {key.label} overal dezelfde naam",
            "Zijn het er echt twee, dan hoeft u niets te doen. Anders: neem de naam letterlijk over.",
        )


def _digits(name: str) -> str:
    return "".join(c for c in name if c.isdigit())
