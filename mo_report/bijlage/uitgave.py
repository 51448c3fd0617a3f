"""What a PDF is made with, beside the result: the program, the input, the style, the workbook."""

from __future__ import annotations

from dataclasses import dataclass, field

from mo_report.bijlage.huisstijl import Huisstijl


@dataclass(frozen=True)
class Werkboek:
    """The workbook that is embedded."""

    naam: str
    omschrijving: str
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class Uitgave:
    versie: str
    sha256: str
    stijl: Huisstijl
    werkboek: Werkboek | None = None
    """None where no workbook belongs to the document."""
    van: str = "de invoer"
    """Of what the SHA-256 is."""
