"""Reads places of the National Grid, and names the squares that hold them."""

from __future__ import annotations

import re
from collections.abc import Callable

LETTERS = "ABCDEFGHJKLMNOPQRSTUVWXYZ"
"""The alphabet of the grid: all but I, in five rows of five from the north-west."""
HUNDRED_KM = 100_000
EAST, NORTH = 7 * HUNDRED_KM, 13 * HUNDRED_KM
"""The grid ends at an easting of 700 km and a northing of 1,300 km."""
_REFERENCE = re.compile(r"(?P<square>[HJNOST][A-HJ-Z])\s?(?P<figures>(?:[0-9]\s?){2,10})", re.ASCII | re.IGNORECASE)
_PAIR = re.compile(r"E?\s?(?P<east>[0-9]{1,6})(?:\.[0-9]+)?[,;\s]\s?N?\s?(?P<north>[0-9]{1,7})(?:\.[0-9]+)?", re.ASCII)
METRES = {"grid_100m": 100, "grid_1km": 1_000, "grid_10km": 10_000}
"""The side of each square in metres."""


def as_place(text: str) -> tuple[int, int, int] | None:
    """The easting and northing of a place, and the side of the square that is meant, in metres.

    Read are references such as `TL 7719 8342` (two letters, two to ten figures) and pairs such as `577190, 283420`.
    None for anything else. Source: Ordnance Survey, A guide to coordinate systems in Great Britain (2020), section 7.
    """
    pair = _PAIR.fullmatch(text.strip())
    if pair:
        east, north = int(pair["east"]), int(pair["north"])
        return (east, north, 1) if east < EAST and north < NORTH else None
    found = _REFERENCE.fullmatch(text.strip())
    figures = re.sub(r"\s", "", found["figures"]) if found else ""
    corner = _corner(found["square"].upper()) if found and len(figures) % 2 == 0 else None
    if corner is None:
        return None
    half = len(figures) // 2
    side = 10 ** (5 - half)
    return corner[0] + int(figures[:half]) * side, corner[1] + int(figures[half:]) * side, side


def _corner(square: str) -> tuple[int, int] | None:
    """The south-west corner of a square of 100 km; None if it is not on the grid."""
    first, second = (divmod(LETTERS.index(letter), 5) for letter in square)
    east = ((first[1] - 2) * 5 + second[1]) * HUNDRED_KM
    north = ((3 - first[0]) * 5 + 4 - second[0]) * HUNDRED_KM
    return (east, north) if 0 <= east < EAST and 0 <= north < NORTH else None


def square_of(east: int, north: int, side: int) -> str:
    """The square of a place by its letters and figures: `TL 77 83` for a side of 1,000 m."""
    column, row = east // HUNDRED_KM, north // HUNDRED_KM
    first = LETTERS[(3 - row // 5) * 5 + column // 5 + 2]
    second = LETTERS[(4 - row % 5) * 5 + column % 5]
    figures = len(str(HUNDRED_KM // side)) - 1
    within = (f"{place % HUNDRED_KM // side:0{figures}d}" for place in (east, north))
    return f"{first}{second} {' '.join(within)}"


def coarsen_grid(part: str) -> Callable[[str], str | None]:
    """A function from a place of the National Grid to the square that holds it; None where that is not known."""
    side = METRES[part]

    def square(text: str) -> str | None:
        found = as_place(text)
        return square_of(found[0], found[1], side) if found and found[2] <= side else None

    return square
