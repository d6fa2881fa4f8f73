"""Which places a file of the user's lets leave, worked out anew from the file."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from functools import lru_cache

from infoshare.model.column_rule import LookUpPlace, SnapPlace
from infoshare.model.place_file import FEWEST_ADDRESSES, MAP_POINTS, FileStamp, read_places, stamp_of


def looked_up_places(rule: LookUpPlace) -> frozenset[str]:
    """Every larger place that the file has.

    Raises:
        PolicyError: if the file cannot be read.
    """
    return _places(rule.file, (rule.postcode, rule.to), stamp_of(rule.file))


@lru_cache(maxsize=8)
def _places(file: str, columns: tuple[str, str], _stamp: FileStamp) -> frozenset[str]:
    return frozenset(read_places(file, columns)[columns[1]].unique().to_pylist()) - {"", None}


def map_points(rule: SnapPlace) -> frozenset[str]:
    """Every map point of the file that enough addresses share, as `easting northing` in metres.

    Raises:
        PolicyError: if the file cannot be read.
    """
    return _points(rule.file, stamp_of(rule.file))


@lru_cache(maxsize=8)
def _points(file: str, _stamp: FileStamp) -> frozenset[str]:
    columns = read_places(file, MAP_POINTS).to_pydict()
    rows = zip(*(map(_whole, columns[name]) for name in MAP_POINTS), strict=True)
    return frozenset(f"{east} {north}" for east, north, addresses in rows if addresses >= FEWEST_ADDRESSES)


def _whole(cell: str) -> int:
    """A number to the nearest whole one, halves to the even; what is none counts as below every number."""
    try:
        return int(Decimal(cell).to_integral_value())
    except InvalidOperation:
        return -1
