"""An annex as a web page: the same chapters in one file, without script, that fetches nothing."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lxml import etree
from markupsafe import Markup

from mo_report.bijlage.hoofdstuk import Hoofdstuk
from mo_report.bijlage.huisstijl import Huisstijl
from mo_report.bijlage.render import environment, html

FRAME = "delen/webpagina.html.j2"


def write_page(path: Path, chapters: Sequence[Hoofdstuk], stijl: Huisstijl, content: dict[str, Any]) -> None:
    """Render chapters to a web page. Raises OSError."""
    css = environment().get_template("webpagina.css.j2").render(k=stijl.kleuren, letters=bool(stijl.letters))
    own = {**content, "stijlblad": Markup(css), "logo": _logo(stijl), "pdf": False}
    root = etree.fromstring(html(chapters, stijl, own, FRAME), etree.HTMLParser(no_network=True))
    _notes(root)
    for wide in list(root.iter("table", "svg")):
        _may_scroll(wide)
    text = etree.tostring(root, encoding="unicode", method="html")
    path.write_text(f"<!DOCTYPE html>\n{text}\n", "utf-8")


def _logo(stijl: Huisstijl) -> str:
    """The logo in the page itself."""
    if stijl.logo is None:
        return ""
    return f"data:{stijl.logo.soort};base64,{b64encode(stijl.logo.data).decode()}"


def _notes(root: etree._Element) -> None:
    """Put the notes of a chapter below it, with a link there and back."""
    for number, note in enumerate(list(root.iter("mo-note")), 1):
        section = next(note.iterancestors("section"))
        own = section.find("ol[@class='voetnoten']")
        if own is None:
            own = etree.SubElement(section, "ol", {"class": "voetnoten", "start": str(number)})
        item = etree.SubElement(own, "li", id=f"noot-{number}")
        item.text = f"{_text(note)} "
        back = etree.SubElement(item, "a", {"href": f"#bij-noot-{number}", "aria-label": f"terug naar noot {number}"})
        back.text = "terug"
        link = etree.Element("sup")
        mark = etree.SubElement(link, "a", id=f"bij-noot-{number}", href=f"#noot-{number}")
        mark.set("aria-label", f"noot {number}")
        mark.text = str(number)
        link.tail = note.tail
        parent = note.getparent()
        assert parent is not None
        parent.replace(note, link)


def _text(element: etree._Element) -> str:
    return " ".join("".join(str(part) for part in element.itertext()).split())


def _may_scroll(wide: etree._Element) -> None:
    """On a narrow screen a table or a picture scrolls by itself, also with the keyboard."""
    parent = wide.getparent()
    assert parent is not None
    named = wide.find("caption") if wide.tag == "table" else parent.find("figcaption")
    name = _text(named) if named is not None else "tabel"
    frame = etree.Element("div", {"class": "schuif", "tabindex": "0", "role": "group", "aria-label": name})
    frame.tail, wide.tail = wide.tail, None
    parent.replace(wide, frame)
    frame.append(wide)
