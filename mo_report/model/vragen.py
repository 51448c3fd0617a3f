"""The questions that an input workbook may ask beside the one that it always asks: what a plek costs."""

from __future__ import annotations

from collections.abc import Collection

from mo_report.engine.schema import Block, Choice, Key, Options
from mo_report.model import INVOERBLADEN, LIJSTEN, Bron
from mo_report.model.algemeen import STATUSLIJST

_GESTELD = {
    "schalen": "Welk maandloon volgt uit de salarisschalen van de cao? (in plaats van een opgegeven maandloon)",
    "roosters": "Welke ORT volgt uit roosters en de tijdvakken van de cao? (naast een opgegeven percentage)",
    "nacht": "Wat kost de begeleiding in de nacht?",
    "gezinnen": "Wat kost een plek voor een kind meer?",
    "dagopvang": "Wat kost de dagopvang?",
    "trajecten": "Wat kosten trajecten, naast de plek?",
    "ureninzet": "Hoeveel uren werken teams echt, naast de norm?",
    "beveiliging": "Wat kost beveiliging, naast het tarief?",
    "eigen-bijdrage": "Wat betalen cliënten zelf?",
    "indexering": "Wat worden de tarieven in latere jaren?",
    "taakgericht": "Hoe wordt één budget verdeeld over aanbieders en gemeenten? (vraagt ook om indexering)",
    "benchmark": "Hoe staan gemeenten naast elkaar?",
    "geldende-tarieven": "Zijn de tarieven die nu gelden reëel?",
    "gepubliceerd": "Komen eerder gepubliceerde cijfers uit het model?",
}
#: Each question by its key, in the order in which somebody would think of them. One that is not
#: worded above is what its sheet says of itself.
VRAGEN: dict[str, str] = {
    **_GESTELD,
    **{b.vraag: b.intro for b in INVOERBLADEN if b.vraag and b.vraag not in _GESTELD},
}
#: What a question needs of another.
_OOK = {"taakgericht": ("indexering",)}


def sheets_for(vragen: Collection[str]) -> list[type[Block]]:
    """The input sheets that these questions need, with those that are always there."""
    asked = {*vragen, *(also for vraag in vragen for also in _OOK.get(vraag, ()))}
    return [block for block in INVOERBLADEN if not block.vraag or block.vraag in asked]


def in_order_of_work(blocks: Collection[type[Block]]) -> list[type[Block]]:
    """The same sheets, each after those whose names are chosen on it; sources are named everywhere."""
    waiting, found = sorted(blocks, key=lambda b: b is not Bron), list[type[Block]]()
    while waiting:
        ready = next(b for b in waiting if not any(a in waiting and a is not b for a in _chosen_from(b)))
        found.append(ready)
        waiting.remove(ready)
    return found


def _chosen_from(block: type[Block]) -> set[type[Block]]:
    return {c.among for c in block.columns if isinstance(c, Key | Choice) and isinstance(c.among, type)}


def introduced(blocks: Collection[type[Block]]) -> set[Options]:
    """The lists of names that some of these sheets give a meaning to."""
    return {c.among for b in blocks for c in b.key_columns() if isinstance(c, Key) and isinstance(c.among, Options)}


def lists_for(blocks: Collection[type[Block]]) -> list[Options]:
    """The lists of names from which something is chosen on these sheets."""
    used = {
        c.among
        for b in blocks
        for c in b.columns
        if isinstance(c, Key) or (isinstance(c, Choice) and is_asked(c, blocks))
    }
    return [option for option in LIJSTEN if option in used or option is STATUSLIJST]


def is_asked(column: Choice, blocks: Collection[type[Block]]) -> bool:
    """Whether a choice can be made on these sheets: where nobody may give the names, it is left out."""
    if not column.optional or column.among is None:
        return True
    if isinstance(column.among, Options):
        return bool(column.among.fixed) or column.among in introduced(blocks)
    return column.among in blocks
