"""The worker itself: it reads the input of a job, and does what the server asks, one thing at a time.

What goes back is plain data as JSON: nothing that the server would have to trust.
"""

from __future__ import annotations

import json
import os
import tempfile
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from mo_report.lib.machine import collect_less, refusal
from mo_report.lib.verslag import log_error
from mo_report.web.gesprek import Afgewezen

#: Bounds of a worker: memory and the size of a file in bytes, and processor time for one question in seconds.
GEHEUGEN, BESTAND, REKENTIJD = 4_000_000_000, 500_000_000, 600


def werk(pijp: Connection, map_: str) -> None:
    """Answer until nobody asks any more."""
    from mo_report.web.opdrachten import OPDRACHTEN
    from mo_report.web.vloer import Vloer

    collect_less()
    os.umask(0o077)
    os.chdir(map_)
    # What libraries put aside goes with the job.
    os.environ["TMPDIR"] = tempfile.tempdir = map_
    _begrens()
    vloer = Vloer(Path(map_))

    def stap(name: str, done: int, total: int) -> None:
        _zeg(pijp, {"stap": [name, done, total]})

    while True:
        try:
            asked = json.loads(pijp.recv_bytes())
        except (EOFError, OSError):
            return
        _rekentijd()
        try:
            answer: dict[str, Any] = {"klaar": OPDRACHTEN[asked["wat"]](vloer, stap, **asked["met"])}
        except Afgewezen as error:
            answer = {"afgewezen": str(error)}
        except Exception as error:
            why = refusal(error)
            log_error(error)
            answer = {"afgewezen": f"Dat lukte niet: {why}."} if why else {"fout": type(error).__name__}
        _zeg(pijp, answer)


def _zeg(pijp: Connection, what: dict[str, Any]) -> None:
    pijp.send_bytes(json.dumps(what).encode())


def _begrens() -> None:
    """Bound this process, and those that it starts, where the machine can."""
    try:
        import resource
    except ImportError:  # Windows
        return
    for what, most in ((resource.RLIMIT_AS, GEHEUGEN), (resource.RLIMIT_FSIZE, BESTAND), (resource.RLIMIT_CORE, 0)):
        hard = resource.getrlimit(what)[1]
        resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _rekentijd() -> None:
    """Give this process so much processor time more."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + REKENTIJD, hard))
