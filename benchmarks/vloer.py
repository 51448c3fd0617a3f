"""What the program takes beside the least that the libraries under it could take for the same work.

Run: .venv/bin/python benchmarks/vloer.py [INVOER.xlsx] [--geen-pdf]   (default inputs/haarlem-2020.xlsx)

The least: of a workbook the same cells, formulas and styles written with openpyxl alone; of an input
one openpyxl load; of a PDF the same HTML rendered with WeasyPrint alone. Both sides are measured in
turn, round by round, in processor time of one process; of each the best round counts. A ratio holds
on any machine.
"""

from __future__ import annotations

import gc
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from copy import copy
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from mo_report.engine.rekenen import calculate
from mo_report.invoer import read_input
from mo_report.model import Aanbieder
from mo_report.werkboek.boeken import write_kostprijsmodel, write_overzicht, write_tariefblad
from mo_report.werkboek.invoerboek import write_input

RONDEN = 9
RONDEN_PDF = 5  # of ten seconds each
_STYLES = (
    "_fonts", "_fills", "_borders", "_alignments", "_protections", "_number_formats", "_cell_styles", "_named_styles",
)  # fmt: skip


def seconds(work: Callable[[], object]) -> float:
    gc.collect()
    gc.freeze()  # as a worker of the program has it
    start = time.process_time()
    work()
    took = time.process_time() - start
    gc.unfreeze()
    return took


def best(*works: Callable[[], object], rounds: int = RONDEN) -> tuple[float, ...]:
    """The best time of each; in turn, so that a machine that slows down slows all of them."""
    return tuple(min(times) for times in zip(*([seconds(w) for w in works] for _ in range(rounds)), strict=True))


def bare_workbook(source: Path, target: Path) -> Callable[[], None]:
    """Writes the cells, formulas and styles of a workbook with openpyxl and nothing else."""
    book = load_workbook(source)
    plan = [(s.title, [(c.row, c.column, c.value, c._style) for c in s._cells.values()]) for s in book]

    def write() -> None:
        made: Any = Workbook()
        made.remove(made.active)
        for name in _STYLES:
            setattr(made, name, getattr(book, name))
        for title, cells in plan:
            sheet = made.create_sheet(title)
            for row, column, value, style in cells:
                cell = sheet.cell(row, column)
                cell.value, cell._style = value, copy(style)
        made.save(target)

    return write


def main() -> None:
    own = [a for a in sys.argv[1:] if not a.startswith("-")]
    invoer = Path(own[0] if own else "inputs/haarlem-2020.xlsx")
    gc.set_threshold(200_000, 50, 1_000)  # as the program has it
    result = read_input(invoer).resultaat
    assert result is not None
    whole = result.dossier
    reading, computing, loading = best(
        lambda: read_input(invoer), lambda: calculate(whole), lambda: load_workbook(invoer)
    )
    hers = whole.per_aanbieder(whole[Aanbieder][0])
    print(f"{'':<16} {'ours':>7} {'least':>7} {'ratio':>6}   (seconds of processor time)")
    _row("reading", reading - computing, loading)
    writers = {
        "overzicht": (write_overzicht, whole),
        "tariefblad": (write_tariefblad, hers),
        "kostprijsmodel": (write_kostprijsmodel, whole.zonder_aanbieders()),
    }
    total = [0.0, 0.0]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for what, (write, dossier) in writers.items():
            path = folder / f"{what}.xlsx"
            # Of a result that nothing is known of yet: each round has one of its own.
            fresh = [calculate(dossier) for _ in range(RONDEN + 1)]
            write(fresh.pop(), path)
            took, floor = best(
                lambda write=write, path=path, fresh=fresh: write(fresh.pop(), path),  # type: ignore[misc]
                bare_workbook(path, folder / "kaal.xlsx"),
            )
            _row(what, took, floor)
            total = [total[0] + took, total[1] + floor]
        _row("workbooks", *total)
        empty = folder / "sjabloon.xlsx"
        write_input(empty)
        _row("sjabloon", *best(lambda: write_input(empty), bare_workbook(empty, folder / "kaal.xlsx")))
        if "--geen-pdf" not in sys.argv:
            others = [whole.per_aanbieder(r) for r in whole[Aanbieder][1:]]
            annexes = [annex(hers, folder), annex(whole.zonder_aanbieders(), folder, public=True)]
            annexes += [annex(each, folder) for each in others]
            for what, pair in zip(("tariefbijlage", "bijlage"), annexes, strict=False):
                _row(what, *pair)
            (sheet,) = best(bare_workbook(folder / "tariefblad.xlsx", folder / "kaal.xlsx"))
            more = sheet * len(others)
            _run(invoer, folder, total[1] + more + loading + sum(least for _, least in annexes))


def _run(invoer: Path, folder: Path, least: float) -> None:
    """The whole command by the clock, on all cores, beside all of the least after one another."""
    command = [sys.executable, "-m", "mo_report", "bereken", str(invoer), "--uit", str(folder / "uit"), "--alles"]
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    _row("bereken", time.perf_counter() - start, least)


def annex(dossier: Any, folder: Path, *, public: bool = False) -> tuple[float, float]:
    """An annex; and its HTML, kept on the way, by WeasyPrint alone."""
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration

    from mo_report.bijlage import bijlagen, render
    from mo_report.bijlage.bijlagen import write_bijlage, write_tariefbijlage
    from mo_report.bijlage.huisstijl import default_style
    from mo_report.bijlage.uitgave import Uitgave, Werkboek

    style = default_style()
    edition = Uitgave("x", "0" * 64, style, Werkboek("leeg.xlsx", "leeg", b""))
    write = write_bijlage if public else write_tariefbijlage
    kept: list[str] = []
    result, made = calculate(dossier), render.document

    def keep(*args: Any) -> Any:
        root = made(*args)
        kept.append(render.as_html(root))
        return root

    render.document = keep
    bijlagen.write_page = lambda *_: None  # the web page beside it is no part of a PDF
    write(result, folder / "b.pdf", edition)
    render.document = made
    css, _ = render._style(style)

    def bare() -> None:
        fetcher = render._OwnFiles(style)
        document = HTML(string=kept[0], url_fetcher=fetcher, base_url="mo:")
        document.write_pdf(
            folder / "kaal.pdf", stylesheets=[css], font_config=FontConfiguration(), pdf_variant="pdf/a-3a"
        )

    ours, least = best(lambda: write(result, folder / "b.pdf", edition), bare, rounds=RONDEN_PDF)
    return ours, least


def _row(what: str, ours: float, least: float) -> None:
    print(f"{what:<16} {ours:7.2f} {least:7.2f} {ours / least:6.2f}", flush=True)


if __name__ == "__main__":
    main()
