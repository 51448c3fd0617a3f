"""Engines that did not write our formulas, to recalculate them."""

from __future__ import annotations

import io
import shutil
import subprocess
import warnings
import zipfile
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import ironcalc
from lxml import etree
from openpyxl import Workbook, load_workbook
from openpyxl.utils.datetime import to_excel

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
Cells = dict[tuple[str, str], object]


def formulas(path: Path) -> dict[tuple[str, str], str]:
    """Every formula in a workbook, by sheet and cell."""
    book = load_workbook(path)
    return {
        (sheet.title, cell.coordinate): str(cell.value)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def cached(path: Path) -> Cells:
    """The value that each cell of a workbook carries."""
    book = load_workbook(path, data_only=True)
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


class IronCalc:
    """A workbook in IronCalc, in which a cell can be changed."""

    def __init__(self, path: Path) -> None:
        with TemporaryDirectory() as folder:
            bare = Path(folder) / "kaal.xlsx"
            bare.write_bytes(_zonder_notities(path.read_bytes()))
            self.model = ironcalc.load_from_xlsx(str(bare), "en", "UTC")
        names = [p["name"] for p in self.model.get_worksheets_properties()]
        self.sheets = {name: n for n, name in enumerate(names)}
        self.model.evaluate()

    def value(self, sheet: str, cell: str) -> object:
        column, row = _split(cell)
        return self.model.get_cell_value(self.sheets[sheet], row, column)

    def change(self, sheet: str, cell: str, number: float) -> None:
        column, row = _split(cell)
        self.model.update_cell_with_number(self.sheets[sheet], row, column, number)
        self.model.evaluate()

    def type(self, sheet: str, cell: str, text: str) -> None:
        column, row = _split(cell)
        self.model.update_cell_with_text(self.sheets[sheet], row, column, text)
        self.model.evaluate()


def _zonder_notities(data: bytes) -> bytes:
    """A workbook without its notes, which stop the engine."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name.startswith("xl/worksheets/_rels/") and b"/comments" in part:
                root = etree.fromstring(part)
                for relation in list(root):
                    if relation.get("Type", "").endswith(("/comments", "/vmlDrawing")):
                        root.remove(relation)
                part = etree.tostring(root)
            target.writestr(name, part)
    return out.getvalue()


def _split(cell: str) -> tuple[int, int]:
    letters = cell.rstrip("0123456789")
    return ironcalc.column_number_from_name(letters), int(cell[len(letters) :])


def libreoffice(path: Path, folder: Path) -> Cells:
    """The values after LibreOffice recalculated a copy from which our values were removed."""
    return cached(omgezet(_kaal(path, folder), folder / "uit", folder / "profiel"))


def gnumeric(path: Path, folder: Path) -> Cells:
    """The values after Gnumeric recalculated a copy from which our values were removed."""
    bare, done = _kaal(path, folder), folder / "gnumeric.xlsx"
    program = shutil.which("ssconvert")
    assert program, "Gnumeric is needed for this test; ./test.sh installs it"
    command = [program, "--recalc", "-T", "Gnumeric_Excel:xlsx2", bare, done]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it writes no styles
        return cached(done)


def _kaal(path: Path, folder: Path) -> Path:
    """A copy without the values that we keep."""
    bare = folder / "in" / path.name
    bare.parent.mkdir(parents=True)
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(bare, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name.startswith("xl/worksheets/sheet"):
                data = _without_values(data)
            target.writestr(name, data)
    return bare


def omgezet(path: Path, folder: Path, profile: Path, kind: str = "xlsx") -> Path:
    """A file as LibreOffice saves it, in another folder; the profile can be used again."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    assert program, "LibreOffice is needed for this test; ./test.sh installs it"
    own = f"-env:UserInstallation={profile.as_uri()}"
    command = [program, own, "--headless", "--convert-to", kind, "--outdir", folder, path]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder / f"{path.stem}.{kind}"


def _without_values(data: bytes) -> bytes:
    root = etree.fromstring(data)
    for cell in root.iter(f"{_MAIN}c"):
        value = cell.find(f"{_MAIN}v")
        if cell.find(f"{_MAIN}f") is not None and value is not None:
            cell.remove(value)
    return etree.tostring(root)


def same(a: object, b: object) -> bool:
    """Equal texts, or numbers that are equal to 1e-9.

    A date is the number of its day; an empty text may be read back as nothing.
    """
    a, b = (to_excel(x) if isinstance(x, date) else "" if x is None else x for x in (a, b))
    if isinstance(a, str) or isinstance(b, str):
        return a == b
    assert isinstance(a, int | float)
    return isinstance(b, int | float) and abs(a - b) <= 1e-9 * max(1.0, abs(a))


def hernoem(book: Workbook, old: str, new: str) -> None:
    """Give a name that the input uses another spelling, wherever it stands, as text."""
    for sheet in book.worksheets:
        for row in sheet.iter_rows(min_row=5):
            for cell in row:
                if cell.value == old:
                    cell.value = new
                    cell.data_type = "s"


def verwijder(book: Workbook, names: set[str]) -> None:
    """Empty every row of the input in which one of these names stands."""
    for sheet in book.worksheets:
        for row in sheet.iter_rows(min_row=5):
            if names & {c.value for c in row if isinstance(c.value, str)}:
                for cell in row:
                    cell.value = None
