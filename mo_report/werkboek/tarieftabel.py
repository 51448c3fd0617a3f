"""The tables of a samenvatting: who and when, and the tariff of every locatie and variant."""

from __future__ import annotations

from decimal import Decimal

from mo_report.engine.dossier import Record
from mo_report.engine.schema import Column
from mo_report.engine.uitleg import rests_on
from mo_report.model import AanbiederTotaal, Algemeen, Locatie, Locatietarief, Regiototaal, Uurtarief
from mo_report.model.tarieven import UITGANGSPUNT, leidende, tarieven, totalen, varianten
from mo_report.verhaal.keuze import van_leidende
from mo_report.verhaal.kort import Kopgegevens, Tarieftabel, Verschilbeeld
from mo_report.werkboek.formule import Address
from mo_report.werkboek.stijl import TOELICHTING
from mo_report.werkboek.vel import SheetWriter

_WAS = "‘Was’ is de uitkomst bij het maken van dit bestand. Wijzigt u een waarde, dan ziet u hier het gevolg."


def kopgegevens(vel: SheetWriter, _: Kopgegevens) -> None:
    """Who, when and on what footing: the first lines of a samenvatting."""
    general = vel.bouwer.algemeen
    told = (Algemeen.gemeente, Algemeen.kenmerk, Algemeen.versie, Algemeen.tariefvariant)
    for column in (c for c in told if c.name in general.texts):
        vel.text(1, column.label)
        vel.text(2, general.texts[column.name])
        vel.row += 1
    for given in (Algemeen.datum, Algemeen.prijspeil):
        vel.text(1, given.label)
        vel.value(2, general, given)
        vel.row += 1
    vel.row += 1
    vel.line_of_text(UITGANGSPUNT, TOELICHTING)
    vel.row += 1


def tarieftabel(vel: SheetWriter, deel: Tarieftabel) -> None:
    """A row for each locatie or aanbieder, and their total."""
    pair = (Locatietarief.tarief_per_plek_per_etmaal_afgerond, Locatietarief.jaarbedrag)
    heads = [f"{v.name}: {what}" for v in varianten(vel.resultaat) for what in ("per plek per etmaal", "per jaar")]
    more = ("rust op",) if deel.wat == "locatie" else ()
    vel.header(deel.wat, Locatietarief.plekken.label, *heads, *more)
    for locatie in deel.locaties:
        vel.text(1, locatie.name)
        rates = tarieven(vel.resultaat, locatie)
        vel.value(2, rates[0], Locatietarief.plekken)
        for n, (rate, column) in enumerate((r, c) for r in rates for c in pair):
            vel.value(3 + n, rate, column)
        vel.text(3 + 2 * len(rates), rests_on(vel.resultaat, rates[0], pair[0]))
        vel.row += 1
    for aanbieder in deel.aanbieders:
        _totaal(vel, aanbieder.name, AanbiederTotaal, aanbieder=aanbieder.key[0])
    _totaal(vel, "totaal", deel.totaal, **({"aanbieder": deel.van} if deel.van else {}))


def was_wordt(vel: SheetWriter, _: Verschilbeeld) -> None:
    """What each tariff was when this workbook was made, what it is now, and the difference; live."""
    rows = _tarieven(vel)
    if not rows:
        return
    vel.heading("Was, wordt, verschil")
    vel.line_of_text(_WAS, TOELICHTING)
    vel.header("wat", "eenheid", "was", "wordt", "verschil")
    for label, record, column in rows:
        unit = record.unit(column)
        vel.text(1, label)
        vel.text(2, unit.word)
        vel.fixed(3, vel.resultaat.number(record, column), unit)
        vel.value(4, record, column)
        old, new = (Address(vel.name, vel.row, n).cell for n in (3, 4))
        vel.number(5, f"=ROUND({new}-{old},6)", Decimal(0), unit)
        vel.row += 1
    vel.row += 1


def _tarieven(vel: SheetWriter) -> list[tuple[str, Record, Column]]:
    """The tariffs of the leading variant and what they come to in a year; without locaties the uurtarieven."""
    result, leading = vel.resultaat, leidende(vel.resultaat)
    rate = Locatietarief.tarief_per_plek_per_etmaal_afgerond
    found: list[tuple[str, Record, Column]] = [
        (locatie.name, tarieven(result, locatie)[0], rate) for locatie in result.dossier[Locatie]
    ]
    if not found:
        return [(r.texts["product"], r, Uurtarief.uurtarief_afgerond) for r in van_leidende(result, Uurtarief)]
    (total,) = totalen(result, leading)
    column = Regiototaal.budget if total.block is Regiototaal else AanbiederTotaal.budget
    return [*found, ("alles samen", total, column)]


def _totaal(vel: SheetWriter, label: str, block: type[AanbiederTotaal] | type[Regiototaal], **of: str) -> None:
    """The totals of an aanbieder or of the region, in every variant."""
    vel.text(1, label)
    for n, variant in enumerate(varianten(vel.resultaat)):
        wanted = {"tariefvariant": variant.key[0], **of}
        total = vel.resultaat.dossier.matching(block, wanted)[0]
        if n == 0:
            vel.value(2, total, block.plekken)
        vel.dash(3 + 2 * n)
        vel.value(4 + 2 * n, total, block.jaarbedrag)
    vel.row += 1
