"""What a region takes, and how that grows with its aanbieders: time, processor time and memory of a whole run.

Run: .venv/bin/python benchmarks/regio.py [AANBIEDERS ...] [--geen-pdf] [--kern]   (default 2 7 14 28)

Each aanbieder has ten locaties. Memory is that of all processes of the run together at its highest
(proportional set size: what they share counts once). With --kern the run has one core.
"""

from __future__ import annotations

import copy
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import psutil

from mo_report.model.voorbeeld.gegevens import haarlem
from mo_report.werkboek.invoerboek import write_input

LOCATIES = 10


def region(aanbieders: int) -> dict[str, Any]:
    """The example with so many aanbieders of ten locaties each, copies of those of Haarlem."""
    data = haarlem()
    sheets = data["bladen"]
    # Teams are of one place; the copies have none.
    gone = [title for title, rows in sheets.items() if title != "Locaties" and any("team" in row for row in rows)]
    sheets |= {title: [] for title in (*gone, "Gepubliceerde waarden")}
    for row in sheets["Locaties"]:
        row.pop("team", None)
    names = [row["locatie"] for row in sheets["Locaties"]]
    first = sheets["Aanbieders"][0]
    sheets["Aanbieders"] = [{**first, "aanbieder": f"Aanbieder {a}"} for a in range(aanbieders)]
    for title, rows in sheets.items():
        if any("locatie" in row for row in rows):
            sheets[title] = [
                {**copy.deepcopy(row), "locatie": f"{row['locatie']} {a}-{n}"}
                | ({"aanbieder": f"Aanbieder {a}"} if "aanbieder" in row else {})
                for a in range(aanbieders)
                for n in range(LOCATIES)
                for row in rows
                if row["locatie"] == names[n % len(names)]
            ]
        elif title != "Aanbieders" and any("aanbieder" in row for row in rows):
            sheets[title] = [{**rows[0], "aanbieder": f"Aanbieder {a}"} for a in range(aanbieders)]
    return data


def measured(command: list[str], *, one_core: bool) -> tuple[float, float, float]:
    """Seconds by the clock, seconds of processor time, and the most memory of all its processes (MiB)."""
    begun = time.perf_counter()
    process = psutil.Popen(command, stdout=-3, stderr=-3)
    if one_core:
        process.cpu_affinity([0])
    peak = 0.0
    while process.poll() is None:
        memory = 0
        for each in (process, *process.children(recursive=True)):
            try:
                memory += each.memory_full_info().pss
            except psutil.Error:
                continue
        peak = max(peak, memory / 2**20)
        time.sleep(0.1)
    assert process.returncode == 0, command
    took = time.perf_counter() - begun
    spent = os.times()
    return took, spent.children_user + spent.children_system, peak


def main() -> None:
    numbers = [int(a) for a in sys.argv[1:] if a.isdigit()] or [2, 7, 14, 28]
    more = ["--geen-pdf"] if "--geen-pdf" in sys.argv else []
    print(f"{'aanbieders':>10} {'locaties':>9} {'seconds':>9} {'cpu':>9} {'MiB':>8}   seconds per locatie")
    before = 0.0
    for number in numbers:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "regio.xlsx"
            write_input(path, region(number))
            command = [sys.executable, "-m", "mo_report", "bereken", str(path), "--uit", f"{folder}/uit", *more]
            took, cpu, peak = measured(command, one_core="--kern" in sys.argv)
        spent, before = cpu - before, cpu
        places = number * LOCATIES
        print(f"{number:>10} {places:>9} {took:9.1f} {spent:9.1f} {peak:8.0f}   {took / places:.3f}", flush=True)


if __name__ == "__main__":
    main()
