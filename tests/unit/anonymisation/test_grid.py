"""Places of the National Grid, checked against places that everybody can look up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoshare.anonymisation.grid import as_place, coarsen_grid, square_of


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("TQ 30 80", (530_000, 180_000, 1_000)),
        ("NN 16673 71289", (216_673, 771_289, 1)),
        ("SV000000", (0, 0, 100)),
        ("HP 6 1", (460_000, 1_210_000, 10_000)),
        ("tl77198342", (577_190, 283_420, 10)),
        ("TL 7719983429", (577_199, 283_429, 1)),
        ("577190, 283420", (577_190, 283_420, 1)),
        ("577190 283420", (577_190, 283_420, 1)),
        ("577190.6,283420.2", (577_190, 283_420, 1)),
        ("E 577190 N 283420", (577_190, 283_420, 1)),
    ],
)
def test_a_place_is_read_however_it_is_written(text: str, place: tuple[int, int, int]) -> None:
    assert as_place(text) == place


@pytest.mark.parametrize(
    "text", ["", "TL", "TL 7", "TL 771 83", "TI 77 83", "OC 77 83", "AA 77 83", "800000 283420", "Mill"]
)
def test_what_is_no_place_of_the_grid_is_not_read(text: str) -> None:
    assert as_place(text) is None


@given(st.integers(0, 699_999), st.integers(0, 1_299_999), st.sampled_from([100, 1_000, 10_000]))
def test_a_square_holds_its_place(east: int, north: int, side: int) -> None:
    square = square_of(east, north, side)
    corner = as_place(square)
    assert corner is not None
    assert (corner[0], corner[1], corner[2]) == (east - east % side, north - north % side, side)
    assert coarsen_grid({100: "grid_100m", 1_000: "grid_1km", 10_000: "grid_10km"}[side])(f"{east},{north}") == square


def test_a_place_that_is_known_less_well_than_the_square_has_none() -> None:
    assert coarsen_grid("grid_100m")("TL 77 83") is None
    assert coarsen_grid("grid_1km")("TL 77 83") == "TL 77 83"
