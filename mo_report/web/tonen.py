"""Pages: a template with words, in the house style."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from mo_report import __version__
from mo_report.bijlage.huisstijl import default_style
from mo_report.lib.lettertype import templates
from mo_report.lib.notatie import show_euro
from mo_report.web.poort import BEWIJS, GeenToegang, Poort, Sessie
from mo_report.web.taken import Taken

#: The header of a request that the script of a page makes, for a part of it.
HTMX = "hx-request"


@cache
def omgeving() -> Environment:
    """The templates of the pages: all that is filled in is text."""
    made = Environment(
        loader=FileSystemLoader([Path(str(templates())) / "web", Path(str(templates()))]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(versie=__version__, bewijsveld=BEWIJS)
    made.filters["euro"] = lambda x: show_euro(Decimal(str(x)))
    made.filters["als"] = lambda row, *names: [row[n] for n in names]
    return made


def poort_van(request: Request) -> Poort:
    found = request.app.state.poort
    assert isinstance(found, Poort)
    return found


def taken_van(request: Request) -> Taken:
    found = request.app.state.taken
    assert isinstance(found, Taken)
    return found


def sessie(request: Request) -> Sessie:
    """The session of a request. Raises GeenToegang."""
    return poort_van(request).sessie(request)


def toon(request: Request, sjabloon: str, own: Sessie | None, code: int = 200, **woorden: Any) -> HTMLResponse:
    """A page, or a part of one."""
    jobs = taken_van(request).alle_van(own.eigenaar) if own else []
    text = omgeving().get_template(sjabloon).render(bewijs=own.bewijs if own else "", taken=jobs, **woorden)
    return HTMLResponse(text, code)


def foutdeel(status: int, melding: str) -> HTMLResponse:
    """What went wrong, in the place of the part of a page that was asked for."""
    return HTMLResponse(omgeving().get_template("fout-deel.html.j2").render(melding=melding), status)


def foutpagina(request: Request, status: int, melding: str, **headers: str) -> HTMLResponse:
    """What went wrong, and the way back; without a session also the way in."""
    try:
        own: Sessie | None = sessie(request)
    except GeenToegang:
        own = None
    inside = bool(request.app.state.instelling.gebruiker)
    page = toon(request, "fout.html.j2", own, status, melding=melding, token=own is None and not inside)
    for name, value in headers.items():
        page.headers[name.replace("_", "-")] = value
    return page


@cache
def stijlblad() -> str:
    """The style of the pages: tokens of the design system, from the house style of the documents."""
    return omgeving().get_template("stijl.css.j2").render(k=default_style().kleuren)
