"""The command that sets two versions of an input side by side."""

from __future__ import annotations

import json
from pathlib import Path

import click

from mo_report.cli.basis import FOUT_IN_INVOER, GEEN_UITVOER, UIT, app, read_or_stop, stop_with
from mo_report.lib import verslag

BESTAND = click.Path(path_type=Path)


@app.command()
@click.argument("oud", metavar="OUD.xlsx", type=BESTAND)
@click.argument("nieuw", metavar="NIEUW.xlsx", type=BESTAND)
@click.option("--json", "as_json", is_flag=True, help="Toon de verschillen als JSON.")
@click.option(
    "--uit",
    **{**UIT, "required": False},
    help="Zet de verschillen ook in werkmappen: een voor u, en een per aanbieder.",
)
@click.option("--overschrijf", is_flag=True, help="Vervang bestanden die u hebt gewijzigd.")
def vergelijk(oud: Path, nieuw: Path, as_json: bool, uit: Path | None, overschrijf: bool) -> None:
    """Toon wat er is veranderd tussen twee versies van de invoer, en wat dat doet.

    De volgorde van rijen en kolommen maakt niet uit.

    \b
    Voorbeeld: mo-report vergelijk versie-1.xlsx versie-2.xlsx
    Voorbeeld: mo-report vergelijk versie-1.xlsx versie-2.xlsx --uit verschillen
    """
    from mo_report.cli.scherm import print_differences, print_findings
    from mo_report.uitvoer.plaatsen import OutputError
    from mo_report.uitvoer.vergelijken import compare, write_comparison

    results = []
    for path in (oud, nieuw):
        found = read_or_stop(path)
        if found.resultaat is None:
            print_findings(found, stderr=True)
            stop_with(f"‘{path}’ heeft fouten. Herstel die eerst; dan kan het programma vergelijken.", FOUT_IN_INVOER)
        else:
            results.append(found.resultaat)
    made: list[str] = []
    if uit:
        try:
            with verslag.log_step("verschillen maken"):
                made, alone = write_comparison(results[0], results[1], uit, overschrijf=overschrijf)
        except OutputError as error:
            stop_with(str(error), GEEN_UITVOER)
        for name in alone:
            click.echo(f"‘{name}’ staat maar in een van de twee: daarvan is er geen uittreksel.", err=True)
    differences = compare(*results)
    if as_json:
        click.echo(json.dumps(differences, ensure_ascii=False, indent=2))
    else:
        print_differences(differences)
    for name in made:
        click.echo(f"Gemaakt: {uit / name if uit else name}", err=as_json)
