"""The workbooks: each is what one reader gets of all chapters.

`kleuren` are the colours of charts, as #rrggbb; without, those of the program's own house style.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mo_report.engine.rekenen import Result
from mo_report.model import Aanbieder
from mo_report.verhaal.vorm import Lezer
from mo_report.werkboek.weergave import write_workbook


def write_overzicht(resultaat: Result, path: Path, *, kleuren: Sequence[str] = ()) -> None:
    """Write overzicht.xlsx. Raises OSError."""
    title = "Overzicht kostprijsmodel maatschappelijke opvang"
    write_workbook(resultaat, path, title, Lezer.GEMEENTE, kleuren=kleuren)


def write_kostprijsmodel(resultaat: Result, path: Path, *, kleuren: Sequence[str] = ()) -> None:
    """Write the model as a workbook from a result without aanbieders. Raises OSError."""
    write_workbook(resultaat, path, "Kostprijsmodel maatschappelijke opvang", Lezer.OPENBAAR, kleuren=kleuren)


def write_tariefblad(resultaat: Result, path: Path, *, kort: bool = False, kleuren: Sequence[str] = ()) -> None:
    """Write tariefblad.xlsx of the one aanbieder in this result; `kort`: the front sheets only. Raises OSError."""
    name = resultaat.dossier.one(Aanbieder).name
    write_workbook(resultaat, path, f"Tariefblad {name}", Lezer.AANBIEDER, kort=kort, kleuren=kleuren)
