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
    for name, args in {
        "sjabloon": ["sjabloon", f"{folder}/sjabloon.xlsx", "--overschrijf"],
        "voorbeeld": ["voorbeeld", f"{folder}/voorbeeld.xlsx", "--overschrijf"],
        "controleer": ["controleer", str(invoer)],
        "bereken": ["bereken", str(invoer), "--uit", f"{folder}/uit", "--overschrijf"],
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
    from mo_report.bijlage.bijlagen import schrijf_bijlage, schrijf_tariefbijlage
    from mo_report.bijlage.huisstijl import standaard
    from mo_report.bijlage.uitgave import Uitgave, Werkboek
    from mo_report.engine.rekenen import bereken
    from mo_report.invoer.lezen import beoordeel
    from mo_report.invoer.openen import Werkmap, open_werkmap
    from mo_report.model import INVOERBLADEN, Aanbieder
    from mo_report.uitvoer.gegevens import gegevens
    from mo_report.werkboek.boeken import schrijf_kostprijsmodel, schrijf_overzicht, schrijf_tariefblad

    opened = step("open the input", lambda: open_werkmap(invoer, [b.title for b in INVOERBLADEN]))
    assert isinstance(opened, Werkmap)
    read = beoordeel(opened)
    assert read.resultaat is not None
    whole = read.resultaat
    d = whole.dossier
    own = [bereken(d.per_aanbieder(r)) for r in d[Aanbieder]]
    public = bereken(d.zonder_aanbieders())
    edition = Uitgave("x", "0" * 64, standaard(), Werkboek("leeg.xlsx", "leeg", b""))
    again = open_werkmap(invoer, [b.title for b in INVOERBLADEN])
    assert isinstance(again, Werkmap)
    step("read and check", lambda: beoordeel(again))
    step("compute", lambda: bereken(d))
    step("resultaat.json", lambda: gegevens(whole))
    step("overzicht", lambda: schrijf_overzicht(whole, folder / "o.xlsx"))
    step("kostprijsmodel", lambda: schrijf_kostprijsmodel(public, folder / "k.xlsx"))
    step("tariefbladen", lambda: [schrijf_tariefblad(r, folder / "t.xlsx") for r in own])
    step("bijlage", lambda: schrijf_bijlage(public, folder / "b.pdf", edition))
    step("tariefbijlagen", lambda: [schrijf_tariefbijlage(r, folder / "t.pdf", edition) for r in own])
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
