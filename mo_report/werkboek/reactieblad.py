"""The sheet on which an aanbieder says which value it disputes, what it should be, and why.

Its input cells are the only ones in the file that are not locked.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from mo_report import __version__
from mo_report.engine.expression import Cell
from mo_report.engine.rekenen import GOED
from mo_report.engine.units import DATUM, EUR_ETMAAL, EUR_JAAR, GETAL
from mo_report.engine.units import TEKST as TEKSTVORM
from mo_report.lib.notatie import show
from mo_report.model import Aanbieder, Algemeen, Inzet
from mo_report.verhaal.reactie.gevolg import Gevolg, Gevolgen
from mo_report.verhaal.reactie.punten import Punt, kenmerk, punten
from mo_report.verhaal.reactie.vorm import (
    HOORT_BIJ,
    INVULLER,
    KENMERK,
    ONDERWERP,
    OPMERKING,
    REDEN,
    RONDE,
    SLUIT,
    VAN,
    VERSIE,
    WAARDE,
)
from mo_report.verhaal.slot import Reactieformulier
from mo_report.werkboek.formule import Address
from mo_report.werkboek.regels import text_validation
from mo_report.werkboek.stijl import (
    GEGEVEN,
    INVOER,
    TOELICHTING,
    TOETS,
    aligned,
    dress,
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
    "gevolg per plek per etmaal",
    "gevolg per jaar",
    "hoe precies",
    REDEN,
    "klaar?",
    "status",
    "bron",
    KENMERK,
    "per plek bij 1 meer",
    "per jaar bij 1 meer",
)
_PLEK, _JAAR, _PRECIES, _WAAROM, _KLAAR, _KENMERK = 6, 7, 8, 9, 10, 13
_BREED = {1: 21, 2: 58, 3: 20, 4: 17, 5: 17, _PLEK: 14, _JAAR: 14, _PRECIES: 17, _WAAROM: 32, _KLAAR: 12, 12: 40}
_BREED[_KENMERK] = 30
#: What is only for the program: it is hidden, and not printed. From the last on stand the options of a choice.
_ACHTER = (_KENMERK, 14, 15)
_OPTIES = 16
PRECIES, ONGEVEER, LATER = "op afronding na", "ongeveer", "na inzending"
OPMERKINGEN = 15
#: The height of a line in points, where a text of ours needs two: other rows grow when they are filled in.
_REGEL = 15
GEEF_REDEN = "geef een reden"
KEUZE = "keuze"
_UITLEG = (
    "Klopt een waarde volgens u niet? Vul dan in de gele cellen uw waarde in, en waarom.",
    "Laat de rest leeg. U hoeft niets te zeggen over waarden waar u het mee eens bent.",
    "Naast uw waarde ziet u meteen het gevolg: voor een plek (gemiddeld over uw plekken) en voor een heel jaar.",
    "Sommige rijen zijn een keuze uit een lijst, zoals de begeleiding in de nacht. Rijen zonder onze waarde staan niet "
    "in onze invoer: vul er een in als die er volgens u wel moet zijn.",
    "‘Ongeveer’: bij een grote wijziging is het gevolg anders. Na inzending rekent de gemeente alles opnieuw door.",
    "Alleen de gele cellen op dit blad kunt u wijzigen. Sla het bestand op en stuur het terug.",
    "Eerst komt wat van u zelf is, zoals uw locaties. Alleen dat wordt afgedrukt. Daarna komt wat voor iedereen geldt.",
    "Bij ‘feitelijke inzet’: de uren begeleiding per etmaal die u echt inzet, voor een hele groep.",
)


def reaction_form(vel: SheetWriter, _: Reactieformulier) -> None:
    """Fill the sheet in the workbook of the one aanbieder; its figures have their cells."""
    bouwer = vel.bouwer
    for text in _UITLEG:
        vel.line_of_text(text, TOELICHTING)
    vel.row += 1
    closing = bouwer.algemeen.values.get(Algemeen.sluiting)
    when = [
        (RONDE, bouwer.algemeen.texts.get(Algemeen.ronde.name, "")),
        (SLUIT, show(closing.waarde, DATUM) if closing else ""),
    ]
    about = (
        *((label, text) for label, text in when if text),
        (VAN, bouwer.dossier.one(Aanbieder).name),
        (HOORT_BIJ, " ".join(kenmerk(bouwer.resultaat))),
        (VERSIE, __version__),
    )
    for label, text in about:
        vel.text(1, label)
        vel.text(2, text)
        vel.row += 1
    vel.text(1, INVULLER)
    vel.sheet.row_dimensions[vel.row].height = 2 * _REGEL
    _open(vel, 2)
    _guard(vel, INVULLER, "Zodat de gemeente u kan bellen.", f"B{vel.row}")
    vel.row += 1
    vel.row += 1
    points = punten(bouwer.resultaat)
    first, printed = _tabel(vel, points)
    _opmerkingen(vel)
    for column, size in _BREED.items():
        vel.width(column, size)
    most = max((len(punt.keuzes) for punt in points), default=0)
    for column in (*_ACHTER, *range(_OPTIES, _OPTIES + most)):
        vel.sheet.column_dimensions[get_column_letter(column)].hidden = True
    vel.close(f"C{first}", grow=True)
    # On paper there is no room for where a value comes from, nor for what is not one's own.
    vel.sheet.print_area = f"A1:{get_column_letter(_KLAAR)}{printed}"
    vel.sheet.page_setup.orientation = "landscape"
    vel.sheet.print_title_rows = f"{first - 1}:{first - 1}"


def _tabel(vel: SheetWriter, points: Sequence[Punt]) -> tuple[int, int]:
    """A row per point; returns the first row, and the last one that is about what is one's own."""
    bouwer = vel.bouwer
    vel.header(*KOPPEN)
    first = vel.row
    vel.sheet.row_dimensions[first - 1].height = 2 * _REGEL
    effects = Gevolgen(bouwer.resultaat, points)
    for punt in points:
        vel.text(1, punt.onderdeel)
        vel.text(2, punt.onderwerp)
        vel.text(3, KEUZE if punt.keuzes else punt.column.unit.word)
        _onze_waarde(vel, punt)
        _open(vel, 5, number_format(punt.record.unit(punt.column)))
        _regel(vel, punt)
        _gevolg(vel, punt, effects.van(punt))
        _open(vel, _WAAROM)
        why = Address(vel.name, vel.row, _WAAROM).cell
        done = f'=IF(E{vel.row}="","",IF({why}="","{GEEF_REDEN}","{GOED}"))'
        put_text(vel.sheet, vel.row, _KLAAR, "", TOETS)
        bouwer.formula(Address(vel.name, vel.row, _KLAAR), done, "")
        given = punt.record.values.get(punt.column)
        vel.text(11, given.status.word if given else "")
        vel.text(12, given.herkomst if given else "")
        aligned(put_text(vel.sheet, vel.row, _KENMERK, punt.kenmerk, TOELICHTING), wrap_text=False)
        vel.row += 1
    last = vel.row - 1
    if last < first:
        vel.line_of_text("Er zijn geen waarden om op te reageren.", TOELICHTING)
        vel.row += 1
        return first, vel.row
    why = "Waarom uw waarde beter is. Noem waar die uit blijkt, zoals een jaarrekening."
    reason, ready, mark = (get_column_letter(n) for n in (_WAAROM, _KLAAR, _KENMERK))
    _guard(vel, REDEN, why, f"{reason}{first}:{reason}{last}")
    verdict_colours(vel.sheet, f"{ready}{first}:{ready}{last}", let_op=GEEF_REDEN)
    vel.sheet.auto_filter.ref = f"A{first - 1}:{mark}{last}"
    vel.row += 1
    return first, first - 1 + (sum(punt.eigen for punt in points) or len(points))


