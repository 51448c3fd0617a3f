"""The PDFs: what they say, in which order, and what they must not hold."""

from __future__ import annotations

import re
import subprocess
import zipfile
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import goudproef
import keuring
import pikepdf
import pytest
from lxml import etree
from lxml.html import fromstring
from openpyxl import load_workbook
from pagina import UITGAVE
from weasyprint import HTML

from mo_report import __version__
from mo_report.bijlage import render
from mo_report.bijlage.bijlagen import write_tariefbijlage
from mo_report.bijlage.omslag import cover
from mo_report.bijlage.render import LayoutError, write_pdf
from mo_report.bijlage.weergave import chapters_for
from mo_report.bijlage.woorden import ANKER, as_html, explain_terms
from mo_report.engine.dossier import Dossier
from mo_report.engine.rekenen import Result, calculate
from mo_report.invoer import read_input
from mo_report.lib.namen import key_of
from mo_report.model import Aanbieder
from mo_report.model.voorbeeld.gegevens import haarlem
from mo_report.uitvoer.kenmerk import kenmerk_van
from mo_report.verhaal.begrippen import begrippen
from mo_report.verhaal.vorm import Lezer
from mo_report.werkboek.invoerboek import write_input


@cache
def text(path: Path) -> str:
    done = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True, text=True)
    return " ".join(done.stdout.replace("\u00a0", " ").split())


@pytest.fixture(scope="module")
def bijlage(uitvoer: Path) -> str:
    return text(uitvoer / "bijlage-kostprijsmodel.pdf")


CHAPTERS = (
    "1. Maandsalaris en inschaling", "2. Opslagen", "3. Sociale lasten", "4. Overhead",
    "5. Declarabele uren", "6. Risico-opslag en uurtarief", "7. Verblijfsvoorziening",
    "8. Vergelijking", "9. Berekening van de ORT", "10. Aansluiting op gepubliceerde cijfers",
    "11. Is het een reële prijs?", "12. Scenario’s", "13. Eigen bijdrage", "14. Indexering",
    "15. Aannames en bronnen", "T1. Het kostprijsmodel", "T2. Maandsalaris en inschaling", "T3. Opslagen",
    "T4. Risico-opslag en uurtarief", "T5. Verblijfsvoorziening", "T6. Vergelijking", "T7. Berekening van de ORT",
    "T8. Aansluiting op gepubliceerde cijfers", "T9. Is het een reële prijs?", "T10. Scenario’s",
    "T11. Eigen bijdrage", "T12. Indexering", "T13. Aannames en bronnen", "T14. Percelen en producten",
    "T15. Definities van kosten",
    "T16. Begrippenlijst",
)  # fmt: skip


def html(resultaat: Result, aanbieder: str = "") -> str:
    """A document as HTML: the public annex, or that of an aanbieder."""
    d = resultaat.dossier
    if aanbieder:
        (record,) = (r for r in d[Aanbieder] if r.name == aanbieder)
        own = calculate(d.per_aanbieder(record))
        chapters = chapters_for(own, Lezer.AANBIEDER)
    else:
        own = calculate(d.zonder_aanbieders())
        chapters = chapters_for(own, Lezer.OPENBAAR)
    content = cover(own, UITGAVE, "titel", "ondertitel", [])
    more = {"dag": date(2026, 1, 1), "aanbieder": aanbieder}
    return render.html(chapters, UITGAVE.stijl, {**content, **more})


def test_chapters_follow_bijlage_2(bijlage: str) -> None:
    # Each stands in the contents, and in the same order again above its chapter.
    first = [bijlage.index(c, bijlage.index("Inhoud")) for c in CHAPTERS]
    assert first == sorted(first)
    heads = [bijlage.rindex(f"{c} ") for c in CHAPTERS]
    assert heads == sorted(heads)


