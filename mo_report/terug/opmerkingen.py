"""The comments of one sheet: ours put in or taken away, those of others left as they are."""

from __future__ import annotations

import re

from mo_report.lib.celnaam import row_and_column
from mo_report.terug.markup import MAIN, OFFICE, CannotMark, Document, Node, escape
from mo_report.terug.pakket import Package

AUTEUR = "mo-report"
#: The first line of each comment of ours. LibreOffice drops the author, so the text must tell.
KOPREGEL = "Controle door mo-report:"
_COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_MAX_TEKST = 30_000
#: What stands before the reference to the drawing of the comments, in the order of CT_Worksheet.
_BEFORE = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr",
    "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState",
    "dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting",
    "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter",
    "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags",
    "drawing",
)  # fmt: skip
_NAMESPACES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_SHAPETYPE = (
    f'<v:shapetype {_NAMESPACES} id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)


class Comments:
    """The comments of a sheet. Raises CannotMark where they cannot be read."""

    def __init__(self, pakket: Package, part: str) -> None:
        self.pakket, self.part, self.sheet = pakket, part, pakket.document(part)
        relations = list(pakket.relations(part))
        self._part = next((r.target for r in relations if r.kind == "comments"), "")
        self._vml = ""
        legacy = self.sheet.root.first("legacyDrawing")
        if legacy:
            wanted = legacy.attrs.get(f"{OFFICE} id")
            self._vml = next((r.target for r in relations if r.id == wanted), "")
            if self._vml not in pakket.was:
                raise self.sheet.refusal("de tekening van de opmerkingen ontbreekt")
        self._comments = pakket.document(self._part) if self._part else None
        found = self._found(self._comments, "commentList", "comment")
        self._own = [n for n in found if n.words().startswith(KOPREGEL)]
        #: Cells with a comment that is not ours.
        self.bezet = {n.attrs.get("ref", "") for n in found if n not in self._own}
        for relation in relations:
            if relation.kind == "threadedComment":
                threads = pakket.document(relation.target).root
                self.bezet |= {n.attrs.get("ref", "") for n in threads.all("threadedComment")}

    def _found(self, document: Document | None, group: str, name: str) -> list[Node]:
        node = document.root.first(group) if document else None
        return node.all(name) if node else []

    def vervang(self, notes: dict[str, str]) -> None:
        """Take our earlier comments away and put these in. Raises CannotMark."""
        self._remove_own()
        notes = {cel: _shortened(text) for cel, text in notes.items()}
        if notes:
            self._add_comments(notes)
            self._add_shapes(notes)

    def _remove_own(self) -> None:
        if not self._own or self._comments is None:
            return
        places = set()
        for node in self._own:
            self._comments.remove(node)
            places.add(row_and_column(node.attrs.get("ref", "")))
        if not self._vml:
            return
        vml = self.pakket.document(self._vml)
        for shape in vml.root.children:
            for data in shape.children:
                if data.name == "ClientData" and data.attrs.get("ObjectType") == "Note":
                    row, column = (data.first(n) for n in ("Row", "Column"))
                    if row and column and (int(row.text) + 1, int(column.text) + 1) in places:
                        vml.remove(shape)

    def _add_comments(self, notes: dict[str, str]) -> None:
        if self._comments is None:
            items = "".join(_comment("", cel, 0, text) for cel, text in notes.items())
            xml = (
                '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
                f'<comments xmlns="{MAIN}"><authors><author>{AUTEUR}</author></authors>'
                f"<commentList>{items}</commentList></comments>"
            )
            name = self.pakket.add("xl/comments{}.xml", xml.encode(), _COMMENTS)
            self.pakket.relate(self.part, "comments", name)
            return
        document = self._comments
        authors, listed = (document.root.first(n) for n in ("authors", "commentList"))
        if authors is None or listed is None:
            raise document.refusal("de lijst met opmerkingen ontbreekt")
        names = [n.text for n in authors.all("author")]
        tag = document.prefix(document.root)
        if AUTEUR not in names:
            document.append(authors, f"<{tag}author>{AUTEUR}</{tag}author>")
            names.append(AUTEUR)
        for cel, text in notes.items():
            document.append(listed, _comment(tag, cel, names.index(AUTEUR), text))

    def _add_shapes(self, notes: dict[str, str]) -> None:
        if not self._vml:
            # Numbers of boxes are given out by the thousand; Excel wants to read which.
            clusters = ",".join(str(n) for n in range(1, 2 + len(notes) // 1023))
            layout = f'<o:idmap v:ext="edit" data="{clusters}"/>'
            layout = f'<o:shapelayout v:ext="edit">{layout}</o:shapelayout>'
            shapes = layout + _SHAPETYPE + _shapes(notes, 1025)
            xml = f"<xml {_NAMESPACES}>{shapes}</xml>"
            pattern = "xl/drawings/vmlDrawing{}.vml"
            name = self.pakket.add(pattern, xml.encode(), _VML)
            self._refer(self.pakket.relate(self.part, "vmlDrawing", name))
            return
        old = self.pakket.was[self._vml]
        ids = [int(n) for n in re.findall(rb'["\']_x0000_s([0-9]{1,9})["\']', old)]
        shapes = _shapes(notes, max([1024, *ids]) + 1)
        if b'"_x0000_t202"' not in old:
            shapes = _SHAPETYPE + shapes
        try:
            document = self.pakket.document(self._vml)
        except CannotMark:
            # Excel writes <br> into the captions of its buttons: no XML, yet it ends like it.
            before, end, after = old.rpartition(b"</xml>")
            if not end or after.strip():
                raise
            self.pakket.replaced[self._vml] = before + shapes.encode() + end + after
            return
        document.append(document.root, shapes)

    def _refer(self, relation: str) -> None:
        tag = self.sheet.prefix(self.sheet.root)
        last = [c for c in self.sheet.root.children if c.name in _BEFORE][-1]
        xml = f'<{tag}legacyDrawing xmlns:moR="{OFFICE}" moR:id="{relation}"/>'
        self.sheet.after(last, xml)


def _comment(tag: str, cel: str, author: int, text: str) -> str:
    return (
        f'<{tag}comment ref="{cel}" authorId="{author}"><{tag}text><{tag}t xml:space="preserve">'
        f"{escape(text)}</{tag}t></{tag}text></{tag}comment>"
    )


def _shortened(text: str) -> str:
    text = f"{KOPREGEL}\n{text}"
    return text if len(text) <= _MAX_TEKST else text[:_MAX_TEKST] + "…"


def _shapes(notes: dict[str, str], first: int) -> str:
    return "".join(_shape(cel, text, first + n) for n, (cel, text) in enumerate(notes.items()))


def _shape(cel: str, text: str, number: int) -> str:
    """The box of a comment: beside its cell, hidden until somebody points at the cell."""
    place = row_and_column(cel)
    assert place
    row, column = place[0] - 1, place[1] - 1
    height = 3 + sum(1 + len(line) // 40 for line in text.split("\n"))
    anchor = f"{column + 1}, 12, {row}, 2, {column + 4}, 12, {row + min(height, 25)}, 2"
    return (
        f'<v:shape {_NAMESPACES} id="_x0000_s{number}" type="#_x0000_t202" '
        'style="position:absolute;margin-left:60pt;margin-top:2pt;width:260pt;height:'
        f'{min(height, 25) * 13}pt;z-index:1;visibility:hidden" fillcolor="#ffffe1" '
        'o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow color="black" obscured="t"/>'
        '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto">'
        '<div style="text-align:left"/></v:textbox><x:ClientData ObjectType="Note">'
        f"<x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>"
        f"<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column>"
        "</x:ClientData></v:shape>"
    )
