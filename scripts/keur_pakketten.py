"""Asks pip-audit about every version in the locks it is given, for whatever platform that is.

pip-audit counts a version that it could not look up as a good one; here that is no verdict.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

GOED, KWETSBAAR, GEEN_OORDEEL = 0, 1, 3


def versies(locks: list[Path]) -> list[str]:
    """Every `name==version` of the locks, without the platforms it is for."""
    lines = [line for lock in locks for line in lock.read_text("utf-8").splitlines()]
    return sorted({line.split()[0] for line in lines if line[:1].isalnum()})


def oordeel(asked: list[str], answers: list[dict[str, Any]]) -> tuple[int, list[str]]:
    """The exit status, and what there is to say."""
    known = {f"{a['name']}=={a['version']}": a["vulns"] for a in answers if "vulns" in a}
    bad = [
        f"{version}: {v['id']}; opgelost in {', '.join(v['fix_versions']) or 'geen versie'}"
        for version, vulns in known.items()
        for v in vulns
    ]
    unknown = [version for version in asked if version not in known]
    status = KWETSBAAR if bad else GEEN_OORDEEL if unknown else GOED
    if unknown:
        names = ", ".join(unknown[:5]) + (", …" if unknown[5:] else "")
        bad.append(
            f"GEEN OORDEEL over {len(unknown)} van {len(asked)} versies ({names}): "
            "PyPI is niet te bereiken, of kent ze niet."
        )
    return status, bad or [f"{len(asked)} versies: geen kwetsbaarheid bekend."]


def main(locks: list[Path]) -> int:
    asked = versies(locks)
    command = [sys.executable, "-m", "pip_audit", "--disable-pip", "--no-deps", "--format=json"]
    done = subprocess.run(
        [*command, "--requirement=/dev/stdin"],
        input="\n".join(asked),
        capture_output=True,
        text=True,
        check=False,
    )
    try:
        answers = json.loads(done.stdout)["dependencies"]
    except ValueError:  # pip-audit itself failed
        print(*done.stderr.splitlines()[-1:], sep="\n", file=sys.stderr)
        answers = []
    status, lines = oordeel(asked, answers)
    print(*lines, sep="\n", file=sys.stderr if status else sys.stdout)
    return status


if __name__ == "__main__":
    sys.exit(main([Path(name) for name in sys.argv[1:]]))
