"""The logo of a house style: only the picture is kept, whatever else the file holds."""

from __future__ import annotations

import warnings
from io import BytesIO

from mo_report.bijlage.huisstijl.bestanden import Unusable
from mo_report.bijlage.huisstijl.stijl import Logo
from mo_report.bijlage.huisstijl.svg import read_svg

MEESTE_PIXELS, MEESTE_ZIJDE = 4_000_000, 4_000


def read_logo(data: bytes, naam: str, tekst: str) -> Logo:
    """A logo from a file, written anew. Raises Unusable."""
    if naam.lower().endswith(".svg"):
        return Logo("logo.svg", "image/svg+xml", read_svg(data), tekst)
    return Logo("logo.png", "image/png", _pixels(data), tekst)


def _pixels(data: bytes) -> bytes:
    """A picture of pixels as PNG, without anything that came along with it."""
    from PIL import Image, ImageFile, ImageOps

    lenient = ImageFile.LOAD_TRUNCATED_IMAGES  # WeasyPrint turns it on
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as image:
                if image.width * image.height > MEESTE_PIXELS or max(image.size) > MEESTE_ZIJDE:
                    raise Unusable("de afbeelding heeft te veel beeldpunten")
                clear = "A" in image.getbands() or "transparency" in image.info
                upright = ImageOps.exif_transpose(image)
                pixels = upright.convert("RGBA" if clear else "RGB")
    except Unusable:
        raise
    except Exception as error:  # a broken picture breaks its reader in any way
        raise Unusable("het is geen leesbare PNG of JPEG") from error
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient
    clean = Image.new(pixels.mode, pixels.size)
    clean.paste(pixels)
    out = BytesIO()
    clean.save(out, "PNG")
    return out.getvalue()
