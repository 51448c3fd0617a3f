"""The command that serves the web page."""

from __future__ import annotations

import os
import socket
import stat
import tempfile
from pathlib import Path

import click

from mo_report.cli.basis import GEEN_UITVOER, app, stop_with

TOKEN = "MO_REPORT_TOKEN"


def _deur(adres: str, poort: int) -> socket.socket:
    """The port, for this server alone; stops where another one has it."""
    door = socket.socket()
    if os.name == "posix":
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((adres, poort))
        door.listen(128)
    except OSError:
        stop_with(f"Poort {poort} is niet vrij. Draait mo-report al? Of kies een andere met --poort.", GEEN_UITVOER)
    return door


def _map(poort: int) -> Path:
    """The folder of jobs, which is this user's own or not there yet; stops where it is another's."""
    me = os.getuid() if hasattr(os, "getuid") else None
    folder = Path(tempfile.gettempdir()) / f"mo-report-web-{me or 0}-{poort}"
    try:
        found = folder.lstat()
    except FileNotFoundError:
        return folder
    if not stat.S_ISDIR(found.st_mode) or (me is not None and found.st_uid != me):
        stop_with(f"‘{folder}’ is niet van u. Haal die map weg, of kies een andere poort.", GEEN_UITVOER)
    return folder


@app.command()
@click.option("--poort", default=8765, type=click.IntRange(1, 65535), help="De poort; anders 8765.")
@click.option("--token", metavar="WOORD", envvar=TOKEN, help=f"Een vast token; ook met de omgevingsvariabele {TOKEN}.")
@click.option(
    "--publiek",
    metavar="KOP",
    help="Voor achter een proxy die gebruikers kent: de kop waarin hij hun naam zet, zoals X-Forwarded-User.",
)
@click.option("--adres", default="127.0.0.1", metavar="ADRES", help="Waarop de dienst luistert; alleen met --publiek.")
def web(poort: int, token: str | None, publiek: str | None, adres: str) -> None:
    """Start de webpagina: alles wat mo-report kan, in een browser.

    De pagina is er alleen op deze computer. Er gaat niets naar internet.

    \b
    Voorbeeld: mo-report web
    Voorbeeld: mo-report web --poort 9000
    """
    if adres != "127.0.0.1" and not publiek:
        raise click.UsageError("Een ander adres kan alleen met --publiek: zonder proxy kan iedereen meelezen.")
    if token is not None and (len(token) < 8 or not token.isascii() or not token.isprintable() or " " in token):
        raise click.UsageError("Een token heeft minstens 8 tekens: gewone letters, cijfers en leestekens.")
    from secrets import token_urlsafe

    import uvicorn

    from mo_report.web.app import maak_app
    from mo_report.web.instellingen import Instellingen
    from mo_report.web.koppen import Koppen

    own = token or token_urlsafe(24)
    folder = _map(poort)
    # First of all: a server that runs here keeps its files.
    door = _deur(adres, poort)
    served = maak_app(Instellingen(own, folder, poort, publiek or ""))
    # The door: with the token in the address it is opened by a click.
    where = f"http://127.0.0.1:{poort}/"
    if publiek:
        click.echo(f"De dienst luistert op {adres}, poort {poort}. Hij vraagt de kop {publiek} van de proxy.")
    else:
        click.echo(f"Open in uw browser: {where}{'' if token else f'toegang?token={own}'}")
        if token:
            click.echo("De pagina vraagt om het token.")
    click.echo("Stoppen: druk op Ctrl en C.")
    # Addresses hold tokens and names: they are not logged.
    # Around all of it, so that an answer to an error of our own has the same strict headers.
    config = uvicorn.Config(
        Koppen(served), access_log=False, log_level="warning", server_header=False, timeout_graceful_shutdown=5
    )
    try:
        uvicorn.Server(config).run(sockets=[door])
    finally:
        # Also where somebody is in a hurry, and stops twice.
        if taken := getattr(served.state, "taken", None):
            taken.sluit()
