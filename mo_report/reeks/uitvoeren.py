"""Doing a series of inputs: which are still to be done, who does them, and what comes of each.

Whoever does the work only gets bytes and gives bytes back. This process alone puts files into place, an
input at a time and all of it at once: a helper that is lost leaves nothing half, and nothing twice.
"""

from __future__ import annotations

import hashlib
import json
import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError, Executor, Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from mo_report.bijlage.huisstijl import Huisstijl
from mo_report.lib.bevinding import Finding
from mo_report.lib.namen import folder_name
from mo_report.lib.verslag import log_error
from mo_report.reeks.samenvatting import Samenvatting
from mo_report.reeks.werk import Opdracht, Uitgewerkt, uitwerken
from mo_report.uitvoer.kenmerk import programma
from mo_report.uitvoer.maken import available
from mo_report.uitvoer.plaatsen import MANIFEST, OutputError, OutputFolder

#: What is kept of each input: what came of it, and of what. No input has a folder of this name.
VERSLAG = ".reeks"
Progress = Callable[[str, int, int], None]
GEMAAKT, STOND_ER, FOUTEN, GEWIJZIGD = "gemaakt", "stond er al", "fouten in de invoer", "niet vervangen"
MISLUKT = "niet gelukt"


@dataclass(frozen=True)
class Onderdeel:
    """What came of one input.

    map  the folder of its files, beside those of the others
    """

    bestand: str
    map: str
    stand: str
    sha256: str
    bevindingen: list[Finding]
    samenvatting: Samenvatting | None = None

    @property
    def telt(self) -> bool:
        return self.samenvatting is not None


def in_mappen(paths: Sequence[Path]) -> dict[str, Path]:
    """The folder of each input, by the name of its file. Raises ValueError where two have the same one."""
    found: dict[str, Path] = {}
    for path in paths:
        name = folder_name(path.stem)
        if name in found:
            raise ValueError(
                f"‘{found[name]}’ en ‘{path}’ zouden dezelfde map krijgen: {name}. Geef een van beide een andere naam."
            )
        found[name] = path
    return found


def doe(
    invoeren: dict[str, Path],
    uit: Path,
    stijl: Huisstijl,
    *,
    pdf: bool,
    dask: str = "",
    kernen: int = 0,
    overschrijf: bool = False,
    progress: Progress,
) -> list[Onderdeel]:
    """Do every input that is still to be done, and tell of all of them. Raises OutputError and OSError.

    What was done before with the same program, style and input stays, as long as nobody changed it.
    """
    done: dict[str, Onderdeel] = {}
    todo: dict[str, Opdracht] = {}
    for name, path in invoeren.items():
        opdracht = Opdracht(path.name, path.read_bytes(), stijl, pdf)
        known = _eerder(uit, name, opdracht)
        if known:
            done[name] = known
        elif (changed := _gewijzigd(uit / name)) and not overschrijf:
            done[name] = _laat_staan(name, opdracht, changed)
        else:
            todo[name] = opdracht
    progress("", len(done), len(invoeren))
    if todo:
        with _helpers(dask, kernen or available()) as helpers:
            for name, made in _uitgewerkt(helpers, todo):
                own = todo[name]
                if not made:
                    done[name] = _niet_gelukt(name, own)
                elif (changed := _gewijzigd(uit / name, list(made.bestanden))) and not overschrijf:
                    done[name] = _laat_staan(name, own, changed)
                else:
                    done[name] = _plaats(uit, name, own, made)
                progress(name, len(done), len(invoeren))
    return [done[name] for name in invoeren]


@contextmanager
def _helpers(dask: str, kernen: int) -> Iterator[Executor]:
    """Who does the work: processes on this machine, or a cluster that is there."""
    if dask:
        from mo_report.reeks.cluster import cluster

        with cluster(dask) as found:
            yield found
        return
    # Not forked: a helper has nothing of this process. Nor replaced after some inputs, on which Python 3.11
    # stands still (github.com/python/cpython/issues/115634): it gives back its memory itself.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(kernen, context) as pool:
        yield pool


