"""The HTTP interface, after the Dutch design rules for REST APIs: a version in the path, nouns, problems as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any, Literal

import anyio
from fastapi import APIRouter, Depends, FastAPI, Query
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response

from mo_report import __version__
from mo_report.lib.bevinding import Finding
from mo_report.uitvoer.schrijven import RESULTAAT
from mo_report.voorcontrole.grenzen import BESTAND, MB
from mo_report.web.gesprek import UITVOER, ZIP, Afgewezen
from mo_report.web.insturen import INVOER
from mo_report.web.koppen import TeGroot
from mo_report.web.taken import Loop, Taak
from mo_report.web.tonen import poort_van, taken_van

PAD = "/api/v1"
OVER = "Berekent wat maatschappelijke opvang mag kosten. Het token staat in `Authorization: Bearer`."
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
PROBLEEM = "application/problem+json"
#: What each kind of problem is called.
TITELS = {
    400: "Het verzoek klopt niet",
    401: "Geen toegang",
    403: "Geen toegang",
    404: "Niet gevonden",
    405: "Dat kan hier niet",
    409: "Nog niet klaar",
    413: "Te groot",
    422: "De werkmap kan niet worden berekend",
    500: "Het programma is gestopt",
    503: "Het is te druk",
}


class Bevinding(BaseModel):
    """A finding, as `controleer --json` has it."""

    blad: str = Field(description="Het blad waar het staat.")
    cel: str = Field(description="De cel; leeg als het over een heel blad of bestand gaat.")
    wat: str = Field(description="Wat er niet klopt.")
    verwacht: str = Field(description="Wat er wordt verwacht.")
    herstel: str = Field(description="Hoe het te herstellen is.")
    ernst: Literal["fout", "waarschuwing"]


class Stand(BaseModel):
    """How far a job is."""

    id: str
    staat: Literal["wacht", "bezig", "klaar", "fout"]
    klaar: int = Field(description="Zoveel bestanden zijn er al.")
    totaal: int = Field(description="Zoveel bestanden worden het; 0 als dat nog niet bekend is.")
    melding: str = Field(description="Waarom het niet lukte; anders leeg.")


class Gezond(BaseModel):
    staat: Literal["gezond"]
    versie: str


class Probleem(BaseModel):
    """A problem, as RFC 9457 has it."""

    type: str
    title: str
    status: int
    detail: str
    bevindingen: list[Bevinding] | None = None


def probleem(status: int, detail: str, *bevindingen: dict[str, Any], **headers: str) -> JSONResponse:
    """What went wrong, for a program and for who reads it."""
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": TITELS.get(status, TITELS[400] if status < 500 else TITELS[500]),
        "status": status,
        "detail": detail,
    }
    if bevindingen:
        body["bevindingen"] = list(bevindingen)
    named = {name.replace("_", "-"): value for name, value in headers.items()} | {"api-version": __version__}
    return JSONResponse(body, status, named, media_type=PROBLEEM)


def drager(request: Request) -> str:
    """Whose the jobs are. Raises GeenToegang."""
    return poort_van(request).drager(request)


Drager = Annotated[str, Depends(drager)]


def _antwoorden(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """How the description tells of problems."""
    words = {
        401: "Het token ontbreekt of klopt niet.",
        403: "De proxy zegt niet wie dit vraagt.",
        400: "Het verzoek klopt niet.",
        404: "Deze taak is er niet, of is niet van u.",
        409: "De taak is nog niet klaar.",
        413: "De werkmap is te groot.",
        422: "De werkmap kan niet worden berekend.",
        500: "Het programma is gestopt.",
        503: "Het is te druk.",
    }
    schema = {"$ref": "#/components/schemas/Probleem"}
    return {s: {"description": words[s], "content": {PROBLEEM: {"schema": schema}}} for s in statuses}


#: The body is the workbook itself.
_WERKMAP = {
    "requestBody": {
        "required": True,
        "content": {kind: {"schema": {"type": "string", "format": "binary", "minLength": 1}} for kind in (XLSX, ODS)},
    }
}
_BEARER: dict[str, Any] = {"security": [{"Bearer": []}]}
_ALTIJD = (400, 401, 403, 500, 503)


router = APIRouter(prefix=PAD)


async def _werkmap(request: Request, eigenaar: str) -> Taak:
    """The workbook in the body, as a job. Raises Vol, TeGroot, Verwijderd or HTTPException."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    suffix = ".ods" if kind == ODS else ".xlsx"
    job = await taken_van(request).nieuw(eigenaar, INVOER, INVOER + suffix, programma=True)
    async with taken_van(request).of_weg(job):
        size = 0
        async with await anyio.open_file(job.pad(job.bestand), "wb") as target:
            async for part in request.stream():
                size += len(part)
                if size > BESTAND.most * MB:
                    raise TeGroot(BESTAND.most)
                await target.write(part)
        if not size:
            raise Leeg
    return job


class Leeg(HTTPException):
    """There is no workbook in the body."""

    def __init__(self) -> None:
        super().__init__(400)


@router.post(
    "/controleer",
    summary="Controleer een werkmap",
    response_model=list[Bevinding],
    responses=_antwoorden(*_ALTIJD, 413),
    openapi_extra=_WERKMAP | _BEARER,
)
async def controleer(request: Request, eigenaar: Drager) -> Response:
    """De bevindingen, zoals `mo-report controleer --json` ze geeft. Er blijft niets bewaard."""
    job = await _werkmap(request, eigenaar)
    try:
        found = await taken_van(request).doe(job, "controleer", bestand=job.bestand)
    finally:
        await taken_van(request).verwijder(job)
    return _json(found["bevindingen"])


