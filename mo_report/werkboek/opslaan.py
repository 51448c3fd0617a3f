"""Saving a workbook: every formula carries its value, and the same input gives the same bytes.

openpyxl writes formulas without a value. Protected View, previews and most readers then show
nothing, so the values that the model computed are put into the sheets' XML afterwards.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from lxml import etree
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from mo_report.engine.expression import Value
from mo_report.lib.xtekst import encoded

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_DCTERMS = "{http://purl.org/dc/terms/}"
_FIXED = (1980, 1, 1, 0, 0, 0)


@dataclass
class NewBook:
    """A workbook being made.

    values  the value of each formula, by sheet name and cell
    alts    the text alternative of each chart, by sheet name, in the order of the charts
    """

    book: Workbook
    values: dict[tuple[str, str], Value | date] = field(default_factory=dict)
    alts: dict[str, list[str]] = field(default_factory=dict)

    _sheets: dict[str, Worksheet] = field(default_factory=dict)

    def cell(self, sheet: str, name: str) -> Cell:
        """A cell of a sheet that is there."""
        if sheet not in self._sheets:
            self._sheets[sheet] = self.book[sheet]
        cell = self._sheets[sheet][name]
        assert isinstance(cell, Cell)
        return cell

    def save(self, path: Path, day: date) -> None:
        """Write the file. Raises ValueError for a formula without a value: that is a bug."""
        path.write_bytes(self.to_bytes(day))

    def to_bytes(self, day: date) -> bytes:
        self.book.calculation.fullCalcOnLoad = True
        raw = io.BytesIO()
        # Not compressed yet: each part is read again below.
        with zipfile.ZipFile(raw, "w", zipfile.ZIP_STORED) as unfinished:
            ExcelWriter(self.book, unfinished).write_data()
        titles = [s.title for s in self.book.worksheets]
        sheets = {f"xl/worksheets/sheet{n}.xml": t for n, t in enumerate(titles, 1)}
        # openpyxl numbers the drawings in the order of the sheets that have one.
        drawn = [s.title for s in self.book.worksheets if s.title in self.alts]
        drawings = {f"xl/drawings/drawing{n}.xml": t for n, t in enumerate(drawn, 1)}
        out = io.BytesIO()
        with zipfile.ZipFile(raw) as source, zipfile.ZipFile(out, "w") as target:
            for name in source.namelist():
                data = source.read(name)
                if name in sheets:
                    data = self._with_values(data, sheets[name])
                elif name in drawings:
                    data = _with_alts(data, self.alts[drawings[name]])
                elif name == "docProps/core.xml":
                    data = _dated(data, day)
                member = zipfile.ZipInfo(name, _FIXED)
                member.compress_type = zipfile.ZIP_DEFLATED
                member.external_attr = 0o600 << 16
                target.writestr(member, data)
        return out.getvalue()

    def _with_values(self, data: bytes, title: str) -> bytes:
        root = etree.fromstring(data)
        for cell in root.iter(f"{_MAIN}c"):
            if len(cell) == 0:
                # A cell with a style only: ‘a number’ without a value counts as 0 to some readers.
                cell.attrib.pop("t", "")
            if cell.find(f"{_MAIN}f") is None:
                continue
            where = (title, str(cell.get("r")))
            if where not in self.values:
                raise ValueError(f"formula without a value: {where}")
            kind, text = _cached(self.values[where])
            value = cell.find(f"{_MAIN}v")
            if value is None:
                value = etree.SubElement(cell, f"{_MAIN}v")
            value.text = encoded(text) if kind == "str" else text
            if "t" in cell.attrib:
                del cell.attrib["t"]
            if kind:
                cell.set("t", kind)
        for node in root.iter(f"{_MAIN}t"):
            node.text = encoded(node.text or "")
        _quiet(root)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _quiet(root: etree._Element) -> None:
    """No green corners at names that are numbers, such as a schaal or a year."""
    used = root.find(f"{_MAIN}dimension")
    after = [root.find(f"{_MAIN}{name}") for name in ("drawing", "legacyDrawing", "tableParts")]
    errors = etree.Element(f"{_MAIN}ignoredErrors")
    area = str(used.get("ref")) if used is not None else "A1"
    etree.SubElement(errors, f"{_MAIN}ignoredError", sqref=area, numberStoredAsText="1")
    first = next((part for part in after if part is not None), None)
    if first is None:
        root.append(errors)
    else:
        first.addprevious(errors)


def _with_alts(data: bytes, alts: list[str]) -> bytes:
    """Give each chart of a sheet what a screen reader tells of it."""
    root = etree.fromstring(data)
    for element, text in zip(root.iter(f"{_DRAWING}cNvPr"), alts, strict=True):
        element.set("descr", text)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _cached(value: Value | date) -> tuple[str, str]:
    if isinstance(value, bool):
        return "b", str(int(value))
    if isinstance(value, date):
        return "", f"{to_excel(value):.0f}"  # type: ignore[no-untyped-call]
    if isinstance(value, str):
        return "str", value
    return "", repr(float(value))


def _dated(data: bytes, day: date) -> bytes:
    root = etree.fromstring(data)
    for name in ("created", "modified"):
        for element in root.iter(f"{_DCTERMS}{name}"):
            element.text = f"{day.isoformat()}T00:00:00Z"
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
