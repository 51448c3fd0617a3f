"""Two versions of an input side by side: what changed, and what that does."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from conftest import ROOT
from motoren import omgezet
from opdracht import run
from openpyxl import load_workbook
from uit_data import lees_data

from mo_report.engine.rekenen import Result
from mo_report.model import Locatietarief, Regiototaal
from mo_report.model.tarieven import leidende
from mo_report.model.voorbeeld.gegevens import haarlem
from mo_report.uitvoer.vergelijken import compare


def schema(name: str) -> Any:
    return json.loads((ROOT / "docs" / f"{name}.schema.json").read_text("utf-8"))


def resultaat_van(data: dict[str, Any]) -> Result:
    found = lees_data(data)
    assert found.resultaat is not None, found.fouten
    return found.resultaat


def anders() -> dict[str, Any]:
    """Haarlem with more overhead from another source, two plekken more, and a locatie less."""
    data = haarlem()
    sheets = data["bladen"]
    (row,) = [r for r in sheets["Opslagen"] if (r["parameterset"], r["parameter"]) == ("HHM 2020", "overhead")]
    row |= {"waarde": Decimal("0.32"), "bron": "Informatienota 2023", "vindplaats": "hoofdstuk 2"}
    (row,) = [r for r in sheets["Locaties"] if r["locatie"] == "Kennemerhof"]
    row["plekken"] += 2
    for title, rows in sheets.items():
        sheets[title] = [r for r in rows if "Ziekenboeg" not in r.values()]
    return data


def test_values_sources_tariffs_and_budget() -> None:
    old, new = resultaat_van(haarlem()), resultaat_van(anders())
    found = compare(old, new)
    values = {w["naam"]: (w["oud"], w["nieuw"]) for w in found["waarden"]}
    assert values["parametersets.hhm-2020.overhead"] == (0.3, 0.32)
    assert values["locaties.kennemerhof.plekken"] == (11, 13)
    assert values["locaties.ziekenboeg.plekken"][1] is None
    assert {n for n in values if "ziekenboeg" not in n} == {
        "parametersets.hhm-2020.overhead",
        "locaties.kennemerhof.plekken",
    }
    (source,) = found["bronnen"]
    assert source["nieuw"] == "bron, Informatienota 2023, hoofdstuk 2"
    leading = leidende(new).name
    tariffs = {t["locatie"]: t for t in found["tarieven"] if t["tariefvariant"] == leading}
    line = Locatietarief.tarief_per_plek_per_etmaal_afgerond
    for record in new.dossier[Locatietarief]:
        if record.texts["tariefvariant"] == leading:
            told = tariffs.pop(record.texts["locatie"])
            assert told["nieuw"] == float(new.number(record, line))
            assert told["verschil"] == pytest.approx(told["nieuw"] - told["oud"])
    assert {k: (t["nieuw"], t["verschil"]) for k, t in tariffs.items()} == {"Ziekenboeg": (None, None)}
    (total,) = new.dossier.matching(Regiototaal, {"tariefvariant": leading.casefold()})
    assert found["budget"]["nieuw"] == float(new.number(total, Regiototaal.budget))


def test_the_other_way_round_it_is_the_opposite() -> None:
    old, new = resultaat_van(haarlem()), resultaat_van(anders())
    there, back = compare(old, new), compare(new, old)
    for what in ("waarden", "bronnen"):
        turned = {(w["naam"], w["nieuw"], w["oud"]) for w in back[what]}
        assert {(w["naam"], w["oud"], w["nieuw"]) for w in there[what]} == turned
    assert there["budget"]["verschil"] == pytest.approx(-back["budget"]["verschil"])


def test_order_and_another_program_make_no_difference(kleintje: Path, tmp_path: Path) -> None:
    book = load_workbook(kleintje)
    sheet = book["Locaties"]
    rows = [[c.value for c in row] for row in sheet.iter_rows(min_row=4, max_row=7)]
    order = [0, *(n for n, row in enumerate(rows) if n and row[0])][::-1]
    width = len([h for h in rows[0] if h and h not in ("klaar?", "één keer?")])
    for at, n in enumerate([0, *order[:-1]], 4):
        for column in range(width):  # columns the other way round as well
            sheet.cell(at, column + 1).value = rows[n][width - 1 - column]
    book.save(tmp_path / "anders.xlsx")
    for other in (tmp_path / "anders.xlsx", omgezet(kleintje, tmp_path / "lo", tmp_path / "profiel")):
        done = run("vergelijk", kleintje, other)
        assert (done.returncode, done.stdout.strip()) == (0, "Geen verschillen."), done.stdout + done.stderr


def test_on_screen_and_as_json(kleintje: Path, tmp_path: Path) -> None:
    book = load_workbook(kleintje)
    (row,) = [r for r in book["Opslagen"].iter_rows(min_row=5) if r[1].value == "overhead"]
    row[2].value = 0.35
    book.save(tmp_path / "nieuw.xlsx")
    shown = run("vergelijk", kleintje, tmp_path / "nieuw.xlsx")
    assert shown.returncode == 0
    assert all(word in shown.stdout for word in ("30,00%", "35,00%", "Kennemerhof", "Budget per jaar"))
    found = json.loads(run("vergelijk", kleintje, tmp_path / "nieuw.xlsx", "--json").stdout)
    jsonschema.validate(found, schema("vergelijk"))
    assert found["waarden"][0]["nieuw"] == 0.35
    jsonschema.validate(json.loads(run("velden", kleintje, "--json").stdout), schema("velden"))


def test_an_input_with_errors_is_not_compared(kleintje: Path, tmp_path: Path) -> None:
    done = run("vergelijk", kleintje, tmp_path / "weg.xlsx")
    assert done.returncode == 1
    assert "weg.xlsx" in done.stderr
    assert not done.stdout
