"""The sheets that overview and tariff sheet share: parameters, chain, checks and sources."""

from __future__ import annotations

from mo_report.model import (
    Algemeen,
    Banddag,
    Bron,
    Caodag,
    Caomix,
    Dagentelling,
    Dagopvang,
    Dagsoort,
    Declarabiliteit,
    Feestdagen,
    Inschaling,
    Kindtoeslag,
    Maandloon,
    Nacht,
    Niveausalaris,
    Opleidingsmix,
    Opslagen,
    OrtBand,
    OrtMix,
    OrtSet,
    Parameterset,
    Rooster,
    RoosterDag,
    Roosterdagen,
    Roosterdienst,
    Roosterduur,
    RoosterUren,
    RoosterWeek,
    Salarisschaal,
    SocialeLasten,
    Tariefvariant,
    Trajectsoort,
    Urennorm,
    Uurtarief,
)
from mo_report.notatie import toon
from mo_report.rekenen import FOUT, GOED
from mo_report.schema import Block, Parameter
from mo_report.werkboek.bouwer import Bouwer
from mo_report.werkboek.formule import Adres, excel, quoted
from mo_report.werkboek.stijl import TEKST, TOETS
from mo_report.werkboek.vel import Vel

CONTROLE = "Controle"
_RIJEN: tuple[tuple[str, str, tuple[type[Block], ...]], ...] = (
    (
        "Salarissen",
        "Van salarisschaal naar maandloon: schaalbedragen, inschaling en opleidingsmix.",
        (Salarisschaal, Caomix, Inschaling, Niveausalaris, Opleidingsmix, Maandloon),
    ),
    (
        "ORT",
        "De onregelmatigheidstoeslag: uren van elk rooster per tijdvak van de cao.",
        (
            RoosterWeek,
            OrtSet,
            RoosterDag,
            Dagsoort,
            Dagentelling,
            Feestdagen,
            Rooster,
            OrtBand,
            OrtMix,
            Caodag,
            Banddag,
            Roosterduur,
            Roosterdienst,
            Roosterdagen,
            RoosterUren,
        ),
    ),
    ("Urennormen", "Uren begeleiding per etmaal voor een hele groep.", (Urennorm,)),
)


def parameterblad(bouwer: Bouwer) -> None:
    """All single values, with the parametersets side by side."""
    vel = bouwer.sheet(
        "Parameters", "De waarden waar alle tarieven op rusten. Gele cellen zijn invoer."
    )
    dossier = bouwer.dossier
    wide = len(dossier[Parameterset])
    for block in (Algemeen, Opslagen, SocialeLasten, Declarabiliteit):
        vel.heading(block.title)
        vel.columns_table(block, dossier[block], wide)
    for table in (Tariefvariant, Parameterset):
        vel.heading(table.title)
        vel.rows_table(table, dossier[table])
    vel.close("C4")


def uurtariefblad(bouwer: Bouwer) -> None:
    """The chain from maandloon to uurtarief, a table per parameterset."""
    vel = bouwer.sheet(
        "Uurtarieven",
        "Van maandloon naar uurtarief, van boven naar beneden in de volgorde van de berekening.",
    )
    everything = bouwer.dossier[Uurtarief]
    wide = max(
        sum(r.name_of("parameterset") == each.key[0] for r in everything)
        for each in bouwer.dossier[Parameterset]
    )
    for each in bouwer.dossier[Parameterset]:
        records = [r for r in everything if r.name_of("parameterset") == each.key[0]]
        if records:
            vel.heading(each.name)
            vel.columns_table(Uurtarief, records, wide)
    vel.close("C4")


def componentenblad(bouwer: Bouwer) -> None:
    vel = bouwer.sheet(
        "Componenten", "Begeleiding in de nacht, kindtoeslag, dagopvang en trajecten."
    )
    for block in (Nacht, Kindtoeslag, Dagopvang, Trajectsoort):
        if bouwer.dossier[block]:
            vel.heading(block.title)
            vel.columns_table(block, bouwer.dossier[block], len(bouwer.dossier[Nacht]))
    vel.close("C4")


def rijenbladen(bouwer: Bouwer) -> None:
    for title, intro, blocks in _RIJEN:
        vel = bouwer.sheet(title, intro)
        for block in blocks:
            if bouwer.dossier[block]:
                vel.heading(block.title)
                vel.rows_table(block, bouwer.dossier[block])
        vel.close("A4")


def bronnenblad(bouwer: Bouwer) -> None:
    vel = bouwer.sheet(Bron.title, "De documenten waar de cijfers uit komen.")
    vel.rows_table(Bron, bouwer.dossier[Bron])
    vel.close()


def controleblad(bouwer: Bouwer) -> None:
    """Every rule of the model, live: change an input to something impossible and it says so."""
    vel = bouwer.sheet(
        CONTROLE, "Regels die moeten gelden. Staat er FOUT, controleer dan die invoer."
    )
    row = vel.row
    vel.text(1, "oordeel over alle controles", TEKST)
    total = Adres(vel.name, row, 2)
    vel.row += 2
    vel.header("controle", "onderwerp", "uitkomst", "moet zijn", "grens", "verschil", "oordeel")
    first = vel.row
    for toets in bouwer.resultaat.toetsen:
        unit = toets.check.unit
        vel.text(1, toets.check.label)
        vel.text(2, toets.subject.name if toets.check.per else "alle")
        sides = [Adres(vel.name, vel.row, c) for c in (3, 5)]
        for at, node, value in zip(sides, (toets.left, toets.right), toets.values, strict=True):
            text = excel(node, vel.name, lambda c: bouwer.address(c, vel.name))
            vel.number(at.column, text, value, unit)
        vel.text(4, toets.moet_zijn)
        a, b = (s.cell for s in sides)
        vel.number(6, f"=ROUND({a}-{b},6)", toets.verschil, unit)
        test = f"ROUND({a}-{b},6){'=' if toets.check.relation == '=' else '>'}0"
        judge = Adres(vel.name, vel.row, 7)
        vel.text(7, "", TOETS)
        bouwer.formula(judge, f'=IF({test},"{GOED}","{FOUT}")', toets.oordeel)
        vel.row += 1
    vel.sheet[total.cell].style = TOETS
    area = f"G{first}:G{max(first, vel.row - 1)}"
    holds = bouwer.resultaat.controles_goed
    bouwer.formula(
        total, f'=IF(COUNTIF({area},"{FOUT}")=0,"{GOED}","{FOUT}")', GOED if holds else FOUT
    )
    vel.measure(7, "oordeel")
    vel.close("A6")


def oordeel(bouwer: Bouwer, vel: Vel) -> None:
    """A line with the outcome of the controleblad, for the sheets that people read first.

    It stands there before the controleblad does: that has its outcome in a fixed cell.
    """
    vel.text(1, "Controles", TEKST)
    vel.text(2, "", TOETS)
    holds = bouwer.resultaat.controles_goed
    at = Adres(vel.name, vel.row, 2)
    bouwer.formula(at, f"={quoted(CONTROLE)}!$B$4", GOED if holds else FOUT)
    vel.row += 1


def getoond(bouwer: Bouwer, column: Parameter) -> str:
    """A general value as people read it."""
    return toon(bouwer.algemeen.values[column].waarde, column.unit)
