"""The commands that make outputs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mo_report import __version__
from mo_report.cli.basis import (
    FOUT_IN_INVOER,
    GEEN_UITVOER,
    INVOER,
    UIT,
    app,
    lees_invoer,
    stop,
)
from mo_report.lib import verslag

if TYPE_CHECKING:
    from mo_report.bijlage.huisstijl import Huisstijl


@app.command()
@INVOER
@click.option("--uit", help="Map waar de resultaten komen.", **UIT)
@click.option(
    "--aanbieder",
    default="",
    metavar="NAAM",
    help="Vernieuw van de aanbieders alleen de map van deze.",
)
@click.option(
    "--geen-pdf",
    is_flag=True,
    help="Maak geen PDF-bijlagen; die van een eerdere berekening vervallen.",
)
@click.option(
    "--huisstijl",
    metavar="MAP",
    type=click.Path(path_type=Path),
    help="Map met een eigen huisstijl voor de PDF's.",
)
@click.option("--overschrijf", is_flag=True, help="Vervang ook bestanden die u hebt gewijzigd.")
def bereken(
    invoer: Path,
    uit: Path,
    aanbieder: str,
    geen_pdf: bool,
    huisstijl: Path | None,
    overschrijf: bool,
) -> None:
    """Bereken de tarieven en maak tariefbladen, overzicht en bijlagen.

    \b
    Voorbeeld: mo-report bereken invoer.xlsx --uit uitvoer
    Voorbeeld: mo-report bereken invoer.xlsx --uit uitvoer --huisstijl onze-huisstijl
    """
    from mo_report.cli.scherm import toon_bevindingen, toon_resultaat, voortgang
    from mo_report.uitvoer.plaatsen import UitvoerFout
    from mo_report.uitvoer.schrijven import OnbekendeAanbieder, schrijf_alles

    gelezen = lees_invoer(invoer)
    if gelezen.resultaat is None:
        toon_bevindingen(gelezen, stderr=True)
        stop("Er is niets berekend. Herstel de fouten en probeer opnieuw.", FOUT_IN_INVOER)
    stijl = _huisstijl(huisstijl)
    assert gelezen.resultaat is not None
    try:
        with voortgang() as progress, verslag.stap("bestanden maken"):
            files = schrijf_alles(
                gelezen.resultaat,
                invoer,
                uit,
                aanbieder=aanbieder,
                pdf=not geen_pdf,
                overschrijf=overschrijf,
                stijl=stijl,
                digest=gelezen.sha256,
                progress=progress,
            )
    except OnbekendeAanbieder as error:
        raise click.UsageError(str(error)) from error
    except UitvoerFout as error:
        stop(str(error), GEEN_UITVOER)
    toon_resultaat(gelezen, uit, files)


def _huisstijl(folder: Path | None) -> Huisstijl | None:
    """The house style in a folder; stops where it cannot be used."""
    from mo_report.bijlage.huisstijl import Huisstijlfout, lees_huisstijl
    from mo_report.bijlage.proef import proefdruk
    from mo_report.cli.scherm import toon_losse_bevindingen

    if folder is None:
        return None
    try:
        return proefdruk(lees_huisstijl(folder))
    except Huisstijlfout as error:
        toon_losse_bevindingen(error.bevindingen)
        stop("Er is niets gemaakt. Herstel de huisstijl en probeer opnieuw.", FOUT_IN_INVOER)
    return None


@app.command()
@INVOER
@click.argument(
    "antwoorden",
    metavar="ANTWOORD.xlsx…",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path),
)
@click.option("--uit", help="Map waar het reactieregister komt.", **UIT)
@click.option("--overschrijf", is_flag=True, help="Vervang ook een register dat u hebt gewijzigd.")
def reacties(invoer: Path, antwoorden: tuple[Path, ...], uit: Path, overschrijf: bool) -> None:
    """Lees teruggestuurde tariefbladen en zet alle reacties in een register.

    Het register noemt elke betwiste waarde met de onderbouwing, en wat het kost als u die
    overneemt. Het is alleen voor de gemeente.

    \b
    Voorbeeld: mo-report reacties invoer.xlsx antwoord1.xlsx antwoord2.xlsx --uit reacties
    """
    from mo_report.antwoorden.maken import REGISTER, lees_antwoorden, verwerk
    from mo_report.cli.scherm import toon_antwoorden, toon_bevindingen, toon_reacties, voortgang
    from mo_report.uitvoer.plaatsen import UitvoerFout

    gelezen = lees_invoer(invoer)
    if gelezen.resultaat is None:
        toon_bevindingen(gelezen, stderr=True)
        stop("Herstel eerst de fouten in de invoer.", FOUT_IN_INVOER)
    assert gelezen.resultaat is not None
    with voortgang() as progress:
        answers = lees_antwoorden(antwoorden, gelezen.resultaat, progress)
    toon_antwoorden(answers)
    if any(b.is_fout for a in answers for b in a.bevindingen):
        stop("Er is geen register gemaakt. Herstel dit en probeer opnieuw.", FOUT_IN_INVOER)
    try:
        with voortgang() as progress, verslag.stap("register maken"):
            done = verwerk(gelezen.resultaat, answers, uit, overschrijf=overschrijf, progress=progress)
    except UitvoerFout as error:
        stop(str(error), GEEN_UITVOER)
    toon_reacties(done.gevolgen, done.alles)
    click.echo(f"Gemaakt: {uit / REGISTER}")


@app.command()
@click.argument("map_", metavar="MAP", type=click.Path(path_type=Path))
@click.option(
    "--invoer",
    metavar="INVOER.xlsx",
    type=click.Path(path_type=Path),
    help="De invoer; zonder deze optie zoekt het programma het bestand dat het manifest noemt.",
)
@click.option(
    "--huisstijl",
    metavar="MAP",
    type=click.Path(path_type=Path),
    help="De huisstijl waarmee de PDF's zijn gemaakt.",
)
def verifieer(map_: Path, invoer: Path | None, huisstijl: Path | None) -> None:
    """Bewijs dat de bestanden in een map uit de invoer volgen.

    Alles wordt opnieuw berekend en vergeleken. Elk verschil wordt gemeld: een cel die met de hand
    is gewijzigd, een bestand dat ontbreekt, een andere versie.

    \b
    Voorbeeld: mo-report verifieer uitvoer --invoer invoer.xlsx
    """
    from mo_report.cli.scherm import toon_losse_bevindingen, voortgang
    from mo_report.model import INVOERBLADEN
    from mo_report.uitvoer.plaatsen import UitvoerFout
    from mo_report.uitvoer.verifieren import verifieer as bewijs

    stijl = _huisstijl(huisstijl)
    try:
        with voortgang() as progress, verslag.stap("verifiëren"):
            found = bewijs(map_, invoer, stijl, progress)
    except UitvoerFout as error:
        stop(str(error), GEEN_UITVOER)
    verslag.bevindingen(found.bevindingen, [block.title for block in INVOERBLADEN])
    toon_losse_bevindingen(found.bevindingen)
    if not found.klopt:
        stop("Deze bestanden volgen niet allemaal uit de invoer.", FOUT_IN_INVOER)
    click.echo(f"Alle {found.bestanden} bestanden volgen uit ‘{found.invoer}’, met versie {__version__}.")
