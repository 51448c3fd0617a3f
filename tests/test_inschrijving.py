"""Bids: what a bidder gets and gives, and what the gemeente sees beside one another."""

from __future__ import annotations

import statistics
import subprocess
import zipfile
from pathlib import Path

import pytest
from formulier import kenmerken, vul_formulier
from keuring import keur
from motoren import IronCalc, cached, formulas, gnumeric, libreoffice, omgezet, same
from opdracht import run
from openpyxl import load_workbook
from uit_data import CASES, lees_gegevens
from zes import MAP, NAMEN

from mo_report.antwoorden.inschrijving.maken import BOEK, RAPPORT, STAAT
from mo_report.invoer import read_input
from mo_report.model import ReelePrijs, Uurtarief
from mo_report.model.prijsdelen import DELEN
from mo_report.werkboek.invoerboek import write_input

#: EUR per declarabel uur, in the order of the elements: the third asks far less for overhead.
PRIJZEN = {
    "Het Anker": (41.1, 15.11, 15.2, 1.05, 0.5, 0.25, 1.3),
    "De Brug": (42.2, 14.87, 16.4, 0.95, 0.4, 0.35, 1.2),
    "De Cirkel": (39.9, 4.03, 13.1, 0.15, 0, 0, 0.1),
    "De Dam": (41.3, 14.43, 15.9, 1.15, 0.6, 0.45, 1.4),
}


@pytest.fixture(scope="module")
def invoer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = lees_gegevens(CASES / "zes-aanbieders.toml")
    data["bladen"]["Producten"][0]["prijsvorm"] = "ondergrens"
    path = tmp_path_factory.mktemp("bod") / "invoer.xlsx"
    write_input(path, data, hoogstens=10)
    return path


