"""What goes around every answer: headers that keep a browser strict, and a bound on what comes in."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Nothing but our own files, no frame, no script or style in a page.
STRENG = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
#: A document of a run has its style and its fonts inside, and can do nothing.
DOCUMENT = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; frame-ancestors 'none'; "
    "base-uri 'none'; form-action 'none'; sandbox allow-popups"
)
#: Bytes of a form that has a token.
KLEIN = 10_000
VAST = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


class TeGroot(Exception):
    """More came in than one request may have, in MB."""


class Koppen:
    """Around everything: puts the headers on every answer; what an answer says itself counts.

    A part of a file (Range) is not given: the whole comes instead. HEAD is GET without the body. What goes
    wrong in the program was answered and logged without values inside; it goes no further than here, where
    the server would print it with all it says.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        head, begun = scope["method"] == "HEAD", False
        asked = [(name, value) for name, value in scope["headers"] if name not in (b"range", b"if-range")]
        inner = {**scope, "headers": asked, "method": "GET" if head else scope["method"]}

        async def with_headers(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(scope=message)
                for name, value in VAST.items():
                    headers.setdefault(name, value)
                headers.setdefault("content-security-policy", STRENG)
                headers.setdefault("cache-control", "no-store")
                del headers["accept-ranges"]
            await send({**message, "body": b""} if head and "body" in message else message)

        try:
            await self.app(inner, receive, with_headers)
        except Exception:
            if not begun:
                raise


class Grens:
    """Stops reading a request where it has more bytes than it may. Raises TeGroot while it is read.

    `deur` is the path where anybody may send something: there is no more to it than a token.
    """

    def __init__(self, app: ASGIApp, most: int, deur: str) -> None:
        self.app, self.most, self.deur = app, most, deur

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        most, read = KLEIN if scope.get("path") == self.deur else self.most, 0

        async def bounded() -> Message:
            nonlocal read
            message = await receive()
            if message["type"] == "http.request":
                read += len(message.get("body", b""))
                if read > most:
                    raise TeGroot(most // 1_000_000)
            return message

        await self.app(scope, bounded if scope["type"] == "http" else receive, send)
