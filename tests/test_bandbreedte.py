"""What tariffs can be: against what can be worked out by hand, and against a simulation written apart."""

from __future__ import annotations

import json
import random
import statistics
import subprocess
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from keuring import keur
from motoren import cached
from opdracht import run
from pagina import pagina
from uit_data import CASES, lees_data, lees_gegevens

from mo_report.engine.dossier import Dossier, Record
from mo_report.engine.rekenen import Result, calculate
from mo_report.engine.uitleg import assumed
from mo_report.invoer import read_input
from mo_report.lib.namen import key_of
from mo_report.model import Aanbieder, Bandbreedte, Locatie, Locatietarief, Regiototaal, Uurtarief
from mo_report.model.gevoeligheid import register
from mo_report.onzekerheid.bandbreedte import Bandbreedtes, Meting
from mo_report.verhaal.vorm import Lezer
from mo_report.werkboek.invoerboek import write_input

SET = "parametersets.voorstel-2027"
OVERHEAD, RISICO, VERZUIM = f"{SET}.overhead", f"{SET}.risico", f"{SET}.declarabele-uren.verzuim"
MBO, HBO = (f"{SET}.opleidingsmix.begeleiding.{n}" for n in ("mbo-4", "hbo"))


def gegevens(*rows: dict[str, Any]) -> dict[str, Any]:
    data = lees_gegevens(CASES / "zes-aanbieders.toml")
    data["bladen"]["Bandbreedtes"] = [{"status": "aanname", **row} for row in rows]
    return data


def rij(cijfer: str, laag: str, hoog: str, **more: str) -> dict[str, Any]:
    return {"cijfer": cijfer, "laag": Decimal(laag), "hoog": Decimal(hoog), **more}


def gelezen(*rows: dict[str, Any]) -> Result:
    read = lees_data(gegevens(*rows))
    assert read.resultaat is not None, [b.wat for b in read.bevindingen if b.is_fout]
    return read.resultaat


def gemeten(*rows: dict[str, Any], trekkingen: int = 60_000, zaad: int = 1) -> Bandbreedtes:
    return Meting(gelezen(*rows)).meet(trekkingen, zaad)


def uurtarief(overhead: float = 0.25, risico: float = 0.02) -> float:
    """By hand: of the build-up only these two factors move, and the rest is what it is."""
    result = gelezen()
    (rate,) = result.dossier[Uurtarief]
    bare = float(result.number(rate, Uurtarief.uurtarief)) / 1.25 / 1.02
    return round(bare * (1 + overhead) * (1 + risico), 2)


def test_of_one_figure_the_percentiles_are_those_of_a_straight_line() -> None:
    """Uniform: the closed form."""
    found = gemeten(rij(OVERHEAD, "0.20", "0.36", vorm="uniform"))
    (own,) = found.uurtarieven
    for percent, value in own.percentielen.items():
        assert value == pytest.approx(uurtarief(0.20 + 0.16 * percent / 100), abs=0.05)
    (part,) = found.bijdragen
    assert part.aandeel == pytest.approx(1, abs=0.01) and part.samen == pytest.approx(1, abs=0.01)


def test_a_triangle_is_densest_at_the_value() -> None:
    found = gemeten(rij(OVERHEAD, "0.15", "0.35", vorm="driehoek"))
    (own,) = found.uurtarieven
    assert own.percentielen[50] == pytest.approx(own.nu, abs=0.05)
    # A quarter lies below left + width * sqrt(1/8).
    assert own.percentielen[25] == pytest.approx(uurtarief(0.15 + 0.20 * (1 / 8) ** 0.5), abs=0.06)


