"""The styles of the workbook: a marked twin of a cell's own style, and the way back."""

from __future__ import annotations

from mo_report.terug.markup import CannotMark, Document, Node

#: Our own fills, by which an earlier mark is known; each also has a comment, so colour is not all.
KLEUREN = {"fout": "FFF7B7BD", "waarschuwing": "FFFFD9A3", "wijziging": "FFCFE3F5"}


class Styles:
    """The styles part. Raises CannotMark where it lacks what every workbook has."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.tag = document.prefix(document.root)
        self._lists: dict[str, tuple[Node, list[bytes]]] = {}
        for name in ("fonts", "fills", "cellXfs"):
            node = document.root.first(name)
            if node is None or not node.children:
                raise document.refusal(f"‘{name}’ ontbreekt")
            self._lists[name] = (node, [document.slice(c) for c in node.children])
        self._xfs = self._lists["cellXfs"][0].children
        parents = document.root.first("cellStyleXfs")
        self._parents = parents.children if parents else []
        fills = self._lists["fills"][0].children
        self._ours = {n for n, fill in enumerate(fills) if _colour(fill) in KLEUREN.values()}

    def marked(self, index: int, ernst: str) -> int:
        """The style of a cell with the fill of an error, a warning or a change."""
        return self._add("cellXfs", self._copy(self._xf(index), self._fill(ernst)))

    def unmarked(self, index: int) -> int:
        """The style without our fill: with the fill of the cell's named style."""
        xf = self._xf(index)
        if int(xf.attrs.get("fillId", 0)) not in self._ours:
            return index
        twins = {int(t.attrs.get("fillId", 0)): n for n, t in enumerate(self._xfs) if _twin(xf, t)}
        twins = {fill: n for fill, n in twins.items() if fill not in self._ours}
        named = int(xf.attrs.get("xfId", 0))
        parent = self._parents[named].attrs if named < len(self._parents) else {}
        fill = int(parent.get("fillId", 0))
        if len(twins) == 1 or fill in twins:
            return twins.get(fill, next(iter(twins.values())))
        return self._add("cellXfs", self._copy(xf, fill))

    def own(self, font: str, alignment: str = 'vertical="top"', *, quoted: bool = False) -> int:
        """A style of the findings sheet: parts of the font and the alignment, as XML."""
        tag = self.tag
        inside = "".join(f"<{tag}{part}/>" for part in font.split("|"))
        font_id = self._add("fonts", f"<{tag}font>{inside}</{tag}font>".encode())
        quote = ' quotePrefix="1"' if quoted else ""
        xf = (
            f'<{tag}xf numFmtId="0" fontId="{font_id}" fillId="0" borderId="0" xfId="0" '
            f'applyFont="1" applyAlignment="1"{quote}><{tag}alignment {alignment}/></{tag}xf>'
        )
        return self._add("cellXfs", xf.encode())

    def finish(self) -> None:
        """Write what was added, and the counts."""
        for node, items in self._lists.values():
            for new in items[len(node.children) :]:
                self.document.append(node, new)
            if len(items) > len(node.children) and "count" in node.attrs:
                self.document.set(node, "count", str(len(items)))

    def _xf(self, index: int) -> Node:
        if not 0 <= index < len(self._xfs):
            raise CannotMark("een cel verwijst naar een celopmaak die er niet is")
        return self._xfs[index]

    def _copy(self, xf: Node, fill: int) -> bytes:
        return self.document.copy(xf, fillId=str(fill), applyFill="1")

    def _fill(self, ernst: str) -> int:
        tag, colour = self.tag, KLEUREN[ernst]
        return self._add(
            "fills",
            f'<{tag}fill><{tag}patternFill patternType="solid"><{tag}fgColor rgb="{colour}"/>'
            f'<{tag}bgColor indexed="64"/></{tag}patternFill></{tag}fill>'.encode(),
        )

    def _add(self, name: str, xml: bytes) -> int:
        """The place of an element in its list, where it is added if it is not there yet."""
        items = self._lists[name][1]
        if xml not in items:
            items.append(xml)
        return items.index(xml)


def _colour(fill: Node) -> str:
    """The colour of a plain fill; empty for any other."""
    pattern = fill.first("patternFill")
    if pattern is None or pattern.attrs.get("patternType") != "solid":
        return ""
    colour = pattern.first("fgColor")
    return colour.attrs.get("rgb", "").upper() if colour else ""


def _twin(a: Node, b: Node) -> bool:
    """Whether two styles are equal in everything but the fill."""
    return _but_fill(a) == _but_fill(b)


def _but_fill(xf: Node) -> tuple[dict[str, str], list[dict[str, str]]]:
    own = {k: v for k, v in xf.attrs.items() if k not in ("fillId", "applyFill")}
    return own, [c.attrs for c in xf.children]
