"""The command that sets two versions of an input side by side."""

from __future__ import annotations

import json
from pathlib import Path

import click

from mo_report.cli.basis import FOUT_IN_INVOER, app, read_or_stop, stop_with

BESTAND = click.Path(path_type=Path)


@app.command()
@click.argument("oud", metavar="OUD.xlsx", type=BESTAND)
@click.argument("nieuw", metavar="NIEUW.xlsx", type=BESTAND)
@click.option("--json", "as_json", is_flag=True, help="Toon de verschillen als JSON.")
def vergelijk(oud: Path, nieuw: Path, as_json: bool) -> None:
    """Toon wat er is veranderd tussen twee versies van de invoer, en wat dat doet.

    De volgorde van rijen en kolommen maakt niet uit.

    \b
    Voorbeeld: mo-report vergelijk versie-1.xlsx versie-2.xlsx
    """
    from mo_report.cli.scherm import print_differences, print_findings
    from mo_report.uitvoer.vergelijken import compare

    results = []
    for path in (oud, nieuw):
        found = read_or_stop(path)
        if found.resultaat is None:
            print_findings(found, stderr=True)
            stop_with(f"‘{path}’ heeft fouten. Herstel die eerst; dan kan het programma vergelijken.", FOUT_IN_INVOER)
        else:
            results.append(found.resultaat)
    differences = compare(*results)
    if as_json:
        click.echo(json.dumps(differences, ensure_ascii=False, indent=2))
    else:
        print_differences(differences)
