"""Mutants of a workbook: findings, or figures that are what its cells say; never a crash.

`python tests/muteer.py` tries thousands more; what it found is in cases/mutanten.toml.
"""

from __future__ import annotations

import contextlib
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from lxml import etree
from mutantcellen import MAIN, STIJLEN, WERKMAP, vul
from mutanten import SNEL, SOORTEN, ingepakt, mutant, uitgepakt
from mutantoordeel import basis_van, beproef
from tegenlezing import Basis, waarden

from mo_report.engine.dossier import Place
from mo_report.invoer import read_input
from mo_report.voorcontrole import Refused, inspect_file

GEVALLEN = tomllib.loads((Path(__file__).parent / "cases" / "mutanten.toml").read_text())["mutant"]
ZADEN = st.integers(0, 2**32)
GRONDIG = [k for k in SOORTEN if k not in SNEL]
_ZONDER_KRIMPEN = [Phase.explicit, Phase.generate]


@pytest.fixture(scope="module")
def basis(kleintje: Path) -> Basis:
    return basis_van(kleintje)


@pytest.mark.parametrize("geval", GEVALLEN, ids=lambda g: f"{g['soort']}-{g['zaad']}")
def test_what_went_wrong_once(geval: dict[str, object], basis: Basis, tmp_path: Path) -> None:
    _, wrong = beproef(basis, str(geval["soort"]), int(str(geval["zaad"])), tmp_path)
    assert not wrong


@settings(max_examples=200, deadline=None, derandomize=True, phases=_ZONDER_KRIMPEN)
@given(soort=st.sampled_from(SNEL), zaad=ZADEN)
def test_a_damaged_file_is_refused(soort: str, zaad: int, basis: Basis) -> None:
    """The preflight alone: what it lets through is a file with all parts as they were packed."""
    data = mutant(basis.data, soort, zaad)
    with contextlib.suppress(Refused):
        inspect_file(data)
        uitgepakt(data)


@settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    phases=_ZONDER_KRIMPEN,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(soort=st.sampled_from([*GRONDIG, "lid"]), zaad=ZADEN)
def test_findings_or_the_right_figures(soort: str, zaad: int, basis: Basis, tmp_path: Path) -> None:
    _, wrong = beproef(basis, soort, zaad, tmp_path)
    assert not wrong


class Geval(NamedTuple):
    """What stands in a cell, and the finding or the number that must come of it."""

    cel: str
    soort: str
    waarde: str | None
    formule: str | None = None
    stijl: str = ""
    soort_formule: str = ""
    blad: str = "Roosters"
    wat: str = ""
    getal: Decimal | None = None


UUR, DUUR = "h:mm", "[h]:mm"
CELLEN = {
    "half een text": Geval("D5", "n", "7", '"a', wat="is geen formule"),
    "a bracket too many": Geval("D5", "n", "7", "a)", wat="is geen formule"),
    "a data table": Geval("D5", "n", "7", "", soort_formule="dataTable", wat="is een gegevenstabel"),
    "beyond the calendar": Geval("D5", "n", "7", "1E300", UUR, wat="geeft #NUM!"),
    "time by formula": Geval("D5", "n", "0.3125", "TIME(7,30,0)", UUR, getal=Decimal("7.5")),
    "time by formula, not kept": Geval("D5", "n", None, "TIME(7,30,0)", UUR, getal=Decimal("7.5")),
    "duration by formula": Geval("D5", "n", "0.3125", "7.5/24", DUUR, getal=Decimal("7.5")),
    "seconds": Geval("D5", "n", "0.25005", None, UUR, getal=Decimal("6.0011")),
    "midnight": Geval("E5", "n", "1", None, UUR, getal=Decimal(24)),
    "a day of 1900": Geval("E5", "n", "22", None, UUR, wat="Hier staat een datum of tijd"),
}


@pytest.mark.parametrize("geval", CELLEN.values(), ids=CELLEN.keys())
def test_one_cell(geval: Geval, basis: Basis, tmp_path: Path) -> None:
    path = tmp_path / "cel.xlsx"
    path.write_bytes(_met(basis.data, geval))
    gelezen = read_input(path)
    plek = Place(geval.blad, geval.cel)
    if geval.wat:
        assert gelezen.resultaat is None
        assert any(geval.wat in f.wat and f.cel == geval.cel for f in gelezen.fouten)
        return
    assert gelezen.resultaat is not None, [f.wat for f in gelezen.fouten]
    assert geval.cel not in {f.cel for f in gelezen.bevindingen if "toont" in f.wat}
    (found,) = (v for p, _, v in waarden(gelezen) if p == plek)
    assert isinstance(found, Decimal)
    assert round(found - (geval.getal or 0), 3) == 0


def _met(data: bytes, geval: Geval) -> bytes:
    """The workbook with this in a cell, in the format that the case asks for."""
    parts = uitgepakt(data)
    titles = [sheet.get("name") for sheet in etree.fromstring(parts[WERKMAP]).iter(f"{{{MAIN}}}sheet")]
    blad = f"xl/worksheets/sheet{titles.index(geval.blad) + 1}.xml"
    root = etree.fromstring(parts[blad])
    (cell,) = (c for c in root.iter(f"{{{MAIN}}}c") if c.get("r") == geval.cel)
    kind = {"t": geval.soort_formule, "ref": "D5:D6"} if geval.soort_formule else {}
    vul(cell, geval.soort, geval.waarde, geval.formule, **kind)
    if geval.stijl:
        styles = etree.fromstring(parts[STIJLEN])
        (formats,) = styles.iter(f"{{{MAIN}}}cellXfs")
        number = {UUR: "20", DUUR: "46"}[geval.stijl]
        formats.append(etree.Element(f"{{{MAIN}}}xf", numFmtId=number, applyNumberFormat="1"))
        parts[STIJLEN] = etree.tostring(styles)
        cell.set("s", str(len(formats) - 1))
    parts[blad] = etree.tostring(root)
    return ingepakt(parts)


def test_a_sheet_with_another_name_is_told(invoer: Path, tmp_path: Path) -> None:
    """A sheet that an input may do without, and that has another name here."""
    parts = uitgepakt(invoer.read_bytes())
    parts[WERKMAP] = parts[WERKMAP].replace(b'name="Eigen bijdrage"', b'name="Bijdragen"')
    path = tmp_path / "hernoemd.xlsx"
    path.write_bytes(ingepakt(parts))
    gelezen = read_input(path)
    assert gelezen.resultaat is not None
    (told,) = (f for f in gelezen.bevindingen if f.blad == "Bijdragen")
    assert "telt niet mee" in told.wat
