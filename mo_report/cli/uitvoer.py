"""The commands that make outputs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mo_report import __version__
from mo_report.cli.basis import (
    FOUT_IN_INVOER,
    HUISSTIJL,
    INVOER,
    OVERSCHRIJF,
    UIT,
    app,
    computed_or_stop,
    making,
    read_or_stop,
    stop_on,
    stop_with,
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
@click.option("--ods", is_flag=True, help="Maak naast elke Excel-werkmap ook een OpenDocument-bestand (.ods).")
@click.option("--kort", is_flag=True, help="Laat in de tariefbladen de verborgen bladen weg.")
@HUISSTIJL
@click.option("--alles", is_flag=True, help="Maak ook de bestanden opnieuw waarvoor niets is veranderd.")
@OVERSCHRIJF
def bereken(
    invoer: Path,
    uit: Path,
    aanbieder: str,
    geen_pdf: bool,
    ods: bool,
    kort: bool,
    huisstijl: Path | None,
    alles: bool,
    overschrijf: bool,
) -> None:
    """Bereken de tarieven en maak tariefbladen, overzicht en bijlagen.

    Een bestand waarvoor niets is veranderd blijft zoals het is.

    \b
    Voorbeeld: mo-report bereken invoer.xlsx --uit uitvoer
    Voorbeeld: mo-report bereken invoer.xlsx --uit uitvoer --huisstijl onze-huisstijl
    """
    from mo_report.cli.scherm import print_result
    from mo_report.uitvoer.schrijven import UnknownAanbieder, write_all

    gelezen, resultaat = computed_or_stop(invoer, "Er is niets berekend. Herstel de fouten en probeer opnieuw.")
    stijl = own_style(huisstijl)
    try:
        with making("bestanden maken") as told:
            made = write_all(
                resultaat,
                invoer,
                uit,
                aanbieder=aanbieder,
                pdf=not geen_pdf,
                kort=kort,
                ods=ods,
                overschrijf=overschrijf,
                alles=alles,
                stijl=stijl,
                digest=gelezen.sha256,
                progress=told,
            )
    except UnknownAanbieder as error:
        raise click.UsageError(str(error)) from error
    print_result(gelezen, uit, made)


def own_style(folder: Path | None) -> Huisstijl | None:
    """The house style in a folder; stops where it cannot be used."""
    from mo_report.bijlage.huisstijl import StyleError, read_style
    from mo_report.bijlage.proef import proof
    from mo_report.cli.scherm import print_loose_findings

    if folder is None:
        return None
    try:
        return proof(read_style(folder))
    except StyleError as error:
        print_loose_findings(error.bevindingen)
        stop_with("Er is niets gemaakt. Herstel de huisstijl en probeer opnieuw.", FOUT_IN_INVOER)
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
@click.option(
    "--eerder",
    metavar="OUD.xlsx",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Een eerdere versie van de invoer, waar een antwoord bij hoort; mag vaker.",
)
@click.option("--overschrijf", is_flag=True, help="Vervang een bestand van deze naam dat geen register is.")
def reacties(
    invoer: Path, antwoorden: tuple[Path, ...], uit: Path, eerder: tuple[Path, ...], overschrijf: bool
) -> None:
    """Lees teruggestuurde tariefbladen en zet alle reacties in een register.

    Het register noemt elke betwiste waarde met de onderbouwing, en wat het kost als u die
    overneemt. Het is alleen voor de gemeente. Besluiten die u in een eerder register in deze map
    hebt ingevuld, blijven staan.

    \b
    Voorbeeld: mo-report reacties invoer.xlsx antwoord1.xlsx antwoord2.xlsx --uit reacties
    """
    from mo_report.antwoorden.maken import REGISTER, WrongDecisions, process_answers, read_answers
    from mo_report.cli.scherm import print_findings, print_loose_findings, print_reactions, progress

    _, resultaat = computed_or_stop(invoer)
    before = [read_or_stop(path) for path in eerder]
    for old in before:
        if old.resultaat is None:
            print_findings(old, stderr=True)
            stop_with(f"‘{old.path}’ heeft fouten. Herstel die eerst.", FOUT_IN_INVOER)
    with progress() as told:
        answers = read_answers(antwoorden, resultaat, told, [r for b in before if (r := b.resultaat)])
    stop_on([b for a in answers for b in a.bevindingen], "Er is geen register gemaakt. Herstel dit en probeer opnieuw.")
    try:
        with making("register maken") as told:
            done = process_answers(resultaat, answers, uit, overschrijf=overschrijf, progress=told)
    except WrongDecisions as error:
        print_loose_findings(error.bevindingen)
        stop_with("Er is niets veranderd. Herstel dit in het register en probeer opnieuw.", FOUT_IN_INVOER)
    print_reactions(done.gevolgen, done.alles)
    kept = f". Uw besluiten staan erin; zo was het: {uit / done.bewaard}" if done.bewaard else ""
    click.echo(f"Gemaakt: {uit / REGISTER}{kept}")


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
    from mo_report.cli.scherm import print_loose_findings
    from mo_report.model import INVOERBLADEN
    from mo_report.uitvoer.verifieren import verify as bewijs

    stijl = own_style(huisstijl)
    with making("verifiëren") as told:
        found = bewijs(map_, invoer, stijl, told)
    verslag.log_findings(found.bevindingen, [block.title for block in INVOERBLADEN])
    print_loose_findings(found.bevindingen)
    if not found.klopt:
        stop_with("Deze bestanden volgen niet allemaal uit de invoer.", FOUT_IN_INVOER)
    click.echo(f"Alle {found.bestanden} bestanden volgen uit ‘{found.invoer}’, met versie {__version__}.")
