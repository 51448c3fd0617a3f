"""A file that is no workbook, or a dangerous one, gets one finding; what is odd is reported."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from mutanten import uitgepakt
from opdracht import run
from openpyxl import load_workbook
from vijandig import GEVALLEN, RELATIES, WERKMAP, basis, ingepakt, met_rijen, na_cellen, schrijf

from mo_report.engine.rekenen import Result
from mo_report.invoer import read_input
from mo_report.uitvoer.gegevens import as_data
from mo_report.voorcontrole import Refused, inspect_file


@pytest.fixture(scope="module")
def bestanden(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return schrijf(tmp_path_factory.mktemp("vijandig"))


@pytest.mark.parametrize("name", GEVALLEN)
def test_one_finding_and_nothing_opened(name: str, bestanden: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("opened")

    monkeypatch.setattr("mo_report.invoer.xlsx.read", never)
    read = read_input(bestanden[name])
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
    assert inspect_file(path.read_bytes()).bladen == ("Opslagen",)
    assert read_input(path).geopend


def test_a_sheet_without_its_part_is_not_left_out_in_silence(tmp_path: Path) -> None:
    parts = basis()
    parts[WERKMAP] = parts[WERKMAP].replace(b"</sheets>", b'<sheet name="Roosters" sheetId="2" r:id="rId2"/></sheets>')
    last = parts[RELATIES].rindex(b"<Relationship ")
    second = parts[RELATIES][last:].replace(b"rId1", b"rId2").replace(b"sheet1", b"sheet2")
    parts[RELATIES] = parts[RELATIES].replace(b"</Relationships>", second)
    path = tmp_path / "zonder.xlsx"
    path.write_bytes(ingepakt(parts))
    read = read_input(path)
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
from mo_report.invoer import read_input
for path in sys.argv[1:]:
    assert not read_input(Path(path)).geopend
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
    findings = read_input(path).bevindingen
    assert [f for f in findings if (f.blad, f.cel) == ("Opslagen", "C5") and f.is_fout]


@pytest.mark.parametrize("deel", ["xl/worksheets/sheet5.xml", WERKMAP])
@pytest.mark.parametrize("schrift", ["GB2312", "Big5", "EUC-KR", "Shift_JIS", "x-mac-roman", "verzonnen"])
def test_an_encoding_that_nobody_reads_is_damage(schrift: str, deel: str, kleintje: Path, tmp_path: Path) -> None:
    parts = uitgepakt(kleintje.read_bytes())
    body = parts[deel].partition(b"?>")[2]
    parts[deel] = f'<?xml version="1.0" encoding="{schrift}"?>'.encode() + body
    path = tmp_path / "schrift.xlsx"
    path.write_bytes(ingepakt(parts))
    (finding,) = read_input(path).bevindingen
    assert "onbekend tekenschrift" in finding.wat
    assert "opslaan" in finding.herstel.lower() or "sla het op" in finding.herstel


def test_something_within_a_value_is_damage(kleintje: Path, tmp_path: Path) -> None:
    """Readers take what stands before it: 5,5 was read as 5."""
    parts = uitgepakt(kleintje.read_bytes())
    name = next(n for n, d in parts.items() if b"<v>5.1</v>" in d)
    parts[name] = parts[name].replace(b"<v>5.1</v>", b"<v>5<x/>.1</v>", 1)
    path = tmp_path / "kind.xlsx"
    path.write_bytes(ingepakt(parts))
    (finding,) = read_input(path).bevindingen
    assert "iets anders dan een waarde" in finding.wat


@pytest.mark.parametrize("naam", ["Opslagen ", "Opslagen\u00a0", "opslagen.", "Opslagen!"])
def test_two_sheets_of_nearly_one_name_are_told(naam: str, kleintje: Path, tmp_path: Path) -> None:
    parts = uitgepakt(kleintje.read_bytes())
    parts[WERKMAP] = parts[WERKMAP].replace(b'name="Uitkomst"', f'name="{naam}"'.encode())
    path = tmp_path / "twee.xlsx"
    path.write_bytes(ingepakt(parts))
    found = read_input(path)
    assert found.resultaat is not None
    (told,) = [f for f in found.waarschuwingen if f.blad == naam]
    assert "bijna zoals het blad ‘Opslagen’. Het telt niet mee." in told.wat


def test_two_sheets_of_which_none_is_certain_are_an_error(kleintje: Path, tmp_path: Path) -> None:
    parts = uitgepakt(kleintje.read_bytes())
    parts[WERKMAP] = parts[WERKMAP].replace(b'name="Uitkomst"', b'name="Opslagen."')
    parts[WERKMAP] = parts[WERKMAP].replace(b'name="Opslagen"', b'name="Opslagen "')
    path = tmp_path / "twee.xlsx"
    path.write_bytes(ingepakt(parts))
    assert any("Onbekend is welk van de twee telt" in f.wat for f in read_input(path).fouten)


@pytest.mark.long
def test_a_workbook_of_gnumeric_is_read(kleintje: Path, tmp_path: Path) -> None:
    """It styles whole rows and columns: hundreds of thousands of cells that hold nothing."""
    path = tmp_path / "gnumeric.xlsx"
    command = ["ssconvert", "-T", "Gnumeric_Excel:xlsx2", kleintje, path]
    subprocess.run(command, check=True, capture_output=True)
    read, plain = read_input(path), read_input(kleintje)
    assert read.bevindingen == plain.bevindingen
    assert read.resultaat is not None and plain.resultaat is not None
    assert as_data(read.resultaat) == as_data(plain.resultaat)


def test_more_rows_than_are_promised(kleintje: Path, tmp_path: Path) -> None:
    """Told at once, and not row by row."""
    book = load_workbook(kleintje)
    for row in range(8, 3_008):
        book["Locaties"].cell(row, 1).value = f"Locatie {row}"
    path = tmp_path / "veel.xlsx"
    book.save(path)
    found = read_input(path).bevindingen
    (finding,) = [f for f in found if f.blad == "Locaties"]
    assert finding.is_fout
    assert finding.cel == "A1005"
    assert finding.wat == "Dit blad heeft 3.003 gevulde rijen. Zo veel leest het programma niet."
    assert finding.verwacht == "hoogstens 1.000 rijen"
    assert len(found) < 20


def test_findings_of_one_kind_are_told_once(kleintje: Path, tmp_path: Path) -> None:
    book = load_workbook(kleintje)
    for row in range(8, 608):
        book["Locaties"].cell(row, 1).value = f"Locatie {row}"
    path = tmp_path / "veel.xlsx"
    book.save(path)
    found = [f for f in read_input(path).fouten if f.blad == "Locaties"]
    assert 0 < len(found) < 20
    assert all("Dit komt 600 keer voor, tot en met" in f.wat for f in found)


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
    read, plain = read_input(path), read_input(kleintje)
    (finding,) = set(read.bevindingen) - set(plain.bevindingen)
    assert not finding.is_fout
    for what in ("macro's", "ingevoegde bestanden", "buiten deze werkmap"):
        assert what in finding.wat
    assert isinstance(read.resultaat, Result)
    assert isinstance(plain.resultaat, Result)
    assert as_data(read.resultaat) == as_data(plain.resultaat)


def test_what_is_just_allowed_is_opened() -> None:
    for data in (
        met_rijen(b'<row r="100000"><c r="ZZ100000"><v>1</v></c></row>'),
        na_cellen(b'<mergeCells><mergeCell ref="A1:A20000"/></mergeCells>'),
        na_cellen(b"<a>" * 99 + b"</a>" * 99),
    ):
        inspect_file(data)
    with pytest.raises(Refused):
        inspect_file(na_cellen(b"<a>" * 100 + b"</a>" * 100))
