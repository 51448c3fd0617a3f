"""The sheets with calculations that overview and tariff sheet share, and the sources."""

from __future__ import annotations

from mo_report.engine.schema import Block
from mo_report.model import (
    Banddag,
    Bron,
    Caodag,
    Dagentelling,
    Dagopvang,
    Dagsoort,
    Declarabiliteit,
    Euroverdeling,
    Feestdagen,
    Inschaling,
    Kindtoeslag,
    Nacht,
    Niveausalaris,
    Opbouw,
    Opleidingsmix,
    Opslagen,
    OrtBand,
    OrtMix,
    OrtSet,
    Parameterset,
    Rooster,
    RoosterDag,
    Roosterdienst,
    Roosterduur,
    RoosterUren,
    RoosterWeek,
    SocialeLasten,
    Trajectsoort,
    Uurtarief,
)
from mo_report.werkboek.bouwer import Bouwer

_RIJEN: tuple[tuple[str, str, tuple[type[Block], ...]], ...] = (
    (
        "Salarissen",
        "Van salarisschaal naar maandloon: inschaling en opleidingsmix.",
        (Inschaling, Niveausalaris, Opleidingsmix),
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
            RoosterUren,
        ),
    ),
)


def rekenbladen(bouwer: Bouwer) -> None:
    """From what is given to uurtarieven and components."""
    _opslagenblad(bouwer)
    _uurtariefblad(bouwer)
    _componentenblad(bouwer)
    _rijenbladen(bouwer)


def _opslagenblad(bouwer: Bouwer) -> None:
    """The percentages and hours that are computed from the parameters, the sets side by side."""
    vel = bouwer.sheet(
        "Opslagen en uren", "Van de parameters naar sociale lasten en declarabele uren."
    )
    wide = len(bouwer.dossier[Parameterset])
    for block in (Opslagen, SocialeLasten, Declarabiliteit):
        if bouwer.dossier[block]:
            vel.heading(block.title)
            vel.columns_table(block, bouwer.dossier[block], wide)
    vel.close()


def _uurtariefblad(bouwer: Bouwer) -> None:
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
            for block in (Opbouw, Euroverdeling):
                own = bouwer.dossier.matching(block, {"parameterset": each.key[0]})
                vel.heading(f"{block.title}, {each.name}")
                vel.columns_table(block, own, wide)
    vel.close()


def _componentenblad(bouwer: Bouwer) -> None:
    vel = bouwer.sheet(
        "Componenten", "Begeleiding in de nacht, kindtoeslag, dagopvang en trajecten."
    )
    for block in (Nacht, Kindtoeslag, Dagopvang, Trajectsoort):
        if bouwer.dossier[block]:
            vel.heading(block.title)
            vel.columns_table(block, bouwer.dossier[block], len(bouwer.dossier[Nacht]))
    vel.close()


def _rijenbladen(bouwer: Bouwer) -> None:
    for title, intro, blocks in _RIJEN:
        if not any(bouwer.dossier[block] for block in blocks):
            continue
        vel = bouwer.sheet(title, intro)
        for block in blocks:
            if bouwer.dossier[block]:
                vel.heading(block.title)
                vel.rows_table(block, bouwer.dossier[block])
        vel.close()


def bronnenblad(bouwer: Bouwer) -> None:
    vel = bouwer.sheet(Bron.title, "De documenten waar de cijfers uit komen.")
    vel.rows_table(Bron, bouwer.dossier[Bron])
    vel.close()
