"""The page on which somebody asks aanbieders for figures, or bidders for a price, and reads what came back."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from mo_report.antwoorden.inschrijving import GRENS
from mo_report.web.insturen import bestanden, bewaar, eenmalig, formulier, getoond, soort
from mo_report.web.paginas import Binnen, taak_van
from mo_report.web.taken import Taak
from mo_report.web.tonen import taken_van, toon

router = APIRouter(include_in_schema=False)
#: What can be made here: what its file is called, and whether files must be sent for it.
MAAKT = {
    "vragenlijsten": ("vragenlijsten.zip", False),
    "onderzoek": ("onderzoek.zip", True),
    "inschrijfstaten": ("inschrijfstaten.zip", False),
    "inschrijvingen": ("inschrijvingen.zip", True),
}
#: As many names as fit in a field, and as long as one may be.
MEESTE_NAMEN, LANGSTE_NAAM = 50, 120


@router.get("/taken/{key}/uitvraag")
async def uitvraag(request: Request, own: Binnen, key: str) -> Response:
    return _toon(request, own, taak_van(request, own, key))


@router.post("/taken/{key}/uitvraag")
async def maak(request: Request, own: Binnen, key: str) -> Response:
    """Make what was asked; where something is odd that is told first, and the file waits for a click."""
    job = taak_van(request, own, key)
    sent: list[list[str]] = []
    more: dict[str, Any] = {}
    names: list[str] = []
    try:
        async with formulier(request, own) as form:
            what = str(form.get("wat", ""))
            if what not in MAAKT:
                return _toon(request, own, job, 422, melding="Kies wat u wilt maken.")
            for file in bestanden(form, "bestand"):
                names.append(await _bewaard(job, file))
                sent.append([names[-1], getoond(file)])
            for file in bestanden(form, "vorig")[:1]:
                names.append(await _bewaard(job, file))
                more["vorig"] = names[-1]
            more |= _velden(form, what, more.get("vorig", ""))
        target, needs = MAAKT[what]
        if needs and not sent:
            return _toon(request, own, job, 422, melding="Kies eerst bestanden.")
        if what != "inschrijfstaten":
            more["gestuurd"] = sent
        made = job.even(".zip")
        done = await taken_van(request).doe(job, what, bestand=job.bestand, naam=made, **more)
    finally:
        for name in names:
            job.pad(name).unlink(missing_ok=True)
    told = done["bevindingen"]
    if done["bestand"] and not told:
        return eenmalig(job.pad(made), target)
    if done["bestand"]:
        job.wachtend[made] = target
    return _toon(request, own, job, 200 if done["bestand"] else 422, bevindingen=told, gemaakt=done["bestand"])


async def _bewaard(job: Taak, file: Any) -> str:
    name: str = job.even(soort(getoond(file)))
    await bewaar(file, job.pad(name))
    return name


def _velden(form: FormData, what: str, vorig: str) -> dict[str, Any]:
    """What else a form says."""
    if what == "onderzoek":
        return {"vorig": vorig, "openbaar": bool(form.get("openbaar"))}
    if what == "inschrijfstaten":
        lines = str(form.get("inschrijvers", "")).splitlines()[:MEESTE_NAMEN]
        return {"inschrijvers": [line.strip()[:LANGSTE_NAAM] for line in lines if line.strip()]}
    if what == "inschrijvingen":
        said = str(form.get("grens", ""))
        return {"grens": int(said) if said.isascii() and said.isdigit() and 0 < int(said) < 100 else GRENS}
    return {}


def _toon(request: Request, own: Any, job: Taak, code: int = 200, **more: Any) -> Response:
    return toon(request, "uitvraag.html.j2", own, code, taak=job, grens=GRENS, **more)


#: What may be told in a procesdossier, beside the input.
_BIJ_DOSSIER = ("register", "onderzoek", "vorige")


@router.post("/taken/{key}/dossier")
async def dossier(request: Request, own: Binnen, key: str) -> Response:
    """The procesdossier; what is wrong with a file that goes in it is told on the page."""
    job = taak_van(request, own, key)
    names: dict[str, Any] = {}
    called: dict[str, str] = {}
    try:
        async with formulier(request, own) as form:
            for field in _BIJ_DOSSIER:
                for file in bestanden(form, field)[:1]:
                    names[field] = await _bewaard(job, file)
                    called[names[field]] = getoond(file)
        made = job.even(".pdf")
        done = await taken_van(request).doe(job, "dossier", bestand=job.bestand, naam=made, **names)
    finally:
        for name in names.values():
            job.pad(name).unlink(missing_ok=True)
    if done["bestand"]:
        return eenmalig(job.pad(made), "procesdossier.pdf")
    told = done["bevindingen"]
    for name, theirs in called.items():
        told = [f | {"blad": f["blad"].replace(name, theirs)} for f in told]
    words = {"taak": job, "loop": job.loop("reacties"), "besluiten": told, "gemaakt": ""}
    return toon(request, "antwoorden.html.j2", own, 422, **words)
