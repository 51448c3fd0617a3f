"""Outputs are whole or absent: whatever ends a run halfway, what was there stays as it was."""

from __future__ import annotations

import errno
import hashlib
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from opdracht import run
from openpyxl import load_workbook

from mo_report.uitvoer.maken import Task, make_files
from mo_report.uitvoer.plaatsen import OutputError
from mo_report.uitvoer.werkplek import VOORVOEGSEL, workplace

START = [sys.executable, "-m", "mo_report", "bereken"]


def staat(folder: Path) -> dict[str, str]:
    """Every file in a folder, hidden ones too, with its hash."""
    return {
        str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(folder.rglob("*"))
        if p.is_file()
    }


def wacht_tot(done: Callable[[], bool]) -> bool:
    end = time.monotonic() + 60
    while not done() and time.monotonic() < end:
        time.sleep(0.02)
    return done()


def werkt_nog(folder: Path) -> bool:
    return any(folder.glob(VOORVOEGSEL + "*"))


@pytest.fixture
def uit(kleine_uitvoer: Path, tmp_path: Path) -> Path:
    """The outputs of an earlier run."""
    return Path(shutil.copytree(kleine_uitvoer, tmp_path / "uit"))


@pytest.fixture
def anders(kleintje: Path, tmp_path: Path) -> Path:
    """An input that gives other outputs."""
    book = load_workbook(kleintje)
    row = next(r for r in book["Opslagen"].iter_rows(min_row=5) if r[1].value == "overhead")
    row[2].value = 0.35
    book.save(tmp_path / "anders.xlsx")
    return tmp_path / "anders.xlsx"