def test_two_figures_against_a_simulation_written_apart() -> None:
    found = gemeten(rij(OVERHEAD, "0.20", "0.30", vorm="uniform"), rij(RISICO, "0.01", "0.05", vorm="uniform"))
    rnd = random.Random(7)
    rates = [uurtarief(1, 0)]
    bare = rates[0] / 2
    draws = sorted(bare * (1 + rnd.uniform(0.20, 0.30)) * (1 + rnd.uniform(0.01, 0.05)) for _ in range(60_000))
    (own,) = found.uurtarieven
    for percent, value in own.percentielen.items():
        assert value == pytest.approx(draws[len(draws) * percent // 100], abs=0.06)
    # The shares of a sum of two, by their variances.
    wide = [
        statistics.pvariance(x)
        for x in (
            [bare * (1 + 0.2 + n / 1000) * 1.03 for n in range(101)],
            [bare * 1.25 * (1.01 + n * 4 / 10_000) for n in range(101)],
        )
    ]
    by_name = {b.naam: b for b in found.bijdragen}
    assert by_name[OVERHEAD].aandeel == pytest.approx(wide[0] / sum(wide), abs=0.03)
    assert [b.naam for b in found.bijdragen] == [OVERHEAD, RISICO]


def test_together_is_wider_than_apart() -> None:
    apart = gemeten(rij(OVERHEAD, "0.20", "0.30"), rij(RISICO, "0.01", "0.05"))
    together = gemeten(rij(OVERHEAD, "0.20", "0.30", groep="a"), rij(RISICO, "0.01", "0.05", groep="A"))
    assert together.doel.breedte > apart.doel.breedte
    assert [b.naam for b in together.bijdragen] == [f"{OVERHEAD}, {RISICO}"]


def test_a_share_takes_the_other_share_along() -> None:
    """Whatever is drawn, a mix stays a whole: so much more MBO is so much less HBO."""
    found = gemeten(rij(MBO, "0.4", "0.8", vorm="uniform"))
    (own,) = found.uurtarieven
    low, high = (gelezen_mix(x) for x in ("0.78", "0.42"))
    assert own.percentielen[5] == pytest.approx(low, abs=0.05) and own.percentielen[95] == pytest.approx(high, abs=0.05)


def gelezen_mix(mbo: str) -> float:
    data = gegevens()
    for row in data["bladen"]["Opleidingsmix"]:
        row["aandeel"] = Decimal(mbo) if row["niveau"] == "MBO-4" else 1 - Decimal(mbo)
    result = lees_data(data).resultaat
    assert result is not None
    return float(result.number(result.dossier[Uurtarief][0], Uurtarief.uurtarief_afgerond))


def test_the_same_seed_gives_the_same_bytes_and_without_bounds_nothing_changes(tmp_path: Path) -> None:
    path = tmp_path / "invoer.xlsx"
    write_input(path, gegevens(rij(OVERHEAD, "0.20", "0.36")), hoogstens=10)
    said = [run("bandbreedte", path, "--json", "--trekkingen", 2_000, "--zaad", z).stdout for z in (3, 3, 4)]
    assert said[0] == said[1] != said[2]
    plain = json.loads(said[0])
    assert set(plain) >= {"trekkingen", "zaad", "tarieven", "bijdragen"} and plain["zaad"] == 3
    assert set(plain["tarieven"][0]) == {
        "aanbieder", "locatie", "tariefvariant", "p5", "p25", "p50", "p75", "p95", "onder_kostprijs",
    }  # fmt: skip
    screen = run("bandbreedte", path, "--trekkingen", 2_000).stdout
    assert "Zoek eerst uit: Voorstel 2027: overhead." in " ".join(screen.split())
    with_, without = gelezen(rij(OVERHEAD, "0.20", "0.36")), gelezen()
    for block, column in ((Locatietarief, Locatietarief.tarief_per_plek_per_etmaal), (Regiototaal, Regiototaal.budget)):
        ours, theirs = ([r.number(x, column) for x in r.dossier[block]] for r in (with_, without))
        assert ours == theirs


def test_the_chance_that_a_tariff_in_force_is_below_cost() -> None:
    data = gegevens(rij(OVERHEAD, "0.20", "0.36", vorm="uniform"))
    rate = uurtarief(0.24)
    data["bladen"]["Geldende tarieven"] = [
        {"tarief": "Begeleiding", "onderdeel": "Begeleiding", "regel": "uurtarief afgerond",
         "geldend": Decimal(str(rate)), "status": "aanname"}
    ]  # fmt: skip
    result = lees_data(data).resultaat
    assert result is not None
    found = Meting(result).meet(60_000, 1)
    assert found.geldend["Begeleiding"] == pytest.approx(0.75, abs=0.01)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (rij(f"{SET}.overhed", "0.2", "0.3"), f"Bedoelt u ‘{OVERHEAD}’?"),
        (rij(OVERHEAD, "0.26", "0.3"), "Uw waarde, 25,00%, ligt niet tussen 26,00% en 30,00%."),
        (rij(OVERHEAD, "0.2", "4"), "400,00% kan niet."),
    ],
)
def test_bounds_that_cannot_be_are_told(row: dict[str, Any], said: str) -> None:
    wrong = [b for b in lees_data(gegevens(row)).bevindingen if b.is_fout]
    assert any(said in f"{b.wat} {b.herstel}" and b.blad == "Bandbreedtes" and b.cel for b in wrong), wrong


def test_without_bounds_it_says_how_to_give_them(tmp_path: Path) -> None:
    path = tmp_path / "invoer.xlsx"
    write_input(path, gegevens(), hoogstens=10)
    done = run("bandbreedte", path)
    assert done.returncode == 1 and "--vragen bandbreedte" in " ".join(done.stderr.split())


KWARTIELEN = {"vorm": "kwartielen", "q1": Decimal("0.24"), "mediaan": Decimal("0.25"), "q3": Decimal("0.28")}


