"""The telephone number, from the ranges that Ofcom keeps for drama."""

from __future__ import annotations

import pytest

from infoshare.identifiers.telephone import TELEPHONE_NUMBER


@pytest.mark.parametrize(
    "written",
    [
        "07700900123",
        "07700 900123",
        "07700 900 123",
        "07700-900-123",
        "07700.900.123",
        "(07700) 900123",
        "+447700900123",
        "+44 7700 900123",
        "+44 (0)7700 900123",
        "+44 (0) 7700 900 123",
        "00447700900123",
        "0044 7700 900123",
        "447700900123",
    ],
)
def test_every_way_of_writing_a_number_has_one_national_form(written: str) -> None:
    assert TELEPHONE_NUMBER.matches(written)
    assert TELEPHONE_NUMBER.canonical(written) == "07700900123"


@pytest.mark.parametrize("number", ["01632 960123", "020 7946 0123", "0808 157 0123", "0909 879 0123", "0306 999 0123"])
def test_every_drama_range_is_a_telephone_number(number: str) -> None:
    assert TELEPHONE_NUMBER.matches(number)


@pytest.mark.parametrize(
    "text",
    [
        "0770090", "04700900123", "06700900123", "077009001234567", "12345678901",
        "bp 120/80, pulse 98", "x07700900123", "07700900123x",
    ],
)  # fmt: skip
def test_other_numbers_are_not_telephone_numbers(text: str) -> None:
    assert list(TELEPHONE_NUMBER.spans(text)) == []


def test_it_is_found_where_it_stands_in_a_text() -> None:
    text = "Mum on 07700 900123 (evenings), work 020 7946 0123."
    found = [text[start:end] for start, end in TELEPHONE_NUMBER.spans(text)]
    assert found == ["07700 900123", "020 7946 0123"]
