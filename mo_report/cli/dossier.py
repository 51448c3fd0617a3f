"""The command that makes the procesdossier."""

from __future__ import annotations

from pathlib import Path

import click

from mo_report.cli.basis import FOUT_IN_INVOER, INVOER, app, placing, read_or_stop, stop_with
from mo_report.lib import verslag

BESTAND = click.Path(path_type=Path)


@app.command()
@INVOER
@click.option("--uit", required=True, metavar="DOSSIER.pdf", type=BESTAND, help="Het bestand dat wordt gemaakt.")
@click.option("--vorige", metavar="OUD.xlsx", type=BESTAND, help="Een eerdere versie van de invoer, om te vergelijken.")
@click.option("--uitvoer", metavar="MAP", type=BESTAND, help="De map met de bestanden van de berekening.")
@click.option("--overschrijf", is_flag=True, help="Vervang een bestand dat er al staat.")
def dossier(invoer: Path, uit: Path, vorige: Path | None, uitvoer: Path | None, overschrijf: bool) -> None:
    """Maak het procesdossier: het hele spoor achter de tarieven in één PDF, voor een rechtszaak.

    Het is voor de gemeente: er staan gegevens van alle aanbieders in.

    \b
    Voorbeeld: mo-report dossier invoer.xlsx --uit procesdossier.pdf --uitvoer uitvoer
    Voorbeeld: mo-report dossier versie-2.xlsx --vorige versie-1.xlsx --uit procesdossier.pdf
    """
    from mo_report.bijlage.huisstijl import default_style
    from mo_report.cli.scherm import print_findings
    from mo_report.uitvoer.plaatsen import OutputFolder
    from mo_report.uitvoer.procesdossier import write_procesdossier

    found = [read_or_stop(path) for path in (invoer, vorige) if path]
    for one in found:
        if one.resultaat is None:
            print_findings(one, stderr=True)
            stop_with(f"‘{one.path}’ heeft fouten. Herstel die eerst.", FOUT_IN_INVOER)
    files = OutputFolder(uitvoer).earlier() if uitvoer else {}
    if uitvoer and not files:
        raise click.UsageError(f"In ‘{uitvoer}’ staat geen berekening van mo-report.")
    now, before = found[0], found[1].resultaat if len(found) > 1 else None
    assert now.resultaat is not None
    with placing(uit, overschrijf, invoer, ".pdf") as made, verslag.log_step("dossier maken"):
        write_procesdossier(
            now.resultaat,
            invoer,
            made,
            sha256=now.sha256,
            stijl=default_style(),
            vorige=before,
            bestanden=files,
        )
    click.echo(f"Gemaakt: {uit}")
