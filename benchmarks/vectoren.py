"""Tariffs a second over many scenarios: as arrays, by the evaluator, and by IronCalc on the workbook.

.venv/bin/python benchmarks/vectoren.py

Where pycel is installed (pip install pycel; the program does not need it) also by that.
"""

from __future__ import annotations

import sys
import time
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import ironcalc
import numpy as np
from openpyxl import load_workbook

from mo_report.engine.expression import Cell
from mo_report.engine.rekenen import Result, parts
from mo_report.engine.vectoren import Vectors
from mo_report.invoer import read_input
from mo_report.model import Locatietarief
from mo_report.model.herrekening import Herrekening
from mo_report.onzekerheid.cijfers import gegeven
from mo_report.werkboek.boeken import write_overzicht

INVOER = Path(__file__).parents[1] / "inputs" / "haarlem-2020.xlsx"
SET = "parametersets.hhm-2020"
CIJFERS = (f"{SET}.overhead", f"{SET}.risico", f"{SET}.sociale-lasten.pensioen", f"{SET}.declarabele-uren.verzuim")
SCENARIOS, WEINIG = 300_000, 20


def main() -> None:
    result = read_input(INVOER).resultaat
    assert isinstance(result, Result)
    rate = Locatietarief.tarief_per_plek_per_etmaal_afgerond
    wanted = [Cell(r, rate) for r in result.dossier[Locatietarief]]
    free = [gegeven(result)[name] for name in CIJFERS]
    rng = np.random.default_rng(1)
    figures = {c: float(result.number(*parts(c))) * rng.uniform(0.9, 1.1, SCENARIOS) for c in free}

    start = time.perf_counter()
    vectors = Vectors(result, wanted, free)
    compiled = time.perf_counter() - start
    start = time.perf_counter()
    vectors(figures)
    arrays = (time.perf_counter() - start) / SCENARIOS

    again = Herrekening(result, wanted)
    start = time.perf_counter()
    for n in range(WEINIG):
        again.replaced({c: Decimal(repr(float(figures[c][n]))) for c in free})
    evaluator = (time.perf_counter() - start) / WEINIG

    with TemporaryDirectory() as folder:
        path = Path(folder) / "overzicht.xlsx"
        write_overzicht(result, path)
        model = ironcalc.load_from_xlsx(str(path), "en", "UTC")
        model.evaluate()
        start = time.perf_counter()
        for _ in range(WEINIG):
            model.evaluate()
        engine = (time.perf_counter() - start) / WEINIG
        peer = by_pycel(path)

    print(f"{len(wanted)} tariffs, {len(free)} figures, {SCENARIOS:,} scenarios; compiled in {compiled:.3f} s")
    print(f"arrays     {len(wanted) / arrays / 1e6:8.2f} million tariffs a second")
    print(f"evaluator  {evaluator / arrays:8.0f} times as long a scenario")
    print(f"IronCalc   {engine / arrays:8.0f} times as long a scenario (whole workbook)")
    if peer is not None:
        print(f"pycel      {peer / arrays:8.0f} times as long a scenario (of one figure)")


def by_pycel(path: Path) -> float | None:
    """Seconds for a scenario: one figure in its cell, and every tariff from its own."""
    try:
        from pycel import ExcelCompiler
    except ImportError:
        return None
    book = load_workbook(path)
    sheet, places = book["Locatietarieven"], book.defined_names
    heading = Locatietarief.tarief_per_plek_per_etmaal_afgerond.heading
    (head,) = (cell for row in sheet.iter_rows(max_row=10) for cell in row if cell.value == heading)
    below = (sheet.cell(row, head.column) for row in range(head.row + 1, sheet.max_row + 1))
    cells = [f"{sheet.title}!{cell.coordinate}" for cell in below if cell.data_type == "f"]
    where = places[CIJFERS[0].replace("-", "_")].attr_text.replace("$", "").replace("'", "")
    model = ExcelCompiler(filename=str(path))
    first = model.evaluate(where)
    for cell in cells:
        model.evaluate(cell)
    start = time.perf_counter()
    for n in range(WEINIG):
        model.set_value(where, first + (n + 1) / 1000)
        for cell in cells:
            model.evaluate(cell)
    return (time.perf_counter() - start) / WEINIG


if __name__ == "__main__":
    sys.exit(main())
