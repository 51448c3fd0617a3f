"""The XML inside a workbook, as a stream: counted and measured, never built up."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from math import isfinite
from xml.parsers import expat

from mo_report.lib.celnaam import row_and_column
from mo_report.voorcontrole.grenzen import (
    BLADEN,
    CELLEN,
    DIEPTE,
    GEBIEDEN,
    KOLOMMEN,
    KOPPELINGEN,
    NAMEN,
    OPNIEUW,
    REGELS,
    RIJEN,
    SAMENGEVOEGD,
    STIJLEN,
    TEKST,
    TEKSTEN,
    WEGGOOIEN,
    Limit,
    Refused,
)

_STRICT = "http://purl.oclc.org/ooxml/"
_WIT = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"
_CEL = re.compile(r"[A-Za-z]{1,3}[1-9][0-9]{0,9}\Z", re.ASCII)
_GETAL = re.compile(r"\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*\Z", re.ASCII)
_VOLGNUMMER = re.compile(r"\s*\d{1,9}\s*\Z", re.ASCII)
_VER = (RIJEN.most + 1, KOLOMMEN.most + 1)
#: A program or two writes 5.0 for row 5.
_RIJ = re.compile(r"[1-9][0-9]*(\.0)?\Z", re.ASCII)
#: Elements of which there may be so many.
_GETELD = {
    "si": TEKSTEN,
    "xf": STIJLEN,
    "definedName": NAMEN,
    "dataValidation": REGELS,
    "cfRule": REGELS,
    "conditionalFormatting": REGELS,
}
Attributes = dict[str, str]


class PartCounter:
    """What all parts of a workbook hold together."""

    def __init__(self) -> None:
        self.cellen = 0
        self.aantal: Counter[Limit] = Counter()
        self.bladen: list[str] = []
        #: Names of parts by the identity that the workbook gives them, and sheets by theirs.
        self.delen: dict[str, str] = {}
        self._ids: list[tuple[str, str]] = []
        self.buiten = False
        """Whether anything but a hyperlink points outside the file."""

    def titels(self) -> dict[str, str]:
        """The title of each sheet, by its part."""
        return {self.delen[i]: title for title, i in self._ids if i in self.delen}

    def lees(self, pieces: Iterable[bytes], waar: str, *, strikt: bool, map: bool = False) -> None:
        """Go through a part. Raises Refused at the first thing that may not be.

        `strikt`: it must be good XML. `map`: its relations are those of the workbook.
        """
        parser = _Parser(self, waar, map=map)
        first = True
        try:
            for piece in pieces:
                if first and not piece.lstrip(_WIT).startswith(b"<"):
                    return
                first = False
                parser.feed(piece)
            parser.feed(b"", last=True)
        except expat.ExpatError as error:
            if strikt:
                raise Refused(f"{waar} is beschadigd.") from error
        except (LookupError, ValueError) as error:
            # An encoding that is unknown, or that takes more than one byte for a letter.
            raise Refused(f"{waar} is beschadigd: het is in een onbekend tekenschrift.") from error

    def tel(self, grens: Limit, waar: str, number: int = 1) -> None:
        self.aantal[grens] += number
        if self.aantal[grens] > grens.most:
            raise grens.te_veel(waar)

    # what elements mean

    def sheet(self, attrs: Attributes) -> None:
        name = attrs.get("name", "")
        if name.casefold() in map(str.casefold, self.bladen):
            raise Refused(f"Het bestand is beschadigd: er zijn twee bladen ‘{name[:80]}’.")
        self.bladen.append(name)
        self._ids += [(self.bladen[-1], v) for k, v in attrs.items() if k.endswith(":id")]
        if len(self.bladen) > BLADEN.most:
            raise BLADEN.te_veel()

    def relation(self, attrs: Attributes, *, map: bool) -> None:
        kind = attrs.get("Type", "").rpartition("/")[2]
        if attrs.get("TargetMode") == "External":
            self.buiten = self.buiten or kind != "hyperlink"
        elif map:
            target = attrs.get("Target", "")
            own = target[1:] if target.startswith("/") else f"xl/{target}"
            self.delen[attrs.get("Id", "")] = own


class _Parser:
    """One part."""

    def __init__(self, teller: PartCounter, waar: str, *, map: bool) -> None:
        self._teller, self._waar, self._map = teller, waar, map
        self._depth = self._silence = self._rows = 0
        self._cells: set[str] = set()
        #: The cell at hand, the type of its value, and that value where it must be a number.
        self._cell_name = self._type = ""
        self._unfilled: str | None = None
        self._number: list[str] | None = None
        self._handlers = _Handlers(
            {
                "c": self._cell,
                "row": self._row,
                "v": self._value,
                "f": lambda _: self._filled(),
                "is": lambda _: self._filled(),
                "mergeCell": lambda a: self._area(a.get("ref", ""), SAMENGEVOEGD),
                "hyperlink": lambda a: self._area(a.get("ref", ""), KOPPELINGEN),
                "sheet": teller.sheet,
                "Relationship": lambda a: teller.relation(a, map=map),
            },
            self._counted,
        )
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = self._doctype
        self._expat = parser

    def feed(self, piece: bytes, *, last: bool = False) -> None:
        self._silence = 0 if b"<" in piece else self._silence + len(piece)
        if self._silence > TEKST.most:
            raise TEKST.te_veel(self._waar)
        self._expat.Parse(piece, last)

    def _start(self, name: str, attrs: Attributes) -> None:
        self._depth += 1
        if self._depth > DIEPTE.most:
            raise DIEPTE.te_veel(self._waar)
        if self._number is not None:
            raise self._damaged(f"in cel {self._cell_name} iets anders dan een waarde")
        handler = self._handlers[name]
        if handler:
            handler(attrs)
        if self._depth == 1 and any(v.startswith(_STRICT) for v in attrs.values()):
            raise Refused(
                "Het bestand is opgeslagen als ‘Strict Open XML’.",
                "Sla het in Excel op als gewone Excel-werkmap (.xlsx).",
            )

    def _end(self, _: str) -> None:
        self._depth -= 1
        if self._number is not None:
            self._check_number("".join(self._number))
            self._number = self._expat.CharacterDataHandler = None

    def _value(self, _: Attributes) -> None:
        """The text of a value is gathered: nothing else may stand in it, and a number is one."""
        self._filled()
        if self._rows:
            self._number = []
            self._expat.CharacterDataHandler = self._number.append

    def _filled(self) -> None:
        """A cell that holds something counts; programs style whole rows and columns of others."""
        name, self._unfilled = self._unfilled, None
        if name is None:
            return
        self._teller.cellen += 1
        if self._teller.cellen > CELLEN.most:
            raise CELLEN.te_veel()
        # Outside rows it is no cell of a sheet, but a list of cells of all sheets.
        if name and self._rows:
            if name in self._cells:
                raise self._damaged(f"twee keer cel {name}")
            self._cells.add(name)

    def _check_number(self, text: str) -> None:
        """Python takes 1_000 for a number, -1 for the last text, and 1e400 for infinite."""
        if self._type not in ("n", "s"):
            return
        form = _GETAL if self._type == "n" else _VOLGNUMMER
        if text.strip() and (not form.match(text) or not isfinite(float(text))):
            raise self._damaged(f"in cel {self._cell_name} ‘{text[:40]}’ waar een getal hoort")

    def _doctype(self, *_: object) -> None:
        raise Refused(f"{self._waar} heeft een documenttype (DOCTYPE). Excel maakt dat niet.", WEGGOOIEN)

    def _counted(self, name: str) -> Callable[[Attributes], None] | None:
        """What counts an element, and the areas that it is about."""
        grens = _GETELD.get(name)
        if not grens:
            return None

        def count(attrs: Attributes) -> None:
            self._teller.tel(grens, self._waar)
            areas = attrs.get("sqref", "").count(" ") + 1
            self._teller.tel(GEBIEDEN, self._waar, areas if grens is REGELS else 0)

        return count

    def _cell(self, attrs: Attributes) -> None:
        name = self._cell_name = self._unfilled = attrs.get("r", "")
        self._type = attrs.get("t", "n")
        if not name:
            return
        if not _CEL.match(name):
            raise self._damaged(f"een cel met de naam ‘{name[:12]}’")
        # A name of at most six characters, not three of them letters, is within the bounds.
        if len(name) > 6 or name[2:3].isalpha():
            self._near(name)

    def _row(self, attrs: Attributes) -> None:
        self._rows += 1
        number = attrs.get("r", "1")
        if not _RIJ.match(number):
            raise self._damaged(f"een rij met nummer ‘{number[:12]}’")
        if len(number) > 7 or float(number) > RIJEN.most:
            self._far(f"rij {number[:12]}", RIJEN)

    def _damaged(self, what: str) -> Refused:
        return Refused(f"{self._waar} is beschadigd: het heeft {what}.")

    def _near(self, name: str) -> None:
        # What is further away than Excel goes has no place.
        for at, grens in zip(row_and_column(name) or _VER, (RIJEN, KOLOMMEN), strict=True):
            if at > grens.most:
                self._far(f"cel {name}", grens)

    def _far(self, what: str, grens: Limit) -> None:
        refusal = grens.te_veel(self._waar)
        raise Refused(
            f"{self._waar} gebruikt {what}. Dat is te ver weg om te lezen.",
            "Ga in Excel naar die plaats en verwijder de rijen of kolommen die u niet gebruikt. " + OPNIEUW,
            refusal.verwacht,
        )

    def _area(self, ref: str, grens: Limit) -> None:
        for part in ref.split():
            corners = [row_and_column(c.replace("$", "")) for c in part.split(":")]
            (top, left), (bottom, right) = corners[0] or _VER, corners[-1] or _VER
            if None in corners or len(corners) > 2:
                # Whole columns, or what lies beyond Excel: openpyxl would make all those cells.
                raise self._damaged(f"een gebied ‘{part[:40]}’")
            size = (abs(bottom - top) + 1) * (abs(right - left) + 1)
            self._teller.tel(grens, self._waar, size)


class _Handlers(dict[str, Callable[[Attributes], None] | None]):
    """What is done with an element, by its name with or without a prefix."""

    def __init__(
        self,
        own: dict[str, Callable[[Attributes], None]],
        other: Callable[[str], Callable[[Attributes], None] | None],
    ) -> None:
        super().__init__(own)
        self._other = other

    def __missing__(self, name: str) -> Callable[[Attributes], None] | None:
        local = name.rpartition(":")[2]
        found = self[local] if local != name else self._other(name)
        if len(self) < 1_000:
            self[name] = found
        return found
