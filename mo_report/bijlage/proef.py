"""A trial print: whether a house style gives a document at all, before the real ones are made."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from mo_report.bijlage.hoofdstuk import Hoofdstuk
from mo_report.bijlage.huisstijl import BESTAND, Huisstijl, StyleError
from mo_report.bijlage.omslag import loose_cover
from mo_report.bijlage.render import write_pdf
from mo_report.bijlage.uitgave import Uitgave, Werkboek
from mo_report.bijlage.weergave import RenderedPart
from mo_report.lib.bevinding import Finding
from mo_report.verhaal.slot import BEGRIPPEN, COLOFON


def proof(stijl: Huisstijl) -> Huisstijl:
    """The same house style, if a document can be made with it. Raises StyleError."""
    with TemporaryDirectory() as folder:
        try:
            print_proof(stijl, Path(folder) / "proef.pdf")
        except OSError:
            raise
        except Exception as error:  # whatever a font or a logo does to the renderer
            raise StyleError(
                [
                    Finding(
                        BESTAND,
                        "",
                        "Met dit logo of lettertype lukt het niet om een PDF te maken.",
                        "een gewoon logo en een gewoon lettertype",
                        "Haal eerst het logo weg en probeer het opnieuw; dan het lettertype.",
                    )
                ]
            ) from error
    return stijl


def print_proof(stijl: Huisstijl, path: Path) -> None:
    """A short document with all that a house style can change."""
    terms = RenderedPart("proza", (BEGRIPPEN, {"definities": True}))
    chapters = [
        Hoofdstuk("colofon", "Colofon: € 61,85, 30,89%", [RenderedPart("proza", (COLOFON, {}))]),
        Hoofdstuk("begrippen", "Begrippen", [terms]),
    ]
    uitgave = Uitgave("", "", stijl, Werkboek("leeg.xlsx", "leeg", b""))
    content = loose_cover(uitgave, "Proefdruk", "Om te zien of de huisstijl werkt", [("Datum", "1 januari 2000")])
    write_pdf(path, date(2000, 1, 1), chapters, uitgave, content)
