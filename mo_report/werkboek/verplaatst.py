"""A formula that the user typed into the input, with its references moved to another workbook."""

from __future__ import annotations

import re
from collections.abc import Callable

from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token
from openpyxl.utils import get_column_letter, range_boundaries

from mo_report.engine.dossier import InputValue, Place
from mo_report.model import INVOERBLADEN
from mo_report.werkboek.formule import Address

#: Functions of a user's own formula that may stand in an output; others are kept as a value.
TOEGESTAAN = frozenset(
    {
        "ABS",
        "AVERAGE",
        "IF",
        "INT",
        "MAX",
        "MIN",
        "PRODUCT",
        "ROUND",
        "ROUNDDOWN",
        "ROUNDUP",
        "SUM",
        "SQRT",
    }
)
_CEL = r"\$?[A-Z]{1,3}\$?\d+"
_VERWIJZING = re.compile(rf"^(?:'((?:[^']|'')+)'!|([^'!\[\]]+)!)?({_CEL})(?::({_CEL}))?$", re.IGNORECASE)
_MEEST = 500
Vind = Callable[[str, str], Address | None]


def moved_formula(given: InputValue, sheet: str, find: Vind) -> str | None:
    """The formula of a value as it can stand on a sheet of this workbook.

    None where that cannot be done faithfully: a reference to something this workbook does not
    hold or holds in another order, another file, a text, or a function that is not on the list.
    """
    tokenizer = Tokenizer(given.formule or "=")
    names = dict(given.namen)
    for token in tokenizer.items:
        if token.type == Token.FUNC and token.subtype == Token.OPEN:
            if token.value.rstrip("(").upper() not in TOEGESTAAN:
                return None
        elif token.type == Token.OPERAND and token.subtype == Token.RANGE:
            moved = _moved(token.value, given.plek.blad, names, sheet, find)
            if moved is None:
                return None
            token.value = moved
        elif token.type == Token.OPERAND and token.subtype not in (Token.NUMBER, Token.LOGICAL):
            return None
    return "=" + "".join(t.value for t in tokenizer.items)


def _moved(text: str, own_sheet: str, names: dict[str, Place], sheet: str, find: Vind) -> str | None:
    """A reference to a cell, an area or a name, as it is here."""
    if text.lower() in names:
        named = names[text.lower()]
        place = find(named.blad, named.cel)
        return place.seen_from(sheet) if place else None
    match = _VERWIJZING.match(text)
    if match is None:
        return None
    blad = (match[1] or match[2] or own_sheet).replace("''", "'")
    first, last = (m.replace("$", "").upper() for m in (match[3], match[4] or match[3]))
    left, top, right, bottom = range_boundaries(f"{first}:{last}")
    assert left and top and right and bottom
    if (right - left + 1) * (bottom - top + 1) > _MEEST:
        return None
    rows = [[find(blad, f"{get_column_letter(c)}{r}") for c in range(left, right + 1)] for r in range(top, bottom + 1)]
    start = rows[0][0]
    if start is None:
        return None
    for n, row in enumerate(rows):
        for m, place in enumerate(row):
            if place != Address(start.sheet, start.row + n, start.column + m):
                return None
    end = Address(start.sheet, start.row + len(rows) - 1, start.column + len(rows[0]) - 1)
    here = start.seen_from(sheet)
    return here if start == end else f"{here}:{end.seen_from(sheet).rpartition('!')[2]}"


def moved_note(given: InputValue, *, volledig: bool) -> str:
    """The note at a value whose formula cannot stand here, with that formula.

    A formula may name a sheet or a text of the gemeente's own. Only where everything may be seen
    (`volledig`), or it holds nothing but cells of the input's own sheets, it is told as it is.
    """
    where = f"Op blad {given.plek.blad}, cel {given.plek.cel} van de invoer staat een formule"
    shown = f": {given.formule}" if volledig or _harmless(given) else ""
    return f"{where}{shown}. Wat daarvoor nodig is staat niet in dit bestand; hier staat de waarde."


def _harmless(given: InputValue) -> bool:
    sheets = {b.title for b in INVOERBLADEN}
    for token in Tokenizer(given.formule or "=").items:
        if token.type != Token.OPERAND or token.subtype in (Token.NUMBER, Token.LOGICAL):
            continue
        match = _VERWIJZING.match(token.value) if token.subtype == Token.RANGE else None
        if match is None or (match[1] or match[2] or given.plek.blad) not in sheets:
            return False
    return True
