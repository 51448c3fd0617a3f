"""What an input has not, no document of it speaks of."""

from __future__ import annotations

import re
from itertools import combinations
from typing import Any

import pytest
from pagina import pagina
from uit_data import KLEINSTE, lees_gegevens, resultaat_van

from mo_report.bijlage.weergave import chapters_for
from mo_report.engine.rekenen import Result, calculate
from mo_report.model import Aanbieder, Locatie
from mo_report.model.voorbeeld.gegevens import haarlem
from mo_report.verhaal import HOOFDSTUKKEN
from mo_report.verhaal.keuze import componenten
from mo_report.verhaal.vorm import ACHTER, Formules, Lezer, Tegels

INVOEREN = {"kleinste": lambda: lees_gegevens(KLEINSTE), "haarlem": haarlem}


def said(result: Result) -> str:
    """The figures in front and the formulas of the annex of the first aanbieder."""
    d = result.dossier
    own = calculate(d.per_aanbieder(d[Aanbieder][0]))
    pages = [p for h in HOOFDSTUKKEN for p in h.paginas(own) if Lezer.AANBIEDER in p.lezers]
    words: list[str] = []
    for part in (part for page in pages for part in page.delen(own)):
        if isinstance(part, Tegels):
            words += [tegel.uitleg for tegel in part.tegels]
        if isinstance(part, Formules):
            words += [step.line.label for step in part.stappen]
    return "; ".join(words)


def test_no_eigen_bijdrage_subsidie_or_traject_where_there_is_none() -> None:
    least, full = (resultaat_van(data) for data in (lees_gegevens(KLEINSTE), haarlem()))
    for word in ("eigen bijdrage", "subsidie", "trajecten"):
        assert word not in said(least)
        assert word in said(full)


@pytest.mark.parametrize("name", INVOEREN)
def test_no_table_of_a_chapter_stands_in_its_appendix_again(name: str) -> None:
    d = resultaat_van(INVOEREN[name]()).dossier
    for own, reader in ((d.zonder_aanbieders(), Lezer.OPENBAAR), (d.per_aanbieder(d[Aanbieder][0]), Lezer.AANBIEDER)):
        tables: dict[str, list[Any]] = {}
        for chapter in chapters_for(calculate(own), reader):
            found = [part.inhoud for part in chapter.stukken if part.macro == "tabel"]
            tables.setdefault(chapter.id.removesuffix(ACHTER), []).extend(found)
        assert sum(map(len, tables.values())) > 2
        for group in tables.values():
            for one, other in combinations(group, 2):
                assert (one.koppen, set(one.rijen)) != (other.koppen, set(other.rijen)), (
                    one.bijschrift,
                    other.bijschrift,
                )


def test_a_tariff_is_made_of_what_the_locaties_have() -> None:
    data = lees_gegevens(KLEINSTE)
    least = resultaat_van(data)
    own = calculate(least.dossier.per_aanbieder(least.dossier[Aanbieder][0]))
    assert componenten(own) == "begeleiding overdag"
    # Without locaties, as in the public annex, it is what the model has.
    assert componenten(calculate(least.dossier.zonder_aanbieders())).endswith("hotelmatige kosten en voeding")
    cost = {"component": "voeding", "bekostiging": "tarief", "bedrag": 6, "status": "aanname"}
    data["bladen"]["Locatiekosten"] = [{"locatie": data["bladen"]["Locaties"][0]["locatie"], **cost}]
    assert componenten(resultaat_van(data)) == "begeleiding overdag en voeding"


@pytest.mark.parametrize("name", INVOEREN)
def test_of_one_locatie_there_is_no_total(name: str) -> None:
    """It would be the row above it."""
    d = resultaat_van(INVOEREN[name]()).dossier
    own = calculate(d.per_aanbieder(d[Aanbieder][0]))
    tables = [s.inhoud for c in chapters_for(own, Lezer.AANBIEDER) for s in c.stukken if s.macro == "tabel"]
    totals = [table.bijschrift for table in tables if any(row[0].tekst == "totaal" for row in table.rijen)]
    assert bool(totals) == (len(own.dossier[Locatie]) > 1)


@pytest.mark.parametrize("name", INVOEREN)
def test_the_rule_that_is_named_was_looked_at(name: str) -> None:
    """Where no shares are given no rule about shares is an example of what was checked."""
    d = resultaat_van(INVOEREN[name]()).dossier
    mine = d[Aanbieder][0]
    for own, reader, whose in (
        (d.zonder_aanbieders(), Lezer.OPENBAAR, ""),
        (d.per_aanbieder(mine), Lezer.AANBIEDER, mine.name),
    ):
        result = calculate(own)
        found = re.search(
            "regels controleren de berekening, zoals ‘(.+?)’", re.sub("<[^>]+>", "", pagina(result, reader, whose))
        )
        assert found and found[1] in {t.check.label for t in result.toetsen}
