"""The command that makes a house style."""

from __future__ import annotations

from pathlib import Path

import click

from mo_report.cli.basis import GEEN_UITVOER, app, stop_with
from mo_report.lib.machine import refusal


@app.command()
@click.argument("map_", metavar="MAP", type=click.Path(path_type=Path))
@click.option("--overschrijf", is_flag=True, help="Vervang een huisstijl die er al staat.")
def huisstijl(map_: Path, overschrijf: bool) -> None:
    """Maak een map met de huisstijl van de PDF's, om aan te passen.

    \b
    Voorbeeld: mo-report huisstijl onze-huisstijl
    """
    from mo_report.bijlage.huisstijl import BESTAND, example_style

    path = map_ / BESTAND
    try:
        map_.mkdir(parents=True, exist_ok=True)
        if overschrijf:
            path.unlink(missing_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(example_style())
    except FileExistsError:
        stop_with(f"‘{path}’ bestaat al. Kies een andere map, of geef --overschrijf op.", GEEN_UITVOER)
    except OSError as error:
        stop_with(f"‘{path}’ kan niet worden geschreven: {refusal(error)}.", GEEN_UITVOER)
    click.echo(f"Gemaakt: {path}")
