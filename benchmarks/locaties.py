"""How reading, computing and writing grow with the number of locaties.

Run: .venv/bin/python benchmarks/locaties.py [N ...]   (default 8 50 100 200 400)

Prints seconds per step, and per locatie: the last must not grow with N.
"""

from __future__ import annotations

import copy
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

from mo_report.engine.dossier import Dossier
from mo_report.engine.rekenen import calculate
from mo_report.invoer import read_input
from mo_report.model.voorbeeld.gegevens import haarlem
from mo_report.uitvoer.gegevens import as_data
from mo_report.werkboek.boeken import write_overzicht
from mo_report.werkboek.invoerboek import write_input


def larger(number: int) -> dict[str, Any]:
    """The Haarlem example with copies of its locaties, up to this number."""
    data = haarlem()
    sheets = data["bladen"]
    for team in sheets["Teams"]:
        team.pop("trajecten", None)  # one team cannot do the trajecten of all the copies
    names = [row["locatie"] for row in sheets["Locaties"]]
    for title, rows in sheets.items():
        if not any("locatie" in row for row in rows):
            continue
        sheets[title] = [
            {**copy.deepcopy(row), "locatie": f"{row['locatie']} {n}"}
            for n in range(number)
            for row in rows
            if row["locatie"] == names[n % len(names)]
        ]
    return data


def measure(number: int) -> list[float]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "invoer.xlsx"
        write_input(path, larger(number))
        marks = [time.perf_counter()]
        found = read_input(path)
        assert found.resultaat is not None, found.fouten
        marks.append(time.perf_counter())
        given = [r for b, rs in found.resultaat.dossier.records.items() if b.form != "berekend" for r in rs]
        result = calculate(Dossier(given))
        marks.append(time.perf_counter())
        as_data(result)
        marks.append(time.perf_counter())
        write_overzicht(result, Path(folder) / "overzicht.xlsx")
        marks.append(time.perf_counter())
    return [b - a for a, b in pairwise(marks)]


def main() -> None:
    numbers = [int(a) for a in sys.argv[1:]] or [8, 50, 100, 200, 400]
    steps = " ".join(f"{s:>8}" for s in ("lezen", "rekenen", "json", "excel"))
    print(f"{'locaties':>9} {steps}   rekenen per locatie")
    for number in numbers:
        seconds = measure(number)
        cells = " ".join(f"{s:8.3f}" for s in seconds)
        print(f"{number:>9} {cells}   {seconds[1] / number * 1000:.2f} ms")


if __name__ == "__main__":
    main()
