"""Hostile texts come out as the texts they are, everywhere; and nothing is ever fetched."""

from __future__ import annotations

import json
import re
import subprocess
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from klein import klein
from motoren import IronCalc, formulas
from opdracht import run
from openpyxl import load_workbook
from weasyprint import HTML

from mo_report.bijlage.huisstijl import default_style
from mo_report.bijlage.render import _OwnFiles
from mo_report.invoer import Reading, read_input
from mo_report.model import Locatie
from mo_report.uitvoer.schrijven import write_all
from mo_report.werkboek.invoerboek import write_input

#: Names of the example, and what they are here.
NAMEN = {
    "RIBW K/AM": "../../x",
    "HVO-Querido": "CON",
    "Kennemerhof": '=HYPERLINK("http://localhost/x","klik")',
    "Frans Hals": "@SUM(1+1)*cmd|' /C calc'!A0",
    "Velserpoort 1: OGGZ": "<script>alert(1)</script>",
    "Woonbegeleiding beperkt": "{{7*7}}{% raw %}",
    "Woonbegeleiding intensief": "_x0041_[red]rood[/red]",
    "Trajectbegeleiding": "javascript:alert(1)//%s%n",
    "GGZ": "+1+1",
    "MBO-4": "C:\\x",
}
#: Words that stand beside a value, where a name has no room for more.
WOORDEN = "'\"><img src='http://localhost/x'><a href=\"file:///etc/passwd\">&amp; &[Path] #REF!"


@pytest.fixture(scope="module")
def hits() -> Iterator[list[str]]:
    """What is asked of a server on this machine."""
    asked: list[str] = []

    class Server(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Server) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        asked.append(str(server.server_port))
        yield asked
        server.shutdown()


def vervangen(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {k: vervangen(v, names) for k, v in value.items()}
    if isinstance(value, list):
        return [vervangen(v, names) for v in value]
    return names.get(value, value) if isinstance(value, str) else value


@pytest.fixture(scope="module")
def invoer(tmp_path_factory: pytest.TempPathFactory, hits: list[str]) -> Path:
    data = vervangen(klein(), NAMEN)
    words = WOORDEN.replace("localhost", f"localhost:{hits[0]}")
    for row in data["bladen"]["Bronnen"]:
        row["titel"] = words
    for row in data["bladen"]["Opslagen"]:
        row["toelichting"] = words
    for row in data["bladen"]["Parametersets"]:
        row["omschrijving"] = words
    for row in data["bladen"]["Algemeen"]:
        if row["parameter"] in ("gemeente", "kenmerk"):
            row["waarde"] = words
    path = tmp_path_factory.mktemp("injectie") / "invoer.xlsx"
    write_input(path, data, hoogstens=5)
    return path


@pytest.fixture(scope="module")
def gelezen(invoer: Path) -> Reading:
    found = read_input(invoer)
    assert not found.fouten
    return found


@pytest.fixture(scope="module")
def uit(gelezen: Reading, invoer: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("injectie-uit")
    assert gelezen.resultaat is not None
    write_all(gelezen.resultaat, invoer, folder)
    return folder


def test_folders_are_safe_names(uit: Path) -> None:
    assert {p.name for p in uit.iterdir() if p.is_dir()} == {"x", "con-"}
    assert not (uit.parent / "x").exists()


def test_texts_are_texts_in_workbooks(uit: Path) -> None:
    books = list(uit.rglob("*.xlsx"))
    assert len(books) == 3
    seen: set[str] = set()
    for path in books:
        live = formulas(path)
        # Every formula is ours: none calls what a text asked for.
        bare = [re.sub(r"'(?:[^']|'')*'", "", f) for f in live.values()]
        assert not [f for f in bare if re.search(r"HYPERLINK|cmd|DDE|WEBSERVICE", f)]
        book = load_workbook(path)
        for sheet in book.worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    text = str(cell.value)
                    # As Excel shows it: what is kept there as _x005F_x0041_ is _x0041_.
                    assert "_x0041_" not in text.replace("_x005F_x0041_", "")
                    text = text.replace("_x005F_", "_")
                    if text in NAMEN.values() or "<img" in text:
                        assert cell.data_type == "s"
                        seen.add(text)
                    link = cell.hyperlink
                    assert not (link and link.target), f"{sheet.title}!{cell.coordinate}"
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                assert b"External" not in archive.read(name) or not name.endswith(".rels")
        engine = IronCalc(path)
        assert not [w for w in live if str(engine.value(*w)).startswith(("#NAME", "#ERROR", "#REF"))]
    assert set(NAMEN.values()) - seen == set()
    assert any("<img" in text for text in seen)


def test_texts_are_texts_in_pdfs(uit: Path) -> None:
    paths = list(uit.rglob("*.pdf"))
    assert len(paths) == 3
    texts = ""
    for path in paths:
        with pikepdf.open(path) as pdf:
            for each in pdf.objects:
                if isinstance(each, pikepdf.Dictionary):
                    assert not {"/JavaScript", "/JS", "/Launch", "/URI"} & set(each.keys())
                    assert str(each.get("/S", "")) not in ("/URI", "/Launch", "/JavaScript")
            assert len(pdf.attachments) == 1
        done = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True)
        texts += "".join(done.stdout.replace("\u200b", "").split())
    for name in NAMEN.values():
        if name not in ("+1+1", "C:\\x", "_x0041_[red]rood[/red]"):
            assert "".join(name.split()) in texts, name
    assert "<imgsrc='http://localhost" in texts
    assert "root:" not in texts


def test_texts_are_texts_in_json_and_on_screen(uit: Path, invoer: Path, tmp_path: Path) -> None:
    data = json.loads((uit / "resultaat.json").read_text("utf-8"))
    names = {row["locatie"] for row in data["locaties"]}
    assert names == {NAMEN[n] for n in ("Kennemerhof", "Frans Hals", "Velserpoort 1: OGGZ")}
    done = run("bereken", invoer, "--uit", tmp_path / "uit", "--geen-pdf")
    assert done.returncode == 0, done.stderr
    shown = "".join(done.stdout.split())
    assert "<script>" in shown
    assert "\x1b" not in done.stdout
    fields = json.loads(run("velden", invoer, "--json").stdout)
    assert {NAMEN["RIBW K/AM"], NAMEN["HVO-Querido"]} <= {f["waarde"] for f in fields}


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("a" * 10_000, "te veel tekst"),
        ("emoji \U0001f600", "teken"),
        ("nul _x0000_", "teken"),
        ("bel _x0007_", "teken"),
        ("schrift \u0623\u0628", "teken"),
    ],
)
def test_what_no_page_can_show_is_a_finding(text: str, what: str, kleintje: Path, tmp_path: Path) -> None:
    book = load_workbook(kleintje)
    sheet = book["Locaties"]
    column = next(c.column for c in sheet[4] if str(c.value).startswith("plaats"))
    sheet.cell(5, column).value = text
    path = tmp_path / "tekst.xlsx"
    book.save(path)
    found = [b for b in read_input(path).bevindingen if b.blad == "Locaties" and b.is_fout]
    assert found
    assert all(b.cel == sheet.cell(5, column).coordinate for b in found)
    assert any(what in b.wat for b in found), found


