"""The logo of a house style: only the picture is kept, whatever else the file holds."""

from __future__ import annotations

import re
import warnings
from io import BytesIO

from mo_report.huisstijl.stijl import Logo

MEESTE_PIXELS = 4_000_000
MEESTE_VORMEN = 2_000

_SVG = "{http://www.w3.org/2000/svg}"
#: Shapes only: no text, no script, no style sheet, nothing that refers to something else.
_VORMEN = {
    "svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "title", "desc",
}  # fmt: skip
_KENMERKEN = {
    "viewBox", "width", "height", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry",
    "d", "points", "transform", "fill", "fill-rule", "clip-rule", "fill-opacity", "opacity",
    "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit",
    "stroke-opacity", "version", "id", "preserveAspectRatio",
}  # fmt: skip
_WAARDE = re.compile(r"[-+.,%#()\w\s]{0,200000}", re.ASCII)


class Ongeschikt(Exception):
    """A file of a house style that cannot be used; the message says why."""


def lees_logo(data: bytes, naam: str, tekst: str) -> Logo:
    """A logo from a file, written anew. Raises Ongeschikt."""
    if naam.lower().endswith(".svg"):
        return Logo("logo.svg", "image/svg+xml", _svg(data), tekst)
    return Logo("logo.png", "image/png", _pixels(data), tekst)


def _pixels(data: bytes) -> bytes:
    """A picture of pixels as PNG, without anything that came along with it."""
    from PIL import Image, ImageFile

    lenient = ImageFile.LOAD_TRUNCATED_IMAGES  # WeasyPrint turns it on
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as image:
                if image.width * image.height > MEESTE_PIXELS:
                    raise Ongeschikt("de afbeelding heeft te veel beeldpunten")
                pixels = image.convert("RGBA" if "A" in image.getbands() else "RGB")
                if "transparency" in image.info:
                    pixels = image.convert("RGBA")
    except Ongeschikt:
        raise
    except Exception as error:  # a broken picture breaks its reader in any way
        raise Ongeschikt("het is geen leesbare PNG of JPEG") from error
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient
    clean = Image.new(pixels.mode, pixels.size)
    clean.paste(pixels)
    out = BytesIO()
    clean.save(out, "PNG")
    return out.getvalue()


def _svg(data: bytes) -> bytes:
    """A drawing of plain shapes, checked one by one."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
        remove_pis=True, huge_tree=False,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise Ongeschikt("het is geen geldige SVG") from error
    info = root.getroottree().docinfo
    if getattr(info, "doctype", ""):
        raise Ongeschikt("een SVG met een DOCTYPE wordt geweigerd")
    if root.tag != f"{_SVG}svg" or not (root.get("viewBox") or root.get("width")):
        raise Ongeschikt("het is geen SVG met een viewBox")
    for count, element in enumerate(root.iter()):
        name = str(element.tag).removeprefix(_SVG)
        if count > MEESTE_VORMEN:
            raise Ongeschikt("de tekening heeft te veel vormen")
        if name not in _VORMEN:
            raise Ongeschikt(f"‘{name[:30]}’ mag niet in een logo; gebruik alleen vormen")
        for key, value in element.attrib.items():
            if key not in _KENMERKEN or not _WAARDE.fullmatch(value) or "url" in value.lower():
                raise Ongeschikt(f"het kenmerk ‘{key[:30]}’ mag niet in een logo")
        if name in ("title", "desc"):
            element.text = ""  # the alternative text is that of the style file
    etree.cleanup_namespaces(root)
    return bytes(etree.tostring(root))
