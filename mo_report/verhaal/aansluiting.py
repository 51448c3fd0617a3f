"""Published figures beside the model's own, and where the source is off."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from mo_report.engine.dossier import Record
from mo_report.engine.rekenen import Result
from mo_report.engine.schema import Column
from mo_report.lib.notatie import show
from mo_report.model import Gepubliceerd
from mo_report.model.aansluiting import KLOPT, NIET_TE_HERLEIDEN, WIJKT_AF
from mo_report.verhaal.keuze import tekst
from mo_report.verhaal.vorm import (
    Blad,
    Boodschap,
    Cel,
    Deel,
    Gewicht,
    Hoofdstuk,
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

_INLEIDING = """
<p>Eerder zijn cijfers gepubliceerd. Hier staan ze naast de uitkomst van dit model; dat heet de aansluiting. Een cijfer klopt als de uitkomst gelijk is, afgerond zoals de bron dat doet. Sommige cijfers zijn zelf gebruikt om ontbrekende invoer te herleiden, zoals een schaalmaximum. Dat staat bij die invoer. Zulke cijfers komen vanzelf uit; dat bewijst dus niet dat zij juist zijn. ‘Niet te herleiden’ betekent dat de bron geen opbouw geeft.</p>
"""
_AFWIJKINGEN = """
<p>Deze cijfers komen niet uit. Het model past zijn uitkomst niet aan om het verschil te verbergen. Waar het cijfer zelf invoer is, zoals de ORT van een product, rekent het tarief met het cijfer van de bron.</p>
{% for a in c.afwijkingen %}
<div class="let-op"><p><strong>{{ a.wat }}.</strong> De bron geeft {{ a.gepubliceerd }}; de berekening geeft {{ a.berekend }}. {{ a.verklaring }}{% if a.bron %} ({{ a.bron }}){% endif %}</p></div>
{% endfor %}
"""


def oordeel(resultaat: Result, record: Record) -> str:
    """Whether a published figure comes out."""
    found = resultaat.value(record, Gepubliceerd.oordeel)
    return found if isinstance(found, str) else NIET_TE_HERLEIDEN


def _met_afronding(resultaat: Result, record: Record) -> str:
    """The verdict, with the rounding of the source where that is coarser than what is shown."""
    verdict = oordeel(resultaat, record)
    step = resultaat.number(record, Gepubliceerd.nauwkeurig)
    unit = record.unit(Gepubliceerd.gepubliceerd)
    shown = Decimal(1).scaleb(-unit.decimals - (2 if unit.kind == "procent" else 0))
    difference = resultaat.value(record, Gepubliceerd.verschil)
    if verdict != KLOPT or step <= shown or not isinstance(difference, Decimal):
        return verdict
    rounded = f"{verdict} (bron rondt af op {show(step, unit)})"
    return rounded if abs(difference) >= shown / 2 else verdict


def _afwijkingen(resultaat: Result) -> list[dict[str, str]]:
    """The published figures that do not come out, and why."""
    return [
        {
            "wat": record.name,
            "gepubliceerd": tekst(resultaat, record, Gepubliceerd.gepubliceerd),
            "berekend": tekst(resultaat, record, Gepubliceerd.berekend),
            "verklaring": record.texts.get("verklaring", "Er is geen verklaring gegeven."),
            "bron": record.values[Gepubliceerd.gepubliceerd].herkomst,
        }
        for record in resultaat.dossier[Gepubliceerd]
        if oordeel(resultaat, record) == WIJKT_AF
    ]


def _blad(resultaat: Result) -> Iterator[Deel]:
    records = resultaat.dossier[Gepubliceerd]
    columns: tuple[Column, ...] = (
        Gepubliceerd.wat,
        Gepubliceerd.gepubliceerd,
        Gepubliceerd.nauwkeurig,
        Gepubliceerd.berekend,
        Gepubliceerd.verschil,
        Gepubliceerd.oordeel,
        Gepubliceerd.verklaring,
    )

    def cell(record: Record, column: Column) -> Cel:
        missing = column is Gepubliceerd.oordeel and not record.points_at
        return Woord(NIET_TE_HERLEIDEN) if missing else Waarde(record, column)

    rows = tuple((*(cell(r, c) for c in columns), Woord(r.values[Gepubliceerd.gepubliceerd].herkomst)) for r in records)
    heads = (*(c.heading for c in columns), "bron")
    if rows:
        yield Raster("", heads, rows, waar=Medium.BLAD)


def _pagina(resultaat: Result) -> Iterator[Deel]:
    columns = (Gepubliceerd.gepubliceerd, Gepubliceerd.berekend, Gepubliceerd.verschil)
    rows = tuple(
        (
            Woord(r.name, kop=True),
            *(Waarde(r, c) for c in columns),
            Woord(_met_afronding(resultaat, r)),
            Woord(r.values[Gepubliceerd.gepubliceerd].herkomst),
        )
        for r in resultaat.dossier[Gepubliceerd]
    )
    heads = ("wat", *(c.label for c in columns), "oordeel", "bron")
    off = _afwijkingen(resultaat)
    yield Boodschap(telling(resultaat))
    yield Proza(_INLEIDING)
    if off:
        yield Kop("Waar de bron afwijkt", waar=Medium.PAGINA)
        yield Proza(_AFWIJKINGEN, {"afwijkingen": off})
    title = "Gepubliceerde cijfers naast de berekening"
    yield Raster(title, heads, rows, getallen=frozenset({1, 2, 3}), waar=Medium.PAGINA, achter=True)


def telling(resultaat: Result) -> str:
    """How many published figures come out, do not, and cannot be checked."""
    verdicts = [oordeel(resultaat, r) for r in resultaat.dossier[Gepubliceerd]]
    off, unknown = verdicts.count(WIJKT_AF), verdicts.count(NIET_TE_HERLEIDEN)
    right = len(verdicts) - off - unknown
    told = f"Van {len(verdicts)} gepubliceerde cijfers komen er {right} uit dit model en {off} niet."
    return f"{told} Van {unknown} geeft de bron geen opbouw." if unknown else told


AANSLUITING = Hoofdstuk(
    vraag="Komen eerder gepubliceerde cijfers uit het model?",
    blokken=(Gepubliceerd,),
    volgorde=110,
    gewicht=Gewicht.BIJLAGE,
    bladen=(
        Blad(
            "Aansluiting",
            "Gepubliceerde cijfers naast de uitkomst van het model. Een cijfer klopt als de "
            "uitkomst, afgerond zoals in de bron, gelijk is.",
            Rol.CONTROLE,
            _blad,
            plaats=62,
            stroom=24,
            lezers=Lezer.GEMEENTE | Lezer.OPENBAAR,
            bevries="B5",
        ),
    ),
    paginas=lambda resultaat: (
        (Pagina("aansluiting", "Aansluiting op gepubliceerde cijfers", _pagina, Lezer.OPENBAAR),)
        if resultaat.dossier[Gepubliceerd]
        else ()
    ),
)
