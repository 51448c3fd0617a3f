"""In which round an answer was given, and what it says of a later version of the input."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from mo_report.antwoorden.antwoord import Antwoord
from mo_report.engine.rekenen import Result
from mo_report.engine.units import DATUM
from mo_report.invoer.openen import InputBook
from mo_report.lib.bevinding import Finding, warning
from mo_report.lib.namen import normalized
from mo_report.lib.notatie import show
from mo_report.model import Algemeen
from mo_report.verhaal.reactie.punten import Punt

#: The part of a workbook that says when it was saved.
_KERN = "docProps/core.xml"


class Ingezonden(Protocol):
    """A file that somebody sent in."""

    bestand: str
    aanbieder: str
    opgeslagen: datetime | None
    telt: bool
    bevindingen: list[Finding]


def newest_counts(answers: Sequence[Ingezonden]) -> None:
    """Of two answers of one aanbieder the newest counts, and it is said so."""
    newest: dict[str, Ingezonden] = {}
    for answer in answers:
        if answer.aanbieder:
            name = normalized(answer.aanbieder)
            other = newest.get(name)
            newest[name] = answer if other is None or _saved(answer) >= _saved(other) else other
    for answer in answers:
        best = newest.get(normalized(answer.aanbieder), answer)
        if best is not answer:
            answer.telt = False
            answer.bevindingen.append(
                warning(
                    answer.bestand,
                    "",
                    f"Van {answer.aanbieder} is er ook een ander antwoord. ‘{best.bestand}’ is het laatst opgeslagen"
                    f"{_moment(best)} en telt; dit bestand{_moment(answer)} telt niet.",
                    "één antwoord van elke aanbieder",
                    "Geef alleen het antwoord op dat moet tellen, als dat een ander is.",
                )
            )


def _saved(answer: Ingezonden) -> datetime:
    return answer.opgeslagen or datetime.min


def _moment(answer: Ingezonden) -> str:
    saved = answer.opgeslagen
    return f" ({show(saved.date(), DATUM)}, {saved:%H.%M} uur)" if saved else ""


def place_in_round(answer: Antwoord, opened: InputBook, own: Result) -> None:
    """In which round it was given, and whether that round was still open."""
    general = own.dossier.one(Algemeen)
    answer.ronde = general.texts.get(Algemeen.ronde.name, "")
    answer.opgeslagen = saved_at(opened)
    late = too_late(own, answer.opgeslagen)
    if late:
        answer.te_laat = True
        answer.odd("", late, "een antwoord op tijd", "De reacties staan in het register. Besluit of u ze nog meeneemt.")


def too_late(resultaat: Result, saved: datetime | None) -> str:
    """What is said of a file that was saved after the round had closed; empty where it is in time."""
    closing = resultaat.dossier.one(Algemeen).values.get(Algemeen.sluiting)
    last = closing.waarde if closing else None
    if not isinstance(last, date) or saved is None or saved.date() <= last:
        return ""
    day = show(saved.date(), DATUM)
    return f"Het bestand is opgeslagen op {day}, na het sluiten van de ronde ({show(last, DATUM)})."


def saved_at(opened: InputBook) -> datetime | None:
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
