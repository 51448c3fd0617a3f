"""A sheet that is filled from top to bottom: headings, texts, and tables of values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from functools import partial

from openpyxl.chart._chart import ChartBase
from openpyxl.utils import get_column_letter

from mo_report.engine.dossier import Record, is_text
from mo_report.engine.expression import Cell
from mo_report.engine.rekenen import FOUT, GOED, parts
from mo_report.engine.schema import Block, Column, Key, Line, Options, Status, Text
from mo_report.engine.uitleg import given_by, is_present, short_names, ways_in_words
from mo_report.lib.notatie import GROOT, LEEG, Unit, show
from mo_report.verhaal.rekenwijze import cited
from mo_report.werkboek.afdrukken import fits_few, set_compact, set_printing
from mo_report.werkboek.bouwer import Builder
from mo_report.werkboek.formule import Address
from mo_report.werkboek.rollen import CONTROLE, SAMENVATTING, Blad
from mo_report.werkboek.sporen import link_to
from mo_report.werkboek.stijl import (
    BEREKEND,
    GEGEVEN,
    GEKOPPELD,
    INVOER,
    KOP1,
    KOP2,
    KOP3,
    KOP4,
    LINK,
    TEKST,
    TOELICHTING,
    TOETS,
    UITKOMST,
    aligned,
    dress,
    fit_rows,
    number_format,
    put_text,
    put_value,
    widths,
)
from mo_report.werkboek.toezicht import Validation, verdict_colours

MAX_BREED = 44
SMAL, SMALST = 26, 15
#: Which way the links on names lead.
RICHTING = "Klik op een naam vooraan in een rij: u gaat naar waar het getal vandaan komt, of wordt gebruikt."


class SheetWriter:
    """A sheet that is filled from top to bottom."""

    def __init__(self, bouwer: Builder, blad: Blad) -> None:
        self.bouwer, self.sheet, self.resultaat = bouwer, bouwer.sheet(blad), bouwer.resultaat
        self.blad, self.row = blad, 1
        self.name: str = self.sheet.title
        self._print_until = 0
        self._width: dict[int, float] = {}
        #: The largest number of a kind in a column, which is the longest where all have as many decimals.
        self._largest: dict[tuple[int, str], Decimal] = {}
        self._header_rows: list[int] = []
        #: The rows where something begins that is best kept together on a page.
        self._starts: list[int] = []
        self.rules = Validation()
        self.line_of_text(blad.naam, KOP1)
        self.line_of_text(bouwer.uitleg(blad), TOELICHTING)
        self._navigation()
        self.row += 1

    def _navigation(self) -> None:
        """On every sheet: do all checks hold, and the way back."""
        self.text(1, "Controles", KOP4)
        if self.name != CONTROLE:
            # The controleblad, which is laid out last, has its outcome in this same cell.
            outcome = Address(CONTROLE, self.row, 2)
            self.verdict(Address(self.name, self.row, 2), "=" + outcome.seen_from(self.name))
        if self.name != SAMENVATTING:
            cell = put_text(self.sheet, self.row, 3, "← samenvatting", LINK)
            link_to(cell, Address(SAMENVATTING, 1, 1), "Naar de samenvatting")
        aligned(put_text(self.sheet, self.row, 4, RICHTING, TOELICHTING), wrap_text=False)
        self.row += 1

    def verdict(self, at: Address, formula: str) -> None:
        """Whether all checks hold, in a word."""
        put_text(self.sheet, at.row, at.column, "", TOETS)
        self.bouwer.formula(at, formula, GOED if self.bouwer.goed else FOUT)
        verdict_colours(self.sheet, at.cell)

    def judge(self, column: int, formula: str, verdict: str) -> None:
        """The verdict of one check."""
        put_text(self.sheet, self.row, column, "", TOETS)
        self.bouwer.formula(Address(self.name, self.row, column), formula, verdict)
        self.measure(column, "oordeel")

    def line_of_text(self, text: str, style: str) -> None:
        """Text that runs on over the empty cells to its right."""
        cell = put_text(self.sheet, self.row, 1, text, style)
        aligned(cell, wrap_text=False)
        self.row += 1

    def heading(self, text: str) -> None:
        self._starts.append(self.row)
        self.line_of_text(text, KOP2)

    def text(self, column: int, text: str, style: str = TEKST, most: int = MAX_BREED) -> None:
        put_text(self.sheet, self.row, column, text, style)
        self.measure(column, text, most)

    def number(self, column: int, formula: str, value: Decimal, unit: Unit) -> None:
        """A number that is no line of the model, such as a difference, with its formula."""
        at = Address(self.name, self.row, column)
        cell = self.bouwer.boek.cell(*at)
        dress(cell, BEREKEND, number_format(unit, value))
        self.bouwer.formula(at, formula, value)
        self.measure(column, show(value, unit) + "  ")

    def fixed(self, column: int, value: Decimal, unit: Unit) -> None:
        """A number that does not move along: computed when the workbook was made."""
        cell = put_value(self.sheet, self.row, column, round(value, 10), unit, TEKST)
        aligned(cell, horizontal="right")
        self.measure(column, show(value, unit) + "  ")

    def dash(self, column: int) -> None:
        """In a column of numbers: there is none here."""
        cell = put_text(self.sheet, self.row, column, LEEG, TEKST)
        aligned(cell, horizontal="right")

    def chart(self, chart: ChartBase, place: str, alt: str) -> None:
        """Put a chart at a cell, with what a screen reader tells of it."""
        self.sheet.add_chart(chart, place)
        self.bouwer.boek.alts.setdefault(self.name, []).append(alt)

    def measure(self, column: int, text: str, most: int = MAX_BREED) -> None:
        longest = max(map(len, text.split("\n"))) if "\n" in text else len(text)
        wide = longest + 3 if longest + 3 < most else most
        if wide > self._width.setdefault(column, SMALST):
            self._width[column] = wide

    def _measure_number(self, column: int, value: Decimal | date, unit: Unit) -> None:
        """The same of a number; one that is as long as one before it, or shorter, is not written out for it."""
        if isinstance(value, Decimal) and unit.kind in ("euro", "procent"):
            most = self._largest.get((column, unit.kind))
            if most is not None and 0 <= value <= most:
                return
            if 0 < value < GROOT / 100:  # a percentage is written out a hundredfold
                self._largest[column, unit.kind] = value
        self.measure(column, show(value, unit) + "  ")

    def width(self, column: int, size: float) -> None:
        """Set the width of a column, whatever stands in it."""
        self._width[column] = size

    def value(self, column: int, record: Record, of: Column, *, repeat: bool = False) -> None:
        """A value of a record, given or computed; a dash where there is none. With `repeat` it lives elsewhere."""
        computed = isinstance(of, Line)
        given = None if computed else record.values.get(of)
        shown = self.resultaat.value(record, of) if computed else given.waarde if given else None
        if is_text(of):
            shown = record.texts.get(of.name)
        if shown is None or isinstance(shown, bool):
            self.dash(column)
            return
        at, cell, unit = Address(self.name, self.row, column), Cell(record, of), record.unit(of)
        if computed or given:
            self.bouwer.place(at, cell, repeat=repeat)
            style = self._style(cell, at)
        else:
            style = TEKST
        made = put_value(self.sheet, self.row, column, shown, unit, style)
        if isinstance(shown, str):
            aligned(made, horizontal="left", indent=1)
            self.measure(column, shown, SMAL)
        else:
            self._measure_number(column, shown, unit)
        if style == INVOER:
            self.rules.add(at, of)

    def _style(self, cell: Cell, at: Address) -> str:
        """How a value that has a cell looks there."""
        record, of = parts(cell)
        if isinstance(of, Line):
            return UITKOMST if of.tariff else BEREKEND
        if self.bouwer.home(cell) != at:
            return TEKST if is_text(of) else GEKOPPELD
        if self.bouwer.changeable(record, of):
            return INVOER
        return TEKST if is_text(of) else GEGEVEN

    def close(self, freeze: str = "A4", *, grow: bool = False) -> None:
        """Set the widths; call it when the sheet is full.

        With `grow` no height is set, so that a row grows when somebody fills it in.
        """
        self.rules.write(self.sheet, self._keuzelijst)
        last = max(self._width, default=1)
        widths(self.sheet, *(self._width.get(n, SMALST) for n in range(1, last + 1)))
        if not grow:
            fit_rows(self.sheet)
        self.sheet.freeze_panes = freeze
        end = self._print_until or self.row
        # What an aanbieder sees first fits on few pages; a gemeente prints tables of many columns.
        if self.bouwer.invoer or not self.bouwer.is_seen(self.blad) or not fits_few(self.sheet, end):
            set_printing(self.sheet, self._header_rows, self._starts, end)
        else:
            set_compact(self.sheet, self._header_rows, end)
        if self._print_until:
            self.sheet.print_area = f"A1:{get_column_letter(last)}{end}"

    def not_printed_below(self) -> None:
        """What comes below this row is for the screen."""
        self._print_until = self.row - 1

    def _keuzelijst(self, among: Options) -> str:
        """A list to choose from, below the tables; returns its cells."""
        self.heading(f"Keuzelijst: {among.label}")
        first = self.row
        for name in among.fixed:
            self.text(1, name)
            self.row += 1
        self.row += 1
        return f"$A${first}:$A${self.row - 2}"

    def header(self, *labels: str) -> None:
        """The headings of a table; they wrap, so that numbers set the width of a column."""
        for column, label in enumerate(labels, 1):
            if label:
                put_text(self.sheet, self.row, column, label, KOP3)
                self.measure(column, max(label.split(), key=len))
        self._header_rows.append(self.row)
        self.row += 1

    def columns_table(
        self,
        block: type[Block],
        records: Sequence[Record],
        wide: int = 0,
        *,
        only_given: bool = False,
    ) -> None:
        """Lines below one another, a column per record: how one tariff is built up.

        `wide` keeps room for that many records, so that tables of a sheet line up; `only_given`
        leaves out what is computed.
        """
        columns = [c for c in block.columns if not isinstance(c, Key | Text)]
        if only_given:
            columns = [c for c in columns if not isinstance(c, Line)]
        columns = [c for c in columns if is_present(self.resultaat, records, c)]
        if not records or not columns:
            return
        about = ["status", "bron"] if only_given else ["zo berekend", "status", "bron"]
        spare = [""] * (wide - len(records))
        self.header("omschrijving", "eenheid", *short_names(records), *spare, *about)
        for column in columns:
            self.text(1, column.label)
            self.text(2, column.unit.word if not is_text(column) else "", most=SMAL)
            for n, record in enumerate(records):
                self.value(3 + n, record, column)
            after = 3 + max(wide, len(records))
            if not only_given:
                self.text(after, self._words(column, records))
                self._trace(Address(self.name, self.row, 1), column, records)
                after += 1
            status = self._least_sure(column, records)
            source = self._per_record(records, partial(self._source, column))
            self.text(after, status, most=SMAL)
            self.text(after + 1, source, most=MAX_BREED if only_given else SMAL)
            self.row += 1
        self.row += 1

    def _trace(self, label: Address, column: Column, records: Sequence[Record]) -> None:
        """Let the name of a line lead to what its formula begins with."""
        if isinstance(column, Line):
            there = (r for r in records if self.resultaat.value(r, column) is not None)
            self.bouwer.sporen.begin(label, next(there), column)

    def rows_table(
        self,
        block: type[Block],
        records: Sequence[Record],
        *,
        explain: bool = True,
        only_given: bool = False,
    ) -> None:
        """A row per record; with `explain` the formulas in words under the headings.

        `only_given` leaves out what is computed.
        """
        columns = [c for c in block.columns if is_present(self.resultaat, records, c)]
        if only_given:
            columns = [c for c in columns if not isinstance(c, Line)]
        if not records:
            return
        words = [self._words(c, records) for c in columns] if explain else []
        # What is said of a row as a whole; a column in which nothing stands is left out.
        about = {
            "status": [self._row_status(r, columns) for r in records],
            "bron": [_first_given(r, "herkomst") for r in records],
            "toelichting": [_first_given(r, "toelichting") for r in records],
        }
        about = {heading: texts for heading, texts in about.items() if any(texts)}
        self.header(*(c.heading for c in columns), *about)
        if explain and any(words):
            for n, (column, text) in enumerate(zip(columns, words, strict=True), 1):
                said = f"= {text}\n{cited(column.source)}" if isinstance(column, Line) else ""
                put_text(self.sheet, self.row, n, said, TOELICHTING)
                self.measure(n, text, most=26)
            self.row += 1
        for number, record in enumerate(records):
            for n, column in enumerate(columns, 1):
                self.value(n, record, column)
            for n, (heading, texts) in enumerate(about.items(), len(columns) + 1):
                self.text(n, texts[number], most=SMAL if heading == "bron" else MAX_BREED)
            self.row += 1
        self.row += 1

    def _words(self, column: Column, records: Sequence[Record]) -> str:
        if not isinstance(column, Line):
            return ""
        return "\nof: ".join(ways_in_words(self.resultaat, records, column))

    def _least_sure(self, column: Column, records: Sequence[Record]) -> str:
        """One status for a row: that of its least sure value, and whose that is where it is of few."""
        if is_text(column) or all(self.resultaat.value(r, column) is None for r in records):
            return ""
        found = {n: self.resultaat.status(r, column) for n, r in zip(short_names(records), records, strict=True)}
        there = {name: status for name, status in found.items() if status}
        if not there:
            return LEEG
        worst = max(there.values())
        own = [name for name, status in there.items() if status is worst]
        return worst.word if 2 * len(own) > len(there) else f"{worst.word}: {'; '.join(own)}"

    def _source(self, column: Column, record: Record) -> str:
        given = given_by(self.resultaat, record, column)
        if given is not None:
            return given.herkomst
        return cited(column.source) if isinstance(column, Line) else ""

    def _per_record(self, records: Sequence[Record], of: Callable[[Record], str]) -> str:
        """One text for all records, or one for each group that differs."""
        texts = dict(zip(short_names(records), map(of, records), strict=True))
        different = dict.fromkeys(t for t in texts.values() if t)
        if len(different) <= 1:
            return next(iter(different), "")
        alike: dict[str, list[str]] = {}
        for name, text in texts.items():
            if text:
                alike.setdefault(text, []).append(name)
        *few, (most_text, most) = sorted(alike.items(), key=lambda x: len(x[1]))
        last = "overige" if len(most) > 2 and few else ", ".join(most)
        lines = [f"{', '.join(names)}: {text}" for text, names in few]
        return "\n".join([*lines, f"{last}: {most_text}"])

    def _row_status(self, record: Record, columns: Sequence[Column]) -> str:
        given = [v.status for c, v in record.values.items() if not is_text(c)]
        if given:
            return max(given).word
        found = [self.resultaat.status(record, c) for c in columns if isinstance(c, Line)]
        worst = max((s for s in found if s is not None), default=Status.GEEN)
        return worst.word if worst is not Status.GEEN else LEEG if found else ""


def _first_given(record: Record, what: str) -> str:
    """Something about the numbers of a row: they stand in one row, and share it."""
    given = (v for c, v in record.values.items() if not is_text(c))
    return next((str(getattr(v, what)) for v in given), "")
