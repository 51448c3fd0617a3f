"""From the command line to an exit status, whatever happens."""

from __future__ import annotations

import sys

import click

from mo_report.cli.basis import GEEN_UITVOER, INTERNE_FOUT, app
from mo_report.lib import taal, verslag
from mo_report.lib.machine import collect_less, refusal


def main() -> None:
    """Run the command line. Whatever goes wrong, the user reads Dutch and no traceback."""
    collect_less()
    taal.choose_dutch()
    # What goes wrong while something is thrown away has no influence, and no place on a screen.
    sys.unraisablehook = lambda left: verslag.log.warning("genegeerd: %s", left.exc_type.__name__)
    options = {o for c in app.commands.values() for p in c.params for o in p.opts}
    verslag.log_start(sys.argv[1:], options | set(app.commands))
    try:
        app(prog_name="mo-report")
    except Exception as error:
        verslag.log_error(error)
        why = refusal(error)
        if why:
            click.echo(f"Het is niet gelukt: {why}. Uw bestanden zijn niet veranderd.", err=True)
            sys.exit(GEEN_UITVOER)
        # A bug: there is nothing a user can mend.
        click.echo(
            f"Er ging iets mis in het programma zelf. Uw bestanden zijn niet veranderd. {verslag.where_logged()}",
            err=True,
        )
        sys.exit(INTERNE_FOUT)
