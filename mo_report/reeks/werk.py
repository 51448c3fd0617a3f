"""One input as one piece of work: bytes in, bytes out, so that any process on any machine may do it."""

from __future__ import annotations

import gc
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from mo_report.bijlage.huisstijl import Huisstijl
from mo_report.invoer import read_input
from mo_report.lib.bevinding import Finding
from mo_report.reeks.samenvatting import Samenvatting, samengevat
from mo_report.uitvoer.kenmerk import programma
from mo_report.uitvoer.schrijven import write_all


@dataclass(frozen=True)
class Opdracht:
    """An input as it was read from disk, and what to make of it."""

    bestand: str
    data: bytes = field(repr=False)
    stijl: Huisstijl = field(repr=False)
    pdf: bool = True


@dataclass(frozen=True)
class Uitgewerkt:
    """What came of it: every file, or what is wrong with the input.

    programma  the mark of the program that did the work: elsewhere it may be another
    """

    samenvatting: Samenvatting | None
    bevindingen: list[Finding]
    bestanden: dict[str, bytes] = field(repr=False)
    programma: str


def uitwerken(opdracht: Opdracht) -> Uitgewerkt:
    """Do the main job for one input, on one core. Raises OutputError where the machine stops it."""
    try:
        return _uitgewerkt(opdracht)
    finally:
        # A result leads to itself in many ways: without this that of one input stays beside the next.
        gc.collect()


def _uitgewerkt(opdracht: Opdracht) -> Uitgewerkt:
    with TemporaryDirectory(prefix="mo-report-") as name:
        path, uit = Path(name) / opdracht.bestand, Path(name) / "uit"
        path.write_bytes(opdracht.data)
        gelezen = read_input(path)
        if gelezen.resultaat is None:
            return Uitgewerkt(None, gelezen.bevindingen, {}, programma())
        made = write_all(
            gelezen.resultaat, path, uit, pdf=opdracht.pdf, stijl=opdracht.stijl, digest=gelezen.sha256, kernen=1
        )
        files = {each: (uit / each).read_bytes() for each in made.namen}
        return Uitgewerkt(samengevat(gelezen.resultaat), gelezen.bevindingen, files, programma())
