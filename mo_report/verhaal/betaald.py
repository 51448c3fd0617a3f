"""What the amount of each locatie buys: hours, people at once and night watches, beside what is asked."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from mo_report.engine.dossier import Record
from mo_report.engine.rekenen import Result
from mo_report.engine.schema import Block, Column
from mo_report.engine.uitleg import Step, steps
from mo_report.lib.notatie import show, show_number
from mo_report.model import (
    Aanwezigheid,
    AndereUren,
    Betaald,
    Dienst,
    Dienstort,
    Locatie,
    Locatieort,
    Nacht,
    Rooster,
    Roosterdagen,
    Team,
    Teamort,
    Urenkeuze,
)
from mo_report.model.tarieven import leidende, opsomming, varianten, wachtgroepen
from mo_report.verhaal.beelden import Groep, Kaart, Rij, Staven, Vak
from mo_report.verhaal.keuze import blokken_op_blad, getal, van_variant, verteld
from mo_report.verhaal.vorm import (
    Blad,
    Deel,
    Figuur,
    Formules,
    Gewicht,
    Hoofdstuk,
    Kop,
    Lezer,
    Medium,
    Pagina,
    Proza,
    Rijen,
    Rol,
)
from mo_report.verhaal.weekkaart import UREN, dagsoorten

_BLOKKEN: tuple[type[Block], ...] = (Betaald, Locatieort, Aanwezigheid, Teamort, Dienstort, Urenkeuze, AndereUren)
_DAG = (
    Betaald.locatie,
    Betaald.uren_locatie,
    Betaald.fte,
    Betaald.tegelijk,
    Betaald.tegelijk_gevraagd,
    Betaald.deel,
)
_NACHT = (Betaald.locatie, Betaald.betaalde_wachten, Betaald.nacht_jaar, Betaald.wacht_jaar)
_ORT = (
    Betaald.locatie,
    Betaald.ort_dienstrooster_effect,
    Betaald.ort_dienstrooster_jaar,
)
_INLEIDING = """
<p>Een tarief per plek geldt voor elke groepsgrootte. Hier staat wat het bedrag van elke locatie samen betaalt. {{ c.boodschap }}</p>
"""
_GRENS = """
<p class="bij">Vanaf zoveel plekken betaalt de norm één begeleider tegelijk, gedurende de uren waarop er volgens de omschrijving iemand moet zijn. Op een kleinere locatie betaalt het tarief een deel van die aanwezigheid.</p>
"""
_WACHT = """
<p class="bij">Het tarief voor een wacht is berekend voor een groep. Op een kleinere locatie betaalt het een deel van een wacht, op een grotere meer dan één. Delen locaties een wacht, tel hun aantallen dan op{% if c.samen %}: {{ c.samen }}{% endif %}.</p>
"""
_KEUZE = """
<p class="bij">De invoer noemt voor deze locaties ook andere uren. Het tarief rekent er niet mee; hier staat wat de keuze per jaar scheelt.</p>
"""
_ROOSTER = """
<p class="bij">Van deze locaties is bekend op welke uren er wordt gewerkt. De ORT van die uren staat naast de ORT waarmee de set rekent.{% for z in c.telt %} {{ z }}{% endfor %} Uren voor trajecten in hetzelfde rooster tellen in deze ORT mee.</p>
"""


def _heeft(resultaat: Result, records: list[Record], column: Column) -> list[Record]:
    return [r for r in records if resultaat.value(r, column) is not None]


def is_er(resultaat: Result) -> bool:
    """Whether the input says what is asked for, what a watch is priced for, or when people work."""
    d = resultaat.dossier
    return bool(d[Locatie] and (d[Aanwezigheid] or d[Teamort] or _heeft(resultaat, d[Nacht], Nacht.groep)))


def met_dienstrooster(resultaat: Result) -> list[str]:
    """The variants that count with the ORT of a dienstrooster."""
    own = ((v, van_variant(resultaat, Locatieort, v)) for v in varianten(resultaat))
    return [v.name for v, records in own if records and resultaat.number(records[0], Locatieort.telt)]


def _boodschap(resultaat: Result, own: list[Record]) -> str:
    """How many locaties are paid less than somebody at all the hours that are asked for."""
    asked = _heeft(resultaat, own, Betaald.deel)
    short = [r for r in asked if resultaat.number(r, Betaald.deel) < 1]
    if not asked:
        return ""
    if not short:
        return "Op alle locaties betaalt het tarief de aanwezigheid die de omschrijving vraagt."
    if len(short) == len(asked):
        return "Op geen enkele locatie betaalt het tarief alle uren van de aanwezigheid die de omschrijving vraagt."
    return (
        f"Op {len(short)} van de {len(asked)} locaties met een omschrijving betaalt het tarief minder uren dan de "
        f"aanwezigheid die de omschrijving vraagt: {opsomming(r.texts['locatie'] for r in short)}."
    )


def _tegelijk(resultaat: Result, own: list[Record]) -> Staven | None:
    """People at once, as paid and as asked, per locatie."""
    columns = (Betaald.tegelijk, Betaald.tegelijk_gevraagd)
    groups = tuple(
        Groep(
            r.texts["locatie"],
            tuple(getal(resultaat, r, c) for c in columns),
            tuple(show(resultaat.value(r, c), c.unit) for c in columns),
        )
        for r in _heeft(resultaat, own, Betaald.tegelijk)
    )
    names = ("betaald", "gevraagd")
    if not groups:
        return None
    return Staven("Begeleiders tegelijk: betaald en gevraagd", verteld(groups, names), "begeleiders", names, groups)


def _grens(resultaat: Result) -> Staven | None:
    """From how many plekken the norm pays one, and all, of the people that are asked for."""
    columns = (Aanwezigheid.per_begeleider, Aanwezigheid.alle)
    groups = tuple(
        Groep(
            r.name,
            tuple(getal(resultaat, r, c) for c in columns),
            tuple(show_number(getal(resultaat, r, c) or Decimal(0), 1) for c in columns),
        )
        for r in _heeft(resultaat, resultaat.dossier[Aanwezigheid], Aanwezigheid.per_begeleider)
    )
    names = ("voor één begeleider tegelijk", "voor alle gevraagde begeleiders")
    title = "Vanaf hoeveel plekken de norm de aanwezigheid betaalt"
    return Staven(title, verteld(groups, names), "plekken", names, groups) if groups else None


def _mensen(resultaat: Result, team: Record) -> Kaart | None:
    """How many people of a team are there, by kind of day and hour; None without begin and end of its services."""
    d = resultaat.dossier
    services = [r for r in d.matching(Dienst, {"team": team.key[0]}) if r.texts.get("rooster")]
    days = dagsoorten(resultaat)
    if not services or not days:
        return None
    rows = []
    for key, name in days:
        people = [sum((_aanwezig(resultaat, s, key, h) for s in services), Decimal(0)) for h in UREN]
        rows.append(Rij(name, tuple(Vak(p, show_number(p, 1) if p else "", False) for p in people)))
    most = max(cell.waarde for row in rows for cell in row.vakken)
    return Kaart(
        f"Begeleiders tegelijk per uur van de dag: {team.name}",
        f"Kaart met het aantal begeleiders per soort dag en uur, hoogstens {show_number(most, 1)} tegelijk.",
        tuple(str(h) for h in UREN),
        tuple(rows),
        "begeleiders, per uur van de dag",
        "hoe meer begeleiders",
    )


def _aanwezig(resultaat: Result, dienst: Record, dagsoort: str, uur: int) -> Decimal:
    """The people of a service in an hour of a kind of day; of half an hour they count for half."""
    d, found = resultaat.dossier, Decimal(0)
    for times in d.matching(Rooster, {"rooster": dienst.name_of("rooster")}):
        for day in d.matching(Roosterdagen, {"dagen": times.name_of("dagen"), "dagsoort": dagsoort}):
            begin, until, after = (
                resultaat.number(times, c) for c in (Rooster.begin, Rooster.tot_middernacht, Rooster.na_middernacht)
            )
            own = max(Decimal(0), min(until, Decimal(uur + 1)) - max(begin, Decimal(uur)))
            over = max(Decimal(0), min(after, Decimal(uur + 1)) - uur)
            found += resultaat.number(day, Roosterdagen.begint) * own + resultaat.number(day, Roosterdagen.volgt) * over
    return found * resultaat.number(dienst, Dienst.begeleiders)


def _ort_stappen(resultaat: Result, known: list[Record]) -> list[tuple[list[str], list[Step]]]:
    """From roster to uurtarief; locaties of one team, where it is the same, are taken together."""
    alike: dict[tuple[str, ...], tuple[list[str], list[Step]]] = {}
    for record in known:
        keys = {k.name: record.name_of(k.name) for k in Betaald.key_columns()}
        (own,) = resultaat.dossier.matching(Locatieort, keys)
        told = steps(resultaat, own, Locatieort.lines()[1:])
        names, _ = alike.setdefault(tuple(s.getallen + s.uitkomst for s in told), ([], told))
        names.append(record.texts["locatie"])
    return list(alike.values())


def _blad(resultaat: Result) -> Iterator[Deel]:
    if not is_er(resultaat):
        return
    for variant in varianten(resultaat):
        yield Rijen(f"{Betaald.title}: {variant.name}", van_variant(resultaat, Betaald, variant), waar=Medium.BLAD)
    if _heeft(resultaat, resultaat.dossier[Locatieort], Locatieort.ort_dienstrooster):
        yield from blokken_op_blad(resultaat, Locatieort, Teamort, Dienstort)
    yield from blokken_op_blad(resultaat, Urenkeuze, AndereUren, Aanwezigheid)


def _pagina(resultaat: Result) -> Iterator[Deel]:
    d, page, leading = resultaat.dossier, Medium.PAGINA, leidende(resultaat)
    own = van_variant(resultaat, Betaald, leading)
    yield Proza(_INLEIDING, {"boodschap": _boodschap(resultaat, own)})
    day = Rijen(f"Overdag, {leading.name}", own, _DAG, bronnen=False, waar=page)
    yield Figuur(_tegelijk(resultaat, own), day)
    if d[Aanwezigheid]:
        yield Proza(_GRENS)
        norm = [r for r in d[Aanwezigheid] if r.name_of("urennorm") == leading.name_of("urennorm")]
        yield Figuur(_grens(resultaat), Rijen(Aanwezigheid.title, norm or d[Aanwezigheid], waar=page))
    if choices := van_variant(resultaat, Urenkeuze, leading):
        yield Kop("Andere uren", waar=page)
        yield Proza(_KEUZE)
        yield Rijen("Wat een andere keuze scheelt", choices, bronnen=False, waar=page)
        yield Rijen(AndereUren.title, d[AndereUren], waar=page)
    if watched := _heeft(resultaat, own, Betaald.betaalde_wachten):
        yield Kop("In de nacht", waar=page)
        shared = [g for g in wachtgroepen(resultaat) if len(g.locaties) > 1]
        told = "; ".join(f"{g.naam} samen {show_number(g.wachten, 2)}" for g in shared)
        yield Proza(_WACHT, {"samen": told})
        yield Rijen(f"Wachten, {leading.name}", watched, _NACHT, bronnen=False, waar=page)
    if known := _heeft(resultaat, own, Betaald.ort_dienstrooster_effect):
        yield Kop("De ORT van het dienstrooster", waar=page)
        names = met_dienstrooster(resultaat)
        said = [f"Met de ORT van het dienstrooster rekent {opsomming(names)}."] if names else []
        yield Proza(_ROOSTER, {"telt": said})
        yield Rijen(
            f"ORT van de set naast die van het dienstrooster, {leading.name}", known, _ORT, bronnen=False, waar=page
        )
        for team in d[Team]:
            if picture := _mensen(resultaat, team):
                services = d.matching(Dienst, {"team": team.key[0]})
                yield Figuur(picture, Rijen("Diensten", services, waar=page))
        for locaties, formulas in _ort_stappen(resultaat, known):
            yield Formules(f"ORT van het dienstrooster, {'; '.join(locaties)}", formulas, achter=True)


BETAALD = Hoofdstuk(
    vraag="Wat betaalt het tarief op elke locatie?",
    volgorde=125,
    gewicht=Gewicht.KERN,
    sleutel="betaald",
    kern=(Aanwezigheid, Teamort),
    blokken=_BLOKKEN,
    bladen=(
        Blad(
            "Wat het betaalt",
            "Hoeveel uren, begeleiders tegelijk en wachten het bedrag van elke locatie betaalt.",
            Rol.UITVOER,
            _blad,
            plaats=9,
            stroom=23,
            thuis=_BLOKKEN,
            bevries="B4",
        ),
    ),
    paginas=lambda resultaat: (
        (Pagina("betaald", "Wat het tarief betaalt", _pagina, Lezer.AANBIEDER),) if is_er(resultaat) else ()
    ),
)
