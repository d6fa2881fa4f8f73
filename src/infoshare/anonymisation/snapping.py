"""Moves a place to the nearest map point that enough addresses share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import product

from infoshare.anonymisation.grid import as_place
from infoshare.anonymisation.numbers import as_number
from infoshare.errors import PolicyError
from infoshare.model.place_file import FEWEST_ADDRESSES, MAP_POINTS, read_places
from infoshare.safe_repr import count_of

Point = tuple[int, int]
"""Easting and northing in whole metres of the National Grid."""


def snap_place(file: str, within: float) -> Callable[[str], str | None]:
    """A function from a place of the National Grid to the nearest map point of the file, `easting northing`.

    None for what is no place, and for places with no point within that many metres. Points that fewer than 8
    addresses share are left out, as police.uk does (https://data.police.uk/about/#location-anonymisation); police.uk
    also uses points without any address, and we do not, as nothing in the file says that they are public places.
    Of two points equally near, the one further west, then further south, is taken. A reference such as
    `TL 771 834` means the middle of its square.

    Raises:
        PolicyError: if the file cannot be read, or has no point that may be used.
    """
    cells: defaultdict[Point, list[Point]] = defaultdict(list)
    for east, north in sorted(set(_points(file))):
        cells[int(east // within), int(north // within)].append((east, north))
    if not cells:
        raise PolicyError(f"the file of map points has none that {FEWEST_ADDRESSES} addresses or more share")

    def point_of(text: str) -> str | None:
        place = as_place(text)
        near = _nearest(place, cells, within) if place else None
        return f"{near[0]} {near[1]}" if near else None

    return point_of


def _nearest(place: tuple[int, int, int], cells: dict[Point, list[Point]], within: float) -> Point | None:
    """The nearest point, sought in the cell that holds the place and the eight round it: others are too far off."""
    east, north = place[0] + place[2] // 2, place[1] + place[2] // 2
    around = product((-1, 0, 1), repeat=2)
    keys = ((int(east // within) + aside, int(north // within) + above) for aside, above in around)
    points = [point for key in keys for point in cells.get(key, ())]
    distance = {point: (point[0] - east) ** 2 + (point[1] - north) ** 2 for point in points}
    nearest = min(sorted(points), key=distance.__getitem__, default=None)
    return nearest if nearest and distance[nearest] <= within**2 else None


def _points(file: str) -> Iterator[Point]:
    """The map points that enough addresses share."""
    columns = read_places(file, MAP_POINTS).to_pydict()
    rows = zip(*(columns[name] for name in MAP_POINTS), strict=True)
    read = [[as_number(cell or "") for cell in row] for row in rows]
    unread = sum(None in row for row in read)
    if unread:
        raise PolicyError(
            f"the file of map points has {count_of(unread, 'row')} without a number in each of its columns",
            mend="Give easting, northing and addresses as numbers in every row.",
        )
    for east, north, addresses in read:
        if east is not None and north is not None and addresses is not None and addresses >= FEWEST_ADDRESSES:
            yield round(east), round(north)
