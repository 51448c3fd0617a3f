"""A chapter of an annex, and how chapters are numbered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True)
class Hoofdstuk:
    """A chapter: its title, and its parts as a template writes them out."""

    id: str
    titel: str
    stukken: Sequence[Any] = ()
    genummerd: bool = True
    nieuwe_pagina: bool = True
    nummer: int = 0

    @property
    def kop(self) -> str:
        return f"{self.nummer}. {self.titel}" if self.nummer else self.titel

    @property
    def verwijzing(self) -> str:
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
    """The chapters with numbers from 1."""
    made: list[Hoofdstuk] = []
    for chapter in chapters:
        number = sum(1 for c in made if c.nummer) + 1
        made.append(replace(chapter, nummer=number) if chapter.genummerd else chapter)
    return made
