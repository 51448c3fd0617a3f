"""What all commands share: the group, exit statuses, reading the input, placing a workbook."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mo_report import __version__
from mo_report.lib import verslag
from mo_report.lib.machine import refusal

if TYPE_CHECKING:
    from mo_report.engine.rekenen import Result
    from mo_report.engine.schema import Block
    from mo_report.invoer import Reading
    from mo_report.lib.bevinding import Finding

FOUT_IN_INVOER, GEEN_UITVOER, INTERNE_FOUT = 1, 3, 70
NIETS_GEMAAKT = "Er is niets gemaakt. Herstel dit en probeer opnieuw."

#: Paths are checked by our own reader, which explains in Dutch what is wrong with a file.
INVOER = click.argument("invoer", metavar="INVOER.xlsx", type=click.Path(path_type=Path))
HUISSTIJL = click.option(
    "--huisstijl",
    metavar="MAP",
    type=click.Path(path_type=Path),
    help="Map met een eigen huisstijl voor de PDF's.",
)
OVERSCHRIJF = click.option("--overschrijf", is_flag=True, help="Vervang ook bestanden die u hebt gewijzigd.")
UIT: dict[str, Any] = {"required": True, "metavar": "MAP", "type": click.Path(path_type=Path)}


def _log(_: click.Context, __: click.Parameter, value: Path | None) -> None:
    if value:
        try:
            verslag.keep_log_in(value)
        except verslag.LogRefused as error:
            raise click.UsageError(str(error)) from error


def _log_option() -> click.Option:
    return click.Option(
        ["--log"],
        metavar="BESTAND",
        type=click.Path(path_type=Path),
        expose_value=False,
        callback=_log,
        help="Bewaar een verslag om te mailen als iets niet lukt; zonder namen en bedragen.",
    )


class LoggedCommand(click.Command):
    """A command that can keep a log."""

    def __init__(self, *args: Any, **more: Any) -> None:
        more.setdefault("options_metavar", "[OPTIES]")
        super().__init__(*args, **more)
        self.params.append(_log_option())


class Commands(click.Group):
    command_class = LoggedCommand

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.params.append(_log_option())


@click.group(
    cls=Commands,
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


def read_or_stop(path: Path) -> Reading:
    from mo_report.invoer import read_input
    from mo_report.model import INVOERBLADEN

    with verslag.log_step("invoer lezen"):
        found = read_input(path)
    verslag.log_findings(found.bevindingen, [block.title for block in INVOERBLADEN])
    return found


def computed_or_stop(path: Path, why: str = "Herstel eerst de fouten in de invoer.") -> tuple[Reading, Result]:
    """The input and what the model makes of it; stops where it has errors, after telling them all."""
    from mo_report.cli.scherm import print_findings

    gelezen = read_or_stop(path)
    if gelezen.resultaat is None:
        print_findings(gelezen, stderr=True)
        stop_with(why, FOUT_IN_INVOER)
    assert gelezen.resultaat is not None
    return gelezen, gelezen.resultaat


def stop_with(message: str, status: int) -> None:
    verslag.log.info("gestopt met status %d", status)
    click.echo(message, err=True)
    sys.exit(status)


def zonder_blad(block: type[Block], invoer: Path) -> str:
    """How to get the sheet of a question that the input does not have."""
    return f"Is dat blad er niet, maak het dan met: mo-report aanvullen {invoer} --vragen {block.vraag}"


def stop_on(findings: Sequence[Finding], message: str) -> None:
    """Tell what was found in files that came back, or that go along; stops where one of it is an error."""
    from mo_report.cli.scherm import print_loose_findings

    print_loose_findings(findings)
    if any(f.is_fout for f in findings):
        stop_with(message, FOUT_IN_INVOER)


@contextmanager
def making(step: str) -> Iterator[Callable[[str, int, int], None]]:
    """Long work under a progress bar, in the log under this name; stops where its files cannot be placed."""
    from mo_report.cli.scherm import progress
    from mo_report.uitvoer.plaatsen import OutputError

    try:
        with progress() as told, verslag.log_step(step):
            yield told
    except OutputError as error:
        stop_with(str(error), GEEN_UITVOER)


def tell_made(uit: Path, names: Sequence[str], said: str = "") -> None:
    click.echo(f"{said} Gemaakt in {uit}:".strip())
    for name in names:
        click.echo(f"  {name}")


@contextmanager
def placing(path: Path, overschrijf: bool, invoer: Path | None = None, soort: str = "") -> Iterator[Path]:
    """Where to make a file that gets this name when all is done: a workbook, or of another kind.

    Whatever stands in the way is told to the user.
    """
    from mo_report.uitvoer.plaatsen import OutputError, OutputFolder

    kind = soort or (".ods" if invoer and invoer.suffix.lower() == ".ods" else ".xlsx")
    if path.suffix.lower() != kind:
        raise click.UsageError(f"Geef een naam die eindigt op {kind}, niet ‘{path.name}’.")
    try:
        if invoer and path.exists() and invoer.exists() and path.samefile(invoer):
            raise click.UsageError("Geef de kopie een andere naam dan de invoer zelf.")
        if path.exists() and not overschrijf:
            message = f"‘{path}’ bestaat al. Kies een andere naam, of geef --overschrijf op."
            stop_with(message, GEEN_UITVOER)
        with OutputFolder(path.parent).open() as plek:
            yield plek.nieuw / path.name
            plek.plaats()
    except OutputError as error:
        stop_with(str(error), GEEN_UITVOER)
    except OSError as error:
        stop_with(f"‘{path}’ kan niet worden geschreven: {refusal(error)}.", GEEN_UITVOER)
