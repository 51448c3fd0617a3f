"""A second reading of a workbook, straight from its XML, to hold beside what the program read.

It shares no code with the program nor with openpyxl: what stands in a cell is what its XML says.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from lxml import etree

from mo_report.engine.dossier import Place, Record
from mo_report.engine.schema import Column, Parameter
from mo_report.engine.units import DATUM, KLOK
from mo_report.invoer import Reading

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_GETAL = re.compile(r"\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*", re.ASCII)


@dataclass(frozen=True)
class Inhoud:
    """What the XML of a cell says: type, value, and whether there is a formula."""

    soort: str
    tekst: str
    formule: bool = False

    @property
    def is_leeg(self) -> bool:
        return not self.formule and not _genormaliseerd(self.tekst)

    @property
    def getal(self) -> Decimal | None:
        """The number to 15 digits, where it is one."""
        if self.soort != "n" or not _GETAL.fullmatch(self.tekst):
            return None
        return Decimal(f"{float(self.tekst):.15g}")


class Tegenlezing:
    """The cells of all sheets of a workbook."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {n: archive.read(n) for n in archive.namelist()}
        self._shared = list(_teksten(parts.get("xl/sharedStrings.xml")))
        self.dubbel: Counter[Place] = Counter()
        self.cellen: dict[Place, Inhoud] = {}
        book = etree.fromstring(parts["xl/workbook.xml"])
        rels = etree.fromstring(parts["xl/_rels/workbook.xml.rels"])
        targets = {r.get("Id"): r.get("Target", "") for r in rels}
        self.is_1904 = any(e.get("date1904", "0") not in ("0", "false") for e in book)
        self.bladen: list[str] = []
        for sheet in book.iter(f"{MAIN}sheet"):
            title, target = sheet.get("name", ""), targets.get(sheet.get(_ID), "")
            part = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
            if title not in self.bladen and part in parts:
                self.bladen.append(title)
                self._lees(title, etree.fromstring(parts[part]))

    def _lees(self, title: str, root: etree._Element) -> None:
        for n, row in enumerate(root.iter(f"{MAIN}row"), 1):
            for k, cell in enumerate(row.iterfind(f"{MAIN}c")):
                plek = Place(title, cell.get("r") or f"{chr(65 + k % 26)}{row.get('r', n)}")
                self.dubbel[plek] += 1
                self.cellen[plek] = self._inhoud(cell)

    def _inhoud(self, cell: etree._Element) -> Inhoud:
        kind = cell.get("t", "n")
        text = cell.findtext(f"{MAIN}v") or ""
        if kind == "inlineStr":
            text = "".join(t.text or "" for t in cell.iter(f"{MAIN}t"))
        elif kind == "s" and text.isdecimal() and int(text) < len(self._shared):
            text = self._shared[int(text)]
        return Inhoud(kind, text, cell.find(f"{MAIN}f") is not None)


def _teksten(part: bytes | None) -> Iterator[str]:
    if part is not None and part.lstrip().startswith(b"<"):
        for item in etree.fromstring(part).iter(f"{MAIN}si"):
            yield "".join(t.text or "" for t in item.iter(f"{MAIN}t"))


def _genormaliseerd(text: str) -> str:
    shown = "".join(c for c in text if unicodedata.category(c) != "Cf")
    return " ".join(shown.split())


def verschillen(gelezen: Reading, tegen: Tegenlezing) -> Iterator[str]:
    """Every value of the result that is not what stands in its cell."""
    assert gelezen.resultaat is not None
    gemeld = {(f.blad, f.cel) for f in gelezen.bevindingen}
    for records in gelezen.resultaat.dossier.records.values():
        for record in records:
            if not record.block.is_input():
                continue
            for plek, column, given in _gegeven(record):
                there = tegen.cellen.get(plek)
                if tegen.dubbel[plek] > 1:
                    yield f"{plek}: the file has two of this cell"
                elif there is None:
                    yield f"{plek}: {given!r} read, nothing there"
                elif not _klopt(column, given, there, (plek.blad, plek.cel) in gemeld, tegen):
                    yield f"{plek}: {given!r} read, {there} there"