@pytest.fixture(scope="module")
def staten(invoer: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    uit = tmp_path_factory.mktemp("staten")
    done = run("inschrijfstaat", invoer, "--uit", uit)
    assert done.returncode == 0, done.stderr
    return uit


@pytest.fixture(scope="module")
def ingevuld(staten: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    uit = tmp_path_factory.mktemp("ingevuld")
    found = {}
    for name, prices in PRIJZEN.items():
        form = staten / MAP[name] / STAAT
        given = dict(zip(kenmerken(form), prices, strict=False))
        found[name] = vul_formulier(form, uit / f"{MAP[name]}.xlsx", given, toelichting=f"grootboek van {name}")
    return found


@pytest.fixture(scope="module")
def vergeleken(invoer: Path, ingevuld: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    uit = tmp_path_factory.mktemp("vergeleken")
    done = run("inschrijfstaat-lezen", invoer, *ingevuld.values(), "--uit", uit)
    assert done.returncode == 0, done.stdout + done.stderr
    return uit


def test_a_form_asks_every_element_and_holds_nothing_of_others(staten: Path, invoer: Path) -> None:
    result = read_input(invoer).resultaat
    assert result is not None
    (price,) = result.dossier[ReelePrijs]
    for name in NAMEN:
        form = staten / MAP[name] / STAAT
        asked = list(kenmerken(form).values())
        assert asked == [
            "Begeleiding: a. kosten van de beroepskracht",
            "Begeleiding: b. redelijke overheadkosten",
            "Begeleiding: c. niet productieve uren door verlof, ziekte, scholing en werkoverleg",
            "Begeleiding: d. reis- en opleidingskosten",
            "Begeleiding: e. indexatie van de prijs",
            "Begeleiding: f. overige kosten door verplichtingen van de gemeente",
            "Begeleiding: risico-opslag",
        ]
        with zipfile.ZipFile(form) as archive:
            text = b" ".join(archive.read(n) for n in archive.namelist()).decode("utf-8", "replace")
        assert not [other for other in NAMEN if other != name and other in text]
        assert not [
            line.name for line in DELEN if f"{result.number(price, line):.4f}"[:6] in text if result.number(price, line)
        ]


def test_the_price_is_seen_at_once(staten: Path) -> None:
    form = staten / MAP["De Brug"] / STAAT
    sheet = load_workbook(form).worksheets[0]
    (total,) = (r[6].coordinate for r in sheet.iter_rows() if r[1].value == "uw prijs per uur")
    (first,) = (r[6].coordinate for r in sheet.iter_rows() if str(r[1].value).startswith("a. "))
    engine = IronCalc(form)
    assert engine.value(sheet.title, total) == 0
    engine.change(sheet.title, first, 41.5)
    assert engine.value(sheet.title, total) == 41.5


def test_what_is_low_is_told_with_the_element(vergeleken: Path, invoer: Path) -> None:
    """Every number apart: sums, the middle one, the difference with the model."""
    result = read_input(invoer).resultaat
    assert result is not None
    (price,), (rate,) = result.dossier[ReelePrijs], result.dossier[Uurtarief]
    model = [float(result.number(price, line)) for line in DELEN]
    floor = float(result.number(rate, Uurtarief.uurtarief_afgerond))
    sheet = load_workbook(vergeleken / BOEK, data_only=True)["Begeleiding"]
    rows = {str(r[0].value): [c.value for c in r] for r in sheet.iter_rows() if r[0].value}
    order = sorted(PRIJZEN, key=lambda n: sum(PRIJZEN[n]))
    assert rows["element"][2:] == order
    assert rows["prijs per uur"][1:] == pytest.approx([sum(model), *(sum(PRIJZEN[n]) for n in order)])
    assert rows["middelste prijs"][1] == pytest.approx(statistics.median(map(sum, PRIJZEN.values())))
    assert rows["ondergrens"][1] == floor
    low = statistics.median(map(sum, PRIJZEN.values())) * 0.85
    said = []
    for name in order:
        price = sum(PRIJZEN[name])
        words = [
            word for word, holds in (("onder de ondergrens", price < floor), ("opvallend laag", price < low)) if holds
        ]
        said.append(" en ".join(words) or "niet opvallend")
    assert rows["oordeel"][2:] == said and said[0] == "onder de ondergrens en opvallend laag"
    gaps = [a - b for a, b in zip(PRIJZEN["De Cirkel"], model, strict=True)]
    assert rows["het verst onder het model"][2].startswith("abcdef"[gaps.index(min(gaps))])
    above = [n for n in order if all(a >= round(b, 2) for a, b in zip(PRIJZEN[n], model, strict=True))]
    assert [rows["het verst onder het model"][2 + order.index(n)] for n in above] == ["geen"] * len(above)
    page = (vergeleken / "inschrijvingen.html").read_text("utf-8")
    assert "onder de ondergrens" in page and "De Cirkel" in page


def test_without_a_floor_low_is_far_under_the_middle_price(ingevuld: dict[str, Path], tmp_path: Path) -> None:
    data = lees_gegevens(CASES / "zes-aanbieders.toml")
    write_input(tmp_path / "vrij.xlsx", data, hoogstens=10)
    for limit, said in ((15, "opvallend laag"), (40, "niet opvallend")):
        uit = tmp_path / str(limit)
        done = run("inschrijfstaat-lezen", tmp_path / "vrij.xlsx", *ingevuld.values(), "--uit", uit, "--grens", limit)
        assert done.returncode == 0, done.stderr
        front = load_workbook(uit / BOEK, data_only=True).worksheets[0]
        rows = {r[1].value: [c.value for c in r] for r in front.iter_rows()}
        assert rows["De Cirkel"][5] == said and rows["De Dam"][5] == "niet opvallend"


def test_the_limit_is_live_and_engines_agree(vergeleken: Path, tmp_path: Path) -> None:
    path = vergeleken / BOEK
    ours, (theirs,), more = cached(path), libreoffice([path], tmp_path), gnumeric(path, tmp_path)
    engine = IronCalc(path)
    for place in formulas(path):
        for other in (theirs.get(place), more.get(place), engine.value(*place)):
            assert same(ours.get(place), other), (place, other)
    front = load_workbook(path).worksheets[0]
    (cell,) = (c for row in front.iter_rows() for c in row if not c.protection.locked)
    assert cell.value == 0.15
    (row,) = (r[5].coordinate for r in front.iter_rows() if r[1].value == "De Dam")
    engine.change(front.title, cell.coordinate, -0.5)
    assert engine.value(front.title, row) == "opvallend laag"


def test_a_bid_that_is_not_whole_is_no_price(
    invoer: Path, staten: Path, ingevuld: dict[str, Path], tmp_path: Path
) -> None:
    form = staten / MAP["De Eik"] / STAAT
    first, second, *_ = kenmerken(form)
    part = vul_formulier(form, tmp_path / "eik.xlsx", {first: 40, second: "€ 12,50"})
    done = run("inschrijfstaat-lezen", invoer, part, ingevuld["De Brug"], "--uit", tmp_path / "uit")
    said = " ".join((done.stdout + done.stderr).split())
    assert done.returncode == 0 and "Bedoelt de invuller € 12,50?" in said
    page = (tmp_path / "uit" / "inschrijvingen.html").read_text("utf-8")
    assert "Niet elk element ingevuld, en dus geen prijs: De Eik (Begeleiding)." in page
    assert "Bij Begeleiding ontbreekt een bedrag: b. redelijke overheadkosten" in said
    front = load_workbook(tmp_path / "uit" / BOEK, data_only=True).worksheets[0]
    assert [r[5].value for r in front.iter_rows() if r[1].value == "De Brug"] == ["geen oordeel: te weinig prijzen"]


def test_one_bidder_has_one_bid(invoer: Path, ingevuld: dict[str, Path], tmp_path: Path) -> None:
    """However its name is spelled."""
    book = load_workbook(ingevuld["De Brug"])
    for row in book.worksheets[0].iter_rows(max_row=20):
        if row[0].value == "inschrijver":
            row[1].value = "de  brug"
    book.save(tmp_path / "weer.xlsx")
    done = run("inschrijfstaat-lezen", invoer, ingevuld["De Brug"], tmp_path / "weer.xlsx", "--uit", tmp_path / "uit")
    assert done.returncode == 1 and "er ook een ander bestand" in done.stdout + done.stderr


def test_other_bidders_and_their_names_are_data(invoer: Path, tmp_path: Path) -> None:
    odd = '=HYPERLINK("x") <b>../&\''
    done = run("inschrijfstaat", invoer, "--uit", tmp_path / "uit", "--inschrijver", odd, "--inschrijver", "Zonnig")
    assert done.returncode == 0, done.stderr
    (form,) = (p for p in (tmp_path / "uit").rglob(STAAT) if "zonnig" not in str(p))
    cells = [c for r in load_workbook(form).worksheets[0].iter_rows() for c in r if c.value == odd]
    assert cells and all(c.data_type == "s" for c in cells)
    given = dict.fromkeys(kenmerken(form), 9)
    bid = vul_formulier(form, tmp_path / "bod.xlsx", given)
    done = run("inschrijfstaat-lezen", invoer, bid, "--uit", tmp_path / "af")
    assert done.returncode == 0, done.stderr
    assert "<b>../" not in (tmp_path / "af" / "inschrijvingen.html").read_text("utf-8")
    twice = run("inschrijfstaat", invoer, "--uit", tmp_path / "x", "--inschrijver", "A-b", "--inschrijver", "a b")
    assert twice.returncode == 2 and not (tmp_path / "x").exists()


def test_where_the_gemeente_sets_every_price_nobody_bids(tmp_path: Path) -> None:
    data = lees_gegevens(CASES / "zes-aanbieders.toml")
    data["bladen"]["Producten"][0]["prijsvorm"] = "vaste prijs"
    write_input(tmp_path / "vast.xlsx", data, hoogstens=10)
    done = run("inschrijfstaat", tmp_path / "vast.xlsx", "--uit", tmp_path / "uit")
    assert done.returncode == 1 and "soort prijs" in done.stderr and not (tmp_path / "uit").exists()


@pytest.mark.long
def test_the_report_is_valid(vergeleken: Path) -> None:
    keur([vergeleken / RAPPORT], kort=True)


def bladzijden(pdf: Path) -> list[str]:
    done = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, check=True, text=True)
    return done.stdout.split("\f")[:-1]


def test_the_form_of_one_product_prints_on_one_page(staten: Path, tmp_path: Path) -> None:
    form = bladzijden(omgezet(staten / MAP["De Dam"] / STAAT, tmp_path, "pdf"))
    assert len(form) == 1 and "Andere opmerkingen" in form[0]
