"""How the PDFs look: colours, logo, font and sender, from one file that a user may replace."""

from mo_report.bijlage.huisstijl.lezen import (
    BESTAND,
    Huisstijlfout,
    lees_huisstijl,
    standaard,
    voorbeeld_huisstijl,
)
from mo_report.bijlage.huisstijl.stijl import Huisstijl, Kleuren, Letter, Logo

__all__ = [
    "BESTAND",
    "Huisstijl",
    "Huisstijlfout",
    "Kleuren",
    "Letter",
    "Logo",
    "lees_huisstijl",
    "standaard",
    "voorbeeld_huisstijl",
]
