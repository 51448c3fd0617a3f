"""The pages on which somebody follows a euro, tries other values, compares, and reads answers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fastapi import APIRouter
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from mo_report.web.insturen import bestanden, bewaar, eenmalig, formulier, getoond, soort
from mo_report.web.paginas import Binnen, naar, taak_van
from mo_report.web.taken import Taak
from mo_report.web.tonen import HTMX, taken_van, toon

router = APIRouter(include_in_schema=False)
#: The fields of a what-if begin so; which of them had something wrong is in this one.
VELD, FOUTVELD = "p.", "fout"
#: Scenarios that a job keeps.
MEESTE_SCENARIOS = 10


@router.get("/taken/{key}/volg")
async def zoek(request: Request, own: Binnen, key: str, q: str = "") -> Response:
    """Figures to begin with, or those that are called so."""
    job = taak_van(request, own, key)
    found = await taken_van(request).doe(job, "zoek", bestand=job.bestand, woorden=q[:200])
    return toon(request, "zoek.html.j2", own, taak=job, q=q[:200], gevonden=found)


@router.get("/taken/{key}/volg/{nummer}")
async def volg(request: Request, own: Binnen, key: str, nummer: int) -> Response:
    """A figure: as a page, or unfolded on the page that asks for it."""
    job = taak_van(request, own, key)
    found = await taken_van(request).doe(job, "volg", bestand=job.bestand, nummer=nummer)
    inside = HTMX in request.headers
    return toon(request, "cijfer.html.j2" if inside else "volg.html.j2", own, taak=job, c=found)


@router.get("/taken/{key}/watals")
async def watals(request: Request, own: Binnen, key: str) -> Response:
    """With what was typed last: who looks elsewhere and comes back loses nothing."""
    job = taak_van(request, own, key)
    return await _watals(request, own, job, job.getypt)


@router.post("/taken/{key}/watals")
async def reken(request: Request, own: Binnen, key: str) -> Response:
    """The tariffs with what is typed: only these where the page asks, else the whole page."""
    job = taak_van(request, own, key)
    async with formulier(request, own) as form:
        typed, what, name = _typed(form), str(form.get("wat", "")), str(form.get("scenario", "")).strip()[:60]
        wrong = [str(v) for v in form.getlist(FOUTVELD)]
    if what == "opnieuw":
        typed = {}
    job.getypt = typed
    if what == "bewaar" and name and (name in job.scenarios or len(job.scenarios) < MEESTE_SCENARIOS):
        job.scenarios[name] = typed
    if what == "invoer":
        made = await taken_van(request).doe(
            job, "watals_invoer", bestand=job.bestand, waarden=typed, naam=job.even(".xlsx")
        )
        return eenmalig(job.pad(made["bestand"]), "wat-als.xlsx")
    if HTMX in request.headers:
        found = await taken_van(request).doe(job, "watals", bestand=job.bestand, waarden=typed)
        told = [n for n in dict.fromkeys((*wrong, *found["fouten"])) if n in typed]
        return toon(request, "watals-deel.html.j2", own, u=found, opnieuw=told, foutveld=FOUTVELD)
    return await _watals(request, own, job, typed)


async def _watals(request: Request, own: Binnen, job: Taak, typed: dict[str, str]) -> Response:
    taken = taken_van(request)
    groups = await taken.doe(job, "parameters", bestand=job.bestand)
    found = await taken.doe(job, "watals", bestand=job.bestand, waarden=typed)
    kept = {
        name: await taken.doe(job, "watals", bestand=job.bestand, waarden=values)
        for name, values in list(job.scenarios.items())
    }
    words = {"g": groups, "u": found, "getypt": typed, "bewaard": kept, "veld": VELD, "foutveld": FOUTVELD}
    return toon(request, "watals.html.j2", own, taak=job, **words)


def _typed(form: FormData) -> dict[str, str]:
    return {name[len(VELD) :]: str(v)[:60] for name, v in form.multi_items() if name.startswith(VELD)}


@router.get("/taken/{key}/vergelijk")
async def vergelijken(request: Request, own: Binnen, key: str) -> Response:
    return toon(request, "vergelijk.html.j2", own, taak=taak_van(request, own, key), v=None, oud="")


@router.post("/taken/{key}/vergelijk")
async def vergelijk(request: Request, own: Binnen, key: str) -> Response:
    """This input beside an earlier version."""
    job = taak_van(request, own, key)
    async with formulier(request, own) as form:
        files = bestanden(form, "bestand")
        if not files:
            return toon(request, "vergelijk.html.j2", own, 422, taak=job, v=None, oud="", melding="Kies een bestand.")
        called = getoond(files[0])
        taken = taken_van(request)
        name = job.even(soort(called))
        try:
            await bewaar(files[0], job.pad(name))
            found = await taken.doe(job, "vergelijk", oud=name, nieuw=job.bestand)
        finally:
            job.pad(name).unlink(missing_ok=True)
    return toon(request, "vergelijk.html.j2", own, taak=job, v=found, oud=called)


@router.get("/taken/{key}/zeker")
async def zeker(request: Request, own: Binnen, key: str) -> Response:
    """What the tariffs can be, with the bounds in the input."""
    job = taak_van(request, own, key)
    found = await taken_van(request).doe(job, "bandbreedte", bestand=job.bestand)
    return toon(request, "zekerheid.html.j2", own, taak=job, stukken=found["stukken"])


@router.get("/taken/{key}/antwoorden")
async def antwoorden(request: Request, own: Binnen, key: str) -> Response:
    job = taak_van(request, own, key)
    return toon(request, "antwoorden.html.j2", own, taak=job, loop=job.loop("reacties"))


@router.post("/taken/{key}/antwoorden")
async def reacties(request: Request, own: Binnen, key: str) -> Response:
    """The tariefbladen that came back, together."""
    job = taak_van(request, own, key)
    async with formulier(request, own) as form:
        files = bestanden(form, "bestand")
        if not files:
            return toon(
                request, "antwoorden.html.j2", own, 422, taak=job, loop=job.loop("reacties"), melding="Kies bestanden."
            )
        sent = []
        for file in files:
            name = job.even(soort(getoond(file)))
            await bewaar(file, job.pad(name))
            sent.append([name, getoond(file)])
        more = {"register": "", "eerder": ""}
        for field in more:
            for file in bestanden(form, field)[:1]:
                more[field] = job.even(soort(getoond(file)))
                await bewaar(file, job.pad(more[field]))
    taken_van(request).begin(job, "reacties", bestand=job.bestand, antwoorden=sent, **more)
    return naar(f"/taken/{key}/antwoorden")


#: What is made of decisions: the file as it is called when it is downloaded.
VAN_BESLUITEN = {"overnemen": "invoer-met-besluiten.xlsx", "nota": "nota-en-antwoorden.zip"}


@router.post("/taken/{key}/besluiten")
async def besluiten(request: Request, own: Binnen, key: str) -> Response:
    """From a register with decisions to a new input, or to the nota; what is wrong is told on the page."""
    job, taken = taak_van(request, own, key), taken_van(request)
    words = {"taak": job, "loop": job.loop("reacties")}
    async with formulier(request, own) as form:
        files, what = bestanden(form, "register"), str(form.get("wat", ""))
        if not files or what not in VAN_BESLUITEN:
            return toon(request, "antwoorden.html.j2", own, 422, **words, melding="Kies eerst uw register.")
        name, target = job.even(soort(getoond(files[0]))), VAN_BESLUITEN[what]
        later = bestanden(form, "nieuw")[:1] if what == "nota" else []
        names: dict[str, Any] = {"register": name}
        if later:
            names["nieuw"] = job.even(soort(getoond(later[0])))
        try:
            for file, where in zip((files[0], *later), names.values(), strict=True):
                await bewaar(file, job.pad(where))
            made = job.even(Path(target).suffix)
            done = await taken.doe(job, what, bestand=job.bestand, naam=made, **names)
        finally:
            for where in names.values():
                job.pad(where).unlink(missing_ok=True)
    told = [f | {"blad": f["blad"].replace(name, getoond(files[0]))} for f in done["bevindingen"]]
    if done["bestand"] and not told:
        return eenmalig(job.pad(made), target)
    if done["bestand"]:
        # Something to know first: the file waits for a click.
        job.wachtend[made] = target
    code = 200 if done["bestand"] else 422
    return toon(request, "antwoorden.html.j2", own, code, **words, besluiten=told, gemaakt=done["bestand"])


@router.get("/taken/{key}/gemaakt/{naam}")
async def gemaakt(request: Request, own: Binnen, key: str, naam: str) -> Response:
    """A file that was made with something to know about it, once."""
    job = taak_van(request, own, key)
    target = job.wachtend.pop(naam, None)
    if target is None:
        raise HTTPException(404)
    return eenmalig(job.pad(naam), target)


@router.get("/taken/{key}/register.xlsx")
async def register(request: Request, own: Binnen, key: str) -> Response:
    job = taak_van(request, own, key)
    made = (job.loop("reacties").antwoord or {}).get("bestand")
    if not made:
        raise HTTPException(404)
    return FileResponse(job.pad(made), filename="reactieregister.xlsx")
