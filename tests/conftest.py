"""Fixtures: the Haarlem example, read and computed once, and its files, written once."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from fcntl import LOCK_EX, flock
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from antwoord import Answer, vul_in
from hypothesis import settings
from hypothesis.vendor import pretty
from klein import gevraagd, klein
from openpyxl import load_workbook

from mo_report.engine.rekenen import Result
from mo_report.invoer import Reading, read_input
from mo_report.lib.machine import collect_less
from mo_report.model.voorbeeld.gegevens import haarlem
from mo_report.terug import write_marked
from mo_report.uitvoer.maken import available
from mo_report.uitvoer.schrijven import write_all
from mo_report.werkboek.invoerboek import write_input

if TYPE_CHECKING:
    from playwright.sync_api import Browser

collect_less()
# The same examples each time: a test that fails can be repeated, and what passed here lands.
settings.register_profile("vast", derandomize=True, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "vast"))
# All of a result, which leads to itself in many ways, would be written out for minutes.
pretty.for_type_by_name(Result.__module__, Result.__name__, lambda _, printer, __: printer.text("<a result>"))

ROOT = Path(__file__).parents[1]
HAARLEM = ROOT / "inputs" / "haarlem-2020.xlsx"


#: The files that take longest: they go first, so that the last ones end at the same time.
LANG = (
    "bijlagen", "web_bladzijden", "besluiten", "kantoor", "nota", "dialoog", "uitkomst", "vertrouwelijk",
    "werkboeken", "webpagina", "druk", "recepten", "controlelijst", "aanvullen", "web_api", "verifieer", "vergelijk",
    "web_toegang", "willekeurig", "reacties", "cli", "randgevallen", "gevolgen", "bevindingen", "eigenaardig",
    "terug", "uitvraag", "onthulling", "rondes", "inschrijving",
)  # fmt: skip


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: much of a test is waiting, for a browser or an office to start."""
    return available() + 1


#: With more tests than this it pays to have everything at hand before they start.
VEEL = 100


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    place = {f"test_{name}.py": n for n, name in enumerate(LANG)}
    items.sort(key=lambda item: place.get(item.path.name, len(place)))
    if "PYTEST_XDIST_WORKER" in os.environ and len(items) > VEEL:
        _load_all()


def _load_all() -> None:
    """Load what documents are made with. Hundreds of commands run in a copy of this process: none loads it again."""
    import mo_report.bijlage.bijlagen
    import mo_report.engine.vectoren
    import mo_report.werkboek.boeken  # noqa: F401
    from mo_report.bijlage.huisstijl import default_style
    from mo_report.bijlage.proef import print_proof

    with TemporaryDirectory() as folder:
        print_proof(default_style(), Path(folder) / "proef.pdf")
    # What stays until the end need not be looked through each time that a workbook is thrown away.
    gc.collect()
    gc.freeze()


def eenmaal(name: str, make: Callable[[Path], object], factory: pytest.TempPathFactory) -> Path:
    """A folder that is made once, also where tests run in several processes: nobody writes in it."""
    base = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent
    folder, half = base / name, base / f"{name}-half"
    with (base / f"{name}.slot").open("w") as lock:
        flock(lock, LOCK_EX)
        if not folder.exists():
            make(half)
            half.rename(folder)
    return folder


@pytest.fixture(scope="session")
def invoer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def make(to: Path) -> None:
        to.mkdir()
        # With few blank rows: tests read and save it hundreds of times.
        write_input(to / "haarlem.xlsx", haarlem(), hoogstens=8)

    return eenmaal("invoer", make, tmp_path_factory) / "haarlem.xlsx"


@pytest.fixture(scope="session")
def kleintje(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small part of the example, where only the way of working matters, with the sheets that it needs."""

    def make(to: Path) -> None:
        to.mkdir()
        write_input(to / "klein.xlsx", klein(), vragen=gevraagd(klein()), hoogstens=5)

    return eenmaal("klein", make, tmp_path_factory) / "klein.xlsx"


@pytest.fixture(scope="session")
def klein_resultaat(kleintje: Path) -> Result:
    result = read_input(kleintje).resultaat
    assert result is not None
    return result


@pytest.fixture(scope="session")
def kleine_uitvoer(kleintje: Path, klein_resultaat: Result, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the workbooks of the small part."""
    return eenmaal("kleine-uitvoer", lambda to: write_all(klein_resultaat, kleintje, to, pdf=False), tmp_path_factory)


@pytest.fixture(scope="session")
def korte_bladen(kleintje: Path, klein_resultaat: Result, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with short tariefbladen, to fill in: openpyxl reads and saves them three times as fast."""
    how = {"pdf": False, "kort": True}
    return eenmaal("korte-bladen", lambda to: write_all(klein_resultaat, kleintje, to, **how), tmp_path_factory)


@pytest.fixture(scope="session")
def sjabloon(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The empty input workbook, with less room: the example that users get has all of it."""
    path = tmp_path_factory.mktemp("sjabloon") / "leeg.xlsx"
    write_input(path, sets=2, hoogstens=100)
    return path


@pytest.fixture(scope="session")
def gelezen(invoer: Path) -> Reading:
    return read_input(invoer)


@pytest.fixture(scope="session")
def resultaat(gelezen: Reading) -> Result:
    assert gelezen.resultaat is not None
    return gelezen.resultaat


@pytest.fixture(scope="session")
def uitvoer(invoer: Path, resultaat: Result, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all files of a run."""
    return eenmaal("uitvoer", lambda to: write_all(resultaat, invoer, to), tmp_path_factory)


@pytest.fixture(scope="session")
def werkboeken(uitvoer: Path) -> Path:
    """A folder with the workbooks of a run."""
    return uitvoer


@pytest.fixture(scope="session")
def fout(invoer: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Haarlem example with mistakes, a text like a formula, and a sheet less."""
    book = load_workbook(invoer)
    book["Opslagen"]["C14"] = "30%"
    book["Locaties"]["I5"] = "veel"
    book["Locaties"]["C6"] = "=cmd|' /C calc'!A0"
    book["Locaties"]["C6"].data_type = "s"
    del book["Roosters"]
    path = tmp_path_factory.mktemp("terug") / "fout.xlsx"
    book.save(path)
    return path


@pytest.fixture(scope="session")
def kopie(fout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("kopie") / "kopie.xlsx"
    write_marked(fout, path, read_input(fout).bevindingen)
    return path


@pytest.fixture
def ribw(werkboeken: Path, tmp_path: Path) -> Answer:
    """Makes an answer of RIBW K/AM."""
    source = werkboeken / "ribw-k-am" / "tariefblad.xlsx"
    return lambda *args, **more: vul_in(source, tmp_path / "ribw.xlsx", *args, **more)


@pytest.fixture
def hvo(werkboeken: Path, tmp_path: Path) -> Answer:
    source = werkboeken / "hvo-querido" / "tariefblad.xlsx"
    return lambda *args, **more: vul_in(source, tmp_path / "hvo.xlsx", *args, **more)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    program = which("chromium")
    assert program, "Chromium is needed for this test; ./test.sh installs it"
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield found
        found.close()
