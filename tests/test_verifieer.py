"""Outputs can be proved to belong to an input, anywhere; and every difference is told."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from motoren import omgezet
from opdracht import run
from openpyxl import load_workbook
from uit_data import KLEINSTE, lees_gegevens

from mo_report.uitvoer.verifieren import Proof, verify
from mo_report.werkboek.invoerboek import write_input


@pytest.fixture
def uit(kleintje: Path, kleine_uitvoer: Path, tmp_path: Path) -> Path:
    """Outputs, with their input beside them."""
    shutil.copy(kleintje, tmp_path)
    return Path(shutil.copytree(kleine_uitvoer, tmp_path / "uit"))


def fouten(uitkomst: Proof) -> dict[tuple[str, str], str]:
    return {(b.blad, b.cel): b.wat for b in uitkomst.bevindingen if b.is_fout}


@pytest.mark.long
def test_the_same_answer_anywhere(tmp_path: Path) -> None:
    """Every byte, PDFs too: with another locale, time zone, hash seed, folder and core count."""
    here, there = tmp_path / "hier", tmp_path / "d" / "ergens anders"
    here.mkdir()
    invoer = here / "invoer.xlsx"
    write_input(invoer, lees_gegevens(KLEINSTE), hoogstens=5)
    done = run("bereken", invoer, "--uit", here / "uit")
    assert done.returncode == 0, done.stderr
    shutil.copytree(here, there)
    other = {
        **os.environ,
        "LC_ALL": "C",
        "TZ": "Pacific/Kiritimati",
        "PYTHONHASHSEED": "4",
        "HOME": str(there),
    }
    one_core = "import os, runpy; os.sched_setaffinity(0, {min(os.sched_getaffinity(0))}); "
    start = "runpy.run_module('mo_report', run_name='__main__', alter_sys=True)"
    command = [sys.executable, "-c", one_core + start, "verifieer", "uit"]
    proof = subprocess.run(command, cwd=there, env=other, capture_output=True, text=True, check=False)
    assert proof.returncode == 0, proof.stdout + proof.stderr
    assert "Alle 10 bestanden volgen uit ‘invoer.xlsx’" in proof.stdout
    assert not proof.stderr


def test_every_difference(uit: Path) -> None:
    path = uit / "ribw-k-am" / "tariefblad.xlsx"
    book = load_workbook(path)
    book["Frans Hals"]["B20"] = 99
    del book["Controle"]
    book.save(path)
    data = uit / "resultaat.json"
    data.write_text(data.read_text("utf-8").replace("61.85", "61.86"), "utf-8")
    (uit / "hvo-querido" / "tariefblad.xlsx").unlink()
    (uit / "briefje.txt").write_text("van mij", "utf-8")
    found = verify(uit)
    said = fouten(found)
    assert said["ribw-k-am/tariefblad.xlsx: Frans Hals", "B20"] == "Hier staat ‘99’."
    assert "is weg" in said["ribw-k-am/tariefblad.xlsx: Controle", ""]
    assert "ontbreekt" in said["hvo-querido/tariefblad.xlsx", ""]
    (place,) = {b for b, _ in said if b.endswith("beperkt.uurtarief_afgerond")}
    assert said[place, ""] == "Hier staat ‘61,86’."
    assert [b.blad for b in found.bevindingen if not b.is_fout] == ["briefje.txt"]


def test_a_kept_value_that_was_changed(uit: Path) -> None:
    """The formula is as it was: only who computes nothing is misled."""
    path = uit / "overzicht.xlsx"
    with zipfile.ZipFile(path) as old:
        parts = {n: old.read(n) for n in old.namelist()}
    kept = re.compile(rb"</f><v>[0-9.]+</v>")
    name = next(n for n in parts if n.startswith("xl/worksheets/") and kept.search(parts[n]))
    parts[name] = kept.sub(b"</f><v>52</v>", parts[name], count=1)
    with zipfile.ZipFile(path, "w") as new:
        for n, part in parts.items():
            new.writestr(n, part)
    (wat,) = fouten(verify(uit)).values()
    # The first formula is a date: the 52nd day that Excel knows.
    assert wat == "De formule is gelijk, maar de bewaarde uitkomst is ‘21-02-1900’."


def test_another_input_version_or_manifest(uit: Path) -> None:
    invoer = next(uit.parent.glob("*.xlsx"))
    book = load_workbook(invoer)
    row = next(r for r in book["Opslagen"].iter_rows(min_row=5) if r[1].value == "overhead")
    row[2].value = 0.35
    book.save(invoer)
    path = uit / "manifest.json"
    manifest = json.loads(path.read_text("utf-8"))
    manifest["versie"] = "0.0.1"
    path.write_text(json.dumps(manifest), "utf-8")
    said = fouten(verify(uit))
    assert "niet de invoer" in said[invoer.name, ""]
    assert "versie 0.0.1" in said["manifest.json", ""]
    assert any(b.startswith("overzicht.xlsx: ") and c for b, c in said)


def test_a_manifest_with_another_hash(uit: Path) -> None:
    path = uit / "manifest.json"
    manifest = json.loads(path.read_text("utf-8"))
    manifest["uitvoer"]["overzicht.xlsx"] = "0" * 64
    path.write_text(json.dumps(manifest), "utf-8")
    (wat,) = fouten(verify(uit)).values()
    assert "noemt een andere SHA-256" in wat


@pytest.mark.long
def test_saved_by_another_program_with_the_same_content(uit: Path, tmp_path: Path) -> None:
    path = uit / "hvo-querido" / "tariefblad.xlsx"
    shutil.copy(omgezet(path, tmp_path / "om"), path)
    found = verify(uit)
    assert found.klopt, found.bevindingen
    (finding,) = found.bevindingen
    assert "door een ander programma bewaard" in finding.wat


def test_what_cannot_be_verified(uit: Path, tmp_path: Path) -> None:
    (wat,) = fouten(verify(tmp_path)).values()
    assert "geen manifest.json" in wat
    invoer = next(tmp_path.glob("*.xlsx"))
    invoer.rename(tmp_path / "elders.xlsx")
    (wat,) = fouten(verify(uit)).values()
    assert "is niet gevonden" in wat
    done = run("verifieer", uit, "--invoer", tmp_path / "elders.xlsx")
    assert done.returncode == 0, done.stderr
    (uit / "overzicht.xlsx").write_bytes(b"niets")
    done = run("verifieer", uit, "--invoer", tmp_path / "elders.xlsx")
    assert done.returncode == 1
    assert "overzicht.xlsx" in done.stderr
