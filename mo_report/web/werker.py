"""The server's side of a worker: a process for one job, asked one thing at a time."""

from __future__ import annotations

import json
import multiprocessing
import threading
from contextlib import suppress
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import Any

from mo_report.web.gesprek import Afgewezen, Gestopt, Stap
from mo_report.web.werkvloer import werk

#: What a worker may say at once, in bytes, and how long it may be silent, in seconds: far more than any
#: work takes on a slow and busy machine.
MEEST_GEZEGD, STIL = 200_000_000, 900.0


def context() -> BaseContext:
    """How workers are made: forked from a process that has all that they need, where that is possible."""
    kinds = multiprocessing.get_all_start_methods()
    made = multiprocessing.get_context("forkserver" if "forkserver" in kinds else "spawn")
    made.set_forkserver_preload(["mo_report.web.voorraad"])
    return made


class Werker:
    """A process that works in a folder on one input."""

    def __init__(self, made: BaseContext, map_: Path) -> None:
        self._lock = threading.Lock()
        self._pijp, there = made.Pipe()
        self._process = made.Process(target=werk, args=(there, str(map_)))  # type: ignore[attr-defined]
        self._process.start()
        there.close()

    @property
    def leeft(self) -> bool:
        return bool(self._process.is_alive())

    @property
    def bezig(self) -> bool:
        return self._lock.locked()

    def vraag(self, wat: str, stap: Stap, **met: Any) -> Any:
        """Ask something, and wait for the answer. Raises Gestopt or Afgewezen."""
        with self._lock:
            try:
                self._pijp.send_bytes(json.dumps({"wat": wat, "met": met}).encode())
                while self._pijp.poll(STIL):
                    said = json.loads(self._pijp.recv_bytes(MEEST_GEZEGD))
                    if "stap" in said:
                        stap(*said["stap"])
                    elif "afgewezen" in said:
                        raise Afgewezen(said["afgewezen"])
                    elif "klaar" in said:
                        return said["klaar"]
                    else:
                        raise Gestopt(said.get("fout", ""))
            except (EOFError, OSError, ValueError) as error:
                self.stop()
                self._sluit()
                raise Gestopt("weg") from error
            self.stop()
            self._sluit()
            raise Gestopt("te lang bezig")

    def stop(self) -> None:
        """End the process, whatever it does, and wait until it is gone."""
        with suppress(OSError, ValueError):
            self._process.kill()
            self._process.join(10)
        # Who waits for an answer sees that there comes none, and closes its side itself.
        if self._lock.acquire(blocking=False):
            self._sluit()
            self._lock.release()

    def _sluit(self) -> None:
        with suppress(OSError):
            self._pijp.close()
