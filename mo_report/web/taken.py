"""The jobs: a folder and a worker each, for the session that made it, and gone after an hour."""

from __future__ import annotations

import asyncio
import os
import secrets
import shutil
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from multiprocessing.util import get_temp_dir
from pathlib import Path
from typing import Any, Literal

from mo_report.lib.verslag import log_error
from mo_report.web.gesprek import Afgewezen, Gestopt, Verwijderd
from mo_report.web.instellingen import Instellingen
from mo_report.web.werker import Werker, context

Staat = Literal["wacht", "bezig", "klaar", "fout"]
#: Where the server puts aside what it needs for a moment.
TIJDELIJK = "tijdelijk"
GESTOPT = (
    "Het programma is tijdens het rekenen gestopt. Waarschijnlijk was het geheugen vol of duurde het te lang. "
    "Probeer het opnieuw, of vraag uw beheerder om hulp."
)


class Vol(Exception):
    """There is no room for more now; the message is for the user."""


@dataclass
class Loop:
    """One long thing that is done for a job: how far it is, and what came of it."""

    staat: Staat = "wacht"
    naam: str = ""
    klaar: int = 0
    totaal: int = 0
    antwoord: dict[str, Any] | None = None
    melding: str = ""

    def stap(self, naam: str, klaar: int, totaal: int) -> None:
        self.staat, self.naam, self.klaar, self.totaal = "bezig", naam, klaar, totaal


