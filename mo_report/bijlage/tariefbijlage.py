"""The annex of one aanbieder: how the tariff of each of its locaties is built up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mo_report.bijlage import vragen
from mo_report.bijlage.inhoud import algemeen, dag
from mo_report.bijlage.ort import rooster
from mo_report.bijlage.render import schrijf_pdf
from mo_report.bijlage.tabel import Tabel, kolomtabel, kop, tekst, waarde
from mo_report.dossier import Record
from mo_report.model import (
    Aanbieder,
    AanbiederTotaal,
    Dagopvangtarief,
    Locatie,
    Locatiekosten,
    Locatietarief,
    RoosterWeek,
    Uurtarief,
)
from mo_report.rekenen import Resultaat
from mo_report.schema import Column, Status
from mo_report.tarieven import UITGANGSPUNT, leidende, tarieven, trajecten, varianten
from mo_report.uitleg import aannames, rust_op, stappen


def schrijf_tariefbijlage(resultaat: Resultaat, path: Path, versie: str) -> None:
    """Write tariefbijlage.pdf of the one aanbieder in this result."""
    content = inhoud(resultaat)
    schrijf_pdf("tariefbijlage.html.j2", path, dag(resultaat), **content, versie=versie)


def inhoud(resultaat: Resultaat) -> dict[str, Any]:
    d = resultaat.dossier
    return {
        "algemeen": algemeen(resultaat),
        "aanbieder": d.one(Aanbieder).name,
        "leidend": leidende(resultaat).name,
        "uitgangspunt": UITGANGSPUNT,
        "overzicht": _overzicht(resultaat),
        "locaties": [_locatie(resultaat, r) for r in d[Locatie]],
        "ureninzet": vragen.ureninzet(resultaat),
        "budget": vragen.budget(resultaat),
        "eigen_bijdrage": vragen.eigen_bijdrage(resultaat),
        "indexering": vragen.indexering(resultaat),
        "controles_goed": resultaat.controles_goed,
        "aantal_controles": len(resultaat.toetsen),
    }


def _overzicht(resultaat: Resultaat) -> Tabel:
    columns: tuple[Column, ...] = (
        Locatietarief.plekken,
        Locatietarief.tarief_per_plek_per_etmaal_afgerond,
        Locatietarief.jaarbedrag,
    )
    heads = (kop("locatie"), *(kop(c.heading, getal=True) for c in columns), kop("rust op"))
    rows = []
    for locatie in resultaat.dossier[Locatie]:
        rate = tarieven(resultaat, locatie)[0]
        cells = [waarde(resultaat, rate, c) for c in columns]
        rows.append((kop(locatie.name), *cells, tekst(rust_op(resultaat, rate, columns[1]))))
    total = resultaat.dossier.matching(
        AanbiederTotaal, {"tariefvariant": leidende(resultaat).key[0]}
    )[0]
    rows.append(
        (
            kop("totaal"),
            waarde(resultaat, total, AanbiederTotaal.plekken),
            tekst(""),
            waarde(resultaat, total, AanbiederTotaal.jaarbedrag),
            tekst(""),
        )
    )
    return Tabel("Tarieven per locatie", heads, tuple(rows))


def _locatie(resultaat: Resultaat, locatie: Record) -> dict[str, Any]:
    d = resultaat.dossier
    rates = tarieven(resultaat, locatie)
    kosten = d.matching(Locatiekosten, {"locatie": locatie.key[0]})
    rate = rates[0]
    chain = d.matching(Uurtarief, {k: rate.name_of(k) for k in ("parameterset", "product")})[0]
    lines = tuple(c for c in Uurtarief.lines() if not c.optional)
    grounds = set(resultaat.grounds(rate, Locatietarief.tarief_per_plek_per_etmaal))
    day = d.matching(
        Dagopvangtarief,
        {"locatie": locatie.key[0], "tariefvariant": leidende(resultaat).key[0]},
    )
    return {
        "naam": locatie.name,
        "kenmerken": [
            (c.label, locatie.texts[c.name]) for c in Locatie.columns if c.name in locatie.texts
        ],
        "plekken": waarde(resultaat, locatie, Locatie.plekken).tekst,
        "kosten": kolomtabel(resultaat, f"Locatiekosten, {locatie.name}", kosten)
        if kosten
        else None,
        "stappen": stappen(resultaat, rate),
        "trajecten": [
            (r.texts["traject"], stappen(resultaat, r))
            for r in trajecten(resultaat, locatie)
            if r.name_of("tariefvariant") == leidende(resultaat).key[0]
        ],
        "dagopvang": [stappen(resultaat, r) for r in day],
        "roosters": [
            rooster(resultaat, w)
            for r in day
            if r.texts.get("rooster")
            for w in d.matching(RoosterWeek, {k: r.name_of(k) for k in ("rooster", "cao")})
        ],
        "product": chain.texts["product"],
        "set": chain.texts["parameterset"],
        "keten": stappen(resultaat, chain, lines),
        "varianten": kolomtabel(
            resultaat, f"Alle tariefvarianten, {locatie.name}", rates, bronnen=False
        )
        if len(varianten(resultaat)) > 1
        else None,
        "aannames": _aannames(resultaat, grounds),
        "rust_op_aanname": resultaat.status(rate, Locatietarief.tarief_per_plek_per_etmaal)
        is Status.AANNAME,
    }


def _aannames(
    resultaat: Resultaat, grounds: set[tuple[Record, Column]]
) -> list[tuple[str, str, str]]:
    """The aannames under a tariff, a record at a time: its name, its values and the explanation."""
    found: dict[Record, list[Column]] = {}
    for record, column in aannames(resultaat):
        if (record, column) in grounds:
            found.setdefault(record, []).append(column)
    return [
        (
            record.name,
            ", ".join(f"{c.label} {waarde(resultaat, record, c).tekst}" for c in columns),
            record.values[columns[0]].toelichting,
        )
        for record, columns in found.items()
    ]
