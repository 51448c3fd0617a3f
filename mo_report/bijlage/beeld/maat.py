"""How wide a text is, by the font that it will be printed in."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from io import BytesIO

from mo_report.lib.lettertype import font_file

#: A character that no font has: as wide as the widest.
_ONBEKEND = 1.3


class FontWidths:
    """The widths of some fonts, in parts of the letter size; the first that has a letter counts."""

    def __init__(self, fonts: Iterable[bytes]) -> None:
        from fontTools.ttLib import TTFont

        self._width: dict[str, float] = {}
        for data in fonts:
            font = TTFont(BytesIO(data), lazy=True)
            em, metrics = font["head"].unitsPerEm, font["hmtx"].metrics
            for code, name in font.getBestCmap().items():
                self._width.setdefault(chr(code), metrics[name][0] / em)

    def breedte(self, text: str, size: float) -> float:
        """The width of a text on one line, in the unit of the size."""
        return size * sum(self._width.get(char, _ONBEKEND) for char in text)

    def regels(self, text: str, width: float, most: int, size: float) -> list[str]:
        """The text on at most so many lines; what does not fit ends in an ellipsis."""
        text = " ".join(text.split())
        if self.breedte(text, size) <= width:
            return [text]
        room, end = width - self.breedte("…", size) * (most == 1), 0
        while self.breedte(text[: end + 1], size) <= room:
            end += 1
        if most == 1:
            return [text[:end].rstrip() + "…"]
        end = max(text.rfind(" ", 0, end + 1), 0) or max(end, 1)
        return [text[:end].rstrip(), *self.regels(text[end:], width, most - 1, size)]


@cache
def own_widths() -> FontWidths:
    """The widths of the bundled font."""
    return FontWidths([font_file("Regular").read_bytes()])