def test_contents_name_the_page_of_each_chapter(uitvoer: Path) -> None:
    path = uitvoer / "bijlage-kostprijsmodel.pdf"
    done = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True)
    pages = done.stdout.split("\f")
    contents = next(p for p in pages if re.search(r"^ *Inhoud\n.*In het kort", p, re.M | re.S))
    for chapter in CHAPTERS:
        found = re.search(rf"^ *{re.escape(chapter)} +(\d+)$", contents, re.M)
        assert found, chapter
        page = pages[int(found[1]) - 1]
        assert re.search(rf"^ *{re.escape(chapter)}$", page, re.M), chapter


def test_bookmarks_lead_to_the_chapters(uitvoer: Path) -> None:
    with pikepdf.open(uitvoer / "bijlage-kostprijsmodel.pdf") as pdf, pdf.open_outline() as outline:
        (top,) = outline.root
        assert [str(item.title) for item in top.children if re.match(r"T?\d", str(item.title))] == list(CHAPTERS)


@pytest.mark.parametrize(
    "said",
    [
        "kostprijs per fte / declarabele uren",  # in words
        "€ 85.226,35 / 1.378",  # in numbers
        "€ 61,85",  # and with its result
        "De set rekent met 14,00% ORT; het uurtarief is dan € 61,85. Uit het rooster volgt 14,65% "
        "(cao GGZ); dan is het uurtarief € 62,16 (€ 0,31 hoger).",
        "Een gemiddelde over deze cao’s staat daarom niet naast de uurtarieven.",  # of 2020 and 2023
        "De bron geeft 25,00%; de berekening geeft 27,87%.",
        "geen norm voor hoe een aanbieder de opvang moet uitvoeren",
        "klopt (bron rondt af op € 1,00)",
        "niet te herleiden",
        "Hiervoor zit geen opslag in het uurtarief: e. indexatie van de prijs",  # a gap, named
        "Boven op elke € 100 loon komt € 30,89 aan sociale lasten.",  # the message of a chapter
        "Over de hoogte is discussie",  # what speaks for another value
        "10% hoger: uurtarief van woonbegeleiding beperkt € 1,43 hoger.",  # and what that does
        "Geen onderbouwing gegeven: Loonaandeel.",
        "De bron geeft € 225,00; de berekening geeft € 257,00.",
        "Figuur 2. Van salaris naar uurtarief: Woonbegeleiding beperkt, HHM 2020. De getallen staan in bijlage T1.",
        "Van salaris naar uurtarief, euro voor euro",
        "Van 45 gepubliceerde cijfers komen er 36 uit dit model en 6 niet. Van 3 geeft de bron geen opbouw.",
        "Toeslag per uur van de dag, cao GGZ",
        "4,91%",
    ],
)
def test_the_annex_says(bijlage: str, said: str) -> None:
    assert said in bijlage


def test_tariefbijlage_builds_up_each_locatie(uitvoer: Path) -> None:
    own = text(uitvoer / "ribw-k-am" / "tariefbijlage.pdf")
    for locatie in ("Frans Hals", "Kennemerhof", "Haarlemmermeer", "Ziekenboeg"):
        assert f"Tarief per plek per etmaal, {locatie}" in own
    assert "5,1 × € 61,85 / 24" in own
    assert "Dit tarief rust op aannames" in own
    assert "Tabel 1." in own


def test_tariefbijlage_shows_hours_budget_and_eigen_bijdrage(uitvoer: Path) -> None:
    own = text(uitvoer / "ribw-k-am" / "tariefbijlage.pdf")
    assert "Uren begeleiding per etmaal op een hele groep" in own
    assert "16,208" in own  # the Kennemerhof, on a group of 24
    assert "Per saldo worden er meer uren gewerkt dan het tarief betaalt: dat is € 229.305,54 per jaar" in own
    assert "De feitelijke inzet is niet bekend van ‘Ziekenboeg’; daar geldt de norm." in own
    assert "€ 60.681,25" in own  # eigen bijdrage of Frans Hals
    assert "Uw tarieven per jaar, OVA en PPC" in own
    assert "Dagopvang, Wilhelminastraat" in text(uitvoer / "hvo-querido" / "tariefbijlage.pdf")


