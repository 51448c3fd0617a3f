"""The elements of the law in the other tariffs: nights, dagopvang, trajecten, and those per plek."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mo_report.engine.dossier import Record
from mo_report.engine.rekenen import Result
from mo_report.engine.schema import Line
from mo_report.model import Dagopvangdelen, Kindtoeslag, Locatiedelen, Nachtdelen, Trajectdelen
from mo_report.model.prijsdelen import DELEN
from mo_report.model.tarieven import leidende, leidende_sets, wettelijk_kader
from mo_report.verhaal.keuze import decimalen_erbij, van_sets, van_variant
from mo_report.verhaal.vorm import Cel, Deel, Kop, Medium, Proza, Raster, Waarde, Woord

BLOKKEN = (Nachtdelen, Dagopvangdelen, Trajectdelen, Locatiedelen)
#: More tariffs side by side are too wide for a page.
MEESTE_NAAST_ELKAAR = 5
_INLEIDING = """
<p class="bij">Een tarief dat uit uren bestaat, bevat zo veel keer de elementen van zijn uurtarief.{% if c.vast %} Een bedrag per maand of een vastgesteld bedrag is niet uit uren opgebouwd; dat deel staat apart.{% endif %}{% if c.verblijf %} Kosten van het verblijf noemt het {{ c.kader.elementen }} niet.{% endif %}</p>
"""
_LOCATIES = """
<p>{{ c.kader.artikel | capitalize }} van het {{ c.kader.besluit }} noemt in het {{ c.kader.elementen }} waar een prijs minstens op rust. Hier staat hoeveel euro daarvan in elk tarief per plek zit. Welke parameters een element dekken, staat in de bijlage kostprijsmodel.</p>
"""

#: A column of the table: what stands above it, whose it is, and its lines by the names of the parts.
Kolom = tuple[str, Record, dict[str, Line]]


def _kolom(name: str, record: Record) -> Kolom:
    return f"{name} [{record.block.lines()[-1].unit.word}]", record, {x.name: x for x in record.block.lines()}


def _van_de_set(resultaat: Result) -> Iterator[Kolom]:
    """The tariffs of the sets that count, that no locatie is needed for."""
    many = len(leidende_sets(resultaat)) > 1

    def named(name: str, record: Record) -> str:
        return f"{name}, {record.texts['parameterset']}" if many else name

    for night in van_sets(resultaat, Nachtdelen):
        yield _kolom(named(night.texts["nachtvariant"], night), night)
    for day in van_sets(resultaat, Dagopvangdelen):
        yield _kolom(named("dagopvang", day), day)
    for traject in van_variant(resultaat, Trajectdelen, leidende(resultaat)):
        if resultaat.value(traject, Trajectdelen.samen) is not None:
            yield _kolom(traject.texts["traject"], traject)
    for child in van_sets(resultaat, Kindtoeslag):
        own = Kindtoeslag.kindtoeslag
        name = named("kindtoeslag", child)
        yield f"{name} [{own.unit.word}]", child, {Locatiedelen.verblijf.name: own, Locatiedelen.samen.name: own}


def _raster(resultaat: Result, title: str, columns: Sequence[Kolom]) -> Raster:
    rows = []
    law, total = wettelijk_kader(resultaat), Locatiedelen.samen.name
    labels = {x.name: law.benoemd(x) for x in DELEN}
    labels |= {x.name: x.label for x in (Nachtdelen.vast, Locatiedelen.verblijf)}
    more = [
        decimalen_erbij(resultaat, [(r, c) for name, c in lines.items() if name in labels], (r, lines[total]))
        for _, r, lines in columns
    ]
    for name, label in (*labels.items(), (Locatiedelen.samen.name, "samen")):
        cells: list[Cel] = [
            Waarde(r, lines[name], 0 if name == total else n) if name in lines else Woord("")
            for (_, r, lines), n in zip(columns, more, strict=True)
        ]
        there = any(_bedrag(resultaat, c, name) for c in columns)
        if there or name in {x.name for x in DELEN}:
            rows.append((Woord(label, kop=True), *cells))
    heads = ("element", *(name for name, *_ in columns))
    return Raster(title, heads, tuple(rows), getallen=frozenset(range(1, len(heads))), waar=Medium.PAGINA)


def _inleiding(resultaat: Result, columns: Sequence[Kolom]) -> Proza:
    """What the table shows; of what none of these tariffs has it says nothing."""
    parts = {"vast": Nachtdelen.vast.name, "verblijf": Locatiedelen.verblijf.name}
    there = {k: any(_bedrag(resultaat, c, name) for c in columns) for k, name in parts.items()}
    return Proza(_INLEIDING, {**there, "kader": wettelijk_kader(resultaat)})


def _bedrag(resultaat: Result, column: Kolom, name: str) -> object:
    """The amount of a part in a tariff, where it has that part."""
    _, record, lines = column
    return resultaat.value(record, lines[name]) if name in lines else None


def _rasters(resultaat: Result, title: str, columns: Sequence[Kolom]) -> Iterator[Raster]:
    size = -(-len(columns) // -(-len(columns) // MEESTE_NAAST_ELKAAR)) if columns else 1
    for n in range(0, len(columns), size):
        more = f" (deel {n // size + 1})" if len(columns) > size else ""
        yield _raster(resultaat, f"{title}{more}", columns[n : n + size])


def andere_tarieven(resultaat: Result) -> Iterator[Deel]:
    """The other tariffs of the sets that count, over the elements."""
    if columns := list(_van_de_set(resultaat)):
        yield Kop("De andere tarieven", waar=Medium.PAGINA)
        yield _inleiding(resultaat, columns)
        title = f"Elk element in de andere tarieven, {' en '.join(s.name for s in leidende_sets(resultaat))}"
        yield from _rasters(resultaat, title, columns)


def per_locatie(resultaat: Result) -> Iterator[Deel]:
    """The tariff per plek of each locatie, in the leading variant."""
    columns = [_kolom(r.texts["locatie"], r) for r in van_variant(resultaat, Locatiedelen, leidende(resultaat))]
    yield Proza(_LOCATIES, {"kader": wettelijk_kader(resultaat)})
    yield _inleiding(resultaat, columns)
    yield from _rasters(resultaat, "Elk element in het tarief per plek", columns)
