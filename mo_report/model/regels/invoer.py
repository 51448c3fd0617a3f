"""What was filled in and does nothing: a row that no other row asks for."""

from __future__ import annotations

from collections.abc import Iterator

from mo_report.engine.plek import place_of
from mo_report.engine.regel import Onbekend, rule_about
from mo_report.engine.rekenen import Result
from mo_report.lib.bevinding import Finding, warning
from mo_report.lib.namen import normalized
from mo_report.model import Algemeen, Geldend, Inschaling, Productregeling, Regeling, Tredemix, Uurtarief
from mo_report.model.kader import LID
from mo_report.model.tarieven import wettelijk_kader


@rule_about(Tredemix, Inschaling, opvallend=True)
def tredemix_zonder_inschaling(resultaat: Result, _: Onbekend) -> Iterator[Finding]:
    keys = [k.name for k in Inschaling.key_columns()]
    for record in resultaat.dossier[Tredemix]:
        if not resultaat.dossier.matching(Inschaling, {k: record.name_of(k) for k in keys}):
            plek = place_of(record, Tredemix.schaal)
            yield warning(
                plek.blad,
                plek.cel,
                f"De tredemix van ‘{record.name}’ telt nergens mee: deze schaal staat niet op het blad Inschaling.",
                "een schaal die bij deze set, dit niveau en deze cao is ingeschaald",
                "Zet de schaal op het blad Inschaling, of haal de rij weg.",
            )


@rule_about(Geldend, opvallend=True)
def ort_zonder_uurtarief(resultaat: Result, _: Onbekend) -> Iterator[Finding]:
    wanted = Uurtarief.uurtarief_afgerond.label
    for record in resultaat.dossier[Geldend]:
        if Geldend.ort in record.values and record.texts.get("regel") != wanted:
            plek = record.values[Geldend.ort].plek
            yield warning(
                plek.blad,
                plek.cel,
                f"‘{record.name}’ is geen uurtarief; de ORT ervan doet niets.",
                f"alleen een ORT bij de regel ‘{wanted}’",
                "Maak de cel leeg.",
            )


@rule_about(Regeling, Productregeling, Algemeen, opvallend=True)
def lid_van_een_andere_wet(resultaat: Result, _: Onbekend) -> Iterator[Finding]:
    law = wettelijk_kader(resultaat)
    own, known = ({normalized(name) for name in names} for names in ([lid.naam for lid in law.leden], LID.fixed))
    for record in (*resultaat.dossier[Regeling], *resultaat.dossier[Productregeling]):
        if record.name_of("lid") in known - own:
            plek = place_of(record, Regeling.lid if record.block is Regeling else Productregeling.lid)
            yield warning(
                plek.blad,
                plek.cel,
                f"‘{record.texts['lid']}’ is geen deel van {law.artikel} van het {law.besluit}; deze rij doet niets.",
                ", ".join(lid.naam for lid in law.leden),
                f"Kies een ander lid, of op het blad {Algemeen.title} een ander wettelijk kader.",
            )
