"""Mutants of a workbook: the file with something changed, the same one for the same seed.

`mutant(basis, soort, zaad)` gives the bytes; `SOORTEN` are the kinds there are.
"""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Callable
from functools import lru_cache
from random import Random

from lxml import etree
from mutantcellen import CELSOORTEN

Delen = dict[str, bytes]
WERKMAP, RELATIES = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
#: Parts on which everything else rests: they get half of what is done to XML.
KERN = (WERKMAP, RELATIES, "xl/styles.xml", "[Content_Types].xml", "_rels/.rels")
#: What attributes and texts may become.
WAARDEN = (
    "", "0", "1", "-1", "2.5", "1e400", "NaN", "9" * 30, "9" * 5_000, "A1", "A0", "XFD1048576",
    "A1:ZZ9999", "true", "false", "rId1", "rId99999", "../../x.xml", "worksheets/sheet1.xml",
    "=1+1", "#REF!", "s", "n", "b", "e", "d", "str", "inlineStr", "array", "shared", "dataTable",
    "😀", "\u202eabc", "http://a", "Opslagen", "Opslagen!$A$1", "x" * 40_000, "[h]:mm", "yyyy",
)  # fmt: skip


@lru_cache(maxsize=8)
def _uitgepakt(basis: bytes) -> tuple[tuple[str, bytes], ...]:
    with zipfile.ZipFile(io.BytesIO(basis)) as archive:
        return tuple((n, archive.read(n)) for n in archive.namelist())


def uitgepakt(basis: bytes) -> Delen:
    """The parts of a workbook, by name."""
    return dict(_uitgepakt(basis))


def ingepakt(delen: Delen | list[tuple[str, bytes]]) -> bytes:
    """A workbook of these parts; a list may have two of one name."""
    out = io.BytesIO()
    members = list(delen.items()) if isinstance(delen, dict) else delen
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w") as archive:
        warnings.simplefilter("ignore")  # zipfile's remark on a double name
        for name, data in members:
            info = zipfile.ZipInfo(name)
            archive.writestr(info, data, zipfile.ZIP_DEFLATED, compresslevel=1)
    return out.getvalue()


# bytes


def _gat(data: bytes, rng: Random) -> tuple[int, int]:
    """A stretch of bytes, mostly short."""
    start = rng.randrange(len(data) + 1)
    return start, min(len(data), start + int(2 ** rng.uniform(0, 14)))


def omvallen(data: bytes, rng: Random) -> bytes:
    """Some bytes become others."""
    out = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 20))):
        if out:
            out[rng.randrange(len(out))] ^= 1 << rng.randrange(8)
    return bytes(out)


def weghalen(data: bytes, rng: Random) -> bytes:
    """A stretch of bytes is gone, or all bytes from a place on."""
    start, end = _gat(data, rng)
    return data[:start] + (data[end:] if rng.random() < 0.6 else b"")


def invoegen(data: bytes, rng: Random) -> bytes:
    """A stretch of bytes comes in: noise, or a copy of another stretch."""
    start, end = _gat(data, rng)
    new = data[start:end] if rng.random() < 0.5 else rng.randbytes(rng.randrange(1, 100))
    at = rng.randrange(len(data) + 1)
    return data[:at] + new + data[at:]


BYTES = (omvallen, weghalen, invoegen)


def _bytes(basis: bytes, rng: Random) -> bytes:
    return rng.choice(BYTES)(basis, rng)


def _einde(basis: bytes, rng: Random) -> bytes:
    """The same in the list of members at the end, which no checksum guards."""
    at = basis.rfind(b"PK\x01\x02", 0, rng.randrange(len(basis) - 4_000, len(basis)))
    return basis[:at] + rng.choice(BYTES)(basis[at:], rng)


def _binnen(basis: bytes, rng: Random) -> bytes:
    """The same inside a part, which is packed as it should be."""
    parts = uitgepakt(basis)
    name = _deel(parts, rng)
    parts[name] = rng.choice(BYTES)(parts[name], rng)
    return ingepakt(parts)


# members of the zip file


