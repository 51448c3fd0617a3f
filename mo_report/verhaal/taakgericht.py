"""One fixed budget for all tasks together, beside paying for plekken and trajecten apart."""

from __future__ import annotations

from collections.abc import Iterator

from mo_report.engine.rekenen import Result
from mo_report.engine.schema import Block
from mo_report.engine.units import EUR_JAAR
from mo_report.model import (
    Arrangement,
    Arrangementbudget,
    Arrangementdeel,
    Arrangementtarief,
    Arrangementuren,
    Bezetting,
    Bijdrage,
    Deelnemer,
    Drievarianten,
    Financiering,
    Gebruik,
    Indicator,
    Lumpsum,
    Lumpsumbijdrage,
    Lumpsumjaar,
    Restverdeling,
    Sleutelsom,
    Taakbudget,
    Taaketmaal,
    Taakjaar,
    Taaklocatie,
    Taaktotaal,
    Verdeling,
)
from mo_report.model.tarieven import leidende
from mo_report.verhaal.keuze import blokken_op_blad, tekst
from mo_report.verhaal.vorm import (
    Blad,
    Deel,
    Gewicht,
    Grafiek,
    Hoofdstuk,
    Kruis,
    Medium,
    Raster,
    Rol,
    Waarde,
    Woord,
    Zinnen,
)

_BLOKKEN: tuple[type[Block], ...] = (
    Taakbudget,
    Taaktotaal,
    Bijdrage,
    Financiering,
    Taaklocatie,
    Verdeling,
    Restverdeling,
    Sleutelsom,
    Deelnemer,
    Taakjaar,
    Bezetting,
    Lumpsumjaar,
    Lumpsumbijdrage,
    Lumpsum,
    Gebruik,
    Indicator,
    Drievarianten,
    Arrangementtarief,
    Arrangementdeel,
    Arrangementbudget,
    Taaketmaal,
    Arrangement,
    Arrangementuren,
)
#: The second way to a budget, and only where its figures are given.
_LUMPSUM: tuple[type[Block], ...] = (Lumpsumjaar, Lumpsumbijdrage, Lumpsum)


def _blad(resultaat: Result) -> Iterator[Deel]:
    d, sheet = resultaat.dossier, Medium.BLAD
    said = f"Berekend met de leidende variant: {leidende(resultaat).name}."
    yield Zinnen([said], waar=sheet)
    yield Kruis(
        Taakbudget.title,
        d[Taakbudget],
        Taakbudget.lines(),
        ("reeks",),
        "jaar",
        "onderdeel",
        waar=sheet,
    )
    if d[Bijdrage]:
        shares = (Bijdrage.bedrag,)
        title = Bijdrage.title
        yield Kruis(title, d[Bijdrage], shares, ("deelnemer",), "jaar", "gemeente", waar=sheet)
    yield from _drie_varianten(resultaat)
    yield from _eerste_jaar(resultaat)
    shown = [b for b in _BLOKKEN if b not in _LUMPSUM or d[Gebruik]]
    yield from blokken_op_blad(resultaat, *shown)


def _drie_varianten(resultaat: Result) -> Iterator[Deel]:
    """The three ways to pay that the nota names, year by year, and whether they are about as many people."""
    rows, columns = (
        resultaat.dossier[Drievarianten],
        (
            Drievarianten.arrangementen,
            Drievarianten.beschikbaarheid,
            Drievarianten.taakgericht,
        ),
    )
    if not rows:
        return
    first, sheet = rows[0], Medium.BLAD
    nights, places = (tekst(resultaat, first, c) for c in (Drievarianten.etmalen, Drievarianten.plekken))
    said = f"De arrangementen gaan over {nights} etmalen per jaar, de plekken over {places}."
    yield Zinnen([said], waar=sheet)
    table = tuple(
        (Woord(r.texts["jaar"], kop=True), Woord(EUR_JAAR.word), *(Waarde(r, c) for c in columns)) for r in rows
    )
    yield Raster(
        "Drie varianten, jaar voor jaar",
        ("jaar", "eenheid", *(c.label for c in columns)),
        table,
        getallen=frozenset({2, 3, 4}),
        herhaling=True,
        grafiek=Grafiek("Kosten per jaar in elke variant", EUR_JAAR.word),
        waar=sheet,
    )


def _eerste_jaar(resultaat: Result) -> Iterator[Deel]:
    """The first year at every bezetting, side by side: where each way of paying costs more."""
    d = resultaat.dossier
    first = {k: d[Taakbudget][0].name_of(k) for k in ("reeks", "jaar")}
    own = d.matching(Financiering, first)
    columns = (Financiering.taakgericht, Financiering.nu, Financiering.arrangement)
    rows = tuple(
        (
            Woord(r.texts["bezetting"], kop=True),
            Woord(EUR_JAAR.word),
            *(Waarde(r, c) for c in (*columns, Financiering.duurst)),
        )
        for r in own
    )
    heads = ("bezetting", "eenheid", *(c.label for c in columns), Financiering.duurst.label)
    if rows:
        yield Raster(
            f"{Financiering.title}, {own[0].texts['jaar']}",
            heads,
            rows,
            getallen=frozenset({2, 3, 4}),
            herhaling=True,
            grafiek=Grafiek("Kosten per jaar bij elke bezetting", EUR_JAAR.word),
            waar=Medium.BLAD,
        )


TAAKGERICHT = Hoofdstuk(
    vraag="Wat als er één vast budget is voor alle taken samen?",
    volgorde=180,
    gewicht=Gewicht.BIJLAGE,
    sleutel="taakgericht",
    kern=(Taakbudget,),
    blokken=_BLOKKEN,
    bladen=(
        Blad(
            "Taakgericht",
            "Eén vast budget voor alle taken samen, meerdere jaren, betaald door de gemeenten "
            "samen. Daarnaast: wat het kost als plekken en trajecten apart worden betaald. "
            "Beveiliging, subsidie en eigen bijdrage staan hier buiten.",
            Rol.UITVOER,
            _blad,
            plaats=16,
            thuis=_BLOKKEN,
        ),
    ),
)
