"""The first sheet of the input workbook: what to do, in which order."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from mo_report.schema import LIJSTEN_BLAD, Block
from mo_report.werkboek.stijl import (
    INVOER,
    KOP1,
    KOP2,
    KOP3,
    LINK,
    TEKST,
    fit_rows,
    put_text,
    widths,
)

_STAPPEN = (
    "Vul de gele cellen in. Een cel die u aanklikt, vertelt wat er moet staan.",
    "Geef bij elk cijfer een status: bron (het staat in een document), herleid (berekend uit "
    "gepubliceerde cijfers) of aanname (geen van beide). Alles wat op een aanname rust, wordt in "
    "de uitvoer zo genoemd.",
    "U mag in een cel een formule typen, zoals =1878-50. Die formule staat straks ook in het "
    "tariefblad.",
    "U mag kolommen verplaatsen en eigen kolommen toevoegen. Laat de koppen staan zoals ze zijn.",
    "Controleer het bestand met: mo-report controleer BESTAND.xlsx",
    "Bereken de tarieven met: mo-report bereken BESTAND.xlsx --uit MAP",
)


def schrijf_leesmij(sheet: Worksheet, blocks: list[type[Block]]) -> None:
    put_text(sheet, 1, 1, "Kostprijsmodel maatschappelijke opvang: invoer", KOP1)
    put_text(sheet, 3, 1, "Zo werkt u met dit bestand", KOP2)
    row = 4
    for number, text in enumerate(_STAPPEN, 1):
        put_text(sheet, row, 1, str(number))
        put_text(sheet, row, 2, text)
        row += 1
    put_text(sheet, row + 1, 1, "Kleuren", KOP2)
    put_text(sheet, row + 2, 1, "geel", INVOER)
    put_text(sheet, row + 2, 2, "Hier vult u in.")
    row += 4
    put_text(sheet, row, 1, "De bladen", KOP2)
    put_text(sheet, row + 1, 1, "blad", KOP3)
    put_text(sheet, row + 1, 2, "waarvoor", KOP3)
    row += 2
    entries = [(LIJSTEN_BLAD, "Namen waaruit u op de andere bladen kiest.")]
    entries += [
        (b.title, b.intro + (" Dit blad mag leeg blijven." if b.optional else "")) for b in blocks
    ]
    for title, intro in entries:
        cell = put_text(sheet, row, 1, title, LINK)
        cell.hyperlink = f"#'{title}'!A1"
        cell.style = LINK
        put_text(sheet, row, 2, intro, TEKST)
        row += 1
    widths(sheet, 28, 110)
    fit_rows(sheet)
