"""The server: pages, the HTTP interface, and what goes wrong, each in words for who asked."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import RedirectResponse, Response
from starlette.routing import Match

from mo_report import __version__
from mo_report.lib.verslag import log_error
from mo_report.web import api, bestanden, opvraagpagina, paginas, proeven
from mo_report.web.gesprek import Afgewezen, Gestopt, Verwijderd
from mo_report.web.instellingen import Instellingen
from mo_report.web.koppen import Grens, TeGroot
from mo_report.web.poort import GeenToegang, Poort, Vervalst, VreemdeNaam, eigen_naam
from mo_report.web.taken import GESTOPT, Taken, Vol
from mo_report.web.tonen import HTMX, foutdeel, foutpagina, poort_van

#: Seconds between two looks at what may go.
OPRUIMEN = 60.0
#: In the address of somebody who has just come in.
NIEUW = "nieuw"
ROUTERS = (paginas.router, proeven.router, opvraagpagina.router, bestanden.router, api.router)
BEREIKBAAR = "De bladzijde is er niet. Ga terug naar het begin."


def maak_app(instelling: Instellingen) -> FastAPI:
    """The application of a server."""

    @asynccontextmanager
    async def leven(app: FastAPI) -> AsyncIterator[None]:
        app.state.taken = Taken(instelling)
        opruimer = asyncio.create_task(_ruim_op(app.state.taken))
        try:
            yield
        finally:
            opruimer.cancel()
            app.state.taken.sluit()

    app = FastAPI(
        title="mo-report",
        version=__version__,
        description=api.OVER,
        openapi_url=f"{api.PAD}/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=leven,
        dependencies=[Depends(eigen_naam)],
        redirect_slashes=False,
    )
    app.state.poort, app.state.instelling = Poort(instelling), instelling
    for router in ROUTERS:
        app.include_router(router)
    app.openapi = lambda: api.beschrijving(app)  # type: ignore[method-assign]
    _fouten(app)
    app.add_middleware(Grens, most=instelling.upload, deur=paginas.TOEGANG)
    return app


async def _ruim_op(taken: Taken) -> None:
    while True:
        await asyncio.sleep(OPRUIMEN)
        await taken.ruim_op()


def _fouten(app: FastAPI) -> None:
    """What an exception becomes: a problem for a program, a page for a person."""

    def told(request: Request, status: int, melding: str, **headers: str) -> Response:
        if _is_api(request):
            return api.probleem(status, melding, **headers)
        if HTMX in request.headers:
            return foutdeel(status, melding)
        return foutpagina(request, status, melding, **headers)

    @app.exception_handler(GeenToegang)
    async def _(request: Request, __: Exception) -> Response:
        behind, page = instelling_van(app).gebruiker, not _is_api(request)
        if behind and not poort_van(request).is_bekend(request):
            return told(request, 403, "De beveiliging van uw organisatie zegt niet wie u bent. Vraag uw beheerder.")
        if behind and page and NIEUW in request.query_params:
            return told(request, 403, "Uw browser bewaart het cookie niet. Gebruik het adres met https.")
        if behind and page:
            # Somebody whom the proxy knows, with a session that is over: begin again.
            at_door = request.url.path == "/"
            return paginas.binnen(request, "", f"/?{NIEUW}=1") if at_door else RedirectResponse("/", 303)
        headers = {} if page else {"www_authenticate": "Bearer"}
        return told(request, 401, "U bent niet binnen, of uw sessie is afgelopen.", **headers)

    @app.exception_handler(Vervalst)
    async def _(request: Request, __: Exception) -> Response:
        return told(request, 403, "Dit verzoek kwam niet van een bladzijde van mo-report. Ga terug en probeer opnieuw.")

    @app.exception_handler(Vol)
    async def _(request: Request, error: Exception) -> Response:
        return told(request, 503, str(error), retry_after="60")

    @app.exception_handler(VreemdeNaam)
    async def _(request: Request, __: Exception) -> Response:
        return told(request, 400, "Dit adres hoort niet bij mo-report. Gebruik het adres dat u van uw beheerder kreeg.")

    @app.exception_handler(TeGroot)
    async def _(request: Request, error: Exception) -> Response:
        most = f": hoogstens {error.args[0]} MB in één keer" if error.args[0] else ""
        return told(request, 413, f"Wat u stuurt is te groot{most}.", connection="close")

    @app.exception_handler(ClientDisconnect)
    async def _(_: Request, __: Exception) -> Response:
        return Response(status_code=400)  # nobody reads it

    @app.exception_handler(Afgewezen)
    async def _(request: Request, error: Exception) -> Response:
        return told(request, 422, str(error))

    @app.exception_handler(Verwijderd)
    async def _(request: Request, __: Exception) -> Response:
        return told(request, 404, "Deze taak is verwijderd.")

    @app.exception_handler(Gestopt)
    async def _(request: Request, __: Exception) -> Response:
        return told(request, 500, GESTOPT)

    @app.exception_handler(RequestValidationError)
    async def _(request: Request, __: Exception) -> Response:
        return told(request, 400, "Dit verzoek klopt niet. Kijk in de beschrijving van de interface.")

    @app.exception_handler(HTTPException)
    async def _(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        words = {404: BEREIKBAAR, 405: "Dat kan hier niet."}
        headers = {k.lower().replace("-", "_"): v for k, v in (error.headers or {}).items()}
        if error.status_code == 405:
            headers["allow"] = ", ".join(_wegen(request))
        return told(request, error.status_code, words.get(error.status_code, "Dit verzoek kan niet."), **headers)

    @app.exception_handler(Exception)
    async def _(request: Request, error: Exception) -> Response:
        log_error(error)
        return told(request, 500, "Er ging iets mis in het programma. Probeer het opnieuw, of meld het uw beheerder.")


def _is_api(request: Request) -> bool:
    return f"{request.url.path}/".startswith(f"{api.PAD}/")


def _wegen(request: Request) -> list[str]:
    """What can be done at an address: all methods of all routes that fit it."""
    routes = [r for router in ROUTERS for r in router.routes if isinstance(r, APIRoute)]
    return sorted({m for r in routes if r.matches(dict(request.scope))[0] is not Match.NONE for m in r.methods or ()})


def instelling_van(app: FastAPI) -> Instellingen:
    found = app.state.instelling
    assert isinstance(found, Instellingen)
    return found
