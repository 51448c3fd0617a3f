"""From returned files to the reactieregister in its folder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path

from mo_report.antwoorden.besluiten import Besloten, Regel, in_force, judge_decisions, read_register
from mo_report.antwoorden.gevolgen import Effect, effect_together, effects_of
from mo_report.antwoorden.lezen import Antwoord, read_answer
from mo_report.antwoorden.register import write_register
from mo_report.engine.rekenen import Result
from mo_report.engine.units import DATUM
from mo_report.lib.bevinding import Finding, warning
from mo_report.lib.notatie import show
from mo_report.uitvoer.plaatsen import OutputError, OutputFolder, sha256, write_manifest
from mo_report.uitvoer.schrijven import TARIEFBLAD

REGISTER, MANIFEST = "reactieregister.xlsx", "reacties-manifest.json"


@dataclass(frozen=True)
class Processed:
    """The answers, and what comes of them."""

    antwoorden: list[Antwoord]
    gevolgen: list[Effect]
    alles: Effect
    besloten: int = 0
    """How many earlier decisions change something."""
    bewaard: str = ""
    """Under which name the register that was there is kept, where somebody changed it."""


def read_answers(
    paths: Sequence[Path],
    resultaat: Result,
    progress: Callable[[str, int, int], None],
    eerder: Sequence[Result] = (),
) -> list[Antwoord]:
    """Read every file. Of two answers of one aanbieder the newest counts, and it is said so.

    `eerder` are earlier versions of the input, to which an answer may belong.
    """
    answers = []
    names = [path.name for path in paths]
    for n, path in enumerate(paths):
        # Every answer may be called tariefblad.xlsx; the folder tells them apart.
        name = path.name if names.count(path.name) == 1 else str(path)
        progress(name, n, len(paths))
        answers.append(read_answer(path, resultaat, name, eerder))
    newest: dict[str, Antwoord] = {}
    for answer in answers:
        if answer.aanbieder:
            other = newest.get(answer.aanbieder)
            newest[answer.aanbieder] = answer if other is None or _saved(answer) >= _saved(other) else other
    for answer in answers:
        best = newest.get(answer.aanbieder, answer)
        if best is not answer:
            answer.telt = False
            answer.bevindingen.append(
                warning(
                    answer.bestand,
                    "",
                    f"Van {answer.aanbieder} is er ook een ander antwoord. ‘{best.bestand}’ is het laatst opgeslagen"
                    f"{_moment(best)} en telt; dit bestand{_moment(answer)} telt niet.",
                    "één antwoord van elke aanbieder",
                    "Geef alleen het antwoord op dat moet tellen, als dat een ander is.",
                )
            )
    return answers


def _saved(answer: Antwoord) -> datetime:
    return answer.opgeslagen or datetime.min


def _moment(answer: Antwoord) -> str:
    saved = answer.opgeslagen
    return f" ({show(saved.date(), DATUM)}, {saved:%H.%M} uur)" if saved else ""


def process_answers(
    resultaat: Result,
    antwoorden: list[Antwoord],
    uit: Path,
    *,
    overschrijf: bool,
    progress: Callable[[str, int, int], None],
) -> Processed:
    """Compute every effect and write the register, in which earlier decisions stay.

    Raises OutputError, or WrongDecisions for what stands in that register and cannot be.
    """
    if (uit / TARIEFBLAD).exists():
        raise OutputError(
            f"‘{uit}’ is de map van een aanbieder. Het register noemt ook andere aanbieders: kies een andere map."
        )
    folder = OutputFolder(uit, MANIFEST)
    earlier, kept = _eerder(folder, resultaat, overschrijf=overschrijf)
    reacties = [r for a in antwoorden if a.telt for r in a.reacties]
    found, everything, adopted = effects_of(resultaat, reacties, lambda n, total: progress("gevolgen", n, total))
    with folder.open() as plek:
        path = plek.nieuw / REGISTER
        together = effect_together(resultaat, [b.reactie for b in earlier.besloten]) if earlier.besloten else None
        write_register(
            resultaat, antwoorden, found, everything, adopted, path, besloten=together, eerder=earlier.regels
        )
        if kept:
            (plek.nieuw / kept).write_bytes((uit / REGISTER).read_bytes())
        left = {"programma": "mo-report", "uitvoer": {REGISTER: sha256(path)}}
        write_manifest(plek, MANIFEST, left)
        plek.plaats()
    return Processed(antwoorden, found, everything, len(earlier.besloten), kept)


class WrongDecisions(Exception):
    """What stands in the register that is there cannot be; nothing was changed."""

    def __init__(self, bevindingen: list[Finding]) -> None:
        super().__init__()
        self.bevindingen = bevindingen


@dataclass(frozen=True)
class _Eerder:
    """What an earlier register says: its rows, and the decisions that change something."""

    regels: list[Regel]
    besloten: list[Besloten]


def _eerder(folder: OutputFolder, resultaat: Result, *, overschrijf: bool) -> tuple[_Eerder, str]:
    """What stands in the register that is there, and the name under which it is kept where somebody changed it.

    Raises OutputError where another file stands there, and WrongDecisions.
    """
    path = folder.path / REGISTER
    if not path.exists():
        return _Eerder([], []), ""
    register = read_register(path)
    if not register.koppen:
        if not overschrijf:
            raise OutputError(
                f"‘{path}’ is geen register van mo-report. Kies een andere map, of geef --overschrijf op om het te "
                "vervangen."
            )
        return _Eerder([], []), ""
    decided, told = judge_decisions(register, resultaat)
    wrong = [f for f in (*register.bevindingen, *told) if f.is_fout]
    if wrong:
        raise WrongDecisions(wrong)
    return _Eerder(register.regels, in_force(decided)), _vorig(folder) if folder.changed([REGISTER]) else ""


def _vorig(folder: OutputFolder) -> str:
    """A name for the register that somebody changed, at which nothing stands."""
    stem, suffix = REGISTER.rsplit(".", 1)
    names = (f"{stem}-vorige{f'-{n}' if n else ''}.{suffix}" for n in count())
    return next(n for n in names if not (folder.path / n).exists())
