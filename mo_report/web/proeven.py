"""The pages on which somebody follows a euro, tries other values, compares, and reads answers."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from mo_report.web.insturen import bestanden, bewaar, formulier, getoond, soort
from mo_report.web.paginas import Binnen, naar, taak_van
from mo_report.web.taken import Taak
from mo_report.web.tonen import taken_van, toon

router = APIRouter(include_in_schema=False)
#: The fields of a what-if begin so; scenarios that a job keeps.
VELD, MEESTE_SCENARIOS = "p.", 10
OUD, REGISTER = "oud", "register"


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
    inside = "hx-request" in request.headers
    return toon(request, "cijfer.html.j2" if inside else "volg.html.j2", own, taak=job, c=found)


@router.get("/taken/{key}/watals")
async def watals(request: Request, own: Binnen, key: str) -> Response:
    return await _watals(request, own, taak_van(request, own, key), {})


@router.post("/taken/{key}/watals")
async def reken(request: Request, own: Binnen, key: str) -> Response:
    """The tariffs with what is typed: only these where the page asks, else the whole page."""
    job = taak_van(request, own, key)
    async with formulier(request, own) as form:
        typed, what, name = _typed(form), str(form.get("wat", "")), str(form.get("scenario", "")).strip()[:60]
    if what == "bewaar" and name and (name in job.scenarios or len(job.scenarios) < MEESTE_SCENARIOS):
        job.scenarios[name] = typed
    if what == "invoer":
        made = await taken_van(request).doe(
            job, "watals_invoer", bestand=job.bestand, waarden=typed, naam="wat-als.xlsx"
        )
        return FileResponse(job.pad(made["bestand"]), filename="wat-als.xlsx")
    if "hx-request" in request.headers:
        found = await taken_van(request).doe(job, "watals", bestand=job.bestand, waarden=typed)
        return toon(request, "watals-uitkomst.html.j2", own, u=found)
    return await _watals(request, own, job, typed)


async def _watals(request: Request, own: Binnen, job: Taak, typed: dict[str, str]) -> Response:
    taken = taken_van(request)
    groups = await taken.doe(job, "parameters", bestand=job.bestand)
    found = await taken.doe(job, "watals", bestand=job.bestand, waarden=typed)
    kept = {
        name: await taken.doe(job, "watals", bestand=job.bestand, waarden=values)
        for name, values in job.scenarios.items()
    }
    return toon(request, "watals.html.j2", own, taak=job, g=groups, u=found, getypt=typed, bewaard=kept, veld=VELD)


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
        # A worker remembers what it read: each version has a name of its own.
        name = f"{OUD}-{len(list(job.map.glob(f'{OUD}-*')))}{soort(called)}"
        await bewaar(files[0], job.pad(name))
    found = await taken.doe(job, "vergelijk", oud=name, nieuw=job.bestand)
    return toon(request, "vergelijk.html.j2", own, taak=job, v=found, oud=called)


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
        for n, file in enumerate(files, 1):
            name = f"antwoord-{n}{soort(getoond(file))}"
            await bewaar(file, job.pad(name))
            sent.append([name, getoond(file)])
    taken_van(request).begin(job, "reacties", bestand=job.bestand, antwoorden=sent)
    return naar(f"/taken/{key}/antwoorden")


@router.get("/taken/{key}/register.xlsx")
async def register(request: Request, own: Binnen, key: str) -> Response:
    job = taak_van(request, own, key)
    made = (job.loop("reacties").antwoord or {}).get("bestand")
    if not made:
        raise HTTPException(404)
    return FileResponse(job.pad(made), filename="reactieregister.xlsx")
