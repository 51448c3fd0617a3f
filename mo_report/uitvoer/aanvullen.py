"""More questions for an input workbook that is there already: only what they need is added."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Collection, Mapping
from pathlib import Path

from openpyxl.utils import get_column_letter

from mo_report.engine.ironcalc import Engine
from mo_report.engine.schema import LIJSTEN_BLAD, Block
from mo_report.invoer.cel import InputSheet
from mo_report.invoer.lezen import headings, judge, list_columns
from mo_report.invoer.openen import InputBook, open_book
from mo_report.invoer.tabel import InputTable, find_table
from mo_report.lib.bevinding import Finding
from mo_report.lib.namen import key_of
from mo_report.model import INVOERBLADEN, Opslagen, Parameterset
from mo_report.model.omvang import LAATSTE
from mo_report.model.vragen import sheets_for
from mo_report.terug.invoegen import insert_sheets
from mo_report.werkboek.aanvulling import Addition, AdditionWriter, There
from mo_report.werkboek.leesmij import NIET_NODIG_NAAM
from mo_report.werkboek.levend.blad import UITKOMSTBLAD


def extend_input(invoer: Path, made: Path, vragen: Collection[str]) -> Addition | Finding:
    """Write the workbook with the sheets of these questions at another place; what was there stays.

    Returns the finding that says why it cannot be read. Raises CannotMark, OSError.
    """
    opened = open_book(invoer, [b.title for b in INVOERBLADEN])
    if isinstance(opened, Finding):
        return opened
    bladen = {key_of(t): InputSheet(t, opened.book, opened.narekenaar) for t in opened.book.titles}
    there, wrong = _there(bladen)
    if wrong:
        return wrong
    asked = sheets_for([*{b.vraag for b in there}, *vragen])
    writer = AdditionWriter(
        there,
        [*there, *(b for b in asked if b not in there)],
        _lists(bladen),
        een_set=Parameterset.parameterset.label not in there[Opslagen].kolommen if Opslagen in there else True,
        names=_names(opened, [b for b in asked if b not in there]),
        niet_nodig=NIET_NODIG_NAAM if _has_name(opened, NIET_NODIG_NAAM) else "",
    )
    with tempfile.TemporaryDirectory() as folder:
        donor, raw = Path(folder) / "aanvulling.xlsx", Path(folder) / "zonder.xlsx"
        found = writer.write(donor)
        if not (found.bladen or found.kolommen or found.rijen):
            shutil.copyfile(invoer, made)
            return found
        insert_sheets(invoer, raw, donor, replaced=[UITKOMSTBLAD], values={})
        insert_sheets(invoer, made, donor, replaced=[UITKOMSTBLAD], values={UITKOMSTBLAD: _outcomes(raw)})
    return found


def _there(bladen: Mapping[str, InputSheet]) -> tuple[dict[type[Block], There], Finding | None]:
    """Where everything stands on the sheets of the workbook; or what is wrong with one of them."""
    found: dict[type[Block], There] = {}
    for block in INVOERBLADEN:
        blad = bladen.get(key_of(block.title))
        if blad is None:
            continue
        tabel, wrong = find_table(blad, *headings(block))
        if tabel is None:
            return found, wrong[0]
        found[block] = _where(tabel)
    return found, None


def _names(opened: InputBook, new: Collection[type[Block]]) -> dict[type[Block], list[dict[str, str]]]:
    """The names that follow from the workbook, and that come to stand on sheets of their own."""
    result = judge(opened).resultaat
    if result is None:
        return {}
    return {b: [dict(r.texts) for r in result.dossier[b]] for b in new if b.needed and b.form == "tabel"}


def _where(tabel: InputTable) -> There:
    columns = {h: get_column_letter(c) for h, c in sorted(tabel.kolommen.items(), key=lambda x: x[1])}
    last = max([tabel.koprij, *(r.nummer for r in tabel.rijen())])
    return There(columns, tabel.koprij, tabel.blad.sheet.max_column, last)


def _lists(bladen: Mapping[str, InputSheet]) -> dict[object, str] | None:
    """The cells of each list; None where there is no sheet with lists."""
    blad = bladen.get(key_of(LIJSTEN_BLAD))
    if blad is None:
        return None
    row, columns = list_columns(blad)
    letters = {label: get_column_letter(c) for label, c in columns.items()}
    return {label: f"'{blad.titel}'!${x}${row + 1}:${x}${LAATSTE}" for label, x in letters.items()}


def _has_name(opened: InputBook, name: str) -> bool:
    return name in opened.openpyxl.defined_names


def _outcomes(path: Path) -> dict[str, float | str]:
    """What the formulas of the outcome sheet give; blank where the engine does not say."""
    opened = open_book(path)
    assert isinstance(opened, InputBook)
    cells = opened.book[UITKOMSTBLAD].cells
    computed = Engine().compute(path, sum(len(opened.book[t].cells) for t in opened.book.titles), [])
    if computed is None:
        return {}
    found: dict[str, float | str] = {}
    for (row, column), cell in cells.items():
        value = computed.values.get((UITKOMSTBLAD, row, column))
        if cell.formula and isinstance(value, float | int | str):
            found[f"{get_column_letter(column)}{row}"] = value
    return found
