"""Is it a reële prijs? What article 5.4 names, and the tariffs in force."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mo_report.engine.dossier import Record
from mo_report.engine.expression import terms_of
from mo_report.engine.rekenen import Result
from mo_report.engine.schema import Column, Line
from mo_report.lib.notatie import LEEG
from mo_report.model import Geldend, Parameterset, ReelePrijs, Regeling
from mo_report.model.geldend import NIET_REEEL
from mo_report.model.kader import WMO
from mo_report.model.reeleprijs import ELEMENTEN, Element
from mo_report.model.tarieven import leidende_sets
from mo_report.verhaal.keuze import blokken_op_blad, van_set
from mo_report.verhaal.prijsdelen import BLOKKEN, andere_tarieven, per_locatie
from mo_report.verhaal.vorm import (
    Blad,
    Cel,
    Deel,
    Dekking,
    Gewicht,
    Herkomst,
    Hoofdstuk,
    Kolommen,
    Kop,
    Lezer,
    Medium,
    Pagina,
    Proza,
    Raster,
    Rol,
    Waarde,
    Woord,
)

#: More products side by side are too wide for a page.
MEESTE_NAAST_ELKAAR = 5
_KOLOMMEN: tuple[Column, ...] = (
    Geldend.tarief,
    Geldend.geldend,
    Geldend.berekend,
    Geldend.verschil,
    Geldend.verschil_deel,
    Geldend.ondergrens,
    Geldend.oordeel,
)
_BIJ_ORT: tuple[Column, ...] = (Geldend.ort, Geldend.zelfde_ort, Geldend.verschil_ort)
_INLEIDING = """
<p>Het Uitvoeringsbesluit Wmo 2015 noemt waar een reële prijs minstens op rust.{{ o.noot("Uitvoeringsbesluit Wmo 2015, artikel 5.4, derde lid. Wmo: Wet maatschappelijke ondersteuning.") }} Hieronder staat per uurtarief hoeveel euro elk element is en welke parameters het dekken. De onderdelen zijn samen het uurtarief.</p>
"""
_GATEN = """
<div class="let-op"><p><strong>Deze elementen zijn niet gedekt.</strong> Er is geen opslag voor. De gemeente legt uit waarom, of regelt het op een andere manier, zoals met een jaarlijkse aanpassing van de tarieven{% if o.heeft("indexering") %} (zie {{ o.zie("indexering") }}){% endif %}.</p>
<ul>{% for g in c.gaten %}<li class="gat">{{ g }}</li>{% endfor %}</ul></div>
"""
_ARTIKEL = """
<p class="bij">Het derde lid noemt waar de prijs op rust. De andere leden gaan over hoe de gemeente de prijs vaststelt. Hier staat van elk deel hoe de gemeente dat heeft geregeld, in haar eigen woorden.</p>
"""
_OVERIG = """
<p>De opslag voor overige kosten rekenen we tot element d.{% if met_rapport %} Het rapport van 2020 zegt dat die kosten in het advies in de sociale lasten en de overhead zitten.{% endif %} De risico-opslag noemt het besluit niet.</p>
"""
_GELDEND = """
<p class="bij">Een geldend tarief heet niet reëel als het meer onder het berekende tarief ligt dan de tolerantie toelaat ({{ algemeen.tolerantie }}). Die grens is een keuze van de gemeente. ‘Niet reëel’ is een uitkomst van dit model, geen oordeel van een rechter.{% if met_rapport %} Het rapport van 2020 komt in par. 5.1 tot de slotsom dat de tarieven voor woonbegeleiding, trajecten en de nacht over het algemeen reëel zijn.{% endif %}</p>
"""
_GELDEND_ORT = """
<p class="bij">Een geldend tarief en een berekend tarief kunnen met een andere ORT rekenen. Hier staat het berekende tarief bij de ORT van het geldende.</p>
"""


def dekking(resultaat: Result, records: Sequence[Record], element: Element) -> str:
    """What covers an element of some prices: the labels of the parameters; empty if none does.

    A parameter that is given as zero covers nothing.
    """
    given = {
        column
        for record in records
        for owner, column in resultaat.grounds(record, ReelePrijs.samen)
        if column in element.dekking and resultaat.value(owner, column) != 0
    }
    found = [c.label for c in element.dekking if c in given]
    return ", ".join([*found, *(["zo geregeld"] if geregeld(resultaat, element.lid) else [])])


def geregeld(resultaat: Result, lid: str) -> Record | None:
    """How the gemeente says that it met a part of the article."""
    found = resultaat.dossier.matching(Regeling, {"lid": lid})
    return found[0] if found else None


def _leden(resultaat: Result) -> Raster:
    """Every part of the article: what it asks, and how it was met."""
    rows = []
    for lid in WMO.leden:
        own = geregeld(resultaat, lid.naam)
        said = own.texts["regeling"] if own else "niet ingevuld"
        where = own.texts.get("vindplaats", "") if own else ""
        rows.append(
            (Woord(lid.naam, kop=True), Woord(lid.vraagt), Woord(said, let_op=own is None), Woord(where or LEEG))
        )
    return Raster(
        "Artikel 5.4, deel voor deel", ("lid", "wat het vraagt", "zo geregeld", "waar het staat"), tuple(rows)
    )


def regels() -> Iterator[tuple[Line, Element | None]]:
    """The terms of the uurtarief as its formula has them, each with its element, and their sum."""
    elements = {e.line: e for e in ELEMENTEN}
    for _, term in terms_of(ReelePrijs.samen.formula):
        assert isinstance(term, Line)
        yield term, elements.get(term)
    yield ReelePrijs.samen, None


def gaten(resultaat: Result, records: Sequence[Record]) -> list[Line]:
    """The elements of some prices that nothing covers."""
    return [e.line for e in ELEMENTEN if not dekking(resultaat, records, e)]


def _geldend_blad(resultaat: Result) -> Iterator[Deel]:
    rows = tuple(
        (*(Waarde(r, c) for c in _KOLOMMEN), Woord(r.values[Geldend.geldend].herkomst))
        for r in resultaat.dossier[Geldend]
    )
    heads = (*(c.heading for c in _KOLOMMEN), "bron")
    if rows:
        yield Raster("Zijn de geldende tarieven reëel?", heads, rows, waar=Medium.BLAD)
    if own := _met_ort(resultaat):
        table = tuple((Waarde(r, Geldend.tarief), *(Waarde(r, c) for c in _BIJ_ORT)) for r in own)
        title = "Dezelfde tarieven bij de ORT waarmee zij rekenen"
        yield Raster(title, (Geldend.tarief.heading, *(c.heading for c in _BIJ_ORT)), table, waar=Medium.BLAD)


def _met_ort(resultaat: Result) -> list[Record]:
    """The tariffs in force of which the input says with what ORT they count."""
    return [r for r in resultaat.dossier[Geldend] if resultaat.value(r, Geldend.verschil_ort) is not None]


def _blad(resultaat: Result) -> Iterator[Deel]:
    yield from _geldend_blad(resultaat)
    if resultaat.dossier[Regeling]:
        yield _leden(resultaat)
    for each in resultaat.dossier[Parameterset]:
        own = van_set(resultaat, ReelePrijs, each)
        if not own:
            continue
        rows = []
        for line, element in regels():
            covered = dekking(resultaat, own, element) if element else ""
            about: tuple[Cel, ...] = (Woord(""), Woord(""))
            if element:
                about = (Woord(covered or LEEG), Dekking(bool(covered)))
            rows.append((Woord(line.label, kop=True), *about, *(Waarde(r, line) for r in own)))
        heads = ("element", "gedekt door", "oordeel", *(r.texts["product"] for r in own))
        title = f"{each.name}: euro per uur van elk element"
        yield Raster(title, heads, tuple(rows), namen=60, waar=Medium.BLAD)
        yield Kolommen("", own, waar=Medium.BLAD)
    yield from blokken_op_blad(resultaat, *BLOKKEN)


def _pagina(resultaat: Result) -> Iterator[Deel]:
    d = resultaat.dossier
    gaps: dict[str, None] = {}
    counting = [s.key[0] for s in leidende_sets(resultaat)]
    yield Proza(_INLEIDING)
    for each in sorted(d[Parameterset], key=lambda s: s.key[0] not in counting):
        own = van_set(resultaat, ReelePrijs, each)
        size = MEESTE_NAAST_ELKAAR
        for n in range(0, len(own), size):
            part = own[n : n + size]
            more = f" (deel {n // size + 1})" if len(own) > size else ""
            title = f"Euro per uur van elk element, {each.name}{more}"
            yield _elementen(resultaat, title, part)
            gaps |= {f"{each.name}: {line.label}": None for line in gaten(resultaat, part)}
    if gaps:
        yield Proza(_GATEN, {"gaten": list(gaps)})
    yield Proza(_OVERIG)
    yield from andere_tarieven(resultaat)
    if d[Regeling]:
        yield Kop("Het hele artikel", waar=Medium.PAGINA)
        yield Proza(_ARTIKEL)
        yield _leden(resultaat)
    if d[Geldend]:
        yield Kop("Geldende tarieven", waar=Medium.PAGINA)
        yield Proza(_GELDEND)
        yield _geldend(resultaat)
        if own := _met_ort(resultaat):
            yield Proza(_GELDEND_ORT)
            columns = (Geldend.geldend, *_BIJ_ORT)
            table = tuple((Woord(r.texts["tarief"], kop=True), *(Waarde(r, c) for c in columns)) for r in own)
            heads = (Geldend.tarief.label, *(c.label for c in columns))
            numbers = frozenset(range(1, len(heads)))
            yield Raster("Geldende tarieven bij gelijke ORT", heads, table, getallen=numbers, waar=Medium.PAGINA)


def _elementen(resultaat: Result, title: str, records: Sequence[Record]) -> Raster:
    rows = []
    for line, element in regels():
        words = Woord("")
        if element:
            covered = dekking(resultaat, records, element)
            words = Woord(covered) if covered else Woord("niet gedekt", let_op=True)
        rows.append((Woord(line.label, kop=True), words, *(Waarde(r, line) for r in records)))
    heads = ("element", "gedekt door", *(r.texts["product"] for r in records))
    numbers = frozenset(range(2, len(heads)))
    return Raster(title, heads, tuple(rows), getallen=numbers, waar=Medium.PAGINA)


def _geldend(resultaat: Result) -> Raster:
    rows = []
    for record in resultaat.dossier[Geldend]:
        verdict = str(resultaat.value(record, Geldend.oordeel))
        rows.append(
            (
                Woord(record.texts["tarief"], kop=True),
                *(Waarde(record, c) for c in _KOLOMMEN[1:-1]),
                Woord(verdict, let_op=verdict == NIET_REEEL),
                Herkomst(record, Geldend.geldend),
            )
        )
    heads = (*(c.label for c in _KOLOMMEN), "status van het geldende tarief")
    numbers = frozenset(range(1, len(_KOLOMMEN) - 1))
    title = "Geldende tarieven naast de berekende"
    return Raster(title, heads, tuple(rows), getallen=numbers, waar=Medium.PAGINA)


REELE_PRIJS = Hoofdstuk(
    vraag="Is het een reële prijs?",
    volgorde=120,
    gewicht=Gewicht.KERN,
    sleutel="reele_prijs",
    kern=(ReelePrijs,),
    blokken=(Geldend, ReelePrijs, *BLOKKEN),
    bladen=(
        Blad(
            "Reële prijs",
            "Artikel 5.4, derde lid, van het Uitvoeringsbesluit Wmo 2015 noemt waar een reële "
            "prijs minstens op rust. Hier staat per uurtarief hoeveel euro elk element is en wat "
            "er ontbreekt.",
            Rol.UITVOER,
            _blad,
            plaats=14,
            thuis=(Geldend, ReelePrijs, *BLOKKEN),
        ),
    ),
    paginas=lambda _: (
        Pagina("reeel", "Is het een reële prijs?", _pagina, Lezer.OPENBAAR),
        Pagina("reeel-per-plek", "Waar een tarief op rust", per_locatie, Lezer.AANBIEDER),
    ),
)
