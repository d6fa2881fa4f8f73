"""The NHS number: ten digits, of which the last checks the others."""

from __future__ import annotations

import pytest

from infoshare.identifiers.nhs_number import NHS_NUMBER, is_valid


def check_digit(nine: str) -> int:
    """Modulus 11 with weights 10 to 2, worked out here and not by the library; 10 means that no number exists."""
    return (11 - sum(int(digit) * weight for digit, weight in zip(nine, range(10, 1, -1), strict=True)) % 11) % 11


@pytest.mark.parametrize(
    "written",
    ["9990000018", "999 000 0018", "999-000-0018", "999.000.0018", "999  000  0018", "999/000/0018", "999_000_0018"],
)
def test_every_way_of_grouping_the_digits_is_the_same_number(written: str) -> None:
    assert NHS_NUMBER.matches(written)
    assert NHS_NUMBER.canonical(written) == "9990000018"


@pytest.mark.parametrize("nine", ["999000001", "999000002", "999123451", "999999998"])
def test_only_the_right_check_digit_is_accepted(nine: str) -> None:
    right = check_digit(nine)
    assert [digit for digit in range(10) if is_valid(f"{nine}{digit}")] == [right]


def test_nine_digits_whose_check_would_be_ten_have_no_number() -> None:
    nine = next(str(number) for number in range(999_000_000, 999_001_000) if check_digit(str(number)) == 10)
    assert not any(is_valid(f"{nine}{digit}") for digit in range(10))


@pytest.mark.parametrize("digit", "0123456789")
def test_ten_equal_digits_are_nobodys_number(digit: str) -> None:
    assert not is_valid(digit * 10)


@pytest.mark.parametrize(
    "text", ["999000001", "99900000188", "19990000018", "999 000 001", "x9990000018", "9990000018x"]
)
def test_a_number_too_short_too_long_or_joined_to_a_letter_is_not_found(text: str) -> None:
    assert list(NHS_NUMBER.spans(text)) == []


def test_it_is_found_where_it_stands_in_a_text() -> None:
    text = "NHS no. 999 000 0018; seen at 10:30, bed 12."
    assert [text[start:end] for start, end in NHS_NUMBER.spans(text)] == ["999 000 0018"]


def test_two_numbers_side_by_side_are_two() -> None:
    assert len(list(NHS_NUMBER.spans("9990000018, 9990000026"))) == 2
