"""Two versions of an input side by side: what changed, and what that does."""

from __future__ import annotations

import json
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from conftest import ROOT
from motoren import cached, formulas, libreoffice, omgezet, same
from opdracht import run
from openpyxl import load_workbook
from uit_data import resultaat_van

from mo_report.lib.namen import folder_name, key_of
from mo_report.model import Locatietarief, Regiototaal
from mo_report.model.tarieven import leidende
from mo_report.model.voorbeeld.gegevens import haarlem
from mo_report.uitvoer.vergelijken import compare
from mo_report.werkboek.invoerboek import write_input


def schema(name: str) -> Any:
    return json.loads((ROOT / "docs" / f"{name}.schema.json").read_text("utf-8"))


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


@pytest.mark.long
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
    for other in (tmp_path / "anders.xlsx", omgezet(kleintje, tmp_path / "lo")):
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


@pytest.fixture
def twee(tmp_path: Path) -> list[Path]:
    """Two versions of Haarlem, as files."""
    paths = [tmp_path / "oud.xlsx", tmp_path / "nieuw.xlsx"]
    for path, data in zip(paths, (haarlem(), anders()), strict=True):
        write_input(path, data, hoogstens=10)
    return paths


def texts(path: Path) -> str:
    """Everything in a file that somebody could read, hidden or not."""
    with zipfile.ZipFile(path) as archive:
        return "\n".join(archive.read(n).decode("utf-8") for n in archive.namelist())


def test_workbooks_of_the_differences(twee: list[Path], tmp_path: Path) -> None:
    uit = tmp_path / "verschillen"
    done = run("vergelijk", *twee, "--uit", uit)
    assert done.returncode == 0, done.stderr
    found = compare(resultaat_van(haarlem()), resultaat_van(anders()))
    files = sorted(p.relative_to(uit).as_posix() for p in uit.rglob("*.xlsx"))
    assert files == ["hvo-querido/verschillen.xlsx", "ribw-k-am/verschillen.xlsx", "verschillen.xlsx"]
    whole = uit / "verschillen.xlsx"
    values, (theirs,) = cached(whole), libreoffice([whole], tmp_path / "lo")
    assert not [w for w in formulas(whole) if not same(values.get(w), theirs.get(w))]
    sheet = load_workbook(whole, data_only=True)["Verschillen"]
    rows = [[c.value for c in row] for row in sheet.iter_rows()]
    (budget,) = [r for r in rows if r[0] == "totaal"]
    assert budget[1:3] == [found["budget"]["oud"], found["budget"]["nieuw"]]
    assert round(budget[3], 2) == round(found["budget"]["verschil"], 2)
    tariffs = {r[1]: round(r[4], 2) for r in rows if r[0] == "HVO Querido" and isinstance(r[4], float | int)}
    leads = found["leidende_tariefvariant"]["nieuw"]
    assert tariffs == {
        t["locatie"]: round(t["verschil"], 2)
        for t in found["tarieven"]
        if (t["aanbieder"], t["tariefvariant"]) == ("HVO Querido", leads) and t["verschil"] is not None
    }


def test_an_extract_holds_nothing_of_another_aanbieder(twee: list[Path], tmp_path: Path) -> None:
    uit = tmp_path / "verschillen"
    run("vergelijk", *twee, "--uit", uit)
    places = {r["locatie"]: r["aanbieder"] for r in haarlem()["bladen"]["Locaties"]}
    names = set(places.values())
    budget = compare(resultaat_van(haarlem()), resultaat_van(anders()))["budget"]
    for name in names:
        said = texts(uit / folder_name(name) / "verschillen.xlsx")
        assert name in said
        assert not [n for n in names - {name} if n in said]
        assert not [x for x, owner in places.items() if owner != name and (x in said or key_of(x) in said)]
        assert not [x for x in (budget["oud"], budget["nieuw"]) if str(x) in said]


@pytest.mark.long
def test_a_changed_file_is_kept(twee: list[Path], tmp_path: Path) -> None:
    uit = tmp_path / "verschillen"
    run("vergelijk", *twee, "--uit", uit)
    assert run("vergelijk", *twee, "--uit", uit).returncode == 0
    (uit / "verschillen.xlsx").write_text("van mij", "utf-8")
    done = run("vergelijk", *twee, "--uit", uit)
    assert (done.returncode, (uit / "verschillen.xlsx").read_text("utf-8")) == (3, "van mij")
    assert run("vergelijk", *twee, "--uit", uit, "--overschrijf").returncode == 0
    assert run("vergelijk", *twee, "--uit", tmp_path / "json", "--json").stdout.startswith("{")
