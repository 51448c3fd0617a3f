"""What cliënten pay: now, and by the Wlz."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mo_report.engine.rekenen import Result
from mo_report.model import Algemeen, Clienttype, EigenBijdrage, Huishouden
from mo_report.verhaal.keuze import blokken_op_blad, rijen_van
from mo_report.verhaal.vorm import (
    Blad,
    Deel,
    Gewicht,
    Hoofdstuk,
    Kolommen,
    Lezer,
    Medium,
    Pagina,
    Proza,
    Rijen,
    Rol,
)
from mo_report.verhaal.waarom import waarom

_ADVIES = (
    Clienttype.clienttype,
    Clienttype.laag,
    Clienttype.hoog,
    Clienttype.maanden_laag,
    Clienttype.eerste_maand,
    Clienttype.daarna,
    Clienttype.totaal,
)
_OPENBAAR = """
<p>Cliënten betalen een eigen bijdrage. De berekening volgt de Wet langdurige zorg (Wlz). In de nachtopvang geldt de lage bijdrage. In de 24-uursopvang geldt de hoge bijdrage, behalve in de eerste maanden van wie ook een eigen woning betaalt ({{ algemeen.maanden_laag }} maanden; maanden in de nachtopvang tellen mee). Wie zelf voor eten zorgt, betaalt minder. Er blijft altijd zak- en kleedgeld over. De bijdrage is nooit hoger dan de kosten van de opvang, als die zijn opgegeven.</p>
"""
_AANBIEDER = """
<p>Wat cliënten nu betalen en wat daarvan van de financiering afgaat, en de eigen bijdrage volgens de Wet langdurige zorg (Wlz).</p>
"""


def _blad(resultaat: Result) -> Iterator[Deel]:
    if records := resultaat.dossier[Clienttype]:
        yield Kolommen(Clienttype.title, records, waar=Medium.BLAD)
    yield from blokken_op_blad(resultaat, EigenBijdrage, Huishouden)


def _pagina(inleiding: str) -> Callable[[Result], Iterator[Deel]]:
    def parts(resultaat: Result) -> Iterator[Deel]:
        yield Proza(inleiding)
        yield from rijen_van(resultaat, "Eigen bijdrage nu", EigenBijdrage)
        if records := resultaat.dossier[Clienttype]:
            title = "Eigen bijdrage volgens de Wlz"
            yield Rijen(title, records, _ADVIES, bronnen=False, waar=Medium.PAGINA)
        yield from waarom(resultaat, EigenBijdrage, Huishouden, Algemeen.maanden_laag, Algemeen.dagen_per_maand)
        yield from rijen_van(resultaat, "Bedragen per huishouden", Huishouden, achter=True)

    return parts


def _paginas(resultaat: Result) -> Iterator[Pagina]:
    d = resultaat.dossier
    if d[EigenBijdrage] or d[Huishouden] or d[Clienttype]:
        for text, readers in ((_OPENBAAR, Lezer.OPENBAAR), (_AANBIEDER, Lezer.AANBIEDER)):
            parts = _pagina(text)
            yield Pagina("eigen-bijdrage", "Eigen bijdrage", parts, readers)


EIGEN_BIJDRAGE = Hoofdstuk(
    vraag="Wat betalen cliënten zelf?",
    volgorde=160,
    gewicht=Gewicht.BIJLAGE,
    sleutel="eigen_bijdrage",
    kern=(EigenBijdrage, Clienttype),
    blokken=(EigenBijdrage, Clienttype, Huishouden),
    bladen=(
        Blad(
            "Eigen bijdrage",
            "Wat cliënten nu betalen, en wat zij betalen volgens de Wlz: laag of hoog.",
            Rol.UITVOER,
            _blad,
            plaats=13,
            thuis=(EigenBijdrage, Clienttype, Huishouden),
            bevries="B4",
        ),
    ),
    paginas=_paginas,
)
