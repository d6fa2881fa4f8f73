"""Masks: what is kept, and what never leaves whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoshare.anonymisation.masks import mask


@pytest.mark.parametrize(
    ("first", "last", "cell", "leaves"),
    [
        (0, 0, "AB-12 c", "**-** *"),
        (1, 2, "AB-12 c", "A*-*2 c"),
        (0, 4, "1234", "****"),
        (2, 2, "1234", "****"),
        (2, 2, "12345", "12*45"),
        (1, 0, "*AB", "***"),
        (0, 0, "E\u0301a", "**"),
        (1, 1, "--", "--"),
        (1, 1, "", ""),
    ],
)
def test_a_value_is_masked_but_for_its_ends(first: int, last: int, cell: str, leaves: str) -> None:
    assert mask(first, last)(cell) == leaves


@given(st.text(), st.integers(0, 5), st.integers(0, 5))
def test_no_more_letters_and_digits_are_left_than_are_kept(cell: str, first: int, last: int) -> None:
    left = [character for character in mask(first, last)(cell) if character.isalnum()]
    assert len(left) <= first + last
    assert mask(first, last)(cell) != cell or not any(character.isalnum() for character in cell)
