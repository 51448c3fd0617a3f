"""The sheets with what is given: every value of the input has its home on one of these."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mo_report.engine.rekenen import Result
from mo_report.engine.schema import Block
from mo_report.model import (
    INVOERBLADEN,
    Aanbieder,
    Aanwezigheid,
    Algemeen,
    AndereUren,
    Benchmark,
    Beveiliging,
    Bezet,
    Bezetting,
    Bron,
    Caomix,
    Caotoeslag,
    Clienttype,
    Dagopvang,
    Dagopvanglocatie,
    Dagsoort,
    Declarabiliteit,
    Deelnemer,
    Dienst,
    EigenBijdrage,
    Eigenset,
    Geldend,
    Gepubliceerd,
    Huishouden,
    Huisvesting,
    Indexaandeel,
    Indexreeks,
    Ingangsmaand,
    Inschaling,
    Kindtoeslag,
    Locatie,
    Locatiekosten,
    Maandloon,
    Nacht,
    Opleidingsmix,
    Opslagen,
    OrtBand,
    Ortplafond,
    Parameterset,
    Perceel,
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
    Trede,
    Tredemix,
    Urennorm,
    Uurtarief,
)
from mo_report.verhaal.vorm import (
    AlleenScherm,
    Blad,
    Deel,
    Gewicht,
    Hoofdstuk,
    Kolommen,
    Medium,
    Rijen,
    Rol,
)

PARAMETERS = "Parameters"

#: Every block with given values, by sheet. Those with a row per value stand with a column per set.
_BLADEN: dict[str, tuple[str, tuple[type[Block], ...]]] = {
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
        "Salarisschalen en hoe medewerkers daarin zijn ingedeeld, of een opgegeven maandloon.",
        (Salarisschaal, Trede, Ingangsmaand, Caomix, Tredemix, Inschaling, Opleidingsmix, Maandloon, Caotoeslag),
    ),
    "Invoer ORT": (
        "De ORT per product; ook roosters en toeslagen van cao's, voor zover die er zijn.",
        (Uurtarief, Rooster, OrtBand, Ortplafond, Dagsoort, Roosterdagen),
    ),
    "Invoer locaties": (
        "De locaties, wat zij kosten, en de uren begeleiding.",
        (
            Aanbieder,
            Perceel,
            Locatie,
            Eigenset,
            Huisvesting,
            Locatiekosten,
            Urennorm,
            Nacht,
            Trajectsoort,
            Traject,
            Dagopvanglocatie,
            Beveiliging,
            Team,
            Dienst,
            Aanwezigheid,
            AndereUren,
            Bezet,
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


#: A block that no sheet names has its home on the last one.
OVERIG = "Invoer overig"


def _blokken(name: str) -> tuple[type[Block], ...]:
    own = _BLADEN[name][1]
    if name != OVERIG:
        return own
    placed = {block for _, blocks in _BLADEN.values() for block in blocks}
    return (*own, *(b for b in INVOERBLADEN if b not in placed and b is not Bron))


def _blad(blocks: tuple[type[Block], ...]) -> Callable[[Result], Iterator[Deel]]:
    def parts(resultaat: Result) -> Iterator[Deel]:
        wide = len(resultaat.dossier[Parameterset])
        for block in blocks:
            records = resultaat.dossier[block]
            if not records:
                continue
            if block is Tariefvariant:
                yield AlleenScherm()
            if block.form == "lijst":
                yield Kolommen(block.title, records, breed=wide, gegeven=True, waar=Medium.BLAD)
            else:
                yield Rijen(block.title, records, gegeven=True, waar=Medium.BLAD)

    return parts


GEGEVENS = Hoofdstuk(
    vraag="Met welke cijfers is gerekend?",
    volgorde=210,
    gewicht=Gewicht.BIJLAGE,
    bladen=tuple(
        Blad(
            name,
            intro,
            Rol.INVOER,
            _blad(_blokken(name)),
            plaats=50 + n,
            stroom=0,
            thuis=_blokken(name),
            voorop=4 * (name == PARAMETERS),
        )
        for n, (name, (intro, _)) in enumerate(_BLADEN.items())
    ),
)
