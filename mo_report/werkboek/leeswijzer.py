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
    "Klik op een bedrag: u springt naar de cel waar het vandaan komt of waar het gebruikt wordt.",
    "Terug gaat u met F5 en Enter. Met de pijltjestoetsen kiest u een cel zonder te springen.",
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
    vel.header("blad", "rol", "waarvoor")
    for title, blad in sorted(bouwer.bladen.items(), key=lambda b: b[1].plaats):
        cell = put_text(vel.sheet, vel.row, 1, title, LINK)
        link_to(cell, Address(title, 1, 1), f"Naar blad ‘{title}’")
        vel.text(2, blad.rol.value)
        vel.text(3, bouwer.uitleg(blad), most=90)
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
