"""One file beside the one that follows from the input: where they differ."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook, load_workbook

from mo_report.invoer.openen import as_workbook
from mo_report.lib.bevinding import Finding, warning
from mo_report.lib.celverschillen import CellDifference, cell_differences, show_cell
from mo_report.lib.kantoor import ODS, NoOffice, to_xlsx
from mo_report.voorcontrole import Refused, inspect_file

#: More differences than this in a file are not told one by one.
MEEST = 50
OPNIEUW = "Maak de bestanden opnieuw met ‘mo-report bereken’, of zoek uit wie dit heeft gewijzigd."


def compare_files(name: str, own: Path, made: Path) -> list[Finding]:
    """The differences between a file and the one made anew; a warning where nothing is lost."""
    kinds = {".xlsx": _werkmap, ".json": _json, ODS: _rekenblad}
    compare = kinds.get(own.suffix, _bytes)
    try:
        found = list(compare(name, own, made))
    except Refused as refusal:
        return [Finding(name, "", refusal.wat, "het bestand dat uit de invoer volgt", OPNIEUW)]
    if not found and own.suffix == ODS:
        return []  # its bytes are never twice the same
    if not found:
        return [
            warning(
                name,
                "",
                "Dit bestand is door een ander programma bewaard, maar alle inhoud is gelijk.",
                "het bestand zoals het is gemaakt",
            )
        ]
    if len(found) > MEEST:
        wat = f"Er zijn nog {len(found) - MEEST} andere verschillen."
        return [*found[:MEEST], Finding(name, "", wat, "geen verschillen", OPNIEUW)]
    return found


def _rekenblad(name: str, own: Path, made: Path) -> Iterator[Finding]:
    """The same of an OpenDocument spreadsheet: its cells, read by way of Excel."""
    try:
        yield from _vergeleken(name, as_workbook(own.read_bytes()), to_xlsx(made.read_bytes()))
    except NoOffice as error:
        raise Refused(str(error)) from error


def _werkmap(name: str, own: Path, made: Path) -> Iterator[Finding]:
    yield from _vergeleken(name, own.read_bytes(), made.read_bytes())


def _vergeleken(name: str, data: bytes, other: bytes) -> Iterator[Finding]:
    inspect_file(data)
    mine, theirs = _open(other, values=False), _open(data, values=False)
    yield from _bladen(name, mine, theirs)
    typed = list(cell_differences(mine, theirs))
    for cell, follows, stands in typed:
        yield Finding(
            f"{name}: {cell.parent.title}",
            str(cell.coordinate),
            f"Hier staat {show_cell(stands)}.",
            f"{show_cell(follows)}, dat volgt uit de invoer",
            OPNIEUW,
        )
    yield from _uitkomsten(name, other, data, {(v.cel.parent.title, v.cel.coordinate) for v in typed})


def _uitkomsten(name: str, other: bytes, data: bytes, typed: set[tuple[str, str]]) -> Iterator[Finding]:
    """What readers see who compute nothing: of formulas that are the same, the kept values.

    One finding for each sheet: one change makes many.
    """
    found: dict[str, list[CellDifference]] = {}
    for each in cell_differences(_open(other, values=True), _open(data, values=True)):
        place = (each.cel.parent.title, each.cel.coordinate)
        if place not in typed:
            found.setdefault(place[0], []).append(each)
    for title, own in found.items():
        cell, follows, stands = own[0]
        more = f" Op dit blad zijn er {len(own)} zulke cellen." if len(own) > 1 else ""
        yield Finding(
            f"{name}: {title}",
            str(cell.coordinate),
            f"De formule is gelijk, maar de bewaarde uitkomst is {show_cell(stands)}.{more}",
            f"{show_cell(follows)}, dat volgt uit de invoer",
            OPNIEUW,
        )


def _open(data: bytes, *, values: bool) -> Workbook:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return load_workbook(BytesIO(data), data_only=values, keep_links=False)
    except Exception as error:  # openpyxl raises nearly anything for a damaged file
        raise Refused("Het bestand is beschadigd.") from error


def _bladen(name: str, mine: Workbook, theirs: Workbook) -> Iterator[Finding]:
    for title in mine.sheetnames:
        if title not in theirs.sheetnames:
            wat = f"Het blad ‘{title}’ is weg."
            yield Finding(f"{name}: {title}", "", wat, f"een blad ‘{title}’", OPNIEUW)
    for title in theirs.sheetnames:
        if title not in mine.sheetnames:
            wat = f"Het blad ‘{title}’ is toegevoegd."
            yield Finding(f"{name}: {title}", "", wat, "alleen de eigen bladen", OPNIEUW)


def _json(name: str, own: Path, made: Path) -> Iterator[Finding]:
    try:
        stands = json.loads(own.read_text("utf-8"))
    except (ValueError, RecursionError) as error:
        raise Refused("Dit bestand is geen geldige JSON meer.") from error
    for path, was, now in json_paths(json.loads(made.read_text("utf-8")), stands, ""):
        yield Finding(
            f"{name}: {path}",
            "",
            f"Hier staat {show_cell(now)}.",
            f"{show_cell(was)}, dat volgt uit de invoer",
            OPNIEUW,
        )


def json_paths(old: object, new: object, path: str) -> Iterator[tuple[str, object, object]]:
    """The places where two JSON values differ."""
    if isinstance(old, list) and isinstance(new, list):
        old, new = dict(enumerate(old)), dict(enumerate(new))
    if isinstance(old, dict) and isinstance(new, dict):
        for key in dict.fromkeys((*old, *new)):
            yield from json_paths(old.get(key), new.get(key), f"{path}.{key}" if path else str(key))
    elif old != new or type(old) is not type(new):
        yield path, old, new


def _bytes(name: str, own: Path, made: Path) -> Iterator[Finding]:
    if own.read_bytes() != made.read_bytes():
        yield Finding(
            name,
            "",
            "Dit bestand is een ander dan wat uit de invoer volgt.",
            "precies het bestand dat de berekening maakt",
            OPNIEUW,
        )
