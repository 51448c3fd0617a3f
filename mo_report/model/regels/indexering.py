"""What must hold of an index and the task: years without a gap, a share for every part."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from mo_report.engine.dossier import Record
from mo_report.engine.plek import place_of
from mo_report.engine.regel import Onbekend, rule_about
from mo_report.engine.rekenen import Result
from mo_report.lib.bevinding import Finding, warning
from mo_report.lib.namen import normalized
from mo_report.model import Aanbieder, Algemeen, Indexaandeel, Indexreeks, Prijsindex, Taakjaar
from mo_report.model.algemeen import JA
from mo_report.model.indexering import INDEXONDERDEEL
from mo_report.model.tarieven import opsomming


def _applied(resultaat: Result) -> list[Record]:
    return [r for r in resultaat.dossier[Indexreeks] if r.name_of("toepassen") == JA]


@rule_about(Indexreeks, Prijsindex, Algemeen)
def jaren_zonder_gat(resultaat: Result, _: Onbekend) -> Iterator[Finding]:
    """Years must be years, without a gap; an applied series follows on the prijspeil."""
    d = resultaat.dossier
    prijspeil = resultaat.value(d.one(Algemeen), Algemeen.prijspeil) if d[Algemeen] else None
    applied = {r.key[0] for r in _applied(resultaat)}
    for record in _applied(resultaat)[1:]:
        plek = record.places["toepassen"]
        yield Finding(
            plek.blad,
            plek.cel,
            "Er is meer dan één reeks die u toepast.",
            "één keer ‘ja’",
            "Kies ‘nee’ bij de andere reeksen.",
        )
    for reeks in d[Indexreeks]:
        before: int | None = None
        for n, record in enumerate(d.matching(Prijsindex, {"reeks": reeks.key[0]})):
            plek = place_of(record, Prijsindex.jaar)
            text = record.texts["jaar"]
            if not (text.isascii() and text.isdigit() and len(text) == 4):
                yield Finding(
                    plek.blad,
                    plek.cel,
                    f"‘{text}’ is geen jaar.",
                    "een jaartal van vier cijfers",
                    "Typ het jaar als 2025.",
                )
                break
            year = int(text)
            first = reeks.key[0] in applied and n == 0 and isinstance(prijspeil, Decimal)
            wanted = int(prijspeil) + 1 if first and isinstance(prijspeil, Decimal) else None
            if n and before is not None:
                wanted = before + 1
            if wanted is not None and year != wanted:
                yield Finding(
                    plek.blad,
                    plek.cel,
                    f"In de reeks ‘{reeks.name}’ ontbreekt het jaar {wanted}.",
                    f"de jaren vanaf {wanted}, zonder gat",
                    "Voeg de rijen voor de ontbrekende jaren toe.",
                )
                break
            before = year


@rule_about(Indexreeks, Prijsindex, Algemeen, Indexaandeel)
def loonaandeel_ontbreekt(resultaat: Result, onbekend: Onbekend) -> Iterator[Finding]:
    """A part of the tariff without a share of wages: it could not be indexed."""
    d = resultaat.dossier
    known = {r.key[0] for r in d[Indexaandeel]}
    doubtful = any(column == "onderdeel" for column, _ in onbekend)
    missing = [n for n in INDEXONDERDEEL.fixed if normalized(n) not in known]
    if _applied(resultaat) and missing and not doubtful:
        names = opsomming(missing)
        yield Finding(
            Indexaandeel.title,
            "A5",
            f"Het loonaandeel ontbreekt van {names}.",
            "een rij voor elk onderdeel",
            "Voeg de rijen toe; 0% als een onderdeel alleen de prijzen volgt.",
        )


@rule_about(Prijsindex, opvallend=True)
def half_definitief(resultaat: Result, _: Onbekend) -> Iterator[Finding]:
    """Without both definitive figures there is no inhaal and no nabetaling."""
    pair = (Prijsindex.loon_definitief, Prijsindex.prijs_definitief)
    for record in resultaat.dossier[Prijsindex]:
        given = [c for c in pair if c in record.values]
        if len(given) == 1:
            plek = record.values[given[0]].plek
            (other,) = (c for c in pair if c not in given)
            yield warning(
                plek.blad,
                plek.cel,
                f"Van ‘{record.name}’ is ‘{given[0].label}’ bekend, maar ‘{other.label}’ niet: er is geen inhaal.",
                "beide definitieve cijfers, of geen",
                f"Vul ‘{other.label}’ aan.",
            )


@rule_about(Indexreeks, Prijsindex, Algemeen, Taakjaar, Aanbieder)
def taakjaar_zonder_index(resultaat: Result, _: Onbekend) -> Iterator[Finding]:
    """The years of the task need index figures, and somebody to carry it out."""
    d = resultaat.dossier
    if not d[Taakjaar]:
        return
    known = {
        r.name_of("jaar") for reeks in _applied(resultaat) for r in d.matching(Prijsindex, {"reeks": reeks.key[0]})
    }
    for record in d[Taakjaar]:
        if record.key[0] not in known:
            plek = place_of(record, Taakjaar.jaar)
            yield Finding(
                plek.blad,
                plek.cel,
                f"Voor {record.name} zijn er geen indexcijfers in een reeks die u toepast.",
                f"op het blad ‘{Prijsindex.title}’ een rij voor dit jaar",
                "Voeg het jaar toe aan de reeks, of haal het hier weg.",
            )
    if not any(r.name_of("consortium") == JA for r in d[Aanbieder]):
        plek = place_of(d[Taakjaar][0], Taakjaar.jaar)
        yield Finding(
            plek.blad,
            plek.cel,
            "Er zijn taakjaren, maar geen aanbieder doet mee in het consortium.",
            f"op het blad ‘{Aanbieder.title}’ minstens één keer ‘ja’ bij in het consortium",
            "Kies ‘ja’ bij de aanbieders die meedoen, of maak het blad Taakjaren leeg.",
        )
