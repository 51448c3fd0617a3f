"""Compare two folders of outputs: workbooks cell for cell, PDFs as text, JSON by key.

For whoever changes how the program is built and means to change nothing that it makes:

    .venv/bin/python scripts/bewaak.py VOOR NA

prints every difference and ends with status 1 if there is one. Of a workbook it compares of each
cell what was typed, the kept value and the whole style, and beside the cells each part of the file.
"""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path

from lxml import etree
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell, MergedCell

from mo_report.uitvoer.verifieren.bestanden import json_paths

#: Parts of which the cells tell all that they say.
_CELLEN = ("xl/worksheets/sheet", "xl/sharedStrings.xml", "xl/styles.xml")


def verschillen(before: Path, after: Path) -> Iterator[str]:
    """What differs between two folders, a line each."""
    names = [{str(p.relative_to(f)) for p in f.rglob("*") if p.is_file()} for f in (before, after)]
    for name in sorted(names[0] ^ names[1]):
        yield f"{name}: alleen in {before if name in names[0] else after}"
    for name in sorted(names[0] & names[1]):
        old, new = before / name, after / name
        if old.read_bytes() == new.read_bytes():
            continue
        compare = {".xlsx": _werkmap, ".pdf": _tekst, ".json": _json}.get(old.suffix, _regels)
        yield from (f"{name}: {line}" for line in compare(old, new))


def _json(old: Path, new: Path) -> Iterator[str]:
    if old.name.endswith("manifest.json"):
        return  # hashes of the other files
    for path, was, now in json_paths(*(json.loads(p.read_text("utf-8")) for p in (old, new)), ""):
        yield f"{path}: {was!r} -> {now!r}"


def _tekst(old: Path, new: Path) -> Iterator[str]:
    texts = [
        subprocess.run(["pdftotext", "-layout", p, "-"], capture_output=True, check=True).stdout for p in (old, new)
    ]
    yield from _lijnen(*(t.decode("utf-8") for t in texts))


def _regels(old: Path, new: Path) -> Iterator[str]:
    yield from _lijnen(old.read_text("utf-8"), new.read_text("utf-8"))


def _lijnen(old: str, new: str) -> Iterator[str]:
    for line in unified_diff(old.splitlines(), new.splitlines(), lineterm="", n=0):
        if line[:3] not in ("---", "+++") and line[:2] != "@@":
            yield line


def _werkmap(old: Path, new: Path) -> Iterator[str]:
    yield from _onderdelen(old, new)
    for values in (False, True):
        books = [load_workbook(p, data_only=values) for p in (old, new)]
        titles = [b.sheetnames for b in books]
        if titles[0] != titles[1]:
            yield f"bladen: {titles[0]} -> {titles[1]}"
        for title in titles[0]:
            if title not in titles[1]:
                continue
            cells = [dict(b[title]._cells) for b in books]
            for place in sorted(cells[0].keys() | cells[1].keys()):
                was, now = (_cel(c.get(place)) for c in cells)
                if was != now:
                    yield f"{title}!{place}: {was} -> {now}"


def _cel(cell: Cell | MergedCell | None) -> tuple[str, ...] | None:
    """All that a reader sees of a cell; a cell without a value and a style is none."""
    if cell is None:
        return None
    value = getattr(cell.value, "text", cell.value)
    style = (
        cell.font, cell.fill, cell.border, cell.alignment, cell.protection, cell.number_format,
    )  # fmt: skip
    comment = cell.comment.text if cell.comment else ""
    return (repr(value), cell.data_type, str(cell.style), comment, *map(repr, style))


def _onderdelen(old: Path, new: Path) -> Iterator[str]:
    with zipfile.ZipFile(old) as a, zipfile.ZipFile(new) as b:
        names = a.namelist(), b.namelist()
        for name in sorted(set(names[0]) ^ set(names[1])):
            yield f"onderdeel {name} staat er maar in één van beide"
        for name in sorted(set(names[0]) & set(names[1])):
            parts = a.read(name), b.read(name)
            if name.startswith("xl/worksheets/sheet"):
                parts = tuple(_buiten(p) for p in parts)
            elif name.startswith(_CELLEN):
                continue
            if parts[0] != parts[1]:
                yield f"onderdeel {name} is anders"


def _buiten(sheet: bytes) -> bytes:
    """A sheet without its cells: widths, rules, links, print set-up."""
    root = etree.fromstring(sheet)
    for name in ("c", "dimension", "ignoredErrors"):
        for element in list(root.iter(f"{{*}}{name}")):
            element.getparent().remove(element)
    for row in list(root.iter("{*}row")):
        row.attrib.pop("spans", "")
        if set(row.attrib) == {"r"}:  # a row that nothing is said of
            row.getparent().remove(row)
    return etree.tostring(root)


def main() -> int:
    found = list(verschillen(*map(Path, sys.argv[1:3])))
    print("\n".join(found[:2_000]))
    print(f"{len(found)} verschillen")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
