"""The wheel works outside the repository: templates, fonts and the example are inside it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from conftest import ROOT
from sbom import sbom

from mo_report import __version__


@pytest.mark.long
def test_wheel_runs_elsewhere(kleintje: Path, tmp_path: Path) -> None:
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    wheel = [*pip, "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", tmp_path, ROOT]
    subprocess.run(wheel, check=True, capture_output=True)
    (built,) = tmp_path.glob("*.whl")
    with ZipFile(built) as inside:
        (bom,) = (name for name in inside.namelist() if "/sboms/" in name)
        assert bom == f"mo_report-{__version__}.dist-info/sboms/mo-report.cdx.json"
        assert json.loads(inside.read(bom)) == sbom(__version__)
        # As an installer does with a wheel that holds no more than Python.
        inside.extractall(target := tmp_path / "site")
    environment = {**os.environ, "PYTHONPATH": str(target)}

    def run(*args: object) -> str:
        command = [sys.executable, "-m", "mo_report", *map(str, args)]
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    where = "import mo_report, sys; print(mo_report.__file__)"
    found = subprocess.run(
        [sys.executable, "-c", where],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert str(target) in found.stdout
    run("voorbeeld", "voorbeeld.xlsx")
    run("controleer", "voorbeeld.xlsx")
    run("bereken", kleintje, "--uit", "uit")
    assert (tmp_path / "uit" / "bijlage-kostprijsmodel.pdf").stat().st_size > 50_000