def begin(invoer: Path, uit: Path) -> subprocess.Popen[str]:
    command = [*START, str(invoer), "--uit", str(uit), "--geen-pdf"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_killed_at_some_moment(anders: Path, uit: Path) -> None:
    before = staat(uit)
    for pause in (0.0, 0.2, 0.6):
        process = begin(anders, uit)
        assert wacht_tot(lambda: werkt_nog(uit))
        time.sleep(pause)
        process.kill()
        process.communicate()
        assert wacht_tot(lambda: not werkt_nog(uit))
        assert staat(uit) == before
    done = run("bereken", anders, "--uit", uit, "--geen-pdf")
    assert done.returncode == 0, done.stderr
    assert staat(uit).keys() == before.keys()
    assert staat(uit)["resultaat.json"] != before["resultaat.json"]


#: Moves two new files over two old ones, makes one more and takes one away; at the given call of
#: os.replace or unlink the process is killed.
_VERPLAATS = """
import os, pathlib, signal, sys
from mo_report.uitvoer import werkplek as w
doel, at = pathlib.Path(sys.argv[1]), int(sys.argv[2])
count = 0
def counted(real):
    def call(*args, **more):
        global count
        count += 1
        if count == at:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*args, **more)
    return call
with w.workplace(doel) as plek:
    for name in ("a", "map/b", "nieuw/c"):
        (plek.nieuw / name).parent.mkdir(exist_ok=True)
        (plek.nieuw / name).write_text("nieuw")
    os.replace, os.link = counted(os.replace), counted(os.link)
    plek.plaats(["weg/d"])
    os.replace = os.link = None
"""


def test_killed_at_every_step_of_the_moving(tmp_path: Path) -> None:
    ends = set()
    for at in range(1, 14):
        doel = tmp_path / str(at)
        for name in ("a", "map/b", "weg/d", "van de gebruiker"):
            (doel / name).parent.mkdir(parents=True, exist_ok=True)
            (doel / name).write_text("oud")
        before = staat(doel)
        done = subprocess.run([sys.executable, "-c", _VERPLAATS, str(doel), str(at)], capture_output=True, check=False)
        assert wacht_tot(lambda doel=doel: not werkt_nog(doel))
        after = {n: (doel / n).read_text() for n in staat(doel)}
        if done.returncode == -signal.SIGKILL:
            assert staat(doel) == before
            assert not (doel / "nieuw").exists()
        else:
            assert after == {
                "a": "nieuw", "map/b": "nieuw", "nieuw/c": "nieuw", "van de gebruiker": "oud",
            }  # fmt: skip
        ends.add(done.returncode)
    assert ends == {0, -signal.SIGKILL}


@pytest.mark.parametrize("at", range(1, 9))
def test_a_disk_that_gives_out(at: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "b/c"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("oud")
    before = staat(tmp_path)
    real, count = os.replace, 0

    def once(*args: Path) -> None:
        nonlocal count
        count += 1
        if count == at:
            raise OSError(errno.ENOSPC, "vol")
        real(*args)

    def move() -> None:
        with workplace(tmp_path) as plek:
            (plek.nieuw / "b").mkdir()
            (plek.nieuw / "a").write_text("nieuw")
            (plek.nieuw / "b" / "c").write_text("nieuw")
            monkeypatch.setattr(os, "replace", once)
            plek.plaats()

    if at <= 5:
        with pytest.raises(OSError, match="vol"):
            move()
        assert staat(tmp_path) == before
    else:
        move()
        assert set(staat(tmp_path)) == {"a", "b/c"}
        assert (tmp_path / "a").read_text() == "nieuw"


def test_a_file_that_gets_no_room(anders: Path, uit: Path) -> None:
    before = staat(uit)
    done = subprocess.run(
        [*START, str(anders), "--uit", str(uit), "--geen-pdf"],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 3, done.stderr
    assert "te groot" in done.stderr
    assert "Traceback" not in done.stderr
    assert staat(uit) == before


@pytest.mark.skipif(len(os.sched_getaffinity(0)) < 2, reason="one core has no workers")
def test_a_worker_that_is_killed(anders: Path, uit: Path) -> None:
    before = staat(uit)
    process = begin(anders, uit)

    def workers() -> list[int]:
        """Forks of the run: they have its command."""
        own = _opdracht(process.pid)
        return [pid for pid in _kinderen(process.pid) if _opdracht(pid) == own]

    # Both at once: one alone may be something else that is about to start.
    assert wacht_tot(lambda: werkt_nog(uit) and len(workers()) > 1)
    os.kill(workers()[-1], signal.SIGKILL)
    _, stderr = process.communicate()
    assert process.returncode == 3
    assert "het geheugen" in " ".join(stderr.split())
    assert staat(uit) == before


def test_workers_that_are_killed_at_once(tmp_path: Path) -> None:
    """Also while there is still work to hand out."""
    tasks = [Task((f"{n}",), lambda _: os.kill(os.getpid(), signal.SIGKILL), "") for n in range(500)]
    with pytest.raises(OutputError, match="het geheugen"):
        make_files(tasks, tmp_path, lambda *_: None)


def _kinderen(pid: int) -> list[int]:
    try:
        return [int(x) for x in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def _opdracht(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:
        return ""  # gone already


def test_two_at_once(anders: Path, uit: Path) -> None:
    before = staat(uit)
    with workplace(uit) as plek:
        second = run("bereken", anders, "--uit", uit, "--geen-pdf")
        assert second.returncode == 3
        assert "al een berekening bezig" in second.stderr
        assert plek.nieuw.is_dir()
    assert staat(uit) == before


def test_what_a_killed_machine_left_is_undone_by_the_next_run(tmp_path: Path) -> None:
    """Without a guard: then it is the next run that undoes it, and never anything outside."""
    doel = tmp_path / "uit"
    rest = doel / f"{VOORVOEGSEL}x"
    (rest / "nieuw").mkdir(parents=True)
    (rest / "oud").mkdir()
    (rest / "oud" / "a").write_text("oud")
    (doel / "a").write_text("nieuw")
    (doel / "b").write_text("nieuw")
    (tmp_path / "van een ander").write_text("blijft")
    (rest / "bezig.json").write_text('{"a": true, "b": false, "../van een ander": false}')
    with workplace(doel):
        assert {p.name for p in doel.iterdir() if p.is_file()} == {"a"}
        assert (doel / "a").read_text() == "oud"
    assert (tmp_path / "van een ander").read_text() == "blijft"
    assert [p.name for p in doel.iterdir()] == ["a"]


def test_a_folder_made_for_nothing_is_gone(tmp_path: Path) -> None:
    def fail() -> None:
        with workplace(tmp_path / "een" / "twee"):
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert not (tmp_path / "een").exists()