def test_no_pdf_holds_what_is_not_its_own(uitvoer: Path, bijlage: str) -> None:
    hvo = ("HVO", "Querido", "Velserpoort", "Wilhelminastraat")
    ribw = ("RIBW", "Frans Hals", "Kennemerhof", "Haarlemmermeer", "Ziekenboeg")
    assert not [w for w in hvo + ribw if w in bijlage]
    assert not [w for w in ribw if w in text(uitvoer / "hvo-querido" / "tariefbijlage.pdf")]
    assert not [w for w in hvo if w in text(uitvoer / "ribw-k-am" / "tariefbijlage.pdf")]


def test_no_pdf_tells_of_an_empty_benchmark(uitvoer: Path, bijlage: str) -> None:
    own = [text(uitvoer / n / "tariefbijlage.pdf") for n in ("ribw-k-am", "hvo-querido")]
    assert not [t for t in (bijlage, *own) if re.search(r"\d\. [A-Za-z ]*benchmark", t, re.IGNORECASE)]


def test_fonts_are_the_bundled_ones_and_embedded(uitvoer: Path) -> None:
    path = uitvoer / "bijlage-kostprijsmodel.pdf"
    lines = subprocess.run(["pdffonts", path], capture_output=True, check=True, text=True).stdout
    fonts = lines.splitlines()[2:]
    assert fonts
    assert all("Source-Sans" in f and " yes " in f for f in fonts), lines


def _bijgesloten(path: Path) -> dict[str, bytes]:
    with pikepdf.open(path) as pdf:
        return {name: spec.get_file().read_bytes() for name, spec in pdf.attachments.items()}


def test_each_aanbieder_has_its_own_workbook_inside(uitvoer: Path) -> None:
    for folder in ("hvo-querido", "ribw-k-am"):
        inside = _bijgesloten(uitvoer / folder / "tariefbijlage.pdf")
        assert inside == {"tariefblad.xlsx": (uitvoer / folder / "tariefblad.xlsx").read_bytes()}


def test_public_workbook_has_the_model_and_no_aanbieder(uitvoer: Path, tmp_path: Path) -> None:
    inside = _bijgesloten(uitvoer / "bijlage-kostprijsmodel.pdf")
    assert list(inside) == ["kostprijsmodel.xlsx"]
    path = tmp_path / "kostprijsmodel.xlsx"
    path.write_bytes(inside["kostprijsmodel.xlsx"])
    book = load_workbook(path)
    assert {"Samenvatting", "Uurtarieven", "Vergelijking", "Controle"} <= set(book.sheetnames)
    with zipfile.ZipFile(path) as archive:
        everything = " ".join(archive.read(n).decode("utf-8", "replace") for n in archive.namelist())
    for word in ("HVO", "Querido", "Velserpoort", "RIBW", "Frans Hals", "Kennemerhof"):
        assert word not in everything, word


def test_colophon_says_what_it_was_made_with(uitvoer: Path, bijlage: str, resultaat: Result) -> None:
    d = resultaat.dossier
    (ribw,) = (r for r in d[Aanbieder] if r.name == "RIBW K/AM")
    own = text(uitvoer / "ribw-k-am" / "tariefbijlage.pdf")
    for told, dossier in ((bijlage, d.zonder_aanbieders()), (own, d.per_aanbieder(ribw))):
        assert kenmerk_van(dossier) in told and kenmerk_van(d) not in told
        assert f"mo-report, versie {__version__}" in told
    assert "tariefblad.xlsx" in text(uitvoer / "ribw-k-am" / "tariefbijlage.pdf")


def test_parameters_are_no_norms_says_every_page_but_the_cover(uitvoer: Path) -> None:
    for path in uitvoer.rglob("*.pdf"):
        done = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True, text=True)
        _, *pages = done.stdout.strip("\f").split("\f")
        assert all("geen norm voor hoe een aanbieder" in page for page in pages), path


