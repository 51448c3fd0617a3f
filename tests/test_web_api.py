"""The HTTP interface: what the commands give, told as its description tells it."""

from __future__ import annotations

import io
import json
import re
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import schemathesis
from dienst import API, BEARER, XLSX, Dienst, dienst
from hypothesis import HealthCheck, settings
from opdracht import run, start
from schemathesis.specs.openapi.checks import positive_data_acceptance
from test_sjabloon import kleinste

from mo_report.web.api import ODS, PROBLEEM
from mo_report.web.app import maak_app
from mo_report.web.instellingen import Instellingen


@pytest.fixture(scope="module")
def web() -> Iterator[Dienst]:
    with dienst() as running:
        yield running


@pytest.fixture
def program(web: Dienst) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=web.adres + API, headers=BEARER | {"Content-Type": XLSX}, timeout=300) as client:
        yield client


def probleem(answer: httpx.Response, status: int) -> dict[str, object]:
    """The body of a problem, which says what it is."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == PROBLEEM and answer.headers["api-version"]
    body: dict[str, object] = answer.json()
    assert body["status"] == status and body["title"] and body["detail"]
    return body


def test_findings_are_those_of_the_command(program: httpx.Client, kleintje: Path, web: Dienst) -> None:
    found = program.post("/controleer", content=kleintje.read_bytes())
    told = json.loads(run("controleer", kleintje, "--json").stdout)
    assert found.status_code == 200 and found.json() == told
    assert web.taken == [], "nothing is kept"


def test_a_run_gives_the_files_of_the_command(
    program: httpx.Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And neither leaves anything among the temporary files."""
    invoer = kleinste(tmp_path)
    begun = program.post("/bereken", content=invoer.read_bytes())
    assert begun.status_code == 202 and begun.json()["staat"] in ("wacht", "bezig")
    job = begun.headers["location"].removeprefix(API)
    probleem(program.get(f"{job}/resultaat.json"), 409)
    while (state := program.get(job).json())["staat"] in ("wacht", "bezig"):
        time.sleep(0.2)
    assert state["staat"] == "klaar" and state["klaar"] == state["totaal"] > 0
    (tmp_path / "even").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "even"))
    assert start("bereken", invoer, "--uit", tmp_path / "uit").returncode == 0
    assert list((tmp_path / "even").iterdir()) == []
    packed = zipfile.ZipFile(io.BytesIO(program.get(f"{job}/bestanden.zip").content))
    names = [p.relative_to(tmp_path / "uit").as_posix() for p in (tmp_path / "uit").rglob("*") if p.is_file()]
    assert sorted(packed.namelist()) == sorted(n for n in names if not n.startswith("."))
    for name in packed.namelist():
        if name != "manifest.json":  # it names the input, which has another name here
            assert packed.read(name) == (tmp_path / "uit" / name).read_bytes(), name
    assert program.get(f"{job}/resultaat.json").content == (tmp_path / "uit" / "resultaat.json").read_bytes()
    assert program.delete(job).status_code == 204
    probleem(program.get(job), 404)


def test_what_cannot_be_computed_is_a_problem_with_findings(program: httpx.Client, sjabloon: Path) -> None:
    body = probleem(program.post("/bereken", content=sjabloon.read_bytes()), 422)
    assert isinstance(body["bevindingen"], list) and body["bevindingen"][0]["blad"]


def test_problems_are_told_in_dutch(program: httpx.Client, web: Dienst) -> None:
    probleem(program.post("/controleer", content=b""), 400)
    probleem(program.get("/er/is/niets"), 404)
    assert program.put("/controleer").headers["allow"] == "POST"
    assert program.put("/taken/x").headers["allow"] == "DELETE, GET"
    probleem(program.put("/controleer"), 405)
    probleem(program.get("/gezond", headers={"Host": "kwaad.example"}), 400)
    probleem(program.get(""), 404)
    for headers in ({}, {"Authorization": "Bearer geraden"}, {"Authorization": "Basic eA=="}):
        answer = httpx.get(f"{web.adres}{API}/taken/x", headers=headers, timeout=300)
        assert "niet binnen" in str(probleem(answer, 401)["detail"])
        assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.long
def test_an_ods_is_read_too(program: httpx.Client, kleintje: Path, tmp_path: Path) -> None:
    from mo_report.lib.kantoor import write_ods

    path = tmp_path / "klein.xlsx"
    path.write_bytes(kleintje.read_bytes())
    write_ods([path])
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    found = program.post("/controleer", content=path.with_suffix(".ods").read_bytes(), headers={"Content-Type": kind})
    assert found.status_code == 200 and not [f for f in found.json() if f["ernst"] == "fout"]


@schemathesis.serializer(XLSX, ODS)
def werkmap(_: object, value: object) -> bytes:
    """A body that is no text: whatever it is, as bytes."""
    data = getattr(value, "data", value)
    return data if isinstance(data, bytes) else str(data).encode("utf-8", "surrogatepass")


def test_the_description_holds_all_that_it_speaks_of(web: Dienst) -> None:
    made = httpx.get(f"{web.adres}{API}/openapi.json", timeout=300).json()
    text = json.dumps(made)
    for name in set(re.findall(r"#/components/schemas/(\w+)", text)):
        assert name in made["components"]["schemas"], name
    for operations in made["paths"].values():
        for operation in operations.values():
            assert all(
                s in made["components"]["securitySchemes"] for need in operation.get("security", []) for s in need
            )
            for status, told in operation["responses"].items():
                assert status < "400" or list(told["content"]) == [PROBLEEM]


#: The description as the server gives it; the server itself answers.
_schema = schemathesis.openapi.from_dict(
    maak_app(Instellingen("t", Path("/onbenut"))).openapi(),
)


@_schema.parametrize()
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), database=None)
def test_what_is_described_is_what_is_done(case: schemathesis.Case, web: Dienst) -> None:
    # What is made up for a workbook is none, however well it fits the description: that may be refused.
    made_up = [positive_data_acceptance] if case.media_type in (XLSX, ODS) else []
    case.call_and_validate(base_url=web.adres, headers=BEARER, excluded_checks=made_up)
