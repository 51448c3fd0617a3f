"""More questions for an input workbook that is there already: only what they need is added."""

from __future__ import annotations

import re
import shutil
import tempfile
import zipfile
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from openpyxl.utils import get_column_letter

from mo_report.engine.dossier import Record
from mo_report.engine.ironcalc import Engine
from mo_report.engine.schema import LIJSTEN_BLAD, UITKOMSTBLAD, Block
from mo_report.invoer.cel import InputSheet
from mo_report.invoer.lezen import headings, judge, list_columns
from mo_report.invoer.openen import InputBook, open_book
from mo_report.invoer.tabel import MAX_KOLOMMEN, InputTable, find_table
from mo_report.lib.bevinding import Finding
from mo_report.lib.kantoor import is_ods
from mo_report.lib.namen import key_of
from mo_report.model import INVOERBLADEN, Opslagen, Parameterset
from mo_report.model.omvang import LAATSTE
from mo_report.model.vragen import sheets_for
from mo_report.terug.invoegen import insert_sheets
from mo_report.terug.pakket import Package
from mo_report.terug.werkmap import WorkbookPart
from mo_report.werkboek.aanvulling import Addition, AdditionWriter, There
from mo_report.werkboek.leesmij import LEESMIJ, NIET_NODIG_NAAM
from mo_report.werkboek.levend.blad import UITLEG

#: A cell with a type and no value.
_BLANK = re.compile(rb'(<c [^>]*?) t="n"([^>]*(?:/>|></c>))')
#: So many columns may be in use where one is to be added: further to the right nothing is read.
_VER = MAX_KOLOMMEN - 10


def extend_input(invoer: Path, made: Path, vragen: Collection[str]) -> Addition | Finding:
    """Write the workbook with the sheets of these questions at another place; what was there stays.

    Returns the finding that says why it cannot be read. Raises CannotMark, OSError.
    """
    opened = open_book(invoer, [b.title for b in INVOERBLADEN])
    if isinstance(opened, Finding):
        return opened
    if is_ods(invoer.read_bytes()):
        how = "Sla het bestand in LibreOffice op als Excel-werkmap (.xlsx) en vul dat aan."
        return Finding(invoer.name, "", "Aanvullen kan niet bij een OpenDocument-bestand (.ods).", "een .xlsx", how)
    bladen = {key_of(t): InputSheet(t, opened.book, opened.narekenaar) for t in opened.book.titles}
    there, wrong = _there(bladen)
    wrong = wrong or next(_in_the_way(bladen, there), None)
    if wrong:
        return wrong
    records = judge(opened).records
    asked = sheets_for([*{b.vraag for b in there}, *vragen])
    writer = AdditionWriter(
        there,
        [*there, *(b for b in asked if b not in there)],
        _lists(bladen),
        sets=max(1, sum(r.block is Parameterset for r in records)),
        een_set=Parameterset.parameterset.label not in there[Opslagen].kolommen if Opslagen in there else True,
        front=_has_room(bladen),
        names=_names(records, [b for b in asked if b not in there]),
        niet_nodig=NIET_NODIG_NAAM if _has_name(invoer, NIET_NODIG_NAAM) else "",
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


def _names(records: Collection[Record], new: Collection[type[Block]]) -> dict[type[Block], list[dict[str, str]]]:
    """The names that follow from the workbook, and that come to stand on sheets of their own."""
    own = {b: [dict(r.texts) for r in records if r.block is b] for b in new if b.needed and b.form == "tabel"}
    return {b: rows for b, rows in own.items() if rows}


def _in_the_way(bladen: Mapping[str, InputSheet], there: Mapping[type[Block], There]) -> Iterator[Finding]:
    """What must be out of the way first: a sheet of nearly the right name, or what stands far to the right."""
    wanted = {key_of(t): t for t in (*(b.title for b in INVOERBLADEN), LIJSTEN_BLAD, UITKOMSTBLAD)}
    for key, blad in bladen.items():
        if key in wanted and blad.titel != wanted[key]:
            mend = f"Noem het blad ‘{wanted[key]}’ en probeer opnieuw."
            what = f"Dit blad heet bijna ‘{wanted[key]}’."
            yield Finding(blad.titel, "A1", what, f"een blad met de naam ‘{wanted[key]}’", mend)
    outcome = bladen.get(key_of(UITKOMSTBLAD))
    if outcome is not None and outcome.sheet.value(2, 1) != UITLEG:
        what = f"Het blad ‘{UITKOMSTBLAD}’ is niet dat van mo-report, en zou worden vervangen."
        yield Finding(outcome.titel, "A2", what, "een andere naam voor een eigen blad", "Geef uw blad een andere naam.")
    for block, own in there.items():
        if own.last_column > _VER:
            cel = f"{get_column_letter(own.last_column)}{own.koprij}"
            what = "Rechts op dit blad staat iets zo ver weg dat er geen kolom meer bij kan."
            yield Finding(
                block.title, cel, what, f"hoogstens {_VER} kolommen in gebruik", "Haal het weg of zet het dichterbij."
            )


def _has_room(bladen: Mapping[str, InputSheet]) -> bool:
    """Whether there is a first sheet of ours, on which nothing was said yet of what came later."""
    blad = bladen.get(key_of(LEESMIJ))
    return blad is not None and blad.titel == LEESMIJ and blad.sheet.value(2, 1) is None


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


def _has_name(invoer: Path, name: str) -> bool:
    listed = WorkbookPart(Package.open(invoer)).document.root.first("definedNames")
    return listed is not None and any(n.attrs.get("name") == name for n in listed.all("definedName"))


def _outcomes(path: Path) -> dict[str, float | str]:
    """What the formulas of the outcome sheet give; blank where the engine does not say."""
    opened = open_book(_without_blanks(path))
    assert isinstance(opened, InputBook)
    cells = opened.book[UITKOMSTBLAD].cells
    computed = Engine().compute(opened.path, sum(len(opened.book[t].cells) for t in opened.book.titles), [])
    if computed is None:
        return {}
    found: dict[str, float | str] = {}
    for (row, column), cell in cells.items():
        value = computed.values.get((UITKOMSTBLAD, row, column))
        if cell.formula and isinstance(value, float | int | str):
            found[f"{get_column_letter(column)}{row}"] = value
    return found


def _without_blanks(path: Path) -> Path:
    """A copy in which no blank cell calls itself a number: the engine would count it as 0."""
    made = path.with_name("te-rekenen.xlsx")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            sheet = name.startswith("xl/worksheets/") and name.endswith(".xml")
            target.writestr(name, _BLANK.sub(rb"\1\2", data) if sheet else data)
    return made
