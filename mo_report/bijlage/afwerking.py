"""Finishing a PDF of WeasyPrint 70 so that it is both PDF/A-3a and PDF/UA-1.

WeasyPrint claims one standard at a time and leaves some tags short of what both ask. This module
mends that in the finished object tree, just before it is written. It uses names that WeasyPrint
keeps to itself: that is why its version is pinned, and why the tests run veraPDF.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pydyf
from weasyprint.formatting_structure import boxes
from weasyprint.pdf import tags

#: What some elements are in a PDF: WeasyPrint knows neither contents lists nor notes.
_TAGS = {
    "mo-toc": "TOC",
    "mo-toci": "TOCI",
    "mo-note": "Note",
    "mo-note::footnote-call": "Reference",
    "mo-note::footnote-marker": "Lbl",
    "figure": "Div",
    "nav": "Sect",
    "strong": "Span",
}
_pdf_tag = tags._get_pdf_tag
tags._get_pdf_tag = lambda tag: _TAGS.get(tag) or _pdf_tag(tag)

#: On the second page of a table of two pages the headings are read once more; on the pages of a
#: longer table they are left out. Text that is marked as no content on one page only looks lost.
KORT = 2

#: Points in a pixel.
PUNT = 0.75

#: PDF/UA in the metadata, with the schema by which PDF/A lets it stand there.
_UA = (
    b'<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"'
    b' pdfuaid:part="1"/>'
    b'<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
    b' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"'
    b' xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
    b'<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    b"<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>"
    b"<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    b"<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    b'<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    b"<pdfaProperty:name>part</pdfaProperty:name>"
    b"<pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    b"<pdfaProperty:category>internal</pdfaProperty:category>"
    b"<pdfaProperty:description>Part of PDF/UA</pdfaProperty:description>"
    b"</rdf:li></rdf:Seq></pdfaSchema:property>"
    b"</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description></rdf:RDF>"
)


def finisher(document: Any, pdf: Any) -> None:
    """The finisher for `write_pdf`: metadata, tables, links, IDs and page margins."""
    objects = _Objects(pdf)
    stream = objects[pdf.catalog["Metadata"]].stream
    stream[0] = stream[0].replace(b"</rdf:RDF>", _UA, 1)
    for fragments in _tables(document):
        _Table(objects, fragments).mend()
    _describe_links(document)
    root = objects[pdf.catalog["StructTreeRoot"]]
    live = list(_reachable(objects, root))
    _name_notes(live)
    _place_figures(document, pdf, live)
    _index_ids(root, live)
    _margins_are_artifacts(pdf, objects, root, {e.number for e in live} | {root.number})


@dataclass(frozen=True)
class _Objects:
    """The objects of a PDF by reference, such as b'12 0 R'."""

    pdf: Any

    def __getitem__(self, reference: bytes) -> Any:
        return self.pdf.objects[int(reference.split()[0])]


def _tables(document: Any) -> list[list[Any]]:
    """The boxes of each table in the order of the pages: one for every page it stands on."""
    found: dict[Any, list[Any]] = {}
    for page in document.pages:
        for box in page._page_box.descendants():
            if isinstance(box, boxes.TableBox):
                found.setdefault(box.element, []).append(box)
    return list(found.values())


class _Table:
    """One table, of which every page made a table of its own: those become one again."""

    def __init__(self, objects: _Objects, fragments: list[Any]) -> None:
        self.objects, self.fragments = objects, fragments
        #: Row number, whether it repeats a heading, row group and box of each cell, over all pages.
        self.cells: list[tuple[int, bool, Any, Any]] = []

    def _parent(self, element: Any) -> Any:
        return self.objects[element["P"]]

    def mend(self) -> None:
        self._join()
        self._relate()

    def _join(self) -> None:
        main: Any = None
        last: tuple[Any, Any] | None = None
        number = 0
        for page, table in enumerate(self.fragments):
            groups = [(g, self._parent(self._parent(g.children[0].children[0].mark))) for g in table.children]
            fragment = self._parent(groups[0][1])
            main = main or fragment
            for group, section in groups:
                again = bool(page) and group.is_header
                if again and len(self.fragments) > KORT:
                    fragment["K"].remove(section.reference)  # a repeated heading is an artifact
                    continue
                if fragment is not main and last and (again or last[0] is group.element):
                    for kid in section["K"]:
                        self.objects[kid]["P"] = last[1].reference
                    last[1]["K"] += section["K"]
                else:
                    if fragment is not main:
                        main["K"].append(section.reference)
                        section["P"] = main.reference
                    last = (group.element, section)
                for row in group.children:
                    self.cells += [(number, again, group, cell) for cell in row.children]
                    number += 1
            if fragment is not main:
                self._parent(fragment)["K"].remove(fragment.reference)

    def _relate(self) -> None:
        """Say of each heading what it heads, and of each cell which headings it has."""
        heads = []
        for row, again, group, cell in self.cells:
            if cell.element_tag == "th":
                scope = cell.element.get("scope") or ("col" if group.is_header else "row")
                cell.mark["A"]["Scope"] = "/Row" if scope == "row" else "/Column"
                if not again:
                    heads.append((scope, row, cell))
        for row, _, _, cell in self.cells:
            if cell.element_tag == "td":
                own = [
                    head.mark["ID"]
                    for scope, at, head in heads
                    if (scope == "row" and at == row) or (scope == "col" and at < row and head.grid_x == cell.grid_x)
                ]
                cell.mark["A"]["Headers"] = pydyf.Array(own)


def _describe_links(document: Any) -> None:
    """A link tells where it leads by its text, not by the name of an anchor."""
    for page in document.pages:
        for kind, target, _, box in page.links:
            described = kind != "attachment" and getattr(box, "link_annotation", None)
            if described and box.element is not None:
                text = " ".join("".join(box.element.itertext()).split())
                box.link_annotation["Contents"] = pydyf.String(text or target)


def _reachable(objects: _Objects, root: Any) -> Iterator[Any]:
    """Every structure element under the root."""
    todo = [root]
    while todo:
        element = todo.pop()
        for kid in element.get("K", ()):
            child = objects[kid] if isinstance(kid, bytes) else None
            if isinstance(child, pydyf.Dictionary) and child.get("Type") == "/StructElem":
                yield child
                todo.append(child)


def _name_notes(live: list[Any]) -> None:
    """A note has a name of its own."""
    for element in live:
        if element.get("S") == "/Note":
            element["ID"] = pydyf.String(f"note-{element.number}")


def _place_figures(document: Any, pdf: Any, live: list[Any]) -> None:
    """WeasyPrint measures a figure in pixels from the top of the page; PDF in points from below."""
    heights = {
        reference: page.height * PUNT for reference, page in zip(pdf.page_references, document.pages, strict=True)
    }
    for element in live:
        if element.get("S") == "/Figure":
            left, top, right, bottom = element["A"]["BBox"]
            height = heights[element["Pg"]]
            element["A"]["BBox"] = pydyf.Array((left * PUNT, height - bottom * PUNT, right * PUNT, height - top * PUNT))


def _index_ids(root: Any, live: list[Any]) -> None:
    """The tree of IDs that PDF asks for when structure elements have one."""
    named = sorted(((e["ID"].string, e) for e in live if "ID" in e), key=lambda pair: pair[0].encode())
    if named:
        flat = pydyf.Array(x for _, e in named for x in (e["ID"], e.reference))
        root["IDTree"] = pydyf.Dictionary({"Names": flat})


def _margins_are_artifacts(pdf: Any, objects: _Objects, root: Any, live: set[int]) -> None:
    """Page numbers and running titles are no content: take them out of the structure."""
    numbers = objects[root["ParentTree"]]["Nums"]
    for page, reference in enumerate(pdf.page_references):
        parents = numbers[2 * page + 1]
        orphans = {n for n, ref in enumerate(parents) if int(ref.split()[0]) not in live}
        content = objects[objects[reference]["Contents"]].stream if orphans else []
        for n, item in enumerate(content):
            if isinstance(item, pydyf.Dictionary) and item.get("MCID") in orphans:
                content[n - 1] = "/Artifact"
                content[n] = pydyf.Dictionary({"Type": "/Pagination"})
        for n in orphans:
            parents[n] = "null"
    for item in pdf.objects:
        is_element = isinstance(item, pydyf.Dictionary) and item.get("Type") == "/StructElem"
        if is_element and item.number not in live:
            item.clear()
