"""The marked copy, made beside its place and put there only when it proves to be right."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from mo_report.lib.bevinding import Finding
from mo_report.lib.celnaam import row_and_column
from mo_report.lib.kantoor import ODS, NoOffice, is_ods, to_xlsx, write_ods
from mo_report.lib.namen import key_of
from mo_report.terug.blad import FindingLine, sheet_xml
from mo_report.terug.cellen import mark_cells
from mo_report.terug.markup import CannotMark
from mo_report.terug.opmerkingen import Comments
from mo_report.terug.pakket import Package
from mo_report.terug.stijlen import Styles
from mo_report.terug.toets import verify_copy
from mo_report.terug.werkmap import PackageSheet, WorkbookPart

_AL_EEN = "Deze cel had al een opmerking; de bevinding staat daarom alleen op dit blad."


def write_marked(invoer: Path, kopie: Path, bevindingen: list[Finding]) -> None:
    """Write a copy of the input in which the findings are marked.

    Raises CannotMark where the input cannot be patched safely, OSError where the copy cannot
    be written.
    """
    if is_ods(invoer.read_bytes()):
        _write_marked_ods(invoer, kopie, bevindingen)
        return
    pakket = Package.open(invoer)
    try:
        werkmap, touched = _patched(pakket, bevindingen)
    except (ValueError, LookupError) as error:  # a number that is none, or points at nothing
        raise CannotMark("in het bestand staat een verwijzing die niet klopt") from error
    kopie.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".mo-report-", dir=kopie.parent) as folder:
        made = Path(folder) / "kopie.xlsx"
        pakket.write(made)
        verify_copy(pakket, made, touched, werkmap.eigen.titel if werkmap.eigen else "")
        os.replace(made, kopie)


def _write_marked_ods(invoer: Path, kopie: Path, bevindingen: list[Finding]) -> None:
    """The marked copy of an OpenDocument spreadsheet, by way of Excel and back."""
    with tempfile.TemporaryDirectory(prefix="mo-report-") as folder:
        source, marked = Path(folder) / "bron.xlsx", Path(folder) / "kopie.xlsx"
        try:
            source.write_bytes(to_xlsx(invoer.read_bytes()))
            write_marked(source, marked, bevindingen)
            write_ods([marked])
        except NoOffice as error:
            raise CannotMark(str(error).rstrip(".")) from error
        kopie.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(marked.with_suffix(ODS), kopie)


def _patched(pakket: Package, bevindingen: list[Finding]) -> tuple[WorkbookPart, dict[str, set[str]]]:
    """Make all changes; returns the workbook and the cells that changed, by part."""
    werkmap = WorkbookPart(pakket)
    stijlen = Styles(werkmap.stijlen())
    by_sheet = _by_sheet(werkmap, bevindingen)
    remarks: dict[Finding, str] = {}
    links = {b: v.titel for v, found in by_sheet.items() for b in found}
    touched: dict[str, set[str]] = {}
    for vel in werkmap.vellen:
        found = by_sheet.get(vel, [])
        marks = {b.cel: b.ernst for b in found}
        marks |= {b.cel: b.ernst for b in found if b.is_fout}
        touched[vel.part] = mark_cells(pakket.document(vel.part), marks, stijlen)
        comments = Comments(pakket, vel.part)
        remarks |= {b: _AL_EEN for b in found if b.cel in comments.bezet}
        free = [b for b in found if b.cel not in comments.bezet]
        comments.vervang({cel: _note(free, cel) for cel in dict.fromkeys(b.cel for b in free)})
    regels = [FindingLine(b, links.get(b, ""), remarks.get(b, "")) for b in bevindingen]
    werkmap.zet_voorop(sheet_xml(regels, stijlen), len(regels))
    stijlen.finish()
    pakket.finish()
    return werkmap, touched


def _by_sheet(werkmap: WorkbookPart, bevindingen: list[Finding]) -> dict[PackageSheet, list[Finding]]:
    """The findings that point at a cell of the workbook, by sheet."""
    exact = {v.titel: v for v in werkmap.vellen}
    alike = {key_of(v.titel): v for v in werkmap.vellen}
    found: dict[PackageSheet, list[Finding]] = {}
    for finding in bevindingen:
        vel = exact.get(finding.blad) or alike.get(key_of(finding.blad))
        if vel and row_and_column(finding.cel):
            found.setdefault(vel, []).append(finding)
    return found


def _note(found: list[Finding], cel: str) -> str:
    texts = []
    for finding in found:
        if finding.cel == cel:
            lines = [f"{finding.ernst.capitalize()}: {finding.wat}"]
            changed = finding.ernst == "wijziging"
            lines.append(finding.verwacht if changed else f"Verwacht: {finding.verwacht}.")
            if finding.herstel:
                lines.append(finding.herstel if changed else f"Herstel: {finding.herstel}")
            texts.append("\n".join(lines))
    return "\n\n".join(texts)
