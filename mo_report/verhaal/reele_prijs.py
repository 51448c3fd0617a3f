"""Is it a reële prijs? What the law names, and the tariffs in force."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from mo_report.engine.dossier import Record
from mo_report.engine.expression import terms_of
from mo_report.engine.rekenen import Result
from mo_report.engine.schema import Column, Line
from mo_report.lib.namen import normalized
from mo_report.lib.notatie import LEEG, NBSP
from mo_report.model import Geldend, Parameterset, Product, Productregeling, ReelePrijs, Regeling
from mo_report.model.geldend import NIET_REEEL
from mo_report.model.reeleprijs import ELEMENTEN, Element
from mo_report.model.tarieven import gangbaar, leidende_sets, wettelijk_kader
from mo_report.verhaal.keuze import blokken_op_blad, decimalen_erbij, naam, van_set
from mo_report.verhaal.prijsdelen import BLOKKEN, andere_tarieven, per_locatie
from mo_report.verhaal.vorm import (
    Blad,
    Boodschap,
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
    achteraan,
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
<p>Het {{ c.kader.besluit }} noemt waar een reële prijs minstens op rust.{{ o.noot(c.noot) }} Hieronder staat per uurtarief hoeveel euro elk element is en welke parameters het dekken. De onderdelen zijn samen het uurtarief.</p>
"""
_GATEN = """
<p>Hiervoor zit geen opslag in het uurtarief: {{ c.gaten | join("; ") }}. De gemeente legt uit waarom, of regelt het op een andere manier, zoals met een jaarlijkse aanpassing van de tarieven{% if o.heeft("indexering") %} (zie {{ o.zie("indexering") }}){% endif %}.</p>
"""
_ARTIKEL = """
<p class="bij">Het {{ c.kader.elementen }} noemt waar de prijs op rust.{% if c.andere_leden %} De andere leden gaan over hoe de gemeente de prijs vaststelt.{% endif %} Hier staat van elk deel hoe de gemeente dat heeft geregeld, in haar eigen woorden.</p>
"""
_OVERIG = """
<p>{% if c.overige %}De opslag voor overige kosten rekenen we tot element {{ c.overige }}.{% endif %}{% if met_rapport %} Het rapport van 2020 zegt dat die kosten in het advies in de sociale lasten en de overhead zitten.{% endif %} De risico-opslag noemt het besluit niet.</p>
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
    given = {c for record in records for c in _parameters(resultaat, record, element)}
    found = [c.label for c in element.dekking if c in given]
    lid = wettelijk_kader(resultaat).lid_van(element.line)
    met = [r for r in records if lid and geregeld(resultaat, lid.naam, r.name_of("product"))]
    if met:
        names = f" voor {', '.join(r.texts['product'] for r in met)}" if len(met) < len(records) else ""
        found.append(f"zo geregeld{names}")
    return ", ".join(found)


def _parameters(resultaat: Result, record: Record, element: Element) -> set[Column]:
    """The parameters above zero that cover an element of one price."""
    return {
        column
        for owner, column in resultaat.grounds(record, ReelePrijs.samen)
        if column in element.dekking and resultaat.value(owner, column) != 0
    }


def ongedekt(resultaat: Result, records: Sequence[Record], element: Element) -> list[Record]:
    """Of some prices those in which the law asks for an element, and nothing covers it."""
    lid = wettelijk_kader(resultaat).lid_van(element.line)
    if lid is None:
        return []
    parts = [e for e in ELEMENTEN if e.line.name in lid.delen]
    return [
        r
        for r in records
        if not geregeld(resultaat, lid.naam, r.name_of("product"))
        and not any(_parameters(resultaat, r, e) for e in parts)
    ]


def geregeld(resultaat: Result, lid: str, product: str = "") -> Record | None:
    """How the gemeente says that it met a part of the article: for this product, or for all."""
    own = resultaat.dossier.matching(Productregeling, {"product": product, "lid": normalized(lid)})
    found = own or resultaat.dossier.matching(Regeling, {"lid": normalized(lid)})
    return found[0] if found else None


def _leden(resultaat: Result) -> Raster:
    """Every part of the article: what it asks, and how it was met, also where a product has its own way."""
    law, rows = wettelijk_kader(resultaat), []
    for lid in law.leden:
        general = geregeld(resultaat, lid.naam)
        own = resultaat.dossier.matching(Productregeling, {"lid": normalized(lid.naam)})
        for n, record in enumerate([general, *own] if general or not own else own):
            about = (lid.naam.replace(" ", NBSP), lid.vraagt) if n == 0 else ("", "")
            said = record.texts["regeling"] if record else "niet ingevuld"
            if record in own:
                said = f"{record.texts['product']}: {said}"
            where = record.texts.get("vindplaats", "") if record else ""
            rows.append(
                (Woord(about[0], kop=True), Woord(about[1]), Woord(said, let_op=record is None), Woord(where or LEEG))
            )
    title = f"{law.artikel.capitalize()}, deel voor deel"
    return Raster(title, ("lid", "wat het vraagt", "zo geregeld", "waar het staat"), tuple(rows))


def _prijsvormen(resultaat: Result) -> Raster | None:
    """What kind of price each product has, where the input says so."""
    products = [p for p in resultaat.dossier[Product] if p.texts.get(Product.prijsvorm.name)]
    rows = tuple((Woord(p.name, kop=True), Woord(p.texts[Product.prijsvorm.name])) for p in products)
    return Raster("Soort prijs per product", ("product", Product.prijsvorm.label), rows) if rows else None


def _artikel(resultaat: Result) -> list[Raster]:
    """How the article was met, where the input says so."""
    d = resultaat.dossier
    found = [raster] if (raster := _prijsvormen(resultaat)) else []
    return [*found, _leden(resultaat)] if d[Regeling] or d[Productregeling] else found


def regels() -> Iterator[tuple[Line, Element | None]]:
    """The terms of the uurtarief as its formula has them, each with its element, and their sum."""
    elements = {e.line: e for e in ELEMENTEN}
    for _, term in terms_of(ReelePrijs.samen.formula):
        assert isinstance(term, Line)
        yield term, elements.get(term)
    yield ReelePrijs.samen, None


def gaten(resultaat: Result, records: Sequence[Record]) -> list[str]:
    """The elements that nothing covers in some prices, in words; where that is not so for all, for which."""
    law, found = wettelijk_kader(resultaat), []
    for element in ELEMENTEN:
        if open_ := ongedekt(resultaat, records, element):
            covered = [r for r in records if r not in open_]
            few, how = (covered, "behalve bij") if len(covered) < len(open_) else (open_, "bij")
            names = f" ({how} {', '.join(r.texts['product'] for r in few)})" if covered else ""
            found.append(f"{law.benoemd(element.line)}{names}")
    return found


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
    yield from _artikel(resultaat)
    for each in resultaat.dossier[Parameterset]:
        own = van_set(resultaat, ReelePrijs, each)
        if not own:
            continue
        rows = []
        for line, element in regels():
            covered = dekking(resultaat, own, element) if element else ""
            about: tuple[Cel, ...] = (Woord(""), Woord(""))
            if element and wettelijk_kader(resultaat).lid_van(line):
                about = (Woord(covered or LEEG), Dekking(not ongedekt(resultaat, own, element)))
            rows.append(
                (Woord(wettelijk_kader(resultaat).benoemd(line), kop=True), *about, *(Waarde(r, line) for r in own))
            )
        heads = ("element", "gedekt door", "oordeel", *(r.texts["product"] for r in own))
        title = f"{each.name}: euro per uur van elk element"
        yield Raster(title, heads, tuple(rows), namen=60, waar=Medium.BLAD)
        yield Kolommen("", own, waar=Medium.BLAD)
    yield from blokken_op_blad(resultaat, *BLOKKEN)


def _pagina(resultaat: Result) -> Iterator[Deel]:
    d = resultaat.dossier
    gaps: dict[str, None] = {}
    counting = [s.key[0] for s in leidende_sets(resultaat)]
    law = wettelijk_kader(resultaat)
    words = {"kader": law, "noot": " ".join(x for x in (f"{law}.", law.uitleg) if x)}
    lead = [r for key in counting for r in d.matching(ReelePrijs, {"parameterset": key})]
    yield Boodschap(_boodschap(resultaat, lead))
    yield Proza(_INLEIDING, words)
    if (common := gangbaar(resultaat)) and (own := [r for r in lead if r.key == common.key]):
        yield _elementen(resultaat, f"Euro per uur van elk element: {naam(own[0])}", own)
    for each in sorted(d[Parameterset], key=lambda s: s.key[0] not in counting):
        own = van_set(resultaat, ReelePrijs, each)
        size = MEESTE_NAAST_ELKAAR
        for n in range(0, len(own), size):
            part = own[n : n + size]
            more = f" (deel {n // size + 1})" if len(own) > size else ""
            title = f"Euro per uur van elk element, {each.name}{more}"
            yield replace(_elementen(resultaat, title, part), achter=True)
        if each.key[0] in counting:
            gaps |= dict.fromkeys(gaten(resultaat, own))
    if gaps:
        yield Proza(_GATEN, {"gaten": list(gaps)})
    other = law.lid_van(ReelePrijs.reis_opleiding)
    yield Proza(_OVERIG, {"overige": other.letter if other else ""})
    yield from achteraan(andere_tarieven(resultaat))
    if parts := _artikel(resultaat):
        yield Kop("Het hele artikel", waar=Medium.PAGINA)
        yield Proza(_ARTIKEL, {**words, "andere_leden": any(not lid.delen for lid in law.leden)})
        yield from parts
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


def _boodschap(resultaat: Result, records: Sequence[Record]) -> str:
    """How many elements of the law these uurtarieven cover."""
    law = wettelijk_kader(resultaat)
    lines = {lid.naam: e for e in ELEMENTEN if (lid := law.lid_van(e.line))}
    covered = [name for name, e in lines.items() if not ongedekt(resultaat, records, e)]
    told = f"Van de {len(lines)} onderdelen die het {law.besluit} voor een prijs noemt, zijn er {len(covered)} gedekt"
    return f"{told}, in het tarief of in een regeling van de gemeente."


def _elementen(resultaat: Result, title: str, records: Sequence[Record]) -> Raster:
    parts = [line for line, _ in regels() if line is not ReelePrijs.samen]
    more = [decimalen_erbij(resultaat, [(r, c) for c in parts], (r, ReelePrijs.samen)) for r in records]
    rows = []
    for line, element in regels():
        words = Woord("")
        if element and wettelijk_kader(resultaat).lid_van(line):
            covered, open_ = dekking(resultaat, records, element), ongedekt(resultaat, records, element)
            words = Woord(covered or ("geen opslag in het tarief" if open_ else ""))
        own = (Waarde(r, line, 0 if line is ReelePrijs.samen else n) for r, n in zip(records, more, strict=True))
        rows.append((Woord(wettelijk_kader(resultaat).benoemd(line), kop=True), words, *own))
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
            lambda resultaat: (
                f"{wettelijk_kader(resultaat)}, noemt waar een reële prijs minstens op rust. Hier staat per "
                "uurtarief hoeveel euro elk element is en wat er ontbreekt."
            ),
            Rol.UITVOER,
            _blad,
            plaats=14,
            voorop=9,
            thuis=(Geldend, ReelePrijs, *BLOKKEN),
        ),
    ),
    paginas=lambda _: (
        Pagina("reeel", "Is het een reële prijs?", _pagina, Lezer.OPENBAAR),
        Pagina("reeel-per-plek", "Waar een tarief op rust", per_locatie, Lezer.AANBIEDER),
    ),
)
