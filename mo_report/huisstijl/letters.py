"""The font of a house style: a plain TrueType file that may be embedded."""

from __future__ import annotations

from io import BytesIO

from mo_report.huisstijl.logo import Ongeschikt

#: The bit of OS/2.fsType that forbids embedding.
_VERBODEN = 0x0002
#: Without these tables a font cannot be embedded in a PDF/A.
_NODIG = ("cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "OS/2", "post")
_NODIGE_TEKENS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,:%()"


def lees_letter(data: bytes) -> bytes:
    """The same file, if it is a font that can be embedded. Raises Ongeschikt."""
    from fontTools.ttLib import TTFont, TTLibError

    if data[:4] not in (b"\x00\x01\x00\x00", b"true"):
        raise Ongeschikt("het is geen TrueType-bestand")
    try:
        font = TTFont(BytesIO(data), lazy=False)
        missing = [t for t in _NODIG if t not in font]
        if missing:
            raise Ongeschikt(f"de tabel ‘{missing[0]}’ ontbreekt")
        if "fvar" in font:
            raise Ongeschikt("het is een variabel lettertype")
        if font["OS/2"].fsType & _VERBODEN:
            raise Ongeschikt("het lettertype mag niet in een document worden opgenomen")
        known = font.getBestCmap() or {}
        lacking = [c for c in _NODIGE_TEKENS if ord(c) not in known]
        for table in _NODIG:
            font[table]  # reads it: what is broken shows here
    except Ongeschikt:
        raise
    except (TTLibError, Exception) as error:  # a broken font breaks its reader in any way
        raise Ongeschikt("het bestand is kapot") from error
    if lacking:
        raise Ongeschikt(f"het teken ‘{lacking[0]}’ ontbreekt")
    return data
