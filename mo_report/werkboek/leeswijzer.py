"""The sheet that says how a workbook is read: what each sheet is for, and what the colours mean."""

from __future__ import annotations

from mo_report.verhaal.lezen import Wegwijzer
from mo_report.verhaal.rekenwijze import TITEL, rekenwijze
from mo_report.werkboek.formule import Address
from mo_report.werkboek.rollen import REACTIE
from mo_report.werkboek.sporen import link_to
from mo_report.werkboek.stijl import (
    BEREKEND,
    GEGEVEN,
    GEKOPPELD,
    INVOER,
    LINK,
    TEKST,
    TOELICHTING,
    UITKOMST,
    aligned,
    put_sample,
    put_text,
)
from mo_report.werkboek.vel import SheetWriter

_UITLEG = (
    "Klik op een naam in de eerste kolom: u gaat naar waar het getal in die rij vandaan komt.",
    "Bij een gegeven getal gaat u naar waar het wordt gebruikt. Terug gaat u met F5 en Enter.",
    "Elk berekend getal is een formule. Naast of boven het getal staat de formule in woorden, met de bron.",
    "Wat op een aanname rust, heet ook zo: kijk in de kolom ‘status’ of ‘rust op’.",
    "De bladen zijn beveiligd zonder wachtwoord. Zo verandert u niet per ongeluk iets. Kies in "
    "Excel ‘Controleren’ en dan ‘Beveiliging blad opheffen’ als u wilt rekenen.",
    "Vraagt Excel bij het sluiten of u wilt opslaan? Dat komt doordat Excel alles opnieuw heeft "
    "berekend. U hoeft niets op te slaan.",
)
_KLEUREN = (
    (INVOER, "in te vullen of te wijzigen"),
    (GEGEVEN, "gegeven: staat vast in de invoer van de gemeente"),
    (GEKOPPELD, "overgenomen van een ander blad"),
    (BEREKEND, "berekend"),
    (UITKOMST, "uitkomst: tarief of bedrag"),
)


#: How a hidden sheet is shown; Excel and LibreOffice word it alike.
ZICHTBAAR = "Klik met de rechtermuisknop op een tabblad en kies ‘Zichtbaar maken’ of ‘Blad tonen’."


def meer_bladen(vel: SheetWriter) -> None:
    """List the sheets that are not in sight."""
    bouwer = vel.bouwer
    hidden = [(t, b) for t, b in bouwer.bladen.items() if not bouwer.is_seen(b)]
    if not hidden or bouwer.kort:
        return
    vel.not_printed_below()
    vel.heading("Meer in dit bestand")
    vel.line_of_text(f"Deze bladen zijn verborgen. {ZICHTBAAR}", TOELICHTING)
    vel.header("blad", "waarvoor")
    for title, blad in sorted(hidden, key=lambda b: b[1].plaats):
        vel.text(1, title)
        aligned(put_text(vel.sheet, vel.row, 2, bouwer.uitleg(blad), TEKST), wrap_text=False)
        vel.row += 1
    vel.row += 1


def wegwijzer(vel: SheetWriter, _: Wegwijzer) -> None:
    """Lay out the sheet; every other sheet is there already."""
    bouwer = vel.bouwer
    vel.heading("Zo leest u dit bestand")
    for text in _UITLEG:
        vel.line_of_text(text, TOELICHTING)
    vel.row += 1
    vel.heading(TITEL)
    for text in rekenwijze(bouwer.resultaat):
        vel.line_of_text(text, TOELICHTING)
    vel.row += 1
    vel.heading("De bladen")
    vel.line_of_text(f"Verborgen bladen: {ZICHTBAAR} Daarna werkt ook de koppeling ernaartoe.", TOELICHTING)
    vel.header("blad", "rol", "waarvoor", "in zicht")
    for title, blad in sorted(bouwer.bladen.items(), key=lambda b: b[1].plaats):
        if bouwer.kort and not bouwer.is_seen(blad):
            continue
        cell = put_text(vel.sheet, vel.row, 1, title, LINK)
        link_to(cell, Address(title, 1, 1), f"Naar blad ‘{title}’")
        vel.text(2, blad.rol.value)
        vel.text(3, bouwer.uitleg(blad), most=90)
        vel.text(4, "ja" if bouwer.is_seen(blad) else "verborgen")
        vel.row += 1
    vel.measure(1, "x" * 31)
    vel.row += 1
    vel.heading("De kleuren")
    fillable = bouwer.invoer or REACTIE in bouwer.bladen
    for style, text in _KLEUREN if fillable else _KLEUREN[1:]:
        put_sample(vel.sheet, vel.row, 1, style)
        aligned(put_text(vel.sheet, vel.row, 2, text, TEKST), wrap_text=False)
        vel.row += 1
    vel.close()
