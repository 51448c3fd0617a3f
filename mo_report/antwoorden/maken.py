"""From returned files to the reactieregister in its folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from mo_report.antwoorden.antwoord import Antwoord, Reactie
from mo_report.antwoorden.besloten import judge_decisions
from mo_report.antwoorden.besluitblad import sleutel, stands
from mo_report.antwoorden.besluiten import Regel, read_register
from mo_report.antwoorden.gevolgen import Effect, effect_together, effects_of
from mo_report.antwoorden.lezen import read_answer
from mo_report.antwoorden.register import write_register
from mo_report.antwoorden.rondes import newest_counts
from mo_report.antwoorden.vorm import DEELS, OVERNEMEN
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
    newest_counts(answers)
    return answers


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
        standing = {r.sleutel: r for r in earlier}
        together = _samen(resultaat, reacties, standing)
        write_register(resultaat, antwoorden, found, everything, adopted, path, besloten=together, eerder=earlier)
        if kept:
            (plek.nieuw / kept).write_bytes((uit / REGISTER).read_bytes())
        left = {"programma": "mo-report", "uitvoer": {REGISTER: sha256(path)}}
        write_manifest(plek, MANIFEST, left)
        plek.plaats()
    return Processed(antwoorden, found, everything, kept)


def _samen(resultaat: Result, reacties: Sequence[Reactie], standing: Mapping[tuple[str, str], Regel]) -> Effect | None:
    """The effect of all decisions that stand together; None where there are none, or two for one value."""
    values: dict[object, Reactie] = {}
    decided = 0
    for reactie in reacties:
        own = standing.get(sleutel(reactie))
        besluit = stands(reactie, own) if own else None
        if not besluit or not besluit.woord:
            continue
        decided += 1
        value = {OVERNEMEN: reactie.waarde, DEELS: besluit.waarde}.get(besluit.woord)
        if value is None:
            continue
        place = (reactie.punt.record.block, reactie.punt.record.key, reactie.punt.column)
        other = values.setdefault(place, replace(reactie, waarde=value))
        if other.waarde != value:
            return None
    return effect_together(resultaat, list(values.values())) if decided else None


class WrongDecisions(Exception):
    """What stands in the register that is there cannot be; nothing was changed."""

    def __init__(self, bevindingen: list[Finding]) -> None:
        super().__init__()
        self.bevindingen = bevindingen


def _eerder(folder: OutputFolder, resultaat: Result, *, overschrijf: bool) -> tuple[list[Regel], str]:
    """The rows of the register that is there, and the name under which it is kept where somebody changed it.

    Raises OutputError where another file stands there, and WrongDecisions.
    """
    path = folder.path / REGISTER
    other = path.with_suffix(".ods")
    if other.exists():
        raise OutputError(
            f"In de map staat ook ‘{other.name}’. Staan daar besluiten in? Sla het op als ‘{REGISTER}’, en haal het "
            "andere bestand uit de map."
        )
    if not path.exists():
        return [], ""
    register = read_register(path)
    if not register.koppen:
        if not overschrijf:
            why = " ".join(f.wat for f in register.bevindingen)
            raise OutputError(
                f"‘{path}’ kan niet als register worden gelezen: {why} Kies een andere map, of geef --overschrijf "
                "op om het te vervangen; het bestand blijft dan bewaard onder een andere naam."
            )
        return [], _vorig(folder)
    _, told = judge_decisions(register, resultaat)
    wrong = [f for f in (*register.bevindingen, *told) if f.is_fout]
    if wrong:
        raise WrongDecisions(wrong)
    return [*register.eerdere, *register.regels], _vorig(folder) if folder.changed([REGISTER]) else ""


def _vorig(folder: OutputFolder) -> str:
    """A name for the register that somebody changed, at which nothing stands."""
    stem, suffix = REGISTER.rsplit(".", 1)
    names = (f"{stem}-vorige{f'-{n}' if n else ''}.{suffix}" for n in count())
    return next(n for n in names if not (folder.path / n).exists())
