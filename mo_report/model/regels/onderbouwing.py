"""What must hold of the reasons for values, and how many values have none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mo_report.engine.plek import place_of
from mo_report.engine.regel import Onbekend, rule_about
from mo_report.engine.rekenen import Result
from mo_report.lib.bevinding import Finding, warning
from mo_report.model import Aanbieder, Locatie, Onderbouwing, Uitvraag
from mo_report.model.onderbouwing import zonder_onderbouwing

#: So many are named; of the others it is said how many there are.
MEESTE_NAMEN = 8


@rule_about(Onderbouwing, Uitvraag, Aanbieder, Locatie, opvallend=True)
def noemt_geen_aanbieder(resultaat: Result, _: Onbekend) -> Iterator[Finding]:
    """A reason is in the annex that everyone reads, and so is what is asked of every aanbieder."""
    names = [r.name for block in (Aanbieder, Locatie) for r in resultaat.dossier[block]]
    for record in (*resultaat.dossier[Onderbouwing], *resultaat.dossier[Uitvraag]):
        for column in record.block.texts():
            said = record.texts.get(column.name, "")
            for name in names:
                if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", said):
                    plek = place_of(record, column)
                    yield warning(
                        plek.blad,
                        plek.cel,
                        f"Deze tekst noemt ‘{name}’. Elke aanbieder leest hem.",
                        "een tekst zonder namen van aanbieders en locaties",
                        "Haal de naam weg. Wat over één locatie gaat, hoort in de toelichting van haar rij.",
                    )


@rule_about(Onderbouwing, opvallend=True)
def waarden_zonder_onderbouwing(resultaat: Result, _: Onbekend) -> Iterator[Finding]:
    if not resultaat.dossier[Onderbouwing]:
        return
    missing, all_of_them = zonder_onderbouwing(resultaat)
    if missing:
        rest = f" en nog {len(missing) - MEESTE_NAMEN}" if len(missing) > MEESTE_NAMEN else ""
        yield warning(
            Onderbouwing.title,
            "",
            f"Van {all_of_them} onderdelen met cijfers hebben er {len(missing)} geen onderbouwing: "
            f"{'; '.join(missing[:MEESTE_NAMEN])}{rest}.",
            "een reden bij elk onderdeel",
            f"Voeg rijen toe op het blad {Onderbouwing.title}.",
        )
