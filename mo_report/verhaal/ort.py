"""Bijlage 2.1: the ORT of each roster, and what it does to the uurtarief."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from mo_report.engine.dossier import Record
from mo_report.engine.rekenen import Result
from mo_report.engine.schema import Block
from mo_report.engine.uitleg import steps
from mo_report.lib.namen import normalized
from mo_report.lib.notatie import LEEG, show_euro, show_percentage
from mo_report.model import (
    Banddag,
    Bron,
    Caodag,
    Caomix,
    Dagentelling,
    Dagsoort,
    Feestdagen,
    OrtBand,
    OrtMix,
    OrtSet,
    Rooster,
    RoosterDag,
    Roosterdienst,
    Roosterduur,
    RoosterUren,
    RoosterWeek,
    Uurtarief,
)
from mo_report.verhaal.keuze import blokken_op_blad, hoger_of_lager, rijen_van
from mo_report.verhaal.vorm import (
    ACHTER,
    Blad,
    BladDeel,
    Boodschap,
    Deel,
    Figuur,
    Formules,
    Gewicht,
    Hoofdstuk,
    Kop,
    Kruis,
    Lezer,
    Medium,
    Pagina,
    Proza,
    Raster,
    Rijen,
    Rol,
    Woord,
    achteraan,
)
from mo_report.verhaal.waarom import waarom
from mo_report.verhaal.weekkaart import caos, dagsoorten, kaarten

_BLOKKEN: tuple[type[Block], ...] = (
    RoosterWeek,
    OrtSet,
    RoosterDag,
    Dagsoort,
    Dagentelling,
    Feestdagen,
    Rooster,
    OrtBand,
    OrtMix,
    Caodag,
    Banddag,
    Roosterduur,
    Roosterdienst,
    RoosterUren,
)
_INLEIDING = """
<p>De cao geeft per tijdvak een toeslag.{{ o.noot("Rekenwijze: bijlage 2.1.") }} Het model telt de uren van een rooster per tijdvak, vermenigvuldigt die met de toeslag en deelt de som door alle uren van de week. Is elke dag even lang, dan is dat hetzelfde als wegen naar dagen.</p>
<p>Elke soort dag telt zo vaak als zij in een week voorkomt. Een dienst die over middernacht gaat, telt na middernacht mee bij de volgende dag. Feestdagen op werkdagen gaan van de werkdagen af en tellen als feestdag.</p>
{% if c.jaargangen %}<p class="bij">De tijdvakken van de cao’s komen uit bronnen van verschillende jaren: {% for cao, jaar in c.jaargangen %}{{ cao }} {{ jaar or "zonder jaar" }}{{ "; " if not loop.last }}{% endfor %}. Een gemiddelde over deze cao’s staat daarom niet naast de uurtarieven.</p>{% endif %}
"""


@dataclass(frozen=True)
class Vergelijking:
    """A product's ORT as given beside that of its roster, and what it does to the uurtarief."""

    product: str
    set: str
    gegeven: str
    rooster: str
    volgens: str
    uurtarief: str
    uurtarief_rooster: str
    effect: str
    """How much higher or lower the uurtarief would be, in words."""
    mix: str = ""
    """What the caomix of the set gives, where the roster was read under one cao; likewise:"""
    uurtarief_mix: str = ""
    effect_mix: str = ""


def vergelijkingen(resultaat: Result) -> list[Vergelijking]:
    """Products of a set with the same figures are taken together."""
    alike: dict[tuple[str, ...], list[str]] = {}
    for r in resultaat.dossier[Uurtarief]:
        effect = resultaat.value(r, Uurtarief.uurtarief_effect)
        if isinstance(effect, Decimal):
            figures = (
                r.texts["parameterset"],
                show_percentage(resultaat.number(r, Uurtarief.ort)),
                show_percentage(resultaat.number(r, Uurtarief.ort_rooster)),
                f"cao {r.texts['cao']}" if r.texts.get("cao") else "caomix",
                show_euro(resultaat.number(r, Uurtarief.uurtarief)),
                show_euro(resultaat.number(r, Uurtarief.uurtarief_rooster)),
                hoger_of_lager(effect),
                *_mix(resultaat, r),
            )
            alike.setdefault(figures, []).append(r.texts["product"])
    return [Vergelijking(", ".join(names), *figures) for figures, names in alike.items()]


def _mix(resultaat: Result, record: Record) -> tuple[str, ...]:
    """The same under the caomix of the set, where a cao of its own was given."""
    effect = mix_effect(resultaat, record)
    if effect is None:
        return ()
    mix, rate = (resultaat.number(record, c) for c in (Uurtarief.ort_mix, Uurtarief.uurtarief_mix))
    return show_percentage(mix), show_euro(rate), hoger_of_lager(effect)


def mix_effect(resultaat: Result, record: Record) -> Decimal | None:
    """What the caomix would do to an uurtarief (EUR/uur) whose roster was read under one cao of several."""
    effect = resultaat.value(record, Uurtarief.mix_effect)
    if not record.texts.get("cao") or not isinstance(effect, Decimal) or len(set(jaargangen(resultaat).values())) > 1:
        return None
    return effect if effect != resultaat.value(record, Uurtarief.uurtarief_effect) else None


