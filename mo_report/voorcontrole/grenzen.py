"""How much a workbook may hold.

An input with 500 locaties and 50 parametersets, written by this program, has 53 parts of 7.6 MB
together, 460,000 tags, 81,000 cells, 12,000 rows, 1,425 names and 1,900 areas. The limits are three
times that or more, and low enough that a file below them can be read.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from mo_report.lib.bevinding import Finding
from mo_report.lib.notatie import show_number

VERWACHT = "een gewone Excel-werkmap (.xlsx)"
OPNIEUW = (
    "Haal weg wat niet bij de invoer hoort, of maak een leeg sjabloon (mo-report sjabloon) en "
    "kopieer uw waarden daarin."
)
OPSLAAN = (
    "Open het bestand in Excel of LibreOffice en sla het op als Excel-werkmap (.xlsx). In LibreOffice: "
    "Bestand, Opslaan als, en kies als bestandstype ‘Excel 2007-365 (.xlsx)’."
)
WEGGOOIEN = "Gebruik dit bestand niet. Vraag de afzender om een nieuw bestand uit Excel."


class Refused(Exception):
    """The file cannot be read safely: what is wrong, what is expected, and how to mend it."""

    def __init__(self, wat: str, herstel: str = OPSLAAN, verwacht: str = VERWACHT) -> None:
        super().__init__(wat)
        self.wat, self.herstel, self.verwacht = wat, herstel, verwacht

    def bevinding(self, bestand: str) -> Finding:
        """The refusal as the one finding about a file."""
        return Finding(bestand, "", self.wat, self.verwacht, self.herstel)


class Limit(NamedTuple):
    """The most of something, and what it is called."""

    most: int
    naam: str

    def te_veel(self, waar: str = "Het bestand") -> Refused:
        text = f"{show_number(Decimal(self.most), 0)} {self.naam}"
        return Refused(f"{waar} heeft meer dan {text}.", OPNIEUW, f"hoogstens {text}")


MB = 1_000_000
BESTAND = Limit(50, "MB")
UITGEPAKT = Limit(60, "MB aan uitgepakte inhoud")
LEDEN = Limit(1_000, "onderdelen")
#: Of a part of more than one MB: how many times as large it is as what was packed.
VERHOUDING = 250
ELEMENTEN = Limit(1_500_000, "XML-elementen")
DIEPTE = Limit(100, "lagen in elkaar")
#: Excel has at most 32,767 characters in a cell; so much text at a stretch is none of its making.
TEKST = Limit(250_000, "tekens achter elkaar in één tekst")
BLADEN = Limit(500, "bladen")
CELLEN = Limit(400_000, "cellen waar iets in staat")
RIJEN = Limit(100_000, "rijen")
KOLOMMEN = Limit(702, "kolommen (tot en met ZZ)")
SAMENGEVOEGD = Limit(20_000, "samengevoegde cellen")
KOPPELINGEN = Limit(50_000, "cellen met een koppeling")
GEBIEDEN = Limit(20_000, "gebieden met gegevensvalidatie of voorwaardelijke opmaak")
REGELS = Limit(5_000, "regels voor gegevensvalidatie of voorwaardelijke opmaak")
TEKSTEN = Limit(100_000, "gedeelde teksten")
STIJLEN = Limit(20_000, "celstijlen")
NAMEN = Limit(20_000, "namen")
