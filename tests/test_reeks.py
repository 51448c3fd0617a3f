"""Many inputs in one go: every one as if it were alone, resumed after a stop, and beside one another."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from statistics import median, quantiles

import pytest
from keuring import keur
from motoren import IronCalc, cached, formulas, libreoffice, same
from opdracht import run
from openpyxl import load_workbook
from uit_data import KLEINSTE, lees_gegevens

from mo_report.bijlage.huisstijl import default_style
from mo_report.invoer import read_input
from mo_report.model import Locatie
from mo_report.reeks import uitvoeren
from mo_report.reeks.boek import CIJFERS, INVOER, PLEK
from mo_report.reeks.maken import BOEK, GEGEVENS, RAPPORT, write_series
from mo_report.reeks.samenvatting import MINSTENS, samengevat
from mo_report.reeks.uitvoeren import FOUTEN, GEMAAKT, GEWIJZIGD, MISLUKT, STOND_ER, VERSLAG, doe, in_mappen
from mo_report.reeks.vergelijking import TARIEF
from mo_report.reeks.werk import Opdracht, Uitgewerkt, uitwerken
from mo_report.werkboek.invoerboek import write_input

#: How much higher the overhead of each gemeente is; the last one has a mistake.
GEMEENTEN = {"Aarde": "0.00", "Water": "0.01", "Vuur": "0.07"}
FOUT = "fout.xlsx"


def _anders(name: str, more: str) -> dict[str, object]:
    """A gemeente of its own: another name, another overhead, and so many locaties that its average is told."""
    data = lees_gegevens(KLEINSTE)
    (first,) = data["bladen"]["Locaties"]
    data["bladen"]["Locaties"] = [
        {**first, "locatie": f"{first['locatie']} {n} in {name}", "plekken": 12 + n} for n in range(MINSTENS + 1)
    ]
    for row in data["bladen"]["Algemeen"]:
        if row["parameter"] == "gemeente":
            row["waarde"] = name
    for row in data["bladen"]["Opslagen"]:
        if row["parameter"] == "overhead":
            row["waarde"] = Decimal(str(row["waarde"])) + Decimal(more)
    return data


@pytest.fixture(scope="module")
def map_(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the inputs."""
    folder = tmp_path_factory.mktemp("regios")
    for name, more in GEMEENTEN.items():
        write_input(folder / f"{name}.xlsx", _anders(name, more), hoogstens=10)
    book = load_workbook(folder / "Aarde.xlsx")
    book["Opslagen"]["C5"] = "veel"
    book.save(folder / FOUT)
    return folder


@pytest.fixture(scope="module")
def invoeren(map_: Path) -> list[Path]:
    return sorted(map_.glob("*.xlsx"))


