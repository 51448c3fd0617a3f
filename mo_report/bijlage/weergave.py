"""Chapters as pages: each part of a chapter as what a template can write out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from mo_report.bijlage.hoofdstuk import Hoofdstuk, genummerd
from mo_report.bijlage.tabel import (
    Cel,
    Tabel,
    broncel,
    herkomst,
    kolomtabel,
    kruistabel,
    rijentabel,
    waarde,
)
from mo_report.engine.rekenen import Resultaat
from mo_report.verhaal import HOOFDSTUKKEN, vorm
from mo_report.verhaal.vorm import Deel, Lezer, Medium, Pagina


class Stuk(NamedTuple):
    """A part as a template needs it: the macro that writes it, and what that is given."""

    macro: str
    inhoud: Any


def hoofdstukken(resultaat: Resultaat, lezer: Lezer) -> list[Hoofdstuk]:
    """The chapters for a reader that the input gives reason for, numbered."""
    return genummerd(
        Hoofdstuk(
            pagina.id,
            pagina.titel,
            tuple(stukken(resultaat, pagina)),
            pagina.genummerd,
            pagina.nieuwe_pagina,
        )
        for chapter in HOOFDSTUKKEN
        if chapter.aanwezig(resultaat)
        for pagina in chapter.paginas(resultaat)
        if lezer in pagina.lezers
    )


def stukken(resultaat: Resultaat, pagina: Pagina) -> Iterator[Stuk]:
    """The parts of a chapter, in order; what has nothing to show is left out."""
    for deel in pagina.delen(resultaat):
        if Medium.PAGINA in deel.waar:
            made = _STUK[type(deel)](resultaat, deel)
            if made is not None:
                yield made


def _tabel(resultaat: Resultaat, deel: vorm.Tabel | vorm.Kruis | vorm.Raster) -> Tabel | None:
    return _TABEL[type(deel)](resultaat, deel)


def _als_tabel(resultaat: Resultaat, deel: vorm.Tabel | vorm.Kruis | vorm.Raster) -> Stuk | None:
    made = _tabel(resultaat, deel)
    return Stuk("tabel", made) if made else None


def _rijen(resultaat: Resultaat, deel: vorm.Rijen) -> Tabel:
    title = deel.bijschrift or deel.titel
    made = rijentabel(resultaat, title, deel.records, deel.kolommen, bronnen=deel.bronnen)
    if deel.slot:
        made = replace(made, rijen=(*made.rijen, tuple(_cel(resultaat, c) for c in deel.slot)))
    return made


def _kolommen(resultaat: Resultaat, deel: vorm.Kolommen) -> Tabel:
    title = deel.bijschrift or deel.titel
    return kolomtabel(resultaat, title, deel.records, deel.kolommen, bronnen=deel.bronnen)


def _kruis(resultaat: Resultaat, deel: vorm.Kruis) -> Tabel | None:
    (column,) = deel.kolommen
    return kruistabel(
        resultaat,
        deel.titel,
        deel.records,
        column,
        rijen=deel.rijen,
        kolom=deel.kolom,
        kopje=deel.kop,
    )


def _raster(resultaat: Resultaat, deel: vorm.Raster) -> Tabel | None:
    if not deel.rijen:
        return None
    heads = tuple(Cel(h, n in deel.getallen, kop=True) for n, h in enumerate(deel.koppen))
    rows = tuple(tuple(_cel(resultaat, c) for c in row) for row in deel.rijen)
    return Tabel(deel.titel, heads, rows)


def _cel(resultaat: Resultaat, cell: vorm.Cel) -> Cel:
    match cell:
        case vorm.Waarde(record, column):
            return waarde(resultaat, record, column)
        case vorm.Woord(text, head, attention, number):
            return Cel(text, getal=number, kop=head, let_op=attention)
        case vorm.Herkomst(record, column):
            return broncel([herkomst(record, column)])
    raise TypeError(f"no cell of a page: {cell!r}")


def _figuur(resultaat: Resultaat, deel: vorm.Figuur) -> Stuk | None:
    table = _tabel(resultaat, deel.tabel) if deel.tabel else None
    if deel.beeld is None and table is None:
        return None
    return Stuk("figuur", (deel.beeld, table, deel.zie))


def _formules(_: Resultaat, deel: vorm.Formules) -> Stuk | None:
    return Stuk("formules", (deel.stappen, deel.titel)) if deel.stappen else None


#: How each kind of table is made.
_TABEL: dict[type[Deel], Callable[..., Tabel | None]] = {
    vorm.Kolommen: _kolommen,
    vorm.Kruis: _kruis,
    vorm.Raster: _raster,
    vorm.Rijen: _rijen,
}
#: How each part stands on a page.
_STUK: dict[type[Deel], Callable[..., Stuk | None]] = {
    **dict.fromkeys(_TABEL, _als_tabel),
    vorm.Figuur: _figuur,
    vorm.Formules: _formules,
    vorm.Kop: lambda _, deel: Stuk("kop", deel.titel),
    vorm.Proza: lambda _, deel: Stuk("proza", (deel.tekst, deel.waarden)),
    vorm.Tegels: lambda _, deel: Stuk("tegels", deel.tegels),
    vorm.Zinnen: lambda _, deel: Stuk("zinnen", deel.zinnen) if deel.zinnen else None,
}


def delen(stukken: Sequence[Stuk], macro: str) -> list[Any]:
    """What the parts of one kind show."""
    return [s.inhoud for s in stukken if s.macro == macro]