@router.post(
    "/bereken",
    status_code=202,
    summary="Bereken alle bestanden",
    response_model=Stand,
    responses={
        202: {"headers": {"Location": {"description": "Het adres van de taak.", "schema": {"type": "string"}}}},
        **_antwoorden(*_ALTIJD, 413, 422),
    },
    openapi_extra=_WERKMAP | _BEARER,
)
async def bereken(
    request: Request,
    eigenaar: Drager,
    ods: Annotated[bool, Query(description="Maak ook OpenDocument-bestanden.")] = False,
) -> Response:
    """Begint een taak. Heeft de werkmap fouten, dan komen de bevindingen terug en begint er niets."""
    job, taken = await _werkmap(request, eigenaar), taken_van(request)
    async with taken.of_weg(job):
        found = await taken.doe(job, "controleer", bestand=job.bestand)
        if found["te_berekenen"]:
            loop = taken.begin(job, "bereken", bestand=job.bestand, ods=ods)
            return _json(_stand(job, loop), 202, location=f"{PAD}/taken/{job.id}")
    await taken.verwijder(job)
    return probleem(422, "De werkmap heeft fouten. Herstel die eerst.", *found["bevindingen"])


@router.get(
    "/taken/{id}",
    summary="Hoe ver een taak is",
    response_model=Stand,
    responses=_antwoorden(*_ALTIJD, 404),
    openapi_extra=_BEARER,
)
async def taak(request: Request, eigenaar: Drager, id: str) -> Response:
    """De staat van een taak."""
    job = _taak(request, eigenaar, id)
    return _json(_stand(job, job.loop("bereken")))


@router.delete(
    "/taken/{id}",
    status_code=204,
    summary="Verwijder een taak",
    responses=_antwoorden(*_ALTIJD, 404),
    openapi_extra=_BEARER,
)
async def verwijder(request: Request, eigenaar: Drager, id: str) -> Response:
    """Verwijdert een taak met al haar bestanden. Zonder verzoek gebeurt dat na een uur."""
    await taken_van(request).verwijder(_taak(request, eigenaar, id))
    return Response(status_code=204, headers={"api-version": __version__})


@router.get(
    "/taken/{id}/bestanden.zip",
    summary="Alle bestanden",
    response_class=FileResponse,
    responses={200: {"content": {"application/zip": {}}}, **_antwoorden(*_ALTIJD, 404, 409, 422)},
    openapi_extra=_BEARER,
)
async def bestanden(request: Request, eigenaar: Drager, id: str) -> Response:
    """Alle bestanden van een taak in één zip."""
    return _bestand(_klaar(request, eigenaar, id).pad(ZIP), "application/zip")


@router.get(
    "/taken/{id}/resultaat.json",
    summary="De uitkomsten",
    response_class=FileResponse,
    responses={200: {"content": {"application/json": {}}}, **_antwoorden(*_ALTIJD, 404, 409, 422)},
    openapi_extra=_BEARER,
)
async def resultaat(request: Request, eigenaar: Drager, id: str) -> Response:
    """De uitkomsten als gegevens; zie `docs/resultaat.schema.json`."""
    return _bestand(_klaar(request, eigenaar, id).pad(UITVOER) / RESULTAAT, "application/json")


@router.get("/gezond", summary="Of de dienst werkt", response_model=Gezond)
async def gezond() -> Response:
    """Zegt dat de dienst werkt, en welke versie het is. Zonder token."""
    return _json({"staat": "gezond", "versie": __version__})


def _taak(request: Request, eigenaar: str, key: str) -> Taak:
    found = taken_van(request).van(eigenaar, key)
    if found is None:
        raise HTTPException(404)
    return found


def _klaar(request: Request, eigenaar: str, key: str) -> Taak:
    """A job that is done. Raises HTTPException 404 or 409, and Afgewezen."""
    job = _taak(request, eigenaar, key)
    loop = job.loop("bereken")
    if loop.staat == "fout":
        raise Afgewezen(loop.melding)
    if loop.antwoord is None:
        raise HTTPException(409)
    return job


def _stand(job: Taak, loop: Loop) -> dict[str, Any]:
    return {
        "id": job.id,
        "staat": loop.staat,
        "klaar": loop.klaar,
        "totaal": loop.totaal,
        "melding": loop.melding,
    }


def _json(body: Any, status: int = 200, **headers: str) -> Response:
    text = json.dumps(body, ensure_ascii=False)
    return Response(text, status, headers | {"api-version": __version__}, media_type="application/json")


def _bestand(path: Path, kind: str) -> Response:
    return FileResponse(path, media_type=kind, filename=path.name, headers={"api-version": __version__})


def beschrijving(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI description: of the routes, with the problems and the token that they speak of."""
    if app.openapi_schema is None:
        made = FastAPI.openapi(app)
        parts = made["components"]
        problem = Probleem.model_json_schema(ref_template="#/components/schemas/{model}")
        parts["schemas"] |= problem.pop("$defs") | {Probleem.__name__: problem}
        parts["securitySchemes"] = {"Bearer": {"type": "http", "scheme": "bearer"}}
        for kind in ("HTTPValidationError", "ValidationError"):
            # What does not fit is told as a problem, with status 400.
            parts["schemas"].pop(kind, None)
        for operations in made["paths"].values():
            for operation in operations.values():
                told = operation["responses"].get("422", {}).get("content", {})
                if "application/json" in told:
                    operation["responses"].pop("422")
        app.openapi_schema = made
    return app.openapi_schema


#: The finding of the command and that of the interface are one thing.
assert list(Bevinding.model_fields) == list(Finding.__dataclass_fields__)
