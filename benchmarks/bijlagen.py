"""How fast the PDFs are made, beside bare WeasyPrint on the same HTML, and with how much memory.

Run: .venv/bin/python benchmarks/bijlagen.py [INVOER.xlsx]   (default inputs/haarlem-2020.xlsx)

Prints for each PDF its pages, pages per second and the time against bare WeasyPrint (the best of
three, in turns); then all files of a run, side by side on the cores there are; then peak memory.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from weasyprint import HTML

from mo_report.bijlage import render
from mo_report.bijlage.bijlagen import write_bijlage, write_tariefbijlage
from mo_report.bijlage.huisstijl import default_style
from mo_report.bijlage.omslag import input_date
from mo_report.bijlage.uitgave import Uitgave, Werkboek
from mo_report.engine.rekenen import Result, calculate
from mo_report.invoer import read_input
from mo_report.model import Aanbieder
from mo_report.uitvoer.schrijven import write_all

UITGAVE = Uitgave("x", "0" * 64, default_style(), Werkboek("leeg.xlsx", "leeg", b""))
RONDEN = 3


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _document(html: str) -> tuple[HTML, dict[str, Any]]:
    css, fonts = render._style(UITGAVE.stijl)
    document = HTML(string=html, url_fetcher=render._OwnFiles(UITGAVE.stijl), base_url="mo:")
    return document, {"stylesheets": [css], "font_config": fonts}


def _bare(html: str) -> None:
    """What WeasyPrint does by itself with the same page, as a tagged PDF/A-3a."""
    document, more = _document(html)
    document.write_pdf(pdf_variant="pdf/a-3a", **more)


def _pages(html: str) -> int:
    document, more = _document(html)
    return len(document.render(**more).pages)


def measure(name: str, resultaat: Result, write: Callable[..., None], folder: Path) -> None:
    pages: list[str] = []
    keep = render.document

    def kept(*args: Any) -> Any:
        root = keep(*args)
        pages.append(render.as_html(root))
        return root

    render.document = kept
    write(resultaat, folder / "a.pdf", UITGAVE)  # warms up, and keeps the HTML
    render.document = keep
    ours, bare = [], []
    for _ in range(RONDEN):
        ours.append(_seconds(lambda: write(resultaat, folder / "a.pdf", UITGAVE)))
        bare.append(_seconds(lambda: _bare(pages[0])))
    count = _pages(pages[0])
    print(f"{name:<42}{count:>6}{min(ours):>9.2f}{count / min(ours):>12.1f}{min(ours) / min(bare):>12.3f}")


def _mib(who: int) -> float:
    return resource.getrusage(who).ru_maxrss / 1024


def main() -> None:
    path = Path(sys.argv[1] if len(sys.argv) > 1 else "inputs/haarlem-2020.xlsx")
    resultaat = read_input(path).resultaat
    assert resultaat is not None
    d = resultaat.dossier
    print(f"{'pdf':<42}{'pages':>6}{'seconds':>9}{'pages/s':>12}{'to bare':>12}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        public = calculate(d.zonder_aanbieders())
        measure(f"bijlage ({input_date(public)})", public, write_bijlage, folder)
        for record in d[Aanbieder][:3]:
            own = calculate(d.per_aanbieder(record))
            write = write_tariefbijlage
            measure(f"tariefbijlage {record.name}"[:41], own, write, folder)
        here = _mib(resource.RUSAGE_SELF)
        whole = _seconds(lambda: write_all(resultaat, path, folder / "uit"))
        each = _mib(resource.RUSAGE_CHILDREN)
    print(f"all files of a run: {whole:.1f} s")
    print(f"peak memory: {here:.0f} MiB for one PDF after another, {each:.0f} MiB in a worker")


if __name__ == "__main__":
    main()
