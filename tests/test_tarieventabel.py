"""tarieven.csv: what the systems behind it read, and how a price per minute is rounded."""

from __future__ import annotations

import csv
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from uit_data import lees_data

from mo_report.engine.rekenen import Result
from mo_report.model import Locatietarief, Uurtarief, Uurtariefjaar
from mo_report.model.voorbeeld.gegevens import haarlem
from mo_report.uitvoer.tarieventabel import BESCHRIJVING, TARIEVEN, write_table

BEPERKT = "Woonbegeleiding beperkt"


def met(**texts: str) -> Result:
    """The example with more said of one product."""
    data = haarlem()
    (product,) = [r for r in data["bladen"]["Producten"] if r["product"] == BEPERKT]
    product.update(texts)
    found = lees_data(data).resultaat
    assert found is not None
    return found


def gelezen(result: Result, folder: Path) -> list[dict[str, str]]:
    """The table as its own description says that it must be read."""
    write_table(result, folder)
    about: dict[str, Any] = json.loads((folder / BESCHRIJVING).read_text("utf-8"))
    with (folder / about["url"]).open(encoding=about["dialect"]["encoding"], newline="") as file:
        rows = list(csv.DictReader(file, delimiter=about["dialect"]["delimiter"]))
    assert [c["name"] for c in about["tableSchema"]["columns"]] == list(rows[0])
    return rows


def bedrag(row: dict[str, str]) -> Decimal:
    return Decimal(row["tarief"].replace(",", "."))


def test_every_tariff_of_the_leading_variant_is_there(resultaat: Result, tmp_path: Path) -> None:
    rows = gelezen(resultaat, tmp_path)
    leading = {"tariefvariant": "hhm 2020, uren haarlem"}
    wanted = {
        r.texts["locatie"]: resultaat.number(r, Locatietarief.tarief_per_plek_per_etmaal_afgerond)
        for r in resultaat.dossier.matching(Locatietarief, leading)
    }
    assert {r["naam"]: bedrag(r) for r in rows if r["soort"] == "plek"} == wanted
    units = {r["naam"]: r["eenheid"] for r in rows if r["soort"] == "plek"}
    assert units["Haarlemmermeer"] == "gezin per etmaal" and units["Kennemerhof"] == "plek per etmaal"
    hours = resultaat.dossier.matching(Uurtarief, {"parameterset": "hhm 2020"})
    assert {r["naam"]: bedrag(r) for r in rows if r["soort"] == "uur"} == {
        r.texts["product"]: resultaat.number(r, Uurtarief.uurtarief_afgerond) for r in hours
    }
    assert {r["tarief"] for r in rows if r["naam"] == "Traject 3 uur"} == {"24,52"}
    assert [r["tarief"] for r in rows if r["soort"] == "dagopvang"] == ["113,04"]
    assert not (tmp_path / TARIEVEN).read_bytes().startswith(b"\xef\xbb\xbf")


def test_codes_and_a_price_per_minute(tmp_path: Path) -> None:
    """61,8479 an hour is 1,03 a minute; that makes 61,80 an hour."""
    result = met(code="15A12", taakveld="6.81", eenheid="minuut", afronding="centen per minuut")
    (row,) = [r for r in gelezen(result, tmp_path) if r["naam"] == BEPERKT]
    assert (row["productcode"], row["taakveld"], row["eenheid"], row["tarief"]) == ("15A12", "6.81", "minuut", "1,03")
    (own,) = result.dossier.matching(Uurtarief, {"parameterset": "hhm 2020", "product": BEPERKT.lower()})
    assert result.number(own, Uurtarief.uurtarief_afgerond) == Decimal("61.80")
    # What the model goes on with is not rounded.
    plain = met()
    (before,) = plain.dossier.matching(Uurtarief, {"parameterset": "hhm 2020", "product": BEPERKT.lower()})
    assert result.number(own, Uurtarief.uurtarief) == plain.number(before, Uurtarief.uurtarief)


def test_a_price_per_minute_stays_one_in_later_years() -> None:
    result = met(afronding="centen per minuut")
    years = result.dossier.matching(Uurtariefjaar, {"parameterset": "hhm 2020", "product": BEPERKT.lower()})
    assert years
    for year in years:
        cents = result.number(year, Uurtariefjaar.tarief) / 60 * 100
        assert cents == cents.to_integral_value()


def test_a_minute_of_an_hour_in_cents_has_more_decimals(tmp_path: Path) -> None:
    (row,) = [r for r in gelezen(met(eenheid="minuut"), tmp_path) if r["naam"] == BEPERKT]
    assert row["tarief"] == "1,0308"


@pytest.mark.parametrize("text", ["+cmd", "-2", "@x"])
def test_a_text_is_no_formula(text: str, tmp_path: Path) -> None:
    (row,) = [r for r in gelezen(met(code=text), tmp_path) if r["naam"] == BEPERKT]
    assert row["productcode"] == f"'{text}"
