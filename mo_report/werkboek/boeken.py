"""The workbooks: each is what one reader gets of all chapters."""

from __future__ import annotations

from pathlib import Path

from mo_report.engine.rekenen import Resultaat
from mo_report.model import Aanbieder
from mo_report.verhaal.vorm import Lezer
from mo_report.werkboek.weergave import schrijf_werkboek


def schrijf_overzicht(resultaat: Resultaat, path: Path) -> None:
    """Write overzicht.xlsx. Raises OSError."""
    title = "Overzicht kostprijsmodel maatschappelijke opvang"
    schrijf_werkboek(resultaat, path, title, Lezer.GEMEENTE)


def schrijf_kostprijsmodel(resultaat: Resultaat, path: Path) -> None:
    """Write the model as a workbook from a result without aanbieders. Raises OSError."""
    schrijf_werkboek(resultaat, path, "Kostprijsmodel maatschappelijke opvang", Lezer.OPENBAAR)


def schrijf_tariefblad(resultaat: Resultaat, path: Path) -> None:
    """Write tariefblad.xlsx of the one aanbieder in this result. Raises OSError."""
    name = resultaat.dossier.one(Aanbieder).name
    schrijf_werkboek(resultaat, path, f"Tariefblad {name}", Lezer.AANBIEDER)
