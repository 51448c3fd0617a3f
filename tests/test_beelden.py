"""Pictures in the annexes: nothing is cut, nothing overlaps, all text is data."""

from __future__ import annotations

import re
import subprocess
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import combinations, pairwise
from pathlib import Path

import keuring
import pytest
from lxml import etree
from lxml.etree import _Element
from lxml.html import fromstring
from openpyxl import load_workbook

from mo_report.bijlage import render
from mo_report.bijlage.beeld import Box, Caption, Drawing, Pen, drawn
from mo_report.bijlage.beeld.maat import own_widths
from mo_report.bijlage.beeld.vorm import SLEUTEL
from mo_report.bijlage.huisstijl import default_style
from mo_report.bijlage.opmaak import Layout
from mo_report.bijlage.uitgave import Uitgave, Werkboek
from mo_report.verhaal.beelden import Beeld, Groep, Kaart, Rij, Stapel, Stapels, Staven, Trap, Trede, Vak

LANG = "Een locatie met een naam waar geen einde aan lijkt te komen, en die toch helemaal is ingevuld"
WOORD = "Wmaatschappelijkeopvangvoorziening" * 3


def groep(naam: str, *waarden: object) -> Groep:
    values = tuple(None if w is None else Decimal(str(w)) for w in waarden)
    return Groep(naam, values, tuple("–" if w is None else f"€\u00a0{w}" for w in waarden))


def dag(naam: str, *waarden: str, gewerkt: range = range(0)) -> Rij:
    hours = (Decimal(waarden[n % len(waarden)]) for n in range(24))
    cells = (Vak(w, f"{w * 100:.0f}" if w else "", n in gewerkt) for n, w in enumerate(hours))
    return Rij(naam, tuple(cells))


def stapel(naam: str, totaal: str, *waarden: object) -> Stapel:
    own = groep(naam, *waarden)
    texts = tuple("" if w is None else str(w) for w in waarden)
    return Stapel(own.naam, own.waarden, texts, totaal)


