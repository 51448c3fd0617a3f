"""The procesdossier: the whole trail behind the tariffs in one PDF, for a file in court."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from mo_report import __version__
from mo_report.bijlage.hoofdstuk import numbered
from mo_report.bijlage.huisstijl import Huisstijl
from mo_report.bijlage.omslag import cover, input_date
from mo_report.bijlage.render import write_pdf
from mo_report.bijlage.uitgave import Uitgave, Werkboek
from mo_report.bijlage.weergave import chapter_of, chapters_for
from mo_report.engine.rekenen import Result
from mo_report.engine.uitleg import rests_on
from mo_report.invoer.openen import as_workbook
from mo_report.lib.notatie import show
from mo_report.model import Algemeen, Locatie, Locatietarief, Onderbouwing
from mo_report.model.tarieven import tarieven
from mo_report.uitvoer.versies import changes
from mo_report.verhaal.vorm import ACHTER, Deel, Lezer, Medium, Pagina, Proza, Raster, Rijen, Woord
from mo_report.verhaal.zekerheid import ZEKERHEID

#: The chapters of the annex that belong to the trail.
_HOOFDSTUKKEN = ("reeel", "aansluiting", "aannames", "begrippen")
_BESTANDEN = """
{% if c.bestanden %}<p>Van elk bestand van de berekening staat hier het kenmerk (SHA-256).
Wie een bestand heeft,
kan daarmee nagaan dat het niet is gewijzigd. Of de bestanden uit de invoer volgen, laat ‘mo-report verifieer’ zien.</p>
{% else %}<p>Er is geen map met bestanden van de berekening opgegeven.</p>{% endif %}
"""
#: The chapter with reactions and decisions.
REACTIES = "dialoog"
_REACTIES = (
    "<p>Reacties van aanbieders en besluiten daarover staan niet in dit dossier. Bewaar het reactieregister erbij.</p>"
)


def write_procesdossier(
    resultaat: Result,
    invoer: Path,
    path: Path,
    *,
    sha256: str,
    stijl: Huisstijl,
    vorige: Result | None = None,
    bestanden: Mapping[str, str] | None = None,
    dialoog: Sequence[Pagina] = (),
) -> None:
    """Write the procesdossier as a PDF, with the input in it.

    `vorige` is an earlier version of the input, `bestanden` the files of a run with their SHA-256, `dialoog`
    the chapter with reactions and decisions. Raises OSError.
    """
    embedded = Werkboek("invoer.xlsx", "de invoer van de berekening", as_workbook(invoer.read_bytes()))
    uitgave = Uitgave(__version__, sha256, stijl, embedded)
    content = cover(
        resultaat, uitgave, "Procesdossier", "Hoe de tarieven tot stand kwamen: versies, redenen en bewijs.", []
    )
    own = (
        Pagina("tarieven", "De tarieven", _tarieven, Lezer.GEMEENTE),
        Pagina(
            "wijzigingen",
            "Wat er is veranderd",
            partial(_wijzigingen, vorige, all(p.id != REACTIES for p in dialoog)),
            Lezer.GEMEENTE,
        ),
        *dialoog,
        Pagina("redenen", "Waarom elke waarde zo is", _redenen, Lezer.GEMEENTE),
        *(p for p in ZEKERHEID.paginas(resultaat) if ZEKERHEID.aanwezig(resultaat) and Lezer.GEMEENTE in p.lezers),
        Pagina("bestanden", "Bestanden en kenmerken", partial(_bestanden, bestanden or {}), Lezer.GEMEENTE),
    )
    known = {h.id: h for h in chapters_for(resultaat, Lezer.OPENBAAR)}
    taken = [known[key] for name in _HOOFDSTUKKEN for key in (name, name + ACHTER) if key in known]
    front, behind = ([h for h in taken if h.achter is achter] for achter in (False, True))
    made = [chapter_of(resultaat, page) for page in own]
    chapters = numbered((*made[:-1], *front, made[-1], *behind, known["colofon"]))
    write_pdf(path, input_date(resultaat), chapters, uitgave, content)


def _tarieven(resultaat: Result) -> Iterator[Deel]:
    """The tariff of each locatie, and what it rests on."""
    column = Locatietarief.tarief_per_plek_per_etmaal_afgerond
    rates = [tarieven(resultaat, r)[0] for r in resultaat.dossier[Locatie]]
    rows = tuple(
        (
            Woord(r.texts["aanbieder"], kop=True),
            Woord(r.texts["locatie"]),
            Woord(show(resultaat.value(r, column), column.unit), getal=True),
            Woord(rests_on(resultaat, r, column)),
        )
        for r in rates
    )
    version = resultaat.dossier.one(Algemeen).texts.get(Algemeen.versie.name, "")
    if version:
        yield Proza("<p>Dit dossier hoort bij versie {{ c.versie }}.</p>", {"versie": version})
    heads = ("aanbieder", "locatie", column.heading, "rust op")
    yield Raster("Tarieven van de leidende variant", heads, rows, getallen=frozenset({2}))


def _wijzigingen(vorige: Result | None, zonder_dialoog: bool, resultaat: Result) -> Iterator[Deel]:
    if vorige is None:
        yield Proza("<p>Er is geen vorige versie opgegeven om mee te vergelijken.</p>")
    else:
        yield from changes(vorige, nieuw=resultaat)
    if zonder_dialoog:
        yield Proza(_REACTIES)


def _redenen(resultaat: Result) -> Iterator[Deel]:
    if records := resultaat.dossier[Onderbouwing]:
        yield Rijen("Onderbouwing", records, bronnen=False, waar=Medium.PAGINA)
    else:
        yield Proza("<p>De gemeente heeft geen onderbouwing gegeven.</p>")


def _bestanden(bestanden: Mapping[str, str], _: Result) -> Iterator[Deel]:
    yield Proza(_BESTANDEN, {"bestanden": bool(bestanden)})
    rows = tuple((Woord(name, kop=True), Woord(digest)) for name, digest in bestanden.items())
    yield Raster("Bestanden", ("bestand", "SHA-256"), rows)
