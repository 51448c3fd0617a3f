"""The documents as web pages: judged by axe in a real browser, and with nothing from outside."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from lxml.html import fromstring
from playwright.sync_api import Browser

PAGINAS = ("bijlage-kostprijsmodel.html", "hvo-querido/tariefbijlage.html", "ribw-k-am/tariefbijlage.html")
REGELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


# The two tariefbijlagen are of one kind; a wide and a narrow screen have other rules.
@pytest.mark.parametrize(
    ("name", "width"),
    [
        (PAGINAS[0], 1200),
        pytest.param(PAGINAS[1], 360, marks=pytest.mark.long),
        pytest.param(PAGINAS[2], 1200, marks=pytest.mark.long),
    ],
)
def test_axe_finds_nothing(uitvoer: Path, browser: Browser, name: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900}, java_script_enabled=True)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((uitvoer / name).as_uri())
    options = {"runOnly": {"type": "tag", "values": REGELS}, "resultTypes": ["violations"]}
    found = Axe().run(page, options=options).response
    assert [(v["id"], v["nodes"][0]["html"][:120]) for v in found["violations"]] == []
    assert len(found["passes"]) > 20
    assert asked == [(uitvoer / name).as_uri()], "nothing else is fetched"
    # A phone shows it without scrolling sideways: only tables and pictures do.
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


@pytest.mark.parametrize("name", PAGINAS)
def test_it_stands_alone(uitvoer: Path, name: str) -> None:
    text = (uitvoer / name).read_text("utf-8")
    assert "<script" not in text and not re.search(r"(src|href)=\"(https?:|//|file:)", text)
    page = fromstring(text)
    ids = {str(e.get("id")) for e in page.iter() if e.get("id")}
    links = [str(a.get("href")) for a in page.iter("a")]
    assert links and all(link.startswith("#") and link[1:] in ids for link in links)
    assert "PDF/A" not in text, "what is true of the PDF only is not said here"


@pytest.mark.parametrize("name", PAGINAS)
def test_it_has_the_chapters_of_the_pdf(uitvoer: Path, name: str) -> None:
    page = fromstring((uitvoer / name).read_text("utf-8"))
    heads = [" ".join(h.text_content().split()) for h in page.xpath("//main//h2")]
    listed = [" ".join(a.text_content().split()) for a in page.xpath("//nav//li/a")]
    assert sorted(heads) == sorted(listed)
    assert any(h.startswith("T1. ") for h in heads)
