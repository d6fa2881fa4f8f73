"""Numbers: read exactly, rounded to the even multiple, and coded beyond a limit."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoshare.anonymisation.numbers import as_number, round_to, top_bottom_code, written


@pytest.mark.parametrize(
    ("text", "number"), [(" 1.50 ", "1.50"), ("-3", "-3"), ("+2", "2"), ("999999999999999.123", "999999999999999.123")]
)
def test_a_number_is_read_exactly(text: str, number: str) -> None:
    assert as_number(text) == Decimal(number)


@pytest.mark.parametrize("text", ["", "one", "1e5", "1,5", "nan", "inf", "١٢", "1 2", "."])
def test_what_is_no_plain_number_is_not_read(text: str) -> None:
    assert as_number(text) is None
    assert round_to(1)(text) is None
    assert top_bottom_code(None, 90)(text) is None


@pytest.mark.parametrize(
    ("number", "text"), [("100", "100"), ("1.50", "1.5"), ("-0.0", "0"), ("0.10", "0.1"), ("1E+2", "100")]
)
def test_a_number_is_written_in_plain_figures(number: str, text: str) -> None:
    assert written(Decimal(number)) == text


@pytest.mark.parametrize(
    ("to", "cell", "leaves"),
    [(5, "12.5", "10"), (5, "7.5", "10"), (5, "2.5", "0"), (0.1, "0.25", "0.2"), (0.1, "0.35", "0.4"), (5, "-2", "0")],
)
def test_halves_go_to_the_even_multiple(to: float, cell: str, leaves: str) -> None:
    assert round_to(to)(cell) == leaves


@given(st.integers(-(10**9), 10**9), st.integers(1, 1000))
def test_a_rounded_number_is_the_nearest_multiple(number: int, to: int) -> None:
    rounded = int(round_to(to)(str(number)) or "")
    assert rounded % to == 0
    assert 2 * abs(rounded - number) <= to


@pytest.mark.parametrize(
    ("bottom", "top", "cell", "leaves"),
    [
        (18, 90, "17.9", "under 18"),
        (18, 90, "18", "18"),
        (18, 90, "89.99", "89.99"),
        (18, 90, "90", "90 and over"),
        (None, 0.5, "0.5", "0.5 and over"),
        (-5, None, "-6", "under minus 5"),
        (-5, None, "1000", "1000"),
    ],
)
def test_numbers_beyond_a_limit_are_coded(bottom: float | None, top: float | None, cell: str, leaves: str) -> None:
    assert top_bottom_code(bottom, top)(cell) == leaves
