"""What the documents of two gemeenten say, as text: a change in wording or figures shows in a review.

After a change on purpose: .venv/bin/python tests/goudproef.py
"""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from uit_data import CASES, lees_gegevens

from mo_report import __version__
from mo_report.invoer import read_input
from mo_report.uitvoer.schrijven import write_all
from mo_report.werkboek.invoerboek import write_input

GOUD = Path(__file__).parent / "goud"
DOCUMENTEN = ("bijlage-kostprijsmodel", "hvo-querido/tariefbijlage", "ribw-k-am/tariefbijlage")
#: The gemeente that is not Haarlem, with its documents.
ANDERE = "andere-gemeente"
VAN_ANDERE = ("bijlage-kostprijsmodel", "stichting-kade/tariefbijlage")


def gezegd(path: Path) -> str:
    """The text of a PDF as it is read, a line for each line, without what each input changes."""
    command = ["pdftotext", "-layout", path, "-"]
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    text = re.sub(r"\b[0-9a-f]{64}\b", "(kenmerk)", done.stdout)
    text = text.replace(f"versie {__version__}", "versie (versie)")
    lines = (re.sub(r"[ \u00a0]{2,}", "  ", line.replace("\f", "")).rstrip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line.strip()) + "\n"


def goud(name: str, gemeente: str = "") -> Path:
    return GOUD / gemeente / f"{name.replace('/', '-')}.txt"


def ververs(invoer: Path, names: Sequence[str], gemeente: str = "") -> None:
    """Write down what the documents of an input say now."""
    resultaat = read_input(invoer).resultaat
    assert resultaat is not None
    with tempfile.TemporaryDirectory() as folder:
        write_all(resultaat, invoer, Path(folder))
        for name in names:
            goud(name, gemeente).parent.mkdir(exist_ok=True)
            goud(name, gemeente).write_text(gezegd(Path(folder) / f"{name}.pdf"), "utf-8")


if __name__ == "__main__":
    ververs(Path(__file__).parents[1] / "inputs" / "haarlem-2020.xlsx", DOCUMENTEN)
    with tempfile.TemporaryDirectory() as made:
        other = Path(made) / f"{ANDERE}.xlsx"
        write_input(other, lees_gegevens(CASES / f"{ANDERE}.toml"), hoogstens=20)
        ververs(other, VAN_ANDERE, ANDERE)
