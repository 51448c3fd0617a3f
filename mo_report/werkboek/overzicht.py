"""overzicht.xlsx, for the gemeente: everything, all aanbieders, all sets side by side."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from mo_report.engine.dossier import Record
from mo_report.engine.rekenen import Resultaat
from mo_report.engine.schema import PCT, Block, Column, Key, Line, Parameter
from mo_report.model import (
    Aanbieder,
    AanbiederTotaal,
    Dagopvang,
    Dagopvangtarief,
    Declarabiliteit,
    Gepubliceerd,
    Kindtoeslag,
    Locatie,
    Locatiekosten,
    Locatietarief,
    Nacht,
    Opslagen,
    Parameterset,
    Product,
    Regiototaal,
    SocialeLasten,
    Trajecttarief,
    Uurtarief,
)
from mo_report.model.aansluiting import NIET_TE_HERLEIDEN
from mo_report.model.tarieven import varianten
from mo_report.werkboek import bladen
from mo_report.werkboek.bouwer import Bouwer
from mo_report.werkboek.controleblad import controleblad
from mo_report.werkboek.formule import Adres
from mo_report.werkboek.gegevens import gegevensbladen
from mo_report.werkboek.inbeeld import in_beeld
from mo_report.werkboek.kaartblad import ortkaart
from mo_report.werkboek.rollen import SAMENVATTING
from mo_report.werkboek.stijl import TOELICHTING
from mo_report.werkboek.tariefblad import (
    TOELICHTING_JAAR,
    kopgegevens,
    tariefkop,
    tarieftabel,
    totaalrij,
)
from mo_report.werkboek.vel import Vel
from mo_report.werkboek.vraagbladen import aannameregister, vraagbladen


def schrijf_overzicht(resultaat: Resultaat, path: Path) -> None:
    """Write overzicht.xlsx. Raises OSError."""
    bouwer = Bouwer(resultaat, "Overzicht kostprijsmodel maatschappelijke opvang", invoer=True)
    gegevensbladen(bouwer)
    bladen.rekenbladen(bouwer)
    _locatiebladen(bouwer)
    _antwoorden(bouwer)
    _samenvatting(bouwer)
    _vergelijking(bouwer)
    controleblad(bouwer)
    bouwer.save(path)


def schrijf_kostprijsmodel(resultaat: Resultaat, path: Path) -> None:
    """Write the model as a workbook from a result without aanbieders. Raises OSError."""
    bouwer = Bouwer(resultaat, "Kostprijsmodel maatschappelijke opvang", invoer=True)
    gegevensbladen(bouwer)
    bladen.rekenbladen(bouwer)
    _antwoorden(bouwer)
    vel = bouwer.sheet(SAMENVATTING, "Het kostprijsmodel: van salaris naar uurtarief.")
    kopgegevens(bouwer, vel)
    in_beeld(bouwer, vel)
    vel.close("B4")
    _vergelijking(bouwer)
    controleblad(bouwer)
    bouwer.save(path)


def _antwoorden(bouwer: Bouwer) -> None:
    """The sheets for the questions beside the tariff."""
    ortkaart(bouwer)
    vraagbladen(bouwer)
    _aansluiting(bouwer)
    aannameregister(bouwer)
    bladen.bronnenblad(bouwer)


def _per_aanbieder(resultaat: Resultaat, variant: Record) -> list[tuple[Record, list[Record]]]:
    """For one variant, each aanbieder with the tariff records of its locaties."""
    own = resultaat.dossier.matching(Locatietarief, {"tariefvariant": variant.key[0]})
    return [
        (a, [r for r in own if r.name_of("aanbieder") == a.key[0]])
        for a in resultaat.dossier[Aanbieder]
    ]


def _samenvatting(bouwer: Bouwer) -> None:
    dossier = bouwer.dossier
    vel = bouwer.sheet(SAMENVATTING, "Tarieven van alle locaties, per aanbieder en samen.")
    kopgegevens(bouwer, vel)
    for aanbieder in dossier[Aanbieder]:
        vel.heading(aanbieder.name)
        tarieftabel(vel, dossier.matching(Locatie, {"aanbieder": aanbieder.key[0]}))
        plekken, jaarbedrag = AanbiederTotaal.plekken, AanbiederTotaal.jaarbedrag
        totaalrij(vel, "totaal", plekken, jaarbedrag, aanbieder=aanbieder.key[0])
        vel.row += 1
    vel.heading("Alle aanbieders samen (alleen plekken; zie het blad Budget voor alles)")
    tariefkop(vel, "aanbieder")
    for aanbieder in dossier[Aanbieder]:
        plekken, jaarbedrag = AanbiederTotaal.plekken, AanbiederTotaal.jaarbedrag
        totaalrij(vel, aanbieder.name, plekken, jaarbedrag, aanbieder=aanbieder.key[0])
    totaalrij(vel, "totaal", Regiototaal.plekken, Regiototaal.jaarbedrag)
    vel.row += 1
    vel.line_of_text(TOELICHTING_JAAR, TOELICHTING)
    vel.row += 1
    in_beeld(bouwer, vel)
    vel.close("B4")


def _locatiebladen(bouwer: Bouwer) -> None:
    dossier = bouwer.dossier
    if dossier[Locatiekosten]:
        vel = bouwer.sheet("Locatiekosten", "Welke kosten in het tarief zitten.")
        vel.rows_table(Locatiekosten, dossier[Locatiekosten])
        vel.close("B4")
    vel = bouwer.sheet("Locatietarieven", "Opbouw van het tarief, een rij per locatie.")
    variants = varianten(bouwer.resultaat)
    for variant in variants:
        vel.heading(variant.name)
        rows = [r for _, own in _per_aanbieder(bouwer.resultaat, variant) for r in own]
        vel.rows_table(Locatietarief, rows, explain=variant is variants[0])
    vel.close("B4")
    extra: tuple[tuple[type[Block], str, str], ...] = (
        (Trajecttarief, "Trajecttarieven", "Wat trajecten kosten, naast het tarief per plek."),
        (Dagopvangtarief, "Dagopvangtarieven", "Wat de dagopvang van elke locatie kost."),
    )
    for table, name, intro in extra:
        if dossier[table]:
            vel = bouwer.sheet(name, intro)
            for variant in variants:
                own = dossier.matching(table, {"tariefvariant": variant.key[0]})
                if own:
                    vel.heading(variant.name)
                    vel.rows_table(table, own, explain=variant is variants[0])
            vel.close("B4")


def _aansluiting(bouwer: Bouwer) -> None:
    records = bouwer.dossier[Gepubliceerd]
    if not records:
        return
    vel = bouwer.sheet(
        "Aansluiting",
        "Gepubliceerde cijfers naast de uitkomst van het model. Een cijfer klopt als "
        "de uitkomst, afgerond zoals in de bron, gelijk is.",
    )
    columns: tuple[Column, ...] = (
        Gepubliceerd.wat,
        Gepubliceerd.gepubliceerd,
        Gepubliceerd.nauwkeurig,
        Gepubliceerd.berekend,
        Gepubliceerd.verschil,
        Gepubliceerd.oordeel,
        Gepubliceerd.verklaring,
    )
    vel.header(*(c.heading for c in columns), "bron")
    for record in records:
        for n, column in enumerate(columns, 1):
            missing = column is Gepubliceerd.oordeel and not record.points_at
            if missing:
                vel.text(n, NIET_TE_HERLEIDEN)
            else:
                vel.value(n, record, column)
        vel.text(len(columns) + 1, record.values[Gepubliceerd.gepubliceerd].herkomst)
        vel.row += 1
    vel.close("B5")


def _vergelijking(bouwer: Bouwer) -> None:
    """Every value of the sets in one table, with the difference from the first set."""
    vel = bouwer.sheet(
        "Vergelijking", "De parametersets naast elkaar, van uitgangspunt tot tarief."
    )
    sets = bouwer.dossier[Parameterset]
    others = [
        f"{what} {s.name} met {sets[0].name}"
        for s in sets[1:]
        for what in ("verschil", "verschil in %")
    ]
    for block in (Opslagen, SocialeLasten, Declarabiliteit):
        vel.heading(block.title)
        vel.header("omschrijving", "eenheid", *(s.name for s in sets), *others)
        for column in block.columns:
            if not isinstance(column, Key):
                _compared(
                    bouwer, vel, column, column.label, [_of_set(bouwer, block, s) for s in sets]
                )
        vel.row += 1
    vel.heading("Uurtarieven en toeslagen per product")
    vel.header("omschrijving", "eenheid", *(s.name for s in sets), *others)
    for product in bouwer.dossier[Product]:
        records = [_of_set(bouwer, Uurtarief, s, product=product.key[0]) for s in sets]
        for column in (Uurtarief.maandloon, Uurtarief.ort, Uurtarief.uurtarief_afgerond):
            _compared(bouwer, vel, column, f"{product.name}: {column.label}", records)
    vel.row += 1
    vel.heading("Componenten")
    vel.header("omschrijving", "eenheid", *(s.name for s in sets), *others)
    nights = dict.fromkeys(r.texts["nachtvariant"] for r in bouwer.dossier[Nacht])
    for night in nights:
        example = next(r for r in bouwer.dossier[Nacht] if r.texts["nachtvariant"] == night)
        name = example.name_of("nachtvariant")
        records = [_of_set(bouwer, Nacht, s, nachtvariant=name) for s in sets]
        _compared(bouwer, vel, Nacht.tarief_afgerond, f"nacht: {night}", records)
    for line in (Kindtoeslag.kindtoeslag_afgerond, Dagopvang.per_uur_afgerond):
        _compared(bouwer, vel, line, line.label, [_of_set(bouwer, line.block, s) for s in sets])
    vel.row += 1
    vel.line_of_text("Een streepje betekent dat de set deze waarde niet kent.", TOELICHTING)
    vel.close("C4")


def _of_set(bouwer: Bouwer, block: type[Block], each: Record, **more: str) -> Record | None:
    found = bouwer.dossier.matching(block, {"parameterset": each.key[0], **more})
    return found[0] if found else None


def _compared(
    bouwer: Bouwer, vel: Vel, column: Column, label: str, records: list[Record | None]
) -> None:
    there = [r for r in records if r and bouwer.resultaat.value(r, column) is not None]
    if not there or not isinstance(column, Parameter | Line):
        return
    vel.text(1, label)
    vel.text(2, column.unit.word)
    for n, record in enumerate(records, 3):
        if record is None:
            vel.dash(n)
        else:
            vel.value(n, record, column)
    first = Adres(vel.name, vel.row, 3).cell
    for n, record in enumerate(records[1:], 1):
        difference = bouwer.resultaat.verschil(record, records[0], column)
        at = 1 + len(records) + 2 * n
        if difference is None or records[0] is None:
            vel.dash(at)
            vel.dash(at + 1)
            continue
        other = Adres(vel.name, vel.row, 3 + n).cell
        vel.number(at, f"={other}-{first}", difference, column.unit)
        base = bouwer.resultaat.number(records[0], column)
        part = difference / base if base else Decimal(0)
        vel.number(at + 1, f"=IF({first}=0,0,({other}-{first})/{first})", part, PCT)
    vel.row += 1
