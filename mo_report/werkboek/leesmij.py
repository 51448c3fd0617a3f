"""The first sheet of the input workbook: what to do, in which order."""

from __future__ import annotations

from collections.abc import Collection

from openpyxl.worksheet.worksheet import Worksheet

from mo_report.engine.schema import LIJSTEN_BLAD, Block
from mo_report.model.vragen import VRAGEN
from mo_report.werkboek.formule import Address
from mo_report.werkboek.invoercontrole import InputChecks
from mo_report.werkboek.rijcontrole import VUL_AAN
from mo_report.werkboek.rollen import CONTROLE, Rol
from mo_report.werkboek.sporen import link_to
from mo_report.werkboek.stijl import (
    INVOER,
    KOP1,
    KOP2,
    KOP3,
    LINK,
    TEKST,
    TOELICHTING,
    TOETS,
    fit_rows,
    put_sample,
    put_text,
    widths,
)
from mo_report.werkboek.toezicht import verdict_colours

LEESMIJ = "Leesmij"
_STAPPEN = (
    "Werk de bladen af in de volgorde hieronder. Vul de gele cellen in; een cel die u aanklikt, "
    "vertelt wat er moet staan. Boven elke kolom staat een voorbeeld.",
    "Begin op het blad Lijsten: daar zet u de namen neer waaruit u op de andere bladen kiest.",
    "Geef bij elk cijfer een status: bron (het staat in een document), herleid (berekend uit "
    "gepubliceerde cijfers) of aanname (geen van beide). Alles wat op een aanname rust, wordt in "
    "de uitvoer zo genoemd.",
    "Naast elke rij ziet u of die klaar is: groen is goed. De kolom ‘stand’ hieronder telt dat per "
    "blad; het blad Controle zegt wat er nog mist.",
    "U mag in een cel een formule typen, zoals =1878-50. Die formule staat straks ook in het tariefblad.",
    "De bladen zijn beveiligd, zonder wachtwoord. Wilt u kolommen verplaatsen of weghalen, kies "
    "dan ‘Controleren’ en ‘Beveiliging blad opheffen’. Laat de koppen staan zoals ze zijn.",
    "Controleer het bestand met: mo-report controleer BESTAND.xlsx",
    "Bereken de tarieven met: mo-report bereken BESTAND.xlsx --uit MAP",
)
_KLEUREN = (
    (INVOER, "Hier vult u in."),
    (TOELICHTING, "Uitleg of een voorbeeld."),
)


def _andere_vragen(sheet: Worksheet, row: int, blocks: Collection[type[Block]]) -> int:
    """What this workbook does not ask; returns the first row behind it."""
    asked = {block.vraag for block in blocks}
    other = {key: question for key, question in VRAGEN.items() if key not in asked}
    if not other:
        return row
    put_text(sheet, row, 1, "Wat dit bestand niet vraagt", KOP2)
    example = ",".join(list(other)[:2])
    how = f"Maak er een sjabloon voor met: mo-report sjabloon NIEUW.xlsx --vragen {example}"
    put_text(sheet, row + 1, 3, how, TOELICHTING)
    for at, (key, question) in enumerate(other.items(), row + 2):
        put_text(sheet, at, 1, key)
        put_text(sheet, at, 3, question)
    return row + 3 + len(other)


def write_leesmij(sheet: Worksheet, blocks: list[type[Block]], control: InputChecks) -> None:
    put_text(sheet, 1, 1, "Kostprijsmodel maatschappelijke opvang: invoer", KOP1)
    put_text(sheet, 3, 1, "Zo werkt u met dit bestand", KOP2)
    row = 4
    for number, text in enumerate(_STAPPEN, 1):
        put_text(sheet, row, 1, f"stap {number}")
        put_text(sheet, row, 3, text)
        row += 1
    row += 1
    put_text(sheet, row, 1, "De bladen", KOP2)
    for column, heading in enumerate(("blad", "stand", "waarvoor", "rol"), 1):
        put_text(sheet, row + 1, column, heading, KOP3)
    row += 2
    first = row
    entries = [(LIJSTEN_BLAD, "Namen waaruit u op de andere bladen kiest.", Rol.INVOER)]
    entries += [(b.title, b.intro + (" Dit blad mag leeg blijven." if b.vraag else ""), Rol.INVOER) for b in blocks]
    entries.append((CONTROLE, "Wat er nog mist, en wat niet kan.", Rol.CONTROLE))
    standen = {**control.standen, CONTROLE: control.oordeel}
    for title, intro, rol in entries:
        cell = put_text(sheet, row, 1, title, LINK)
        link_to(cell, Address(title, 1, 1), f"Naar het blad {title}")
        if title in standen:
            sheet.cell(row, 2, "=" + standen[title].seen_from(LEESMIJ)).style = TOETS
        put_text(sheet, row, 3, intro, TEKST)
        put_text(sheet, row, 4, rol.value)
        row += 1
    verdict_colours(sheet, f"B{first}:B{row - 1}", let_op=VUL_AAN)
    row = _andere_vragen(sheet, row + 1, blocks)
    put_text(sheet, row, 1, "Kleuren", KOP2)
    for style, text in _KLEUREN:
        row += 1
        put_sample(sheet, row, 1, style)
        put_text(sheet, row, 3, text)
    widths(sheet, 28, 16, 110, 12)
    fit_rows(sheet)
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
