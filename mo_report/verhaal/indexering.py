"""The tariffs in later years, and what they rest on."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mo_report.engine.dossier import Record
from mo_report.engine.rekenen import Result
from mo_report.engine.schema import Block, Column, Status
from mo_report.engine.uitleg import Step, steps
from mo_report.model import (
    Index,
    Indexaandeel,
    Indexachteraf,
    Indexjaar,
    Indexreeks,
    Locatie,
    Nabetaling,
    Nabetalingtotaal,
    Prijsindex,
    Uurtariefjaar,
)
from mo_report.model.algemeen import JA
from mo_report.model.tarieven import leidende_sets
from mo_report.verhaal.keuze import blokken_op_blad, rijen_van
from mo_report.verhaal.vorm import (
    Blad,
    Deel,
    Formules,
    Gewicht,
    Hoofdstuk,
    Kruis,
    Lezer,
    Medium,
    Pagina,
    Proza,
    Rijen,
    Rol,
    Zinnen,
    achteraan,
)
from mo_report.verhaal.waarom import waarom

_BLOKKEN: tuple[type[Block], ...] = (
    Uurtariefjaar,
    Indexjaar,
    Nabetaling,
    Nabetalingtotaal,
    Index,
    Indexachteraf,
    Prijsindex,
    Indexaandeel,
    Indexreeks,
)
_OPENBAAR = """
<p>Lonen en prijzen stijgen elk in hun eigen tempo. Voor lonen geldt het indexcijfer OVA, voor prijzen PPC. Elk onderdeel van het tarief volgt die twee naar zijn loonaandeel: het deel dat de lonen volgt. Een tarief van een jaar is het tarief van het jaar ervoor, verhoogd met de index.</p>
<p>Aan het begin van een jaar zijn de cijfers voorlopig. Zijn ze later hoger of lager, dan komt het verschil er het jaar daarna bij, voor lonen en prijzen apart. Dat heet de inhaal.</p>
"""
_AANBIEDER = """
<p>De tarieven in latere jaren. Lonen volgen het indexcijfer OVA, prijzen PPC. De bijlage kostprijsmodel legt de rekenwijze uit.</p>
"""
_LET_OP = """
<div class="let-op"><p><strong>Let op: een deel rust op aannames.</strong> {{ c.aannames | join("; ") }}. Gebruik bedragen die daarop rusten niet als tarief.</p></div>
"""
_NABETALING = (
    "Zijn de cijfers van een jaar definitief, dan is bekend wat het tarief had moeten zijn. De nabetaling is het tarief "
    "met definitieve cijfers min het tarief dat gold, over het jaar dat voorbij is. De inhaal brengt alleen de jaren "
    "erna op het juiste peil. Of zij nabetaalt, beslist de gemeente."
)
_UREN, _PLEK = ("parameterset", "product"), ("locatie",)


def _blad(resultaat: Result) -> Iterator[Deel]:
    d = resultaat.dossier
    grids: tuple[tuple[type[Block], tuple[Column, ...], tuple[str, ...], str], ...] = (
        (Index, (Index.index,), ("reeks", "onderdeel"), "index van het jaar"),
        (Uurtariefjaar, (Uurtariefjaar.tarief,), _UREN, "set en product"),
        (Indexjaar, (Indexjaar.tarief, Indexjaar.jaarbedrag), _PLEK, "locatie"),
    )
    for block, columns, rows, head in grids:
        for reeks in dict.fromkeys(r.texts["reeks"] for r in d[block]):
            own = [r for r in d[block] if r.texts["reeks"] == reeks]
            title = f"{block.title}: {reeks}"
            yield Kruis(title, own, columns, rows, "jaar", head, waar=Medium.BLAD)
    yield from blokken_op_blad(resultaat, Indexjaar, Index, Prijsindex, Indexaandeel, Indexreeks)
    if _nabetaald(resultaat):
        yield Zinnen([_NABETALING], waar=Medium.BLAD)
        yield from blokken_op_blad(resultaat, Nabetalingtotaal, Nabetaling, Indexachteraf)


def _nabetaald(resultaat: Result) -> list[Record]:
    """The locaties and years of which the definitive figures are known."""
    return [r for r in resultaat.dossier[Nabetaling] if resultaat.value(r, Nabetaling.bedrag) is not None]


def _getoond(resultaat: Result) -> list[Record]:
    """The series that are shown.

    An aanbieder sees what is applied to its tariffs; the example of the VNG is for the public.
    """
    d = resultaat.dossier
    return [r for r in d[Indexreeks] if not d[Locatie] or r.name_of("toepassen") == JA]


def _van(resultaat: Result, block: type[Block], reeks: Record) -> list[Record]:
    return resultaat.dossier.matching(block, {"reeks": reeks.key[0]})


def _formules(resultaat: Result) -> Iterator[tuple[str, list[Step]]]:
    """How an index is made, in steps: the first one that also catches up, if there is one."""
    own = [r for reeks in _getoond(resultaat) for r in _van(resultaat, Index, reeks)]
    full = [r for r in own if resultaat.value(r, Index.inhaal) is not None] or own
    if not full:
        return
    wanted = {k: full[0].name_of(k) for k in ("reeks", "jaar", "onderdeel")}
    (year,) = resultaat.dossier.matching(Prijsindex, {k: wanted[k] for k in ("reeks", "jaar")})
    yield f"Inhaal van lonen en prijzen, {year.name}", steps(resultaat, year)
    yield f"Van indexcijfers naar index, {full[0].name}", steps(resultaat, full[0])
    alike = [r for r in own if all(r.name_of(k) == wanted[k] for k in ("reeks", "onderdeel"))]
    # What was left over counts in the year after.
    for after in alike[alike.index(full[0]) + 1 :][:1]:
        lines = (Index.voorlopig, Index.index, Index.factor)
        yield f"Het jaar erna, {after.name}", steps(resultaat, after, lines)


def _tabellen(resultaat: Result) -> Iterator[Deel]:
    """The index per year, and the tariffs that follow from it."""
    d, page = resultaat.dossier, Medium.PAGINA
    if not d[Locatie]:
        yield from rijen_van(resultaat, "Deel dat de lonen volgt", Indexaandeel)
    for reeks in _getoond(resultaat):
        given = _van(resultaat, Prijsindex, reeks)
        if given and not d[Locatie]:
            yield Rijen("Indexcijfers voor lonen en prijzen", given, waar=page)
        own = _van(resultaat, Index, reeks)
        parts = (
            (Index.voorlopig, "Index voorlopig"),
            (Index.inhaal, "Inhaal voor het jaar erna"),
            (Index.index, "Index van het jaar"),
        )
        # Without an inhaal the index of the year is what it was voorlopig.
        catches_up = any(resultaat.value(r, Index.inhaal) is not None for r in own)
        for column, title in parts if catches_up else parts[-1:]:
            whole = f"{title}, {reeks.name}"
            yield Kruis(whole, own, (column,), ("onderdeel",), "jaar", "onderdeel", waar=page)
        rates, years = (_van(resultaat, b, reeks) for b in (Uurtariefjaar, Indexjaar))
        title = f"Uurtarieven per jaar, {reeks.name}"
        yield Kruis(title, rates, (Uurtariefjaar.tarief,), _UREN, "jaar", "set en product", waar=page)
        title = f"Tarief per plek per etmaal per jaar, {reeks.name}"
        yield Kruis(title, years, (Indexjaar.tarief,), _PLEK, "jaar", "locatie", waar=page)
        if back := [r for r in _nabetaald(resultaat) if r.name_of("reeks") == reeks.key[0]]:
            yield Proza(f'<p class="bij">{_NABETALING}</p>')
            title = f"Nabetaling over een jaar, {reeks.name}"
            yield Kruis(title, back, (Nabetaling.bedrag,), _PLEK, "jaar", "locatie", waar=page)


def _op_aanname(resultaat: Result) -> list[str]:
    """What of the indices is an aanname: years of a series that is applied, and shares of wages."""
    d = resultaat.dossier

    def assumed(record: Record) -> bool:
        return any(given.status is Status.AANNAME for given in record.values.values())

    found = []
    for reeks in [r for r in d[Indexreeks] if r.name_of("toepassen") == JA]:
        years = [r.texts["jaar"] for r in _van(resultaat, Prijsindex, reeks) if assumed(r)]
        if years:
            found.append(f"In ‘{reeks.name}’ zijn de cijfers van {', '.join(years)} aannames")
    if found and (shares := [r.name for r in d[Indexaandeel] if assumed(r)]):
        found.append(f"Ook het loonaandeel van {', '.join(shares)} is een aanname")
    return found


def _pagina(inleiding: str, *, formules: bool) -> Callable[[Result], Iterator[Deel]]:
    def parts(resultaat: Result) -> Iterator[Deel]:
        yield Proza(inleiding)
        if unsure := _op_aanname(resultaat):
            yield Proza(_LET_OP, {"aannames": unsure})
        yield from _voorop(resultaat)
        yield from waarom(resultaat, Prijsindex, Indexaandeel)
        if formules:
            for title, steps in _formules(resultaat):
                yield Formules(title, steps, achter=True)
        yield from achteraan(_tabellen(resultaat))

    return parts


def _voorop(resultaat: Result) -> Iterator[Deel]:
    """The tariffs of the leading sets, or of the locaties, in the years of the series that is applied."""
    leading = {s.key[0] for s in leidende_sets(resultaat)}
    for reeks in [r for r in _getoond(resultaat) if r.name_of("toepassen") == JA]:
        rates = [r for r in _van(resultaat, Uurtariefjaar, reeks) if r.name_of("parameterset") in leading]
        years = _van(resultaat, Indexjaar, reeks)
        if years:
            title = f"Uw tarieven per jaar, {reeks.name}"
            yield Kruis(title, years, (Indexjaar.tarief,), _PLEK, "jaar", "locatie", waar=Medium.PAGINA)
        else:
            title = f"Uurtarieven per jaar, leidende set, {reeks.name}"
            yield Kruis(title, rates, (Uurtariefjaar.tarief,), _UREN[1:], "jaar", "product", waar=Medium.PAGINA)


def _paginas(resultaat: Result) -> Iterator[Pagina]:
    if any(not isinstance(part, Kruis) or part.records for part in _tabellen(resultaat)):
        public = _pagina(_OPENBAAR, formules=True)
        own = _pagina(_AANBIEDER, formules=False)
        for parts, readers in ((public, Lezer.OPENBAAR), (own, Lezer.AANBIEDER)):
            yield Pagina("indexering", "Indexering", parts, readers)


INDEXERING = Hoofdstuk(
    vraag="Wat zijn de tarieven in latere jaren?",
    volgorde=170,
    gewicht=Gewicht.BIJLAGE,
    sleutel="indexering",
    kern=(Index,),
    blokken=_BLOKKEN,
    bladen=(
        Blad(
            "Indexering",
            "De tarieven in latere jaren. Lonen en prijzen stijgen apart; wat een jaar te weinig "
            "of te veel was, komt er het jaar daarna bij of gaat eraf (inhaal).",
            Rol.UITVOER,
            _blad,
            plaats=15,
            thuis=_BLOKKEN,
        ),
    ),
    paginas=_paginas,
)
