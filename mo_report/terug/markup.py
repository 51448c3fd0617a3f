"""XML patched at the byte: what is not asked for keeps its bytes, whatever it means."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TAG = re.compile(rb"""<([^\s/>]+)((?:\s+[^\s=]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*/?>""")
_ATTRIBUTE = re.compile(rb"""\s+([^\s=]+)\s*=\s*(?:"[^"]*"|'[^']*')""")
#: Characters that XML cannot hold.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class CannotMark(Exception):
    """The workbook cannot be marked safely; the message is for the user."""


def escape(text: str) -> str:
    """Text as it stands in XML, in an element or between double quotes."""
    text = _ILLEGAL.sub("\ufffd", text).replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;")


@dataclass(slots=True, eq=False)
class Node:
    """An element and where its bytes are: start tag from `start` to `open_end`, all to `end`."""

    name: str
    space: str
    attrs: dict[str, str]
    start: int
    open_end: int
    close_start: int = 0
    end: int = 0
    children: list[Node] = field(default_factory=list)
    text: str = ""

    @property
    def is_empty_tag(self) -> bool:
        return self.end == self.open_end

    def all(self, name: str) -> list[Node]:
        """The children of this name, in the namespace of this element."""
        return [c for c in self.children if c.name == name and c.space == self.space]

    def first(self, name: str) -> Node | None:
        return next(iter(self.all(name)), None)

    def words(self) -> str:
        """The text of all `t` elements inside: how SpreadsheetML keeps rich text."""
        if self.name == "t":
            return self.text
        return "".join(c.words() for c in self.children if c.name != "rPh")


class Document:
    """The bytes of one XML part with the changes that were asked for.

    Raises CannotMark for a part that cannot be patched at the byte.
    """

    def __init__(self, data: bytes, part: str) -> None:
        self.data, self.part = data, part
        self._edits: list[tuple[int, int, bytes]] = []
        self._tags: dict[Node, bytes] = {}
        self._inside: dict[Node, list[bytes]] = {}
        self._stack: list[Node] = []
        root = Node("", "", {}, 0, 0)
        self._stack.append(root)
        try:
            self._parse()
        except (expat.ExpatError, UnicodeDecodeError) as error:
            raise self.refusal("daarin staat XML die niet klopt") from error
        self.root = root.children[0]

    def refusal(self, why: str) -> CannotMark:
        return CannotMark(f"het onderdeel ‘{self.part}’ kan niet worden aangevuld: {why}")

    def _parse(self) -> None:
        if self.data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in self.data[:4]:
            raise self.refusal("het is geen UTF-8")
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True

        def declared(_version: str, encoding: str | None, _standalone: int) -> None:
            if (encoding or "utf-8").lower() not in ("utf-8", "utf8", "us-ascii"):
                raise self.refusal("het is geen UTF-8")

        def doctype(*_: object) -> None:
            raise self.refusal("het heeft een DOCTYPE")

        def opened(name: str, attrs: dict[str, str]) -> None:
            start = parser.CurrentByteIndex
            tag = _TAG.match(self.data, start)
            if tag is None:
                raise self.refusal("daarin staat XML die niet klopt")
            space, _, local = name.rpartition(" ")
            node = Node(local, space, attrs, start, tag.end())
            self._stack[-1].children.append(node)
            self._stack.append(node)

        def closed(_name: str) -> None:
            node = self._stack.pop()
            if self.data[node.open_end - 2 : node.open_end] == b"/>":
                node.close_start = node.end = node.open_end
            else:
                node.close_start = parser.CurrentByteIndex
                node.end = self.data.index(b">", node.close_start) + 1

        def said(text: str) -> None:
            self._stack[-1].text += text

        parser.XmlDeclHandler, parser.StartDoctypeDeclHandler = declared, doctype
        parser.StartElementHandler, parser.EndElementHandler = opened, closed
        parser.CharacterDataHandler = said
        parser.Parse(self.data, True)

    def slice(self, node: Node) -> bytes:
        return self.data[node.start : node.end]

    def prefix(self, node: Node) -> str:
        """The prefix, colon included, with which this element's namespace is written there."""
        found, colon, _ = self._qname(node).rpartition(":")
        return found + colon

    def _qname(self, node: Node) -> str:
        tag = _TAG.match(self.data, node.start)
        assert tag
        return tag[1].decode("utf-8")

    def copy(self, node: Node, **attrs: str) -> bytes:
        """The bytes of an element with other values for some attributes."""
        tag = self.data[node.start : node.open_end]
        for name, value in attrs.items():
            tag = _with_attribute(tag, name, value)
        return tag + self.data[node.open_end : node.end]

    def set(self, node: Node, name: str, value: str) -> None:
        tag = self._tags.get(node, self.data[node.start : node.open_end])
        self._tags[node] = _with_attribute(tag, name, value)

    def append(self, node: Node, xml: str | bytes) -> None:
        """Put something in as the last child."""
        self._inside.setdefault(node, []).append(_bytes(xml))

    def before(self, node: Node, xml: str | bytes) -> None:
        self._edits.append((node.start, node.start, _bytes(xml)))

    def after(self, node: Node, xml: str | bytes) -> None:
        self._edits.append((node.end, node.end, _bytes(xml)))

    def remove(self, node: Node) -> None:
        self._edits.append((node.start, node.end, b""))

    @property
    def changed(self) -> bool:
        return bool(self._edits or self._tags or self._inside)

    def result(self) -> bytes:
        """The bytes with all changes. A removed element must not have changes inside."""
        edits = list(self._edits)
        for node in self._tags.keys() | self._inside.keys():
            tag = self._tags.get(node, self.data[node.start : node.open_end])
            inside = b"".join(self._inside.get(node, []))
            if inside and node.is_empty_tag:
                close = f"</{self._qname(node)}>".encode()
                edits.append((node.start, node.end, tag[:-2] + b">" + inside + close))
                continue
            edits.append((node.start, node.open_end, tag))
            edits.append((node.close_start, node.close_start, inside))
        # Sorted by place alone: what comes in at one place keeps the order in which it was given.
        parts, at = [], 0
        for start, end, new in sorted(edits, key=lambda e: e[:2]):
            assert start >= at, "changes overlap"
            parts += [self.data[at:start], new]
            at = end
        return b"".join((*parts, self.data[at:]))


def _with_attribute(tag: bytes, name: str, value: str) -> bytes:
    new = f' {name}="{escape(value)}"'.encode()
    for found in _ATTRIBUTE.finditer(tag):
        if found[1].decode("utf-8") == name:
            return tag[: found.start()] + new + tag[found.end() :]
    match = _TAG.match(tag)
    assert match
    return tag[: match.end(1)] + new + tag[match.end(1) :]


def _bytes(xml: str | bytes) -> bytes:
    return xml.encode("utf-8") if isinstance(xml, str) else xml
