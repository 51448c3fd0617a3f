"""The mirror of the report: no reason and no figure of Bijlage 2 is lost on the way."""

from __future__ import annotations

import subprocess
import tomllib
from functools import cache
from pathlib import Path

import pytest

SPIEGEL = tomllib.loads((Path(__file__).parent / "spiegel.toml").read_text("utf-8"))
NAMEN = {"bijlage": "bijlage-kostprijsmodel.pdf"}


@cache
def _tekst(path: Path) -> str:
    done = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True, text=True)
    return " ".join(done.stdout.replace("\u00a0", " ").split())


@pytest.mark.parametrize(
    ("document", "element"), [(document, element) for document, elements in SPIEGEL.items() for element in elements]
)
def test_an_element_of_the_report_has_its_place(uitvoer: Path, document: str, element: str) -> None:
    said = _tekst(uitvoer / NAMEN.get(document, f"{document}.pdf"))
    assert [words for words in SPIEGEL[document][element] if words not in said] == []


def test_the_argument_is_short(uitvoer: Path) -> None:
    """What is not in the technical appendix is at most 25 pages, with cover and contents."""
    done = subprocess.run(
        ["pdftotext", "-layout", uitvoer / "bijlage-kostprijsmodel.pdf", "-"],
        capture_output=True,
        check=True,
        text=True,
    )
    pages = done.stdout.split("\f")
    front = next(n for n, page in enumerate(pages) if "Hier staan de tabellen achter elk hoofdstuk" in page)
    assert front <= 25
