"""Names behind a title or rank, and house numbers before a street: found by their shape alone."""

from __future__ import annotations

import pytest

from infoshare.identifiers.street_address import STREET_ADDRESS
from infoshare.identifiers.titled_name import TITLED_NAME


@pytest.mark.parametrize(
    "name",
    ["Mrs Begum", "Mr Tom Varnholt", "MRS BEGUM", "Dr A. Okafor", "PC 4512 Marsh", "Nurse O'Hara", "Sgt. Pike-Lowe",
     "Prof van Dael", "P.C. Marsh", "S/N Adeyemi"],
)  # fmt: skip
def test_a_title_or_rank_gives_the_name_behind_it_away(name: str) -> None:
    text = f"Seen with {name}, who was calm."
    assert [text[start:end] for start, end in TITLED_NAME.spans(text)] == [name]


@pytest.mark.parametrize("text", ["the nurse came", "mr", "Dr on call", "a PC was called", "Miss the bus"[5:]])
def test_a_title_with_no_name_behind_it_is_not_a_name(text: str) -> None:
    assert list(TITLED_NAME.spans(text)) == []


@pytest.mark.parametrize(
    "address",
    ["14 Larch Row", "14a Larch Row", "14-16 Larch Row", "Flat 2, 9 Quay Street", "9, Quay St.", "3 Heol Las Clos"],
)
def test_a_number_before_a_street_is_an_address(address: str) -> None:
    text = f"at home, {address}"
    assert [text[start:end] for start, end in STREET_ADDRESS.spans(text)] == [address]


@pytest.mark.parametrize("text", ["Larch Row", "14 days of rest", "on Quay Street", "bed 14, row 3"])
def test_a_street_without_a_number_is_not_an_address(text: str) -> None:
    assert list(STREET_ADDRESS.spans(text)) == []