@pytest.fixture(scope="module")
def uit(invoeren: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("landelijk") / "uit"
    done = run("reeks", *invoeren, "--uit", folder, "--geen-pdf")
    assert done.returncode == 1, done.stderr
    assert "Niet elke invoer is doorgerekend" in done.stderr
    assert "Opslagen!C5" in done.stdout + done.stderr
    return folder


def inhoud(uit: Path) -> dict[str, bytes]:
    return {p.relative_to(uit).as_posix(): p.read_bytes() for p in uit.rglob("*") if p.is_file()}


def standen(uit: Path) -> dict[str, str]:
    return {own["bestand"]: own["stand"] for own in json.loads((uit / GEGEVENS).read_text("utf-8"))}


def test_each_input_is_done_as_if_it_were_alone(map_: Path, uit: Path, tmp_path: Path) -> None:
    assert standen(uit) == {**{f"{name}.xlsx": GEMAAKT for name in GEMEENTEN}, FOUT: FOUTEN}
    assert not (uit / "fout").exists()
    (wrong,) = (o for o in json.loads((uit / GEGEVENS).read_text("utf-8")) if o["bestand"] == FOUT)
    assert {"blad": "Opslagen", "cel": "C5"}.items() <= wrong["bevindingen"][0].items() and wrong["fouten"] == 1
    told = [v for (sheet, _), v in cached(uit / BOEK).items() if sheet == INVOER]
    assert wrong["bevindingen"][0]["wat"] in told
    alone = tmp_path / "uit"
    assert run("bereken", map_ / "Vuur.xlsx", "--uit", alone, "--geen-pdf").returncode == 0
    assert inhoud(alone) == inhoud(uit / "vuur")


def test_it_goes_on_where_it_stopped(invoeren: list[Path], uit: Path, tmp_path: Path) -> None:
    other = tmp_path / "uit"
    command = [sys.executable, "-m", "mo_report", "reeks", *map(str, invoeren), "--uit", str(other), "--geen-pdf"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True) as one:
        while not any((other / VERSLAG).glob("*.json")):
            assert one.poll() is None
            time.sleep(0.05)
        os.killpg(one.pid, signal.SIGKILL)
    first = {p.stem for p in (other / VERSLAG).glob("*.json")}
    assert first and not (other / BOEK).exists()
    done = run("reeks", *invoeren, "--uit", other, "--geen-pdf")
    assert done.returncode == 1
    again = standen(other)
    assert all((again[f"{name}.xlsx"] == STOND_ER) == (name.lower() in first) for name in GEMEENTEN)
    # Whatever was done first, the same comes out; only what each input was told apart.
    own, whole = inhoud(other), inhoud(uit)
    told = {GEGEVENS, BOEK, "reeks-manifest.json"}
    assert {n: d for n, d in own.items() if n not in told} == {n: d for n, d in whole.items() if n not in told}


def test_what_is_done_is_not_done_again_and_what_somebody_changed_is_kept(
    invoeren: list[Path], uit: Path, tmp_path: Path
) -> None:
    other = tmp_path / "uit"
    subprocess.run(["cp", "-a", uit, other], check=True)
    run("reeks", *invoeren, "--uit", other, "--geen-pdf")
    assert standen(other) == {**{f"{name}.xlsx": STOND_ER for name in GEMEENTEN}, FOUT: FOUTEN}
    mine = other / "vuur" / "overzicht.xlsx"
    mine.write_bytes(b"van mij")
    done = run("reeks", *invoeren, "--uit", other, "--geen-pdf")
    assert done.returncode == 1 and standen(other)["Vuur.xlsx"] == GEWIJZIGD and mine.read_bytes() == b"van mij"
    run("reeks", *invoeren, "--uit", other, "--geen-pdf", "--overschrijf")
    assert standen(other)["Vuur.xlsx"] == GEMAAKT and inhoud(other / "vuur") == inhoud(uit / "vuur")


def test_what_somebody_put_there_is_not_replaced(map_: Path, tmp_path: Path) -> None:
    """Nor is an input called after the folder of the reports in its way."""
    source = tmp_path / "reeks.xlsx"
    source.write_bytes((map_ / "Vuur.xlsx").read_bytes())
    mine = tmp_path / "uit" / "reeks" / "overzicht.xlsx"
    mine.parent.mkdir(parents=True)
    mine.write_bytes(b"van mij")
    more = (source, "--uit", tmp_path / "uit", "--geen-pdf")
    assert run("reeks", *more).returncode == 1 and mine.read_bytes() == b"van mij"
    assert standen(tmp_path / "uit") == {"reeks.xlsx": GEWIJZIGD}
    assert run("reeks", *more, "--overschrijf").returncode == 0 and mine.read_bytes() != b"van mij"


def test_two_inputs_never_share_a_folder(map_: Path, tmp_path: Path) -> None:
    twin = tmp_path / "VUUR.xlsx"
    twin.write_bytes((map_ / "Vuur.xlsx").read_bytes())
    done = run("reeks", map_ / "Vuur.xlsx", twin, "--uit", tmp_path / "uit")
    assert done.returncode == 2 and "dezelfde map" in done.stderr and not (tmp_path / "uit").exists()


def test_the_spread_is_that_of_the_results(uit: Path) -> None:
    """From the JSON of each run, with the standard library; and the formulas in other engines."""
    tariffs = []
    for name in GEMEENTEN:
        data = json.loads((uit / name.lower() / "resultaat.json").read_text("utf-8"))
        lines = [own["regels"] for own in data["locaties"] if own["leidend"]]
        pairs = [(r["plekken"], r["tarief_per_plek_per_etmaal"]) for r in lines]
        tariffs.append(sum(n * t for n, t in pairs) / sum(n for n, _ in pairs))
    low, _, high = quantiles(tariffs, n=4, method="inclusive")
    values = cached(uit / BOEK)
    (row,) = (int(c[1:]) for (s, c), v in values.items() if s == CIJFERS and v == TARIEF and c[0] == "A")
    told = [values[CIJFERS, f"{c}{row}"] for c in "CDEFGH"]
    assert told == pytest.approx([3, min(tariffs), low, median(tariffs), high, max(tariffs)], abs=1e-9)
    places = {
        values[PLEK, f"A{r}"]: values[PLEK, f"E{r}"]
        for (s, c), v in values.items()
        if s == PLEK and c[0] == "B" and v == TARIEF and (r := int(c[1:]))
    }
    assert places == dict(zip(GEMEENTEN, (1, 2, 3), strict=True))


def test_other_engines_compute_the_same(uit: Path, tmp_path: Path) -> None:
    path = uit / BOEK
    kept, cells = cached(path), formulas(path)
    engine = IronCalc(path)
    (converted,) = libreoffice([path], tmp_path)
    assert len(cells) > 100
    for place in cells:
        assert same(kept[place], engine.value(*place)) and same(kept[place], converted[place]), place


def test_the_comparison_tells_nothing_of_an_aanbieder(invoeren: list[Path], uit: Path, tmp_path: Path) -> None:
    """Of the input that does not count it says why."""
    found = doe(in_mappen(invoeren), uit, default_style(), pdf=False, progress=lambda *_: None)
    write_series(found, tmp_path, default_style(), pdf=True, overschrijf=False)
    page = (tmp_path / RAPPORT).with_suffix(".html").read_text("utf-8")
    assert all(name in page for name in GEMEENTEN) and "fout.xlsx: 1 fout in de invoer" in page
    data = json.loads((uit / "vuur" / "resultaat.json").read_text("utf-8"))
    names = {own[k] for own in data["locaties"] for k in ("locatie", "aanbieder")}
    texts = page + " ".join(str(v) for v in cached(tmp_path / BOEK).values())
    assert len(names) > 3 and not [name for name in names if name in texts]


def test_of_few_locaties_no_average_is_told(tmp_path: Path) -> None:
    """It would be the tariff of one aanbieder."""
    write_input(tmp_path / "klein.xlsx", lees_gegevens(KLEINSTE), hoogstens=10)
    resultaat = read_input(tmp_path / "klein.xlsx").resultaat
    assert resultaat is not None and 0 < len(resultaat.dossier[Locatie]) < MINSTENS
    assert samengevat(resultaat).tarief is None


def test_one_on_which_the_program_fails_does_not_stop_the_others(
    invoeren: list[Path], uit: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "uit"
    subprocess.run(["cp", "-a", uit, other], check=True)
    for name in ("vuur", "water"):
        shutil.rmtree(other / name)

    def work(opdracht: Opdracht) -> Uitgewerkt:
        if opdracht.bestand == "Water.xlsx":
            raise ZeroDivisionError
        return uitwerken(opdracht)

    monkeypatch.setattr(uitvoeren, "uitwerken", work)
    monkeypatch.setattr(uitvoeren, "_helpers", lambda *_: ThreadPoolExecutor(1))
    found = doe(in_mappen(invoeren), other, default_style(), pdf=False, progress=lambda *_: None)
    told = {o.bestand: o.stand for o in found}
    assert told == {"Aarde.xlsx": STOND_ER, "Water.xlsx": MISLUKT, "Vuur.xlsx": GEMAAKT, FOUT: FOUTEN}
    assert not (other / "water").exists() and (other / "vuur").is_dir()


@pytest.mark.long
def test_the_comparison_is_valid(invoeren: list[Path], uit: Path, tmp_path: Path) -> None:
    found = doe(in_mappen(invoeren), uit, default_style(), pdf=False, progress=lambda *_: None)
    write_series(found, tmp_path, default_style(), pdf=True, overschrijf=False)
    keur([tmp_path / RAPPORT], kort=True)


@contextmanager
def cluster(folder: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler of Dask and two workers, each a process; their address, and the workers."""
    noted, dask = folder / "scheduler.json", Path(sys.executable).with_name("dask")
    local = ["--host", "127.0.0.1", "--no-dashboard"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder}
    one = [dask, "scheduler", *local, "--port", "0", "--scheduler-file", noted]
    other = [dask, "worker", *local, "--scheduler-file", noted, "--nthreads", "1", "--no-nanny"]
    started = [subprocess.Popen(one, **quiet)]
    try:
        while not (noted.exists() and noted.read_text()):
            assert started[0].poll() is None
            time.sleep(0.1)
        started += [subprocess.Popen([*other, "--name", name], **quiet) for name in ("een", "twee")]
        yield json.loads(noted.read_text())["address"], started[1:]
    finally:
        for process in started:
            process.kill()
            process.wait()


@pytest.mark.long
def test_on_a_cluster_of_which_a_worker_is_killed(invoeren: list[Path], uit: Path, tmp_path: Path) -> None:
    """Nothing is lost and nothing doubled: the same files as on this machine."""
    other = tmp_path / "uit"
    with cluster(tmp_path) as (address, workers):
        command = [sys.executable, "-m", "mo_report", "reeks", *map(str, invoeren), "--uit", str(other), "--geen-pdf"]
        with subprocess.Popen(
            [*command, "--dask", address], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL
        ) as going:
            while not any((other / VERSLAG).glob("*.json")):
                assert going.poll() is None, going.stderr and going.stderr.read()
                time.sleep(0.02)
            # Of four inputs one is in place: both workers have another in hand.
            workers[0].kill()
            _, said = going.communicate()
        assert going.returncode == 1, said.decode()
        assert workers[1].poll() is None
    assert inhoud(other) == inhoud(uit)


def test_without_a_cluster_it_is_told(invoeren: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mo_report.reeks.cluster.ZOEKEN", 1)
    done = run("reeks", invoeren[0], "--uit", tmp_path / "uit", "--dask", "tcp://127.0.0.1:9")
    assert done.returncode == 3 and "geen scheduler van Dask" in done.stderr
