"""A chapter of an annex, and how chapters are numbered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

#: What stands before the number of a chapter of the technical appendix.
LETTER = "T"


@dataclass(frozen=True)
class Hoofdstuk:
    """A chapter: its title, and its parts as a template writes them out.

    `achter`: whether it stands in the technical appendix, which is numbered on its own.
    """

    id: str
    titel: str
    stukken: Sequence[Any] = ()
    genummerd: bool = True
    nieuwe_pagina: bool = False
    nummer: int = 0
    achter: bool = False

    @property
    def kop(self) -> str:
        return f"{LETTER * self.achter}{self.nummer}. {self.titel}" if self.nummer else self.titel

    @property
    def verwijzing(self) -> str:
        if self.achter:
            return f"bijlage {LETTER}{self.nummer}"
        return f"hoofdstuk {self.nummer}" if self.nummer else f"‘{self.titel}’"

    @property
    def kort(self) -> str:
        """The heading as it stands above the pages: a few words."""
        return shortened(" ".join(self.kop.split(" ")[:6]), 50, self.kop)


def shortened(text: str, most: int, whole: str = "") -> str:
    """A text of at most so many characters; an ellipsis where it is not the whole."""
    short = text[:most].rstrip()
    return short if short == (whole or text) else f"{short}…"


def numbered(chapters: Iterable[Hoofdstuk]) -> list[Hoofdstuk]:
    """The chapters with numbers from 1, and those of the technical appendix from 1 anew."""
    made: list[Hoofdstuk] = []
    for chapter in chapters:
        number = sum(1 for c in made if c.nummer and c.achter is chapter.achter) + 1
        made.append(replace(chapter, nummer=number) if chapter.genummerd else chapter)
    return made
