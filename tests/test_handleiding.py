"""The first chapters of the manual, followed to the letter by somebody who has nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from conftest import ROOT
from motoren import cached, libreoffice
from opdracht import run
from openpyxl import Workbook, load_workbook
from test_sjabloon import koppen
from test_uitkomst import shown
from uit_data import KOPRIJ

from mo_report.engine.schema import BRON, PARAMETER, STATUS
from mo_report.lib.notatie import show_euro
from mo_report.werkboek.rijcontrole import NIET_NODIG

HANDLEIDING = (ROOT / "docs" / "handleiding.md").read_text("utf-8")
HOOFDSTUK = HANDLEIDING.partition("## 3. Uw eerste tarief")[2].partition("### De opdrachten")[0]


def tabellen() -> Iterator[tuple[str, str, str, list[dict[str, str]]]]:
    """Sheet, status and source above the headings, and the rows of each table to type over."""
    text = HOOFDSTUK.partition("<!-- eerste tarief: begin -->")[2].partition("<!-- eerste tarief: end -->")[0]
    for part in re.split(r"^Blad ", text, flags=re.MULTILINE)[1:]:
        intro, *lines = part.strip().splitlines()
        said = re.findall(r"`([^`]+)`", intro)
        said = [s for s in said if s != "voor het hele blad"]
        cells = [[c.strip() for c in line.strip("|").split("|")] for line in lines if line.startswith("|")]
        rows = [dict(zip(cells[0], row, strict=True)) for row in cells[2:]]
        yield said[0], *(said[1:] or ["", ""]), rows  # type: ignore[misc]


def getypt(text: str) -> object:
    """What Excel makes of something that is typed in the Netherlands."""
    if re.fullmatch(r"\d+(,\d+)?%", text):
        return Decimal(text[:-1].replace(",", ".")) / 100
    if re.fullmatch(r"\d+-\d+-\d{4}", text):
        return datetime.strptime(text, "%d-%m-%Y")
    return Decimal(text.replace(",", ".")) if re.fullmatch(r"\d+(,\d+)?", text) else text


def typ_over(book: Workbook) -> int:
    """Type the tables over; returns how many cells that takes."""
    count = 0
    for title, status, bron, rows in tabellen():
        sheet = book[title]
        heads = koppen(sheet)
        above = {STATUS: status, BRON: bron} if status else {}
        for heading, text in above.items():
            sheet.cell(1, heads[heading]).value = text
            count += 1
        standing = {sheet.cell(r, 1).value: r for r in range(KOPRIJ + 1, 40)}
        for n, row in enumerate(rows, KOPRIJ + 1):
            at = standing[row[PARAMETER]] if PARAMETER in row else n
            for heading, text in row.items():
                if text and heading != PARAMETER:
                    cell = sheet.cell(at, heads[heading])
                    assert cell.value is None, (title, cell.coordinate)
                    cell.value = getypt(text)
                    count += 1
    return count


@pytest.fixture
def invoer(tmp_path: Path) -> Path:
    path = tmp_path / "invoer.xlsx"
    run("sjabloon", path)
    book = load_workbook(path)
    front = {str(r[0].value): r[1] for r in book["Leesmij"].iter_rows() if r[0].value}
    front["Hoe geeft u de sociale lasten op?"].value = "één totaal"
    front["Hoe geeft u de declarabele uren op?"].value = "productiviteit"
    assert typ_over(book) <= 75  # with a source for every figure; the least input takes fewer
    book.save(path)
    return path


def test_followed_to_the_letter_it_gives_the_tariff_that_it_says(invoer: Path, tmp_path: Path) -> None:
    (cells,) = libreoffice([invoer], tmp_path / "lo")
    found = shown(cells)
    for key in (("Begeleiding groep",), ("Havenstraat",), ("Havenstraat", "per jaar")):
        value = found[key]
        assert isinstance(value, float | int)
        assert show_euro(Decimal(str(value))).replace("\xa0", " ") in HOOFDSTUK
    # What the choices make needless says so, and all the rest is ready.
    sheet = load_workbook(invoer)["Sociale lasten"]
    rows = {str(c.value): c.row for c in sheet["A"] if c.value}
    check = sheet.cell(rows["Zvw"], koppen(sheet)["klaar?"]).coordinate
    assert cells["Sociale lasten", check] == NIET_NODIG
    assert cells["Leesmij", "B3"] == "goed"
    checked = run("controleer", invoer)
    assert checked.returncode == 0
    assert "Geen bevindingen: de invoer is in orde." in HOOFDSTUK
    assert "Geen bevindingen: de invoer is in orde." in checked.stdout, checked.stdout


def test_what_it_says_of_the_files_is_so(invoer: Path, tmp_path: Path) -> None:
    uit = tmp_path / "uitvoer"
    done = run("bereken", invoer, "--uit", uit)
    assert done.returncode == 0, done.stderr
    files = {p.relative_to(uit).as_posix() for p in uit.rglob("*") if p.is_file()}
    assert {"overzicht.xlsx", "stichting-de-vuurtoren/tariefblad.xlsx"} <= files
    assert {n for n in files if n.endswith(".pdf")} >= {"stichting-de-vuurtoren/tariefbijlage.pdf"}
    done = run("aanvullen", invoer, "--vragen", "nacht")
    assert "Nieuw blad: Nachtvarianten" in done.stdout
    assert invoer.with_name("invoer-vorige.xlsx").exists()
    assert cached(invoer)["Uitkomst", "A5"] == "Begeleiding groep"


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\((#[^)]+)\)", HANDLEIDING))))
def test_every_link_leads_somewhere(link: str) -> None:
    heads = re.findall(r"^#+ (.+)$", HANDLEIDING, flags=re.MULTILINE)
    anchors = {"#" + re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in heads}
    assert link in anchors
