"""Files: those that a job made, and those that the pages themselves need."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from mo_report.lib.lettertype import STIJLEN, templates
from mo_report.web.gesprek import UITVOER, ZIP
from mo_report.web.koppen import DOCUMENT
from mo_report.web.paginas import Binnen, taak_van
from mo_report.web.tonen import stijlblad

router = APIRouter(include_in_schema=False)
#: What the pages load: a name, and the file with its kind.
EIGEN = {"utrecht.css": "text/css", "htmx.min.js": "text/javascript", "verbinding.js": "text/javascript"}
#: A browser may keep these for an hour.
BEWAREN = {"cache-control": "public, max-age=3600"}


@router.get("/taken/{key}/bestanden.zip")
async def alles(request: Request, own: Binnen, key: str) -> Response:
    """Every file of a run."""
    job = taak_van(request, own, key)
    if job.loop("bereken").antwoord is None:
        raise HTTPException(404)
    return FileResponse(job.pad(ZIP), filename="mo-report.zip", media_type="application/zip")


@router.get("/taken/{key}/bestanden/{naam:path}")
async def bestand(request: Request, own: Binnen, key: str, naam: str, bekijk: bool = False) -> Response:
    """A file of a run: only what that run says it made, whatever the name looks like."""
    job = taak_van(request, own, key)
    made = job.loop("bereken").antwoord or {}
    if naam not in made.get("bestanden", []):
        raise HTTPException(404)
    path = job.pad(UITVOER) / naam
    if bekijk and path.suffix == ".html":
        return FileResponse(path, media_type="text/html", headers={"content-security-policy": DOCUMENT})
    return FileResponse(path, filename=naam.replace("/", "-"))


@router.get("/eigen/stijl.css")
async def stijl() -> Response:
    return Response(stijlblad(), media_type="text/css", headers=BEWAREN)


@router.get("/eigen/letter-{stijl}.ttf")
async def letter(stijl: str) -> Response:
    if stijl not in STIJLEN:
        raise HTTPException(404)
    path = Path(str(templates())) / "fonts" / f"SourceSans3-{stijl}.ttf"
    return FileResponse(path, media_type="font/ttf", headers=BEWAREN)


@router.get("/eigen/{naam}")
async def eigen(naam: str) -> Response:
    if naam not in EIGEN:
        raise HTTPException(404)
    return FileResponse(Path(str(templates())) / "web" / naam, media_type=EIGEN[naam], headers=BEWAREN)
