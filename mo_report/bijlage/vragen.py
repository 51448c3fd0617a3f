"""The questions beside the tariff, for the public annex and for that of an aanbieder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from mo_report.bijlage.beeld import Groep, Staafgrafiek
from mo_report.bijlage.tabel import (
    Cel,
    Tabel,
    broncel,
    herkomst,
    kop,
    kruistabel,
    rijentabel,
    tekst,
    waarde,
)
from mo_report.engine.dossier import Record, is_text
from mo_report.engine.rekenen import Resultaat
from mo_report.engine.schema import Block, Column
from mo_report.engine.uitleg import aanwezig
from mo_report.lib.notatie import euro, toon
from mo_report.model import (
    AanbiederTotaal,
    Budget,
    Clienttype,
    EigenBijdrage,
    Geldend,
    Huishouden,
    Locatie,
    Normverschil,
    Parameterset,
    ReelePrijs,
    Scenario,
    Urengat,
)
from mo_report.model.geldend import NIET_REEEL
from mo_report.model.reeleprijs import ELEMENTEN
from mo_report.model.tarieven import (
    leemten,
    leidende,
    totalen,
    urennormen,
    varianten,
    zonder_feitelijk,
    zonder_inzet,
)
from mo_report.verhaal.hoofdstukken import REELE_PRIJS, SCENARIOS, URENINZET
from mo_report.verhaal.reele_prijs import dekking, geldend_kolommen

#: More bars side by side cannot be told apart.
MEESTE_REEKSEN = 6
#: How many groups of bars are told in words.
MEESTE_VERTELD = 12


def _ordered(resultaat: Resultaat, block: type[Block]) -> list[Record]:
    """The records of a block with the leading variant first."""
    order = [v.key[0] for v in varianten(resultaat)]
    return sorted(resultaat.dossier[block], key=lambda r: order.index(r.name_of("tariefvariant")))


def _bars(
    resultaat: Resultaat, titel: str, uitleg: str, records: list[Record], column: Column, *by: str
) -> Staafgrafiek | None:
    """A group of bars for each name, a bar for each variant."""
    names = list(dict.fromkeys(r.texts["tariefvariant"] for r in records))[:MEESTE_REEKSEN]
    found: dict[str, dict[str, Decimal]] = {}
    for r in records:
        value = resultaat.value(r, column)
        if isinstance(value, Decimal) and r.texts["tariefvariant"] in names:
            own = found.setdefault(" · ".join(r.texts[k] for k in by), {})
            own[r.texts["tariefvariant"]] = value
    groups = tuple(
        Groep(
            name,
            tuple(own.get(n) for n in names),
            tuple(toon(own.get(n), column.unit) for n in names),
        )
        for name, own in found.items()
    )
    told = f"{uitleg} {_verteld(groups, names)}"
    return Staafgrafiek(titel, told, column.unit.word, tuple(names), groups) if groups else None


def _verteld(groups: Sequence[Groep], series: Sequence[str]) -> str:
    """The bars in words, for whom a picture says nothing; of many the first few."""
    told = "; ".join(
        f"{g.naam}: " + ", ".join(f"{s} {t}" for s, t in zip(series, g.teksten, strict=True))
        for g in groups[:MEESTE_VERTELD]
    )
    more = " De tabel heeft ze allemaal." if len(groups) > MEESTE_VERTELD else ""
    return f"Staven. {told}.{more}"


def scenarios(resultaat: Resultaat) -> dict[str, Any] | None:
    """What begeleiding overdag costs per plek in every scenario: no locatie is named."""
    if not SCENARIOS.aanwezig(resultaat) or not resultaat.dossier[Normverschil]:
        return None
    norms = {v.key[0] for v in zonder_feitelijk(resultaat)}
    records = [r for r in _ordered(resultaat, Normverschil) if r.name_of("tariefvariant") in norms]
    grids = [
        kruistabel(
            resultaat,
            title,
            records,
            c,
            rijen=("soort", "product"),
            kolom="tariefvariant",
            kopje="begeleiding",
        )
        for title, c in (
            ("Uren per etmaal voor de groep", Normverschil.uren),
            ("Begeleiding overdag per scenario", Normverschil.per_plek),
            (f"Verschil met {leidende(resultaat).name}", Normverschil.verschil),
            (f"Verschil met {leidende(resultaat).name}, in procenten", Normverschil.verschil_deel),
        )
    ]
    picture = _bars(
        resultaat,
        "Begeleiding overdag per plek per etmaal, per scenario",
        "Het bedrag per plek van elk scenario.",
        records,
        Normverschil.per_plek,
        "soort",
        "product",
    )
    hours, amounts, *differences = grids
    return {
        "beeld": picture,
        "bedragen": amounts,
        "tabellen": [g for g in (hours, *differences) if g],
    }


def reele_prijs(resultaat: Resultaat) -> dict[str, Any] | None:
    """The elements of article 5.4 for every uurtarief, and the tariffs in force."""
    if not REELE_PRIJS.aanwezig(resultaat):
        return None
    d = resultaat.dossier
    tables = []
    gaps: dict[str, None] = {}
    leading = leidende(resultaat).name_of("parameterset")
    for each in sorted(d[Parameterset], key=lambda s: s.key[0] != leading):
        own = d.matching(ReelePrijs, {"parameterset": each.key[0]})
        for n in range(0, len(own), 5):
            part = own[n : n + 5]
            heads = (
                kop("element"),
                kop("gedekt door"),
                *(kop(r.texts["product"], getal=True) for r in part),
            )
            rows = []
            for element in ELEMENTEN:
                covered = dekking(resultaat, part, element)
                if not covered:
                    gaps[f"{each.name}: {element.line.label}"] = None
                rows.append(
                    (
                        kop(element.line.label),
                        tekst(covered) if covered else Cel("niet gedekt", let_op=True),
                        *(waarde(resultaat, r, element.line) for r in part),
                    )
                )
            rows += [
                (kop(c.label), tekst(""), *(waarde(resultaat, r, c) for r in part))
                for c in (ReelePrijs.risico, ReelePrijs.samen)
            ]
            more = f" (deel {n // 5 + 1})" if len(own) > 5 else ""
            tables.append(
                Tabel(f"Euro per uur van elk element, {each.name}{more}", heads, tuple(rows))
            )
    return {"tabellen": tables, "gaten": list(gaps), "geldend": geldend(resultaat)}


def geldend(resultaat: Resultaat) -> Tabel | None:
    """The tariffs in force beside the computed ones."""
    columns = geldend_kolommen()
    heads = (
        *(kop(c.label, getal=c is not columns[0] and c is not columns[-1]) for c in columns),
        kop("status van het geldende tarief"),
    )
    rows = []
    for record in resultaat.dossier[Geldend]:
        cells = [waarde(resultaat, record, c) for c in columns]
        cells[0] = kop(cells[0].tekst)
        verdict = resultaat.value(record, Geldend.oordeel)
        cells[-1] = Cel(str(verdict), let_op=verdict == NIET_REEEL)
        rows.append((*cells, broncel([herkomst(record, Geldend.geldend)])))
    return Tabel("Geldende tarieven naast de berekende", heads, tuple(rows)) if rows else None


def eigen_bijdrage(resultaat: Resultaat) -> list[Tabel]:
    """The advice per kind of cliënt, and today's contribution where there are locaties."""
    d = resultaat.dossier
    found = []
    if d[EigenBijdrage]:
        found.append(rijentabel(resultaat, "Eigen bijdrage nu", d[EigenBijdrage]))
    if d[Huishouden]:
        found.append(rijentabel(resultaat, "Bedragen per huishouden", d[Huishouden]))
    if d[Clienttype]:
        columns = (
            Clienttype.clienttype,
            Clienttype.laag,
            Clienttype.hoog,
            Clienttype.maanden_laag,
            Clienttype.eerste_maand,
            Clienttype.daarna,
            Clienttype.totaal,
        )
        found.append(
            rijentabel(
                resultaat,
                "Eigen bijdrage volgens het advies",
                d[Clienttype],
                columns,
                bronnen=False,
            )
        )
    return found


