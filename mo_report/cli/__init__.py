"""The command line: thin; it reads, calls and shows, and turns everything into an exit status.

0 done; 1 the input has errors, or outputs do not belong to it; 2 wrong usage; 3 the output could
not be written; 70 an error in the program itself.
"""

from mo_report.cli import (
    aanvullen,
    dialoog,
    dossier,
    inschrijving,
    invoer,
    onzekerheid,
    reeks,
    stijl,
    uitvoer,
    uitvraag,
    vergelijk,
    web,
)
from mo_report.cli.basis import app
from mo_report.cli.start import main

__all__ = [
    "aanvullen",
    "app",
    "dialoog",
    "dossier",
    "inschrijving",
    "invoer",
    "main",
    "onzekerheid",
    "reeks",
    "stijl",
    "uitvoer",
    "uitvraag",
    "vergelijk",
    "web",
]
