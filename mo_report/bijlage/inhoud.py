"""What the public annex says, chapter by chapter, in the order of Bijlage 2 of the report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from mo_report.bijlage.render import schrijf_pdf
from mo_report.bijlage.tabel import Cel, Tabel, kolomtabel, kop, rijentabel, tekst, waarde
from mo_report.dossier import Record
from mo_report.model import (
    Algemeen,
    Bron,
    Caomix,
    Dagopvang,
    Declarabiliteit,
    Gepubliceerd,
    Inschaling,
    Kindtoeslag,
    Maandloon,
    Nacht,
    Niveausalaris,
    Opleidingsmix,
    Opslagen,
    OrtBand,
    Parameterset,
    Product,
    RoosterDag,
    RoosterUren,
    RoosterWeek,
    Salarisschaal,
    SocialeLasten,
    Tariefvariant,
    Urennorm,
    Uurtarief,
)
from mo_report.model.aansluiting import KLOPT, NIET_TE_HERLEIDEN, WIJKT_AF
from mo_report.notatie import euro, procent, toon
from mo_report.rekenen import Resultaat
from mo_report.schema import Block, Column, Line
from mo_report.tarieven import UITGANGSPUNT, leidende
from mo_report.uitleg import Stap, aannames, stappen


@dataclass(frozen=True)
class Afwijking:
    """A published figure that does not come out, and why."""

    wat: str
    gepubliceerd: str
    berekend: str
    verklaring: str
    bron: str


@dataclass(frozen=True)
class OrtVergelijking:
    """A product's ORT as given beside that of its roster, and what it does to the uurtarief."""

    product: str
    set: str
    gegeven: str
    rooster: str
    uurtarief: str
    uurtarief_rooster: str
    effect: str


def schrijf_bijlage(resultaat: Resultaat, path: Path, versie: str) -> None:
    """Write bijlage-kostprijsmodel.pdf from a result without aanbieders."""
    day = dag(resultaat)
    schrijf_pdf("bijlage.html.j2", path, day, **inhoud(resultaat), versie=versie)


def dag(resultaat: Resultaat) -> Any:
    return resultaat.dossier.one(Algemeen).values[Algemeen.datum].waarde


def algemeen(resultaat: Resultaat) -> dict[str, str]:
    """Name, reference, price level and date, as text."""
    record = resultaat.dossier.one(Algemeen)
    shown = {c.name: waarde(resultaat, record, c).tekst for c in Algemeen.columns}
    return shown


def inhoud(resultaat: Resultaat) -> dict[str, Any]:
    """Everything that the template of the annex shows."""
    d = resultaat.dossier
    sets = d[Parameterset]
    leading = leidende(resultaat).slug("parameterset")

    def rows(caption: str, block: type[Block], columns: Sequence[Column] = ()) -> Tabel | None:
        return rijentabel(resultaat, caption, d[block], columns) if d[block] else None

    def per_set(caption: str, block: type[Block], columns: Sequence[Column] = ()) -> Tabel | None:
        return kolomtabel(resultaat, caption, d[block], columns) if d[block] else None

    example = next((r for r in d[Uurtarief] if r.slug("parameterset") == leading), None)
    return {
        "algemeen": algemeen(resultaat),
        "uitgangspunt": UITGANGSPUNT,
        "sets": [(s.name, s.texts.get("omschrijving", "")) for s in sets],
        "leidend": next(s.name for s in sets if s.key[0] == leading),
        "controles_goed": all(t.holds for t in resultaat.toetsen),
        "aantal_controles": len(resultaat.toetsen),
        "salarisschalen": rows("Schaalmaxima", Salarisschaal),
        "caomix": rows("Aandeel van elke cao", Caomix),
        "inschaling": rows(
            "Inschaling per opleidingsniveau en cao", Inschaling,
            (Inschaling.parameterset, Inschaling.niveau, Inschaling.cao, Inschaling.schaal,
             Inschaling.aandeel, Inschaling.schaalbedrag, Inschaling.bijdrage),
        ),
        "niveausalaris": rows("Maandsalaris per opleidingsniveau", Niveausalaris),
        "opleidingsmix": rows("Opleidingsmix per product", Opleidingsmix),
        "maandlonen": rows("Opgegeven maandlonen", Maandloon),
        "inschaling_stappen": _example(resultaat, Inschaling, leading),
        "opslagen": per_set("Opslagen", Opslagen),
        "ort": rows(
            "ORT per product", Uurtarief,
            (Uurtarief.parameterset, Uurtarief.product, Uurtarief.ort, Uurtarief.ort_rooster),
        ),
        "sociale_lasten": per_set("Opbouw van de sociale lasten", SocialeLasten),
        "sociale_lasten_stappen": _example(resultaat, SocialeLasten, leading),
        "overhead": per_set("Overhead", Opslagen, (Opslagen.overhead, Opslagen.overige_kosten)),
        "declarabiliteit": per_set("Opbouw van de declarabele uren", Declarabiliteit),
        "declarabiliteit_stappen": _example(resultaat, Declarabiliteit, leading),
        "risico": per_set("Risico-opslag", Opslagen, (Opslagen.risico,)),
        "voorbeeld": example.name if example else "",
        "uurtarief_stappen": _chain(resultaat, example),
        "uurtarieven": [t for s in sets for t in _uurtarieven(resultaat, s)],
        "nacht": [
            (r.name, stappen(resultaat, r)) for r in d[Nacht] if r.slug("parameterset") == leading
        ],
        "nachttabellen": [
            kolomtabel(resultaat, f"Begeleiding in de nacht, {s.name}", records)
            for s in sets
            if (records := d.matching(Nacht, {"parameterset": s.key[0]}))
        ],
        "kindtoeslag": per_set("Kindtoeslag", Kindtoeslag),
        "kindtoeslag_stappen": _example(resultaat, Kindtoeslag, leading),
        "dagopvang": per_set("Dagopvang", Dagopvang),
        "dagopvang_stappen": _example(resultaat, Dagopvang, leading),
        "urennormen": rows("Urennormen per etmaal voor de hele groep", Urennorm),
        "varianten": rows("Tariefvarianten", Tariefvariant),
        "vergelijking": _vergelijking(resultaat),
        "aansluiting": _aansluiting(resultaat),
        "afwijkingen": _afwijkingen(resultaat),
        "ort_banden": rows("ORT-tijdvakken van de cao", OrtBand),
        "roosters": [_rooster(resultaat, r) for r in d[RoosterWeek]],
        "ort_vergelijking": _ort_vergelijking(resultaat),
        "aannames": _aannames(resultaat),
        "bronnen": rijentabel(resultaat, "Bronnen", d[Bron], bronnen=False) if d[Bron] else None,
    }  # fmt: skip