def _regel(vel: SheetWriter, punt: Punt) -> None:
    """What may be filled in: a number within bounds, or one of the options."""
    if punt.keuzes:
        for column, option in enumerate(punt.keuzes, _OPTIES):
            put_text(vel.sheet, vel.row, column, option, TOELICHTING)
        first, last = (Address(vel.name, vel.row, c).absolute for c in (_OPTIES, _OPTIES + len(punt.keuzes) - 1))
        rule = DataValidation(type="list", formula1=f"{first}:{last}", allow_blank=True)
        rule.promptTitle, rule.prompt = punt.column.label[:32], "Kies uit de lijst."
        rule.errorTitle, rule.error = "Onbekende keuze", "Kies uit de lijst."
        rule.showInputMessage = rule.showErrorMessage = True
        rule.add(f"E{vel.row}")
        vel.sheet.add_data_validation(rule)
    else:
        # The same rule for all rows that ask for the same.
        vel.rules.add(Address(vel.name, vel.row, 5), punt.column)


def _gevolg(vel: SheetWriter, punt: Punt, gevolg: Gevolg | None) -> None:
    """What the value beside it does, live: the difference times what one more does."""
    if gevolg is None:
        for column in (_PLEK, _JAAR):
            vel.dash(column)
        if punt.keuzes or punt.waarde is None:
            vel.text(_PRECIES, LATER)
        return
    at = vel.row
    slopes = ((_PLEK, 14, gevolg.per_plek, EUR_ETMAAL), (_JAAR, 15, gevolg.per_jaar, EUR_JAAR))
    for column, slope, value, unit in slopes:
        vel.fixed(slope, value, GETAL)
        where = Address(vel.name, at, slope).cell
        dress(vel.bouwer.boek.cell(vel.name, at, column), TOETS, number_format(unit))
        vel.bouwer.formula(Address(vel.name, at, column), f'=IF(E{at}="","",(E{at}-D{at})*{where})', "")
    vel.text(_PRECIES, PRECIES if gevolg.recht else ONGEVEER)


def _onze_waarde(vel: SheetWriter, punt: Punt) -> None:
    """What the gemeente has: shown live, with a link to where it stands."""
    if punt.waarde is None:
        vel.dash(4)
        return
    if not punt.is_inzet:
        vel.value(4, punt.record, punt.column)
        if punt.keuzes:
            aligned(vel.sheet[f"D{vel.row}"], wrap_text=False, shrink_to_fit=True)
        return
    inzet = vel.bouwer.dossier.matching(Inzet, {"team": punt.record.name_of("team")})[0]
    if vel.bouwer.home(Cell(inzet, Inzet.op_groep)):
        vel.value(4, inzet, Inzet.op_groep)
    elif isinstance(punt.waarde, Decimal):
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
    dress(vel.bouwer.boek.cell(vel.name, vel.row, column), INVOER, form)


def _guard(vel: SheetWriter, title: str, text: str, area: str) -> None:
    rule: DataValidation = text_validation(title, text)
    rule.add(area)
    vel.sheet.add_data_validation(rule)