Gegeven = Decimal | date | str | None


def _gegeven(record: Record) -> Iterator[tuple[Place, Column, Gegeven]]:
    """Each value of a record, and each of its names, with its cell."""
    for column, given in record.values.items():
        yield given.plek, column, given.waarde
    for key in record.block.key_columns():
        yield record.places[key.name], key, record.texts[key.name]


def _klopt(column: Column, given: Gegeven, there: Inhoud, gemeld: bool, tegen: Tegenlezing) -> bool:
    if there.formule and (gemeld or not there.tekst):
        return True
    if not isinstance(column, Parameter):
        return _zelfde_tekst(str(given), there)
    if column.unit is DATUM:
        return isinstance(given, date) and given in _datums(there, tegen.is_1904)
    if not isinstance(given, Decimal):
        return False
    number = there.getal
    if number is None:
        return column.unit is KLOK and there.soort == "d"
    if column.unit is KLOK and abs(given - number * 24) < Decimal("0.001"):
        return True
    return abs(given - number) <= (Decimal("1e-9") * max(1, abs(number)) if there.formule else 0)


def _zelfde_tekst(given: str, there: Inhoud) -> bool:
    """Texts are the same but for case; a number or truth as a name is written out."""
    if there.soort == "b":
        return given.casefold() in ("waar", "onwaar")
    if there.getal is not None:
        return given == f"{there.getal:f}" or bool(re.match(r"\d{4}-|\d\d:", given))
    if there.soort in ("d", "e"):
        return there.soort == "d"
    return _genormaliseerd(given).casefold() == _genormaliseerd(there.tekst).casefold()


def _datums(there: Inhoud, is_1904: bool) -> set[date]:
    """The days that a cell may mean."""
    if there.soort == "d":
        return {datetime.fromisoformat(there.tekst).date()}
    begin = date(1904, 1, 1) if is_1904 else date(1899, 12, 30)
    found = there.getal
    return {begin + timedelta(days=int(found))} if found is not None else set()


def weggevallen(gelezen: Reading, tegen: Tegenlezing, basis: Basis) -> Iterator[str]:
    """Values of the base that still stand in their cells, and that the result does not have."""
    assert gelezen.resultaat is not None
    read = {p: v for p, _, v in waarden(gelezen)}
    gemeld = {f.blad for f in gelezen.bevindingen}
    eigen = [t for t in tegen.bladen if t not in basis.bladen and t not in gemeld]
    for plek, before, value in basis.waarden:
        elders = [t for t in eigen if tegen.cellen.get(Place(t, plek.cel)) == before]
        if plek.blad not in tegen.bladen and elders and not before.tekst.isspace():
            yield f"{plek}: {value!r} stands on {elders} and is not read"
        if tegen.cellen.get(plek) == before and plek.blad in tegen.bladen and plek not in read:
            yield f"{plek}: {value!r} stands there and is not read"


def waarden(gelezen: Reading) -> list[tuple[Place, Column, Gegeven]]:
    assert gelezen.resultaat is not None
    records = gelezen.resultaat.dossier.records.items()
    return [x for b, own in records if b.is_input() for r in own for x in _gegeven(r)]


class Basis:
    """The workbook that mutants are made from, and what was read of it."""

    def __init__(self, data: bytes, gelezen: Reading) -> None:
        tegen = Tegenlezing(data)
        self.data, self.gelezen, self.bladen = data, gelezen, tegen.bladen
        self.waarden = [(p, tegen.cellen[p], v) for p, _, v in waarden(gelezen)]


__all__ = ["Basis", "Inhoud", "Tegenlezing", "verschillen", "weggevallen"]
