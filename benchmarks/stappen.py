"""What each command costs beside importing openpyxl, and the share of each step of a run.

Run: .venv/bin/python benchmarks/stappen.py [INVOER.xlsx]   (default inputs/haarlem-2020.xlsx)

A ratio holds on any machine; the seconds are those of this one. Of a command the best of three
counts; the steps of a run are taken once, after one another in one process.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

RONDEN = 3
IMPORT = [sys.executable, "-c", "import openpyxl"]
LOAD = [sys.executable, "-c", "import sys, openpyxl; openpyxl.load_workbook(sys.argv[1])"]
MO = [sys.executable, "-m", "mo_report"]


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def command(args: list[str]) -> float:
    return min(seconds(lambda: subprocess.run(args, check=True, capture_output=True)) for _ in range(RONDEN))


def commands(invoer: Path, folder: Path) -> None:
    base = command(IMPORT)
    print(f"{'import openpyxl':<20} {base:6.2f} s")
    load = command([*LOAD, str(invoer)])
    print(f"{'one openpyxl load':<20} {load:6.2f} s {load / base:6.1f} × import openpyxl")
    for name, args in {
        "sjabloon": ["sjabloon", f"{folder}/sjabloon.xlsx", "--overschrijf"],
        "voorbeeld": ["voorbeeld", f"{folder}/voorbeeld.xlsx", "--overschrijf"],
        "controleer": ["controleer", str(invoer)],
        "bereken": ["bereken", str(invoer), "--uit", f"{folder}/uit", "--overschrijf", "--alles"],
    }.items():
        took = command([*MO, *args])
        print(f"{name:<20} {took:6.2f} s {took / base:6.1f} × import openpyxl")


def steps(invoer: Path, folder: Path) -> list[tuple[str, float]]:
    """The steps of a run in order, each with its seconds."""
    found: list[tuple[str, float]] = []

    def step(name: str, work: Callable[[], object]) -> object:
        made: list[object] = []
        found.append((name, seconds(lambda: made.append(work()))))
        return made[0]

    def libraries() -> None:
        import mo_report.bijlage.bijlagen
        import mo_report.invoer
        import mo_report.werkboek.boeken  # noqa: F401

    step("libraries", libraries)
    from mo_report.bijlage.bijlagen import write_bijlage, write_tariefbijlage
    from mo_report.bijlage.huisstijl import default_style
    from mo_report.bijlage.uitgave import Uitgave, Werkboek
    from mo_report.engine.rekenen import calculate
    from mo_report.invoer.lezen import judge
    from mo_report.invoer.openen import InputBook, open_book
    from mo_report.model import INVOERBLADEN, Aanbieder
    from mo_report.uitvoer.gegevens import as_data
    from mo_report.werkboek.boeken import write_kostprijsmodel, write_overzicht, write_tariefblad

    opened = step("open the input", lambda: open_book(invoer, [b.title for b in INVOERBLADEN]))
    assert isinstance(opened, InputBook)
    read = judge(opened)
    assert read.resultaat is not None
    whole = read.resultaat
    d = whole.dossier
    own = [calculate(d.per_aanbieder(r)) for r in d[Aanbieder]]
    public = calculate(d.zonder_aanbieders())
    edition = Uitgave("x", "0" * 64, default_style(), Werkboek("leeg.xlsx", "leeg", b""))
    again = open_book(invoer, [b.title for b in INVOERBLADEN])
    assert isinstance(again, InputBook)
    step("read and check", lambda: judge(again))
    step("compute", lambda: calculate(d))
    step("resultaat.json", lambda: as_data(whole))
    step("overzicht", lambda: write_overzicht(whole, folder / "o.xlsx"))
    step("kostprijsmodel", lambda: write_kostprijsmodel(public, folder / "k.xlsx"))
    step("tariefbladen", lambda: [write_tariefblad(r, folder / "t.xlsx") for r in own])
    step("bijlage", lambda: write_bijlage(public, folder / "b.pdf", edition))
    step("tariefbijlagen", lambda: [write_tariefbijlage(r, folder / "t.pdf", edition) for r in own])
    return found


def main() -> None:
    invoer = Path(sys.argv[1] if len(sys.argv) > 1 else "inputs/haarlem-2020.xlsx")
    with tempfile.TemporaryDirectory() as name:
        commands(invoer, Path(name))
        found = steps(invoer, Path(name))
    total = sum(s for _, s in found)
    print(f"\n{'step, on one core':<20} {total:6.2f} s")
    for step, took in found:
        print(f"{step:<20} {took:6.2f} s {took / total:6.1%}")


if __name__ == "__main__":
    main()
