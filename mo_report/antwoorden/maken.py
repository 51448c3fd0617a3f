"""From returned files to the reactieregister in its folder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from mo_report.antwoorden.gevolgen import Effect, effects_of
from mo_report.antwoorden.lezen import Antwoord, read_answer
from mo_report.antwoorden.register import write_register
from mo_report.engine.rekenen import Result
from mo_report.lib.bevinding import Finding
from mo_report.uitvoer.plaatsen import OutputError, OutputFolder, sha256, write_manifest
from mo_report.uitvoer.schrijven import TARIEFBLAD

REGISTER, MANIFEST = "reactieregister.xlsx", "reacties-manifest.json"


@dataclass(frozen=True)
class Processed:
    """The answers, and what comes of them."""

    antwoorden: list[Antwoord]
    gevolgen: list[Effect]
    alles: Effect


def read_answers(paths: Sequence[Path], resultaat: Result, progress: Callable[[str, int, int], None]) -> list[Antwoord]:
    """Read every file; two answers of one aanbieder are an error, for nobody knows which counts."""
    answers = []
    names = [path.name for path in paths]
    for n, path in enumerate(paths):
        # Every answer may be called tariefblad.xlsx; the folder tells them apart.
        name = path.name if names.count(path.name) == 1 else str(path)
        progress(name, n, len(paths))
        answers.append(read_answer(path, resultaat, name))
    first: dict[str, Antwoord] = {}
    for answer in answers:
        if answer.aanbieder and answer.aanbieder in first:
            answer.bevindingen.append(
                Finding(
                    answer.bestand,
                    "",
                    f"Van {answer.aanbieder} is er ook een ander antwoord: ‘{first[answer.aanbieder].bestand}’.",
                    "één antwoord van elke aanbieder",
                    "Geef alleen het laatste antwoord op.",
                )
            )
        first.setdefault(answer.aanbieder, answer)
    return answers


def process_answers(
    resultaat: Result,
    antwoorden: list[Antwoord],
    uit: Path,
    *,
    overschrijf: bool,
    progress: Callable[[str, int, int], None],
) -> Processed:
    """Compute every effect and write the register. Raises OutputError."""
    if (uit / TARIEFBLAD).exists():
        raise OutputError(
            f"‘{uit}’ is de map van een aanbieder. Het register noemt ook andere aanbieders: kies een andere map."
        )
    folder = OutputFolder(uit, MANIFEST)
    if folder.changed([REGISTER]) and not overschrijf:
        raise OutputError(
            f"‘{uit / REGISTER}’ is gewijzigd of niet door mo-report gemaakt. Kies een andere map, "
            "of geef --overschrijf op om het te vervangen."
        )
    reacties = [r for a in antwoorden for r in a.reacties]
    found, everything, adopted = effects_of(resultaat, reacties, lambda n, total: progress("gevolgen", n, total))
    with folder.open() as plek:
        path = plek.nieuw / REGISTER
        write_register(resultaat, antwoorden, found, everything, adopted, path)
        left = {"programma": "mo-report", "uitvoer": {REGISTER: sha256(path)}}
        write_manifest(plek, MANIFEST, left)
        plek.plaats()
    return Processed(antwoorden, found, everything)
