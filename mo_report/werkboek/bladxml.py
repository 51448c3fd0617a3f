"""The parts of a workbook file, each written once: a cell goes out with its formula and its value.

openpyxl writes a formula without its value, and an element for each cell. Protected View, previews
and most readers then show nothing. So its writer is used for all but the cells, and the file.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple
from xml.sax.saxutils import quoteattr

from lxml import etree
from openpyxl import Workbook
from openpyxl.comments.comment_sheet import CommentRecord
from openpyxl.compat import safe_string
from openpyxl.drawing.graphic import GraphicFrame
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from mo_report.engine.expression import Value
from mo_report.lib.xtekst import encoded

#: What needs nothing in an attribute.
_PLAIN = re.compile(r"[^&<>\"\t\r\n]*")
#: A return is lost by whoever reads XML, unless it is written as a number.
_SPECIAL = re.compile("[&<>\r]")
_MARKS = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
#: So many rows go out at once.
_SAMEN = 200
_ROWS = re.compile(rb"<sheetData\s*/>|<sheetData></sheetData>")


class Link(NamedTuple):
    """A link from a cell to another place in the workbook, with what is told before one clicks."""

    ref: str
    location: str
    tooltip: str


Values = Mapping[tuple[str, str], Value | date]


class Archive(zipfile.ZipFile):
    """A zip file of which the same parts give the same bytes."""

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
        self.write_pieces(zinfo_or_arcname, [data.encode() if isinstance(data, str) else data])

    def write_pieces(self, name: str, pieces: Iterable[bytes]) -> None:
        """Write a part piece by piece: of a large one there is never all of it at once."""
        # A part that is opened by its name has no day: 1 January 1980.
        with self.open(name, "w") as part:
            for piece in pieces:
                part.write(piece)


@dataclass
class Known:
    """What was written out before in this workbook: most texts, looks and rules stand in many cells.

    styles  the number of a style, by what it is made of
    looks   the same, by the object that cells share
    texts   a text as an inline string
    colours the number of what a rule gives a cell, by the object that rules share
    rows    what is said of a row as a whole, by its height and whether it is hidden: all that ours have
    """

    styles: dict[bytes, int] = field(default_factory=dict)
    looks: dict[int, int] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    colours: dict[int, int] = field(default_factory=dict)
    rows: dict[tuple[float | None, bool], str] = field(default_factory=dict)


class BookWriter(ExcelWriter):
    """Writes a workbook, the value of each formula beside it, and the text alternative of each chart."""

    def __init__(self, book: Workbook, archive: Archive, values: Values, alts: Mapping[str, list[str]]) -> None:
        super().__init__(book, archive)
        self._parts = archive
        self._values, self._alts = values, alts
        self._known = Known()

    def write_worksheet(self, ws: Any) -> None:
        """Called for each sheet. Raises ValueError for a formula without a value: that is a bug."""
        drawing = _Drawing(self._alts.get(ws.title, []))
        drawing.charts, drawing.images = ws._charts, ws._images
        ws._drawing = drawing
        writer = _SheetWriter(ws, self._values, self._known)
        writer.write()
        ws._rels = writer._rels
        self._parts.write_pieces(ws.path[1:], writer.pieces())
        self.manifest.append(ws)


class _Drawing(SpreadsheetDrawing):
    """The charts of a sheet, each with what a screen reader tells of it."""

    __elements__ = SpreadsheetDrawing.__elements__

    def __init__(self, alts: list[str]) -> None:
        super().__init__()
        self._told = alts

    def _chart_frame(self, idx: int) -> GraphicFrame:
        frame: GraphicFrame = super()._chart_frame(idx)  # type: ignore[misc]
        told: Any = frame.nvGraphicFramePr.cNvPr
        told.descr = self._told[idx - 1]
        return frame


class _SheetWriter(WorksheetWriter):
    # What openpyxl keeps of a sheet and a cell is not all in its types.
    ws: Any
    xf: Any
    _rels: Any

    def __init__(self, sheet: Worksheet, values: Values, known: Known) -> None:
        self._values, self._known, self._rows = values, known, list[bytes]()
        self._area = _area(sheet)
        self._title = sheet.title
        super().__init__(sheet, io.BytesIO())

    def write_dimensions(self) -> None:
        self.xf.send(etree.Element("dimension", ref=self._area))

    def write_rows(self) -> None:
        """Keeps the rows apart, and leaves their place open."""
        dimensions = self.ws.row_dimensions
        for number, cells in self.rows():
            known = dimensions.get(number)
            sizes = self._sizes(known) if known is not None else ""
            parts = [self._cell(cell) for cell in cells]
            self._rows.append(f'<row r="{number}"{sizes}>{"".join(parts)}</row>'.encode())
        stream = self.xf.send(True)
        with stream.element("sheetData"):
            pass
        self.xf.send(None)

    def _sizes(self, row: Any) -> str:
        key, rows = (row.ht, row.hidden), self._known.rows
        if key not in rows:
            rows[key] = "".join(f" {k}={quoteattr(v)}" for k, v in dict(row).items() if k != "r")
        return rows[key]

    def _cell(self, cell: Any) -> str:
        value, style, comment = cell._value, cell._style, cell._comment
        if comment is not None:
            self.ws._comments.append(CommentRecord.from_cell(cell))
        if cell._hyperlink is not None:
            self.ws._hyperlinks.append(cell._hyperlink)
        number = self._known.looks.get(id(style)) if style is not None else 0
        if number is None:
            number = self._style_number(cell)
        if value is None and comment is None and not number:
            return ""
        place = f"{get_column_letter(cell.column)}{cell.row}"
        begin = f'<c r="{place}" s="{number}"' if number else f'<c r="{place}"'
        kind = cell.data_type
        if value is None or value == "":
            return begin + "/>"
        if kind == "s":
            said = self._known.texts.get(value)
            if said is None:
                said = self._known.texts[value] = f' t="inlineStr"><is>{_text(value)}</is></c>'
            return begin + said
        if kind == "f":
            outcome = self._values.get((self._title, place))
            if outcome is None:
                raise ValueError(f"formula without a value: {self._title}!{place}")
            known, kept = _cached(outcome)
            return f"{begin}{known}><f>{_xml(value[1:])}</f><v>{kept}</v></c>"
        if kind == "d":
            kind, value = "n", _days(value)
        if kind == "n":
            return f'{begin} t="n"><v>{float(value):.16g}</v></c>'
        return f'{begin} t="{kind}"><v>{_xml(safe_string(value))}</v></c>'

    def _style_number(self, cell: Any) -> int:
        style, known = cell._style, self._known
        made_of = style.tobytes()
        if made_of not in known.styles:
            known.styles[made_of] = cell.style_id
        number = known.looks[id(style)] = known.styles[made_of]
        return number

    def write_formatting(self) -> None:
        colours = self._known.colours
        for area in self.ws.conditional_formatting:
            for rule in (r for r in area.rules if r.dxf):
                if id(rule.dxf) not in colours:
                    colours[id(rule.dxf)] = self.ws.parent._differential_styles.add(rule.dxf)
                rule.dxfId = colours[id(rule.dxf)]
            self.xf.send(area.to_tree())

    def write_hyperlinks(self) -> None:
        if self.ws._hyperlinks:
            self.xf.send(etree.fromstring(f"<hyperlinks>{''.join(map(_hyperlink, self.ws._hyperlinks))}</hyperlinks>"))

    def write_drawings(self) -> None:
        """First no green corners at names that are numbers, such as a schaal or a year."""
        errors = etree.Element("ignoredErrors")
        etree.SubElement(errors, "ignoredError", sqref=self._area, numberStoredAsText="1")
        self.xf.send(errors)
        super().write_drawings()

    def pieces(self) -> Iterator[bytes]:
        """The whole part, in order."""
        before, after = _ROWS.split(self.read(), maxsplit=1)
        yield before + b"<sheetData>"
        for start in range(0, len(self._rows), _SAMEN):
            yield b"".join(self._rows[start : start + _SAMEN])
        yield b"</sheetData>" + after


def _area(sheet: Any) -> str:
    """From the first to the last cell, in a tenth of the time that openpyxl takes for it."""
    rows, columns = zip(*sheet._cells, strict=True) if sheet._cells else ((1,), (1,))
    first, last = (f"{get_column_letter(of(columns))}{of(rows)}" for of in (min, max))
    return f"{first}:{last}"


def _hyperlink(link: Link) -> str:
    return f'<hyperlink ref="{link.ref}" location={_quoted(link.location)} tooltip={_quoted(link.tooltip)}/>'


def _quoted(text: str) -> str:
    """As an attribute. What Python has for it goes through each text six times; most need nothing."""
    return f'"{text}"' if _PLAIN.fullmatch(text) else quoteattr(text)


def _xml(text: str) -> str:
    if _SPECIAL.search(text):
        for mark, written in _MARKS.items():
            text = text.replace(mark, written)
    return text


def _text(value: str) -> str:
    space = ' xml:space="preserve"' if value != value.strip() else ""
    return f"<t{space}>{_xml(encoded(value))}</t>"


def _days(day: date) -> float:
    found: float = to_excel(day)  # type: ignore[no-untyped-call]
    return found


def _cached(value: Value | date) -> tuple[str, str]:
    """The kind of a value, as an attribute, and the value as it is kept, as XML."""
    if isinstance(value, Decimal):
        return "", repr(float(value))
    if isinstance(value, str):
        return ' t="str"', _xml(encoded(value))
    if isinstance(value, date):
        return "", f"{_days(value):.0f}"
    return ' t="b"', str(int(value))
