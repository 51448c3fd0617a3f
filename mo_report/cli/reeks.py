"""The command for many inputs in one go."""

from __future__ import annotations

from pathlib import Path

import click

from mo_report.cli.basis import (
    FOUT_IN_INVOER,
    GEEN_UITVOER,
    HUISSTIJL,
    OVERSCHRIJF,
    UIT,
    app,
    making,
    stop_with,
    tell_made,
)
from mo_report.cli.uitvoer import own_style


@app.command()
@click.argument(
    "invoeren",
    metavar="INVOER.xlsx…",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option("--uit", help="Map waar de resultaten komen: een map per invoer.", **UIT)
@click.option("--geen-pdf", is_flag=True, help="Maak geen PDF's.")
@HUISSTIJL
@click.option(
    "--dask", default="", metavar="ADRES", help="Reken op een bestaand Dask-cluster, zoals tcp://10.0.0.5:8786."
)
@OVERSCHRIJF
def reeks(
    invoeren: tuple[Path, ...], uit: Path, geen_pdf: bool, huisstijl: Path | None, dask: str, overschrijf: bool
) -> None:
    """Bereken veel invoeren achter elkaar, en vergelijk de gemeenten.

    Elke invoer krijgt een eigen map. Stopt het halverwege? Geef dezelfde opdracht nog een keer: wat klaar is,
    blijft staan. Een invoer met fouten houdt de andere niet op.

    \b
    Voorbeeld: mo-report reeks regios/*.xlsx --uit landelijk
    """
    from mo_report.bijlage.huisstijl import default_style
    from mo_report.cli.scherm import print_series
    from mo_report.reeks.maken import write_series
    from mo_report.reeks.uitvoeren import doe, in_mappen

    try:
        folders = in_mappen(invoeren)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    stijl = own_style(huisstijl) or default_style()
    try:
        with making("reeks") as told:
            found = doe(folders, uit, stijl, pdf=not geen_pdf, dask=dask, overschrijf=overschrijf, progress=told)
            names = write_series(found, uit, stijl, pdf=not geen_pdf, overschrijf=overschrijf)
    except OSError as error:
        stop_with(f"‘{error.filename or uit}’ kan niet worden gelezen of geschreven.", GEEN_UITVOER)
    print_series(found)
    tell_made(uit, names)
    if not all(own.telt for own in found):
        why = "Niet elke invoer is doorgerekend. Herstel de fouten, en geef dezelfde opdracht nog een keer."
        stop_with(why, FOUT_IN_INVOER)
