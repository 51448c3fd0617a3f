"""The font of a house style: a plain TrueType file that may be embedded, and that can be read."""

from __future__ import annotations

import logging
from functools import lru_cache
from io import BytesIO
from string import ascii_letters, digits
from typing import Any

from mo_report.bijlage.huisstijl.bestanden import Unusable

#: The bits of OS/2.fsType that forbid embedding, a part of the font, or its outlines.
_VERBODEN = 0x0302
#: Without these tables a font cannot be embedded in a PDF/A.
_NODIG = ("cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "OS/2", "post")
_ZICHTBAAR = ascii_letters + digits + ".,:%()"
#: Units in an em, and the width of a letter in ems, of fonts for people.
_EM, _BREEDTE = (256, 8192), (0.05, 2)
_MEEST_NAAM = 200


@lru_cache(maxsize=8)
def read_font(data: bytes) -> bytes:
    """The same file, if it is a font that can be embedded. Raises Unusable.

    Its tables are all read, which takes a sixth of a second: of each job of a server the fonts are the same.
    """
    from fontTools.ttLib import TTFont

    if data[:4] not in (b"\x00\x01\x00\x00", b"true"):
        raise Unusable("het is geen TrueType-bestand")
    log = logging.getLogger("fontTools")
    quiet, log.disabled = log.disabled, True  # what it has to say is for its makers
    try:
        _keur(TTFont(BytesIO(data), lazy=False))
    except Unusable:
        raise
    except Exception as error:  # a broken font breaks its reader in any way
        raise Unusable("het bestand is kapot") from error
    finally:
        log.disabled = quiet
    return data


def _keur(font: Any) -> None:
    missing = [t for t in _NODIG if t not in font]
    if missing:
        raise Unusable(f"de tabel ‘{missing[0]}’ ontbreekt")
    if "fvar" in font:
        raise Unusable("het is een variabel lettertype")
    if font["OS/2"].fsType & _VERBODEN:
        raise Unusable("het lettertype mag niet in een document worden opgenomen")
    for table in list(font.keys()):
        font[table]  # reads it: what is broken shows here
    if any(len(record.toUnicode()) > _MEEST_NAAM for record in font["name"].names if _kort(record)):
        raise Unusable("de naam in het bestand is te lang")
    em = font["head"].unitsPerEm
    if not _EM[0] <= em <= _EM[1]:
        raise Unusable("de maten in het bestand kloppen niet")
    known, widths = font.getBestCmap() or {}, font["hmtx"].metrics
    lacking = [c for c in f"{_ZICHTBAAR} " if ord(c) not in known]
    if lacking:
        raise Unusable(f"het teken ‘{lacking[0]}’ ontbreekt")
    glyphs = [known[ord(c)] for c in _ZICHTBAAR]
    if len(set(glyphs)) < len(glyphs):
        raise Unusable("verschillende letters hebben hetzelfde beeld")
    if any(font["glyf"][g].numberOfContours == 0 for g in glyphs):
        raise Unusable("een letter heeft geen beeld")
    if any(not _BREEDTE[0] <= width / em <= _BREEDTE[1] for width, _ in _van(widths, glyphs)):
        raise Unusable("een letter heeft een onmogelijke breedte")
    if len({width for width, _ in _van(widths, [known[ord(c)] for c in digits])}) > 1:
        raise Unusable("de cijfers zijn niet even breed, en komen dan niet onder elkaar")


def _van(widths: dict[str, tuple[int, int]], glyphs: list[str]) -> list[tuple[int, int]]:
    return [widths[g] for g in glyphs]


def _kort(record: Any) -> bool:
    """Whether a name is one that ends up in a document: family, style, full and PostScript name."""
    return record.nameID in (1, 2, 4, 6, 16, 17)
