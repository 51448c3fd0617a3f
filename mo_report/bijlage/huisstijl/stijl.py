"""The house style as the renderer needs it: checked, and held in memory."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cached_property

from mo_report.bijlage.huisstijl.kleur import LEESBAAR, ZWART, contrast
from mo_report.lib.kleuren import WIT, series_colour, tint

#: Steps of a heat map, from white to the accent.
TINTEN = 10
#: How much of the accent is in the ground of a tariff.
WAAS = 0.09


@dataclass(frozen=True)
class Kleuren:
    """Colours as #rrggbb, in lower case."""

    accent: str
    inkt: str
    grijs: str
    let_op: str
    reeksen: tuple[str, ...]

    def reeks(self, nummer: int) -> str:
        """The colour of a series, from 0; where they run out, the same ones come paler."""
        return series_colour(self.reeksen, nummer)

    @property
    def waas(self) -> str:
        """A trace of the accent: the ground of a tariff, which all text can be read on."""
        return tint(self.accent, WAAS)

    @property
    def lijn(self) -> str:
        return tint(self.accent, 0.32)

    @property
    def tinten(self) -> tuple[str, ...]:
        return tuple(tint(self.accent, n / TINTEN) for n in range(TINTEN + 1))

    def rand(self, kleur: str) -> str:
        """The outline of an area: its own colour, or that of text where it is as pale as paper."""
        return kleur if contrast(kleur) >= 3 else self.inkt

    def tekst_op(self, kleur: str) -> str:
        """The colour of text on a ground: that of all text, or white, or else black can be read."""
        able = (c for c in (self.inkt, WIT) if contrast(c, kleur) >= LEESBAAR)
        return next(able, ZWART)


@dataclass(frozen=True)
class Logo:
    """A picture that was read and written anew, so that nothing but the picture is left."""

    naam: str
    soort: str
    """Its MIME type."""
    data: bytes = field(repr=False)
    tekst: str
    """What it shows, in words."""


@dataclass(frozen=True)
class Letter:
    """One style of a font: the name by which it is served, and the TrueType file."""

    naam: str
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class Huisstijl:
    kleuren: Kleuren
    afzender: str = ""
    """Who issues the document; empty: the gemeente of the input."""
    logo: Logo | None = None
    letters: tuple[Letter, ...] = ()
    """Regular, italic, semibold and bold; empty: the bundled font."""

    @cached_property
    def merk(self) -> str:
        """A hash of all that it holds: the same style has the same mark."""
        found = hashlib.sha256(repr((self.kleuren, self.afzender)).encode())
        if self.logo:
            found.update(repr((self.logo.naam, self.logo.tekst)).encode() + self.logo.data)
        for letter in self.letters:
            found.update(letter.data)
        return found.hexdigest()
