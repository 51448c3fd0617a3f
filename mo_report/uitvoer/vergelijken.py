"""What changed from one input to another, and what that does to tariffs and budget."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from math import isclose
from typing import Any

from mo_report.engine.dossier import Record
from mo_report.engine.rekenen import Result
from mo_report.engine.schema import Column
from mo_report.model import Locatietarief, Regiototaal
from mo_report.model.tarieven import leidende
from mo_report.model.velden import velden

Plain = dict[str, Any]
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
            unit = (after.get(name) or before[name])["eenheid"]
            yield {"naam": name, "oud": old, "nieuw": new} | ({"eenheid": unit} if what == "waarde" else {})


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
