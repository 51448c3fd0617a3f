"""What somebody meant who typed a number or a date as text."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mo_report.lib.getypt import meant_date, meant_number
from mo_report.lib.notatie import show_euro, show_number, show_percentage


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("26,09", "26.09"),
        ("€ 26,09", "26.09"),
        ("€\u00a03.902,00", "3902"),
        ("1.234.567,5 euro", "1234567.5"),
        ("14%", "0.14"),
        ("14,5 %", "0.145"),
        ("-3", "-3"),
        ("26.09", "26.09"),
        ("3.902", "3902"),
        ("12,-", "12"),
        ("p.m.", None),
        ("1.23.4", None),
        ("3,90,2", None),
        ("twaalf", None),
        ("", None),
        ("%", None),
        ("1e5", None),
    ],
)
def test_numbers(text: str, number: str | None) -> None:
    assert meant_number(text) == (None if number is None else Decimal(number))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2 maart 2026", date(2026, 3, 2)),
        ("02-03-2026", date(2026, 3, 2)),
        ("2/3/2026", date(2026, 3, 2)),
        ("2026-03-02", date(2026, 3, 2)),
        ("1 okt. 2026", date(2026, 10, 1)),
        ("31-02-2026", None),
        ("maart 2026", None),
        ("2 brumaire 2026", None),
        ("", None),
    ],
)
def test_dates(text: str, day: date | None) -> None:
    assert meant_date(text) == day


@given(st.decimals(min_value=-10_000_000, max_value=10_000_000, places=2))
def test_what_the_program_shows_is_understood(number: Decimal) -> None:
    assert meant_number(show_number(number, 2, at_least=2)) == number
    assert meant_number(show_euro(number)) == number
    assert meant_number(show_percentage(number / 100)) == number / 100


@given(st.text())
def test_any_text_is_taken(text: str) -> None:
    meant_number(text)
    meant_date(text)
