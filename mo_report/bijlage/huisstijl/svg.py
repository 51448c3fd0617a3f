"""A logo as a drawing: plain shapes in plain colours, of which every number is checked."""

from __future__ import annotations

import math
import re
from collections.abc import Callable

from lxml import etree

from mo_report.bijlage.huisstijl.bestanden import Unusable

MEESTE_VORMEN, DIEPST, GROOTST = 2_000, 10, 1e6
_SVG = "{http://www.w3.org/2000/svg}"
#: Shapes only: no text, no script, no style sheet, nothing that refers to something else.
_VORMEN = {
    "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "title", "desc",
}  # fmt: skip
_GETAL = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
_KLEUR = re.compile(r"none|#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})|black|white")
_PAD = re.compile(rf"(?:[MmZzLlHhVvCcSsQqTtAa]|{_GETAL}|[\s,])*", re.ASCII)
_VERANDERING = re.compile(
    rf"\s*(?:(?:translate|scale)\(\s*{_GETAL}(?:[\s,]+{_GETAL})?\s*\)"
    rf"|rotate\(\s*{_GETAL}(?:[\s,]+{_GETAL}){{0,2}}\s*\)"
    rf"|matrix\(\s*{_GETAL}(?:[\s,]+{_GETAL}){{5}}\s*\)[\s,]*)+\s*",
    re.ASCII,
)


def _getallen(text: str) -> list[float]:
    return [float(x) for x in re.findall(_GETAL, text)]


def _binnen(numbers: list[float]) -> bool:
    return all(math.isfinite(x) and abs(x) <= GROOTST for x in numbers)


def _plaats(text: str) -> bool:
    return bool(re.fullmatch(rf"{_GETAL}(?:px|mm)?", text)) and _binnen(_getallen(text))


def _maat(text: str) -> bool:
    return _plaats(text) and _getallen(text)[0] >= 0


def _deel(text: str) -> bool:
    return _plaats(text) and 0 <= _getallen(text)[0] <= 1


def _kleur(text: str) -> bool:
    return bool(_KLEUR.fullmatch(text))


def _lijn(text: str) -> bool:
    return bool(_PAD.fullmatch(text)) and _binnen(_getallen(text))


def _verandering(text: str) -> bool:
    return bool(_VERANDERING.fullmatch(text)) and _binnen(_getallen(text))


def _een_van(*words: str) -> Callable[[str], bool]:
    return lambda text: text in words


#: What each attribute may hold.
_KENMERKEN: dict[str, Callable[[str], bool]] = {
    **dict.fromkeys(("x", "y", "x1", "y1", "x2", "y2", "cx", "cy"), _plaats),
    **dict.fromkeys(("width", "height", "r", "rx", "ry", "stroke-width"), _maat),
    **dict.fromkeys(("opacity", "fill-opacity", "stroke-opacity"), _deel),
    **dict.fromkeys(("fill", "stroke"), _kleur),
    **dict.fromkeys(("d", "points"), _lijn),
    **dict.fromkeys(("fill-rule", "clip-rule"), _een_van("nonzero", "evenodd")),
    "transform": _verandering,
    "stroke-linecap": _een_van("butt", "round", "square"),
    "stroke-linejoin": _een_van("miter", "round", "bevel"),
    "id": lambda _: True,
}
#: What only the drawing as a whole has; its size is that of the cover.
_VAN_HET_GEHEEL = {"viewBox", "width", "height", "version", "id"}


def read_svg(data: bytes) -> bytes:
    """A drawing of plain shapes, checked one by one and written anew. Raises Unusable."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
        remove_pis=True, huge_tree=False,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unusable("het is geen geldige SVG") from error
    if getattr(root.getroottree().docinfo, "doctype", ""):
        raise Unusable("een SVG met een DOCTYPE wordt geweigerd")
    box = _kader(root)
    _keur(root, 0)
    clean = etree.fromstring(f'<svg xmlns="{_SVG[1:-1]}"/>')
    clean.set("viewBox", " ".join(f"{x:g}" for x in box))
    clean.set("width", f"{box[2]:g}")
    clean.set("height", f"{box[3]:g}")
    clean.extend(list(root))
    return bytes(etree.tostring(clean))


def _kader(root: etree._Element) -> list[float]:
    """The viewBox of a drawing, or its size."""
    if root.tag != f"{_SVG}svg" or set(root.attrib) - _VAN_HET_GEHEEL:
        raise Unusable("de tekening begint niet met een gewone ‘svg’")
    given = root.get("viewBox") or "0 0 {} {}".format(root.get("width"), root.get("height"))
    numbers = _getallen(given) if re.fullmatch(rf"(?:{_GETAL}(?:px|mm)?[\s,]*){{4}}", given) else []
    if len(numbers) != 4 or not _binnen(numbers) or min(numbers[2:]) <= 0:
        raise Unusable("de tekening heeft geen bruikbare viewBox")
    return numbers


def _keur(root: etree._Element, depth: int) -> None:
    """Check the shapes inside an element. Raises Unusable."""
    if depth > DIEPST or sum(1 for _ in root.iter()) > MEESTE_VORMEN:
        raise Unusable("de tekening heeft te veel vormen")
    for element in list(root):
        name = str(element.tag).removeprefix(_SVG)
        if name not in _VORMEN:
            raise Unusable(f"‘{_kort(name)}’ mag niet in een logo; gebruik alleen vormen")
        if name in ("title", "desc"):
            root.remove(element)  # the alternative text is that of the style file
            continue
        element.text = element.tail = None
        for key, value in element.attrib.items():
            if key not in _KENMERKEN or not _KENMERKEN[key](str(value).strip()):
                raise Unusable(f"het kenmerk ‘{_kort(str(key))}’ mag zo niet in een logo")
        if "id" in element.attrib:
            del element.attrib["id"]
        _keur(element, depth + 1)


def _kort(text: str) -> str:
    return "".join(c for c in text[:30] if c.isprintable())
