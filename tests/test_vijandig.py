"""A file that is no workbook, or a dangerous one, gets one finding; what is odd is reported."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from conftest import run
from openpyxl import load_workbook
from vijandig import GEVALLEN, RELATIES, WERKMAP, basis, ingepakt, met_rijen, na_cellen, schrijf

from mo_report.invoer import lees
from mo_report.rekenen import Resultaat
from mo_report.uitvoer.gegevens import gegevens
from mo_report.voorcontrole import Geweigerd, keur


@pytest.fixture(scope="module")
def bestanden(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return schrijf(tmp_path_factory.mktemp("vijandig"))


@pytest.mark.parametrize("name", GEVALLEN)
def test_one_finding_and_nothing_opened(
    name: str, bestanden: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("opened")

    monkeypatch.setattr("mo_report.invoer.openen.load_workbook", never)
    read = lees(bestanden[name])
    assert not read.geopend
    (finding,) = read.bevindingen
    assert GEVALLEN[name].wat in finding.wat
    assert finding.is_fout
    assert finding.verwacht
    assert finding.herstel
    assert finding.blad == GEVALLEN[name].naam


def test_the_smallest_workbook_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "klein.xlsx"
    path.write_bytes(ingepakt(basis()))
    assert keur(path.read_bytes()).bladen == ("Opslagen",)
    assert lees(path).geopend


def test_a_sheet_without_its_part_is_not_left_out_in_silence(tmp_path: Path) -> None:
    parts = basis()
    parts[WERKMAP] = parts[WERKMAP].replace(
        b"</sheets>", b'<sheet name="Roosters" sheetId="2" r:id="rId2"/></sheets>'
    )
    last = parts[RELATIES].rindex(b"<Relationship ")
    second = parts[RELATIES][last:].replace(b"rId1", b"rId2").replace(b"sheet1", b"sheet2")
    parts[RELATIES] = parts[RELATIES].replace(b"</Relationships>", second)
    path = tmp_path / "zonder.xlsx"
    path.write_bytes(ingepakt(parts))
    read = lees(path)
    assert not read.geopend
    assert "‘Roosters’ is beschadigd" in read.bevindingen[0].wat


def test_on_the_command_line(bestanden: dict[str, Path]) -> None:
    for name in ("entiteiten", "samengevoegd", "pad-omhoog"):
        done = run("controleer", bestanden[name])
        assert done.returncode == 1
        assert GEVALLEN[name].wat in " ".join(done.stdout.split())
        assert "1 fout" in done.stdout
        assert "Traceback" not in done.stdout + done.stderr


_BOUNDED = """
import sys
from pathlib import Path
from mo_report.invoer import lees
for path in sys.argv[1:]:
    assert not lees(Path(path)).geopend
    status = Path("/proc/self/status").read_text()
    used = int(status.split("VmHWM:")[1].split()[0])
    assert used < 300_000, f"{path}: {used} kB"
print(used)
"""


def test_memory_stays_low(bestanden: dict[str, Path]) -> None:
    command = [sys.executable, "-c", _BOUNDED, *map(str, bestanden.values())]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "formula",
    [
        "(" * 3_000 + "1" + ")" * 3_000,
        "1^" * 4_000 + "1",
        "SUMPRODUCT(B1:ZZ100000*B1:ZZ100000)",
        "1+" * 5_000 + "1",
    ],
)
def test_a_formula_that_stops_the_engine(formula: str, kleintje: Path, tmp_path: Path) -> None:
    book = load_workbook(kleintje)
    book["Opslagen"]["C5"] = f"={formula}"
    path = tmp_path / "formule.xlsx"
    book.save(path)
    findings = lees(path).bevindingen
    assert [f for f in findings if (f.blad, f.cel) == ("Opslagen", "C5") and f.is_fout]


def test_an_engine_that_stops_is_reported(kleintje: Path, tmp_path: Path) -> None:
    book = load_workbook(kleintje)
    book.create_sheet("Eigen blad")["A1"] = f"={'1^' * 4_000}1"
    book["Opslagen"]["C5"] = "=0.08"
    path = tmp_path / "formule.xlsx"
    book.save(path)
    assert [f for f in lees(path).waarschuwingen if "te zwaar om na te rekenen" in f.wat]


def test_macros_and_links_are_reported_and_change_nothing(kleintje: Path, tmp_path: Path) -> None:
    path = tmp_path / "macro.xlsm"
    rels = b'<Relationship Id="x" Type="a/frame" Target="http://x" TargetMode="External"/>'
    with zipfile.ZipFile(kleintje) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/_rels/workbook.xml.rels":
                data = data.replace(b"</Relationships>", rels + b"</Relationships>")
            new.writestr(name, data)
        new.writestr("xl/vbaProject.bin", bytes(100))
        new.writestr("xl/embeddings/oleObject1.bin", bytes(100))
    read, plain = lees(path), lees(kleintje)
    (finding,) = set(read.bevindingen) - set(plain.bevindingen)
    assert not finding.is_fout
    for what in ("macro's", "ingevoegde bestanden", "buiten deze werkmap"):
        assert what in finding.wat
    assert isinstance(read.resultaat, Resultaat)
    assert isinstance(plain.resultaat, Resultaat)
    assert gegevens(read.resultaat) == gegevens(plain.resultaat)


def test_what_is_just_allowed_is_opened() -> None:
    for data in (
        met_rijen(b'<row r="100000"><c r="ZZ100000"><v>1</v></c></row>'),
        na_cellen(b'<mergeCells><mergeCell ref="A1:A20000"/></mergeCells>'),
        na_cellen(b"<a>" * 99 + b"</a>" * 99),
    ):
        keur(data)
    with pytest.raises(Geweigerd):
        keur(na_cellen(b"<a>" * 100 + b"</a>" * 100))