@pytest.mark.parametrize("aanbieder", ["", "HVO-Querido", "RIBW K/AM"])
def test_no_note_is_lost(resultaat: Result, uitvoer: Path, aanbieder: str) -> None:
    """WeasyPrint may drop notes: each one in the page is in the PDF, with its number."""
    page = fromstring(html(resultaat, aanbieder))
    notes = ["".join(n.itertext()) for n in page.iter("mo-note")]
    below = [" ".join("".join(n.itertext()).split()) for n in page.iter("span") if n.get("class") == "noot"]
    name = f"{key_of(aanbieder)}/tariefbijlage.pdf" if aanbieder else "bijlage-kostprijsmodel.pdf"
    told = text(uitvoer / name)
    assert len(below) > 5
    assert not [note for note in below if note not in told]
    for number, note in enumerate(notes, 1):
        assert f" {number}. {' '.join(note.split())}" in told, note


@pytest.mark.parametrize("aanbieder", ["", "HVO-Querido", "RIBW K/AM"])
def test_a_term_is_explained_where_it_is_first_used(resultaat: Result, aanbieder: str) -> None:
    """In running text, the first time that a term stands there it leads to what it means."""
    page = fromstring(html(resultaat, aanbieder))
    ids = [str(e.get("id")) for e in page.iter("td") if e.get("id")]
    listed = {name.removeprefix(ANKER) for name in ids if name.startswith(ANKER)}
    links = [str(a.get("href")) for a in page.iter("a") if a.get("class") == "begrip"]
    assert len(links) == len(set(links)) > 15
    assert {link.removeprefix(f"#{ANKER}") for link in links} <= listed < set(begrippen())
    prose = [e for e in page.iter("p", "li") if not list(e.iterancestors("nav", "figure", "table"))]
    for key, term in begrippen().items():
        pattern = re.compile(rf"(?<![\w-]){re.escape(term.woord)}(?![\w-])")
        for element in prose:
            if any(a.get("href") == f"#{ANKER}{key}" for a in element.iter("a")):
                break
            said = "".join(element.xpath(".//text()[not(ancestor::mo-note)]"))
            longer = [t.woord for t in begrippen().values() if term.woord in t.woord != term.woord]
            for other in longer:  # ‘leidende tariefvariant’ is a term of its own
                said = said.replace(other, "")
            assert not pattern.search(said), (term.woord, said)


def test_a_term_in_a_name_is_text() -> None:
    root = explain_terms(
        "<html><body><p>De &lt;b&gt;ORT&lt;/b&gt; en de <strong>ORT</strong>, per etmaal.</p>"
        f'<table><tbody><tr><td id="{ANKER}ort">ORT</td></tr><tr><td id="{ANKER}zvw">Zvw</td></tr>'
        "</tbody></table>"
        "</body></html>"
    )
    page = as_html(root)
    assert f'De &lt;b&gt;<a class="begrip" href="#{ANKER}ort">ORT</a>&lt;/b&gt; en de <strong>ORT' in page
    assert f'per <a class="begrip" href="#{ANKER}etmaal">etmaal</a>.' in page
    assert "Zvw" not in page


@pytest.mark.parametrize("aanbieder", ["", "RIBW K/AM"])
def test_every_picture_is_told_in_words_and_has_its_table(resultaat: Result, aanbieder: str) -> None:
    page = fromstring(html(resultaat, aanbieder))
    captions = [" ".join("".join(c.itertext()).split()) for c in page.iter("caption")]
    figures = list(page.iter("figure"))
    assert len(figures) >= 4
    for figure in figures:
        assert all(len(str(svg.findtext("title"))) > 40 for svg in figure.iter("svg"))
        said = " ".join("".join(figure.find("figcaption").itertext()).split())
        table = re.search(r"De getallen staan in tabel (\d+)\.", said)
        if table:
            assert any(c.startswith(f"Tabel {table[1]}.") for c in captions), said
        else:
            assert re.search("De getallen staan in (hoofdstuk|bijlage)", said)
    numbers = [int(c.split()[1][:-1]) for c in captions if c.startswith("Tabel ")]
    assert numbers == list(range(1, len(numbers) + 1))


