"""In which round an answer was given, and what it says of a later version of the input."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from mo_report.antwoorden.antwoord import Antwoord
from mo_report.engine.rekenen import Result
from mo_report.engine.units import DATUM
from mo_report.invoer.openen import InputBook
from mo_report.lib.notatie import show
from mo_report.model import Algemeen
from mo_report.verhaal.reactie.punten import Punt

#: The part of a workbook that says when it was saved.
_KERN = "docProps/core.xml"


def place_in_round(answer: Antwoord, opened: InputBook, own: Result) -> None:
    """In which round it was given, and whether that round was still open."""
    general = own.dossier.one(Algemeen)
    answer.ronde = general.texts.get(Algemeen.ronde.name, "")
    answer.opgeslagen = _opgeslagen(opened)
    closing = general.values.get(Algemeen.sluiting)
    last = closing.waarde if closing else None
    if isinstance(last, date) and answer.opgeslagen and answer.opgeslagen.date() > last:
        answer.te_laat = True
        saved = show(answer.opgeslagen.date(), DATUM)
        answer.odd(
            "",
            f"Het bestand is opgeslagen op {saved}, na het sluiten van de ronde ({show(last, DATUM)}).",
            "een antwoord op tijd",
            "De reacties staan in het register. Besluit of u ze nog meeneemt.",
        )


def _opgeslagen(opened: InputBook) -> datetime | None:
    """When a file says that it was saved, by the clock in the Netherlands; None where it does not say so."""
    with zipfile.ZipFile(io.BytesIO(opened.data)) as archive:
        said = archive.read(_KERN) if _KERN in archive.namelist() else b""
    moment: datetime | None = opened.openpyxl.properties.modified if b"modified" in said else None
    if moment is None:
        return None
    with suppress(ZoneInfoNotFoundError):
        return moment.replace(tzinfo=UTC).astimezone(ZoneInfo("Europe/Amsterdam")).replace(tzinfo=None)
    return moment


def bring_up_to_date(answer: Antwoord, points: Mapping[str, Punt]) -> None:
    """What was said of an earlier version, as it is about this one."""
    kept = []
    for reactie in answer.reacties:
        punt, old = points.get(reactie.punt.kenmerk), reactie.punt
        said, was = (_getoond(old, v) for v in (reactie.waarde, old.waarde))
        if punt is None or punt.waarde == reactie.waarde:
            why = "staat niet meer in deze versie" if punt is None else f"is in deze versie al {said}"
            answer.opmerkingen.append((old.onderwerp, f"{said} ({why}): {reactie.reden}"))
            continue
        kept.append(replace(reactie, punt=punt, over="" if punt.waarde == old.waarde else was))
    answer.reacties = kept


def _getoond(punt: Punt, value: Decimal | str | None) -> str:
    return value if isinstance(value, str) else show(value, punt.record.unit(punt.column))
