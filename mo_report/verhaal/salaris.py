"""Which salary the begeleiding costs: cao, schaal, level of education."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mo_report.engine.dossier import Record
from mo_report.engine.rekenen import Result
from mo_report.lib.notatie import show
from mo_report.model import (
    Caomix,
    Inschaling,
    Maandloon,
    Niveausalaris,
    Opleidingsmix,
    Opslagen,
    Salarisschaal,
    Trede,
    Tredejaar,
    Tredemix,
    Tredeschaal,
    Uurtarief,
)
from mo_report.model.tarieven import gangbaar
from mo_report.verhaal.beelden import Groep, Staven
from mo_report.verhaal.keuze import blokken_op_blad, rijen_van, tarief_van, tekst, van_sets, verteld, voorbeeld
from mo_report.verhaal.vorm import (
    Blad,
    Boodschap,
    Deel,
    Figuur,
    Formules,
    Gewicht,
    Hoofdstuk,
    Lezer,
    Pagina,
    Proza,
    Rijen,
    Rol,
    achteraan,
)
from mo_report.verhaal.waarom import waarom

_BLOKKEN = (Tredejaar, Tredeschaal, Inschaling, Niveausalaris, Opleidingsmix)
_INSCHALING = (
    Inschaling.parameterset,
    Inschaling.niveau,
    Inschaling.cao,
    Inschaling.schaal,
    Inschaling.aandeel,
    Inschaling.schaalbedrag,
    Inschaling.bijdrage,
)
_INLEIDING = """
{% if c.met_inschaling %}
<p>Het salaris hangt af van de cao, de schaal en het opleidingsniveau. Niet iedereen staat op de hoogste trede.{% if c.met_deel %} Een set rekent daarom met een deel van het schaalmaximum{% if o.heeft("opslagen") %} (zie {{ o.zie("opslagen") }}){% endif %}.{% endif %}{% if c.met_tredes %} {{ "Van andere schalen" if c.met_deel else "Van elke schaal" }} is bekend welk deel van de medewerkers op welke trede staat; het schaalbedrag is dan het gemiddelde over de tredes. Stijgt een bedrag in de loop van het jaar, dan telt het voor de maanden die het geldt.{% endif %} Het maandsalaris van een niveau is een gemiddelde over cao’s en schalen; het maandloon van een product is een gemiddelde over de niveaus.{% if met_rapport and c.met_deel %}{{ o.noot("In het rapport van 2020 is dat deel 93%. Dat komt ongeveer overeen met driekwart van de treden van een schaal (bijlage 2, voetnoot 23).") }}{% endif %}</p>
{% else %}
<p>De gemeente geeft per product een maandloon op: het gemiddelde salaris per maand van wie het werk doet.</p>
{% endif %}
"""


def _bij(text: str) -> Proza:
    return Proza(f'<p class="bij">{text}</p>')


def _pagina(resultaat: Result) -> Iterator[Deel]:
    d = resultaat.dossier
    tredes = {r.key for r in d[Tredeschaal]}
    told = {
        "met_inschaling": bool(d[Inschaling]),
        "met_tredes": bool(tredes),
        "met_deel": any(r.key not in tredes for r in d[Inschaling]),
    }
    if opbouw := gangbaar(resultaat):
        salary = tekst(resultaat, tarief_van(resultaat, opbouw), Uurtarief.maandloon)
        how = " Dat is een gemiddelde over cao’s, schalen en opleidingen." if d[Inschaling] else ""
        yield Boodschap(f"Het maandloon bij {opbouw.texts['product'].lower()} is {salary}.{how}")
    yield Proza(_INLEIDING, told)
    if levels := van_sets(resultaat, Niveausalaris):
        yield Figuur(_niveaus(resultaat, levels), Rijen("Maandsalaris per opleidingsniveau", levels, bronnen=False))
    yield Formules("Voorbeeld van een inschaling", voorbeeld(resultaat, Inschaling))
    yield from waarom(
        resultaat,
        *(Opslagen.deel_schaalmaximum, Inschaling, Opleidingsmix, Caomix, Salarisschaal, Trede, Tredemix, Maandloon),
    )
    yield from achteraan(_achter(resultaat))


def _niveaus(resultaat: Result, levels: Sequence[Record]) -> Staven:
    """The salary of each level of education."""
    column = Niveausalaris.salaris
    groups = [(r.texts["niveau"], resultaat.number(r, column)) for r in levels]
    bars = tuple(Groep(name, (value,), (show(value, column.unit),)) for name, value in groups)
    return Staven("Maandsalaris per opleidingsniveau", verteld(bars, ("",)), column.unit.word, ("",), bars)


def _achter(resultaat: Result) -> Iterator[Deel]:
    """Every table from a scale to a maandloon."""
    d = resultaat.dossier
    yield from rijen_van(resultaat, "Schaalmaxima", Salarisschaal)
    yield from rijen_van(resultaat, "Salaristredes", Trede)
    yield from rijen_van(resultaat, "Salaristredes gemiddeld over het jaar", Tredejaar)
    if len({r.name_of("cao") for r in d[Caomix]}) > 1:
        yield _bij("Aanbieders kunnen verschillende cao’s hebben. De caomix geeft elke cao een aandeel.")
        yield from rijen_van(resultaat, "Aandeel van elke cao", Caomix)
    yield from rijen_van(resultaat, "Wie op welke trede staat", Tredemix)
    title = "Inschaling per opleidingsniveau en cao"
    yield from rijen_van(resultaat, title, Inschaling, _INSCHALING)
    if d[Opleidingsmix]:
        yield _bij(
            "Welke opleiding nodig is, verschilt per product. De opleidingsmix zegt welk deel van "
            "de begeleiders welk niveau heeft."
        )
    yield from rijen_van(resultaat, "Opleidingsmix per product", Opleidingsmix)
    if d[Maandloon] and d[Inschaling]:
        yield _bij("Van deze producten is het maandloon zelf opgegeven; het volgt niet uit de inschaling.")
    yield from rijen_van(resultaat, "Opgegeven maandlonen", Maandloon)


SALARIS = Hoofdstuk(
    vraag="Welk salaris hoort bij de begeleiding?",
    volgorde=50,
    gewicht=Gewicht.KERN,
    bladen=(
        Blad(
            "Salarissen",
            "Van salarisschaal naar maandloon: inschaling en opleidingsmix.",
            Rol.BEREKENING,
            lambda resultaat: blokken_op_blad(resultaat, *_BLOKKEN),
            plaats=37,
            stroom=13,
            thuis=_BLOKKEN,
        ),
    ),
    paginas=lambda resultaat: (
        Pagina(
            "salaris",
            "Maandsalaris en inschaling" if resultaat.dossier[Inschaling] else "Maandloon",
            _pagina,
            Lezer.OPENBAAR,
        ),
    ),
)
