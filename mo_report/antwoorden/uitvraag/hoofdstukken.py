"""The chapters of what is told of an uitvraag: all of it to the gemeente, to others what they may see."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from mo_report.antwoorden.nota.delen import aantal
from mo_report.antwoorden.uitvraag.boek import tarief_in_woorden
from mo_report.antwoorden.uitvraag.groep import MINSTENS_UITSCHIETER, Groep
from mo_report.antwoorden.uitvraag.onderzoek import Onderzoek
from mo_report.antwoorden.uitvraag.onthulling import MINSTENS
from mo_report.engine.rekenen import Result
from mo_report.engine.units import EUR_JAAR, PCT
from mo_report.lib.notatie import LEEG, Unit, show
from mo_report.model import Uitvraag
from mo_report.verhaal.beelden import Doos, Dozen
from mo_report.verhaal.vorm import Boodschap, Deel, Figuur, Lezer, Pagina, Proza, Raster, Tegel, Tegels, Woord

_GEMEENTE = """
<p>U vroeg de aanbieders om hun eigen cijfers. Hier staat wat zij gaven, naast uw eigen waarde. Elk antwoord, elke opmerking en wat bij het lezen opviel, staat in onderzoek.xlsx. Dit document is alleen voor de gemeente: er staan cijfers van aanbieders in.</p>
{% if c.stil %}<p>Geen antwoord kwam er van: {{ c.stil }}.</p>{% endif %}
{% if c.leeg %}<p>Van {{ c.leeg }} gaf niemand een cijfer.</p>{% endif %}
{% if c.apart %}<p>{{ c.apart }} ver van de andere. Vraag daar eerst naar.</p>{% endif %}
{% if c.verraadt %}<p><strong>Let op.</strong> Uw waarde staat in de openbare bijlage.</p><ul>{% for zin in c.verraadt %}<li>{{ zin }}</li>{% endfor %}</ul>{% endif %}
"""
_BEELD = "<p>Elke balk heeft een eigen schaal. Links en rechts ervan staan het laagste en het hoogste cijfer.{% if c.eigen %} Een streepje bij uw waarde: elke locatie of elke set heeft een eigen waarde.{% endif %}</p>"
_APART = "<p>Een uitschieter is niet fout. Vraag waar hij op rust, en of de omschrijving goed is begrepen.</p>"
_OPENBAAR = """
<p>De gemeente vroeg de aanbieders om hun eigen cijfers, om haar kostprijsmodel te toetsen. Bij elke vraag kreeg iedereen dezelfde omschrijving.</p>
<p>Hier staan alleen gemiddelden, waarin elke aanbieder even zwaar telt. Een gemiddelde staat er niet als minder dan {{ c.minstens }} aanbieders een cijfer gaven, of als iemand er het cijfer van een aanbieder uit kan afleiden.</p>
"""
_WAAROM = "<p>Zo is elk cijfer gevraagd, en waarom de gemeente met haar waarde rekent.</p>"
NIET_OPENBAAR = "niet openbaar"
_GEMIDDELD = (
    "gevraagd",
    "eenheid",
    "cijfers",
    "gemiddelde van aanbieders",
    "waarde van de gemeente",
    "openbaar cijfer",
)


def for_gemeente(onderzoek: Onderzoek) -> list[Pagina]:
    """The chapters with every figure."""
    made = [("kort", "In het kort", _kort), ("uitkomsten", "Wat aanbieders gaven", _uitkomsten)]
    if any(g.uitschieters for g in onderzoek.groepen):
        made.append(("apart", "Cijfers die ver van de andere liggen", _apart))
    made.append(("waarom", "Wat is gevraagd, en waarom deze waarde", _waarom))
    return [Pagina(key, title, partial(parts, onderzoek), Lezer.GEMEENTE) for key, title, parts in made]


def for_others(onderzoek: Onderzoek) -> list[Pagina]:
    """The chapters with what others may see."""
    made = (
        ("kort", "In het kort", _kort_openbaar),
        ("uitkomsten", "Uitkomsten", _uitkomsten_openbaar),
        ("waarom", "Wat is gevraagd, en waarom deze waarde", _waarom_openbaar),
    )
    return [Pagina(key, title, partial(parts, onderzoek), Lezer.OPENBAAR) for key, title, parts in made]


def _kort(onderzoek: Onderzoek, _: Result) -> Iterator[Deel]:
    answered = set(onderzoek.beantwoord)
    asked = len(onderzoek.gevraagd)
    parts = [_deel(values, answered) for values in (onderzoek.plekken, onderzoek.omzet)]
    yield Boodschap(
        f"{onderzoek.geteld(answered, 'antwoordde', 'antwoordden')}, "
        f"{len(onderzoek.met_cijfers)} met cijfers: samen {show(parts[0], PCT)} van de plekken."
    )
    given = [g for g in onderzoek.groepen if g.cijfers]
    yield Tegels(
        (
            Tegel(f"{len(answered)} van {asked}", "aanbieders met een antwoord"),
            Tegel(show(parts[0], PCT), "van de plekken"),
            Tegel(show(parts[1], PCT), "van het budget per jaar"),
            Tegel(f"{len(given)} van {len(onderzoek.groepen)}", "gevraagde cijfers met een uitkomst"),
        )
    )
    apart = sum(len(g.uitschieters) for g in given)
    empty = len(onderzoek.groepen) - len(given)
    told = [f"{g.label}: {g.verraadt()}" for g in given if g.verraadt()]
    yield Proza(
        _GEMEENTE,
        {
            "stil": ", ".join(n for n in onderzoek.gevraagd if n not in answered),
            "leeg": aantal(empty, "gevraagd cijfer", "gevraagde cijfers") if empty else "",
            "apart": aantal(apart, "cijfer ligt", "cijfers liggen").capitalize() if apart else "",
            "verraadt": told,
        },
    )


def _deel(values: dict[str, Decimal], names: set[str]) -> Decimal:
    whole = sum(values.values(), Decimal(0))
    return sum((v for n, v in values.items() if n in names), Decimal(0)) / whole if whole else Decimal(0)


def _uitkomsten(onderzoek: Onderzoek, _: Result) -> Iterator[Deel]:
    given = [g for g in onderzoek.groepen if g.cijfers]
    if not given:
        yield Proza("<p>Er is nog geen cijfer.</p>")
        return
    yield Proza(_BEELD, {"eigen": any(g.waarde is None for g in given)})
    yield Figuur(_dozen(given), zie=Figuur.VOLGENDE)
    heads = (
        "gevraagd",
        "eenheid",
        "cijfers",
        "laagste",
        "middelste",
        "hoogste",
        "gewogen gemiddelde",
        "uw waarde",
        "per jaar met het gemiddelde",
    )
    rows = tuple(tuple(_cellen(g)) for g in given)
    yield Raster("Uitkomsten", heads, rows, getallen=frozenset(range(2, len(heads))))


def _cellen(groep: Groep) -> Iterator[Woord]:
    spread, unit = groep.spreiding, groep.unit
    assert spread
    yield Woord(f"{groep.onderdeel}: {groep.label}", kop=True)
    yield Woord(unit.word)
    yield Woord(_van(groep), getal=True)
    for value in (spread.laagste, spread.mediaan, spread.hoogste, groep.gewogen, groep.waarde):
        yield Woord(_getoond(value, unit), getal=True)
    yield Woord(_getoond(groep.gevolg.per_jaar if groep.gevolg else None, EUR_JAAR), getal=True)


def _dozen(groepen: list[Groep]) -> Dozen:
    boxes = []
    for groep in groepen:
        spread, unit = groep.spreiding, groep.unit
        assert spread
        points = (spread.laagste, spread.q1, spread.mediaan, spread.q3, spread.hoogste)
        if len(groep.cijfers) < MINSTENS_UITSCHIETER:
            # Of so few there is no middle half.
            points = (spread.laagste, spread.mediaan, spread.mediaan, spread.mediaan, spread.hoogste)
        ends = (show(spread.laagste, unit), show(spread.hoogste, unit))
        boxes.append(Doos(f"{groep.onderdeel}: {groep.label}", points, groep.waarde, ends))
    told = "; ".join(
        f"{b.naam}: van {show(b.punten[0], g.unit)} tot {show(b.punten[4], g.unit)}, middelste {show(b.punten[2], g.unit)}"
        + (f", uw waarde {show(g.waarde, g.unit)}" if g.waarde is not None else "")
        for b, g in zip(boxes, groepen, strict=True)
    )
    return Dozen(
        "Wat aanbieders gaven, naast uw waarde", told, "middelste helft", "middelste cijfer", "uw waarde", tuple(boxes)
    )


def _apart(onderzoek: Onderzoek, _: Result) -> Iterator[Deel]:
    yield Proza(_APART)
    rows = tuple(
        (
            Woord(f"{g.onderdeel}: {g.label}", kop=True),
            Woord(own.cijfer.aanbieder),
            Woord(show(own.cijfer.waarde, g.unit), getal=True),
            Woord("; ".join(r.opgave.toelichting for r in own.cijfer.rijen if r.opgave.toelichting) or LEEG),
            Woord(_getoond(own.gevolg.per_jaar, EUR_JAAR), getal=True),
            Woord(tarief_in_woorden(own.gevolg)),
        )
        for g in onderzoek.groepen
        for own in g.uitschieters
    )
    heads = (
        "gevraagd",
        "aanbieder",
        "cijfer",
        "toelichting",
        "per jaar als u dit neemt",
        "eerste tarief dat verandert",
    )
    yield Raster("Uitschieters", heads, rows, getallen=frozenset({2, 4}))


def _waarom(onderzoek: Onderzoek, _: Result) -> Iterator[Deel]:
    yield Proza(_WAAROM)
    yield _redenen(onderzoek.groepen)


def _redenen(groepen: list[Groep], *, openbaar: bool = False) -> Raster:
    """What was asked, once for each figure: on several rows of a sheet it is the same question."""
    found = {
        (
            f"{g.onderdeel}: {g.label if g.rijen[0].gevraagd.punt.eigen else g.column.label}",
            g.rijen[0].gevraagd.definitie,
            g.record.texts.get(Uitvraag.periode.name, "") or LEEG,
            (g.waarom_openbaar if openbaar else g.waarom) or LEEG,
        ): None
        for g in groepen
    }
    rows = tuple((Woord(first, kop=True), *map(Woord, rest)) for first, *rest in found)
    return Raster("Wat is gevraagd", ("gevraagd", "wat eronder valt", "periode", "waarom deze waarde"), rows)


def _kort_openbaar(onderzoek: Onderzoek, _: Result) -> Iterator[Deel]:
    yield Boodschap(f"{onderzoek.geteld(onderzoek.met_cijfers, 'gaf', 'gaven')} cijfers.")
    yield Proza(_OPENBAAR, {"minstens": {3: "drie"}.get(MINSTENS, MINSTENS)})


def _uitkomsten_openbaar(onderzoek: Onderzoek, _: Result) -> Iterator[Deel]:
    """Only what is told: of the others not even why, for that would say something of their figures."""
    told = {v.groep: v.waarde for v in onderzoek.bekendgemaakt}
    rows = tuple(
        (
            Woord(f"{g.onderdeel}: {g.label}", kop=True),
            Woord(g.unit.word),
            Woord(_van(g), getal=True),
            Woord(show(told[g.sleutel], g.unit) if g.sleutel in told else NIET_OPENBAAR, getal=True),
            Woord(_getoond(g.waarde, g.unit), getal=True),
            Woord(g.record.texts.get(Uitvraag.openbaar.name, "") or LEEG),
        )
        for g in onderzoek.groepen
        if g.openbaar
    )
    yield Raster("Uitkomsten van de uitvraag", _GEMIDDELD, rows, getallen=frozenset({2, 3, 4}))


def _waarom_openbaar(onderzoek: Onderzoek, _: Result) -> Iterator[Deel]:
    yield Proza(_WAAROM)
    yield _redenen([g for g in onderzoek.groepen if g.openbaar], openbaar=True)


def _van(groep: Groep) -> str:
    return f"{len(groep.cijfers)} van {groep.gevraagd_aan}"


def _getoond(value: Decimal | None, unit: Unit) -> str:
    return LEEG if value is None else show(value, unit)
