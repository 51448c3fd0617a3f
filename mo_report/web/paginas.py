"""The pages on which somebody begins, checks and computes."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from mo_report.model import INVOERBLADEN
from mo_report.model.routes import ROUTES, Way
from mo_report.model.vragen import VRAGEN
from mo_report.web.insturen import INVOER, alleen_utf8, bestanden, bewaar, eenmalig, formulier, getoond, soort
from mo_report.web.poort import Sessie
from mo_report.web.taken import Taak
from mo_report.web.tonen import poort_van, sessie, taken_van, toon

router = APIRouter(include_in_schema=False)
Binnen = Annotated[Sessie, Depends(sessie)]
#: What somebody wants to know, and the questions that a workbook needs for it.
WENSEN: dict[str, tuple[str, tuple[str, ...]]] = {
    "plek": ("Wat kost een plek?", ()),
    "reeel": ("Is ons tarief reëel?", ("producten", "geldende-tarieven", "reele-prijs", "onderbouwing")),
}
#: Questions that an answer to a route asks.
_VAN_ROUTES = {b.vraag for route in ROUTES for way in route.wegen for b in way.delen if isinstance(b, type)}


def taak_van(request: Request, own: Sessie, key: str) -> Taak:
    """A job of this session. Raises HTTPException 404."""
    found = taken_van(request).van(own.eigenaar, key)
    if found is None:
        raise HTTPException(404)
    return found


def naar(path: str) -> RedirectResponse:
    return RedirectResponse(path, 303)


TOEGANG = "/toegang"


@router.get(TOEGANG)
async def toegang(request: Request, token: str = "") -> Response:
    """The address with the token: it opens the door, and is left out of the address bar."""
    return binnen(request, token)


@router.post(TOEGANG)
async def toegang_post(request: Request) -> Response:
    alleen_utf8(request)
    async with request.form(max_files=0, max_fields=5) as form:
        return binnen(request, str(form.get("token", "")))


def binnen(request: Request, token: str, verder: str = "/") -> Response:
    """Begin a session. Raises GeenToegang."""
    key = poort_van(request).open(request, token)
    answer = naar(verder)
    secure = request.url.scheme == "https" or bool(request.app.state.instelling.gebruiker)
    name = poort_van(request).instelling.koekje
    answer.set_cookie(name, key, httponly=True, samesite="strict", secure=secure, path="/")
    return answer


@router.get("/")
async def begin(request: Request) -> Response:
    return toon(request, "begin.html.j2", sessie(request), wensen=WENSEN)


@router.get("/begin/{wens}")
async def vragen(request: Request, own: Binnen, wens: str) -> Response:
    if wens not in WENSEN:
        raise HTTPException(404)
    title, asked = WENSEN[wens]
    more = {key: text for key, text in VRAGEN.items() if key not in _VAN_ROUTES}
    return toon(request, "vragen.html.j2", own, titel=title, routes=_routes(), vragen=more, gekozen=asked)


def _routes() -> list[tuple[str, list[tuple[str, str]]]]:
    """The routes that make a difference to which sheets there are: the question, and its answers."""
    found = [(r.vraag, [(",".join(_vragen(w)), w.woord) for w in r.wegen]) for r in ROUTES]
    return [(question, ways) for question, ways in found if any(keys for keys, _ in ways)]


def _vragen(way: Way) -> list[str]:
    sheets = (part for part in way.delen if isinstance(part, type) and part in INVOERBLADEN)
    return list(dict.fromkeys(b.vraag for b in sheets if b.vraag))


@router.post("/sjabloon")
async def sjabloon(request: Request, own: Binnen) -> Response:
    async with formulier(request, own) as form:
        said = [str(v) for field in ("route", "vraag") for v in form.getlist(field)]
        said += [str(v) for name, v in form.multi_items() if name.startswith("route-")]
        sets = str(form.get("sets", "1"))
    asked = [q for text in said for q in text.split(",") if q in VRAGEN]
    number = int(sets) if len(sets) == 1 and sets in "123456789" else 1
    taken = taken_van(request)
    job = await taken.nieuw(own.eigenaar, "sjabloon", "invoer.xlsx")
    try:
        await taken.doe(job, "sjabloon", naam=job.bestand, vragen=list(dict.fromkeys(asked)), sets=number)
        data = job.pad(job.bestand).read_bytes()
    finally:
        await taken.verwijder(job)
    return _werkmap(data, "invoer.xlsx")


def _werkmap(data: bytes, name: str) -> Response:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return Response(data, media_type=kind, headers={"content-disposition": f'attachment; filename="{name}"'})


@router.post("/voorbeeld")
async def voorbeeld(request: Request, own: Binnen) -> Response:
    """The Haarlem example as a job."""
    async with formulier(request, own):
        pass
    taken = taken_van(request)
    job = await taken.nieuw(own.eigenaar, "Voorbeeld Haarlem", "invoer.xlsx")
    async with taken.of_weg(job):
        await taken.doe(job, "voorbeeld", naam=job.bestand)
        taken.begin(job, "controleer", bestand=job.bestand)
    return naar(f"/taken/{job.id}")


@router.post("/taken")
async def insturen(request: Request, own: Binnen) -> Response:
    """A workbook to check; `vorige` is the job of the version before it."""
    async with formulier(request, own) as form:
        files = bestanden(form, "bestand")
        if not files:
            return toon(request, "begin.html.j2", own, 422, wensen=WENSEN, melding="Kies eerst een bestand.")
        name = getoond(files[0])
        taken = taken_van(request)
        earlier = taken.van(own.eigenaar, str(form.get("vorige", "")))
        job = await taken.nieuw(own.eigenaar, name, INVOER + soort(name))
        async with taken.of_weg(job):
            await bewaar(files[0], job.pad(job.bestand))
            if earlier:
                job.vorige = (earlier.loop("controleer").antwoord or {}).get("bevindingen", [])
            taken.begin(job, "controleer", bestand=job.bestand)
    return naar(f"/taken/{job.id}")


@router.get("/taken/{key}")
async def controle(request: Request, own: Binnen, key: str) -> Response:
    job = taak_van(request, own, key)
    loop = job.loop("controleer")
    if loop.antwoord is None:
        return _wacht(request, own, job, "controleer", "Wij controleren uw werkmap")
    found: list[dict[str, Any]] = loop.antwoord["bevindingen"]
    sheets: dict[str, list[dict[str, Any]]] = {}
    for finding in sorted(found, key=lambda f: f["ernst"] != "fout"):
        sheets.setdefault(finding["blad"], []).append(finding)
    now = {(f["blad"], f["wat"]) for f in found}
    mended = [f for f in job.vorige if (f["blad"], f["wat"]) not in now]
    counts = [sum(f["ernst"] == kind for f in found) for kind in ("fout", "waarschuwing")]
    return toon(
        request,
        "controle.html.j2",
        own,
        taak=job,
        bladen=sheets,
        opgelost=mended,
        fouten=counts[0],
        waarschuwingen=counts[1],
        antwoord=loop.antwoord,
    )


def _wacht(request: Request, own: Sessie, job: Taak, wat: str, titel: str) -> Response:
    """A page that waits for something long, or says why it stopped."""
    loop = job.loop(wat)
    status = 500 if loop.staat == "fout" else 200
    return toon(request, "wacht.html.j2", own, status, taak=job, wat=wat, titel=titel, loop=loop)


@router.get("/taken/{key}/voortgang/{wat}")
async def voortgang(request: Request, own: Binnen, key: str, wat: str) -> Response:
    """How far something is; when it is done the browser gets the page anew."""
    job = taak_van(request, own, key)
    loop = job.loop(wat)
    answer = toon(request, "voortgang.html.j2", own, taak=job, wat=wat, loop=loop)
    if loop.staat in ("klaar", "fout"):
        answer.headers["hx-refresh"] = "true"
    return answer


@router.get("/taken/{key}/gemarkeerd")
async def gemarkeerd(request: Request, own: Binnen, key: str) -> Response:
    """The user's workbook with the findings marked in it."""
    job = taak_van(request, own, key)
    kind = soort(job.bestand)
    made = await taken_van(request).doe(job, "markeer", bestand=job.bestand, naam=job.even(kind))
    return eenmalig(job.pad(made["bestand"]), f"gemarkeerd{kind}")


