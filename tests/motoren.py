"""Engines that did not write our formulas, to recalculate them."""

from __future__ import annotations

import atexit
import io
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

import ironcalc
from lxml import etree
from openpyxl import Workbook
from openpyxl.utils.datetime import to_excel

_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
Cells = dict[tuple[str, str], object]


def formulas(path: Path) -> dict[tuple[str, str], str]:
    """Every formula in a workbook, by sheet and cell."""
    return dict(_read(path, path.stat().st_mtime_ns)[0])


def cached(path: Path) -> Cells:
    """The value that each cell of a workbook carries, as it stands in the file."""
    return dict(_read(path, path.stat().st_mtime_ns)[1])


@lru_cache(maxsize=8)
def _read(path: Path, _: int) -> tuple[dict[tuple[str, str], str], Cells]:
    """Formulas and values: many tests ask for both, of one file."""
    with zipfile.ZipFile(path) as archive:
        shared = "xl/sharedStrings.xml"
        root = etree.fromstring(archive.read(shared)) if shared in archive.namelist() else []
    texts = [_text(item) for item in root]
    found: dict[tuple[str, str], str] = {}
    values: Cells = {}
    for place, cell in _cells(path):
        text, value = cell.findtext(f"{_MAIN}f"), _value(cell, texts)
        if text is not None:
            found[place] = f"={text}"
        if value is not None:
            values[place] = value
    return found, values


def _cells(path: Path) -> Iterator[tuple[tuple[str, str], etree._Element]]:
    """Every cell of a workbook that holds something."""
    with zipfile.ZipFile(path) as archive:
        book = etree.fromstring(archive.read("xl/workbook.xml"))
        rels = etree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
        parts = {r.get("Id"): (r.get("Target") or "").removeprefix("/xl/") for r in rels}
        for sheet in book.iter(f"{_MAIN}sheet"):
            root = etree.fromstring(archive.read(f"xl/{parts[sheet.get(_ID)]}"))
            for cell in root.iter(f"{_MAIN}c"):
                if len(cell):
                    yield (sheet.get("name") or "", cell.get("r") or ""), cell


def _value(cell: etree._Element, texts: list[str]) -> object:
    kind, value = cell.get("t", "n"), cell.findtext(f"{_MAIN}v")
    if kind == "inlineStr":
        return _text(cell)
    if value is None or kind in ("str", "e"):
        return value
    if kind in ("s", "b"):
        return texts[int(value)] if kind == "s" else value == "1"
    return float(value) if value else None


def _text(item: etree._Element) -> str:
    """A text that may be in pieces, without how it is pronounced."""
    return "".join(t.text or "" for t in item.iter(f"{_MAIN}t") if t.getparent().tag != f"{_MAIN}rPh")


class IronCalc:
    """A workbook in IronCalc, in which a cell can be changed."""

    def __init__(self, path: Path) -> None:
        with tempfile.TemporaryDirectory() as folder:
            bare = Path(folder) / "kaal.xlsx"
            bare.write_bytes(_zonder_notities(path.read_bytes()))
            self.model = ironcalc.load_from_xlsx(str(bare), "en", "UTC")
        names = [p["name"] for p in self.model.get_worksheets_properties()]
        self.sheets = {name: n for n, name in enumerate(names)}
        self._stale = True

    def value(self, sheet: str, cell: str) -> object:
        if self._stale:
            self.model.evaluate()
            self._stale = False
        column, row = _split(cell)
        return self.model.get_cell_value(self.sheets[sheet], row, column)

    def change(self, sheet: str, cell: str, number: float) -> None:
        column, row = _split(cell)
        self.model.update_cell_with_number(self.sheets[sheet], row, column, number)
        self._stale = True

    def type(self, sheet: str, cell: str, text: str) -> None:
        column, row = _split(cell)
        self.model.update_cell_with_text(self.sheets[sheet], row, column, text)
        self._stale = True


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


def libreoffice(paths: Sequence[Path], folder: Path) -> list[Cells]:
    """The values after LibreOffice recalculated copies from which our values were removed.

    It starts once for all of them, which takes longer than one file does.
    """
    bare = [_kaal(path, folder, f"{n}-{path.name}") for n, path in enumerate(paths)]
    return [cached(done) for done in _omgezet(bare, folder / "uit", "xlsx")]


def gnumeric(path: Path, folder: Path) -> Cells:
    """The values after Gnumeric recalculated a copy from which our values were removed."""
    bare, done = _kaal(path, folder, path.name), folder / "gnumeric.xlsx"
    program = shutil.which("ssconvert")
    assert program, "Gnumeric is needed for this test; ./test.sh installs it"
    command = [program, "--recalc", "-T", "Gnumeric_Excel:xlsx2", bare, done]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return cached(done)


def _kaal(path: Path, folder: Path, name: str) -> Path:
    """A copy without the values that we keep."""
    bare = folder / "in" / name
    bare.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(bare, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name.startswith("xl/worksheets/sheet"):
                data = _without_values(data)
            target.writestr(name, data)
    return bare


def omgezet(path: Path, folder: Path, kind: str = "xlsx") -> Path:
    """A file as LibreOffice saves it, in another folder."""
    (done,) = _omgezet([path], folder, kind)
    return done


@cache
def _profiel() -> Path:
    """Where LibreOffice keeps its settings: to make them takes it a second, each time."""
    folder = tempfile.mkdtemp(prefix="mo-report-kantoor-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


def _omgezet(paths: Sequence[Path], folder: Path, kind: str) -> list[Path]:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    assert program, "LibreOffice is needed for this test; ./test.sh installs it"
    own = f"-env:UserInstallation={_profiel().as_uri()}"
    command = [program, own, "--headless", "--convert-to", kind, "--outdir", folder, *paths]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return [folder / f"{path.stem}.{kind}" for path in paths]


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
