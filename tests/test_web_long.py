"""The longer run, with everything of the whole example: ./test.sh -m long"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from dienst import Bezoeker, Dienst, dienst
from playwright.sync_api import Browser
from test_webpagina import REGELS

from mo_report.lib.kantoor import write_ods

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def web() -> Iterator[Dienst]:
    with dienst() as running:
        yield running


@pytest.fixture(scope="module", params=[".xlsx", ".ods"])
def klaar(web: Dienst, invoer: Path, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> str:
    """The path of a job in which the whole example was computed, from Excel and from OpenDocument."""
    path = tmp_path_factory.mktemp("lang") / invoer.name
    path.write_bytes(invoer.read_bytes())
    write_ods([path])
    visitor = web.bezoeker()
    job = visitor.insturen(path.with_suffix(request.param).read_bytes(), f"haarlem{request.param}")
    visitor.doe(f"{job}/berekening")
    return visitor.wacht(job, "bereken")


@pytest.fixture
def visitor(web: Dienst, klaar: str) -> Bezoeker:
    """Who made the job."""
    return next(b for b in web._bezoekers if b.get(klaar).status_code == 200)


def test_every_document_can_be_read_and_downloaded(visitor: Bezoeker, klaar: str) -> None:
    page = visitor.get(f"{klaar}/uitkomst").text
    links = set(re.findall(r'href="(/taken/[^"]+/bestanden[^"]*)"', page))
    assert len(links) > 30
    chapters = 0
    for link in sorted(links):
        got = visitor.get(link.partition("#")[0].replace("&amp;", "&"))
        assert got.status_code == 200 and got.content, link
        if "#" in link:
            chapters += 1
            assert f'id="{link.partition("#")[2]}"' in got.text, link
    assert chapters > 40


def test_every_figure_can_be_followed(visitor: Bezoeker, klaar: str) -> None:
    seen, waiting = set[str](), [f"{klaar}/volg"]
    while waiting and len(seen) < 400:
        path = waiting.pop(0)
        if path in seen:
            continue
        seen.add(path)
        got = visitor.get(path)
        assert got.status_code == 200, path
        waiting += re.findall(r'href="(/taken/[^"]+/volg/\d+)"', got.text)
    assert len(seen) == 400


def test_every_parameter_can_be_tried(visitor: Bezoeker, klaar: str) -> None:
    """A value that fits moves something or is told; one that does not fit is told at its field."""
    page = visitor.get(f"{klaar}/watals").text
    fields = re.findall(r'name="p\.([^"]+)" value="([^"]*)"', page)
    assert len(fields) > 200
    for name, value in fields:
        for typed in ("onzin", value, "1"):
            data = {"_bewijs": visitor.bewijs, f"p.{name}": typed}
            got = visitor.post(f"{klaar}/watals", data=data, headers={"hx-request": "true"})
            assert got.status_code == 200, (name, typed)
            assert ("‘onzin’ kan niet" in got.text) is (typed == "onzin"), (name, typed)


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 600, 1200])
def test_axe_finds_nothing_however_one_looks(
    browser: Browser, web: Dienst, visitor: Bezoeker, klaar: str, width: int, scheme: str, motion: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    context.add_cookies([{"name": web.koekje, "value": visitor.cookies[web.koekje], "url": web.adres}])
    page = context.new_page()
    page.emulate_media(
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce" if motion == "reduce" else "no-preference",
    )
    for path in ("", "/uitkomst", "/volg", "/volg/40", "/watals", "/vergelijk", "/antwoorden"):
        page.goto(f"{web.adres}{klaar}{path}")
        options = {"runOnly": {"type": "tag", "values": REGELS}, "resultTypes": ["violations"]}
        assert Axe().run(page, options=options).response["violations"] == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    context.close()
