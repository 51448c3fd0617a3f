"""Reading a tariefblad that came back: whose it is, what it disputes, what else was changed."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from openpyxl.worksheet.worksheet import Worksheet

from mo_report import __version__
from mo_report.antwoorden.vergelijken import gewijzigd
from mo_report.bevinding import Bevinding, waarschuwing
from mo_report.dossier import Record
from mo_report.formules import Rekenmachine
from mo_report.invoer.cel import Blad, Cel
from mo_report.invoer.openen import open_werkmap
from mo_report.invoer.rijmodel import verwacht
from mo_report.model import Aanbieder
from mo_report.namen import zelfde
from mo_report.notatie import toon
from mo_report.reactie.punten import Punt, kenmerk, punten
from mo_report.reactie.vorm import (
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
from mo_report.rekenen import Resultaat, bereken
from mo_report.werkboek.rollen import REACTIE
from mo_report.werkboek.tariefblad import schrijf_tariefblad


@dataclass(frozen=True)
class Reactie:
    """One disputed value: the figure, what the aanbieder says it should be, and why."""

    aanbieder: str
    punt: Punt
    waarde: Decimal
    reden: str


@dataclass
class Antwoord:
    """What one file says; without an aanbieder it could not be read as an answer."""

    bestand: str
    aanbieder: str = ""
    invuller: str = ""
    reacties: list[Reactie] = field(default_factory=list)
    opmerkingen: list[tuple[str, str]] = field(default_factory=list)
    bevindingen: list[Bevinding] = field(default_factory=list)

    def wrong(self, cel: str, wat: str, verwacht: str, herstel: str) -> None:
        self.bevindingen.append(
            Bevinding(f"{self.bestand}: {REACTIE}", cel, wat, verwacht, herstel)
        )

    def odd(self, cel: str, wat: str, verwacht: str, herstel: str) -> None:
        where = f"{self.bestand}: {REACTIE}"
        self.bevindingen.append(waarschuwing(where, cel, wat, verwacht, herstel))


def lees_antwoord(path: Path, resultaat: Resultaat) -> Antwoord:
    """Read one file against the input it belongs to. Never raises for anything in the file."""
    answer = Antwoord(path.name)
    opened = open_werkmap(path)
    if isinstance(opened, Bevinding):
        answer.bevindingen.append(opened)
        return answer
    if REACTIE not in opened.formulas.sheetnames:
        answer.wrong(
            "",
            "Dit bestand heeft geen reactieblad.",
            "een tariefblad dat mo-report heeft gemaakt",
            "Geef het bestand op dat de aanbieder terugstuurde.",
        )
        return answer
    sheet = opened.formulas[REACTIE]
    engine = Rekenmachine(opened.formulas, opened.values)
    blad = Blad(sheet, opened.values[REACTIE], engine)
    own = _belongs(answer, sheet, resultaat)
    if own is None:
        return answer
    answer.invuller = str(_beside(sheet, INVULLER)[1] or "")
    _reacties(answer, blad, {p.kenmerk: p for p in punten(own)})
    _opmerkingen(answer, blad)
    with tempfile.TemporaryDirectory() as folder:
        sent = Path(folder) / "tariefblad.xlsx"
        schrijf_tariefblad(own, sent)
        answer.bevindingen += gewijzigd(sent, opened.formulas, path.name)
    return answer


def _belongs(answer: Antwoord, sheet: Worksheet, resultaat: Resultaat) -> Resultaat | None:
    """The result of the aanbieder whose file it is, if it was made of this very input."""
    (name_at, name), (mark_at, mark) = _beside(sheet, VAN), _beside(sheet, HOORT_BIJ)
    version_at, version = _beside(sheet, VERSIE)
    record = _aanbieder(resultaat, str(name or ""))
    if record is None:
        known = ", ".join(r.name for r in resultaat.dossier[Aanbieder])
        answer.wrong(
            name_at,
            f"De aanbieder ‘{name or ''}’ staat niet in deze invoer.",
            f"een van: {known}",
            "Controleer of u de goede invoer en het goede antwoord hebt opgegeven.",
        )
        return None
    own = bereken(resultaat.dossier.per_aanbieder(record))
    if str(version) != __version__:
        answer.wrong(
            version_at,
            f"Dit tariefblad is gemaakt met versie {version}; u gebruikt versie {__version__}.",
            "dezelfde versie",
            "Gebruik dezelfde versie, of stuur de aanbieder een nieuw tariefblad.",
        )
        return None
    if mark != kenmerk(own):
        answer.wrong(
            mark_at,
            "Dit antwoord hoort bij een andere invoer: waarden van deze aanbieder zijn sindsdien "
            "veranderd.",
            "een antwoord op tariefbladen van deze invoer",
            "Geef de invoer op waarmee u de tariefbladen maakte, of stuur een nieuw tariefblad.",
        )
        return None
    answer.aanbieder = record.name
    return own


def _aanbieder(resultaat: Resultaat, name: str) -> Record | None:
    found = resultaat.dossier.matching(Aanbieder, {"aanbieder": zelfde(name)})
    return found[0] if found else None


def _beside(sheet: Worksheet, label: str) -> tuple[str, object]:
    """The cell beside a label on top of the sheet, and what stands in it."""
    for row in range(1, min(sheet.max_row, 40) + 1):
        if sheet.cell(row, 1).value == label:
            cell = sheet.cell(row, 2)
            return str(cell.coordinate), cell.value
    return "", None


def _kop(sheet: Worksheet, heading: str) -> tuple[int, dict[str, int]]:
    """The row that has this heading, and the column of each heading in it."""
    for row in sheet.iter_rows():
        names = {str(c.value): int(c.column or 0) for c in row if c.value is not None}
        if heading in names:
            return int(row[0].row or 0), names
    return 0, {}


def _reacties(answer: Antwoord, blad: Blad, points: dict[str, Punt]) -> None:
    top, heads = _kop(blad.formulas, KENMERK)
    if not {WAARDE, REDEN, KENMERK} <= heads.keys():
        answer.wrong(
            "",
            "De koppen van het reactieblad zijn weg of gewijzigd.",
            f"de koppen ‘{WAARDE}’, ‘{REDEN}’ en ‘{KENMERK}’",
            "Vraag de aanbieder om het oorspronkelijke bestand in te vullen.",
        )
        return
    for row in range(top + 1, blad.formulas.max_row + 1):
        name = str(blad.formulas.cell(row, heads[KENMERK]).value or "")
        value, why = (blad.cel(row, heads[h]) for h in (WAARDE, REDEN))
        if not name or (value.is_blank and why.is_blank):
            continue
        if name not in points:
            answer.odd(
                value.cel, f"De waarde ‘{name}’ is niet bekend.", "een rij van het tariefblad", ""
            )
            continue
        _reactie(answer, points[name], value, why)


def _reactie(answer: Antwoord, punt: Punt, value: Cel, why: Cel) -> None:
    """One filled-in row; what is not a value is kept as a remark, so that nothing is lost."""
    reason, column = why.tekst, punt.column
    if value.is_blank:
        answer.opmerkingen.append((punt.onderwerp, reason))
        answer.odd(
            why.cel,
            f"Bij ‘{punt.onderwerp}’ staat een reden, maar geen waarde.",
            "een waarde en een reden",
            "De reden staat bij de opmerkingen. Vraag de aanbieder om een waarde.",
        )
        return
    if not isinstance(value.value, Decimal) or not _possible(punt, value.value):
        shown = value.fout or value.tekst
        answer.opmerkingen.append((punt.onderwerp, f"{shown}: {reason}" if reason else shown))
        answer.odd(
            value.cel,
            f"Bij ‘{punt.onderwerp}’ staat ‘{shown}’; dat kan niet.",
            verwacht(column),
            "Het antwoord staat bij de opmerkingen. Vraag de aanbieder wat de bedoeling is.",
        )
        return
    if not reason:
        answer.odd(
            why.cel,
            f"Bij ‘{punt.onderwerp}’ ontbreekt de onderbouwing.",
            "een reden bij elke waarde",
            "Vraag de aanbieder waaruit de waarde blijkt.",
        )
    if value.value == punt.waarde:
        shown = toon(value.value, punt.record.unit(column))
        answer.odd(
            value.cel,
            f"Bij ‘{punt.onderwerp}’ staat {shown}; dat is gelijk aan de waarde van de gemeente.",
            "een andere waarde",
            "De reactie heeft geen gevolgen.",
        )
    answer.reacties.append(Reactie(answer.aanbieder, punt, value.value, reason))


def _possible(punt: Punt, value: Decimal) -> bool:
    c = punt.column
    above = c.above is None or value > c.above
    return above and (c.low is None or value >= c.low) and (c.high is None or value <= c.high)


def _opmerkingen(answer: Antwoord, blad: Blad) -> None:
    top, heads = _kop(blad.formulas, OPMERKING)
    if not top or ONDERWERP not in heads:
        return
    for row in range(top + 1, blad.formulas.max_row + 1):
        subject, text = (blad.cel(row, heads[h]).tekst for h in (ONDERWERP, OPMERKING))
        if subject or text:
            answer.opmerkingen.append((subject, text))
