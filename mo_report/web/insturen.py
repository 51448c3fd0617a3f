"""What people send: a form with files. A name that they give is for showing, never for a path."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path, PurePosixPath, PureWindowsPath

import anyio
from starlette.background import BackgroundTask
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse

from mo_report.voorcontrole.grenzen import BESTAND, MB
from mo_report.web.gesprek import Afgewezen, Verwijderd
from mo_report.web.poort import BEWIJS, BEWIJSKOP, Poort, Sessie

#: Files and fields in one form, and characters of a name that are shown.
MEEST_BESTANDEN, MEEST_VELDEN, MEEST_NAAM = 30, 1_000, 80
#: How the input of a job is called in its folder.
INVOER = "invoer"


def alleen_utf8(request: Request) -> None:
    """Raises HTTPException where a form says that its text is written in another way."""
    _, said, charset = request.headers.get("content-type", "").lower().partition("charset")
    if said and charset.strip(" =\"'").partition(";")[0].strip(" \"'") not in ("utf-8", "utf8"):
        raise HTTPException(400)


@asynccontextmanager
async def formulier(request: Request, sessie: Sessie) -> AsyncIterator[FormData]:
    """The form of a request. Raises Vervalst where it is none of ours."""
    alleen_utf8(request)
    async with request.form(max_files=MEEST_BESTANDEN, max_fields=MEEST_VELDEN) as form:
        given = request.headers.get(BEWIJSKOP) or form.get(BEWIJS, "")
        Poort.controleer(request, sessie, str(given))
        yield form


def bestanden(form: FormData, veld: str) -> list[UploadFile]:
    """The files that were chosen in a field; a field without one sends an empty name."""
    return [f for f in form.getlist(veld) if isinstance(f, UploadFile) and f.filename]


def getoond(file: UploadFile) -> str:
    """What a user calls a file, without the folders of his machine."""
    name = PurePosixPath(PureWindowsPath(file.filename or "").name).name
    return "".join(c for c in name if c.isprintable())[:MEEST_NAAM] or "bestand"


def soort(naam: str) -> str:
    """The kind of a workbook by its name: .ods, or else .xlsx."""
    return ".ods" if naam.lower().endswith(".ods") else ".xlsx"


def eenmalig(path: Path, naam: str) -> FileResponse:
    """A file that was made for one answer, and goes with it."""
    return FileResponse(path, filename=naam, background=BackgroundTask(path.unlink, missing_ok=True))


async def bewaar(file: UploadFile, path: Path) -> None:
    """Write what was sent to a file of our own. Raises Afgewezen where no workbook is so large, or Verwijderd."""
    if (file.size or 0) > BESTAND.most * MB:
        raise Afgewezen(BESTAND.te_veel(f"‘{getoond(file)}’").wat)

    def write() -> None:
        with path.open("wb") as target:
            shutil.copyfileobj(file.file, target)

    try:
        await anyio.to_thread.run_sync(write)
    except FileNotFoundError as error:
        raise Verwijderd from error