def _uitgewerkt(helpers: Executor, todo: dict[str, Opdracht]) -> Iterator[tuple[str, Uitgewerkt | None]]:
    """Each input that is done, as soon as it is; None where the program failed on it.

    Raises OutputError where it makes no sense to go on.
    """
    waiting: dict[Future[Uitgewerkt], str] = {helpers.submit(uitwerken, own): name for name, own in todo.items()}
    try:
        for future in as_completed(waiting):
            # What it made is kept no longer than needed: of a whole country it is much.
            name = waiting.pop(future)
            try:
                made = future.result()
            except (OutputError, OSError, CancelledError, BrokenProcessPool):
                raise
            except Exception as error:
                log_error(error)
                yield name, None
                continue
            if made.programma != programma():
                raise OutputError(
                    "Een computer in het cluster heeft een ander programma dan deze. Zet op elke computer dezelfde "
                    "versie van mo-report."
                )
            yield name, made
    except BrokenProcessPool as error:
        raise OutputError(
            "Een deel van het programma is gestopt, waarschijnlijk omdat het geheugen van de computer vol was. "
            "Wat al klaar was, staat er. Geef dezelfde opdracht nog een keer: dan gaat het programma verder."
        ) from error
    except CancelledError as error:
        raise OutputError(
            "Het cluster is weggevallen. Wat al klaar was, staat er. Geef dezelfde opdracht nog een keer: dan gaat het "
            "programma verder."
        ) from error
    finally:
        for future in waiting:
            future.cancel()


def _plaats(uit: Path, name: str, opdracht: Opdracht, made: Uitgewerkt) -> Onderdeel:
    """Put the files of one input into place, all at once, and note what came of it."""
    stand = GEMAAKT if made.samenvatting else FOUTEN
    own = Onderdeel(opdracht.bestand, name, stand, _sha256(opdracht.data), made.bevindingen, made.samenvatting)
    if made.bestanden:
        folder = OutputFolder(uit / name)
        with folder.open() as plek:
            for each, data in made.bestanden.items():
                path = plek.nieuw / each
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
            plek.plaats(folder.over(list(made.bestanden)))
    _bewaar(uit, opdracht, own)
    return own


def _gewijzigd(folder: Path, names: Sequence[str] = ()) -> list[str]:
    """What a user changed of an earlier run, or put where these files would come."""
    found = OutputFolder(folder)
    earlier = found.earlier()
    return found.changed([n for n in {**earlier, **dict.fromkeys(names)} if n != MANIFEST or not earlier])


def _laat_staan(name: str, opdracht: Opdracht, changed: Sequence[str]) -> Onderdeel:
    found = Finding(
        opdracht.bestand,
        "",
        f"In de map ‘{name}’ is gewijzigd, of niet door mo-report gemaakt: {', '.join(changed)}.",
        "de bestanden van de vorige berekening",
        "Bewaar uw wijzigingen ergens anders, en geef dezelfde opdracht met --overschrijf.",
    )
    return Onderdeel(opdracht.bestand, name, GEWIJZIGD, _sha256(opdracht.data), [found])


def _niet_gelukt(name: str, opdracht: Opdracht) -> Onderdeel:
    found = Finding(
        opdracht.bestand,
        "",
        "Bij deze invoer ging iets mis in het programma zelf.",
        "een invoer die kan worden doorgerekend",
        "Probeer deze invoer los, met ‘mo-report bereken’. Gaat het weer mis, vraag dan uw beheerder.",
    )
    return Onderdeel(opdracht.bestand, name, MISLUKT, _sha256(opdracht.data), [found])


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _merk(opdracht: Opdracht) -> str:
    """The mark of what an input was done with."""
    return "-".join((programma(), opdracht.stijl.merk, str(opdracht.pdf)))


def _bewaar(uit: Path, opdracht: Opdracht, own: Onderdeel) -> None:
    noted = {
        "bestand": own.bestand,
        "sha256": own.sha256,
        "merk": _merk(opdracht),
        "bevindingen": [asdict(f) for f in own.bevindingen],
        "samenvatting": own.samenvatting.as_data() if own.samenvatting else None,
    }
    path = uit / VERSLAG / f"{own.map}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    # Whole or not at all: a run that is stopped here does this input once more.
    half = path.with_suffix(".half")
    half.write_text(json.dumps(noted, ensure_ascii=False, indent=2, default=str) + "\n", "utf-8")
    half.replace(path)


def _eerder(uit: Path, name: str, opdracht: Opdracht) -> Onderdeel | None:
    """What came of this very input before, where that is still there as it was made."""
    try:
        noted: dict[str, Any] = json.loads((uit / VERSLAG / f"{name}.json").read_text("utf-8"))
        if (noted["sha256"], noted["merk"]) != (_sha256(opdracht.data), _merk(opdracht)):
            return None
        found = [Finding(**f) for f in noted["bevindingen"]]
        summary = Samenvatting.from_data(noted["samenvatting"]) if noted["samenvatting"] else None
    except (OSError, ValueError, KeyError, TypeError, ArithmeticError, RecursionError):
        return None
    if summary is None:
        return Onderdeel(opdracht.bestand, name, FOUTEN, noted["sha256"], found)
    folder = OutputFolder(uit / name)
    files = [*folder.earlier()]
    whole = bool(files) and all((folder.path / each).is_file() for each in files) and not folder.changed(files)
    return Onderdeel(opdracht.bestand, name, STOND_ER, noted["sha256"], found, summary) if whole else None
