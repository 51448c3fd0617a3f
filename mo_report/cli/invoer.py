"""The commands about the input workbook."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mo_report.cli.basis import (
    FOUT_IN_INVOER,
    GEEN_UITVOER,
    INVOER,
    app,
    computed_or_stop,
    placing,
    read_or_stop,
    stop_with,
)
from mo_report.lib import verslag

if TYPE_CHECKING:
    from mo_report.invoer import Reading


def questions(_: click.Context, __: click.Parameter, value: str | None) -> tuple[str, ...]:
    """The questions in an option; with ‘help’ they are shown."""
    from mo_report.lib.namen import key_of, nearest
    from mo_report.model.vragen import VRAGEN

    asked = tuple(key_of(word) for word in (value or "").split(",") if word.strip())
    if "help" in asked:
        width = max(map(len, VRAGEN))
        for key, question in VRAGEN.items():
            click.echo(f"{key:<{width}}  {question}")
        raise click.exceptions.Exit
    for word in asked:
        if word not in VRAGEN:
            near = nearest(word, VRAGEN)
            hint = f" Bedoelt u ‘{near}’?" if near else ""
            raise click.BadParameter(f"De vraag ‘{word}’ is niet bekend.{hint} Kies uit: {', '.join(VRAGEN)}.")
    return asked


@app.command()
@INVOER
@click.option(
    "--vragen",
    metavar="VRAAG,VRAAG",
    callback=questions,
    is_eager=True,
    help="Vraag ook wat nodig is voor deze vragen. Met --vragen help ziet u ze allemaal.",
)
@click.option("--alles", is_flag=True, help="Vraag alles.")
@click.option("--sets", default=1, type=click.IntRange(1, 9), help="Aantal parametersets naast elkaar; anders één.")
@click.option("--overschrijf", is_flag=True, help="Vervang een bestand dat er al staat.")
def sjabloon(invoer: Path, vragen: tuple[str, ...], alles: bool, sets: int, overschrijf: bool) -> None:
    """Maak een lege invoerwerkmap, met uitleg en keuzelijsten.

    Zonder --vragen is het een klein bestand: wat nodig is voor een tarief per plek.

    \b
    Voorbeeld: mo-report sjabloon invoer.xlsx
    Voorbeeld: mo-report sjabloon invoer.xlsx --vragen schalen,nacht,trajecten
    """
    from mo_report.model.vragen import VRAGEN
    from mo_report.werkboek.invoerboek import write_input

    with placing(invoer, overschrijf) as made, verslag.log_step("werkmap maken"):
        write_input(made, vragen=tuple(VRAGEN) if alles else vragen, sets=sets)
    click.echo(f"Gemaakt: {invoer}")


@app.command()
@INVOER
@click.option("--overschrijf", is_flag=True, help="Vervang een bestand dat er al staat.")
def voorbeeld(invoer: Path, overschrijf: bool) -> None:
    """Maak een invoerwerkmap met het voorbeeld van Haarlem.

    \b
    Voorbeeld: mo-report voorbeeld haarlem.xlsx
    """
    from mo_report.model.voorbeeld.gegevens import haarlem
    from mo_report.werkboek.invoerboek import write_input

    with placing(invoer, overschrijf) as made, verslag.log_step("werkmap maken"):
        write_input(made, haarlem())
    click.echo(f"Gemaakt: {invoer}")


@app.command()
@INVOER
@click.option("--json", "as_json", is_flag=True, help="Toon de bevindingen als JSON.")
@click.option(
    "--terug",
    metavar="KOPIE.xlsx",
    type=click.Path(path_type=Path),
    help="Maak een kopie van uw werkmap waarin de bevindingen zijn gemarkeerd.",
)
@click.option("--overschrijf", is_flag=True, help="Vervang een kopie die er al staat.")
def controleer(invoer: Path, as_json: bool, terug: Path | None, overschrijf: bool) -> None:
    """Controleer een invoerwerkmap en toon alle bevindingen.

    \b
    Voorbeeld: mo-report controleer invoer.xlsx
    Voorbeeld: mo-report controleer invoer.xlsx --terug gemarkeerd.xlsx
    """
    if overschrijf and not terug:
        raise click.UsageError("--overschrijf hoort bij --terug.")
    if terug:
        with placing(terug, overschrijf, invoer) as kopie:
            gelezen = _check(invoer, as_json)
            _mark(gelezen, kopie)
        click.echo(f"Gemaakt: {terug}", err=as_json)  # what is JSON stays JSON
    else:
        gelezen = _check(invoer, as_json)
    sys.exit(FOUT_IN_INVOER if gelezen.fouten else 0)


def _check(invoer: Path, as_json: bool) -> Reading:
    """Read an input and show the findings."""
    gelezen = read_or_stop(invoer)
    if as_json:
        found = [asdict(b) for b in gelezen.bevindingen]
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        from mo_report.cli.scherm import print_findings

        print_findings(gelezen)
    return gelezen


def _mark(gelezen: Reading, kopie: Path) -> None:
    from mo_report.terug import CannotMark, write_marked

    if not gelezen.geopend:
        stop_with("Er is geen kopie gemaakt: de invoer kan niet worden geopend.", FOUT_IN_INVOER)
    try:
        write_marked(gelezen.path, kopie, gelezen.bevindingen)
    except CannotMark as error:
        stop_with(f"Er is geen kopie gemaakt: {error}.", GEEN_UITVOER)


@app.command()
@INVOER
@click.option("--json", "as_json", is_flag=True, help="Toon de velden als JSON.")
def velden(invoer: Path, as_json: bool) -> None:
    """Toon elke invoercel die het model leest, met waarde, eenheid, status en bron.

    \b
    Voorbeeld: mo-report velden invoer.xlsx --json
    """
    from mo_report.cli.scherm import print_fields
    from mo_report.model.velden import velden as alle_velden

    _, resultaat = computed_or_stop(invoer, "Herstel eerst de fouten; dan zijn alle velden bekend.")
    found = alle_velden(resultaat.dossier)
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        print_fields(found)
