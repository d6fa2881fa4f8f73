"""Places: a postcode becomes a larger place that holds it."""

from __future__ import annotations

import pytest

from infoshare.anonymisation.places import coarsen_place
from infoshare.model.column_rule import PlacePart


@pytest.mark.parametrize(
    ("part", "place"), [("sector", "EC1A 1"), ("outward", "EC1A"), ("district", "EC1A"), ("area", "EC")]
)
def test_each_part_is_as_coarse_as_it_says(part: PlacePart, place: str) -> None:
    assert coarsen_place(part)("EC1A 1BB") == place


@pytest.mark.parametrize("written", ["M1 1AE", "m11ae", " M1-1AE ", "M1.1AE", "M1  1AE"])
def test_case_and_spacing_do_not_matter(written: str) -> None:
    assert coarsen_place("sector")(written) == "M1 1"


@pytest.mark.parametrize(
    ("postcode", "area"), [("M1 1AE", "M"), ("CR2 6XH", "CR"), ("W1A 1HQ", "W"), ("GIR 0AA", "GIR")]
)
def test_an_area_is_the_letters_that_it_begins_with(postcode: str, area: str) -> None:
    assert coarsen_place("area")(postcode) == area


@pytest.mark.parametrize("part", ["sector", "outward", "district", "area"])
@pytest.mark.parametrize("text", ["", "M1", "Lincoln", "14 Larch Row, M1 1AE", "QQ123456C", "9990000018"])
def test_what_is_no_postcode_is_not_read(part: PlacePart, text: str) -> None:
    assert coarsen_place(part)(text) is None
