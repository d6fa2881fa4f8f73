"""Bands: every number falls in exactly one, and its label says which."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoshare.anonymisation.bands import band, band_labels


def test_labels_say_whole_numbers_as_people_do() -> None:
    assert band_labels([0, 18, 25]) == ("under 0", "0-17", "18-24", "25 and over")


def test_a_band_of_one_whole_number_is_that_number() -> None:
    assert band_labels([0, 1, 3]) == ("under 0", "0", "1-2", "3 and over")


def test_labels_of_broken_numbers_leave_no_gap() -> None:
    assert band_labels([0, 0.5, 2]) == ("under 0", "0 to under 0.5", "0.5 to under 2", "2 and over")


def test_labels_below_nought_are_no_riddle() -> None:
    assert band_labels([-10, -5, 5]) == ("under minus 10", "minus 10 to minus 6", "minus 5 to 4", "5 and over")


def test_one_edge_makes_two_bands() -> None:
    assert band_labels([18]) == ("under 18", "18 and over")


@pytest.mark.parametrize(
    ("number", "label"),
    [
        ("-1", "under 0"), ("0", "0-17"), ("17", "0-17"), ("17.9", "0-17"), ("18", "18-24"), ("24", "18-24"),
        ("25", "25 and over"), ("120", "25 and over"), (" 18 ", "18-24"), ("+18", "18-24"), ("018", "18-24"),
        ("18.0", "18-24"),
    ],
)  # fmt: skip
def test_a_number_falls_in_the_band_that_begins_at_or_below_it(number: str, label: str) -> None:
    assert band([0, 18, 25])(number) == label


@pytest.mark.parametrize(
    "text", ["", " ", "eighteen", "18 years", "1e3", "nan", "inf", "-", "1,000", "１８", "18-24", "1" * 16, "1_8"]
)
def test_what_is_no_plain_number_is_not_read(text: str) -> None:
    assert band([0, 18, 25])(text) is None


@given(st.lists(st.integers(-50, 150), min_size=1, max_size=6, unique=True).map(sorted), st.integers(-100, 200))
def test_every_whole_number_is_inside_the_bounds_its_label_says(edges: list[int], number: int) -> None:
    label = band(edges)(str(number))
    below = [edge for edge in edges if edge <= number]
    above = [edge for edge in edges if edge > number]
    if not below:
        assert label == f"under {said(above[0])}"
    elif not above:
        assert label == f"{said(below[-1])} and over"
    else:
        first, last = below[-1], above[0] - 1
        dash = "-" if first >= 0 else " to "
        assert label == (f"{said(first)}{dash}{said(last)}" if last > first else said(last))


def said(number: int) -> str:
    return str(number).replace("-", "minus ")


@given(st.lists(st.floats(-100, 100), min_size=1, max_size=6, unique=True).map(sorted))
def test_no_label_begins_with_a_sign_that_a_spreadsheet_would_run(edges: list[float]) -> None:
    assert not [label for label in band_labels(edges) if label[0] in "=+-@"]
