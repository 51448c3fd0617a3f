"""The commands for bids: forms for bidders, and what they fill in side by side."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mo_report.antwoorden.inschrijving import GRENS
from mo_report.cli.basis import (
    FOUT_IN_INVOER,
    HUISSTIJL,
    INVOER,
    NIETS_GEMAAKT,
    OVERSCHRIJF,
    UIT,
    app,
    computed_or_stop,
    making,
    stop_on,
    stop_with,
    tell_made,
)

if TYPE_CHECKING:
    from mo_report.antwoorden.inschrijving.staat import Inschrijfstaten
    from mo_report.invoer import Reading

BESTAND = click.Path(path_type=Path)


def _staten(invoer: Path) -> tuple[Reading, Inschrijfstaten]:
    """The input and what is bid on; stops where it has errors, or there is nothing to bid on."""
    from mo_report.antwoorden.inschrijving.staat import Inschrijfstaten

    gelezen, resultaat = computed_or_stop(invoer)
    staten = Inschrijfstaten(resultaat)
    if not staten.producten:
        stop_with(
            "Er is niets gemaakt: er is geen product waar een inschrijver een prijs voor noemt. Kijk op het blad "
            "Producten bij ‘soort prijs’.",
            FOUT_IN_INVOER,
        )
    return gelezen, staten


@app.command()
@INVOER
@click.option("--uit", help="Map waar de inschrijfstaten komen.", **UIT)
@click.option(
    "--inschrijver",
    metavar="NAAM",
    multiple=True,
    help="Voor wie; mag vaker. Anders voor elke aanbieder in de invoer.",
)
@OVERSCHRIJF
def inschrijfstaat(invoer: Path, uit: Path, inschrijver: tuple[str, ...], overschrijf: bool) -> None:
    """Maak voor elke inschrijver een werkmap waarin hij zijn prijs per element noemt.

    Voor elk product waarvan u de prijs niet zelf vaststelt, staan de elementen van een reële prijs klaar.
    Uw eigen bedragen staan er niet in.

    \b
    Voorbeeld: mo-report inschrijfstaat invoer.xlsx --uit inschrijfstaten --inschrijver "De Brug"
    """
    from mo_report.antwoorden.inschrijving.maken import apart, make_forms
    from mo_report.model import Aanbieder

    _, staten = _staten(invoer)
    names = list(inschrijver) or [r.name for r in staten.resultaat.dossier[Aanbieder]]
    if not apart(names):
        raise click.UsageError("Geef elke inschrijver een eigen naam, die ook zonder leestekens anders is.")
    with making("inschrijfstaten maken") as told:
        made = make_forms(staten, names, uit, overschrijf=overschrijf, progress=told)
    tell_made(uit, made)


@app.command("inschrijfstaat-lezen")
@INVOER
@click.argument("inschrijvingen", metavar="INSCHRIJFSTAAT.xlsx…", nargs=-1, required=True, type=BESTAND)
@click.option("--uit", help="Map waar de vergelijking komt.", **UIT)
@click.option(
    "--grens",
    metavar="PROCENT",
    type=click.IntRange(1, 99),
    default=GRENS,
    show_default=True,
    help="Zoveel procent onder de middelste prijs heet opvallend laag.",
)
@HUISSTIJL
@OVERSCHRIJF
def inschrijfstaat_lezen(
    invoer: Path, inschrijvingen: tuple[Path, ...], uit: Path, grens: int, huisstijl: Path | None, overschrijf: bool
) -> None:
    """Zet ingevulde inschrijfstaten naast elkaar en naast het kostprijsmodel.

    Het programma zegt welke prijs opvallend laag is of onder de ondergrens ligt, en door welk element. De
    vergelijking is alleen voor de gemeente.

    \b
    Voorbeeld: mo-report inschrijfstaat-lezen invoer.xlsx brug.xlsx dam.xlsx --uit vergelijking
    """
    from decimal import Decimal

    from mo_report.antwoorden.ingevuld import read_forms
    from mo_report.antwoorden.inschrijving.maken import make_comparison
    from mo_report.antwoorden.inschrijving.staat import BLAD
    from mo_report.antwoorden.inschrijving.vergelijking import compare_bids
    from mo_report.bijlage.huisstijl import default_style
    from mo_report.cli.scherm import progress
    from mo_report.cli.uitvoer import own_style
    from mo_report.uitvoer.plaatsen import sha256

    gelezen, staten = _staten(invoer)
    with progress() as told:
        answers = read_forms(inschrijvingen, BLAD, staten.formulier, None, told, eenmaal=True)
    compared = compare_bids(staten, answers, Decimal(grens) / 100)
    stop_on([b for a in answers for b in a.bevindingen], NIETS_GEMAAKT)
    stijl = own_style(huisstijl) or default_style()
    with making("inschrijvingen vergelijken") as told:
        names = make_comparison(
            staten,
            answers,
            compared,
            Decimal(grens) / 100,
            uit,
            invoer=gelezen.sha256,
            hashes=[(a.bestand, sha256(path)) for a, path in zip(answers, inschrijvingen, strict=True)],
            stijl=stijl,
            overschrijf=overschrijf,
            progress=told,
        )
    tell_made(uit, names)
