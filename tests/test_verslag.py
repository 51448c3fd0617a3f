"""The log, and what a user sees of an error in the program: no traceback, no value, no name."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from opdracht import run

from mo_report import cli
from mo_report.engine.rekenen import Result
from mo_report.invoer import read_input
from mo_report.lib import verslag
from mo_report.model import Aanbieder, Bron, Locatie

GEHEIM = "Kennemerhof kost 12345"


def draai(monkeypatch: pytest.MonkeyPatch, *args: object) -> int:
    """The command line in this process, where a test can break it."""
    monkeypatch.setattr(sys, "argv", ["mo-report", *map(str, args)])
    monkeypatch.setattr(sys, "unraisablehook", sys.unraisablehook)
    monkeypatch.setattr(verslag, "_regels", fresh := verslag._Regels())
    monkeypatch.setattr(verslag.log, "handlers", [fresh])
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    return int(stopped.value.code or 0)


def breek(*_: object, **__: object) -> None:
    raise LookupError(GEHEIM)


@pytest.mark.parametrize(
    "waar",
    ["mo_report.uitvoer.schrijven._manifest", "mo_report.werkboek.boeken.write_tariefblad"],
)
def test_an_internal_error(
    waar: str,
    kleintje: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """In the program itself, and in one of its workers."""
    monkeypatch.setattr(waar, breek)
    log = tmp_path / "log.txt"
    uit = tmp_path / "uit"
    assert draai(monkeypatch, "bereken", kleintje, "--uit", uit, "--log", log, "--geen-pdf") == 70
    said = capsys.readouterr()
    assert "Er ging iets mis in het programma zelf" in said.err
    assert str(log) in said.err
    text = log.read_text("utf-8")
    assert "LookupError" in text
    assert "breek" in text
    assert "mo_report/uitvoer/schrijven.py" in text
    for shown in (said.out, said.err, text):
        assert GEHEIM not in shown
        assert "Traceback" not in shown
    assert not uit.exists()


def test_without_a_log_an_internal_error_still_leaves_one(
    kleintje: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("mo_report.invoer.read_input", breek)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert draai(monkeypatch, "controleer", kleintje) == 70
    (path,) = tmp_path.glob("mo-report-verslag-*.txt")
    assert str(path) in capsys.readouterr().err
    assert "LookupError" in path.read_text("utf-8")


def test_memory_that_runs_out_is_no_bug(
    kleintje: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("mo_report.invoer.read_input", full)
    assert draai(monkeypatch, "controleer", kleintje) == 3
    assert "het geheugen is vol" in capsys.readouterr().err


def test_a_log_has_no_names_and_no_amounts(fout: Path, resultaat: Result, tmp_path: Path) -> None:
    log = tmp_path / "log.txt"
    for command in (("controleer", fout), ("bereken", fout, "--uit", tmp_path / "Frans Hals")):
        assert run(*command, "--log", log).returncode == 1
    assert run("bereken", "--Kennemerhof", "invoer", "--log", log).returncode == 2
    text = log.read_text("utf-8")
    assert text.count(verslag.KOP) == 2
    assert "opdracht: bereken --uit --log" in text
    assert "fout: Opslagen C14" in text
    d = resultaat.dossier
    for block in (Aanbieder, Locatie, Bron):
        for name in (r.name for r in d[block]):
            assert name not in text
    assert str(tmp_path) not in text
    assert fout.name not in text
    assert not [f.wat for f in read_input(fout).bevindingen if f.wat in text]


def test_a_log_replaces_nothing(kleintje: Path, tmp_path: Path) -> None:
    own = tmp_path / "brief.txt"
    own.write_text("Geachte heer", "utf-8")
    for path in (own, kleintje, tmp_path, tmp_path / "er-niet" / "log.txt"):
        done = run("velden", kleintje, "--json", "--log", path)
        assert done.returncode == 2
        assert "--log" in done.stderr
    assert own.read_text("utf-8") == "Geachte heer"
    assert read_input(kleintje).geopend
    assert json.loads(run("velden", kleintje, "--json", "--log", tmp_path / "log.txt").stdout)
