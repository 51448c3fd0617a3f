"""An independent calculation, written out by hand from the fields of the data dictionary."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from mo_report.invoer import read_input
from mo_report.model.velden import velden
from mo_report.uitvoer.gegevens import as_data

SET = "parametersets.hhm-2020"
LOCATIE = "locaties.kennemerhof"
UREN = "urennormen.haarlem.24-uurs.woonbegeleiding-beperkt"
MIX = f"{SET}.opleidingsmix.woonbegeleiding-beperkt"
LASTEN = f"{SET}.sociale-lasten"


@pytest.fixture(scope="session")
def invoer(kleintje: Path) -> Path:
    return kleintje


def by_hand(v: dict[str, Decimal]) -> tuple[Decimal, Decimal]:
    """Uurtarief woonbegeleiding beperkt of HHM 2020, and the tariff of the Kennemerhof."""
    maandloon = Decimal(0)
    for niveau in ("mbo-4", "hbo"):
        salaris = Decimal(0)
        for cao, schalen in (("ggz", ("40", "45", "50")), ("sociaal-werk", ("6", "7", "8"))):
            for schaal in schalen:
                deel = v.get(f"{SET}.inschaling.{niveau}.{cao}-{schaal}", Decimal(0))
                maximum = v[f"salarisschalen.{cao}-{schaal}.maximum"]
                salaris += deel * v[f"{SET}.caomix.{cao}"] * v[f"{SET}.deel-schaalmaximum"] * maximum
        maandloon += v[f"{MIX}.{niveau}"] * salaris
    jaarloon = v["algemeen.maanden-per-jaar"] * maandloon * (
        1 + v[f"{SET}.vakantietoeslag"] + v[f"{SET}.eindejaarsuitkering"]
        + v[f"{SET}.ort.woonbegeleiding-beperkt"]
    )  # fmt: skip
    s = f"{SET}.sociale-lasten."
    laag = v[s + "awf-aandeel-laag"]
    lasten = (
        v[s + "aof"] + laag * v[s + "awf-laag"] + (1 - laag) * v[s + "awf-hoog"] + v[s + "zvw"]
        + v[s + "whk"] + v[s + "pensioen"] + v[s + "andere-personeelskosten"]
    )  # fmt: skip
    kostprijs = (
        jaarloon * (1 + lasten) * (1 + v[f"{SET}.overige-kosten"]) * (1 + v[f"{SET}.overhead"])
        * (1 + v[f"{SET}.risico"])
    )  # fmt: skip
    d = f"{SET}.declarabele-uren."
    niet = ("feestdagen", "verlof", "verzuim", "opleiding", "overleg", "overig")
    uurtarief = kostprijs / (v[d + "bruto"] - sum(v[d + n] for n in niet))
    uren = v[UREN]
    piket = v[f"{SET}.nachtvarianten.piket.uren"] * uurtarief
    kosten = v["locaties.kennemerhof.huisvesting.bedrag"] + v["locaties.kennemerhof.hotelmatig.bedrag"]
    return uurtarief, uren * uurtarief / v["algemeen.groepsgrootte"] + piket + kosten


CHANGES = {
    "niets": {},
    "overhead": {f"{SET}.overhead": "0.2755"},
    "verlof": {f"{SET}.declarabele-uren.verlof": "233.5"},
    "schaalmaximum": {"salarisschalen.ggz-45.maximum": "3501.17"},
    "sociale lasten": {f"{LASTEN}.pensioen": "0.0975", f"{LASTEN}.awf-aandeel-laag": "0.7"},
    "mix": {f"{MIX}.mbo-4": "0.55", f"{MIX}.hbo": "0.45"},
    "ORT": {f"{SET}.ort.woonbegeleiding-beperkt": "0.1465"},
    "locatie": {f"{LOCATIE}.huisvesting.bedrag": "31.25", UREN: "16.2"},
    "groep en piket": {"algemeen.groepsgrootte": "20", f"{SET}.nachtvarianten.piket.uren": "0.05"},
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_result_is_what_an_independent_calculation_gives(change: dict[str, str], invoer: Path, tmp_path: Path) -> None:
    first = read_input(invoer).resultaat
    assert first is not None
    fields: list[dict[str, Any]] = json.loads(json.dumps(velden(first.dossier)))
    values = {f["naam"]: Decimal(str(f["waarde"])) for f in fields if _is_number(f["waarde"])}
    book = load_workbook(invoer)
    for name, number in change.items():
        field = next(f for f in fields if f["naam"] == name)
        book[field["blad"]][field["cel"]].value = float(number)
        values[name] = Decimal(number)
    path = tmp_path / "gewijzigd.xlsx"
    book.save(path)
    result = read_input(path).resultaat
    assert result is not None
    data = as_data(result)
    uurtarief, tarief = by_hand(values)
    product = data["parametersets"]["hhm-2020"]["producten"]["woonbegeleiding-beperkt"]
    assert product["uurtarief"] == pytest.approx(float(uurtarief), rel=1e-12)
    locatie = next(x for x in data["locaties"] if x["locatie"] == "Kennemerhof" and x["leidend"])
    found = locatie["regels"]["tarief_per_plek_per_etmaal"]
    assert found == pytest.approx(float(tarief), rel=1e-12)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float)
