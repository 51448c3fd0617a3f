"""From a figure to where it comes from and back; names; pictures on the first sheet."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell

from mo_report.model import Dienst
from mo_report.werkboek.benoemd import define_name, excel_name

BOEKEN = ("overzicht.xlsx", "ribw-k-am/tariefblad.xlsx")
_REF = re.compile(r"^=(?:'((?:[^']|'')+)'!)?\$?([A-Z]+)\$?(\d+)$")


@pytest.mark.parametrize("name", BOEKEN)
def test_a_figure_leads_to_where_it_comes_from_and_back(werkboeken: Path, name: str) -> None:
    book = load_workbook(werkboeken / name)
    back, forth = 0, 0
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if not cell.hyperlink:
                    continue
                title, _, place = str(cell.hyperlink.location).rpartition("!")
                target = book[title.strip("'").replace("''", "'")][place]
                assert isinstance(target, Cell)
                tip = str(cell.hyperlink.tooltip)
                if tip.startswith("Komt van"):
                    match = _REF.match(str(cell.value))
                    assert match, (sheet.title, cell.coordinate)
                    own = (match[1] or sheet.title).replace("''", "'")
                    assert (own, f"{match[2]}{match[3]}") == (target.parent.title, place)
                    back += 1
                if tip.startswith("Gebruikt op"):
                    assert target.data_type == "f", (sheet.title, cell.coordinate)
                    forth += 1
    assert back > 500
    assert forth > 1000


@pytest.mark.parametrize("name", BOEKEN)
def test_every_amount_of_the_samenvatting_has_a_link(werkboeken: Path, name: str) -> None:
    sheet = load_workbook(werkboeken / name)["Samenvatting"]
    amounts = [c for row in sheet for c in row if c.style == "Output" and c.data_type == "f"]
    assert len(amounts) > 10
    assert all(c.hyperlink for c in amounts)


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