def test_the_quartiles_of_an_uitvraag_are_those_of_the_draws() -> None:
    """A quarter of the chance in each part, and within a part everywhere as much."""
    found = gemeten(rij(OVERHEAD, "0.20", "0.36", **KWARTIELEN))
    (own,) = found.uurtarieven
    wanted = {5: 0.208, 25: 0.24, 50: 0.25, 75: 0.28, 95: 0.344}
    for percent, overhead in wanted.items():
        assert own.percentielen[percent] == pytest.approx(uurtarief(overhead), abs=0.05)


@pytest.mark.parametrize(
    ("row", "wat", "cel"),
    [
        (rij(OVERHEAD, "0.20", "0.36", vorm="kwartielen", q1=Decimal("0.24")), "‘middelste’, ‘een kwart hoger’", "D5"),
        (rij(OVERHEAD, "0.20", "0.36", **{**KWARTIELEN, "q3": Decimal("0.21")}), "lopen niet op", "D5"),
    ],
)
def test_quartiles_that_cannot_be(row: dict[str, Any], wat: str, cel: str) -> None:
    read = lees_data(gegevens(row))
    assert read.resultaat is None
    assert [(b.blad, b.cel) for b in read.bevindingen if wat in b.wat] == [("Bandbreedtes", cel)]


def test_quartiles_without_the_shape_are_told() -> None:
    read = lees_data(gegevens(rij(OVERHEAD, "0.20", "0.36", **{**KWARTIELEN, "vorm": "uniform"})))
    assert any(not b.is_fout and "de verdeling is niet ‘kwartielen’" in b.wat for b in read.bevindingen)


def test_what_a_figure_does_alone_is_what_the_model_gives() -> None:
    """The tornado: with one figure at an end and the other as it is."""
    found = gemeten(rij(OVERHEAD, "0.20", "0.36", vorm="uniform"), rij(RISICO, "0.01", "0.05", vorm="uniform"))
    by_name = {b.naam: b for b in found.bijdragen}
    for end, share in (("laag", 0.208), ("hoog", 0.352)):
        data = gegevens()
        for row in data["bladen"]["Opslagen"]:
            if row["parameter"] == "overhead":
                row["waarde"] = Decimal(str(share))
        again = lees_data(data).resultaat
        assert again is not None
        leads = found.doel.record.name_of("tariefvariant")
        (total,) = (r for r in again.dossier[Regiototaal] if r.name_of("tariefvariant") == leads)
        change = float(again.number(total, Regiototaal.budget)) - found.doel.nu
        assert getattr(by_name[OVERHEAD], end) == pytest.approx(change, abs=0.01)


def test_bounds_are_no_assumptions_of_their_own() -> None:
    without, having = gelezen(), gelezen(rij(OVERHEAD, "0.20", "0.36"))
    assert len(register(having)) == len(register(without)) > 0
    assert len(assumed(having)) == len(assumed(without)) > 0


@pytest.fixture(scope="module")
def met_grenzen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("grenzen")
    rows = rij(OVERHEAD, "0.20", "0.36", vorm="uniform"), rij(RISICO, "0.01", "0.05", vorm="uniform")
    write_input(folder / "invoer.xlsx", gegevens(*rows), hoogstens=10)
    return folder / "invoer.xlsx"


def test_the_gemeente_has_a_sheet_of_it_and_nobody_else(met_grenzen: Path, tmp_path: Path) -> None:
    assert run("bereken", met_grenzen, "--uit", tmp_path, "--geen-pdf").returncode == 0
    values = cached(tmp_path / "overzicht.xlsx")
    told = json.loads(run("bandbreedte", met_grenzen, "--json").stdout)
    own = {v: int(c[1:]) for (s, c), v in values.items() if s == "Bandbreedte" and c[0] == "A" and isinstance(v, str)}
    row = own["budget van de regio"]
    assert [values["Bandbreedte", f"{c}{row}"] for c in "DEFGH"] == pytest.approx(
        list(told["budget"].values()), abs=0.01
    )
    for path in tmp_path.rglob("tariefblad.xlsx"):
        with zipfile.ZipFile(path) as archive:
            assert not any(b"andbreedte" in archive.read(name) for name in archive.namelist())