def test_marks_that_turn_text_around_are_no_part_of_it(kleintje: Path, tmp_path: Path) -> None:
    book = load_workbook(kleintje)
    book["Locaties"]["B5"] = "Haar\u202elem\u200b_x000D_\n"
    path = tmp_path / "tekst.xlsx"
    book.save(path)
    read = read_input(path)
    assert read.resultaat is not None
    assert read.resultaat.dossier[Locatie][0].texts["plaats"] == "Haarlem"


@pytest.mark.usefixtures("uit")
def test_nothing_was_fetched(hits: list[str]) -> None:
    assert len(hits) == 1


def test_nothing_is_fetched_even_by_markup_of_our_own(hits: list[str], tmp_path: Path) -> None:
    """If markup got through all the same, network and files are out of its reach."""
    secret = tmp_path / "geheim.txt"
    secret.write_text("geheim", "utf-8")
    base = f"http://127.0.0.1:{hits[0]}"
    markup = f"""
      <link rel="stylesheet" href="{base}/a.css"><link rel="attachment" href="{secret.as_uri()}">
      <style>@import url({base}/b.css); p {{ background: url({base}/c.png) }}
      @font-face {{ font-family: x; src: url({secret.as_uri()}) }}</style>
      <img src="{base}/d.png"><img src="{secret.as_uri()}"><object data="{base}/e.svg"></object>
      <svg xmlns="http://www.w3.org/2000/svg">
      <image href="{base}/f.png"/><use href="{base}/g"/></svg>
      <p style="font-family: x">tekst</p>"""
    path = tmp_path / "uit.pdf"
    HTML(string=markup, url_fetcher=_OwnFiles(default_style()), base_url="mo:").write_pdf(path)
    assert hits == [hits[0]]
    with pikepdf.open(path) as pdf:
        assert not len(pdf.attachments)
    assert b"geheim" not in path.read_bytes()
