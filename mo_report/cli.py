"""The command line: thin; it reads, calls and shows, and turns everything into an exit status.

0 done; 1 the input has errors; 2 wrong usage; 3 the output could not be written.
"""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from mo_report import __version__, taal

if TYPE_CHECKING:
    from mo_report.huisstijl import Huisstijl
    from mo_report.invoer import Gelezen

FOUT_IN_INVOER, GEEN_UITVOER, INTERNE_FOUT = 1, 3, 70

#: Paths are checked by our own reader, which explains in Dutch what is wrong with a file.
INVOER = click.argument("invoer", metavar="INVOER.xlsx", type=click.Path(path_type=Path))


@click.group(
    options_metavar="[OPTIES]",
    subcommand_metavar="OPDRACHT …",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, message="mo-report, versie %(version)s", help="Toon de versie.")
def app() -> None:
    """Berekent wat maatschappelijke opvang mag kosten, en laat elke stap zien.

    \b
    Begin zo:
      mo-report voorbeeld voorbeeld.xlsx
      mo-report controleer voorbeeld.xlsx
      mo-report bereken voorbeeld.xlsx --uit uitvoer
    """


@app.command(options_metavar="[OPTIES]")
@INVOER
@click.option("--overschrijf", is_flag=True, help="Vervang een bestand dat er al staat.")
def sjabloon(invoer: Path, overschrijf: bool) -> None:
    """Maak een lege invoerwerkmap, met uitleg en keuzelijsten.

    \b
    Voorbeeld: mo-report sjabloon invoer.xlsx
    """
    _write_workbook(invoer, overschrijf, example=False)


@app.command(options_metavar="[OPTIES]")
@INVOER
@click.option("--overschrijf", is_flag=True, help="Vervang een bestand dat er al staat.")
def voorbeeld(invoer: Path, overschrijf: bool) -> None:
    """Maak een invoerwerkmap met het voorbeeld van Haarlem.

    \b
    Voorbeeld: mo-report voorbeeld haarlem.xlsx
    """
    _write_workbook(invoer, overschrijf, example=True)


def _write_workbook(path: Path, overschrijf: bool, *, example: bool) -> None:
    from mo_report.werkboek.invoerboek import haarlem, schrijf_invoer

    with _placing(path, overschrijf):
        path.parent.mkdir(parents=True, exist_ok=True)
        schrijf_invoer(path, haarlem() if example else None)
    click.echo(f"Gemaakt: {path}")


@contextmanager
def _placing(path: Path, overschrijf: bool, invoer: Path | None = None) -> Iterator[None]:
    """Whatever stands in the way of a workbook under this name, told to the user."""
    from mo_report.uitvoer.plaatsen import reden

    if path.suffix.lower() != ".xlsx":
        raise click.UsageError(f"Geef een naam die eindigt op .xlsx, niet ‘{path.name}’.")
    try:
        if invoer and path.exists() and invoer.exists() and path.samefile(invoer):
            raise click.UsageError("Geef de kopie een andere naam dan de invoer zelf.")
        if path.exists() and not overschrijf:
            message = f"‘{path}’ bestaat al. Kies een andere naam, of geef --overschrijf op."
            _stop(message, GEEN_UITVOER)
        yield
    except OSError as error:
        _stop(f"‘{path}’ kan niet worden geschreven: {reden(error)}.", GEEN_UITVOER)


@app.command(options_metavar="[OPTIES]")
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
    if terug is None:
        if overschrijf:
            raise click.UsageError("--overschrijf hoort bij --terug.")
        _check(invoer, as_json, None)
    with _placing(terug, overschrijf, invoer):
        _check(invoer, as_json, terug)


