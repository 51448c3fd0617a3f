"""The page in front: the figures and sentences that a raadslid needs, and no more."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from mo_report.bijlage.aansluiting import oordeel
from mo_report.dossier import Record
from mo_report.model import (
    AanbiederTotaal,
    Declarabiliteit,
    Geldend,
    Gepubliceerd,
    Locatie,
    Locatietarief,
    Opslagen,
    ReelePrijs,
    Uurtarief,
)
from mo_report.model.aansluiting import KLOPT, WIJKT_AF
from mo_report.model.reeleprijs import ELEMENTEN, NIET_REEEL
from mo_report.notatie import euro, toon
from mo_report.rekenen import Resultaat
from mo_report.schema import Column, Status
from mo_report.tarieven import leidende, tarieven
from mo_report.uitleg import aannames, dekking


class Tegel(NamedTuple):
    cijfer: str
    uitleg: str


def _tegel(resultaat: Resultaat, record: Record, column: Column, uitleg: str) -> Tegel:
    return Tegel(toon(resultaat.value(record, column), column.unit), uitleg)


def tegels(resultaat: Resultaat, opbouw: Record) -> list[Tegel]:
    """The figures of the model under the leading set."""
    d = resultaat.dossier
    wanted = {"parameterset": opbouw.name_of("parameterset")}
    own = {**wanted, "product": opbouw.name_of("product")}
    found = [
        _tegel(
            resultaat,
            d.matching(Uurtarief, own)[0],
            Uurtarief.uurtarief_afgerond,
            f"per uur {opbouw.texts['product'].lower()}",
        ),
        _tegel(
            resultaat,
            d.matching(Declarabiliteit, wanted)[0],
            Declarabiliteit.declarabele_uren,
            "uur per jaar komt in rekening van een voltijdbaan",
        ),
        _tegel(
            resultaat,
            d.matching(Opslagen, wanted)[0],
            Opslagen.overhead,
            "boven op de loonkosten voor de organisatie",
        ),
    ]
    verdicts = [oordeel(resultaat, r) for r in d[Gepubliceerd]]
    checked = [v for v in verdicts if v in (KLOPT, WIJKT_AF)]
    if checked:
        good = f"{checked.count(KLOPT)} van {len(checked)}"
        found.append(Tegel(good, "eerder gepubliceerde cijfers komen uit dit model"))
    return found


def weten(resultaat: Resultaat, opbouw: Record | None) -> list[str]:
    """What a decision should not overlook."""
    d = resultaat.dossier
    wanted = {"parameterset": leidende(resultaat).name_of("parameterset")}
    found = []
    gaps = [
        e.line.label.split(". ", 1)[-1]
        for e in ELEMENTEN
        if not dekking(resultaat, d.matching(ReelePrijs, wanted), e)
    ]
    if gaps:
        found.append(
            "De wet noemt elementen die in deze prijs niet zijn gedekt: " + "; ".join(gaps) + "."
        )
    found += _ort(resultaat, wanted, opbouw)
    low = [r.name for r in d[Geldend] if resultaat.value(r, Geldend.oordeel) == NIET_REEEL]
    if low:
        every = len(d[Geldend])
        found.append(
            f"Van de {every} {'tarief dat' if every == 1 else 'tarieven die'} nu gelden, "
            f"{'ligt' if len(low) == 1 else 'liggen'} {len(low)} onder de berekende prijs."
        )
    unsure = len(aannames(resultaat))
    if unsure:
        one = unsure == 1
        found.append(
            f"{unsure} {'uitgangspunt is een aanname' if one else 'uitgangspunten zijn aannames'}: "
            f"in geen bron te vinden. {'Dat moet' if one else 'Die moeten'} nog worden vervangen "
            "of onderbouwd."
        )
    return found


def _ort(resultaat: Resultaat, wanted: dict[str, str], opbouw: Record | None) -> list[str]:
    """What a roster says of ORT and does to an uurtarief: that of most plekken, or the greatest."""
    effects = [
        (value, r)
        for r in resultaat.dossier.matching(Uurtarief, wanted)
        if isinstance(value := resultaat.value(r, Uurtarief.uurtarief_effect), Decimal)
    ]
    if not effects or not any(value for value, _ in effects):
        return []
    usual = opbouw.name_of("product") if opbouw else ""
    most, record = max(
        effects, key=lambda pair: (pair[1].name_of("product") == usual and pair[0], abs(pair[0]))
    )
    way = "hoger" if most > 0 else "lager"
    return [
        "De toeslag voor avond, nacht en weekend (ORT) is overgenomen zoals opgegeven. Volgens de "
        f"roosters is die anders; het uurtarief van {record.texts['product'].lower()} zou "
        f"{euro(abs(most))} {way} zijn."
    ]


def eigen_tegels(resultaat: Resultaat) -> list[Tegel]:
    """The figures of an aanbieder under the leading variant."""
    d = resultaat.dossier
    (total,) = d.matching(AanbiederTotaal, {"tariefvariant": leidende(resultaat).key[0]})
    rates = [tarieven(resultaat, r)[0] for r in d[Locatie]]
    column = Locatietarief.tarief_per_plek_per_etmaal_afgerond
    amounts = sorted(resultaat.number(r, column) for r in rates)
    span = (
        [Tegel(euro(amounts[0]), "per plek per etmaal")]
        if amounts[0] == amounts[-1]
        else [
            Tegel(euro(amounts[0]), "laagste tarief per plek per etmaal"),
            Tegel(euro(amounts[-1]), "hoogste tarief per plek per etmaal"),
        ]
    )
    places = toon(resultaat.value(total, AanbiederTotaal.plekken), AanbiederTotaal.plekken.unit)
    sites = f"plekken op {len(rates)} {'locatie' if len(rates) == 1 else 'locaties'}"
    year = _tegel(resultaat, total, AanbiederTotaal.jaarbedrag, "per jaar voor alle plekken")
    return [*span, Tegel(places, sites), year]


def eigen_weten(resultaat: Resultaat, gat: str, zonder: list[str]) -> list[str]:
    """What an aanbieder should look at first."""
    d = resultaat.dossier
    column = Locatietarief.tarief_per_plek_per_etmaal
    rates = [tarieven(resultaat, r)[0] for r in d[Locatie]]
    weak = sum(resultaat.status(r, column) is Status.AANNAME for r in rates)
    found = []
    if weak:
        found.append(
            f"Van {weak} van de {len(rates)} locaties rust het tarief op een aanname: een cijfer "
            "dat in geen bron staat. Bij elke locatie staat welke dat zijn."
        )
    if gat:
        found.append(gat)
    return found + zonder