def jaargangen(resultaat: Result) -> dict[str, str]:
    """Of which year the bands of each cao are, by the source that they are taken from; '' where it is not known."""
    d, found = resultaat.dossier, dict[str, str]()
    for band in d[OrtBand]:
        sources = d.matching(Bron, {"bron": normalized(band.values[OrtBand.toeslag].bron)})
        found[band.texts["cao"]] = sources[0].texts.get("jaar", "") if sources else ""
    return found


def _raster(compared: list[Vergelijking]) -> Raster:
    """The same comparison as a table."""
    heads: tuple[str, ...] = (
        "set en product",
        "ORT van de set",
        "ORT van het rooster",
        "uurtarief",
        "uurtarief bij ORT van het rooster",
        "ORT bij de caomix",
        "uurtarief bij de caomix",
    )
    rows: list[tuple[str, ...]] = [
        (
            f"{v.set}, {v.product} ({v.volgens})",
            v.gegeven,
            v.rooster,
            v.uurtarief,
            v.uurtarief_rooster,
            v.mix or LEEG,
            v.uurtarief_mix or LEEG,
        )
        for v in compared
    ]
    if not any(v.mix for v in compared):
        heads, rows = heads[:-2], [row[:-2] for row in rows]
    numbers = frozenset(range(1, len(heads)))
    title = "ORT van de set naast de ORT van het rooster"
    cells = tuple((Woord(name, kop=True), *(Woord(text, getal=True) for text in figures)) for name, *figures in rows)
    return Raster(title, heads, cells, getallen=numbers, waar=Medium.PAGINA)


def van_rooster(resultaat: Result, week: Record) -> Iterator[Deel]:
    """A roster under a cao: hours per band for each kind of day, and the averages."""
    wanted, page = {k: week.name_of(k) for k in ("rooster", "cao")}, Medium.PAGINA
    hours = [r for r in resultaat.dossier.matching(RoosterUren, wanted) if resultaat.number(r, RoosterUren.uren) > 0]
    yield Kruis(
        f"Uren per tijdvak, {week.name}",
        hours,
        (RoosterUren.uren,),
        ("dienst", "banddagen", "tijdvak"),
        "dagsoort",
        "dienst en tijdvak",
        waar=page,
    )
    days = resultaat.dossier.matching(RoosterDag, wanted)
    yield Rijen("ORT per soort dag", days, bronnen=False, waar=page)
    yield Formules(f"ORT over de week, {week.name}", steps(resultaat, week))


def _in_gebruik(resultaat: Result) -> list[Record]:
    """The rosters under the cao's that a set uses them with."""
    d = resultaat.dossier
    used = set()
    for r in d[Uurtarief]:
        mix = d.matching(Caomix, {"parameterset": r.name_of("parameterset")})
        own = [r.name_of("cao")] if r.texts.get("cao") else [c.name_of("cao") for c in mix]
        used |= {(r.name_of("rooster"), cao) for cao in own}
    return [w for w in d[RoosterWeek] if w.key in used]


def _pagina(resultaat: Result) -> Iterator[Deel]:
    years = jaargangen(resultaat)
    if compared := vergelijkingen(resultaat):
        first = compared[0]
        yield Boodschap(
            f"Voor {first.product.lower()} volgt uit het rooster {first.rooster} ORT; het tarief rekent met "
            f"{first.gegeven}."
        )
    yield Proza(_INLEIDING, {"jaargangen": sorted(years.items()) if len(set(years.values())) > 1 else []})
    for picture in kaarten(resultaat):
        yield Figuur(picture, zie=f"ort{ACHTER}")
    if compared:
        yield _raster(compared)
    yield from waarom(resultaat, OrtBand, Rooster, Dagsoort)
    yield from rijen_van(resultaat, "ORT-tijdvakken van de cao", OrtBand, achter=True)
    yield from rijen_van(resultaat, "ORT over de week, per rooster en cao", RoosterWeek, achter=True)
    for week in _in_gebruik(resultaat):
        yield Kop(week.name, waar=Medium.PAGINA, achter=True)
        yield from achteraan(van_rooster(resultaat, week))


@dataclass(frozen=True)
class Weekkaart(BladDeel):
    """The surcharge of each cao hour by hour, live over its bands."""


def _kaartblad(resultaat: Result) -> Iterator[Deel]:
    if caos(resultaat) and dagsoorten(resultaat):
        yield Weekkaart()


ORT = Hoofdstuk(
    vraag="Hoe hoog is de toeslag voor avond, nacht en weekend?",
    volgorde=100,
    gewicht=Gewicht.BIJLAGE,
    bladen=(
        Blad(
            "ORT",
            "De onregelmatigheidstoeslag: uren van elk rooster per tijdvak van de cao.",
            Rol.BEREKENING,
            lambda resultaat: blokken_op_blad(resultaat, *_BLOKKEN) if resultaat.dossier[Rooster] else (),
            plaats=38,
            stroom=14,
            thuis=_BLOKKEN,
        ),
        Blad(
            "ORT-kaart",
            "De toeslag per uur van de dag. Hoe donkerder, hoe hoger.",
            Rol.BEREKENING,
            _kaartblad,
            plaats=39,
            stroom=22,
            bevries="",
        ),
    ),
    paginas=lambda resultaat: (
        (Pagina("ort", "Berekening van de ORT", _pagina, Lezer.OPENBAAR),) if resultaat.dossier[RoosterWeek] else ()
    ),
)
