"""Tables of the annex: values of records as text, ready for a template."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from mo_report.bijlage.beeld.maat import own_widths
from mo_report.bijlage.beeld.vorm import BREEDTE
from mo_report.bijlage.woorden import DEEL, LANG
from mo_report.engine.dossier import Record, is_text
from mo_report.engine.rekenen import Result
from mo_report.engine.schema import Column, Key, Line, Text
from mo_report.engine.uitleg import given_by, is_present, rests_on, short_names
from mo_report.lib.notatie import LEEG, show, show_more
from mo_report.verhaal.rekenwijze import cited

#: A longer table may run on over the page; one of formulas sooner, as these take more lines.
MEESTE_RIJEN_HEEL, MEESTE_STAPPEN_HEEL = 18, 14
#: A point in millimetres, how much wider bold letters are, and the room beside a text in a cell.
MM_PER_PUNT, VET, WIT = 0.3528, 1.06, 2.8
#: A longer unit may run on over the line.
MEESTE_LETTERS_HEEL = 22
#: The part of the width of a page that names of rows and numbers may take up without breaking.
RUIM = 0.85


@dataclass(frozen=True)
class PageCell:
    tekst: str
    getal: bool = False
    kop: bool = False
    let_op: bool = False
    """Whether it is shown in red: something is missing here."""
    rechts: bool = False
    """Whether text stands at the right, above or below numbers."""
    heel: bool = False
    """Whether it stays on one line."""
    noten: tuple[tuple[str, str], ...] = ()
    """Words, each with the source that stands below the table; instead of `tekst`."""
    bij: tuple[str, ...] = ()
    """What was explained in the input, below the table too."""


class StyledCell(NamedTuple):
    """A cell as it is written out: its element and its class."""

    cel: PageCell
    element: str
    klasse: str


@dataclass(frozen=True)
class PageTable:
    """A table with its caption; `groot` asks for small print."""

    bijschrift: str
    koppen: tuple[PageCell, ...]
    rijen: tuple[tuple[PageCell, ...], ...]

    @property
    def groot(self) -> bool:
        return len(self.koppen) > 6

    @property
    def heel(self) -> bool:
        return len(self.rijen) <= MEESTE_RIJEN_HEEL

    @property
    def breed(self) -> bool:
        """Whether it is wider than the page, unless words are broken off."""
        return self._minst(self.rijen) > BREEDTE

    def _minst(self, rows: Iterable[Sequence[PageCell]]) -> float:
        """The least width of the table with these rows, in millimetres."""
        size = (7.6 if self.groot else 8.8) * MM_PER_PUNT * VET
        columns = zip(self.koppen, *rows, strict=True)
        widest = (max(_woordbreedte(c, size) for c in column) for column in columns)
        return sum(widest) + len(self.koppen) * WIT

    def _met_hele_namen(self) -> Sequence[tuple[PageCell, ...]]:
        """The rows with each short name on one line, as long as that leaves room for the rest."""
        whole = [
            tuple(replace(c, heel=True) if c.kop and len(c.tekst) <= MEESTE_LETTERS_HEEL else c for c in row)
            for row in self.rijen
        ]
        return whole if self._minst(whole) <= BREEDTE * RUIM else self.rijen

    @property
    def regels(self) -> list[list[StyledCell]]:
        """The rows, with numbers below one another on the decimal comma.

        A table with more headings than figures has no headings of rows: read out loud they would
        only be in the way.
        """
        tails = [[_staart(row[n].tekst) for row in self.rijen if row[n].getal] for n in range(len(self.koppen))]
        # Where it runs on over the page, its headings stand there once more.
        heads = sum(c.kop for row in self.rijen for c in row)
        heads += len(self.koppen) * (1 if self.heel else 2)
        few = heads > sum(not c.kop for row in self.rijen for c in row)

        def made(cel: PageCell, column: int) -> StyledCell:
            element = "th" if cel.kop and not few else "td"
            names = ["rijkop"] * cel.kop + ["gat"] * cel.let_op
            names += ["rechts"] * cel.rechts + ["heel"] * cel.heel
            if cel.getal:
                names += ["n", _vulling(_staart(cel.tekst), tails[column])]
            return StyledCell(cel, element, " ".join(x for x in names if x))

        return [[made(cel, n) for n, cel in enumerate(row)] for row in self._met_hele_namen()]


def fits_page(steps: Sequence[object]) -> bool:
    """Whether formulas are few enough to be kept on one page."""
    return len(steps) <= MEESTE_STAPPEN_HEEL


def _woordbreedte(cel: PageCell, size: float) -> float:
    """The width of the longest word of a cell, in millimetres; a number is one word."""
    parts = [cel.tekst] if cel.heel else cel.tekst.split(" ")
    words = (w if len(w) < LANG else w[:DEEL] for w in parts)
    return max((own_widths().breedte(w, size) for w in words), default=0.0)


class _Staart(NamedTuple):
    """What stands behind the whole part of a number."""

    decimalen: int
    procent: bool


_NA_KOMMA = re.compile(r"(?:,(\d+))?(%)?$")


def _staart(text: str) -> _Staart:
    found = _NA_KOMMA.search(text)
    return _Staart(len(found[1] or ""), bool(found[2])) if found else _Staart(0, False)


def _vulling(own: _Staart, column: list[_Staart]) -> str:
    """The class for the room that a number leaves free at its right: digits, comma, per cent."""
    most = max(s.decimalen for s in column)
    digits = most - own.decimalen
    comma = int(most > 0 and not own.decimalen)
    percent = int(any(s.procent for s in column) and not own.procent)
    return f"u{digits}{comma}{percent}" if digits or comma or percent else ""


def text_cell(text: str) -> PageCell:
    return PageCell(text)


def heading_cell(text: str, *, getal: bool = False) -> PageCell:
    return PageCell(text, getal, kop=True)


def value_cell(resultaat: Result, record: Record | None, column: Column, more: int = 0) -> PageCell:
    if record is None:
        return PageCell(LEEG, getal=True)
    if is_text(column):
        return PageCell(record.texts.get(column.name, LEEG))
    given = record.values.get(column)
    value = resultaat.value(record, column) if isinstance(column, Line) or not given else given.waarde
    if more and isinstance(value, Decimal):
        return PageCell(show_more(value, record.unit(column), more), getal=True)
    return PageCell(show(value, record.unit(column)), getal=True)


class Provenance(NamedTuple):
    """How sure a figure is, and where it comes from."""

    status: str
    bron: str = ""


def provenance(resultaat: Result, record: Record, column: Column) -> Provenance:
    """Status and source of a given value, also where a line repeats it; where a formula comes from."""
    given = given_by(resultaat, record, column)
    if given is not None:
        return Provenance(given.status.word, given.herkomst)
    return Provenance("berekend", cited(column.source)) if isinstance(column, Line) else Provenance("")


def source_cell(found: Sequence[Provenance], names: Sequence[str] = ()) -> PageCell:
    """The status of one figure or more, each with its source as a note below the page."""
    there = [(name, h) for name, h in zip(names or [""] * len(found), found, strict=True) if h.status]
    if len({h for _, h in there}) <= 1:
        return PageCell("", noten=tuple((h.status, h.bron) for _, h in there[:1]))
    return PageCell("", noten=tuple((f"{name}: {h.status}", h.bron) for name, h in there))


def explanations(record: Record) -> tuple[str, ...]:
    """What the input says beside the values of a record, each once."""
    return tuple(dict.fromkeys(v.toelichting for v in record.values.values() if v.toelichting))


def _bij(records: Sequence[Record], column: Column) -> tuple[str, ...]:
    """What the input says beside a value, with the name of each record where there are more."""
    said = [(r, r.values[column].toelichting) for r in records if column in r.values and r.values[column].toelichting]
    if len({text for _, text in said}) <= 1:
        return tuple(text for _, text in said[:1])
    return tuple(f"{name}: {text}" for name, (_, text) in zip(short_names([r for r, _ in said]), said, strict=True))


def column_table(
    resultaat: Result,
    bijschrift: str,
    records: Sequence[Record],
    columns: Iterable[Column] = (),
    *,
    bronnen: bool = True,
) -> PageTable:
    """Values below one another, a column per record, with the source of each."""
    block = records[0].block
    chosen = [
        c for c in (columns or block.columns) if not isinstance(c, Key | Text) and is_present(resultaat, records, c)
    ]
    # Where columns are many, the unit stands with the label.
    narrow = len(records) > 4
    heads = [heading_cell("onderdeel"), *(heading_cell(n, getal=True) for n in short_names(records))]
    if not narrow:
        heads.insert(1, heading_cell("eenheid"))
    rows = []
    for column in chosen:
        row = [replace(heading_cell(column.heading if narrow else column.label), bij=_bij(records, column))]
        if not narrow:
            unit = "" if is_text(column) else column.unit.word
            row.append(PageCell(unit, heel=len(unit) <= MEESTE_LETTERS_HEEL))
        cells = [value_cell(resultaat, r, column) for r in records]
        row += [replace(c, rechts=True) if not c.getal else c for c in cells]
        if bronnen:
            row.append(source_cell([provenance(resultaat, r, column) for r in records], short_names(records)))
        rows.append(tuple(row))
    if bronnen:
        heads.append(heading_cell("status"))
    return PageTable(bijschrift, tuple(heads), tuple(rows))


def row_table(
    resultaat: Result,
    bijschrift: str,
    records: Sequence[Record],
    columns: Iterable[Column] = (),
    *,
    bronnen: bool = True,
) -> PageTable:
    """A row per record. Keys that all records have in common go into the caption."""
    block = records[0].block
    chosen = [c for c in (columns or block.columns) if is_present(resultaat, records, c)]
    same = [c for c in chosen if isinstance(c, Key) and len({r.texts[c.name] for r in records}) == 1]
    if len(records) > 1 and len(same) < len(block.key_columns()):
        bijschrift += "".join(f" ({name})" for c in same if (name := records[0].texts[c.name]) not in bijschrift)
        chosen = [c for c in chosen if c not in same]
    heads = [heading_cell(c.heading, getal=not is_text(c)) for c in chosen]
    bronnen = bronnen and any(_bron_van_rij(resultaat, r, chosen).status for r in records)
    if bronnen:
        heads.append(heading_cell("status"))
    rows = []
    for record in records:
        row = [value_cell(resultaat, record, c) for c in chosen]
        row[0] = PageCell(row[0].tekst, row[0].getal, kop=True, bij=explanations(record))
        if bronnen:
            row.append(source_cell([_bron_van_rij(resultaat, record, chosen)]))
        rows.append(tuple(row))
    return PageTable(bijschrift, tuple(heads), tuple(rows))


def cross_table(
    resultaat: Result,
    bijschrift: str,
    records: Sequence[Record],
    column: Column,
    *,
    rijen: tuple[str, ...],
    kolom: str,
    kopje: str,
) -> PageTable | None:
    """One value as a grid: a row per name, a column per `kolom`."""
    if not records:
        return None
    heads = list(dict.fromkeys(r.texts[kolom] for r in records))
    found: dict[str, dict[str, Record]] = {}
    for r in records:
        found.setdefault(" · ".join(r.texts[k] for k in rijen), {})[r.texts[kolom]] = r
    rows = tuple(
        (heading_cell(name), *(value_cell(resultaat, own.get(h), column) for h in heads)) for name, own in found.items()
    )
    caption = f"{bijschrift} [{column.unit.word}]"
    return PageTable(caption, (heading_cell(kopje), *(heading_cell(h, getal=True) for h in heads)), rows)


def _bron_van_rij(resultaat: Result, record: Record, columns: Sequence[Column]) -> Provenance:
    given = [c for c in record.values if not is_text(c)]
    if given:
        return provenance(resultaat, record, given[0])
    lines = [c for c in columns if isinstance(c, Line)]
    if not lines:
        return Provenance("")
    return Provenance(f"berekend uit {rests_on(resultaat, record, lines[-1])}")
