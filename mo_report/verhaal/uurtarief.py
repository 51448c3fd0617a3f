"""What an hour of begeleiding costs, set by set, and where a euro of it goes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from mo_report.engine.dossier import Record
from mo_report.engine.rekenen import Result
from mo_report.engine.schema import Block, Line
from mo_report.engine.uitleg import Step
from mo_report.engine.units import EUR_UUR
from mo_report.lib.notatie import show
from mo_report.model import (
    Dagopvangtarief,
    Euroverdeling,
    Locatietarief,
    Nacht,
    Opbouw,
    Opslagen,
    Parameterset,
    RoosterWeek,
    Trajecttarief,
    Uurtarief,
)
from mo_report.model.opbouw import STAPPEN
from mo_report.model.tarieven import gangbaar, leidende, leidende_sets
from mo_report.verhaal.beelden import Stapel, Stapels, Trap
from mo_report.verhaal.keuze import (
    keten,
    ketenregels,
    kolommen_van,
    naam,
    opbouw_stappen,
    tarief_van,
    tekst,
    trap_van,
    van_set,
    van_sets,
)
from mo_report.verhaal.ort import van_rooster
from mo_report.verhaal.vorm import (
    ACHTER,
    AlleenScherm,
    Blad,
    Boodschap,
    Deel,
    Figuur,
    Formules,
    Gewicht,
    Hoofdstuk,
    Kolommen,
    Lezer,
    Medium,
    Pagina,
    Proza,
    Raster,
    Rijen,
    Rol,
    Waarde,
    Woord,
    achteraan,
)
from mo_report.verhaal.waarom import waarom

#: More products side by side are too wide for a page.
MEESTE_NAAST_ELKAAR = 6

_KORT = (
    Uurtarief.parameterset,
    Uurtarief.product,
    Uurtarief.maandloon,
    Uurtarief.ort,
    Uurtarief.kostprijs,
    Uurtarief.uurtarief_afgerond,
)
_RISICO = """
<p>Een aanbieder moet tegenvallers kunnen opvangen. Daarvoor is er een opslag over de loonkosten met overhead.{% if met_rapport %} Landelijke richtlijnen voor de hoogte noemt het rapport van 2020 niet (bijlage 2, par. 6).{% endif %} Samen heet dat de kostprijs per fte.</p>
"""
_PER_FTE = """
<p class="bij">Het uurtarief is de kostprijs per fte, gedeeld door de declarabele uren.</p>
"""
_UURTARIEVEN = """
<p>Een uurtarief is de kostprijs per fte, gedeeld door de declarabele uren. De kostprijs begint bij het maandloon. Daar komen de toeslagen bij (ook ORT), de sociale lasten, de overhead en de risico-opslag.</p>
"""


def _blad(resultaat: Result) -> Iterator[Deel]:
    """The chain from maandloon to uurtarief, a table per parameterset."""
    counting = leidende_sets(resultaat)
    others = [s for s in resultaat.dossier[Parameterset] if s not in counting]
    sets = [(s, van_set(resultaat, Uurtarief, s)) for s in (*counting, *others)]
    wide = max(len(own) for _, own in sets)
    tables: tuple[type[Block], ...] = (Opbouw, Euroverdeling)
    for each, records in sets:
        if not records:
            continue
        if others and each is others[0]:
            yield AlleenScherm()
        yield Kolommen(each.name, records, breed=wide, waar=Medium.BLAD)
        for block in tables:
            own = van_set(resultaat, block, each)
            yield Kolommen(f"{block.title}, {each.name}", own, breed=wide, waar=Medium.BLAD)


def trap(resultaat: Result, opbouw: Record) -> Trap:
    """From salary to uurtarief, step by step; a step that adds nothing is left out."""
    steps = [(c.label, value) for c in STAPPEN if (value := resultaat.number(opbouw, c))]
    end = ("uurtarief", resultaat.number(opbouw, Opbouw.samen))
    return trap_van(f"Van salaris naar uurtarief: {naam(opbouw)}", EUR_UUR, steps, end)


def _gelijk(resultaat: Result, records: Sequence[Record]) -> list[tuple[str, str, Record]]:
    """Records whose figures look the same, taken together: their names in short and in full."""
    alike: dict[tuple[str, ...], list[Record]] = {}
    for r in records:
        shown = tuple(show(resultaat.value(r, c), c.unit) for c in Euroverdeling.lines())
        alike.setdefault((r.texts["parameterset"], *shown), []).append(r)
    one_set = len({r.texts["parameterset"] for r in records}) == 1
    found = []
    for same in alike.values():
        names = [r.texts["product"] for r in same]
        more = f" en nog {len(names) - 1}" if len(names) > 1 else ""
        of_set = "" if one_set else f", {same[0].texts['parameterset']}"
        found.append((f"{names[0]}{more}{of_set}", f"{', '.join(names)}{of_set}", same[0]))
    return found


def ter_zake(resultaat: Result, records: Sequence[Record], lines: Sequence[Line]) -> list[Line]:
    """The lines that are not zero everywhere."""
    return [c for c in lines if any(resultaat.value(r, c) for r in records)]


def plaatsen(shown: Sequence[Line], every: Sequence[Line]) -> tuple[int, ...]:
    """The place of each line that is shown among all that there are: its colour."""
    return tuple(every.index(line) for line in shown)


def euro(
    resultaat: Result, records: Sequence[Record], hoogstens: int | None = None
) -> tuple[Stapels | None, Raster | None]:
    """Where a euro of the uurtarief goes, for each product: the picture and its table."""
    rows = _gelijk(resultaat, records)[:hoogstens]
    lines = ter_zake(resultaat, [r for *_, r in rows], Euroverdeling.lines())
    if not rows or not lines:
        return None, None
    bars = tuple(
        Stapel(
            name,
            tuple(resultaat.number(r, c) for c in lines),
            _centen([resultaat.number(r, c) for c in lines]),
            "100 cent",
        )
        for name, _, r in rows
    )
    told = "; ".join(
        f"{s.naam}: " + ", ".join(f"{c.label} {t}" for c, t in zip(lines, s.teksten, strict=True)) for s in bars
    )
    picture = Stapels(
        "Waar een euro van het uurtarief naartoe gaat",
        f"Staven van honderd cent. {told} cent.",
        "cent van elke euro",
        tuple(c.label for c in lines),
        plaatsen(lines, Euroverdeling.lines()),
        bars,
    )
    heads = ("product", *(c.label for c in lines))
    cells = tuple((Woord(name, kop=True), *(Waarde(r, c) for c in lines)) for _, name, r in rows)
    numbers = frozenset(range(1, len(heads)))
    return picture, Raster("Delen van het uurtarief", heads, cells, getallen=numbers)


def _centen(shares: Sequence[Decimal]) -> tuple[str, ...]:
    """Shares in whole cents that add up: what is cut off most is rounded up first."""
    whole = [int(s * 100) for s in shares]
    missing = round(sum(shares) * 100) - sum(whole)
    order = sorted(range(len(shares)), key=lambda n: whole[n] - shares[n] * 100)
    for n in order[:missing]:
        whole[n] += 1
    return tuple(map(str, whole))


def _risico(resultaat: Result) -> Iterator[Deel]:
    if opbouw := gangbaar(resultaat):
        rate = tekst(resultaat, tarief_van(resultaat, opbouw), Uurtarief.uurtarief_afgerond)
        yield Boodschap(f"Een uur {opbouw.texts['product'].lower()} kost {rate}.")
    yield Proza(_RISICO)
    yield Proza(_PER_FTE)
    picture, shares = euro(resultaat, resultaat.dossier[Euroverdeling])
    yield Figuur(picture, zie=f"risico{ACHTER}")
    leading = van_sets(resultaat, Uurtarief)
    yield Rijen("Uurtarief per product", leading, _KORT, bronnen=False, waar=Medium.PAGINA)
    yield from waarom(resultaat, Opslagen.risico, Opslagen.indexatie, Opslagen.verplichtingen)
    if shares:
        yield replace(shares, achter=True)
    yield from kolommen_van(resultaat, "Risico-opslag", Opslagen, (Opslagen.risico,), achter=True)
    for each in resultaat.dossier[Parameterset]:
        yield from achteraan(_ketens_van_set(resultaat, each))


def _ketens_van_set(resultaat: Result, each: Record) -> Iterator[Deel]:
    """The chain of every product of a set, over tables that are as even as can be."""
    records = van_set(resultaat, Uurtarief, each)
    if not records:
        return
    lines = ketenregels(resultaat, records)
    size = -(-len(records) // -(-len(records) // MEESTE_NAAST_ELKAAR))
    parts = [records[n : n + size] for n in range(0, len(records), size)]
    for n, part in enumerate(parts, 1):
        more = f" (deel {n})" if len(parts) > 1 else ""
        title = f"Van maandloon naar uurtarief, {each.name}{more}"
        yield Kolommen(title, part, [Uurtarief.ort, *lines], bronnen=False, waar=Medium.PAGINA)


def _uurtarieven(resultaat: Result) -> Iterator[Deel]:
    """The uurtarieven that the tariffs of an aanbieder count with, each once."""
    d = resultaat.dossier
    keys = ("parameterset", "product")
    wanted = _gebruikt(resultaat)
    chains = [d.matching(Uurtarief, dict(zip(keys, w, strict=True)))[0] for w in wanted]
    shares = [d.matching(Euroverdeling, dict(zip(keys, w, strict=True)))[0] for w in wanted]
    opbouw = gangbaar(resultaat)
    yield Proza(_UURTARIEVEN)
    if opbouw:
        yield Figuur(trap(resultaat, opbouw), zie=f"uurtarieven{ACHTER}")
        title = f"Van salaris naar uurtarief, euro voor euro: {naam(opbouw)}"
        yield Formules(title, opbouw_stappen(resultaat, opbouw), achter=True)
    picture, parts = euro(resultaat, shares)
    if parts:
        yield Figuur(picture, zie=f"uurtarieven{ACHTER}")
        yield replace(parts, achter=True)
    for name, steps in _ketens(resultaat, chains):
        yield Formules(f"Uurtarief {name}", steps)
    for week in _dagroosters(resultaat):
        yield from achteraan(van_rooster(resultaat, week))


def _gebruikt(resultaat: Result) -> list[tuple[str, str]]:
    """Set and product of every uurtarief that the leading variant pays these locaties: day, traject, night, dagopvang."""
    d, leading = resultaat.dossier, {"tariefvariant": leidende(resultaat).key[0]}
    rates = d.matching(Locatietarief, leading)
    nights = {(r.name_of("parameterset"), r.name_of("nachtvariant")) for r in rates}
    used = [*rates, *d.matching(Trajecttarief, leading), *(r for r in d[Nacht] if r.key in nights)]
    used += d.matching(Dagopvangtarief, leading)
    return list(dict.fromkeys(own for r in used if all(own := (r.name_of("parameterset"), r.name_of("product")))))


def _ketens(resultaat: Result, chains: list[Record]) -> list[tuple[str, list[Step]]]:
    """The chain of each product; products that come out alike in every step are taken together."""
    alike: dict[tuple[tuple[str, str], ...], list[Record]] = {}
    for record in chains:
        told = tuple((s.getallen, s.uitkomst) for s in keten(resultaat, record))
        alike.setdefault((*told, ("", record.texts["parameterset"])), []).append(record)
    return [("; ".join(naam(r) for r in same), keten(resultaat, same[0])) for same in alike.values()]


def _dagroosters(resultaat: Result) -> list[Record]:
    """The rosters of the dagopvang of this aanbieder, under the cao's that it counts with."""
    d = resultaat.dossier
    leading = leidende(resultaat).key[0]
    days = [r for r in d.matching(Dagopvangtarief, {"tariefvariant": leading}) if r.texts.get("rooster")]
    found = [w for r in days for w in d.matching(RoosterWeek, {k: r.name_of(k) for k in ("rooster", "cao")})]
    return list(dict.fromkeys(found))


UURTARIEF = Hoofdstuk(
    vraag="Wat kost een uur begeleiding?",
    volgorde=70,
    gewicht=Gewicht.KERN,
    bladen=(
        Blad(
            "Uurtarieven",
            "Van maandloon naar uurtarief, van boven naar beneden in de volgorde van de berekening.",
            Rol.BEREKENING,
            _blad,
            plaats=34,
            voorop=5,
            stroom=11,
            thuis=(Uurtarief, Opbouw, Euroverdeling),
            vast=True,
        ),
    ),
    paginas=lambda _: (
        Pagina("risico", "Risico-opslag en uurtarief", _risico, Lezer.OPENBAAR),
        Pagina("uurtarieven", "Uurtarieven", _uurtarieven, Lezer.AANBIEDER),
    ),
)
