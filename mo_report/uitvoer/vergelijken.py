"""What changed from one input to another, and what that does to tariffs and budget."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from math import isclose
from pathlib import Path
from typing import Any

from mo_report.engine.dossier import Record
from mo_report.engine.rekenen import Result, calculate
from mo_report.engine.schema import Column
from mo_report.engine.units import DATUM
from mo_report.lib.namen import folder_name
from mo_report.lib.notatie import show
from mo_report.model import Aanbieder, Algemeen, Locatietarief, Regiototaal
from mo_report.model.tarieven import leidende
from mo_report.model.velden import velden
from mo_report.uitvoer.plaatsen import OutputError, OutputFolder, sha256, write_manifest
from mo_report.werkboek.versieboek import write_versions

Plain = dict[str, Any]
VERSCHILLEN, MANIFEST = "verschillen.xlsx", "vergelijk-manifest.json"
_TARIEF = Locatietarief.tarief_per_plek_per_etmaal_afgerond


def compare(oud: Result, nieuw: Result) -> Plain:
    """The differences as plain data: amounts in euro, percentages as fractions.

    Values are those of `velden`, by name: rows or columns in another order, and a file that another
    program saved, make no difference. A value, tariff or source that is in one of them only has
    None on the other side.
    """
    before, after = ({f["naam"]: f for f in velden(r.dossier)} for r in (oud, nieuw))
    return {
        "waarden": list(_changed(before, after, "waarde")),
        "bronnen": list(_changed(before, after, "bron")),
        "tarieven": list(_tariffs(oud, nieuw)),
        "budget": _moved(_budget(oud), _budget(nieuw)),
        "leidende_tariefvariant": {"oud": leidende(oud).name, "nieuw": leidende(nieuw).name},
    }


def _changed(before: dict[str, Plain], after: dict[str, Plain], what: str) -> Iterator[Plain]:
    """What a value, or its source with its status, was and is; in the order of the new input."""
    for name in dict.fromkeys([*after, *before]):
        old, new = ((_told(f[name], what) if name in f else None) for f in (before, after))
        if what == "bron" and None in (old, new):
            continue  # a value that came or went is told as a value
        if not _same(old, new):
            field = after.get(name) or before[name]
            where = {k: field[k] for k in ("blad", "cel", *(["eenheid"] if what == "waarde" else []))}
            yield {"naam": name, "oud": old, "nieuw": new} | where


def _told(field: Plain, what: str) -> Any:
    if what == "waarde":
        return field["waarde"]
    return ", ".join(x for x in (field["status"], field["bron"]) if x)


def _same(old: object, new: object) -> bool:
    if isinstance(old, int | float) and isinstance(new, int | float):
        return isclose(old, new, rel_tol=1e-12)
    return old == new


def _tariffs(oud: Result, nieuw: Result) -> Iterator[Plain]:
    """The tariffs per plek per etmaal that differ, of every locatie and tariefvariant."""
    before, after = ({r.key: (result, r) for r in result.dossier[Locatietarief]} for result in (oud, nieuw))
    for key in dict.fromkeys([*after, *before]):
        old, new = (_number(found.get(key), _TARIEF) for found in (before, after))
        if old != new:
            _, record = after.get(key) or before[key]
            names = {k: record.texts.get(k, "") for k in ("aanbieder", "locatie", "tariefvariant")}
            yield names | _moved(old, new)


def _budget(result: Result) -> Decimal | None:
    """What the leading variant costs in a year."""
    (total,) = result.dossier.matching(Regiototaal, {"tariefvariant": leidende(result).key[0]})
    return _number((result, total), Regiototaal.budget)


def _number(found: tuple[Result, Record] | None, column: Column) -> Decimal | None:
    value = found[0].value(found[1], column) if found else None
    return value if isinstance(value, Decimal) else None


def _moved(old: Decimal | None, new: Decimal | None) -> Plain:
    def plain(x: Decimal | None) -> float | None:
        return None if x is None else float(x)

    change = new - old if old is not None and new is not None else None
    return {"oud": plain(old), "nieuw": plain(new), "verschil": plain(change)}


def write_comparison(oud: Result, nieuw: Result, uit: Path, *, overschrijf: bool) -> tuple[list[str], list[str]]:
    """Write the differences as a workbook and, for each aanbieder, those that are its own.

    Each extract is made from what is that aanbieder's alone. Returns the names of the files, and the
    aanbieders that are in one of the inputs only, for whom there is none. Raises OutputError.
    """
    both, alone = _aanbieders(oud, nieuw)
    names = {VERSCHILLEN: (oud, nieuw, "Verschillen tussen twee versies")}
    for name, (old, new) in both.items():
        own = calculate(oud.dossier.per_aanbieder(old)), calculate(nieuw.dossier.per_aanbieder(new))
        names[f"{folder_name(name)}/{VERSCHILLEN}"] = (*own, f"Verschillen tussen twee versies: {name}")
    folder = OutputFolder(uit, MANIFEST)
    if (changed := folder.changed(list(names))) and not overschrijf:
        raise OutputError(
            f"‘{uit / changed[0]}’ is gewijzigd of niet door mo-report gemaakt. Kies een andere map, "
            "of geef --overschrijf op om het te vervangen."
        )
    versions = [_version(r) for r in (oud, nieuw)]
    with folder.open() as plek:
        for file, (old_result, new_result, title) in names.items():
            path = plek.nieuw / file
            path.parent.mkdir(exist_ok=True)
            write_versions(compare(old_result, new_result), title, versions, _day(nieuw), path)
        left = {"programma": "mo-report", "uitvoer": {n: sha256(plek.nieuw / n) for n in names}}
        write_manifest(plek, MANIFEST, left)
        plek.plaats(folder.over(list(names)))
    return list(names), alone


def _aanbieders(oud: Result, nieuw: Result) -> tuple[dict[str, tuple[Record, Record]], list[str]]:
    """The aanbieders of both inputs, by name; and the names of those that are in one only."""
    before, after = ({r.key[0]: r for r in result.dossier[Aanbieder]} for result in (oud, nieuw))
    both = {r.name: (before[key], r) for key, r in after.items() if key in before}
    return both, [r.name for key, r in {**before, **after}.items() if (key in before) != (key in after)]


def _version(result: Result) -> str:
    """What somebody calls an input: its version, and its day."""
    general = result.dossier.one(Algemeen)
    version = general.texts.get(Algemeen.versie.name, "")
    return ", ".join(x for x in (f"versie {version}" if version else "", show(_day(result), DATUM)) if x)


def _day(result: Result) -> date:
    day = result.dossier.one(Algemeen).values[Algemeen.datum].waarde
    assert isinstance(day, date)
    return day
