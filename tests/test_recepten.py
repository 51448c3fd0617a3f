"""The recipes in docs/recepten are true: each is applied to a copy of the program, and looked at."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Collection
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
RECEPTEN = ROOT / "docs" / "recepten"
MEESTE = 3
ALLE = ("innovatie", "vervoer", "wachtlijst")


def bestanden(recept: str) -> list[str]:
    lines = (RECEPTEN / f"{recept}.patch").read_text("utf-8").splitlines()
    return [line.removeprefix("+++ b/") for line in lines if line.startswith("+++ ")]


def gekookt(folder: Path, recepten: Collection[str], zonder: Collection[str] = ()) -> Path:
    """A copy of the program with the changes, but for the files that are left out of them."""
    unwanted = shutil.ignore_patterns("goud", ".*")  # what was compiled goes along, and is made anew for what changes
    for name in ("mo_report", "templates", "tests"):
        shutil.copytree(ROOT / name, folder / name, ignore=unwanted)
    shutil.copy(ROOT / "pyproject.toml", folder)
    left_out = [f"--exclude={name}" for name in zonder]
    patches = [str(RECEPTEN / f"{recept}.patch") for recept in recepten]
    # Not as part of a repository that the folder may stand in.
    env = {**os.environ, "GIT_DIR": str(folder / "none")}
    subprocess.run(["git", "apply", *left_out, *patches], cwd=folder, check=True, env=env)
    return folder


def proef(folder: Path, *tests: str) -> subprocess.CompletedProcess[str]:
    run = [sys.executable, "-m", "pytest", "-n", "0", "-p", "no:cacheprovider", *tests]
    env = {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(run, cwd=folder, check=False, capture_output=True, text=True, env=env)


def test_the_recipes_are_true(tmp_path: Path) -> None:
    """All at once: they do not stand in one another's way."""
    assert all(len(bestanden(recept)) <= MEESTE for recept in ALLE)
    looks = [f"tests/recepten/{recept}.py" for recept in ALLE]
    done = proef(gekookt(tmp_path, ALLE), *looks, "tests/test_volledig.py")
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr


@pytest.mark.parametrize(
    ("recept", "zonder", "test", "zegt"),
    [
        ("innovatie", "model/opbouw.py", "test_every_check_holds_when_everything_is_given", "add its term"),
        ("vervoer", "model/etmaaltarief.py", "test_every_cost_of_a_locatie_is_a_component", "give it a _component"),
        ("wachtlijst", "verhaal/wachtlijst.py", "test_every_block_is_read_or_shown", "a file in verhaal/"),
    ],
)
def test_a_recipe_half_done_says_what_is_missing(
    recept: str, zonder: str, test: str, zegt: str, tmp_path: Path
) -> None:
    left_out = f"mo_report/{zonder}"
    assert left_out in bestanden(recept)
    done = proef(gekookt(tmp_path, [recept], [left_out]), f"tests/test_volledig.py::{test}")
    assert done.returncode == 1, done.stdout
    assert zegt in done.stdout
