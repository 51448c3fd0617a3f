"""What a document remembers while its template is written out: numbers and notes."""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_lowercase

from markupsafe import Markup

from mo_report.bijlage.beeld import Drawing, Pen, drawn
from mo_report.bijlage.hoofdstuk import Hoofdstuk
from mo_report.bijlage.huisstijl import Huisstijl
from mo_report.verhaal.beelden import Beeld


def letter(number: int) -> str:
    """a, b, … z, aa, ab, …"""
    more, own = divmod(number, len(ascii_lowercase))
    return (letter(more - 1) if more else "") + ascii_lowercase[own]


class Layout:
    """One document in the making. A template calls it in the order of the pages."""

    def __init__(self, stijl: Huisstijl, tekenaar: Pen, chapters: Sequence[Hoofdstuk]) -> None:
        self.stijl, self._tekenaar = stijl, tekenaar
        self.hoofdstukken = chapters
        self._tables = self._figures = 0
        self._in_table: list[str] = []

    # numbers

    def tabelnummer(self) -> int:
        """The number of the next table; its notes begin anew."""
        self._tables += 1
        self._in_table = []
        return self._tables

    @property
    def volgende_tabel(self) -> int:
        return self._tables + 1

    def figuurnummer(self) -> int:
        self._figures += 1
        return self._figures

    # notes

    def noot(self, text: str) -> Markup:
        """A footnote."""
        return Markup("<mo-note>{}</mo-note>").format(text)

    def tabelnoot(self, text: str) -> Markup:
        """The letter of a note below the table that is being written; each is said once."""
        if text not in self._in_table:
            self._in_table.append(text)
        return Markup('<span class="nootcijfer">{}</span>').format(letter(self._in_table.index(text)))

    @property
    def onder_tabel(self) -> list[tuple[str, str]]:
        """The notes of the table that was written, each with its letter."""
        return [(letter(n), text) for n, text in enumerate(self._in_table)]

    # chapters

    def hoofdstuk(self, key: str) -> Hoofdstuk:
        return next(h for h in self.hoofdstukken if h.id == key)

    @property
    def eerste_achter(self) -> str:
        """The key of the chapter with which the technical appendix begins."""
        return next((h.id for h in self.hoofdstukken if h.achter), "")

    def heeft(self, key: str) -> bool:
        return any(h.id == key for h in self.hoofdstukken)

    def zie(self, key: str) -> Markup:
        """A link to a chapter, by its number."""
        chapter = self.hoofdstuk(key)
        return Markup('<a href="#{}">{}</a>').format(chapter.id, chapter.verwijzing)

    # pictures

    def delen(self, beeld: Beeld) -> list[Drawing]:
        return drawn(beeld, self._tekenaar)

    @property
    def letter(self) -> str:
        """The font of a picture: a style sheet does not reach inside an svg."""
        return "Huisstijl, Source Sans 3" if self.stijl.letters else "Source Sans 3"
