"""A document of the dialogue, as a PDF and as a web page beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from mo_report.bijlage.bijlagen import HTML
from mo_report.bijlage.hoofdstuk import Hoofdstuk, numbered
from mo_report.bijlage.omslag import cover, loose_cover
from mo_report.bijlage.render import write_pdf
from mo_report.bijlage.uitgave import Uitgave
from mo_report.bijlage.webpagina import write_page
from mo_report.bijlage.weergave import chapter_of
from mo_report.engine.dossier import Dossier
from mo_report.engine.rekenen import Result
from mo_report.engine.units import DATUM
from mo_report.lib.notatie import show
from mo_report.model import Algemeen
from mo_report.verhaal.slot import BEGRIPPEN, COLOFON_TABEL
from mo_report.verhaal.vorm import Lezer, Pagina, Proza

_COLOFON = (
    f"{COLOFON_TABEL}\n<p>Met dezelfde bestanden, dezelfde huisstijl en dezelfde versie van het programma komt er weer "
    "precies dit document uit.</p>\n"
)


@dataclass(frozen=True)
class Document:
    """A document in the making: `gegevens` stand on its cover, and `gemaakt_van` in its colofon.

    The latter is what it was made from beside its own result: what that is, with its SHA-256.
    """

    resultaat: Result
    titel: str
    ondertitel: str
    paginas: Sequence[Pagina]
    gegevens: Sequence[tuple[str, str]]
    gemaakt_van: Sequence[tuple[str, str]] = ()


def ronde(resultaat: Result) -> list[tuple[str, str]]:
    """Which round it was, where the input says so."""
    text = resultaat.dossier.one(Algemeen).texts.get(Algemeen.ronde.name, "")
    return [("Ronde", text)] if text else []


def names_of(pdf: str) -> list[str]:
    """The files of a document."""
    return [pdf, str(Path(pdf).with_suffix(HTML))]


def write_document(document: Document, path: Path, uitgave: Uitgave, day: date) -> None:
    """Write it. Raises OSError."""
    content = cover(document.resultaat, uitgave, document.titel, document.ondertitel, document.gegevens)
    for listed in ("gegevens", "colofon"):
        content[listed] = [(k, show(day, DATUM) if k == "Datum" else v) for k, v in content[listed]]
    _write(document.resultaat, document.paginas, content, path, uitgave, day, document.gemaakt_van)


def write_loose(
    titel: tuple[str, str],
    paginas: Sequence[Pagina],
    gegevens: Sequence[tuple[str, str]],
    path: Path,
    uitgave: Uitgave,
    day: date,
    gemaakt_van: Sequence[tuple[str, str]],
) -> None:
    """Write a document that is of no gemeente; `titel` with what stands below it. Raises OSError."""
    sender = ("Uitgave van", uitgave.stijl.afzender or "mo-report")
    about = [sender, *gegevens, ("Datum", show(day, DATUM))]
    content = loose_cover(uitgave, *titel, about, about)
    _write(Result(Dossier(())), paginas, content, path, uitgave, day, gemaakt_van)


def _write(
    resultaat: Result,
    paginas: Sequence[Pagina],
    content: dict[str, Any],
    path: Path,
    uitgave: Uitgave,
    day: date,
    gemaakt_van: Sequence[tuple[str, str]],
) -> None:
    content["colofon"] += [(f"Kenmerk van {what} (SHA-256)", digest) for what, digest in gemaakt_van]
    last = (
        Pagina("begrippen", "Begrippenlijst", lambda _: (Proza(BEGRIPPEN, {"definities": False}),), Lezer.IEDEREEN),
        Pagina("colofon", "Colofon", lambda _: (Proza(_COLOFON),), Lezer.IEDEREEN, genummerd=False),
    )
    chapters: list[Hoofdstuk] = numbered(chapter_of(resultaat, p) for p in (*paginas, *last))
    write_pdf(path, day, chapters, uitgave, content)
    write_page(path.with_suffix(HTML), chapters, uitgave.stijl, content)
