"""An input that is read without a file: the seam between rows of text and records.

Everything of reading is used but the XML: headings, cells with their names, formulas, all checks.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

from mo_report.engine.rekenen import Result
from mo_report.engine.schema import LIJSTEN_BLAD, PARAMETER, WAARDE, Block
from mo_report.invoer import Reading
from mo_report.invoer.lezen import judge
from mo_report.invoer.openen import InputBook
from mo_report.invoer.xlsx import Book, Formats, RawCell, Sheet
from mo_report.model import INVOERBLADEN, LIJSTEN
from mo_report.model.voorbeeld.gegevens import gegevens

CASES = Path(__file__).parent / "cases"
#: The least input that gives a tariff.
KLEINSTE = CASES / "kleinste-invoer.toml"
#: Where the headings stand in the workbook that the program writes.
KOPRIJ = 4


def lees_gegevens(path: Path) -> dict[str, Any]:
    """The data of a case."""
    return gegevens(path.read_text("utf-8"))


def lees_data(data: dict[str, Any]) -> Reading:
    """What reading the workbook made of this data would give."""
    return judge(InputBook(Path("invoer.xlsx"), b"", boek(data)))


def resultaat_van(data: dict[str, Any]) -> Result:
    """What the model gives for data without mistakes."""
    found = lees_data(data)
    assert found.resultaat is not None, found.fouten
    return found.resultaat


def boek(data: dict[str, Any]) -> Book:
    """The cells of the workbook that would be made of this data."""
    empty = BytesIO()
    zipfile.ZipFile(empty, "w").close()
    titles = [LIJSTEN_BLAD, *(b.title for b in INVOERBLADEN)]
    book = Book(zipfile.ZipFile(empty), dict.fromkeys(titles, ""), {}, Formats(["General"], is_1904=False))
    sheets = {LIJSTEN_BLAD: _lijsten(data.get("lijsten", {}))}
    for block in INVOERBLADEN:
        sheets[block.title] = _blad(block, data["bladen"].get(block.title, []))
    book._sheets.update({t: Sheet(t, book.formats, dict(cells)) for t, cells in sheets.items()})
    return book


Cells = Iterator[tuple[tuple[int, int], RawCell]]


def _lijsten(lists: dict[str, list[str]]) -> Cells:
    for column, option in enumerate(LIJSTEN, 1):
        names = [*option.fixed, *option.always, *lists.get(option.label, [])]
        for row, name in enumerate([option.label, *names], KOPRIJ):
            yield (row, column), RawCell(name, "s", 0)


def _blad(block: type[Block], rows: list[dict[str, Any]]) -> Cells:
    must, may = block.headings()
    names = {c.label: c.name for c in (*block.key_columns(), *block.inputs())}
    if block.form == "lijst":
        names = {c.label: c.name for c in block.key_columns()} | {PARAMETER: PARAMETER, WAARDE: WAARDE}
    for column, heading in enumerate((*must, *may), 1):
        yield (KOPRIJ, column), RawCell(heading, "s", 0)
        for row, values in enumerate(rows, KOPRIJ + 1):
            value = values.get(names.get(heading, heading))
            if value is not None:
                yield (row, column), _cel(value)


def _cel(value: Any) -> RawCell:
    match value:
        case bool():
            return RawCell(value, "b", 0)
        case int() | float() | Decimal():
            return RawCell(float(value), "n", 0)
        case date():
            return RawCell(value.isoformat(), "d", 0)
        case str() if value.startswith("="):
            return RawCell(None, "n", 0, value, "formula")
    return RawCell(str(value), "s", 0)