def test_text_of_the_input_is_text_in_the_html(resultaat: Result) -> None:
    public = calculate(resultaat.dossier.zonder_aanbieders())
    content: dict[str, Any] = cover(public, UITGAVE, "<i>{{6*6}}", "ondertitel", [])
    content["algemeen"] = {**content["algemeen"], "gemeente": "<script>x</script>{{7*7}}"}
    chapters = chapters_for(public, Lezer.OPENBAAR)
    page = render.html(chapters, UITGAVE.stijl, {**content, "dag": date(2026, 1, 1)})
    assert "<script>" not in page
    assert "&lt;script&gt;x&lt;/script&gt;{{7*7}}" in page
    assert "&lt;i&gt;{{6*6}}" in page


def test_a_tree_gives_the_bytes_that_its_html_gives() -> None:
    """WeasyPrint has no way in for a tree: what is set there instead is all that it sets itself."""
    page = (
        '<html lang="nl-NL"><head><title>Proef</title></head><body><h1 id="een">Eén &amp; twee</h1>'
        '<p>Zie <a href="#een">hier</a>,<br/>of niet.</p><table><tbody><tr><td>€ 1,00</td></tr></tbody></table>'
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg></body></html>'
    )
    root = etree.fromstring(page)
    ours, theirs = render._Parsed(root, render._OwnFiles(UITGAVE.stijl)), HTML(string=as_html(root), base_url="mo:")
    one, other = (document.write_pdf(pdf_variant="pdf/a-3a") for document in (ours, theirs))
    assert one == other


def test_nothing_is_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A template that asks for a file or an address fails the run instead of getting it."""
    secret = tmp_path / "geheim.png"
    secret.write_bytes(b"x")
    for url in (secret.as_uri(), "http://127.0.0.1:9/x.png", "data:image/png;base64,AAAA"):
        page = fromstring(f"<html lang=nl><head><title>t</title></head><body><img alt=x src='{url}'></body></html>")
        monkeypatch.setattr(render, "document", lambda *_, page=page: page)
        with pytest.raises(LayoutError):
            write_pdf(tmp_path / "x.pdf", date(2026, 1, 1), [], UITGAVE, {})
    assert not (tmp_path / "x.pdf").exists()


def test_an_aanbieder_without_locaties_has_an_annex(tmp_path: Path) -> None:
    data = haarlem()
    sheets = data["bladen"]
    sheets["Aanbieders"].append({"aanbieder": "Zonder", "consortium": "nee"})
    sheets["Teams"].append({**sheets["Teams"][0], "team": "Nog nergens", "aanbieder": "Zonder"})
    write_input(tmp_path / "invoer.xlsx", data, hoogstens=8)
    result = read_input(tmp_path / "invoer.xlsx").resultaat
    assert result is not None
    own = calculate(result.dossier.per_aanbieder(result.dossier[Aanbieder][-1]))
    path = tmp_path / "bijlage.pdf"
    write_tariefbijlage(own, path, UITGAVE)
    assert "Deze aanbieder heeft in de invoer geen locaties" in text(path)


def test_public_dossier_has_no_aanbieders(resultaat: Result) -> None:
    public: Dossier = resultaat.dossier.zonder_aanbieders()
    for block, records in public.records.items():
        if block.__name__ in ("Aanbieder", "Locatie", "Locatiekosten", "Locatietarief"):
            assert not records


@pytest.mark.parametrize("name", goudproef.DOCUMENTEN)
def test_the_documents_say_what_they_said(uitvoer: Path, name: str) -> None:
    """After a change on purpose: .venv/bin/python tests/goudproef.py"""
    said = goudproef.gezegd(uitvoer / f"{name}.pdf").splitlines()
    assert said == goudproef.goud(name).read_text("utf-8").splitlines()


@pytest.mark.parametrize(
    "name",
    [
        "bijlage-kostprijsmodel",
        # Made of the same parts.
        *(pytest.param(f"{own}/tariefbijlage", marks=pytest.mark.long) for own in ("ribw-k-am", "hvo-querido")),
    ],
)
def test_validators_find_nothing(uitvoer: Path, name: str) -> None:
    """Every PDF is archivable (PDF/A-3a) and accessible (PDF/UA-1), say outside judges."""
    keuring.keur([uitvoer / f"{name}.pdf"])
