"""A sheet for each question beside the tariff."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font

from mo_report.engine.dossier import Record
from mo_report.engine.schema import EUR_ETMAAL, EUR_JAAR, Block, Column
from mo_report.lib.notatie import LEEG
from mo_report.model import (
    Aanbieder,
    AanbiederTotaal,
    Benchmark,
    Bijdrage,
    Budget,
    Clienttype,
    Financiering,
    Geldend,
    Index,
    Indexjaar,
    Locatie,
    Parameterset,
    ReelePrijs,
    Regiototaal,
    Taakbudget,
    Urengat,
    Uurtariefjaar,
)
from mo_report.model.gevoeligheid import register
from mo_report.model.reeleprijs import ELEMENTEN
from mo_report.model.tarieven import leemten, leidende, totalen, urennormen, varianten, zonder_inzet
from mo_report.verhaal.hoofdstukken import (
    BENCHMARK,
    BUDGET,
    EIGEN_BIJDRAGE,
    INDEXERING,
    REELE_PRIJS,
    TAAKGERICHT,
    URENINZET,
    Hoofdstuk,
)
from mo_report.verhaal.reele_prijs import dekking, geldend_kolommen
from mo_report.werkboek.bouwer import Bouwer
from mo_report.werkboek.formule import Adres
from mo_report.werkboek.kruistabel import (
    MEEST,
    Gebied,
    grafiekhoogte,
    grafiekrijen,
    kruistabel,
    staafgrafiek,
)
from mo_report.werkboek.scenarioblad import scenarioblad
from mo_report.werkboek.stijl import TOELICHTING
from mo_report.werkboek.vel import Vel


def vraagbladen(bouwer: Bouwer) -> None:
    """Every sheet that the input gives reason for."""
    _ureninzet(bouwer)
    scenarioblad(bouwer)
    _budget(bouwer)
    _eigen_bijdrage(bouwer)
    _reele_prijs(bouwer)
    _indexering(bouwer)
    _taakgericht(bouwer)
    _benchmark(bouwer)


def _begin(bouwer: Bouwer, chapter: Hoofdstuk) -> Vel | None:
    if not chapter.aanwezig(bouwer.resultaat):
        return None
    return bouwer.sheet(chapter.blad, chapter.uitleg)


def _rows(vel: Vel, block: type[Block], records: Sequence[Record] | None = None) -> None:
    """A block as a table with its title, if it has records."""
    own = list(vel.bouwer.dossier[block] if records is None else records)
    if own:
        vel.heading(block.title)
        vel.rows_table(block, own)


def _of(bouwer: Bouwer, block: type[Block], variant: Record) -> list[Record]:
    return bouwer.dossier.matching(block, {"tariefvariant": variant.key[0]})


def _ureninzet(bouwer: Bouwer) -> None:
    vel = _begin(bouwer, URENINZET)
    if vel is None:
        return
    norms = urennormen(bouwer.resultaat)
    vel.heading("Uren per etmaal voor een hele groep: norm naast praktijk")
    start = vel.row
    heads = [f"norm {v.texts['urennorm']}" for v in norms]
    vel.header("locatie", "eenheid", *heads, Urengat.feitelijk.label)
    for locatie in bouwer.dossier[Locatie]:
        wanted = {"locatie": locatie.key[0]}
        own = [_of_both(bouwer, Urengat, wanted, v) for v in norms]
        vel.text(1, locatie.name)
        vel.text(2, Urengat.norm.unit.word)
        for n, record in enumerate(own, 3):
            vel.value(n, record, Urengat.norm)
        vel.value(3 + len(own), own[0], Urengat.feitelijk)
        vel.row += 1
    area = Gebied(vel, start, (start + 1, vel.row - 1), (3, 3 + len(norms)))
    drawn = min(len(bouwer.dossier[Locatie]), MEEST)
    vel.row += 1
    height = staafgrafiek(
        area,
        "Uren per etmaal op een groep: norm en feitelijke inzet",
        Urengat.norm.unit.word,
        rijen=(start + 1, start + drawn),
        plek=f"A{vel.row}",
    )
    vel.row += grafiekrijen(height)
    for variant in varianten(bouwer.resultaat):
        vel.heading(f"Wat het verschil kost: {variant.name}")
        vel.rows_table(Urengat, _of(bouwer, Urengat, variant))
        for total in _of(bouwer, AanbiederTotaal, variant):
            vel.text(1, f"{total.texts['aanbieder']}: {AanbiederTotaal.gat_jaar.label}")
            vel.value(2, total, AanbiederTotaal.gat_jaar)
            vel.row += 1
        if len(bouwer.dossier[Aanbieder]) > 1:
            vel.text(1, Regiototaal.gat_jaar.label)
            vel.value(2, _of(bouwer, Regiototaal, variant)[0], Regiototaal.gat_jaar)
            vel.row += 1
        vel.row += 1
    for sentence in zonder_inzet(bouwer.resultaat):
        vel.line_of_text(sentence, TOELICHTING)
    vel.row += 1
    _rest(vel, URENINZET, Urengat)
    vel.close("B4")


def _rest(vel: Vel, chapter: Hoofdstuk, *done: type[Block]) -> None:
    """The blocks of a chapter that have not had a table of their own."""
    for block in chapter.blokken:
        if block not in done:
            _rows(vel, block)


def _of_both(bouwer: Bouwer, block: type[Block], wanted: dict[str, str], variant: Record) -> Record:
    return bouwer.dossier.matching(block, {**wanted, "tariefvariant": variant.key[0]})[0]


def _budget(bouwer: Bouwer) -> None:
    vel = _begin(bouwer, BUDGET)
    if vel is None:
        return
    for sentence in leemten(bouwer.resultaat):
        vel.line_of_text(sentence, TOELICHTING)
    variants = varianten(bouwer.resultaat)
    totals = totalen(bouwer.resultaat)
    vel.heading(totals[0].block.title)
    vel.columns_table(totals[0].block, totals)
    for variant in variants:
        vel.heading(f"Per aanbieder en locatie: {variant.name}")
        if len(bouwer.dossier[Aanbieder]) > 1:
            vel.rows_table(AanbiederTotaal, _of(bouwer, AanbiederTotaal, variant), explain=False)
        vel.rows_table(Budget, _of(bouwer, Budget, variant), explain=variant is variants[0])
    _rest(vel, BUDGET, Regiototaal, AanbiederTotaal, Budget)
    vel.close()


def _eigen_bijdrage(bouwer: Bouwer) -> None:
    vel = _begin(bouwer, EIGEN_BIJDRAGE)
    if vel is None:
        return
    if bouwer.dossier[Clienttype]:
        vel.heading(Clienttype.title)
        vel.columns_table(Clienttype, bouwer.dossier[Clienttype])
    _rest(vel, EIGEN_BIJDRAGE, Clienttype)
    vel.close("B4")


def _reele_prijs(bouwer: Bouwer) -> None:
    vel = _begin(bouwer, REELE_PRIJS)
    if vel is None:
        return
    d = bouwer.dossier
    if d[Geldend]:
        vel.heading("Zijn de geldende tarieven reëel?")
        columns = geldend_kolommen()
        vel.header(*(c.heading for c in columns), "bron")
        for record in d[Geldend]:
            for n, column in enumerate(columns, 1):
                vel.value(n, record, column)
            vel.text(len(columns) + 1, record.values[Geldend.geldend].herkomst)
            vel.row += 1
        vel.row += 1
    for each in d[Parameterset]:
        own = d.matching(ReelePrijs, {"parameterset": each.key[0]})
        if not own:
            continue
        vel.heading(f"{each.name}: euro per uur van elk element")
        names = [r.texts["product"] for r in own]
        vel.header("element", "gedekt door", "oordeel", *names)
        for element in ELEMENTEN:
            covered = dekking(bouwer.resultaat, own, element)
            vel.text(1, element.line.label, most=60)
            vel.text(2, covered or LEEG)
            for n, record in enumerate(own, 4):
                vel.value(n, record, element.line)
            _verdict(vel, len(own), covered=bool(covered))
            vel.row += 1
        for line in (ReelePrijs.risico, ReelePrijs.samen):
            vel.text(1, line.label, most=60)
            vel.text(2, "")
            vel.text(3, "")
            for n, record in enumerate(own, 4):
                vel.value(n, record, line)
            vel.row += 1
        vel.row += 1
        vel.columns_table(ReelePrijs, own)
    vel.close()


GEDEKT, NIET_GEDEKT = "gedekt", "niet gedekt"


def _verdict(vel: Vel, products: int, *, covered: bool) -> None:
    """Whether an element is covered, live: red where no product has a cent of it."""
    first, last = (Adres(vel.name, vel.row, c).cell for c in (4, 3 + products))
    at = Adres(vel.name, vel.row, 3)
    vel.text(3, "")
    vel.bouwer.formula(
        at,
        f'=IF(SUM({first}:{last})=0,"{NIET_GEDEKT}","{GEDEKT}")',
        GEDEKT if covered else NIET_GEDEKT,
    )
    red = CellIsRule(  # type: ignore[no-untyped-call]
        operator="equal", formula=[f'"{NIET_GEDEKT}"'], font=Font(bold=True, color="C00000")
    )
    vel.sheet.conditional_formatting.add(at.cell, red)
    vel.measure(3, NIET_GEDEKT)


def _indexering(bouwer: Bouwer) -> None:
    vel = _begin(bouwer, INDEXERING)
    if vel is None:
        return
    d = bouwer.dossier
    grids: tuple[tuple[type[Block], tuple[Column, ...], tuple[str, ...], str], ...] = (
        (Index, (Index.index,), ("reeks", "onderdeel"), "index van het jaar"),
        (Uurtariefjaar, (Uurtariefjaar.tarief,), ("parameterset", "product"), "set en product"),
        (Indexjaar, (Indexjaar.tarief, Indexjaar.jaarbedrag), ("locatie",), "locatie"),
    )
    for block, columns, rows, kop in grids:
        for reeks in dict.fromkeys(r.texts["reeks"] for r in d[block]):
            own = [r for r in d[block] if r.texts["reeks"] == reeks]
            vel.heading(f"{block.title}: {reeks}")
            kruistabel(vel, own, columns, rijen=rows, kolom="jaar", kop=kop)
    _rest(vel, INDEXERING, Uurtariefjaar)
    vel.close()


def _taakgericht(bouwer: Bouwer) -> None:
    vel = _begin(bouwer, TAAKGERICHT)
    if vel is None:
        return
    d = bouwer.dossier
    vel.line_of_text(
        f"Berekend met de leidende variant: {leidende(bouwer.resultaat).name}.", TOELICHTING
    )
    lines = Taakbudget.lines()
    vel.heading(Taakbudget.title)
    kruistabel(vel, d[Taakbudget], lines, rijen=("reeks",), kolom="jaar", kop="onderdeel")
    if d[Bijdrage]:
        vel.heading(Bijdrage.title)
        kruistabel(
            vel, d[Bijdrage], (Bijdrage.bedrag,), rijen=("deelnemer",), kolom="jaar", kop="gemeente"
        )
    # The table with the chart shows again what the whole table below it holds.
    top, own = vel.row, _eerste_jaar(bouwer)
    vel.row += len(own) + 3 + grafiekrijen(grafiekhoogte(len(own))) if own else 0
    _rest(vel, TAAKGERICHT)
    end, vel.row = vel.row, top
    _financieringen(vel, own)
    vel.row = end
    vel.close()


def _eerste_jaar(bouwer: Bouwer) -> list[Record]:
    """The ways of paying in the first year, at every bezetting."""
    d = bouwer.dossier
    return d.matching(Financiering, {k: d[Taakbudget][0].name_of(k) for k in ("reeks", "jaar")})


def _financieringen(vel: Vel, own: Sequence[Record]) -> None:
    """The first year at every bezetting, side by side: where each way of paying costs more."""
    if not own:
        return
    columns = (Financiering.taakgericht, Financiering.nu, Financiering.arrangement)
    vel.heading(f"{Financiering.title}, {own[0].texts['jaar']}")
    start = vel.row
    vel.header("bezetting", "eenheid", *(c.label for c in columns), Financiering.duurst.label)
    for record in own:
        vel.text(1, record.texts["bezetting"])
        vel.text(2, EUR_JAAR.word)
        for n, column in enumerate((*columns, Financiering.duurst), 3):
            vel.value(n, record, column)
        vel.row += 1
    area = Gebied(vel, start, (start + 1, vel.row - 1), (3, 2 + len(columns)))
    vel.row += 1
    titel = "Kosten per jaar bij elke bezetting"
    staafgrafiek(area, titel, EUR_JAAR.word, plek=f"A{vel.row}")


def _benchmark(bouwer: Bouwer) -> None:
    vel = _begin(bouwer, BENCHMARK)
    if vel is None:
        return
    _rows(vel, Benchmark)
    vel.close("B4")


def aannameregister(bouwer: Bouwer) -> None:
    """Every figure that is not in a source, and what it moves."""
    found = register(bouwer.resultaat)
    vel = bouwer.sheet(
        "Aannameregister",
        "Waarden die niet zo in een bron staan, en wat er gebeurt als ze 10% hoger zijn. De "
        "gevolgen zijn berekend bij het maken van dit bestand; ze lopen niet mee."
        if found
        else "Elke waarde staat in een bron.",
    )
    vel.header(
        "status",
        "blad van de invoer",
        "cel",
        "wat",
        "waarde",
        "bij 10% meer, gemiddeld per plek per etmaal",
        "bij 10% meer, per jaar",
        "in scenario, of waar anders",
        "toelichting",
    )
    for one in found:
        given = one.record.values[one.column]
        vel.text(1, given.status.word)
        vel.text(2, given.plek.blad)
        vel.text(3, given.plek.cel)
        vel.text(4, f"{one.record.name}: {one.column.label} [{one.column.unit.word}]")
        vel.value(5, one.record, one.column)
        for n, effect, unit in ((6, one.per_plek, EUR_ETMAAL), (7, one.per_jaar, EUR_JAAR)):
            if effect is None:
                vel.dash(n)
            else:
                vel.fixed(n, effect, unit)
        vel.text(8, one.waar)
        vel.text(9, given.toelichting)
        vel.row += 1
    vel.close("A5")