@pytest.fixture(scope="module")
def dossier(met_grenzen: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("dossier") / "dossier.pdf"
    assert run("dossier", met_grenzen, "--uit", path).returncode == 0
    return path


@pytest.mark.long
def test_the_chapter_is_valid(dossier: Path) -> None:
    keur([dossier], kort=True)


def test_the_procesdossier_has_a_chapter_of_it(dossier: Path) -> None:
    done = subprocess.run(["pdftotext", dossier, "-"], capture_output=True, check=True, text=True)
    said = " ".join(done.stdout.split())
    assert "Hoe zeker de tarieven zijn" in said and "Wat elk cijfer alleen met het budget doet" in said


@pytest.fixture(scope="module")
def openbaar(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """With bounds of a figure for everyone, and of one of a locatie, that may be told."""
    folder = tmp_path_factory.mktemp("openbaar")
    data = gegevens(rij(OVERHEAD, "0.20", "0.36", vorm="uniform"), rij(RISICO, "0.01", "0.05", vorm="uniform"))
    place = data["bladen"]["Locaties"][0]
    data["bladen"]["Bandbreedtes"].append(
        {"status": "aanname"} | rij(f"locaties.{key_of(place['locatie'])}.plekken", str(place["plekken"] - 3), "7717")
    )
    data["bladen"]["Algemeen"].append({"parameter": "bandbreedte in de bijlage", "waarde": "ja"})
    write_input(folder / "invoer.xlsx", data, hoogstens=10)
    return folder / "invoer.xlsx"


def test_who_has_a_figure_sees_what_it_does_and_nobody_else(openbaar: Path) -> None:
    """On pages: bounds of one's own locatie, and for the public those of what holds for everyone."""
    result = read_input(openbaar).resultaat
    assert result is not None
    d = result.dossier
    mine, other, *_ = d[Aanbieder]
    place = next(r for r in d[Locatie] if r.name_of("aanbieder") == mine.key[0])
    own, theirs = (calculate(d.per_aanbieder(r)) for r in (mine, other))
    assert [len(r.dossier[Bandbreedte]) for r in (own, theirs)] == [3, 2]
    for page, has_it in (
        (pagina(own, Lezer.AANBIEDER, mine.name), True),
        (pagina(theirs, Lezer.AANBIEDER, other.name), False),
        (pagina(calculate(d.zonder_aanbieders()), Lezer.OPENBAAR), False),
    ):
        assert "Hoe zeker de tarieven zijn" in page and "De meeste onzekerheid in het " in page
        assert "alleen voor de gemeente" not in page and "budget van de regio" not in page
        assert (f"{place.name}: plekken" in page) is has_it and ("7.717" in page) is has_it


def test_where_nothing_moves_others_have_no_chapter() -> None:
    """Of the plekken of a locatie: the budget moves, an hour costs what it costs."""
    data = gegevens()
    place = data["bladen"]["Locaties"][0]
    name = f"locaties.{key_of(place['locatie'])}.plekken"
    data["bladen"]["Algemeen"].append({"parameter": "bandbreedte in de bijlage", "waarde": "ja"})
    data["bladen"]["Bandbreedtes"] = [
        {"status": "aanname"} | rij(name, str(place["plekken"] - 3), str(place["plekken"] + 3)),
        {"status": "aanname"} | rij("algemeen.groepsgrootte", "18", "25"),
    ]
    result = lees_data(data).resultaat
    assert result is not None
    d = result.dossier
    public = calculate(d.zonder_aanbieders())
    assert len(public.dossier[Bandbreedte]) == 1
    assert "Hoe zeker de tarieven zijn" not in pagina(public, Lezer.OPENBAAR)
    mine = d[Aanbieder][0]
    assert "Hoe zeker de tarieven zijn" in pagina(calculate(d.per_aanbieder(mine)), Lezer.AANBIEDER, mine.name)


def test_the_public_sees_what_an_hour_can_cost(openbaar: Path) -> None:
    result = read_input(openbaar).resultaat
    assert result is not None
    found = Meting(calculate(result.dossier.zonder_aanbieders())).meet(60_000, 1)
    (whole,) = Meting(result).meet(60_000, 1).uurtarieven
    assert not found.tarieven and found.doel.record.block is Uurtarief
    for percent, value in found.doel.percentielen.items():
        assert value == pytest.approx(whole.percentielen[percent], abs=0.06)


def test_of_two_figures_of_one_name_the_bounds_are_of_the_first(openbaar: Path) -> None:
    """Names that differ in a mark only are one name in the data dictionary: what is said is of the first."""
    result = read_input(openbaar).resultaat
    assert result is not None
    records = [r for b in result.dossier.records for r in result.dossier[b] if b.is_input()]
    first = next(r for r in result.dossier[Locatie])
    other = next(r for r in result.dossier[Aanbieder] if r.key[0] != first.name_of("aanbieder"))
    twin = Record(Locatie, {**first.texts, "locatie": f"{first.name}!", "aanbieder": other.name}, first.values)
    assert twin.called(Locatie.plekken) == first.called(Locatie.plekken)
    assert len(Dossier([*records, twin]).per_aanbieder(other)[Bandbreedte]) == 2
