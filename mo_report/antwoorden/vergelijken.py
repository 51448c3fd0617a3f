"""Is a workbook that came back still the one that was sent, but for its input cells?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from mo_report.bevinding import Bevinding, waarschuwing
from mo_report.notatie import getal
from mo_report.werkboek.rollen import REACTIE
from mo_report.werkboek.stijl import GEGEVEN

#: More changes than this are not told one by one.
MEEST = 25
_GELIJK = 1e-9


def gewijzigd(sent: Path, returned: Workbook, name: str, *, texts: bool = True) -> list[Bevinding]:
    """A warning for each sheet or cell that differs, with what it was and what it is now.

    What stands in the input cells of the reactieblad is left out: that is the answer. Without
    `texts` only numbers and formulas of the model are compared: the texts of the input are others.
    """
    before = load_workbook(sent)
    found = [
        waarschuwing(
            f"{name}: {title}",
            "",
            "Dit blad stond niet in het bestand dat u stuurde.",
            "alleen de bladen van het tariefblad",
            "Kijk wat erop staat; mo-report leest het niet.",
        )
        for title in returned.sheetnames
        if title not in before.sheetnames
    ]
    found += [
        waarschuwing(
            f"{name}: {title}",
            "",
            "Dit blad is weg.",
            "alle bladen van het tariefblad",
            "Vraag de aanbieder waarom.",
        )
        for title in before.sheetnames
        if title not in returned.sheetnames
    ]
    changes = list(_cells(before, returned, texts=texts))
    for title, cell, old, new in changes[:MEEST]:
        wat = f"Deze cel is gewijzigd: er stond {_shown(old)}, nu staat er {_shown(new)}."
        herstel = "De wijziging telt niet mee. Vraag de aanbieder wat de bedoeling is."
        where = f"{name}: {title}"
        found.append(waarschuwing(where, cell, wat, "alleen wijzigingen in gele cellen", herstel))
    if len(changes) > MEEST:
        wat = f"Er zijn nog {len(changes) - MEEST} andere cellen gewijzigd."
        herstel = "Vraag de aanbieder om het oorspronkelijke bestand in te vullen."
        found.append(waarschuwing(name, "", wat, "alleen wijzigingen in gele cellen", herstel))
    return found


def _cells(
    before: Workbook, after: Workbook, *, texts: bool
) -> Iterator[tuple[str, str, object, object]]:
    for sheet in before.worksheets:
        if sheet.title not in after.sheetnames:
            continue
        old, new = _filled(sheet), _filled(after[sheet.title])
        for place in sorted(old.keys() | new.keys()):
            own = sheet.cell(*place)
            was, now = old.get(place), new.get(place)
            if sheet.title == REACTIE and not own.protection.locked:
                continue
            if not texts and (own.style == GEGEVEN or (isinstance(was, str) and was[:1] != "=")):
                continue
            if not _same(was, now):
                yield sheet.title, str(own.coordinate), was, now


def _filled(sheet: Worksheet) -> dict[tuple[int, int], object]:
    """What stands in the cells of a sheet; where a file names a far cell, only what is there."""
    found: dict[tuple[int, int], object] = {}
    for place, cell in sheet._cells.items():
        value = getattr(cell.value, "text", cell.value)  # an array formula is an object
        if value is not None:
            found[place] = value
    return found


def _same(old: object, new: object) -> bool:
    if isinstance(old, bool) or isinstance(new, bool):
        return old is new
    if isinstance(old, int | float) and isinstance(new, int | float):
        return abs(old - new) <= _GELIJK * max(1.0, abs(old))
    if isinstance(old, date) and isinstance(new, date):
        return _day(old) == _day(new)
    return _plain(old) == _plain(new)


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def _plain(value: object) -> str:
    """A text, or a formula without what one program writes and another leaves out."""
    text = "" if value is None else " ".join(str(value).split())
    if text.startswith("="):
        text = text.replace("'", "").replace(" ", "").upper()
    return text


def _shown(value: object) -> str:
    if value is None:
        return "niets"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"‘{getal(Decimal(repr(value)), 10)}’"
    text = _plain(value) if not isinstance(value, str) else " ".join(value.split())
    return f"‘{text if len(text) <= 60 else text[:60] + '…'}’"
