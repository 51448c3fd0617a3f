"""The proof of the copy: read back with another reader, it differs only where it was meant to."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping, Set
from pathlib import Path

from lxml import etree

from mo_report.lib.celnaam import cell_name, row_and_column
from mo_report.terug.markup import MAIN, OFFICE, CannotMark
from mo_report.terug.opmerkingen import KOPREGEL
from mo_report.terug.pakket import TYPES, Package

_M = f"{{{MAIN}}}"
_LISTS = ("fonts", "fills", "cellXfs")


def verify_copy(pakket: Package, made: Path, touched: Mapping[str, Set[str]], eigen: str) -> None:
    """Compare the copy with the input, in which `eigen` is our sheet of an earlier time.

    Raises CannotMark where anything else changed.
    """
    with zipfile.ZipFile(made) as archive:
        names = archive.namelist()
        now = {name: archive.read(name) for name in names}
    try:
        _compare(pakket, names, now, touched, eigen)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise _wrong("de XML") from error


def _compare(
    pakket: Package,
    names: list[str],
    now: Mapping[str, bytes],
    touched: Mapping[str, Set[str]],
    eigen: str,
) -> None:
    was = pakket.was
    if names != [*was, *pakket.added]:
        raise _wrong("de lijst met onderdelen")
    for part, old in was.items():
        if part not in pakket.replaced:
            same = now[part] == old
        elif part in touched:
            cells = touched[part]
            same = _sheet(old, cells) == _sheet(now[part], cells)
        else:
            same = _other(part, old, now[part], eigen)
        if not same:
            raise _wrong(part)
    for part in pakket.added:
        _root(now[part])


def _wrong(what: str) -> CannotMark:
    return CannotMark(f"bij de controle achteraf week ‘{what}’ te veel af van uw bestand")


def _root(data: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.fromstring(data, parser)


def _canonical(root: etree._Element) -> bytes:
    return etree.tostring(root, method="c14n")


def _sheet(data: bytes, cells: Set[str]) -> bytes:
    """A sheet without what may differ: the style of these cells, and which tab is chosen."""
    root = _root(data)
    for view in root.iter(f"{_M}sheetView"):
        _forget(view, "tabSelected")
    for node in root.findall(f"{_M}legacyDrawing"):
        _drop(node)
    wanted = {place for cell in cells if (place := row_and_column(cell))}
    number = 0
    for row in root.findall(f"{_M}sheetData/{_M}row"):
        number = int(row.get("r", number + 1))
        row.set("r", str(number))
        column = 0
        for cell in row.findall(f"{_M}c"):
            place = row_and_column(cell.get("r", cell_name(number, column + 1)))
            column = place[1] if place else 0
            if place not in wanted:
                continue
            _forget(cell, "s")
            if not len(cell) and set(cell.attrib) <= {"r", "t"}:
                _drop(cell)  # an empty cell is as good as none
        if not len(row) and number in {r for r, _ in wanted} and set(row.attrib) == {"r"}:
            _drop(row)
    return _canonical(root)


def _forget(node: etree._Element, attribute: str) -> None:
    if attribute in node.attrib:
        del node.attrib[attribute]


def _drop(node: etree._Element) -> None:
    parent = node.getparent()
    assert parent is not None
    parent.remove(node)


def _other(part: str, old: bytes, new: bytes, eigen: str) -> bool:
    """Whether a part of the machinery kept what it had; only our own may be added or gone."""
    if part.endswith(".vml"):
        return new.rstrip().endswith(b"</xml>")  # boxes on the screen; no XML to rely on
    was, now = _root(old), _root(new)
    if part == TYPES or part.endswith(".rels"):
        return not len(now) or _starts_with(was, now)
    if was.tag == f"{_M}workbook":
        return _sheets(was) <= _sheets(now) and _names(was, eigen) <= _names(now, eigen)
    if was.tag == f"{_M}styleSheet":
        return _styles(was, now)
    if was.tag == f"{_M}comments":
        return _comments(was) == _comments(now)
    return now.tag == f"{_M}worksheet"  # our own sheet of an earlier time


def _starts_with(was: Iterable[etree._Element], now: Iterable[etree._Element]) -> bool:
    return all(_canonical(a) == _canonical(b) for a, b in zip(was, now, strict=False))


def _sheets(root: etree._Element) -> set[tuple[str, str]]:
    found = root.findall(f"{_M}sheets/{_M}sheet")
    return {(n.get("name", ""), n.get(f"{{{OFFICE}}}id", "")) for n in found}


def _names(root: etree._Element, eigen: str) -> set[tuple[str, str, str]]:
    """The names with the title of the sheet that each belongs to, but for our own sheet."""
    titles = [n.get("name", "") for n in root.findall(f"{_M}sheets/{_M}sheet")]
    found = set()
    for node in root.findall(f"{_M}definedNames/{_M}definedName"):
        local = node.get("localSheetId")
        title = titles[int(local)] if local else ""
        if not eigen or title != eigen:
            found.add((node.get("name", ""), title, node.text or ""))
    return found


def _styles(was: etree._Element, now: etree._Element) -> bool:
    for name in _LISTS:
        a, b = was.find(f"{_M}{name}"), now.find(f"{_M}{name}")
        if a is None or b is None or len(a) > len(b) or not _starts_with(a, b):
            return False
        b[len(a) :] = []
        _forget(a, "count")
        _forget(b, "count")
    return _canonical(was) == _canonical(now)


def _comments(root: etree._Element) -> list[tuple[str, str, bytes]]:
    """The comments of others, each with its author."""
    authors = [n.text or "" for n in root.findall(f"{_M}authors/{_M}author")]
    found = []
    for node in root.findall(f"{_M}commentList/{_M}comment"):
        if not "".join(t.text or "" for t in node.iter(f"{_M}t")).startswith(KOPREGEL):
            author = authors[int(node.get("authorId", 0))]
            found.append((node.get("ref", ""), author, _canonical(node)))
    return found
