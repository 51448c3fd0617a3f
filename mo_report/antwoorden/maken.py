"""From returned files to the reactieregister in its folder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from mo_report.antwoorden.gevolgen import Gevolg, gevolgen
from mo_report.antwoorden.lezen import Antwoord, lees_antwoord
from mo_report.antwoorden.register import schrijf_register
from mo_report.engine.rekenen import Resultaat
from mo_report.lib.bevinding import Bevinding
from mo_report.uitvoer.plaatsen import UitvoerFout, Uitvoermap, schrijf_manifest, sha256
from mo_report.uitvoer.schrijven import TARIEFBLAD

REGISTER, MANIFEST = "reactieregister.xlsx", "reacties-manifest.json"


@dataclass(frozen=True)
class Verwerkt:
    """The answers, and what comes of them."""

    antwoorden: list[Antwoord]
    gevolgen: list[Gevolg]
    alles: Gevolg


def lees_antwoorden(
    paths: Sequence[Path], resultaat: Resultaat, progress: Callable[[str, int, int], None]
) -> list[Antwoord]:
    """Read every file; two answers of one aanbieder are an error, for nobody knows which counts."""
    answers = []
    names = [path.name for path in paths]
    for n, path in enumerate(paths):
        # Every answer may be called tariefblad.xlsx; the folder tells them apart.
        name = path.name if names.count(path.name) == 1 else str(path)
        progress(name, n, len(paths))
        answers.append(lees_antwoord(path, resultaat, name))
    first: dict[str, Antwoord] = {}
    for answer in answers:
        if answer.aanbieder and answer.aanbieder in first:
            answer.bevindingen.append(
                Bevinding(
                    answer.bestand,
                    "",
                    f"Van {answer.aanbieder} is er ook een ander antwoord: ‘{first[answer.aanbieder].bestand}’.",
                    "één antwoord van elke aanbieder",
                    "Geef alleen het laatste antwoord op.",
                )
            )
        first.setdefault(answer.aanbieder, answer)
    return answers


def verwerk(
    resultaat: Resultaat,
    antwoorden: list[Antwoord],
    uit: Path,
    *,
    overschrijf: bool,
    progress: Callable[[str, int, int], None],
) -> Verwerkt:
    """Compute every effect and write the register. Raises UitvoerFout."""
    if (uit / TARIEFBLAD).exists():
        raise UitvoerFout(
            f"‘{uit}’ is de map van een aanbieder. Het register noemt ook andere aanbieders: kies een andere map."
        )
    folder = Uitvoermap(uit, MANIFEST)
    if folder.changed([REGISTER]) and not overschrijf:
        raise UitvoerFout(
            f"‘{uit / REGISTER}’ is gewijzigd of niet door mo-report gemaakt. Kies een andere map, "
            "of geef --overschrijf op om het te vervangen."
        )
    reacties = [r for a in antwoorden for r in a.reacties]
    found, everything, adopted = gevolgen(resultaat, reacties, lambda n, total: progress("gevolgen", n, total))
    with folder.open() as plek:
        path = plek.nieuw / REGISTER
        schrijf_register(resultaat, antwoorden, found, everything, adopted, path)
        left = {"programma": "mo-report", "uitvoer": {REGISTER: sha256(path)}}
        schrijf_manifest(plek, MANIFEST, left)
        plek.plaats()
    return Verwerkt(antwoorden, found, everything)
