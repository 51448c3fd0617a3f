"""The software bill of materials inside the wheel: what the lock names, as CycloneDX (PEP 770).

Hatchling runs this; it knows no clock and no chance, so the same lock gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import re
import tempfile
import uuid
from pathlib import Path
from typing import Any, NamedTuple

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

ROOT = Path(__file__).parents[1]
LOCK, LICENTIES = ROOT / "requirements.txt", ROOT / "docs" / "licenties.md"
LETTERTYPEN = ROOT / "templates" / "fonts"
LICENTIE_LETTERTYPE = "OFL-1.1"
#: How the lock calls the program itself where it says what asks for a package.
PROGRAMMA = "mo-report"
EIS = re.compile(r"(?P<naam>[\w.-]+)(?:\[[\w,-]+\])?==(?P<versie>[^ ;]+)(?: ; (?P<voorwaarde>.+?))? \\")
HASH = re.compile(r"    --hash=sha256:(?P<hash>[0-9a-f]{64})(?: \\)?")
DOOR = re.compile(r"    #(?: via|  ) (?P<door>[\w.-]+)(?: \(pyproject\.toml\))?")


class Pakket(NamedTuple):
    naam: str
    versie: str
    #: The platforms it is for; empty: all.
    voorwaarde: str
    hashes: list[str]
    #: What asks for it; nothing: the build does.
    door: list[str]

    @property
    def purl(self) -> str:
        return f"pkg:pypi/{self.naam}@{self.versie}"


def pakketten(lock: Path = LOCK) -> list[Pakket]:
    """The packages of a lock; a line that is none of what a lock may hold is an error."""
    found: list[Pakket] = []
    for line in lock.read_text("utf-8").splitlines():
        if eis := EIS.fullmatch(line):
            found.append(Pakket(eis["naam"], eis["versie"], eis["voorwaarde"] or "", [], []))
        elif hash_ := HASH.fullmatch(line):
            found[-1].hashes.append(hash_["hash"])
        elif door := DOOR.fullmatch(line):
            found[-1].door.append(door["door"])
        elif not line.lstrip().startswith("#"):
            raise ValueError(f"{lock.name}: {line}")
    return found


def van_het_programma(lock: list[Pakket]) -> set[str]:
    """The names of what the program needs when it runs; the others only build it."""
    needed = {PROGRAMMA}
    while more := {p.naam for p in lock if needed.intersection(p.door)} - needed:
        needed |= more
    return needed - {PROGRAMMA}


def licenties(path: Path = LICENTIES) -> dict[str, str]:
    """The licence of each package, from the tables of the licence list."""
    rows = [line.split("|") for line in path.read_text("utf-8").splitlines() if "|" in line]
    return {row[1].strip(): row[3].strip(" *") for row in rows}


def is_spdx(licence: str) -> bool:
    try:
        canonicalize_license_expression(licence)
    except InvalidLicenseExpression:
        return False
    return True


def _licences(licence: str | None) -> dict[str, Any]:
    if not licence:
        return {}
    one = {"expression": licence} if is_spdx(licence) else {"license": {"name": licence}}
    return {"licenses": [one]}


def _hashes(hashes: list[str]) -> list[dict[str, str]]:
    return [{"alg": "SHA-256", "content": h} for h in hashes]


def _scope(package: Pakket, running: set[str]) -> str:
    if package.naam not in running:
        return "excluded"
    return "optional" if package.voorwaarde else "required"


def sbom(version: str) -> dict[str, Any]:
    """What is in the program, what it runs on and what built it."""
    lock, licences = pakketten(), licenties()
    running = van_het_programma(lock)
    program = f"pkg:pypi/{PROGRAMMA}@{version}"
    fonts = [
        {
            "type": "file",
            "bom-ref": font.relative_to(ROOT).as_posix(),
            "name": font.name,
            "hashes": _hashes([hashlib.sha256(font.read_bytes()).hexdigest()]),
            **_licences(LICENTIE_LETTERTYPE),
        }
        for font in sorted(LETTERTYPEN.glob("*.ttf"))
    ]
    packages = [
        {
            "type": "library",
            "bom-ref": p.purl,
            "name": p.naam,
            "version": p.versie,
            "purl": p.purl,
            "scope": _scope(p, running),
            "hashes": _hashes(p.hashes),
            **_licences(licences.get(p.naam)),
        }
        for p in lock
    ]
    asks = {program: [font["bom-ref"] for font in fonts]} | {p.purl: [] for p in lock}
    refs = {PROGRAMMA: program} | {p.naam: p.purl for p in lock}
    for p in lock:
        for name in p.door:
            asks[refs[name]].append(p.purl)
    bom = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": program,
                "name": PROGRAMMA,
                "version": version,
                "purl": program,
            }
        },
        "components": [*fonts, *packages],
        "dependencies": [{"ref": ref, "dependsOn": on} for ref, on in asks.items()],
    }
    serial = uuid.uuid5(uuid.NAMESPACE_URL, program + json.dumps(bom))
    return bom | {"serialNumber": serial.urn}


class Hook(BuildHookInterface):  # type: ignore[type-arg]
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        self._folder = tempfile.TemporaryDirectory()
        path = Path(self._folder.name) / f"{PROGRAMMA}.cdx.json"
        path.write_text(json.dumps(sbom(self.metadata.version), indent=1), "utf-8")
        build_data["sbom_files"].append(str(path))

    def finalize(self, version: str, *_: object) -> None:
        if version != "editable":
            self._folder.cleanup()