@dataclass
class Taak:
    """A job. `bestand` is the name of its input here, `naam` what the user calls it."""

    id: str
    eigenaar: str
    map: Path
    naam: str
    bestand: str
    gebruikt: float
    lopen: dict[str, Loop] = field(default_factory=dict)
    scenarios: dict[str, dict[str, str]] = field(default_factory=dict)
    vorige: list[dict[str, Any]] = field(default_factory=list)
    """The findings of the version before this one."""
    wachtend: dict[str, str] = field(default_factory=dict)
    """Files that somebody may fetch once: the name here, and what it is called then."""
    werker: Werker | None = None
    beurt: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Held by who asks the worker something: two requests at once make one worker."""
    in_handen: int = 0
    """How many requests are busy with it."""
    getypt: dict[str, str] = field(default_factory=dict)
    """What was typed last in the what-if."""

    def loop(self, wat: str) -> Loop:
        return self.lopen.get(wat, Loop())

    def pad(self, naam: str) -> Path:
        return self.map / naam

    def even(self, soort: str) -> str:
        """A name for a file that one request needs, and nobody else."""
        return f"{secrets.token_hex(8)}{soort}"

    @property
    def bezig(self) -> bool:
        return self.in_handen > 0 or any(loop.staat in ("wacht", "bezig") for loop in self.lopen.values())


class Taken:
    """Every job of a server."""

    def __init__(self, instelling: Instellingen) -> None:
        self.instelling = instelling
        self._taken: dict[str, Taak] = {}
        self._context = context()
        self._plaats = asyncio.Semaphore(instelling.werkers)
        self._wachtend = 0
        self._achtergrond: set[asyncio.Task[None]] = set()
        shutil.rmtree(instelling.map, ignore_errors=True)
        instelling.map.mkdir(mode=0o700, parents=True)
        # Multiprocessing clears a folder of its own when the process ends: that must not be in ours, which goes first.
        get_temp_dir()
        # What this process puts aside for a moment, such as a form with files, goes with the rest.
        (instelling.map / TIJDELIJK).mkdir(mode=0o700)
        os.environ["TMPDIR"] = tempfile.tempdir = str(instelling.map / TIJDELIJK)

    async def nieuw(self, eigenaar: str, naam: str, bestand: str, *, programma: bool = False) -> Taak:
        """A new job with a folder of its own; a program may have as many as there is room for. Raises Vol."""
        await self.ruim_op()
        own = [t for t in self._taken.values() if t.eigenaar == eigenaar]
        most, all_of_them = self.instelling.taken
        if len(own) >= most and not programma:
            raise Vol(f"U hebt al {most} taken open. Verwijder er een, en probeer het opnieuw.")
        if len(self._taken) >= all_of_them:
            raise Vol("Het is nu te druk. Probeer het over een paar minuten opnieuw.")
        key = secrets.token_urlsafe(24)
        folder = self.instelling.map / key
        folder.mkdir(mode=0o700)
        made = Taak(key, eigenaar, folder, naam, bestand, time.monotonic())
        self._taken[key] = made
        return made

    def van(self, eigenaar: str, key: str) -> Taak | None:
        """A job, for who made it; nobody else learns that it is there."""
        found = self._taken.get(key)
        if found is None or not secrets.compare_digest(found.eigenaar, eigenaar):
            return None
        found.gebruikt = time.monotonic()
        return found

    def alle_van(self, eigenaar: str) -> list[Taak]:
        return [t for t in self._taken.values() if t.eigenaar == eigenaar]

    async def doe(
        self, taak: Taak, wat: str, stap: Callable[[str, int, int], None] = lambda *_: None, **met: Any
    ) -> Any:
        """Let the worker of a job do something. Raises Vol, Gestopt, Verwijderd or Afgewezen."""
        taak.in_handen += 1
        try:
            return await self._doe(taak, wat, stap, met)
        except Gestopt:
            if taak.id not in self._taken:
                raise Verwijderd from None
            raise
        finally:
            taak.in_handen -= 1

    async def _doe(self, taak: Taak, wat: str, stap: Callable[[str, int, int], None], met: dict[str, Any]) -> Any:
        # A job has one worker, and asks it one thing at a time: it takes no place while it waits for itself.
        with self._in_de_rij():
            await taak.beurt.acquire()
            try:
                await self._plaats.acquire()
            except BaseException:
                taak.beurt.release()
                raise
        try:
            worker = await self._werker(taak)
            return await asyncio.to_thread(worker.vraag, wat, stap, **met)
        finally:
            taak.gebruikt = time.monotonic()
            self._plaats.release()
            taak.beurt.release()

    async def _werker(self, taak: Taak) -> Werker:
        """The worker of a job. Raises Verwijderd where the job was removed while it waited."""
        if taak.id not in self._taken:
            raise Verwijderd
        await self._rust(taak)
        if taak.werker is None or not taak.werker.leeft:
            taak.werker = await asyncio.to_thread(Werker, self._context, taak.map)
        if taak.id not in self._taken:
            await self._stop(taak)
            raise Verwijderd
        return taak.werker

    def begin(self, taak: Taak, wat: str, **met: Any) -> Loop:
        """Start something long; how it goes is in the loop. Raises Vol."""
        if self._wachtend >= self.instelling.wachtrij:
            raise Vol(DRUK)
        running = taak.lopen.get(wat)
        if running and running.staat in ("wacht", "bezig"):
            return running
        made = taak.lopen[wat] = Loop()
        task = asyncio.create_task(self._loop(taak, wat, made, met))
        self._achtergrond.add(task)
        task.add_done_callback(self._achtergrond.discard)
        return made

    async def _loop(self, taak: Taak, wat: str, loop: Loop, met: dict[str, Any]) -> None:
        try:
            loop.antwoord = await self.doe(taak, wat, loop.stap, **met)
            loop.staat = "klaar"
        except (Afgewezen, Vol) as error:
            loop.staat, loop.melding = "fout", str(error)
        except (Gestopt, Verwijderd):
            loop.staat, loop.melding = "fout", GESTOPT
        except Exception as error:
            log_error(error)
            loop.staat, loop.melding = "fout", GESTOPT

    @contextmanager
    def _in_de_rij(self) -> Iterator[None]:
        if self._wachtend >= self.instelling.wachtrij:
            raise Vol(DRUK)
        self._wachtend += 1
        try:
            yield
        finally:
            self._wachtend -= 1

    async def _rust(self, nodig: Taak) -> None:
        """Stop the workers that were idle longest, beyond those that may rest."""
        idle = sorted(
            (t for t in self._taken.values() if t is not nodig and t.werker and not t.werker.bezig),
            key=lambda t: t.gebruikt,
        )
        for taak in idle[: max(0, len(idle) + 1 - self.instelling.rust)]:
            await self._stop(taak)

    @staticmethod
    async def _stop(taak: Taak) -> None:
        worker, taak.werker = taak.werker, None
        if worker:
            await asyncio.to_thread(worker.stop)

    @asynccontextmanager
    async def of_weg(self, taak: Taak) -> AsyncIterator[None]:
        """A job that cannot be begun is removed; while it is begun nobody tidies it away."""
        taak.in_handen += 1
        try:
            yield
        except BaseException:
            await self.verwijder(taak)
            raise
        finally:
            taak.in_handen -= 1

    async def verwijder(self, taak: Taak) -> None:
        """End a job: its worker, its folder and all that is known of it."""
        self._taken.pop(taak.id, None)
        await self._stop(taak)
        await asyncio.to_thread(shutil.rmtree, taak.map, ignore_errors=True)

    async def ruim_op(self) -> None:
        """Remove the jobs that nobody looked at for a while."""
        old = time.monotonic() - self.instelling.bewaar
        for taak in [t for t in self._taken.values() if t.gebruikt < old and not t.bezig]:
            await self.verwijder(taak)

    def sluit(self) -> None:
        """Remove all there is, when the server ends."""
        for taak in self._taken.values():
            if taak.werker:
                taak.werker.stop()
        self._taken.clear()
        shutil.rmtree(self.instelling.map, ignore_errors=True)


DRUK = "Het is nu druk: te veel mensen rekenen tegelijk. Probeer het over een minuut opnieuw."