def ureninzet(resultaat: Resultaat) -> dict[str, Any] | None:
    """Norm and practice per locatie, as a picture and a table, and what the gap costs."""
    d = resultaat.dossier
    if not URENINZET.aanwezig(resultaat) or not d[Locatie]:
        return None
    norms = urennormen(resultaat)
    groups = []
    for locatie in d[Locatie]:
        own = [
            d.matching(Urengat, {"locatie": locatie.key[0], "tariefvariant": v.key[0]})[0]
            for v in norms
        ]
        values = [resultaat.value(r, Urengat.norm) for r in own]
        values.append(resultaat.value(own[0], Urengat.feitelijk))
        numbers = tuple(v if isinstance(v, Decimal) else None for v in values)
        groups.append(
            Groep(locatie.name, numbers, tuple(toon(v, Urengat.norm.unit) for v in numbers))
        )
    series = (*(f"norm {v.texts['urennorm']}" for v in norms), Urengat.feitelijk.label)
    picture = Staafgrafiek(
        "Uren begeleiding per etmaal op een hele groep",
        _verteld(groups, series),
        Urengat.norm.unit.word,
        series,
        tuple(groups),
    )
    columns = (
        Urengat.locatie,
        Urengat.norm,
        Urengat.feitelijk,
        Urengat.gat,
        Urengat.gat_euro,
        Urengat.gat_fte,
        Urengat.gat_jaar,
    )
    leading = d.matching(Urengat, {"tariefvariant": leidende(resultaat).key[0]})
    table = rijentabel(
        resultaat,
        f"Uren en wat het verschil kost, {leidende(resultaat).name}",
        leading,
        columns,
        bronnen=False,
    )
    (total,) = totalen(resultaat, leidende(resultaat))
    amount = resultaat.number(total, AanbiederTotaal.gat_jaar)
    fits = len(series) <= MEESTE_REEKSEN
    heads = (kop("locatie"), *(kop(name, getal=True) for name in series))
    cells = tuple((kop(g.naam), *(Cel(t, getal=True) for t in g.teksten)) for g in groups)
    return {
        "beeld": picture if fits else None,
        "normen": Tabel(f"{picture.titel} [{picture.eenheid}]", heads, cells),
        "tabel": table,
        "saldo": _saldo(amount),
        "zonder": zonder_inzet(resultaat),
    }


