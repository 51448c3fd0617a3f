"""tarieven.csv: the tariffs of the leading variant for the systems behind it, described with CSVW.

UTF-8, semicolons, decimal commas. A text that a spreadsheet program would take for a formula has an
apostrophe before it.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import astuple, dataclass, fields
from decimal import Decimal
from pathlib import Path

from mo_report.engine.dossier import Record
from mo_report.engine.rekenen import Result
from mo_report.engine.schema import Line
from mo_report.model import (
    Algemeen,
    Dagopvangtarief,
    Locatie,
    Locatietarief,
    Product,
    Tariefvariant,
    Trajecttarief,
    Uurtarief,
)
from mo_report.model.algemeen import GEZIN, MINUUT, UUR
from mo_report.model.tarieven import leidende, leidende_sets

TARIEVEN = "tarieven.csv"
#: Where a program that knows CSVW looks for what a table means.
BESCHRIJVING = f"{TARIEVEN}-metadata.json"
_FORMULE = ("=", "+", "-", "@", "\t", "\r")
_DECIMAAL = {"base": "decimal", "format": {"decimalChar": ",", "pattern": "0.00##"}}


@dataclass(frozen=True)
class Regel:
    """A tariff: what it is for, whose it is, and how much (EUR per eenheid)."""

    soort: str
    naam: str
    productcode: str
    taakveld: str
    aanbieder: str
    locatie: str
    eenheid: str
    tarief: str
    prijspeil: str
    tariefvariant: str
    versie: str
    parameterset: str


#: What each column holds, for who reads the table.
_UITLEG = {
    "soort": "Wat voor tarief dit is: uur, plek, traject of dagopvang",
    "naam": "Het product, de locatie of de soort traject",
    "productcode": "De code van het product in de administratie van de gemeente",
    "taakveld": "Het taakveld in de begroting",
    "aanbieder": "De aanbieder, als het tarief van een aanbieder is",
    "locatie": "De locatie, als het tarief van een locatie is",
    "eenheid": "Waarvoor het tarief geldt",
    "tarief": "Het tarief in euro per eenheid",
    "prijspeil": "Het jaar waarin de prijzen gelden",
    "tariefvariant": "De leidende tariefvariant waarmee is gerekend",
    "versie": "De versie van de invoer",
    "parameterset": "De set waarmee het tarief is berekend",
}


def write_table(resultaat: Result, folder: Path) -> None:
    """Write the table and what describes it."""
    with (folder / TARIEVEN).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        writer.writerow(f.name for f in fields(Regel))
        writer.writerows(map(_as_text, astuple(rule)) for rule in _regels(resultaat))
    text = json.dumps(_metadata(), ensure_ascii=False, indent=2)
    (folder / BESCHRIJVING).write_text(text + "\n", "utf-8")


def _as_text(value: str) -> str:
    return f"'{value}" if value.startswith(_FORMULE) else value


def _getal(value: Decimal, decimals: int = 2) -> str:
    """A number with a decimal comma; what is beyond the cents only where it is there."""
    whole, _, rest = f"{value:.{decimals}f}".partition(".")
    return f"{whole},{rest[:2]}{rest[2:].rstrip('0')}"


def _regels(resultaat: Result) -> Iterator[Regel]:
    d, leading = resultaat.dossier, leidende(resultaat)
    wanted = {"tariefvariant": leading.key[0]}
    maker = _Maker(resultaat, leading)
    for each in leidende_sets(resultaat):
        for rate in d.matching(Uurtarief, {"parameterset": each.key[0]}):
            yield maker.uur(rate)
    for rate in d.matching(Locatietarief, wanted):
        yield maker.van_locatie("plek", rate.texts["locatie"], rate, Locatietarief.tarief_per_plek_per_etmaal_afgerond)
    for rate in d.matching(Trajecttarief, wanted):
        yield maker.van_locatie("traject", rate.texts["traject"], rate, Trajecttarief.per_etmaal_afgerond)
    for rate in d.matching(Dagopvangtarief, wanted):
        yield maker.van_locatie("dagopvang", rate.texts["locatie"], rate, Dagopvangtarief.per_uur_afgerond)


class _Maker:
    """Makes the rows, with what all of them have in common."""

    def __init__(self, resultaat: Result, leading: Record) -> None:
        self.resultaat = resultaat
        general = resultaat.dossier.one(Algemeen)
        year = f"{resultaat.number(general, Algemeen.prijspeil):.0f}"
        self.slot = (year, leading.texts[Tariefvariant.tariefvariant.name], general.texts.get("versie", ""))

    def _slot(self, rate: Record) -> tuple[str, ...]:
        return (*self.slot, rate.texts["parameterset"])

    def uur(self, rate: Record) -> Regel:
        """The price of a product, by the hour or, where it is declared so, by the minute."""
        product = self._product(rate)
        amount = self.resultaat.number(rate, Uurtarief.uurtarief_afgerond)
        per_minute = product is not None and product.name_of("eenheid") == MINUUT
        general = self.resultaat.dossier.one(Algemeen)
        minutes = self.resultaat.number(general, Algemeen.minuten_per_uur)
        told = _getal(amount / minutes, 4) if per_minute else _getal(amount)
        unit = MINUUT if per_minute else UUR
        return Regel("uur", rate.texts["product"], *self._codes(product), "", "", unit, told, *self._slot(rate))

    def van_locatie(self, soort: str, naam: str, rate: Record, line: Line) -> Regel:
        (locatie,) = self.resultaat.dossier.matching(Locatie, {"locatie": rate.name_of("locatie")})
        whose = (locatie.texts["aanbieder"], locatie.name)
        amount = _getal(self.resultaat.number(rate, line))
        unit = line.unit.word.removeprefix("€ per ")
        if locatie.name_of(Locatie.plek_voor.name) == GEZIN:
            unit = unit.replace("plek", GEZIN)
        return Regel(soort, naam, *self._codes(self._product(rate)), *whose, unit, amount, *self._slot(rate))

    def _product(self, rate: Record) -> Record | None:
        found = self.resultaat.dossier.matching(Product, {"product": rate.name_of("product")})
        return found[0] if found else None

    @staticmethod
    def _codes(product: Record | None) -> tuple[str, str]:
        texts = product.texts if product else {}
        return texts.get("code", ""), texts.get("taakveld", "")


def _metadata() -> dict[str, object]:
    columns = [
        {
            "name": f.name,
            "titles": f.name,
            "dc:description": _UITLEG[f.name],
            "datatype": _DECIMAAL if f.name == "tarief" else "gYear" if f.name == "prijspeil" else "string",
        }
        for f in fields(Regel)
    ]
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "nl"}],
        "url": TARIEVEN,
        "dc:title": "Tarieven",
        "dialect": {"delimiter": ";", "encoding": "utf-8", "header": True, "lineTerminators": ["\r\n", "\n"]},
        "tableSchema": {"columns": columns},
    }
