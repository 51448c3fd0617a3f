"""Is a workbook that came back still the one that was sent, but for its input cells?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from openpyxl import Workbook, load_workbook

from mo_report.lib.bevinding import Finding, warning
from mo_report.lib.celverschillen import CellDifference, cell_differences, show_cell
from mo_report.werkboek.stijl import GEGEVEN

#: More changes than this are not told one by one.
MEEST = 25


def changed_since(sent: Path, returned: Workbook, name: str, *, texts: bool = True) -> list[Finding]:
    """A warning for each sheet or cell that differs, with what it was and what it is now.

    What stands in the input cells of the reactieblad is left out: that is the answer. Without
    `texts` only numbers and formulas of the model are compared: the texts of the input are others.
    """
    before = load_workbook(sent)
    found = [
        warning(
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
        warning(
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
    for cell, old, new in changes[:MEEST]:
        wat = f"Deze cel is gewijzigd: er stond {show_cell(old)}, nu staat er {show_cell(new)}."
        herstel = "De wijziging telt niet mee. Vraag de aanbieder wat de bedoeling is."
        where, at = f"{name}: {cell.parent.title}", str(cell.coordinate)
        found.append(warning(where, at, wat, "alleen wijzigingen in gele cellen", herstel))
    if len(changes) > MEEST:
        wat = f"Er zijn nog {len(changes) - MEEST} andere cellen gewijzigd."
        herstel = "Vraag de aanbieder om het oorspronkelijke bestand in te vullen."
        found.append(warning(name, "", wat, "alleen wijzigingen in gele cellen", herstel))
    return found


def _cells(before: Workbook, after: Workbook, *, texts: bool) -> Iterator[CellDifference]:
    for found in cell_differences(before, after):
        own, was = found.cel, found.was
        # What may be filled in: an answer, or which locatie is shown.
        if not own.protection.locked:
            continue
        if texts or not (own.style == GEGEVEN or (isinstance(was, str) and was[:1] != "=")):
            yield found
