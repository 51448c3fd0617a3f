"""Words in a document: a term leads to what it means, and what is too long for a line is broken."""

from __future__ import annotations

import re
from functools import cache

from lxml import etree

from mo_report.verhaal.begrippen import begrippen

#: Where terms are looked for, and what they are never looked for inside.
_LOPEND = ("p", "li", "dd")
_BUITEN = ("a", "nav", "figure", "mo-note", "table", "h1")
#: Words of this length are broken off, in parts of this length.
LANG, DEEL = 31, 15
_TEKENING = ("{http://www.w3.org/2000/svg}svg", "head")
#: The id of a term in the list, as the template writes it.
ANKER = "begrip-"
_WOORD = re.compile(r"[^\W\d_]{2}")
_TE_LANG = re.compile(rf"[^\s]{{{LANG},}}")


@cache
def _patroon() -> tuple[re.Pattern[str], dict[str, str]]:
    """Any form of any term, the longest first; and the key of each form."""
    keys = {form.casefold(): key for key, term in begrippen().items() for form in (term.woord, *term.vormen)}
    forms = sorted(keys, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, forms))})\b", re.IGNORECASE), keys


def explain_terms(html: str) -> etree._Element:
    """The same document, read: the first use of a term in running text is a link, and the list of terms
    has only those that the document uses."""
    root = etree.fromstring(html, etree.XMLParser(resolve_entities=False, no_network=True))
    told: set[str] = set()
    for element in list(root.iter(*_LOPEND)):
        if not any(a.tag in _BUITEN for a in element.iterancestors()):
            _link(element, told)
    _breek_lange_woorden(root)
    used = _gebruikt(root)
    for cell in list(root.iter("td")):
        name = cell.get("id", "")
        if name.startswith(ANKER) and name.removeprefix(ANKER) not in used:
            _verwijder(next(cell.iterancestors("tr")))
    return root


def as_html(root: etree._Element) -> str:
    """A document as it is written out."""
    return "<!DOCTYPE html>\n" + etree.tostring(root, encoding="unicode", method="html")


def _breek_lange_woorden(element: etree._Element) -> None:
    """Let a word that no line can hold be broken off: between its parts is space without width."""
    if "vast" in (element.get("class") or "").split() or element.tag in _TEKENING:
        return
    element.text = _gebroken(element.text)
    for child in element:
        _breek_lange_woorden(child)
        child.tail = _gebroken(child.tail)


def _gebroken(text: str | None) -> str | None:
    def parts(match: re.Match[str]) -> str:
        word = match[0]
        return "\u200b".join(word[n : n + DEEL] for n in range(0, len(word), DEEL))

    return _TE_LANG.sub(parts, text) if text and len(text) >= LANG else text


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
    #: Each text once: in tables most stand in many cells, and a figure is no term.
    parts: set[str] = set()

    def read(element: etree._Element) -> None:
        if element not in lists and element.tag != "style":
            if element.text:
                parts.add(element.text)
            for child in element:
                read(child)
                if child.tail:
                    parts.add(child.tail)

    read(root)
    return {keys[m[0].casefold()] for part in parts if _WOORD.search(part) for m in pattern.finditer(part)}