UREN = tuple(str(n) for n in range(24))
STAVEN = {
    "een reeks": Staven(
        "Inzet", "De inzet.", "uur per etmaal", ("uren",),
        (groep("Frans Hals", 5.1), groep("Kennemerhof", 14.4), groep("0", 0), groep("leeg", None)),
    ),
    "minder en meer": Staven(
        "Verschil", "Het verschil.", "€ per jaar", ("een", "twee", "drie", "vier", "vijf"),
        (groep("A", -12345.1, 8340, 20000, None, 9000), groep("B", -1, 0, 3000, 4000, "0.01")),
    ),
    "alleen minder": Staven(
        "Besparing", "De besparing.", "€", ("een",), (groep("A", -12345.1), groep("B", -300))
    ),
    "alles nul": Staven(
        "Nul", "Niets.", "uur", ("a", "b", "c"), (groep("A", 0, 0, None), groep("B", 0, None, 0))
    ),
    "vijandig": Staven(
        "<b>titel</b>", "<i>uitleg</i> {{6*6}} \" ' </title>", "<u>uur</u>", ("<b>", "m" * 200),
        (
            groep("<b>", "1E+20", "-1E+20"), groep("{{7*7}}", "1E-20", 1), groep(LANG, 1, 2),
            groep(WOORD, None, 0), groep("", 3, 4), groep("met\neen\tregel", 5, 6),
            Groep("tekst", (Decimal(1), Decimal(-1)), (WOORD, LANG)),
        ),
    ),
    "veertig": Staven(
        "Veertig", "Veertig locaties.", "€", ("nu", "straks"),
        tuple(groep(f"Locatie {n} {LANG[:60 * (n % 9 == 0)]}", n, 40 - n) for n in range(40)),
    ),
}  # fmt: skip
KAARTEN = {
    "rooster": Kaart(
        "Rooster", "De toeslag per uur.", UREN,
        (
            dag("maandag tot en met vrijdag", "0", "0.22", "0.44", gewerkt=range(7, 23)),
            dag("zondag", "0.6"), dag("<b>{{7*7}}</b> " + LANG, "3", gewerkt=range(24)),
        ),
        "% toeslag",
    ),
    "alles nul": Kaart("Nul", "Niets.", UREN, (dag("elke dag", "0"),)),
    "tinten": Kaart(
        "Tinten", "Alle.", tuple(f"{n}–{n + 1}" for n in range(24)),
        (dag("alle", *(f"{m}" for m in range(24))), *(dag("0", "0") for _ in range(21))),
    ),
}  # fmt: skip
STAPELS = {
    "gewoon": Stapels(
        "Onderdelen", "De onderdelen.", "€", ("dag", "nacht", "huis", "eten", "kind", "op"), tuple(range(6)),
        (
            stapel("Frans Hals", "€ 52", 13, 2, 26, 10, 0, 1),
            stapel(LANG, "€ 8", 5, None, "0.01", 1, 1, 1),
        ),
    ),
    "vijandig": Stapels(
        "<b>{{7*7}}", "<i>&amp;", "<u>", ("<b>" * 40, "m" * 200), (3, 9),
        (
            Stapel(WOORD, (Decimal("1E+20"), Decimal("1E-20")), (WOORD, LANG), WOORD),
            Stapel("", (Decimal(0), Decimal(-4)), ("0", "−4"), "−4"),
        ),
    ),
    "alles nul": Stapels("Nul", "Niets.", "€", ("a",), (0,), (Stapel("A", (None,), ("",), "–"),)),
}  # fmt: skip
TREDEN = tuple(
    Trede(name, Decimal(value), f"€\u00a0{value}")
    for name, value in (("salaris", "20.06"), ("ORT", "2.81"), (LANG, "-4"), (WOORD, "0.01"))
)
WATERVALLEN = {
    "op en neer": Trap(
        "Stappen", "Van niets.", "€ per uur", TREDEN, Trede("tarief", Decimal("18.88"), "€ 18.88"),
    ),
    "nul": Trap("Nul", "Niets.", "", (), Trede("<b>", Decimal(), WOORD)),
    "zestig": Trap("Veel", "Veel.", "€", TREDEN * 15, Trede("samen", Decimal(283), "283")),
}  # fmt: skip
BEELDEN: dict[str, Beeld] = {
    **{f"staven, {name}": g for name, g in STAVEN.items()},
    **{f"kaart, {name}": h for name, h in KAARTEN.items()},
    **{f"stapel, {name}": g for name, g in STAPELS.items()},
    **{f"waterval, {name}": g for name, g in WATERVALLEN.items()},
}
PAGINA = """{% from "delen/macros.html.j2" import figuur with context %}<!DOCTYPE html>
<html lang="nl-NL"><head><title>Beelden</title>
<meta name="dcterms.created" content="2026-01-01T00:00:00Z"/>
<meta name="dcterms.modified" content="2026-01-01T00:00:00Z"/></head><body><h1>Beelden</h1>
{% for b in beelden %}{{ figuur(b) }}{% endfor %}</body></html>"""
STIJL = default_style()
TEKENAAR = Pen(STIJL.kleuren, own_widths())
breedte = own_widths().breedte


@pytest.fixture(scope="module")
def pagina() -> str:
    template = render.environment().from_string(PAGINA)
    return template.render(o=Layout(STIJL, TEKENAAR, []), beelden=BEELDEN.values())


