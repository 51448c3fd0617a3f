"""Formulas that a user typed: their value counts, and they stand live in the outputs."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from motoren import IronCalc, cached, formulas, same
from openpyxl import Workbook, load_workbook

from mo_report.engine.rekenen import calculate
from mo_report.invoer import Reading, read_input
from mo_report.model import Aanbieder, Locatie
from mo_report.werkboek.boeken import write_overzicht, write_tariefblad

#: A cell with =2*2*8 in the example: the hours of a norm.
NORM = ("Urennormen", "D5")


def changed(invoer: Path, target: Path, change: Callable[[Workbook], None]) -> Reading:
    """Read the example after a change that leaves formulas without a kept value."""
    book = load_workbook(invoer)
    change(book)
    book.save(target)
    return read_input(target)


def place(book: Workbook, sheet: str, **wanted: str) -> tuple[int, dict[str, int]]:
    """The row in which these names stand under these headings, and the column of each heading."""
    heads = {str(c.value).split(" [")[0]: c.column for c in book[sheet][4] if c.value}
    for row in range(5, book[sheet].max_row + 1):
        if all(book[sheet].cell(row, heads[h]).value == v for h, v in wanted.items()):
            return row, heads
    raise AssertionError(wanted)


def put(book: Workbook, formula: str, **wanted: str) -> str:
    """Type a formula as the number of plekken of a locatie; returns the cell."""
    row, heads = place(book, "Locaties", **wanted)
    cell = book["Locaties"].cell(row, heads["plekken"])
    cell.value = formula
    return str(cell.coordinate)


def test_an_old_outcome_is_a_warning_and_the_new_one_counts(invoer: Path, tmp_path: Path) -> None:
    book = load_workbook(invoer)
    found = next(c for row in book["Urennormen"].iter_rows() for c in row if c.value == "=2*2*8")
    number = book.sheetnames.index("Urennormen") + 1
    path = tmp_path / "oud.xlsx"
    with zipfile.ZipFile(invoer) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == f"xl/worksheets/sheet{number}.xml":
                pattern = rf'(<c r="{found.coordinate}"[^>]*><f>2\*2\*8</f><v>)[^<]*'.encode()
                data, count = re.subn(pattern, rb"\g<1>30", data)
                assert count == 1
            target.writestr(name, data)
    gelezen = read_input(path)
    (finding,) = [w for w in gelezen.waarschuwingen if w.cel == found.coordinate]
    assert finding.blad == "Urennormen"
    assert finding.wat == "De cel toont 30, maar de formule =2*2*8 geeft nu 32."
    assert gelezen.resultaat is not None
    values = [v for r in gelezen.resultaat.dossier.records.values() for x in r for v in [x.values]]
    given = [i for v in values for i in v.values() if i.plek.cel == found.coordinate]
    assert 32 in [i.waarde for i in given if i.plek.blad == "Urennormen"]


#: What is typed as plekken of Kennemerhof, and how it stands in the overzicht; None: as its value.
GETYPT = {
    "=21+1": "=21+1",
    "=algemeen.groepsgrootte": "='Parameters'!$C$",
    "=SUM(I5:I6)": "=SUM(",
    "=MAX(Locaties!I5,algemeen.dagen_per_week)": "=MAX(",
    "=LEN(A5)": None,
    "=COUNTA(Leesmij!A1:A9)": None,
    "=Kladblad!B2": None,
}


@pytest.mark.parametrize("typed", GETYPT)
def test_a_typed_formula_stands_live_or_as_a_value_with_a_note(typed: str, kleintje: Path, tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book.create_sheet("Kladblad")["B2"] = 22
        put(book, typed, locatie="Kennemerhof")

    gelezen = changed(kleintje, tmp_path / "in.xlsx", change)
    assert gelezen.resultaat is not None, gelezen.fouten[:2]
    path = tmp_path / "overzicht.xlsx"
    write_overzicht(gelezen.resultaat, path)
    book = load_workbook(path)
    ((sheet, where),) = book.defined_names["locaties.kennemerhof.plekken"].destinations
    cell = book[sheet][where.replace("$", "")]
    start = GETYPT[typed]
    if start is None:
        assert not isinstance(cell.value, str)
        assert cell.comment is not None and typed in cell.comment.text
    else:
        assert str(cell.value).startswith(start)
        values, engine = cached(path), IronCalc(path)
        assert not [w for w in formulas(path) if not same(values.get(w), engine.value(*w))]


def test_a_note_for_an_aanbieder_does_not_name_what_is_not_theirs(invoer: Path, tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book.create_sheet("Geheim van HVO")["B2"] = 22
        put(book, "='Geheim van HVO'!B2", locatie="Kennemerhof")

    gelezen = changed(invoer, tmp_path / "in.xlsx", change)
    assert gelezen.resultaat is not None
    own = next(r for r in gelezen.resultaat.dossier[Aanbieder] if r.name.startswith("RIBW"))
    result = calculate(gelezen.resultaat.dossier.per_aanbieder(own))
    assert any(r.name == "Kennemerhof" for r in result.dossier[Locatie])
    path = tmp_path / "tariefblad.xlsx"
    write_tariefblad(result, path)
    notes = [c.comment.text for s in load_workbook(path) for row in s for c in row if c.comment]
    assert len(notes) == 1
    assert "Geheim" not in notes[0]
    with zipfile.ZipFile(path) as archive:
        assert not [n for n in archive.namelist() if b"Geheim" in archive.read(n)]
