"""The questions that an input workbook may ask beside the one that it always asks: what a plek costs."""

from __future__ import annotations

from collections.abc import Collection

from mo_report.engine.schema import Block, Choice, Column, Key, Options
from mo_report.model import INVOERBLADEN, LIJSTEN, Bron, Parameterset, Tariefvariant
from mo_report.model.algemeen import STATUSLIJST, URENNORM

_GESTELD = {
    "schalen": "Welk maandloon volgt uit de salarisschalen van de cao? (in plaats van een opgegeven maandloon)",
    "treden": "Welk schaalbedrag volgt uit de tredes, ook als de cao in het jaar stijgt? (vraagt ook om schalen)",
    "cao-toeslagen": "Welke toeslagen verschillen per cao, zoals een keuzebudget? (vraagt ook om schalen)",
    "ort-plafond": "Boven welk salaris stijgt de ORT niet meer? (vraagt ook om schalen)",
    "roosters": "Welke ORT volgt uit roosters en de tijdvakken van de cao? (naast een opgegeven percentage)",
    "nacht": "Wat kost de begeleiding in de nacht?",
    "gezinnen": "Wat kost een plek voor een kind meer?",
    "dagopvang": "Wat kost de dagopvang?",
    "trajecten": "Wat kosten trajecten, naast de plek?",
    "huisvesting": "Waar bestaan de kosten van een gebouw uit? (in plaats van een bedrag per plek)",
    "ureninzet": "Hoeveel uren werken teams echt, naast de norm?",
    "beveiliging": "Wat kost beveiliging, naast het tarief?",
    "bezetting": "Wat moet een bezet etmaal opbrengen?",
    "eigen-bijdrage": "Wat betalen cliënten zelf?",
    "indexering": "Wat worden de tarieven in latere jaren?",
    "taakgericht": "Hoe wordt één budget verdeeld over aanbieders en gemeenten? (vraagt ook om indexering)",
    "lumpsum": "Wat is het taakbudget als tarief × gebruik × transformatie? (vraagt ook om taakgericht)",
    "arrangementen": "Wat kost een arrangement per cliënt? (vraagt ook om taakgericht)",
    "indicatoren": "Waaraan is te zien of de taak lukt? (vraagt ook om taakgericht)",
    "benchmark": "Hoe staan gemeenten naast elkaar?",
    "geldende-tarieven": "Zijn de tarieven die nu gelden reëel?",
    "bandbreedte": "Hoe zeker zijn de tarieven, als cijfers niet precies bekend zijn?",
    "uitvraag": "Welke cijfers vraagt u bij aanbieders op?",
    "onderbouwing": "Waarom is elke waarde zo? De redenen staan dan in de bijlage.",
    "reele-prijs": "Hoe is elk deel van het artikel over een reële prijs geregeld?",
    "gepubliceerd": "Komen eerder gepubliceerde cijfers uit het model?",
    "percelen": "In welke percelen is de inkoop verdeeld, en hoe is elke locatie ingericht?",
    "eigen-sets": "Waar geldt een andere set: bij welke aanbieder, in welk perceel, op welke locatie? (vraagt ook om varianten)",
    "varianten": "Wat kost een andere set of norm, naast de leidende?",
    "producten": "Wat houdt elk product in?",
    "aanbieders": "Wie zijn de aanbieders?",
}
#: Each question by its key, in the order in which somebody would think of them. One that is not
#: worded above is what its sheet says of itself.
VRAGEN: dict[str, str] = {
    **_GESTELD,
    **{b.vraag: b.intro for b in INVOERBLADEN if b.vraag and b.vraag not in _GESTELD},
}
#: What a question needs of another.
_TAAK = ("taakgericht", "indexering", "aanbieders")
OOK = {
    "taakgericht": _TAAK[1:],
    "lumpsum": _TAAK,
    "arrangementen": (*_TAAK, "taakgericht"),
    "indicatoren": _TAAK,
    "treden": ("schalen",),
    "cao-toeslagen": ("schalen",),
    "ort-plafond": ("schalen",),
    "eigen-sets": ("varianten", "producten", "aanbieders", "percelen"),
    "varianten": ("producten",),
    "ureninzet": ("aanbieders",),
    "uitvraag": ("aanbieders",),
}
#: Of these names there is only one where no other variant is asked for: it is the leading one's.
ENIGE = (Parameterset.parameterset.name, Tariefvariant.urennorm.name)


#: The column that gives the names of a block where its sheet is not there.
GEVERS: dict[type[Block], Column] = {
    c.among: c
    for b in INVOERBLADEN
    for c in b.columns
    if isinstance(c, Key | Choice) and c.gives and isinstance(c.among, type)
}


def sheets_for(vragen: Collection[str]) -> list[type[Block]]:
    """The input sheets that these questions need, with those that are always there."""
    asked = {*vragen, *(also for vraag in vragen for also in OOK.get(vraag, ()))}
    return [block for block in INVOERBLADEN if not block.vraag or block.vraag in asked]


def in_order_of_work(blocks: Collection[type[Block]]) -> list[type[Block]]:
    """The same sheets, each after those whose names are chosen on it; sources are named everywhere."""
    waiting, found = sorted(blocks, key=lambda b: b is not Bron), list[type[Block]]()
    while waiting:
        free = [b for b in waiting if not any(a in waiting and a is not b for a in _chosen_from(b, blocks))]
        ready = [*free, *waiting][0]
        found.append(ready)
        waiting.remove(ready)
    return found


def _chosen_from(block: type[Block], blocks: Collection[type[Block]]) -> set[type[Block]]:
    """The sheets that have the names that are chosen on this one."""
    names = {c.among for c in block.columns if isinstance(c, Key | Choice) and isinstance(c.among, type)}
    return {name if name in blocks or name not in GEVERS else GEVERS[name].block for name in names}


def introduced(blocks: Collection[type[Block]]) -> set[Options]:
    """The lists of names that the user makes, to which some of these sheets give a meaning."""
    found = {c.among for b in blocks for c in b.key_columns() if isinstance(c.among, Options) and not c.among.fixed}
    return found if Tariefvariant in blocks else found - {URENNORM}


def lists_for(blocks: Collection[type[Block]]) -> list[Options]:
    """The lists on the sheet Lijsten: it is there where the user makes one of them."""
    own = introduced(blocks)
    used = {c.among for b in blocks for c in asked_columns(b, blocks) if isinstance(c, Key | Choice)}
    return [o for o in LIJSTEN if o in own or (own and o.fixed and (o in used or o is STATUSLIJST))]


def asked_columns(block: type[Block], blocks: Collection[type[Block]], *, een_set: bool = False) -> list[Column]:
    """The keys and the values that are asked on a sheet, beside these other sheets.

    With `een_set` nobody says again of which parameterset a value is.
    """
    own = [c for c in (*block.key_columns(), *block.inputs()) if _is_asked(c, blocks)]
    gone = set(ENIGE) if Tariefvariant not in blocks else set(ENIGE[:1]) if een_set else set()
    # A block that names a set in place of another cannot leave it out.
    return [c for c in own if c.name not in gone or block is Parameterset or block.instead]


def _is_asked(column: Column, blocks: Collection[type[Block]]) -> bool:
    """Whether something can be said: not where its question is not asked, or nobody may give the names."""
    if column.vraag:
        return any(b.vraag == column.vraag for b in blocks)
    if not isinstance(column, Choice) or not column.optional or column.among is None:
        return True
    if isinstance(column.among, Options):
        return bool(column.among.fixed) or column.among in introduced(blocks)
    return column.among in blocks or column.among in GEVERS