@pytest.fixture(scope="module")
def pdf(pagina: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page as a PDF: any warning of WeasyPrint would have stopped it."""
    path = tmp_path_factory.mktemp("beelden") / "beelden.pdf"
    uitgave = Uitgave("x", "x", STIJL, Werkboek("leeg.xlsx", "leeg", b""))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(render, "document", lambda *_: etree.fromstring(pagina))
        render.write_pdf(path, date(2026, 1, 1), [], uitgave, {})
    return path


def kader(t: Caption) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a text."""
    wide = breedte(t.tekst, t.grootte)
    left = t.x - {"start": 0, "end": wide}[t.anker]
    return left, t.y - t.grootte / 2, left + wide, t.y + t.grootte / 2


def is_staaf(v: Box) -> bool:
    """Whether an area is a bar: in the colour of a series, and no key of the legend."""
    key = abs(v.breedte - SLEUTEL) < 0.001 and abs(v.hoogte - SLEUTEL) < 0.001
    return v.kleur in STIJL.kleuren.reeksen and v.hoogte > 3 and not key


def hoek(v: Box) -> tuple[float, float, float, float]:
    return v.x, v.y, v.x + v.breedte, v.y + v.hoogte


def delen(beeld: Beeld) -> list[Drawing]:
    return drawn(beeld, TEKENAAR)


def staven(beeld: Beeld) -> list[Box]:
    return [v for d in delen(beeld) for v in d.vlakken if is_staaf(v)]


DELEN = {f"{name} {n}": deel for name, b in BEELDEN.items() for n, deel in enumerate(delen(b), 1)}


@pytest.mark.parametrize("deel", DELEN.values(), ids=DELEN)
def test_nothing_is_outside_the_drawing(deel: Drawing) -> None:
    assert deel.hoogte <= 190
    boxes = [(v.x, v.y, v.x + v.breedte, v.y + v.hoogte) for v in deel.vlakken]
    for left, top, right, bottom in [*boxes, *map(kader, deel.teksten)]:
        assert left >= 0 and top >= 0
        assert right <= deel.breedte + 0.001 and bottom <= deel.hoogte + 0.001


@pytest.mark.parametrize("deel", DELEN.values(), ids=DELEN)
def test_no_text_is_over_another(deel: Drawing) -> None:
    for a, b in combinations(map(kader, deel.teksten), 2):
        assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] + 0.4 or b[3] <= a[1] + 0.4, (a, b)


@pytest.mark.parametrize("deel", DELEN.values(), ids=DELEN)
def test_a_text_is_on_a_bar_or_beside_it(deel: Drawing) -> None:
    for text in map(kader, deel.teksten):
        for bar in (hoek(v) for v in deel.vlakken if is_staaf(v)):
            beside = text[2] <= bar[0] + 0.01 or bar[2] <= text[0] + 0.01
            above = text[3] <= bar[1] + 0.4 or bar[3] <= text[1] + 0.4
            on = bar[0] <= text[0] and text[2] <= bar[2]
            assert beside or above or on, (text, bar)


def test_bars_are_as_long_as_their_values() -> None:
    for graph in STAVEN.values():
        drawn = staven(graph)
        values = [w or Decimal() for g in graph.groepen for w in g.waarden]
        most = max(map(abs, values)) or Decimal(1)
        longest = max(v.breedte for v in drawn)
        assert longest > 15 or not any(values)
        for bar, value in zip(drawn, values, strict=True):
            assert bar.breedte == pytest.approx(float(abs(value) / most) * longest, abs=1e-9)
        ends = {round(v.x + v.breedte if w < 0 else v.x, 6) for v, w in zip(drawn, values, strict=True)}
        assert len(ends) == 1


def test_stacked_parts_touch_and_are_as_long_as_their_values() -> None:
    drawn = staven(STAPELS["gewoon"])
    first = [v for v in drawn if v.y == drawn[0].y]
    assert [round(v.breedte / first[0].breedte * 13, 6) for v in first] == [13, 2, 26, 10, 1]
    assert all(a.x + a.breedte == pytest.approx(b.x) for a, b in pairwise(first))


def test_each_step_begins_where_the_one_before_ended() -> None:
    *steps, total = staven(WATERVALLEN["op en neer"])
    low = min(v.x for v in (*steps, total))
    scale = total.breedte / 18.88
    at = 0.0
    for bar, step in zip(steps, TREDEN, strict=True):
        end = at + float(step.waarde)
        assert (bar.x - low) / scale == pytest.approx(min(at, end), abs=1e-6)
        assert bar.breedte / scale == pytest.approx(abs(end - at), abs=1e-6)
        at = end
    assert at == pytest.approx(18.88)


def test_forty_groups_are_in_parts_that_hold_them_all() -> None:
    assert len(delen(STAVEN["veertig"])) > 1
    assert len(staven(STAVEN["veertig"])) == 80
    assert len(delen(WATERVALLEN["zestig"])) > 1


