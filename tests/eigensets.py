"""The Haarlem example with a set that is a copy of another, for one aanbieder, perceel or locatie."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from mo_report.engine.schema import PARAMETER, WAARDE
from mo_report.model import INVOERBLADEN, Eigenset, Locatie, Parameterset, Perceel
from mo_report.model.voorbeeld.gegevens import haarlem

BASIS, EIGEN = "HHM 2020", "Eigen 2020"
RIBW, HVO = "RIBW K/AM", "HVO-Querido"


def met_set(data: dict[str, Any], name: str = EIGEN, *, overhead: str = "0.25", **where: str) -> dict[str, Any]:
    """The same input, in which this set takes the place of the advised one; only its overhead differs."""
    sheets = data["bladen"]
    for block in INVOERBLADEN:
        if block is not Parameterset and any(k.name == "parameterset" for k in block.key_columns()):
            rows = sheets.get(block.title, [])
            rows += [{**r, "parameterset": name} for r in rows if r.get("parameterset") == BASIS]
    sheets[Parameterset.title].append({"parameterset": name})
    for row in sheets["Opslagen"]:
        if row["parameterset"] == name and row[PARAMETER] == "overhead":
            row[WAARDE] = Decimal(overhead)
    sheets.setdefault(Eigenset.title, []).append({"parameterset": name, "basis": BASIS, **where})
    return data


def in_percelen(data: dict[str, Any]) -> dict[str, Any]:
    """The locaties in two percelen: those in Haarlem, and the others."""
    data["bladen"][Perceel.title] = [{"perceel": "Haarlem"}, {"perceel": "Regio"}]
    for row in data["bladen"][Locatie.title]:
        row.pop("ook_in", None)
        row["perceel"] = "Haarlem" if row["plaats"] == "Haarlem" else "Regio"
    return data


def voor_ribw() -> dict[str, Any]:
    return met_set(haarlem(), aanbieder=RIBW)
