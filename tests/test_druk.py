"""A busy machine gives the same answer, later."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from opdracht import start
from openpyxl import load_workbook
from uit_data import KLEINSTE, lees_gegevens

from mo_report.werkboek.invoerboek import write_input

#: It ends with the process that began it, also when that is killed.
_LUS = "import os; parent = os.getppid()\nwhile os.getppid() == parent: pass"


@contextmanager
def bezig() -> Iterator[None]:
    """A loop for each core, which does nothing but take time."""
    command = [sys.executable, "-c", _LUS]
    loops = [subprocess.Popen(command) for _ in range(os.cpu_count() or 1)]
    try:
        yield
    finally:
        for loop in loops:
            loop.kill()
            loop.wait()


def alles(invoer: Path, folder: Path) -> dict[str, object]:
    """What the commands that compute formulas say and make."""
    (folder / "een").mkdir(parents=True)
    at_once: tuple[tuple[object, ...], ...] = (
        ("sjabloon", folder / "een" / "leeg.xlsx"),
        ("controleer", invoer, "--json"),
        ("velden", invoer, "--json"),
        ("bereken", invoer, "--uit", folder / "uit", "--geen-pdf"),
    )
    with ThreadPoolExecutor() as side_by_side:
        runs = [*side_by_side.map(lambda command: start(*command), at_once)]
    runs.append(start("verifieer", folder / "uit", "--invoer", invoer))
    found: dict[str, object] = {
        done.args[3]: (done.returncode, done.stdout.replace(str(folder), "MAP"), done.stderr) for done in runs
    }
    files = (p for p in folder.rglob("*") if p.is_file())
    return found | {str(p.relative_to(folder)): p.read_bytes() for p in files}


@pytest.mark.long
def test_a_busy_machine_gives_the_same_answer(tmp_path: Path) -> None:
    """Typed formulas without a kept value too: they are computed, however long that takes.

    With the least input that gives a tariff: under load each command takes twice as long.
    """
    invoer = tmp_path / "invoer.xlsx"
    write_input(invoer, lees_gegevens(KLEINSTE), hoogstens=5)
    book = load_workbook(invoer)
    for row in range(5, 10):
        cell = book["Opslagen"].cell(row, 3)
        assert isinstance(cell.value, int | float)
        cell.value = f"={cell.value}+0"
    book.save(invoer)
    quiet = alles(invoer, tmp_path / "rustig")
    with bezig():
        busy = alles(invoer, tmp_path / "druk")
    assert quiet.keys() == busy.keys()
    assert [k for k in quiet if quiet[k] != busy[k]] == []
    assert all(status[0] == 0 for k, status in quiet.items() if isinstance(status, tuple))