def _example(resultaat: Resultaat, block: type[Block], leading: str) -> list[Stap]:
    """The formulas of a block, worked out for its first record of the leading set."""
    found = resultaat.dossier.matching(block, {"parameterset": leading})
    return stappen(resultaat, found[0]) if found else []


def _chain(resultaat: Resultaat, example: Record | None) -> list[Stap]:
    lines = tuple(c for c in Uurtarief.lines() if not c.optional)
    return stappen(resultaat, example, lines) if example else []


def _uurtarieven(resultaat: Resultaat, each: Record) -> list[Tabel]:
    """The chain of every product of a set, at most six products to a table."""
    records = resultaat.dossier.matching(Uurtarief, {"parameterset": each.key[0]})
    lines = [c for c in Uurtarief.lines() if not c.optional]
    parts = [records[n : n + 6] for n in range(0, len(records), 6)]
    return [
        kolomtabel(
            resultaat,
            f"Van maandloon naar uurtarief, {each.name}" + (f" (deel {n})" if len(parts) > 1 else ""),
            part, [Uurtarief.ort, *lines], bronnen=False,
        )
        for n, part in enumerate(parts, 1)
    ]  # fmt: skip


def _vergelijking(resultaat: Resultaat) -> list[Tabel]:
    d = resultaat.dossier
    sets = d[Parameterset]
    heads = (kop("onderdeel"), kop("eenheid"), *(kop(s.name, getal=True) for s in sets))

    def line(label: str, column: Column, block: type[Block], **more: str) -> tuple[Cel, ...]:
        found = [d.matching(block, {"parameterset": s.key[0], **more}) for s in sets]
        cells = [waarde(resultaat, f[0] if f else None, column) for f in found]
        return (kop(label), tekst(column.unit.word), *cells)

    chosen: list[tuple[Column, type[Block]]] = [(c, Opslagen) for c in Opslagen.parameters()]
    chosen += [(SocialeLasten.sociale_lasten, SocialeLasten)]
    chosen += [(c, Declarabiliteit) for c in Declarabiliteit.lines()[-2:]]
    values = tuple(line(c.label, c, b) for c, b in chosen)
    rates = [
        line(p.name, Uurtarief.uurtarief_afgerond, Uurtarief, product=p.key[0])
        for p in d[Product]
        if d.matching(Uurtarief, {"product": p.key[0]})
    ]
    nights = dict.fromkeys((r.texts["nachtvariant"], r.slug("nachtvariant")) for r in d[Nacht])
    rates += [line(name, Nacht.tarief_afgerond, Nacht, nachtvariant=key) for name, key in nights]
    extra: list[Line] = [Kindtoeslag.kindtoeslag_afgerond, Dagopvang.per_uur_afgerond]
    rates += [line(c.label, c, c.block) for c in extra if d[c.block]]
    return [
        Tabel("Uitgangspunten van de parametersets", heads, values),
        Tabel("Tarieven van de parametersets", heads, tuple(rates)),
    ]


