"""What a server is started with."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from mo_report.voorcontrole.grenzen import BESTAND, MB


def kernen() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1)


@dataclass(frozen=True)
class Instellingen:
    """Who may come in, and how much there may be at once.

    token      what opens the door: in the address once, or as `Authorization: Bearer`
    gebruiker  the header in which a reverse proxy says who the user is; empty: no proxy, and the token counts
    poort      where it listens
    map        the folder of jobs, which nothing else uses and which is emptied
    upload     bytes in one request
    werkers    workers at work at once; `rust` are those that may rest with an input in memory
    wachtrij   questions that may wait; more are told to come back
    taken      jobs of one session, and of all together
    bewaar     seconds after which a job that nobody looked at is removed
    """

    token: str
    map: Path
    poort: int = 8765
    gebruiker: str = ""
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost")
    upload: int = 3 * BESTAND.most * MB
    werkers: int = field(default_factory=kernen)
    rust: int = 6
    wachtrij: int = 60
    taken: tuple[int, int] = (20, 200)
    bewaar: float = 3600.0

    @property
    def koekje(self) -> str:
        """The name of the cookie: a browser sends those of one machine to every port."""
        return f"mo_sessie_{self.poort}"
