"""From a sheet to rows: find the headings, in any order, and the cells under them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from openpyxl.utils import get_column_letter

from mo_report.engine.schema import BRON, HELE_BLAD, STATUS, VINDPLAATS
from mo_report.invoer.cel import InputCell, InputSheet
from mo_report.invoer.precedents import Place
from mo_report.lib.bevinding import Finding
from mo_report.lib.celnaam import row_and_column
from mo_report.lib.namen import key_of

MAX_KOPRIJ = 25
MAX_KOLOMMEN = 200


def heading_key(text: object) -> str:
    """The key of a heading; a unit between square brackets is not part of it."""
    return key_of(str(text).split("[")[0])


@dataclass(frozen=True)
class InputRow:
    """One row: its number and its cells by heading."""

    nummer: int
    cellen: dict[str, InputCell]


@dataclass(frozen=True)
class InputTable:
    """A table on a sheet: the column number of each heading that is there, and its rows."""

    blad: InputSheet
    kolommen: dict[str, int]
    koprij: int

    @cached_property
    def hele_blad(self) -> dict[str, InputCell]:
        """What holds for each row that does not say otherwise: status, source and place in it."""
        for row in range(1, self.koprij):
            for column in range(1, max(self.kolommen.values())):
                text = self.blad.sheet.value(row, column)
                if isinstance(text, str) and heading_key(text) == heading_key(HELE_BLAD):
                    cells = {
                        h: self.blad.cel(row, c) for h in (STATUS, BRON, VINDPLAATS) if (c := self.kolommen.get(h))
                    }
                    return {h: c for h, c in cells.items() if not c.is_blank}
        return {}

    @cached_property
    def nummers(self) -> list[int]:
        """The rows in which anything stands under a known heading."""
        columns = set(self.kolommen.values())
        return sorted({row for row, column in self.blad.sheet.cells if column in columns and row > self.koprij})

    def formules(self) -> Iterator[Place]:
        """The cells under a known heading that have a formula."""
        columns = set(self.kolommen.values())
        above = {row_and_column(c.cel) for c in self.hele_blad.values()}
        for (row, column), cell in self.blad.sheet.cells.items():
            if cell.formula and ((column in columns and row > self.koprij) or (row, column) in above):
                yield self.blad.titel, row, column

    def rijen(self) -> Iterator[InputRow]:
        """The rows that hold anything under a known heading."""
        for number in self.nummers:
            cells = {h: self.blad.cel(number, c) for h, c in self.kolommen.items()}
            if not all(c.is_blank for c in cells.values()):
                yield InputRow(number, cells)


def words_by_row(blad: InputSheet) -> list[set[str]]:
    """What stands in the rows where headings may be, as headings are compared."""
    sheet = blad.sheet
    columns = range(1, min(sheet.max_column, MAX_KOLOMMEN) + 1)
    rows = ([sheet.value(row, c) for c in columns] for row in range(1, min(sheet.max_row, MAX_KOPRIJ) + 1))
    return [{heading_key(text) for text in texts if text} for texts in rows]


def find_table(blad: InputSheet, verplicht: list[str], mag: list[str]) -> tuple[InputTable | None, list[Finding]]:
    """The table with these headings, and a finding for each one that is missing or double."""
    known = {heading_key(h): h for h in (*verplicht, *mag)}
    best: dict[str, int] = {}
    double: dict[str, int] = {}
    row_found = 1
    sheet = blad.sheet
    width = min(sheet.max_column, MAX_KOLOMMEN)
    for row in range(1, min(sheet.max_row, MAX_KOPRIJ) + 1):
        found: dict[str, int] = {}
        twice: dict[str, int] = {}
        for column in range(1, width + 1):
            text = sheet.value(row, column)
            heading = known.get(heading_key(text)) if text else None
            if heading in found:
                # A column of the user's own, such as ‘waarde [oud]’, is no second ‘waarde’.
                if str(text) == str(sheet.value(row, found[heading])):
                    twice[heading] = column
            elif heading:
                found[heading] = column
        if len(found) > len(best):
            best, double, row_found = found, twice, row
    findings = [
        Finding(
            blad.titel,
            f"A{row_found}",
            f"De kolom ‘{h}’ ontbreekt.",
            f"een kolom met de kop ‘{h}’",
            "Zet de kolom terug; het sjabloon laat zien hoe.",
        )
        for h in verplicht
        if h not in best
    ]
    findings += [
        Finding(
            blad.titel,
            f"{get_column_letter(column)}{row_found}",
            f"De kolom ‘{h}’ staat er twee keer.",
            "elke kop één keer",
            "Haal een van de twee kolommen weg of geef die een andere naam.",
        )
        for h, column in double.items()
    ]
    return (None if findings else InputTable(blad, best, row_found)), findings
