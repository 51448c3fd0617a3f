"""The parts of a workbook file, to look at and to change."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

from lxml import etree
from openpyxl import Workbook, load_workbook

from mo_report.lib.bevinding import Finding

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
#: Parts that the copy may change beside the sheets with marks.
MACHINERY = {
    "[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml",
}  # fmt: skip
OPSLAG = Finding("Opslagen", "C14", "Hier staat tekst.", "een getal", "Typ het opnieuw.")


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def rebuilt(path: Path, to: Path, change: dict[str, bytes | Callable[[bytes], bytes]]) -> Path:
    """A copy of a workbook with parts changed or added, byte by byte."""
    data = parts(path)
    for name, new in change.items():
        data[name] = new if isinstance(new, bytes) else new(data[name])
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in data.items():
            archive.writestr(name, content)
    return to


def sheet_part(path: Path, titel: str) -> str:
    data = parts(path)
    book = etree.fromstring(data["xl/workbook.xml"])
    (found,) = (n.get(f"{{{OFFICE}}}id") for n in book.iter(f"{{{MAIN}}}sheet") if n.get("name") == titel)
    rels = etree.fromstring(data["xl/_rels/workbook.xml.rels"])
    (target,) = (r.get("Target") for r in rels if r.get("Id") == found)
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def cells(data: bytes) -> dict[str, tuple[str | None, bytes]]:
    """Each cell with its style and everything else of it."""
    found = {}
    for cell in etree.fromstring(data).iter(f"{{{MAIN}}}c"):
        style = cell.get("s")
        if "s" in cell.attrib:
            del cell.attrib["s"]
        found[cell.get("r")] = (style, etree.tostring(cell, method="c14n"))
    return found


def small(path: Path, **values: object) -> Path:
    """A workbook of one sheet ‘Blad’ with these cells."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Blad"
    for cel, value in values.items():
        sheet[cel] = value
    book.save(path)
    return path


def comments(path: Path, titel: str) -> dict[str, str]:
    sheet = load_workbook(path)[titel]
    return {c.coordinate: c.comment.text for r in sheet.iter_rows() for c in r if c.comment}
