"""The first sheet of the input workbook: what to do, in which order, and how far it is."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.worksheet import Worksheet

from mo_report.engine.schema import LIJSTEN_BLAD, Block
from mo_report.model.routes import part_name, routes_for
from mo_report.model.vragen import VRAGEN
from mo_report.werkboek.benoemd import define_name
from mo_report.werkboek.invoercontrole import OORDEEL, InputChecks
from mo_report.werkboek.regels import choice_here
from mo_report.werkboek.stijl import (
    INVOER,
    KOP1,
    KOP2,
    KOP3,
    KOP4,
    TOELICHTING,
    TOETS,
    fit_rows,
    put_sample,
    put_text,
    widths,
)

LEESMIJ = OORDEEL.sheet
#: The name of the list of what the choices of route make needless.
NIET_NODIG_NAAM = "n.v.t"
#: The column with what the choices of route make needless.
_NIET_NODIG = "N"
_STAPPEN = (
    "Werk de bladen af in de volgorde hieronder. Vul de gele cellen in; een cel die u aanklikt, "
    "vertelt wat er moet staan. Boven elke kolom staat een voorbeeld.",
    "Geef bij elk cijfer een status: bron (het staat in een document), herleid (berekend uit "
    "gepubliceerde cijfers) of aanname (geen van beide). Geldt iets voor een heel blad, zet het dan "
    "één keer boven de koppen. Alles wat op een aanname rust, wordt in de uitvoer zo genoemd.",
    "Naast elke rij ziet u of die klaar is: groen is goed. De kolom ‘stand’ hieronder telt dat per blad.",
    "Op het blad Uitkomst ziet u de tarieven zodra er genoeg is ingevuld, en wat er nog mist.",
    "U mag in een cel een formule typen, zoals =1878-50. Die formule staat straks ook in het tariefblad.",
    "De bladen zijn beveiligd, zonder wachtwoord. Wilt u kolommen verplaatsen of weghalen, kies "
    "dan ‘Controleren’ en ‘Beveiliging blad opheffen’. Laat de koppen staan zoals ze zijn.",
    "Controleer het bestand met: mo-report controleer BESTAND.xlsx",
    "Bereken de tarieven met: mo-report bereken BESTAND.xlsx --uit MAP",
)
_LIJSTEN = "Begin op het blad Lijsten: daar zet u de namen neer waaruit u op de andere bladen kiest."
_KLEUREN = (
    (INVOER, "Hier vult u in."),
    (TOELICHTING, "Uitleg of een voorbeeld."),
)
_GEVOLG = "Wat dan niet nodig is, wordt grijs en heet ‘niet nodig’."
#: The first row below the verdict.
_EERSTE = 5


class Front:
    """Writes the sheet; the choices of route come first, as other sheets point at them."""

    def __init__(self, sheet: Worksheet, blocks: list[type[Block]]) -> None:
        self.sheet, self.blocks = sheet, blocks
        self.row = _EERSTE
        assert isinstance(sheet.parent, Workbook)
        self.book = sheet.parent
        #: The name of the list of what is not needed; empty where there is nothing to choose.
        self.niet_nodig = ""

    def write_choices(self) -> None:
        """A question for each route, with a list of answers."""
        routes = routes_for(self.blocks)
        if not routes:
            return
        self._title("Eerst kiezen", "vraag", "uw keuze", "wat dat doet")
        names = 0
        for route, ways in routes:
            put_text(self.sheet, self.row, 1, route.vraag)
            put_text(self.sheet, self.row, 3, _GEVOLG, TOELICHTING)
            answer = self.sheet.cell(self.row, 2)
            answer.style = INVOER
            rule = choice_here(route.vraag, [way.woord for way in ways])
            rule.add(answer.coordinate)
            self.sheet.add_data_validation(rule)
            for way in ways:
                for part in route.needless(way):
                    text = f'=IF($B${self.row}="{way.woord}","{part_name(part)}","")'
                    self.sheet[f"{_NIET_NODIG}{_EERSTE + names}"] = text
                    self.sheet[f"{_NIET_NODIG}{_EERSTE + names}"].style = TOETS
                    names += 1
            self.row += 1
        self.niet_nodig = NIET_NODIG_NAAM
        place = f"{LEESMIJ}!${_NIET_NODIG}${_EERSTE}:${_NIET_NODIG}${_EERSTE + names - 1}"
        define_name(self.book.defined_names, self.niet_nodig, place)
        put_text(self.sheet, _EERSTE - 1, column_index_from_string(_NIET_NODIG), "niet nodig bij uw keuzes", KOP3)
        self.row += 1

    def write(self, control: InputChecks) -> None:
        sheet = self.sheet
        put_text(sheet, 1, 1, "Kostprijsmodel maatschappelijke opvang: invoer", KOP1)
        put_text(sheet, 3, 1, "Dit bestand", KOP4)
        self._title("Zo werkt u met dit bestand")
        lists = [_LIJSTEN] if LIJSTEN_BLAD in self.book.sheetnames else []
        for number, text in enumerate((*_STAPPEN[:1], *lists, *_STAPPEN[1:]), 1):
            put_text(sheet, self.row, 1, f"stap {number}")
            put_text(sheet, self.row, 3, text)
            self.row += 1
        self.row = control.write_sheets(self.row + 1)
        self._other_questions()
        self._title("Kleuren")
        for style, text in _KLEUREN:
            put_sample(sheet, self.row, 1, style)
            put_text(sheet, self.row, 3, text)
            self.row += 1
        control.write_bounds(self.row + 1)
        widths(sheet, 40, 20, 110, 24, 16, 24, 16, 16, 14, 14, 14)
        sheet.column_dimensions[_NIET_NODIG].width = 40
        fit_rows(sheet)
        sheet.freeze_panes = "A4"
        sheet.print_title_rows = "1:3"
        sheet.print_area = f"A1:K{control.row}"

    def _title(self, title: str, *heads: str) -> None:
        put_text(self.sheet, self.row, 1, title, KOP2)
        self.row += 1
        for n, head in enumerate(heads, 1):
            put_text(self.sheet, self.row, n, head, KOP3)
        self.row += bool(heads)

    def _other_questions(self) -> None:
        """What this workbook does not ask."""
        asked = {block.vraag for block in self.blocks}
        other = {key: question for key, question in VRAGEN.items() if key not in asked}
        if not other:
            return
        self._title("Wat dit bestand niet vraagt")
        example = ",".join(list(other)[:2])
        put_text(self.sheet, self.row, 3, f"Voeg het toe met: mo-report aanvullen BESTAND.xlsx --vragen {example}")
        for key, question in other.items():
            self.row += 1
            put_text(self.sheet, self.row, 1, key)
            put_text(self.sheet, self.row, 3, question)
        self.row += 2
