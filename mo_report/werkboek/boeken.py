"""The workbooks: each is what one reader gets of all chapters."""

from __future__ import annotations

from pathlib import Path

from mo_report.engine.rekenen import Result
from mo_report.model import Aanbieder
from mo_report.verhaal.vorm import Lezer
from mo_report.werkboek.weergave import write_workbook


def write_overzicht(resultaat: Result, path: Path) -> None:
    """Write overzicht.xlsx. Raises OSError."""
    title = "Overzicht kostprijsmodel maatschappelijke opvang"
    write_workbook(resultaat, path, title, Lezer.GEMEENTE)


def write_kostprijsmodel(resultaat: Result, path: Path) -> None:
    """Write the model as a workbook from a result without aanbieders. Raises OSError."""
    write_workbook(resultaat, path, "Kostprijsmodel maatschappelijke opvang", Lezer.OPENBAAR)


def write_tariefblad(resultaat: Result, path: Path, *, kort: bool = False) -> None:
    """Write tariefblad.xlsx of the one aanbieder in this result; `kort`: the front sheets only. Raises OSError."""
    name = resultaat.dossier.one(Aanbieder).name
    write_workbook(resultaat, path, f"Tariefblad {name}", Lezer.AANBIEDER, kort=kort)
