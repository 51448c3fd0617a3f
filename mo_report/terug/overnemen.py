"""Styles of another workbook, taken over into this one: each gets a place of its own here."""

from __future__ import annotations

from copy import copy

from lxml import etree

from mo_report.terug.markup import MAIN, Document, Node

_M = f"{{{MAIN}}}"
#: From this number on a workbook numbers its own number formats.
_OWN_FORMATS = 164
#: Where a list comes that is not there yet: before the first of these that is.
_ORDER = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles")


class BorrowedStyles:
    """Gives the styles of a donor a number in this workbook. Raises CannotMark where that cannot be."""

    def __init__(self, document: Document, donor: bytes) -> None:
        self.document = document
        self.donor = etree.fromstring(donor)
        self._new: dict[str, list[bytes]] = {}
        self._cells: dict[int, int] = {}
        self._conditional: dict[int, int] = {}

    def cell(self, index: int) -> int:
        """The style of a cell."""
        if index not in self._cells:
            self._cells[index] = self._add("cellXfs", self._xf(index))
        return self._cells[index]

    def conditional(self, index: int) -> int:
        """The style of a condition."""
        if index not in self._conditional:
            self._conditional[index] = self._add("dxfs", _plain(self._at("dxfs", index)))
        return self._conditional[index]

    def finish(self) -> None:
        """Write what was added, and the counts."""
        root = self.document.root
        for name in _ORDER:
            new = self._new.get(name)
            if not new:
                continue
            listed = root.first(name)
            if listed is not None:
                for xml in new:
                    self.document.append(listed, xml)
                self.document.set(listed, "count", str(len(listed.children) + len(new)))
                continue
            later = next((n for n in root.children if n.name in _ORDER[_ORDER.index(name) :]), None)
            xml = f'<{name} xmlns="{MAIN}" count="{len(new)}">'.encode() + b"".join(new) + f"</{name}>".encode()
            if later is None:
                self.document.append(root, xml)
            else:
                self.document.before(later, xml) if later else self.document.append(root, xml)

    def _at(self, name: str, index: int) -> etree._Element:
        listed = self.donor.find(f"{_M}{name}")
        assert listed is not None
        return listed[index]

    def _xf(self, index: int) -> bytes:
        own = self._at("cellXfs", index)
        made = etree.Element(f"{_M}xf")
        made.set("numFmtId", str(self._format(int(own.get("numFmtId", "0")))))
        for key, name in (("fontId", "fonts"), ("fillId", "fills"), ("borderId", "borders")):
            made.set(key, str(self._add(name, _plain(self._at(name, int(own.get(key, "0")))))))
        made.set("xfId", "0")
        for name in ("NumberFormat", "Font", "Fill", "Border", "Alignment", "Protection"):
            made.set(f"apply{name}", "1")
        for child in own:
            made.append(copy(child))
        return etree.tostring(made)

    def _format(self, number: int) -> int:
        """A number format by its code; those that every program knows keep their number."""
        if number < _OWN_FORMATS:
            return number
        listed = self.donor.find(f"{_M}numFmts")
        assert listed is not None
        code = next(str(n.get("formatCode")) for n in listed if n.get("numFmtId") == str(number))
        here = self.document.root.first("numFmts")
        found = {n.attrs.get("formatCode"): int(n.attrs["numFmtId"]) for n in (here.children if here else [])}
        if code in found:
            return found[code]
        new = self._new.setdefault("numFmts", [])
        for xml in map(etree.fromstring, new):
            if xml.get("formatCode") == code:
                return int(str(xml.get("numFmtId")))
        made = max([_OWN_FORMATS - 1, *found.values()]) + 1 + len(new)
        element = etree.Element(f"{_M}numFmt")
        element.set("numFmtId", str(made))
        element.set("formatCode", code)
        new.append(etree.tostring(element))
        return made

    def _add(self, name: str, xml: bytes) -> int:
        """The place of an element in its list, where it comes at the end if it is not there yet."""
        listed = self.document.root.first(name)
        there = listed.children if listed is not None else list[Node]()
        new = self._new.setdefault(name, [])
        if xml not in new:
            new.append(xml)
        return len(there) + new.index(xml)


def _plain(element: etree._Element) -> bytes:
    """An element as it may stand anywhere."""
    alone = copy(element)
    alone.tail = None
    return etree.tostring(alone)
