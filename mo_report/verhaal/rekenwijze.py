"""Which works the formulas come from: told once in a document, and nowhere else."""

from __future__ import annotations

from mo_report.engine.rekenen import Result
from mo_report.engine.schema import EIGEN, Source
from mo_report.lib.namen import normalized
from mo_report.model import Bron
from mo_report.model.rekenwijze import NOTA, RAPPORT_TITEL, WETTELIJK
from mo_report.model.tarieven import wettelijk_kader

TITEL = "De rekenwijze"


def cited(source: Source) -> str:
    """How a formula says where it comes from."""
    return f"Rekenwijze: {source}"


def rekenwijze(resultaat: Result) -> tuple[str, ...]:
    """A sentence for each work that formulas of this input come from."""
    blocks = [b for b, records in resultaat.dossier.records.items() if records and b.key_columns()]
    used = {line.source for block in blocks for line in block.lines()}
    told = [
        f"De formules komen uit het kostprijsmodel van bureau HHM: het rapport ‘{RAPPORT_TITEL}’ uit 2020, met "
        "bijlage 2 daarvan. Staat er ‘Rekenwijze’ met een bijlage, paragraaf of tabel, dan is dat een plaats in dat "
        "rapport."
    ]
    if NOTA in used:
        told.append(
            "De ‘informatienota’ is nota 2023/323732 van de gemeente Haarlem. Daar komt de rekenwijze van "
            "taakgericht bekostigen vandaan."
        )
    if WETTELIJK in used:
        told.append(f"Het ‘{WETTELIJK}’ is het {wettelijk_kader(resultaat)}.")
    if EIGEN in used:
        told.append("Een ‘eigen formule’ is van dit programma zelf.")
    told.append(
        "Hier gaat het om de formules. Waar een cijfer vandaan komt, staat bij dat cijfer: dat is de bron die de "
        "gemeente noemt."
    )
    return tuple(told)


def met_rapport(resultaat: Result) -> bool:
    """Whether the input has the report of 2020 among its sources: only then is it told about."""
    wanted = normalized(RAPPORT_TITEL)
    return any(normalized(bron.texts.get("titel", "")) == wanted for bron in resultaat.dossier[Bron])
