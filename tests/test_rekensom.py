"""What is printed as a computation works on a calculator, with the decimals that are printed."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from lxml.html import fromstring

#: What is no more than numbers, brackets and signs; words such as ‘als’ or ‘som van’ are left out.
_SOM = re.compile(r"[\d.,%()€ +−×/-]+")
_AFGEROND = re.compile(r", afgerond op (centen|een geheel getal)$")


def _getal(text: str) -> Decimal:
    number = Decimal(
        text.replace("€", "").replace("%", "").replace(".", "").replace(",", ".").replace("−", "-").strip()
    )
    return number / 100 if "%" in text else number


def _uitgerekend(text: str) -> Decimal | None:
    """The outcome of a printed sum; None where it is more than a sum."""
    text = text.replace("\u00a0", " ").replace("\u200b", "")
    text = _AFGEROND.sub("", text)
    if not _SOM.fullmatch(text):
        return None
    code = re.sub(r"(?:€ ?)?−?\d[\d.]*(?:,\d+)?%?", lambda m: f"Decimal('{_getal(m[0])}')", text)
    code = code.replace("×", "*").replace("−", "-")
    found = eval(code, {"Decimal": Decimal})
    assert isinstance(found, Decimal)
    return found


def _getoond(value: Decimal, like: str) -> Decimal:
    """A value with the decimals of what is printed."""
    decimals = len(re.sub(r"\D", "", like.partition(",")[2])) + (2 if "%" in like else 0)
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


@pytest.mark.parametrize("name", ["bijlage-kostprijsmodel", "hvo-querido/tariefbijlage", "ribw-k-am/tariefbijlage"])
def test_every_printed_computation_gives_what_is_printed(uitvoer: Path, name: str) -> None:
    page = fromstring((uitvoer / f"{name}.html").read_text("utf-8"))
    checked, wrong = 0, []
    for table in page.xpath("//table[contains(@class, 'formule')]"):
        for row in table.xpath(".//tbody/tr"):
            cells = [" ".join(c.text_content().split()) for c in row]
            sum_, outcome = cells[2], cells[3]
            found = _uitgerekend(sum_)
            if found is None or not re.search(r"\d", outcome):
                continue
            checked += 1
            if _getoond(found, outcome) != _getal(outcome):
                wrong.append((cells[0], sum_, outcome, found))
    assert not wrong
    assert checked > 30
