"""Try many mutants of a workbook: `python tests/muteer.py --aantal 5000 --seed 1 [INVOER.xlsx]`.

Each is read in a worker process, with a limit of time. What fails is printed with how to repeat it;
the exit code is 1 then.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import sys
import tempfile
import traceback
import warnings
from collections import Counter
from multiprocessing.connection import Connection
from pathlib import Path

import click
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress

sys.path.insert(0, str(Path(__file__).parent))

from mutanten import SNEL, SOORTEN
from mutantoordeel import basis_van, beproef

from mo_report.lib.machine import collect_less

ROOT = Path(__file__).parents[1]
#: Seconds that a mutant may take.
TIJD = 10
_START = 120
Zaak = tuple[str, int, bool]


def _werk(path: Path, pipe: Connection) -> None:
    """Try what comes in, and send back how it ended and what was wrong."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # that is for the other process
    collect_less()
    warnings.simplefilter("error")
    basis = basis_van(path)
    pipe.send(("klaar", []))
    with tempfile.TemporaryDirectory() as folder:
        while True:
            kind, seed, write = pipe.recv()
            try:
                pipe.send(beproef(basis, kind, seed, Path(folder), schrijf=write))
            except Exception:  # that is what is looked for
                pipe.send(("uitzondering", [traceback.format_exc()]))


class Werker:
    """The process that reads mutants; a new one after each that took too long."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._start()

    def _start(self) -> None:
        self._pipe, theirs = multiprocessing.Pipe()
        self._process = multiprocessing.Process(target=_werk, args=(self._path, theirs))
        self._process.start()
        theirs.close()
        self._antwoord(_START)

    def _antwoord(self, seconds: float) -> tuple[str, list[str]]:
        if not self._pipe.poll(seconds):
            raise TimeoutError
        answer: tuple[str, list[str]] = self._pipe.recv()
        return answer

    def beproef(self, case: Zaak) -> tuple[str, list[str]]:
        self._pipe.send(case)
        try:
            return self._antwoord(TIJD * (4 if case[2] else 1))
        except TimeoutError:
            self.stop()
            self._start()
            return "te lang", [f"took more than {TIJD} seconds"]
        except EOFError:
            self.stop()
            self._start()
            return "gestorven", ["the process ended"]

    def stop(self) -> None:
        self._process.kill()
        self._process.join()


def _gevallen(kinds: list[str], number: int, seed: int, each: int) -> list[Zaak]:
    """The kinds in turn; of those that are refused fast, four times as many."""
    turn = [k for k in kinds for _ in range(4 if k in SNEL else 1)]
    return [(turn[n % len(turn)], seed * 1_000_000 + n, bool(each) and n % each == 0) for n in range(number)]


@click.command(help=__doc__)
@click.argument("invoer", type=click.Path(path_type=Path, exists=True), required=False)
@click.option("--aantal", default=1000, help="How many mutants.")
@click.option("--seed", default=1, help="Another seed gives other mutants.")
@click.option("--soort", multiple=True, type=click.Choice(list(SOORTEN)), help="Only this kind.")
@click.option("--schrijf", default=0, help="Write all files of each so manieth mutant too.")
@click.option("--zaad", type=int, help="Only the mutant with this seed, of one --soort.")
def main(invoer: Path | None, aantal: int, seed: int, soort: tuple[str, ...], schrijf: int, zaad: int) -> None:
    invoer = invoer or ROOT / "inputs" / "haarlem-2020.xlsx"
    cases = _gevallen(list(soort) or list(SOORTEN), aantal, seed, schrijf)
    if zaad is not None:
        cases = [(soort[0], zaad, bool(schrijf))]
    worker, ends, failures = Werker(invoer), Counter[tuple[str, str]](), 0
    console = Console(highlight=False, markup=False, soft_wrap=True)
    # Stopped halfway, it still tells what it found.
    columns = (*Progress.get_default_columns(), MofNCompleteColumn())
    with contextlib.suppress(KeyboardInterrupt), Progress(*columns, console=console) as bar:
        for case in bar.track(cases, description="mutanten"):
            end, wrong = worker.beproef(case)
            ends[case[0], end] += 1
            failures += bool(wrong)
            for text in wrong[:5]:
                console.print(f"FOUT {case[0]} {case[1]} ({end}): {text}")
            if wrong:
                again = f"--soort {case[0]} --zaad {case[1]}" + " --schrijf 1" * case[2]
                console.print(f"  again: python tests/muteer.py {again} {invoer.name}\n")
    worker.stop()
    for (kind, end), count in sorted(ends.items()):
        console.print(f"{kind:10} {end:14} {count:6}")
    console.print(f"{ends.total()} mutants, {failures} failures")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
