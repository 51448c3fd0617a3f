"""Sheets and cells of another workbook, put into somebody's own; what was there keeps its bytes."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Collection, Mapping
from pathlib import Path

from lxml import etree

from mo_report.lib.celnaam import row_and_column
from mo_report.terug.cellen import cells_by_column, rows_by_number
from mo_report.terug.markup import MAIN, OFFICE, CannotMark, Document, Node, escape
from mo_report.terug.overnemen import BorrowedStyles
from mo_report.terug.pakket import Package
from mo_report.terug.werkmap import BEFORE_NAMES, WorkbookPart

_M = f"{{{MAIN}}}"
#: What comes before the rules of a sheet, and before the widths of its columns.
_BEFORE_RULES = (
    "sheetData", "sheetCalcPr", "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState",
    "dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting",
)  # fmt: skip
_BEFORE_WIDTHS = ("sheetPr", "dimension", "sheetViews", "sheetFormatPr")


class Donor:
    """A workbook of this program's own making, of which sheets are taken over."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.root = etree.fromstring(self.parts["xl/workbook.xml"])
        relations = etree.fromstring(self.parts["xl/_rels/workbook.xml.rels"])
        targets = {r.get("Id"): posixpath.join("/xl", str(r.get("Target"))).lstrip("/") for r in relations}
        sheets = list(self.root.iter(f"{_M}sheet"))
        self.titles = {str(s.get("name")): targets[s.get(f"{{{OFFICE}}}id")] for s in sheets}
        strings = etree.fromstring(self.parts.get("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}"/>'.encode()))
        self.strings = ["".join(t.text or "" for t in item.iter(f"{_M}t")) for item in strings]

    def sheet(self, title: str, styles: BorrowedStyles, values: Mapping[str, float | str]) -> etree._Element:
        """A sheet with the styles of the other workbook, its texts in its cells, and these values."""
        root = etree.fromstring(self.parts[self.titles[title]])
        for element in root.iter(f"{_M}c", f"{_M}row"):
            if element.get("s"):
                element.set("s", str(styles.cell(int(str(element.get("s"))))))
        for element in root.iter(f"{_M}col"):
            if element.get("style"):
                element.set("style", str(styles.cell(int(str(element.get("style"))))))
        for element in root.iter(f"{_M}cfRule"):
            if element.get("dxfId"):
                element.set("dxfId", str(styles.conditional(int(str(element.get("dxfId"))))))
        for cell in root.iter(f"{_M}c"):
            self._text(cell)
            if str(cell.get("r")) in values:
                _set_value(cell, values[str(cell.get("r"))])
        for view in root.iter(f"{_M}sheetView"):
            view.attrib.pop("tabSelected", "")
        return root

    def _text(self, cell: etree._Element) -> None:
        value = cell.find(f"{_M}v")
        if cell.get("t") != "s" or value is None:
            return
        text = self.strings[int(value.text or "0")]
        cell.remove(value)
        cell.set("t", "inlineStr")
        node = etree.SubElement(etree.SubElement(cell, f"{_M}is"), f"{_M}t")
        node.text = text
        node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")

    def print_titles(self, title: str) -> str:
        """The rows that are printed on each page of a sheet; empty where there are none."""
        place = str(list(self.titles).index(title))
        names = (n for n in self.root.iter(f"{_M}definedName") if n.get("localSheetId") == place)
        return next((n.text or "" for n in names if n.get("name") == "_xlnm.Print_Titles"), "")


def _set_value(cell: etree._Element, value: float | str) -> None:
    found = cell.find(f"{_M}v")
    if found is None:
        found = etree.SubElement(cell, f"{_M}v")
    found.text = repr(value) if isinstance(value, float | int) else value
    cell.attrib.pop("t", "")
    if isinstance(value, str):
        cell.set("t", "str")


def insert_sheets(
    invoer: Path, made: Path, donor: Path, *, replaced: Collection[str], values: Mapping[str, Mapping[str, float | str]]
) -> None:
    """Write the workbook with all sheets of the donor.

    A sheet of a name that is there already gives its cells to that sheet, or takes its place where
    it is among `replaced`. `values` are those of formulas, by sheet and cell. Raises CannotMark,
    OSError.
    """
    pakket = Package.open(invoer)
    try:
        _insert(pakket, Donor(donor), replaced, values)
    except (ValueError, LookupError) as error:
        raise CannotMark("in het bestand staat een verwijzing die niet klopt") from error
    pakket.write(made)


def _insert(
    pakket: Package, donor: Donor, replaced: Collection[str], values: Mapping[str, Mapping[str, float | str]]
) -> None:
    werkmap = WorkbookPart(pakket)
    styles = BorrowedStyles(werkmap.stijlen(), donor.parts["xl/styles.xml"])
    there = {v.titel: v for v in werkmap.alle}
    names = []
    for title in donor.titles:
        root = donor.sheet(title, styles, values.get(title, {}))
        if title not in there:
            names.append((werkmap.zet_achteraan(title, _bytes(root)), donor.print_titles(title)))
        elif title in replaced:
            pakket.replaced[there[title].part] = _bytes(root)
        else:
            _add_cells(pakket.document(there[title].part), root)
    _print_titles(werkmap.document, names)
    compute_anew(werkmap.document)
    # It lists the cells with a formula; Excel makes it anew.
    pakket.drop("xl/calcChain.xml", werkmap.part)
    styles.finish()
    pakket.finish()


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _print_titles(document: Document, names: list[tuple[int, str]]) -> None:
    tag = document.prefix(document.root)
    xml = "".join(
        f'<{tag}definedName name="_xlnm.Print_Titles" localSheetId="{place}">{escape(rows)}</{tag}definedName>'
        for place, rows in names
        if rows
    )
    listed = document.root.first("definedNames")
    if listed is not None:
        document.append(listed, xml)
    elif xml:
        _after_last(document, BEFORE_NAMES, f"<{tag}definedNames>{xml}</{tag}definedNames>")


def compute_anew(document: Document) -> None:
    """Excel computes all formulas when it opens the file."""
    found = document.root.first("calcPr")
    if found is not None and found.attrs.get("fullCalcOnLoad") not in ("1", "true"):
        document.set(found, "fullCalcOnLoad", "1")


def _after_last(document: Document, before: Collection[str], xml: str | bytes) -> None:
    last = [c for c in document.root.children if c.name in before][-1]
    document.after(last, xml)


def _add_cells(sheet: Document, donor: etree._Element) -> None:
    """Put cells where nothing stands; with the rules and the widths that go with them."""
    data = sheet.root.first("sheetData")
    if data is None:
        raise sheet.refusal("het blad heeft geen cellen")
    rows = rows_by_number(sheet)
    for row in donor.iterfind(f"{_M}sheetData/{_M}row"):
        number = int(str(row.get("r")))
        if number in rows:
            _into_row(sheet, rows[number], row)
        else:
            later = next((r for at, r in rows.items() if at > number), None)
            xml = etree.tostring(row)
            sheet.before(later, xml) if later else sheet.append(data, xml)
    _add_listed(sheet, donor, "dataValidations", _BEFORE_RULES)
    _add_listed(sheet, donor, "cols", _BEFORE_WIDTHS)


def _into_row(sheet: Document, row: Node, donor: etree._Element) -> None:
    cells = cells_by_column(sheet, row)
    for cell in donor:
        place = row_and_column(str(cell.get("r")))
        assert place
        old = cells.get(place[1])
        if old is not None and old.children:
            raise sheet.refusal(f"in cel {cell.get('r')} staat al iets")
        if old is not None:
            sheet.remove(old)
        after = next((c for at, c in cells.items() if at > place[1]), None)
        cell.tail = None
        xml = etree.tostring(cell)
        sheet.before(after, xml) if after else sheet.append(row, xml)


def _add_listed(sheet: Document, donor: etree._Element, name: str, before: Collection[str]) -> None:
    found = donor.find(f"{_M}{name}")
    if found is None or not len(found):
        return
    listed = sheet.root.first(name)
    if listed is None:
        _after_last(sheet, before, etree.tostring(found))
        return
    for element in found:
        if name == "cols" and _overlaps(listed, element):
            continue
        element.tail = None
        later = next(
            (c for c in listed.children if name == "cols" and _first(c.attrs) > int(str(element.get("min")))), None
        )
        xml = etree.tostring(element)
        sheet.before(later, xml) if later else sheet.append(listed, xml)
    if "count" in listed.attrs:
        sheet.set(listed, "count", str(len(listed.children) + len(found)))


def _first(attrs: Mapping[str, str]) -> int:
    """The first column that a width is for."""
    return int(attrs.get("min", "0"))


def _overlaps(listed: Node, element: etree._Element) -> bool:
    """Whether a column has its width already."""
    first, last = int(str(element.get("min"))), int(str(element.get("max")))
    return any(int(c.attrs["min"]) <= last and first <= int(c.attrs["max"]) for c in listed.children)
