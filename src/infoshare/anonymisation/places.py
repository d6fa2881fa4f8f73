"""Replaces a postcode, or a place of the National Grid, by a larger place that holds it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import takewhile

from infoshare.anonymisation.grid import METRES, coarsen_grid
from infoshare.identifiers.identifier import alphanumerics
from infoshare.identifiers.postcode import parts
from infoshare.model.column_rule import PlacePart


def coarsen_place(part: PlacePart) -> Callable[[str], str | None]:
    """A function from a postcode to its sector, outward code (district) or area; None for anything else.

    For squares of the grid, a function from a grid reference, or a pair of easting and northing, to the square.
    """
    if part in METRES:
        return coarsen_grid(part)
    larger = _PLACES[part]

    def place_of(text: str) -> str | None:
        found = parts(alphanumerics(text))
        return larger(*found) if found else None

    return place_of


_PLACES: dict[PlacePart, Callable[[str, str], str]] = {
    "sector": lambda outward, inward: f"{outward} {inward[0]}",
    "outward": lambda outward, _: outward,
    "district": lambda outward, _: outward,
    "area": lambda outward, _: "".join(takewhile(str.isalpha, outward)),
}
