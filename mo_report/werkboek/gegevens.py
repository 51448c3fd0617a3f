"""The sheets with what is given: every value of the input has its home on one of these."""

from __future__ import annotations

from mo_report.engine.schema import Block
from mo_report.model import (
    Aanbieder,
    Algemeen,
    Benchmark,
    Beveiliging,
    Bezetting,
    Caomix,
    Clienttype,
    Dagopvang,
    Dagopvanglocatie,
    Dagsoort,
    Declarabiliteit,
    Deelnemer,
    Dienst,
    EigenBijdrage,
    Geldend,
    Gepubliceerd,
    Huishouden,
    Indexaandeel,
    Indexreeks,
    Inschaling,
    Kindtoeslag,
    Locatie,
    Locatiekosten,
    Maandloon,
    Nacht,
    Opleidingsmix,
    Opslagen,
    OrtBand,
    Parameterset,
    Prijsindex,
    Product,
    Rooster,
    Roosterdagen,
    Salarisschaal,
    SocialeLasten,
    Taakjaar,
    Tariefvariant,
    Team,
    Traject,
    Trajectsoort,
    Urennorm,
    Uurtarief,
)
from mo_report.werkboek.bouwer import Bouwer
from mo_report.werkboek.rollen import PARAMETERS

#: Every block with given values, by sheet. Those with a row per value stand with a column per set.
BLADEN: dict[str, tuple[str, tuple[type[Block], ...]]] = {
    PARAMETERS: (
        "De waarden waar alle tarieven op rusten, per parameterset.",
        (
            Algemeen,
            Opslagen,
            SocialeLasten,
            Declarabiliteit,
            Kindtoeslag,
            Dagopvang,
            Tariefvariant,
            Parameterset,
            Product,
        ),
    ),
    "Invoer salarissen": (
        "Salarisschalen, en hoe medewerkers daarin zijn ingedeeld.",
        (Salarisschaal, Caomix, Inschaling, Opleidingsmix, Maandloon),
    ),
    "Invoer ORT": (
        "Roosters, en de toeslagen van de cao's voor avond, nacht en weekend.",
        (Uurtarief, Rooster, OrtBand, Dagsoort, Roosterdagen),
    ),
    "Invoer locaties": (
        "De locaties, wat zij kosten, en de uren begeleiding.",
        (
            Aanbieder,
            Locatie,
            Locatiekosten,
            Urennorm,
            Nacht,
            Trajectsoort,
            Traject,
            Dagopvanglocatie,
            Beveiliging,
            Team,
            Dienst,
            EigenBijdrage,
        ),
    ),
    "Invoer overig": (
        "Wat nodig is voor de andere vragen: eigen bijdrage, indexering, verdeling en toetsing.",
        (
            Huishouden,
            Clienttype,
            Geldend,
            Indexreeks,
            Prijsindex,
            Indexaandeel,
            Taakjaar,
            Deelnemer,
            Bezetting,
            Benchmark,
            Gepubliceerd,
        ),
    ),
}


def gegevensbladen(bouwer: Bouwer) -> None:
    """Lay out what is given; done first, so that all other sheets refer to it."""
    dossier = bouwer.dossier
    wide = len(dossier[Parameterset])
    for name, (intro, blocks) in BLADEN.items():
        own = {block: dossier[block] for block in blocks if dossier[block]}
        if not own:
            continue
        vel = bouwer.sheet(name, intro)
        for block, records in own.items():
            vel.heading(block.title)
            if block.form == "lijst":
                vel.columns_table(block, records, wide, only_given=True)
            else:
                vel.rows_table(block, records, only_given=True)
        vel.close()
