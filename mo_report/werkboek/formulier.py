"""A form as a workbook of one sheet: what is asked, open cells beside it, and whether each row is ready."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import groupby
from pathlib import Path

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from mo_report import __version__
from mo_report.engine.rekenen import GOED
from mo_report.engine.units import GETAL, TEKST
from mo_report.model.algemeen import JA
from mo_report.verhaal import formulier as vorm
from mo_report.verhaal.formulier import Formulier, Opgave, Vraag
from mo_report.verhaal.reactie.vorm import HOORT_BIJ, INVULLER, ONDERWERP, OPMERKING, VERSIE
from mo_report.verhaal.vorm import Rol
from mo_report.werkboek.opslaan import NewBook
from mo_report.werkboek.regels import choice_here, number_rule, text_validation
from mo_report.werkboek.stijl import (
    INVOER,
    KOP1,
    KOP2,
    KOP3,
    KOP4,
    TOELICHTING,
    TOETS,
    UITKOMST,
    aligned,
    fit_rows,
    formatted,
    new_sheet,
    new_workbook,
    number_format,
    put_text,
    put_value,
    widths,
)
from mo_report.werkboek.toezicht import verdict_colours

KOPPEN = (*vorm.VAST, vorm.CIJFER, vorm.NVT, vorm.TOELICHTING, vorm.KLAAR, vorm.KENMERK)
_AT = {name: n for n, name in enumerate(KOPPEN, 1)}
#: Behind the headings, for the program: what is possible and what is usual, and what is said of the figure.
_GRENZEN, _OORDEEL = range(len(KOPPEN) + 1, len(KOPPEN) + 5), len(KOPPEN) + 5
_BREED = (22, 40, 46, 15, 16, 20, 15, 13, 40, 15)
EEN_VAN_BEIDE, GEEN_GETAL, KAN_NIET, LICHT_TOE = "kies één van beide", "geen getal", "kan niet", "licht dit toe"
GEREED = "rijen klaar"
_CIJFER = "Uw eigen cijfer, zonder eenheid; een percentage als 14%."
OPMERKINGEN = 10
#: Up to so many questions a form goes on one page; of more the print would be too small.
_EEN_BLADZIJDE = 12


def write_form(form: Formulier, path: Path, day: date) -> None:
    """Write the form as a workbook. Raises OSError."""
    _Blad(form).write(path, day)


class _Blad:
    def __init__(self, form: Formulier) -> None:
        self.form, self.row = form, 1
        self.boek = NewBook(new_workbook(form.titel, f"Gemeente {form.gemeente}"))
        self.sheet = new_sheet(self.boek.book, form.blad, Rol.INVOER)
        self.rules: list[DataValidation] = []

    def write(self, path: Path, day: date) -> None:
        self._line(self.form.titel, KOP1)
        for text in self.form.uitleg:
            self._line(text, TOELICHTING)
        self.row += 1
        self._kop()
        top = self.row
        self._koppen(*KOPPEN)
        first = self.row
        for _, rows in groupby(self.form.vragen, key=lambda v: v.onderdeel):
            self._onderdeel(list(rows))
        last = self.row - 1
        self._gereed(first, last)
        self._regels(first, last)
        self.row += 1
        self._opmerkingen()
        for rule in self.rules:
            self.sheet.add_data_validation(rule)
        widths(self.sheet, *_BREED)
        for column in range(_AT[vorm.KENMERK], _OORDEEL + 1):
            self.sheet.column_dimensions[get_column_letter(column)].hidden = True
        unused = [*([] if self.form.nvt else [vorm.NVT])]
        unused += [h for h in (vorm.PERIODE, vorm.VOORBEELD) if not any(v.vast[h] for v in self.form.vragen)]
        for heading in unused:
            self.sheet.column_dimensions[get_column_letter(_AT[heading])].hidden = True
        fit_rows(self.sheet)
        self.sheet.freeze_panes = f"C{first}"
        self.sheet.print_title_rows = f"{top}:{top}"
        self.sheet.print_area = f"A1:{get_column_letter(_AT[vorm.KLAAR])}{self.row}"
        self.sheet.page_setup.fitToHeight = int(len(self.form.vragen) <= _EEN_BLADZIJDE)
        self.boek.save(path, day)

    def _line(self, text: str, style: str) -> None:
        aligned(put_text(self.sheet, self.row, 1, text, style), wrap_text=False)
        self.row += 1

    def _koppen(self, *heads: str) -> None:
        for column, head in enumerate(heads, 1):
            put_text(self.sheet, self.row, column, head, KOP3)
        self.row += 1

    def _kop(self) -> None:
        """Whose form it is, which questions it has, and who filled it in."""
        about = (*self.form.kop, (self.form.wie, self.form.van), (HOORT_BIJ, self.form.kenmerk), (VERSIE, __version__))
        for label, text in about:
            put_text(self.sheet, self.row, 1, label)
            put_text(self.sheet, self.row, 2, text)
            self.row += 1
        put_text(self.sheet, self.row, 1, INVULLER)
        self._open(2)
        self._rule(text_validation(INVULLER, "Zodat de gemeente u kan bellen."), 2)
        self.row += 1
        put_text(self.sheet, self.row, 1, GEREED, KOP4)
        self._gereed_op = self.row
        self.row += 2

    def _onderdeel(self, rows: list[Vraag]) -> None:
        first = self.row
        for vraag in rows:
            self._vraag(vraag)
            self.row += 1
        if self.form.som:
            figures = [v.opgave.cijfer for v in rows if v.opgave.cijfer is not None]
            put_text(self.sheet, self.row, 1, rows[0].onderdeel)
            put_text(self.sheet, self.row, 2, self.form.som)
            column = _AT[vorm.CIJFER]
            area = f"{get_column_letter(column)}{first}:{get_column_letter(column)}{self.row - 1}"
            unit = rows[0].eenheid
            put_text(self.sheet, self.row, _AT[vorm.EENHEID], unit.word)
            cell = put_value(self.sheet, self.row, column, Decimal(0), unit, UITKOMST)
            self._formula(self.row, column, f"=SUM({area})", sum(figures, Decimal(0)))
            formatted(cell, unit.excel)
            self.row += 1

    def _vraag(self, vraag: Vraag) -> None:
        given = vraag.opgave
        for heading, text in vraag.vast.items():
            put_text(self.sheet, self.row, _AT[heading], text)
        self._open(_AT[vorm.CIJFER], given.cijfer, number_format(vraag.eenheid, given.cijfer))
        self._rule(number_rule(vraag.grenzen, _CIJFER), _AT[vorm.CIJFER])
        self._open(_AT[vorm.NVT], JA if given.nvt else None)
        self._open(_AT[vorm.TOELICHTING], given.toelichting or None)
        aligned(put_text(self.sheet, self.row, _AT[vorm.KENMERK], vraag.kenmerk, TOELICHTING), wrap_text=False)
        self._oordeel(vraag)

    def _oordeel(self, vraag: Vraag) -> None:
        """Whether a row is ready, live: bounds stand in cells, so that a reader can see them."""
        p, r = vraag.grenzen, self.row
        low, high = p.low if p.low is not None else p.above, p.high
        usual = p.usual or (None, None)
        names = []
        for column, bound in zip(_GRENZEN, (low, high, *usual), strict=True):
            names.append(f"{get_column_letter(column)}{r}" if bound is not None else "")
            if bound is not None:
                put_value(self.sheet, r, column, bound, GETAL, TOELICHTING)
        columns = (_AT[vorm.CIJFER], _AT[vorm.NVT], _AT[vorm.TOELICHTING], _OORDEEL)
        value, nvt, why, said = (f"{get_column_letter(n)}{r}" for n in columns)

        def outside(least: str, most: str) -> str:
            parts = [*([f"{value}<{least}"] if least else []), *([f"{value}>{most}"] if most else [])]
            return f"OR({','.join(parts)})" if parts else "FALSE"

        odd = f'IF(AND({why}="",{outside(*names[2:])}),"{LICHT_TOE}","{GOED}")'
        text = f'=IF(ISNUMBER({value}),IF({outside(*names[:2])},"{KAN_NIET}",{odd}),"{GEEN_GETAL}")'
        judged = _oordeel_van(vraag)
        put_text(self.sheet, r, _OORDEEL, "", TOELICHTING)
        self._formula(r, _OORDEEL, text, judged if vraag.opgave.cijfer is not None else GEEN_GETAL)
        put_text(self.sheet, r, _AT[vorm.KLAAR], "", TOETS)
        both = f'IF(AND({value}<>"",{nvt}<>""),"{EEN_VAN_BEIDE}",IF({nvt}<>"","{GOED}",{said}))'
        self._formula(r, _AT[vorm.KLAAR], f'=IF(AND({value}="",{nvt}=""),"",{both})', self._klaar(vraag.opgave, judged))

    def _klaar(self, given: Opgave, judged: str) -> str:
        if given.cijfer is None:
            return GOED if given.nvt else ""
        return EEN_VAN_BEIDE if given.nvt else judged

    def _gereed(self, first: int, last: int) -> None:
        """How far whoever fills it in has come."""
        ready, mark = (get_column_letter(_AT[name]) for name in (vorm.KLAAR, vorm.KENMERK))
        done = sum(self._klaar(v.opgave, _oordeel_van(v)) == GOED for v in self.form.vragen)
        put_text(self.sheet, self._gereed_op, 2, "", TOETS)
        text = f'=COUNTIF({ready}{first}:{ready}{last},"{GOED}")&" van "&COUNTA({mark}{first}:{mark}{last})'
        self._formula(self._gereed_op, 2, text, f"{done} van {len(self.form.vragen)}")

    def _regels(self, first: int, last: int) -> None:
        letters = {name: get_column_letter(n) for name, n in _AT.items()}
        why = "Licht uw cijfer toe, of waarom iets niet van toepassing is."
        for heading, rule in (
            (vorm.NVT, choice_here("Hebt u dit niet?", (JA,))),
            (vorm.TOELICHTING, text_validation(vorm.TOELICHTING, why)),
        ):
            rule.add(f"{letters[heading]}{first}:{letters[heading]}{last}")
            self.rules.append(rule)
        verdict_colours(self.sheet, f"{letters[vorm.KLAAR]}{first}:{letters[vorm.KLAAR]}{last}", let_op=LICHT_TOE)

    def _opmerkingen(self) -> None:
        """Room for what is not about one row."""
        self._line("Andere opmerkingen", KOP2)
        self._koppen(ONDERWERP, OPMERKING)
        first = self.row
        for _ in range(OPMERKINGEN):
            for column in (1, 2):
                self._open(column)
            self.row += 1
        rule = text_validation(OPMERKING, "Alles wat u verder kwijt wilt aan de gemeente.")
        rule.add(f"A{first}:B{self.row - 1}")
        self.rules.append(rule)

    def _open(self, column: int, value: Decimal | str | None = None, form: str = TEKST.excel) -> None:
        """A cell to be filled in, with what stood there before."""
        if isinstance(value, str):
            cell = put_text(self.sheet, self.row, column, value, INVOER)
        else:
            found = self.sheet.cell(self.row, column)
            found.value = None if value is None else float(value)
            found.style, found.number_format = INVOER, form
            return
        formatted(cell, form)

    def _rule(self, rule: DataValidation, column: int) -> None:
        rule.add(f"{get_column_letter(column)}{self.row}")
        self.rules.append(rule)

    def _formula(self, row: int, column: int, text: str, value: Decimal | str) -> None:
        name = f"{get_column_letter(column)}{row}"
        self.boek.cell(self.sheet.title, row, column).value = text
        self.boek.values[self.sheet.title, name] = value


def _oordeel_van(vraag: Vraag) -> str:
    """What the sheet says of a figure that is filled in."""
    value, p = vraag.opgave.cijfer, vraag.grenzen
    if value is None:
        return ""
    low = p.low if p.low is not None else p.above
    if (low is not None and value < low) or (p.high is not None and value > p.high):
        return KAN_NIET
    unusual = p.usual is not None and not p.usual[0] <= value <= p.usual[1]
    return LICHT_TOE if unusual and not vraag.opgave.toelichting else GOED
