"""The command that lets an input workbook ask more."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from mo_report.cli.basis import FOUT_IN_INVOER, GEEN_UITVOER, INVOER, app, placing, stop_with
from mo_report.cli.invoer import questions


@app.command()
@INVOER
@click.option(
    "--vragen",
    metavar="VRAAG,VRAAG",
    required=True,
    callback=questions,
    is_eager=True,
    help="De vragen die erbij komen. Met --vragen help ziet u ze allemaal.",
)
@click.option(
    "--uit",
    metavar="NIEUW.xlsx",
    type=click.Path(path_type=Path),
    help="Zet het resultaat in een ander bestand. Anders blijft uw oude versie ernaast staan.",
)
@click.option("--overschrijf", is_flag=True, help="Vervang een bestand dat er al staat.")
def aanvullen(invoer: Path, vragen: tuple[str, ...], uit: Path | None, overschrijf: bool) -> None:
    """Voeg aan een ingevulde werkmap toe wat nodig is voor meer vragen.

    Wat u hebt ingevuld, blijft precies zoals het is. Het blad Uitkomst wordt vernieuwd. Het blad Leesmij
    telt de nieuwe bladen niet mee, en zegt dat: mo-report controleer kijkt er wel naar.

    \b
    Voorbeeld: mo-report aanvullen invoer.xlsx --vragen nacht,trajecten
    """
    from mo_report.cli.scherm import print_loose_findings
    from mo_report.lib import verslag
    from mo_report.lib.bevinding import Finding
    from mo_report.terug import CannotMark
    from mo_report.uitvoer.aanvullen import extend_input

    invoer = invoer.resolve() if invoer.is_symlink() else invoer
    target, kept = uit or invoer, None
    if uit is None and invoer.exists():
        if not invoer.stat().st_mode & 0o200:
            stop_with(f"‘{invoer}’ is alleen-lezen. Geef met --uit een ander bestand op.", GEEN_UITVOER)
        kept = _free(invoer)
    with placing(target, overschrijf or uit is None, invoer if uit else None) as made:
        try:
            with verslag.log_step("werkmap aanvullen"):
                found = extend_input(invoer, made, vragen)
        except CannotMark as reason:
            stop_with(f"‘{invoer}’ kan niet worden aangevuld: {reason}.", FOUT_IN_INVOER)
        if isinstance(found, Finding):
            print_loose_findings([found])
            stop_with("Er is niets veranderd.", FOUT_IN_INVOER)
        if kept:
            shutil.copy2(invoer, kept)
            shutil.copymode(invoer, made)
    assert not isinstance(found, Finding)
    for what, items in (
        ("Nieuw blad", found.bladen),
        ("Nieuwe kolom", [f"‘{heading}’ op het blad {sheet}" for sheet, heading in found.kolommen]),
        ("Nieuwe rij", [f"‘{name}’ op het blad {sheet}" for sheet, name in found.rijen]),
    ):
        for item in items:
            click.echo(f"{what}: {item}")
    if not (found.bladen or found.kolommen or found.rijen):
        click.echo("Deze vragen staan al in de werkmap.")
    click.echo(f"Gemaakt: {target}" + (f". Zo was het: {kept}" if kept else ""))


def _free(invoer: Path) -> Path:
    """A name for the version that is replaced, at which nothing stands."""
    names = (invoer.with_name(f"{invoer.stem}-vorige{f'-{n}' if n else ''}{invoer.suffix}") for n in range(1_000_000))
    return next(path for path in names if not path.exists())