def _check(invoer: Path, as_json: bool, terug: Path | None) -> NoReturn:
    """Show the findings, write the marked copy if one is asked for, and leave."""
    gelezen = _read(invoer)
    if as_json:
        found = [asdict(b) for b in gelezen.bevindingen]
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        from mo_report.scherm import toon_bevindingen

        toon_bevindingen(gelezen)
    if terug:
        _mark(gelezen, terug)
        click.echo(f"Gemaakt: {terug}", err=as_json)  # what is JSON stays JSON
    sys.exit(FOUT_IN_INVOER if gelezen.fouten else 0)


def _mark(gelezen: Gelezen, terug: Path) -> None:
    from mo_report.terug import NietTeMarkeren, schrijf_terug

    if not gelezen.geopend:
        _stop("Er is geen kopie gemaakt: de invoer kan niet worden geopend.", FOUT_IN_INVOER)
    try:
        schrijf_terug(gelezen.path, terug, gelezen.bevindingen)
    except NietTeMarkeren as error:
        _stop(f"Er is geen kopie gemaakt: {error}.", GEEN_UITVOER)


@app.command(options_metavar="[OPTIES]")
@INVOER
@click.option(
    "--uit",
    required=True,
    metavar="MAP",
    type=click.Path(path_type=Path),
    help="Map waar de resultaten komen.",
)
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
    from mo_report.scherm import toon_bevindingen, toon_resultaat, voortgang
    from mo_report.uitvoer.plaatsen import UitvoerFout
    from mo_report.uitvoer.schrijven import OnbekendeAanbieder, schrijf_alles

    gelezen = _read(invoer)
    if gelezen.resultaat is None:
        toon_bevindingen(gelezen, stderr=True)
        _stop("Er is niets berekend. Herstel de fouten en probeer opnieuw.", FOUT_IN_INVOER)
    stijl = _huisstijl(huisstijl)
    assert gelezen.resultaat is not None
    try:
        with voortgang() as progress:
            files = schrijf_alles(
                gelezen.resultaat,
                invoer,
                uit,
                aanbieder=aanbieder,
                pdf=not geen_pdf,
                overschrijf=overschrijf,
                stijl=stijl,
                progress=progress,
            )
    except OnbekendeAanbieder as error:
        raise click.UsageError(str(error)) from error
    except UitvoerFout as error:
        _stop(str(error), GEEN_UITVOER)
    toon_resultaat(gelezen, uit, files)


def _huisstijl(folder: Path | None) -> Huisstijl | None:
    """The house style in a folder; stops where it cannot be used."""
    from mo_report.bijlage.proef import proefdruk
    from mo_report.huisstijl import Huisstijlfout, lees_huisstijl
    from mo_report.scherm import toon_losse_bevindingen

    if folder is None:
        return None
    try:
        return proefdruk(lees_huisstijl(folder))
    except Huisstijlfout as error:
        toon_losse_bevindingen(error.bevindingen)
        _stop("Er is niets gemaakt. Herstel de huisstijl en probeer opnieuw.", FOUT_IN_INVOER)
    return None


