"""What other programs may rely on: a JSON Schema for each output, in docs, that holds for every case."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import jsonschema
import pytest
from conftest import ROOT
from klein import klein
from uit_data import CASES, KLEINSTE, lees_data, lees_gegevens
from vol import vol

from mo_report.model.voorbeeld.gegevens import haarlem
from mo_report.uitvoer.beschrijving import SCHEMA, describe_result
from mo_report.uitvoer.gegevens import as_data

GEVALLEN = {
    "haarlem": haarlem,
    "andere gemeente": lambda: lees_gegevens(CASES / "andere-gemeente.toml"),
    "kleinste": lambda: lees_gegevens(KLEINSTE),
    "klein": klein,
    "elke parameter": vol,
}


def uitkomst(name: str) -> Any:
    result = lees_data(GEVALLEN[name]()).resultaat
    assert result is not None
    return json.loads(json.dumps(as_data(result)))


def schema() -> Any:
    return json.loads((ROOT / SCHEMA).read_text("utf-8"))


def test_the_schema_is_what_the_program_says() -> None:
    """When this fails: python -m mo_report.uitvoer.beschrijving"""
    assert (ROOT / SCHEMA).read_text("utf-8") == describe_result()


@pytest.mark.parametrize("name", GEVALLEN)
def test_every_result_follows_it(name: str) -> None:
    jsonschema.validate(uitkomst(name), schema())


@pytest.mark.parametrize("what", ["a key too many", "a key too few", "a text for a number"])
def test_it_sees_what_does_not(what: str) -> None:
    found = deepcopy(uitkomst("kleinste"))
    lines = found["locaties"][0]["regels"]
    if what == "a key too many":
        lines["nieuw"] = 1
    elif what == "a key too few":
        del lines["jaarbedrag"]
    else:
        lines["jaarbedrag"] = "1.000"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(found, schema())