@router.post("/taken/{key}/berekening")
async def bereken(request: Request, own: Binnen, key: str) -> Response:
    job = taak_van(request, own, key)
    async with formulier(request, own) as form:
        ods = form.get("ods") == "ja"
    taken_van(request).begin(job, "bereken", bestand=job.bestand, ods=ods)
    return naar(f"/taken/{key}/uitkomst")


@router.get("/taken/{key}/uitkomst")
async def uitkomst(request: Request, own: Binnen, key: str) -> Response:
    job = taak_van(request, own, key)
    loop = job.loop("bereken")
    if loop.antwoord is None:
        if "bereken" not in job.lopen:
            return naar(f"/taken/{key}")
        return _wacht(request, own, job, "bereken", "Wij berekenen de tarieven")
    documents: dict[str, list[str]] = {}
    for name in loop.antwoord["bestanden"]:
        # The same document for paper, the screen and Excel; what belongs to a file for programs has its name.
        documents.setdefault(name.partition(".")[0], []).append(name)
    return toon(request, "uitkomst.html.j2", own, taak=job, antwoord=loop.antwoord, documenten=documents)


@router.post("/taken/{key}/verwijder")
async def verwijder(request: Request, own: Binnen, key: str) -> Response:
    job = taak_van(request, own, key)
    async with formulier(request, own):
        await taken_van(request).verwijder(job)
    return naar("/")
