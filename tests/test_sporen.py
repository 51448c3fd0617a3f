"""From a figure to where it comes from and back; names; pictures on the first sheet."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell

from mo_report.model import Dienst
from mo_report.werkboek.benoemd import define_name, excel_name

BOEKEN = ("overzicht.xlsx", "ribw-k-am/tariefblad.xlsx")
_REF = re.compile(r"^=(?:'((?:[^']|'')+)'!)?\$?([A-Z]+)\$?(\d+)$")


def _target(book: Workbook, cell: Cell) -> Cell:
    title, _, place = str(cell.hyperlink.location).rpartition("!")
    found = book[title.strip("'").replace("''", "'")][place]
    assert isinstance(found, Cell)
    return found


@pytest.mark.parametrize("name", BOEKEN)
def test_a_name_leads_to_where_its_figure_comes_from(werkboeken: Path, name: str) -> None:
    """Only names are links: a click on a number stays where it is."""
    book = load_workbook(werkboeken / name)
    kinds = Counter[str]()
    for sheet in book.worksheets:
        for cell in (c for row in sheet.iter_rows() for c in row if c.hyperlink):
            assert cell.data_type == "s", (sheet.title, cell.coordinate)
            target, tip = _target(book, cell), str(cell.hyperlink.tooltip)
            if tip.startswith("Komt van"):
                refs = [_REF.match(str(c.value)) for c in sheet[cell.row] if c.data_type == "f"]
                places = {((m[1] or sheet.title).replace("''", "'"), f"{m[2]}{m[3]}") for m in refs if m}
                assert (target.parent.title, target.coordinate) in places, (sheet.title, cell.coordinate)
            if tip.startswith("Gebruikt op"):
                assert target.data_type == "f", (sheet.title, cell.coordinate)
            kinds[tip.split()[0]] += 1
    assert kinds["Komt"] > 50 and kinds["Gebruikt"] > 100 and kinds["Begint"] > 100, kinds


@pytest.mark.parametrize("name", BOEKEN)
def test_every_amount_of_the_samenvatting_has_a_name_that_leads_on(werkboeken: Path, name: str) -> None:
    sheet = load_workbook(werkboeken / name)["Samenvatting"]
    rows = {c.row for row in sheet for c in row if c.style == "Output" and c.data_type == "f"}
    assert len(rows) > 4
    assert all(sheet.cell(row, 1).hyperlink for row in rows)


def test_from_a_tariff_to_its_inputs_in_eight_hops(werkboeken: Path) -> None:
    """From the tariff of the Kennemerhof, a click at a time, to a value that is given."""
    book = load_workbook(werkboeken / "ribw-k-am/tariefblad.xlsx")
    sheet = book["Samenvatting"]
    start = next(c for c in sheet["A"] if c.value == "Kennemerhof")
    given = {title for title in book.sheetnames if title == "Parameters" or title.startswith("Invoer")}
    cell, hops = start, 0
    while cell.parent.title not in given:
        label = cell if cell.hyperlink else cell.parent.cell(cell.row, 1)
        assert label.hyperlink, (label.parent.title, label.coordinate)
        cell, hops = _target(book, label), hops + 1
        assert hops <= 8, (cell.parent.title, cell.coordinate)
    assert hops >= 2


@pytest.mark.parametrize("name", BOEKEN)
def test_the_samenvatting_has_a_stacked_chart_and_a_waterfall(werkboeken: Path, name: str) -> None:
    book = load_workbook(werkboeken / name)
    sheet = book["Samenvatting"]
    assert book.sheetnames[0] == "Samenvatting"
    stacked, steps = sheet._charts
    assert [(c.type, c.grouping, c.overlap) for c in (stacked, steps)] == [
        ("bar", "stacked", 100),
        ("col", "stacked", 100),
    ]
    assert len(stacked.series) == 6
    below, _ = steps.series
    assert below.graphicalProperties.noFill


def test_a_name_is_never_too_long_for_excel() -> None:
    texts = {"team": "T" * 119 + "ß", "dienst": "D" * 120}
    long = excel_name(Dienst, texts, Dienst.uren)
    other = excel_name(Dienst, {**texts, "dienst": "D" * 119 + "e"}, Dienst.uren)
    assert max(len(long), len(other)) <= 240 and long != other
    names: dict[str, object] = {}
    for _ in range(3):
        define_name(names, long, "Blad!$A$1")  # type: ignore[arg-type]
    assert len(names) == 3


def test_nothing_points_outside_the_file(werkboeken: Path) -> None:
    """Nothing but what a workbook needs: no macros, no links to other files."""
    for name in BOEKEN:
        with zipfile.ZipFile(werkboeken / name) as archive:
            parts = archive.namelist()
        assert not [p for p in parts if "external" in p.lower() or "vba" in p.lower()]