def _saldo(amount: Decimal) -> str:
    """What the gap between practice and tariff comes to, in words."""
    if not round(amount, 2):
        return "Per saldo betaalt het tarief precies de uren die er worden gewerkt."
    way = "meer" if amount > 0 else "minder"
    return (
        f"Per saldo worden er {way} uren gewerkt dan het tarief betaalt: dat is "
        f"{euro(abs(amount))} per jaar."
    )


def budget(resultaat: Resultaat) -> dict[str, Any] | None:
    """The year's budget of an aanbieder's own locaties, scenario by scenario."""
    d = resultaat.dossier
    if not d[Budget]:
        return None
    leading = d.matching(Budget, {"tariefvariant": leidende(resultaat).key[0]})
    scenario = _ordered(resultaat, Scenario)
    grids = [
        kruistabel(
            resultaat,
            title,
            scenario,
            c,
            rijen=("locatie",),
            kolom="tariefvariant",
            kopje="locatie",
        )
        for title, c in (
            ("Budget per scenario", Scenario.totaal),
            (f"Verschil met {leidende(resultaat).name}", Scenario.verschil),
        )
    ]
    columns = [c for c in Budget.columns if c is not Budget.tariefvariant]
    table = rijentabel(
        resultaat, f"Budget per jaar, {leidende(resultaat).name}", leading, columns, bronnen=False
    )
    (total,) = totalen(resultaat, leidende(resultaat))
    sums = {c.name: c for c in AanbiederTotaal.lines()}
    same = {"beschikbaarheid": "jaarbedrag", "totaal": "budget"}
    last = [
        waarde(resultaat, total, sums[same.get(c.name, c.name)])
        for c in columns
        if not is_text(c) and aanwezig(resultaat, leading, c)
    ]
    return {
        "tabel": replace(table, rijen=(*table.rijen, (kop("totaal"), *last))),
        "scenarios": [g for g in grids if g] if len(varianten(resultaat)) > 1 else [],
        "beeld": _bars(
            resultaat,
            "Budget per jaar, per scenario",
            "Het budget per jaar van elk scenario.",
            scenario,
            Scenario.totaal,
            "locatie",
        ),
        "leemten": leemten(resultaat),
    }
