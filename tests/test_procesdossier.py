"""The procesdossier: one file with the whole trail, archivable and accessible."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pikepdf
import pytest
from antwoord import Answer
from keuring import keur
from opdracht import run
from openpyxl import load_workbook
from register import RIBW, beslis, besluit

from mo_report.antwoorden.maken import REGISTER


@pytest.fixture(scope="session")
def werkboeken(kleine_uitvoer: Path) -> Path:
    return kleine_uitvoer


@pytest.fixture(scope="module")
def dossier(kleintje: Path, kleine_uitvoer: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dossier of the small input, of which an earlier version had another overhead."""
    folder = tmp_path_factory.mktemp("dossier")
    book = load_workbook(kleintje)
    row = next(r for r in book["Opslagen"].iter_rows(min_row=5) if "overhead" in [c.value for c in r])
    next(c for c in row if c.value == 0.3 or c.value == 0.297).value = 0.2
    book.save(folder / "oud.xlsx")
    made = folder / "dossier.pdf"
    done = run("dossier", kleintje, "--uit", made, "--uitvoer", kleine_uitvoer, "--vorige", folder / "oud.xlsx")
    assert done.returncode == 0, done.stderr
    return made


def test_it_has_the_whole_trail(dossier: Path, kleine_uitvoer: Path) -> None:
    done = subprocess.run(["pdftotext", "-raw", dossier, "-"], capture_output=True, check=True, text=True)
    said = " ".join(done.stdout.split())
    for heading in ("De tarieven", "Wat er is veranderd", "Waarom elke waarde zo is", "Bestanden en kenmerken"):
        assert heading in said
    assert "20,00%" in said and "overhead" in said
    plain = said.replace(" ", "")
    hashes = json.loads((kleine_uitvoer / "manifest.json").read_text("utf-8"))["uitvoer"]
    assert len(hashes) > 3 and all(digest in plain for digest in hashes.values())


@pytest.mark.long
def test_reactions_and_decisions_are_in_it(ribw: Answer, kleintje: Path, tmp_path: Path) -> None:
    """Also when they have been carried out; of another input they are refused."""
    overhead = "parametersets.hhm-2020.overhead"
    answer = ribw({overhead: (0.34, "onze jaarrekening")})
    assert run("reacties", kleintje, answer, "--uit", tmp_path / "uit").returncode == 0
    register = beslis(tmp_path / "uit" / REGISTER, {(RIBW, overhead): besluit("deels", "Halverwege.", waarde=0.32)})
    new = tmp_path / "nieuw.xlsx"
    assert run("overnemen", kleintje, register, "--naar", new).returncode == 0
    pdf = tmp_path / "d.pdf"
    assert run("dossier", new, "--register", register, "--uit", pdf).returncode == 1
    done = run("dossier", new, "--vorige", kleintje, "--register", register, "--uit", pdf)
    assert done.returncode == 0, done.stderr
    said = subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, check=True, text=True).stdout
    said = " ".join(said.replace("\u200b", "").split())
    for words in (
        "RIBW K/AM",
        "onze jaarrekening",
        "deels overgenomen: 32,00%",
        "Halverwege.",
        "Jansen",
        "12 maart 2026",
    ):
        assert words in said, words
    assert "Bewaar het reactieregister erbij" not in said


@pytest.mark.long
def test_it_is_archivable(dossier: Path) -> None:
    keur([dossier])


def test_it_holds_the_input(dossier: Path, kleintje: Path) -> None:
    with pikepdf.open(dossier) as pdf:
        (name,) = pdf.attachments
        assert pdf.attachments[name].get_file().read_bytes() == kleintje.read_bytes()


def test_a_folder_without_a_run_is_refused(kleintje: Path, tmp_path: Path) -> None:
    done = run("dossier", kleintje, "--uit", tmp_path / "d.pdf", "--uitvoer", tmp_path)
    assert done.returncode == 2 and "geen berekening" in done.stderr
    assert not (tmp_path / "d.pdf").exists()
