"""Tables of the annex: values of records as text, ready for a template."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mo_report.dossier import Record, is_text
from mo_report.notatie import LEEG, toon
from mo_report.rekenen import Resultaat
from mo_report.schema import Column, Key, Line, Text
from mo_report.uitleg import aanwezig, kort, rust_op


@dataclass(frozen=True)
class Cel:
    tekst: str
    getal: bool = False
    kop: bool = False
    let_op: bool = False
    """Whether it is shown in red: something is missing here."""


@dataclass(frozen=True)
class Tabel:
    """A table with its caption; `groot` asks for small print."""

    bijschrift: str
    koppen: tuple[Cel, ...]
    rijen: tuple[tuple[Cel, ...], ...]

    @property
    def groot(self) -> bool:
        return len(self.koppen) > 6


def tekst(text: str) -> Cel:
    return Cel(text)


def kop(text: str, *, getal: bool = False) -> Cel:
    return Cel(text, getal, kop=True)


def waarde(resultaat: Resultaat, record: Record | None, column: Column) -> Cel:
    if record is None:
        return Cel(LEEG, getal=True)
    if is_text(column):
        return Cel(record.texts.get(column.name, LEEG))
    given = record.values.get(column)
    value = (
        resultaat.value(record, column) if isinstance(column, Line) or not given else given.waarde
    )
    return Cel(toon(value, record.unit(column)), getal=True)


def herkomst(record: Record, column: Column) -> str:
    """Status and source of a given value; the source of a formula line."""
    if isinstance(column, Line):
        return f"berekend; {column.source}"
    given = record.values.get(column)
    if given is None:
        return ""
    return f"{given.status.word}; {given.herkomst}" if given.herkomst else given.status.word


def kolomtabel(
    resultaat: Resultaat,
    bijschrift: str,
    records: Sequence[Record],
    columns: Iterable[Column] = (),
    *,
    bronnen: bool = True,
) -> Tabel:
    """Values below one another, a column per record, with the source of each."""
    block = records[0].block
    chosen = [
        c
        for c in (columns or block.columns)
        if not isinstance(c, Key | Text) and aanwezig(resultaat, records, c)
    ]
    # Where columns are many, the unit stands with the label.
    narrow = len(records) > 4
    heads = [kop("onderdeel"), *(kop(n, getal=True) for n in kort(records))]
    if not narrow:
        heads.insert(1, kop("eenheid"))
    rows = []
    for column in chosen:
        row = [kop(column.heading if narrow else column.label)]
        if not narrow:
            row.append(tekst("" if is_text(column) else column.unit.word))
        row += [waarde(resultaat, r, column) for r in records]
        if bronnen:
            row.append(tekst(_samen([herkomst(r, column) for r in records], kort(records))))
        rows.append(tuple(row))
    if bronnen:
        heads.append(kop("status en bron"))
    return Tabel(bijschrift, tuple(heads), tuple(rows))


def rijentabel(
    resultaat: Resultaat,
    bijschrift: str,
    records: Sequence[Record],
    columns: Iterable[Column] = (),
    *,
    bronnen: bool = True,
) -> Tabel:
    """A row per record. Keys that all records have in common go into the caption."""
    block = records[0].block
    chosen = [c for c in (columns or block.columns) if aanwezig(resultaat, records, c)]
    same = [
        c for c in chosen if isinstance(c, Key) and len({r.texts[c.name] for r in records}) == 1
    ]
    if len(records) > 1 and len(same) < len(block.key_columns()):
        bijschrift += "".join(f" ({records[0].texts[c.name]})" for c in same)
        chosen = [c for c in chosen if c not in same]
    heads = [kop(c.heading, getal=not is_text(c)) for c in chosen]
    bronnen = bronnen and any(_bron_van_rij(resultaat, r, chosen) for r in records)
    if bronnen:
        heads.append(kop("status en bron"))
    rows = []
    for record in records:
        row = [waarde(resultaat, record, c) for c in chosen]
        row[0] = Cel(row[0].tekst, row[0].getal, kop=True)
        if bronnen:
            row.append(tekst(_bron_van_rij(resultaat, record, chosen)))
        rows.append(tuple(row))
    return Tabel(bijschrift, tuple(heads), tuple(rows))


def kruistabel(
    resultaat: Resultaat,
    bijschrift: str,
    records: Sequence[Record],
    column: Column,
    *,
    rijen: tuple[str, ...],
    kolom: str,
    kopje: str,
) -> Tabel | None:
    """One value as a grid: a row per name, a column per `kolom`."""
    if not records:
        return None
    heads = list(dict.fromkeys(r.texts[kolom] for r in records))
    found: dict[str, dict[str, Record]] = {}
    for r in records:
        found.setdefault(" · ".join(r.texts[k] for k in rijen), {})[r.texts[kolom]] = r
    rows = tuple(
        (kop(name), *(waarde(resultaat, own.get(h), column) for h in heads))
        for name, own in found.items()
    )
    caption = f"{bijschrift} [{column.unit.word}]"
    return Tabel(caption, (kop(kopje), *(kop(h, getal=True) for h in heads)), rows)


def _bron_van_rij(resultaat: Resultaat, record: Record, columns: Sequence[Column]) -> str:
    given = [c for c in record.values if not is_text(c)]
    if given:
        return herkomst(record, given[0])
    lines = [c for c in columns if isinstance(c, Line)]
    return f"berekend uit {rust_op(resultaat, record, lines[-1])}" if lines else ""


def _samen(texts: Sequence[str], names: Sequence[str]) -> str:
    different = list(dict.fromkeys(t for t in texts if t))
    if len(different) <= 1:
        return different[0] if different else ""
    return "; ".join(f"{n}: {t}" for n, t in zip(names, texts, strict=True) if t)
