"""The sheet Uitkomst: the tariffs as far as they can be had, and at their right how they come about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from mo_report.engine.schema import UITKOMSTBLAD, Block, Line, Parameter
from mo_report.model import Locatie, Locatietarief, Uurtarief
from mo_report.werkboek.formule import Address
from mo_report.werkboek.invoercontrole import OORDEEL
from mo_report.werkboek.levend.binding import LiveModel
from mo_report.werkboek.levend.kader import NOG_NIET, ROW, Entry, Frame, Sheet
from mo_report.werkboek.opslaan import NewBook
from mo_report.werkboek.sporen import link_to
from mo_report.werkboek.stijl import (
    BEREKEND,
    KOP1,
    KOP2,
    KOP3,
    LINK,
    TOELICHTING,
    UITKOMST,
    aligned,
    cell_at,
    fit_rows,
    number_format,
    put_formula,
    put_text,
    same_style,
)

UITLEG = "Wat er uit uw invoer komt, terwijl u typt. Bij ‘nog niet’ staat ernaast wat er mist, en op welk blad."
_TWIJFEL = "Er staat iets op de bladen dat hier niet past. Kijk met mo-report controleer wat dat is."
_EIGEN_SETS = "Met het blad Eigen sets rekent dit blad niet. De tarieven staan in de bestanden van mo-report bereken."
_TUSSEN = "Zo komt het tot stand: een rij hoort bij dezelfde rij van het blad dat erboven staat."
#: The rows with sheets and headings; what is computed begins below these.
_BLADEN, _KOPPEN = 3, 4


class OutcomeSheet:
    """Lays the columns of the live model out on a sheet, and tells which cells need not be computed."""

    def __init__(self, sheet: Worksheet, sheets: Mapping[type[Block], Sheet]) -> None:
        self.sheet, self.sheets = sheet, sheets
        self.top = _KOPPEN + 1
        self.model = LiveModel(sheets, self.top)
        self.column = 1

    def write(self, boek: NewBook) -> None:
        """Write the sheet; the values of rows that nobody began on come to stand in `boek`."""
        tables = [self._table(block) for block in _OUTCOMES]
        doubt = self.model.doubt()
        self.model.notice(doubt, _TWIJFEL, _EIGEN_SETS)
        for entry in [e for table in tables for e in table if isinstance(e.column, Line)]:
            entry.guard(doubt)
        shown = {entry for table in tables for entry in table}
        rest = {f: [e for e in f.entries.values() if e not in shown] for f in self.model.frames.values()}
        for table in tables:
            self._place(table)
            self.column += 1
        middle = self.column
        for entries in rest.values():
            self._place(entries)
            self.column += bool(entries)
        everything = [e for f in self.model.frames.values() for e in f.entries.values()]
        _tell_apart([e for table in tables for e in table], [e for entries in rest.values() for e in entries])
        letters = {e.mark: e.letter for e in everything}
        for frame, entries in rest.items():
            if entries:
                self._title(frame, entries[0])
        for entry in everything:
            self._fill(entry, letters, boek, UITKOMST if entry in shown else BEREKEND)
        self._front(middle, doubt)

    def _table(self, block: type[Block]) -> list[Entry]:
        """The outcomes of one table: names, tariffs, and what is still needed."""
        lines, about = _OUTCOMES[block]
        found = [self.model.line(line) for line in lines]
        frame = found[0].frame
        keys = [k for k in block.key_columns() if frame.sheet is not None and frame.sheet.has(k.label)]
        names = [self.model.named(frame, k) for k in keys]
        return [*names, *found, self._still_needed(frame, found, about)]

    @staticmethod
    def _still_needed(frame: Frame, found: list[Entry], about: str) -> Entry:
        """The first step that cannot be taken yet, and the sheets that it needs."""
        steps = [e for e in frame.entries.values() if isinstance(e.column, Line) and e not in found]
        first, last = steps[0], steps[-1]
        outcomes = f"{found[0].cell}:{found[-1].cell}"
        all_there = f"COUNT({outcomes})=COLUMNS({outcomes})"
        at = f'IF({all_there},0,IFERROR(MATCH("{NOG_NIET}",{first.cell}:{last.cell},0),0))'
        step = frame.add("stap", "eerste stap die mist", at).cell
        heads, bladen = (f"INDEX({first.head(row)}:{last.head(row)},{step})" for row in (_KOPPEN, _BLADEN))
        return frame.add("mist", f"nog nodig voor {about}", f'IF({step}=0,"",{heads}&" ("&{bladen}&")")')

    def _place(self, entries: list[Entry]) -> None:
        for entry in entries:
            entry.letter = get_column_letter(self.column)
            self.column += 1

    def _title(self, frame: Frame, first: Entry) -> None:
        aligned(put_text(self.sheet, 2, _number(first), frame.titel, KOP2), wrap_text=False)

    def _fill(self, entry: Entry, letters: Mapping[str, str], boek: NewBook, style: str) -> None:
        sheet, frame, letter = self.sheet, entry.frame, entry.letter
        put_text(sheet, _KOPPEN, _number(entry), entry.heading, KOP3)
        if entry.bladen and style == BEREKEND:
            put_text(sheet, _BLADEN, _number(entry), f"blad {entry.bladen}", TOELICHTING)
        pattern = entry.formula
        for mark in {m for m in letters if m in pattern}:
            pattern = pattern.replace(mark, letters[mark])
        form = number_format(entry.column.unit) if isinstance(entry.column, Line | Parameter) else "General"
        filled = frame.last if frame.sheet is None else frame.sheet.filled
        live, number = pattern.startswith("="), _number(entry)
        first = sheet.cell(frame.top, number)
        first.style, first.number_format = style, form
        for row in range(frame.top, frame.last + 1):
            if live:
                put_formula(sheet, row, number, pattern.replace(ROW, str(row)))
            else:
                sheet.cell(row, number, Decimal(pattern))
            same_style(cell_at(sheet, row, number), first)
            if row > filled:
                boek.values[UITKOMSTBLAD, f"{letter}{row}"] = ""
        wide = style == UITKOMST and not isinstance(entry.column, Line)
        sheet.column_dimensions[letter].width = 36 if wide else 20

    def _front(self, middle: int, doubt: Entry) -> None:
        sheet = self.sheet
        told = self.model.notice(doubt, _TWIJFEL, _EIGEN_SETS)
        notice = sheet.cell(_BLADEN, 1, f"={told.cell.replace(told.mark, told.letter)}")
        notice.style = TOELICHTING
        aligned(notice, wrap_text=False)
        put_text(sheet, 1, 1, UITKOMSTBLAD, KOP1)
        aligned(put_text(sheet, 2, 1, UITLEG, TOELICHTING), wrap_text=False)
        aligned(put_text(sheet, 1, middle, _TUSSEN, TOELICHTING), wrap_text=False)
        link = put_text(sheet, 1, 3, "terug naar Leesmij", LINK)
        link_to(link, Address(OORDEEL.sheet, 1, 1), "Naar het blad Leesmij")
        grey = Font(color="767676", italic=True)
        last = max(f.last for f in self.model.frames.values())
        area = f"A{self.top}:{get_column_letter(self.column)}{last}"
        rule = CellIsRule(operator="equal", formula=[f'"{NOG_NIET}"'], font=grey)  # type: ignore[no-untyped-call]
        sheet.conditional_formatting.add(area, rule)
        fit_rows(sheet)
        sheet.freeze_panes = f"A{self.top}"
        sheet.print_title_rows = f"{_KOPPEN}:{_KOPPEN}"
        # On paper only what comes out: all that it rests on would make it too small to read.
        sheet.print_area = f"A1:{get_column_letter(middle - 2)}{last}"


#: What somebody comes for, by the sheet whose rows it goes with, and in words.
_OUTCOMES: dict[type[Block], tuple[list[Line], str]] = {
    Uurtarief: ([Uurtarief.uurtarief_afgerond], "het uurtarief"),
    Locatie: ([Locatietarief.tarief_per_plek_per_etmaal_afgerond, Locatietarief.jaarbedrag], "het tarief"),
}


def _number(entry: Entry) -> int:
    return column_index_from_string(entry.letter)


def _tell_apart(shown: Iterable[Entry], rest: Iterable[Entry]) -> None:
    """No heading twice: what has the name of another says with which sheet it goes."""
    taken = {e.heading for e in shown}
    for entry in rest:
        options = (entry.heading, f"{entry.heading} ({entry.frame.titel})", f"{entry.heading}: keuze")
        entry.heading = next(o for o in options if o not in taken)
        taken.add(entry.heading)
