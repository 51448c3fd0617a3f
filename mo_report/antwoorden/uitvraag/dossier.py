"""The chapter of the procesdossier that tells what was asked and given; for the gemeente alone."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from pathlib import Path

from mo_report.antwoorden.cellen import headings_of, prepare, rows_below
from mo_report.antwoorden.nota.delen import aantal
from mo_report.antwoorden.uitvraag.boek import UITKOMSTEN
from mo_report.engine.rekenen import Result
from mo_report.engine.units import GETAL
from mo_report.invoer.cel import InputSheet
from mo_report.invoer.openen import BESCHADIGD, open_book
from mo_report.invoer.xlsx import Damaged
from mo_report.lib.bevinding import Finding
from mo_report.lib.notatie import LEEG, show
from mo_report.verhaal.vorm import Boodschap, Deel, Lezer, Pagina, Proza, Raster, Woord
from mo_report.voorcontrole import Refused
from mo_report.werkboek.versieboek import UNITS

_TEKSTEN = ("onderdeel", "gevraagd", "eenheid", "waarom deze waarde")
_TELLINGEN = ("cijfers", "gevraagd aan")
_CIJFERS = ("laagste", "middelste", "hoogste", "gewogen gemiddelde", "waarde van de gemeente")
_UITLEG = "<p>De gemeente vroeg elke aanbieder dezelfde cijfers, met dezelfde omschrijving. Zo liggen zij.</p>"


def study_page(path: Path) -> Pagina | Finding:
    """The chapter from an onderzoek.xlsx; a finding where that is none."""
    opened = open_book(path)
    if isinstance(opened, Finding):
        return opened
    wanted = (*_TEKSTEN, *_TELLINGEN, *_CIJFERS)
    try:
        if UITKOMSTEN in opened.book.titles:
            blad = InputSheet(UITKOMSTEN, opened.book, opened.narekenaar)
            top, heads = headings_of(blad, *wanted)
            if top:
                prepare(blad, {heads[h] for h in (*_TELLINGEN, *_CIJFERS)}, top)
                rows = [{h: blad.cel(r, heads[h]) for h in wanted} for r in rows_below(blad, top)]
                told = [tuple(_rij({h: c.value for h, c in row.items()})) for row in rows if row["eenheid"].tekst]
                return Pagina("uitvraag", "Cijfers van aanbieders", partial(_parts, told), Lezer.GEMEENTE)
    except (Refused, Damaged):
        return BESCHADIGD.bevinding(path.name)
    return Finding(
        path.name,
        "",
        f"Dit is geen onderzoek van mo-report: het blad ‘{UITKOMSTEN}’ is er niet, of de koppen zijn gewijzigd.",
        "het onderzoek.xlsx van een uitvraag",
        "Geef het onderzoek op dat ‘mo-report uitvraag-lezen’ maakte.",
    )


def _rij(row: dict[str, object]) -> Iterator[Woord]:
    unit = UNITS.get(str(row["eenheid"]), GETAL)
    yield Woord(f"{row['onderdeel']}: {row['gevraagd']}", kop=True)
    yield Woord(str(row["eenheid"]))
    yield Woord(f"{row['cijfers']} van {row['gevraagd aan']}", getal=True)
    for heading in _CIJFERS:
        value = row[heading]
        yield Woord(show(value, unit) if isinstance(value, Decimal) else LEEG, getal=True)
    yield Woord(str(row["waarom deze waarde"] or LEEG))


def _parts(rows: list[tuple[Woord, ...]], _: Result) -> Iterator[Deel]:
    yield Boodschap(f"De gemeente kreeg {aantal(len(rows), 'gevraagd cijfer', 'gevraagde cijfers')} van aanbieders.")
    yield Proza(_UITLEG)
    heads = ("gevraagd", "eenheid", "cijfers", *_CIJFERS, "waarom deze waarde")
    yield Raster("Cijfers van aanbieders", heads, tuple(rows), getallen=frozenset(range(2, 8)))
