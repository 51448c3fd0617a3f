"""The published figures come out of the chain, and the aansluiting says which do not."""

from __future__ import annotations

import re
import tomllib
from decimal import ROUND_HALF_UP, Decimal
from functools import reduce
from pathlib import Path
from typing import Any

import pytest

from mo_report.engine.rekenen import Result
from mo_report.uitvoer import beschrijving
from mo_report.uitvoer.gegevens import as_data

CASES = tomllib.loads((Path(__file__).parent / "cases" / "haarlem.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def data(resultaat: Result) -> dict[str, Any]:
    return as_data(resultaat)


def _step(found: Any, key: Any) -> Any:
    """One step down: by a key, or to the one record of a list that has these texts."""
    if not isinstance(key, dict):
        return found[key]
    (record,) = [r for r in found if all(r[k] == v for k, v in key.items())]
    return record


@pytest.mark.parametrize("case", CASES["geval"], ids=lambda c: c["wat"])
def test_published_figure(case: dict[str, Any], data: dict[str, Any]) -> None:
    path = case["pad"].split(".") if isinstance(case["pad"], str) else case["pad"]
    value = reduce(_step, path, data)
    if isinstance(case["waarde"], str):
        assert value == case["waarde"]
        return
    if "op" in case:
        step = Decimal(1).scaleb(-case["op"])
        value = float(Decimal(repr(value)).quantize(step, ROUND_HALF_UP))
    assert value == pytest.approx(case["waarde"], rel=1e-12)


def test_aansluiting_names_what_does_not_come_out(data: dict[str, Any]) -> None:
    verdicts = {a["wat"]: a["status"] for a in data["aansluiting"]}
    assert {wat for wat, status in verdicts.items() if status == "wijkt af"} == {
        "ORT woonbegeleiding za",
        "ORT woonbegeleiding week",
        "ORT dagopvang",
        "ORT wakende wacht",
        "Velserpoort, op een groep van 24",
        "Eigen bijdrage van een paar, zelf voor eten, per maand",
        "Eigen bijdrage van een paar, zelf voor eten, per etmaal",
    }
    assert {wat for wat, status in verdicts.items() if status == "niet te herleiden"} == {
        "Piket 2018",
        "Slaapwacht 2018",
        "Wakende wacht 2018",
    }
    explained = [a for a in data["aansluiting"] if a["status"] != "klopt"]
    assert all(a["verklaring"] and a["bron"] for a in explained)


def test_given_ort_is_used_and_the_roster_stands_beside_it(data: dict[str, Any]) -> None:
    product = data["parametersets"]["hhm-2020"]["producten"]["woonbegeleiding-beperkt"]
    assert product["ort"] == 0.14
    assert product["ort_rooster"] == pytest.approx(0.146476, abs=1e-6)
    assert product["uurtarief_effect"] == pytest.approx(0.31, abs=0.005)


def test_every_aanname_is_listed_and_marks_what_rests_on_it(data: dict[str, Any]) -> None:
    assert any(a["wat"].startswith("Frans Hals") for a in data["aannames"])
    rests = {(loc["locatie"], loc["tariefvariant"]): loc["rust_op"] for loc in data["locaties"]}
    assert rests["Frans Hals", "hhm-2020-uren-haarlem"] == "aanname"
    # All costs of the Wilhelminastraat are subsidised: the assumed amounts do not count.
    assert rests["Wilhelminastraat", "hhm-2020-uren-haarlem"] == "herleid"


def test_trajecten_stand_beside_the_tariff(data: dict[str, Any]) -> None:
    """3 hours a week at 57,21 is 24,52 per etmaal; the tariff per plek does not hold it."""
    (own,) = [
        t for t in data["trajecten"] if (t["locatie"], t["tariefvariant"]) == ("Kennemerhof", "hhm-2020-uren-haarlem")
    ]
    assert own["regels"]["per_etmaal_afgerond"] == 24.52
    assert own["regels"]["jaarbedrag"] == pytest.approx(24.52 * 11 * 365)
    assert own["rust_op"] == "herleid"  # its 11 cliënten stand in the report
    (locatie,) = [x for x in data["locaties"] if x["locatie"] == "Kennemerhof" and x["leidend"]]
    assert locatie["regels"]["tarief_per_plek_per_etmaal_afgerond"] == 51.0


def test_every_key_is_documented(data: dict[str, Any]) -> None:
    text = (Path(__file__).parents[1] / "docs" / "resultaat.md").read_text("utf-8")
    named = set(re.findall(r"`([a-z_]+)`", text))
    named |= {f"{name}_afgerond" for name in named} | {f"{name}_berekend" for name in named}
    by_record = ("parametersets", "producten", "roosters", "dagen", "caos")

    def undocumented(value: Any, inside: str = "") -> set[str]:
        if isinstance(value, list):
            return {k for part in value for k in undocumented(part)}
        if not isinstance(value, dict):
            return set()
        own = set() if inside in by_record else set(value)
        return own - named | {k for key, part in value.items() for k in undocumented(part, key)}

    assert not undocumented(data)


@pytest.mark.parametrize("place", beschrijving.DOCUMENTEN, ids=" ".join)
def test_documents_say_what_the_program_says(place: tuple[str, str]) -> None:
    """When this fails: python -m mo_report.uitvoer.beschrijving"""
    text = (Path(__file__).parents[1] / place[0]).read_text("utf-8")
    assert beschrijving.DOCUMENTEN[place]() in text
