"""A server as `mo-report web` starts it, and browsers without a screen that visit it."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

TOKEN = "een-vast-token"
BEARER = {"Authorization": f"Bearer {TOKEN}"}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
API = "/api/v1"


class Dienst:
    """A running server."""

    def __init__(self, *options: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.poort = free.getsockname()[1]
        self.adres = f"http://127.0.0.1:{self.poort}"
        self.opties = options
        self._bezoekers: list[Bezoeker] = []

    def start(self) -> None:
        command = [sys.executable, "-m", "mo_report", "web", "--poort", str(self.poort), *self.opties]
        self.proces = subprocess.Popen(
            command, env=os.environ | {"MO_REPORT_TOKEN": TOKEN}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        while self.proces.poll() is None:
            try:
                httpx.get(f"{self.adres}{API}/gezond")
                return
            except httpx.HTTPError:
                time.sleep(0.1)
        raise AssertionError(self.proces.communicate()[0])

    def stop(self, hoe: int = signal.SIGINT) -> str:
        """End it; returns what it said."""
        self.proces.send_signal(hoe)
        said, _ = self.proces.communicate()
        return str(said, "utf-8")

    @property
    def map(self) -> Path:
        """The folder of all that it keeps for a while."""
        return Path(tempfile.gettempdir()) / f"mo-report-web-{os.getuid()}-{self.poort}"

    @property
    def koekje(self) -> str:
        """The name of its cookie."""
        return f"mo_sessie_{self.poort}"

    @property
    def taken(self) -> list[Path]:
        """The folders of its jobs."""
        return [p for p in self.map.iterdir() if p.name != "tijdelijk"]

    def bezoeker(self) -> Bezoeker:
        """Somebody who stays until the server goes."""
        self._bezoekers.append(Bezoeker(self.adres))
        return self._bezoekers[-1]

    def sluit(self) -> None:
        """Let all visitors go, and end the server if it still runs."""
        for visitor in self._bezoekers:
            visitor.close()
        if self.proces.poll() is None:
            self.stop()


@contextmanager
def dienst(*options: str) -> Iterator[Dienst]:
    made = Dienst(*options)
    made.start()
    try:
        yield made
    finally:
        made.sluit()


class Bezoeker(httpx.Client):
    """A browser with a session of its own."""

    def __init__(self, adres: str) -> None:
        super().__init__(base_url=adres, timeout=300)
        assert self.get("/toegang", params={"token": TOKEN}).status_code == 303

    @property
    def bewijs(self) -> str:
        return str(re.findall(r'name="_bewijs" value="([^"]+)"', self.get("/").text)[0])

    def insturen(self, data: bytes, naam: str = "invoer.xlsx", **velden: str) -> str:
        """Send a workbook, and wait until it is checked; returns the path of the job."""
        sent = self.post("/taken", data={"_bewijs": self.bewijs, **velden}, files={"bestand": (naam, data, XLSX)})
        assert sent.status_code == 303, sent.text
        return self.wacht(sent.headers["location"], "controleer")

    def doe(self, path: str, **velden: str) -> httpx.Response:
        return self.post(path, data={"_bewijs": self.bewijs, **velden})

    def wacht(self, taak: str, wat: str) -> str:
        while "hx-refresh" not in self.get(f"{taak}/voortgang/{wat}").headers:
            time.sleep(0.1)
        return taak
