"""Files carry the version of the input, and those of another version are not replaced unasked."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from opdracht import run
from openpyxl import load_workbook
from uit_data import KLEINSTE, lees_gegevens

from mo_report.werkboek.invoerboek import write_input


def invoer(path: Path, versie: str) -> Path:
    data = lees_gegevens(KLEINSTE)
    if versie:
        data["bladen"]["Algemeen"].append({"parameter": "versie", "waarde": versie})
    write_input(path, data, hoogstens=5)
    return path


def test_the_version_is_on_every_page(tmp_path: Path) -> None:
    done = run("bereken", invoer(tmp_path / "in.xlsx", "2 & 3"), "--uit", tmp_path / "uit")
    assert done.returncode == 0, done.stderr
    for path in (tmp_path / "uit").rglob("*.pdf"):
        said = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout
        pages = said.split("\f")[:-1]
        assert len(pages) > 3
        assert all("versie 2 & 3" in " ".join(page.split()) for page in pages), path
    for path in (tmp_path / "uit").rglob("*.xlsx"):
        book = load_workbook(path)
        assert str(book.properties.title).endswith(", versie 2 & 3")
        assert {sheet.oddFooter.center.text for sheet in book} == {"versie 2 && 3"}
    manifest = json.loads((tmp_path / "uit" / "manifest.json").read_text("utf-8"))
    assert manifest["invoer"]["versie"] == "2 & 3"


@pytest.mark.parametrize(
    ("eerst", "dan"), [("1", "2"), *(pytest.param(*p, marks=pytest.mark.long) for p in (("1", ""), ("", "1")))]
)
def test_another_version_does_not_replace_what_was_sent(eerst: str, dan: str, tmp_path: Path) -> None:
    uit = tmp_path / "uit"
    args = ("--uit", uit, "--geen-pdf")
    assert run("bereken", invoer(tmp_path / "een.xlsx", eerst), *args).returncode == 0
    before = {p: p.read_bytes() for p in uit.rglob("*") if p.is_file()}
    later = invoer(tmp_path / "twee.xlsx", dan)
    refused = run("bereken", later, *args)
    assert refused.returncode == 3
    assert "--overschrijf" in refused.stderr
    assert (f"versie ‘{eerst}’" if eerst else "een versie zonder naam") in " ".join(refused.stderr.split())
    assert {p: p.read_bytes() for p in uit.rglob("*") if p.is_file()} == before
    assert run("bereken", later, *args, "--overschrijf").returncode == 0
    # The manifest keeps what was there before, and renewing adds nothing to that.
    assert run("bereken", later, *args).returncode == 0
    manifest = json.loads((uit / "manifest.json").read_text("utf-8"))
    assert [(i["bestand"], i["versie"]) for i in manifest["eerder"]] == [("een.xlsx", eerst)]


def test_the_same_version_is_simply_renewed(tmp_path: Path) -> None:
    path = invoer(tmp_path / "een.xlsx", "1")
    for _ in range(2):
        assert run("bereken", path, "--uit", tmp_path / "uit", "--geen-pdf").returncode == 0
