"""The supply chain: locks, licence list, bill of materials."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from importlib import metadata
from pathlib import Path

import keur_pakketten
import licenties
import pytest
import sbom
from conftest import ROOT
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packaging.requirements import Requirement

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
BUILD = PROJECT["build-system"]["requires"]
RUN = [*PROJECT["project"]["dependencies"], *BUILD]
#: What each lock has to satisfy.
LOCKS = {
    "requirements.txt": RUN,
    "requirements-dev.txt": [*RUN, *PROJECT["project"]["optional-dependencies"]["dev"]],
    "requirements-keten.txt": PROJECT["dependency-groups"]["keten"],
}


@pytest.mark.parametrize("name", LOCKS)
def test_lock_satisfies_pyproject(name: str) -> None:
    lock = {p.naam: p for p in sbom.pakketten(ROOT / name)}
    for wanted in map(Requirement, LOCKS[name]):
        assert wanted.specifier.contains(lock[wanted.name.lower()].versie), wanted


def test_what_is_needed_with_an_extra_is_pinned_with_it() -> None:
    """Else pip asks for its newest version, which has no hash here: the day that one appears, nothing installs."""
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text("utf-8")
        for package in sbom.pakketten(ROOT / name):
            try:
                needs = map(Requirement, metadata.requires(package.naam) or [])
            except metadata.PackageNotFoundError:
                continue  # for another platform
            for need in needs:
                if need.extras and (not need.marker or need.marker.evaluate({"extra": ""})):
                    assert f"\n{need.name}[{','.join(sorted(need.extras))}]==" in text, f"{package.naam}: {need}"


@pytest.mark.parametrize("name", LOCKS)
def test_lock_has_hashes_and_no_addresses(name: str) -> None:
    lock = sbom.pakketten(ROOT / name)  # refuses options and addresses
    assert [p.naam for p in lock if not p.hashes] == []
    assert "://" not in (ROOT / name).read_text("utf-8")
    assert max(Counter(p.naam for p in lock).values()) == 1


def test_unknown_line_in_a_lock_is_refused(tmp_path: Path) -> None:
    lock = tmp_path / "lock.txt"
    for line in ("--index-url x", "click", "click==8.5.1", "click>=8 \\"):
        lock.write_text(f"{line}\n", "utf-8")
        with pytest.raises(ValueError, match=r"lock\.txt"):
            sbom.pakketten(lock)


def test_dev_lock_holds_the_same_versions() -> None:
    run, dev = ({p[:4] for p in map(_frozen, sbom.pakketten(ROOT / n))} for n in list(LOCKS)[:2])
    assert run <= dev


def _frozen(p: sbom.Pakket) -> tuple[object, ...]:
    return (p.naam, p.versie, p.voorwaarde, tuple(p.hashes))


def test_licence_list_is_up_to_date() -> None:
    assert licenties.LICENTIES.read_text("utf-8") == licenties.blad()


def test_every_licence_that_is_not_permissive_has_a_remark() -> None:
    flagged = {p.naam for p in sbom.pakketten() if not licenties.is_toegeeflijk(licenties.licentie(p))}
    assert flagged == set(licenties.OPMERKINGEN)
    assert not any(map(licenties.is_toegeeflijk, ("", "MPL-2.0", "MIT AND GPL-3.0-only", "AGPL")))


def test_font_licence() -> None:
    text = (sbom.LETTERTYPEN / "LICENSE.md").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in text


def test_bill_of_materials_is_valid_and_always_the_same() -> None:
    text = json.dumps(sbom.sbom("1.2.3"))
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    assert json.dumps(sbom.sbom("1.2.3")) == text
    assert sbom.sbom("1.2.4")["serialNumber"] not in text


def test_bill_of_materials_holds_the_lock() -> None:
    bom = sbom.sbom("1.2.3")
    parts = {c["name"]: c for c in bom["components"]}
    assert set(parts) == {p.naam for p in sbom.pakketten()} | {font.name for font in sbom.LETTERTYPEN.glob("*.ttf")}
    scopes = {name: parts[name].get("scope") for name in ("weasyprint", "brotlicffi", "hatchling")}
    assert list(scopes.values()) == ["required", "optional", "excluded"]
    assert all(c["licenses"] and c["hashes"] for c in parts.values())
    asks = {d["ref"]: d["dependsOn"] for d in bom["dependencies"]}
    direct = {parts[Requirement(r).name]["purl"] for r in PROJECT["project"]["dependencies"]}
    assert direct < set(asks[bom["metadata"]["component"]["bom-ref"]])
    assert parts["pydyf"]["purl"] in asks[parts["weasyprint"]["purl"]]


def test_no_answer_is_no_verdict() -> None:
    asked = ["a==1", "b==2"]
    good, skipped = {"name": "a", "version": "1", "vulns": []}, {"name": "b", "skip_reason": "x"}
    bad = {"name": "b", "version": "2", "vulns": [{"id": "CVE-1", "fix_versions": ["3"]}]}
    for answers, status, said in (
        ([good, bad | {"vulns": []}], 0, "geen kwetsbaarheid"),
        ([good, bad], 1, "b==2: CVE-1; opgelost in 3"),
        ([bad], 1, "GEEN OORDEEL over 1 van 2"),
        ([good, skipped], 3, "GEEN OORDEEL over 1 van 2 versies (b==2)"),
        ([], 3, "GEEN OORDEEL over 2 van 2"),
    ):
        found, lines = keur_pakketten.oordeel(asked, answers)
        assert (found, said in "\n".join(lines)) == (status, True)
