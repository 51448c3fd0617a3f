"""The page in front: the figures and sentences that a raadslid needs, and no more."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from mo_report.bijlage.aansluiting import oordeel
from mo_report.bijlage.ort import hoger_of_lager, mix_effect
from mo_report.engine.dossier import Record
from mo_report.engine.rekenen import Resultaat
from mo_report.engine.schema import Column, Status
from mo_report.engine.uitleg import aannames
from mo_report.lib.notatie import euro, toon
from mo_report.model import (
    AanbiederTotaal,
    Algemeen,
    Dagopvang,
    Declarabiliteit,
    Geldend,
    Gepubliceerd,
    Kindtoeslag,
    Locatie,
    Locatietarief,
    Nacht,
    Opslagen,
    ReelePrijs,
    SocialeLasten,
    Uurtarief,
)
from mo_report.model.aansluiting import NIET_TE_HERLEIDEN, WIJKT_AF
from mo_report.model.geldend import NIET_REEEL
from mo_report.model.reeleprijs import ELEMENTEN
from mo_report.model.tarieven import leidende, tarieven
from mo_report.verhaal.reele_prijs import dekking


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
    return [
        _tegel(
            resultaat,
            d.matching(Uurtarief, own)[0],
            Uurtarief.uurtarief_afgerond,
            f"per uur {opbouw.texts['product'].lower()}, prijspeil {_prijspeil(resultaat)}",
        ),
        _tegel(
            resultaat,
            d.matching(Declarabiliteit, wanted)[0],
            Declarabiliteit.declarabele_uren,
            "uur per jaar komt in rekening van een voltijdbaan",
        ),
        _tegel(
            resultaat,
            d.matching(SocialeLasten, wanted)[0],
            SocialeLasten.sociale_lasten,
            "sociale lasten boven op het loon",
        ),
        _tegel(
            resultaat,
            d.matching(Opslagen, wanted)[0],
            Opslagen.overhead,
            "boven op de loonkosten voor de organisatie",
        ),
    ]


def _prijspeil(resultaat: Resultaat) -> str:
    record = resultaat.dossier.one(Algemeen)
    return toon(resultaat.value(record, Algemeen.prijspeil), Algemeen.prijspeil.unit)


def weten(resultaat: Resultaat, opbouw: Record | None) -> list[str]:
    """What a decision should not overlook."""
    d = resultaat.dossier
    wanted = {"parameterset": leidende(resultaat).name_of("parameterset")}
    found = [
        f"Alle bedragen hebben prijspeil {_prijspeil(resultaat)}. Wat ze in een later jaar zijn, "
        "hangt af van de indexering."
    ]
    gaps = [
        e.line.label.split(". ", 1)[-1]
        for e in ELEMENTEN
        if not dekking(resultaat, d.matching(ReelePrijs, wanted), e)
    ]
    if gaps:
        found.append(
            "De regels noemen elementen die in deze prijs niet zijn gedekt: "
            + "; ".join(gaps)
            + "."
        )
    found += _ort(resultaat, wanted, opbouw)
    low = [r.name for r in d[Geldend] if resultaat.value(r, Geldend.oordeel) == NIET_REEEL]
    if low:
        found.append(
            f"Van de geldende tarieven in de invoer ({len(d[Geldend])}) liggen er {len(low)} onder "
            "de berekende prijs, ook na aftrek van de tolerantie."
        )
    verdicts = [oordeel(resultaat, r) for r in d[Gepubliceerd]]
    if WIJKT_AF in verdicts:
        checked = len(verdicts) - verdicts.count(NIET_TE_HERLEIDEN)
        found.append(
            f"Van {checked} eerder gepubliceerde cijfers komen er {verdicts.count(WIJKT_AF)} niet "
            "uit dit model. De bijlage legt uit waarom."
        )
    unsure = len(aannames(resultaat))
    if unsure:
        what = "uitgangspunt is een aanname" if unsure == 1 else "uitgangspunten zijn aannames"
        count = _tellen_mee(_onder_tarief(resultaat, wanted))
        found.append(
            f"{unsure} {what}: in geen bron te vinden. Daarvan {count} mee in de tarieven van de "
            "leidende set. De andere horen bij vergelijkingen en voorbeelden."
        )
    return found


def _tellen_mee(number: int) -> str:
    return f"telt er {number}" if number == 1 else f"tellen er {number}"


def _onder_tarief(resultaat: Resultaat, wanted: dict[str, str]) -> int:
    """How many aannames there are under the tariffs of a set."""
    under = {
        (owner, column)
        for block in (Uurtarief, Nacht, Kindtoeslag, Dagopvang)
        for record in resultaat.dossier.matching(block, wanted)
        for line in block.lines()
        if line.tariff
        for owner, column in resultaat.grounds(record, line)
    }
    return sum(pair in under for pair in aannames(resultaat))


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
        effects,
        key=lambda pair: (bool(pair[0] and pair[1].name_of("product") == usual), abs(pair[0])),
    )
    by = f"de cao {record.texts['cao']}" if record.texts.get("cao") else "de caomix van de set"
    effect = mix_effect(resultaat, record)
    by_mix = "" if effect is None else f", met de caomix van de set {hoger_of_lager(effect)}"
    return [
        "De toeslag voor avond, nacht en weekend (ORT) is overgenomen zoals opgegeven. Wie "
        f"narekent met het rooster en {by}, komt bij {record.texts['product'].lower()} op een "
        f"uurtarief dat {hoger_of_lager(most)} is{by_mix}."
    ]


def eigen_tegels(resultaat: Resultaat) -> list[Tegel]:
    """The figures of an aanbieder under the leading variant."""
    d = resultaat.dossier
    (total,) = d.matching(AanbiederTotaal, {"tariefvariant": leidende(resultaat).key[0]})
    rates = [tarieven(resultaat, r)[0] for r in d[Locatie]]
    column = Locatietarief.tarief_per_plek_per_etmaal_afgerond
    amounts = sorted(resultaat.number(r, column) for r in rates)
    lowest_and_highest = [
        Tegel(euro(amounts[0]), "laagste tarief per plek per etmaal"),
        Tegel(euro(amounts[-1]), "hoogste tarief per plek per etmaal"),
    ] if amounts else []  # fmt: skip
    one = len(set(amounts)) == 1
    span = [Tegel(euro(amounts[0]), "per plek per etmaal")] if one else lowest_and_highest
    places = toon(resultaat.value(total, AanbiederTotaal.plekken), AanbiederTotaal.plekken.unit)
    sites = f"plekken op {len(rates)} {'locatie' if len(rates) == 1 else 'locaties'}"
    year = _tegel(
        resultaat,
        total,
        AanbiederTotaal.jaarbedrag,
        "per jaar voor alle plekken, zonder trajecten en vóór aftrek van de eigen bijdrage",
    )
    return [*span, Tegel(places, sites), year]


def eigen_weten(resultaat: Resultaat, gat: str, zonder: list[str]) -> list[str]:
    """What an aanbieder should look at first."""
    d = resultaat.dossier
    column = Locatietarief.tarief_per_plek_per_etmaal
    rates = [tarieven(resultaat, r)[0] for r in d[Locatie]]
    weak = sum(resultaat.status(r, column) is Status.AANNAME for r in rates)
    found = [] if rates else ["Deze aanbieder heeft in de invoer geen locaties."]
    if weak:
        which = f"alle {weak}" if weak == len(rates) else f"{weak} van de {len(rates)}"
        subject = "Het tarief rust" if len(rates) == 1 else f"Van {which} locaties rust het tarief"
        found.append(
            f"{subject} op een aanname: een cijfer dat in geen bron staat. Bij elke locatie staat "
            "welke dat zijn."
        )
    if gat:
        found.append(gat)
    return found + zonder
