"""The sheet on which an aanbieder says which value it disputes, what it should be, and why.

Its input cells are the only ones in the file that are not locked.
"""

from __future__ import annotations

from openpyxl.worksheet.datavalidation import DataValidation

from mo_report import __version__
from mo_report.engine.expression import Cell
from mo_report.engine.rekenen import GOED
from mo_report.engine.units import TEKST as TEKSTVORM
from mo_report.model import Aanbieder, Inzet
from mo_report.verhaal.reactie.punten import Punt, kenmerk, punten
from mo_report.verhaal.reactie.vorm import (
    HOORT_BIJ,
    INVULLER,
    KENMERK,
    ONDERWERP,
    OPMERKING,
    REDEN,
    VAN,
    VERSIE,
    WAARDE,
)
from mo_report.verhaal.slot import Reactieformulier
from mo_report.werkboek.formule import Address
from mo_report.werkboek.regels import text_validation, validation_of
from mo_report.werkboek.stijl import (
    GEGEVEN,
    INVOER,
    TOELICHTING,
    TOETS,
    aligned,
    number_format,
    put_text,
    put_value,
)
from mo_report.werkboek.toezicht import verdict_colours
from mo_report.werkboek.vel import SheetWriter

KOPPEN = (
    "onderdeel",
    "onderwerp",
    "eenheid",
    "onze waarde",
    WAARDE,
    REDEN,
    "klaar?",
    "status",
    "bron",
    KENMERK,
)
_BREED = {1: 22, 2: 52, 5: 16, 6: 60, 7: 16, 9: 52, 10: 30}
OPMERKINGEN = 15
GEEF_REDEN = "geef een reden"
_UITLEG = (
    "Klopt een waarde volgens u niet? Vul dan in de gele cellen uw waarde in, en waarom.",
    "Laat de rest leeg. U hoeft niets te zeggen over waarden waar u het mee eens bent.",
    "Alleen de gele cellen op dit blad kunt u wijzigen. Sla het bestand op en stuur het terug.",
    "Bij ‘feitelijke inzet’: de uren begeleiding per etmaal die u echt inzet, voor een hele groep.",
)


def reaction_form(vel: SheetWriter, _: Reactieformulier) -> None:
    """Fill the sheet in the workbook of the one aanbieder; its figures have their cells."""
    bouwer = vel.bouwer
    for text in _UITLEG:
        vel.line_of_text(text, TOELICHTING)
    vel.row += 1
    about = (
        (VAN, bouwer.dossier.one(Aanbieder).name),
        (HOORT_BIJ, " ".join(kenmerk(bouwer.resultaat))),
        (VERSIE, __version__),
    )
    for label, text in about:
        vel.text(1, label)
        vel.text(2, text)
        vel.row += 1
    vel.text(1, INVULLER)
    _open(vel, 2)
    _guard(vel, INVULLER, "Zodat de gemeente u kan bellen.", f"B{vel.row}")
    vel.row += 1
    vel.row += 1
    first = _tabel(vel)
    _opmerkingen(vel)
    for column, size in _BREED.items():
        vel.width(column, size)
    # The last column is for the program.
    vel.sheet.print_area = f"A1:I{vel.row}"
    vel.close(f"C{first}", grow=True)


def _tabel(vel: SheetWriter) -> int:
    """A row per point; returns the first row."""
    bouwer = vel.bouwer
    vel.header(*KOPPEN)
    first = vel.row
    for punt in punten(bouwer.resultaat):
        vel.text(1, punt.onderdeel)
        vel.text(2, punt.onderwerp)
        vel.text(3, punt.column.unit.word)
        _onze_waarde(vel, punt)
        _open(vel, 5, number_format(punt.record.unit(punt.column)))
        rule = validation_of(punt.column.block, punt.column.label, punt.column, {})
        rule.add(f"E{vel.row}")
        vel.sheet.add_data_validation(rule)
        _open(vel, 6)
        done = f'=IF(E{vel.row}="","",IF(F{vel.row}="","{GEEF_REDEN}","{GOED}"))'
        put_text(vel.sheet, vel.row, 7, "", TOETS)
        bouwer.formula(Address(vel.name, vel.row, 7), done, "")
        given = punt.record.values.get(punt.column)
        vel.text(8, given.status.word if given else "")
        vel.text(9, given.herkomst if given else "")
        aligned(put_text(vel.sheet, vel.row, 10, punt.kenmerk, TOELICHTING), wrap_text=False)
        vel.row += 1
    last = vel.row - 1
    if last < first:
        vel.line_of_text("Er zijn geen waarden om op te reageren.", TOELICHTING)
        vel.row += 1
        return first
    why = "Waarom uw waarde beter is. Noem waar die uit blijkt, zoals een jaarrekening."
    _guard(vel, REDEN, why, f"F{first}:F{last}")
    verdict_colours(vel.sheet, f"G{first}:G{last}", let_op=GEEF_REDEN)
    vel.sheet.auto_filter.ref = f"A{first - 1}:J{last}"
    vel.row += 1
    return first


def _onze_waarde(vel: SheetWriter, punt: Punt) -> None:
    """What the gemeente has: shown live, with a link to where it stands."""
    if punt.waarde is None:
        vel.dash(4)
        return
    if not punt.is_inzet:
        vel.value(4, punt.record, punt.column)
        return
    inzet = vel.bouwer.dossier.matching(Inzet, {"team": punt.record.name_of("team")})[0]
    if vel.bouwer.home(Cell(inzet, Inzet.op_groep)):
        vel.value(4, inzet, Inzet.op_groep)
    else:
        put_value(vel.sheet, vel.row, 4, punt.waarde, punt.column.unit, GEGEVEN)


def _opmerkingen(vel: SheetWriter) -> None:
    """Room for what is not about one value."""
    vel.heading("Andere opmerkingen")
    vel.header(ONDERWERP, OPMERKING)
    first = vel.row
    for _ in range(OPMERKINGEN):
        for column in (1, 2):
            _open(vel, column)
        vel.row += 1
    area = f"A{first}:B{vel.row - 1}"
    _guard(vel, OPMERKING, "Alles wat u verder kwijt wilt aan de gemeente.", area)


def _open(vel: SheetWriter, column: int, form: str = TEKSTVORM.excel) -> None:
    """A blank cell to be filled in."""
    cell = vel.sheet.cell(vel.row, column)
    cell.style, cell.number_format = INVOER, form


def _guard(vel: SheetWriter, title: str, text: str, area: str) -> None:
    rule: DataValidation = text_validation(title, text)
    rule.add(area)
    vel.sheet.add_data_validation(rule)
