"""A cell that holds nothing but a person's name is known for one, and wards, streets and categories are not."""

from __future__ import annotations

import pytest

from infoshare.detectors.person_cells import name_form


@pytest.mark.parametrize(
    "cell",
    ["Gwen Pritchard", "PRITCHARD, Gwen", "Mrs Begum", "Dr A. Okafor", "S. Pritchard", "DC Marsh", "Yusuf Khan",
     "Anne-Marie O'Neill", "Oluwaseun Adeyemi", "Siân Llewellyn", "Mohammed bin Yusuf"],
)  # fmt: skip
def test_a_forename_and_surname_or_a_title_and_a_name_are_a_full_name(cell: str) -> None:
    assert name_form(cell) == "full"


@pytest.mark.parametrize("cell", ["Okonjo", "Szczepanska", "Siobhan", "LLEWELLYN"])
def test_one_name_alone_is_part_of_one(cell: str) -> None:
    assert name_form(cell) in {"part", None}
    assert name_form("Okafor") == "part"


@pytest.mark.parametrize(
    "cell",
    ["", "Knife", "White British", "Not stated", "Left before seen", "Mill Lane", "Bridge Surgery", "Ward 7", "Lincoln",
     "Civil partner", "no", "a.b@example.org", "07700 900123", "Widowed", "SEN support", "Black African", "x" * 5000],
)  # fmt: skip
def test_what_is_no_name_is_none(cell: str) -> None:
    assert name_form(cell) is None
