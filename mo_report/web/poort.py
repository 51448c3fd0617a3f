"""Who comes in: a token or a reverse proxy says so, and a session remembers it."""

from __future__ import annotations

import hashlib
import secrets
import time
from dataclasses import dataclass, field

from starlette.requests import Request

from mo_report.web.instellingen import Instellingen

BEWIJS, BEWIJSKOP = "_bewijs", "x-bewijs"
#: Sessions at once; the one that was used longest ago goes first.
MEESTE_SESSIES = 2_000
#: Seconds after which a session that nobody used is over.
VERLOOPT = 12 * 3600


class GeenToegang(Exception):
    """Nobody that the server knows."""


class VreemdeNaam(Exception):
    """Another name than our own in `Host`: a page elsewhere that points its name at this machine."""


class Vervalst(Exception):
    """A request that did not come from a page of this server."""


@dataclass
class Sessie:
    """A browser that came in. `bewijs` proves that a form is from one of our own pages."""

    eigenaar: str
    bewijs: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    gebruikt: float = field(default_factory=time.monotonic)


def eigen_naam(request: Request) -> None:
    """Raises VreemdeNaam where no proxy looked at the name and it is not ours."""
    own: Instellingen = request.app.state.instelling
    if not own.gebruiker and request.headers.get("host", "").partition(":")[0] not in own.hosts:
        raise VreemdeNaam


class Poort:
    """Knows the sessions, and what opens the door."""

    def __init__(self, instelling: Instellingen) -> None:
        self.instelling = instelling
        self._sessies: dict[str, Sessie] = {}

    def gebruiker(self, request: Request) -> str:
        """Who the reverse proxy says it is; empty where no proxy is asked for. Raises GeenToegang."""
        if not self.instelling.gebruiker:
            return ""
        names = request.headers.getlist(self.instelling.gebruiker)
        # Two of them: one may be the visitor's own.
        if len(names) != 1 or not (name := names[0].strip()):
            raise GeenToegang
        return hashlib.sha256(name.encode()).hexdigest()

    def is_bekend(self, request: Request) -> bool:
        """Whether the proxy says who it is."""
        try:
            return bool(self.gebruiker(request))
        except GeenToegang:
            return False

    def sessie(self, request: Request) -> Sessie:
        """The session of a request. Raises GeenToegang."""
        user = self.gebruiker(request)
        found = self._sessies.get(request.cookies.get(self.instelling.koekje, ""))
        if found and time.monotonic() - found.gebruikt > VERLOOPT:
            found = None
        if found is None or not found.eigenaar.startswith(f"{user}:"):
            raise GeenToegang
        found.gebruikt = time.monotonic()
        return found

    def open(self, request: Request, token: str = "") -> str:
        """Begin a session; returns what the cookie says. Raises GeenToegang."""
        user = self.gebruiker(request)
        if not user and not self.past(token):
            raise GeenToegang
        if len(self._sessies) >= MEESTE_SESSIES:
            self._sessies.pop(min(self._sessies, key=lambda k: self._sessies[k].gebruikt))
        key = secrets.token_urlsafe(32)
        # What somebody whom the proxy knows makes is theirs, in whatever browser; else it is the session's.
        self._sessies[key] = Sessie(f"{user}:" if user else f":{secrets.token_urlsafe(16)}")
        return key

    def past(self, token: str) -> bool:
        return secrets.compare_digest(token.encode(), self.instelling.token.encode())

    def drager(self, request: Request) -> str:
        """Whose the jobs are of a request to the HTTP interface. Raises GeenToegang."""
        user = self.gebruiker(request)
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        if kind.casefold() != "bearer" or not self.past(token.strip()):
            raise GeenToegang
        return f"{user}:api"

    @staticmethod
    def controleer(request: Request, sessie: Sessie, bewijs: str) -> None:
        """Raises Vervalst where a change was asked by another page than our own."""
        site = request.headers.get("sec-fetch-site", "same-origin")
        if site not in ("same-origin", "none") or not secrets.compare_digest(bewijs.encode(), sessie.bewijs.encode()):
            raise Vervalst
