"""The questions beside the tariff itself: each a sheet, a chapter and a part of resultaat.json."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from mo_report.engine.rekenen import Resultaat
from mo_report.engine.schema import Block
from mo_report.model import (
    AanbiederTotaal,
    Basisbudget,
    Basisnorm,
    Benchmark,
    Bezetting,
    Bijdrage,
    Budget,
    Clienttype,
    Deelnemer,
    Dienst,
    EigenBijdrage,
    Financiering,
    Geldend,
    Huishouden,
    Index,
    Indexaandeel,
    Indexjaar,
    Indexreeks,
    Inzet,
    Normtarief,
    Normverschil,
    Prijsindex,
    ReelePrijs,
    Regiototaal,
    Restverdeling,
    Scenario,
    Sleutelsom,
    Taakbudget,
    Taakjaar,
    Taaklocatie,
    Taaktotaal,
    Team,
    Teamrooster,
    Trajecturen,
    Urengat,
    Uurtariefjaar,
    Verdeling,
)


@dataclass(frozen=True)
class Hoofdstuk:
    """A question: the name of its sheet, what it answers, and the blocks in order of reading.

    `kern`: without a record in one of these there is nothing to tell.
    """

    sleutel: str
    blad: str
    uitleg: str
    kern: tuple[type[Block], ...]
    blokken: tuple[type[Block], ...]

    def aanwezig(self, resultaat: Resultaat) -> bool:
        """Whether the input gives reason for it: a record in its core with a number in it."""
        return any(
            isinstance(resultaat.value(record, column), Decimal)
            for block in self.kern
            for record in resultaat.dossier[block]
            for column in block.columns
        )


URENINZET = Hoofdstuk(
    "ureninzet",
    "Ureninzet",
    "Hoeveel uren het tarief betaalt en hoeveel uren er echt worden ingezet, per locatie.",
    (Inzet,),
    (Urengat, Inzet, Teamrooster, Trajecturen, Dienst, Team),
)
SCENARIOS = Hoofdstuk(
    "scenarios",
    "Scenario’s",
    "Wat het kost met andere uitgangspunten of andere uren. Elke tariefvariant is een scenario.",
    (Normverschil, Scenario),
    (Scenario, Normverschil, Normtarief, Basisnorm),
)
BUDGET = Hoofdstuk(
    "budget",
    "Budget",
    "Alles wat per jaar wordt betaald: plekken, trajecten, dagopvang en beveiliging, min de "
    "eigen bijdrage. Subsidies staan apart en tellen niet mee.",
    (Budget,),
    (Regiototaal, AanbiederTotaal, Budget, Basisbudget),
)
EIGEN_BIJDRAGE = Hoofdstuk(
    "eigen_bijdrage",
    "Eigen bijdrage",
    "Wat cliënten nu betalen, en wat zij betalen volgens het advies: laag of hoog, als in de Wlz.",
    (EigenBijdrage, Clienttype),
    (EigenBijdrage, Clienttype, Huishouden),
)
REELE_PRIJS = Hoofdstuk(
    "reele_prijs",
    "Reële prijs",
    "Artikel 5.4, derde lid, van het Uitvoeringsbesluit Wmo 2015 noemt waar een reële prijs "
    "minstens op rust. Hier staat per uurtarief hoeveel euro elk element is en wat er ontbreekt.",
    (ReelePrijs,),
    (Geldend, ReelePrijs),
)
INDEXERING = Hoofdstuk(
    "indexering",
    "Indexering",
    "De tarieven in latere jaren. Lonen en prijzen stijgen apart; wat een jaar te weinig of te "
    "veel was, komt er het jaar daarna bij of gaat eraf (inhaal).",
    (Index,),
    (Uurtariefjaar, Indexjaar, Index, Prijsindex, Indexaandeel, Indexreeks),
)
TAAKGERICHT = Hoofdstuk(
    "taakgericht",
    "Taakgericht",
    "Eén vast budget voor alle taken samen, meerdere jaren, betaald door de gemeenten samen. "
    "Daarnaast: wat het kost als plekken en trajecten apart worden betaald. Beveiliging, "
    "subsidie en eigen bijdrage staan hier buiten.",
    (Taakbudget,),
    (
        Taakbudget,
        Taaktotaal,
        Bijdrage,
        Financiering,
        Taaklocatie,
        Verdeling,
        Restverdeling,
        Sleutelsom,
        Deelnemer,
        Taakjaar,
        Bezetting,
    ),
)
BENCHMARK = Hoofdstuk(
    "benchmark",
    "Benchmark",
    "De gemeente naast andere gemeenten. Plaats 1 is het hoogst.",
    (Benchmark,),
    (Benchmark,),
)

HOOFDSTUKKEN = (
    URENINZET,
    SCENARIOS,
    BUDGET,
    EIGEN_BIJDRAGE,
    REELE_PRIJS,
    INDEXERING,
    TAAKGERICHT,
    BENCHMARK,
)
