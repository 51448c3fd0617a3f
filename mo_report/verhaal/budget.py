"""Everything that is paid in a year, and what each scenario makes of it."""

from __future__ import annotations

from collections.abc import Iterator

from mo_report.engine.dossier import Record, is_text
from mo_report.engine.rekenen import Result
from mo_report.engine.schema import Column, Line
from mo_report.engine.uitleg import is_present
from mo_report.model import (
    Aanbieder,
    AanbiederTotaal,
    Basisbudget,
    Budget,
    Regiototaal,
    Scenario,
)
from mo_report.model.budget import totaal_van
from mo_report.model.tarieven import leemten, leidende, totalen, varianten
from mo_report.verhaal.keuze import blokken_op_blad, leidende_voorop, staven, van_variant, zonder_leidende
from mo_report.verhaal.vorm import (
    Blad,
    Deel,
    Figuur,
    Gewicht,
    Hoofdstuk,
    Kolommen,
    Kop,
    Kruis,
    Lezer,
    Medium,
    Pagina,
    Proza,
    Rijen,
    Rol,
    Waarde,
    Woord,
    Zinnen,
    achteraan,
)

_INLEIDING = """
<p>Wat de locaties per jaar kosten: {{ c.delen }}{% if c.bijdrage %}, min de eigen bijdrage van cliënten{% endif %}.{% if c.subsidie %} Wat via subsidie gaat, staat apart en telt niet mee.{% endif %}</p>
{% if c.leemten %}<p>Een streepje betekent: dat is er niet, of het bedrag is niet bekend.</p><ul>{% for z in c.leemten %}<li>{{ z }}</li>{% endfor %}</ul>{% endif %}
"""
#: What a locatie may have beside its plekken.
_NAAST: tuple[Line, ...] = (Budget.trajecten, Budget.dagopvang, Budget.beveiliging)
_SCENARIOS = """
<p>Elke tariefvariant is een scenario. Zo ziet u wat andere uitgangspunten of andere uren betekenen.</p>
"""


def _blad(resultaat: Result) -> Iterator[Deel]:
    sheet = Medium.BLAD
    yield Zinnen(leemten(resultaat), waar=sheet)
    totals = totalen(resultaat)
    yield Kolommen(totals[0].block.title, totals, waar=sheet)
    for n, variant in enumerate(varianten(resultaat)):
        yield Kop(f"Per aanbieder en locatie: {variant.name}", waar=sheet)
        if len(resultaat.dossier[Aanbieder]) > 1:
            own = van_variant(resultaat, AanbiederTotaal, variant)
            yield Rijen("", own, uitleg=False, waar=sheet)
        yield Rijen("", van_variant(resultaat, Budget, variant), uitleg=n == 0, waar=sheet)
    if len(varianten(resultaat)) > 1:
        yield from blokken_op_blad(resultaat, Basisbudget)


def _meer(resultaat: Result) -> set[Column]:
    """What there is beside the plekken in the leading variant: of what is nothing everywhere no column is shown."""
    records = van_variant(resultaat, Budget, leidende(resultaat))
    return {c for c in (*_NAAST, Budget.eigen_bijdrage, Budget.subsidie) if any(resultaat.value(r, c) for r in records)}


def _pagina(resultaat: Result) -> Iterator[Deel]:
    """The year's budget of an aanbieder's own locaties, scenario by scenario."""
    leading, page = leidende(resultaat), Medium.PAGINA
    records, more = van_variant(resultaat, Budget, leading), _meer(resultaat)
    shown = {Budget.locatie, Budget.beschikbaarheid, Budget.totaal, *more}
    columns = [c for c in Budget.columns if c in shown]
    (total,) = totalen(resultaat, leading)
    last = [
        Waarde(total, totaal_van(c, total.block))
        for c in columns
        if not is_text(c) and is_present(resultaat, records, c)
    ]
    *first, end = ("plekken", *(c.label for c in _NAAST if c in more))
    words = {
        "delen": f"{', '.join(first)} en {end}" if first else end,
        "bijdrage": Budget.eigen_bijdrage in more,
        "subsidie": Budget.subsidie in more,
    }
    yield Proza(_INLEIDING, {"leemten": leemten(resultaat), **words})
    yield Rijen(
        f"Budget per jaar, {leading.name}",
        records,
        columns,
        bronnen=False,
        slot=(Woord("totaal", kop=True), *last) if len(records) != 1 else (),
        waar=page,
    )
    if len(varianten(resultaat)) == 1:
        return
    scenario = leidende_voorop(resultaat, Scenario)
    others = zonder_leidende(resultaat, scenario)
    lacking = any(resultaat.number(r, Scenario.ontbreekt) for r in others)
    told: list[tuple[str, Line, list[Record]]] = [("Budget per scenario", Scenario.totaal, scenario)]
    if lacking:
        # What one of the two lacks says nothing of its prices: like for like comes first.
        told.append((f"Verschil met {leading.name}, gelijk op gelijk", Scenario.gelijk_op_gelijk, others))
        told.append(("Wat een van beide niet kent, zoals dagopvang of kindtoeslag", Scenario.ontbreekt, others))
    told.append((f"{'Het hele verschil' if lacking else 'Verschil'} met {leading.name}", Scenario.verschil, others))
    grids = [Kruis(title, rows, (c,), ("locatie",), "tariefvariant", "locatie", waar=page) for title, c, rows in told]
    picture = staven(
        resultaat,
        "Budget per jaar, per scenario",
        "Het budget per jaar van elk scenario.",
        scenario,
        Scenario.totaal,
        "locatie",
    )
    yield Kop("Scenario’s", waar=page)
    yield Proza(_SCENARIOS)
    yield Figuur(picture, grids[0])
    yield from grids[1:2] if lacking else ()
    yield from achteraan(grids[2:] if lacking else grids[1:])


def _titel(resultaat: Result) -> str:
    return "Budget en scenario’s" if len(varianten(resultaat)) > 1 else "Budget"


BUDGET = Hoofdstuk(
    vraag="Wat kost alles samen per jaar?",
    volgorde=150,
    gewicht=Gewicht.KERN,
    sleutel="budget",
    kern=(Budget,),
    blokken=(Regiototaal, AanbiederTotaal, Budget, Basisbudget),
    bladen=(
        Blad(
            "Budget",
            "Alles wat per jaar wordt betaald. Een eigen bijdrage gaat eraf; subsidies staan apart en tellen niet mee.",
            Rol.UITVOER,
            _blad,
            plaats=12,
            voorop=10,
        ),
    ),
    # Of plekken alone, in one variant, the overzicht says the same.
    paginas=lambda resultaat: (
        (Pagina("budget", _titel(resultaat), _pagina, Lezer.AANBIEDER),)
        if resultaat.dossier[Budget] and (_meer(resultaat) or len(varianten(resultaat)) > 1)
        else ()
    ),
)
