"""What the public annex says, chapter by chapter, in the order of Bijlage 2 of the report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mo_report.bijlage import vragen
from mo_report.bijlage.aansluiting import aansluiting, afwijkingen
from mo_report.bijlage.ort import hittekaarten, in_gebruik, ort_tabel, ort_vergelijking, rooster
from mo_report.bijlage.register import aannameregister
from mo_report.bijlage.render import schrijf_pdf
from mo_report.bijlage.tabel import Cel, Tabel, kolomtabel, kop, rijentabel, tekst, waarde
from mo_report.dossier import Record
from mo_report.model import (
    Algemeen,
    Bron,
    Caomix,
    Dagopvang,
    Declarabiliteit,
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
    RoosterWeek,
    Salarisschaal,
    SocialeLasten,
    Tariefvariant,
    Trajectsoort,
    Urennorm,
    Uurtarief,
)
from mo_report.rekenen import Resultaat
from mo_report.schema import Block, Column, Line
from mo_report.tarieven import UITGANGSPUNT, leidende
from mo_report.uitleg import Stap, stappen


def schrijf_bijlage(resultaat: Resultaat, path: Path, versie: str) -> None:
    """Write bijlage-kostprijsmodel.pdf from a result without aanbieders."""
    day = dag(resultaat)
    schrijf_pdf("bijlage.html.j2", path, day, **inhoud(resultaat), versie=versie)


def dag(resultaat: Resultaat) -> Any:
    return resultaat.dossier.one(Algemeen).values[Algemeen.datum].waarde


def algemeen(resultaat: Resultaat) -> dict[str, str]:
    """Name, reference, price level and date, as text."""
    record = resultaat.dossier.one(Algemeen)
    return {c.name: waarde(resultaat, record, c).tekst for c in Algemeen.columns}


def inhoud(resultaat: Resultaat) -> dict[str, Any]:
    """Everything that the template of the annex shows."""
    d = resultaat.dossier
    sets = d[Parameterset]
    compared = ort_vergelijking(resultaat)
    leading = leidende(resultaat).name_of("parameterset")

    def rows(caption: str, block: type[Block], columns: Sequence[Column] = ()) -> Tabel | None:
        return rijentabel(resultaat, caption, d[block], columns) if d[block] else None

    def per_set(caption: str, block: type[Block], columns: Sequence[Column] = ()) -> Tabel | None:
        return kolomtabel(resultaat, caption, d[block], columns) if d[block] else None

    example = next((r for r in d[Uurtarief] if r.name_of("parameterset") == leading), None)
    return {
        "algemeen": algemeen(resultaat),
        "uitgangspunt": UITGANGSPUNT,
        "sets": [(s.name, s.texts.get("omschrijving", "")) for s in sets],
        "leidend": next(s.name for s in sets if s.key[0] == leading),
        "controles_goed": resultaat.controles_goed,
        "aantal_controles": len(resultaat.toetsen),
        "salarisschalen": rows("Schaalmaxima", Salarisschaal),
        "caomix": rows("Aandeel van elke cao", Caomix),
        "inschaling": rows(
            "Inschaling per opleidingsniveau en cao",
            Inschaling,
            (
                Inschaling.parameterset,
                Inschaling.niveau,
                Inschaling.cao,
                Inschaling.schaal,
                Inschaling.aandeel,
                Inschaling.schaalbedrag,
                Inschaling.bijdrage,
            ),
        ),
        "niveausalaris": rows("Maandsalaris per opleidingsniveau", Niveausalaris),
        "opleidingsmix": rows("Opleidingsmix per product", Opleidingsmix),
        "maandlonen": rows("Opgegeven maandlonen", Maandloon),
        "inschaling_stappen": _example(resultaat, Inschaling, leading),
        "opslagen": per_set("Opslagen", Opslagen),
        "ort": rows(
            "ORT per product",
            Uurtarief,
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
            (r.name, stappen(resultaat, r))
            for r in d[Nacht]
            if r.name_of("parameterset") == leading
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
        "trajectsoorten": rows("Soorten trajecten", Trajectsoort),
        "varianten": rows("Tariefvarianten", Tariefvariant),
        "vergelijking": _vergelijking(resultaat),
        "aansluiting": aansluiting(resultaat),
        "afwijkingen": afwijkingen(resultaat),
        "ort_banden": rows("ORT-tijdvakken van de cao", OrtBand),
        "roosters": [rooster(resultaat, r) for r in in_gebruik(resultaat)],
        "ort_vergelijking": compared,
        "ort_tabel": ort_tabel(compared),
        "hittekaarten": hittekaarten(resultaat),
        "ort_week": rows("ORT over de week, per rooster en cao", RoosterWeek),
        "scenarios": vragen.scenarios(resultaat),
        "reele_prijs": vragen.reele_prijs(resultaat),
        "eigen_bijdrage": vragen.eigen_bijdrage(resultaat),
        "indexering": vragen.indexering(resultaat),
        "aannames": aannameregister(resultaat),
        "bronnen": rijentabel(resultaat, "Bronnen", d[Bron], bronnen=False) if d[Bron] else None,
    }


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
            f"Van maandloon naar uurtarief, {each.name}"
            + (f" (deel {n})" if len(parts) > 1 else ""),
            part,
            [Uurtarief.ort, *lines],
            bronnen=False,
        )
        for n, part in enumerate(parts, 1)
    ]


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
        line(f"Uurtarief {p.name}", Uurtarief.uurtarief_afgerond, Uurtarief, product=p.key[0])
        for p in d[Product]
        if d.matching(Uurtarief, {"product": p.key[0]})
    ]
    nights = dict.fromkeys((r.texts["nachtvariant"], r.name_of("nachtvariant")) for r in d[Nacht])
    rates += [
        line(f"Nacht: {name}", Nacht.tarief_afgerond, Nacht, nachtvariant=key)
        for name, key in nights
    ]
    extra: list[Line] = [Kindtoeslag.kindtoeslag_afgerond, Dagopvang.per_uur_afgerond]
    rates += [line(c.label, c, c.block) for c in extra if d[c.block]]
    return [
        Tabel("Uitgangspunten van de parametersets", heads, values),
        Tabel("Tarieven van de parametersets", heads, tuple(rates)),
    ]