def _lid(basis: bytes, rng: Random) -> bytes:
    """A member dropped, renamed, swapped, emptied, doubled or added."""
    parts = uitgepakt(basis)
    members = list(parts.items())
    at, other = rng.randrange(len(members)), rng.randrange(len(members))
    name, data = members[at]
    match rng.randrange(7):
        case 0:
            del members[at]
        case 1:
            members[at] = (_andere_naam(name, rng), data)
        case 2:
            members[at], members[other] = (name, members[other][1]), (members[other][0], data)
        case 3:
            members[at] = (name, rng.choice((b"", b"\0", b"<a/>", b"<a", b"\xff\xfe", b" " * 99)))
        case 4:
            members.insert(other, (rng.choice((name, name.upper())), members[other][1]))
        case 5:
            members.append((rng.choice(_EXTRA), rng.choice((data, b"", b"<a/>", b"\0" * 999))))
        case _:
            rng.shuffle(members)
    return ingepakt(members)


_EXTRA = (
    "xl/sharedStrings.xml", "xl/vbaProject.bin", "xl/media/image1.png", "xl/calcChain.xml", "a",
    "xl/externalLinks/externalLink1.xml", "docProps/custom.xml", "xl/comments1.xml", "map/",
    "xl/drawings/drawing1.xml", "xl/worksheets/_rels/sheet3.xml.rels", "xl/theme/theme2.xml",
)  # fmt: skip


def _andere_naam(name: str, rng: Random) -> str:
    at = rng.randrange(len(name))
    return rng.choice((name.upper(), name + "x", "/" + name, name[:at] + "é" + name[at:], "a/b"))


# XML


def _deel(parts: Delen, rng: Random) -> str:
    core = [n for n in KERN if n in parts]
    return rng.choice(core if rng.random() < 0.4 else list(parts))


def _xml(basis: bytes, rng: Random) -> bytes:
    """Nodes of a part deleted, doubled, swapped, or with another attribute or text."""
    parts = uitgepakt(basis)
    name = _deel(parts, rng)
    root = etree.fromstring(parts[name])
    for _ in range(rng.choice((1, 1, 2, 4))):
        _knoop(root, rng)
    parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return ingepakt(parts)


def _knoop(root: etree._Element, rng: Random) -> None:
    nodes = list(root.iter())
    node, other = rng.choice(nodes), rng.choice(nodes)
    parent = node.getparent()
    match rng.randrange(7):
        case 0 if parent is not None:
            parent.remove(node)
        case 1 if parent is not None:
            parent.insert(rng.randrange(len(parent) + 1), _kopie(node))
        case 2 if parent is not None:
            to = other if other not in node.iter() else root
            to.append(_kopie(node))
        case 3 if parent is not None and len(parent) > 1:
            parent.append(parent[rng.randrange(len(parent) - 1)])
        case 4:
            node.text = rng.choice(WAARDEN)
        case 5 if node.attrib:
            del node.attrib[rng.choice(list(node.attrib))]
        case _ if node.attrib:
            node.set(rng.choice(list(node.attrib)), _attribuut(nodes, rng))
        case _:
            node.tag = rng.choice((f"{node.tag}x", other.tag))


def _kopie(node: etree._Element) -> etree._Element:
    return etree.fromstring(etree.tostring(node, with_tail=False))


def _attribuut(nodes: list[etree._Element], rng: Random) -> str:
    """A value out of the blue, or one that another attribute has."""
    other = rng.choice(nodes)
    if rng.random() < 0.5 or not other.attrib:
        return rng.choice(WAARDEN)
    return str(rng.choice(list(other.attrib.values())))


def _cel(kind: str) -> Callable[[bytes, Random], bytes]:
    """What is done to cells, sheets or styles, in the parts of a workbook."""

    def change(basis: bytes, rng: Random) -> bytes:
        parts = uitgepakt(basis)
        for _ in range(rng.choice((1, 1, 1, 2, 5))):
            CELSOORTEN[kind](parts, rng)
        return ingepakt(parts)

    return change


SOORTEN: dict[str, Callable[[bytes, Random], bytes]] = {
    "bytes": _bytes,
    "einde": _einde,
    "binnen": _binnen,
    "lid": _lid,
    "xml": _xml,
    **{kind: _cel(kind) for kind in CELSOORTEN},
}
#: Kinds of which most are refused before a sheet is read.
SNEL = ("bytes", "einde", "lid")


def mutant(basis: bytes, soort: str, zaad: int) -> bytes:
    """The mutant of this kind with this seed."""
    return SOORTEN[soort](basis, Random(f"{soort}-{zaad}"))
