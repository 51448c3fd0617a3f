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
    placing,
    read_or_stop,
    stop_with,
)
from mo_report.lib import verslag

if TYPE_CHECKING:
    from mo_report.invoer import Reading


@app.command()
@INVOER
@click.option("--overschrijf", is_flag=True, help="Vervang een bestand dat er al staat.")
def sjabloon(invoer: Path, overschrijf: bool) -> None:
    """Maak een lege invoerwerkmap, met uitleg en keuzelijsten.

    \b
    Voorbeeld: mo-report sjabloon invoer.xlsx
    """
    _write_workbook(invoer, overschrijf, example=False)


@app.command()
@INVOER
@click.option("--overschrijf", is_flag=True, help="Vervang een bestand dat er al staat.")
def voorbeeld(invoer: Path, overschrijf: bool) -> None:
    """Maak een invoerwerkmap met het voorbeeld van Haarlem.

    \b
    Voorbeeld: mo-report voorbeeld haarlem.xlsx
    """
    _write_workbook(invoer, overschrijf, example=True)


def _write_workbook(path: Path, overschrijf: bool, *, example: bool) -> None:
    from mo_report.model.voorbeeld.gegevens import haarlem
    from mo_report.werkboek.invoerboek import write_input

    with placing(path, overschrijf) as made, verslag.log_step("werkmap maken"):
        write_input(made, haarlem() if example else None)
    click.echo(f"Gemaakt: {path}")


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
    from mo_report.cli.scherm import print_fields, print_findings
    from mo_report.model.velden import velden as alle_velden

    gelezen = read_or_stop(invoer)
    if gelezen.resultaat is None:
        print_findings(gelezen, stderr=True)
        stop_with("Herstel eerst de fouten; dan zijn alle velden bekend.", FOUT_IN_INVOER)
    assert gelezen.resultaat is not None
    found = alle_velden(gelezen.resultaat.dossier)
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        print_fields(found)
