"""The annex of one aanbieder: how the tariff of each of its locaties is built up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mo_report.bijlage import figuren, kort, vragen
from mo_report.bijlage.gedeeld import colofon, dag, gedeeld, keten, opbouw_stappen
from mo_report.bijlage.hoofdstuk import Hoofdstuk, genummerd
from mo_report.bijlage.indexering import indexering
from mo_report.bijlage.ort import rooster
from mo_report.bijlage.render import schrijf_pdf
from mo_report.bijlage.tabel import Tabel, kolomtabel, kop, tekst, waarde
from mo_report.bijlage.uitgave import Uitgave
from mo_report.engine.dossier import Record
from mo_report.engine.rekenen import Resultaat
from mo_report.engine.schema import Column, Status
from mo_report.engine.uitleg import Stap, aannames, rust_op, stappen
from mo_report.model import (
    Aanbieder,
    AanbiederTotaal,
    Dagopvangtarief,
    Euroverdeling,
    Locatie,
    Locatiekosten,
    Locatietarief,
    RoosterWeek,
    Uurtarief,
)
from mo_report.model.tarieven import gangbaar, leidende, tarieven, trajecten, varianten

#: With more locaties than this the picture does not fit on the page in front.
MEESTE_VOORAAN = 8


def schrijf_tariefbijlage(resultaat: Resultaat, path: Path, uitgave: Uitgave) -> None:
    """Write tariefbijlage.pdf of the one aanbieder in this result."""
    name = resultaat.dossier.one(Aanbieder).name
    content = gedeeld(
        resultaat,
        uitgave,
        f"Tariefbijlage {name}",
        "Hoe het tarief van elke locatie is opgebouwd.",
        [("Aanbieder", name), ("Leidende tariefvariant", leidende(resultaat).name)],
    )
    chapters = hoofdstukken(resultaat, uitgave)
    schrijf_pdf(path, dag(resultaat), chapters, uitgave, {**content, "aanbieder": name})


def hoofdstukken(resultaat: Resultaat, uitgave: Uitgave) -> list[Hoofdstuk]:
    """The chapters that the input of this aanbieder gives reason for."""
    locaties = resultaat.dossier[Locatie]

    def chapter(
        key: str, titel: str, inhoud: Any, template: str = "", *, number: bool = True
    ) -> Hoofdstuk:
        name = template or f"tariefbijlage/{key}"
        alone = key not in ("eigen-bijdrage", "indexering", "colofon")
        return Hoofdstuk(key, titel, f"{name}.html.j2", inhoud, number, alone)

    hours, money = vragen.ureninzet(resultaat), vragen.budget(resultaat)
    found = [
        chapter("kort", "In het kort", _kort(resultaat, hours), number=False),
        chapter("lezen", "Zo leest u deze bijlage", _lezen(resultaat), number=False),
        chapter("overzicht", "Overzicht van de tarieven", _overzicht(resultaat)),
    ]
    found += [
        chapter(f"locatie-{n}", r.name, _locatie(resultaat, r), "tariefbijlage/locatie")
        for n, r in enumerate(locaties, 1)
    ]
    found.append(chapter("uurtarieven", "Uurtarieven", _uurtarieven(resultaat)))
    more: tuple[tuple[str, str, Any], ...] = (
        ("uren", "Ureninzet", hours),
        ("budget", "Budget en scenario’s", money),
        ("eigen-bijdrage", "Eigen bijdrage", vragen.eigen_bijdrage(resultaat)),
        ("indexering", "Indexering", indexering(resultaat)),
    )
    found += [chapter(*one) for one in more if one[2]]
    words = {"met_rapport": False}
    found.append(chapter("begrippen", "Begrippenlijst", words, "delen/begrippen"))
    end = colofon(resultaat, uitgave)
    found.append(chapter("colofon", "Colofon", end, "delen/colofon", number=False))
    return genummerd(found)


def _kort(resultaat: Resultaat, hours: dict[str, Any] | None) -> dict[str, Any]:
    rates = [tarieven(resultaat, r)[0] for r in resultaat.dossier[Locatie]]
    few = len(rates) <= MEESTE_VOORAAN
    gap = hours["saldo"] if hours else ""
    return {
        "tegels": kort.eigen_tegels(resultaat),
        "beeld": figuren.tarieven_gestapeld(resultaat, rates)[0] if few else None,
        "weten": kort.eigen_weten(resultaat, gap, hours["zonder"] if hours else []),
    }


def _lezen(resultaat: Resultaat) -> dict[str, Any]:
    return {
        "leidend": leidende(resultaat).name,
        "controles_goed": resultaat.controles_goed,
        "aantal_controles": len(resultaat.toetsen),
    }


def _overzicht(resultaat: Resultaat) -> dict[str, Any]:
    d = resultaat.dossier
    columns: tuple[Column, ...] = (
        Locatietarief.plekken,
        Locatietarief.tarief_per_plek_per_etmaal_afgerond,
        Locatietarief.jaarbedrag,
    )
    heads = (kop("locatie"), *(kop(c.heading, getal=True) for c in columns), kop("rust op"))
    rates = [tarieven(resultaat, r)[0] for r in d[Locatie]]
    rows = []
    for rate in rates:
        cells = [waarde(resultaat, rate, c) for c in columns]
        sure = tekst(rust_op(resultaat, rate, columns[1]))
        rows.append((kop(rate.texts["locatie"]), *cells, sure))
    total = d.matching(AanbiederTotaal, {"tariefvariant": leidende(resultaat).key[0]})[0]
    rows.append(
        (
            kop("totaal"),
            waarde(resultaat, total, AanbiederTotaal.plekken),
            tekst(""),
            waarde(resultaat, total, AanbiederTotaal.jaarbedrag),
            tekst(""),
        )
    )
    picture, parts = figuren.tarieven_gestapeld(resultaat, rates)
    return {
        "tarieven": Tabel("Tarieven per locatie", heads, tuple(rows)),
        "beeld": picture,
        "onderdelen": parts,
    }


def _locatie(resultaat: Resultaat, locatie: Record) -> dict[str, Any]:
    d = resultaat.dossier
    rates = tarieven(resultaat, locatie)
    kosten = d.matching(Locatiekosten, {"locatie": locatie.key[0]})
    rate = rates[0]
    grounds = set(resultaat.grounds(rate, Locatietarief.tarief_per_plek_per_etmaal))
    leading = leidende(resultaat).key[0]
    told = [(c.label, locatie.texts[c.name]) for c in Locatie.columns if c.name in locatie.texts]
    places = (Locatie.plekken.label, waarde(resultaat, locatie, Locatie.plekken).tekst)
    return {
        "naam": locatie.name,
        "kenmerken": [*told[1:], places],
        "kosten": kolomtabel(resultaat, f"Locatiekosten, {locatie.name}", kosten)
        if kosten
        else None,
        "stappen": stappen(resultaat, rate),
        "trajecten": [
            (r.texts["traject"], stappen(resultaat, r))
            for r in trajecten(resultaat, locatie)
            if r.name_of("tariefvariant") == leading
        ],
        "dagopvang": [
            stappen(resultaat, r)
            for r in d.matching(
                Dagopvangtarief, {"locatie": locatie.key[0], "tariefvariant": leading}
            )
        ],
        "varianten": kolomtabel(
            resultaat, f"Alle tariefvarianten, {locatie.name}", rates, bronnen=False
        )
        if len(varianten(resultaat)) > 1
        else None,
        "aannames": _aannames(resultaat, grounds),
        "rust_op_aanname": resultaat.status(rate, Locatietarief.tarief_per_plek_per_etmaal)
        is Status.AANNAME,
    }


def _uurtarieven(resultaat: Resultaat) -> dict[str, Any]:
    """The uurtarieven that these tariffs count with, each once."""
    d = resultaat.dossier
    rates = [tarieven(resultaat, r)[0] for r in d[Locatie]]
    keys = ("parameterset", "product")
    wanted = list(dict.fromkeys(tuple(r.name_of(k) for k in keys) for r in rates))
    chains = [d.matching(Uurtarief, dict(zip(keys, w, strict=True)))[0] for w in wanted]
    shares = [d.matching(Euroverdeling, dict(zip(keys, w, strict=True)))[0] for w in wanted]
    opbouw = gangbaar(resultaat)
    picture, table = figuren.euro(resultaat, shares)
    return {
        "voorbeeld": figuren.naam(opbouw) if opbouw else "",
        "waterval": figuren.waterval(resultaat, opbouw) if opbouw else None,
        "opbouw": opbouw_stappen(resultaat, opbouw) if opbouw else [],
        "euro": picture,
        "euro_tabel": table,
        "ketens": _ketens(resultaat, chains),
        "roosters": [rooster(resultaat, w) for w in _dagroosters(resultaat)],
    }


def _ketens(resultaat: Resultaat, chains: list[Record]) -> list[tuple[str, list[Stap]]]:
    """The chain of each product; products that come out alike in every step are taken together."""
    alike: dict[tuple[tuple[str, str], ...], list[Record]] = {}
    for record in chains:
        told = tuple((s.getallen, s.uitkomst) for s in keten(resultaat, record))
        alike.setdefault((*told, ("", record.texts["parameterset"])), []).append(record)
    return [
        ("; ".join(figuren.naam(r) for r in same), keten(resultaat, same[0]))
        for same in alike.values()
    ]


def _dagroosters(resultaat: Resultaat) -> list[Record]:
    """The rosters of the dagopvang of this aanbieder, under the cao's that it counts with."""
    d = resultaat.dossier
    leading = leidende(resultaat).key[0]
    days = [
        r for r in d.matching(Dagopvangtarief, {"tariefvariant": leading}) if r.texts.get("rooster")
    ]
    found = [
        w
        for r in days
        for w in d.matching(RoosterWeek, {k: r.name_of(k) for k in ("rooster", "cao")})
    ]
    return list(dict.fromkeys(found))


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
            _toelichting(record, columns),
        )
        for record, columns in found.items()
    ]


def _toelichting(record: Record, columns: list[Column]) -> str:
    """What is explained of some values: once where that is of all, else with the name of each."""
    texts = {c: record.values[c].toelichting for c in columns}
    if len(set(texts.values())) == 1:
        return texts[columns[0]]
    return "; ".join(f"{c.label}: {text}" for c, text in texts.items() if text)
