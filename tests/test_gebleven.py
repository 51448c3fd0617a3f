"""A file for which nothing changed stays as it is; what is made anew is what something changed for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from klein import met_twee
from opdracht import run

from mo_report.werkboek.invoerboek import write_input

#: The folder of the first aanbieder, and of the second, with her locatie.
EERSTE, TWEEDE, LOCATIE = "stichting-onderdak/", "stichting-thuis/", "De Kade"


def invoer_met(path: Path, data: dict[str, Any]) -> Path:
    write_input(path, data, hoogstens=5)
    return path


def staat(uit: Path) -> dict[str, tuple[int, int]]:
    """Which file of the disk each name is: one that is made anew is another."""
    found = {p.relative_to(uit).as_posix(): p.stat() for p in uit.rglob("*") if p.is_file()}
    return {name: (stat.st_ino, stat.st_mtime_ns) for name, stat in found.items()}


def gemaakt(before: dict[str, tuple[int, int]], uit: Path) -> set[str]:
    return {name for name, now in staat(uit).items() if before.get(name) != now} - {"manifest.json"}


def bereken(invoer: Path, uit: Path, *more: str) -> tuple[set[str], str]:
    """What a run made, and what it said."""
    before = staat(uit)
    done = run("bereken", invoer, "--uit", uit, *more)
    assert done.returncode == 0, done.stderr
    return gemaakt(before, uit), done.stdout


@pytest.fixture(scope="module")
def invoer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return invoer_met(tmp_path_factory.mktemp("invoer") / "klein.xlsx", met_twee())


@pytest.fixture(scope="module")
def anders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with one plek more at one locatie."""
    data = met_twee()
    (own,) = (row for row in data["bladen"]["Locaties"] if row["locatie"] == LOCATIE)
    own["plekken"] += 1
    return invoer_met(tmp_path_factory.mktemp("anders") / "klein.xlsx", data)


def _says_nothing_of_the_rest(uit: Path) -> None:
    """Also not by a mark of the whole input: with that, who guesses the rest can test each guess."""
    whole = json.loads((uit / "manifest.json").read_text("utf-8"))["invoer"]["sha256"]
    pages = [p.read_text("utf-8") for p in uit.rglob("*.html")]
    assert len(pages) == 3
    assert all("Kenmerk van deze gegevens (SHA-256)" in page and whole not in page for page in pages)


@pytest.mark.parametrize("files", [("--geen-pdf",), pytest.param((), marks=pytest.mark.long)], ids=["xlsx", "pdf"])
def test_one_figure_of_one_aanbieder(files: tuple[str, ...], invoer: Path, anders: Path, tmp_path: Path) -> None:
    uit = tmp_path / "uit"
    bereken(invoer, uit, *files)
    made, said = bereken(invoer, uit, *files)
    assert not made and "tarieven.csv (ongewijzigd)" in said and "--alles" in said
    made, said = bereken(anders, uit, *files)
    everything = set(staat(uit)) - {"manifest.json"}
    others = {n for n in everything if n.startswith((EERSTE, "bijlage-"))}
    assert made == everything - others
    assert {n for n in made if n.startswith(TWEEDE)} == {n for n in everything if n.startswith(TWEEDE)}
    for name in everything:
        assert (f"{name} (ongewijzigd)" in said) == (name in others)
    if not files:
        _says_nothing_of_the_rest(uit)
    # What stayed is what this input gives, byte for byte: everything is made once more, and compared.
    proof = run("verifieer", uit, "--invoer", anders)
    assert proof.returncode == 0, proof.stdout


def test_when_all_is_made_anew(invoer: Path, tmp_path: Path) -> None:
    uit = tmp_path / "uit"
    files = ("--geen-pdf",)
    first, _ = bereken(invoer, uit, *files)
    assert bereken(invoer, uit, *files, "--alles")[0] == first
    only, _ = bereken(invoer, uit, *files, "--kort")
    assert only == {f"{EERSTE}tariefblad.xlsx", f"{TWEEDE}tariefblad.xlsx"}
    # Who changed a file, or took one away, gets it back as it was.
    blad = uit / EERSTE / "tariefblad.xlsx"
    blad.write_bytes(b"iets anders")
    (uit / "overzicht.xlsx").unlink()
    again, _ = bereken(invoer, uit, *files, "--kort", "--overschrijf")
    assert again == {n for n in first if not n.startswith(TWEEDE)}  # of everything, what is made together
    # Of a run by another version of the program nothing is taken over.
    path = uit / "manifest.json"
    manifest = json.loads(path.read_text("utf-8"))
    manifest["kenmerken"] = dict.fromkeys(manifest["kenmerken"], "0" * 64)
    path.write_text(json.dumps(manifest), "utf-8")
    assert bereken(invoer, uit, *files, "--kort")[0] == first
