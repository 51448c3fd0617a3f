"""How the PDFs look: colours, logo, font and sender, from one file that a user may replace."""

from mo_report.bijlage.huisstijl.lezen import (
    BESTAND,
    StyleError,
    default_style,
    example_style,
    read_style,
)
from mo_report.bijlage.huisstijl.stijl import Huisstijl, Kleuren, Letter, Logo

__all__ = [
    "BESTAND",
    "Huisstijl",
    "Kleuren",
    "Letter",
    "Logo",
    "StyleError",
    "default_style",
    "example_style",
    "read_style",
]