def oordeel(resultaat: Resultaat, record: Record) -> str:
    """Whether a published figure comes out."""
    found = resultaat.value(record, Gepubliceerd.oordeel)
    return found if isinstance(found, str) else NIET_TE_HERLEIDEN


def _aansluiting(resultaat: Resultaat) -> Tabel | None:
    records = resultaat.dossier[Gepubliceerd]
    if not records:
        return None
    columns = (Gepubliceerd.gepubliceerd, Gepubliceerd.berekend, Gepubliceerd.verschil)
    heads = (kop("wat"), *(kop(c.label, getal=True) for c in columns), kop("oordeel"), kop("bron"))
    rows = tuple(
        (
            kop(r.name), *(waarde(resultaat, r, c) for c in columns),
            tekst(_met_afronding(resultaat, r)), tekst(r.values[Gepubliceerd.gepubliceerd].herkomst),
        )
        for r in records
    )  # fmt: skip
    return Tabel("Gepubliceerde cijfers naast de berekening", heads, rows)


def _met_afronding(resultaat: Resultaat, record: Record) -> str:
    """The verdict, with the rounding of the source where that is coarser than what is shown."""
    verdict = oordeel(resultaat, record)
    step = resultaat.number(record, Gepubliceerd.nauwkeurig)
    unit = record.unit(Gepubliceerd.gepubliceerd)
    shown = Decimal(1).scaleb(-unit.decimals - (2 if unit.kind == "procent" else 0))
    difference = resultaat.value(record, Gepubliceerd.verschil)
    if verdict != KLOPT or step <= shown or not isinstance(difference, Decimal):
        return verdict
    return f"{verdict} (bron rondt af op {toon(step, unit)})" if abs(difference) >= shown / 2 else verdict


def _afwijkingen(resultaat: Resultaat) -> list[Afwijking]:
    found = []
    for record in resultaat.dossier[Gepubliceerd]:
        if oordeel(resultaat, record) != WIJKT_AF:
            continue
        found.append(
            Afwijking(
                record.name,
                waarde(resultaat, record, Gepubliceerd.gepubliceerd).tekst,
                waarde(resultaat, record, Gepubliceerd.berekend).tekst,
                record.texts.get("verklaring", "Er is geen verklaring gegeven."),
                record.values[Gepubliceerd.gepubliceerd].herkomst,
            )
        )
    return found


def _rooster(resultaat: Resultaat, week: Record) -> dict[str, Any]:
    """A roster: hours per band for each kind of day, and the averages."""
    wanted = {"rooster": week.key[0]}
    hours = [
        r
        for r in resultaat.dossier.matching(RoosterUren, wanted)
        if resultaat.number(r, RoosterUren.uren) > 0
    ]
    return {
        "naam": week.name,
        "uren": rijentabel(
            resultaat, f"Uren per tijdvak, {week.name}", hours,
            (RoosterUren.dagsoort, RoosterUren.tijdvak, RoosterUren.uren, RoosterUren.toeslaguren),
            bronnen=False,
        ) if hours else None,
        "dagen": rijentabel(
            resultaat, f"ORT per dagsoort, {week.name}",
            resultaat.dossier.matching(RoosterDag, wanted), bronnen=False,
        ),
        "stappen": stappen(resultaat, week),
    }  # fmt: skip


def _ort_vergelijking(resultaat: Resultaat) -> list[OrtVergelijking]:
    """Products of a set with the same figures are taken together."""
    alike: dict[tuple[str, ...], list[str]] = {}
    for r in resultaat.dossier[Uurtarief]:
        effect = resultaat.value(r, Uurtarief.uurtarief_effect)
        if isinstance(effect, Decimal):
            figures = (
                r.texts["parameterset"],
                procent(resultaat.number(r, Uurtarief.ort)),
                procent(resultaat.number(r, Uurtarief.ort_rooster)),
                euro(resultaat.number(r, Uurtarief.uurtarief)),
                euro(resultaat.number(r, Uurtarief.uurtarief_rooster)),
                euro(effect),
            )
            alike.setdefault(figures, []).append(r.texts["product"])
    return [OrtVergelijking(", ".join(names), *figures) for figures, names in alike.items()]


def _aannames(resultaat: Resultaat) -> Tabel | None:
    rows = tuple(
        (
            kop(f"{record.name}: {column.label}"), waarde(resultaat, record, column),
            tekst(column.unit.word), tekst(record.values[column].toelichting),
        )
        for record, column in aannames(resultaat)
        if record.block is not Algemeen
    )  # fmt: skip
    heads = (kop("wat"), kop("waarde", getal=True), kop("eenheid"), kop("toelichting"))
    return Tabel("Aannames", heads, rows) if rows else None
