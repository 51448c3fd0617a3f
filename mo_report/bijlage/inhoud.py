"""What the public annex says, chapter by chapter, in the order of Bijlage 2 of the report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mo_report.bijlage import figuren, kort, vragen
from mo_report.bijlage.aansluiting import aansluiting, afwijkingen
from mo_report.bijlage.gedeeld import colofon, dag, gedeeld, keten, opbouw_stappen
from mo_report.bijlage.hoofdstuk import Hoofdstuk, genummerd
from mo_report.bijlage.indexering import indexering
from mo_report.bijlage.ort import hittekaarten, in_gebruik, ort_tabel, ort_vergelijking, rooster
from mo_report.bijlage.register import aannameregister
from mo_report.bijlage.render import schrijf_pdf
from mo_report.bijlage.tabel import Cel, Tabel, kolomtabel, kop, rijentabel, tekst, waarde
from mo_report.bijlage.uitgave import Uitgave
from mo_report.engine.dossier import Record
from mo_report.engine.rekenen import Resultaat
from mo_report.engine.schema import Block, Column, Line
from mo_report.engine.uitleg import Stap, stappen
from mo_report.model import (
    Bron,
    Caomix,
    Dagopvang,
    Declarabiliteit,
    Euroverdeling,
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
from mo_report.model.tarieven import gangbaar, leidende


def schrijf_bijlage(resultaat: Resultaat, path: Path, uitgave: Uitgave) -> None:
    """Write bijlage-kostprijsmodel.pdf from a result without aanbieders."""
    schrijf_pdf(
        path,
        dag(resultaat),
        hoofdstukken(resultaat, uitgave),
        uitgave,
        gedeeld(
            resultaat,
            uitgave,
            "Bijlage kostprijsmodel maatschappelijke opvang",
            "Hoe de tarieven zijn opgebouwd, stap voor stap, en hoe zeker elk cijfer is.",
            [("Leidende parameterset", _leidende_set(resultaat).name)],
        ),
    )


def _leidende_set(resultaat: Resultaat) -> Record:
    wanted = leidende(resultaat).name_of("parameterset")
    return next(s for s in resultaat.dossier[Parameterset] if s.key[0] == wanted)


#: Products on the page in front: more do not fit.
MEESTE_VOORAAN = 6


def hoofdstukken(resultaat: Resultaat, uitgave: Uitgave) -> list[Hoofdstuk]:
    """The chapters that the input gives reason for: those of Bijlage 2, and what came after."""
    d = resultaat.dossier
    leading = _leidende_set(resultaat).key[0]
    opbouw = gangbaar(resultaat)

    def chapter(key: str, titel: str, inhoud: Any, **more: bool) -> Hoofdstuk:
        template = f"{'delen' if key in ('begrippen', 'colofon') else 'bijlage'}/{key}.html.j2"
        return Hoofdstuk(key, titel, template, inhoud, **more)

    found = [
        chapter("kort", "In het kort", _kort(resultaat, opbouw), genummerd=False),
        chapter("lezen", "Zo leest u deze bijlage", _lezen(resultaat), genummerd=False),
        chapter("model", "Het kostprijsmodel", _model(resultaat, opbouw), genummerd=False),
        chapter("salaris", "Maandsalaris en inschaling", _salaris(resultaat, leading)),
        chapter("opslagen", "Opslagen", _opslagen(resultaat), nieuwe_pagina=False),
        chapter(
            "sociale-lasten",
            "Sociale lasten",
            _sociale_lasten(resultaat, leading),
            nieuwe_pagina=False,
        ),
        chapter("overhead", "Overhead", _overhead(resultaat), nieuwe_pagina=False),
        chapter(
            "declarabel", "Declarabele uren", _declarabel(resultaat, leading), nieuwe_pagina=False
        ),
        chapter("risico", "Risico-opslag en uurtarief", _risico(resultaat), nieuwe_pagina=False),
        chapter("verblijf", "Verblijfsvoorziening", _verblijf(resultaat, leading)),
    ]
    if len(d[Parameterset]) > 1:
        found.append(
            chapter("vergelijking", "Vergelijking", {"tabellen": _vergelijking(resultaat)})
        )
    if d[OrtBand]:
        found.append(chapter("ort", "Berekening van de ORT", _ort(resultaat)))
    if published := aansluiting(resultaat):
        inhoud = {"tabel": published, "afwijkingen": afwijkingen(resultaat)}
        found.append(chapter("aansluiting", "Aansluiting op gepubliceerde cijfers", inhoud))
    more: tuple[tuple[str, str, Any], ...] = (
        ("reeel", "Is het een reële prijs?", vragen.reele_prijs(resultaat)),
        ("scenarios", "Scenario’s", vragen.scenarios(resultaat)),
        ("eigen-bijdrage", "Eigen bijdrage", vragen.eigen_bijdrage(resultaat)),
        ("indexering", "Indexering", indexering(resultaat)),
    )
    run_on = ("eigen-bijdrage", "indexering")
    found += [chapter(*one, nieuwe_pagina=one[0] not in run_on) for one in more if one[2]]
    found.append(chapter("aannames", "Aannames en bronnen", _aannames(resultaat)))
    found.append(chapter("begrippen", "Begrippenlijst", {"met_rapport": True}))
    end = colofon(resultaat, uitgave)
    found.append(chapter("colofon", "Colofon", end, genummerd=False, nieuwe_pagina=False))
    return genummerd(found)


def _rows(
    resultaat: Resultaat, caption: str, block: type[Block], columns: Sequence[Column] = ()
) -> Tabel | None:
    records = resultaat.dossier[block]
    return rijentabel(resultaat, caption, records, columns) if records else None


def _per_set(
    resultaat: Resultaat, caption: str, block: type[Block], columns: Sequence[Column] = ()
) -> Tabel | None:
    records = resultaat.dossier[block]
    return kolomtabel(resultaat, caption, records, columns) if records else None


def _kort(resultaat: Resultaat, opbouw: Record | None) -> dict[str, Any]:
    found = resultaat.dossier.matching(
        Euroverdeling, {"parameterset": _leidende_set(resultaat).key[0]}
    )
    picture, _ = figuren.euro(resultaat, found, MEESTE_VOORAAN)
    return {
        "tegels": kort.tegels(resultaat, opbouw) if opbouw else [],
        "euro": picture,
        "weten": kort.weten(resultaat, opbouw),
    }


def _lezen(resultaat: Resultaat) -> dict[str, Any]:
    return {
        "sets": [
            (s.name, s.texts.get("omschrijving", "")) for s in resultaat.dossier[Parameterset]
        ],
        "leidend": _leidende_set(resultaat).name,
        "controles_goed": resultaat.controles_goed,
        "aantal_controles": len(resultaat.toetsen),
    }


def _model(resultaat: Resultaat, opbouw: Record | None) -> dict[str, Any]:
    if opbouw is None:
        return {"voorbeeld": "", "waterval": None, "opbouw": [], "keten": []}
    wanted = {k: opbouw.name_of(k) for k in ("parameterset", "product")}
    example = resultaat.dossier.matching(Uurtarief, wanted)[0]
    return {
        "voorbeeld": figuren.naam(opbouw),
        "waterval": figuren.waterval(resultaat, opbouw),
        "opbouw": opbouw_stappen(resultaat, opbouw),
        "keten": keten(resultaat, example),
    }


def _salaris(resultaat: Resultaat, leading: str) -> dict[str, Any]:
    columns = (
        Inschaling.parameterset,
        Inschaling.niveau,
        Inschaling.cao,
        Inschaling.schaal,
        Inschaling.aandeel,
        Inschaling.schaalbedrag,
        Inschaling.bijdrage,
    )
    return {
        "salarisschalen": _rows(resultaat, "Schaalmaxima", Salarisschaal),
        "caomix": _rows(resultaat, "Aandeel van elke cao", Caomix),
        "inschaling": _rows(
            resultaat, "Inschaling per opleidingsniveau en cao", Inschaling, columns
        ),
        "niveausalaris": _rows(resultaat, "Maandsalaris per opleidingsniveau", Niveausalaris),
        "opleidingsmix": _rows(resultaat, "Opleidingsmix per product", Opleidingsmix),
        "maandlonen": _rows(resultaat, "Opgegeven maandlonen", Maandloon),
        "inschaling_stappen": _example(resultaat, Inschaling, leading),
    }


def _opslagen(resultaat: Resultaat) -> dict[str, Any]:
    columns = (Uurtarief.parameterset, Uurtarief.product, Uurtarief.ort, Uurtarief.ort_rooster)
    return {
        "opslagen": _per_set(resultaat, "Opslagen", Opslagen),
        "ort": _rows(resultaat, "ORT per product", Uurtarief, columns),
        "vergelijking": ort_vergelijking(resultaat),
    }


def _sociale_lasten(resultaat: Resultaat, leading: str) -> dict[str, Any]:
    return {
        "sociale_lasten": _per_set(resultaat, "Opbouw van de sociale lasten", SocialeLasten),
        "stappen": _example(resultaat, SocialeLasten, leading),
    }


def _overhead(resultaat: Resultaat) -> dict[str, Any]:
    columns = (Opslagen.overhead, Opslagen.overige_kosten)
    return {"overhead": _per_set(resultaat, "Overhead", Opslagen, columns)}


def _declarabel(resultaat: Resultaat, leading: str) -> dict[str, Any]:
    return {
        "declarabiliteit": _per_set(resultaat, "Opbouw van de declarabele uren", Declarabiliteit),
        "stappen": _example(resultaat, Declarabiliteit, leading),
    }


def _risico(resultaat: Resultaat) -> dict[str, Any]:
    picture, table = figuren.euro(resultaat, resultaat.dossier[Euroverdeling])
    return {
        "euro": picture,
        "euro_tabel": table,
        "risico": _per_set(resultaat, "Risico-opslag", Opslagen, (Opslagen.risico,)),
        "uurtarieven": [
            t for s in resultaat.dossier[Parameterset] for t in _uurtarieven(resultaat, s)
        ],
    }


def _verblijf(resultaat: Resultaat, leading: str) -> dict[str, Any]:
    d = resultaat.dossier
    return {
        "urennormen": _rows(resultaat, "Urennormen per etmaal voor de hele groep", Urennorm),
        "varianten": _rows(resultaat, "Tariefvarianten", Tariefvariant),
        "nachttabellen": [
            kolomtabel(resultaat, f"Begeleiding in de nacht, {s.name}", records)
            for s in d[Parameterset]
            if (records := d.matching(Nacht, {"parameterset": s.key[0]}))
        ],
        "nacht": [
            (r.name, stappen(resultaat, r)) for r in d.matching(Nacht, {"parameterset": leading})
        ],
        "trajectsoorten": _rows(resultaat, "Soorten trajecten", Trajectsoort),
        "kindtoeslag": _per_set(resultaat, "Kindtoeslag", Kindtoeslag),
        "kindtoeslag_stappen": _example(resultaat, Kindtoeslag, leading),
        "dagopvang": _per_set(resultaat, "Dagopvang", Dagopvang),
        "dagopvang_stappen": _example(resultaat, Dagopvang, leading),
    }


def _ort(resultaat: Resultaat) -> dict[str, Any]:
    return {
        "hittekaarten": hittekaarten(resultaat),
        "banden": _rows(resultaat, "ORT-tijdvakken van de cao", OrtBand),
        "week": _rows(resultaat, "ORT over de week, per rooster en cao", RoosterWeek),
        "roosters": [rooster(resultaat, r) for r in in_gebruik(resultaat)],
        "tabel": ort_tabel(ort_vergelijking(resultaat)),
    }


def _aannames(resultaat: Resultaat) -> dict[str, Any]:
    sources = resultaat.dossier[Bron]
    return {
        "tabel": aannameregister(resultaat),
        "bronnen": rijentabel(resultaat, "Bronnen", sources, bronnen=False) if sources else None,
    }


def _example(resultaat: Resultaat, block: type[Block], leading: str) -> list[Stap]:
    """The formulas of a block, worked out for its first record of the leading set."""
    found = resultaat.dossier.matching(block, {"parameterset": leading})
    return stappen(resultaat, found[0]) if found else []


def _uurtarieven(resultaat: Resultaat, each: Record) -> list[Tabel]:
    """The chain of every product of a set, at most six products to a table."""
    records = resultaat.dossier.matching(Uurtarief, {"parameterset": each.key[0]})
    lines = [c for c in Uurtarief.lines() if not c.optional]
    size = -(-len(records) // -(-len(records) // 6))  # as even as can be
    parts = [records[n : n + size] for n in range(0, len(records), size)]
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
