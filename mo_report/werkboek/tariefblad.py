"""An aanbieder's own workbook: made from that aanbieder's dossier, which holds nobody else's."""

from __future__ import annotations

from pathlib import Path

from mo_report.engine.dossier import Record
from mo_report.engine.rekenen import Resultaat
from mo_report.engine.schema import Column
from mo_report.engine.uitleg import rust_op
from mo_report.model import (
    Aanbieder,
    AanbiederTotaal,
    Algemeen,
    Beveiliging,
    Dagopvanglocatie,
    Dagopvangtarief,
    Locatie,
    Locatiekosten,
    Locatietarief,
    Traject,
    Trajecttarief,
)
from mo_report.model.tarieven import UITGANGSPUNT, tarieven, trajecten, varianten
from mo_report.werkboek import bladen
from mo_report.werkboek.bouwer import Bouwer
from mo_report.werkboek.controleblad import controleblad
from mo_report.werkboek.gegevens import gegevensbladen
from mo_report.werkboek.inbeeld import in_beeld
from mo_report.werkboek.kaartblad import ortkaart
from mo_report.werkboek.reactieblad import reactieblad
from mo_report.werkboek.rollen import SAMENVATTING
from mo_report.werkboek.stijl import TEKST, TOELICHTING
from mo_report.werkboek.vel import Vel
from mo_report.werkboek.vraagbladen import aannameregister, vraagbladen

TOELICHTING_JAAR = "Het bedrag per jaar is het afgeronde tarief × plekken × dagen per jaar."


def schrijf_tariefblad(resultaat: Resultaat, path: Path) -> None:
    """Write tariefblad.xlsx of the one aanbieder in this result. Raises OSError."""
    aanbieder = resultaat.dossier.one(Aanbieder)
    bouwer = Bouwer(resultaat, f"Tariefblad {aanbieder.name}", invoer=False)
    gegevensbladen(bouwer)
    bladen.rekenbladen(bouwer)
    # A locatie's sheet is the home of its tariff; the samenvatting in front shows it again.
    for locatie in resultaat.dossier[Locatie]:
        _locatieblad(bouwer, locatie)
    _samenvatting(bouwer, aanbieder)
    ortkaart(bouwer)
    vraagbladen(bouwer)
    aannameregister(bouwer)
    bladen.bronnenblad(bouwer)
    reactieblad(bouwer)
    controleblad(bouwer)
    bouwer.save(path)


def kopgegevens(bouwer: Bouwer, vel: Vel) -> None:
    """Who, when and on what footing: the first lines of a samenvatting."""
    for column in (Algemeen.gemeente, Algemeen.kenmerk, Algemeen.tariefvariant):
        vel.text(1, column.label)
        vel.text(2, bouwer.algemeen.texts[column.name])
        vel.row += 1
    for given in (Algemeen.datum, Algemeen.prijspeil):
        vel.text(1, given.label)
        vel.value(2, bouwer.algemeen, given)
        vel.row += 1
    vel.row += 1
    vel.line_of_text(UITGANGSPUNT, TOELICHTING)
    vel.row += 1


def _samenvatting(bouwer: Bouwer, aanbieder: Record) -> None:
    vel = bouwer.sheet(SAMENVATTING, f"Tarieven maatschappelijke opvang van {aanbieder.name}.")
    kopgegevens(bouwer, vel)
    tarieftabel(vel, bouwer.resultaat.dossier[Locatie])
    totaalrij(vel, "totaal", AanbiederTotaal.plekken, AanbiederTotaal.jaarbedrag)
    vel.row += 1
    vel.line_of_text(TOELICHTING_JAAR, TOELICHTING)
    vel.row += 1
    in_beeld(bouwer, vel)
    vel.close("B4")


def tariefkop(vel: Vel, of: str, *more: str) -> None:
    """The headings of a table with the tariff and the yearly amount of each variant."""
    heads = [
        f"{v.name}: {what}"
        for v in varianten(vel.resultaat)
        for what in ("per plek per etmaal", "per jaar")
    ]
    vel.header(of, Locatietarief.plekken.label, *heads, *more)


def tarieftabel(vel: Vel, locaties: list[Record]) -> None:
    """A row per locatie: the tariff and yearly amount of each variant, and what they rest on."""
    pair = (Locatietarief.tarief_per_plek_per_etmaal_afgerond, Locatietarief.jaarbedrag)
    tariefkop(vel, "locatie", "rust op")
    for locatie in locaties:
        vel.text(1, locatie.name)
        rates = tarieven(vel.resultaat, locatie)
        vel.value(2, rates[0], Locatietarief.plekken)
        for n, (rate, column) in enumerate((r, c) for r in rates for c in pair):
            vel.value(3 + n, rate, column)
        vel.text(3 + 2 * len(rates), rust_op(vel.resultaat, rates[0], pair[0]))
        vel.row += 1


def totaalrij(vel: Vel, label: str, plekken: Column, jaarbedrag: Column, **of: str) -> None:
    """The totals under a tarieftabel: of an aanbieder, or of the region."""
    vel.text(1, label, TEKST)
    for n, variant in enumerate(varianten(vel.resultaat)):
        wanted = {"tariefvariant": variant.key[0], **of}
        total = vel.resultaat.dossier.matching(plekken.block, wanted)[0]
        if n == 0:
            vel.value(2, total, plekken)
        vel.dash(3 + 2 * n)
        vel.value(4 + 2 * n, total, jaarbedrag)
    vel.row += 1


def _locatieblad(bouwer: Bouwer, locatie: Record) -> None:
    vel = bouwer.sheet_for(
        locatie.name, f"Opbouw van het tarief van {locatie.name}, stap voor stap."
    )
    kosten = bouwer.dossier.matching(Locatiekosten, {"locatie": locatie.key[0]})
    rates = tarieven(bouwer.resultaat, locatie)
    own = {"locatie": locatie.key[0]}
    given = bouwer.dossier.matching(Traject, own)
    extra = trajecten(bouwer.resultaat, locatie)
    day = bouwer.dossier.matching(Dagopvangtarief, own)
    wide = max(len(kosten), len(rates), len(extra), len(day))
    for title, records in (
        ("Locatie", [locatie]),
        (Locatiekosten.title, kosten),
        (Locatietarief.title, rates),
        (Traject.title, given),
        (Trajecttarief.title, extra),
        (Dagopvanglocatie.title, bouwer.dossier.matching(Dagopvanglocatie, own)),
        (Dagopvangtarief.title, day),
        (Beveiliging.title, bouwer.dossier.matching(Beveiliging, own)),
    ):
        if any(r.values or r.block.form == "berekend" for r in records):
            vel.heading(title)
            vel.columns_table(records[0].block, records, wide)
    vel.line_of_text(UITGANGSPUNT, TOELICHTING)
    vel.close()
