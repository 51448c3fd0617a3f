"""The marked copy, made beside its place and put there only when it proves to be right."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from mo_report.lib.bevinding import Bevinding
from mo_report.lib.celnaam import plaats
from mo_report.lib.namen import sleutel
from mo_report.terug.blad import Regel, sheet_xml
from mo_report.terug.cellen import markeer
from mo_report.terug.markup import NietTeMarkeren
from mo_report.terug.opmerkingen import Opmerkingen
from mo_report.terug.pakket import Pakket
from mo_report.terug.stijlen import Stijlen
from mo_report.terug.toets import toets
from mo_report.terug.werkmap import Vel, Werkmap

_AL_EEN = "Deze cel had al een opmerking; de bevinding staat daarom alleen op dit blad."


def schrijf_terug(invoer: Path, kopie: Path, bevindingen: list[Bevinding]) -> None:
    """Write a copy of the input in which the findings are marked.

    Raises NietTeMarkeren where the input cannot be patched safely, OSError where the copy cannot
    be written.
    """
    pakket = Pakket.open(invoer)
    try:
        werkmap, touched = _patched(pakket, bevindingen)
    except (ValueError, LookupError) as error:  # a number that is none, or points at nothing
        raise NietTeMarkeren("in het bestand staat een verwijzing die niet klopt") from error
    kopie.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".mo-report-", dir=kopie.parent) as folder:
        made = Path(folder) / "kopie.xlsx"
        pakket.write(made)
        toets(pakket, made, touched, werkmap.eigen.titel if werkmap.eigen else "")
        os.replace(made, kopie)


def _patched(pakket: Pakket, bevindingen: list[Bevinding]) -> tuple[Werkmap, dict[str, set[str]]]:
    """Make all changes; returns the workbook and the cells that changed, by part."""
    werkmap = Werkmap(pakket)
    stijlen = Stijlen(werkmap.stijlen())
    by_sheet = _by_sheet(werkmap, bevindingen)
    remarks: dict[Bevinding, str] = {}
    links = {b: v.titel for v, found in by_sheet.items() for b in found}
    touched: dict[str, set[str]] = {}
    for vel in werkmap.vellen:
        found = by_sheet.get(vel, [])
        marks = {b.cel: b.ernst for b in found}
        marks |= {b.cel: b.ernst for b in found if b.is_fout}
        touched[vel.part] = markeer(pakket.document(vel.part), marks, stijlen)
        comments = Opmerkingen(pakket, vel.part)
        remarks |= {b: _AL_EEN for b in found if b.cel in comments.bezet}
        free = [b for b in found if b.cel not in comments.bezet]
        comments.vervang({cel: _note(free, cel) for cel in dict.fromkeys(b.cel for b in free)})
    regels = [Regel(b, links.get(b, ""), remarks.get(b, "")) for b in bevindingen]
    werkmap.zet_voorop(sheet_xml(regels, stijlen), len(regels))
    stijlen.finish()
    pakket.finish()
    return werkmap, touched


def _by_sheet(werkmap: Werkmap, bevindingen: list[Bevinding]) -> dict[Vel, list[Bevinding]]:
    """The findings that point at a cell of the workbook, by sheet."""
    exact = {v.titel: v for v in werkmap.vellen}
    alike = {sleutel(v.titel): v for v in werkmap.vellen}
    found: dict[Vel, list[Bevinding]] = {}
    for finding in bevindingen:
        vel = exact.get(finding.blad) or alike.get(sleutel(finding.blad))
        if vel and plaats(finding.cel):
            found.setdefault(vel, []).append(finding)
    return found


def _note(found: list[Bevinding], cel: str) -> str:
    texts = []
    for finding in found:
        if finding.cel == cel:
            lines = [f"{finding.ernst.capitalize()}: {finding.wat}"]
            lines.append(f"Verwacht: {finding.verwacht}.")
            if finding.herstel:
                lines.append(f"Herstel: {finding.herstel}")
            texts.append("\n".join(lines))
    return "\n\n".join(texts)