@app.command(options_metavar="[OPTIES]")
@click.argument("map_", metavar="MAP", type=click.Path(path_type=Path))
@click.option("--overschrijf", is_flag=True, help="Vervang een huisstijl die er al staat.")
def huisstijl(map_: Path, overschrijf: bool) -> None:
    """Maak een map met de huisstijl van de PDF's, om aan te passen.

    \b
    Voorbeeld: mo-report huisstijl onze-huisstijl
    """
    from mo_report.huisstijl import BESTAND, voorbeeld_huisstijl
    from mo_report.uitvoer.plaatsen import reden

    path = map_ / BESTAND
    try:
        map_.mkdir(parents=True, exist_ok=True)
        if overschrijf:
            path.unlink(missing_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(voorbeeld_huisstijl())
    except FileExistsError:
        _stop(f"‘{path}’ bestaat al. Kies een andere map, of geef --overschrijf op.", GEEN_UITVOER)
    except OSError as error:
        _stop(f"‘{path}’ kan niet worden geschreven: {reden(error)}.", GEEN_UITVOER)
    click.echo(f"Gemaakt: {path}")


@app.command(options_metavar="[OPTIES]")
@INVOER
@click.option("--json", "as_json", is_flag=True, help="Toon de velden als JSON.")
def velden(invoer: Path, as_json: bool) -> None:
    """Toon elke invoercel die het model leest, met waarde, eenheid, status en bron.

    \b
    Voorbeeld: mo-report velden invoer.xlsx --json
    """
    from mo_report.scherm import toon_bevindingen, toon_velden
    from mo_report.velden import velden as alle_velden

    gelezen = _read(invoer)
    if gelezen.resultaat is None:
        toon_bevindingen(gelezen, stderr=True)
        _stop("Herstel eerst de fouten; dan zijn alle velden bekend.", FOUT_IN_INVOER)
    assert gelezen.resultaat is not None
    found = alle_velden(gelezen.resultaat.dossier)
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        toon_velden(found)


@app.command(options_metavar="[OPTIES]")
@INVOER
@click.argument(
    "antwoorden",
    metavar="ANTWOORD.xlsx…",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path),
)
@click.option(
    "--uit",
    required=True,
    metavar="MAP",
    type=click.Path(path_type=Path),
    help="Map waar het reactieregister komt.",
)
@click.option("--overschrijf", is_flag=True, help="Vervang ook een register dat u hebt gewijzigd.")
def reacties(invoer: Path, antwoorden: tuple[Path, ...], uit: Path, overschrijf: bool) -> None:
    """Lees teruggestuurde tariefbladen en zet alle reacties in een register.

    Het register noemt elke betwiste waarde met de onderbouwing, en wat het kost als u die
    overneemt. Het is alleen voor de gemeente.

    \b
    Voorbeeld: mo-report reacties invoer.xlsx antwoord1.xlsx antwoord2.xlsx --uit reacties
    """
    from mo_report.antwoorden.maken import REGISTER, lees_antwoorden, verwerk
    from mo_report.scherm import toon_antwoorden, toon_bevindingen, toon_reacties, voortgang
    from mo_report.uitvoer.plaatsen import UitvoerFout

    gelezen = _read(invoer)
    if gelezen.resultaat is None:
        toon_bevindingen(gelezen, stderr=True)
        _stop("Herstel eerst de fouten in de invoer.", FOUT_IN_INVOER)
    assert gelezen.resultaat is not None
    with voortgang() as progress:
        answers = lees_antwoorden(antwoorden, gelezen.resultaat, progress)
    toon_antwoorden(answers)
    if any(b.is_fout for a in answers for b in a.bevindingen):
        _stop("Er is geen register gemaakt. Herstel dit en probeer opnieuw.", FOUT_IN_INVOER)
    try:
        with voortgang() as progress:
            done = verwerk(
                gelezen.resultaat, answers, uit, overschrijf=overschrijf, progress=progress
            )
    except UitvoerFout as error:
        _stop(str(error), GEEN_UITVOER)
    toon_reacties(done.gevolgen, done.alles)
    click.echo(f"Gemaakt: {uit / REGISTER}")


def _read(path: Path) -> Gelezen:
    from mo_report.invoer import lees

    return lees(path)


def _stop(message: str, status: int) -> None:
    click.echo(message, err=True)
    sys.exit(status)


def minder_opruimen() -> None:
    """Let the garbage collector look about less often.

    A model is many objects that live until the end: looking among them for what may go took a
    third of all time, and this costs a tenth more memory.
    """
    gc.set_threshold(200_000, 50, 1_000)


def main() -> None:
    """Run the command line. Whatever goes wrong, the user reads Dutch and no traceback."""
    minder_opruimen()
    taal.nederlands()
    try:
        app(prog_name="mo-report")
    except Exception as error:  # a bug: there is nothing a user can mend
        click.echo(
            f"Er ging iets mis in het programma zelf ({type(error).__name__}). Er is niets "
            "weggegooid. Meld dit bij uw beheerder, met de opdracht die u gaf.",
            err=True,
        )
        sys.exit(INTERNE_FOUT)
