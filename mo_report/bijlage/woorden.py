"""Terms in a document: where one is first used, it leads to what it means."""

from __future__ import annotations

import re
from functools import cache

from lxml import etree

from mo_report.begrippen import begrippen

#: Where terms are looked for, and what they are never looked for inside.
_LOPEND = ("p", "li", "dd")
_BUITEN = ("a", "nav", "figure", "mo-note", "table", "h1")
#: The id of a term in the list, as the template writes it.
ANKER = "begrip-"


@cache
def _patroon() -> tuple[re.Pattern[str], dict[str, str]]:
    """Any form of any term, the longest first; and the key of each form."""
    keys = {
        form.casefold(): key
        for key, term in begrippen().items()
        for form in (term.woord, *term.vormen)
    }
    forms = sorted(keys, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, forms))})\b", re.IGNORECASE), keys


def leg_uit(html: str) -> str:
    """The same document: the first use of a term in running text is a link, and the list of terms
    has only those that the document uses."""
    root = etree.fromstring(html, etree.XMLParser(resolve_entities=False, no_network=True))
    told: set[str] = set()
    for element in list(root.iter(*_LOPEND)):
        if not any(a.tag in _BUITEN for a in element.iterancestors()):
            _link(element, told)
    used = _gebruikt(root)
    for cell in list(root.iter("td")):
        name = cell.get("id", "")
        if name.startswith(ANKER) and name.removeprefix(ANKER) not in used:
            _verwijder(next(cell.iterancestors("tr")))
    return "<!DOCTYPE html>\n" + etree.tostring(root, encoding="unicode", method="html")


def _verwijder(row: etree._Element) -> None:
    """Take out a row, and its table with the last one."""
    table, body = next(row.iterancestors("table")), next(row.iterancestors("tbody"))
    body.remove(row)
    if not len(body):
        next(table.iterancestors()).remove(table)


def _link(element: etree._Element, told: set[str]) -> None:
    """Link the terms in the text of an element, and of what stands in it."""
    _in_tekst(element, None, told)
    for child in list(element):
        if isinstance(child.tag, str) and child.tag not in _BUITEN + _LOPEND:
            _link(child, told)
        _in_tekst(element, child, told)


def _in_tekst(parent: etree._Element, after: etree._Element | None, told: set[str]) -> None:
    """Link the terms in one piece of text: the first of an element, or that behind a child."""
    pattern, keys = _patroon()
    text = (parent.text if after is None else after.tail) or ""
    place = 0 if after is None else parent.index(after) + 1
    end, before = 0, after
    for match in pattern.finditer(text):
        key = keys[match[0].casefold()]
        if key in told:
            continue
        told.add(key)
        _zet_tekst(parent, before, text[end : match.start()])
        link = etree.Element("a", {"class": "begrip", "href": f"#{ANKER}{key}"})
        link.text = match[0]
        parent.insert(place, link)
        before, end, place = link, match.end(), place + 1
    if end:
        _zet_tekst(parent, before, text[end:])


def _zet_tekst(parent: etree._Element, after: etree._Element | None, text: str) -> None:
    if after is None:
        parent.text = text
    else:
        after.tail = text


def _gebruikt(root: etree._Element) -> set[str]:
    """The keys of the terms that stand anywhere outside the list itself."""
    pattern, keys = _patroon()
    cells = [td for td in root.iter("td") if (td.get("id") or "").startswith(ANKER)]
    lists = {table for cell in cells[:1] for table in cell.iterancestors("table")}
    parts: list[str] = []

    def read(element: etree._Element) -> None:
        if element not in lists:
            parts.append(element.text or "")
            for child in element:
                read(child)
                parts.append(child.tail or "")

    read(root)
    return {keys[m[0].casefold()] for part in parts for m in pattern.finditer(part)}
