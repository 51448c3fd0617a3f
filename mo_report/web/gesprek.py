"""What the server and a worker say to one another."""

from __future__ import annotations

from collections.abc import Callable

#: What files of a job are called in its folder.
UITVOER, ZIP = "uitvoer", "bestanden.zip"
#: How far something is: the name of what is done, how many, of how many.
Stap = Callable[[str, int, int], None]


class Afgewezen(Exception):
    """What was asked cannot be done; the message is for the user."""


class Verwijderd(Exception):
    """The job is not there any more."""


class Gestopt(Exception):
    """The worker is gone: it was killed, ran out of memory or time, or made an error."""
