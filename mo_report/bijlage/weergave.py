"""Chapters as pages: each part of a chapter as what a template can write out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from mo_report.bijlage.hoofdstuk import Hoofdstuk, numbered
from mo_report.bijlage.tabel import (
    PageCell,
    PageTable,
    column_table,
    cross_table,
    provenance,
    row_table,
    source_cell,
    value_cell,
)
from mo_report.engine.rekenen import Result
from mo_report.lib.notatie import show
from mo_report.verhaal import HOOFDSTUKKEN, vorm
from mo_report.verhaal.vorm import ACHTER, Deel, Lezer, Medium, Pagina
from mo_report.verhaal.waarom import Waarom


class RenderedPart(NamedTuple):
    """A part as a template needs it: the macro that writes it, and what that is given."""

    macro: str
    inhoud: Any


def chapter_of(resultaat: Result, pagina: Pagina) -> Hoofdstuk:
    """A chapter that is no part of the annexes: all of it in front."""
    shown, _ = rendered_parts(resultaat, pagina)
    return Hoofdstuk(pagina.id, pagina.titel, shown, pagina.genummerd)


def chapters_for(resultaat: Result, lezer: Lezer) -> list[Hoofdstuk]:
    """The chapters for a reader that the input gives reason for, numbered: in front, behind, and last."""
    front: list[Hoofdstuk] = []
    behind: list[Hoofdstuk] = []
    last: list[Hoofdstuk] = []
    for pagina in _paginas(resultaat, lezer):
        shown, deep = rendered_parts(resultaat, pagina)
        if shown:
            more = (RenderedPart("meer", pagina.id + ACHTER),) if deep else ()
            chapter = Hoofdstuk(pagina.id, pagina.titel, (*shown, *more), pagina.genummerd, pagina.nieuwe_pagina)
            (last if pagina.laatst else front).append(chapter)
        if deep:
            key = pagina.id + ACHTER if shown else pagina.id
            behind.append(Hoofdstuk(key, pagina.titel, deep, achter=True))
    return numbered((*front, *behind, *last))


def _paginas(resultaat: Result, lezer: Lezer) -> Iterator[Pagina]:
    for chapter in HOOFDSTUKKEN:
        if chapter.aanwezig(resultaat):
            yield from (p for p in chapter.paginas(resultaat) if lezer in p.lezers)


def rendered_parts(resultaat: Result, pagina: Pagina) -> tuple[list[RenderedPart], list[RenderedPart]]:
    """The parts of a chapter in order, those in front and those behind; what has nothing to show is left out."""
    front: list[RenderedPart] = []
    behind: list[RenderedPart] = []
    for deel in pagina.delen(resultaat):
        if Medium.PAGINA in deel.waar:
            made = _STUK[type(deel)](resultaat, deel)
            if made is not None:
                (behind if deel.achter else front).append(made)
    return front, [part for part in behind if not _staat_voorop(part, front)]


def _staat_voorop(part: RenderedPart, front: Sequence[RenderedPart]) -> bool:
    """Whether a table stands in front already, in whatever order: with one set, or few figures, it often does."""
    if part.macro != "tabel":
        return False
    tables = (other.inhoud for other in front if other.macro == "tabel")
    return any(t.koppen == part.inhoud.koppen and set(t.rijen) == set(part.inhoud.rijen) for t in tables)


def _tabel(resultaat: Result, deel: vorm.Tabel | vorm.Kruis | vorm.Raster) -> PageTable | None:
    return _TABEL[type(deel)](resultaat, deel)


def _als_tabel(resultaat: Result, deel: vorm.Tabel | vorm.Kruis | vorm.Raster) -> RenderedPart | None:
    made = _tabel(resultaat, deel)
    return RenderedPart("tabel", made) if made else None


def _rijen(resultaat: Result, deel: vorm.Rijen) -> PageTable:
    title = deel.bijschrift or deel.titel
    made = row_table(resultaat, title, deel.records, deel.kolommen, bronnen=deel.bronnen)
    if deel.slot:
        made = replace(made, rijen=(*made.rijen, tuple(_cel(resultaat, c) for c in deel.slot)))
    return made


def _kolommen(resultaat: Result, deel: vorm.Kolommen) -> PageTable:
    title = deel.bijschrift or deel.titel
    return column_table(resultaat, title, deel.records, deel.kolommen, bronnen=deel.bronnen)


def _kruis(resultaat: Result, deel: vorm.Kruis) -> PageTable | None:
    (column,) = deel.kolommen
    return cross_table(
        resultaat,
        deel.titel,
        deel.records,
        column,
        rijen=deel.rijen,
        kolom=deel.kolom,
        kopje=deel.kop,
    )


def _raster(resultaat: Result, deel: vorm.Raster) -> PageTable | None:
    if not deel.rijen:
        return None
    heads = tuple(PageCell(h, n in deel.getallen, kop=True) for n, h in enumerate(deel.koppen))
    rows = tuple(tuple(_cel(resultaat, c) for c in row) for row in deel.rijen)
    return PageTable(deel.titel, heads, rows)


def _cel(resultaat: Result, cell: vorm.Cel) -> PageCell:
    match cell:
        case vorm.Waarde(record, column, more):
            return value_cell(resultaat, record, column, more)
        case vorm.Woord(text, head, attention, number):
            return PageCell(text, getal=number, kop=head, let_op=attention)
        case vorm.Vast(value, unit):
            return PageCell(show(value, unit), getal=True)
        case vorm.Herkomst(record, column):
            return source_cell([provenance(resultaat, record, column)])
    raise TypeError(f"no cell of a page: {cell!r}")


def _figuur(resultaat: Result, deel: vorm.Figuur) -> RenderedPart | None:
    table = _tabel(resultaat, deel.tabel) if deel.tabel else None
    if deel.beeld is None and table is None:
        return None
    return RenderedPart("figuur", (deel.beeld, table, deel.zie))


def _formules(_: Result, deel: vorm.Formules) -> RenderedPart | None:
    return RenderedPart("formules", (deel.stappen, deel.titel)) if deel.stappen else None


#: How each kind of table is made.
_TABEL: dict[type[Deel], Callable[..., PageTable | None]] = {
    vorm.Kolommen: _kolommen,
    vorm.Kruis: _kruis,
    vorm.Raster: _raster,
    vorm.Rijen: _rijen,
}
#: How each part stands on a page.
_STUK: dict[type[Deel], Callable[..., RenderedPart | None]] = {
    **dict.fromkeys(_TABEL, _als_tabel),
    Waarom: lambda _, deel: RenderedPart("waarom", deel),
    vorm.Boodschap: lambda _, deel: RenderedPart("boodschap", deel.zin),
    vorm.Figuur: _figuur,
    vorm.Formules: _formules,
    vorm.Kop: lambda _, deel: RenderedPart("kop", deel.titel),
    vorm.Proza: lambda _, deel: RenderedPart("proza", (deel.tekst, deel.waarden)),
    vorm.Tegels: lambda _, deel: RenderedPart("tegels", deel.tegels),
    vorm.Zinnen: lambda _, deel: RenderedPart("zinnen", deel.zinnen) if deel.zinnen else None,
}