def test_a_name_has_two_lines_at_most() -> None:
    regels = TEKENAAR.regels
    assert regels("Frans Hals", 48) == ["Frans Hals"]
    first, second = regels(LANG, 48, 2)
    assert LANG.startswith(f"{first} {second.removesuffix('…')}") and second.endswith("…")
    first, second = regels(WOORD, 48, 2)
    assert WOORD.startswith(first + second.removesuffix("…")) and second.endswith("…")


def test_hours_worked_have_a_stripe() -> None:
    (deel,) = delen(KAARTEN["rooster"])
    stripes = [v for v in deel.vlakken if v.kleur == STIJL.kleuren.reeksen[1]]
    assert len(stripes) == 16 + 24 + 1  # and one in the legend
    told = [t.tekst for t in deel.teksten]
    assert "streep onder het vak: gewerkt" in told
    (deel,) = delen(KAARTEN["alles nul"])
    assert "streep onder het vak: gewerkt" not in [t.tekst for t in deel.teksten]


def test_a_picture_takes_the_colours_of_the_house_style() -> None:
    other = replace(STIJL.kleuren, reeksen=("#000000", *STIJL.kleuren.reeksen[1:]))
    pictures = drawn(STAVEN["een reeks"], replace(TEKENAAR, kleuren=other))
    assert {v.kleur for v in pictures[0].vlakken} & set(STIJL.kleuren.reeksen + other.reeksen) == {"#000000"}


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


def test_more_series_than_colours_each_have_one() -> None:
    """A tariff of seven parts and a house style of six colours: it stopped the run."""
    kleuren = default_style().kleuren
    found = [kleuren.reeks(n) for n in range(3 * len(kleuren.reeksen))]
    assert found[: len(kleuren.reeksen)] == list(kleuren.reeksen)
    assert len(set(found)) == len(found)


def test_series_differ_in_grey_and_from_the_paper() -> None:
    colours = STIJL.kleuren
    assert all(contrast(colours.rand(c), "#ffffff") >= 3 for c in colours.reeksen)
    greys = sorted(map(grijs, colours.reeksen))
    assert all(b - a > 9 for a, b in pairwise(greys))


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
    parts = [len(delen(p)) for p in BEELDEN.values()]
    assert len(titles) == len(list(page.iter("svg"))) == sum(parts)
    assert STAVEN["vijandig"].uitleg in titles
    assert "Veertig locaties. (deel 2 van 3)" in titles
    done = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, check=True, text=True)
    told = " ".join(done.stdout.replace("\u00a0", " ").split())
    for said in (
        "<b>titel</b>", "in <u>uur</u>", "{{7*7}}", "Een locatie met een naam waar", "€ 14.4",
        "Kennemerhof", "€ -12345.1", "€ -300", "Locatie 39", "Veertig (vervolg)", "hoe donkerder",
        "in % toeslag", "maandag tot en met", "44", "mmm…",
    ):  # fmt: skip
        assert said in told, said


@pytest.mark.long
def test_validators_find_nothing(pdf: Path) -> None:
    keuring.keur([pdf])


def test_a_component_has_one_colour_on_sheets_and_pages(uitvoer: Path) -> None:
    """Also in the files of an aanbieder who has not all components."""
    for folder in ("hvo-querido", "ribw-k-am"):
        page = fromstring((uitvoer / folder / "tariefbijlage.html").read_text("utf-8"))
        picture = next(svg for svg in page.iter("svg") if "met de onderdelen van het tarief" in svg[0].text)
        keys = [rect.get("fill") for rect in picture.iter("rect") if float(rect.get("width")) == SLEUTEL]
        names = [t.text.strip() for t in picture.iter("text") if t.get("x") != "0"][: len(keys)]
        path = uitvoer / folder / "tariefblad.xlsx"
        sheet = load_workbook(path)["Samenvatting"]
        with zipfile.ZipFile(path) as archive:
            chart = archive.read("xl/charts/chart1.xml").decode()
        colours = {
            sheet[cell].value: "#" + colour.lower()
            for cell, colour in re.findall(r"<ser>.*?!([A-Z]+[0-9]+)</f>.*?srgbClr val=\"(\w+)\"", chart)
        }
        assert len(keys) > 3 and len(set(colours.values())) == len(colours)
        assert dict(zip(names, keys, strict=True)).items() <= colours.items()
