"""The checks of the input workbook: how far each sheet is, and what cannot be."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.worksheet.worksheet import Worksheet

from mo_report.engine.rekenen import FOUT, GOED
from mo_report.engine.schema import PARAMETER, WAARDE, Column, Parameter
from mo_report.engine.units import DATUM
from mo_report.lib.notatie import LEEG as STREEP
from mo_report.model.algemeen import JA, NEE
from mo_report.model.omvang import LAATSTE
from mo_report.model.routes import must_be_filled, routes_for
from mo_report.werkboek.formule import Address
from mo_report.werkboek.rijcontrole import INGEVULD, NIET_NODIG, VUL_AAN, RowChecks
from mo_report.werkboek.sporen import link_to
from mo_report.werkboek.stijl import (
    BEREKEND,
    KOP2,
    KOP3,
    LINK,
    TEKST,
    TOELICHTING,
    TOETS,
    aligned,
    put_text,
    put_value,
)
from mo_report.werkboek.toezicht import verdict_colours

#: Where the verdict over the whole input stands.
OORDEEL = Address("Leesmij", 3, 2)
NOG_LEEG, LEEG, NIET_KLAAR, LET_OP = "nog leeg", "leeg", "nog niet klaar", "let op"
#: What every number is, and no text.
_GETAL = ">-1E+300"
_UITLEG = (
    "Zo ver bent u. ‘Vul aan’: in een rij ontbreekt iets. ‘FOUT’: een naam staat er twee keer, "
    "aandelen zijn samen geen geheel, of een waarde kan niet. Namen die niet bestaan, ziet alleen "
    "mo-report controleer."
)


class InputChecks:
    """Lays out how far each sheet is, and below that what each value must be.

    `niet_nodig` is the list of what the choices of route make needless.
    """

    def __init__(self, sheet: Worksheet, checks: Sequence[RowChecks], niet_nodig: str) -> None:
        self.sheet, self.checks, self.niet_nodig = sheet, checks, niet_nodig
        self.row = 0
        self._first = 0

    def write_sheets(self, row: int) -> int:
        """How far each sheet is, from this row on; returns the first row behind it."""
        self.row = self._first = row
        self._bladen()
        return self.row

    def write_bounds(self, row: int) -> None:
        """What each value must be, and the verdict over all of it."""
        self.row = row
        for form in ("lijst", "tabel"):
            self._grenzen(form)
        area = f"B{self._first}:B{self.row}"
        wrong, *todo = (f'COUNTIF({area},"{word}")' for word in (FOUT, VUL_AAN, NOG_LEEG, LET_OP))
        text = f'=IF({wrong},"{FOUT}",IF({"+".join(todo)},"{NIET_KLAAR}","{GOED}"))'
        self._verdict(OORDEEL.row, text, NIET_KLAAR)
        put_text(self.sheet, OORDEEL.row, 3, _UITLEG, TOELICHTING)
        verdict_colours(self.sheet, area, let_op=VUL_AAN)

    def _verdict(self, row: int, formula: str, let_op: str) -> None:
        cell = self.sheet.cell(row, 2, formula)
        cell.style = TOETS
        verdict_colours(self.sheet, f"B{row}", let_op=let_op)

    def _head(self, title: str, *labels: str) -> None:
        put_text(self.sheet, self.row, 1, title, KOP2)
        for n, label in enumerate(labels, 1):
            put_text(self.sheet, self.row + 1, n, label, KOP3)
        self.row += 2

    def _count(self, column: int, formula: str) -> None:
        cell = self.sheet.cell(self.row, column, formula)
        cell.style, cell.number_format = BEREKEND, "0"

    def _bladen(self) -> None:
        heads = ("blad", "stand", "waarvoor", "mag leeg blijven", "rijen begonnen", "vul aan", "FOUT")
        self._head("De bladen", *heads, "waarden die niet kunnen", "rijen zonder controle")
        # The tables with bounds stand below this one.
        below = self.row + len(self.checks) + 1
        owner, bounds = (f"${c}${below}:${c}${below + LAATSTE}" for c in "CB")
        blocks = [check.block for check in self.checks]
        for check in self.checks:
            block, r = check.block, self.row
            filled, every = check.gebied(INGEVULD), check.oordelen
            cell = put_text(self.sheet, r, 1, block.title, LINK)
            link_to(cell, Address(block.title, 1, 1), f"Naar het blad {block.title}")
            put_text(self.sheet, r, 3, block.intro, TEKST)
            put_text(self.sheet, r, 4, NEE if must_be_filled(block, blocks) else JA)
            self._count(5, f'=COUNTIF({filled},"?*")-COUNTIF({filled},"{NIET_NODIG}")')
            todo = f'COUNTIFS({owner},A{r},{bounds},"{VUL_AAN}")'
            self._count(6, f'=COUNTIF({filled},"{VUL_AAN}")+{todo}')
            self._count(7, f'=COUNTIF({every},"{FOUT}")')
            self._count(8, f'=COUNTIFS({owner},A{r},{bounds},"{FOUT}")')
            self._count(9, f'=COUNTIFS({check.verder()},"?*")')
            empty = f'IF(D{r}="{JA}","{LEEG}","{NOG_LEEG}")'
            if block in self._sheets_of_a_route():
                empty = f'IF(COUNTIF({self.niet_nodig},A{r}),"{NIET_NODIG}",{empty})'
            some = f'IF(E{r}=0,{empty},IF(F{r}>0,"{VUL_AAN}","{GOED}"))'
            self.sheet.cell(r, 2, f'=IF(G{r}+H{r}>0,"{FOUT}",IF(I{r}>0,"{LET_OP}",{some}))').style = TOETS
            self.row += 1
        self.row += 1

    def _sheets_of_a_route(self) -> set[object]:
        return {
            part for route, ways in routes_for([c.block for c in self.checks]) for way in ways for part in way.delen
        }

    def _none(self, column: int) -> None:
        aligned(put_text(self.sheet, self.row, column, STREEP), horizontal="right")

    def _grenzen(self, form: str) -> None:
        """How many values are too low or too high, in sheets with a row, or a column, per value."""
        per = "rij" if form == "lijst" else "kolom"
        heads = ["waarde", "stand", "blad", "ondergrens", "te laag is", "bovengrens"]
        heads += ["te laag", "te hoog", "ingevuld", "geen getal"] + (["ontbreekt"] if form == "lijst" else [])
        self._head(f"Grenzen: bladen met een {per} per waarde", *heads)
        for check in self.checks:
            if check.block.form == form:
                for column in check.block.inputs() if form == "lijst" else check.block.parameters():
                    if form == "lijst" or column.unit is not DATUM:
                        self._grens(check, column)
        self.row += 1

    def _grens(self, check: RowChecks, column: Column) -> None:
        sheet, r, block = self.sheet, self.row, check.block
        put_text(sheet, r, 1, column.label)
        put_text(sheet, r, 3, block.title)
        p = column if isinstance(column, Parameter) and column.unit is not DATUM else None
        low = None if p is None else p.low if p.above is None else p.above
        for n, bound in ((4, low), (6, None if p is None else p.high)):
            if bound is None:
                self._none(n)
            else:
                aligned(put_value(sheet, r, n, bound, column.unit, TEKST), horizontal="right")
        put_text(sheet, r, 5, "<=" if p is not None and p.above is not None else "<")
        in_list = block.form == "lijst"
        values = check.gebied(WAARDE if in_list else column.label)
        own = f"{check.gebied(PARAMETER)},A{r}," if in_list else ""
        self._count(7, f"=IF(ISNUMBER(D{r}),COUNTIFS({own}{values},E{r}&D{r}),0)")
        self._count(8, f'=IF(ISNUMBER(F{r}),COUNTIFS({own}{values},">"&F{r}),0)')
        filled, numbers = f"=COUNTA({values})", f"COUNT({values})"
        if in_list:
            filled = f'=COUNTIFS({own}{values},"<>")'
            numbers = f'COUNTIFS({own}{values},"{_GETAL}")'
        self._count(9, filled)
        self._count(10, "=0" if p is None else f"=I{r}-{numbers}")
        todo = f'"{GOED}"'
        if in_list:
            # Rows of which the set is chosen and the value is blank.
            rows = (
                "".join(f'{check.gebied(k.label)},"?*",' for k in block.key_columns() if k.label in check.headings)
                + own
            )
            missing = f'=COUNTIFS({rows}{values},"")'
            self._count(11, "=0" if column.optional else missing)
            todo = f'IF(K{r}>0,"{VUL_AAN}","{GOED}")'
        sheet.cell(r, 2, f'=IF(G{r}+H{r}+J{r}>0,"{FOUT}",{todo})').style = TOETS
        self.row += 1
